package config

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const example = "../../config.toml.example"

func TestTheExampleIsTheDefaultsAndNamesEverySetting(t *testing.T) {
	src, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	c, problems := Parse("config.toml.example", src)
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	if c != Default() {
		t.Errorf("the example says %+v, the defaults are %+v", c, Default())
	}
	lines := keyLines(src)
	text := strings.Split(string(src), "\n")
	for _, key := range Keys() {
		n := lines[key]
		if n == 0 {
			t.Errorf("%s is not in the example", key)
			continue
		}
		if above := text[n-2]; !strings.HasPrefix(above, "# ") && key != "backup.weekly" {
			t.Errorf("line %d: %s has no line of why above it", n, key)
		}
	}
}

// Every field of Config must be reached by some setting, or it could never be set.
func TestEverySettingReachesItsField(t *testing.T) {
	src := "language='en'\ntheme='light'\nmouse=false\ntips=false\nfps=120\n[lock]\nidle_minutes=15\n[names]\nmask_on_blur=true\n" +
		"[vault]\ndir='~/v'\n[backup]\ndaily=1\nweekly=0\n[exchange]\nfolder='~/e'\nauto=false\n[programme]\ndir='~/p'\n"
	t.Setenv("HOME", "/home/somebody")
	t.Setenv("USERPROFILE", "/home/somebody")
	c, problems := Parse("config.toml", []byte(src))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got, usual := reflect.ValueOf(c), reflect.ValueOf(Default())
	for i := range got.NumField() {
		if got.Field(i).Equal(usual.Field(i)) {
			t.Errorf("%s is still its default", got.Type().Field(i).Name)
		}
	}
	if want := filepath.Join("/home/somebody", "v"); c.VaultDir != want {
		t.Errorf("vault in %q, want %q", c.VaultDir, want)
	}
}

func TestProblemsAreNamedWithLineAndNearest(t *testing.T) {
	tests := []struct {
		name, src string
		want      []Problem
	}{
		{"nothing", "", nil},
		{"a byte order mark and Windows line ends", "\uFEFFtheme = \"light\"\r\nfps = 60\r\n", nil},
		{"a misspelled setting", "# ok\n\nlangauge = \"en\"\n", []Problem{{Line: 3, Key: "langauge", Code: CodeUnknownKey, Nearest: "language"}}},
		{"another spelling of its case", "Theme = \"dark\"\n", []Problem{{Line: 1, Key: "Theme", Code: CodeUnknownKey, Nearest: "theme"}}},
		{"a setting outside its table", "idle_minutes = 3\n", []Problem{{Line: 1, Key: "idle_minutes", Code: CodeUnknownKey, Nearest: "lock.idle_minutes"}}},
		{"a misspelled table", "[lok]\nidle_minutes = 3\n", []Problem{{Line: 1, Key: "lok", Code: CodeUnknownKey, Nearest: "lock"}}},
		{"nothing like a setting", "whatever_else = 3\n", []Problem{{Line: 1, Key: "whatever_else", Code: CodeUnknownKey}}},
		{"a value misspelled", "theme = \"contrats\"\n", []Problem{{Line: 1, Key: "theme", Code: CodeBadValue, Nearest: "contrast"}}},
		{"a value of another type", "theme = 3\n", []Problem{{Line: 1, Key: "theme", Code: CodeBadValue, Nearest: "auto"}}},
		{"yes in French", "mouse = \"oui\"\ntips = \"non\"\n", []Problem{{Line: 1, Key: "mouse", Code: CodeBadValue, Nearest: "true"},
			{Line: 2, Key: "tips", Code: CodeBadValue, Nearest: "false"}}},
		{"one minute too many", "[lock]\nidle_minutes = 16\n", []Problem{{Line: 2, Key: "lock.idle_minutes", Code: CodeBadValue, Nearest: "15"}}},
		{"one minute too few", "[lock]\n\nidle_minutes = 0\n", []Problem{{Line: 3, Key: "lock.idle_minutes", Code: CodeBadValue, Nearest: "1"}}},
		{"a number in quotation marks", "fps = \"90\"\n", []Problem{{Line: 1, Key: "fps", Code: CodeBadValue, Nearest: "90"}}},
		{"a table that is a value", "lock = 3\n", []Problem{{Line: 1, Key: "lock", Code: CodeUnknownKey, Nearest: "lock"}}},
		{"a value that is a table", "[theme]\nname = \"dark\"\n", []Problem{{Line: 1, Key: "theme", Code: CodeBadValue, Nearest: "auto"}}},
		{"a relative exchange folder", "[exchange]\nfolder = \"paquets\"\n", []Problem{{Line: 2, Key: "exchange.folder", Code: CodeBadValue}}},
		{"yes in place of true", "[exchange]\nauto = \"oui\"\n", []Problem{{Line: 2, Key: "exchange.auto", Code: CodeBadValue, Nearest: "true"}}},
		{"a relative folder", "[vault]\ndir = \"coffre\"\n", []Problem{{Line: 2, Key: "vault.dir", Code: CodeBadValue}}},
		{"not TOML", "theme = \"dark\"\nfps = = 3\n", []Problem{{Line: 2, Code: CodeSyntax}}},
		{"a setting given twice", "fps = 30\nfps = 60\n", []Problem{{Line: 2, Code: CodeSyntax}}},
		{"a key that a terminal would obey", "\"\\u001b[2J\" = 1\n", []Problem{{Line: 0, Key: "??2J", Code: CodeUnknownKey}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, got := Parse("config.toml", []byte(tt.src))
			for i := range got {
				if got[i].File != "config.toml" {
					t.Errorf("file %q", got[i].File)
				}
				got[i].File = ""
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("problems\n%+v, want\n%+v", got, tt.want)
			}
			if len(tt.want) > 0 && c != Default() {
				t.Errorf("a faulty setting changed the settings: %+v", c)
			}
		})
	}
}

func TestOneFaultLeavesTheOtherSettingsAlone(t *testing.T) {
	c, problems := Parse("config.toml", []byte("fps = 30\ntheme = \"pink\"\nlanguage = \"en\"\n"))
	want := Default()
	want.FPS, want.Language = 30, "en"
	if c != want || len(problems) != 1 {
		t.Errorf("%+v, problems %v", c, problems)
	}
}

func TestLoadNeverFails(t *testing.T) {
	dir := t.TempDir()
	write := func(name, src string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name, path string
		want       Code
	}{
		{"no file", filepath.Join(dir, "absent.toml"), ""},
		{"no folder", filepath.Join(dir, "absent", "config.toml"), ""},
		{"a folder in its place", dir, CodeUnreadable},
		{"too large", write("large.toml", strings.Repeat("#\n", maxFile/2+1)), CodeTooLarge},
		{"just small enough", write("small.toml", strings.Repeat("#\n", maxFile/2)), ""},
		{"broken", write("broken.toml", "["), CodeSyntax},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, problems := Load(tt.path)
			if c != Default() {
				t.Errorf("settings %+v", c)
			}
			switch {
			case tt.want == "" && len(problems) > 0:
				t.Errorf("problems %v", problems)
			case tt.want != "" && (len(problems) != 1 || problems[0].Code != tt.want):
				t.Errorf("problems %v, want %s", problems, tt.want)
			}
			for _, p := range problems {
				if strings.Contains(p.Error(), dir) && tt.path != dir {
					t.Errorf("the problem tells the folder: %v", p)
				}
			}
		})
	}
}

func TestRememberChangesOneLineOnly(t *testing.T) {
	place := filepath.Join(t.TempDir(), "l’été d'ici")
	tests := []struct{ name, src, want string }{
		{"no file", "", "\n[vault]\ndir = " + quoted(place) + "\n"},
		{"no table", "# mine\nfps = 30", "# mine\nfps = 30\n\n[vault]\ndir = " + quoted(place) + "\n"},
		{"a table without it", "[vault]\n# why\n[lock]\nidle_minutes = 3\n", "[vault]\ndir = " + quoted(place) + "\n# why\n[lock]\nidle_minutes = 3\n"},
		{"another folder", "fps = 30\n[vault]\ndir = \"\" # usual\n[names]\n", "fps = 30\n[vault]\ndir = " + quoted(place) + "\n[names]\n"},
		{"a dotted key", "vault.dir = \"\"\nfps = 30\n", "vault.dir = " + quoted(place) + "\nfps = 30\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "seuil", "config.toml")
			if tt.src != "" {
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(tt.src), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := Remember(path, place); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(path)
			if err != nil || string(got) != tt.want {
				t.Errorf("%q, want %q (%v)", got, tt.want, err)
			}
			if c, problems := Load(path); c.VaultDir != place || len(problems) > 0 {
				t.Errorf("read again: %q, %v", c.VaultDir, problems)
			}
		})
	}
}

func TestRememberLeavesAFileThatItDoesNotUnderstand(t *testing.T) {
	for _, src := range []string{"fps = = 3\n", "vault = { dir = '' }\n", "a = '''\n[vault]\ndir = \"x\"\n'''\n"} {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Remember(path, t.TempDir()); err == nil {
			t.Errorf("%q was changed", src)
		}
		if got, _ := os.ReadFile(path); string(got) != src {
			t.Errorf("%q became %q", src, got)
		}
	}
}

// Whatever the file holds, the settings stay within their bounds and problems can be shown.
func FuzzParse(f *testing.F) {
	seeds, err := filepath.Glob("testdata/fuzz/FuzzParse/*")
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no committed seeds: %v", err)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, problems := Parse("config.toml", src)
		if c.FPS < 30 || c.FPS > 120 || c.IdleMinutes < 1 || c.IdleMinutes > 15 || c.BackupDaily < 1 || c.BackupWeekly < 0 {
			t.Errorf("out of bounds: %+v", c)
		}
		if !slices.Contains([]string{"fr", "en"}, c.Language) || !slices.Contains([]string{"auto", "dark", "light", "contrast"}, c.Theme) {
			t.Errorf("no such choice: %+v", c)
		}
		for _, p := range problems {
			if strings.ContainsFunc(p.Error(), func(r rune) bool { return r < ' ' || r == 0x7F }) || len(p.Key) > maxName+8 || p.Line > strings.Count(string(src), "\n")+1 {
				t.Errorf("problem %+v", p)
			}
		}
	})
}

package programme

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seuil/model"
)

// folder makes a user's folder of files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const mini = `code = "sauvegarde"
name = { fr = "Maintien" }
short = { fr = "Maintien" }
[[phase]]
code = "debut"
name = { fr = "Début" }
short = { fr = "Début" }
`

func TestAFolderThatIsNotThereIsFine(t *testing.T) {
	s, problems := Load(filepath.Join(t.TempDir(), "absent"))
	if len(problems) > 0 || len(s.Programmes()) != 2 {
		t.Errorf("%v, %d programmes", problems, len(s.Programmes()))
	}
}

func TestTheUsersFileTakesThePlaceOfTheOneOfTheProgram(t *testing.T) {
	dir := folder(t, map[string]string{
		"programmes/sauvegarde.toml": "\ufeff" + strings.ReplaceAll(mini, "\n", "\r\n"),
		"programmes/gite.toml":       strings.ReplaceAll(mini, "sauvegarde", "gite"), // R21
		"notes.txt":                  "not ours",
		"words.toml":                 "[[list]]\ncode = \"judgement\"\nfr = [\"bof\"]\n",
		"templates.toml":             "[[template]]\nkind = \"VAD\"\n[template.words]\nfr = [\"\"\"Ce\n qu’a dit Madame\\u001b\"\"\"]\n",
	})
	s, problems := Load(dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var codes []string
	for _, p := range s.Programmes() {
		codes = append(codes, p.Code)
	}
	if got := strings.Join(codes, " "); got != "gite sauvegarde securisation" {
		t.Errorf("programmes: %s", got)
	}
	if p := s.Programme("sauvegarde"); len(p.Phases) != 1 || p.Label("en") != "Maintien" {
		t.Errorf("%+v", p)
	}
	if w := s.Words("en"); len(w) != 1 || w[0].Words[0] != "bof" {
		t.Errorf("%v", w)
	}
	if got := s.Template(model.HomeVisit).Text(ZoneWords, "fr"); got != "Ce  qu’a dit Madame\uFFFD" {
		t.Errorf("%q", got)
	}
	if len(s.Agencies()) != 7 {
		t.Errorf("%d agencies", len(s.Agencies()))
	}
}

func TestAFaultIsNamedWithItsLineAndTheFileOfTheProgramStandsIn(t *testing.T) {
	for _, c := range []struct{ name, file, content, want string }{
		{"a syntax error", "words.toml", "[[list]]\ncode = \n", "words.toml:2: syntax"},
		{"a misspelled key", "programmes/sauvegarde.toml", strings.Replace(mini, "[[phase]]\ncode", "[[phase]]\nlabel = 1\ncod", 1),
			"programmes/sauvegarde.toml:5: unknown_key phase.label | programmes/sauvegarde.toml:6: unknown_key phase.cod code"},
		{"a key in an inline table", "programmes/sauvegarde.toml", strings.Replace(mini, `{ fr = "Maintien" }`, `{ fr = "Maintien", de = "Halten" }`, 1),
			"programmes/sauvegarde.toml:2: unknown_key name.de"},
		{"another code than the file's name", "programmes/gite.toml", mini, "programmes/gite.toml:1: bad_value code gite"},
		{"a phase twice", "programmes/sauvegarde.toml", mini + mini[strings.Index(mini, "[[phase]]"):], "programmes/sauvegarde.toml:9: duplicate phase.code"},
		{"a short name too long", "programmes/sauvegarde.toml", strings.Replace(mini, `short = { fr = "Début" }`, `short = { fr = "Début interminable" }`, 1),
			"programmes/sauvegarde.toml:7: too_long phase.short.fr"},
		{"no phase", "programmes/sauvegarde.toml", mini[:strings.Index(mini, "[[phase]]")], "programmes/sauvegarde.toml:0: missing phase"},
		{"a value of another type", "programmes/sauvegarde.toml", strings.Replace(mini, `"sauvegarde"`, `12`, 1),
			"programmes/sauvegarde.toml:1: bad_value code"},
		{"an unknown contact kind", "templates.toml", "[[template]]\nkind = \"vad\"\n\n[[template]]\nkind = \"BALLEUR\"\n",
			"templates.toml:2: bad_value template.kind VAD | templates.toml:5: bad_value template.kind BAILLEUR"},
		{"a contact kind twice", "templates.toml", "[[template]]\nkind = \"VAD\"\n[[template]]\nkind = \"VAD\"\n", "templates.toml:4: duplicate template.kind"},
		{"an unknown list", "words.toml", "[[list]]\ncode = \"jugement\"\nfr = [\"x\"]\n", "words.toml:2: bad_value list.code judgement"},
		{"an agency of nobody", "organisations.toml", "[[agency]]\ncode = \"apt\"\nlandlord = \"x\"\nname = { fr = \"Apt\" }\nshort = { fr = \"Apt\" }\n",
			"organisations.toml:3: bad_value agency.landlord"},
		{"values of another type in a list and a date", "organisations.toml", "[[organisation]]\nfounded = \"2003-13-01\"\nnetwork = [1]\n[[agency]]\nseat = \"yes\"\n",
			"organisations.toml:2: bad_value organisation.founded | organisations.toml:3: bad_value organisation.network | organisations.toml:5: bad_value agency.seat"},
		{"a wrong kind, no name", "organisations.toml", "[[organisation]]\ncode = \"a\"\nkind = \"asociation\"\nfounded = 2003-01-13\n",
			"organisations.toml:1: missing organisation.name | organisations.toml:3: bad_value organisation.kind association"},
		{"names out of order", "organisations.toml", "[[organisation]]\ncode = \"a\"\nkind = \"landlord\"\n[[organisation.name]]\nsince = 2020-01-01\nname = \"B\"\n[[organisation.name]]\nsince = 2019-01-01\nname = \"A\"\n",
			"organisations.toml:8: bad_value organisation.name.since"},
		{"a code in capitals", "organisations.toml", "[[organisation]]\ncode = \"A\"\nkind = \"landlord\"\n[[organisation.name]]\nname = \"B\"\n", "organisations.toml:2: bad_value organisation.code a"},
		{"a file too large", "words.toml", strings.Repeat("#", maxFile+1), "words.toml:0: too_large"},
	} {
		s, problems := Load(folder(t, map[string]string{c.file: c.content}))
		var got []string
		for _, p := range problems {
			got = append(got, p.Error())
		}
		if strings.Join(got, " | ") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, " | "), c.want)
		}
		if fmt.Sprint(*s) != fmt.Sprint(*shipped(t)) {
			t.Errorf("%s: the set is not the shipped one", c.name)
		}
	}
}

func TestAFolderInPlaceOfAFileIsUnreadable(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "words.toml"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, problems := Load(dir); len(problems) != 1 || problems[0].Code != CodeUnreadable {
		t.Errorf("%v", problems)
	}
}

func TestTheEmbeddedFilesCopiedOutLoadAsTheyAre(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, Embedded()); err != nil {
		t.Fatal(err)
	}
	s, problems := Load(dir)
	if len(problems) > 0 || fmt.Sprint(*s) != fmt.Sprint(*shipped(t)) {
		t.Errorf("%v", problems)
	}
}

func FuzzLoad(f *testing.F) {
	err := fs.WalkDir(Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := fs.ReadFile(Embedded(), name)
		f.Add(name, src)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, file string, src []byte) {
		s := &Set{}
		if problems := s.add(file, src); len(problems) > 0 {
			for _, p := range problems {
				if p.Code == "" || p.Line < 0 {
					t.Errorf("a problem without a code: %+v", p)
				}
			}
			if fmt.Sprint(*s) != fmt.Sprint(Set{}) {
				t.Error("part of a bad file was kept")
			}
		}
	})
}

func TestTheFuzzSeedsAreThere(t *testing.T) {
	if files, err := os.ReadDir("testdata/fuzz/FuzzLoad"); err != nil || len(files) == 0 {
		t.Errorf("no seeds: %v", err)
	}
}

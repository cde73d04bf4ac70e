package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/demo"
	"seuil/ui/locale"
)

// prey is somebody's vault, in which nothing is yet, and the bundle of a hostile colleague for it.
type prey struct {
	t      *testing.T
	dir    string
	bundle string          // its file
	ran    map[string]bool // names of the commands that were run
}

// oddName is what an attacker may call a file.
const oddName = "paquet-0000000a (\x1b]0;volé\a\u202e\u009b2J\u007f\n■ Révoqué).seuil"

func newPrey(t *testing.T) *prey {
	t.Helper()
	p := &prey{t: t, dir: t.TempDir(), ran: make(map[string]bool)}
	v, words, err := store.Create(store.Options{Dir: p.path("vault"), Params: demoParams()}, demo.Passphrase, model.Worker{Name: "Awa Diallo", Role: model.RoleASS, Organisation: "soligone"})
	if err == nil {
		_, err = v.IssueCard("Soligone", false)
	}
	if err != nil {
		t.Fatal(err)
	}
	eve := storetest.NewEnemy(t, "Eve Martin", "Soligone")
	if err := v.AddCard(eve.Card); err != nil {
		t.Fatal(err)
	}
	storetest.Trust(t, v, eve.Card.Device(), false)
	eve.Spoil(eve.NewID(), false)
	eve.Spoil(model.RegistryID, false)
	p.write("words", strings.Join(words, " ")+"\n")
	p.bundle = p.write("in/"+oddName, string(eve.Bundle(v.Card())))
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *prey) path(name string) string { return filepath.Join(p.dir, name) }

func (p *prey) write(name, content string) string {
	p.t.Helper()
	path := p.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.t.Skip("this disk has no such file names: ", err)
	}
	return path
}

// run runs a command with the vault of the prey and judges what it says.
func (p *prey) run(args ...string) (stdout string) {
	p.t.Helper()
	var out, errs bytes.Buffer
	null, err := os.Open(os.DevNull)
	if err != nil {
		p.t.Fatal(err)
	}
	defer null.Close()
	a := &app{stdin: null, stdout: &out, stderr: &errs, now: time.Now}
	a.settings(args)
	root := a.root()
	root.SetArgs(args)
	if c, _, err := root.Find(args); err == nil {
		p.ran[c.CommandPath()] = true
	}
	if err := root.Execute(); err != nil {
		a.fail(err)
	}
	for name, text := range map[string]string{"output": out.String(), "errors": errs.String()} {
		if harm := storetest.Harm(text); harm != "" {
			p.t.Errorf("%q: in the %s: %s", args, name, harm)
		}
		if strings.Contains("\n"+text, "\n■ Révoqué") {
			p.t.Errorf("%q: a text passes for a line of the %s:\n%s", args, name, text)
		}
	}
	return out.String()
}

// open runs a command that opens the vault, once for people and, if it can, once for programs.
func (p *prey) open(asJSON bool, args ...string) (stdout string) {
	p.t.Helper()
	args = append(args, "--vault", p.path("vault"), "--recovery", "--passphrase-file", p.path("words")) // words open at once
	stdout = p.run(args...)
	if asJSON {
		if text := p.run(append(args, "--json")...); !json.Valid([]byte(text)) {
			p.t.Errorf("%q is no JSON: %s", args, text)
		}
	}
	return stdout
}

// What somebody signed, how a file is called, what stands in the settings and what is typed: no command hands any of it to the terminal as
// it is, and no text of it passes for a line of the program.
func TestNoCommandDrivesTheTerminalWithWhatComesFromOutside(t *testing.T) {
	t.Parallel()
	p := newPrey(t)
	odd := "\x1b[31m\u009b2J\u202e\n■ Révoqué" + "\xff"
	p.open(true, "import", p.bundle, "--preview")
	p.open(true, "import", p.bundle, "--yes")
	for _, args := range [][]string{{"list"}, {"conflicts"}, {"card"}, {"import", p.bundle, "--yes"}, {"trust", "--list"}, {"send", "--to", "eve", "--all", "--folder", p.dir, "--yes"}} {
		if stdout := p.open(true, args...); stdout == "" {
			t.Errorf("%q says nothing", args)
		}
	}
	var rows []struct{ Ref string }
	list := p.open(false, "list", "--json")
	if err := json.Unmarshal([]byte(list), &rows); err != nil || len(rows) == 0 || !strings.Contains(list, "Zoé") {
		t.Fatalf("%v: %s", err, list)
	}
	p.open(true, "why", rows[0].Ref)
	p.open(false, "why", "z")
	p.open(true, "exchange", "--folder", p.path("in"), "--yes")
	p.open(false, "check")
	p.open(true, "erasures")
	p.open(false, "backup", odd)
	bad := p.write("in/"+strings.Replace(oddName, "0a", "0b", 1), "age-encryption.org/v1\n-> X\n")
	var taken []struct{ File, State string }
	if err := json.Unmarshal([]byte(p.open(false, "import", bad, "--yes", "--json")), &taken); err != nil || len(taken) != 1 || taken[0].File != filepath.Base(bad) {
		t.Errorf("the name of the file is lost: %v, %q", err, taken)
	}
	p.open(true, "exchange", "--folder", p.path("in"), "--yes")

	for _, args := range [][]string{{"import", odd, "--yes"}, {"send", "--to", odd, "--all", "--yes"}, {"send", "--to", "eve", "--case", odd, "--yes"}, {"trust", odd}, {"trust", bad}, {"why", odd}, {"exchange", "--folder", odd}, {"restore", odd}, {"passphrase", odd}, {"card", "--file", p.path("in/" + odd + "/x")}} {
		p.open(false, args...)
	}
	settings := p.write("odd/config"+odd[:5]+".toml", "language = \"fr\"\n\"clé\\u001b[31m\\u202e\\n■ Révoqué\" = 1\n[exchange]\nfolder = \"\\u001b]0;x\\u0007\"\n")
	programme := p.write("odd/programme"+odd[:5]+".toml", "code = \"\\u001b[31m\\u202e\"\n\"\\u009b2J\" = \"■\"\n")
	for _, args := range [][]string{{odd}, {"help", odd}, {"list", "--" + odd}, {"list", odd}, {"list", "--vault", p.path(odd)}, {"list", "--config", odd}, {"version", "--config", settings},
		{"list", "--config", settings, "--vault", p.path("none")}, {"programme", "check", programme, "--no-vault"}, {"programme", "check", odd, "--no-vault"}, {"version"}, {"help"}} {
		p.run(args...)
	}
	for _, c := range (&app{l: newLocale(t)}).root().Commands() {
		if name := c.CommandPath(); !p.ran[name] && name != "seuil demo" && name != "seuil programme" {
			t.Errorf("%s was not run", name)
		}
	}
}

func newLocale(t *testing.T) func() *locale.Locale {
	t.Helper()
	l, err := locale.New(locale.French)
	if err != nil {
		t.Fatal(err)
	}
	return sync.OnceValue(func() *locale.Locale { return l })
}

func TestAJSONTextLosesNothingAndShowsNothingThatHides(t *testing.T) {
	for _, s := range []string{"Zoé, 12\u00a0€ 🙂", "\x1b[31m\u009b\u007f\u202e\u2028\U000E0041\ufeff", "e\u0301 Å \u212b", "\uFFFD\\u0041\""} {
		var out bytes.Buffer
		if err := (&app{stdout: &out}).toJSON([]string{s}); err != nil {
			t.Fatal(err)
		}
		var back []string
		if err := json.Unmarshal(out.Bytes(), &back); err != nil || len(back) != 1 || back[0] != s {
			t.Errorf("%q comes back as %q, %v", s, back, err)
		}
		if harm := storetest.Harm(out.String()); harm != "" {
			t.Errorf("%q: %s", s, harm)
		}
	}
}

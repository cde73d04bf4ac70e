package lock

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

var list = []string{"abeille", "cerise", "horloge", "jardin", "olivier", "tortue", "violon", "bateau", "citron", "dauphin", "fabuleux",
	"galaxie"}

// words is a list of twelve words.
type words struct{}

func (words) Propose() []string { return list[:7] }

func (words) Complete(prefix string) (string, bool) {
	for _, w := range list {
		if prefix != "" && strings.HasPrefix(w, prefix) && len(prefix) >= 4 {
			return w, true
		}
	}
	return "", false
}

func (words) Check(passphrase string) string {
	switch {
	case len([]rune(passphrase)) < 14:
		return "too_short"
	case passphrase == "motdepassemotdepasse":
		return "common"
	}
	return ""
}

// door is a vault with a passphrase and recovery words; fault, if any, is what it answers to everything.
type door struct {
	status Status
	pass   string
	fault  error
	open   bool
}

var (
	errWrong = errors.New("wrong")
	errWords = errors.New("words")
	errDisk  = errors.New("io")
	errOdd   = errors.New("odd")
	errBad   = errors.New("damaged")
)

func (d *door) Unlock(passphrase string) error {
	switch {
	case d.fault != nil:
		return d.fault
	case passphrase != d.pass:
		return errWrong
	}
	d.open = true
	return nil
}

func (d *door) Recover(w []string) error {
	if !slices.Equal(w, list) {
		return errWords
	}
	d.open = true
	return d.fault
}

func (d *door) SetPassphrase(passphrase string) error {
	if d.fault != nil {
		return d.fault
	}
	d.pass = passphrase
	return nil
}

func (d *door) Reason(err error) Reason {
	switch err {
	case errOdd:
		return Other
	default:
		return Reason(err.Error())
	}
}

func (d *door) Status() Status { return d.status }

var now = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

func newPage(t *testing.T, lang locale.Lang, d *door) *Page {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	env := &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return now }}
	p := New(d, words{}, env, nav.Route{Page: nav.Lock})
	p.Layout(80, 22)
	return p
}

func door1() *door {
	return &door{pass: "correct horse battery", status: Status{Dir: "~/.local/share/seuil", Opened: now.Add(-20 * time.Hour), Drafts: true}}
}

// press gives keys to the page as the root would: to a binding, else to Update. It runs the commands and gives their
// messages to the page, and returns those meant for the root.
func press(p *Page, keys ...string) (sent []tea.Msg) {
	for _, k := range keys {
		var cmd tea.Cmd
		if b := binding(p, k); b != nil {
			cmd = b()
		} else {
			cmd = p.Update(keyMsg(k))
		}
		for cmd != nil {
			msg := cmd()
			cmd = nil
			if _, ok := msg.(answered); ok {
				cmd = p.Update(msg)
			} else {
				sent = append(sent, msg)
			}
		}
	}
	return sent
}

func binding(p *Page, key string) func() tea.Cmd {
	for _, b := range p.Keys() {
		if slices.Contains(b.Keys, key) {
			return b.Run
		}
	}
	return nil
}

func keyMsg(k string) tea.KeyPressMsg {
	switch k {
	case "space":
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	case "backspace":
		return tea.KeyPressMsg{Code: tea.KeyBackspace}
	}
	return tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
}

func typing(p *Page, s string) {
	for _, r := range s {
		k := string(r)
		if r == ' ' {
			k = "space"
		}
		press(p, k)
	}
}

func screen(p *Page) string { return ansi.Strip(p.View()) }

func TestTheRightPassphraseOpensAndAWrongOneClearsTheField(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	typing(p, "not this one, q d ?")
	if sent := press(p, "enter"); len(sent) != 0 {
		t.Fatalf("a wrong passphrase sent %v", sent)
	}
	if p.field.Len() != 0 || p.stage != asking || !strings.Contains(screen(p), "1er essai") {
		t.Errorf("after a wrong passphrase:\n%s", screen(p))
	}
	typing(p, "correct horse battery")
	if strings.Contains(screen(p), "essai") || strings.Contains(screen(p), "horse") {
		t.Errorf("the former refusal or the letters show:\n%s", screen(p))
	}
	sent := press(p, "enter")
	if len(sent) != 1 || sent[0] != (nav.Unlocked{}) {
		t.Errorf("the right passphrase sent %v", sent)
	}
	if p.field.Len() != 0 {
		t.Error("the passphrase stays in the field")
	}
}

func TestF2ShowsTheLettersAndAWrongTryHidesThemAgain(t *testing.T) {
	p := newPage(t, locale.French, door1())
	typing(p, "lisible")
	press(p, "f2")
	if !strings.Contains(screen(p), "lisible") {
		t.Error("F2 does not show the letters")
	}
	press(p, "enter")
	typing(p, "cachée")
	if strings.Contains(screen(p), "cachée") {
		t.Error("the letters of the next try show")
	}
}

func TestNothingIsAskedTwiceWhileTheVaultOpens(t *testing.T) {
	p := newPage(t, locale.French, door1())
	typing(p, "correct horse battery")
	if binding(p, "enter")() == nil {
		t.Fatal("enter does nothing")
	}
	if binding(p, "enter") != nil || binding(p, "esc") != nil {
		t.Error("keys work while the vault opens")
	}
	p.Update(keyMsg("x"))
	if p.field.Value() != "correct horse battery" || !strings.Contains(screen(p), "Ouverture du coffre") {
		t.Errorf("while the vault opens:\n%s", screen(p))
	}
}

func TestTheRecoveryWordsOpenAndSetANewPassphrase(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	press(p, "f3")
	typing(p, "abei ceriseho") // letters alone go on to the next word
	press(p, "enter")
	if p.note != "lock.recover.unfinished" || d.open {
		t.Errorf("twelve words are not there, yet: note %q", p.note)
	}
	p.grid.Clear()
	for _, w := range list[:11] {
		typing(p, w[:4])
	}
	typing(p, "dauphin")
	press(p, "enter")
	if p.stage != recovering || p.note != "lock.reason.words" {
		t.Fatalf("wrong words: stage %d, note %q", p.stage, p.note)
	}
	p.grid.Click(3*16+4, 2)
	typing(p, "galaxie")
	press(p, "enter")
	if !d.open || p.stage != renewing {
		t.Fatalf("the recovery words did not open, stage %d:\n%s", p.stage, screen(p))
	}
	press(p, "tab")
	typing(p, "court")
	press(p, "enter")
	if d.pass != door1().pass || !strings.Contains(screen(p), "Trop courte") {
		t.Errorf("a short passphrase was taken:\n%s", screen(p))
	}
	typing(p, " mais pas si court")
	press(p, "enter")
	typing(p, "court mais pas si long")
	if press(p, "enter"); d.pass != door1().pass || !strings.Contains(screen(p), "pas les mêmes") {
		t.Errorf("two different passphrases were taken:\n%s", screen(p))
	}
	typing(p, "court mais pas si court")
	sent := press(p, "enter")
	if d.pass != "court mais pas si court" || len(sent) != 1 || sent[0] != (nav.Unlocked{}) {
		t.Errorf("the new passphrase is %q, sent %v", d.pass, sent)
	}
}

func TestTheProposedWordsMustBeTypedBack(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	p.Update(nil)
	press(p, "f3")
	p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
	press(p, "enter")
	typing(p, "abei ceri horl jard oliv tort bate")
	press(p, "enter")
	if d.pass != door1().pass || !strings.Contains(screen(p), "pas celui qui est proposé") {
		t.Fatalf("a word that was not proposed was taken:\n%s", screen(p))
	}
	typing(p, "viol")
	press(p, "enter")
	if d.pass != strings.Join(list[:7], " ") {
		t.Errorf("the new passphrase is %q", d.pass)
	}
}

func TestADiskThatFailsWhileThePassphraseIsStoredLosesNothing(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	press(p, "f3")
	p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
	press(p, "enter")
	d.fault = errDisk
	p.Update(tea.PasteMsg{Content: "abei ceri horl jard oliv tort viol"})
	press(p, "enter")
	if p.stage != renewing || !strings.Contains(screen(p), "Le disque n’a pas répondu") || p.choice.Empty() {
		t.Fatalf("stage %d:\n%s", p.stage, screen(p))
	}
	d.fault = nil
	if sent := press(p, "enter"); len(sent) != 1 {
		t.Error("a second try does not store it")
	}
}

func TestAVaultThatCannotBeOpenedSaysWhatToDoAndTakesNoText(t *testing.T) {
	for _, reason := range []Reason{Damaged, Newer, Elsewhere, Unsafe, Disk, Other} {
		d := door1()
		d.status.Closed = reason
		p := newPage(t, locale.French, d)
		if p.Typing() || p.Cursor() != nil {
			t.Errorf("%s: text can be typed", reason)
		}
		if s := screen(p); strings.Contains(s, "‹") || len(strings.Fields(s)) < 20 {
			t.Errorf("%s: no sentence:\n%s", reason, s)
		}
		if sent := press(p, "enter"); len(sent) != 1 || sent[0] != (nav.LockNow{}) {
			t.Errorf("%s: enter sent %v", reason, sent)
		}
	}
	d := door1()
	d.fault = errBad
	p := newPage(t, locale.French, d)
	typing(p, "correct horse battery")
	press(p, "enter")
	if p.stage != closed || p.reason != Damaged || p.field.Len() != 0 {
		t.Errorf("found damaged on opening: stage %d, reason %s", p.stage, p.reason)
	}
}

func TestScreens(t *testing.T) {
	states := []struct {
		name string
		make func(*Page, *door)
	}{
		{"asking", func(p *Page, _ *door) { typing(p, "abei ceri") }},
		{"wrong", func(p *Page, _ *door) { typing(p, "x"); press(p, "enter"); typing(p, "y"); press(p, "enter") }},
		{"empty", func(p *Page, _ *door) { press(p, "enter") }},
		{"opening", func(p *Page, _ *door) { typing(p, "abei"); binding(p, "enter")() }},
		{"demo", func(p *Page, d *door) { p.status = Status{Shown: "le chat dort au soleil"} }},
		{"died", func(p *Page, d *door) { p.status.Died = true }},
		{"recovering", func(p *Page, _ *door) { press(p, "f3"); typing(p, "abei cerizzz horl jard oliv tor") }},
		{"renewing", func(p *Page, _ *door) {
			press(p, "f3")
			p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
			press(p, "enter")
			typing(p, "abei ceri hor")
		}},
		{"own", func(p *Page, _ *door) {
			press(p, "f3")
			p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
			press(p, "enter", "tab")
			typing(p, "une barque en papier")
		}},
		{"damaged", func(p *Page, _ *door) { p.stage, p.reason = closed, Damaged }},
		{"elsewhere", func(p *Page, _ *door) { p.stage, p.reason = closed, Elsewhere }},
	}
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for _, size := range [][2]int{{80, 22}, {120, 28}, {160, 43}} {
			for _, s := range states {
				if size[0] != 80 && s.name != "asking" && s.name != "renewing" {
					continue // the block is the same, only its place differs
				}
				name := fmt.Sprintf("%s-%s-%dx%d", s.name, lang, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					d := door1()
					p := newPage(t, lang, d)
					p.Layout(size[0], size[1])
					s.make(p, d)
					golden(t, name, p, size[0], size[1])
				})
			}
		}
	}
}

// golden compares the screen, with a mark for the cursor, and checks that every line fits.
func golden(t *testing.T, name string, p *Page, w, h int) {
	t.Helper()
	got := screen(p)
	lines := strings.Split(got, "\n")
	if len(lines) > h {
		t.Errorf("%d lines, %d fit", len(lines), h)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > w {
			t.Errorf("%d cells, %d fit: %s", ansi.StringWidth(line), w, line)
		}
	}
	if strings.Contains(got, "‹") {
		t.Error("a sentence is missing")
	}
	if c := p.Cursor(); c != nil {
		if c.Y >= len(lines) || c.X >= w {
			t.Errorf("the cursor stands at %d, %d", c.X, c.Y)
		}
		got += fmt.Sprintf("\n\ncursor %d %d", c.X, c.Y)
	}
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got+"\n" != string(want) {
		t.Errorf("the screen differs from %s:\n%s", file, got)
	}
}

package welcome

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

var list = []string{"abeille", "cerise", "horloge", "jardin", "olivier", "tortue", "violon", "bateau", "citron", "dauphin", "fabuleux",
	"galaxie"}

// workshop makes vaults in memory.
type workshop struct {
	refuse string // why every place is refused
	err    error
	none   bool // nothing is made
	me     model.Worker
	pass   string
	dir    string
	made   int
}

func (*workshop) Propose() []string { return list[:7] }

func (*workshop) Complete(prefix string) (string, bool) {
	for _, w := range list {
		if len(prefix) >= 4 && strings.HasPrefix(w, text.Fold(prefix)) {
			return w, true
		}
	}
	return "", false
}

func (*workshop) Check(passphrase string) string {
	if len([]rune(passphrase)) < 14 {
		return "too_short"
	}
	return ""
}

func (*workshop) Place() string { return "/home/claire/.local/share/seuil" }

func (w *workshop) CheckPlace(string) string { return w.refuse }

func (w *workshop) Create(me model.Worker, passphrase, dir string) ([]string, error) {
	w.made++
	if w.none {
		return nil, w.err
	}
	w.me, w.pass, w.dir = me, passphrase, dir
	return list, w.err
}

var now = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

func newPage(t *testing.T, lang locale.Lang, w *workshop) *Page {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := programme.Load("")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	env := &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return now }}
	p := New(w, env, set, nav.Route{Page: nav.Welcome})
	p.Layout(80, 22)
	return p
}

// press gives keys to the page as the root would, runs the commands, and returns the messages meant for the root.
func press(p *Page, keys ...string) (sent []tea.Msg) {
	for _, k := range keys {
		var cmd tea.Cmd
		if run := binding(p, k); run != nil && !(p.Typing() && len([]rune(k)) == 1) {
			cmd = run()
		} else {
			cmd = p.Update(keyMsg(k))
		}
		for cmd != nil {
			msg := cmd()
			cmd = nil
			if _, ok := msg.(made); ok {
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
	case "tab":
		return tea.KeyPressMsg{Code: tea.KeyTab}
	case "down":
		return tea.KeyPressMsg{Code: tea.KeyDown}
	case "right":
		return tea.KeyPressMsg{Code: tea.KeyRight}
	}
	return tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
}

func typing(p *Page, s string) {
	for _, r := range s {
		if r == ' ' {
			press(p, "space")
		} else {
			press(p, string(r))
		}
	}
}

func shown(p *Page) string { return ansi.Strip(p.View()) }

// toPhrase fills the first step.
func toPhrase(p *Page) {
	press(p, "down", "enter")
	typing(p, "Claire Montferrand")
	press(p, "enter")
	typing(p, "ass")
	press(p, "enter")
	typing(p, "solig")
	press(p, "enter")
}

func toPlace(p *Page) {
	toPhrase(p)
	typing(p, "abei ceri horl jard oliv tort viol")
	press(p, "enter")
}

func toWords(p *Page) {
	toPlace(p)
	press(p, "enter")
}

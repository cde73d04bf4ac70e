package welcome

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/text"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

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

var now = uitest.Noon

func newPage(t *testing.T, lang locale.Lang, w *workshop) *Page {
	t.Helper()
	env := uitest.Env(lang, func() time.Time { return now })
	p := New(w, env, uitest.Programmes(), nav.Route{Page: nav.Welcome})
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
			cmd = p.Update(uitest.Key(k))
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

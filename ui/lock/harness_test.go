package lock

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

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

var now = uitest.Noon

func newPage(t *testing.T, lang locale.Lang, d *door) *Page {
	t.Helper()
	env := uitest.Env(lang, func() time.Time { return now })
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
			cmd = p.Update(uitest.Key(k))
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

package exchange

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// session is a real vault with a folder.
type session struct {
	*store.Vault
	folder string
}

func (s session) Folder() string                 { return s.folder }
func (s session) Complete(string) (string, bool) { return "", false }

func newPage(t *testing.T, lang locale.Lang) *Page {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := programme.Load("")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	env := &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return storetest.Noon }}
	p := New(session{storetest.Open(t), t.TempDir()}, &nav.Names{}, env, set, nav.Route{Page: nav.Exchange})
	p.Layout(80, 22)
	return p
}

func TestThePathOfAFileAsPeopleGiveIt(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home) // what Windows goes by
	for _, c := range []struct{ name, typed, want string }{
		{"plain", "/media/cle/paquet.seuil", "/media/cle/paquet.seuil"},
		{"with spaces around", "  /media/cle/paquet.seuil ", "/media/cle/paquet.seuil"},
		{"dropped on the terminal, which quotes it", "'/media/ma cle/paquet.seuil'", "/media/ma cle/paquet.seuil"},
		{"in the home of the account", filepath.Join("~", "paquet.seuil"), filepath.Join(home, "paquet.seuil")},
		{"a tilde inside a name", "a~/paquet.seuil", "a~/paquet.seuil"},
	} {
		if got := pathOf(c.typed); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// tables are the key tables of all states that need no correspondent.
func tables(p *Page) (list [][]nav.Binding) {
	for tab := range p.tabs() {
		p.tab = tab
		list = append(list, p.Keys())
	}
	p.show(&mine{p: p})
	list = append(list, p.Keys())
	p.over = nil
	p.job = &job{stop: func() {}}
	list = append(list, p.Keys())
	p.job = nil
	return append(list, (&paste{p: p}).Keys(), newHearing(p, store.Peer{Card: &store.Card{}}).Keys())
}

// safe are the keys that every keyboard has without AltGr, and that every terminal passes on.
const safe = "abcdefghijklmnopqrstuvwxyz;"

func TestKeysAreSafeNamedOnceToldAndFit(t *testing.T) {
	named := []string{"enter", "esc", "tab", "shift+tab", "space", "up", "down", "left", "right", "pgup", "pgdown", "home", "end", "ctrl+s"}
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		p := newPage(t, lang)
		for _, table := range tables(p) {
			seen := make(map[string]bool)
			at, room := 1, 80-2-ansi.StringWidth("F1 "+p.env.L.T("root.help"))
			for _, b := range table {
				if b.Run == nil || b.Label == "" || strings.Contains(b.Label+b.Help+b.Group, "‹") {
					t.Errorf("%v: the binding %q does nothing or is not told", b.Keys, b.Label)
				}
				for _, k := range b.Keys {
					if !slices.Contains(named, k) && !(len(k) == 1 && strings.Contains(safe, k)) {
						t.Errorf("%q is no safe key", k)
					}
					if strings.Contains("dzq", k) {
						t.Errorf("%q belongs to the root", k)
					}
					if seen[k] {
						t.Errorf("%q is bound twice", k)
					}
					seen[k] = true
				}
				if b.Hint {
					if at += ansi.StringWidth(p.env.L.KeyName(b.Keys[0])+" "+b.Label) + 2; at > room {
						t.Errorf("%s: the hint %q ends at %d of %d", lang, b.Label, at, room)
					}
				}
			}
		}
	}
}

func TestALongTextScrollsWithinItsEnds(t *testing.T) {
	s := &scroller{h: 3}
	s.set([]string{"1", "2", "3", "4", "5"})
	for _, c := range []struct {
		key  string
		want string
	}{{"up", "1 2 3"}, {"down", "2 3 4"}, {"pgdown", "3 4 5"}, {"down", "3 4 5"}, {"home", "1 2 3"}, {"end", "3 4 5"}, {"pgup", "1 2 3"}} {
		if !s.key(c.key) {
			t.Errorf("%s is no key", c.key)
		}
		if got := strings.Join(s.view(), " "); got != c.want {
			t.Errorf("after %s: %q, want %q", c.key, got, c.want)
		}
	}
	if s.key("x") || s.top != 0 {
		t.Error("x moves the text")
	}
}

// run runs a command and what comes of it, and returns the messages that are for the root.
func run(p *Page, cmd tea.Cmd) (sent []tea.Msg) {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			sent = append(sent, run(p, c)...)
		}
	case result, ticked:
		sent = append(sent, run(p, p.Update(msg))...)
	default:
		sent = append(sent, msg)
	}
	return sent
}

func TestALongWorkIsStoppedByEscAndSaysSo(t *testing.T) {
	p := newPage(t, locale.French)
	cmd := begin(p, "Paquet pour Nadia", func(ctx context.Context, tell func(int, int)) (int, error) {
		tell(1, 4)
		return 0, ctx.Err()
	}, func(int, error) tea.Cmd { t.Error("what was stopped went on"); return nil })
	if table := p.Keys(); len(table) != 1 || table[0].Keys[0] != "esc" {
		t.Fatalf("during the work there are the keys %v", table)
	}
	p.Keys()[0].Run()
	if sent := run(p, cmd); len(sent) != 1 || sent[0] != (nav.Say{Text: p.env.L.T("exchange.stopped"), Tone: nav.Info}) {
		t.Errorf("the root is told %v", sent)
	}
	if p.job != nil {
		t.Error("the work still shows")
	}
}

func TestProgressTellsTheShareAndTheTimeLeft(t *testing.T) {
	p := newPage(t, locale.French)
	for _, c := range []struct {
		name        string
		done, total int64
		spent       time.Duration
		says        []string
		hides       string
	}{
		{"before anything is known", 0, 0, time.Minute, []string{"░░░", "0 %", "sans dommage"}, "encore"},
		{"a quarter, after ten seconds", 1, 4, 10 * time.Second, []string{"█", "25 %", "encore 31 secondes"}, "‹"},
		{"a quarter, at once", 1, 4, time.Second, []string{"25 %"}, "encore"},
		{"the whole", 4, 4, 10 * time.Second, []string{"100 %", "encore 1 seconde"}, "░"},
	} {
		j := &job{what: "Paquet pour Nadia", began: storetest.Noon.Add(-c.spent)}
		j.done.Store(c.done)
		j.total.Store(c.total)
		got := strings.ReplaceAll(ansi.Strip(strings.Join(j.view(p.env, 80), "\n")), "\u00a0", " ")
		for _, want := range append(c.says, "Paquet pour Nadia") {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in\n%s", c.name, want, got)
			}
		}
		if strings.Contains(got, c.hides) {
			t.Errorf("%s: %q shows in\n%s", c.name, c.hides, got)
		}
	}
}

func TestThePreviewTellsWhatTheLandlordAnsweredAndWhenAMeetingIs(t *testing.T) {
	p := newPage(t, locale.French)
	c := &model.Case{ID: model.ID{1}}
	for want, put := range map[string]func() (model.Write, bool){
		"offre de logement jeu. 26 nov. T3 à Apt": func() (model.Write, bool) {
			return c.Put("liaison.reply", model.ID{2}, &model.Reply{Sort: model.ReplyOffer, Text: "T3 à Apt", On: model.NewDate(2026, 11, 26)})
		},
		"ven. 27 nov. 14:30": func() (model.Write, bool) {
			return c.Put(model.ActTell, model.ID{3}, &model.Meeting{On: model.NewDate(2026, 11, 27), At: model.NewClock(14, 30)})
		},
		"Mistral Habitat": func() (model.Write, bool) {
			return c.Put(model.ActTell, model.ID{4}, &model.Signature{Party: "landlord:mistral-habitat", On: model.NewDate(2026, 11, 27)})
		},
		"bail\uFFFD[31m": func() (model.Write, bool) { // a code that no programme has, as it may come from anybody
			return c.Put("paper.begin", model.ID{5}, &model.Agreement{Paper: "bail\x1b[31m", Version: 1})
		},
	} {
		w, _ := put()
		c := model.Fold(c.ID, []*model.Change{{Write: w}})
		if got := strings.ReplaceAll(p.recordName(c, c.Record(w.Kind, w.Record)), "\u00a0", " "); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestWhatGoesToAnotherHouseIsSaid(t *testing.T) {
	p := newPage(t, locale.French)
	for _, c := range []struct {
		name, association, want string
		apart, mine             bool
	}{
		{"a colleague", "Soligone", "", false, false},
		{"another association", "Cap Habitat", "apart", true, false},
		{"another association of the same team", "Cap Habitat", "", false, false},
		{"a landlord, whatever else holds", "Mistral Habitat", "landlord", true, false},
		{"a machine of one’s own", "Mistral Habitat", "", true, true},
	} {
		if got := p.house(store.Peer{Card: &store.Card{Holder: bundle.Holder{Association: c.association}}, Apart: c.apart, Mine: c.mine}); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/store/storetest"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// Whatever a colleague or the landlord signs, and however a file is called: every screen keeps to its lines and columns, and what gets to
// the terminal are sequences of the renderer and characters that only show.
func TestNothingThatComesFromOutsideDrivesTheTerminal(t *testing.T) {
	t.Parallel()
	w := besieged(t)
	for _, to := range []string{"1", "2", "4", "5", "5 tab", "5 tab", "1 home enter b", "1 home enter l", "1 home enter v", "1 ctrl+n", "1 ctrl+f", "1 ctrl+p", "1 ?"} {
		w.walk(to)
	}
	w.keys("1 d") // names are masked
	for tab := range 8 {
		if tab == 4 {
			w.keys("1 d")
		}
		w.walk("1 home enter" + strings.Repeat(" tab", tab))
	}
	w.keys("1 ctrl+f")
	w.typed("zoe")
	w.look("search")
	for _, page := range []nav.PageName{nav.Caseload, nav.Agenda, nav.Convention, nav.Exchange, nav.Household, nav.Note, nav.Find, nav.Liaison, nav.Handover} {
		if !w.marked[page] {
			t.Errorf("nothing hostile was to be seen on the page %s: it proves nothing", page)
		}
	}
	for _, wrong := range strayIn(rendered(t, w.frames)) {
		t.Error(wrong)
	}
}

// besieged is Bob after he took in all that a hostile colleague and a hostile landlord wrote: three households, one of them told to the
// landlord, her side of it, and the registry of the team.
func besieged(t *testing.T) *watch {
	t.Helper()
	folder := t.TempDir()
	bob := newColleague(t, "Bob Delmas", folder, 2, locale.French)
	if _, err := bob.vault.IssueCard("Soligone", false); err != nil {
		t.Fatal(err)
	}
	eve, landlord := storetest.NewEnemy(t, "Eve Martin", "Soligone"), storetest.NewEnemy(t, "Hélène Castagnol", "Mistral Habitat")
	for _, e := range []*storetest.Enemy{eve, landlord} {
		if err := bob.vault.AddCard(e.Card); err != nil {
			t.Fatal(err)
		}
		storetest.Trust(t, bob.vault, e.Card.Device(), false)
	}
	cases := []model.ID{eve.NewID(), eve.NewID(), eve.NewID()}
	for _, id := range cases {
		eve.Spoil(id, false)
	}
	told := eve.NewID()
	eve.Write(cases[0], model.KindLink, model.LinkID(landlord.Card.Worker), "liaison.tell", map[string]string{
		"case": told.String(), "to": landlord.Card.Worker.String(), "key": eve.NewID().String()})
	eve.Write(cases[0], model.KindHandover, eve.NewID(), "handover.propose", map[string]string{"from": eve.Card.Worker.String(), "to": bob.vault.Me().ID.String(),
		"proposed": "2026-11-22", "reason": strings.Join(storetest.Hostile(), " "), "pack": strings.Join(storetest.Hostile(), "\n")})
	eve.Spoil(told, true)
	eve.Write(told, model.KindLiaison, told, "liaison.tell", map[string]string{"to": landlord.Card.Worker.String()})
	eve.Spoil(model.RegistryID, false)
	lost := eve.NewID()
	eve.Skip(lost)
	eve.Spoil(lost, false)
	landlord.Spoil(told, true)
	landlord.Spoil(cases[0], false) // none of her business: set aside
	w := &watch{colleague: bob, seen: make(map[string]bool), marked: make(map[nav.PageName]bool)}
	for i, e := range []*storetest.Enemy{eve, landlord} {
		w.receives(filepath.Join(folder, "paquet-0000000"+string(rune('1'+i))+" (\x1b[31m\u202e\u009b2J\xff copie).seuil"), e.Bundle(bob.vault.Card()))
	}
	return w
}

// watch looks at every screen that a walk comes by, at two sizes.
type watch struct {
	*colleague
	frames []tea.View
	seen   map[string]bool       // contents of the frames, and what the keys that were pressed do
	marked map[nav.PageName]bool // pages on which there was a sign of what was cleaned away
}

// receives takes in a bundle that lies in the folder, after a look at what it brings.
func (w *watch) receives(path string, bundle []byte) {
	w.t.Helper()
	if err := os.WriteFile(path, bundle, 0o600); err != nil {
		w.t.Skip("this disk has no such file names: ", err)
	}
	w.keys("5 i")
	w.look("waiting")
	w.keys("enter")
	w.shows("mots vérifiés ensemble")
	w.look("preview")
	w.keys("enter")
	w.look("taken")
	if len(w.vault.Conflicts()) == 0 || strings.Contains(w.screen(), "mots vérifiés ensemble") {
		w.t.Fatalf("nothing was taken in:\n%s", w.screen())
	}
	w.keys("shift+tab") // from what is to be settled to the correspondents
	if err := os.Remove(path); err != nil {
		w.t.Fatal(err)
	}
}

// styles are the only sequences that a page may draw with.
var styles = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// leaves are keys that end the session or the place.
func leaves(key string) bool { return slices.Contains([]string{"q", "ctrl+q", "ctrl+l", "esc"}, key) }

// walk goes to a place, then does each of what can be done there and was not done elsewhere, with a look at what comes of it.
func (w *watch) walk(to string) {
	w.t.Helper()
	w.keys(to)
	w.look(to)
	var keys []string
	for _, b := range w.root.target().Keys() {
		does := string(w.root.top().route.Page) + b.Text()
		if len(b.Keys) > 0 && !w.seen[does] && !slices.ContainsFunc(b.Keys, leaves) {
			keys = append(keys, b.Keys[0])
		}
		w.seen[does] = true
	}
	for _, key := range keys {
		w.keys(key)
		w.look(to + " " + key)
		if len(w.root.dialogs) > 0 {
			w.keys("down")
			w.look(to + " " + key + " down")
		}
		w.keys("esc esc esc esc " + to)
	}
}

// look judges the screen by what the page and its dialogs draw, before the last gate, and by what leaves it.
func (w *watch) look(where string) {
	w.t.Helper()
	for _, s := range sizes()[:2] {
		w.resize(s.w, s.h)
		v := w.root.View()
		if w.seen[v.Content] {
			continue
		}
		w.seen[v.Content] = true
		w.frames = append(w.frames, v)
		if v.WindowTitle != "seuil" {
			w.t.Errorf("%s: the title of the window is %q", where, v.WindowTitle)
		}
		if strings.Contains(v.Content, "\uFFFD") {
			w.marked[w.root.top().route.Page] = true
		}
		drawn := strings.Split(w.root.top().page.View(), "\n")
		if len(drawn) > s.h-chrome {
			w.t.Errorf("%s: a page of %d lines", where, len(drawn))
		}
		for _, d := range w.root.dialogs {
			drawn = append(drawn, strings.Split(d.View(s.w-4, s.h-chrome-2), "\n")...)
		}
		for _, line := range drawn {
			if harm := storetest.Harm(styles.ReplaceAllString(line, "")); harm != "" {
				w.t.Errorf("%s: %s", where, harm)
			}
		}
		lines := strings.Split(v.Content, "\n")
		if len(lines) != s.h {
			w.t.Errorf("%s: %d lines on a screen of %d", where, len(lines), s.h)
		}
		for _, line := range lines {
			if n := ansi.StringWidth(line); n > s.w {
				w.t.Errorf("%s: a line of %d cells on a screen of %d: %q", where, n, s.w, ansi.Strip(line))
			}
		}
	}
}

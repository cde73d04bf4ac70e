package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/config"
	"seuil/ui/nav"
)

func TestTheProgrammesAreReadOnceTheLockScreenStands(t *testing.T) {
	read := 0
	h := newHarness(t, nil, func(o *Options) {
		o.Programme = func() *programme.Set { read++; return nil }
	})
	_ = h.root.View()
	if read > 0 {
		t.Error("the lock screen waits for the programmes")
	}
	h.wait(readAfter)
	if read != 1 {
		t.Errorf("while the passphrase is typed, the programmes are read %d times", read)
	}
}

func TestLettersInAFieldAreText(t *testing.T) {
	v := demoVault(t)
	for _, way := range []string{"/", "v", "n", "ctrl+n", "ctrl+f", "e"} {
		h := newHarness(t, v)
		h.keys(way)
		pages := len(h.root.pages)
		h.typed("dqzmhnvtepa1&:?D")
		if h.quit || len(h.root.pages) != pages || h.root.names.Masked {
			t.Errorf("after %q a letter was a shortcut: quit %v, pages %d", way, h.quit, len(h.root.pages))
		}
		h.shows("dqzmhnvtepa1&:?D")
	}
}

func TestALateResultOfAClosedPageIsDropped(t *testing.T) {
	h := newHarness(t, demoVault(t))
	h.keys("v")
	route := h.root.top().route
	h.keys("esc")
	h.send(nav.Committed{To: nav.To{Route: route}})
	if h.root.top().route.Page != nav.Caseload {
		t.Error("a result reached a page that was closed")
	}
}

func TestLockingHidesEverythingAndKeepsTheText(t *testing.T) {
	v := demoVault(t)
	for _, how := range []tea.Msg{nav.LockNow{}, suspended{}, hangup{}} {
		h := newHarness(t, v)
		h.keys("v")
		h.typed("Texte au milieu")
		h.send(how)
		if !h.quit {
			t.Fatalf("%T does not end the session", how)
		}
		if want := map[bool]int{true: ExitOK, false: ExitLock}[how == hangup{}]; h.root.Exit() != want {
			t.Errorf("%T ends with %d, want %d", how, h.root.Exit(), want)
		}
		drafts := v.Drafts()
		if len(drafts) != 1 {
			t.Fatalf("%T leaves %d drafts", how, len(drafts))
		}
		storetestDrop(t, v.DropDraft(drafts[0].ID))
	}
}

func storetestDrop(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheMachineSleptLocks(t *testing.T) {
	now := time.Now()
	i := idle{limit: 5 * time.Minute, last: now, seen: now}
	if i.expired(now.Add(time.Minute)) {
		t.Error("a minute locks")
	}
	if !i.expired(now.Add(6 * time.Minute)) {
		t.Error("six minutes do not lock")
	}
	// Asleep, the monotonic clock stands still while the wall clock goes on: stripping the reading is the same to Sub.
	i = idle{limit: 5 * time.Minute, last: now, seen: now}
	if !i.expired(now.Round(0).Add(6 * time.Minute)) {
		t.Error("a wall clock that ran on does not lock")
	}
}

func TestADraftIsKeptWithinTwoSeconds(t *testing.T) {
	v := demoVault(t)
	h := newHarness(t, v)
	h.keys("v")
	for range 20 { // somebody who never pauses
		h.typed("mot ")
		h.wait(100 * time.Millisecond)
	}
	drafts := v.Drafts()
	if len(drafts) != 1 {
		t.Fatalf("%d drafts after two seconds of typing", len(drafts))
	}
	h.wait(time.Second)
	h.wait(time.Second)
	found := false
	for _, f := range v.Drafts()[0].Fields {
		found = found || strings.Contains(f.Value, strings.TrimSpace(strings.Repeat("mot ", 20)))
	}
	if !found {
		t.Error("the draft is not whole a second after the last key")
	}
}

func TestUndoAndRedoOfADay(t *testing.T) {
	v := storetest.Open(t)
	id := addHousehold(t, v, "ROUX", "Thierry", "securisation", "apt")
	h := newHarness(t, v)
	h.keys("e")
	h.typed("Rappeler")
	h.keys("tab")
	h.typed("+7")
	h.keys("enter")
	if n := len(v.Case(id).Tasks()); n != 1 {
		t.Fatalf("%d tasks:\n%s", n, h.screen())
	}
	h.keys("ctrl+z")
	if n := len(v.Case(id).Tasks()); n != 0 {
		t.Fatalf("%d tasks after undo", n)
	}
	h.shows("Annulé", "ROUX Thierry")
	h.keys("ctrl+y")
	if n := len(v.Case(id).Tasks()); n != 1 {
		t.Fatalf("%d tasks after redo", n)
	}
	h.shows("Rétabli")
}

func TestAnUndoOfManyChangesSaysFirstHowMany(t *testing.T) {
	v := storetest.Open(t)
	id := addHousehold(t, v, "ROUX", "Thierry", "securisation", "apt")
	note := storetest.Note(t, v, id, "Chez M. GARRIGAL.")
	h := newHarness(t, v)
	var writes []model.Write
	for range 201 {
		w, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: "Rappeler"})
		writes = append(writes, w)
	}
	h.send(nav.Commit{Writes: writes, Effect: "fait"})
	h.send(nav.Commit{Writes: v.Case(id).Retract("note.retract", model.KindContact, note), Effect: "fait"})
	h.keys("ctrl+z")
	h.shows("Un retrait ne s’annule pas") // which is said once, whatever else has to be said
	for _, step := range []struct {
		key         string
		asks, tells string
		left        int
	}{{"ctrl+z", "L’annuler écrit 201 changements", "Annulé", 0}, {"ctrl+y", "Le rétablir écrit 201 changements", "Rétabli", 201}} {
		before := len(v.Case(id).Tasks())
		h.keys(step.key)
		h.shows(step.asks)
		if n := len(v.Case(id).Tasks()); n != before {
			t.Fatalf("%d tasks before the second %s", n, step.key)
		}
		h.keys(step.key)
		h.shows(step.tells)
		if n := len(v.Case(id).Tasks()); n != step.left {
			t.Fatalf("%d tasks after %s", n, step.key)
		}
	}
}

func TestARetractionIsNotUndoneAndSaysSo(t *testing.T) {
	v := storetest.Open(t)
	id := addHousehold(t, v, "MAROUDI", "Tarek", "securisation", "apt")
	other := addHousehold(t, v, "GARRIGAL", "Roland", "sauvegarde", "apt")
	first, note := storetest.Note(t, v, id, "Le chauffage fonctionne."), storetest.Note(t, v, id, "Chez M. GARRIGAL.")
	h := newHarness(t, v)
	writes := v.Case(id).Retract("note.retract", model.KindContact, note)
	keep := model.Draft{ID: v.NewID(), Case: other, Kind: model.KindContact, Fields: []model.Field{{Name: "facts", Value: "Chez M. GARRIGAL."}}, At: h.now}
	h.send(nav.Commit{Writes: writes, Effect: "fait", Keep: keep})
	if drafts := v.Drafts(); len(drafts) != 1 || drafts[0].Case != other {
		t.Fatalf("drafts: %+v", drafts)
	}
	h.shows("fait")
	h.hides("Ctrl+Z annuler")
	if n := len(store.Backups(v.Dir())); n == 0 {
		t.Error("the files were not swept")
	}
	h.keys("ctrl+z")
	h.shows("Un retrait ne s’annule pas")
	if n := len(v.Case(id).Contacts()); n != 1 {
		t.Fatalf("%d contacts", n)
	}
	h.keys("ctrl+z") // the act before was adding the note: passed over
	if _, there := v.Case(id).Contact(first); there || len(v.Case(id).Contacts()) != 0 {
		t.Error("the act before it was not undone")
	}
	h.shows("Annulé : note ajoutée")
	h.keys("ctrl+y")
	if k := v.Case(id).Contacts(); len(k) != 1 || k[0].ID != first {
		t.Errorf("redone: %+v", k)
	}
}

func TestNothingIsRetractedWhenItsTextCannotBeKept(t *testing.T) {
	v := storetest.Open(t)
	id := addHousehold(t, v, "MAROUDI", "Tarek", "securisation", "apt")
	note := storetest.Note(t, v, id, "Chez M. GARRIGAL.")
	h := newHarness(t, v)
	h.send(nav.Commit{Writes: v.Case(id).Retract("note.retract", model.KindContact, note), Effect: "fait", Keep: model.Draft{ID: v.NewID()}})
	h.hides("fait")
	if len(v.Case(id).Contacts()) != 1 {
		t.Error("the note is gone, and its text with it")
	}
}

func TestThePaletteRunsAndFinds(t *testing.T) {
	h := newHarness(t, demoVault(t))
	h.keys("ctrl+p")
	h.typed("masquer")
	h.keys("enter")
	h.hides("LAVOUTENC")
	h.keys("d")
	h.shows("LAVOUTENC")
	h.awaitSearch()
	h.keys("ctrl+p")
	h.typed("bellec")
	h.keys("enter")
	if top := h.root.top().route; top.Page != nav.Household || h.root.vault.Case(top.Case).Name() != "BELLECASSE Aurore" {
		t.Errorf("the palette went to %v", top.Page)
	}
}

func TestHelpRunsItsLines(t *testing.T) {
	h := newHarness(t, demoVault(t))
	h.keys("?")
	h.typed("appel")
	h.keys("enter")
	if h.root.top().route.Page != nav.Note {
		t.Errorf("the line of the help was not run: %v", h.root.top().route)
	}
}

func TestQuittingAsks(t *testing.T) {
	h := newHarness(t, demoVault(t))
	h.keys("q enter")
	if h.quit {
		t.Fatal("Enter confirmed")
	}
	h.keys("esc q o")
	if !h.quit || h.root.Exit() != ExitOK {
		t.Error("the letter did not quit")
	}
}

func TestAClickOnAHintRunsIt(t *testing.T) {
	h := newHarness(t, demoVault(t))
	bar := strings.Split(h.screen(), "\n")[h.root.height-1]
	at := len([]rune(bar[:strings.Index(bar, "visite")]))
	h.send(tea.MouseClickMsg{X: at, Y: h.root.height - 1, Button: tea.MouseLeft})
	if h.root.top().route.Page != nav.Note {
		t.Errorf("a click on the hint did nothing: %v", h.root.top().route)
	}
}

func TestTheDemonstrationSaysSo(t *testing.T) {
	h := newHarness(t, demoVault(t), func(o *Options) { o.Demo = true })
	for _, way := range everyPage {
		h.keys("esc esc esc " + way)
		h.shows("DÉMONSTRATION")
	}
}

func TestTheWindowTitleNamesNobody(t *testing.T) {
	h := newHarness(t, demoVault(t))
	h.keys("enter")
	v := h.root.View()
	if v.WindowTitle != "seuil" || !v.AltScreen {
		t.Errorf("title %q, alternate screen %v", v.WindowTitle, v.AltScreen)
	}
}

func TestNoticesAreTold(t *testing.T) {
	h := newHarness(t, storetest.Open(t), func(o *Options) {
		o.Config = config.Default()
		o.Notices = func() []string { return []string{"config.toml, ligne 3"} }
	})
	h.shows("config.toml, ligne 3")
	h.keys("esc")
	h.hides("config.toml, ligne 3")
}

// TestNothingReachesTheTerminalButOurOwnSequences writes hostile text everywhere and reads the frame.
func TestNothingReachesTheTerminalButOurOwnSequences(t *testing.T) {
	const hostile = "\x1b]0;titre\x07\x9b31mrouge\r\b\u202edroite\u2028ligne\x1b[2J"
	v := storetest.Open(t)
	id := addHousehold(t, v, hostile, hostile, "securisation", "apt")
	c := v.Case(id)
	note, _ := c.Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: model.DateOf(testNow), Facts: hostile, Words: hostile})
	task, _ := c.Put("task.add", v.NewID(), &model.Task{Label: hostile, Due: model.DateOf(testNow)})
	storetest.Commit(t, v, note, task)
	h := newHarness(t, v)
	for _, way := range everyPage {
		h.keys("esc esc esc " + way)
		h.send(tea.PasteMsg{Content: hostile})
		rest := h.root.View().Content
		for rest != "" {
			r := []rune(rest)[0]
			if r == '\x1b' {
				end := strings.IndexByte(rest, 'm')
				if !strings.HasPrefix(rest, "\x1b[") || end < 0 || strings.Trim(rest[2:end], "0123456789;:") != "" {
					t.Fatalf("after %q the frame holds %q", way, rest[:min(len(rest), 12)])
				}
				rest = rest[end+1:]
				continue
			}
			if r != '\n' && (r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0x202e || r == 0x2028) {
				t.Fatalf("after %q the frame holds %U", way, r)
			}
			rest = rest[len(string(r)):]
		}
	}
}

package note

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
)

var none model.ID

func TestTheFirstKeyIsTheFirstLetterOfTheFacts(t *testing.T) {
	d := newDesk(t, "fr").open("VAD", none).typed("Visite de 16:30").keys("ctrl+s")
	notes := d.notes()
	if len(notes) != 1 || !d.left {
		t.Fatalf("%d notes, left %v", len(notes), d.left)
	}
	k := notes[0]
	if k.Facts != "Suites depuis la dernière fois\nVisite de 16:30" {
		t.Errorf("facts %q", k.Facts)
	}
	if k.Kind != model.HomeVisit || k.Outcome != model.Held || k.Date != model.NewDate(2026, 11, 23) || k.Worker != d.Me().ID || k.Private {
		t.Errorf("contact %+v", k)
	}
	c := d.commits()[0]
	if c.Draft != d.page.id || c.Writes[0].Act != actAdd || !strings.Contains(c.Effect, "note enregistrée") || c.Route != d.page.route {
		t.Errorf("commit %+v", c)
	}
	if _, ok := d.page.Draft(); ok {
		t.Error("a stored note leaves a draft")
	}
}

func TestLettersNeverTriggerAShortcut(t *testing.T) {
	const all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 &é\"'(-è_çà)=,;:!?./§ù*$%µ+<>~#{[|`\\^@]}€œŒÉÀÇ«»’"
	d := newDesk(t, "fr").open("TEL", none)
	d.keys("ctrl+a", "backspace").typed(all)
	if got := d.page.zone().ed.Text(); got != all {
		t.Errorf("typed %q", got)
	}
	if len(d.sent) > 0 {
		t.Errorf("keys sent %v", d.sent)
	}
	q := newDesk(t, "fr").open(ArgQuick, none).typed(all)
	if got := q.page.zone().ed.Text(); got != all || len(q.sent) > 0 {
		t.Errorf("typed %q, sent %v", got, q.sent)
	}
}

func TestHomeAndOfficeAreProposedInTurn_R87(t *testing.T) {
	d := newDesk(t, "fr")
	for _, want := range []model.ContactKind{model.HomeVisit, model.OfficeMeeting, model.HomeVisit} {
		d.open("", none)
		if d.page.head.Kind != want {
			t.Fatalf("proposed %s, want %s", d.page.head.Kind, want)
		}
		if want == model.OfficeMeeting {
			d.keys("ctrl+r") // a private meeting is a meeting
		}
		d.typed("x").keys("ctrl+s")
		d.now = d.now.AddDate(0, 0, 1)
	}
}

func TestTemplatesHaveTheHeadingsOfTheProgramme_R88_R89(t *testing.T) {
	d := newDesk(t, "fr").open("VAD", none)
	for _, h := range []string{"Appropriation du logement", "Utilisation des équipements", "Orientation et appropriation du nouvel environnement"} {
		if !strings.Contains(d.page.zone().ed.Text(), h) {
			t.Errorf("a home visit has no heading %q", h)
		}
	}
	d.typed("Frigo mort.")
	d.keys("ctrl+t").typed("bureau").keys("enter")
	s := d.page.zone().ed.Text()
	if d.page.head.Kind != model.OfficeMeeting || !strings.Contains(s, "Frigo mort.") || !strings.Contains(s, "Démarches administratives") || strings.Contains(s, "Utilisation") {
		t.Errorf("after changing the kind to %s: %q", d.page.head.Kind, s)
	}
	d.keys("ctrl+z")
	if s := d.page.zone().ed.Text(); !strings.Contains(s, "Utilisation des équipements") {
		t.Errorf("the change of the template is not one step: %q", s)
	}
	if d.page.head.Kind != model.OfficeMeeting {
		t.Error("undo of the text changed the kind")
	}
}

func TestAnEmptyNoteIsDroppedWithoutAChange(t *testing.T) {
	for _, arg := range []string{"VAD", "TEL", ArgQuick} {
		d := newDesk(t, "fr").open(arg, none).typed("  ").keys("esc")
		if !d.left || len(d.notes()) != 0 || len(d.commits()) != 0 {
			t.Errorf("%s: left %v, %d notes", arg, d.left, len(d.notes()))
		}
		if d.said() == "" {
			t.Errorf("%s: nothing is said", arg)
		}
	}
}

func TestAClosedDoorIsANoteWithoutText(t *testing.T) {
	d := newDesk(t, "fr").open("VAD", none).keys("f2").typed("porte close").keys("enter", "ctrl+s", "ctrl+s")
	notes := d.notes()
	if len(notes) != 1 || notes[0].Outcome != model.DoorClosed || notes[0].Facts != "" {
		t.Fatalf("notes %+v", notes)
	}
}

func TestTheDetailsHoldAtOnce(t *testing.T) {
	d := newDesk(t, "fr").open("BUR", none).keys("f2", "tab", "ctrl+a")
	for range 10 {
		d.keys("backspace")
	}
	d.typed("20/11").keys("tab").typed("14h30").keys("tab").typed("1 h 15").keys("tab").typed("vite").keys("tab").typed("CCAS").keys("tab").typed("Madame, la référente")
	h := d.page.head
	if h.Date != model.NewDate(2026, 11, 20) || h.Start != model.NewClock(14, 30) || h.Minutes != 75 || h.Travel != 0 || h.Place != "CCAS" || h.Present != "Madame, la référente" {
		t.Errorf("head %+v", h)
	}
	if dr, ok := d.page.Draft(); !ok || len(dr.Fields) == 0 {
		t.Error("the details alone make no draft")
	}
	d.keys("esc")
	if len(d.dialogs) != 0 {
		t.Error("the form traps")
	}
}

func TestWhatIsForMeStandsInTheCompanion(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).keys("ctrl+r").typed("Il ment peut-être.").keys("ctrl+s")
	if n := len(d.Case(d.main).Contacts()); n != 0 {
		t.Fatalf("%d private notes in the case of the team", n)
	}
	own := d.Companion(d.main)
	if own == nil || len(own.Contacts()) != 1 || !own.Contacts()[0].Private {
		t.Fatal("no private note")
	}
	if len(d.commits()) != 1 || len(d.commits()[0].Writes) != 2 {
		t.Errorf("commits %+v", d.commits())
	}
	d.open("TEL", none).keys("ctrl+r").typed("Encore.").keys("ctrl+s")
	if got := len(d.commits()[0].Writes); got != 1 || len(d.Companion(d.main).Contacts()) != 2 {
		t.Errorf("%d writes for the second private note", got)
	}
	d.open("TEL", none).keys("ctrl+r", "ctrl+r").typed("Pour tous.").keys("ctrl+s")
	if len(d.Case(d.main).Contacts()) != 1 {
		t.Error("back to the team is not the team")
	}
}

// Two laptops of one worker had each made a companion before they met.
func TestWithTwoCompanionsANoteIsCorrectedWhereItStandsAndANewOneGoesToTheFirst(t *testing.T) {
	d := newDesk(t, "fr")
	note := d.NewID()
	for _, id := range []model.ID{{0xE2}, {0xE1}} {
		own := &model.Case{ID: id}
		mark, _ := own.Put("note.add", id, &model.Companion{Main: d.main})
		d.store(mark)
	}
	w, _ := d.cases[model.ID{0xE2}].Put("note.add", note, &model.Contact{Kind: model.HomeVisit, Date: model.DateOf(d.now), Facts: "Ici."})
	d.store(w)
	d.open("", note).typed("Oui. ").keys("ctrl+s")
	if got := d.cases[model.ID{0xE2}].Record(model.KindContact, note).Value("facts"); got != "Oui. Ici." {
		t.Errorf("the correction went elsewhere: %q", got)
	}
	d.open("", none)
	if d.page.head.Kind != model.OfficeMeeting {
		t.Error("the visit in the second companion does not count when home and office take turns")
	}
	d.keys("ctrl+r").typed("Nouveau.").keys("ctrl+s")
	if n := len(d.cases[model.ID{0xE1}].Contacts()); n != 1 {
		t.Errorf("%d notes in the first companion", n)
	}
}

func TestOfWhatALandlordWasToldANoteIsForHerAlone(t *testing.T) {
	d := newDesk(t, "fr")
	told, _ := d.Case(d.main).Put(model.ActTell, d.main, &model.Liaison{To: model.ID{9}, Association: "Soligone", Household: "ORAZI"})
	d.store(told)
	d.open("TEL", none).typed("À rappeler.").keys("ctrl+r")
	if screen := d.screen(80, 22); !d.page.private || strings.Contains(screen, "équipe") {
		t.Errorf("it can be made the team's:\n%s", screen)
	}
	d.keys("ctrl+s")
	if n := len(d.Case(d.main).Contacts()); n != 0 || len(d.Companion(d.main).Contacts()) != 1 {
		t.Errorf("%d notes stand in what the association told", n)
	}
	d.open(ArgQuick, none).typed("Vite.").keys("enter")
	if n := len(d.Companion(d.main).Contacts()); n != 2 {
		t.Errorf("%d notes of her own", n)
	}
}

func TestAnErrorOfTheCommitKeepsTheText(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).typed("Rien ne se perd.")
	d.fail = errors.New("disk full")
	d.keys("ctrl+s")
	if d.left || !strings.Contains(d.page.zone().ed.Text(), "Rien ne se perd.") {
		t.Fatal("the text is gone")
	}
	if _, ok := d.page.Draft(); !ok {
		t.Error("no draft after an error")
	}
	d.typed(" Même ici.").keys("ctrl+s")
	if n := d.notes(); len(n) != 1 || !strings.HasSuffix(n[0].Facts, "Rien ne se perd. Même ici.") || !d.left {
		t.Errorf("second try: %+v", n)
	}
}

func TestNothingIsTypedIntoANoteThatIsBeingStored(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).typed("abc")
	var commit tea.Cmd
	for _, b := range d.page.Keys() {
		if b.Keys[0] == "ctrl+s" {
			commit = b.Run()
		}
	}
	d.typed("def").keys("ctrl+v", "ctrl+d", "ctrl+z", "ctrl+s", "ctrl+r")
	if _, ok := d.page.Draft(); ok {
		t.Error("a draft would come after the note that it became")
	}
	d.run(commit)
	if n := d.notes(); len(n) != 1 || !strings.HasSuffix(n[0].Facts, "abc") || len(d.commits()) != 1 || n[0].Private {
		t.Errorf("notes %+v, %d commits", n, len(d.commits()))
	}
}

func TestAQuickNoteIsOneLineAndEnterStoresIt(t *testing.T) {
	d := newDesk(t, "fr").open(ArgQuick, none).typed("CAF appelée, dossier complet").keys("enter")
	n := d.notes()
	if len(n) != 1 || n[0].Kind != model.Errand || n[0].Facts != "CAF appelée, dossier complet" || n[0].Start == 0 || !d.left {
		t.Fatalf("notes %+v", n)
	}
	if n[0].Reached() {
		t.Error("a quick note counts as a meeting")
	}
}

func TestAQuickNoteIsEnlargedWithItsTextAndCursor(t *testing.T) {
	d := newDesk(t, "fr").open(ArgQuick, none).typed("abc").keys("left", "ctrl+e").typed("\nX").keys("ctrl+z")
	if s := d.page.zone().ed.Text(); s != "ab\nc" {
		t.Errorf("text %q", s)
	}
	d.keys("ctrl+z", "ctrl+z")
	if s := d.page.zone().ed.Text(); s != "" {
		t.Errorf("undo does not reach before the enlargement: %q", s)
	}
}

func TestUndoTakesBackWhatWasDoneLastWhereverItWas(t *testing.T) {
	d := newDesk(t, "fr").open("DEM", none).typed("faits").keys("tab").typed("paroles").keys("shift+tab")
	d.keys("ctrl+z")
	if d.page.focus != 1 || d.page.zones[1].ed.Text() != "" {
		t.Fatalf("zone %d, text %q", d.page.focus, d.page.zones[1].ed.Text())
	}
	d.keys("ctrl+z")
	if strings.Contains(d.page.zones[0].ed.Text(), "faits") || d.page.focus != 0 {
		t.Error("the second step is not the first zone's")
	}
	d.keys("ctrl+z")
	if d.said() == "" {
		t.Error("nothing is said when there is nothing to undo")
	}
	d.keys("ctrl+y", "ctrl+y")
	if !strings.Contains(d.page.zones[0].ed.Text(), "faits") || d.page.zones[1].ed.Text() != "paroles" {
		t.Error("redo does not bring both back")
	}
}

func TestCharactersThatAreHardToType(t *testing.T) {
	d := newDesk(t, "fr").open(ArgQuick, none).keys("ctrl+g", "g").typed("je viens").keys("ctrl+g", "e").keys("ctrl+d")
	if s := d.page.zone().ed.Text(); s != "«\u00a0je viensÉ23/11/2026\u00a0»" {
		t.Errorf("text %q", s)
	}
	d.keys("ctrl+g", "z", "esc")
	if len(d.dialogs) != 0 {
		t.Error("the dialog traps")
	}
}

func TestATooLargePasteIsRefusedAndSaysHowMuch(t *testing.T) {
	d := newDesk(t, "fr").open(ArgQuick, none)
	d.run(d.page.Update(tea.PasteMsg{Content: strings.Repeat("a", model.MaxNote+12)}))
	if d.page.zone().ed.Text() != "" || !strings.Contains(d.said(), "12") {
		t.Errorf("said %q", d.said())
	}
}

func TestFindGoesThroughTheZones(t *testing.T) {
	d := newDesk(t, "fr").open("DEM", none).keys("ctrl+a").typed("Été à Apt. L’été.").keys("tab", "tab").typed("un ete").keys("tab")
	d.keys("ctrl+f").typed("ete").keys("enter", "enter")
	if len(d.page.hits()) != 3 {
		t.Fatalf("%d hits", len(d.page.hits()))
	}
	if start, end := d.page.zone().ed.Selection(); d.page.focus != 2 || d.page.zone().ed.Text()[start:end] != "ete" {
		t.Errorf("zone %d", d.page.focus)
	}
	d.keys("up", "esc")
	if d.page.search.open || d.left {
		t.Error("esc does more than close the search")
	}
	if start, end := d.page.zone().ed.Selection(); d.page.focus != 0 || d.page.zone().ed.Text()[start:end] != "été" {
		t.Errorf("zone %d", d.page.focus)
	}
}

func TestAPageWithoutItsNoteSaysSoAndCanBeLeft(t *testing.T) {
	for _, r := range []struct {
		arg    string
		record model.ID
	}{{"", model.ID{7}}, {ArgDraft, model.ID{7}}} {
		d := newDesk(t, "fr").open(r.arg, r.record)
		if s := d.screen(80, 24); !strings.Contains(s, "n’existe plus") {
			t.Errorf("screen %s", s)
		}
		d.keys("esc")
		if !d.left {
			t.Error("cannot be left")
		}
	}
}

func TestClickAndWheelMoveAround(t *testing.T) {
	d := newDesk(t, "fr").open("VAD", none)
	z := d.page.zones[2]
	d.run(d.page.Update(nav.Click{X: 5, Y: z.y}))
	if d.page.focus != 2 {
		t.Fatalf("zone %d", d.page.focus)
	}
	d.page.Update(nav.Wheel{Delta: 1})
	d.keys("shift+tab", "shift+tab")
	d.run(d.page.Update(nav.Click{X: indent + 7, Y: d.page.zones[0].top, Double: true}))
	start, end := d.page.zone().ed.Selection()
	if s := d.page.zone().ed.Text()[start:end]; s != "depuis" {
		t.Errorf("double click selects %q", s)
	}
}

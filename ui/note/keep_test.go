package note

import (
	"reflect"
	"strings"
	"testing"

	"seuil/model"
	"seuil/ui/nav"
)

// stored opens a page on a note that was stored before.
func stored(t *testing.T, k model.Contact, private bool) (*desk, model.ID) {
	d := newDesk(t, "fr")
	id := d.NewID()
	home := d.main
	if private {
		home = d.NewCase()
		w, _ := model.Fold(home, nil).Put("note.add", home, &model.Companion{Main: d.main})
		d.store(w)
	}
	w, _ := model.Fold(home, nil).Put("note.add", id, &k)
	d.store(w)
	return d.open("", id), id
}

var before = model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: model.NewDate(2026, 11, 10), Facts: "Le loyer est payé.\n",
	Words: "« Je tiens bon. »", Present: "Madame"}

func TestACorrectionReplacesOnlyWhatWasChanged(t *testing.T) {
	d, id := stored(t, before, false)
	d.keys("end").typed(" (quittance vue)").keys("ctrl+s")
	c := d.commits()
	if len(c) != 1 || len(c[0].Writes) != 1 {
		t.Fatalf("commits %+v", c)
	}
	w := c[0].Writes[0]
	if w.Act != actRevise || w.Record != id || len(w.Fields) != 1 || w.Fields[0].Name != "facts" || len(w.Pred) != 1 {
		t.Errorf("write %+v", w)
	}
	r := d.Case(d.main).Record(model.KindContact, id)
	if len(r.Changes()) != 2 || len(r.Conflicts()) != 0 || r.Value("facts") != "Le loyer est payé. (quittance vue)" || r.Value("words") != before.Words {
		t.Errorf("record %q", r.Value("facts"))
	}
}

func TestACorrectionThatChangesNothingWritesNothing(t *testing.T) {
	d, _ := stored(t, before, false)
	d.typed("x").keys("backspace", "ctrl+s")
	if len(d.commits()) != 0 || !d.left {
		t.Errorf("commits %+v", d.commits())
	}
}

func TestAFieldCanBeEmptiedByACorrection(t *testing.T) {
	d, id := stored(t, before, false)
	d.keys("tab", "ctrl+a", "backspace", "ctrl+s")
	if v := d.Case(d.main).Record(model.KindContact, id).Value("words"); v != "" {
		t.Errorf("words %q", v)
	}
}

func TestAPrivateNoteIsCorrectedWhereItStands(t *testing.T) {
	d, id := stored(t, before, true)
	if !d.page.private {
		t.Fatal("not shown as private")
	}
	d.keys("ctrl+r")
	if d.said() == "" || !d.page.private {
		t.Error("the audience of a stored note changes")
	}
	d.typed("Oui. ").keys("ctrl+s")
	if len(d.Case(d.main).Contacts()) != 0 || !strings.HasPrefix(d.Companion(d.main).Record(model.KindContact, id).Value("facts"), "Oui. ") {
		t.Error("the correction went elsewhere")
	}
}

// The household page can stand above a correction. What it retracts must not come back as a draft.
func TestACorrectionOfWhatIsRetractedMeanwhileIsNotKept(t *testing.T) {
	d, id := stored(t, before, false)
	d.typed("Plus que cela. ")
	if _, ok := d.page.Draft(); !ok {
		t.Fatal("nothing to keep before")
	}
	d.store(d.Case(d.main).Retract("note.retract", model.KindContact, id)...)
	d.run(d.page.Update(nav.Changed{Cases: []model.ID{d.main}}))
	if draft, ok := d.page.Draft(); ok {
		t.Errorf("the draft is kept: %+v", draft)
	}
	d.keys("ctrl+s")
	if len(d.commits()) != 0 || strings.Contains(d.screen(80, 22), "Plus que cela") || strings.Contains(d.screen(80, 22), before.Facts) {
		t.Errorf("commits %+v, screen:\n%s", d.commits(), d.screen(80, 22))
	}
}

// elsewhere writes the words of the note on another machine that has not seen what is on this screen.
func elsewhere(d *desk, id model.ID, seen []model.ChangeID, field, value string) {
	d.store(model.Write{Case: d.main, Kind: model.KindContact, Record: id, Act: "note.revise", Fields: []model.Field{{Name: field, Value: value}}, Pred: seen})
	d.page.Update(nav.Changed{Cases: []model.ID{d.main}})
}

func TestWhatAnotherMachineWroteMeanwhileStaysBesideIt(t *testing.T) {
	d, id := stored(t, before, false)
	seen := d.page.old.seen
	d.keys("end").typed(" Ici.")
	elsewhere(d, id, seen, "facts", "Là-bas.")
	elsewhere(d, id, seen, "words", "Autre chose.")
	d.keys("ctrl+s")
	r := d.Case(d.main).Record(model.KindContact, id)
	if got := r.Conflicts(); !reflect.DeepEqual(got, []string{"facts"}) {
		t.Errorf("conflicts %v", got)
	}
	if r.Value("words") != "Autre chose." {
		t.Errorf("a field that nobody touched here was written: %q", r.Value("words"))
	}
}

func TestAConflictElsewhereInTheNoteIsNotSettledByTheWay(t *testing.T) {
	d, id := stored(t, before, false)
	elsewhere(d, id, nil, "words", "« Je pars. »")
	d.open("", id)
	d.typed("Oui. ").keys("ctrl+s")
	if got := d.Case(d.main).Record(model.KindContact, id).Conflicts(); !reflect.DeepEqual(got, []string{"words"}) {
		t.Errorf("conflicts %v", got)
	}
}

// reopen keeps the draft of the page and opens a page on it, as after a kill.
func reopen(t *testing.T, d *desk) *desk {
	t.Helper()
	dr, ok := d.page.Draft()
	if !ok {
		t.Fatal("no draft")
	}
	d.drafts = append(d.drafts, dr)
	return d.open(ArgDraft, dr.ID)
}

func TestADraftIsResumedWhereItWasLeft(t *testing.T) {
	d := newDesk(t, "fr").open("ACC", none).keys("ctrl+r", "f2")
	d.keys("tab", "tab").typed("9 h").keys("tab", "tab", "tab").typed("CAF").keys("esc")
	d.typed("Été").keys("tab", "tab").typed("Analyse en cou").keys("left", "left")
	want := d.page.contact()
	id := d.page.id
	reopen(t, d)
	p := d.page
	if got := p.contact(); got != want || p.id != id || !p.private || p.focus != 2 || p.zone().ed.At() != len("Analyse en c") {
		t.Errorf("resumed %+v\nwant %+v; zone %d, cursor %d", got, want, p.focus, p.zone().ed.At())
	}
	if p.opened.Facts != "" {
		t.Error("the draft counts as stored")
	}
	d.keys("end").typed("rs").keys("ctrl+s")
	if len(d.drafts) != 0 || len(d.Companion(d.main).Contacts()) != 1 {
		t.Errorf("%d drafts left", len(d.drafts))
	}
}

func TestADraftOfACorrectionRemembersWhatItSaw(t *testing.T) {
	d, id := stored(t, before, false)
	d.keys("end").typed(" Ici.")
	dr, _ := d.page.Draft()
	d.drafts = append(d.drafts, dr)
	elsewhere(d, id, dr.Seen, "facts", "Là-bas.")
	d.open(ArgDraft, id)
	if !d.page.old.revision() || d.page.zone().ed.Text() != "Le loyer est payé. Ici.\n" {
		t.Fatalf("resumed %q", d.page.zone().ed.Text())
	}
	d.keys("ctrl+s")
	if got := d.Case(d.main).Record(model.KindContact, id).Conflicts(); !reflect.DeepEqual(got, []string{"facts"}) {
		t.Errorf("conflicts %v", got)
	}
}

func TestAnUntouchedPageHasNoDraft(t *testing.T) {
	for _, arg := range []string{"VAD", "TEL", ArgQuick} {
		d := newDesk(t, "fr").open(arg, none)
		if _, ok := d.page.Draft(); ok {
			t.Errorf("%s: a draft of nothing", arg)
		}
		d.typed("a")
		if _, ok := d.page.Draft(); !ok {
			t.Errorf("%s: no draft after a letter", arg)
		}
	}
	d, _ := stored(t, before, false)
	if _, ok := d.page.Draft(); ok {
		t.Error("a draft of an untouched correction")
	}
}

func TestADraftThatIsEmptiedIsThrownAway(t *testing.T) {
	d := newDesk(t, "fr").open(ArgQuick, none).typed("a")
	reopen(t, d).keys("ctrl+a", "backspace", "esc")
	if len(d.drafts) != 0 || len(d.notes()) != 0 || !d.left {
		t.Errorf("%d drafts, %d notes", len(d.drafts), len(d.notes()))
	}
}

func TestACorrectionThatWasBegunGoesOn(t *testing.T) {
	d, id := stored(t, before, false)
	d.keys("end").typed(" Ici.")
	dr, _ := d.page.Draft()
	d.drafts = append(d.drafts, dr)
	d.open("", id)
	if got := d.page.zone().ed.Text(); got != "Le loyer est payé. Ici.\n" || !strings.Contains(d.said(), "17:12") {
		t.Errorf("opened %q, said %q", got, d.said())
	}
}

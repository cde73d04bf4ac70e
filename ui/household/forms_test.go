package household

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/ui/nav"
)

func TestTheIdentityIsCorrected(t *testing.T) {
	s := french(t, lived(), TabThread)
	s.Press("r")
	if !s.page.Typing() {
		t.Fatal("no form")
	}
	s.Type("-BEY")
	s.Press("ctrl+s")
	if s.page.Typing() {
		t.Error("the form is still there")
	}
	if name := s.now().Name(); name != "FONTARÈDE-BEY Inès" {
		t.Errorf("the name is %q", name)
	}
	s.Shows("FONTARÈDE-BEY Inès")
	if w := s.Commits[0].Writes; len(w) != 1 || w[0].Act != actEditMember || len(w[0].Fields) != 1 {
		t.Errorf("writes: %+v", w)
	}
}

func TestEscRecordsWhatWasChangedAndKeepsTheRest(t *testing.T) {
	s := french(t, lived(), TabHome)
	s.page.goTo(s.now().Dwellings()[0].ID)
	s.Press("enter")
	s.page.sheet.form.Focus("rent")
	s.page.sheet.form.Set("rent", "cher")
	s.Press("tab")
	s.page.sheet.form.Set("charges", "70")
	s.Press("esc")
	if s.page.Typing() {
		t.Fatal("the form traps")
	}
	d := s.now().Dwellings()[0]
	if d.Rent != 35240 || d.Charges != 7000 {
		t.Errorf("rent %d, charges %d", d.Rent, d.Charges)
	}
	if effect := s.Effects[0]; !strings.Contains(effect, "Loyer") {
		t.Errorf("the effect does not name what was left out: %q", effect)
	}
	s.Shows("▲ Loyer : « cher » n’a pas été compris")
	s.Press("enter")
	if typed, _ := s.page.sheet.form.Typed("rent"); typed != "cher" {
		t.Errorf("the text was not kept: %q", typed)
	}
	s.Press("ctrl+s")
	if !s.page.Typing() || s.page.sheet.form.At() != "rent" {
		t.Error("Ctrl+S did not go to what is not understood")
	}
	if say, ok := s.lastSent().(nav.Say); !ok || say.Tone != nav.Warn {
		t.Errorf("sent %v", s.lastSent())
	}
	s.Press("ctrl+z", "ctrl+s")
	if s.page.Typing() || len(s.Commits) != 1 {
		t.Errorf("typing %v after %d commits", s.page.Typing(), len(s.Commits))
	}
	s.Hides("cher")
}

func TestAnUntouchedFormRecordsNothing(t *testing.T) {
	s := french(t, lived(), TabHome)
	for range 3 {
		s.Press("enter", "esc", "down")
	}
	s.Press("a", "m", "ctrl+s")
	if len(s.Commits) != 0 || s.page.Typing() {
		t.Errorf("%d commits, typing %v", len(s.Commits), s.page.Typing())
	}
}

func TestThingsAreAddedFromTheMenu(t *testing.T) {
	tests := []struct {
		letter string
		keys   func(s *stage)
		ok     func(c *model.Case) bool
	}{
		{"m", func(s *stage) { s.Press("tab"); s.Type("VIDAL"); s.Press("tab"); s.Type("Lou") }, func(c *model.Case) bool {
			return slices.ContainsFunc(c.Members(), func(m model.Member) bool { return m.Last == "VIDAL" && m.First == "Lou" })
		}},
		{"l", func(s *stage) { s.Type("3 place du Marché"); s.Press("tab"); s.Type("Orange") }, func(c *model.Case) bool {
			return slices.ContainsFunc(c.Dwellings(), func(d model.Dwelling) bool { return d.Address == "3 place du Marché" && d.Commune == "Orange" })
		}},
		{"c", func(s *stage) { s.Type("06 39 98 00 00") }, func(c *model.Case) bool {
			return slices.ContainsFunc(c.Reaches(), func(r model.Reach) bool { return r.Value == "06 39 98 00 00" && r.Means == model.MeansPhone })
		}},
		{"e", func(s *stage) { s.Type("caleol"); s.Press("tab") }, func(c *model.Case) bool {
			return c.Phase() == model.PhaseEntry{Phase: "caleol", Since: today}
		}},
	}
	for _, test := range tests {
		s := french(t, lived(), TabHome)
		s.Press("a", test.letter)
		if !s.page.Typing() {
			t.Fatalf("%s opens no form", test.letter)
		}
		test.keys(s)
		s.Press("ctrl+s")
		if !test.ok(s.now()) {
			t.Errorf("%s recorded nothing: %+v", test.letter, s.Commits)
		}
		if len(s.Commits) == 1 && !s.env.L.Has(strings.Replace(string(s.Commits[0].Writes[0].Act), ".", ".act.", 1)) {
			t.Errorf("the act %q has no name", s.Commits[0].Writes[0].Act)
		}
	}
}

func TestTheWorkerMayBeANewOne(t *testing.T) {
	s := french(t, lived(), TabHome)
	s.Press("enter")
	s.page.sheet.form.Focus("lead")
	s.Press("delete")
	s.Type("Hélène Castagnol")
	s.Press("ctrl+s")
	if name := s.vault.Registry().Worker(s.now().Header().Lead).Name; name != "Hélène Castagnol" {
		t.Errorf("the worker is %q", name)
	}
	s.Shows("Hélène Castagnol")
}

func TestDeletionCanBeToldByItsUndo(t *testing.T) {
	s := french(t, lived(), TabHome)
	for _, id := range []model.ID{s.now().Members()[1].ID, s.now().Dwellings()[0].ID, s.now().Reaches()[0].ID} {
		s.page.goTo(id)
		s.Press("delete")
		w := s.Commits[len(s.Commits)-1].Writes[0]
		if w.Record != id || !s.env.L.Has(strings.Replace(string(w.Act), ".", ".act.", 1)) {
			t.Errorf("deleted %v by %q", w.Record, w.Act)
		}
	}
	if len(s.now().Members()) != 1 || len(s.now().Dwellings()) != 0 || len(s.now().Reaches()) != 0 {
		t.Error("something is still there")
	}
	s.page.goTo(theCase)
	s.Press("delete")
	if !s.page.facts.exists() || len(s.Commits) != 3 {
		t.Error("the case itself was deleted")
	}
}

func TestAnErrorOfTheDiskKeepsTheForm(t *testing.T) {
	s := french(t, lived(), TabThread)
	s.Press("r")
	s.Type("X")
	s.Fail = errors.New("disk")
	s.Press("ctrl+s")
	if typed, _ := s.page.sheet.form.Typed("last"); typed != "FONTARÈDEX" {
		t.Fatalf("the form holds %q", typed)
	}
	s.Fail = nil
	s.Press("ctrl+s")
	if s.page.Typing() || !strings.HasPrefix(s.now().Name(), "FONTARÈDEX") {
		t.Error("a second attempt did not record")
	}
}

func TestTheEndOfAnotherCommitClosesNoForm(t *testing.T) {
	s := french(t, lived(), TabDates)
	done := s.page.tick(s.page.facts.items[0]) // not stored yet
	s.Press("r")
	s.Type("Y")
	s.Do(done)
	if !s.page.Typing() {
		t.Fatal("the form closed with the commit before it")
	}
	s.Press("ctrl+s")
	if s.page.Typing() {
		t.Error("its own commit did not close it")
	}
}

func TestTwoValuesAreSettledBySavingOnly(t *testing.T) {
	s := french(t, quarrelled(), TabPast)
	s.Shows("▲ Loyer : deux valeurs, à choisir", "[▲ Historique]")
	s.Press("enter", "esc")
	if r := s.now().Record(model.KindDwelling, s.now().Dwellings()[0].ID); len(r.Conflicts()) != 1 || len(s.Commits) != 0 {
		t.Fatal("looking at the form settled the conflict")
	}
	s.Press("enter")
	s.page.sheet.form.Set("commune", "Gargas")
	s.Press("esc")
	if r := s.now().Record(model.KindDwelling, s.now().Dwellings()[0].ID); len(r.Conflicts()) != 1 {
		t.Fatal("leaving the form after another change settled the conflict")
	}
	s.Press("home", "enter", "ctrl+s")
	if r := s.now().Record(model.KindDwelling, s.now().Dwellings()[0].ID); len(r.Conflicts()) != 0 {
		t.Error("saving did not settle it")
	}
	s.Hides("▲ Historique")
}

// What comes in while a form is open stays, unless the person changed the same field.
func TestAFormWritesOnlyWhatWasTouched(t *testing.T) {
	s := french(t, lived(), TabHome)
	d := s.now().Dwellings()[0]
	s.page.goTo(d.ID)
	s.Press("enter")
	other := d
	other.Commune, other.Rent = "Gargas", 40000
	s.vault.commit(must(s.now().Put("dwelling.edit", d.ID, &other)))
	s.Do(s.page.Update(nav.Changed{Cases: []model.ID{theCase}}))
	s.page.sheet.form.Set("rent", "410")
	s.Press("ctrl+s")
	if got := s.now().Dwellings()[0]; got.Commune != "Gargas" || got.Rent != 41000 {
		t.Errorf("commune %q, rent %d", got.Commune, got.Rent)
	}
}

func TestACodeOfALaterVersionBlocksNothing(t *testing.T) {
	v := lived()
	h := v.cases[theCase].Header()
	h.Programme, h.Agency, h.Lead = "habitat2030", "sorgues", model.ID{9, 9}
	v.commit(must(v.cases[theCase].Put("case.edit", theCase, &h)))
	s := french(t, v, TabHome)
	s.Press("enter")
	s.page.sheet.form.Set("funding", "FNAVDL")
	s.Press("ctrl+s")
	if got := s.now().Header(); got.Funding != "FNAVDL" || got.Programme != h.Programme || got.Agency != h.Agency || got.Lead != h.Lead {
		t.Errorf("header %+v", got)
	}
}

// A case that one machine closed and another kept open can be settled from its page.
func TestEveryConflictCanBeSettled(t *testing.T) {
	v := lived()
	base := v.cases[theCase]
	shut, kept := base.Header(), base.Header()
	shut.Closed = today
	v.commit(must(base.Put("case.close", theCase, &shut)))
	closed := v.cases[theCase]
	v.commit(must(closed.Put("undo", theCase, &kept)))
	late := shut
	late.Closed = today.AddDays(-1)
	v.at = v.at.Add(-2 * time.Hour) // the shown value is the one that leaves the case open
	v.commit(must(closed.Put("case.edit", theCase, &late)))
	v.at = noon
	s := french(t, v, TabPast)
	s.Shows("▲ Clos le : deux valeurs")
	s.Press("enter", "ctrl+s")
	if fields := s.now().Record(model.KindCase, theCase).Conflicts(); len(fields) != 0 || !s.now().Header().Closed.IsZero() {
		t.Errorf("still open: %v, closed %v", fields, s.now().Header().Closed)
	}
}

// What a person said to be urgent can be read and corrected on the household's page.
func TestUrgentIsShownAndCorrected(t *testing.T) {
	v := lived()
	h := v.cases[theCase].Header()
	h.Urgent, h.UrgentWhy = today, "audience le 4"
	v.commit(must(v.cases[theCase].Put("case.urgent", theCase, &h)))
	s := french(t, v, TabHome)
	s.Shows("■ URGENT", "audience le 4")
	h.Urgent, h.UrgentWhy = 0, ""
	v.commit(must(v.cases[theCase].Put("case.calm", theCase, &h)))
	s = french(t, v, TabHome)
	if strings.Contains(s.Screen(), "URGENT") {
		t.Error("still urgent")
	}
}

package model

import (
	"testing"

	"pgregory.net/rapid"
)

// filled is a case of one household with what a summary needs, written in some order.
func filled(b *bench) {
	id := number(1)
	put := func(record ID, v typed) {
		if w, ok := b.caseOf(id).Put("test", record, v); ok {
			b.commit(b.device, w)
		}
	}
	put(id, &Header{Programme: "securisation", Agency: "apt", Operator: "cap-habitat"})
	put(number(10), &PhaseEntry{Phase: "orientation", Since: NewDate(2026, 1, 1)})
	put(number(11), &PhaseEntry{Phase: "diagnostic", Since: NewDate(2026, 5, 1)})
	put(number(20), &Member{Last: "MAROUDI", First: "Samia", Birth: "1991-04-02", Role: RoleCoHolder})
	put(number(21), &Member{Last: "MAROUDI", First: "Tarek", Birth: "1988", Role: RoleHolder})
	put(number(22), &Member{Last: "MAROUDI", First: "Léa", Birth: "2020", Role: RoleDependent})
	put(number(30), &Task{Label: "fait", Due: NewDate(2026, 1, 2), Done: NewDate(2026, 1, 2)})
	put(number(31), &Task{Label: "plus tard", Due: NewDate(2026, 12, 2)})
	put(number(32), &Task{Label: "bientôt", Due: NewDate(2026, 11, 30)})
	put(number(33), &Task{Label: "un jour"})
	put(number(40), &Contact{Kind: HomeVisit, Outcome: Held, Date: NewDate(2026, 10, 1)})
	put(number(41), &Contact{Kind: HomeVisit, Outcome: DoorClosed, Date: NewDate(2026, 11, 1)})
	put(number(42), &Contact{Kind: CaseConference, Outcome: Held, Date: NewDate(2026, 11, 5)})
	put(number(43), &Contact{Kind: PhoneCall, Date: NewDate(2026, 10, 20)})
}

func TestASummarySaysWhoWhereAndWhatIsNext(t *testing.T) {
	b := newBench()
	filled(b)
	s := b.caseOf(number(1)).Summary()
	if s.Name != "MAROUDI Tarek, Samia" || s.BirthYear != "1988" || s.Phase != "diagnostic" || s.Header.Agency != "apt" {
		t.Errorf("%+v", s)
	}
	if s.Next.Label != "bientôt" {
		t.Errorf("next: %s", s.Next.Label)
	}
	if s.LastContact != NewDate(2026, 10, 20) {
		t.Errorf("last contact: %v: a closed door and a meeting of partners are no contact", s.LastContact)
	}
	if !s.Open {
		t.Error("a case that nobody closed is not open")
	}
	if got := b.caseOf(number(1)).NextPlace(); got != OfficeMeeting { // R87
		t.Errorf("after a home visit, %s", got)
	}
}

func TestACaseThatWasClosedOrTakenBackIsNotOpen(t *testing.T) {
	id := number(1)
	b := newBench()
	filled(b)
	h := b.caseOf(id).Header()
	h.Closed = NewDate(2026, 11, 20)
	closed, _ := b.caseOf(id).Put("test", id, &h)
	gone, _ := b.caseOf(id).Delete("test", KindCase, id)
	for name, w := range map[string]Write{"closed": closed, "taken back": gone} {
		b := newBench()
		filled(b)
		b.commit(b.device, w)
		if b.caseOf(id).Summary().Open {
			t.Errorf("%s, it is open", name)
		}
	}
}

func TestASummaryIsTheSameInWhateverOrderTheChangesCame(t *testing.T) {
	b := newBench()
	filled(b)
	want := b.caseOf(number(1)).Summary()
	rapid.Check(t, func(t *rapid.T) {
		if got := Fold(number(1), rapid.Permutation(b.changes).Draw(t, "order")).Summary(); got != want {
			t.Fatalf("%+v", got)
		}
	})
}

func TestNothingIsKnownOfAnEmptyCase(t *testing.T) {
	var none *Case
	if s := (&Case{ID: number(1)}).Summary(); s != (Summary{Case: number(1)}) {
		t.Errorf("%+v", s)
	}
	if none.Record(KindTask, number(1)) != nil || none.Records(KindTask) != nil && len(none.Records(KindTask)) > 0 || none.Changes() != nil || !none.Main().IsZero() {
		t.Error("a case that is not there says something")
	}
	if (&Case{}).NextPlace() != HomeVisit {
		t.Error("the first meeting is proposed at home")
	}
}

func TestPlacesAreProposedInTurn(t *testing.T) { // R87
	b := newBench()
	id := number(1)
	meet := func(n int, kind ContactKind, outcome Outcome, day int) {
		w, _ := b.caseOf(id).Put("note.add", number(n), &Contact{Kind: kind, Outcome: outcome, Date: NewDate(2026, 11, day)})
		b.commit(b.device, w)
	}
	for i, c := range []struct {
		kind    ContactKind
		outcome Outcome
		next    ContactKind
	}{
		{OfficeMeeting, Held, HomeVisit}, {PhoneCall, Held, HomeVisit}, {HomeVisit, DoorClosed, HomeVisit}, {HomeVisit, Held, OfficeMeeting},
		{Escort, Held, OfficeMeeting}, {OfficeMeeting, Absent, OfficeMeeting}, {OfficeMeeting, Held, HomeVisit},
	} {
		meet(100+i, c.kind, c.outcome, i+1)
		if got := b.caseOf(id).NextPlace(); got != c.next {
			t.Errorf("after %s %s: %s, want %s", c.kind, c.outcome, got, c.next)
		}
	}
}

func TestWhoIsWho(t *testing.T) {
	b := newBench()
	w, _ := b.caseOf(RegistryID).Put("vault.create", number(5), &Worker{Name: "Maëlle Roquebrane", Role: RoleCESF, Organisation: "soligone"})
	d, _ := b.caseOf(RegistryID).Put("vault.create", b.device, &Device{Worker: number(5)})
	b.commit(b.device, w, d)
	if got := b.caseOf(RegistryID).Owner(b.device); got.Name != "Maëlle Roquebrane" || got.ID != number(5) {
		t.Errorf("%+v", got)
	}
	if got := b.caseOf(RegistryID).Owner(number(77)); got.Name != "" {
		t.Errorf("%+v", got)
	}
	if (Worker{}).Validate() == nil {
		t.Error("a worker without a name")
	}
}

func TestBirths(t *testing.T) {
	for s, valid := range map[string]bool{"": true, "1988": true, "1988-03-02": true, "1880": false, "88": false, "1988-02-30": false, "inconnu": false, "1988-3-2": false} {
		if ValidBirth(s) != valid {
			t.Errorf("%q: %v", s, !valid)
		}
	}
}

func TestViewsAreKeptByNameForTheTeam(t *testing.T) {
	b := newBench()
	w, _ := b.caseOf(RegistryID).Put("view.save", number(6), &View{Name: "Orange", Query: "agence:orange", Worker: number(5)})
	b.commit(b.device, w)
	w, _ = b.caseOf(RegistryID).Put("view.save", number(7), &View{Name: "Apt", Query: "agence:apt"})
	b.commit(b.device, w)
	views := b.caseOf(RegistryID).Views()
	if len(views) != 2 || views[0].Name != "Apt" || views[1] != (View{number(6), "Orange", "agence:orange", number(5)}) {
		t.Fatalf("%+v", views)
	}
	gone, _ := b.caseOf(RegistryID).Delete("view.delete", KindView, number(7))
	b.commit(b.device, gone)
	if left := b.caseOf(RegistryID).Views(); len(left) != 1 || left[0].Name != "Orange" {
		t.Errorf("%+v", left)
	}
}

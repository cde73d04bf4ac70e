package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// canary fills every field of a record with a value that stands nowhere else, and notes it under the field.
func canary(t *rapid.T, n *int, v typed, seen map[string]FieldRef) {
	rv := reflect.ValueOf(v).Elem()
	for _, f := range schemas[v.kind()].fields {
		field := rv.Field(f.index)
		*n++
		switch field.Interface().(type) {
		case Date:
			field.Set(reflect.ValueOf(NewDate(1900, 1, 1).AddDays(*n)))
		case Clock, bool:
			field.Set(sample(field.Type(), rapid.IntRange(1, 9).Draw(t, f.name))) // too few values to be told apart
			continue
		case ID:
			field.Set(reflect.ValueOf(number(1_000_000 + *n)))
		case []string:
			field.Set(reflect.ValueOf([]string{fmt.Sprint("canari", *n, "x")}))
		default:
			if field.Kind() == reflect.String {
				field.SetString(fmt.Sprint("canari", *n, "x"))
			} else {
				field.SetInt(int64(7_000_000 + *n))
			}
		}
		seen[formatValue(field)] = FieldRef{v.kind(), f.name}
	}
}

// plant makes a case with records of every kind, of which some were corrected and some deleted. Values that were written over are
// canaries too: they may never leave.
func plant(t *rapid.T, b *bench, id ID) (live, former map[string]FieldRef) {
	live, former = make(map[string]FieldRef), make(map[string]FieldRef)
	n := 0
	for _, kind := range Kinds() {
		for i := range rapid.IntRange(0, 3).Draw(t, string(kind)) {
			rid := number(500 + 10*n + i)
			if kind == KindCase {
				rid = id
			}
			if kind == KindCompanion || kind == KindLiaison || kind == KindRetraction {
				continue // it would make the case another sort of case, or blank a change
			}
			versions := rapid.IntRange(1, 2).Draw(t, "versions")
			for range versions {
				for value, ref := range live {
					if r := b.caseOf(id).Record(kind, rid); r != nil && r.Value(ref.Name) == value && ref.Kind == kind {
						former[value] = ref
						delete(live, value)
					}
				}
				v := record(kind)
				canary(t, &n, v, live)
				if w, ok := b.caseOf(id).Put("test", rid, v); ok {
					b.commit(b.device, w)
				}
			}
		}
	}
	return live, former
}

// settle makes some of the records such that they can be told: notes that were read again, members who are there, papers that tie
// together, meetings to come, consents that hold.
func settle(t *rapid.T, b *bench, id ID, on Date, live map[string]FieldRef) {
	put := func(v typed, rid ID) {
		if w, ok := b.caseOf(id).Put("test", rid, v); ok {
			b.commit(b.device, w)
		}
	}
	for _, k := range b.caseOf(id).Contacts() {
		k.ReadBack = rapid.Bool().Draw(t, "readback")
		put(&k, k.ID)
	}
	for _, m := range b.caseOf(id).Members() {
		m.Until = 0
		put(&m, m.ID)
	}
	for i, task := range b.caseOf(id).Tasks() {
		delete(live, task.Due.String())
		task.Done, task.Skipped, task.Due = 0, 0, on.AddDays(1+i)
		live[task.Due.String()] = FieldRef{KindTask, "due"}
		put(&task, task.ID)
	}
	if rapid.Bool().Draw(t, "consent") {
		k := Consent{Purpose: PurposeReview, Basis: BasisConsent, On: on.AddDays(rapid.IntRange(-3, 1).Draw(t, "from"))}
		for _, ref := range append(Tellable(), shareable, FieldRef{KindContact, "facts"}, FieldRef{KindMember, "note"}) {
			if rapid.Bool().Draw(t, "named") {
				k.Fields = append(k.Fields, ref.String())
			}
		}
		put(&k, number(42))
	}
}

// everyRef is every field of every kind, whether it may be told or not.
func everyRef() (refs []FieldRef) {
	for _, kind := range Kinds() {
		for _, name := range FieldsOf(kind) {
			refs = append(refs, FieldRef{kind, name})
		}
	}
	return refs
}

func TestNothingLeavesThatNeitherItsClassNorAConsentLetsGo(t *testing.T) {
	on := NewDate(2026, 11, 23)
	told, meetings, steps := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		b := newBench()
		id := number(3)
		live, former := plant(t, b, id)
		settle(t, b, id, on, live)
		c := b.caseOf(id)
		a := Allowance{Purpose: PurposeReview, On: on}
		for _, ref := range everyRef() { // a page that is wrong, or hostile, may ask for anything
			if rapid.IntRange(0, 3).Draw(t, "asked") > 0 {
				a.Fields = append(a.Fields, ref)
			}
		}
		for _, k := range c.Contacts() {
			a.Notes = append(a.Notes, k.ID)
		}
		for _, task := range c.Tasks() {
			if a.Meetings = append(a.Meetings, task.ID); task.At > 0 {
				meetings++
			}
		}
		consent, _ := c.ConsentFor(a.Purpose, on)
		link := Link{Case: number(9), To: number(8), Key: number(7)}
		x := Extract(c, nil, link, Liaison{To: number(8), Landlord: "Mistral", Association: "Soligone", Worker: "Maëlle"}, a)
		text := fmt.Sprintf("%x %v", x.Writes, x.Writes)
		for _, w := range x.Writes {
			if w.Case != link.Case || len(w.Pred) > 0 {
				t.Fatalf("a write to another case, or over something: %+v", w)
			}
			told += len(w.Fields)
			if w.Kind == KindStep {
				steps++
			}
			for _, f := range w.Fields {
				text += "\n" + f.Value
			}
		}
		for value, ref := range live {
			may := ClassOf(ref.Kind, ref.Name) == Green || ClassOf(ref.Kind, ref.Name) == Amber && consent.Allows(ref)
			if !may && strings.Contains(text, value) {
				t.Fatalf("%s (%s) left: %q", ref, ClassOf(ref.Kind, ref.Name), value)
			}
			if !slices.Contains(copied, ref.Kind) && ref != shareable && ref != (FieldRef{KindContact, "date"}) && ref != (FieldRef{KindTask, "due"}) && strings.Contains(text, value) {
				t.Fatalf("%s left, of a kind that is never copied: %q", ref, value)
			}
		}
		for value, ref := range former {
			if strings.Contains(text, value) {
				t.Fatalf("a former value of %s left: %q", ref, value)
			}
		}
		for r := range c.EachRecord() {
			if strings.Contains(text, r.ID.String()) {
				t.Fatalf("the id of a record of the case left: %s %s", r.Kind, r.ID)
			}
		}
		b.commit(b.device, x.Writes...)
		before := on.AddDays(-10) // of every consent
		b.commit(b.device, Extract(c, b.cases[link.Case], link, Liaison{To: number(8), Landlord: "Mistral"}, Allowance{Purpose: PurposeReview, On: before}).Writes...)
		for r := range b.cases[link.Case].EachRecord() {
			for _, name := range r.FieldNames() {
				if value := r.Value(name); ClassOf(r.Kind, name) == Amber && !r.Deleted() && value != "" {
					t.Fatalf("%s.%s is not taken back without any consent: %q", r.Kind, name, value)
				}
			}
		}
	})
	if told < 100 || meetings == 0 || steps == 0 {
		t.Errorf("%d values, of %d meetings and %d steps, left in all the runs: the property was hardly tried", told, meetings, steps)
	}
}

// household is a case with something of what may and may not be told, and a consent that holds until the end of the year.
func toldCase() *bench {
	b := newBench()
	put := func(v typed, rid ID) {
		w, _ := b.caseOf(number(1)).Put("test", rid, v)
		b.commit(b.device, w)
	}
	put(&Header{Programme: "sauvegarde", Agency: "apt", Situation: "enfant placé"}, number(1))
	put(&Member{Last: "MAROUDI", First: "Tarek", Birth: "1988", Role: RoleHolder, Note: "sous traitement"}, number(11))
	put(&Member{Last: "MAROUDI", First: "Samia", Role: RoleCoHolder}, number(12))
	put(&Contact{Kind: HomeVisit, Date: NewDate(2026, 11, 20), Facts: "dort mal", Shareable: "Le loyer de novembre est payé.", ReadBack: true}, number(21))
	put(&Contact{Kind: HomeVisit, Date: NewDate(2026, 11, 21), Shareable: "pas relu"}, number(22))
	put(&Member{Last: "MAROUDI", First: "Noa", Role: RoleDependent}, number(13))
	put(&Consent{Purpose: PurposeReview, Basis: BasisConsent, Fields: []string{"contact.shareable", "member.birth"}, On: NewDate(2026, 9, 1), Until: NewDate(2026, 12, 31)}, number(31))
	return b
}

func TestWhatIsToldDependsOnTheConsentOfTheDay(t *testing.T) {
	refs := []FieldRef{{KindMember, "last"}, {KindMember, "birth"}, {KindMember, "role"}, {KindMember, "note"}, {KindCase, "situation"}}
	notes := []ID{number(21), number(22)}
	for name, c := range map[string]struct {
		a    Allowance
		want string
	}{
		"with the consent, amber fields that it names and notes that were read again": {Allowance{PurposeReview, refs, notes, nil, NewDate(2026, 12, 31)},
			"liaison.household=MAROUDI Tarek, Samia member.last=MAROUDI member.birth=1988 member.last=MAROUDI contact.date=2026-11-20 contact.kind=BAILLEUR contact.shareable=Le loyer de novembre est payé."},
		"the day after its end, green ones only": {Allowance{PurposeReview, refs, notes, nil, NewDate(2027, 1, 1)}, "liaison.household=MAROUDI Tarek, Samia member.last=MAROUDI member.last=MAROUDI"},
		"the day before it, likewise":            {Allowance{PurposeReview, refs, notes, nil, NewDate(2026, 8, 31)}, "liaison.household=MAROUDI Tarek, Samia member.last=MAROUDI member.last=MAROUDI"},
		"for another purpose, likewise":          {Allowance{PurposeTrouble, refs, notes, nil, NewDate(2026, 12, 31)}, "liaison.household=MAROUDI Tarek, Samia member.last=MAROUDI member.last=MAROUDI"},
		"nothing is asked for":                   {Allowance{PurposeReview, nil, nil, nil, NewDate(2026, 12, 31)}, "liaison.household=MAROUDI Tarek, Samia"},
	} {
		b := toldCase()
		x := Extract(b.caseOf(number(1)), nil, Link{Case: number(9), Key: number(7)}, Liaison{}, c.a)
		var got []string
		for _, v := range x.Told {
			got = append(got, v.String()+"="+v.Value)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, c.want)
		}
		if amber := strings.Contains(c.want, "birth"); amber == x.Consent.IsZero() {
			t.Errorf("%s: rests on consent %v", name, x.Consent)
		}
	}
}

func TestTellingAgainCopiesOnlyWhatChangedAndTakesBackWhoLeft(t *testing.T) {
	b := toldCase()
	link := Link{Case: number(9), Key: number(7)}
	a := Allowance{PurposeReview, []FieldRef{{KindMember, "last"}, {KindMember, "first"}}, nil, nil, NewDate(2026, 11, 23)}
	tell := func() Extracted {
		x := Extract(b.caseOf(number(1)), b.cases[link.Case], link, Liaison{Landlord: "Mistral"}, a)
		b.commit(b.device, x.Writes...)
		return x
	}
	first := tell()
	if again := tell(); len(again.Writes) != 0 || len(again.Told) != len(first.Told) || !again.Told[0].Known || Digest(again.Told) != Digest(first.Told) {
		t.Errorf("telling the same again writes %v", again.Writes)
	}
	if b.caseOf(link.Case).Name() != "MAROUDI Tarek, Samia" || len(b.caseOf(link.Case).Members()) != 2 {
		t.Errorf("the landlord knows %q, %d members", b.caseOf(link.Case).Name(), len(b.caseOf(link.Case).Members()))
	}
	samia := b.caseOf(number(1)).Members()[slices.IndexFunc(b.caseOf(number(1)).Members(), func(m Member) bool { return m.First == "Samia" })]
	samia.Until = NewDate(2026, 11, 22)
	w, _ := b.caseOf(number(1)).Put("test", samia.ID, &samia)
	b.commit(b.device, w)
	left := tell()
	if len(left.Writes) != 2 || len(b.caseOf(link.Case).Members()) != 1 || Digest(left.Told) == Digest(first.Told) {
		t.Errorf("%v; the landlord still knows of %d members", left.Writes, len(b.caseOf(link.Case).Members()))
	}
	samia.Until = 0
	w, _ = b.caseOf(number(1)).Put("test", samia.ID, &samia)
	b.commit(b.device, w)
	if tell(); len(b.caseOf(link.Case).Members()) != 2 {
		t.Error("she who came back is not told of")
	}
}

func TestTheRegisterKeepsWhatWasUndone(t *testing.T) {
	b := newBench()
	for i, day := range []int{1, 2} {
		w, _ := b.caseOf(number(1)).Put(ActTell, number(40+i), &Disclosure{To: "Mistral", Purpose: PurposeReview, On: NewDate(2026, 11, day)})
		b.commit(b.device, w)
	}
	w, _ := b.caseOf(number(1)).Delete(ActUndo, KindDisclosure, number(41))
	b.commit(b.device, w)
	got := b.caseOf(number(1)).Disclosures()
	if len(got) != 2 || got[0].ID != number(41) || !got[0].Undone || got[0].To != "Mistral" || got[1].Undone {
		t.Errorf("%+v", got)
	}
}

// toldAll is the case, and the liaison case that was told all that may be.
func toldAll(t *testing.T) (b *bench, tell func(on Date) Extracted) {
	t.Helper()
	b = toldCase()
	link := b.caseOf(number(1)).LinkTo(number(8))
	w, _ := b.caseOf(number(1)).Put(ActTell, LinkID(number(8)), &link)
	b.commit(b.device, w)
	put := func(v typed, id ID) {
		w, _ := b.caseOf(number(1)).Put("test", id, v)
		b.commit(b.device, w)
	}
	put(&Reach{Means: MeansPhone, Value: "06 39 98 12 47"}, number(15))
	put(&Task{Label: "Synthèse avec l’addictologue", Place: "chez elle", Due: NewDate(2026, 12, 1), At: NewClock(14, 30)}, number(16))
	put(&Task{Label: "Rappeler", Due: NewDate(2026, 12, 2)}, number(17))
	put(&StepState{Code: "assurance", Done: NewDate(2026, 11, 3), Proof: "attestation"}, number(18))
	put(&StepState{Code: "bail", Reason: "pas encore"}, number(19))
	k := b.caseOf(number(1)).Consents()[0]
	k.Fields = append(k.Fields, "member.role", "reach.means", "reach.value")
	put(&k, k.ID)
	return b, func(on Date) Extracted {
		a := Allowance{Purpose: PurposeReview, Fields: Tellable(), Notes: []ID{number(21), number(22)}, Meetings: []ID{number(16)}, On: on}
		x := Extract(b.caseOf(number(1)), b.cases[link.Case], link, Liaison{To: link.To, Landlord: "Mistral"}, a)
		b.commit(b.device, x.Writes...)
		return x
	}
}

// copyIn is the liaison case.
func copyIn(b *bench) *Case { return b.cases[b.caseOf(number(1)).Links()[0].Case] }

func TestOfAMeetingTheDayAndTheHourAreToldAndOfAStepItsCodeAndItsDay(t *testing.T) {
	b, tell := toldAll(t)
	tell(NewDate(2026, 11, 23))
	if got := copyIn(b).Meetings(); !slices.Equal(got, []Meeting{{NewDate(2026, 12, 1), NewClock(14, 30)}}) {
		t.Errorf("%+v", got)
	}
	if got := copyIn(b).Steps(); len(got) != 1 || got["assurance"] != (StepState{Code: "assurance", Done: NewDate(2026, 11, 3)}) {
		t.Errorf("%+v", got)
	}
	task, _ := b.caseOf(number(1)).Task(number(16))
	task.Due = NewDate(2026, 12, 8)
	w, _ := b.caseOf(number(1)).Put("task.postpone", task.ID, &task)
	b.commit(b.device, w)
	if tell(NewDate(2026, 11, 24)); copyIn(b).Meetings()[0].On != task.Due {
		t.Error("she is not told of the new day")
	}
	if tell(NewDate(2026, 12, 9)); len(copyIn(b).Meetings()) != 0 {
		t.Error("she goes on reading of a meeting that is over")
	}
}

func TestWhatAConsentAllowedIsTakenBackOnceItHasEnded(t *testing.T) {
	ends := map[string]func(b *bench, tell func(Date) Extracted){
		"by its date, with what is told next": func(_ *bench, tell func(Date) Extracted) { tell(NewDate(2027, 1, 1)) },
		"by a person, at once": func(b *bench, _ func(Date) Extracted) {
			c := b.caseOf(number(1))
			b.commit(b.device, c.Lapse("liaison.withdraw", c.Consents()[0].ID, NewDate(2026, 11, 24), b.caseOf)...)
		},
	}
	for name, end := range ends {
		b, tell := toldAll(t)
		tell(NewDate(2026, 11, 23))
		if c := copyIn(b); len(c.Members()) != 3 || len(c.Reaches()) != 1 || len(c.Contacts()) != 1 || c.Members()[0].Birth != "1988" {
			t.Fatalf("%s: told before: %+v %+v", name, c.Members(), c.Contacts())
		}
		end(b, tell)
		c := copyIn(b)
		if len(c.Reaches()) != 0 || len(c.Contacts()) != 0 || len(c.Members()) != 2 {
			t.Errorf("%s: she still reads %+v %+v %+v", name, c.Reaches(), c.Contacts(), c.Members())
		}
		for r := range c.EachRecord() {
			for _, field := range r.FieldNames() {
				if ClassOf(r.Kind, field) == Amber && !r.Deleted() && r.Value(field) != "" {
					t.Errorf("%s: she still reads %s.%s: %q", name, r.Kind, field, r.Value(field))
				}
			}
		}
		if c.Members()[0].Last != "MAROUDI" || len(c.Steps()) != 1 {
			t.Errorf("%s: what needs no consent is gone", name)
		}
	}
	b, tell := toldAll(t)
	tell(NewDate(2026, 11, 23))
	other := Consent{Purpose: PurposeTrouble, Basis: BasisConvention, Fields: []string{"member.birth"}, On: NewDate(2026, 11, 1)}
	w, _ := b.caseOf(number(1)).Put("test", number(32), &other)
	b.commit(b.device, w)
	if tell(NewDate(2027, 1, 1)); !slices.ContainsFunc(copyIn(b).Members(), func(m Member) bool { return m.Birth == "1988" && m.Role == "" }) {
		t.Errorf("what a consent for another purpose allows: %+v", copyIn(b).Members())
	}
}

func TestALinkThatClaimsAHouseholdToBeALiaisonCaseTakesNothingFromIt(t *testing.T) {
	b, _ := toldAll(t)
	other, note := number(60), number(61)
	w, _ := b.caseOf(other).Put("test", note, &Contact{Facts: "chez un autre ménage", Date: 1})
	b.commit(b.device, w)
	forged := Link{Case: other, To: number(8), Key: number(7)}
	w, _ = b.caseOf(number(1)).Put(ActTell, LinkID(number(8)), &forged)
	b.commit(b.device, w)
	writes := b.caseOf(number(1)).Lapse("test", number(31), NewDate(2026, 11, 24), b.caseOf)
	writes = append(writes, Extract(b.caseOf(number(1)), b.caseOf(other), forged, Liaison{}, Allowance{On: NewDate(2026, 11, 24)}).Writes...)
	for _, w := range writes {
		if w.Case == other && w.Kind == KindContact {
			t.Errorf("a note of another household is taken back: %+v", w)
		}
	}
}

func TestTheCopyOfANoteGoesWithTheNote(t *testing.T) {
	b, tell := toldAll(t)
	tell(NewDate(2026, 11, 23))
	c := b.caseOf(number(1))
	if w := c.StillTold("test", b.caseOf); len(w) != 0 {
		t.Errorf("nothing was retracted: %+v", w)
	}
	b.commit(b.device, c.Retract("test", KindContact, number(21))...) // where nobody knew that it was told
	c = b.caseOf(number(1))
	if millis, ok := c.RetractedOn(number(21)); !ok || millis != b.millis {
		t.Errorf("retracted at %d, %v", millis, ok)
	}
	late := c.StillTold("test", b.caseOf)
	b.commit(b.device, late...)
	if len(late) != 1 || len(copyIn(b).Contacts()) != 0 {
		t.Errorf("%d writes; the copy: %+v", len(late), copyIn(b).Contacts())
	}
	for ch := range copyIn(b).All() {
		if v, _ := ch.Value("shareable"); v != "" {
			t.Errorf("her history goes on saying %q", v)
		}
	}
	if again := b.caseOf(number(1)).StillTold("test", b.caseOf); len(again) != 0 {
		t.Errorf("retracted twice: %+v", again)
	}

	b, tell = toldAll(t)
	tell(NewDate(2026, 11, 23))
	w, _ := b.caseOf(number(1)).Delete("test", KindContact, number(21))
	b.commit(b.device, w)
	if tell(NewDate(2026, 11, 23)); len(copyIn(b).Contacts()) != 0 {
		t.Error("she goes on reading of a note that was deleted")
	}
}

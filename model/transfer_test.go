package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// staying are the fields that no part has, with the reason.
var staying = map[Kind]map[string]string{
	KindCase:    {"programme": "always goes", "operator": "becomes that of whoever accepts", "lead": "likewise", "closed": "the copy is open"},
	KindContact: {"worker": "not in the other registry: the source says it in words", "source": "said anew"},
	KindTask:    {"done": "what is done stays", "skipped": "likewise"},
}

func TestEveryFieldOfACaseEitherBelongsToAPartOrStaysForAReason(t *testing.T) {
	for _, kind := range append(slices.Clone(passed), KindContact) {
		for _, name := range FieldsOf(kind) {
			n := 0
			for _, p := range Parts {
				if slices.Contains(inPart[p][kind], name) {
					n++
				}
			}
			if kind == KindContact && slices.Contains(append(slices.Clone(inSynthesis), inNote...), name) {
				n++
			}
			if staying[kind][name] != "" {
				n++
			}
			if n != 1 {
				t.Errorf("%s.%s is in %d places", kind, name, n)
			}
		}
	}
}

// chosenOf says whether a choice lets a field of a record go.
func chosenOf(ch Choice, ref FieldRef, record ID) bool {
	if ref == (FieldRef{KindCase, "programme"}) {
		return true
	}
	if slices.Contains(ch.Without, ref) {
		return false
	}
	for _, p := range ch.Parts {
		if slices.Contains(inPart[p][ref.Kind], ref.Name) {
			return true
		}
	}
	whole := slices.Contains(ch.Notes, record)
	return ref.Kind == KindContact && (whole && slices.Contains(inNote, ref.Name) || (whole || slices.Contains(ch.Syntheses, record)) && slices.Contains(inSynthesis, ref.Name))
}

func TestNothingGoesToAnotherAssociationThatWasNotChosen(t *testing.T) {
	gone := 0
	rapid.Check(t, func(t *rapid.T) {
		b := newBench()
		live, former := plant(t, b, number(3))
		settle(t, b, number(3), NewDate(2026, 11, 23), live)
		c := b.caseOf(number(3))
		ch := Choice{Parts: rapid.SliceOfDistinct(rapid.SampledFrom(Parts), func(p Part) Part { return p }).Draw(t, "parts")}
		for _, k := range c.Contacts() {
			switch rapid.IntRange(0, 2).Draw(t, "note") {
			case 1:
				ch.Syntheses = append(ch.Syntheses, k.ID)
			case 2:
				ch.Notes = append(ch.Notes, k.ID)
			}
		}
		for _, ref := range everyRef() {
			if rapid.IntRange(0, 9).Draw(t, "without") == 0 && ref.Kind != KindContact {
				ch.Without = append(ch.Without, ref)
			}
		}
		x := Copy("test", c, number(9), number(7), ch, func(Contact) string { return "note de quelqu’un" })
		var text strings.Builder
		for _, w := range x.Writes {
			if w.Case != number(9) || len(w.Pred) > 0 {
				t.Fatalf("a write to another case, or over something: %+v", w)
			}
			gone += len(w.Fields)
			fmt.Fprintf(&text, "%x\n", w.Record)
			for _, f := range w.Fields {
				text.WriteString(f.Value + "\n")
			}
		}
		for r := range c.EachRecord() {
			for _, name := range FieldsOf(r.Kind) {
				value := r.Value(name)
				if ref := live[value]; ref.Kind == r.Kind && ref.Name == name && strings.Contains(text.String(), value) && !chosenOf(ch, ref, r.ID) {
					t.Fatalf("%s left and was not chosen: %q", ref, value)
				}
			}
			if named := []Kind{KindStep, KindAgreement, KindSignature, KindCommitment, KindObligation}; !slices.Contains(named, r.Kind) && strings.Contains(text.String(), r.ID.String()) {
				t.Fatalf("the id of a record of the case left: %s %s", r.Kind, r.ID)
			}
		}
		for value, ref := range former {
			if strings.Contains(text.String(), value) {
				t.Fatalf("a former value of %s left: %q", ref, value)
			}
		}
	})
	if gone < 100 {
		t.Errorf("%d values left in all the runs: the property was hardly tried", gone)
	}
}

// given is a household of Maëlle's that is proposed to Yanis of another association, by copy.
func given(t *testing.T) (b *bench, passage, copied ID) {
	t.Helper()
	b, passage, copied = newBench(), number(40), number(41)
	put := func(v typed, rid ID) {
		w, _ := b.caseOf(number(1)).Put("test", rid, v)
		b.commit(b.device, w)
	}
	put(&Header{Programme: "sauvegarde", Agency: "apt", Operator: "soligone", Lead: number(5), Situation: "délicat"}, number(1))
	put(&Member{Last: "MAROUDI", First: "Tarek", Role: RoleHolder, Note: "sous traitement"}, number(11))
	put(&Member{Last: "MAROUDI", First: "Parti", Role: RoleOther, Until: NewDate(2026, 1, 1)}, number(12))
	put(&Task{Label: "Rappeler EDF", Contact: number(21)}, number(13))
	put(&Task{Label: "Fait depuis longtemps", Done: NewDate(2026, 1, 1)}, number(14))
	put(&Contact{Kind: HomeVisit, Date: NewDate(2026, 3, 12), Facts: "dort mal", Shareable: "Le loyer est payé.", Worker: number(5)}, number(21))
	put(&Contact{Kind: PhoneCall, Date: NewDate(2026, 3, 14), Facts: "reste ici", Worker: number(5)}, number(22))
	c := b.caseOf(number(1))
	x := Copy("test", c, copied, number(7), Choice{Parts: []Part{PartHousehold, PartCourse, PartDates}, Syntheses: []ID{number(21)}},
		func(k Contact) string { return "note de Maëlle, Soligone, " + k.Date.String() })
	if x.Left.Notes != 1 || x.Left.Partly != 1 || !slices.Equal(x.Left.Parts, []Part{PartDelicate}) {
		t.Errorf("what stays: %+v", x.Left)
	}
	p := Passage{Copy: copied, From: number(5), To: number(6), Household: "MAROUDI Tarek", Proposed: NewDate(2026, 11, 23)}
	writes := append(x.Writes, c.Propose("test", number(42), Handover{From: number(5), To: number(6), Passage: passage, Proposed: p.Proposed}, b.caseOf)...)
	w1, _ := b.caseOf(passage).Put("test", passage, &p)
	w2, _ := b.caseOf(copied).Put("test", copied, &Arrival{Passage: passage, House: "Soligone", To: number(6), Proposed: p.Proposed})
	b.commit(b.device, append(writes, w1, w2)...)
	return b, passage, copied
}

func TestTheCopyHoldsWhatWasChosenAndSaysWhoWroteIt(t *testing.T) {
	b, _, copied := given(t)
	c := b.caseOf(copied)
	if c.Name() != "MAROUDI Tarek" || len(c.Members()) != 1 || c.Members()[0].Note != "" || c.Header().Situation != "" || c.Header().Operator != "" {
		t.Errorf("%s, %+v, %+v", c.Name(), c.Members(), c.Header())
	}
	k := c.Contacts()[0]
	if len(c.Contacts()) != 1 || k.Facts != "" || k.Shareable != "Le loyer est payé." || k.Source != "note de Maëlle, Soligone, 2026-03-12" || !k.Worker.IsZero() {
		t.Errorf("%+v", c.Contacts())
	}
	if tasks := c.Tasks(); len(tasks) != 1 || tasks[0].Contact != k.ID {
		t.Errorf("%+v", tasks)
	}
}

func TestTheAnswerOfAnotherAssociationComesBackInThePassageAndClosesTheCaseOnceItIsAccepted(t *testing.T) {
	on := NewDate(2026, 11, 25)
	for name, accepted := range map[string]bool{"accepted": true, "refused": false} {
		b, passage, copied := given(t)
		if a, _ := b.caseOf(copied).Arrival(); a.Seen(number(5)) || !a.Seen(number(6)) {
			t.Errorf("%s: before the answer, it is seen by another than whom it is proposed to", name)
		}
		if len(b.caseOf(number(1)).Conclude("test", b.caseOf, on)) != 0 {
			t.Errorf("%s: concluded before the answer", name)
		}
		answer := Take("test", b.caseOf(copied), b.caseOf(passage), "cap-habitat", on)
		if !accepted {
			no, _ := Decline("test", b.caseOf(passage), "seize ménages déjà", on)
			answer = []Write{no}
		}
		b.commit(b.device, answer...)
		if s, ok := b.history.Undo(0); !ok || s.Final() == accepted {
			t.Errorf("%s: the answer is final %v", name, s.Final())
		} else if writes, _ := s.Reverse(ActUndo, b.caseOf); (len(writes) > 0) != accepted {
			t.Errorf("%s: an undo writes %v", name, writes)
		}
		a, _ := b.caseOf(copied).Arrival()
		if h := b.caseOf(copied).Header(); a.Seen(number(8)) != accepted || accepted && (h.Lead != number(6) || h.Operator != "cap-habitat") {
			t.Errorf("%s: %+v %+v", name, a, h)
		}
		h, ok := b.caseOf(number(1)).Heard(b.caseOf)
		if !ok || h.Open() || h.Accepted != accepted || !accepted && h.Reason != "seize ménages déjà" {
			t.Errorf("%s: heard %+v", name, h)
		}
		b.commit(b.device, b.caseOf(number(1)).Conclude("test", b.caseOf, on)...)
		if _, open := b.caseOf(number(1)).Proposal(); open || b.caseOf(number(1)).Header().Closed.IsZero() == accepted {
			t.Errorf("%s: %+v", name, b.caseOf(number(1)).Header())
		}
	}
}

func TestAProposalToAnotherAssociationThatIsWithdrawnOrUndoneIsSeenByNobody(t *testing.T) {
	for name, back := range map[string]func(b *bench){
		"withdrawn": func(b *bench) { b.commit(b.device, b.caseOf(number(1)).Withdraw("test", b.caseOf)...) },
		"undone":    func(b *bench) { b.undo() },
		"proposed to somebody of the team instead": func(b *bench) {
			b.commit(b.device, b.caseOf(number(1)).Propose("test", number(50), Handover{From: number(5), To: number(7)}, b.caseOf)...)
		},
	} {
		b, passage, copied := given(t)
		back(b)
		a, ok := b.caseOf(copied).Arrival()
		p, there := b.caseOf(passage).Passage()
		if !ok || !there || a.Seen(number(6)) || !p.Undone || p.To != number(6) {
			t.Errorf("%s: %+v %+v", name, a, p)
		}
		if h, open := b.caseOf(number(1)).Proposal(); open && h.To == number(6) {
			t.Errorf("%s: still proposed", name)
		}
	}
}

func TestWhatComesInTellsOfProposalsAndAnswers(t *testing.T) {
	name := func(id ID) string { return map[ID]string{number(5): "Maëlle", number(6): "Yanis"}[id] }
	on := NewDate(2026, 11, 25)
	put := func(v typed) *Case {
		b := newBench()
		w, _ := b.caseOf(number(1)).Put("test", number(1), v)
		b.commit(b.device, w)
		return b.caseOf(number(1))
	}
	passage := Passage{From: number(5), Giver: "Maëlle", House: "Soligone", To: number(6), Taker: "Yanis, Cap Habitat", Proposed: on, Why: "déménage"}
	yes, no := passage, passage
	yes.Answered, yes.Accepted = on, true
	no.Answered, no.Reason = on, "complet"
	own := Handover{From: number(5), To: number(6), Proposed: on, Reason: "congé"}
	refused := own
	refused.Answered, refused.Reason = on, "complet"
	for what, tt := range map[string]struct {
		before, after *Case
		want          Handed
	}{
		"nothing of the sort":                {after: put(&Task{Label: "x"})},
		"a proposal of another association":  {after: put(&passage), want: Handed{"proposed", "Maëlle, Soligone", "Yanis, Cap Habitat", number(6), "déménage"}},
		"the same again":                     {before: put(&passage), after: put(&passage)},
		"that it accepted":                   {before: put(&passage), after: put(&yes), want: Handed{"accepted", "Maëlle, Soligone", "Yanis, Cap Habitat", number(5), ""}},
		"that it refused, known already":     {before: put(&no), after: put(&no)},
		"that it refused":                    {before: put(&passage), after: put(&no), want: Handed{"refused", "Maëlle, Soligone", "Yanis, Cap Habitat", number(5), "complet"}},
		"a proposal within the team":         {after: put(&own), want: Handed{"proposed", "Maëlle", "Yanis", number(6), "congé"}},
		"a refusal within the team":          {before: put(&own), after: put(&refused), want: Handed{"refused", "Maëlle", "Yanis", number(5), "complet"}},
		"a former refusal, of a new case":    {after: put(&refused)},
		"one that is to another association": {after: put(&Handover{To: number(6), Passage: number(9)})},
	} {
		got, ok := HandedIn(tt.before, tt.after, name)
		if ok != (tt.want.Key != "") || ok && got != tt.want {
			t.Errorf("%s: %+v", what, got)
		}
	}
}

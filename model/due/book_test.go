package due

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"seuil/model"
	"seuil/model/programme"
)

// book is one case as it is written, change by change.
type book struct {
	c       *model.Case
	changes []*model.Change
	millis  int64 // when the next change is entered; zero: nobody asks
}

func number16(n int) (id model.ID) {
	binary.BigEndian.PutUint64(id[:8], uint64(n))
	return id
}

func newBook(n int) *book { return &book{c: &model.Case{ID: number16(n)}} }

// keep stores a write.
func (b *book) keep(w model.Write, ok bool) {
	if !ok {
		return
	}
	if err := w.Validate(); err != nil {
		panic(err)
	}
	ch := &model.Change{Write: w, Seq: uint64(len(b.changes) + 1), Millis: b.millis + int64(len(b.changes)+1)}
	ch.ID = sha256.Sum256(fmt.Append(nil, w.Case, w.Record, w.Fields, len(b.changes)))
	b.changes = append(b.changes, ch)
	b.c = b.c.With(ch)
}

// enteredOn is the day on which what follows is entered.
func (b *book) enteredOn(on string) { b.millis = day(on).Time().UnixMilli() }

func (b *book) header(h model.Header) { b.keep(b.c.Put("test", b.c.ID, &h)) }

func (b *book) received(on string) { b.header(model.Header{Programme: "test", Received: day(on)}) }

func (b *book) phase(code, since string) {
	b.keep(b.c.Put("test", model.DerivedID(model.KindPhase, code, since), &model.PhaseEntry{Phase: code, Since: day(since)}))
}

func (b *book) step(code, done string) {
	b.keep(b.c.Put("test", model.DerivedID(model.KindStep, code), &model.StepState{Code: code, Done: day(done)}))
}

func (b *book) stepSkipped(code, on string) {
	b.keep(b.c.Put("test", model.DerivedID(model.KindStep, code), &model.StepState{Code: code, Skipped: day(on), Reason: "sans objet"}))
}

func (b *book) contact(n int, kind model.ContactKind, on string) {
	b.keep(b.c.Put("test", number16(1000+n), &model.Contact{Kind: kind, Outcome: model.Held, Date: day(on)}))
}

func (b *book) act(o model.Obligation) {
	b.keep(b.c.Put("test", model.DerivedID(model.KindObligation, o.Key), &o))
}

// sign writes a version of a paper and signatures of its parties, "household 2026-05-18".
func (b *book) sign(paper string, version int, parties string, signatures ...string) model.ID {
	id := model.DerivedID(model.KindAgreement, paper, fmt.Sprint(version))
	b.keep(b.c.Put("test", id, &model.Agreement{Paper: paper, Version: version, Parties: strings.ReplaceAll(parties, " ", "\n")}))
	for _, s := range signatures {
		party, on, _ := strings.Cut(s, " ")
		b.keep(b.c.Put("test", model.DerivedID(model.KindSignature, id.String(), party), &model.Signature{Agreement: id, Party: party, On: day(on)}))
	}
	return id
}

func days(n int) programme.Delay        { return programme.Delay{N: n, Unit: programme.Days} }
func weeks(n int) programme.Delay       { return programme.Delay{N: n, Unit: programme.Weeks} }
func months(n int) programme.Delay      { return programme.Delay{N: n, Unit: programme.Months} }
func workingDays(n int) programme.Delay { return programme.Delay{N: n, Unit: programme.WorkingDays} }

// testProgramme is a small programme with one rule of each sort.
func testProgramme(rules ...programme.Rule) *programme.Programme {
	p := &programme.Programme{Code: "test"}
	for _, code := range []string{"orientation", "contact", "accompagnement", "veille", "clos"} {
		p.Phases = append(p.Phases, programme.Phase{Code: code})
	}
	p.Steps = []programme.Step{
		{Code: "presentation", Phase: "orientation"},
		{Code: "entretien", Phase: "contact"},
		{Code: "bail", Phase: "accompagnement"},
		{Code: "convention", Phase: "accompagnement", Needs: []string{"entretien", "bail"}},
		{Code: "evaluation", Phase: "accompagnement", Rule: "evaluation_finale"},
	}
	p.Papers = []programme.Paper{
		{Code: "convention", Parties: []string{programme.PartyHousehold, programme.PartyLandlord, programme.PartyOperator}, Operators: programme.OperatorsOne, Commitments: []programme.Commitment{
			{Code: "adherer", Party: programme.PartyHousehold}, {Code: "faciliter", Party: programme.PartyLandlord}, {Code: "orienter", Party: programme.PartyOperator},
		}},
		{Code: "tripartite", Parties: []string{programme.PartyHousehold, programme.PartyLandlord, programme.PartyOperator}, Operators: programme.OperatorsAll},
	}
	p.Rules = rules
	return p
}

func (b *book) obligations(p *programme.Programme, today string) []Obligation {
	return Compute(b.c, p, day(today))
}

// show is the obligations as text, one a line: "bilan#2 2026-06-01 late 4", "x#1 2026-06-01 done 2026-05-30 by step:x".
func show(list []Obligation, today model.Date) string {
	var lines []string
	for _, o := range list {
		s := fmt.Sprintf("%s %s", o.Key, o.Due)
		if o.Postponed {
			s += " postponed"
		}
		switch {
		case o.State == Done:
			s += " done " + o.Closed.String()
		case o.State == Skipped:
			s += " skipped " + o.Closed.String()
		case o.Late(today) > 0:
			s += fmt.Sprintf(" late %d", o.Late(today))
		}
		if o.By != "" {
			s += " by " + o.By
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

func expect(t *testing.T, b *book, p *programme.Programme, today string, want ...string) {
	t.Helper()
	if got := show(b.obligations(p, today), day(today)); got != strings.Join(want, "\n") {
		t.Errorf("on %s\ngot:\n%s\nwant:\n%s", today, got, strings.Join(want, "\n"))
	}
}

// shuffled is the case folded from its changes in another order, some of them twice.
func (b *book) shuffled(order []int) *model.Case {
	changes := slices.Clone(b.changes)
	for i, j := range order {
		k := j % len(changes)
		changes[i%len(changes)], changes[k] = changes[k], changes[i%len(changes)]
	}
	return model.Fold(b.c.ID, append(changes, changes[0]))
}

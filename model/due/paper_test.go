package due

import (
	"fmt"
	"testing"

	"seuil/model"
)

func TestWhatStillBlocksASignature(t *testing.T) {
	p, b := testProgramme(), newBook(1)
	check := func(want string) {
		t.Helper()
		if got := fmt.Sprint(Blocking(b.c, p, "convention")); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	check("[{ entretien} { bail} {household } {landlord } {operator }]") // not begun
	b.step("entretien", "2026-01-10")
	b.stepSkipped("bail", "2026-01-11")
	b.sign("convention", 1, "household landlord operator:soligone operator:cap-habitat", "household 2026-02-01")
	check("[{landlord } {operator:soligone } {operator:cap-habitat }]")
	if got := PendingPapers(b.c, p); len(got) != 1 || got[0].Paper != "convention" || got[0].Since != day("2026-02-01") || len(got[0].Missing) != 3 {
		t.Errorf("%+v", got)
	}
	b.sign("convention", 1, "household landlord operator:soligone operator:cap-habitat", "operator:cap-habitat 2026-02-02") // « ou » (R136)
	check("[{landlord }]")
	b.sign("convention", 1, "household landlord operator:soligone operator:cap-habitat", "landlord 2026-02-03")
	check("[]")
	if got := PendingPapers(b.c, p); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	b.sign("convention", 2, "household landlord operator:soligone")
	check("[{household } {landlord } {operator:soligone }]") // the version in force is another matter
}

func TestTheVersionInForceIsTheLatestThatAllHaveSigned(t *testing.T) {
	p, b := testProgramme(), newBook(1)
	check := func(version int, signed bool, missing string) {
		t.Helper()
		s := InForce(b.c, p, "convention")
		if s.Version != version || s.Signed() != signed || fmt.Sprint(s.Missing) != missing {
			t.Errorf("%+v", s)
		}
	}
	check(0, false, "[]") // not begun
	b.sign("protocole", 1, "landlord", "landlord 2026-01-01")
	check(0, false, "[]") // another paper
	b.sign("convention", 1, "household landlord", "household 2026-02-01")
	check(1, false, "[landlord]")
	b.sign("convention", 1, "household landlord", "landlord 2026-02-03")
	check(1, true, "[]")
	b.sign("convention", 2, "household landlord", "household 2026-05-01")
	check(1, true, "[]") // until the next one is signed
	b.sign("convention", 2, "household landlord", "landlord 2026-05-02")
	check(2, true, "[]")
	if s := InForce(b.c, p, "convention"); s.Last != day("2026-05-02") || s.Agreement != model.AgreementID("convention", 2) {
		t.Errorf("%+v", s)
	}
}

func TestBothAssociationsSignWhereTheTextSaysAnd(t *testing.T) {
	p, b := testProgramme(), newBook(1)
	b.sign("tripartite", 1, "household landlord operator:soligone operator:cap-habitat", "household 2026-02-01", "landlord 2026-02-01", "operator:soligone 2026-02-01")
	if got := fmt.Sprint(Blocking(b.c, p, "tripartite")); got != "[{operator:cap-habitat }]" {
		t.Errorf("R94: %s", got)
	}
}

func TestProgressIsCountedByPhase(t *testing.T) {
	p, b := testProgramme(), newBook(1)
	b.step("bail", "2026-01-10")
	b.stepSkipped("convention", "2026-01-11")
	b.step("of_another_programme", "2026-01-12")
	got := Progress(b.c, p)
	if fmt.Sprint(got) != "[{orientation 0 0 1} {contact 0 0 1} {accompagnement 1 1 3} {veille 0 0 0} {clos 0 0 0}]" || got[2].Settled() != 2 {
		t.Errorf("%v", got)
	}
}

func TestBadInputIsNamed(t *testing.T) {
	p := testProgramme()
	p.Steps[1].Ahead = true
	today := day("2026-06-01")
	for _, c := range []struct {
		name string
		do   func(b *book)
		want string
	}{
		{"all in order", func(b *book) { b.step("presentation", "2026-02-02"); b.step("entretien", "2026-03-01") }, ""},
		{"a step of today", func(b *book) { b.step("presentation", "2026-06-01") }, ""},
		{"a step of tomorrow", func(b *book) { b.step("presentation", "2026-06-02") }, "future_step presentation"},
		{"a step fixed ahead", func(b *book) { b.step("entretien", "2026-06-02") }, ""},
		{"a step on the first day of its phase", func(b *book) { b.step("entretien", "2026-03-01") }, ""},
		{"a step before its phase", func(b *book) { b.step("entretien", "2026-02-28") }, "step_before_phase entretien"},
		{"a step of a phase not entered", func(b *book) { b.step("bail", "2026-03-02") }, "step_before_phase bail"},
		{"a step of a phase passed over", func(b *book) { b.phase("veille", "2026-04-01"); b.step("bail", "2026-04-01") }, ""},
		{"a step before those it needs", func(b *book) {
			b.phase("accompagnement", "2026-04-01")
			b.step("bail", "2026-04-01")
			b.step("convention", "2026-04-02")
		}, "step_order convention entretien"},
		{"an unknown step", func(b *book) { b.step("autre", "2026-04-01") }, "unknown_step autre"},
		{"a signature of tomorrow", func(b *book) { b.sign("convention", 1, "household landlord", "household 2026-06-02") }, "future_signature household"},
		{"a signature of 29 February", func(b *book) { b.sign("convention", 1, "household landlord", "household 2024-02-29") }, ""},
		{"two signatures of one party", func(b *book) {
			id := b.sign("convention", 1, "household landlord", "household 2026-05-02")
			b.keep(b.c.Put("test", number16(77), &model.Signature{Agreement: id, Party: "household", On: day("2026-05-03")}))
		}, "signature_twice household; signature_twice household"},
		{"two associations where one signs", func(b *book) {
			b.sign("convention", 1, "household operator:a operator:b", "operator:a 2026-05-02", "operator:b 2026-05-03")
		}, "one_operator operator:a; one_operator operator:b"},
		{"two associations where both sign", func(b *book) {
			b.sign("tripartite", 1, "household operator:a operator:b", "operator:a 2026-05-02", "operator:b 2026-05-03")
		}, ""},
		{"a stranger", func(b *book) { b.sign("convention", 1, "household landlord", "worker 2026-05-02") }, "unknown_party worker"},
		{"a signature of no version", func(b *book) {
			b.keep(b.c.Put("test", number16(77), &model.Signature{Agreement: number16(78), Party: "household", On: day("2026-05-03")}))
		}, "unknown_version household"},
		{"a commitment", func(b *book) { b.commit("orienter", "2026-05-03", "household landlord operator:a") }, ""},
		{"a commitment of a party that is not in the convention", func(b *book) { b.commit("faciliter", "2026-05-03", "household operator:a") }, "commitment_party faciliter landlord"},
		{"a commitment that the paper does not have", func(b *book) { b.commit("autre", "2026-05-03", "household") }, "unknown_commitment autre"},
		{"a fact of tomorrow", func(b *book) { b.commit("adherer", "2026-06-02", "household") }, "future_fact adherer"},
	} {
		b := newBook(1)
		b.phase("orientation", "2026-02-01")
		b.phase("contact", "2026-03-01")
		c.do(b)
		got := ""
		for i, f := range Check(b.c, p, today) {
			if i > 0 {
				got += "; "
			}
			got += f.Error()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// commit says of a commitment that it is kept, in a version between parties.
func (b *book) commit(code, on, parties string) {
	id := b.sign("convention", 1, parties)
	b.keep(b.c.Put("test", model.DerivedID(model.KindCommitment, id.String(), code), &model.Commitment{Agreement: id, Code: code, State: model.CommitmentKept, On: day(on)}))
}

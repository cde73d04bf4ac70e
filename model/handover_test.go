package model

import "testing"

func TestAHandoverChangesTheLeadOnceItIsAccepted(t *testing.T) {
	on := NewDate(2026, 11, 23)
	for name, accepted := range map[string]bool{"accepted": true, "refused": false} {
		b := newBench()
		c := func() *Case { return b.caseOf(number(1)) }
		w, _ := c().Put("test", number(1), &Header{Programme: "sauvegarde", Operator: "soligone", Lead: number(5), Situation: "reste"})
		b.commit(b.device, w)
		if len(c().Answer("test", true, "", "x", on)) != 0 {
			t.Errorf("%s: an answer to nothing writes something", name)
		}
		b.commit(b.device, c().Propose("test", number(20), Handover{From: number(5), To: number(6), Proposed: on, Reason: "congé"}, b.caseOf)...)
		b.commit(b.device, c().Propose("test", number(21), Handover{From: number(5), To: number(7), Proposed: on, Reason: "congé"}, b.caseOf)...)
		if h, ok := c().Proposal(); !ok || h.To != number(7) || len(c().Handovers()) != 1 {
			t.Fatalf("%s: %+v of %d", name, h, len(c().Handovers()))
		}
		b.commit(b.device, c().Answer("test", accepted, "seize ménages déjà", "cap-habitat", on)...)
		h, head := c().Handovers()[0], c().Header()
		if _, open := c().Proposal(); open || h.Accepted != accepted || h.Answered != on {
			t.Errorf("%s: %+v", name, h)
		}
		if accepted && (head.Lead != number(7) || head.Operator != "cap-habitat" || h.Reason != "congé") ||
			!accepted && (head.Lead != number(5) || head.Operator != "soligone" || h.Reason != "seize ménages déjà") || head.Situation != "reste" {
			t.Errorf("%s: %+v %+v", name, h, head)
		}
	}
}

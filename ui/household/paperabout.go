package household

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/ui/act"
)

// beside is what is told of the selected line where there is room beside the list.
func (k *papers) beside(w, n int) []string { return k.aboutSelected(w, n) }

// aboutSelected is what the programme says of the selected line, and what is known of it, on n lines at most.
func (k *papers) aboutSelected(w, n int) []string {
	r, ok := k.selected()
	if !ok {
		return nil
	}
	return k.kept.of(k.p, k.stack.at, w, n, func(w, n int) []string {
		switch r.kind {
		case partyLine:
			return k.aboutParty(r, w, n)
		case pledgeLine:
			return k.aboutPledge(r, w, n)
		}
		return k.aboutPaper(r, w, n)
	})
}

// telling is lines that give way to one another: the first of them has what the others leave of n lines.
type telling struct {
	w    int
	rest []string
}

// add is a sentence on at most n lines; nothing for an empty one.
func (t *telling) add(n int, style lipgloss.Style, text string) {
	if text != "" {
		t.rest = append(t.rest, clip(text, t.w, n, style)...)
	}
}

// below puts the first text above the others, n lines in all.
func (t *telling) below(n int, style lipgloss.Style, text string) []string {
	lines := clip(text, t.w, max(1, n-len(t.rest)), style)
	return append(lines, t.rest...)
}

// doubtful adds what a person has to look at.
func (k *papers) doubtful(t *telling, r paperRow) {
	for _, line := range k.odd(r) {
		t.add(4, k.p.env.Theme.Late, "▲ "+line)
	}
}

// aboutPaper is the sentence of the programme, what is missing, and where the paper stands.
func (k *papers) aboutPaper(r paperRow, w, n int) []string {
	p, th, l := k.p, k.p.env.Theme, k.p.env.L
	t := &telling{w: w}
	k.doubtful(t, r)
	symbol, word, style := p.paperMark(r.version)
	if r.begun() {
		word = join(" · ", l.T("paper.version", "n", r.Version), word)
	}
	t.add(2, style, symbol+" "+word)
	t.add(3, th.Text, k.blocks(r.version))
	switch {
	case !r.begun() && r.paper.Operators != "":
		t.add(1, th.Muted, l.T("paper.associations", "rule", l.T("paper.operators_"+r.paper.Operators)))
	case r.begun():
		t.add(2, th.Muted, l.T("paper.between", "parties", strings.Join(p.partyNames(r.parties), ", ")))
	}
	if kept, total := r.progress(); r.begun() && total > 0 {
		t.add(1, th.Text, l.N("paper.kept_of", kept, "of", total))
	}
	if r.paper.Name.FR == "" {
		return t.below(n, th.Late, "▲ "+l.T("paper.unknown"))
	}
	return t.below(n, th.Text, p.quoted(r.paper.Quote.In(p.lang()), act.Requirements(r.paper.Source)))
}

// partyNames are what parties are called.
func (p *Page) partyNames(parties []string) []string {
	names := make([]string, len(parties))
	for i, party := range parties {
		names[i] = p.desk().PartyName(p.facts.team, party)
	}
	return names
}

// aboutParty is who signed for a party, when and where, and where the paper is.
func (k *papers) aboutParty(r paperRow, w, n int) []string {
	p, th := k.p, k.p.env.Theme
	t := &telling{w: w}
	k.doubtful(t, r)
	if r.begun() {
		_, word, style := p.partyMark(r)
		t.add(1, style, word)
	}
	if s := r.signature; s != nil {
		for _, f := range []struct{ name, value string }{
			{"signer", p.names.Person(s.Signer)}, {"place", p.text(s.Place)}, {"kept", p.text(s.Kept)},
		} {
			t.add(2, th.Text, p.labelled(model.KindSignature, f.name, f.value))
		}
	}
	head := join(" · ", r.paper.Label(p.lang()), p.desk().PartyName(p.facts.team, r.party))
	if !slices.Contains(r.parties, r.party) {
		return t.below(n, th.Late, head)
	}
	return t.below(n, th.Bold, head)
}

// aboutPledge is a commitment in the words of the text, how it stands, and what shows it.
func (k *papers) aboutPledge(r paperRow, w, n int) []string {
	p, th, l := k.p, k.p.env.Theme, k.p.env.L
	t := &telling{w: w}
	k.doubtful(t, r)
	if s := r.state; s != nil && r.begun() {
		symbol, word, style := p.pledgeMark(r)
		if !s.On.IsZero() && s.State != model.CommitmentKept {
			word = join(", ", word, p.date(s.On))
		}
		t.add(1, style, symbol+" "+word)
		t.add(3, th.Text, p.labelled(model.KindCommitment, "fact", p.text(s.Fact)))
		t.add(1, th.Text, p.labelled(model.KindCommitment, "contact", p.contactWords(s.Contact)))
		if !s.Skipped.IsZero() {
			t.add(2, th.Text, p.labelled(model.KindCommitment, "reason", p.text(s.Reason)))
		}
	}
	if !r.begun() {
		t.add(1, th.Muted, l.T("paper.begin_first"))
	}
	if r.pledge.Party == "" {
		return t.below(n, th.Text, r.pledge.Code)
	}
	return t.below(n, th.Text, join(" · ", p.quoted(r.pledge.Text.In(p.lang()), act.Requirements(r.pledge.Source)), p.desk().PartyName(p.facts.team, r.pledge.Party)))
}

package household

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/locale"
)

// version is one version of a paper with what was said of it; of a paper that is not begun, what is to come.
type version struct {
	paper programme.Paper
	model.Agreement
	parties    []string
	missing    []string   // parties that have not signed
	last       model.Date // last signature so far
	signatures []model.Signature
	states     map[string]model.Commitment // what was said of its commitments, by code
	latest     bool                        // no version comes after it
	current    bool                        // its commitments are shown: the latest, and the one in force until that is signed
}

func (v *version) begun() bool  { return !v.ID.IsZero() }
func (v *version) signed() bool { return v.begun() && len(v.parties) > 0 && len(v.missing) == 0 }

// waits says that some parties have signed the latest version and others have not.
func (v *version) waits() bool { return v.latest && !v.last.IsZero() && len(v.missing) > 0 }

// progress is how many commitments are kept, of those that are not set aside.
func (v *version) progress() (kept, total int) {
	for _, c := range v.paper.Commitments {
		s := v.states[c.Code]
		switch {
		case s.State == model.CommitmentKept:
			kept++
			total++
		case s.Skipped.IsZero():
			total++
		}
	}
	return kept, total
}

// versions are those of each paper, the latest first: the papers of the programme in their order, then those that it does not
// have.
func (k *papers) versions() (list [][]*version) {
	c := k.p.facts.team
	agreements, signatures := c.Agreements(), c.Signatures()
	states := make(map[model.ID]map[string]model.Commitment)
	for _, s := range c.Commitments() {
		if states[s.Agreement] == nil {
			states[s.Agreement] = make(map[string]model.Commitment)
		}
		states[s.Agreement][s.Code] = s
	}
	slices.SortFunc(agreements, func(a, b model.Agreement) int {
		return cmp.Or(cmp.Compare(b.Version, a.Version), cmp.Compare(b.ID.String(), a.ID.String()))
	})
	papers := slices.Clone(k.prog.Papers)
	for _, a := range agreements {
		if !slices.ContainsFunc(papers, func(p programme.Paper) bool { return p.Code == a.Paper }) {
			papers = append(papers, programme.Paper{Code: a.Paper})
		}
	}
	for _, paper := range papers {
		var own []*version
		for _, a := range agreements {
			if a.Paper != paper.Code {
				continue
			}
			v := &version{paper: paper, Agreement: a, parties: due.Parties(&a, &k.prog), states: states[a.ID]}
			v.missing, v.last = due.Unsigned(&a, &k.prog, signatures)
			for _, s := range signatures {
				if s.Agreement == a.ID {
					v.signatures = append(v.signatures, s)
				}
			}
			own = append(own, v)
		}
		if len(own) == 0 && k.p.facts.theirs { // what was not told is not known
			continue
		}
		if len(own) == 0 {
			own = []*version{{paper: paper, parties: paper.Parties}}
		}
		own[0].latest, own[0].current = true, true
		if i := slices.IndexFunc(own, (*version).signed); i > 0 {
			own[i].current = true
		}
		list = append(list, own)
	}
	return list
}

// lineKind is what a line of the list is about.
type lineKind int

const (
	paperLine lineKind = iota
	partyLine
	pledgeLine
)

// paperRow is one line of the list.
type paperRow struct {
	*version
	kind      lineKind
	party     string               // of a party, as the version names it
	signature *model.Signature     // of a party; nil without one
	pledge    programme.Commitment // of a commitment
	state     *model.Commitment    // of a commitment; nil if nothing was said
	n         int                  // number of a commitment in its version, from 1
}

// key tells a line from all others.
func (r paperRow) key() string {
	_, id := r.record()
	return strings.Join([]string{r.paper.Code, string(id[:]), r.party, r.pledge.Code}, "|")
}

// record is what a line is about. There is none for a paper that is not begun.
func (r paperRow) record() (kind model.Kind, id model.ID) {
	switch {
	case r.kind == partyLine && r.signature != nil:
		return model.KindSignature, r.signature.ID
	case r.kind == partyLine && r.begun():
		return model.KindSignature, model.SignatureID(r.ID, r.party)
	case r.kind == pledgeLine && r.begun():
		return model.KindCommitment, model.CommitmentID(r.ID, r.pledge.Code)
	}
	return model.KindAgreement, r.Agreement.ID
}

// indent is how far the details of a line stand from the left, in cells.
func (r paperRow) indent() int { return [...]int{paperLine: 2, partyLine: 4, pledgeLine: 7}[r.kind] }

// reworded says that a commitment does not stand in the text that was signed as the programme has it now.
func (r paperRow) reworded() bool {
	return r.Text != "" && r.pledge.Party != "" && !strings.Contains(r.Text, r.pledge.Text.FR)
}

// place makes the lines of a version: the paper; if its commitments are shown, each party of the version, with the commitments
// of its family below the last of them; then what was said of parties and commitments that it does not have.
func (k *papers) place(v *version) {
	k.rows = append(k.rows, paperRow{version: v, kind: paperLine})
	if !v.current {
		return
	}
	n, told := 0, make(map[string]bool)
	pledge := func(c programme.Commitment) {
		n++
		r := paperRow{version: v, kind: pledgeLine, party: c.Party, pledge: c, n: n}
		if s, ok := v.states[c.Code]; ok {
			r.state = &s
		}
		told[c.Code] = true
		k.rows = append(k.rows, r)
	}
	shown := make(map[model.ID]bool)
	sign := func(party string, s *model.Signature) {
		if s != nil {
			shown[s.ID] = true
		}
		k.rows = append(k.rows, paperRow{version: v, kind: partyLine, party: party, signature: s})
	}
	for i, party := range v.parties {
		sign(party, v.signatureOf(party))
		family := act.PartyFamily(party)
		if i+1 == len(v.parties) || act.PartyFamily(v.parties[i+1]) != family {
			for _, c := range v.paper.CommitmentsOf(family) {
				pledge(c)
			}
		}
	}
	for i, s := range v.signatures {
		if !shown[s.ID] {
			sign(s.Party, &v.signatures[i])
		}
	}
	var rest []string
	for code := range v.states {
		if !told[code] {
			rest = append(rest, code)
		}
	}
	slices.Sort(rest)
	for _, code := range rest {
		pledge(v.paper.Commitment(code))
	}
}

// signatureOf is the signature of a party, whichever association signs for one that the version does not name.
func (v *version) signatureOf(party string) *model.Signature {
	i := slices.IndexFunc(v.signatures, func(s model.Signature) bool {
		return s.Party == party || strings.HasPrefix(s.Party, party+":")
	})
	if i < 0 {
		return nil
	}
	return &v.signatures[i]
}

// paperMark is the symbol of a version, its state in words, and their colour.
func (p *Page) paperMark(v *version) (symbol, word string, style lipgloss.Style) {
	th, l := p.env.Theme, p.env.L
	switch {
	case !v.begun():
		return "○", l.T("paper.not_begun"), th.Muted
	case v.signed() && !v.current:
		return "◊", l.T("paper.replaced", "date", p.date(v.last)), th.Muted
	case v.signed():
		return "√", l.T("paper.signed_on", "date", p.date(v.last)), th.Done
	case !v.current:
		return "◊", l.T("paper.abandoned"), th.Muted
	case v.last.IsZero():
		return "○", l.T("paper.unsigned"), th.Info
	}
	return "▲", l.T("paper.partly", "n", len(v.parties)-len(v.missing), "of", len(v.parties)), th.Late
}

// blocks is what still keeps a version from being signed, steps first, or what is to be done of one that is signed.
func (k *papers) blocks(v *version) string {
	p := k.p
	switch {
	case v.signed():
		return k.afterwards(v)
	case !v.latest || v.paper.Name.FR == "":
		return ""
	}
	return p.desk().Blocking(p.facts.team, v.paper.Code)
}

// afterwards is what is left to do of a version that all have signed.
func (k *papers) afterwards(v *version) string {
	l, text, annex := k.p.env.L, "", ""
	switch {
	case !v.current:
		return ""
	case v.Text == "":
		text = "▲ " + l.T("paper.not_frozen")
	case v.latest:
		text = l.T("paper.kept_text")
	}
	switch {
	case !v.Annexed.IsZero():
		annex = l.T("paper.annexed_on", "date", k.p.date(v.Annexed))
	case v.paper.AnnexedTo == programme.AnnexedLease:
		annex = "▲ " + l.T("paper.to_annex")
	}
	return join(" · ", text, annex)
}

// partyMark is the symbol of the signature of a party, its state in words, and their colour.
func (p *Page) partyMark(r paperRow) (symbol, word string, style lipgloss.Style) {
	th, l := p.env.Theme, p.env.L
	switch {
	case r.signature != nil && !r.signature.On.IsZero():
		return "√", l.T("paper.signed_on", "date", p.date(r.signature.On)), th.Done
	case slices.Contains(r.missing, r.party):
		return "○", l.T("paper.unsigned"), th.Muted
	}
	return "◊", l.T("paper.other_signed"), th.Muted
}

// pledgeMark is the symbol of a commitment, how it stands in words, and their colour.
func (p *Page) pledgeMark(r paperRow) (symbol, word string, style lipgloss.Style) {
	th, l := p.env.Theme, p.env.L
	switch {
	case r.state == nil || r.state.Open():
		return "○", l.T("commitment.open"), th.Muted
	case r.state.State == model.CommitmentKept:
		return "√", join(" ", l.T("commitment.kept"), p.date(r.state.On)), th.Done
	case r.state.State == model.CommitmentBroken:
		return "■", p.word("commitment.state.", r.state.State), th.Urgent
	case r.state.State != "":
		return "▲", p.word("commitment.state.", r.state.State), th.Late
	}
	return "◊", l.T("step.skipped"), th.Muted
}

// partyName is what a party is called, as the beginning of a line.
func (p *Page) partyName(party string) string {
	return locale.Capital(p.desk().PartyName(p.facts.team, party))
}

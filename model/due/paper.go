package due

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"seuil/model"
	"seuil/model/programme"
)

// papers are the versions of the papers of a case, with the date of their last signature once all parties have signed.
func papers(c *model.Case, p *programme.Programme) []paperFact {
	records := c.Records(model.KindAgreement)
	if len(records) == 0 {
		return nil
	}
	signatures := readSignatures(c)
	list := make([]paperFact, 0, len(records))
	for _, r := range records {
		a := readAgreement(r)
		f := paperFact{paper: a.Paper, version: a.Version}
		if missing, last := unsigned(&a, paperOf(p, a.Paper), signatures); len(missing) == 0 {
			f.signed = last
		}
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b paperFact) int {
		return cmp.Or(cmp.Compare(a.paper, b.paper), cmp.Compare(a.version, b.version), cmp.Compare(a.signed, b.signed))
	})
	return list
}

// readAgreement and readSignatures decode what says how a version stands, and nothing else: all cases are looked at after one
// key.
func readAgreement(r *model.Record) model.Agreement {
	a := model.Agreement{ID: r.ID, Paper: r.Value("paper"), Parties: r.Value("parties")}
	a.Version, _ = strconv.Atoi(r.Value("version"))
	return a
}

func readSignatures(c *model.Case) []model.Signature {
	records := c.Records(model.KindSignature)
	signatures := make([]model.Signature, len(records))
	for i, r := range records {
		id, _ := model.ParseID(r.Value("agreement")) // one that cannot be read names no version
		signatures[i] = model.Signature{Agreement: id, Party: r.Value("party"), On: date(r, "on")}
	}
	return signatures
}

// Standing is how the version of a paper that holds for a case stands. The zero Standing is a paper that is not begun.
type Standing struct {
	Agreement model.ID
	Version   int
	Parties   []string
	Missing   []string   // parties that have not signed
	Last      model.Date // last signature so far
}

// Begun says that there is a version.
func (s *Standing) Begun() bool { return !s.Agreement.IsZero() }

// Signed says that all parties have signed.
func (s *Standing) Signed() bool { return s.Begun() && len(s.Parties) > 0 && len(s.Missing) == 0 }

// InForce is how the version of a paper stands that holds for a case: the latest that all have signed, else the latest.
func InForce(c *model.Case, p *programme.Programme, paper string) (best Standing) {
	records := c.Records(model.KindAgreement)
	if len(records) == 0 {
		return best
	}
	terms, signatures := paperOf(p, paper), readSignatures(c)
	for _, r := range records {
		a := readAgreement(r)
		if a.Paper != paper {
			continue
		}
		s := Standing{Agreement: a.ID, Version: a.Version, Parties: parties(&a, terms)}
		s.Missing, s.Last = unsigned(&a, terms, signatures)
		if !best.Begun() || s.Signed() && !best.Signed() || s.Signed() == best.Signed() && s.Version >= best.Version {
			best = s
		}
	}
	return best
}

// paperOf is the paper of a code. Unknown, it has nothing but its code.
func paperOf(p *programme.Programme, code string) *programme.Paper {
	for i := range p.Papers {
		if p.Papers[i].Code == code {
			return &p.Papers[i]
		}
	}
	return &programme.Paper{Code: code}
}

// parties are those who must sign a version: those it names, else those of the programme.
func parties(a *model.Agreement, paper *programme.Paper) []string {
	if a != nil && a.Parties != "" {
		return strings.Fields(a.Parties)
	}
	return paper.Parties
}

// Unsigned are the parties whose signature under a version is missing among the signatures of a case, in the order of the
// paper, and the date of the last signature; zero if nobody has signed.
func Unsigned(a *model.Agreement, p *programme.Programme, signatures []model.Signature) (missing []string, last model.Date) {
	return unsigned(a, paperOf(p, a.Paper), signatures)
}

// Parties are those who must sign a version: those it names, else those of the programme.
func Parties(a *model.Agreement, p *programme.Programme) []string {
	return parties(a, paperOf(p, a.Paper))
}

// unsigned are the parties whose signature is missing, in the order of the paper, and the date of the last signature. A party
// "operator" without a name is satisfied by any association; where one association signs for both (R136: « ou »), by any of
// those named.
func unsigned(a *model.Agreement, paper *programme.Paper, signatures []model.Signature) (missing []string, last model.Date) {
	signed := func(party string) bool {
		return slices.ContainsFunc(signatures, func(s model.Signature) bool {
			same := s.Party == party || strings.HasPrefix(s.Party, party+":")
			if paper.Operators == programme.OperatorsOne && isOperator(party) {
				same = isOperator(s.Party)
			}
			return same && s.Agreement == a.ID && s.On != 0
		})
	}
	for _, party := range parties(a, paper) {
		if !signed(party) {
			missing = append(missing, party)
		}
	}
	for _, s := range signatures {
		if s.Agreement == a.ID {
			last = max(last, s.On)
		}
	}
	return missing, last
}

func isOperator(party string) bool {
	return party == programme.PartyOperator || strings.HasPrefix(party, programme.PartyOperator+":")
}

// Block is something that keeps a paper from being signed.
type Block struct {
	Party string // whose signature is missing; empty if a step is
	Step  string // a step that should come first and is open
}

// Blocking is what still keeps the latest version of a paper from being signed by all: first the steps that should come
// before it, then the parties. Nothing blocks a paper that is signed; for one not begun, every party is missing.
func Blocking(c *model.Case, p *programme.Programme, paper string) []Block {
	terms := paperOf(p, paper)
	version := Latest(c, paper)
	missing := terms.Parties
	if version != nil {
		if missing, _ = unsigned(version, terms, c.Signatures()); len(missing) == 0 {
			return nil
		}
	}
	var blocks []Block
	states := c.Steps()
	for i := range p.Steps {
		if !signs(&p.Steps[i], paper) {
			continue
		}
		for _, need := range p.Steps[i].Needs {
			if s := states[need]; s.Open() {
				blocks = append(blocks, Block{Step: need})
			}
		}
	}
	for _, party := range missing {
		blocks = append(blocks, Block{Party: party})
	}
	return blocks
}

// signs says whether a step is the signing of a paper.
func signs(s *programme.Step, paper string) bool { return s.Code == paper }

// Latest is the version of a paper with the highest number, or nil.
func Latest(c *model.Case, paper string) *model.Agreement {
	var last *model.Agreement
	for _, a := range c.Agreements() {
		if a.Paper == paper && (last == nil || cmp.Or(cmp.Compare(a.Version, last.Version), cmp.Compare(a.ID.String(), last.ID.String())) > 0) {
			last = &a
		}
	}
	return last
}

// Pending is a version of a paper that some parties have signed and others have not.
type Pending struct {
	Paper   string
	Missing []string   // parties
	Since   model.Date // last signature so far
}

// PendingPapers are the papers whose latest version waits for signatures, by the date since when.
func PendingPapers(c *model.Case, p *programme.Programme) []Pending {
	if len(c.Records(model.KindSignature)) == 0 {
		return nil
	}
	signatures := c.Signatures()
	var list []Pending
	for i := range p.Papers {
		version := Latest(c, p.Papers[i].Code)
		if version == nil {
			continue
		}
		if missing, last := unsigned(version, &p.Papers[i], signatures); len(missing) > 0 && last != 0 {
			list = append(list, Pending{p.Papers[i].Code, missing, last})
		}
	}
	slices.SortStableFunc(list, func(a, b Pending) int { return cmp.Compare(a.Since, b.Since) })
	return list
}

// PhaseProgress is how far the steps of one phase are.
type PhaseProgress struct {
	Phase   string
	Done    int
	Skipped int // sans objet
	Total   int // all steps of the phase, those set aside among them
}

// Settled is the number of steps that need nothing more.
func (p PhaseProgress) Settled() int { return p.Done + p.Skipped }

// Progress is how far the steps are, phase by phase in the order of the programme, with steps that belong to no known phase
// left out.
func Progress(c *model.Case, p *programme.Programme) []PhaseProgress {
	states := c.Steps()
	list := make([]PhaseProgress, len(p.Phases))
	for i, ph := range p.Phases {
		list[i].Phase = ph.Code
		for j := range p.Steps {
			if p.Steps[j].Phase != ph.Code {
				continue
			}
			list[i].Total++
			switch s := states[p.Steps[j].Code]; {
			case s.Done != 0:
				list[i].Done++
			case s.Skipped != 0:
				list[i].Skipped++
			}
		}
	}
	return list
}

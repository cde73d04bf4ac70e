package convention

import (
	"slices"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/act"
)

// sheet is what the grid shows: one paper of a programme with its commitments, or one of its phases with its steps.
type sheet struct {
	prog    *programme.Programme
	paper   *programme.Paper // nil: the steps of a phase
	phase   programme.Phase
	from    int // place of the first phase in which a household belongs here
	columns []column
	index   map[string]int // of columns, by the code of their commitment or step
}

// column is one commitment, or one step. The first of a paper is about the paper itself: its pledge has no code.
type column struct {
	pledge programme.Commitment
	step   programme.Step
}

// sheets are those of all programmes: the papers of each in the order of the text, then its phases.
func sheets(set *programme.Set) (list []*sheet) {
	programmes := set.Programmes()
	for i := range programmes {
		p := &programmes[i]
		for j := range p.Papers {
			list = append(list, paperSheet(p, &p.Papers[j]))
		}
		for from, ph := range p.Phases {
			if s := phaseSheet(p, ph, from); len(s.columns) > 0 {
				list = append(list, s)
			}
		}
	}
	return list
}

func paperSheet(p *programme.Programme, paper *programme.Paper) *sheet {
	s := &sheet{prog: p, paper: paper, columns: make([]column, 1), index: make(map[string]int)}
	signing := p.Step(paper.Code).Phase
	s.from = max(0, slices.IndexFunc(p.Phases, func(ph programme.Phase) bool { return ph.Code == signing }))
	for _, party := range paper.Parties {
		for _, k := range paper.CommitmentsOf(party) {
			s.index[k.Code] = len(s.columns)
			s.columns = append(s.columns, column{pledge: k})
		}
	}
	return s
}

func phaseSheet(p *programme.Programme, ph programme.Phase, from int) *sheet {
	s := &sheet{prog: p, phase: ph, from: from, index: make(map[string]int)}
	for _, step := range p.StepsOf(ph.Code) {
		s.index[step.Code] = len(s.columns)
		s.columns = append(s.columns, column{step: step})
	}
	return s
}

// name is the name of the paper or the phase.
func (s *sheet) name(lang string) string {
	if s.paper != nil {
		return s.paper.Label(lang)
	}
	return s.phase.Label(lang)
}

// first is the first column that is about a commitment or a step: what can be kept or done.
func (s *sheet) first() int { return len(s.columns) - len(s.index) }

// reached says that a household in a phase belongs here: it is there, or beyond.
func (s *sheet) reached(phase string) bool {
	return slices.IndexFunc(s.prog.Phases, func(ph programme.Phase) bool { return ph.Code == phase }) >= s.from
}

// mark is how one commitment or step of a household stands.
type mark uint8

const (
	outside mark = iota // not in this version of the paper, or the paper is not begun
	open
	kept // a commitment is respected, a step is done
	difficult
	broken
	aside // without object
)

// row is one household.
type row struct {
	*model.Summary
	rank  *due.Rank
	paper due.Standing // of a sheet of a paper: the version that holds
	marks []mark       // by column
	kept  int
	total int    // what is neither outside nor aside
	words string // by which it is found, each after a space; made when first asked for
}

// late says that something is late with the household.
func (r *row) late() bool { return len(r.rank.Reasons) > 0 && r.rank.Reasons[0].Code == due.ReasonLate }

// read fills the marks, of which there is one for each column. It says whether the household belongs on the sheet: a paper is
// shown where there is a version of it, and where there should be.
func (s *sheet) read(c *model.Case, r *row) bool {
	reached := s.reached(r.Phase)
	if s.paper == nil {
		s.readSteps(c, r)
	} else if r.paper = due.InForce(c, s.prog, s.paper.Code); r.paper.Begun() {
		s.readPledges(c, r)
		reached = true
	}
	for _, m := range r.marks {
		if m == kept {
			r.kept++
		}
		if m != outside && m != aside {
			r.total++
		}
	}
	return reached
}

// readPledges decodes no more of the commitments than the marks need: all households are read after one key.
func (s *sheet) readPledges(c *model.Case, r *row) {
	for i := s.first(); i < len(s.columns); i++ {
		if slices.ContainsFunc(r.paper.Parties, func(p string) bool { return act.PartyFamily(p) == s.columns[i].pledge.Party }) {
			r.marks[i] = open
		}
	}
	version := r.paper.Agreement.String()
	for _, k := range c.Records(model.KindCommitment) {
		i, ok := s.index[k.Value("code")]
		if !ok || k.Value("agreement") != version {
			continue
		}
		switch state := k.Value("state"); {
		case state == model.CommitmentKept:
			r.marks[i] = kept
		case state == model.CommitmentBroken:
			r.marks[i] = broken
		case state != "":
			r.marks[i] = difficult
		case k.Value("skipped") != "":
			r.marks[i] = aside
		}
	}
}

func (s *sheet) readSteps(c *model.Case, r *row) {
	for i := range r.marks {
		r.marks[i] = open
	}
	for _, k := range c.Records(model.KindStep) {
		i, ok := s.index[k.Value("code")]
		switch {
		case !ok:
		case k.Value("done") != "":
			r.marks[i] = kept
		case k.Value("skipped") != "":
			r.marks[i] = aside
		}
	}
}

package household

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/widget"
)

// steps is the Étapes tab: the steps of the programme by phase and, below them, what the programme says of the selected one.
type steps struct {
	p        *Page
	stack    *stack
	prog     programme.Programme
	progress map[string]due.PhaseProgress // by phase
	rows     []stepRow
	w, below int // cells of a line; lines below the list
	kept     about
	turn     int // the commit by which a person enters another phase; its end goes there
}

// stepRow is one step with what a person said of it.
type stepRow struct {
	step  programme.Step
	state model.StepState
	heads []string // phases whose headings stand above it: its own, and those without steps that come before
	tails []string // phases without steps that come after the last step
}

// unplaced is the heading of what was said of steps that this version of the programme does not have.
const unplaced = ""

func newSteps(p *Page) *steps {
	s := &steps{p: p}
	s.stack = newStack(p.env, s.draw)
	return s
}

func (s *steps) load() {
	s.rows = s.rows[:0]
	f := &s.p.facts
	if f.exists() {
		s.prog = s.p.set.Programme(f.header.Programme)
		s.progress = make(map[string]due.PhaseProgress)
		for _, g := range due.Progress(f.team, &s.prog) {
			s.progress[g.Phase] = g
		}
		s.place(f.steps)
	}
	keys := make([]string, len(s.rows))
	for i, r := range s.rows {
		keys[i] = r.step.Code
	}
	s.stack.reset(keys)
}

// place makes the rows: the steps of the phases in their order, then those that belong to no phase or are not known.
func (s *steps) place(states map[string]model.StepState) {
	var heads []string
	placed := make(map[string]bool)
	add := func(step programme.Step) {
		state := states[step.Code]
		if s.p.facts.theirs && state.Open() { // what was not told is not known
			return
		}
		state.Code = step.Code
		s.rows = append(s.rows, stepRow{step: step, state: state, heads: heads})
		heads, placed[step.Code] = nil, true
	}
	for _, ph := range s.prog.Phases {
		if s.p.facts.theirs {
			heads = nil // of phases of which nothing was told
		}
		heads = append(heads, ph.Code)
		for _, step := range s.prog.StepsOf(ph.Code) {
			add(step)
		}
	}
	switch {
	case s.p.facts.theirs:
		heads = nil
	case len(s.rows) > 0:
		s.rows[len(s.rows)-1].tails = heads
		heads = nil
	}
	heads = append(heads, unplaced)
	var rest []programme.Step
	for code := range states {
		if !placed[code] {
			rest = append(rest, s.prog.Step(code))
		}
	}
	slices.SortFunc(rest, func(a, b programme.Step) int { return cmp.Compare(a.Code, b.Code) })
	for _, step := range rest {
		add(step)
	}
}

// start selects the first open step of the present phase.
func (s *steps) start() {
	first := slices.IndexFunc(s.rows, func(r stepRow) bool { return r.step.Phase == s.p.facts.phase.Phase })
	if first < 0 {
		return
	}
	at := first
	for i := first; i < len(s.rows) && s.rows[i].step.Phase == s.rows[first].step.Phase; i++ {
		if s.rows[i].state.Open() {
			at = i
			break
		}
	}
	s.stack.top = first
	s.stack.pick(at)
}

func (s *steps) layout(w, h int) {
	s.w = w
	h, s.below = split(h)
	s.stack.layout(w, h)
}

func (s *steps) key(name string) bool      { return s.stack.key(name) }
func (s *steps) scroll(lines int)          { s.stack.scroll(lines) }
func (s *steps) cursor() (y int, ok bool)  { return s.stack.cursor() }
func (s *steps) selected() (stepRow, bool) { return at(s.rows, s.stack.at) }

// find selects the step that a record is about.
func (s *steps) find(id model.ID) bool {
	i := slices.IndexFunc(s.rows, func(r stepRow) bool { return stepID(r.step.Code) == id })
	if i >= 0 {
		s.stack.pick(i)
	}
	return i >= 0
}

func stepID(code string) model.ID { return model.DerivedID(model.KindStep, code) }

func (s *steps) click(y int) {
	if y >= s.stack.h {
		return
	}
	if i, ok := s.stack.hit(y); ok {
		s.stack.pick(i)
	}
}

func (s *steps) view() []string {
	if len(s.rows) == 0 {
		return s.p.noProgramme(s.prog, "step.empty_programme", s.w)
	}
	return s.p.withAbout(s.stack, s.below, s.aboutSelected)
}

// noProgramme says why there is nothing of the programme, and what to do; empty is the sentence for a programme that has none.
func (p *Page) noProgramme(prog programme.Programme, empty string, w int) []string {
	switch {
	case prog.Code == "":
		return p.empty("step.no_programme", w)
	case len(prog.Phases) == 0:
		text := p.env.L.T("step.unknown_programme", "code", prog.Code)
		return append([]string{""}, indent(wrap(w-2*gutter, piece{text, &p.env.Theme.Muted}))...)
	}
	return p.empty(empty, w)
}

// draw is one step under the heading of its phase: its symbol, its name, and the word of its state.
func (s *steps) draw(i, w int) block {
	p, th, r := s.p, s.p.env.Theme, s.rows[i]
	var lines []string
	for _, code := range r.heads {
		if i > 0 || len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, s.heading(code, w))
	}
	mark := len(lines)
	symbol, word, style := p.stepMark(r.state)
	label := &th.Text
	if !r.state.Open() {
		label = &th.Muted
	}
	left := style.Render(symbol) + " " + label.Render(r.step.Label(p.lang()))
	lines = append(lines, widget.Sides(left, style.Render(word), w))
	if record := p.facts.team.Record(model.KindStep, stepID(r.step.Code)); record != nil && len(record.Conflicts()) > 0 {
		lines = append(lines, "  "+th.Late.Render("▲ "+p.env.L.T("household.two_values")))
	}
	if r.state.Done.IsZero() && r.state.Reason != "" && !r.state.Skipped.IsZero() {
		lines = append(lines, "  "+th.Muted.Render(widget.Cut(p.text(r.state.Reason), w-2)))
	}
	for _, code := range r.tails {
		lines = append(lines, "", s.heading(code, w))
	}
	return block{lines: lines, mark: mark}
}

// stepMark is the symbol of a step, its state in words, and their colour.
func (p *Page) stepMark(s model.StepState) (symbol, word string, style lipgloss.Style) {
	th, l := p.env.Theme, p.env.L
	switch {
	case !s.Done.IsZero():
		return "√", l.T("household.done_on", "date", p.date(s.Done)), th.Done
	case !s.Skipped.IsZero():
		return "◊", l.T("step.skipped"), th.Muted
	}
	return "○", l.T("step.open"), th.Muted
}

// barCells is how wide the bar of a phase or a paper is.
const barCells = 8

// heading is the name of a phase, whether it is the present one, and how far its steps are.
func (s *steps) heading(code string, w int) string {
	p, th, l := s.p, s.p.env.Theme, s.p.env.L
	if code == unplaced {
		return th.Title.Render(widget.Cut(strings.ToUpper(l.T("step.unplaced")), w))
	}
	phase := s.prog.Phase(code)
	name := phase.Label(p.lang())
	if w < 70 {
		name = phase.Short(p.lang())
	}
	left := th.Title.Render(strings.ToUpper(name))
	if code == p.facts.phase.Phase {
		left += "  " + th.Info.Render("● "+l.T("step.present"))
	}
	g := s.progress[code]
	if g.Total == 0 {
		return widget.Sides(left, "", w)
	}
	return widget.Sides(left, p.bar(g.Settled(), g.Total), w)
}

// bar is how far something is, as a bar and in figures.
func (p *Page) bar(n, total int) string {
	return widget.Bar(p.env, barCells, n, total) + p.env.Theme.Text.Render(widget.Align(figure(n, total), 6, true))
}

// figure is how far something is, in figures: "3/7".
func figure(n, total int) string { return strconv.Itoa(n) + "/" + strconv.Itoa(total) }

// count is the progress of the present phase, for the tab.
func (s *steps) count() string {
	if g := s.progress[s.p.facts.phase.Phase]; len(s.rows) > 0 && g.Total > 0 {
		return figure(g.Settled(), g.Total)
	}
	return ""
}

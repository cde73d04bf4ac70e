package household

import (
	"bytes"
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// advance is the dialog in which a household enters another phase: it lists what is open in the present one, and stops nobody.
type advance struct {
	p      *Page
	intro  string
	open   []string // names of the steps of the present phase that are open
	phases []programme.Phase
	at     int // the one proposed
	done   bool
}

// advance proposes the phase after the present one; the arrows propose any other.
func (s *steps) advance() tea.Cmd {
	p, l, present := s.p, s.p.env.L, s.p.facts.phase
	at := slices.IndexFunc(s.prog.Phases, func(ph programme.Phase) bool { return ph.Code == present.Phase })
	if at == len(s.prog.Phases)-1 {
		return nav.Send(nav.Say{Text: l.T("step.last_phase"), Tone: nav.Info})
	}
	d := &advance{p: p, intro: l.T("step.no_phase"), phases: slices.Clone(s.prog.Phases), at: at + 1}
	if present.Phase != "" {
		d.intro = l.T("step.in_phase", "phase", join(" ", p.phaseName(present.Phase), p.period(present.Since, 0)))
	}
	if at >= 0 {
		d.phases, d.at = slices.Delete(d.phases, at, at+1), at
	}
	for _, r := range s.rows {
		if r.step.Phase == present.Phase && r.state.Open() && present.Phase != "" {
			d.open = append(d.open, r.step.Label(p.lang()))
		}
	}
	return nav.Send(nav.Show{Dialog: d})
}

// Keys accept the phase proposed, propose another, or leave.
func (d *advance) Keys() []nav.Binding {
	l := d.p.env.L
	move := func(by int) func() tea.Cmd {
		return func() tea.Cmd { d.at = min(max(d.at+by, 0), len(d.phases)-1); return nil }
	}
	return []nav.Binding{
		{Keys: []string{"enter"}, Label: l.T("step.key.enter_phase"), Hint: true, Run: d.accept},
		{Keys: []string{"down"}, Label: l.T("step.key.later"), Hint: true, Run: move(1)},
		{Keys: []string{"up"}, Label: l.T("step.key.earlier"), Hint: true, Run: move(-1)},
		{Keys: []string{"esc"}, Label: l.T("task.cancel"), Hint: true, Run: func() tea.Cmd { d.done = true; return nil }},
	}
}

// accept writes that the household has entered the phase today.
func (d *advance) accept() tea.Cmd {
	d.done = true
	p, next := d.p, d.phases[d.at]
	since := max(p.today(), p.facts.phase.Since) // a phase that begins later would stay the present one
	w, ok := p.facts.team.Put(actAddPhase, p.phaseID(since), &model.PhaseEntry{Phase: next.Code, Since: since})
	if !ok {
		return nil
	}
	effect := p.env.L.T("step.entered", "phase", next.Label(p.lang()))
	if n := len(d.open); n > 0 {
		effect = join(" ", effect, p.env.L.N("step.still_open", n))
	}
	cmd := p.commit(effect, w)
	p.panes[stepsTab].(*steps).turn = p.sent
	return cmd
}

// Update has nothing to type.
func (d *advance) Update(tea.Msg) tea.Cmd { return nil }

// Typing is false: there is nothing to type.
func (d *advance) Typing() bool { return false }

// Cursor is hidden.
func (d *advance) Cursor() *tea.Cursor { return nil }

// Done says that a phase was entered or the dialog left.
func (d *advance) Done() bool { return d.done }

// advanceWidth is that of the other dialogs, in cells.
const advanceWidth = 76

// View draws the dialog in a frame.
func (d *advance) View(w, h int) string {
	env := d.p.env
	th, l := env.Theme, env.L
	w = min(w, advanceWidth)
	inner := w - 4
	lines := clip(d.intro, inner, 2, th.Text)
	switch {
	case d.p.facts.phase.Phase == "":
	case len(d.open) == 0:
		lines = append(lines, th.Done.Render("√ "+l.T("step.all_done")))
	default:
		lines = append(lines, th.Late.Render("▲ "+l.N("step.open_here", len(d.open))))
		room := max(1, h-len(lines)-10)
		shown := d.open
		if len(shown) > room {
			shown = shown[:room-1]
		}
		for _, label := range shown {
			lines = append(lines, th.Text.Render(widget.Cut("  ○ "+label, inner)))
		}
		if more := len(d.open) - len(shown); more > 0 {
			lines = append(lines, th.Muted.Render("  "+l.N("household.more", more)))
		}
	}
	next := d.phases[d.at]
	lines = append(append(lines, ""), clip("→ "+l.T("step.next_phase", "phase", next.Label(d.p.lang())), inner, 2, th.Bold)...)
	lines = append(lines, "")
	for _, b := range d.Keys() {
		lines = append(lines, widget.KeyHint(env, l.KeyName(b.Keys[0]), b.Label))
	}
	return widget.Frame(env, w, l.T("step.advance_title"), lines)
}

// phaseID is the id of a new phase. Phases of one day follow one another by id, so the new one has one that comes last.
func (p *Page) phaseID(since model.Date) model.ID {
	id := p.s.NewID()
	for _, r := range p.facts.team.Records(model.KindPhase) { // by id
		if r.Value("since") == since.String() && bytes.Compare(r.ID[:], id[:]) >= 0 {
			id = r.ID
			for i := len(id) - 1; i >= 0; i-- {
				if id[i]++; id[i] != 0 {
					break
				}
			}
		}
	}
	return id
}

package household

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/widget"
)

// aboutSelected is what the programme says of the selected step, and what is kept of it, on n lines at most.
func (s *steps) aboutSelected(n int) []string {
	r, ok := s.selected()
	if !ok {
		return nil
	}
	return s.kept.of(s.p, s.stack.at, s.w, n, func(w, n int) []string { return s.aboutLines(r, w, n) })
}

// aboutLines puts the programme's own words first; they give way to what is odd, to what should come first and to proofs.
func (s *steps) aboutLines(r stepRow, w, n int) []string {
	p, th, l := s.p, s.p.env.Theme, s.p.env.L
	var rest []string
	for _, f := range due.CheckStep(p.facts.team, &s.prog, r.state, p.today()) {
		if f.Code != due.FaultStepOrder { // told by what should come first
			rest = append(rest, clip("▲ "+p.stepFault(f), w, 2, th.Late)...)
		}
	}
	if open := s.needs(r.step, true); open != "" {
		rest = append(rest, clip("▲ "+l.T("step.first", "steps", open), w, 2, th.Late)...)
	}
	if done := s.needs(r.step, false); done != "" {
		rest = append(rest, clip("√ "+l.T("step.first_done", "steps", done), w, 1, th.Done)...)
	}
	if proof := r.step.Proof.In(p.lang()); proof != "" {
		rest = append(rest, clip(l.T("step.proof", "proof", proof), w, 2, th.Text)...)
	}
	if kept := join(" · ", p.text(r.state.Proof), p.contactWords(r.state.Contact)); kept != "" {
		rest = append(rest, clip(l.T("step.kept", "proof", kept), w, 1, th.Text)...)
	}
	source := join(" · ", act.Requirements(r.step.Source), p.word("step.who.", r.step.Who))
	var lines []string
	if r.step.Phase != "" { // else the programme does not have the step, which is odd and said as such
		lines = clip(p.quoted(r.step.Quote.In(p.lang()), source), w, max(1, n-len(rest)), th.Text)
	}
	lines = append(lines, rest...)
	return lines
}

// quoted is a text of the programme with its source, or that the programme does not have one.
func (p *Page) quoted(text, source string) string {
	if text == "" {
		return p.env.L.T("step.unwritten", "source", source)
	}
	return p.env.L.T("step.quote", "text", text, "source", source)
}

// clip is s on at most n lines of w cells; with more to say, the last one ends in ….
func clip(s string, w, n int, style lipgloss.Style) []string {
	lines := wrap(w, piece{s, &style})
	if len(lines) > n {
		lines[n-1] = style.Render(widget.Cut(ansi.Strip(lines[n-1]+" "+lines[n]), w))
		lines = lines[:n]
	}
	return lines
}

// needs names the steps that should come before one: those that are open, or the others.
func (s *steps) needs(step programme.Step, open bool) string {
	var names []string
	for _, code := range step.Needs {
		if s.p.facts.steps[code].Open() == open {
			names = append(names, s.prog.Step(code).Label(s.p.lang()))
		}
	}
	return strings.Join(names, ", ")
}

// contactWords is a contact in a few words: "visite à domicile 13 nov."; nothing for none.
func (p *Page) contactWords(id model.ID) string {
	k, ok := p.facts.contact(id)
	if !ok {
		return ""
	}
	return join(" ", p.word("contact.kind.", string(k.Kind)), p.date(k.Date))
}

// stepFault is what is odd about a step, with the next thing to try.
func (p *Page) stepFault(f *due.Fault) string {
	prog := p.set.Programme(p.facts.header.Programme)
	return p.env.L.T("step.fault."+string(f.Code), "date", p.date(f.Date), "phase", prog.Phase(f.Phase).Label(p.lang()),
		"other", prog.Step(f.Other).Label(p.lang()))
}

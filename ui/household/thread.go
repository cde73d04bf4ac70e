package household

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// thread is the Fil: the contacts of the team and those that the worker keeps to herself, newest first.
type thread struct {
	p     *Page
	stack *stack
}

func newThread(p *Page) *thread {
	t := &thread{p: p}
	t.stack = newStack(p.env, t.draw)
	return t
}

func key(id model.ID) string { return string(id[:]) }

func (t *thread) load() {
	keys := make([]string, len(t.p.facts.contacts))
	for i, k := range t.p.facts.contacts {
		keys[i] = key(k.ID)
	}
	t.stack.reset(keys)
}

func (t *thread) layout(w, h int)                 { t.stack.layout(w, h) }
func (t *thread) key(name string) bool            { return t.stack.key(name) }
func (t *thread) scroll(lines int)                { t.stack.scroll(lines) }
func (t *thread) cursor() (y int, ok bool)        { return t.stack.cursor() }
func (t *thread) find(id model.ID) bool           { return t.stack.find(key(id)) }
func (t *thread) selected() (model.Contact, bool) { return at(t.p.facts.contacts, t.stack.at) }

func (t *thread) click(y int) {
	if i, ok := t.stack.hit(y); ok {
		t.stack.pick(i)
	}
}

// at is the i-th thing of a list, if there is one.
func at[T any](list []T, i int) (v T, ok bool) {
	if i < 0 || i >= len(list) {
		return v, false
	}
	return list[i], true
}

func (t *thread) view() []string {
	if len(t.stack.keys) == 0 {
		return t.p.empty("household.no_contact", t.stack.w)
	}
	return t.stack.view()
}

// empty is a sentence in place of a list: what is missing, and the key that adds it.
func (p *Page) empty(sentence string, w int) []string {
	if p.facts.theirs {
		sentence = "household.nothing_told"
	}
	return append([]string{""}, indent(wrap(w-2*gutter, piece{p.env.L.T(sentence), &p.env.Theme.Muted}))...)
}

// draw is one contact: a line that says when, what and who, the zones of its note, and what was decided.
func (t *thread) draw(i, w int) block {
	p, k := t.p, t.p.facts.contacts[i]
	lines := []string{t.headline(k, w)}
	if about := join(" · ", k.Source, k.Subject, k.Place, k.Present); about != "" {
		lines = append(lines, indent(wrap(w-2, piece{p.text(about), &p.env.Theme.Muted}))...)
	}
	lines = append(lines, t.zones(k, w)...)
	for _, task := range p.facts.decided[k.ID] {
		symbol, _, style := p.itemMark(due.Item{Task: &task})
		who := p.word("contact.who.", task.Who)
		line := p.text(task.Label)
		if who != "" {
			line = p.env.L.T("household.labelled", "label", who, "value", line)
		}
		if !task.Due.IsZero() {
			line += ", " + p.day(task.Due)
		}
		lines = append(lines, indent(wrap(w-2, piece{"→ " + symbol + " " + line, &style}))...)
	}
	if foot := t.footline(k); foot != "" {
		lines = append(lines, "  "+p.env.Theme.Muted.Render(widget.Cut(foot, w-2)))
	}
	return block{lines: append(lines, "")}
}

// headline is the first line of a contact.
func (t *thread) headline(k model.Contact, w int) string {
	p, th := t.p, t.p.env.Theme
	date, kind := p.date(k.Date), p.word("contact.kind.", string(k.Kind))
	if p.facts.theirs && !k.Private {
		kind = p.env.L.T("household.told_note")
	}
	if k.Date.IsZero() { // only what a colleague wrote to a note that was retracted
		date, kind = p.env.L.T("household.undated"), cmp.Or(kind, p.kindName(model.KindContact))
	}
	left := th.Text.Render(widget.Pad(date, max(8, cells(date)))) + " " + th.Bold.Render(strings.ToUpper(kind))
	outcome := ""
	if k.Outcome != model.Held {
		outcome = p.word("contact.outcome.", string(k.Outcome))
	}
	details := after(" · ", join(" · ", outcome, p.env.L.Clock(k.Start), p.env.L.Duration(k.Minutes)))
	right := th.Muted.Render(brief(p.workerName(k.Worker)))
	if k.Private {
		right = th.Accent.Render("● "+p.env.L.T("household.private")) + "  " + right
	}
	return widget.Sides(left+th.Muted.Render(details), right, w)
}

// zones are the texts of a note under their headings. Facts alone need none.
func (t *thread) zones(k model.Contact, w int) []string {
	p, th := t.p, t.p.env.Theme
	list := zonesOf(k)
	plain := len(list) == 1 && list[0].field == "facts"
	var lines []string
	for _, z := range list {
		style := &th.Text
		if !plain {
			lines = append(lines, "  "+th.Muted.Render(widget.Cut(p.env.L.T("household.zone."+z.field), w-2)))
		}
		lines = append(lines, indent(wrap(w-2, piece{p.text(strings.TrimRight(z.text, "\n ")), style}))...)
	}
	return lines
}

// zone is one text of a note.
type zone struct{ field, text string }

// zonesOf are the texts of a note that hold something, in the order in which they are read.
func zonesOf(k model.Contact) []zone {
	var list []zone
	for _, z := range []zone{{"facts", k.Facts}, {"words", k.Words}, {"appraisal", k.Appraisal}, {"shareable", k.Shareable}} {
		if strings.TrimSpace(z.text) != "" {
			list = append(list, z)
		}
	}
	return list
}

// footline says that there are earlier versions, or two at once, and that the note was read again together.
func (t *thread) footline(k model.Contact) string {
	p := t.p
	var parts []string
	if k.ReadBack {
		parts = append(parts, "√ "+p.env.L.T("household.read_back"))
	}
	r := p.facts.caseOf(k).Record(model.KindContact, k.ID)
	if r.Retracted() {
		parts = append(parts, "▲ "+p.env.L.T("household.after_retraction"))
	}
	if len(r.Conflicts()) > 0 {
		parts = append(parts, "▲ "+p.env.L.T("household.two_versions"))
	}
	if n := versionCount(r); n > 1 {
		parts = append(parts, p.env.L.N("household.versions", n))
	}
	return strings.Join(parts, " · ")
}

func indent(lines []string) []string {
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

func (t *thread) keys() []nav.Binding {
	p, l := t.p, t.p.env.L
	k, ok := t.selected()
	if !ok {
		return nil
	}
	group := l.T("household.tab.thread")
	keys := []nav.Binding{
		{Keys: []string{"enter"}, Label: l.T("household.key.correct"), Help: l.T("household.key.correct_help"), Group: group, Hint: true, Run: t.enter},
		{Keys: []string{"delete"}, Label: l.T("household.key.delete"), Help: l.T("household.key.delete_note"), Group: group, Run: func() tea.Cmd { return p.removeContact(k) }},
		{Label: l.T("household.key.retract"), Group: group, Run: func() tea.Cmd { return p.retractContact(k) }},
	}
	if versionCount(p.facts.caseOf(k).Record(model.KindContact, k.ID)) > 1 {
		keys = append(keys, nav.Binding{Keys: []string{"a"}, Label: l.T("household.key.versions"), Help: l.T("household.key.versions_help"), Group: group, Hint: true,
			Run: func() tea.Cmd { p.showVersions(k); return nil }})
	}
	return keys
}

// enter opens the note for a correction.
func (t *thread) enter() tea.Cmd {
	k, ok := t.selected()
	if !ok {
		return nil
	}
	return nav.Send(nav.Open{Route: nav.Route{Page: nav.Note, Case: t.p.route.Case, Record: k.ID}})
}

// deleteContact deletes a contact with its note; undo brings it back.
func (p *Page) deleteContact(k model.Contact) tea.Cmd {
	w, ok := p.facts.caseOf(k).Delete("case.delete_contact", model.KindContact, k.ID)
	if !ok {
		return nil
	}
	return p.commit(p.env.L.T("household.deleted", "what", p.contactName(k)), w)
}

// pointer keeps a style that is made on the spot, for pieces compare styles by pointer.
func pointer(s lipgloss.Style) *lipgloss.Style { return &s }

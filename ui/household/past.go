package household

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/text"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// past is the Historique: every change of the case and of its companions, newest first, below what two people have recorded
// without knowing of each other.
type past struct {
	p         *Page
	stack     *stack
	conflicts []conflict
	changes   []entry
}

// entry is one change with the record and the case that it belongs to; one that a revocation sets aside is told with a record of its own.
type entry struct {
	change *model.Change
	record *model.Record
	home   *model.Case
	aside  bool
}

// private says that the change stands in a companion.
func (e entry) private() bool { return !e.home.Main().IsZero() }

// retracted is what one act retracted: every version of a record has a retraction of its own, and they are told as one.
type retracted struct {
	millis int64
	device model.ID
	record model.ID
}

// conflict is a field that has several values.
type conflict struct {
	record *model.Record
	field  string
}

func newPast(p *Page) *past {
	h := &past{p: p}
	h.stack = newStack(p.env, h.draw)
	return h
}

func (h *past) load() {
	h.conflicts, h.changes = h.conflicts[:0], h.changes[:0]
	h.add(h.p.facts.team)
	for _, c := range h.p.facts.own {
		h.add(c)
	}
	slices.SortStableFunc(h.changes, func(a, b entry) int { return int(min(max(b.change.Millis-a.change.Millis, -1), 1)) })
	keys := make([]string, 0, len(h.conflicts)+len(h.changes))
	for _, c := range h.conflicts {
		keys = append(keys, key(c.record.ID)+c.field)
	}
	for _, e := range h.changes {
		keys = append(keys, string(e.change.ID[:]))
	}
	h.stack.reset(keys)
}

// add takes in the changes of a case, newest first, and its conflicts.
func (h *past) add(c *model.Case) {
	seen := make(map[*model.Record]bool)
	told := make(map[retracted]bool)
	for _, ch := range slices.Backward(c.Changes()) {
		if c.Aside(ch) {
			alone := model.Fold(c.ID, []*model.Change{ch}).Record(ch.Kind, ch.Record)
			h.changes = append(h.changes, entry{change: ch, record: alone, home: c, aside: true})
			continue
		}
		r := c.Record(ch.Kind, ch.Record)
		if t, ok := model.RetractionOf(ch); ok {
			if now := (retracted{ch.Millis, ch.Device, t.Record}); !told[now] {
				told[now] = true
				h.changes = append(h.changes, entry{change: ch, record: r, home: c})
			}
			continue
		}
		h.changes = append(h.changes, entry{change: ch, record: r, home: c})
		if seen[r] {
			continue
		}
		seen[r] = true
		for _, field := range r.Conflicts() {
			h.conflicts = append(h.conflicts, conflict{r, field})
		}
	}
}

func (h *past) layout(w, n int)          { h.stack.layout(w, n) }
func (h *past) view() []string           { return h.stack.view() }
func (h *past) key(name string) bool     { return h.stack.key(name) }
func (h *past) scroll(lines int)         { h.stack.scroll(lines) }
func (h *past) cursor() (y int, ok bool) { return h.stack.cursor() }
func (h *past) find(model.ID) bool       { return false }

func (h *past) click(y int) {
	if i, ok := h.stack.hit(y); ok {
		h.stack.pick(i)
	}
}

func (h *past) draw(i, w int) block {
	if i < len(h.conflicts) {
		return h.drawConflict(i, w)
	}
	return h.drawChange(h.changes[i-len(h.conflicts)], w)
}

// drawConflict tells the values of a field, who wrote each, and when.
func (h *past) drawConflict(i, w int) block {
	p, th, c := h.p, h.p.env.Theme, h.conflicts[i]
	what := join(" · ", p.kindName(c.record.Kind), p.recordName(c.record.Kind, c.record))
	lines := []string{th.Late.Render("▲ "+p.env.L.T("history.conflict", "field", p.fieldName(c.record.Kind, c.field))) + th.Text.Render("  "+what)}
	for _, ch := range c.record.Live(c.field) {
		value, _ := ch.Value(c.field)
		words := p.valueWords(c.record.Kind, c.field, value)
		if words == "" {
			words = p.env.L.T("history.empty")
		}
		who := join(", ", brief(p.author(ch)), p.stamp(ch.At()))
		lines = append(lines, indent(wrap(w-2, piece{excerpt(words), &th.Text}, piece{"  (" + who + ")", &th.Muted}))...)
	}
	if i == len(h.conflicts)-1 {
		lines = append(lines, "")
	}
	return block{lines: lines}
}

// drawChange tells who did what and when, then each field with what it was and what it became.
func (h *past) drawChange(e entry, w int) block {
	p, th, c := h.p, h.p.env.Theme, e.change
	what := p.actName(c)
	name := p.recordName(c.Kind, e.record)
	if name == "" {
		name = p.kindName(c.Kind)
	}
	if !c.Retracted && c.Kind != model.KindRetraction { // of what was retracted there is no name
		what += after(" · ", name)
	}
	who := brief(p.author(c))
	if e.private() {
		who = "● " + p.env.L.T("household.private") + "  " + who
	}
	left := th.Muted.Render(p.stamp(c.At())) + "  " + th.Bold.Render(what)
	lines := []string{widget.Sides(left, th.Muted.Render(who), w)}
	if e.aside {
		lines = append(lines, indent([]string{th.Late.Render("▲ " + p.env.L.T("history.aside"))})...)
	}
	switch {
	case c.Retracted:
		return block{lines: append(lines, indent([]string{th.Muted.Render(p.env.L.T("history.retracted"))})...)}
	case c.Kind == model.KindRetraction:
		return block{lines: lines}
	}
	if first := e.record.Changes()[0] == c; first {
		return block{lines: append(lines, h.drawFirst(e, w)...)}
	}
	for _, f := range inOrder(c.Kind, c.Fields) {
		lines = append(lines, h.drawField(e, f, w)...)
	}
	return block{lines: lines}
}

// drawFirst tells with which values a record began, one after another.
func (h *past) drawFirst(e entry, w int) []string {
	p, th := h.p, h.p.env.Theme
	var parts []string
	for _, f := range inOrder(e.change.Kind, e.change.Fields) {
		value := excerpt(p.valueWords(e.change.Kind, f.Name, f.Value))
		if isText(f.Name) {
			value = p.textChange("", f.Value)
		}
		if !hidden(e.change.Kind, f.Name) {
			parts = append(parts, p.labelled(e.change.Kind, f.Name, value))
		}
	}
	return indent(wrap(w-2, piece{join(" · ", parts...), &th.Text}))
}

// inOrder is the fields of a change in the order of the record, those of a later version last.
func inOrder(kind model.Kind, fields []model.Field) []model.Field {
	order := model.FieldsOf(kind)
	rank := func(name string) int {
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order)
	}
	sorted := slices.Clone(fields)
	slices.SortStableFunc(sorted, func(a, b model.Field) int { return rank(a.Name) - rank(b.Name) })
	return sorted
}

// drawField tells what became of one field. Texts are counted, not quoted: the versions of a note show them.
func (h *past) drawField(e entry, f model.Field, w int) []string {
	p, th := h.p, h.p.env.Theme
	kind := e.change.Kind
	from := former(e.record, e.change, f.Name)
	if from == f.Value || hidden(kind, f.Name) {
		return nil
	}
	if f.Name == model.FieldDeleted {
		word := "history.restored"
		if f.Value != "" {
			word = "history.deleted"
		}
		return indent([]string{th.Late.Render(p.env.L.T(word))})
	}
	label := piece{p.env.L.T("household.labelled", "label", p.fieldName(kind, f.Name), "value", ""), &th.Muted}
	if isText(f.Name) {
		return indent(wrap(w-2, label, piece{p.textChange(from, f.Value), &th.Text}))
	}
	was, now := excerpt(p.valueWords(kind, f.Name, from)), excerpt(p.valueWords(kind, f.Name, f.Value))
	return indent(wrap(w-2, label, piece{p.fromTo(was, now), &th.Text}))
}

// textChange says how much of a text changed, in words.
func (p *Page) textChange(from, to string) string {
	l := p.env.L
	if from == "" {
		return l.N("history.written", len(strings.Fields(to)))
	}
	added, gone := 0, 0
	for _, s := range text.Diff(from, to) {
		switch s.Op {
		case text.Inserted:
			added += len(strings.Fields(s.Text))
		case text.Deleted:
			gone += len(strings.Fields(s.Text))
		}
	}
	return l.T("history.rewritten", "added", added, "gone", gone)
}

// former is the value of a field that a change replaced, as far as its writer had seen it.
func former(r *model.Record, ch *model.Change, field string) (value string) {
	for _, c := range r.Changes() {
		if v, ok := c.Value(field); ok && slices.Contains(ch.Pred, c.ID) {
			value = v
		}
	}
	return value
}

func isText(name string) bool {
	return slices.Contains([]string{"facts", "words", "appraisal", "shareable", "situation", "text"}, name)
}

// excerpt bounds a value, so that one change stays on a few lines.
func excerpt(s string) string { return widget.Cut(s, 160) }

// kindName is what a kind of record is called.
func (p *Page) kindName(kind model.Kind) string {
	switch kind {
	case model.KindStep:
		return p.env.L.T("step.one")
	case model.KindAgreement:
		return p.env.L.T("paper.one")
	case model.KindSignature:
		return p.env.L.T("paper.signature")
	case model.KindCommitment:
		return p.env.L.T("commitment.one")
	}
	return p.word("history.kind.", string(kind))
}

// actName is what the person did: the act task.postpone has the key task.act.postpone.
func (p *Page) actName(c *model.Change) string {
	l := p.env.L
	if c.Act == model.ActUndo || c.Act == model.ActRedo {
		return join(" · ", l.T("history."+string(c.Act)), p.kindName(c.Kind))
	}
	area, verb, _ := strings.Cut(string(c.Act), ".")
	if name := area + ".act." + verb; l.Has(name) {
		return l.T(name)
	}
	return l.T("history.changed", "what", p.kindName(c.Kind))
}

// record is the record of the selected line.
func (h *past) record() (r *model.Record, ok bool) {
	i := h.stack.at
	if c, ok := at(h.conflicts, i); ok {
		return c.record, true
	}
	e, ok := at(h.changes, i-len(h.conflicts))
	return e.record, ok && !e.aside
}

func (h *past) keys() (keys []nav.Binding) {
	l := h.p.env.L
	group := l.T("household.tab.past")
	if r, ok := h.record(); ok && h.p.canOpen(r) {
		label := l.T("household.key.see")
		if h.stack.at < len(h.conflicts) {
			label = l.T("household.key.settle")
		}
		keys = append(keys, nav.Binding{Keys: []string{"enter"}, Label: label, Help: l.T("household.key.see_help"), Group: group, Hint: true, Run: h.enter})
	}
	if k, ok := h.contact(); ok {
		keys = append(keys, nav.Binding{Keys: []string{"delete"}, Label: l.T("household.key.retract_short"), Help: l.T("household.key.retract"), Group: group,
			Run: func() tea.Cmd { return h.p.retractContact(k) }})
	}
	return keys
}

// contact is the contact of the selected line, deleted or not: a deleted note still has its text, which may belong elsewhere.
func (h *past) contact() (k model.Contact, ok bool) {
	e, ok := at(h.changes, h.stack.at-len(h.conflicts))
	if !ok || e.aside || e.record.Kind != model.KindContact {
		return k, false
	}
	return e.home.FormerContact(e.record.ID)
}

func (h *past) enter() tea.Cmd {
	r, ok := h.record()
	if !ok {
		return nil
	}
	return h.p.openRecord(r, h.stack.at < len(h.conflicts))
}

// canOpen says whether there is something to see of a record.
func (p *Page) canOpen(r *model.Record) bool {
	if r.Deleted() {
		return false
	}
	switch r.Kind {
	case model.KindContact, model.KindTask, model.KindCase, model.KindMember, model.KindDwelling, model.KindReach, model.KindPhase, model.KindStep,
		model.KindAgreement, model.KindSignature, model.KindCommitment:
		return true
	case model.KindObligation:
		_, ok := p.itemOf(r.ID)
		return ok
	}
	return false
}

// openRecord shows a record: the form of most, the versions of a note, or the note itself if two texts are to be settled.
func (p *Page) openRecord(r *model.Record, settle bool) tea.Cmd {
	if !p.canOpen(r) {
		return nil
	}
	switch r.Kind {
	case model.KindContact:
		i := slices.IndexFunc(p.facts.contacts, func(k model.Contact) bool { return k.ID == r.ID })
		if i < 0 {
			return nil
		}
		if settle {
			return nav.Send(nav.Open{Route: nav.Route{Page: nav.Note, Case: p.route.Case, Record: r.ID}})
		}
		p.showVersions(p.facts.contacts[i])
	case model.KindTask:
		if t, ok := p.facts.team.Task(r.ID); ok {
			return p.editTask(t)
		}
	case model.KindObligation:
		if it, ok := p.itemOf(r.ID); ok {
			return p.editObligation(it.Obligation)
		}
	case model.KindStep:
		s := p.panes[stepsTab].(*steps)
		if i := slices.IndexFunc(s.rows, func(row stepRow) bool { return stepID(row.step.Code) == r.ID }); i >= 0 {
			return p.editStep(s.rows[i])
		}
	case model.KindAgreement, model.KindSignature, model.KindCommitment:
		k := p.panes[papersTab].(*papers)
		i := k.rowOf(r.ID)
		switch {
		case i < 0:
		case settle && r.Kind == model.KindAgreement:
			return p.settlePaper(k.rows[i])
		default:
			return p.openPaper(k.rows[i])
		}
	default:
		h := p.panes[homeTab].(*home)
		if i := slices.IndexFunc(h.items, func(it item) bool { return it.kind == r.Kind && it.id == r.ID }); i >= 0 {
			return h.items[i].edit()
		}
	}
	return nil
}

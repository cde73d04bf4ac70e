package household

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/text"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// revision is one version of a note: what a change made of the fields that it wrote.
type revision struct {
	change *model.Change
	before map[string]string // values of all fields before the change
	after  map[string]string
}

// revisions are the versions of a record, the oldest first. Deletions are none, nor is what was retracted.
func revisions(r *model.Record) []revision {
	var list []revision
	now := map[string]string{}
	for _, c := range r.Changes() {
		if c.Retracted {
			continue
		}
		before := now
		now = make(map[string]string, len(before)+len(c.Fields))
		for name, v := range before {
			now[name] = v
		}
		written := false
		for _, f := range c.Fields {
			if f.Name != model.FieldDeleted {
				now[f.Name], written = f.Value, true
			}
		}
		if written {
			list = append(list, revision{c, before, now})
		}
	}
	return list
}

// versionCount is how many versions a record has.
func versionCount(r *model.Record) (n int) {
	for _, c := range r.Changes() {
		if !c.Retracted && (len(c.Fields) > 1 || c.Fields[0].Name != model.FieldDeleted) {
			n++
		}
	}
	return n
}

// versions shows what each version of a note changed, word by word.
type versions struct {
	p       *Page
	contact model.Contact
	list    []revision
	at      int
	stack   *stack
}

func (p *Page) showVersions(k model.Contact) {
	v := &versions{p: p, contact: k}
	v.stack = newStack(p.env, v.draw)
	v.load()
	v.at = len(v.list) - 1
	v.refresh()
	p.diff = v
	p.Layout(p.w, p.h)
}

// load reads the versions again; without any left it closes.
func (v *versions) load() {
	r := v.p.facts.caseOf(v.contact).Record(model.KindContact, v.contact.ID)
	if r == nil {
		v.p.diff = nil
		return
	}
	v.list = revisions(r)
	v.at = min(v.at, len(v.list)-1)
	v.refresh()
}

// refresh makes one block for each field that the version changed.
func (v *versions) refresh() {
	v.stack.reset(v.changed())
}

// changed are the fields that the version changed, texts last, in the order of the record.
func (v *versions) changed() []string {
	if v.at < 0 || v.at >= len(v.list) {
		return nil
	}
	r := v.list[v.at]
	var names []string
	for _, name := range model.FieldsOf(model.KindContact) {
		if _, wrote := r.change.Value(name); wrote && r.before[name] != r.after[name] {
			names = append(names, name)
		}
	}
	return names
}

// heading says which version this is.
func (v *versions) heading() string {
	p, t := v.p, v.p.env.Theme
	r := v.list[v.at]
	title := p.env.L.T("household.version", "n", v.at+1, "of", len(v.list))
	what := join(" ", p.word("contact.kind.", string(v.contact.Kind)), p.date(v.contact.Date))
	who := join(", ", brief(p.author(r.change)), p.stamp(r.change.At()))
	return widget.Sides(" "+t.Title.Render(title)+"  "+t.Text.Render(what), t.Muted.Render(who)+" ", p.w)
}

// draw is one field: its name, and what was taken out and put in.
func (v *versions) draw(i, w int) block {
	p, t := v.p, v.p.env.Theme
	name, r := v.stack.keys[i], v.list[v.at]
	lines := []string{t.Title.Render(widget.Cut(p.fieldName(model.KindContact, name), w))}
	if !slices.Contains([]string{"facts", "words", "appraisal", "shareable", "subject"}, name) {
		from := p.valueWords(model.KindContact, name, r.before[name])
		to := p.valueWords(model.KindContact, name, r.after[name])
		lines = append(lines, indent(wrap(w-2, piece{p.fromTo(from, to), &t.Text}))...)
		return block{lines: append(lines, "")}
	}
	lines = append(lines, indent(wrap(w-2, p.diffPieces(r.before[name], r.after[name])...))...)
	return block{lines: append(lines, "")}
}

// diffPieces is the word diff of two texts: what is new is bold and underlined, what is gone stands in brackets; the colours
// only repeat it.
func (p *Page) diffPieces(before, after string) []piece {
	t := p.env.Theme
	if before == "" {
		return []piece{{p.text(after), &t.Text}}
	}
	added := pointer(t.Done.Bold(true).Underline(true))
	gone := pointer(t.Late)
	var pieces []piece
	for _, s := range text.Diff(p.text(before), p.text(after)) {
		switch s.Op {
		case text.Equal:
			pieces = append(pieces, piece{s.Text, &t.Text})
		case text.Inserted:
			pieces = append(pieces, piece{s.Text, added})
		case text.Deleted:
			body := strings.Trim(s.Text, " \n")
			head, tail, _ := strings.Cut(s.Text, body)
			pieces = append(pieces, piece{head + "[" + body + "]" + tail, gone})
		}
	}
	return pieces
}

func (v *versions) keys() []nav.Binding {
	l := v.p.env.L
	step := func(by int) func() tea.Cmd {
		return func() tea.Cmd {
			v.at = min(max(v.at+by, 0), len(v.list)-1)
			v.stack.at, v.stack.top, v.stack.skip = 0, 0, 0
			v.refresh()
			return nil
		}
	}
	return []nav.Binding{
		{Keys: []string{"left"}, Label: l.T("household.key.older"), Hint: true, Run: step(-1)},
		{Keys: []string{"right"}, Label: l.T("household.key.newer"), Hint: true, Run: step(1)},
		{Keys: []string{"enter"}, Label: l.T("household.key.correct"), Help: l.T("household.key.correct_help"), Hint: true, Run: func() tea.Cmd {
			return nav.Send(nav.Open{Route: nav.Route{Page: nav.Note, Case: v.p.route.Case, Record: v.contact.ID}})
		}},
		{Keys: []string{"esc", "a"}, Label: l.T("household.key.close"), Hint: true, Run: func() tea.Cmd { v.p.diff = nil; return nil }},
	}
}

// fromTo tells a change of a value; what was not there before, or is not any more, is told as such.
func (p *Page) fromTo(from, to string) string {
	switch {
	case from == "":
		return to
	case to == "":
		return p.env.L.T("history.removed", "value", from)
	}
	return fmt.Sprintf("%s → %s", from, to)
}

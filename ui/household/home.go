package household

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// home is the Ménage tab: the accompaniment, its phases, the members, the dwellings and the ways to reach them, all dated.
type home struct {
	p     *Page
	stack *stack
	items []item
}

// item is one thing that can be opened: a record, or the place where the first one is missing.
type item struct {
	section string // heading, for the first of its section
	kind    model.Kind
	id      model.ID
	what    string // its name, for the sentence that tells of its deletion
	past    bool   // it does not hold any more
	label   int    // cells of the label that each line begins with; zero: the first line leads, the others are details
	lines   []string
	edit    func() tea.Cmd
}

func newHome(p *Page) *home {
	h := &home{p: p}
	h.stack = newStack(p.env, h.draw)
	return h
}

func (h *home) load() {
	h.items = h.items[:0]
	if h.p.facts.exists() {
		for _, section := range [][]item{h.p.headerItems(), h.p.phaseItems(), h.p.memberItems(), h.p.dwellingItems(), h.p.reachItems()} {
			h.items = append(h.items, section...)
		}
	}
	keys := make([]string, len(h.items))
	for i, it := range h.items {
		keys[i] = string(it.kind) + key(it.id)
	}
	h.stack.reset(keys)
}

func (h *home) layout(w, p int)          { h.stack.layout(w, p) }
func (h *home) view() []string           { return h.stack.view() }
func (h *home) key(name string) bool     { return h.stack.key(name) }
func (h *home) scroll(lines int)         { h.stack.scroll(lines) }
func (h *home) cursor() (y int, ok bool) { return h.stack.cursor() }
func (h *home) selected() (item, bool)   { return at(h.items, h.stack.at) }

func (h *home) find(id model.ID) bool {
	for i, it := range h.items {
		if it.id == id {
			h.stack.pick(i)
			return true
		}
	}
	return false
}

func (h *home) click(y int) {
	if i, ok := h.stack.hit(y); ok {
		h.stack.pick(i)
	}
}

// draw is one thing under the heading of its section.
func (h *home) draw(i, w int) block {
	th, it := h.p.env.Theme, h.items[i]
	var lines []string
	if it.section != "" {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, th.Title.Render(widget.Cut(strings.ToUpper(it.section), w)))
	}
	mark := len(lines)
	style := &th.Text
	if it.past || it.id.IsZero() {
		style = &th.Muted
	}
	for j, line := range it.lines {
		switch {
		case it.label > 0:
			lines = append(lines, hang(line, it.label, w, style)...)
		case j == 0:
			lines = append(lines, wrap(w, piece{line, style})...)
		default:
			lines = append(lines, indent(wrap(w-2, piece{line, &th.Muted}))...)
		}
	}
	for _, line := range h.p.doubts(it.kind, it.id) {
		lines = append(lines, indent(wrap(w-2, piece{"▲ " + line, &th.Late}))...)
	}
	return block{lines, mark}
}

// hang wraps what follows a label of some cells, so that its lines stand below one another.
func hang(line string, label, w int, style *lipgloss.Style) []string {
	rows := wrap(w-label, piece{ansi.TruncateLeft(line, label, ""), style})
	for i := range rows {
		head := strings.Repeat(" ", label)
		if i == 0 {
			head = style.Render(ansi.Truncate(line, label, ""))
		}
		rows[i] = head + rows[i]
	}
	return rows
}

// doubts are what somebody has to look at: two values, or texts of a form that were not understood.
func (p *Page) doubts(kind model.Kind, id model.ID) []string {
	var list []string
	if _, note := p.conflict(kind, id); note != "" {
		list = append(list, strings.TrimPrefix(note, "▲ "))
	}
	for _, name := range model.FieldsOf(kind) {
		if typed, ok := p.refuse[id][name]; ok {
			list = append(list, p.env.L.T("household.to_review", "field", p.fieldName(kind, name), "typed", typed))
		}
	}
	return list
}

func (h *home) keys() []nav.Binding {
	p, l := h.p, h.p.env.L
	group := l.T("household.tab.home")
	keys := []nav.Binding{
		{Keys: []string{"enter"}, Label: l.T("household.key.edit"), Help: l.T("household.key.edit_help"), Group: group, Hint: true, Run: h.enter},
		{Keys: []string{"a"}, Label: l.T("household.key.add"), Help: l.T("household.key.add_help"), Group: group, Hint: true, Run: p.menu},
	}
	it, ok := h.selected()
	if ok && it.kind != model.KindCase && !it.id.IsZero() {
		keys = append(keys, nav.Binding{Keys: []string{"delete"}, Label: l.T("household.key.delete"), Help: l.T("household.key.delete_help"), Group: group, Hint: true,
			Run: func() tea.Cmd { return p.deleteRecord(deleteActs[it.kind], it.kind, it.id, it.what) }})
	}
	return keys
}

// deleteActs names the deletion of each kind, so that its undo can be told in words.
var deleteActs = map[model.Kind]model.Act{
	model.KindPhase: "case.delete_phase", model.KindMember: "member.delete", model.KindDwelling: "dwelling.delete", model.KindReach: "reach.delete",
}

func (h *home) enter() tea.Cmd {
	if it, ok := h.selected(); ok {
		return it.edit()
	}
	return nil
}

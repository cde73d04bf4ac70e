package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Sizes of a form, in cells or lines.
const (
	formMark     = 3  // "► " and a space before the label
	formLabelMax = 26 // a longer label is cut
	formFieldMax = 44
	formFieldMin = 18
	formListMax  = 7 // lines of an open list
)

// Layout gives the form its room: at most h lines of w cells.
func (f *Form) Layout(w, h int) { f.width, f.height = w, h }

// columns are the widths of the labels and of the fields.
func (f *Form) columns() (label, field int) {
	for _, l := range f.lines {
		label = max(label, ansi.StringWidth(l.Label))
	}
	label = min(label, formLabelMax, f.width/3)
	field = min(formFieldMax, max(formFieldMin, (f.width-formMark-label-2)*3/5))
	return label, min(field, max(1, f.width-formMark-label-2))
}

// View draws the fields, scrolled so that the one with the focus is in view with its list.
func (f *Form) View() string {
	rows, _ := f.rows()
	return strings.Join(rows[min(f.top, len(rows)):min(f.top+f.height, len(rows))], "\n")
}

// rows are the lines of the whole form; start[i] is the first one of field i. Forms have a dozen fields, so they are all drawn.
func (f *Form) rows() (rows []string, start []int) {
	label, field := f.columns()
	for i, l := range f.lines {
		start = append(start, len(rows))
		rows = append(rows, f.draw(l, i == f.at, label, field)...)
	}
	end := len(rows)
	if f.at+1 < len(start) {
		end = start[f.at+1]
	}
	if len(start) > 0 {
		f.top = min(max(f.top, end-f.height), start[f.at])
	}
	f.top = max(0, min(f.top, len(rows)-f.height))
	return rows, start
}

// draw is the line of a field, followed by its note if that does not fit beside it, and by its list if that is open.
func (f *Form) draw(l *formLine, focused bool, label, field int) []string {
	t := f.env.Theme
	mark, name := "   ", t.Muted.Render(Pad(l.Label, label))
	if focused {
		mark, name = t.Accent.Render(" ► "), t.Bold.Render(Pad(l.Label, label))
	}
	head := mark + name + "  "
	note := f.note(l, focused)
	line := head + f.cell(l, focused, field)
	var rows []string
	room := f.width - formMark - label - 2 - field - 1
	switch {
	case note == "":
		rows = append(rows, line)
	case ansi.StringWidth(note) <= room:
		rows = append(rows, line+" "+note)
	default:
		indent := strings.Repeat(" ", formMark+label+2)
		rows = append(rows, line, indent+ansi.Truncate(note, f.width-formMark-label-2, "…"))
	}
	if l.open && focused {
		rows = append(rows, f.list(l, formMark+label+2)...)
	}
	return rows
}

// note is what is said beside a field: why it was not understood, how it was, or what may be typed.
func (f *Form) note(l *formLine, focused bool) string {
	t := f.env.Theme
	r := f.reading(l)
	switch {
	case l.open:
		return ""
	case r.Reason != "":
		return t.Late.Render("▲ " + r.Reason)
	case l.input.Full():
		return t.Late.Render("▲ " + f.env.L.N("form.full", l.Limit))
	case r.Preview != "":
		return t.Info.Render("→ " + r.Preview)
	case focused && r.Value == "" && l.Hint != "":
		return t.Muted.Render(l.Hint)
	}
	return ""
}

// cell draws the field itself on w cells.
func (f *Form) cell(l *formLine, focused bool, w int) string {
	t := f.env.Theme
	if !l.isChoice() || l.input.Len() > 0 {
		return l.input.View(w)
	}
	label := ""
	if i := l.index(l.value); i >= 0 {
		label = l.Choices[i].Label
	}
	if !focused {
		return t.Text.Render(Pad(label, w))
	}
	if label == "" {
		label = f.env.L.T("form.choose")
	}
	return t.Field.Render(Pad("‹ "+ansi.Truncate(label, w-4, "…")+" ›", w))
}

// list draws the open list of a field, a window of it around the selected line.
func (f *Form) list(l *formLine, indent int) []string {
	t, fit := f.env.Theme, l.matches()
	labels := make([]string, 0, len(fit)+1)
	for _, c := range fit {
		labels = append(labels, c.Label)
	}
	if l.Free && l.input.Len() > 0 {
		labels = append(labels, f.env.L.T("form.add", "name", strings.TrimSpace(l.input.Value())))
	}
	pad := strings.Repeat(" ", indent)
	if len(labels) == 0 {
		return []string{pad + t.Late.Render(ansi.Truncate("▲ "+f.env.L.T("form.no_match"), f.width-indent, "…"))}
	}
	l.pick = min(l.pick, len(labels)-1)
	size := max(1, min(formListMax, f.height-1, len(labels)))
	from := min(max(0, l.pick-size/2), len(labels)-size)
	var rows []string
	for i := from; i < from+size; i++ {
		w := f.width - indent - 2
		line := "  " + Pad(labels[i], min(formFieldMax, w))
		if i == l.pick {
			line = t.Selected.Render("► " + Pad(labels[i], min(formFieldMax, w)))
		} else {
			line = t.Text.Render(line)
		}
		rows = append(rows, pad+line)
	}
	return rows
}

// Cursor is where the hardware cursor stands, in cells of the last [Form.View].
func (f *Form) Cursor() (x, y int, ok bool) {
	if len(f.lines) == 0 {
		return 0, 0, false
	}
	label, _ := f.columns()
	_, start := f.rows()
	x, y = formMark+label+2, start[f.at]-f.top
	if l := f.lines[f.at]; !l.isChoice() || l.input.Len() > 0 {
		dx, _ := l.input.Cursor()
		x += dx
	}
	return x, y, y >= 0 && y < f.height
}

// Click gives the focus to the field at a cell of the last [Form.View], or picks a line of the open list; ok is false if
// nothing is there.
func (f *Form) Click(x, y int) (ok bool) {
	_, start := f.rows()
	row := y + f.top
	for i := len(start) - 1; i >= 0; i-- {
		if row < start[i] {
			continue
		}
		l := f.lines[i]
		if i == f.at && l.open && row > start[i] {
			f.pickRow(l, row-start[i]-1)
			return true
		}
		f.moveTo(i)
		if label, _ := f.columns(); row == start[i] && !l.isChoice() {
			l.input.ClickAt(max(0, x-formMark-label-2))
		}
		return true
	}
	return false
}

// pickRow takes the n-th line shown of the open list.
func (f *Form) pickRow(l *formLine, n int) {
	size := max(1, min(formListMax, f.height-1, l.rows()))
	from := min(max(0, l.pick-size/2), l.rows()-size)
	if n >= 0 && n < size {
		l.pick = from + n
		f.choose(l)
	}
}

package widget

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
	"seuil/ui/locale"
)

// DateField is a field in which a date is typed as people say it (+7, lun, 4/12, fin de mois), with the date understood
// beside it before it is accepted. What is not understood stays as it was typed: the field never traps.
type DateField struct {
	Input
	Past  bool // what has no year lies behind: a visit made, a date of birth
	Timed bool // a time of day may be typed with the date

	env *Env
}

// NewDateField is an empty field that has the focus.
func NewDateField(env *Env) *DateField {
	f := &DateField{Input: *NewInput(env), env: env}
	f.Limit = 40
	return f
}

// SetDate writes a date into the field in figures, with its time of day if the field takes one.
func (f *DateField) SetDate(d locale.Date, c locale.Clock) {
	s := f.env.L.Date(d)
	if f.Timed && !c.IsZero() {
		s += " " + f.env.L.Clock(c)
	}
	f.SetValue(s)
}

// Date is the date understood; ok is false if the field is empty or not understood.
func (f *DateField) Date() (d locale.Date, ok bool) {
	d, _, ok = f.When()
	return d, ok
}

// When is the date understood, with its time of day if the field takes one and one was typed.
func (f *DateField) When() (d locale.Date, c locale.Clock, ok bool) {
	switch today := f.today(); {
	case f.Empty():
		return 0, 0, false
	case f.Timed:
		return f.env.L.ParseWhen(f.Value(), today)
	case f.Past:
		d, ok = f.env.L.ParsePastDate(f.Value(), today)
	default:
		d, ok = f.env.L.ParseDate(f.Value(), today)
	}
	return d, 0, ok
}

// Problem says that something is typed that is no date.
func (f *DateField) Problem() bool {
	_, ok := f.Date()
	return !ok && !f.Empty()
}

// Preview is what the field understands: the date and how far it is, examples while it is empty, or what to try.
func (f *DateField) Preview() string {
	d, c, ok := f.When()
	l, today := f.env.L, f.today()
	switch {
	case f.Empty():
		return l.T(f.hint())
	case !ok:
		return l.T("date.unclear", "hint", l.T(f.hint()))
	case !c.IsZero():
		return l.T("date.preview_at", "date", l.ShortDayYear(d), "clock", l.Clock(c), "distance", l.Distance(d, today))
	}
	return l.T("date.preview", "date", l.ShortDayYear(d), "distance", l.Distance(d, today))
}

func (f *DateField) hint() string {
	switch {
	case f.Timed:
		return "date.hint_when"
	case f.Past:
		return "date.hint_past"
	}
	return "date.hint"
}

func (f *DateField) today() locale.Date { return locale.Today(f.env.Now()) }

// fieldWidth is how many cells of a view the typed text takes, room permitting.
const fieldWidth = 18

// Update takes a key press or a paste, as [Input.Update] does.
func (f *DateField) Update(msg tea.Msg) tea.Cmd { return f.Input.Update(msg) }

// View draws what is typed and, on its right, what is understood, on at most w cells.
func (f *DateField) View(w int) string {
	field := f.Input.View(min(w, fieldWidth))
	room := w - fieldWidth - 3
	if room < 8 {
		return field
	}
	style, sign := f.env.Theme.Muted, "  "
	switch {
	case f.Problem():
		style, sign = f.env.Theme.Late, "▲ "
	case !f.Empty():
		style, sign = f.env.Theme.Accent, "→ "
	}
	return field + " " + style.Render(sign+ansi.Truncate(text.CleanLine(f.Preview()), room, "…"))
}

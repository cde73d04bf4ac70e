package widget

import (
	"slices"
	"strings"

	"seuil/model/text"
)

// FormField is one line of a [Form]: a text that is read ([FormField.Read]) or one of several choices.
type FormField struct {
	Key     string
	Label   string
	Initial string                 // what stands in the field at first: text as a person types it, or the value of a choice
	Limit   int                    // most characters; zero: no limit
	Read    func(s string) Reading // nil: the text is the value
	Choices []Choice               // not nil: the field is picked from a list
	Free    bool                   // a choice that is not in the list is a value too
	Hint    string                 // shown beside the field while it is empty and has the focus
}

// Choice is one line of the list of a field.
type Choice struct{ Value, Label string }

// Reading is what a field made of the text in it. With a Reason the text was not understood and there is no value.
type Reading struct {
	Value   string // as it is to be stored
	Preview string // how it was understood; none if the text says it already
	Reason  string // a sentence: why it was not understood
}

// Form is a list of fields, one a line. It never traps: every field can be left whatever stands in it, and a text that is
// not understood stays as it was typed, marked with its reason. What is to happen with a whole form is its page's affair.
type Form struct {
	env    *Env
	lines  []*formLine
	at     int // the field that has the focus
	top    int // first line drawn
	width  int
	height int
}

// formLine is a field with what a person did to it.
type formLine struct {
	FormField
	input  *Input
	value  string // of a choice
	open   bool   // the list of choices shows
	pick   int    // selected line of the list
	first  string // value at the start, to know what was changed
	before string // text at the start, to restore it
}

// NewForm is a form with the focus on its first field.
func NewForm(env *Env, fields ...FormField) *Form {
	f := &Form{env: env}
	for _, field := range fields {
		l := &formLine{FormField: field, input: NewInput(env)}
		l.input.Limit = field.Limit
		f.lines = append(f.lines, l)
		f.restore(l, field.Initial)
		l.first, l.before = f.reading(l).Value, field.Initial
	}
	f.Focus("")
	return f
}

// restore puts a text, or the value of a choice, into a field.
func (f *Form) restore(l *formLine, s string) {
	l.open, l.pick = false, 0
	if !l.isChoice() {
		l.input.SetValue(s)
		return
	}
	l.value = s
	l.input.SetValue("")
	if i := l.index(s); i < 0 && s != "" {
		l.value = ""
		l.input.SetValue(s)
	}
}

// index is the place of a value among the choices, or -1.
func (l *formLine) index(value string) int {
	return slices.IndexFunc(l.Choices, func(c Choice) bool { return c.Value == value })
}

func (l *formLine) isChoice() bool { return l.Choices != nil || l.Free }

func (f *Form) line(key string) *formLine {
	for _, l := range f.lines {
		if l.Key == key {
			return l
		}
	}
	return nil
}

// Set puts a text, or the value of a choice, into a field, as if a person had.
func (f *Form) Set(key, s string) {
	if l := f.line(key); l != nil {
		f.restore(l, s)
	}
}

// SetChoices gives a field another list. A value that is not in it is gone.
func (f *Form) SetChoices(key string, choices []Choice) {
	if l := f.line(key); l != nil {
		l.Choices = choices
		if !l.Free && l.index(l.value) < 0 {
			l.value = ""
		}
	}
}

// reading is what the field makes of what stands in it.
func (f *Form) reading(l *formLine) Reading {
	typed := strings.TrimSpace(l.input.Value())
	switch {
	case l.isChoice() && typed == "":
		return Reading{Value: l.value}
	case l.isChoice() && l.Free:
		return Reading{Value: typed, Preview: f.env.L.T("form.new")}
	case l.isChoice():
		return Reading{Reason: f.env.L.T("form.not_listed")}
	case typed == "" || l.Read == nil:
		return Reading{Value: typed}
	}
	return l.Read(typed)
}

// Value is what a field holds, as it is to be stored; nothing if it was not understood.
func (f *Form) Value(key string) string {
	if l := f.line(key); l != nil {
		return f.reading(l).Value
	}
	return ""
}

// Typed is the text of a field as it stands there, and whether it is a choice of the list.
func (f *Form) Typed(key string) (s string, listed bool) {
	l := f.line(key)
	if l == nil {
		return "", false
	}
	if l.isChoice() && l.input.Empty() {
		return l.value, true
	}
	return strings.TrimSpace(l.input.Value()), false
}

// Changed says that the field holds something else than at the start, understood or not.
func (f *Form) Changed(key string) bool {
	l := f.line(key)
	if l == nil {
		return false
	}
	r := f.reading(l)
	return r.Reason != "" || r.Value != l.first
}

// Dirty says that any field was changed.
func (f *Form) Dirty() bool {
	return slices.ContainsFunc(f.lines, func(l *formLine) bool { return f.Changed(l.Key) })
}

// Refused are the fields whose text was not understood, in the order of the form.
func (f *Form) Refused() []string {
	var keys []string
	for _, l := range f.lines {
		if f.reading(l).Reason != "" {
			keys = append(keys, l.Key)
		}
	}
	return keys
}

// LabelOf is the label of a field.
func (f *Form) LabelOf(key string) string {
	if l := f.line(key); l != nil {
		return l.Label
	}
	return ""
}

// At is the key of the field that has the focus.
func (f *Form) At() string {
	if len(f.lines) == 0 {
		return ""
	}
	return f.lines[f.at].Key
}

// Focus moves the focus to a field; an unknown key moves it to the first.
func (f *Form) Focus(key string) {
	f.moveTo(max(0, slices.IndexFunc(f.lines, func(l *formLine) bool { return l.Key == key })))
}

// moveTo moves the focus, within the form. What was typed into a list is settled on leaving it.
func (f *Form) moveTo(i int) {
	if len(f.lines) == 0 {
		return
	}
	f.settle(f.lines[f.at])
	f.at = min(max(i, 0), len(f.lines)-1)
	for j, l := range f.lines {
		if j == f.at {
			l.input.Focus()
		} else {
			l.input.Blur()
		}
	}
}

// Revert restores what stood in the field at the start; ok is false if it stands there still.
func (f *Form) Revert() (ok bool) {
	if len(f.lines) == 0 {
		return false
	}
	l := f.lines[f.at]
	if was, _ := f.Typed(l.Key); was == l.before && !l.open {
		return false
	}
	f.restore(l, l.before)
	return true
}

// matches are the choices that fit what was typed: every word of it, accents and case aside, somewhere in the label.
func (l *formLine) matches() []Choice {
	words := strings.Fields(text.Fold(l.input.Value()))
	var fit []Choice
	for _, c := range l.Choices {
		label := text.Fold(c.Label)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(label, w) }) {
			fit = append(fit, c)
		}
	}
	return fit
}

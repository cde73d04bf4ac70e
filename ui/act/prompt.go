package act

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/text"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// field is the key of the field of a dialog that asks for one thing.
const field = "value"

// NewPrompt asks for one line of text, which cannot be empty.
func NewPrompt(env *widget.Env, title, label string, then func(string) tea.Cmd) nav.Dialog {
	return NewPromptFrom(env, title, label, "", then)
}

// NewPromptFrom is [NewPrompt] with a text to begin with.
func NewPromptFrom(env *widget.Env, title, label, initial string, then func(string) tea.Cmd) nav.Dialog {
	return newPrompt(env, title, nil, label, initial, then)
}

// NewPromptAbout is [NewPrompt] below lines that say what the answer does.
func NewPromptAbout(env *widget.Env, title string, lines []string, label string, then func(string) tea.Cmd) nav.Dialog {
	return newPrompt(env, title, lines, label, "", then)
}

func newPrompt(env *widget.Env, title string, lines []string, label, initial string, then func(string) tea.Cmd) nav.Dialog {
	d := asking(env, title, lines)
	d.form = widget.NewForm(env, widget.FormField{Key: field, Label: label, Limit: model.MaxLabel, Initial: initial})
	d.accept = func() tea.Cmd { return then(d.form.Value(field)) }
	return d
}

// NewWord asks for a word to be typed: nothing less confirms what cannot be undone. Case and accents do not matter.
func NewWord(env *widget.Env, title string, lines []string, word string, then func() tea.Cmd) nav.Dialog {
	d := asking(env, title, lines)
	read := func(s string) widget.Reading {
		if text.Fold(strings.TrimSpace(s)) != text.Fold(word) {
			return widget.Reading{Reason: env.L.T("task.other_word")}
		}
		return widget.Reading{Value: word}
	}
	d.form = widget.NewForm(env, widget.FormField{Key: field, Label: env.L.T("task.type_word", "word", word), Limit: model.MaxLabel, Read: read})
	d.accept = then
	return d
}

// asking is a dialog of one field that cannot be empty, below lines.
func asking(env *widget.Env, title string, lines []string) *dialog {
	d := &dialog{env: env, title: title, required: []string{field}}
	for _, s := range lines {
		d.intro = append(d.intro, widget.Lines(s, dialogWidth-edges, maxLines)...)
	}
	return d
}

// Question asks for one letter. Esc does nothing and Enter never confirms.
type Question struct {
	env     *widget.Env
	title   string
	lines   []string
	answers []Answer
	done    bool
}

// Answer is one answer to a [Question]: its letter, what it does in a few words, and the doing of it.
type Answer struct {
	Key, Label string
	Run        func() tea.Cmd
}

// maxLines is how many lines of each text a question shows, and pasteLines of a text that was pasted.
const (
	maxLines   = 6
	pasteLines = 4
)

// NewQuestion asks a question told in lines of text.
func NewQuestion(env *widget.Env, title string, lines []string, answers ...Answer) *Question {
	return &Question{env: env, title: title, lines: lines, answers: answers}
}

// OfferNote answers a paste outside of a field: a note about a household with that text, if wanted; never a series of commands.
func (d *Desk) OfferNote(id model.ID, pasted string) tea.Cmd {
	if strings.TrimSpace(pasted) == "" {
		return nil
	}
	l := d.Env.L
	open := nav.Open{Route: nav.Route{Page: nav.Note, Case: id}}
	yes := func() tea.Cmd { return tea.Sequence(nav.Send(open), nav.Send(tea.PasteMsg{Content: pasted})) }
	title := l.T("task.paste_title", "who", d.title([]model.ID{id}))
	return nav.Send(nav.Show{Dialog: NewQuestion(d.Env, title, widget.Lines(pasted, dialogWidth-edges, pasteLines),
		Answer{Key: l.T("task.key.paste"), Label: l.T("task.paste_yes"), Run: yes})})
}

// Keys are the letters of the answers, and Esc.
func (q *Question) Keys() []nav.Binding {
	var table []nav.Binding
	for _, a := range q.answers {
		run := func() tea.Cmd { q.done = true; return a.Run() }
		table = append(table, nav.Binding{Keys: []string{a.Key}, Label: a.Label, Hint: true, Run: run})
	}
	close := func() tea.Cmd { q.done = true; return nil }
	leave := "task.cancel"
	if len(q.answers) == 0 {
		leave = "palette.close" // nothing is asked, so nothing is given up
	}
	return append(table, nav.Binding{Keys: []string{"esc"}, Label: q.env.L.T(leave), Hint: true, Run: close})
}

// Update ignores what is not an answer.
func (q *Question) Update(tea.Msg) tea.Cmd { return nil }

// Typing is false: letters are answers.
func (q *Question) Typing() bool { return false }

// Cursor is hidden.
func (q *Question) Cursor() *tea.Cursor { return nil }

// Done says that the question is answered or left.
func (q *Question) Done() bool { return q.done }

// View draws the question and its answers in a frame.
func (q *Question) View(w, h int) string {
	w = min(w, dialogWidth)
	var lines []string
	for _, s := range q.lines {
		if s == "" {
			lines = append(lines, "")
		}
		lines = append(lines, widget.Lines(s, w-edges, max(1, min(h-8, maxLines)))...)
	}
	lines = append(lines, "")
	for _, b := range q.Keys() {
		lines = append(lines, widget.KeyHint(q.env, q.env.L.KeyName(b.Keys[0]), b.Label))
	}
	return widget.Frame(q.env, w, q.title, lines)
}

package palette

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// question asks for one letter; Esc does nothing, and Enter never confirms.
type question struct {
	env       *widget.Env
	text, yes string
	keys      []string
	run       func() tea.Cmd
	done      bool
}

// NewQuestion asks a question that the letters french or english answer with yes.
func NewQuestion(env *widget.Env, text, yes, french, english string, run func() tea.Cmd) nav.Dialog {
	return &question{env: env, text: text, yes: yes, keys: []string{french, english}, run: run}
}

func (q *question) Keys() []nav.Binding {
	return []nav.Binding{
		{Keys: q.keys, Label: q.yes, Hint: true, Run: func() tea.Cmd { q.done = true; return q.run() }},
		{Keys: []string{"esc"}, Label: q.env.L.T("palette.stay"), Hint: true, Run: func() tea.Cmd { q.done = true; return nil }},
	}
}

func (q *question) Update(tea.Msg) tea.Cmd { return nil }
func (q *question) Typing() bool           { return false }
func (q *question) Cursor() *tea.Cursor    { return nil }
func (q *question) Done() bool             { return q.done }

func (q *question) View(w, _ int) string {
	th, l := q.env.Theme, q.env.L
	text := ansi.Truncate(q.text, w-frame, "…")
	answers := strings.ToUpper(q.keys[0]) + " " + q.yes + "   " + l.KeyName("esc") + " " + l.T("palette.stay")
	inner := max(ansi.StringWidth(text), ansi.StringWidth(answers))
	edge := th.Muted.Render("│")
	return strings.Join([]string{
		th.Muted.Render("┌" + strings.Repeat("─", inner+2) + "┐"),
		edge + " " + th.Bold.Render(pad(text, inner)) + " " + edge,
		edge + " " + th.Muted.Render(pad(answers, inner)) + " " + edge,
		th.Muted.Render("└" + strings.Repeat("─", inner+2) + "┘"),
	}, "\n")
}

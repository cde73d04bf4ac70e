package exchange

import (
	"context"
	"path/filepath"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/text"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// copyOut asks for the folder that the vault is to be copied to: the last one, if there was one.
func (p *Page) copyOut() tea.Cmd {
	l := p.env.L
	_, folder := p.s.LastCopy()
	return p.ask(act.NewPromptFrom(p.env, l.T("exchange.copy.title"), l.T("exchange.copy.folder"), folder, func(typed string) tea.Cmd { return p.copyTo(pathOf(typed)) }))
}

// copyTo copies the vault into a folder.
func (p *Page) copyTo(folder string) tea.Cmd {
	s, l := p.s, p.env.L
	path, err := filepath.Abs(folder)
	if err != nil {
		return p.refuse(store.ErrCopyFolder)
	}
	return begin(p, l.T("exchange.copy.writing", "dir", text.CleanLine(path)), func(ctx context.Context, tell func(int, int)) (store.Copy, error) {
		return s.CopyOut(ctx, path, tell)
	}, func(c store.Copy, err error) tea.Cmd {
		if err != nil {
			return p.refuse(err)
		}
		key, tone := "exchange.copy.done", nav.Done
		if c.SameDisk {
			key, tone = "exchange.copy.same_disk", nav.Warn
		}
		return tea.Batch(p.people.look(), p.say(tone, l.T(key, "file", filepath.Base(c.Path))))
	})
}

// saved says how old the backup and the copy elsewhere are, on w cells: on one line if there is room.
func (v *people) saved(w int) []string {
	th, l := v.p.env.Theme, v.p.env.L
	at, _ := v.p.s.LastCopy()
	mark, style, text := "√ ", th.Done, ""
	switch ago := l.Distance(model.DateOf(v.p.local(at)), v.p.today()); {
	case at.IsZero():
		mark, style, text = "▲ ", th.Late, l.T("exchange.copy.never")
	case v.p.env.Now().Sub(at) >= store.CopyEvery:
		mark, style, text = "▲ ", th.Late, l.T("exchange.copy.old", "when", ago)
	default:
		text = l.T("exchange.copy.last", "when", ago)
	}
	line := func(style lipgloss.Style, mark, text string) string {
		return " " + style.Render(mark) + th.Muted.Render(text)
	}
	keys := "   " + widget.KeyHint(v.p.env, "S", l.T("exchange.key.copy")) + "   " + widget.KeyHint(v.p.env, "H", l.T("exchange.key.log"))
	if v.backup.IsZero() {
		return []string{line(style, mark, text), keys}
	}
	backup := l.T("exchange.backup", "when", v.p.stamp(v.backup))
	if both := joined(" · ", backup, text); widget.Width(both) <= w-2 {
		return []string{line(style, mark, both), keys}
	}
	return []string{line(th.Done, "√ ", backup), line(style, mark, text), keys}
}

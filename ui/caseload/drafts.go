package caseload

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// resume opens the editor on a draft, with the cursor where it stood.
func (p *Page) resume(d model.Draft) tea.Cmd {
	return nav.Send(nav.Open{Route: nav.Route{Page: nav.Note, Case: d.Case, Record: d.ID, Arg: "draft"}})
}

// draftTitle says when a draft was written and about whom.
func (p *Page) draftTitle(d model.Draft) string {
	at := d.At.In(p.env.Now().Location())
	stamp := p.env.L.TimeOfDay(at)
	if model.DateOf(at) != p.today() {
		stamp = p.env.L.Stamp(at)
	}
	return p.env.L.T("caseload.draft_of", "at", stamp, "who", p.names.Title(d.Case, p.session.Case(d.Case).Name()))
}

// chooseDraft asks what to do with a draft: which one first, if there are several.
func (p *Page) chooseDraft() tea.Cmd {
	if len(p.drafts) == 1 {
		return p.askDraft(p.drafts[0])
	}
	drafts := p.drafts
	options := make([]act.Option, len(drafts))
	for i, d := range drafts {
		options[i] = act.Option{Label: p.draftTitle(d)}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, p.env.L.T("caseload.drafts_title"), options, func(i int) tea.Cmd { return p.askDraft(drafts[i]) })})
}

// askDraft shows the text of a draft before it is thrown away for good.
func (p *Page) askDraft(d model.Draft) tea.Cmd {
	l := p.env.L
	var zones []string
	for _, f := range d.Fields {
		if strings.Contains(" facts words appraisal shareable ", " "+f.Name+" ") && f.Value != "" {
			zones = append(zones, f.Value)
		}
	}
	excerpt := p.names.Text(p.session.Case(d.Case).Members(), strings.Join(zones, " "))
	return nav.Send(nav.Show{Dialog: act.NewQuestion(p.env, p.draftTitle(d), []string{excerpt, l.T("caseload.draft_warning")},
		act.Answer{Key: l.T("caseload.letter.resume"), Label: l.T("caseload.help.resume"), Run: func() tea.Cmd { return p.resume(d) }},
		act.Answer{Key: l.T("caseload.letter.drop"), Label: l.T("caseload.drop_draft"), Run: p.send(nav.DropDraft{ID: d.ID})},
	)})
}

// maxPasteShown is how much of a pasted text the question shows, in bytes.
const maxPasteShown = 300

// offerNote answers a paste outside of a field: never a series of commands, but a note with that text, if wanted.
func (p *Page) offerNote(pasted string) tea.Cmd {
	r := p.current()
	if r == nil || strings.TrimSpace(pasted) == "" {
		return nil
	}
	l := p.env.L
	start := pasted
	if len(start) > maxPasteShown {
		start = strings.ToValidUTF8(start[:maxPasteShown], "") + "…"
	}
	yes := func() tea.Cmd {
		open := nav.Open{Route: nav.Route{Page: nav.Note, Case: r.Case}}
		return tea.Sequence(nav.Send(open), nav.Send(tea.PasteMsg{Content: pasted}))
	}
	title := l.T("caseload.paste_title", "who", p.names.Title(r.Case, r.Name))
	return nav.Send(nav.Show{Dialog: act.NewQuestion(p.env, title, []string{"« " + start + " »"},
		act.Answer{Key: l.T("caseload.letter.yes"), Label: l.T("caseload.paste_yes"), Run: yes},
	)})
}

package caseload

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/text"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// Acts on saved views.
const (
	actSaveView   model.Act = "view.save"
	actRenameView model.Act = "view.rename"
	actDeleteView model.Act = "view.delete"
)

// builtIn are the views that are always there: view.<code>.name and, but for the last, view.<code>.query.
func builtIn() []string { return []string{"late", "week", "mine", "silent", "all"} }

// views are the built-in views and then those of the registry.
func (p *Page) views() (list []model.View) {
	l := p.env.L
	for _, code := range builtIn() {
		v := model.View{Name: l.T("view." + code + ".name")}
		if key := "view." + code + ".query"; l.Has(key) {
			v.Query = l.T(key)
		}
		list = append(list, v)
	}
	return append(list, p.session.Registry().Views()...)
}

// chooseView offers all views with how many households each shows, and what can be done to those that were saved.
func (p *Page) chooseView() tea.Cmd {
	l := p.env.L
	var options []act.Option
	var run []func() tea.Cmd
	add := func(label, detail string, do func() tea.Cmd) {
		options, run = append(options, act.Option{Label: label, Detail: detail}), append(run, do)
	}
	views := p.views()
	for _, v := range views {
		detail := l.Number(p.list.number(p.lexicon.parse(v.Query)))
		if who := p.session.Registry().Worker(v.Worker).Name; who != "" {
			detail = who + " · " + detail
		}
		add(v.Name, detail, func() tea.Cmd { p.show(v); return nil })
	}
	if query := strings.TrimSpace(p.filter.Value()); query != "" {
		add(l.T("view.keep", "query", query), "", p.saveView(query))
	}
	if saved := views[len(builtIn()):]; len(saved) > 0 {
		add(l.T("view.rename"), "", p.onView(l.T("view.rename"), saved, p.renameView))
		add(l.T("view.delete"), "", p.onView(l.T("view.delete"), saved, p.deleteView))
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, l.T("view.title"), options, func(i int) tea.Cmd { return run[i]() })})
}

// show filters the list by a view.
func (p *Page) show(v model.View) {
	p.typing = false
	p.filter.SetValue(v.Query)
	p.ask(v.Name)
}

// saveView asks for the name under which a query is kept. One's own view of the same name is replaced.
func (p *Page) saveView(query string) func() tea.Cmd {
	l, team := p.env.L, p.session.Registry()
	me := team.Owner(p.session.Device()).ID
	save := func(name string) tea.Cmd {
		id, v := p.session.NewID(), model.View{Name: name, Query: query, Worker: me}
		for _, old := range team.Views() {
			if old.Worker == me && text.Fold(old.Name) == text.Fold(name) {
				id = old.ID
			}
		}
		return p.commitView(l.T("view.saved", "name", name))(team.Put(actSaveView, id, &v))
	}
	return func() tea.Cmd {
		return nav.Send(nav.Show{Dialog: act.NewPrompt(p.env, l.T("view.keep", "query", query), l.T("view.name"), save)})
	}
}

// onView asks which of the saved views is meant.
func (p *Page) onView(title string, saved []model.View, do func(model.View) tea.Cmd) func() tea.Cmd {
	options := make([]act.Option, len(saved))
	for i, v := range saved {
		options[i] = act.Option{Label: v.Name, Detail: v.Query}
	}
	return func() tea.Cmd {
		return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, title, options, func(i int) tea.Cmd { return do(saved[i]) })})
	}
}

func (p *Page) renameView(v model.View) tea.Cmd {
	l := p.env.L
	rename := func(name string) tea.Cmd {
		v.Name = name
		return p.commitView(l.T("view.renamed", "name", name))(p.session.Registry().Put(actRenameView, v.ID, &v))
	}
	return nav.Send(nav.Show{Dialog: act.NewPromptFrom(p.env, l.T("view.rename"), l.T("view.name"), v.Name, rename)})
}

func (p *Page) deleteView(v model.View) tea.Cmd {
	return p.commitView(p.env.L.T("view.deleted", "name", v.Name))(p.session.Registry().Delete(actDeleteView, model.KindView, v.ID))
}

// commitView stores a write to a view, if there is anything to store. Ticks stay: no household was acted on.
func (p *Page) commitView(effect string) func(model.Write, bool) tea.Cmd {
	return func(w model.Write, ok bool) tea.Cmd {
		if !ok {
			return nil
		}
		return act.CommitFor(p.route)([]model.Write{w}, effect)
	}
}

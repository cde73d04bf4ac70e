package note

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// journal is what was done on the page, so that undo takes back what was done last, wherever the cursor is.
type journal struct{ past, future []step }

// step is one thing done: an edit, in one zone or several, or tasks that were created.
type step struct {
	zones []int
	tasks []model.Task
}

// edit runs f, which may change the text of any zone, as one step of undo, and looks the texts over afterwards.
func (p *Page) edit(f func()) {
	type was struct{ steps, version int }
	before := make([]was, len(p.zones))
	for i, z := range p.zones {
		before[i] = was{z.ed.Steps(), z.ed.Version()}
	}
	f()
	var began []int
	changed := false
	for i, z := range p.zones {
		changed = changed || z.ed.Version() != before[i].version
		if z.ed.Steps() > before[i].steps {
			began = append(began, i)
		}
	}
	if changed {
		p.journal.future = nil
	}
	if len(began) > 0 {
		p.journal.past = append(p.journal.past, step{zones: began})
	}
	if changed {
		p.check()
	}
	p.arrange()
}

// undo takes the last step back and goes where it was made; without one it says so.
func (p *Page) undo() tea.Cmd {
	if cmd, ok := p.replay(&p.journal.past, &p.journal.future, (*widget.Editor).Undo, p.removeTasks); ok {
		return cmd
	}
	return p.say(nav.Info, p.env.L.T("note.nothing_undone"))
}

// redo does again what was undone; without anything it says so.
func (p *Page) redo() tea.Cmd {
	if cmd, ok := p.replay(&p.journal.future, &p.journal.past, (*widget.Editor).Redo, p.restoreTasks); ok {
		return cmd
	}
	return p.say(nav.Info, p.env.L.T("note.nothing_redone"))
}

// replay takes the last step from one list to the other. A step that has nothing left to do is passed over.
func (p *Page) replay(from, to *[]step, do func(*widget.Editor) bool, tasks func([]model.Task) tea.Cmd) (cmd tea.Cmd, ok bool) {
	if p.state == saving || p.asked != nothing {
		return nil, true
	}
	for len(*from) > 0 && !ok {
		s := (*from)[len(*from)-1]
		*from = (*from)[:len(*from)-1]
		if cmd = tasks(s.tasks); cmd != nil {
			ok = true
		}
		for _, i := range s.zones {
			ok = do(p.zones[i].ed) || ok
		}
		if !ok {
			continue
		}
		*to = append(*to, s)
		if len(s.zones) > 0 {
			p.focus = s.zones[0]
			p.check()
			p.arrange()
		}
	}
	return cmd, ok
}

// removeTasks takes back tasks that the page created, unless somebody did something with them since.
func (p *Page) removeTasks(tasks []model.Task) tea.Cmd {
	var writes []model.Write
	for _, t := range tasks {
		if now, ok := p.dossier.Task(t.ID); !ok || now != t {
			continue
		}
		if w, ok := p.dossier.Delete(actRemove, model.KindTask, t.ID); ok {
			writes = append(writes, w)
		}
	}
	return p.commitTasks(writes, "note.removed")
}

// restoreTasks brings them back.
func (p *Page) restoreTasks(tasks []model.Task) tea.Cmd {
	var writes []model.Write
	for _, t := range tasks {
		if w, ok := p.dossier.Put(actTask, t.ID, &t); ok {
			writes = append(writes, w)
		}
	}
	return p.commitTasks(writes, "note.created")
}

func (p *Page) commitTasks(writes []model.Write, effect string) tea.Cmd {
	if len(writes) == 0 {
		return nil
	}
	p.asked = theTasks
	return nav.Send(nav.Commit{To: p.to(), Writes: writes, Effect: p.env.L.N(effect, len(writes))})
}

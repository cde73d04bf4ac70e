package note

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
)

// contact is the note as it would be stored. A correction leaves the zones that nobody touched as they are.
func (p *Page) contact() model.Contact {
	k := p.head
	for _, z := range p.zones {
		s, was := z.ed.Text(), *textOf(&p.opened, z.field)
		if !p.old.revision() || s != was {
			s = p.heads.strip(s)
		}
		*textOf(&k, z.field) = s
	}
	return k
}

// touched says that there is something to keep: text in a zone, or a word in the details. A kind alone is nothing yet.
func (p *Page) touched() bool {
	was, is := p.opened, p.head
	for _, z := range p.zones {
		former := textOf(&was, z.field)
		if s := z.ed.Text(); p.old.revision() && s != *former || !p.old.revision() && !p.heads.bare(s) {
			return true
		}
		*former = ""
	}
	if !p.old.revision() {
		if was.Kind = is.Kind; is.Outcome == usual(is.Kind) {
			was.Outcome = is.Outcome
		}
	}
	return was != is
}

// done stores the note and leaves. Without anything to keep it only leaves.
func (p *Page) done() tea.Cmd {
	switch {
	case p.state == saving || p.asked != nothing:
		return nil
	case p.state == missing:
		return nav.Send(nav.Back{})
	case !p.touched():
		return p.leave()
	}
	k := p.contact()
	if err := k.Validate(); err != nil {
		return p.say(nav.Bad, p.env.L.Error(err))
	}
	writes, ok := p.writes(&k)
	if !ok {
		return p.leave()
	}
	p.asked, p.state = theNote, saving
	return nav.Send(nav.Commit{To: p.to(), Writes: writes, Effect: p.effect(), Draft: p.id})
}

func (p *Page) to() nav.To { return nav.To{Route: p.route} }

func (p *Page) effect() string {
	who := p.names.Title(p.route.Case, p.dossier.Name())
	switch {
	case p.old.revision():
		return p.env.L.T("note.corrected", "who", who)
	case p.private:
		return p.env.L.T("note.stored_me", "who", who)
	}
	return p.env.L.T("note.stored", "who", who)
}

// leave goes back without a change and throws the draft away.
func (p *Page) leave() tea.Cmd {
	p.state = saved
	cmds := []tea.Cmd{nav.Send(nav.DropDraft{ID: p.id}), nav.Send(nav.Back{})}
	if !p.old.revision() {
		cmds = append(cmds, p.say(nav.Info, p.env.L.T("note.dropped")))
	}
	return tea.Batch(cmds...)
}

// writes are the writes that store the contact; ok is false if it says nothing new.
func (p *Page) writes(k *model.Contact) (writes []model.Write, ok bool) {
	if p.old.revision() {
		w, _ := p.old.home.Put(actRevise, p.id, k)
		changed := changedFields(&p.opened, k)
		w.Fields = slices.DeleteFunc(w.Fields, func(f model.Field) bool { return !slices.Contains(changed, f.Name) })
		return []model.Write{w}, len(w.Fields) > 0
	}
	home := p.route.Case
	if p.private {
		home, writes = p.ownCase()
	}
	w, ok := model.Fold(home, nil).Put(actAdd, p.id, k)
	writes = append(writes, w)
	if p.private {
		writes = append(writes, p.unlink()...)
	}
	return writes, ok
}

// linked are the tasks of the team that name this note.
func (p *Page) linked() (list []model.Task) {
	for _, t := range p.tasks {
		if t.Contact == p.id {
			list = append(list, t)
		}
	}
	return list
}

// unlink takes the name of a note that became private out of the tasks that were created while it was the team's.
func (p *Page) unlink() (writes []model.Write) {
	for _, t := range p.linked() {
		t.Contact = model.ID{}
		w, _ := p.dossier.Put(actAdd, t.ID, &t)
		w.Fields = slices.DeleteFunc(w.Fields, func(f model.Field) bool { return f.Name != "contact" })
		if len(w.Fields) > 0 {
			writes = append(writes, w)
		}
	}
	return writes
}

// ownCase is my private companion of the case, with the write that makes it if there is none yet.
func (p *Page) ownCase() (id model.ID, writes []model.Write) {
	if own := p.s.Companions(p.route.Case); len(own) > 0 {
		return own[0].ID, nil
	}
	id = p.s.NewCase()
	if w, ok := model.Fold(id, nil).Put(actAdd, id, &model.Companion{Main: p.route.Case}); ok {
		writes = append(writes, w)
	}
	return id, writes
}

// changedFields are the fields that differ. Only they are written: a field with several live values that her writer left
// alone stays for a person to settle.
func changedFields(was, is *model.Contact) (names []string) {
	former := fieldsOf(was)
	for _, f := range fieldsOf(is) {
		if !slices.Contains(former, f) {
			names = append(names, f.Name)
		}
	}
	for _, f := range former { // emptied ones
		if !slices.ContainsFunc(fieldsOf(is), func(g model.Field) bool { return g.Name == f.Name }) {
			names = append(names, f.Name)
		}
	}
	return names
}

// committed goes back once the note is on the disk. After an error the text stays; the root has said why.
func (p *Page) committed(msg nav.Committed) tea.Cmd {
	asked := p.asked
	p.asked = nothing
	switch {
	case asked == theNote && msg.Err == nil:
		p.state = saved
		return nav.Send(nav.Back{})
	case asked == theNote:
		p.state = writing
		p.arrange()
	case asked == theTasks:
		p.reread()
	}
	return nil
}

package note

import (
	"slices"
	"strings"

	"seuil/model"
	"seuil/ui/nav"
)

var _ nav.Keeper = (*Page)(nil)

// Draft is the note as it stands, unless there is nothing to keep. There is none while the note itself is on its way to the
// disk: a draft that came after it would be offered again.
func (p *Page) Draft() (d model.Draft, ok bool) {
	if p.state == missing || p.state == saved || p.state == saving || !p.touched() {
		return d, false
	}
	d = model.Draft{ID: p.id, Case: p.route.Case, Kind: model.KindContact, Seen: p.old.seen, Zone: p.zone().field,
		Cursor: p.zone().ed.At(), At: p.env.Now()}
	k := p.head
	for _, z := range p.zones {
		*textOf(&k, z.field) = z.ed.Text()
	}
	d.Fields = append(fieldsOf(&k), model.Field{Name: model.DraftAudience, Value: p.audience()})
	return d, true
}

func (p *Page) audience() string {
	if p.private {
		return model.AudienceMe
	}
	return model.AudienceTeam
}

// fieldsOf are the fields of a contact that hold something, as they are stored.
func fieldsOf(k *model.Contact) []model.Field {
	w, _ := (&model.Case{}).Put("", k.ID, k)
	return w.Fields
}

// contactOf is the contact that fields make.
func contactOf(id model.ID, fields []model.Field) model.Contact {
	fields = slices.SortedFunc(slices.Values(fields), func(a, b model.Field) int { return strings.Compare(a.Name, b.Name) })
	k, _ := model.Fold(id, []*model.Change{{Write: model.Write{Case: id, Kind: model.KindContact, Record: id, Fields: fields}}}).Contact(id)
	k.ID = id
	return k
}

// resume goes on with a draft, the cursor where it was.
func (p *Page) resume() {
	drafts := p.s.Drafts()
	i := slices.IndexFunc(drafts, func(d model.Draft) bool { return d.ID == p.route.Record })
	if i < 0 {
		p.state = missing
		return
	}
	d := drafts[i]
	p.resumed = d.At
	p.id = d.ID
	if p.id.IsZero() {
		p.id = p.s.NewID()
	}
	for _, f := range d.Fields {
		if f.Name == model.DraftAudience {
			p.private = p.told || f.Value == model.AudienceMe
		}
	}
	p.fill(contactOf(p.id, d.Fields))
	p.opened = model.Contact{ID: p.id, Kind: p.head.Kind, Date: p.head.Date, Start: p.head.Start, Worker: p.head.Worker, Outcome: usual(p.head.Kind)}
	p.resumeCorrection(d)
	p.focus = zoneOf(d.Zone)
	p.zone().ed.Go(d.Cursor)
}

// resumeCorrection finds what a correction was begun from. If it is gone from this vault the draft becomes a new note: its
// text is not lost.
func (p *Page) resumeCorrection(d model.Draft) {
	if len(d.Seen) == 0 {
		return
	}
	home := p.homeOf(p.id)
	if home == nil {
		return
	}
	if p.old = originOf(home, p.id, d.Seen); p.old.revision() {
		p.opened, _ = p.old.home.Contact(p.id)
		p.opened.Private = p.private
	}
}

package note

import (
	"slices"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/widget"
)

// zone is one of the texts of a note.
type zone struct {
	field   string // of model.Contact
	ed      *widget.Editor
	checked []*paragraph // what was found in the text, for each of its paragraphs
	version int          // of the text that was checked
	hits    []text.Range // where the query of the search stands

	y, top, rows int // where it is drawn: its heading, its first row, how many rows; no rows while it is folded
}

// zoneFields are the zones in their order on the page.
var zoneFields = []string{programme.ZoneFacts, programme.ZoneWords, programme.ZoneAppraisal, programme.ZoneShareable}

func newZones(env *widget.Env) []*zone {
	reg := &widget.Register{}
	zones := make([]*zone, len(zoneFields))
	for i, field := range zoneFields {
		ed := widget.NewEditor(env, reg, widget.Limits{Chars: model.MaxNote, Bytes: model.MaxValue})
		ed.Layout(80, 40)
		zones[i] = &zone{field: field, ed: ed}
	}
	return zones
}

// zone is the zone that is being written in.
func (p *Page) zone() *zone { return p.zones[p.focus] }

// zoneOf is the place of the zone of a field; the first for an unknown one.
func zoneOf(field string) int { return max(0, slices.Index(zoneFields, field)) }

// textOf is the text of the zone of a field, within a contact.
func textOf(k *model.Contact, field string) *string {
	switch field {
	case programme.ZoneWords:
		return &k.Words
	case programme.ZoneAppraisal:
		return &k.Appraisal
	case programme.ZoneShareable:
		return &k.Shareable
	}
	return &k.Facts
}

// goZone moves to the next or former zone, around.
func (p *Page) goZone(by int) {
	if p.state == quick {
		return
	}
	p.zone().ed.Seal()
	p.focus = (p.focus + by + len(p.zones)) % len(p.zones)
	p.arrange()
}

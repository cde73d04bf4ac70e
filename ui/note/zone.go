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
	p.focus = (p.focus + by + len(p.zones)) % len(p.zones)
	p.arrange()
}

// journal remembers in which zones each step of undo was made, so that undo takes back what was done last, wherever the
// cursor is.
type journal struct{ past, future [][]int }

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
		p.journal.past = append(p.journal.past, began)
	}
	if changed {
		p.check()
	}
	p.arrange()
}

// undo takes the last step back and goes where it was made; false if there is none.
func (p *Page) undo() bool {
	return p.replay(&p.journal.past, &p.journal.future, (*widget.Editor).Undo)
}

// redo does again what was undone; false if there is nothing.
func (p *Page) redo() bool {
	return p.replay(&p.journal.future, &p.journal.past, (*widget.Editor).Redo)
}

func (p *Page) replay(from, to *[][]int, do func(*widget.Editor) bool) bool {
	for len(*from) > 0 {
		step := (*from)[len(*from)-1]
		*from = (*from)[:len(*from)-1]
		done := false
		for _, i := range step {
			if do(p.zones[i].ed) {
				p.focus, done = i, true
			}
		}
		if done {
			if len(step) > 1 {
				p.focus = step[0]
			}
			*to = append(*to, step)
			p.check()
			p.arrange()
			return true
		}
	}
	return false
}

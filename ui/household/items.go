package household

import (
	"slices"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
)

// itemsOf are the dates of the case, computed by the programme and set by a person. While the former are being computed the
// latter stand alone.
func itemsOf(s Session, c *model.Case) []due.Item {
	o := s.Outlook(c.ID)
	if o == nil {
		o = &due.Outlook{Tasks: c.Tasks()}
	}
	return o.Items()
}

// itemRecord is the record that an item is, or that an act on it is written to.
func itemRecord(i due.Item) (model.Kind, model.ID) {
	kind := model.KindTask
	if i.Obligation != nil {
		kind = model.KindObligation
	}
	return kind, act.TargetOf(model.ID{}, i).Record()
}

// itemOf is the item that a record is about.
func (p *Page) itemOf(id model.ID) (due.Item, bool) {
	return at(p.facts.items, slices.IndexFunc(p.facts.items, func(i due.Item) bool { _, of := itemRecord(i); return of == id }))
}

// itemLabel is what an item is called, as it may be shown.
func (p *Page) itemLabel(i due.Item) string {
	if i.Task != nil {
		return p.text(i.Task.Label)
	}
	return i.Obligation.Rule.Label(p.lang())
}

// itemWho is the party that an item asks something of; nothing for the worker, who needs no reminder of that.
func (p *Page) itemWho(i due.Item) string {
	who := ""
	if i.Task != nil {
		who = i.Task.Who
	} else {
		who = i.Obligation.Rule.Who
	}
	if who == model.WhoWorker {
		return ""
	}
	return p.word("step.who.", who)
}

// itemMark is the symbol of an item, how far off it is, and the colour that goes with both.
func (p *Page) itemMark(i due.Item) (symbol, distance string, style lipgloss.Style) {
	th, l, today := p.env.Theme, p.env.L, p.today()
	switch {
	case !i.Open() && (i.Task != nil && !i.Task.Done.IsZero() || i.Task == nil && i.Obligation.State == due.Done):
		return "√", l.T("household.done_on", "date", p.date(i.Closed())), th.Done
	case !i.Open():
		return "◊", l.T("household.skipped_on", "date", p.date(i.Closed())), th.Muted
	case i.Due().IsZero():
		return "○", l.T("household.undated"), th.Muted
	}
	distance = l.Relative(i.Due(), today)
	switch days := i.Due().Sub(today); {
	case days < 0:
		return "▲", distance, th.Late
	case days < 7: // as in the caseload
		return "●", distance, th.Info
	}
	return "○", distance, th.Muted
}

// itemNote is what is worth knowing of an item besides its date: where, from when and why it was moved, by what it was done.
func (p *Page) itemNote(i due.Item) string {
	if i.Task != nil {
		return join(" · ", p.text(i.Task.Place), p.text(i.Task.Reason))
	}
	l, o := p.env.L, i.Obligation
	switch {
	case o.By != "":
		return l.T("household.date_by", "fact", p.teller().Fact(o.By))
	case o.Postponed && !o.Computed.IsZero() && o.State != due.Skipped:
		return join(" · ", l.T("household.date_from", "date", p.day(o.Computed)), p.text(o.Reason()))
	}
	return p.text(o.Reason())
}

// itemAbout is the lines below the list for the selected item: its whole name, who asks for it, the note that goes with it.
func (p *Page) itemAbout(i due.Item, w int) []string {
	th, l := p.env.Theme, p.env.L
	var words []string
	remark := ""
	if i.Task != nil {
		words = []string{l.T("household.date_set"), p.itemContact("task.why_decided", i.Task.Contact)}
	} else {
		o := i.Obligation
		var proof model.ID
		if o.Act != nil {
			proof, _ = model.ParseID(o.Act.Value("contact")) // checked when it was written: an error is unreachable
		}
		what := l.T("household.date_computed", "kind", p.word("due.kind.", o.Rule.Kind))
		words = []string{join(" · ", what, act.Requirements(o.Rule.Source)), p.itemContact("task.why_proof", proof)}
		remark = o.Rule.Note
	}
	lines := clip(p.itemLabel(i), w, 2, th.Bold)
	for _, s := range words {
		lines = append(lines, clip(s, w, 2, th.Text)...)
	}
	return append(lines, clip(remark, w, 2, th.Muted)...)
}

// itemContact names the contact that goes with an item; nothing if there is none that may be seen.
func (p *Page) itemContact(key string, id model.ID) string {
	k, ok := p.facts.contact(id)
	if !ok {
		return ""
	}
	return p.env.L.T(key, "kind", p.word("contact.kind.", string(k.Kind)), "date", p.date(k.Date))
}

// teller says what the programme of the household calls its codes.
func (p *Page) teller() act.Teller {
	prog := p.set.Programme(p.facts.header.Programme)
	return act.Teller{L: p.env.L, P: &prog}
}

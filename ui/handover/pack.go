package handover

import (
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/text"
	"seuil/ui/act"
)

// pack is the dossier de passation: what is open, who knows what, what the landlord was told, what stays behind and why; of what goes to
// another association only what is chosen, of the case itself (nil) all. Titles end with a colon, what stands under them begins with two
// spaces: it is kept as plain text. Whether there are private notes is not told: the text is the team's.
func (p *Page) pack(c *choosing) []string {
	l := p.env.L
	var lines []string
	section := func(title, none string, items []string) {
		lines = append(lines, l.T(title))
		if len(items) == 0 {
			items = []string{l.T(none)}
		}
		for _, s := range items {
			lines = append(lines, "  "+s)
		}
	}
	var ch model.Choice
	if c != nil {
		ch = c.chosen()
	}
	has := func(part model.Part) bool { return c == nil || ch.Has(part) }
	if has(model.PartDates) {
		section("handover.open", "handover.open_none", p.open())
	}
	section("handover.knows", "handover.knows_none", p.knows())
	if others := p.others(func(k model.Contact) bool { return c == nil || slices.Contains(ch.Notes, k.ID) }); len(others) > 0 {
		section("handover.others", "", others)
	}
	if has(model.PartPapers) {
		section("handover.papers", "handover.papers_none", p.papers())
	}
	if has(model.PartLandlord) {
		section("handover.landlord", "handover.landlord_none", p.landlordKnows())
	}
	section("handover.stays", "", p.stays(c))
	return lines
}

// stays is what does not go along, each with the reason.
func (p *Page) stays(c *choosing) (items []string) {
	l := p.env.L
	if c == nil {
		if n := p.conflicts(); n > 0 {
			items = append(items, l.N("handover.conflicts", n))
		}
		return append(items, l.T("handover.private"))
	}
	left := c.copied.Left
	var parts []string
	for _, part := range left.Parts {
		parts = append(parts, l.T("handover.short."+string(part)))
	}
	if len(parts) > 0 {
		items = append(items, l.T("handover.part_stays", "what", strings.Join(parts, " ; ")))
	}
	for _, count := range []struct {
		key string
		n   int
	}{{"handover.notes_stay", left.Notes}, {"handover.rest_stays", left.Partly}, {"handover.values_stay", left.Conflicts}, {"handover.fields_stay", len(c.without)},
		{"handover.consents_stay", len(p.c.Consents())}} {
		if count.n > 0 {
			items = append(items, l.N(count.key, count.n))
		}
	}
	return append(items, l.T("handover.history_stays"), l.T("handover.private"))
}

// conflicts is how many values of the case stand beside others.
func (p *Page) conflicts() (n int) {
	for r := range p.c.EachRecord() {
		if !r.Deleted() {
			n += len(r.Conflicts())
		}
	}
	return n
}

// open is what nobody has done yet, the late things first.
func (p *Page) open() (items []string) {
	o := p.s.Outlook(p.route.Case)
	if o == nil {
		return []string{p.env.L.T("handover.computing")}
	}
	teller := p.teller()
	for _, it := range o.Items() {
		if !it.Open() {
			continue
		}
		what := ""
		if it.Task != nil {
			what = p.names.Text(p.c.Members(), it.Task.Label)
		} else {
			what = teller.Occurrence(it.Obligation.Key)
		}
		items = append(items, p.dated(it, what))
	}
	return items
}

func (p *Page) teller() act.Teller {
	prog := p.set.Programme(p.c.Header().Programme)
	return act.Teller{L: p.env.L, P: &prog}
}

func (p *Page) dated(it due.Item, what string) string {
	l := p.env.L
	if it.Due().IsZero() {
		return what
	}
	return l.T("handover.item", "what", what, "date", l.Date(it.Due()), "far", l.Relative(it.Due(), p.today()))
}

// knows is who met or wrote to the household, how often, and when last: whom to ask.
func (p *Page) knows() (items []string) {
	type known struct {
		worker model.ID
		n      int
		last   model.Date
	}
	var list []known
	for _, k := range p.c.Contacts() { // newest first
		i := slices.IndexFunc(list, func(x known) bool { return x.worker == k.Worker })
		if i < 0 {
			list = append(list, known{k.Worker, 1, k.Date})
			continue
		}
		list[i].n++
	}
	from, _ := p.c.Arrival()
	for _, x := range list {
		who := p.worker(x.worker)
		if x.worker.IsZero() && from.By != "" {
			who = from.By
		}
		items = append(items, p.env.L.N("handover.contacts", x.n, "who", who, "date", p.env.L.Date(x.last)))
	}
	return items
}

// others are the third parties who were there, by their roles, of some contacts: how often, and when last.
func (p *Page) others(of func(model.Contact) bool) (items []string) {
	type met struct {
		who  string
		n    int
		last model.Date
	}
	var list []met
	for _, k := range p.c.Contacts() { // newest first
		if !of(k) {
			continue
		}
		for who := range strings.SplitSeq(k.Present, ",") {
			if who = strings.TrimSpace(who); who == "" {
				continue
			}
			i := slices.IndexFunc(list, func(m met) bool { return text.Fold(m.who) == text.Fold(who) })
			if i < 0 {
				i = len(list)
				list = append(list, met{who: p.names.Text(p.c.Members(), who), last: k.Date})
			}
			list[i].n++
		}
	}
	for _, m := range list {
		items = append(items, p.env.L.N("handover.contacts", m.n, "who", m.who, "date", p.env.L.Date(m.last)))
	}
	return items
}

// papers are those that every party has signed.
func (p *Page) papers() (items []string) {
	prog := p.set.Programme(p.c.Header().Programme)
	for _, a := range p.c.Agreements() {
		if !a.Frozen.IsZero() {
			items = append(items, p.env.L.T("handover.paper", "what", prog.Paper(a.Paper).Label(string(p.env.L.Lang)), "date", p.env.L.Date(a.Frozen)))
		}
	}
	slices.Sort(items)
	return items
}

// landlordKnows is the register of what the landlord was told.
func (p *Page) landlordKnows() (items []string) {
	l := p.env.L
	for _, d := range p.c.Disclosures() {
		items = append(items, l.T("liaison.left_line", "date", l.Date(d.On), "who", d.To, "purpose", l.T("liaison.purpose."+d.Purpose)))
	}
	return items
}

func (p *Page) worker(id model.ID) string {
	if name := p.s.Registry().Worker(id).Name; name != "" {
		return name
	}
	return p.env.L.T("household.unknown_worker")
}

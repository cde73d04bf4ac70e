package handover

import (
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
	"seuil/ui/widget"
)

// pack is the dossier de passation: what is open, who knows what, what the landlord was told, what stays behind and why. Titles end
// with a colon, what stands under them begins with two spaces: it is kept as plain text. Whether there are private notes is not told: the
// text is the team's.
func (p *Page) pack() []string {
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
	section("handover.open", "handover.open_none", p.open())
	section("handover.knows", "handover.knows_none", p.knows())
	section("handover.papers", "handover.papers_none", p.papers())
	section("handover.landlord", "handover.landlord_none", p.landlord())
	section("handover.stays", "", []string{l.T("handover.private")})
	return lines
}

// open is what nobody has done yet, the late things first.
func (p *Page) open() (items []string) {
	o := p.s.Outlook(p.route.Case)
	if o == nil {
		return []string{p.env.L.T("handover.computing")}
	}
	prog := p.set.Programme(p.c.Header().Programme)
	teller := act.Teller{L: p.env.L, P: &prog}
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
	for _, x := range list {
		items = append(items, p.env.L.N("handover.contacts", x.n, "who", p.worker(x.worker), "date", p.env.L.Date(x.last)))
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

// landlord is the register of what the landlord was told.
func (p *Page) landlord() (items []string) {
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

// View draws where the passing on stands, the text, and what was proposed before.
func (p *Page) View() string {
	if p.w == 0 {
		return ""
	}
	th, l := p.env.Theme, p.env.L
	head := p.route.Case.Ref()
	if p.c != nil {
		head = p.names.Title(p.route.Case, p.c.Name())
	}
	rows := []string{widget.Header(p.env, p.w, th.Muted.Render("‹ ")+th.Bold.Render(head)+th.Muted.Render("   "+l.T("handover.title"))), widget.Rule(p.env, p.w)}
	if p.c == nil {
		return strings.Join(append(rows, " "+th.Late.Render("▲ "+l.T("household.gone"))), "\n")
	}
	p.lines = p.text()
	p.top = max(0, min(p.top, len(p.lines)-p.room()))
	return strings.Join(append(rows, p.lines[p.top:min(len(p.lines), p.top+p.room())]...), "\n")
}

// text is all of the page below its head.
func (p *Page) text() (lines []string) {
	th, l := p.env.Theme, p.env.L
	h, open := p.c.Proposal()
	pack := p.pack()
	switch {
	case open:
		lines = p.wrapped(lines, l.T("handover.waiting", "from", p.worker(h.From), "to", p.worker(h.To), "date", l.Date(h.Proposed), "why", h.Reason), th.Info.Render)
		if h.Pack != "" {
			pack = strings.Split(h.Pack, "\n")
		}
	default:
		lines = p.wrapped(lines, l.T("handover.none", "lead", p.worker(p.c.Header().Lead)), th.Text.Render)
	}
	for _, s := range pack {
		style := th.Text.Render
		if !strings.HasPrefix(s, "  ") {
			style = th.Title.Render
			lines = append(lines, "")
		}
		lines = p.wrapped(lines, p.names.Text(p.c.Members(), s), style)
	}
	first := true
	for _, h := range p.c.Handovers() {
		if h.Open() {
			continue
		}
		if first {
			lines = append(lines, "", " "+th.Title.Render(l.T("handover.before")))
			first = false
		}
		key := "handover.was_refused"
		if h.Accepted {
			key = "handover.was_accepted"
		}
		lines = p.wrapped(lines, "  "+l.T(key, "from", p.worker(h.From), "to", p.worker(h.To), "date", l.Date(h.Answered), "why", h.Reason), th.Muted.Render)
	}
	return lines
}

// wrapped adds a text, indented as it is itself.
func (p *Page) wrapped(lines []string, s string, style func(...string) string) []string {
	text := strings.TrimLeft(s, " ")
	indent := strings.Repeat(" ", 1+len(s)-len(text))
	for i, line := range widget.WrapWords(text, p.w-len(indent)-3) {
		if i > 0 {
			line = "  " + line
		}
		lines = append(lines, indent+style(line))
	}
	return lines
}

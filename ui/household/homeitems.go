package household

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/widget"
)

// labelled is "Agence : Apt", or nothing without a value.
func (p *Page) labelled(kind model.Kind, name, value string) string {
	if value == "" {
		return ""
	}
	return p.env.L.T("household.labelled", "label", p.fieldName(kind, name), "value", value)
}

// sectionOf gives the first item of a section its heading; an empty section has one item that adds to it.
func (p *Page) sectionOf(name string, kind model.Kind, items []item, add func() tea.Cmd) []item {
	if len(items) == 0 {
		items = []item{{kind: kind, lines: []string{p.env.L.T("household.none." + name)}, edit: add}}
	}
	items[0].section = p.env.L.T("household.section." + name)
	return items
}

// labelWidth is how wide the labels of the accompaniment are drawn, in cells.
const labelWidth = 14

func (p *Page) headerItems() []item {
	h, k := p.facts.header, model.KindCase
	var lines []string
	for _, f := range []struct{ name, value string }{
		{"programme", p.programmeName(h.Programme)},
		{"lead", join(", ", p.workerName(h.Lead), p.facts.registry.Worker(h.Lead).Role)},
		{"operator", p.organisationName(h.Operator)},
		{"agency", p.agencyName(h.Agency)},
		{"origin", p.word("case.origin.", h.Origin)},
		{"received", p.date(h.Received)},
		{"funding", h.Funding},
		{"situation", p.text(h.Situation)},
		{"urgent", join(", ", p.date(h.Urgent), p.text(h.UrgentWhy))},
		{"closed", p.date(h.Closed)},
	} {
		if f.value != "" {
			lines = append(lines, widget.Pad(p.fieldName(k, f.name), labelWidth-1)+" "+f.value)
		}
	}
	it := item{kind: k, id: p.route.Case, lines: lines, label: labelWidth, edit: p.editHeader}
	if len(lines) == 0 {
		it.lines, it.label = []string{p.env.L.T("household.nothing_said")}, 0
	}
	return p.sectionOf("case", k, []item{it}, nil)
}

// phaseItems are the phases, the current one first. [model.Case.Phases] does not name the records, which are needed here.
func (p *Page) phaseItems() []item {
	type entry struct {
		id model.ID
		model.PhaseEntry
	}
	var list []entry
	for _, r := range p.facts.team.Records(model.KindPhase) {
		since, err := model.ParseDate(r.Value("since"))
		if err != nil {
			since = 0
		}
		list = append(list, entry{r.ID, model.PhaseEntry{Phase: r.Value("phase"), Since: since}})
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Or(cmp.Compare(b.Since, a.Since), bytes.Compare(b.id[:], a.id[:])) })
	var items []item
	for i, e := range list {
		line := join("  ", p.phaseName(e.Phase), p.period(e.Since, 0))
		items = append(items, item{kind: model.KindPhase, id: e.id, what: p.phaseName(e.Phase), past: i > 0, lines: []string{line},
			edit: func() tea.Cmd { return p.editPhase(e.id, e.PhaseEntry, false) }})
	}
	return p.sectionOf("phases", model.KindPhase, items, func() tea.Cmd { return p.editPhase(p.s.NewID(), model.PhaseEntry{Since: p.today()}, true) })
}

func (p *Page) memberItems() []item {
	var items []item
	for _, m := range p.facts.members {
		first := join("  ", strings.TrimSpace(m.Title+" "+p.personName(m)), join(" · ", p.word("member.role.", m.Role), p.birthAndAge(m), p.period(m.From, m.Until)))
		it := item{kind: model.KindMember, id: m.ID, what: p.personName(m), past: !m.Until.IsZero(), lines: []string{first}, edit: func() tea.Cmd { return p.editMember(m, false) }}
		if m.Note != "" {
			it.lines = append(it.lines, p.text(m.Note))
		}
		items = append(items, it)
	}
	return p.sectionOf("members", model.KindMember, items, func() tea.Cmd { return p.editMember(model.Member{ID: p.s.NewID(), Role: model.RoleHolder}, true) })
}

// birthAndAge is "02/03/1988, 38 ans"; masked, the age alone.
func (p *Page) birthAndAge(m model.Member) string {
	if p.names.Masked {
		return p.age(m)
	}
	return join(", ", p.birth(m.Birth), p.age(m))
}

func (p *Page) dwellingItems() []item {
	l, k := p.env.L, model.KindDwelling
	var items []item
	for _, d := range p.facts.dwellings {
		surface := ""
		if d.Surface > 0 {
			surface = l.Number(d.Surface) + " m²"
		}
		floor := p.labelled(k, "floor", d.Floor)
		first := join("  ", join(", ", p.names.Secret(d.Address), d.Commune), join(" · ", join(" ", d.Size, surface), floor))
		if first == "" {
			first = l.T("dwelling.unknown")
		}
		rent := ""
		if d.Rent != 0 {
			rent = p.labelled(k, "rent", l.Money(d.Rent))
		}
		if d.Charges != 0 {
			rent = join(" + ", rent, l.T("dwelling.with_charges", "amount", l.Money(d.Charges)))
		}
		it := item{kind: k, id: d.ID, what: l.T("dwelling.one"), past: !d.Until.IsZero(), lines: []string{first}, edit: func() tea.Cmd { return p.editDwelling(d, false) }}
		for _, line := range []string{join(" · ", p.word("dwelling.tenure.", d.Tenure), rent, p.period(d.From, d.Until)), p.labelled(k, "access", p.names.Secret(d.Access))} {
			if line != "" {
				it.lines = append(it.lines, line)
			}
		}
		items = append(items, it)
	}
	return p.sectionOf("dwellings", k, items, func() tea.Cmd { return p.editDwelling(model.Dwelling{ID: p.s.NewID()}, true) })
}

func (p *Page) reachItems() []item {
	var items []item
	for _, r := range p.facts.reaches {
		line := join("  ", p.word("reach.means.", r.Means), p.names.Secret(r.Value), join(" · ", p.text(r.Whose), p.period(r.From, r.Until)))
		items = append(items, item{kind: model.KindReach, id: r.ID, what: p.env.L.T("reach.one"), past: !r.Until.IsZero(), lines: []string{line},
			edit: func() tea.Cmd { return p.editReach(r, false) }})
	}
	return p.sectionOf("reaches", model.KindReach, items, func() tea.Cmd { return p.editReach(model.Reach{ID: p.s.NewID(), Means: model.MeansPhone}, true) })
}

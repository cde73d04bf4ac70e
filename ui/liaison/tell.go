package liaison

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// topic is fields that a person chooses together.
type topic struct {
	name   string // its words stand in the locale under "liaison.topic.<name>"
	fields []model.FieldRef
}

// topics are all fields that may be told, by topic, green ones first. One that the model adds goes to the last topic, so that it is
// neither forgotten nor ticked by itself.
func topics() []topic {
	of := func(name string, kind model.Kind, fields ...string) topic {
		t := topic{name: name}
		for _, f := range fields {
			t.fields = append(t.fields, model.FieldRef{Kind: kind, Name: f})
		}
		return t
	}
	signatures := of("papers", model.KindSignature, "party", "signer", "on", "place", "kept")
	papers := of("papers", model.KindAgreement, "paper", "version", "parties", "frozen", "annexed")
	papers.fields = append(papers.fields, signatures.fields...)
	list := []topic{
		of("case", model.KindCase, "programme", "agency", "operator", "received", "funding", "closed"),
		of("phase", model.KindPhase, "phase", "since"),
		of("names", model.KindMember, "title", "last", "first"),
		of("dwelling", model.KindDwelling, "address", "commune", "size", "surface", "floor", "tenure", "from", "until"),
		of("rent", model.KindDwelling, "rent", "charges"),
		papers,
		of("commitments", model.KindCommitment, "code", "state", "on", "skipped"),
		of("steps", model.KindStep, "code", "done", "skipped"),
		of("members", model.KindMember, "role", "birth", "from", "until"),
		of("reach", model.KindReach, "means", "value", "from", "until"),
		of("origin", model.KindCase, "origin"),
		of("terms", model.KindAgreement, "text"),
	}
	var rest topic
	for _, ref := range model.Tellable() {
		if !slices.ContainsFunc(list, func(t topic) bool { return slices.Contains(t.fields, ref) }) {
			rest.fields = append(rest.fields, ref)
		}
	}
	if len(rest.fields) > 0 {
		rest.name = "other"
		list = append(list, rest)
	}
	return list
}

// amber says that the topic needs a consent.
func (t topic) amber() bool {
	return slices.ContainsFunc(t.fields, func(f model.FieldRef) bool { return model.ClassOf(f.Kind, f.Name) != model.Green })
}

// allowedBy says that a consent names the whole topic.
func (t topic) allowedBy(k model.Consent) bool {
	return !slices.ContainsFunc(t.fields, func(f model.FieldRef) bool {
		return model.ClassOf(f.Kind, f.Name) != model.Green && !k.Allows(f)
	})
}

// toldIn says that a liaison case tells something of the topic that needs a consent. Left out next time, it would be taken back.
func (t topic) toldIn(liaison *model.Case) bool {
	return slices.ContainsFunc(t.fields, func(f model.FieldRef) bool {
		return model.ClassOf(f.Kind, f.Name) != model.Green && slices.ContainsFunc(liaison.Records(f.Kind), func(r *model.Record) bool { return r.Value(f.Name) != "" })
	})
}

// choice is a line of what may be told: a topic, the day of a meeting, or the synthèse of a note.
type choice struct {
	topic
	meeting model.ID   // the task
	note    model.ID   // the contact
	on      model.Date // of either
	at      model.Clock
	text    string
	ticked  bool
	unread  bool // the note was not read again with the household
	barred  bool // for that reason, or because no consent allows it
}

// same says that two choices are of the same thing.
func (c choice) same(o choice) bool {
	return c.name == o.name && c.meeting == o.meeting && c.note == o.note
}

// telling is the act of telling under way.
type telling struct {
	to      store.Peer
	purpose string
	consent model.Consent // that holds for the purpose; zero if none does
	choices []choice
	off     map[model.FieldRef]bool // fields that were taken out of what leaves

	shown bool // every value shows as it will leave
	x     model.Extracted
	link  model.Link
	at    int
	top   int   // first line of the list in view
	lines []int // of each line of the list, what it belongs to
}

// start begins to tell: it asks whom, if there are several landlords.
func (p *Page) start() tea.Cmd {
	peers := p.s.Landlords()
	switch {
	case p.s.Card() == nil:
		return p.say("liaison.no_card", nav.Warn)
	case len(peers) == 0:
		return p.say("liaison.no_landlord", nav.Warn)
	case len(peers) == 1:
		return p.ask(peers[0])
	}
	options := make([]act.Option, len(peers))
	for i, peer := range peers {
		options[i] = act.Option{Label: peer.Card.Name, Detail: peer.Card.Association}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, p.env.L.T("liaison.to_whom"), options, func(i int) tea.Cmd { return p.ask(peers[i]) })})
}

// ask asks what for: nothing is told without a purpose.
func (p *Page) ask(to store.Peer) tea.Cmd {
	return p.askPurpose(func(purpose string) tea.Cmd {
		p.tell = &telling{to: to, purpose: purpose, off: make(map[model.FieldRef]bool)}
		p.tell.refresh(p)
		return nil
	})
}

func (p *Page) askPurpose(then func(string) tea.Cmd) tea.Cmd {
	options := make([]act.Option, len(model.Purposes))
	for i, code := range model.Purposes {
		options[i].Label = p.env.L.T("liaison.purpose." + code)
		if _, ok := p.c.ConsentFor(code, p.today()); ok {
			options[i].Detail = p.env.L.T("liaison.agreed")
		}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, p.env.L.T("liaison.what_for"), options, func(i int) tea.Cmd { return then(model.Purposes[i]) })})
}

// refresh says anew what may be chosen; what was ticked stays so, as far as it still may.
func (t *telling) refresh(p *Page) {
	before := t.choices
	t.choices = nil
	t.link = p.c.LinkTo(t.to.Card.Worker)
	t.consent, _ = p.c.ConsentFor(t.purpose, p.today())
	for _, topic := range topics() {
		c := choice{topic: topic, barred: topic.amber() && !topic.allowedBy(t.consent)}
		c.ticked = !topic.amber() || topic.toldIn(p.s.Case(t.link.Case))
		t.choices = append(t.choices, c)
	}
	for _, m := range p.c.Tasks() {
		if m.Open() && m.Due >= p.today() {
			t.choices = append(t.choices, choice{meeting: m.ID, on: m.Due, at: m.At, text: m.Label, ticked: t.link.TellsMeeting(p.s.Case(t.link.Case), m.ID)})
		}
	}
	for _, k := range p.c.Contacts() {
		if k.Shareable != "" {
			t.choices = append(t.choices, choice{note: k.ID, on: k.Date, text: k.Shareable, unread: !k.ReadBack, barred: !k.ReadBack || !t.consent.Allows(model.Shareable())})
		}
	}
	for i := range t.choices {
		c := &t.choices[i]
		was := slices.IndexFunc(before, c.same)
		if was >= 0 {
			c.ticked = before[was].ticked
		}
		c.ticked = c.ticked && !c.barred
	}
	t.extract(p)
	t.pick(t.at)
}

// allowance is what is ticked.
func (t *telling) allowance(p *Page) model.Allowance {
	a := model.Allowance{Purpose: t.purpose, On: p.today()}
	for _, c := range t.choices {
		if !c.ticked {
			continue
		}
		switch {
		case !c.note.IsZero():
			a.Notes = append(a.Notes, c.note)
		case !c.meeting.IsZero():
			a.Meetings = append(a.Meetings, c.meeting)
		}
		for _, f := range c.fields {
			if !t.off[f] {
				a.Fields = append(a.Fields, f)
			}
		}
	}
	return a
}

// extract makes the values that would leave.
func (t *telling) extract(p *Page) {
	head := model.Liaison{To: t.link.To, Landlord: t.to.Card.Association, Association: p.s.Card().Association, Worker: p.s.Me().Name}
	t.x = model.Extract(p.c, p.s.Case(t.link.Case), t.link, head, t.allowance(p))
}

// count is how many lines can be selected.
func (t *telling) count() int {
	if t.shown {
		return len(t.x.Told)
	}
	return len(t.choices)
}

func (t *telling) pick(i int) { t.at = max(0, min(i, t.count()-1)) }

func (t *telling) keys(p *Page) []nav.Binding {
	toggle := func() tea.Cmd { return t.toggle(p) }
	table := []nav.Binding{
		p.bind("show", true, func() tea.Cmd { return t.show(p) }, "enter"),
		p.bind("tick", true, toggle, "space"),
		p.bind("consent", true, func() tea.Cmd { return p.consentFor(t.purpose) }, "a"),
	}
	if t.shown {
		table = []nav.Binding{p.bind("send", true, func() tea.Cmd { return t.record(p) }, "enter"), p.bind("omit", true, toggle, "space")}
	}
	return append(table, p.moves(true)...)
}

// back goes from the values to what was chosen. What was taken out is in again.
func (t *telling) back(p *Page) {
	t.shown = false
	clear(t.off)
	t.extract(p)
	t.pick(0)
}

// toggle ticks a choice or takes it back; among the values it takes a field out.
func (t *telling) toggle(p *Page) tea.Cmd {
	switch {
	case t.count() == 0:
	case t.shown:
		v := t.x.Told[t.at]
		if v.Kind == model.KindLiaison || v.Kind == model.KindContact || v.Kind == model.KindMeeting || v.Name == model.FieldDeleted {
			return p.say("liaison.whole", nav.Info)
		}
		t.off[v.FieldRef] = true
		t.extract(p)
		t.pick(t.at)
		if slices.ContainsFunc(t.x.Told, func(o model.Told) bool { return o.FieldRef == v.FieldRef && o.Record == v.Record }) {
			return p.say("liaison.lapsed", nav.Info)
		}
		return p.say("liaison.omitted", nav.Info, "what", p.label(v.FieldRef))
	case t.choices[t.at].unread:
		return p.say("liaison.unread", nav.Info)
	case t.choices[t.at].barred:
		return p.say("liaison.barred", nav.Info)
	default:
		t.choices[t.at].ticked = !t.choices[t.at].ticked
	}
	return nil
}

// show shows every value as it will leave.
func (t *telling) show(p *Page) tea.Cmd {
	t.extract(p)
	t.shown, t.top = true, 0
	t.pick(0)
	return nil
}

// record makes the liaison case say what shows, and enters it in the register: one commit.
func (t *telling) record(p *Page) tea.Cmd {
	t.extract(p) // what shows is made of the same case: a change redraws the page
	if len(t.x.Writes) == 0 {
		return p.say("liaison.nothing_new", nav.Info)
	}
	d := model.Disclosure{To: t.to.Card.Name + ", " + t.to.Card.Association, Purpose: t.purpose, Consent: t.x.Consent, On: p.today(),
		Digest: model.Digest(t.x.Told), Liaison: t.link.Case}
	for _, v := range t.x.Told {
		if ref := v.FieldRef.String(); !slices.Contains(d.Fields, ref) {
			d.Fields = append(d.Fields, ref)
		}
	}
	for _, id := range t.x.Notes {
		d.Notes = append(d.Notes, id.String())
	}
	entry, _ := p.c.Put(model.ActTell, p.s.NewID(), &d) // a new record: there is always something to write
	writes := append([]model.Write{entry}, t.x.Writes...)
	if w, ok := p.c.Put(model.ActTell, model.LinkID(t.link.To), &t.link); ok {
		writes = append(writes, w)
	}
	return p.commit(p.env.L.N("liaison.told", len(t.x.Told), "who", t.to.Card.Name), writes...)
}

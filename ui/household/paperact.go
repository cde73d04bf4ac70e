package household

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

const actDropPaper model.Act = "paper.delete"

// keys are those of the selected line: a paper, a party or a commitment.
func (k *papers) keys() []nav.Binding {
	r, ok := k.selected()
	switch {
	case !ok:
		return nil
	case r.kind == paperLine || !r.begun():
		return k.paperKeys(r)
	case r.kind == partyLine:
		return append(k.partyKeys(r), k.jumps(r)...)
	}
	return append(k.pledgeKeys(r), k.jumps(r)...)
}

// bind is a line of the key table of this tab, whose words stand in the locale under paper.key.
func (k *papers) bind(key, name string, hint bool, run func() tea.Cmd, twins ...string) nav.Binding {
	l := k.p.env.L
	return nav.Binding{Keys: append([]string{key}, twins...), Label: l.T("paper.key." + name), Help: l.T("paper.key." + name + "_help"),
		Group: l.T("household.tab.papers"), Hint: hint, Run: run}
}

// paperKeys begin, sign, read, annex and change a paper.
func (k *papers) paperKeys(r paperRow) []nav.Binding {
	p := k.p
	begin := func() tea.Cmd { return p.desk().BeginPaper(p.route.Case, r.paper.Code, k.thenGo) }
	read := k.bind("enter", "read", true, func() tea.Cmd { return p.readTerms(r.version) })
	if !r.begun() {
		return []nav.Binding{k.bind("space", "begin", true, begin, "c"), read}
	}
	var table []nav.Binding
	switch {
	case len(r.missing) > 0:
		table = append(table, k.bind("space", "sign", true, func() tea.Cmd { return p.sign(r.version, r.missing[0]) }))
	case r.signed() && r.Text == "":
		table = append(table, k.bind("space", "freeze", true, func() tea.Cmd { return p.freeze(r) }))
	}
	table = append(table, read)
	if r.paper.AnnexedTo == programme.AnnexedLease {
		table = append(table, k.bind("b", "annex", r.Annexed.IsZero(), func() tea.Cmd {
			return nav.Send(nav.Show{Dialog: p.desk().AnnexPaper(p.route.Case, r.ID, p.thenTell)})
		}))
	}
	switch {
	case !r.latest || r.paper.Name.FR == "":
	case r.signed():
		table = append(table, k.bind("c", "version", true, begin))
	case slices.Contains(r.paper.Parties, programme.PartyOperator):
		table = append(table, k.bind("c", "parties", true, begin))
	}
	if open, _ := p.conflict(model.KindAgreement, r.ID); len(open) > 0 {
		table = append(table, k.bind("r", "settle", true, func() tea.Cmd { return p.settlePaper(r) }))
	}
	if len(r.signatures) == 0 {
		table = append(table, k.bind("delete", "drop", false, func() tea.Cmd {
			return p.deleteRecord(actDropPaper, model.KindAgreement, r.ID, r.paper.Label(p.lang()))
		}))
	}
	return table
}

// partyKeys sign, correct a signature and take it back.
func (k *papers) partyKeys(r paperRow) []nav.Binding {
	if r.signature == nil {
		return []nav.Binding{k.bind("space", "sign", true, k.enter, "enter")}
	}
	return []nav.Binding{
		k.bind("enter", "correct", true, k.enter, "space"),
		k.bind("delete", "retract", true, func() tea.Cmd { return k.p.retract(r) }),
	}
}

// pledgeKeys say how a commitment stands.
func (k *papers) pledgeKeys(r paperRow) []nav.Binding {
	p := k.p
	pledges := []act.Pledge{{Case: p.route.Case, Agreement: r.ID, Code: r.pledge.Code}}
	show := func(d nav.Dialog) tea.Cmd { return nav.Send(nav.Show{Dialog: d}) }
	aside, tick := r.state != nil && !r.state.Skipped.IsZero(), "keep"
	if aside || r.state != nil && r.state.State == model.CommitmentKept {
		tick = "again"
	}
	return []nav.Binding{
		k.bind("space", tick, true, func() tea.Cmd { return p.thenTell(p.desk().TickPledges(pledges)) }),
		k.bind("s", "skip", !aside, func() tea.Cmd { return show(p.desk().SkipPledges(pledges, p.thenTell)) }),
		k.bind("r", "judge", true, func() tea.Cmd { return show(p.desk().JudgePledges(pledges, p.thenTell)) }),
		k.bind("n", "prove", true, func() tea.Cmd {
			if d, ok := p.desk().ProvePledge(pledges[0], p.thenTell); ok {
				return show(d)
			}
			return nav.Send(nav.Say{Text: p.env.L.T("commitment.no_note"), Tone: nav.Info})
		}),
		k.bind("enter", "detail", true, k.enter),
	}
}

// jumps go to a commitment of the version by its number, with Shift or without on a French keyboard.
func (k *papers) jumps(r paperRow) (table []nav.Binding) {
	l := k.p.env.L
	for i, twin := range []string{"&", "é", "\"", "'", "(", "-", "è", "_", "ç"} {
		n := i + 1
		to := slices.IndexFunc(k.rows, func(o paperRow) bool { return o.version == r.version && o.n == n })
		if to < 0 {
			break
		}
		table = append(table, nav.Binding{Keys: []string{strconv.Itoa(n), twin}, Label: l.T("paper.key.jump", "n", n),
			Group: l.T("household.tab.papers"), Run: func() tea.Cmd { k.stack.pick(to); return nil }})
	}
	return table
}

func (k *papers) enter() tea.Cmd {
	if r, ok := k.selected(); ok {
		return k.p.openPaper(r)
	}
	return nil
}

// openPaper opens what a line is about.
func (p *Page) openPaper(r paperRow) tea.Cmd {
	switch {
	case r.kind == partyLine && r.signature != nil:
		return p.editSignature(r)
	case r.kind == partyLine && r.begun():
		return p.sign(r.version, r.party)
	case r.kind == pledgeLine && r.begun():
		return p.editPledge(r)
	}
	return p.readTerms(r.version)
}

// settlePaper asks again for what two machines have said otherwise of a version. What a signed version says stands as it shows.
func (p *Page) settlePaper(r paperRow) tea.Cmd {
	open, _ := p.conflict(model.KindAgreement, r.ID)
	switch {
	case slices.Contains(open, "annexed"):
		return nav.Send(nav.Show{Dialog: p.desk().AnnexPaper(p.route.Case, r.ID, p.thenTell)})
	case slices.Contains(open, "parties") && !r.signed() && r.latest:
		return p.desk().BeginPaper(p.route.Case, r.paper.Code, p.thenTell)
	}
	w, ok := p.facts.team.Put(act.EditPaper, r.ID, &r.Agreement)
	writes, effect := p.put(w, ok, "household.recorded", r.paper.Label(p.lang()))
	return p.thenTell(writes, effect)
}

// thenTell commits what an act on papers has made and, once it is stored, tells what is odd about it.
func (p *Page) thenTell(writes []model.Write, effect string) tea.Cmd {
	if len(writes) == 0 {
		return nil
	}
	cmd := p.commit(effect, writes...)
	p.warn[p.sent] = func() string { return p.desk().Oddities(writes) }
	return cmd
}

// thenGo commits a version that is begun, and goes to it once it is stored.
func (k *papers) thenGo(writes []model.Write, effect string) tea.Cmd {
	cmd := k.p.thenTell(writes, effect)
	k.turn, k.begun = k.p.sent, writes[0].Record
	return cmd
}

func (p *Page) sign(v *version, party string) tea.Cmd {
	g := act.Signing{Case: p.route.Case, Agreement: v.ID, Party: party}
	return nav.Send(nav.Show{Dialog: p.desk().Sign(g, p.thenTell)})
}

// freeze keeps the text of a version that all have signed, but on two machines that did not know of each other.
func (p *Page) freeze(r paperRow) tea.Cmd {
	w, ok := p.desk().Freeze(act.FreezePaper, p.facts.team, r.ID, nil)
	if !ok {
		return nil
	}
	return p.commit(p.env.L.T("paper.froze", "paper", r.paper.Label(p.lang())), w)
}

// retract takes a signature back, and with it the text that was kept as signed by all.
func (p *Page) retract(r paperRow) tea.Cmd {
	w, ok := p.facts.team.Delete(act.RetractPaper, model.KindSignature, r.signature.ID)
	if !ok {
		return nil
	}
	writes, gone := []model.Write{w}, *r.signature
	gone.On = 0
	if w, ok := p.desk().Freeze(act.RetractPaper, p.facts.team, r.ID, &gone); ok {
		writes = append(writes, w)
	}
	return p.commit(p.env.L.T("paper.retracted", "what", p.signatureName(r)), writes...)
}

// signatureName is "Convention tripartite · le ménage".
func (p *Page) signatureName(r paperRow) string {
	return p.env.L.T("paper.of_party", "party", p.desk().PartyName(p.facts.team, r.party), "paper", r.paper.Label(p.lang()))
}

// editSignature opens the form of a signature.
func (p *Page) editSignature(r paperRow) tea.Cmd {
	k, was := model.KindSignature, *r.signature
	signer := p.choiceField(k, "signer", was.Signer, p.desk().SignerChoices(p.facts.team, was.Party))
	signer.Free = true
	on := p.dateField(k, "on", was.On)
	on.Read, on.Hint = widget.ReadFact(p.env), p.env.L.T("step.date_hint")
	form := widget.NewForm(p.env, signer, on, p.field(k, "place", was.Place), p.field(k, "kept", was.Kept))
	form.Focus("on")
	sh := &sheet{title: join(" · ", p.env.L.T("paper.signature"), p.signatureName(r)), id: was.ID, form: form}
	sh.save = func(f *widget.Form) ([]model.Write, string) {
		next := was
		next.Signer, next.On = textOf(f, "signer", was.Signer), dateOf(f, "on", was.On)
		next.Place, next.Kept = textOf(f, "place", was.Place), textOf(f, "kept", was.Kept)
		w, ok := p.facts.team.Put(act.EditPaper, was.ID, &next)
		writes, effect := p.put(w, ok, "household.recorded", p.signatureName(r))
		if w, frozen := p.desk().Freeze(act.EditPaper, p.facts.team, r.ID, &next); ok && frozen {
			writes = append(writes, w)
		}
		sh.warn = func() string { return p.desk().Oddities(writes) }
		return writes, effect
	}
	return p.openSheet(k, sh)
}

// editPledge opens the form of a commitment: how it stands, the fact that shows it, its proof, and why it was set aside.
func (p *Page) editPledge(r paperRow) tea.Cmd {
	k := model.KindCommitment
	_, id := r.record()
	was := model.Commitment{Agreement: r.ID, Code: r.pledge.Code}
	if r.state != nil {
		was = *r.state
	}
	on := p.dateField(k, "on", was.On)
	on.Read, on.Hint = widget.ReadFact(p.env), p.env.L.T("step.date_hint")
	fields := []widget.FormField{p.choiceField(k, "state", was.State, p.desk().StateChoices()), on, p.field(k, "fact", was.Fact),
		p.choiceField(k, "contact", was.Contact.String(), p.contactChoices())}
	open, _ := p.conflict(k, id)
	if !was.Skipped.IsZero() || len(open) > 0 {
		fields = append(fields, p.dateField(k, "skipped", was.Skipped), p.field(k, "reason", was.Reason))
	}
	sh := &sheet{title: join(" · ", p.env.L.T("commitment.one"), r.pledge.Label(p.lang())), id: id, form: widget.NewForm(p.env, fields...), fresh: r.state == nil}
	sh.save = func(f *widget.Form) ([]model.Write, string) {
		if f.Changed("state") && f.Value("state") != "" { // what was said to stand somehow is not without object, and stands so since a day
			f.Set("skipped", "")
			f.Set("reason", "")
			if text, _ := f.Typed("on"); text == "" {
				f.Set("on", p.env.L.Date(p.today()))
			}
		}
		next := was
		next.State, next.On, next.Fact = textOf(f, "state", was.State), dateOf(f, "on", was.On), textOf(f, "fact", was.Fact)
		next.Contact = idOf(f, "contact", was.Contact)
		next.Skipped, next.Reason = dateOf(f, "skipped", was.Skipped), textOf(f, "reason", was.Reason)
		w, ok := p.facts.team.Put(act.EditCommitment, id, &next)
		writes, effect := p.put(w, ok, "household.recorded", r.pledge.Label(p.lang()))
		sh.warn = func() string { return p.desk().Oddities(writes) }
		return writes, effect
	}
	return p.openSheet(k, sh)
}

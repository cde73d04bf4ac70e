package act

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts on papers.
const (
	BeginPaper   model.Act = "paper.begin"
	PartiesPaper model.Act = "paper.parties"
	VersionPaper model.Act = "paper.version"
	SignPaper    model.Act = "paper.sign"
	EditPaper    model.Act = "paper.edit"
	RetractPaper model.Act = "paper.retract"
	FreezePaper  model.Act = "paper.freeze"
	AnnexPaper   model.Act = "paper.annex"
)

// Keys of the fields of the dialogs on papers.
const (
	fieldSigner = "signer"
	fieldPlace  = "place"
	fieldKept   = "kept"
)

// BeginPaper begins a paper of a case: its first version, another version once the latest is signed, and else other parties of
// the latest. It asks which associations are parties, if any is; what the text says stands first.
func (d *Desk) BeginPaper(id model.ID, paper string, then Then) tea.Cmd {
	c := d.Session.Case(id)
	p := d.programme(c)
	terms := p.Paper(paper)
	next, name := model.Agreement{Paper: paper, Version: 1}, BeginPaper
	if last := due.Latest(c, paper); last != nil {
		next, name = *last, PartiesPaper
		if missing, _ := due.Unsigned(last, &p, c.Signatures()); len(missing) == 0 {
			next, name = model.Agreement{Paper: paper, Version: last.Version + 1}, VersionPaper
		}
	}
	begin := func(operators []string) tea.Cmd {
		next.Parties = strings.Join(partiesWith(terms.Parties, operators), "\n")
		w, ok := c.Put(name, model.AgreementID(paper, next.Version), &next)
		if !ok {
			return nil
		}
		effect := d.Env.L.T("paper.begun", "paper", terms.Label(string(d.Env.L.Lang)), "n", next.Version, "parties", d.partyNames(c, next.Parties))
		return then([]model.Write{w}, effect)
	}
	choices := d.operatorChoices(c, terms.Operators)
	if len(choices) == 0 || !slices.Contains(terms.Parties, programme.PartyOperator) {
		return begin([]string{programme.PartyOperator})
	}
	options := make([]Option, len(choices))
	for i, operators := range choices {
		options[i] = Option{Label: d.partyNames(c, strings.Join(operators, " "))}
	}
	if terms.Operators != "" {
		options[0].Detail = d.Env.L.T("paper.operators_" + terms.Operators)
	}
	title := d.Env.L.T("paper.begin_title", "paper", terms.Label(string(d.Env.L.Lang)))
	return nav.Send(nav.Show{Dialog: NewChooser(d.Env, title, options, func(i int) tea.Cmd { return begin(choices[i]) })})
}

// operatorChoices are the associations that can be parties together: all of them first where the text says « et » (R94), else
// that of the case first; where it says « ou » (R136), never two.
func (d *Desk) operatorChoices(c *model.Case, rule string) (choices [][]string) {
	var all []string
	own := c.Header().Operator
	for _, o := range d.Set.Associations() {
		party := programme.PartyOperator + ":" + o.Code
		all = append(all, party)
		if o.Code == own {
			choices = slices.Insert(choices, 0, []string{party})
		} else {
			choices = append(choices, []string{party})
		}
	}
	switch {
	case len(all) < 2 || rule == programme.OperatorsOne:
	case rule == programme.OperatorsAll:
		choices = slices.Insert(choices, 0, all)
	default:
		choices = append(choices, all)
	}
	return choices
}

// partiesWith is the parties of a paper with associations in the place of the one that the text does not name.
func partiesWith(parties, operators []string) (list []string) {
	for _, p := range parties {
		if p == programme.PartyOperator {
			list = append(list, operators...)
		} else {
			list = append(list, p)
		}
	}
	return list
}

// Signing is the signature of one party under a version of a paper of a case.
type Signing struct {
	Case, Agreement model.ID
	Party           string
}

// Sign asks who signs for a party, when, where, and where the paper is kept. Today is offered, with the place of the latest
// signature of this version; while names are masked, nothing that may hold one.
func (d *Desk) Sign(g Signing, then Then) nav.Dialog {
	l, c := d.Env.L, d.Session.Case(g.Case)
	a, _ := c.Agreement(g.Agreement)
	var last model.Signature
	for _, s := range c.Signatures() {
		if s.Agreement == g.Agreement && s.On >= last.On && !d.Names.Masked {
			last = s
		}
	}
	p := d.programme(c)
	who := l.T("paper.of_party", "party", d.PartyName(c, g.Party), "paper", p.Paper(a.Paper).Label(string(l.Lang)))
	dlg := &dialog{env: d.Env, title: l.T("paper.sign_title", "what", who), required: []string{fieldOn}}
	dlg.form = widget.NewForm(d.Env,
		widget.FormField{Key: fieldSigner, Label: l.T("paper.field.signer"), Choices: d.SignerChoices(c, g.Party), Free: true, Limit: model.MaxLabel, Hint: l.T("task.optional")},
		widget.FormField{Key: fieldOn, Label: l.T("paper.field.on"), Initial: l.Date(d.today()), Read: widget.ReadFact(d.Env)},
		widget.FormField{Key: fieldPlace, Label: l.T("paper.field.place"), Initial: last.Place, Limit: model.MaxLabel},
		widget.FormField{Key: fieldKept, Label: l.T("paper.field.kept"), Initial: last.Kept, Limit: model.MaxLabel})
	if s, ok := c.Signature(model.SignatureID(g.Agreement, g.Party)); ok && !s.On.IsZero() {
		twice := &due.Fault{Code: due.FaultSignatureTwice, Name: g.Party, Paper: a.Paper, Date: s.On}
		dlg.intro = widget.Lines("▲ "+d.Fault(c, twice), dialogWidth-edges, 2)
	}
	dlg.accept = func() tea.Cmd {
		on, _ := model.ParseDate(dlg.form.Value(fieldOn)) // made by ReadFact: an error is unreachable
		s := model.Signature{ID: model.SignatureID(g.Agreement, g.Party), Agreement: g.Agreement, Party: g.Party, Signer: dlg.form.Value(fieldSigner), On: on,
			Place: dlg.form.Value(fieldPlace), Kept: dlg.form.Value(fieldKept)}
		return then(d.signed(g, s, who))
	}
	return dlg
}

// signed is the writes of a signature, which freezes the version and does the step of signing it if it is the last, and what to
// say.
func (d *Desk) signed(g Signing, s model.Signature, who string) (writes []model.Write, effect string) {
	c := d.Session.Case(g.Case)
	if w, ok := c.Put(SignPaper, s.ID, &s); ok {
		writes = append(writes, w)
	}
	effect = d.Env.L.T("paper.signed", "date", d.Env.L.ShortDay(s.On, d.today()), "what", who)
	w, ok := d.Freeze(SignPaper, c, g.Agreement, &s)
	if !ok {
		return writes, effect
	}
	writes = append(writes, w)
	if w, ok := d.stepSigned(c, g.Agreement, s.On); ok {
		writes = append(writes, w)
	}
	return writes, effect + " " + d.Env.L.T("paper.frozen")
}

// stepSigned is the write by which the step that is the signing of a paper is done, unless something was said of it.
func (d *Desk) stepSigned(c *model.Case, agreement model.ID, on model.Date) (w model.Write, ok bool) {
	a, _ := c.Agreement(agreement)
	p := d.programme(c)
	if step := p.Step(a.Paper); step.Phase == "" || !c.Steps()[a.Paper].Open() {
		return w, false
	}
	_, last := due.Unsigned(&a, &p, c.Signatures())
	w, _ = c.Put(SignPaper, model.DerivedID(model.KindStep, a.Paper), &model.StepState{Code: a.Paper, Done: max(last, on)})
	return only(w, "code", "done", model.FieldDeleted)
}

// SignerChoices are the names that can stand under a paper for a party: the members of the household, and who has signed
// before. None is offered while names are masked.
func (d *Desk) SignerChoices(c *model.Case, party string) []widget.Choice {
	list := []widget.Choice{}
	add := func(name string) {
		known := func(k widget.Choice) bool { return k.Value == name }
		if name != "" && !d.Names.Masked && !slices.ContainsFunc(list, known) {
			list = append(list, widget.Choice{Value: name, Label: name})
		}
	}
	if party == programme.PartyHousehold {
		for _, m := range c.Members() {
			if m.Until.IsZero() && m.Role != model.RoleDependent {
				add(strings.TrimSpace(m.Last + " " + m.First))
			}
		}
	}
	for _, s := range c.Signatures() {
		if s.Party == party {
			add(s.Signer)
		}
	}
	return list
}

// Freeze is the write that makes a version stand as its signatures say, with one of them as it is about to be: its text is
// kept as signed once nobody is missing, and opened again when a signature is taken back. With nothing to change, ok is false.
func (d *Desk) Freeze(name model.Act, c *model.Case, agreement model.ID, next *model.Signature) (w model.Write, ok bool) {
	a, ok := c.Agreement(agreement)
	if !ok {
		return w, false
	}
	signatures := c.Signatures()
	if next != nil {
		signatures = append(slices.DeleteFunc(signatures, func(s model.Signature) bool { return s.ID == next.ID }), *next)
	}
	p := d.programme(c)
	missing, last := due.Unsigned(&a, &p, signatures)
	switch {
	case len(missing) > 0:
		a.Text, a.Frozen = "", 0
	case a.Text == "":
		a.Text, a.Frozen = d.Terms(c, a, programmeLang), last
	default:
		a.Frozen = last
	}
	w, _ = c.Put(name, agreement, &a)
	return only(w, "text", "frozen")
}

// programmeLang is the language of the programme's text, in which papers are signed.
const programmeLang = locale.French

// Terms is what a version says in a language: the paper, its parties, and what each undertakes. It is what is frozen once all
// have signed, in the language of the programme's text.
func (d *Desk) Terms(c *model.Case, a model.Agreement, lang locale.Lang) string {
	l := d.Env.L
	if lang != l.Lang {
		if other, err := locale.New(lang); err == nil {
			l = other
		}
	}
	in := &Desk{Env: &widget.Env{L: l, Theme: d.Env.Theme, Now: d.Env.Now}, Names: d.Names, Session: d.Session, Set: d.Set}
	p := d.programme(c)
	terms := p.Paper(a.Paper)
	parties := due.Parties(&a, &p)
	lines := []string{l.T("paper.terms", "paper", terms.Label(string(lang)), "n", a.Version), ""}
	if quote := terms.Quote.In(string(lang)); quote != "" {
		lines = append(lines, l.T("step.quote", "text", quote, "source", terms.Source), "")
	}
	lines = append(lines, l.T("paper.between", "parties", in.partyNames(c, strings.Join(parties, " "))))
	for _, family := range terms.Parties {
		names := slices.DeleteFunc(slices.Clone(parties), func(q string) bool { return PartyFamily(q) != family })
		if len(names) == 0 {
			continue
		}
		lines = append(lines, "", l.T("paper.undertakes", "party", locale.Capital(in.partyNames(c, strings.Join(names, " ")))))
		for _, k := range terms.CommitmentsOf(family) {
			lines = append(lines, l.T("paper.undertaken", "text", k.Label(string(lang)), "source", k.Source))
		}
	}
	return strings.Join(lines, "\n")
}

// PartyFamily is the party of the programme that a party of a version is: an operator, whichever its association.
func PartyFamily(party string) string {
	family, _, _ := strings.Cut(party, ":")
	return family
}

// PartyName is what a party of a case is called in a sentence.
func (d *Desk) PartyName(c *model.Case, party string) string {
	family, code, named := strings.Cut(party, ":")
	if family == programme.PartyLandlord && !named {
		code = d.Set.Agency(c.Header().Agency).Landlord
	}
	switch {
	case code != "":
		return d.Set.Organisation(code).Name(d.today())
	case slices.Contains(programme.Parties, family):
		return d.Env.L.T("due.party." + family)
	}
	return family
}

// partyNames names parties, one a word or line.
func (d *Desk) partyNames(c *model.Case, parties string) string {
	var names []string
	for _, p := range strings.Fields(parties) {
		names = append(names, d.PartyName(c, p))
	}
	return strings.Join(names, ", ")
}

// Blocking is what still keeps the latest version of a paper from being signed, in words: the steps that come first, then the
// parties. Nothing blocks one that all have signed.
func (d *Desk) Blocking(c *model.Case, paper string) string {
	var steps, parties, told []string
	p := d.programme(c)
	for _, b := range due.Blocking(c, &p, paper) {
		if b.Step != "" {
			steps = append(steps, p.Step(b.Step).Label(string(d.Env.L.Lang)))
		} else {
			parties = append(parties, d.PartyName(c, b.Party))
		}
	}
	if len(steps) > 0 {
		told = append(told, d.Env.L.T("paper.first", "steps", strings.Join(steps, ", ")))
	}
	if len(parties) > 0 {
		told = append(told, d.Env.L.T("paper.missing", "parties", strings.Join(parties, ", ")))
	}
	return strings.Join(told, " · ")
}

// AnnexPaper asks when a version was annexed to the lease (R83); today is offered, and nothing says that it is not.
func (d *Desk) AnnexPaper(id, agreement model.ID, then Then) nav.Dialog {
	l, c := d.Env.L, d.Session.Case(id)
	a, _ := c.Agreement(agreement)
	p := d.programme(c)
	paper := p.Paper(a.Paper).Label(string(l.Lang))
	offered := a.Annexed
	if offered.IsZero() {
		offered = d.today()
	}
	dlg := &dialog{env: d.Env, title: l.T("paper.annex_title", "paper", paper)}
	dlg.form = widget.NewForm(d.Env, widget.FormField{Key: fieldOn, Label: l.T("paper.field.annexed"), Initial: l.Date(offered), Read: widget.ReadFact(d.Env)})
	dlg.accept = func() tea.Cmd {
		a.Annexed, _ = model.ParseDate(dlg.form.Value(fieldOn)) // made by ReadFact: an error is unreachable
		w, _ := c.Put(AnnexPaper, agreement, &a)
		w, ok := only(w, "annexed")
		switch {
		case !ok:
			return nil
		case a.Annexed.IsZero():
			return then([]model.Write{w}, l.T("paper.not_annexed", "paper", paper))
		}
		return then([]model.Write{w}, l.T("paper.annexed", "date", l.ShortDay(a.Annexed, d.today()), "paper", paper))
	}
	return dlg
}

// Fault is what is odd about a step, a signature or a commitment, with the next thing to try.
func (d *Desk) Fault(c *model.Case, f *due.Fault) string {
	l, p, lang := d.Env.L, d.programme(c), string(d.Env.L.Lang)
	paper := p.Paper(f.Paper)
	name, other := d.PartyName(c, f.Name), d.PartyName(c, f.Other)
	switch f.Code {
	case due.FaultUnknownStep, due.FaultStepBeforePhase, due.FaultStepOrder, due.FaultFutureStep:
		name, other = p.Step(f.Name).Label(lang), p.Step(f.Other).Label(lang)
	case due.FaultUnknownCommitment, due.FaultCommitmentParty, due.FaultFutureFact:
		name = paper.Commitment(f.Name).Label(lang)
	}
	return locale.Capital(l.T("due.fault."+string(f.Code), "name", name, "other", other, "paper", paper.Label(lang),
		"phase", p.Phase(f.Phase).Label(lang), "date", l.ShortDay(f.Date, d.today()))) + "."
}

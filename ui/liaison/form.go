package liaison

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts of this page, beside [model.ActTell].
const (
	actConsent  model.Act = "liaison.consent"
	actWithdraw model.Act = "liaison.withdraw"
	actReply    model.Act = "liaison.reply"
	actRetract  model.Act = "liaison.retract"
)

// yes is the value of a topic that a consent allows.
const yes = "yes"

// form is a consent or an answer that is being written.
type form struct {
	*widget.Form
	title    string
	required []string
	writes   func() ([]model.Write, string)
	refuse   func() (key string) // of the sentence that says what is wrong with the whole; nil if nothing can be
}

// open shows a form.
func (p *Page) open(f *form) tea.Cmd {
	p.form = f
	p.Layout(p.w, p.h)
	return nil
}

// save records what the form says, or goes to what is missing or not understood.
func (p *Page) save() tea.Cmd {
	p.form.Focus(p.form.At()) // settles what was typed into a list
	for _, key := range append(p.form.Refused(), p.form.required...) {
		if p.form.Value(key) == "" {
			p.form.Focus(key)
			return p.say("task.missing", nav.Warn, "what", p.form.LabelOf(key))
		}
	}
	if p.form.refuse != nil {
		if key := p.form.refuse(); key != "" {
			return p.say(key, nav.Warn)
		}
	}
	writes, effect := p.form.writes()
	return p.commit(effect, writes...)
}

// agreed are the topics that need a consent, and the notes.
func agreed() (list []topic) {
	for _, t := range topics() {
		if t.amber() {
			list = append(list, t)
		}
	}
	return append(list, topic{"notes", []model.FieldRef{model.Shareable()}})
}

// consent asks what the household or the convention allows, once it is said what for.
func (p *Page) consent() tea.Cmd { return p.askPurpose(p.consentFor) }

func (p *Page) consentFor(purpose string) tea.Cmd {
	l := p.env.L
	choices := func(prefix string, codes ...string) (list []widget.Choice) {
		for _, code := range codes {
			list = append(list, widget.Choice{Value: code, Label: l.T(prefix + code)})
		}
		return list
	}
	date := func(key string, d model.Date) widget.FormField {
		return widget.FormField{Key: key, Label: l.T("liaison.consent_field." + key), Initial: l.Date(d), Read: widget.ReadDate(p.env)}
	}
	fields := []widget.FormField{{Key: "basis", Label: l.T("liaison.consent_field.basis"), Initial: model.BasisConsent, Choices: choices("liaison.basis.", model.Bases...)}}
	for _, t := range agreed() {
		fields = append(fields, widget.FormField{Key: t.name, Label: l.T("liaison.may_tell", "what", l.T("liaison.short."+t.name)), Choices: choices("liaison.allowed.", "no", yes), Initial: "no"})
	}
	fields = append(fields, date("on", p.today()), date("until", p.today().AddMonths(12)),
		widget.FormField{Key: "kept", Label: l.T("liaison.consent_field.kept"), Limit: model.MaxLabel, Hint: l.T("liaison.kept_hint")})
	f := &form{Form: widget.NewForm(p.env, fields...), title: l.T("liaison.consent_title", "purpose", l.T("liaison.purpose."+purpose)), required: []string{"basis", "on"}}
	f.writes = func() ([]model.Write, string) { return p.agree(f, purpose) }
	f.refuse = func() string {
		if !slices.ContainsFunc(agreed(), func(t topic) bool { return f.Value(t.name) == yes }) {
			return "liaison.agrees_nothing"
		}
		return ""
	}
	return p.open(f)
}

func (p *Page) agree(f *form, purpose string) ([]model.Write, string) {
	k := model.Consent{Purpose: purpose, Basis: f.Value("basis"), Kept: f.Value("kept")}
	k.On, _ = model.ParseDate(f.Value("on"))       // made by ReadDate: an error is unreachable
	k.Until, _ = model.ParseDate(f.Value("until")) // the same
	for _, t := range agreed() {
		if f.Value(t.name) != yes {
			continue
		}
		for _, ref := range t.fields {
			k.Fields = append(k.Fields, ref.String())
		}
	}
	w, _ := p.c.Put(actConsent, p.s.NewID(), &k) // a new record: there is always something to write
	return []model.Write{w}, p.env.L.T("liaison.agreed_effect", "purpose", p.env.L.T("liaison.purpose."+purpose))
}

// withdraw asks which consent ends: from today on, nothing more leaves on it.
func (p *Page) withdraw() tea.Cmd {
	l, held := p.env.L, p.held()
	options := make([]act.Option, len(held))
	for i, k := range held {
		options[i] = act.Option{Label: l.T("liaison.purpose." + k.Purpose), Detail: l.T("liaison.since", "date", l.Date(k.On))}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, l.T("liaison.withdraw_title"), options, func(i int) tea.Cmd {
		k := held[i]
		k.Until = p.today().AddDays(-1)
		w, _ := p.c.Put(actWithdraw, k.ID, &k)
		writes := append([]model.Write{w}, p.c.Lapse(actWithdraw, k.ID, p.today(), p.s.Case)...)
		return p.commit(l.T("liaison.withdrawn", "purpose", l.T("liaison.purpose."+k.Purpose)), writes...)
	})})
}

// reply asks what the landlord answers.
func (p *Page) reply() tea.Cmd {
	l := p.env.L
	var sorts []widget.Choice
	for _, code := range model.ReplySorts {
		sorts = append(sorts, widget.Choice{Value: code, Label: l.T("liaison.sort." + code)})
	}
	f := &form{title: l.T("liaison.reply_title"), required: []string{"sort", "text", "on"}}
	f.Form = widget.NewForm(p.env,
		widget.FormField{Key: "sort", Label: l.T("liaison.reply_field.sort"), Choices: sorts},
		widget.FormField{Key: "text", Label: l.T("liaison.reply_field.text"), Limit: model.MaxNote},
		widget.FormField{Key: "on", Label: l.T("liaison.reply_field.on"), Initial: l.Date(p.today()), Read: widget.ReadPast(p.env)})
	f.writes = func() ([]model.Write, string) {
		r := model.Reply{Sort: f.Value("sort"), Text: strings.TrimSpace(f.Value("text")), By: p.s.Me().Name}
		r.On, _ = model.ParseDate(f.Value("on")) // made by ReadPast: an error is unreachable
		w, _ := p.c.Put(actReply, p.s.NewID(), &r)
		return []model.Write{w}, l.T("liaison.replied", "sort", l.T("liaison.sort."+r.Sort))
	}
	return p.open(f)
}

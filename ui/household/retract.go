package household

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts that take a text back for good.
const (
	actRetract     model.Act = "note.retract"
	actRetractTask model.Act = "task.retract"
)

// quoted is how much of a note a question quotes, in cells.
const quoted = 120

// lister is a session that knows the other households, in one of which a note may have its place, and the drafts.
type lister interface {
	Cases() []*model.Case
	Drafts() []model.Draft
}

// removeContact asks what is to become of a note: deleted, which can be undone, or retracted, because it speaks of another
// household and must leave nothing here.
func (p *Page) removeContact(k model.Contact) tea.Cmd {
	l := p.env.L
	q := act.NewQuestion(p.env, l.T("household.remove_title", "what", p.contactName(k)), []string{p.quote(k), l.T("household.remove_about")},
		act.Answer{Key: l.T("household.letter.delete"), Label: l.T("household.remove_delete"), Run: func() tea.Cmd { return p.deleteContact(k) }},
		act.Answer{Key: l.T("household.letter.retract"), Label: l.T("household.remove_retract"), Run: func() tea.Cmd { return p.retractContact(k) }})
	return nav.Send(nav.Show{Dialog: q})
}

// retractContact asks whether the text is to go where it belongs before it is retracted here.
func (p *Page) retractContact(k model.Contact) tea.Cmd {
	l := p.env.L
	lines := []string{l.T("household.retract_about"), l.T("household.retract_elsewhere")}
	if len(p.toldOf(k)) > 0 {
		lines = append(lines, l.T("household.retract_told"))
	}
	if n := len(p.facts.decided[k.ID]); n > 0 {
		lines = append(lines, l.N("household.retract_dates", n))
	}
	var answers []act.Answer
	if others := p.others(); len(others) > 0 {
		answers = append(answers, act.Answer{Key: l.T("household.letter.copy"), Label: l.T("household.retract_copy"), Run: func() tea.Cmd { return p.chooseOther(k, others) }})
	}
	answers = append(answers, act.Answer{Key: l.T("household.letter.retract"), Label: l.T("household.retract_alone"), Run: func() tea.Cmd { return p.confirmRetraction(k, nil) }})
	return nav.Send(nav.Show{Dialog: act.NewQuestion(p.env, l.T("household.retract_title", "what", p.contactName(k)), lines, answers...)})
}

// others are the other households, by name.
func (p *Page) others() []*model.Case {
	s, ok := p.s.(lister)
	if !ok {
		return nil
	}
	list := slices.DeleteFunc(slices.Clone(s.Cases()), func(c *model.Case) bool { return c.ID == p.route.Case })
	slices.SortStableFunc(list, func(a, b *model.Case) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}

func (p *Page) chooseOther(k model.Contact, others []*model.Case) tea.Cmd {
	options := make([]act.Option, len(others))
	for i, c := range others {
		options[i] = act.Option{Label: p.names.Title(c.ID, c.Name()), Detail: p.agencyName(c.Header().Agency)}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, p.env.L.T("household.retract_where"), options, func(i int) tea.Cmd {
		return p.confirmRetraction(k, others[i])
	})})
}

// confirmRetraction retracts the note, and the dates decided in it, once the word is typed. With a household to go to, the text
// is kept first as a draft there.
func (p *Page) confirmRetraction(k model.Contact, to *model.Case) tea.Cmd {
	l := p.env.L
	lines := []string{p.quote(k), l.T("household.retract_final")}
	if to != nil {
		lines = append(lines, l.T("household.retract_kept", "who", p.names.Title(to.ID, to.Name())))
	}
	title := l.T("household.retract_title", "what", p.contactName(k))
	return nav.Send(nav.Show{Dialog: act.NewWord(p.env, title, lines, l.T("household.retract_word"), func() tea.Cmd { return p.retractForGood(k, to) })})
}

func (p *Page) retractForGood(k model.Contact, to *model.Case) tea.Cmd {
	writes := append(p.facts.caseOf(k).Retract(actRetract, model.KindContact, k.ID), p.toldOf(k)...)
	for _, t := range p.facts.decided[k.ID] {
		writes = append(writes, p.facts.team.Retract(actRetractTask, model.KindTask, t.ID)...)
	}
	if len(writes) == 0 { // somebody else was quicker
		return nil
	}
	p.sent++
	c := nav.Commit{To: nav.To{Route: p.route}, Writes: writes, Effect: p.env.L.T("household.retracted", "what", p.contactName(k))}
	if to != nil {
		c.Keep = p.movedDraft(k, to.ID)
		c.Effect = p.env.L.T("household.retracted_kept", "who", p.names.Title(to.ID, to.Name()))
	}
	return nav.Send(c)
}

// toldOf is what retracts the copies of a note that the landlord was told.
func (p *Page) toldOf(k model.Contact) []model.Write {
	return p.facts.team.RetractCopies(actRetract, k.ID, p.s.Case)
}

// movedDraft is a new note of another household with all that the note says: each of two versions at once, a correction that
// was begun, and the dates that were decided, which the editor offers to set again there.
func (p *Page) movedDraft(k model.Contact, to model.ID) model.Draft {
	r, begun := p.facts.caseOf(k).Record(model.KindContact, k.ID), p.begun(k)
	d := model.Draft{ID: p.s.NewID(), Case: to, Kind: model.KindContact, Zone: "facts", At: p.env.Now()}
	for _, name := range model.FieldsOf(model.KindContact) {
		value := r.Value(name)
		if isText(name) {
			value = everyVersion(r, name, begun)
		}
		if name == "facts" {
			value = join("\n", value, p.actions(k))
		}
		if value != "" {
			d.Fields = append(d.Fields, model.Field{Name: name, Value: value})
		}
	}
	if k.Private {
		d.Fields = append(d.Fields, model.Field{Name: model.DraftAudience, Value: model.AudienceMe})
	}
	return d
}

// begun is the fields of a draft that was to correct a note; none if there is no such draft.
func (p *Page) begun(k model.Contact) (w model.Write) {
	if s, ok := p.s.(lister); ok {
		for _, d := range s.Drafts() {
			if d.ID == k.ID {
				w.Fields = d.Fields
			}
		}
	}
	return w
}

// everyVersion is the live texts of a field and that of a correction that was begun, one below the other.
func everyVersion(r *model.Record, field string, begun model.Write) string {
	var texts []string
	add := func(v string) {
		if !slices.Contains(texts, v) {
			texts = append(texts, v)
		}
	}
	for _, c := range r.Live(field) {
		v, _ := c.Value(field)
		add(v)
	}
	v, _ := begun.Value(field)
	add(v)
	return join("\n\n", texts...)
}

// actions are the open dates decided in a note, as lines that the editor reads; the others as lines of text.
func (p *Page) actions(k model.Contact) string {
	l := p.env.L
	var lines []string
	for _, t := range p.facts.decided[k.ID] {
		line := t.Label
		if t.Open() {
			who := p.word("task.who.", t.Who)
			line = l.T("household.retract_action", "who", who, "what", t.Label)
			if !t.Due.IsZero() {
				line = join(" ", line, l.Date(t.Due), l.Clock(t.At))
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// quote is how a note begins, so that the right one is taken away.
func (p *Page) quote(k model.Contact) string {
	start := strings.Join(strings.Fields(join(" ", k.Subject, k.Facts, k.Words, k.Appraisal, k.Shareable)), " ")
	if start == "" {
		return p.contactName(k)
	}
	return "« " + widget.Cut(p.text(start), quoted) + " »"
}

// contactName says which contact one is.
func (p *Page) contactName(k model.Contact) string {
	return join(" ", p.word("contact.kind.", string(k.Kind)), p.date(k.Date))
}

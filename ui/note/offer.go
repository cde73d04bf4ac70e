package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
)

// offer is a task that the text suggests. It comes into being only when its writer says so.
type offer struct {
	task model.Task // without its id
}

// findOffers are the tasks that the text suggests and that the case does not have yet, in the order of the text.
func (p *Page) findOffers() []offer {
	var list []offer
	add := func(o offer) {
		for _, t := range p.tasks {
			if t.Due == o.task.Due && (t.Contact == p.id || t.Label == o.task.Label) {
				return
			}
		}
		for _, other := range list {
			if other.task.Due == o.task.Due && other.task.Label == o.task.Label {
				return
			}
		}
		list = append(list, o)
	}
	for _, z := range p.zones {
		for _, g := range z.checked {
			for _, o := range g.offers {
				add(o)
			}
		}
	}
	return list
}

// offersIn are the tasks that a paragraph suggests.
func offersIn(g *paragraph) (list []offer) {
	add := func(t model.Task) {
		t.Label = cutLabel(t.Label, model.MaxLabel)
		list = append(list, offer{t})
	}
	if a := g.action; a != nil {
		add(model.Task{Label: a.Label, Who: a.Who, Due: a.Due, At: a.At})
	}
	for _, s := range g.spots {
		add(model.Task{Label: labelAround(g.text, s.Start, s.End), Who: model.WhoWorker, Due: s.Date, At: s.Clock})
	}
	return list
}

// labelAround is what a date in a sentence is about: the sentence without its date, up to a comma after it if enough was
// said before.
func labelAround(s string, from, to int) string {
	start, end := 0, len(s)
	for i := from - 1; i > 0; i-- {
		if endsSentence(s, i-1) {
			start = i
			break
		}
	}
	for i := max(0, to-1); i < len(s); i++ { // the date may hold the stop of its sentence
		if endsSentence(s, i) {
			end = max(i, to)
			break
		}
	}
	const edges = " .,:;!?-–—«»\u00a0\u202f\n"
	before, after := strings.Trim(s[start:from], edges), s[to:end]
	if enough := strings.ContainsRune(before, ' '); enough {
		after, _, _ = strings.Cut(after, ",")
	}
	if label := strings.TrimSpace(before + " " + strings.Trim(after, edges)); label != "" {
		return label
	}
	return strings.Trim(s[start:end], edges)
}

// endsSentence says that a sentence ends with the byte at i. The stop of an abbreviation (M., av., n°.) ends none.
func endsSentence(s string, i int) bool {
	switch s[i] {
	case '\n', ';', '!', '?':
		return true
	case '.':
		if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\n' {
			return false
		}
		letters := 0
		for j := i; j > 0 && letters < 3; letters++ {
			r, n := utf8.DecodeLastRuneInString(s[:j])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			j -= n
		}
		return letters >= 3 || i+1 == len(s)
	}
	return false
}

// cutLabel shortens a label to so many characters, between words.
func cutLabel(s string, most int) string {
	if s = strings.ReplaceAll(s, "\n", " "); len(s) <= most {
		return s
	}
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	short := string(r[:most-1])
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return short + "…"
}

// createOffers asks which of the offers to create; one that is alone is created at once. Those of a private note always ask:
// the whole team will see them.
func (p *Page) createOffers() tea.Cmd {
	list := p.offers
	switch {
	case p.asked != nothing:
		return nil
	case len(list) == 0:
		return p.say(nav.Info, p.env.L.T("note.no_offers"))
	case len(list) == 1 && !p.private:
		return p.create(list)
	}
	return nav.Send(nav.Show{Dialog: newOfferDialog(p, list)})
}

// create stores offers as tasks of the team's case, at once: a date that was decided is not lost with a text that is dropped.
// Tasks of a private note do not name it, for the team does not know that it exists.
func (p *Page) create(list []offer) tea.Cmd {
	if p.asked != nothing {
		return nil
	}
	var tasks []model.Task
	for _, o := range list {
		t := o.task
		t.ID = p.s.NewID()
		if !p.private {
			t.Contact = p.id
		}
		tasks = append(tasks, t)
	}
	cmd := p.restoreTasks(tasks)
	if cmd != nil {
		p.zone().ed.Seal()
		p.journal.past, p.journal.future = append(p.journal.past, step{tasks: tasks}), nil
	}
	return cmd
}

// when is the date of an offer in a few cells.
func (p *Page) when(o offer) string {
	if o.task.Due.IsZero() {
		return p.env.L.T("note.no_date")
	}
	s := p.env.L.ShortDay(o.task.Due, p.today())
	if !o.task.At.IsZero() {
		s += " " + p.env.L.Clock(o.task.At)
	}
	return s
}

package note

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the page reads.
type Session interface {
	Case(model.ID) *model.Case
	Companions(main model.ID) []*model.Case // my private ones; new notes go to the first
	Drafts() []model.Draft
	Me() model.Worker
	Maker
}

// Maker makes the names of new things.
type Maker interface {
	NewID() model.ID
	NewCase() model.ID
}

// Args of a route to the page, beside the codes of the contact kinds for a new note.
const (
	ArgQuick = "quick" // one line
	ArgDraft = "draft" // Record is the draft to go on with
)

// Acts of the page.
const (
	actAdd    model.Act = "note.add"
	actRevise model.Act = "note.revise"
	actTask   model.Act = "task.add" // as act.AddTask: a date set from a note is a date set
	actRemove model.Act = "note.remove"
)

// state says what the page can do.
type state int

const (
	writing state = iota
	quick         // one line
	saving        // a commit is under way: keys wait
	saved
	missing // the note to correct, or its case, is gone
)

// Page is the editor of one note.
type Page struct {
	s     Session
	set   *programme.Set
	names *nav.Names
	env   *widget.Env
	route nav.Route
	w, h  int
	state state

	dossier *model.Case   // the team's case as it stands
	id      model.ID      // of the contact
	old     origin        // what is being corrected
	head    model.Contact // everything but the zones
	opened  model.Contact // the note as the page opened, to know what was touched
	resumed time.Time     // when the draft was kept that the page goes on with
	private bool          // for me alone
	told    bool          // the case is what an association told a landlord: nothing is noted there but for me alone

	zones   []*zone
	focus   int
	journal journal
	heads   headings
	checker *text.Checker
	search  search
	tasks   []model.Task    // of the team's case
	known   []model.Contact // of the team and my own, newest first
	offers  []offer
	people  map[string]bool // the folded words of the members' names
	asked   commit
}

// origin is the state of the record that a correction began from; without seen changes the note is new.
type origin struct {
	home *model.Case // holds nothing but what was seen
	seen []model.ChangeID
}

func (o origin) revision() bool { return len(o.seen) > 0 }

// commit is what was asked for and not answered yet.
type commit int

const (
	nothing commit = iota
	theNote
	theTasks
)

// New makes the page of a route: a new note (Arg: its kind, or nothing for home and office in turn), one line (ArgQuick), a
// correction (Record) or a draft (ArgDraft and Record).
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{s: s, set: set, names: names, env: env, route: route, w: 80, h: 22, dossier: s.Case(route.Case)}
	p.heads = newHeadings(set)
	p.checker = text.NewChecker(set.Words(string(env.L.Lang))...)
	p.zones = newZones(env)
	p.surroundings()
	p.begin()
	p.check()
	p.arrange()
	return p
}

// surroundings reads what stands beside the note: the other contacts, the tasks, the names.
func (p *Page) surroundings() {
	if p.dossier != nil {
		p.known, p.tasks, p.people = p.contacts(), p.dossier.Tasks(), nameWords(p.dossier.Members())
	}
}

// last is the contact before this one, or nil.
func (p *Page) last() *model.Contact {
	for i := range p.known {
		if k := &p.known[i]; k.ID != p.id && !k.Empty() && k.Date <= p.head.Date {
			return k
		}
	}
	return nil
}

// Init says of when a draft is; there is nothing to wait for, everything is in memory.
func (p *Page) Init() tea.Cmd {
	if p.resumed.IsZero() || p.state == missing {
		return nil
	}
	at := p.resumed.In(p.env.Now().Location())
	return p.say(nav.Info, p.env.L.T("note.resumed", "date", p.env.L.ShortDay(model.DateOf(at), p.today()), "at", p.env.L.TimeOfDay(at)))
}

// Typing is true: letters are text.
func (p *Page) Typing() bool { return p.state != missing }

// Layout takes the size that the root gives, in cells.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	p.arrange()
}

// Update takes text, clicks and the answers of the root.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Committed:
		return p.committed(msg)
	case nav.Changed:
		p.reread()
		return nil
	}
	if p.state == missing || p.state == saving || p.state == saved {
		return nil
	}
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd = p.press(msg)
	case tea.PasteMsg:
		cmd = p.press(msg)
	case nav.Click:
		p.click(msg)
	case nav.Wheel:
		p.zone().ed.Scroll(3 * msg.Delta)
	}
	return cmd
}

// press gives a key or a paste to the search line, or else to the zone.
func (p *Page) press(msg tea.Msg) tea.Cmd {
	if p.search.open {
		return p.searchKey(msg)
	}
	var out widget.Outcome
	p.edit(func() { out = p.zone().ed.Update(msg) })
	if out.Over > 0 {
		return p.say(nav.Warn, p.env.L.N("note.over", out.Over, "most", p.env.L.Number(model.MaxNote)))
	}
	return nil
}

func (p *Page) say(tone nav.Tone, s string) tea.Cmd { return nav.Send(nav.Say{Text: s, Tone: tone}) }

// reread takes the case as it stands after a change. What is being written does not move.
func (p *Page) reread() {
	if c := p.s.Case(p.route.Case); c != nil && p.state != missing {
		p.dossier = c
		p.surroundings()
	}
	if p.retracted() {
		p.state = missing
	}
	for _, z := range p.zones {
		z.checked = nil
	}
	p.check()
	p.arrange()
}

// retracted says that the note to correct was taken back for good: nothing of it may be kept, its draft neither.
func (p *Page) retracted() bool {
	if !p.old.revision() {
		return false
	}
	r := p.s.Case(p.old.home.ID).Record(model.KindContact, p.id)
	return r != nil && r.Retracted() && r.Deleted()
}

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

// lang is the language of headings and word lists.
func (p *Page) lang() string { return string(p.env.L.Lang) }

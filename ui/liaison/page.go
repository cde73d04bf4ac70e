// Package liaison is what a household's landlord is told, and answers. On the team's side: the register of what left, the consents, the
// answers that came, and the act of telling: what is chosen, then every value as it will leave, then one commit. On the landlord's
// side, where the case is the liaison case itself: what was told, and the writing of answers.
package liaison

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the page reads of the vault.
type Session interface {
	Case(id model.ID) *model.Case
	Me() model.Worker
	Card() *store.Card // nil if this device has none yet
	Landlords() []store.Peer
	NewID() model.ID
}

// Page is the page of one household's landlord.
type Page struct {
	s     Session
	names *nav.Names
	env   *widget.Env
	set   *programme.Set
	route nav.Route

	c     *model.Case
	top   int      // first line of the register in view
	lines []string // of the register, as they were drawn last
	tell  *telling // what is being chosen; nil while the register shows
	form  *form    // a consent or an answer that is being written
	w, h  int
}

// New makes the page of a case.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	return &Page{s: s, names: names, env: env, set: set, route: route, c: s.Case(route.Case)}
}

// Init has nothing to wait for.
func (p *Page) Init() tea.Cmd { return nil }

// theirs says that this is the landlord's side: the case is what the landlord was told.
func (p *Page) theirs() bool { _, ok := p.c.Liaison(); return ok }

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

// Update takes what changes the page.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Changed:
		p.c = p.s.Case(p.route.Case)
		if p.tell != nil {
			p.tell.refresh(p)
		}
	case nav.Committed:
		switch {
		case msg.Err != nil:
		case p.form != nil: // what is being chosen goes on, on the consent that was written
			p.form = nil
		default:
			p.tell = nil
		}
	case nav.Click:
		p.click(msg)
	case nav.Wheel:
		p.move(3 * msg.Delta)
	case tea.KeyPressMsg, tea.PasteMsg:
		if p.form != nil && p.form.Update(msg) {
			return p.save()
		}
	}
	return nil
}

func (p *Page) click(c nav.Click) {
	switch {
	case p.form != nil:
		p.form.Click(c.X, c.Y-formTop)
	case p.tell != nil:
		if y := p.tell.top + c.Y - listTop; c.Y >= listTop && y < len(p.tell.lines) {
			p.tell.pick(p.tell.lines[y])
		}
	}
}

// move moves the selection of what is chosen, or scrolls the register.
func (p *Page) move(by int) {
	switch {
	case p.form != nil:
	case p.tell != nil:
		p.tell.pick(p.tell.at + by)
	default:
		p.top = max(0, min(p.top+by, len(p.lines)-p.room(registerTop)))
	}
}

// Layout gives the page its room.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	if p.form != nil {
		p.form.Layout(w, max(1, h-formTop))
	}
}

// room is how many lines there are below the first ones.
func (p *Page) room(top int) int { return max(1, p.h-top) }

// Typing says that a form is open.
func (p *Page) Typing() bool { return p.form != nil }

// Cursor stands in the form, or on the selected line.
func (p *Page) Cursor() *tea.Cursor {
	x, y := 0, 0
	switch {
	case p.form != nil:
		fx, fy, ok := p.form.Cursor()
		if !ok {
			return nil
		}
		x, y = fx, fy+formTop
	case p.tell != nil:
		y = listTop + max(0, slices.Index(p.tell.lines, p.tell.at)-p.tell.top)
	default:
		return nil
	}
	c := tea.NewCursor(x, y)
	c.Blink = false
	return c
}

func (p *Page) say(key string, tone nav.Tone, args ...any) tea.Cmd {
	return nav.Send(nav.Say{Text: p.env.L.T(key, args...), Tone: tone})
}

// commit asks to store writes; the page is told how that ended.
func (p *Page) commit(effect string, writes ...model.Write) tea.Cmd {
	return nav.Send(nav.Commit{To: nav.To{Route: p.route}, Writes: writes, Effect: effect})
}

// Keys is the key table of what is open.
func (p *Page) Keys() []nav.Binding {
	switch {
	case p.form != nil:
		return []nav.Binding{
			p.bind("save", true, p.save, "ctrl+s"),
			p.bind("cancel", true, p.step, "esc"),
		}
	case p.tell != nil:
		return p.tell.keys(p)
	case p.c == nil:
		return []nav.Binding{p.bind("back", true, p.step, "esc")}
	case p.theirs():
		return append([]nav.Binding{p.bind("reply", true, act.Unmasked(p.env, p.names, p.reply), "r")}, p.moves(true)...)
	}
	table := []nav.Binding{
		p.bind("tell", true, act.Unmasked(p.env, p.names, p.start), "i"),
		p.bind("consent", true, act.Unmasked(p.env, p.names, p.consent), "a"),
	}
	if len(p.held()) > 0 {
		table = append(table, p.bind("withdraw", true, act.Unmasked(p.env, p.names, p.withdraw), "s"))
	}
	if len(p.stale()) > 0 {
		table = append(table, p.bind("retract", true, p.retract, "r"))
	}
	return append(table, p.moves(true)...)
}

// stale is what retracts the copies of notes that were retracted here and that the landlord still has.
func (p *Page) stale() []model.Write { return p.c.StillTold(actRetract, p.s.Case) }

func (p *Page) retract() tea.Cmd { return p.commit(p.env.L.T("liaison.retracted_too"), p.stale()...) }

// moves are the keys that move and step back.
func (p *Page) moves(hint bool) []nav.Binding {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { p.move(n); return nil } }
	page := func(sign int) func() tea.Cmd {
		return func() tea.Cmd { p.move(sign * max(1, p.h-listTop-1)); return nil }
	}
	return []nav.Binding{
		p.bind("up", false, by(-1), "up", "k"), p.bind("down", false, by(1), "down", "j"),
		p.bind("pgup", false, page(-1), "pgup"), p.bind("pgdown", false, page(1), "pgdown"),
		p.bind("back", hint, p.step, "esc"),
	}
}

func (p *Page) bind(name string, hint bool, run func() tea.Cmd, keys ...string) nav.Binding {
	l := p.env.L
	return nav.Binding{Keys: keys, Label: l.T("liaison.key." + name), Help: l.T("liaison.help." + name), Group: l.T("liaison.title"), Hint: hint, Run: run}
}

// step steps back: out of a form, from the values to what was chosen, to the register, then out of the page.
func (p *Page) step() tea.Cmd {
	switch {
	case p.form != nil:
		if !p.form.CloseList() {
			p.form = nil
		}
	case p.tell != nil && p.tell.shown:
		p.tell.back(p)
	case p.tell != nil:
		p.tell = nil
	default:
		return nav.Send(nav.Back{})
	}
	return nil
}

// held are the consents that stand today.
func (p *Page) held() []model.Consent {
	return slices.DeleteFunc(p.c.Consents(), func(k model.Consent) bool { return !k.Holds(p.today()) })
}

package exchange

import (
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Limits of what is pasted as a card: a long mail with a card in it.
const maxPaste = 40000

// paste is the dialog that takes a card as text, or the path of its file.
type paste struct {
	p    *Page
	ed   *widget.Editor
	done bool
	w    int
}

func (p *Page) addCard() tea.Cmd {
	d := &paste{p: p, ed: widget.NewEditor(p.env, &widget.Register{}, widget.Limits{Chars: maxPaste, Bytes: maxPaste})}
	return p.ask(d)
}

func (d *paste) Keys() []nav.Binding {
	return []nav.Binding{
		d.p.bind(true, "take_card", d.take, "enter", "ctrl+s"),
		d.p.bind(true, "cancel", func() tea.Cmd { d.done = true; return nil }, "esc"),
	}
}

func (d *paste) Update(msg tea.Msg) tea.Cmd {
	d.ed.Update(msg)
	return nil
}

func (d *paste) Typing() bool { return true }
func (d *paste) Done() bool   { return d.done }

// dialogWidth is that of a dialog at most, in cells: a line of a card fits.
const dialogWidth = 76

// pasteRows are how many rows the text has.
const pasteRows = 8

func (d *paste) intro(w int) []string {
	return widget.WrapWords(d.p.env.L.T("exchange.paste.intro"), w)
}

func (d *paste) View(w, h int) string {
	d.w = min(w, dialogWidth)
	lines := d.intro(d.w - 4)
	d.ed.Layout(d.w-4, max(1, min(pasteRows, h-len(lines)-3)))
	lines = append(lines, "")
	text := d.ed.Lines()
	lines = append(append(lines, text...), make([]string, max(0, pasteRows-len(text)))...)
	return widget.Frame(d.p.env, d.w, d.p.env.L.T("exchange.paste.title"), lines)
}

func (d *paste) Cursor() *tea.Cursor {
	x, y, ok := d.ed.Cursor()
	if !ok {
		return nil
	}
	c := tea.NewCursor(x+2, y+2+len(d.intro(d.w-4)))
	c.Blink = false
	return c
}

// take reads what was pasted: one short line is the path of a file.
func (d *paste) take() tea.Cmd {
	typed := strings.TrimSpace(d.ed.Text())
	if typed == "" {
		return nil
	}
	p := d.p
	return p.do(func() func() tea.Cmd {
		card, err := readCard(typed)
		return func() tea.Cmd {
			if err != nil {
				return p.refuse(err)
			}
			d.done = true
			return p.meet(card)
		}
	})
}

func readCard(typed string) (*store.Card, error) {
	if strings.Contains(typed, "\n") || len(typed) > 1000 {
		return store.ParseCard([]byte(typed))
	}
	file, err := store.ReadBundle(pathOf(typed))
	if err != nil {
		return nil, err
	}
	return store.ParseCard(file)
}

// pathOf is the path that a person typed, or that a terminal wrote when a file was dropped on it.
func pathOf(typed string) string {
	path := strings.Trim(strings.TrimSpace(typed), `"'`)
	if rest, ok := strings.CutPrefix(path, "~"+string(filepath.Separator)); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// meet shows who a card says that it is of, and takes it in if that is wanted.
func (p *Page) meet(card *store.Card) tea.Cmd {
	l := p.env.L
	if card.Device() == p.s.Device() {
		return p.say(nav.Warn, l.T("exchange.card.mine"))
	}
	if known := p.people.choose(card.Device()); known != nil && !card.Issued.After(known.Card.Issued) {
		return p.say(nav.Info, l.T("exchange.card.known", "name", known.Card.Name))
	}
	lines := append(p.claims(card), "", l.T("exchange.card.claim"))
	return p.ask(act.NewQuestion(p.env, l.T("exchange.card.title"), lines, act.Answer{Key: "a", Label: l.T("exchange.card.add"), Run: func() tea.Cmd { return p.take(card, nil) }}))
}

// claims are what a card says of itself.
func (p *Page) claims(card *store.Card) []string {
	l := p.env.L
	return []string{
		l.T("exchange.card.who", "name", card.Name),
		l.T("exchange.card.where", "association", joined(" · ", card.Association, p.role(card.Role))),
		l.T("exchange.card.device", "ref", card.Device().Ref(), "when", p.stamp(card.Issued)),
	}
}

// take takes a card in, then goes on.
func (p *Page) take(card *store.Card, then func() tea.Cmd) tea.Cmd {
	s, effect := p.s, p.env.L.T("exchange.card.added", "name", card.Name)
	return p.write(func() ([]model.ID, string, error) {
		return []model.ID{model.RegistryID}, effect, s.AddCard(card)
	}, func(err error) tea.Cmd {
		if err != nil {
			return nil
		}
		p.people.choose(card.Device())
		if then != nil {
			return then()
		}
		return p.people.count()
	})
}

// choose moves to a correspondent, and returns what is known of her; nil if it is none.
func (v *people) choose(device model.ID) *store.Peer {
	for i := range v.list {
		if v.list[i].Device == device {
			v.table.Select(i)
			return &v.list[i]
		}
	}
	return nil
}

// association is that of the worker by its name in full.
func (p *Page) association() string {
	code := p.s.Me().Organisation
	if name := p.set.Organisation(code).Name(p.today()); name != "" {
		return name
	}
	return code
}

// withCard has the card of this device made or renewed if need be, then goes on.
func (p *Page) withCard(then func() tea.Cmd) tea.Cmd {
	s, association := p.s, p.association()
	old := s.Card()
	renew := old != nil && p.env.Now().Sub(old.Issued) > store.RenewCard
	if old != nil && !renew && old.Association == association && old.Name == s.Me().Name && old.Role == s.Me().Role {
		return then()
	}
	return p.write(func() ([]model.ID, string, error) {
		_, err := s.IssueCard(association, renew)
		return []model.ID{model.RegistryID}, "", err
	}, func(err error) tea.Cmd {
		if err != nil {
			return nil
		}
		return tea.Batch(p.people.look(), then())
	})
}

// showMine shows the card of this device: as text to paste into a message, with the words to read out.
func (p *Page) showMine() tea.Cmd {
	return p.withCard(func() tea.Cmd {
		p.show(&mine{p: p})
		return p.people.look()
	})
}

// mine is the card of this device.
type mine struct {
	p *Page
	scroller
	w int
}

func (m *mine) load() { m.layout(m.w, m.h) }

func (m *mine) layout(w, h int) {
	m.w, m.h = w, h
	card := m.p.s.Card()
	if card == nil {
		return
	}
	th, l := m.p.env.Theme, m.p.env.L
	lines := []string{" " + th.Title.Render(l.T("exchange.mine.title")), ""}
	for _, s := range m.p.claims(card) {
		lines = append(lines, " "+th.Text.Render(s))
	}
	lines = append(lines, "", " "+th.Bold.Render(l.T("exchange.mine.words")))
	words := l.T("exchange.mine.counting")
	if len(m.p.people.words) > 0 {
		words = strings.Join(m.p.people.words, " – ")
	}
	for _, s := range widget.WrapWords(words, w-4) {
		lines = append(lines, "   "+th.Accent.Render(s))
	}
	for _, key := range []string{"exchange.mine.phone", "exchange.mine.give"} {
		lines = append(lines, "")
		for _, s := range widget.WrapWords(l.T(key), min(w-2, 100)) {
			lines = append(lines, " "+th.Muted.Render(s))
		}
	}
	lines = append(lines, "")
	for _, s := range strings.Split(strings.TrimSpace(card.Text()), "\n") {
		lines = append(lines, th.Text.Render(s))
	}
	m.set(lines)
}

func (m *mine) view() []string {
	m.layout(m.w, m.h) // the words may have come
	return m.scroller.view()
}

func (m *mine) keys() []nav.Binding {
	return append([]nav.Binding{m.p.bind(true, "save_card", m.save, "s")}, m.p.moves(m.key)...)
}

// save writes the card into the exchange folder.
func (m *mine) save() tea.Cmd {
	p, s, folder := m.p, m.p.s, m.p.s.Folder()
	return p.do(func() func() tea.Cmd {
		path, err := s.SaveCard(folder)
		return func() tea.Cmd {
			if err != nil {
				return p.refuse(err)
			}
			return p.say(nav.Done, p.env.L.T("exchange.mine.saved", "path", path))
		}
	})
}

// revoke says what a revocation does and does not, then asks for its reason.
func (p *Page) revoke() tea.Cmd {
	o, ok := p.people.current()
	if !ok {
		return nil
	}
	l, s := p.env.L, p.s
	lines := []string{l.T("exchange.revoke.does", "name", o.Card.Name), "", l.T("exchange.revoke.not"), "", l.T("exchange.revoke.back")}
	ask := func() tea.Cmd {
		return p.ask(act.NewPrompt(p.env, l.T("exchange.revoke.title", "name", o.Card.Name), l.T("exchange.revoke.reason"), func(reason string) tea.Cmd {
			return p.write(func() ([]model.ID, string, error) {
				return []model.ID{model.RegistryID}, l.T("exchange.revoke.done", "name", o.Card.Name), s.Revoke(o.Device, reason)
			}, func(error) tea.Cmd { return nil })
		}))
	}
	return p.ask(act.NewQuestion(p.env, l.T("exchange.revoke.title", "name", o.Card.Name), lines, act.Answer{Key: "r", Label: l.T("exchange.revoke.yes"), Run: ask}))
}

// lift says what comes back with a device whose revocation is taken back.
func (p *Page) lift() tea.Cmd {
	o, ok := p.people.current()
	if !ok {
		return nil
	}
	l, s := p.env.L, p.s
	run := func() tea.Cmd {
		return p.write(func() ([]model.ID, string, error) {
			return []model.ID{model.RegistryID}, l.T("exchange.lift.done", "name", o.Card.Name), s.Lift(o.Device)
		}, func(error) tea.Cmd { return nil })
	}
	return p.ask(act.NewQuestion(p.env, l.T("exchange.lift.title", "name", o.Card.Name), []string{l.T("exchange.lift.does")},
		act.Answer{Key: "r", Label: l.T("exchange.lift.yes"), Run: run}))
}

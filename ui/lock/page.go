package lock

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// stage is what the page is doing.
type stage int

const (
	asking     stage = iota // for the passphrase
	opening                 // the key is being derived
	recovering              // for the recovery words
	checking                // the words are being tried
	renewing                // for a new passphrase, the vault being open by its words
	storing                 // the new passphrase is being written
	closed                  // the vault cannot be opened: a sentence says why and what to do
)

// recoveryWords is how many words stand on the recovery paper.
const recoveryWords = 12

// Page is the lock screen.
type Page struct {
	gate    Gate
	phrases widget.Phrases
	env     *widget.Env
	route   nav.Route
	status  Status
	stage   stage
	field   *widget.Input
	grid    *widget.WordGrid
	choice  *widget.PhraseChoice
	tries   int    // wrong passphrases since the page opened
	note    string // key of the sentence below the field
	reason  Reason // why the vault stays closed
	w, h    int
	cursor  *tea.Cursor // of the last View
	gridAt  [2]int      // where the grid of words stands in the last View
}

// answered is how the gate answered. It never holds what was typed.
type answered struct {
	nav.To
	err error
}

// New makes the lock screen of a vault.
func New(gate Gate, phrases widget.Phrases, env *widget.Env, route nav.Route) *Page {
	p := &Page{gate: gate, phrases: phrases, env: env, route: route, status: gate.Status()}
	p.field = widget.NewInput(env)
	p.field.SetMask(true)
	p.grid = widget.NewWordGrid(env, recoveryWords, phrases.Complete)
	if p.status.Closed != "" {
		p.stage, p.reason = closed, p.status.Closed
	}
	return p
}

// Init has nothing to begin with.
func (p *Page) Init() tea.Cmd { return nil }

// Layout takes the size of the page.
func (p *Page) Layout(w, h int) { p.w, p.h = w, h }

// Typing says that letters are text: always, but where there is nothing to type.
func (p *Page) Typing() bool { return p.stage != closed }

// Cursor is where the hardware cursor stood in the last View.
func (p *Page) Cursor() *tea.Cursor { return p.cursor }

// Update takes keys for the field that is being typed in, and the answers of the gate.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case answered:
		return p.answer(msg.err)
	case nav.Click:
		if p.stage == recovering {
			p.grid.Click(msg.X-p.gridAt[0], msg.Y-p.gridAt[1])
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		p.edit(msg)
	}
	return nil
}

func (p *Page) edit(msg tea.Msg) {
	switch p.stage {
	case asking:
		p.note = ""
		p.field.Update(msg)
	case recovering:
		p.note = ""
		p.grid.Update(msg)
	case renewing:
		p.note = ""
		p.choice.Update(msg)
	}
}

// Keys is the one table of the page's bindings; it depends on what the page asks for.
func (p *Page) Keys() []nav.Binding {
	l := p.env.L
	key := func(key, label string, run func() tea.Cmd) nav.Binding {
		b := nav.Binding{Keys: []string{key}, Label: l.T("lock.key." + label), Group: "lock", Hint: true, Run: run}
		if help := "lock.key." + label + "_help"; l.Has(help) {
			b.Help = l.T(help)
		}
		return b
	}
	quit := nav.Binding{Keys: []string{"ctrl+q"}, Label: l.T("root.quit"), Help: l.T("root.quit_now"), Group: "lock", Hint: true,
		Run: func() tea.Cmd { return nav.Send(nav.Quit{}) }}
	var table []nav.Binding
	switch p.stage {
	case asking:
		table = []nav.Binding{key("enter", "open", p.open), key("f2", "show", p.show)}
		if p.status.Shown == "" {
			table = append(table, key("f3", "forgot", p.forgot))
		}
		table = append(table, key("esc", "clear", p.clear))
	case recovering:
		table = []nav.Binding{key("enter", "continue", p.recover), key("esc", "back", p.back)}
	case renewing:
		table = []nav.Binding{key("enter", "continue", p.renew), key("tab", "switch", p.change)}
		if p.choice.Own() {
			table = append(table, key("f2", "show", p.show))
		} else {
			table = append(table, key("ctrl+r", "others", p.others))
		}
		table = append(table, key("esc", "clear", p.clear))
	case closed:
		table = []nav.Binding{key("enter", "retry", func() tea.Cmd { return nav.Send(nav.LockNow{}) })}
	}
	return append(table, quit)
}

// open tries the passphrase. That of the demonstration stands on the screen: nobody has to copy it.
func (p *Page) open() tea.Cmd {
	passphrase := p.field.Value()
	if passphrase == "" {
		passphrase = p.status.Shown
	}
	if passphrase == "" {
		p.note = "lock.empty"
		return nil
	}
	p.stage = opening
	return p.ask(func(g Gate) error { return g.Unlock(passphrase) })
}

// ask runs something of the gate that takes as long as the key derivation.
func (p *Page) ask(do func(Gate) error) tea.Cmd {
	gate, to := p.gate, nav.To{Route: p.route}
	return func() tea.Msg { return answered{to, do(gate)} }
}

func (p *Page) show() tea.Cmd {
	if p.stage == renewing {
		p.choice.ToggleShown()
	} else {
		p.field.ToggleShown()
	}
	return nil
}

func (p *Page) clear() tea.Cmd {
	p.note = ""
	if p.stage == renewing {
		p.choice.Clear()
	} else {
		p.field.SetValue("")
	}
	return nil
}

func (p *Page) forgot() tea.Cmd {
	p.field.SetValue("")
	p.stage, p.note = recovering, ""
	return nil
}

func (p *Page) back() tea.Cmd {
	p.grid.Clear()
	p.stage, p.note = asking, ""
	return nil
}

// recover tries the recovery words.
func (p *Page) recover() tea.Cmd {
	words := p.grid.Words()
	if i := slices.Index(words, ""); i >= 0 {
		p.note = "lock.recover.unfinished"
		p.grid.Go(i)
		return nil
	}
	p.stage = checking
	return p.ask(func(g Gate) error { return g.Recover(words) })
}

func (p *Page) change() tea.Cmd {
	p.choice.Switch()
	return nil
}

func (p *Page) others() tea.Cmd {
	p.choice.Others()
	return nil
}

// renew writes the new passphrase.
func (p *Page) renew() tea.Cmd {
	passphrase, ok := p.choice.Submit()
	if !ok {
		return nil
	}
	p.stage = storing
	return p.ask(func(g Gate) error { return g.SetPassphrase(passphrase) })
}

// answer goes on after the gate did what it was asked.
func (p *Page) answer(err error) tea.Cmd {
	if err == nil {
		switch p.stage {
		case checking:
			p.grid.Clear()
			p.choice = widget.NewPhraseChoice(p.env, p.phrases)
			p.stage, p.note = renewing, ""
			return nil
		case storing:
			p.choice.Clear()
		}
		p.field.SetValue("")
		return nav.Send(nav.Unlocked{})
	}
	reason := p.gate.Reason(err)
	switch {
	case p.stage == opening && reason == Wrong:
		p.field.SetValue("")
		p.field.SetMask(true)
		p.tries++
		p.stage = asking
	case p.stage == checking && reason == BadWords:
		p.stage, p.note = recovering, "lock.reason.words"
	case p.stage == storing:
		p.stage, p.note = renewing, "lock.reason."+string(reason)
	default:
		p.field.SetValue("")
		p.stage, p.reason = closed, reason
	}
	return nil
}

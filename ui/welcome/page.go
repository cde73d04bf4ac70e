package welcome

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// stage is the step that shows.
type stage int

const (
	choosing stage = iota // the examples or a vault of one's own
	who                   // step 1: name, diploma, association
	phrase                // step 2: the passphrase
	place                 // step 3: where the file lives
	making                // the vault is being made
	showing               // step 4: the recovery words, shown once
	copying               // step 4: the words typed back from the paper
)

// Page is the first run.
type Page struct {
	maker    Maker
	env      *widget.Env
	route    nav.Route
	stage    stage
	own      bool // the selected line of the first screen is a vault of one's own
	form     *widget.Form
	choice   *widget.PhraseChoice
	dir      *widget.Input
	grid     *widget.WordGrid
	pass     string   // the passphrase accepted, until the vault is made
	recovery []string // the recovery words, until they are copied
	note     string   // key of the sentence below the fields
	w, h     int
	cursor   *tea.Cursor // of the last View
	at       [2]int      // where the form or the grid stands in the last View
}

// made is how the making of the vault ended: refused because of its place, failed, or done.
type made struct {
	nav.To
	refused  string
	recovery []string
	err      error
}

// New makes the first run. The employers proposed are those of the programme.
func New(maker Maker, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{maker: maker, env: env, route: route}
	p.form = widget.NewForm(env, act.WhoFields(env, set, model.Worker{})...)
	p.choice = widget.NewPhraseChoice(env, maker)
	p.dir = widget.NewInput(env)
	p.dir.SetValue(maker.Place())
	return p
}

// Init has nothing to begin with.
func (p *Page) Init() tea.Cmd { return nil }

// Layout takes the size of the page.
func (p *Page) Layout(w, h int) { p.w, p.h = w, h }

// Typing says that letters are text.
func (p *Page) Typing() bool { return p.stage != choosing && p.stage != showing }

// Cursor is where the hardware cursor stood in the last View.
func (p *Page) Cursor() *tea.Cursor { return p.cursor }

// Update takes keys for what is being typed, clicks, and the end of the making.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case made:
		p.made(msg)
	case nav.Click:
		return p.click(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		p.edit(msg)
	}
	return nil
}

func (p *Page) edit(msg tea.Msg) {
	p.note = ""
	switch p.stage {
	case who:
		p.form.Update(msg)
	case phrase:
		p.choice.Update(msg)
	case place:
		p.dir.Update(msg)
	case copying:
		p.grid.Update(msg)
	}
}

func (p *Page) click(msg nav.Click) tea.Cmd {
	x, y := msg.X-p.at[0], msg.Y-p.at[1]
	switch p.stage {
	case who:
		p.form.Click(x, y)
	case copying:
		p.grid.Click(x, y)
	case choosing:
		if y < 0 || y >= 2*optionHeight {
			return nil
		}
		p.own = y >= optionHeight
		if msg.Double {
			return p.start()
		}
	}
	return nil
}

// Keys is the one table of the page's bindings; it depends on the step.
func (p *Page) Keys() []nav.Binding {
	l := p.env.L
	key := func(label string, run func() tea.Cmd, keys ...string) nav.Binding {
		b := nav.Binding{Keys: keys, Label: l.T("welcome.key." + label), Group: "welcome", Hint: true, Run: run}
		if help := "welcome.key." + label + "_help"; l.Has(help) {
			b.Help = l.T(help)
		}
		return b
	}
	back := key("back", p.back, "esc")
	quit := nav.Binding{Keys: []string{"ctrl+q"}, Label: l.T("root.quit"), Help: l.T("root.quit_now"), Group: "welcome", Hint: true,
		Run: func() tea.Cmd { return nav.Send(nav.Quit{}) }}
	var table []nav.Binding
	switch p.stage {
	case choosing:
		table = []nav.Binding{key("previous", p.pick(false), "up", "k"), key("next", p.pick(true), "down", "j"), key("choose", p.start, "enter")}
	case who:
		table = []nav.Binding{key("continue", p.enterForm, "enter"), back}
	case phrase:
		table = []nav.Binding{key("continue", p.acceptPhrase, "enter"), key("switch", p.change, "tab")}
		if p.choice.Own() {
			table = append(table, key("show", p.show, "f2"))
		} else {
			table = append(table, key("others", p.others, "ctrl+r"))
		}
		table = append(table, back)
	case place:
		table = []nav.Binding{key("create", p.create, "enter"), key("usual", p.usualPlace, "ctrl+r"), back}
	case showing:
		table = []nav.Binding{key("written", p.written, "enter")}
	case copying:
		table = []nav.Binding{key("continue", p.compare, "enter"), key("again", p.back, "esc")}
	}
	return append(table, quit)
}

func (p *Page) pick(own bool) func() tea.Cmd {
	return func() tea.Cmd {
		p.own = own
		return nil
	}
}

// start begins the demonstration or the steps.
func (p *Page) start() tea.Cmd {
	if !p.own {
		return nav.Send(nav.StartDemo{})
	}
	p.stage = who
	return nil
}

// back goes one step back; what was typed stays.
func (p *Page) back() tea.Cmd {
	p.note = ""
	switch p.stage {
	case who:
		if !p.form.CloseList() {
			p.stage = choosing
		}
	case phrase:
		p.stage = who
	case place:
		p.stage = phrase
	case copying:
		p.grid.Clear()
		p.stage = showing
	}
	return nil
}

// enterForm gives Enter to the form, which goes to the next field or is done.
func (p *Page) enterForm() tea.Cmd {
	p.note = ""
	if !p.form.Update(tea.KeyPressMsg{Code: tea.KeyEnter}) {
		return nil
	}
	switch {
	case p.form.Value("name") == "":
		p.note = "welcome.who.no_name"
		p.form.Focus("name")
	case p.form.Value("role") == "":
		p.note = "welcome.who.no_role"
		p.form.Focus("role")
	default:
		p.stage = phrase
	}
	return nil
}

func (p *Page) acceptPhrase() tea.Cmd {
	if pass, ok := p.choice.Submit(); ok {
		p.pass, p.stage = pass, place
	}
	return nil
}

func (p *Page) change() tea.Cmd { p.choice.Switch(); return nil }

func (p *Page) others() tea.Cmd { p.choice.Others(); return nil }

func (p *Page) show() tea.Cmd { p.choice.ToggleShown(); return nil }

func (p *Page) usualPlace() tea.Cmd {
	p.note = ""
	p.dir.SetValue(p.maker.Place())
	return nil
}

// create checks the place and makes the vault.
func (p *Page) create() tea.Cmd {
	p.stage, p.note = making, ""
	maker, to, pass, dir := p.maker, nav.To{Route: p.route}, p.pass, p.dir.Value()
	me := model.Worker{Name: text.CleanLine(p.form.Value("name")), Role: p.form.Value("role"), Organisation: p.form.Value("organisation")}
	return func() tea.Msg {
		if code := maker.CheckPlace(dir); code != "" {
			return made{To: to, refused: code}
		}
		recovery, err := maker.Create(me, pass, dir)
		return made{To: to, recovery: recovery, err: err}
	}
}

func (p *Page) made(m made) {
	switch {
	case m.refused != "":
		p.stage, p.note = place, "welcome.place.refused."+m.refused
	case len(m.recovery) == 0:
		p.stage, p.note = place, "welcome.place.failed"
	default:
		p.pass = ""
		p.choice.Clear()
		p.recovery = m.recovery
		p.grid = widget.NewWordGrid(p.env, len(m.recovery), p.maker.Complete)
		p.stage = showing
		if m.err != nil {
			p.note = "welcome.place.not_remembered"
		}
	}
}

func (p *Page) written() tea.Cmd {
	p.note = ""
	p.stage = copying
	return nil
}

// compare ends the first run once every word was typed as it was shown.
func (p *Page) compare() tea.Cmd {
	words := p.grid.Words()
	if i := slices.Index(words, ""); i >= 0 {
		p.note = "welcome.words.unfinished"
		p.grid.Go(i)
		return nil
	}
	if !p.grid.Compare(p.recovery) {
		p.note = "welcome.words.differs"
		return nil
	}
	p.recovery = nil
	p.grid.Clear()
	return nav.Send(nav.Unlocked{})
}

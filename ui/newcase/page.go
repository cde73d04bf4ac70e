package newcase

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the page reads of the vault.
type Session interface {
	Cases() []*model.Case
	Registry() *model.Case
	Me() model.Worker
	NewID() model.ID
	NewCase() model.ID
}

// actNew is the one act of the page: undo takes the whole household back.
const actNew model.Act = "case.new"

// Keys of the fields: those of the model, and the first phase.
const (
	fieldProgramme = "programme"
	fieldTitle     = "title"
	fieldLast      = "last"
	fieldFirst     = "first"
	fieldBirth     = "birth"
	fieldLead      = "lead"
	fieldOperator  = "operator"
	fieldAgency    = "agency"
	fieldOrigin    = "origin"
	fieldReceived  = "received"
	fieldPhase     = "phase"
	fieldSince     = "since"
)

// headRows is the number of rows above the form: title, rule, one line of explanation, an empty one.
const headRows = 4

// Page is the form of a new household.
type Page struct {
	s     Session
	set   *programme.Set
	names *nav.Names
	env   *widget.Env
	route nav.Route

	form    *widget.Form
	known   map[string]twin // households that are there already, by folded name; nil until they are read
	made    model.ID        // the case on its way to the disk
	leaving bool            // it goes back to the list once it is stored
	w, h    int

	programme, lead string // as they were when other fields followed them
	operator        string // as it was proposed last
}

// twin is a household of the same name.
type twin struct{ title, agency string }

// New makes the form. The worker at the keyboard is proposed.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{s: s, set: set, names: names, env: env, route: route}
	p.form = p.makeForm()
	p.lead, p.operator = p.form.Value(fieldLead), p.form.Value(fieldOperator)
	return p
}

// read brings the names of the households that are there already.
type read struct {
	nav.To
	known map[string]twin
}

// Init reads the names of all households, beside the form: a big caseload takes a moment. Cases are immutable, so nothing is
// shared that could change.
func (p *Page) Init() tea.Cmd {
	cases, route := p.s.Cases(), p.route
	return func() tea.Msg {
		known := make(map[string]twin, len(cases))
		for _, c := range cases {
			agency := c.Header().Agency
			for _, m := range c.Members() {
				if m.Role == model.RoleHolder || m.Role == model.RoleCoHolder {
					known[nameKey(m.Last, m.First)] = twin{c.Name(), agency}
				}
			}
		}
		return read{nav.To{Route: route}, known}
	}
}

// nameKey is a name for comparison: accents, case and spaces aside.
func nameKey(last, first string) string {
	return strings.Join(strings.Fields(text.Fold(last+" "+first)), " ")
}

// Update takes keys and pastes for the form, and what came of its commit.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case read:
		p.known = msg.known
	case tea.KeyPressMsg, tea.PasteMsg:
		if p.form.Update(msg) {
			return p.save()
		}
		p.follow()
	case nav.Click:
		p.form.Click(msg.X, msg.Y-headRows)
		p.follow()
	case nav.Committed:
		return p.committed(msg)
	}
	return nil
}

// committed goes to the household that was made, or back to the list. After an error the form stays, with all that was typed.
func (p *Page) committed(msg nav.Committed) tea.Cmd {
	made := p.made
	p.made = model.ID{}
	switch {
	case msg.Err != nil || made.IsZero():
		return nil
	case p.leaving:
		return nav.Send(nav.Back{})
	}
	return nav.Send(nav.Instead{Route: nav.Route{Page: nav.Household, Case: made}})
}

// Layout gives the form its room.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	p.form.Layout(w, max(1, h-headRows-2))
}

// Typing is always true: every letter is text.
func (p *Page) Typing() bool { return true }

// Cursor stands in the field.
func (p *Page) Cursor() *tea.Cursor {
	x, y, ok := p.form.Cursor()
	if !ok {
		return nil
	}
	c := tea.NewCursor(x, y+headRows)
	c.Blink = false
	return c
}

// View draws the form and, below it, a household of the same name if there is one.
func (p *Page) View() string {
	if p.w == 0 {
		return ""
	}
	t, l := p.env.Theme, p.env.L
	title := t.Muted.Render("‹ "+l.T("household.list")) + "   " + t.Bold.Render(l.T("newcase.title"))
	rows := []string{widget.Header(p.env, p.w, title), widget.Rule(p.env, p.w),
		widget.Pad(" "+t.Muted.Render(l.T("newcase.intro")), p.w), "", p.form.View()}
	if same, ok := p.same(); ok {
		line := l.T("newcase.same", "name", join(", ", p.names.Person(same.title), p.agencyName(same.agency)))
		rows = append(rows, "", widget.Pad("   "+t.Late.Render("▲ "+line), p.w))
	}
	return strings.Join(rows, "\n")
}

// same is a household of the name in the form.
func (p *Page) same() (twin, bool) {
	name := nameKey(p.form.Value(fieldLast), p.form.Value(fieldFirst))
	if name == "" {
		return twin{}, false
	}
	same, ok := p.known[name]
	return same, ok
}

// Keys is the key table. Esc records too, as everywhere in seuil; an empty form leaves nothing behind.
func (p *Page) Keys() []nav.Binding {
	l := p.env.L
	return []nav.Binding{
		{Keys: []string{"ctrl+s"}, Label: l.T("newcase.key.save"), Help: l.T("newcase.key.save_help"), Hint: true, Run: p.save},
		{Keys: []string{"tab"}, Label: l.T("newcase.key.field"), Run: func() tea.Cmd {
			p.form.Update(tea.KeyPressMsg{Code: tea.KeyTab})
			p.follow()
			return nil
		}},
		{Keys: []string{"ctrl+z"}, Label: l.T("newcase.key.revert"), Help: l.T("newcase.key.revert_help"), Run: func() tea.Cmd {
			p.form.Revert()
			return nil
		}},
		{Keys: []string{"esc"}, Label: l.T("newcase.key.leave"), Help: l.T("newcase.key.leave_help"), Hint: true, Run: p.leave},
		{Keys: []string{"ctrl+x"}, Label: l.T("newcase.key.drop"), Help: l.T("newcase.key.drop_help"), Hint: true, Run: func() tea.Cmd { return nav.Send(nav.Back{}) }},
	}
}

func join(sep string, parts ...string) string {
	var full []string
	for _, s := range parts {
		if s != "" {
			full = append(full, s)
		}
	}
	return strings.Join(full, sep)
}

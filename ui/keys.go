package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/palette"
	"seuil/ui/theme"
)

// target is a page or a dialog: what can have the keys.
type target interface {
	Update(tea.Msg) tea.Cmd
	Keys() []nav.Binding
	Typing() bool
}

func (r *Root) target() target {
	if n := len(r.dialogs); n > 0 {
		return r.dialogs[n-1]
	}
	return r.top().page
}

// keyName is the name of a key in the key tables. Case does not matter: Caps Lock is often on, to type surnames.
func keyName(msg tea.KeyPressMsg) string {
	name := msg.String()
	if utf8.RuneCountInString(name) == 1 {
		return strings.ToLower(name)
	}
	return name
}

// plain says that the key is a character, which a text field takes as text.
func plain(msg tea.KeyPressMsg) bool {
	return msg.Text != "" && msg.Mod&^(tea.ModShift|tea.ModCapsLock) == 0 || altGr(msg)
}

// altGr says that the key is a character typed with AltGr, which Windows reports as ctrl and alt together.
func altGr(msg tea.KeyPressMsg) bool {
	return msg.Text != "" && msg.Mod.Contains(tea.ModAlt|tea.ModCtrl)
}

// key gives a key to the first that knows it: the bindings of what is on top, the root's own, else whatever is on top.
func (r *Root) key(msg tea.KeyPressMsg) tea.Cmd {
	r.effect.seen = true
	t := r.target()
	char := plain(msg)
	name := keyName(msg)
	if b, ok := bound(t.Keys(), name); ok && !(char && t.Typing()) {
		cmd := b.Run()
		r.closeDone()
		return cmd
	}
	if b, ok := bound(r.globalKeys(), name); ok && !(char && t.Typing()) && (len(r.dialogs) == 0 || b.Group == groupSafety) {
		return b.Run()
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok && !char {
		return r.escapeThen(rest)
	}
	cmd := t.Update(msg)
	r.closeDone()
	return cmd
}

// escapeThen takes an unknown alt+x for what some terminals make of Esc and a fast x.
func (r *Root) escapeThen(name string) tea.Cmd {
	cmd := r.key(tea.KeyPressMsg{Code: tea.KeyEscape})
	rn, size := utf8.DecodeRuneInString(name)
	if size != len(name) {
		return cmd
	}
	return tea.Sequence(cmd, func() tea.Msg { return tea.KeyPressMsg{Code: rn, Text: name} })
}

// bound is the binding of a key.
func bound(table []nav.Binding, name string) (nav.Binding, bool) {
	for _, b := range table {
		for _, k := range b.Keys {
			if k == name && b.Run != nil {
				return b, true
			}
		}
	}
	return nav.Binding{}, false
}

// Groups of the root's own bindings. Those of safety work over a dialog too.
const (
	groupEverywhere = "everywhere"
	groupSafety     = "safety"
)

// globalKeys are the bindings that every screen has. While the vault is locked there are but two.
func (r *Root) globalKeys() []nav.Binding {
	l := r.env.L
	quit := nav.Binding{Keys: []string{"ctrl+q"}, Label: l.T("root.quit"), Help: l.T("root.quit_now"), Group: groupSafety, Run: r.send(nav.Quit{})}
	back := nav.Binding{Keys: []string{"esc"}, Label: l.T("root.back"), Group: groupEverywhere, Run: r.send(nav.Back{})}
	copyHint := nav.Binding{Keys: []string{"ctrl+c"}, Label: l.T("root.quit"), Help: l.T("root.ctrl_c"), Group: groupSafety,
		Run: r.send(nav.Say{Text: l.T("root.ctrl_c_hint"), Tone: nav.Info})}
	help := nav.Binding{Keys: []string{"?", "f1"}, Label: l.T("root.help"), Help: l.T("root.help_screen"), Group: groupEverywhere, Run: r.showHelp}
	if r.vault == nil {
		return []nav.Binding{back, quit, copyHint, help}
	}
	table := append(r.screenKeys(), []nav.Binding{
		{Keys: []string{"ctrl+p", ":"}, Label: l.T("root.palette"), Group: groupEverywhere, Run: r.showPalette},
		help,
		{Keys: []string{"ctrl+f"}, Label: l.T("root.find"), Help: l.T("root.find_everywhere"), Group: groupEverywhere, Run: r.send(nav.Open{Route: nav.Route{Page: nav.Find}})},
		{Keys: []string{"ctrl+z", "z"}, Label: l.T("root.undo_key"), Group: groupEverywhere, Run: func() tea.Cmd { return r.undo(model.ActUndo) }},
		{Keys: []string{"ctrl+y"}, Label: l.T("root.redo_key"), Group: groupEverywhere, Run: func() tea.Cmd { return r.undo(model.ActRedo) }},
		{Keys: []string{"ctrl+s"}, Label: l.T("root.saved_key"), Group: groupEverywhere, Run: r.sayStored},
		{Keys: []string{"d"}, Label: l.T("root.mask"), Help: l.T("root.mask_names"), Group: groupEverywhere, Run: r.mask},
		{Keys: []string{"ctrl+l"}, Label: l.T("root.lock"), Group: groupSafety, Run: r.send(nav.LockNow{})},
		back, quit, copyHint,
		{Keys: []string{"q"}, Label: l.T("root.quit"), Help: l.T("root.quit_ask"), Group: groupEverywhere, Run: r.backOrQuit},
		{Label: l.T("root.mouse"), Group: groupEverywhere, Run: r.toggleMouse},
		{Label: l.T("worker.correct"), Group: groupEverywhere, Run: func() tea.Cmd {
			return nav.Send(nav.Show{Dialog: act.NewMe(r.env, r.opt.Programme(), r.vault.Registry(), r.vault.Me())})
		}},
	}...)
	return append(table, r.themeKeys()...)
}

func (r *Root) send(msg tea.Msg) func() tea.Cmd { return func() tea.Cmd { return nav.Send(msg) } }

// screenKeys go to the main pages, each by its digit or by the key that has it on a French keyboard.
func (r *Root) screenKeys() (table []nav.Binding) {
	for _, s := range act.Screens() {
		table = append(table, nav.Binding{Keys: []string{strconv.Itoa(s.Digit), s.Twin}, Label: r.env.L.T("root.go." + string(s.Page)),
			Group: groupEverywhere, Run: func() tea.Cmd { return r.screen(s.Page) }})
	}
	return table
}

// screen goes to a main page. What was open above the main pages is left; they themselves stay as they were.
func (r *Root) screen(page nav.PageName) tea.Cmd {
	save := r.saveDrafts()
	r.pages = slices.DeleteFunc(r.pages, func(o open) bool { return !act.IsScreen(o.route.Page) })
	r.effect = effect{}
	return tea.Batch(save, r.open(nav.Route{Page: page}))
}

// mask shows names, or hides them from other people's eyes.
func (r *Root) mask() tea.Cmd {
	r.names.Masked = !r.names.Masked
	key := "root.shown"
	if r.names.Masked {
		key = "root.masked"
	}
	r.effect = effect{text: r.env.L.T(key), tone: nav.Info}
	return r.changed(nil)
}

// sayStored answers the habit of pressing Ctrl+S.
func (r *Root) sayStored() tea.Cmd {
	save := r.saveDrafts()
	r.effect = effect{text: r.env.L.T("root.all_stored", "at", r.env.Now().Format("15:04")), tone: nav.Done}
	return save
}

func (r *Root) toggleMouse() tea.Cmd {
	r.moused = !r.moused
	key := "root.mouse_free"
	if r.moused {
		key = "root.mouse_taken"
	}
	return nav.Send(nav.Say{Text: r.env.L.T(key), Tone: nav.Info})
}

func (r *Root) backOrQuit() tea.Cmd {
	if act.IsScreen(r.top().route.Page) {
		return r.askQuit()
	}
	return r.back()
}

func (r *Root) askQuit() tea.Cmd {
	l := r.env.L
	yes := act.Answer{Key: l.T("root.quit_letter"), Label: l.T("root.quit_yes"), Run: r.send(nav.Quit{})}
	r.dialogs = append(r.dialogs, act.NewQuestion(r.env, l.T("root.quit_question"), []string{l.T("root.all_safe")}, yes))
	return nil
}

func (r *Root) showHelp() tea.Cmd {
	t := r.target()
	r.dialogs = append(r.dialogs, palette.NewHelp(r.env, t.Keys(), r.globalKeys()))
	return nil
}

func (r *Root) showPalette() tea.Cmd {
	p := palette.New(r.env, r.names, append(r.top().page.Keys(), r.globalKeys()...), session{r.vault, r})
	r.dialogs = append(r.dialogs, p)
	return nil
}

// paste gives text to a field; outside of one the page decides what to offer, for a paste is never a series of commands.
func (r *Root) paste(msg tea.PasteMsg) tea.Cmd {
	msg.Content = cleanPaste(msg.Content)
	return r.deliver(msg)
}

// click remembers the last press of the mouse, to tell a double one.
type click struct {
	x, y int
	at   time.Time
}

const doubleClick = 400 * time.Millisecond

// mouse turns presses into clicks in the page's own cells; one on a hint runs it.
func (r *Root) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		delta := 1
		if m.Button == tea.MouseWheelUp {
			delta = -1
		}
		return r.deliver(nav.Wheel{Delta: delta})
	case tea.MouseClickMsg:
		if m.Button != tea.MouseLeft {
			return nil
		}
		now := r.env.Now()
		c := nav.Click{X: m.X, Y: m.Y, Double: m.X == r.click.x && m.Y == r.click.y && now.Sub(r.click.at) < doubleClick}
		r.click = click{m.X, m.Y, now}
		if m.Y == r.height-1 {
			if b, ok := r.hintAt(m.X); ok {
				cmd := b.Run()
				r.closeDone()
				return cmd
			}
			return nil
		}
		if page, ok := act.ScreenAt(r.env, r.width, r.top().route.Page, m.X); ok && m.Y == 0 && len(r.dialogs) == 0 && act.IsScreen(r.top().route.Page) {
			return r.screen(page)
		}
		if n := len(r.dialogs); n > 0 {
			x, y := r.boxAt(r.dialogs[n-1])
			c.X, c.Y = c.X-x, c.Y-y
		}
		return r.deliver(c)
	}
	return nil
}

// themeKeys are the palettes by name, for this session; the settings keep one for good.
func (r *Root) themeKeys() (table []nav.Binding) {
	for _, name := range []theme.Name{theme.Dark, theme.Light, theme.Contrast} {
		table = append(table, nav.Binding{Label: r.env.L.T("root.theme_" + string(name)), Group: groupEverywhere, Run: func() tea.Cmd {
			r.opt.Config.Theme = string(name)
			*r.env.Theme = *theme.New(name, r.opt.NoColor)
			return nil
		}})
	}
	return table
}

// Package ui is the terminal program: a root with a stack of pages and dialogs, a line that says what just happened, and
// the bar of hints. The root alone writes to the vault, keeps drafts, locks, undoes and redoes.
package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/config"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// Options is what the program is started with.
type Options struct {
	Env       *widget.Env
	Config    config.Config
	Programme func() *programme.Set // read at its first call; the same at every call
	Store     store.Options
	Locked    *store.Locked // the vault, waiting for its passphrase; nil if it was refused
	Vault     *store.Vault  // the vault, open already; else nil
	Refused   error         // why the vault did not open; store.ErrAbsent: there is none yet
	Died      bool          // the last session ended by a fault
	NoColor   bool
	Demo      bool                   // a throw-away vault of fictional households: a banner says so on every screen
	Shown     string                 // the passphrase of the demonstration
	Exchange  string                 // the folder of bundles and cards, absolute; it may not exist yet
	Notices   func() []string        // sentences about settings and programme, shown once the vault is open; nil: none
	Remember  func(dir string) error // writes an unusual place of the vault into the settings
	// After makes a command that sends a message after a while. Tests leave it out; the program passes tea.Tick.
	After func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
}

// Exit codes of the session process, read by its parent.
const (
	ExitOK   = 0
	ExitLock = 75 // start again at the lock screen
	ExitDemo = 76 // start the demonstration
)

// Root is the model of the whole program.
type Root struct {
	opt     Options
	env     *widget.Env
	names   *nav.Names
	gate    *gate
	vault   *store.Vault // nil while locked
	pages   []open
	dialogs []nav.Dialog
	effect  effect
	keep    keeper
	idle    idle
	io      *queue
	width   int
	height  int
	click   click
	moused  bool // the mouse is captured
	exit    int

	outlooks outlooks
	arrivals arrivals
}

// open is a page on the stack.
type open struct {
	route nav.Route
	page  nav.Page
}

// effect is the line that says what just happened.
type effect struct {
	text string
	tone nav.Tone
	undo bool
	seen bool // a key was pressed since

	final bool      // it said that the last act cannot be undone: the next undo takes the one before
	many  model.Act // it said how many changes that writes, an undo or a redo
}

// New makes the root at its lock or welcome page.
func New(opt Options) *Root {
	r := &Root{opt: opt, env: opt.Env, names: &nav.Names{}, io: newQueue(), moused: opt.Config.Mouse}
	r.gate = newGate(opt)
	r.idle = idle{limit: time.Duration(opt.Config.IdleMinutes) * time.Minute, last: opt.Env.Now()}
	if r.vault = r.gate.vault; r.vault != nil {
		r.outlooks.first = r.lookAhead()
	}
	r.push(r.gate.first())
	if r.vault != nil {
		r.notify()
	}
	return r
}

// Exit is the exit code of the session.
func (r *Root) Exit() int { return r.exit }

// Init starts the clock and asks the terminal for its background.
func (r *Root) Init() tea.Cmd {
	cmds := []tea.Cmd{r.tick(), r.top().page.Init()}
	if r.vault != nil {
		cmds = append(cmds, r.outlooks.first, r.settle(), r.awaitIndex())
	} else {
		cmds = append(cmds, r.readAhead())
	}
	if r.opt.Config.Theme == string(theme.Auto) {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Update decides in the order that the architecture fixes: invariants, layout, owned results, navigation, keys, the rest.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if cmd, done := r.guard(msg); done {
		return r, cmd
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.width, r.height = msg.Width, msg.Height
		r.layout()
		return r, nil
	case tea.BackgroundColorMsg:
		r.recolour(msg.IsDark())
		return r, nil
	case nav.Owned:
		if cmd, done := r.owned(msg); done {
			return r, cmd
		}
	}
	if cmd, done := r.navigate(msg); done {
		return r, cmd
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return r, tea.Batch(r.key(msg), r.keepSoon())
	case tea.PasteMsg:
		return r, tea.Batch(r.paste(msg), r.keepSoon())
	case tea.MouseMsg:
		return r, tea.Batch(r.mouse(msg), r.keepSoon())
	}
	return r, r.deliver(msg)
}

// owned gives a result to the page that asked for it; the page may be gone.
func (r *Root) owned(msg nav.Owned) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case nav.Commit:
		return r.commit(msg), true
	case nav.Write:
		return r.write(msg), true
	}
	for _, o := range r.pages {
		if o.route == msg.Owner() {
			cmd := o.page.Update(msg)
			r.closeDone() // what a dialog was waiting for may have ended it
			return cmd, true
		}
	}
	return nil, true
}

// deliver gives a message to whatever is on top.
func (r *Root) deliver(msg tea.Msg) tea.Cmd {
	if n := len(r.dialogs); n > 0 {
		cmd := r.dialogs[n-1].Update(msg)
		r.closeDone()
		return cmd
	}
	return r.top().page.Update(msg)
}

func (r *Root) closeDone() {
	for i := len(r.dialogs) - 1; i >= 0; i-- {
		if r.dialogs[i].Done() {
			r.dialogs = append(r.dialogs[:i], r.dialogs[i+1:]...)
		}
	}
}

// navigate obeys the messages by which pages and dialogs ask the root for something.
func (r *Root) navigate(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case nav.Open:
		r.effect = effect{} // its undo is not that of the page to come
		return r.open(msg.Route), true
	case nav.Instead:
		cmd := r.pop()
		return tea.Batch(cmd, r.open(msg.Route)), true
	case nav.Back:
		return r.back(), true
	case nav.Share:
		return tea.Batch(r.screen(nav.Exchange), r.top().page.Update(msg)), true
	case nav.Show:
		r.dialogs = append(r.dialogs, msg.Dialog)
		return nil, true
	case nav.Say:
		r.effect = effect{text: msg.Text, tone: msg.Tone}
		return nil, true
	case nav.DropDraft:
		return r.dropDraft(msg.ID), true
	case nav.Unlocked:
		return r.unlocked(), true
	case nav.LockNow:
		return r.leave(ExitLock), true
	case nav.StartDemo:
		return r.leave(ExitDemo), true
	case nav.Quit:
		return r.leave(ExitOK), true
	case nav.AskQuit:
		return r.askQuit(), true
	case stored:
		return r.stored(msg), true
	case looked:
		return r.looked(msg), true
	case keepNow:
		return r.keepNow(), true
	case indexLooked:
		if _, _, ready := r.vault.Find("", 0); !ready {
			return r.awaitIndex(), true
		}
		return r.changed(nil), true
	}
	return nil, false
}

func (r *Root) top() open { return r.pages[len(r.pages)-1] }

// open brings a page to the top: the one that is open already, or a new one.
func (r *Root) open(route nav.Route) tea.Cmd {
	for i, o := range r.pages {
		if o.route == route {
			r.pages = append(append(r.pages[:i:i], r.pages[i+1:]...), o)
			r.layout()
			return nil
		}
	}
	save := r.saveDrafts()
	r.push(route)
	return tea.Batch(save, r.top().page.Init())
}

func (r *Root) push(route nav.Route) {
	page := r.makePage(route)
	if page == nil {
		return
	}
	r.pages = append(r.pages, open{route, page})
	r.layout()
}

func (r *Root) pop() tea.Cmd {
	save := r.saveDrafts()
	r.pages = r.pages[:len(r.pages)-1]
	return save
}

// back leaves the top page. Behind the main pages stands the caseload, and behind that nothing.
func (r *Root) back() tea.Cmd {
	switch page := r.top().route.Page; {
	case len(r.pages) < 2 || page == nav.Caseload:
		return nil
	case act.IsScreen(page):
		return r.screen(nav.Caseload)
	}
	cmd := r.pop()
	r.layout()
	return cmd
}

// layout tells the top page its size: the screen without the effect line and the hint bar.
func (r *Root) layout() {
	if r.width > 0 {
		r.top().page.Layout(r.width, max(1, r.height-chrome))
	}
}

// unlocked replaces the lock or welcome page by the caseload.
func (r *Root) unlocked() tea.Cmd {
	r.vault = r.gate.vault
	r.pages, r.dialogs = nil, nil
	r.idle.touch(r.env.Now())
	look := r.lookAhead()
	r.push(nav.Route{Page: nav.Caseload})
	r.notify()
	return tea.Batch(r.top().page.Init(), look, r.settle(), r.awaitIndex(), tea.Sequence(r.backUp(), r.sweep()))
}

// settle lets the vault do what the caseload did not wait for.
func (r *Root) settle() tea.Cmd {
	vault := r.vault
	return func() tea.Msg {
		vault.Settle()
		return nil
	}
}

// backUp makes a backup if the last one is old, and reminds of a copy elsewhere. It waits for nobody and nobody waits for it.
func (r *Root) backUp() tea.Cmd {
	vault, l, demo := r.vault, r.env.L, r.opt.Demo
	return func() tea.Msg {
		if _, err := vault.BackUp(store.BackupEvery); err != nil {
			return nav.Say{Text: l.T("root.backup_failed"), Tone: nav.Warn}
		}
		if !demo && vault.CopyDue() {
			return nav.Say{Text: l.T("root.copy_due"), Tone: nav.Warn}
		}
		return nil
	}
}

// notify tells what must be known after unlocking: faults of the settings, and of the vault's life.
func (r *Root) notify() {
	var lines []string
	if r.opt.Notices != nil {
		lines = r.opt.Notices()
	}
	for _, n := range r.vault.Notices() {
		lines = append(lines, r.env.L.T("notice."+string(n)))
	}
	if len(lines) > 0 {
		r.dialogs = append(r.dialogs, act.NewQuestion(r.env, r.env.L.T("root.notice"), lines))
	}
}

// changed says anew what changed cases need, those in which a revocation set something aside among them, and tells every page. None
// means that only the way of showing them did.
func (r *Root) changed(cases []model.ID) tea.Cmd {
	r.forsake(cases)
	cases = r.vault.Homes(slices.Concat(cases, r.vault.TakeMoved()))
	return tea.Batch(r.lookAgain(cases), r.tell(nav.Changed{Cases: cases}))
}

// forsake leaves the pages of cases that were erased.
func (r *Root) forsake(cases []model.ID) {
	before := len(r.pages)
	r.pages = slices.DeleteFunc(r.pages, func(o open) bool {
		return slices.Contains(cases, o.route.Case) && r.vault.Case(o.route.Case) == nil
	})
	if len(r.pages) < before {
		r.layout()
	}
}

// tell gives a message to every page of the stack.
func (r *Root) tell(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(r.pages))
	for _, o := range r.pages {
		cmds = append(cmds, o.page.Update(msg))
	}
	return tea.Batch(cmds...)
}

// recolour follows the terminal's background.
func (r *Root) recolour(dark bool) {
	name := theme.Dark
	if !dark {
		name = theme.Light
	}
	*r.env.Theme = *theme.New(name, r.opt.NoColor)
}

// readAhead reads what the other pages need while the passphrase is typed: not before the lock screen stands.
func (r *Root) readAhead() tea.Cmd {
	programmes, sentences := r.opt.Programme, r.env.L
	return r.after(readAfter, func(time.Time) tea.Msg {
		programmes()
		sentences.Load()
		return nil
	})
}

const readAfter = 200 * time.Millisecond

// awaitIndex tells the pages when the search over all notes is ready.
func (r *Root) awaitIndex() tea.Cmd {
	return r.after(indexLook, func(time.Time) tea.Msg { return indexLooked{} })
}

const indexLook = 300 * time.Millisecond

type indexLooked struct{}

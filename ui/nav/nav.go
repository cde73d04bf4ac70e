// Package nav is what the pages, the dialogs and the root say to one another: routes, messages, and the contract of a page.
//
// A page never imports another page: it asks for a [Route]. A page never writes: it asks the root to [Commit]. A page never
// draws outside its own area: the root draws the line that says what just happened and the bar of hints below it.
package nav

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
)

// PageName names a kind of page.
type PageName string

// The pages.
const (
	Lock       PageName = "lock"
	Welcome    PageName = "welcome"
	Caseload   PageName = "caseload"
	Agenda     PageName = "agenda"
	Convention PageName = "convention"
	Exchange   PageName = "exchange"
	Household  PageName = "household"
	Note       PageName = "note"
	NewCase    PageName = "newcase"
	Find       PageName = "find"
	Liaison    PageName = "liaison"
	Handover   PageName = "handover"
)

// Route names one page: what it shows. Two equal routes are the same page.
type Route struct {
	Page   PageName
	Case   model.ID
	Record model.ID // the record to go to, or the note to correct
	Arg    string   // page-specific: the contact kind of a new note, the tab of a household
}

// To is embedded in a result message: the page that asked for it. If that page is gone, the message is dropped.
type To struct{ Route Route }

// Owner is the page that the message is for.
func (t To) Owner() Route { return t.Route }

// Owned is a message with an owner.
type Owned interface{ Owner() Route }

// Page is one screen. Update decides and touches memory only; what takes time is done by the commands that it returns.
type Page interface {
	Init() tea.Cmd
	Update(tea.Msg) tea.Cmd // a tea.KeyPressMsg comes only if no binding of the page or the root took it
	Layout(w, h int)        // in cells; h leaves out the effect line and the hint bar, which the root draws
	View() string           // at most h lines of at most w cells
	Keys() []Binding        // the one table that makes hints, help and palette
	Typing() bool           // letters are text, not shortcuts
	Cursor() *tea.Cursor    // where the hardware cursor stands (nil: hidden); readers and magnifiers follow it
}

// Keeper is a page or dialog with text that must not be lost. The root keeps the draft one second after the last key, on
// leaving, on lock, on loss of focus and on a signal.
type Keeper interface {
	Draft() (d model.Draft, ok bool) // ok is false while there is nothing to keep
}

// Dialog is drawn over the page and gets every key until it is done. Its opener passes it a function to call with the
// result: a dialog returns an action, its opener acts.
type Dialog interface {
	Update(tea.Msg) tea.Cmd
	View(w, h int) string // a box of at most w by h cells; the root centres it
	Keys() []Binding
	Typing() bool
	Cursor() *tea.Cursor // relative to the box
	Done() bool
}

// Binding is one line of a key table.
type Binding struct {
	Keys  []string // as tea.KeyPressMsg.String() says them, lower case; the first is shown. None: palette only
	Label string   // one or two words for the hint bar
	Help  string   // a sentence fragment for help and palette; Label if empty
	Group string   // heading in the help
	Hint  bool     // shown in the hint bar, in the order of the table, as far as there is room
	Run   func() tea.Cmd
}

// Text is what help and palette say of the binding.
func (b Binding) Text() string {
	if b.Help != "" {
		return b.Help
	}
	return b.Label
}

// Tone of an effect line.
type Tone int

// Tones, from good to bad.
const (
	Done Tone = iota
	Info
	Warn
	Bad
)

// Messages to the root.
type (
	// Open asks for a page on top of the present one; if it is open already, it comes back to the top.
	Open struct{ Route Route }
	// Instead asks for a page in place of the present one.
	Instead struct{ Route Route }
	// Back leaves the present page.
	Back struct{}
	// Show opens a dialog.
	Show struct{ Dialog Dialog }
	// Say puts a sentence on the effect line until the next act.
	Say struct {
		Text string
		Tone Tone
	}
	// Commit asks to store writes, all or none, and to tell Effect once they are on the disk. Draft, if any, is deleted in
	// the same transaction. Keep, if it has an ID, is a draft that is kept first: without it nothing is written. The owner gets a
	// [Committed].
	Commit struct {
		To
		Writes []model.Write
		Effect string
		Draft  model.ID
		Keep   model.Draft
	}
	// Write asks for a write that is no list of changes: a card, a revocation, the import of a bundle. Do runs after the commits
	// before it, on another goroutine; it says which cases changed and the sentence that tells it. Final says that nothing undoes it. The
	// owner gets a [Committed].
	Write struct {
		To
		Do    func() (cases []model.ID, effect string, err error)
		Final bool
	}
	// DropDraft asks to throw a draft away.
	DropDraft struct{ ID model.ID }
	// Unlocked says that the vault is open: the lock or welcome page has done its work.
	Unlocked struct{}
	// Share asks for a bundle of cases, on the page of exchanges.
	Share struct{ Cases []model.ID }
	// LockNow, Quit, AskQuit and StartDemo end the session.
	LockNow   struct{}
	Quit      struct{}
	AskQuit   struct{}
	StartDemo struct{}
)

// Messages from the root.
type (
	// Committed tells the owner of a [Commit] or a [Write] how it ended. With an error the state is unknown: the text must stay.
	Committed struct {
		To
		Cases []model.ID
		Err   error
	}
	// Changed tells every page that cases have changed, or that names are shown otherwise.
	Changed struct{ Cases []model.ID }
	// Minute tells every page that the clock has moved on.
	Minute struct{}
	// Click is a press of the left button, in cells of the page or dialog.
	Click struct {
		X, Y   int
		Double bool
	}
	// Wheel is a turn of the wheel: -1 up, 1 down.
	Wheel struct{ Delta int }
)

// Send makes a command that sends a message.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Clock is the present instant, in the time zone of the machine.
type Clock func() time.Time

package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/act"
	"seuil/ui/nav"
)

// tickEvery is how often the root looks at the clock: rarely, for the sake of the battery.
const tickEvery = 10 * time.Second

// maxJump is by how much the wall clock may run ahead of the monotonic one between two looks: more means that the machine
// slept, during which Go's timers stood still.
const maxJump = 30 * time.Second

type ticked struct{ at time.Time }

// idle knows when somebody last touched the program.
type idle struct {
	limit time.Duration
	last  time.Time // of the last key
	seen  time.Time // of the last look at the clock
}

func (i *idle) touch(now time.Time) { i.last = now }

// expired says whether to lock: nobody touched the program for the limit by either clock, or the machine slept.
func (i *idle) expired(now time.Time) bool {
	wall := func(t time.Time) time.Time { return t.Round(0) }
	jump := !i.seen.IsZero() && wall(now).Sub(wall(i.seen))-now.Sub(i.seen) > maxJump
	i.seen = now
	return jump || now.Sub(i.last) >= i.limit || wall(now).Sub(wall(i.last)) >= i.limit
}

func (r *Root) tick() tea.Cmd {
	return r.after(tickEvery, func(t time.Time) tea.Msg { return ticked{t} })
}

func (r *Root) after(d time.Duration, f func(time.Time) tea.Msg) tea.Cmd {
	if r.opt.After == nil {
		return nil
	}
	return r.opt.After(d, f)
}

// hangup and terminate are what the process was told from outside, and suspended that it is about to be stopped.
type (
	hangup    struct{}
	suspended struct{}
)

// guard keeps the invariants of locking and quitting, whatever is on the screen.
func (r *Root) guard(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case ticked:
		now := r.env.Now()
		if r.vault != nil && r.idle.expired(now) {
			return r.leave(ExitLock), true
		}
		return tea.Batch(r.tick(), r.lookDaily(), r.lookForBundles(), r.deliver(nav.Minute{})), true
	case hangup:
		return tea.Sequence(r.saveDrafts(), func() tea.Msg { return left{ExitOK} }), true
	case arrived:
		r.sayArrived(msg)
		return nil, true
	case left:
		return r.end(msg.code), true
	case unkept:
		r.askLose(msg.code)
		return nil, true
	case suspended:
		if r.vault == nil {
			return nil, true
		}
		return r.leave(ExitLock), true
	case tea.BlurMsg:
		if r.opt.Config.MaskOnBlur && r.vault != nil && !r.names.Masked {
			return tea.Batch(r.saveDrafts(), r.mask()), true
		}
		return r.saveDrafts(), true
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		r.idle.touch(r.env.Now())
	case tea.InterruptMsg:
		return nil, true
	}
	return nil, false
}

// leave keeps every draft and ends the session process: with it go every text and key. If a draft cannot be kept, the person
// decides; a terminal that is gone cannot be asked.
func (r *Root) leave(code int) tea.Cmd {
	save := r.saveDrafts()
	return func() tea.Msg {
		if save != nil {
			if msg := save(); msg != nil {
				return unkept{code}
			}
		}
		return left{code}
	}
}

// left ends the session; unkept says that a draft stands in the way.
type (
	left   struct{ code int }
	unkept struct{ code int }
)

func (r *Root) end(code int) tea.Cmd {
	r.exit = code
	return tea.Quit
}

// askLose asks whether to leave without the text that could not be kept.
func (r *Root) askLose(code int) {
	l := r.env.L
	yes := act.Answer{Key: l.T("root.quit_letter"), Label: l.T("root.lose_yes"), Run: func() tea.Cmd { return r.end(code) }}
	r.dialogs = append(r.dialogs, act.NewQuestion(r.env, l.T("root.lose_question"), []string{l.T("root.draft_failed")}, yes))
}

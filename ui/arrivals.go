package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/store"
	"seuil/ui/nav"
)

// lookEvery is how often the open program looks into the exchange folder.
const lookEvery = time.Minute

// arrivals is what the root knows of the exchange folder.
type arrivals struct {
	at   time.Time       // of the last look
	busy bool            // a look is under way
	told map[string]bool // paths that were spoken of
	line effect          // what the effect line said at the last look
}

// arrived is what lies in the exchange folder for this vault.
type arrived struct{ waiting []store.Waiting }

// lookForBundles looks into the exchange folder now and then, in the background. It takes nothing in: what a bundle changes is to be
// seen first, on the screen of exchanges.
func (r *Root) lookForBundles() tea.Cmd {
	a := &r.arrivals
	now := r.env.Now()
	since := now.Sub(a.at)
	if r.vault == nil || !r.opt.Config.ExchangeAuto || a.busy || since >= 0 && since < lookEvery {
		return nil
	}
	a.at, a.busy = now, true
	v, folder := r.vault, r.opt.Exchange
	return func() tea.Msg {
		waiting, err := v.Waiting(folder) // a folder that cannot be read is told where somebody asks for it
		if err == nil {
			waiting, _ = v.Unrefused(waiting)
		}
		// Whom a bundle by words is for cannot be seen: that person was called.
		return arrived{slices.DeleteFunc(waiting, func(w store.Waiting) bool { return w.Words })}
	}
}

// sayArrived offers on the effect line what came since the last time. What was just done keeps its place until the next look.
func (r *Root) sayArrived(msg arrived) {
	a := &r.arrivals
	a.busy = false
	fresh := false
	for _, w := range msg.waiting {
		fresh = fresh || !a.told[w.Path]
	}
	said := r.effect
	said.seen = false
	young := said.text != "" && said != a.line
	a.line = said
	if !fresh || young {
		return
	}
	a.told = make(map[string]bool, len(msg.waiting))
	for _, w := range msg.waiting {
		a.told[w.Path] = true
	}
	r.effect = effect{text: r.env.L.N("root.arrived", len(msg.waiting)), tone: nav.Info}
}

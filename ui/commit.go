package ui

import (
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/nav"
)

// queue does what touches the disk, one thing after another in the order in which Update decided it: a draft that is being
// saved cannot come after the note that it became.
type queue struct {
	jobs chan func()
	done chan struct{} // closed when the last job is done
}

func newQueue() *queue {
	q := &queue{jobs: make(chan func(), 64), done: make(chan struct{})}
	go func() {
		defer close(q.done)
		for job := range q.jobs {
			job()
		}
	}()
	return q
}

// run puts a job in the queue; the command waits for its message.
func (q *queue) run(job func() tea.Msg) tea.Cmd {
	done := make(chan tea.Msg, 1)
	q.jobs <- func() { done <- job() }
	return func() tea.Msg { return <-done }
}

// stored is how a commit ended.
type stored struct {
	commit nav.Commit
	cases  []model.ID // that changed
	final  bool       // something was taken back for good
	err    error
}

func (r *Root) commit(c nav.Commit) tea.Cmd {
	if len(c.Writes) == 0 && c.Draft.IsZero() {
		return nav.Send(stored{commit: c})
	}
	if slices.ContainsFunc(c.Writes, r.toTold) {
		return nav.Send(stored{commit: c, err: &model.Error{Code: model.CodeTold}})
	}
	vault := r.vault
	return r.io.run(func() tea.Msg {
		if !c.Keep.ID.IsZero() {
			if err := vault.SaveDraft(c.Keep); err != nil {
				return stored{commit: c, err: err}
			}
		}
		changes, err := vault.Commit(c.Draft, c.Writes...)
		var cases []model.ID
		for _, ch := range changes {
			if !slices.Contains(cases, ch.Case) {
				cases = append(cases, ch.Case)
			}
		}
		final := len(changes) > 0 && model.Step{Changes: changes}.Final()
		return stored{c, cases, final, err}
	})
}

// toTold says that a write, other than an answer, goes to a case that this worker was told as a landlord's: it would go back to the
// association, which shows it nowhere.
func (r *Root) toTold(w model.Write) bool {
	l, ok := r.vault.Case(w.Case).Liaison()
	return ok && l.To == r.vault.Me().ID && !slices.Contains([]model.Kind{model.KindReply, model.KindSeen}, w.Kind) && w.Act != model.ActUndo && w.Act != model.ActRedo
}

// write does a write that is no list of changes. An import may bring what others took back for good.
func (r *Root) write(w nav.Write) tea.Cmd {
	run := r.io.run(func() tea.Msg {
		cases, effect, err := w.Do()
		return stored{commit: nav.Commit{To: w.To, Effect: effect}, cases: cases, final: w.Final, err: err}
	})
	if w.Final { // what follows sweeps
		return run
	}
	return tea.Sequence(run, r.sweep())
}

// stored says on the effect line how a commit ended, and tells its owner and every page.
func (r *Root) stored(s stored) tea.Cmd {
	cases := s.cases
	var cmd tea.Cmd
	switch {
	case s.err != nil:
		r.effect = effect{text: r.commitError(s.err), tone: nav.Bad}
	case s.commit.Effect != "":
		r.effect = effect{text: s.commit.Effect, tone: nav.Done, undo: len(cases) > 0 && !s.final}
	}
	if len(cases) > 0 {
		cmd = r.changed(cases)
	}
	if s.final {
		cmd = tea.Batch(cmd, r.sweep())
	}
	owner, _ := r.owned(nav.Committed{To: s.commit.To, Cases: cases, Err: s.err})
	return tea.Batch(cmd, owner)
}

// sweep takes what was retracted out of freed pages and backups. It waits for nobody and nobody waits for it.
func (r *Root) sweep() tea.Cmd {
	vault, l := r.vault, r.env.L
	return func() tea.Msg {
		if err := vault.Sweep(); err != nil {
			return nav.Say{Text: l.T("root.sweep_failed"), Tone: nav.Warn}
		}
		return nil
	}
}

func (r *Root) commitError(err error) string {
	if errors.Is(err, store.ErrUnknown) {
		return r.env.L.T("root.unconfirmed")
	}
	return r.env.L.Error(err)
}

// manyWrites is how many changes an undo may write unasked: a colleague's whole caseload comes back by one import, and goes by one undo,
// everywhere.
const manyWrites = 200

// undo takes the last thing back, or the last undo. What others have wholly written over since is passed over; what was taken
// back for good too, once that has been said.
func (r *Root) undo(act model.Act) tea.Cmd {
	l := r.env.L
	steps := r.vault.History().Undo
	if act == model.ActRedo {
		steps = r.vault.History().Redo
	}
	passed := 0
	for before := 0; ; before++ {
		step, ok := steps(before)
		switch {
		case !ok && passed > 0:
			return nav.Send(nav.Say{Text: l.N("root.kept", passed), Tone: nav.Warn})
		case !ok:
			return nav.Send(nav.Say{Text: l.T("root.nothing_" + string(act)), Tone: nav.Info})
		}
		if step.Final() && !r.effect.final {
			r.effect = effect{text: l.T("root.final"), tone: nav.Info, final: true}
			return nil
		}
		writes, kept := step.Reverse(act, r.vault.Case)
		passed += kept
		switch {
		case len(writes) == 0:
			continue
		case r.effect.many == act:
		case act == model.ActUndo && step.Act == store.ActImport: // what colleagues wrote would go from their machines too
			r.effect = effect{text: l.N("root.undo_import", len(writes)), tone: nav.Warn, final: r.effect.final, many: act}
			return nil
		case len(writes) > manyWrites:
			r.effect = effect{text: l.N("root.many_"+string(act), len(writes)), tone: nav.Warn, final: r.effect.final, many: act}
			return nil
		}
		effect := l.T("root."+string(act), "act", r.actName(step.Act), "who", r.stepTitle(step))
		if passed > 0 {
			effect += " " + l.N("root.kept", passed)
		}
		return r.commit(nav.Commit{Writes: writes, Effect: effect})
	}
}

// actName is what an act is called: the act task.postpone has the key task.act.postpone.
func (r *Root) actName(act model.Act) string {
	area, verb, _ := strings.Cut(string(act), ".")
	return r.env.L.T(area + ".act." + verb)
}

// stepTitle names the household of a step, or counts several.
func (r *Root) stepTitle(step model.Step) string {
	var cases, all []model.ID
	for _, ch := range step.Changes {
		all = append(all, ch.Case)
	}
	for _, id := range r.vault.Homes(all) {
		if main := r.vault.Case(id).Main(); !main.IsZero() {
			id = main
		}
		if id != model.RegistryID && !slices.Contains(cases, id) {
			cases = append(cases, id)
		}
	}
	switch len(cases) {
	case 0:
		return ""
	case 1:
		return " (" + r.names.Title(cases[0], r.vault.Case(cases[0]).Name()) + ")"
	}
	return " (" + r.env.L.N("root.households", len(cases)) + ")"
}

// How long a text may stand unsaved: after the last key, and while keys keep coming.
const (
	keepAfter = 800 * time.Millisecond
	keepMost  = 1500 * time.Millisecond
	keepLook  = 400 * time.Millisecond
)

// keeper knows when the text on top was last typed into and last kept.
type keeper struct {
	dirty   time.Time // of the first key that is not kept; zero if all is
	touched time.Time // of the last key
	waiting bool
}

type keepNow struct{}

// keepSoon has the draft on top kept one second after the last key.
func (r *Root) keepSoon() tea.Cmd {
	if r.vault == nil || !r.keeping() {
		return nil
	}
	now := r.env.Now()
	r.keep.touched = now
	if r.keep.dirty.IsZero() {
		r.keep.dirty = now
	}
	if r.keep.waiting {
		return nil
	}
	r.keep.waiting = true
	return r.after(keepLook, func(time.Time) tea.Msg { return keepNow{} })
}

func (r *Root) keepNow() tea.Cmd {
	r.keep.waiting = false
	now := r.env.Now()
	switch {
	case r.keep.dirty.IsZero():
		return nil
	case now.Sub(r.keep.touched) >= keepAfter || now.Sub(r.keep.dirty) >= keepMost:
		return r.saveDrafts()
	}
	r.keep.waiting = true
	return r.after(keepLook, func(time.Time) tea.Msg { return keepNow{} })
}

// keeping says whether something on the screen has text to keep.
func (r *Root) keeping() bool {
	for _, k := range r.keepers() {
		if _, ok := k.Draft(); ok {
			return true
		}
	}
	return false
}

func (r *Root) keepers() (list []nav.Keeper) {
	for _, o := range r.pages {
		if k, ok := o.page.(nav.Keeper); ok {
			list = append(list, k)
		}
	}
	for _, d := range r.dialogs {
		if k, ok := d.(nav.Keeper); ok {
			list = append(list, k)
		}
	}
	return list
}

// saveDrafts keeps the text of every page and dialog in the vault.
func (r *Root) saveDrafts() tea.Cmd {
	r.keep.dirty = time.Time{}
	if r.vault == nil {
		return nil
	}
	var drafts []model.Draft
	for _, k := range r.keepers() {
		if d, ok := k.Draft(); ok {
			d.At = r.env.Now()
			drafts = append(drafts, d)
		}
	}
	if len(drafts) == 0 {
		return nil
	}
	vault := r.vault
	return r.io.run(func() tea.Msg {
		for _, d := range drafts {
			if err := vault.SaveDraft(d); err != nil {
				return nav.Say{Text: r.env.L.T("root.draft_failed"), Tone: nav.Bad}
			}
		}
		return nil
	})
}

func (r *Root) dropDraft(id model.ID) tea.Cmd {
	vault := r.vault
	return r.io.run(func() tea.Msg {
		if err := vault.DropDraft(id); err != nil {
			return nav.Say{Text: r.env.L.T("root.draft_failed"), Tone: nav.Bad}
		}
		return nav.Changed{}
	})
}

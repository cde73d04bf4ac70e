package exchange

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// job is work that may take a while: it tells how far it is and can be stopped without harm.
type job struct {
	what        string
	stop        context.CancelFunc
	over        <-chan struct{} // closed when it has ended or was stopped
	began       time.Time
	done, total atomic.Int64
}

// ticked says that it is time to draw the progress again.
type ticked struct{ nav.To }

const tickEvery = 150 * time.Millisecond

// begin runs work elsewhere, with a bar of progress; then is given what came of it, and is not called for work that was stopped.
func begin[T any](p *Page, what string, work func(context.Context, func(done, total int)) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	ctx, stop := context.WithCancel(context.Background())
	j := &job{what: what, stop: stop, over: ctx.Done(), began: p.env.Now()}
	p.job = j
	tell := func(done, total int) {
		j.total.Store(int64(total))
		j.done.Store(int64(done))
	}
	return tea.Batch(p.do(func() func() tea.Cmd {
		value, err := work(ctx, tell)
		return func() tea.Cmd {
			stop()
			p.job = nil
			if errors.Is(err, context.Canceled) {
				return p.say(nav.Info, p.env.L.T("exchange.stopped"))
			}
			return then(value, err)
		}
	}), p.tick())
}

// tick has the progress drawn again after a while, as long as there is any.
func (p *Page) tick() tea.Cmd {
	if p.job == nil {
		return nil
	}
	to, over := nav.To{Route: p.route}, p.job.over
	return func() tea.Msg {
		select {
		case <-over:
			return nil
		case <-time.After(tickEvery):
			return ticked{to}
		}
	}
}

// barWidth is that of a bar of progress, in cells.
const barWidth = 40

func (j *job) view(env *widget.Env, w int) []string {
	l, th := env.L, env.Theme
	done, total := j.done.Load(), max(1, j.total.Load())
	full := int(min(done, total) * barWidth / total)
	lines := []string{" " + th.Bold.Render(widget.Cut(j.what, w-2)), "",
		" " + th.Accent.Render(strings.Repeat("█", full)) + th.Muted.Render(strings.Repeat("░", barWidth-full)) + th.Text.Render("  "+l.T("exchange.percent", "n", done*100/total))}
	if spent := env.Now().Sub(j.began); done > 0 && spent > 2*time.Second {
		left := time.Duration(float64(spent) * float64(total-done) / float64(done))
		lines = append(lines, " "+th.Muted.Render(l.N("exchange.left", int(left.Seconds())+1)))
	}
	return append(lines, "", " "+th.Muted.Render(l.T("exchange.harmless")))
}

package caseload

import (
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/act"
	"seuil/ui/locale"
)

// row is one open case, with everything that the list says of it: drawing and filtering decode nothing.
type row struct {
	model.Summary
	from                             *model.Case  // as it stood
	outlook                          *due.Outlook // nil while it is being computed
	due                              model.Date   // of what is open and comes first; zero without a date
	at                               model.Clock
	label                            string     // of the same; empty if nothing is open
	seen                             model.Date // when this device's worker last marked it
	programme, phase, agency, worker string     // as shown
	words                            string     // folded words to filter by, each after a space, those of the name first
	labelWords                       string     // those of the label
}

// next is the open date that comes first: computed or set by a person, or while nothing is computed the latter alone.
func (r *row) next() (due.Item, bool) {
	if r.outlook != nil {
		return r.outlook.Next()
	}
	return due.Item{Task: &r.Next}, !r.Next.ID.IsZero()
}

// urgent says that a person said so.
func (r *row) urgent() bool { return !r.Header.Urgent.IsZero() }

// late is since how many days the next date has gone by; zero if it has not.
func (r *row) late(today model.Date) int {
	if r.due.IsZero() {
		return 0
	}
	return max(0, today.Sub(r.due))
}

// rowMaker reads rows from cases.
type rowMaker struct {
	set     *programme.Set
	l       *locale.Locale
	session Session
	workers map[model.ID]string
	known   map[model.ID]*row // rows made before; of a case that has not changed since, only the outlook is read again
}

func newRowMaker(set *programme.Set, l *locale.Locale, session Session) rowMaker {
	m := rowMaker{set: set, l: l, session: session, workers: make(map[model.ID]string)}
	for _, w := range session.Registry().Workers() {
		m.workers[w.ID] = w.Name
	}
	return m
}

// open says that the case belongs to the list: it is there, undeleted, and nobody closed it.
func open(c *model.Case) bool {
	if c == nil {
		return false
	}
	r := c.Record(model.KindCase, c.ID)
	return r != nil && !r.Deleted() && r.Value("closed") == ""
}

func (m rowMaker) row(c *model.Case, s model.Summary) *row {
	if old := m.known[c.ID]; old != nil && old.from == c {
		r := *old
		m.look(&r)
		return &r
	}
	r := &row{Summary: s, from: c, seen: c.SeenOn(m.session.Device())}
	h, lang := r.Header, string(m.l.Lang)
	p, a := m.set.Programme(h.Programme), m.set.Agency(h.Agency)
	ph := p.Phase(r.Phase)
	r.programme, r.phase, r.agency = p.Short(lang), ph.Short(lang), a.Short(lang)
	r.worker = m.workers[h.Lead]
	rest := []string{r.BirthYear, c.ID.Ref(), r.worker, p.Label(lang), p.Short(lang), ph.Label(lang), ph.Short(lang), a.Label(lang)}
	r.words = spaced(text.NameWords(r.Name)) + spaced(text.Words(strings.Join(rest, " ")))
	m.look(r)
	return r
}

// look reads the outlook of a case: what presses, and what comes next.
func (m rowMaker) look(r *row) {
	r.outlook = m.session.Outlook(r.Case)
	r.due, r.at, r.label = 0, 0, ""
	if next, ok := r.next(); ok {
		r.due, r.at, r.label = next.Due(), next.At(), act.Teller{L: m.l}.Label(next)
	}
	r.labelWords = spaced(text.Words(r.label))
}

// spaced puts a space before each word.
func spaced(words iter.Seq[string]) string {
	var b strings.Builder
	for w := range words {
		b.WriteByte(' ')
		b.WriteString(w)
	}
	return b.String()
}

// rows reads the rows of all open cases from their summaries, on every core: it stands between the passphrase and the first
// frame.
func (m rowMaker) rows(summaries []*model.Summary) []*row {
	made := make([]*row, len(summaries))
	var wg sync.WaitGroup
	share := len(summaries)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(summaries); from += share {
		wg.Go(func() {
			for i := from; i < min(from+share, len(summaries)); i++ {
				if c := m.session.Case(summaries[i].Case); open(c) {
					made[i] = m.row(c, *summaries[i])
				}
			}
		})
	}
	wg.Wait()
	return slices.DeleteFunc(made, func(r *row) bool { return r == nil })
}

// list is the rows in an order, and those that a query leaves.
type list struct {
	order order
	today model.Date // the day by which a query counts
	all   []*row
	byID  map[model.ID]*row
	shown []*row
	query query
}

func newList(rows []*row, o order, today model.Date) *list {
	l := &list{all: rows, byID: make(map[model.ID]*row, len(rows)), today: today}
	for _, r := range l.all {
		l.byID[r.Case] = r
	}
	l.sort(o)
	return l
}

// sort brings all rows into an order. The query is applied again by [list.show].
func (l *list) sort(o order) {
	l.order = o
	slices.SortFunc(l.all, o.compare)
}

// put replaces the row of a case; without one, the case leaves the list. The query is applied again by [list.show].
func (l *list) put(id model.ID, r *row) {
	if old := l.byID[id]; old != nil {
		i := slices.Index(l.all, old)
		l.all = slices.Delete(l.all, i, i+1)
		delete(l.byID, id)
	}
	if r != nil {
		i, _ := slices.BinarySearchFunc(l.all, r, l.order.compare)
		l.all = slices.Insert(l.all, i, r)
		l.byID[id] = r
	}
}

// filter shows the rows that fit a query. If it narrows the one before, only the rows shown are looked at.
func (l *list) filter(q query) {
	before := l.query
	l.query = q
	if q.narrows(&before) {
		l.shown = l.fitting(l.shown)
		return
	}
	l.show()
}

// show applies the query to all rows.
func (l *list) show() {
	if l.query.empty() {
		l.shown = l.all
		return
	}
	l.shown = l.fitting(l.all)
}

func (l *list) fitting(rows []*row) []*row {
	fit := make([]*row, 0, len(rows))
	for _, r := range rows {
		if r.fits(&l.query, l.today) {
			fit = append(fit, r)
		}
	}
	return fit
}

func (r *row) fits(q *query, today model.Date) bool {
	for _, w := range q.words {
		if !strings.Contains(r.words, w) && !strings.Contains(r.labelWords, w) {
			return false
		}
	}
	for i := range q.criteria {
		if !q.criteria[i].fits(r, today) {
			return false
		}
	}
	return true
}

// number is how many rows fit a query.
func (l *list) number(q query) (n int) {
	for _, r := range l.all {
		if r.fits(&q, l.today) {
			n++
		}
	}
	return n
}

// computed says that the dates of the programme are known, so that the order by what presses holds.
func (l *list) computed() bool {
	return !slices.ContainsFunc(l.all, func(r *row) bool { return r.outlook == nil })
}

// index is where a case stands among the rows shown, or -1.
func (l *list) index(id model.ID) int {
	r := l.byID[id]
	if r == nil {
		return -1
	}
	return slices.Index(l.shown, r)
}

// week is how many days, today included, count as "this week".
const week = 7

// state says how pressing the next date of a case is.
type state int

const (
	stateNone  state = iota // no date
	stateLater              // after this week
	stateSoon               // within a week
	stateLate
)

func (r *row) state(today model.Date) state { return stateOf(r.due, today) }

func stateOf(d, today model.Date) state {
	switch n := d.Sub(today); {
	case d.IsZero():
		return stateNone
	case n < 0:
		return stateLate
	case n < week:
		return stateSoon
	}
	return stateLater
}

// counts is how many of all rows are in each state, and how many are urgent, whatever the filter.
type counts struct {
	state  [4]int
	urgent int
}

func (l *list) count(today model.Date) (n counts) {
	for _, r := range l.all {
		n.state[r.state(today)]++
		if r.urgent() {
			n.urgent++
		}
	}
	return n
}

package caseload

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
)

// row is one open case, with everything that the list says of it: drawing and filtering decode nothing.
type row struct {
	model.Summary
	seen                             model.Date // when this device's worker last marked it
	programme, phase, agency, worker string     // as shown
	words                            string     // folded words to filter by, each after a space
}

// rowMaker reads rows from cases.
type rowMaker struct {
	set     *programme.Set
	lang    string
	device  model.ID
	workers map[model.ID]string
}

func newRowMaker(set *programme.Set, lang string, device model.ID, registry *model.Case) rowMaker {
	m := rowMaker{set, lang, device, make(map[model.ID]string)}
	for _, w := range registry.Workers() {
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
	r := &row{Summary: s, seen: c.SeenOn(m.device)}
	h := r.Header
	p, a := m.set.Programme(h.Programme), m.set.Agency(h.Agency)
	ph := p.Phase(r.Phase)
	r.programme, r.phase, r.agency = p.Short(m.lang), ph.Short(m.lang), a.Short(m.lang)
	r.worker = m.workers[h.Lead]
	var b strings.Builder
	for w := range text.NameWords(r.Name) {
		b.WriteString(" " + w)
	}
	rest := []string{r.BirthYear, c.ID.Ref(), r.Next.Label, r.worker, p.Label(m.lang), p.Short(m.lang), ph.Label(m.lang), ph.Short(m.lang), a.Label(m.lang)}
	for w := range text.Words(strings.Join(rest, " ")) {
		b.WriteString(" " + w)
	}
	r.words = b.String()
	return r
}

// rows reads the rows of all open cases from their summaries, on every core: it stands between the passphrase and the first
// frame.
func (m rowMaker) rows(summaries []*model.Summary, lookup func(model.ID) *model.Case) []*row {
	made := make([]*row, len(summaries))
	var wg sync.WaitGroup
	share := len(summaries)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(summaries); from += share {
		wg.Go(func() {
			for i := from; i < min(from+share, len(summaries)); i++ {
				if c := lookup(summaries[i].Case); open(c) {
					made[i] = m.row(c, *summaries[i])
				}
			}
		})
	}
	wg.Wait()
	return slices.DeleteFunc(made, func(r *row) bool { return r == nil })
}

// list is the rows in the order of triage, and those that a filter leaves.
type list struct {
	all   []*row
	byID  map[model.ID]*row
	shown []*row
	query []string // folded words; a row shows if it has a word that begins with each
}

func bySoonest(a, b *row) int { return model.BySoonest(a.Summary, b.Summary) }

func newList(rows []*row) *list {
	l := &list{all: rows, byID: make(map[model.ID]*row, len(rows))}
	slices.SortFunc(l.all, bySoonest)
	for _, r := range l.all {
		l.byID[r.Case] = r
	}
	l.show()
	return l
}

// put replaces the row of a case; without one, the case leaves the list. The filter is applied again by [list.show].
func (l *list) put(id model.ID, r *row) {
	if old := l.byID[id]; old != nil {
		i := slices.Index(l.all, old)
		l.all = slices.Delete(l.all, i, i+1)
		delete(l.byID, id)
	}
	if r != nil {
		i, _ := slices.BinarySearchFunc(l.all, r, bySoonest)
		l.all = slices.Insert(l.all, i, r)
		l.byID[id] = r
	}
}

// filter shows the rows that fit what was typed: each of its words begins a word of the row, in any order. A letter more
// can only take rows away, so that only those shown are looked at.
func (l *list) filter(typed string) {
	before := l.query
	l.query = nil
	for w := range text.Words(typed) {
		l.query = append(l.query, " "+w)
	}
	if narrows(before, l.query) {
		l.shown = fitting(l.shown, l.query)
		return
	}
	l.show()
}

// narrows says that every row that fits the query after fits the one before.
func narrows(before, after []string) bool {
	if len(before) == 0 || len(after) < len(before) {
		return false
	}
	for i, w := range before {
		if !strings.HasPrefix(after[i], w) {
			return false
		}
	}
	return true
}

// show applies the filter to all rows.
func (l *list) show() {
	if len(l.query) == 0 {
		l.shown = l.all
		return
	}
	l.shown = fitting(l.all, l.query)
}

func fitting(rows []*row, query []string) []*row {
	fit := make([]*row, 0, len(rows))
	for _, r := range rows {
		if r.fits(query) {
			fit = append(fit, r)
		}
	}
	return fit
}

func (r *row) fits(query []string) bool {
	for _, w := range query {
		if !strings.Contains(r.words, w) {
			return false
		}
	}
	return true
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

func (r *row) state(today model.Date) state {
	switch n := r.Next.Due.Sub(today); {
	case r.Next.Due.IsZero():
		return stateNone
	case n < 0:
		return stateLate
	case n < week:
		return stateSoon
	}
	return stateLater
}

// count is how many of all rows are in each state, whatever the filter.
func (l *list) count(today model.Date) (n [4]int) {
	for _, r := range l.all {
		n[r.state(today)]++
	}
	return n
}

package convention

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/model/text"
)

// list is the households of a sheet in the order of triage, and those that a filter leaves.
type list struct {
	session Session
	set     *programme.Set
	lang    string
	sheet   *sheet
	all     []*row
	byID    map[model.ID]*row
	later   int // open households of the programme that are not there yet
	shown   []*row
	query   []string // folded words; a row shows if it has a word that begins with each
	kept    []int    // by column, of the rows shown
	total   []int
	folded  map[string]string // words of agencies, phases and workers, by their names
}

func byRank(a, b *row) int { return due.Compare(a.rank, b.rank) }

// load reads the households of a sheet, on every core: it stands between a key and the next frame.
func (l *list) load(s *sheet) {
	summaries := l.session.Summaries()
	made := make([]*row, len(summaries))
	share := len(summaries)/runtime.GOMAXPROCS(0) + 1
	var all sync.WaitGroup
	for from := 0; from < len(summaries); from += share {
		all.Go(func() {
			for i := from; i < min(from+share, len(summaries)); i++ {
				made[i] = l.read(s, summaries[i])
			}
		})
	}
	all.Wait()
	l.sheet, l.later, l.all, l.byID = s, 0, made[:0], make(map[model.ID]*row, len(made))
	for i, r := range made {
		switch {
		case r != nil:
			l.all, l.byID[r.Case] = append(l.all, r), r
		case s.concerns(summaries[i]):
			l.later++
		}
	}
	slices.SortFunc(l.all, byRank)
	l.show()
}

// concerns says that a case is an open one of the programme of the sheet.
func (s *sheet) concerns(m *model.Summary) bool {
	return m.Header.Programme == s.prog.Code && m.Header.Closed.IsZero()
}

// read is the row of a household; nil if it does not belong on the sheet.
func (l *list) read(s *sheet, m *model.Summary) *row {
	if !s.concerns(m) {
		return nil
	}
	r := &row{Summary: m, marks: make([]mark, len(s.columns))}
	if !s.read(l.session.Case(m.Case), r) {
		return nil
	}
	if o := l.session.Outlook(m.Case); o != nil {
		r.rank = &o.Rank
	} else { // still being computed: by name until it is
		rank := due.NewRank(m, nil)
		r.rank = &rank
	}
	return r
}

// put reads a case again, which may come or go.
func (l *list) put(id model.ID) {
	if old := l.byID[id]; old != nil {
		i := slices.Index(l.all, old)
		l.all = slices.Delete(l.all, i, i+1)
		delete(l.byID, id)
	}
	c := l.session.Case(id)
	if c == nil {
		return
	}
	m := c.Summary()
	if r := l.read(l.sheet, &m); r != nil {
		i, _ := slices.BinarySearchFunc(l.all, r, byRank)
		l.all = slices.Insert(l.all, i, r)
		l.byID[id] = r
	}
}

// filter shows the rows that fit what was typed: each of its words begins a word of the row, in any order.
func (l *list) filter(typed string) {
	l.query = nil
	for w := range text.Words(typed) {
		l.query = append(l.query, " "+w)
	}
	l.show()
}

// show applies the filter to all rows, and adds up what it leaves.
func (l *list) show() {
	l.shown = l.all
	if len(l.query) > 0 {
		l.shown = make([]*row, 0, len(l.all))
		for _, r := range l.all {
			if l.fits(r) {
				l.shown = append(l.shown, r)
			}
		}
	}
	n := len(l.sheet.columns)
	l.kept, l.total = make([]int, n), make([]int, n)
	for _, r := range l.shown {
		for i, m := range r.marks {
			if m == kept {
				l.kept[i]++
			}
			if m != outside && m != aside {
				l.total[i]++
			}
		}
		if l.sheet.paper != nil { // its own column counts signatures
			l.total[0]++
			if r.paper.Signed() {
				l.kept[0]++
			}
		}
	}
}

func (l *list) fits(r *row) bool {
	if r.words == "" {
		r.words = l.words(r)
	}
	for _, w := range l.query {
		if !strings.Contains(r.words, w) {
			return false
		}
	}
	return true
}

// words are those by which a row is found: name, reference, agency, phase and worker.
func (l *list) words(r *row) string {
	var b strings.Builder
	for w := range text.NameWords(r.Name) {
		b.WriteString(" " + w)
	}
	a, ph := l.set.Agency(r.Header.Agency), l.sheet.prog.Phase(r.Phase)
	b.WriteString(" " + text.Fold(r.Case.Ref()))
	for _, name := range []string{a.Label(l.lang), a.Short(l.lang), ph.Label(l.lang), ph.Short(l.lang), l.session.Registry().Worker(r.Header.Lead).Name} {
		b.WriteString(l.fold(name))
	}
	return b.String()
}

// fold is the words of a name that many households share, each after a space.
func (l *list) fold(name string) string {
	words, ok := l.folded[name]
	if !ok {
		for w := range text.Words(name) {
			words += " " + w
		}
		l.folded[name] = words
	}
	return words
}

// at is where a case stands among the rows shown, or -1.
func (l *list) at(id model.ID) int {
	r := l.byID[id]
	if r == nil {
		return -1
	}
	return slices.Index(l.shown, r)
}

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
}

func byRank(a, b *row) int { return due.Compare(a.rank, b.rank) }

// onEveryCore does n things that do not touch one another: they stand between a key and the next frame.
func onEveryCore(n int, do func(i int)) {
	share := n/runtime.GOMAXPROCS(0) + 1
	var all sync.WaitGroup
	for from := 0; from < n; from += share {
		all.Go(func() {
			for i := from; i < min(from+share, n); i++ {
				do(i)
			}
		})
	}
	all.Wait()
}

// load reads the households of a sheet.
func (l *list) load(s *sheet) {
	summaries := l.session.Summaries()
	made, marks, n := make([]row, len(summaries)), make([]mark, len(summaries)*len(s.columns)), len(s.columns)
	here := make([]bool, len(summaries))
	onEveryCore(len(summaries), func(i int) {
		made[i].marks = marks[i*n : (i+1)*n : (i+1)*n]
		here[i] = l.read(s, summaries[i], &made[i])
	})
	l.sheet, l.all, l.byID = s, make([]*row, 0, len(made)), make(map[model.ID]*row, len(made))
	for i := range made {
		if r := &made[i]; here[i] {
			l.all, l.byID[r.Case] = append(l.all, r), r
		}
	}
	slices.SortFunc(l.all, byRank)
	l.show()
}

// concerns says that a case is an open one of the programme of the sheet.
func (s *sheet) concerns(m *model.Summary) bool {
	return m.Open && m.Header.Programme == s.prog.Code
}

// read fills the row of a household, but for its marks, of which there is one for each column. It says whether the household
// belongs on the sheet.
func (l *list) read(s *sheet, m *model.Summary, r *row) bool {
	if r.Summary = m; !s.concerns(m) || !s.read(l.session.Case(m.Case), r) {
		return false
	}
	if o := l.session.Outlook(m.Case); o != nil {
		r.rank = &o.Rank
	} else { // still being computed: by name until it is
		rank := due.NewRank(m, nil)
		r.rank = &rank
	}
	return true
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
	m, r := c.Summary(), &row{marks: make([]mark, len(l.sheet.columns))}
	if l.read(l.sheet, &m, r) {
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
	l.later = -len(l.all)
	for _, m := range l.session.Summaries() {
		if l.sheet.concerns(m) {
			l.later++
		}
	}
	l.shown = l.all
	if len(l.query) > 0 {
		l.fold()
		l.shown = make([]*row, 0, len(l.all))
		for _, r := range l.all {
			if r.fits(l.query) {
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

func (r *row) fits(query []string) bool {
	for _, w := range query {
		if !strings.Contains(r.words, w) {
			return false
		}
	}
	return true
}

// place is what many households share of the words by which they are found.
type place struct {
	agency, phase string
	lead          model.ID
}

func (r *row) place() place { return place{r.Header.Agency, r.Phase, r.Header.Lead} }

// fold makes the words of the rows that have none yet: name and reference, agency, phase and worker.
func (l *list) fold() {
	shared := make(map[place]string)
	for _, r := range l.all {
		if at := r.place(); r.words == "" && shared[at] == "" {
			shared[at] = l.words(at)
		}
	}
	onEveryCore(len(l.all), func(i int) {
		r := l.all[i]
		if r.words != "" {
			return
		}
		var b strings.Builder
		for w := range text.NameWords(r.Name) {
			b.WriteString(" " + w)
		}
		r.words = b.String() + " " + text.Fold(r.Case.Ref()) + shared[r.place()]
	})
}

// words are those of a place, each after a space.
func (l *list) words(at place) string {
	a, ph := l.set.Agency(at.agency), l.sheet.prog.Phase(at.phase)
	names := []string{a.Label(l.lang), a.Short(l.lang), ph.Label(l.lang), ph.Short(l.lang), l.session.Registry().Worker(at.lead).Name}
	var b strings.Builder
	for w := range text.Words(strings.Join(names, " ")) {
		b.WriteString(" " + w)
	}
	return b.String()
}

// at is where a case stands among the rows shown, or -1.
func (l *list) at(id model.ID) int {
	r := l.byID[id]
	if r == nil {
		return -1
	}
	return slices.Index(l.shown, r)
}

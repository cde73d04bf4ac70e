package agenda

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/act"
)

// entry is one open date of one open case. It points into the case's outlook and summary: nothing is decoded for it.
type entry struct {
	summary *model.Summary
	item    due.Item
	due     model.Date // zero: without a date
	at      model.Clock
}

func (e *entry) target() act.Target { return act.TargetOf(e.summary.Case, e.item) }

// compare orders entries, the same on every machine: by day, those without a date last; within a day those with a time of day
// first, then by household.
func compare(a, b entry) int {
	if (a.due == 0) != (b.due == 0) {
		return cmp.Compare(b.due, a.due)
	}
	if c := cmp.Compare(a.due, b.due); c != 0 {
		return c
	}
	if (a.at == 0) != (b.at == 0) {
		return cmp.Compare(b.at, a.at)
	}
	if c := cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.summary.Name, b.summary.Name), slices.Compare(a.summary.Case[:], b.summary.Case[:])); c != 0 {
		return c
	}
	return compareItems(a.item, b.item)
}

// compareItems orders two dates of one case and one moment: by rule, then what people set.
func compareItems(a, b due.Item) int {
	switch {
	case a.Task != nil && b.Task != nil:
		return slices.Compare(a.Task.ID[:], b.Task.ID[:])
	case a.Task != nil:
		return 1
	case b.Task != nil:
		return -1
	}
	return cmp.Compare(a.Obligation.Key, b.Obligation.Key)
}

// appendOpen adds what is open of a case. Both parts of an outlook have their open dates first.
func appendOpen(list []entry, s *model.Summary, o *due.Outlook) []entry {
	for i := range o.Obligations {
		ob := &o.Obligations[i]
		if ob.State != due.Open {
			break
		}
		list = append(list, entry{summary: s, item: due.Item{Obligation: ob}, due: ob.Due})
	}
	for i := range o.Tasks {
		t := &o.Tasks[i]
		if !t.Open() {
			break
		}
		list = append(list, entry{summary: s, item: due.Item{Task: t}, due: t.Due, at: t.At})
	}
	return list
}

// open says that a case belongs to the agenda: it is there, undeleted, and nobody closed it.
func open(s Session, m *model.Summary) bool {
	r := s.Case(m.Case).Record(model.KindCase, m.Case)
	return r != nil && !r.Deleted() && m.Header.Closed.IsZero()
}

// list is the open dates of all open cases in their order, and those that a filter leaves.
type list struct {
	all     []entry
	shown   []entry
	waiting bool       // what some case needs is still being computed
	order   []model.ID // of the cases shown, by their first date; nil until somebody asks

	mine  model.ID // only cases that this worker leads; zero: all
	query []string // folded words; an entry shows if it has a word that begins with each

	lang  string
	set   *programme.Set
	cases map[*model.Summary]string  // folded words of a case, made when first asked for
	rules map[*programme.Rule]string // of the name of a rule
}

// read makes the list anew. Sorting is shared among the cores: it stands between a key and the next frame.
func (l *list) read(s Session) {
	summaries := s.Summaries()
	parts := make([][]entry, runtime.GOMAXPROCS(0))
	share := len(summaries)/len(parts) + 1
	waiting := make([]bool, len(parts))
	var all sync.WaitGroup
	for n := range parts {
		all.Go(func() {
			for _, m := range summaries[min(n*share, len(summaries)):min((n+1)*share, len(summaries))] {
				if !open(s, m) {
					continue
				}
				if o := s.Outlook(m.Case); o != nil {
					parts[n] = appendOpen(parts[n], m, o)
				} else {
					waiting[n] = true
				}
			}
			slices.SortFunc(parts[n], compare)
		})
	}
	all.Wait()
	l.all, l.waiting = merge(parts), slices.Contains(waiting, true)
	l.cases = nil
	l.show()
}

// merge puts sorted parts together.
func merge(parts [][]entry) []entry {
	for len(parts) > 1 {
		var next [][]entry
		for i := 0; i < len(parts); i += 2 {
			if i+1 == len(parts) {
				next = append(next, parts[i])
			} else {
				next = append(next, merge2(parts[i], parts[i+1]))
			}
		}
		parts = next
	}
	return parts[0]
}

func merge2(a, b []entry) []entry {
	out := make([]entry, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// put replaces the entries of some cases.
func (l *list) put(s Session, cases []model.ID) {
	l.all = slices.DeleteFunc(slices.Clone(l.all), func(e entry) bool { return slices.Contains(cases, e.summary.Case) })
	for _, id := range cases {
		m := summaryOf(s, id)
		o := s.Outlook(id)
		if m == nil || o == nil || !open(s, m) {
			continue
		}
		for _, e := range appendOpen(nil, m, o) {
			i, _ := slices.BinarySearchFunc(l.all, e, compare)
			l.all = slices.Insert(l.all, i, e)
		}
	}
	l.show()
}

// summaryOf is the summary of a case of the team; nil if it is none. They stand in the order of the cases' ids.
func summaryOf(s Session, id model.ID) *model.Summary {
	all := s.Summaries()
	i, ok := slices.BinarySearchFunc(all, id, func(m *model.Summary, id model.ID) int { return slices.Compare(m.Case[:], id[:]) })
	if !ok {
		return nil
	}
	return all[i]
}

// show applies the filter to all entries.
func (l *list) show() {
	l.order = nil
	if l.mine.IsZero() && len(l.query) == 0 {
		l.shown = l.all
		return
	}
	l.shown = l.fitting(l.all)
}

func (l *list) fitting(entries []entry) []entry {
	fit := make([]entry, 0, len(entries))
	for i := range entries {
		if l.fits(&entries[i]) {
			fit = append(fit, entries[i])
		}
	}
	return fit
}

// filter shows the entries that fit what was typed, in any order of its words. A letter more can only take entries away.
func (l *list) filter(typed string) {
	before := l.query
	l.query = nil
	for w := range text.Words(typed) {
		l.query = append(l.query, " "+w)
	}
	if narrows(before, l.query) {
		l.shown, l.order = l.fitting(l.shown), nil
		return
	}
	l.show()
}

// narrows says that every entry that fits the query after fits the one before.
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

func (l *list) fits(e *entry) bool {
	if !l.mine.IsZero() && e.summary.Header.Lead != l.mine {
		return false
	}
	for _, w := range l.query {
		if !strings.Contains(l.caseWords(e.summary), w) && !strings.Contains(l.itemWords(e.item), w) {
			return false
		}
	}
	return true
}

// caseWords are the folded words by which a household is found: name, reference, programme and agency.
func (l *list) caseWords(m *model.Summary) string {
	if words, ok := l.cases[m]; ok {
		return words
	}
	if l.cases == nil {
		l.cases = make(map[*model.Summary]string)
	}
	var b strings.Builder
	for w := range text.NameWords(m.Name) {
		b.WriteString(" " + w)
	}
	p := l.set.Programme(m.Header.Programme)
	b.WriteString(folded(m.Case.Ref() + " " + p.Short(l.lang) + " " + l.set.Agency(m.Header.Agency).Label(l.lang)))
	l.cases[m] = b.String()
	return b.String()
}

func (l *list) itemWords(i due.Item) string {
	if i.Task != nil {
		return folded(i.Task.Label)
	}
	words, ok := l.rules[i.Obligation.Rule]
	if !ok {
		if l.rules == nil {
			l.rules = make(map[*programme.Rule]string)
		}
		words = folded(i.Obligation.Rule.Label(l.lang))
		l.rules[i.Obligation.Rule] = words
	}
	return words
}

// folded is the words of a text, each after a space.
func folded(s string) string {
	var b strings.Builder
	for w := range text.Words(s) {
		b.WriteString(" " + w)
	}
	return b.String()
}

// from is the first shown entry that is due on a day or later; those without a date come after every day.
func (l *list) from(day model.Date) int {
	i, _ := slices.BinarySearchFunc(l.shown, day, func(e entry, day model.Date) int {
		if e.due == 0 {
			return 1
		}
		return cmp.Compare(e.due, day)
	})
	return i
}

// undated is where the shown entries without a date begin.
func (l *list) undated() int {
	i, _ := slices.BinarySearchFunc(l.shown, true, func(e entry, _ bool) int {
		if e.due == 0 {
			return 1
		}
		return -1
	})
	return i
}

// on is how many shown entries are due from a day up to, not including, another.
func (l *list) on(from, to model.Date) int { return l.from(to) - l.from(from) }

// index is where the entry of a target stands among those shown, or -1. An entry that did not move is found where it was.
func (l *list) index(t act.Target, near int) int {
	if near >= 0 && near < len(l.shown) && l.shown[near].target() == t {
		return near
	}
	return slices.IndexFunc(l.shown, func(e entry) bool { return e.summary.Case == t.Case && e.target() == t })
}

// households are the cases shown, by their first date.
func (l *list) households() []model.ID {
	if l.order == nil {
		seen := make(map[model.ID]bool)
		l.order = []model.ID{}
		for i := range l.shown {
			if id := l.shown[i].summary.Case; !seen[id] {
				seen[id] = true
				l.order = append(l.order, id)
			}
		}
	}
	return l.order
}

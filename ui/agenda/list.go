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
}

func (e *entry) target() act.Target { return act.TargetOf(e.summary.Case, e.item) }

// moment orders entries by day, those without a date last; within a day those with a time of day first, by that time.
func (e *entry) moment() int64 {
	const days, minutes = 1 << 32, 1 << 16 // beyond all that there are
	day, at := int64(e.due), int64(e.item.At())
	if day == 0 {
		day = days
	}
	if at == 0 {
		at = minutes - 1
	}
	return day*minutes + at
}

// compare orders entries, the same on every machine: those of one moment by household.
func compare(a, b entry) int {
	return cmp.Or(cmp.Compare(a.moment(), b.moment()), byName(a.summary, b.summary), compareItems(a.item, b.item))
}

// byName orders households.
func byName(a, b *model.Summary) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Case[:], b.Case[:]))
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
		list = append(list, entry{summary: s, item: due.Item{Task: t}, due: t.Due})
	}
	return list
}

// named are all cases by name.
func named(s Session) []*model.Summary {
	list := slices.Clone(s.Summaries())
	slices.SortFunc(list, byName)
	return list
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

// read makes the list anew. It stands between a key and the next frame, so that names are compared once for each household and
// not for each pair of dates of one day.
func (l *list) read(s Session) {
	found, waiting := gather(s, named(s))
	type place struct {
		moment int64
		i      int // in found, where entries of one moment are in order
	}
	places := make([]place, len(found))
	for i := range found {
		places[i] = place{found[i].moment(), i}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.moment != b.moment {
			return cmp.Compare(a.moment, b.moment)
		}
		return a.i - b.i
	})
	l.all = make([]entry, len(found))
	for i, p := range places {
		l.all[i] = found[p.i]
	}
	l.waiting, l.cases = waiting, nil
	l.show()
}

// usual is how many open dates a case has at most, as a rule.
const usual = 6

// gather is what is open of cases, in their order, collected on every core. waiting says that what some case needs is still being
// computed.
func gather(s Session, cases []*model.Summary) (found []entry, waiting bool) {
	parts := make([][]entry, runtime.GOMAXPROCS(0))
	late := make([]bool, len(parts))
	share := len(cases)/len(parts) + 1
	var all sync.WaitGroup
	for n := range parts {
		all.Go(func() {
			parts[n] = make([]entry, 0, usual*share)
			for _, m := range cases[min(n*share, len(cases)):min((n+1)*share, len(cases))] {
				switch o := s.Outlook(m.Case); {
				case !m.Open:
				case o == nil:
					late[n] = true
				default:
					parts[n] = appendOpen(parts[n], m, o)
				}
			}
		})
	}
	all.Wait()
	return slices.Concat(parts...), slices.Contains(late, true)
}

// put replaces the entries of some cases.
func (l *list) put(s Session, cases []model.ID) {
	l.all = slices.DeleteFunc(slices.Clone(l.all), func(e entry) bool { return slices.Contains(cases, e.summary.Case) })
	for _, id := range cases {
		m, o := summaryOf(s, id), s.Outlook(id)
		if m == nil || o == nil || !m.Open {
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

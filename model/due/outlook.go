package due

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"seuil/model"
	"seuil/model/programme"
)

// Outlook is what one case needs on one day: its dates, and why it presses. It does not change once made.
type Outlook struct {
	Rank
	Today       model.Date   // the day for which it holds
	Obligations []Obligation // open ones first; see [Compute]
	Tasks       []model.Task // open ones first; see [model.Case.Tasks]
	Pending     []Pending
}

// Item is one date of a case: computed by the programme or set by a person, one of the two.
type Item struct {
	Obligation *Obligation
	Task       *model.Task
}

// Due is the day of the item; zero for a task without a date.
func (i Item) Due() model.Date {
	if i.Task != nil {
		return i.Task.Due
	}
	return i.Obligation.Due
}

// At is the time of day of the item; zero if there is none.
func (i Item) At() model.Clock {
	if i.Task != nil {
		return i.Task.At
	}
	return 0
}

// Open says that nobody has done the item or set it aside.
func (i Item) Open() bool {
	if i.Task != nil {
		return i.Task.Open()
	}
	return i.Obligation.State == Open
}

// Closed is when the item was done or set aside; zero while it is open.
func (i Item) Closed() model.Date {
	if i.Task != nil {
		return max(i.Task.Done, i.Task.Skipped)
	}
	return i.Obligation.Closed
}

// name is what orders the items of one moment, the same on every machine.
func (i Item) name() string {
	if i.Task != nil {
		return i.Task.ID.String()
	}
	return i.Obligation.Key
}

// compareItems orders items: those open first, by day and time, those without a date last; then those closed, latest first.
func compareItems(a, b Item) int {
	if a.Open() != b.Open() {
		if a.Open() {
			return -1
		}
		return 1
	}
	if !a.Open() {
		return cmp.Or(cmp.Compare(b.Closed(), a.Closed()), cmp.Compare(a.Due(), b.Due()), cmp.Compare(a.name(), b.name()))
	}
	if (a.Due() == 0) != (b.Due() == 0) {
		return cmp.Compare(b.Due(), a.Due())
	}
	return cmp.Or(cmp.Compare(a.Due(), b.Due()), cmp.Compare(a.At(), b.At()), cmp.Compare(a.name(), b.name()))
}

// Items are all dates of the case together: open ones first, so that the late ones lead, then those closed, latest first.
func (o *Outlook) Items() []Item {
	items := make([]Item, 0, len(o.Obligations)+len(o.Tasks))
	for i := range o.Obligations {
		items = append(items, Item{Obligation: &o.Obligations[i]})
	}
	for i := range o.Tasks {
		items = append(items, Item{Task: &o.Tasks[i]})
	}
	slices.SortFunc(items, compareItems)
	return items
}

// Next is the open item that comes first; ok is false if nothing is open.
func (o *Outlook) Next() (next Item, ok bool) {
	if len(o.Obligations) > 0 && o.Obligations[0].State == Open {
		next, ok = Item{Obligation: &o.Obligations[0]}, true
	}
	if len(o.Tasks) > 0 && o.Tasks[0].Open() {
		if t := (Item{Task: &o.Tasks[0]}); !ok || compareItems(t, next) < 0 {
			next, ok = t, true
		}
	}
	return next, ok
}

// Planner makes outlooks, with an engine for each programme. It does not change, and several goroutines may use it.
type Planner struct {
	engines map[string]*Engine
	scale   Scale
	lookup  func(model.ID) *model.Case // finds passages; nil if there is none
}

// NewPlanner prepares the programmes of a set.
func NewPlanner(set *programme.Set, scale Scale) *Planner {
	p := &Planner{engines: make(map[string]*Engine), scale: scale}
	all := set.Programmes()
	for i := range all {
		p.engines[all[i].Code] = NewEngine(&all[i])
	}
	return p
}

// Following is the planner that finds in other cases what they say of one: the answer of another association to which it is proposed.
func (p *Planner) Following(lookup func(model.ID) *model.Case) *Planner {
	q := *p
	q.lookup = lookup
	return &q
}

// Outlook is that of one case on a day. s is the summary of the case. A programme that the planner does not know makes nothing
// due: the case may come from a later version. A liaison case needs nobody: what the landlord was told is too little to say what is late or
// whom nobody has met. Of a case that another association proposes, the proposal is all that needs a person.
func (p *Planner) Outlook(c *model.Case, s *model.Summary, today model.Date) *Outlook {
	if a, ok := c.Arrival(); ok && a.Waits() {
		o := &Outlook{Today: today}
		r := Reason{Code: ReasonArrival, Weight: p.scale.Handover, Days: max(0, today.Sub(a.Proposed)), Date: a.Proposed, Text: a.By}
		o.Rank = NewRank(s, []Reason{r})
		return o
	}
	o := &Outlook{Today: today, Tasks: c.Tasks()}
	if _, told := c.Liaison(); told {
		o.Rank = NewRank(s, nil)
		return o
	}
	if e := p.engines[s.Header.Programme]; e != nil {
		o.Obligations = e.Compute(c, today)
		o.Pending = PendingPapers(c, e.programme)
	}
	in := Input{Summary: *s, Tasks: o.Tasks, Obligations: o.Obligations, Pending: o.Pending, Handover: handover(c, p.lookup, today), Today: today}
	o.Rank = NewRank(s, Triage(in, &p.scale))
	return o
}

// Outlooks are those of many cases, made on every core, in the order of the summaries. A case that lookup does not know has none.
func (p *Planner) Outlooks(summaries []*model.Summary, lookup func(model.ID) *model.Case, today model.Date) []*Outlook {
	made := make([]*Outlook, len(summaries))
	var all sync.WaitGroup
	share := len(summaries)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(summaries); from += share {
		all.Go(func() {
			for i := from; i < min(from+share, len(summaries)); i++ {
				if c := lookup(summaries[i].Case); c != nil {
					made[i] = p.Outlook(c, summaries[i], today)
				}
			}
		})
	}
	all.Wait()
	return made
}

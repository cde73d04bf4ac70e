package demo

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/locale"
)

// Passphrase opens the vault of the demonstration. It is shown on its lock screen: there is nothing to protect.
const Passphrase = "le chat dort au soleil"

// Me is the worker whose vault the demonstration is.
func Me() model.Worker {
	return model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF, Organisation: "soligone"}
}

// Vault is what the demonstration needs of a vault.
type Vault interface {
	Me() model.Worker
	Registry() *model.Case
	Case(model.ID) *model.Case
	NewCase() model.ID
	NewID() model.ID
	Commit(draft model.ID, writes ...model.Write) ([]*model.Change, error)
}

// First is the day before anything happens in the demonstration: when its vault is to be created.
func First(today model.Date) model.Date {
	first := 0
	for _, h := range households(calendar(today)) {
		first = min(first, h.received)
	}
	return today.AddDays(first - 1)
}

// Seed plays what happened on a vault of the demonstration, in the order of time. Before each act it calls clock, which
// moves the clock of the vault, so that history is spread over two years as in a real one.
func Seed(v Vault, today model.Date, clock func(time.Time)) error {
	set, problems := programme.Load("")
	if len(problems) > 0 {
		return fmt.Errorf("demonstration: %w", problems[0])
	}
	words, err := locale.New(locale.French)
	if err != nil {
		return fmt.Errorf("demonstration: %w", err)
	}
	s := &seeder{vault: v, today: today, programmes: set, words: words}
	s.colleagues()
	for _, h := range households(calendar(today)) {
		s.household(h)
	}
	slices.SortStableFunc(s.acts, func(a, b act) int {
		if d := cmp.Compare(a.day, b.day); d != 0 {
			return d
		}
		return cmp.Compare(a.at, b.at)
	})
	return s.play(clock)
}

// play commits the acts, those of one day together: a slow disk has a hundred and seventy writes to wait for, not six hundred.
func (s *seeder) play(set func(time.Time)) error {
	var day []model.Write
	commit := func() error {
		if len(day) == 0 {
			return nil
		}
		_, err := s.vault.Commit(model.ID{}, day...)
		day = nil
		return err
	}
	for i, a := range s.acts {
		if i > 0 && a.day != s.acts[i-1].day {
			if err := commit(); err != nil {
				return fmt.Errorf("demonstration: %w", err)
			}
		}
		date := s.today.AddDays(a.day)
		set(time.Date(date.Year(), date.Month(), date.Day(), int(a.at-1)/60, int(a.at-1)%60, 0, 0, time.Local))
		day = append(day, a.writes()...)
	}
	return commit()
}

// act is one thing that a worker did: on a day counted from today, at a time of day.
type act struct {
	day    int
	at     model.Clock
	writes func() []model.Write
}

type seeder struct {
	vault      Vault
	today      model.Date
	programmes *programme.Set
	words      *locale.Locale // for the texts of papers, which are signed in French
	acts       []act
	workers    [3]model.ID // by person
}

func (s *seeder) add(day int, at model.Clock, writes func() []model.Write) {
	s.acts = append(s.acts, act{day: day, at: at, writes: writes})
}

// colleagues enters the two other workers on the first day.
func (s *seeder) colleagues() {
	first := First(s.today).Sub(s.today)
	s.workers = [3]model.ID{s.vault.Me().ID, s.vault.NewID(), s.vault.NewID()}
	s.add(first, model.NewClock(8, 50), func() (writes []model.Write) {
		for i, w := range []model.Worker{
			{Name: "Yanis Dorvaux", Role: model.RoleASS, Organisation: "cap-habitat"},
			{Name: "Hélène Castagnol", Role: model.RoleCESF, Organisation: "mistral-habitat"},
		} {
			put(&writes)(s.vault.Registry().Put("case.worker", s.workers[i+1], &w))
		}
		return writes
	})
}

// put collects the writes of Case.Put that say anything.
func put(writes *[]model.Write) func(model.Write, bool) {
	return func(w model.Write, ok bool) {
		if ok {
			*writes = append(*writes, w)
		}
	}
}

// open is the case of an id, an empty one if nothing was written to it yet.
func (s *seeder) open(id model.ID) *model.Case {
	if c := s.vault.Case(id); c != nil {
		return c
	}
	return &model.Case{ID: id}
}

func (s *seeder) date(day int) model.Date {
	if day == never {
		return 0
	}
	return s.today.AddDays(day)
}

// household plans the acts of one case.
func (s *seeder) household(h household) {
	id := s.vault.NewCase()
	s.add(h.received, model.NewClock(9, 5), func() []model.Write { return s.newCase(id, h) })
	for _, p := range h.phases[1:] {
		s.add(p.day, model.NewClock(9, 30), func() (writes []model.Write) {
			put(&writes)(s.open(id).Put("case.phase", s.vault.NewID(), &model.PhaseEntry{Phase: p.code, Since: s.date(p.day)}))
			return writes
		})
	}
	for _, d := range h.homes {
		s.home(id, h, d)
	}
	for _, k := range h.contacts {
		s.contact(id, h, k)
	}
	for _, t := range h.tasks {
		s.task(id, t)
	}
	s.course(id, h)
}

// newCase enters the header, the first phase, the members and how to reach them.
func (s *seeder) newCase(id model.ID, h household) (writes []model.Write) {
	c := s.open(id)
	add := put(&writes)
	add(c.Put("case.new", id, &model.Header{
		Programme: h.programme, Agency: h.agency, Operator: h.operator, Origin: h.origin, Funding: h.funding,
		Lead: s.workers[h.lead], Received: s.date(h.received), Situation: s.text(h.situation),
	}))
	add(c.Put("case.new", s.vault.NewID(), &model.PhaseEntry{Phase: h.phases[0].code, Since: s.date(h.received)}))
	for _, m := range h.members {
		add(c.Put("case.new", s.vault.NewID(), &model.Member{
			Title: m.title, Last: m.last, First: m.first, Role: m.role, Note: s.text(m.note), Birth: s.birth(m), From: s.date(h.received),
		}))
	}
	for _, r := range h.reach {
		add(c.Put("case.new", s.vault.NewID(), &model.Reach{
			Means: r.means, Value: r.value, Whose: s.text(r.whose), From: s.date(h.received),
		}))
	}
	return writes
}

// birth is the year of birth that gives the age; for a baby, the day that gives the months.
func (s *seeder) birth(m member) string {
	if m.months > 0 {
		return s.today.AddMonths(-m.months).String()
	}
	return fmt.Sprintf("%04d", s.today.Year()-m.age)
}

// home enters a dwelling when it becomes known, and its end when it ends.
func (s *seeder) home(id model.ID, h household, d home) {
	record := s.vault.NewID()
	v := model.Dwelling{
		Address: s.text(d.address), Commune: d.commune, Size: d.size, Surface: d.surface, Floor: s.text(d.floor),
		Access: s.text(d.access), Tenure: d.tenure, Rent: d.rent, Charges: d.charges, From: s.date(d.from),
	}
	known := h.received
	switch {
	case d.known != 0:
		known = d.known
	case d.from != never && d.from > h.received:
		known = d.from
	}
	s.add(known, model.NewClock(9, 10), func() (writes []model.Write) {
		put(&writes)(s.open(id).Put("dwelling.add", record, &v))
		return writes
	})
	if d.until == 0 {
		return
	}
	s.add(d.until, model.NewClock(9, 8), func() (writes []model.Write) {
		v.Until = s.date(d.until)
		put(&writes)(s.open(id).Put("dwelling.edit", record, &v))
		return writes
	})
}

func (s *seeder) contact(id model.ID, h household, k contact) {
	v := model.Contact{
		Kind: k.kind, Outcome: cmp.Or(k.outcome, model.Held), Date: s.date(k.day), Start: k.start, Minutes: k.minutes,
		Travel: k.travel, Place: s.text(k.place), Present: s.text(k.present), Subject: s.text(k.subject), Facts: s.text(k.facts),
		Words: s.text(k.words), Appraisal: s.text(k.appraisal), Shareable: s.text(k.shareable), ReadBack: k.readback,
		Worker: s.workers[h.lead],
	}
	at := model.NewClock(17, 30)
	if !k.start.IsZero() {
		at = k.start + model.Clock(k.minutes+10)
	}
	s.add(k.day, at, func() (writes []model.Write) {
		add := put(&writes)
		c := s.open(id)
		if k.private {
			companion := s.vault.NewCase()
			c = s.open(companion)
			add(c.Put("note.add", companion, &model.Companion{Main: id}))
		}
		add(c.Put("note.add", s.vault.NewID(), &v))
		return writes
	})
}

// task enters a date on the day that it was set, and that it was done on the day that it was.
func (s *seeder) task(id model.ID, t task) {
	record := s.vault.NewID()
	v := model.Task{Label: s.text(t.label), Who: cmp.Or(t.who, model.WhoWorker), Due: s.date(t.due), At: t.at, Place: s.text(t.place)}
	s.add(t.set, model.NewClock(18, 5), func() (writes []model.Write) {
		put(&writes)(s.open(id).Put("task.add", record, &v))
		return writes
	})
	if t.done == 0 {
		return
	}
	s.add(t.done, model.NewClock(18, 15), func() (writes []model.Write) {
		v.Done = s.date(t.done)
		put(&writes)(s.open(id).Put("task.done", record, &v))
		return writes
	})
}

package due

import (
	"strconv"
	"strings"

	"seuil/model"
	"seuil/model/programme"
)

// maxOccurrences bounds one series: a hundred years of months. A year typed wrong must not stop the program.
const maxOccurrences = 1200

// Engine is a programme prepared for computing many cases. It does not change once built.
type Engine struct {
	programme *programme.Programme
	rules     []compiled      // each after those whose doing it depends on
	ahead     map[string]bool // codes of the steps that are fixed ahead
}

// compiled is a rule with its names taken apart.
type compiled struct {
	*programme.Rule
	name          string // how keys begin: its code, with that of the programme before it for a rule of the project
	anchor, until milestone
	doneBy        []milestone
	series        bool     // it has an "every"
	followed      bool     // other rules depend on when this one was done
	keys          []string // of its first occurrences, made once for all cases
}

// keysReady is how many keys of each rule are made in advance: those of two and a half years of months.
const keysReady = 32

// NewEngine prepares a programme. The programme must not change afterwards.
func NewEngine(p *programme.Programme) *Engine {
	e := &Engine{programme: p, ahead: make(map[string]bool)}
	for i := range p.Steps {
		if p.Steps[i].Ahead {
			e.ahead[p.Steps[i].Code] = true
		}
	}
	state := make(map[string]int) // 1: being placed, 2: placed
	var place func(code string)
	place = func(code string) {
		if state[code] != 0 { // a cycle, which the loader refuses, ends here
			return
		}
		state[code] = 1
		for i := range p.Rules {
			if p.Rules[i].Code != code {
				continue
			}
			c := compile(&p.Rules[i], p)
			for _, m := range append([]milestone{c.anchor, c.until}, c.doneBy...) {
				if m.family == anchorRule {
					place(m.name)
				}
			}
			e.rules = append(e.rules, c)
		}
		state[code] = 2
	}
	for i := range p.Rules {
		place(p.Rules[i].Code)
	}
	for i := range e.rules {
		c := &e.rules[i]
		for _, m := range append([]milestone{c.anchor, c.until}, c.doneBy...) {
			e.follow(m)
		}
	}
	return e
}

func (e *Engine) follow(m milestone) {
	for i := range e.rules {
		if m.family == anchorRule && e.rules[i].Code == m.name {
			e.rules[i].followed = true
		}
	}
}

func compile(r *programme.Rule, p *programme.Programme) compiled {
	c := compiled{Rule: r, name: r.Code, anchor: parseMilestone(r.Anchor), until: parseMilestone(r.Until), series: r.Every.N > 0}
	for _, s := range r.DoneBy {
		c.doneBy = append(c.doneBy, parseMilestone(s))
	}
	for i := range p.Steps { // a step that names the rule does what is due
		m := milestone{anchorStep, p.Steps[i].Code}
		if p.Steps[i].Rule == r.Code && m != c.anchor {
			c.doneBy = append(c.doneBy, m)
		}
	}
	c.makeKeys()
	return c
}

func (c *compiled) makeKeys() {
	c.keys = make([]string, keysReady)
	for k := range c.keys {
		c.keys[k] = c.name + "#" + strconv.Itoa(k+1)
	}
}

// key is that of the k-th occurrence, from 1.
func (c *compiled) key(k int) string {
	if k <= len(c.keys) {
		return c.keys[k-1]
	}
	return c.name + "#" + strconv.Itoa(k)
}

// number is the number of an occurrence by its key; zero if it is named by an event.
func number(key string) int {
	_, suffix, _ := strings.Cut(key, "#")
	n, err := strconv.Atoi(suffix)
	if err != nil || n > maxOccurrences {
		return 0
	}
	return n
}

// known is the rule of a name, or one that has nothing but its code.
func (e *Engine) known(name string) *programme.Rule {
	for i := range e.rules {
		if e.rules[i].name == name {
			return e.rules[i].Rule
		}
	}
	code := name[strings.LastIndexByte(name, ':')+1:]
	return &programme.Rule{Code: code}
}

// add moves a date by a delay. Months are calendar months: the same day, else the last day of the month.
func add(from model.Date, d programme.Delay, times int) model.Date {
	n := d.N * times
	switch d.Unit {
	case programme.Weeks:
		return from.AddDays(7 * n)
	case programme.Months:
		return addMonths(from, n)
	case programme.WorkingDays:
		return Calendar{}.AddWorkingDays(from, n)
	}
	return from.AddDays(n)
}

// dueAt is the date of the k-th occurrence of a fixed grid, from 1. Months are counted from the milestone itself, so that the
// end of a short month does not shorten those that follow.
func (c *compiled) dueAt(anchor model.Date, k int) model.Date {
	if c.Delay.Unit == programme.Months && c.Every.Unit == programme.Months {
		return addMonths(anchor, c.Delay.N+(k-1)*c.Every.N)
	}
	return add(add(anchor, c.Delay, 1), c.Every, k-1)
}

// valid says whether this version of the rule holds for a milestone that came on a date.
func (c *compiled) valid(anchor model.Date) bool {
	return anchor != 0 && anchor >= c.ValidFrom && (c.ValidUntil == 0 || anchor <= c.ValidUntil)
}

package demo

import (
	"fmt"
	"time"

	"seuil/model"
)

// person is one of the three workers.
type person int

const (
	maelle person = iota
	yanis
	helene
)

// never is a date that is not known.
const never = -1 << 20

// on is a date of the dossier as an offset from its reference day, Monday 23 November 2026.
func on(year int, month time.Month, day int) int {
	return model.NewDate(year, month, day).Sub(model.NewDate(2026, time.November, 23))
}

// household is one case of the dossier; all its days are offsets from today.
type household struct {
	code                                         string // H01 to H12, as in the dossier
	programme, agency, operator, origin, funding string
	lead                                         person
	received                                     int
	situation                                    string
	phases                                       []phase // the first one begins when the case is received
	members                                      []member
	homes                                        []home
	reach                                        []reach
	contacts                                     []contact
	tasks                                        []task
	steps                                        []step
	papers                                       []paper
	pledges                                      []pledge
	decided                                      []decision
}

type phase struct {
	code string
	day  int
}

type member struct {
	title, last, first, role string
	age, months              int // months for a baby
	note                     string
}

type home struct {
	address, commune, size string
	surface                int
	floor, access, tenure  string
	rent, charges          model.Money // cents per month
	from, until            int         // from may be never; until 0: it goes on
	known                  int         // when it was entered, if not on the day that it begins
}

type reach struct{ means, value, whose string }

type contact struct {
	day                                int
	kind                               model.ContactKind
	outcome                            model.Outcome
	start                              model.Clock
	minutes, travel                    int
	place, present, subject            string
	facts, words, appraisal, shareable string
	readback                           bool
	private                            bool // for the worker alone
}

type task struct {
	due   int
	at    model.Clock
	label string
	who   string
	place string
	set   int // when it was entered
	done  int // 0: it is open
}

// step is what was said of steps of the programme: done on a day or, with a reason, without object.
type step struct {
	day   int
	codes string // one or several, by spaces
	proof string
	why   string // without object
	set   int    // when it was entered, if not on the day
}

// paper is the first version of a paper of the programme.
type paper struct {
	code       string
	begun      int
	operators  string // the associations that are parties, by spaces
	signatures []signature
	annexed    int // 0: it is not
}

// signature is that of several parties on one day.
type signature struct {
	day     int
	parties string // by spaces
	place   string
}

// pledge is what was said of a commitment.
type pledge struct {
	paper, code, state string
	day                int
	fact               string
}

// decision is an act on what the programme makes due: done on a day, postponed or, with neither, without object.
type decision struct {
	key      string // rule and occurrence
	set      int    // when it was entered, if it is not done
	done, to int    // 0: it is not
	why      string
}

// done are the decisions that say that the occurrences of a rule, from the first, were done on these days.
func done(rule string, days ...int) (list []decision) {
	for i, day := range days {
		list = append(list, decision{key: fmt.Sprintf("%s#%d", rule, i+1), done: day})
	}
	return list
}

// kept is the decision that moves what a rule puts on one day to the day that the dossier has; none is needed where both agree.
func kept(key string, computed, day, set int, why string) []decision {
	if computed == day {
		return nil
	}
	return []decision{{key: key, set: set, to: day, why: why}}
}

// Codes of the two programmes and of the two associations.
const (
	securing   = "securisation"
	safeguard  = "sauvegarde"
	soligone   = "soligone"
	capHabitat = "cap-habitat"
)

// households are the twelve of the dossier, in its order.
func households(t calendar) []household {
	return []household{h01(), h02(), h03(), h04(t), h05(), h06(t), h07(t), h08(), h09(), h10(), h11(t), h12(t)}
}

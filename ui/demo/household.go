package demo

import (
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

// Codes of the two programmes and of the two associations.
const (
	securing   = "securisation"
	safeguard  = "sauvegarde"
	soligone   = "soligone"
	capHabitat = "cap-habitat"
)

// households are the twelve of the dossier, in its order.
func households() []household {
	return []household{h01(), h02(), h03(), h04(), h05(), h06(), h07(), h08(), h09(), h10(), h11(), h12()}
}

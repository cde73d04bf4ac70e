package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// takes gives a machine what another one has of a case.
func (b *bench) takes(from *bench, id ID) {
	if c := from.cases[id]; c != nil {
		b.cases[id] = b.caseOf(id).With(c.Changes()...)
	}
}

// meet gives two machines what either has that passes between them: everything, or liaison cases alone.
func meet(main ID, landlord, a, b *bench) {
	for _, l := range append(a.caseOf(main).Links(), b.caseOf(main).Links()...) {
		a.takes(b, l.Case)
		b.takes(a, l.Case)
	}
	if a != landlord && b != landlord {
		a.takes(b, main)
		b.takes(a, main)
	}
}

// tells tells the landlord's worker of number 8 something, as the page does.
func (b *bench) tells(id ID, link Link, fields []FieldRef) {
	c := b.caseOf(id)
	x := Extract(c, b.cases[link.Case], link, Liaison{To: link.To, Landlord: "Mistral", Worker: b.device.String()}, Allowance{Purpose: PurposeReview, Fields: fields, On: NewDate(2026, 11, 23)})
	if w, ok := c.Put(ActTell, LinkID(link.To), &link); ok {
		x.Writes = append(x.Writes, w)
	}
	b.commit(b.device, x.Writes...)
}

// Three machines of a team and the landlord's tell, answer and meet in any order. One of the three may have a former version, which took
// a random id for the liaison case.
func TestInWhateverOrderMachinesTellAndMeetNoAnswerOfTheLandlordIsLost(t *testing.T) {
	main, worker := number(1), number(8)
	answered := 0
	rapid.Check(t, func(t *rapid.T) {
		former := rapid.Bool().Draw(t, "former version")
		var machines []*bench
		for i := range 4 {
			b := newBench()
			b.device = number(900 + i)
			if i < 3 {
				b.takes(toldCase(), main)
			}
			machines = append(machines, b)
		}
		team, landlord := machines[:3], machines[3]
		answers := 0
		for range rapid.IntRange(4, 30).Draw(t, "steps") {
			i := rapid.IntRange(0, 2).Draw(t, "machine")
			b := team[i]
			switch rapid.IntRange(0, 3).Draw(t, "act") {
			case 0:
				meet(main, landlord, b, machines[rapid.IntRange(0, 3).Draw(t, "other")])
			case 1, 2:
				link := b.caseOf(main).LinkTo(worker)
				if _, ok := b.caseOf(main).Link(worker); former && i == 0 && !ok {
					link = Link{Case: number(7000), To: worker, Key: number(7001)}
				}
				b.tells(main, link, rapid.SliceOfN(rapid.SampledFrom(Tellable()), 1, 6).Draw(t, "fields"))
			case 3:
				for _, l := range slices.Concat(team[0].caseOf(main).Links(), team[1].caseOf(main).Links()) {
					c := landlord.cases[l.Case]
					if c == nil {
						continue
					}
					w, _ := c.Put("liaison.reply", number(5000+answers), &Reply{Sort: ReplyOffer, Text: "T3"})
					landlord.commit(landlord.device, w)
					answers++
				}
			}
		}
		for range 3 {
			for _, a := range machines {
				for _, b := range machines {
					if a != b {
						meet(main, landlord, a, b)
					}
				}
			}
		}
		for i, b := range team {
			links, read := b.caseOf(main).Links(), 0
			for _, l := range links {
				read += len(b.caseOf(l.Case).Replies())
			}
			if read != answers {
				t.Fatalf("machine %d reads %d of %d answers", i, read, answers)
			}
			if len(links) > 1 && !former {
				t.Fatalf("%d liaison cases for one landlord's worker", len(links))
			}
			mine, _ := b.caseOf(main).Link(worker)
			if first, _ := team[0].caseOf(main).Link(worker); mine != first {
				t.Fatal("two machines would go on in different liaison cases")
			}
		}
		answered += answers
	})
	if answered < 20 {
		t.Errorf("%d answers in all the runs: the property was hardly tried", answered)
	}
}

func TestTheIdsOfALiaisonCaseTellNothingOfTheCase(t *testing.T) {
	c := &Case{ID: number(1)}
	l, other := c.LinkTo(number(8)), c.LinkTo(number(9))
	for _, id := range []ID{l.Case, l.Key} {
		if id == c.ID || slices.Contains([]ID{other.Case, other.Key}, id) {
			t.Errorf("%s: of the case, or the same for two landlords", id)
		}
	}
	if l.Key == l.Case {
		t.Error("who has the liaison case has the key of its copies")
	}
}

package model

import (
	"cmp"
	"slices"
)

// Kinds of record of the registry by which a case is erased on every machine of a team (RGPD, articles 5 and 17).
const (
	KindErasure Kind = "erasure" // the order
	KindErased  Kind = "erased"  // that a device followed it
)

// Reasons of an [Erasure]. They are chosen and not written, for what is written could name the household.
const (
	ErasureAsked   = "asked"   // the household asked for it (RGPD, article 17)
	ErasureExpired = "expired" // the case was kept as long as it may be (RGPD, article 5, 1 e)
	ErasureMistake = "mistake" // it was opened by mistake, or twice
	ErasurePassed  = "passed"  // another association has it now
	ErasurePartner = "partner" // on a landlord's device: whoever told it erased it
)

// ErasureReasons are the reasons that a person chooses from, in the order in which they are offered.
var ErasureReasons = []string{ErasureAsked, ErasureExpired, ErasureMistake, ErasurePassed}

// Erasure is the order to erase a case, for good: nothing takes it back, and nothing of the case is taken in any more. Its record has
// the id of the case, which is random and all that is left of it.
type Erasure struct {
	ID     ID
	On     Date   `seuil:"on,red"`
	By     ID     `seuil:"by,red"` // the worker who ordered it
	Reason string `seuil:"reason,red"`
	Of     ID     `seuil:"of,red"` // of a liaison case: the case that it was copied from
	To     ID     `seuil:"to,red"` // of a liaison case: the landlord's worker, who gets the order in her next bundle
}

func (*Erasure) kind() Kind { return KindErasure }

// Erased says that a device has nothing any more of some cases.
type Erased struct {
	Device ID       `seuil:"device,red"`
	On     Date     `seuil:"on,red"`
	Cases  []string `seuil:"cases,red,text"` // as [ID.String] has them: what many orders ask for at once is one record
}

func (*Erased) kind() Kind { return KindErased }

// MaxErased is how many cases one [Erased] names: its text stays below the limit of a value.
const MaxErased = 4096

// Erasures are the orders, the latest first. One that somebody deleted stands all the same. What holds the team together is no case that
// could be erased.
func (c *Case) Erasures() []Erasure {
	records := c.group(KindErasure).records
	list := make([]Erasure, 0, len(records))
	for _, r := range records {
		if r.ID == RegistryID || r.empty() {
			continue
		}
		e := Erasure{ID: r.ID}
		decode(r, &e)
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b Erasure) int { return cmp.Compare(b.On, a.On) })
	return list
}

// ErasedBy says, by case and device, since when a device has nothing of a case any more.
func (c *Case) ErasedBy() map[ID]map[ID]Date {
	by := make(map[ID]map[ID]Date)
	for _, e := range list(c, KindErased, func(*Erased, *Record) {}) {
		for _, s := range e.Cases {
			id, err := ParseID(s)
			if err != nil || id.IsZero() {
				continue
			}
			if by[id] == nil {
				by[id] = make(map[ID]Date)
			}
			by[id][e.Device] = e.On
		}
	}
	return by
}

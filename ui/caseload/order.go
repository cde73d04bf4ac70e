package caseload

import (
	"bytes"
	"cmp"

	"seuil/model/due"
)

// order is how the list is sorted. Each is a total order of bytes and numbers, the same on every machine and in every language.
type order int

const (
	byPressure order = iota // most pressing first, by the reasons of triage
	byDate                  // the earliest next date first, so that the late ones lead
	byName
	byContact // those first whom nobody has met or spoken to for longest
	orders    // how many there are
)

// names of the orders in the locale: caseload.order.<name>
func (o order) name() string { return [...]string{"pressure", "date", "name", "contact"}[o] }

func (o order) compare(a, b *row) int {
	switch o {
	case byPressure:
		return comparePressure(a, b)
	case byName:
		return compareName(a, b)
	case byContact:
		return cmp.Or(cmp.Compare(a.LastContact, b.LastContact), compareName(a, b))
	}
	return compareDate(a, b)
}

// comparePressure goes by date while outlooks are being computed.
func comparePressure(a, b *row) int {
	switch {
	case a.outlook != nil && b.outlook != nil:
		return due.Compare(&a.outlook.Rank, &b.outlook.Rank)
	case a.outlook == nil && b.outlook == nil:
		return compareDate(a, b)
	case a.outlook != nil:
		return -1
	}
	return 1
}

// compareDate puts those without a date last.
func compareDate(a, b *row) int {
	if a.due.IsZero() != b.due.IsZero() {
		return cmp.Compare(b.due, a.due)
	}
	return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.at, b.at), cmp.Compare(a.Name, b.Name), bytes.Compare(a.Case[:], b.Case[:]))
}

// compareName goes by the folded words of the name, so that É stands beside E.
func compareName(a, b *row) int {
	return cmp.Or(cmp.Compare(a.words, b.words), bytes.Compare(a.Case[:], b.Case[:]))
}

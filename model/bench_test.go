package model

import (
	"encoding/binary"
	"testing"
)

// benchCase is a case of ordinary size: ten contacts, three members, three tasks.
func benchCase(seed uint64) (ID, []*Change) {
	var n uint64
	next := func() (id ID) {
		n++
		binary.BigEndian.PutUint64(id[:], seed)
		binary.BigEndian.PutUint64(id[8:], n)
		return id
	}
	c := &Case{ID: next()}
	var changes []*Change
	add := func(id ID, v typed) {
		w, _ := c.Put("bench.add", id, v)
		ch := &Change{Write: w, Millis: int64(n)}
		ch.ID[0], ch.ID[1] = byte(n), byte(seed)
		changes = append(changes, ch)
	}
	add(c.ID, &Header{Programme: "securisation", Agency: "orange", Received: NewDate(2026, 1, 4)})
	add(next(), &PhaseEntry{Phase: "orientation", Since: NewDate(2026, 1, 4)})
	add(next(), &PhaseEntry{Phase: "diagnostic", Since: NewDate(2026, 3, 4)})
	for _, role := range Roles[:3] {
		add(next(), &Member{Last: "MAROUDI", First: "Samia", Birth: "1991", Role: role})
	}
	for i := range 10 {
		add(next(), &Contact{Kind: HomeVisit, Outcome: Held, Date: NewDate(2026, 2, i+1), Facts: "Loyer de novembre payé."})
	}
	for i := range 3 {
		add(next(), &Task{Label: "Rappeler", Due: NewDate(2026, 12, i+1)})
	}
	return c.ID, changes
}

func BenchmarkFold(b *testing.B) {
	id, changes := benchCase(1)
	for b.Loop() {
		Fold(id, changes)
	}
}

func BenchmarkSummary(b *testing.B) {
	c := Fold(benchCase(1))
	for b.Loop() {
		c.Summary()
	}
}

package model

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// bench stands in for a vault: it numbers and dates writes, without disk or signature.
type bench struct {
	device  ID
	millis  int64
	changes []*Change
	cases   map[ID]*Case
	history *History
}

func newBench() *bench {
	return &bench{device: number(99), cases: make(map[ID]*Case), history: &History{}}
}

// number is an identifier made of a number.
func number(n int) (id ID) {
	binary.BigEndian.PutUint64(id[:8], uint64(n))
	return id
}

// change makes a stored change of a write; salt tells apart those that are otherwise alike.
func change(w Write, device ID, millis int64, salt int) *Change {
	c := &Change{Write: w, Device: device, Millis: millis, Seq: uint64(salt) + 1}
	binary.BigEndian.PutUint64(c.Salt[:], uint64(salt))
	c.ID = sha256.Sum256(fmt.Append(nil, c.Write, c.Device, c.Millis, c.Salt))
	return c
}

func (b *bench) caseOf(id ID) *Case {
	if c := b.cases[id]; c != nil {
		return c
	}
	return &Case{ID: id}
}

// commit stores writes in one instant, as the person of a device.
func (b *bench) commit(device ID, writes ...Write) []*Change {
	b.millis++
	var changes []*Change
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		c := change(w, device, b.millis, len(b.changes))
		b.changes = append(b.changes, c)
		b.cases[w.Case] = b.caseOf(w.Case).With(c)
		changes = append(changes, c)
	}
	if device == b.device {
		b.history.Add(changes)
	}
	return changes
}

// undo takes the last step back; it says how much was left alone.
func (b *bench) undo() (kept int, ok bool) {
	s, ok := b.history.Undo(0)
	if !ok {
		return 0, false
	}
	writes, kept := s.Reverse(ActUndo, b.caseOf)
	b.commit(b.device, writes...)
	return kept, true
}

func (b *bench) redo() (kept int, ok bool) {
	s, ok := b.history.Redo(0)
	if !ok {
		return 0, false
	}
	writes, kept := s.Reverse(ActRedo, b.caseOf)
	b.commit(b.device, writes...)
	return kept, true
}

func records(c *Case) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		for _, g := range c.groups {
			for _, r := range g.records {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// dump is all that a case says, as text: what every machine must agree on.
func dump(c *Case) string {
	if c == nil {
		return ""
	}
	var lines []string
	for r := range records(c) {
		line := fmt.Sprintf("%s %x deleted=%v conflicts=%v", r.Kind, r.ID[:8], r.Deleted(), r.Conflicts())
		for _, name := range r.FieldNames() {
			line += fmt.Sprintf(" %s=%q", name, r.Value(name))
			for _, l := range r.Live(name) {
				line += fmt.Sprintf("/%x", l.ID[:4])
			}
		}
		for _, ch := range r.all() {
			line += fmt.Sprintf(" %x%v%v%v", ch.ID[:4], ch.Retracted, c.Aside(ch), ch.Fields)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// shown is what a person sees of a case: the values of what is not deleted.
func shown(c *Case) string {
	var lines []string
	for r := range records(c) {
		if r.Deleted() {
			continue
		}
		line := fmt.Sprintf("%s %x", r.Kind, r.ID[:8])
		for _, name := range r.FieldNames() {
			if v := r.Value(name); v != "" {
				line += fmt.Sprintf(" %s=%q", name, v)
			}
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

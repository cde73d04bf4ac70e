package programme

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// ChangeKind says what happened to an entry of a programme.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// What a [Change] is of: the tables of a programme file.
const (
	OfProgramme  = "programme"
	OfPhase      = "phase"
	OfStep       = "step"
	OfPaper      = "paper"
	OfCommitment = "commitment" // its code is "paper/commitment"
	OfRule       = "rule"
	OfProject    = "project_rule"
)

// Change is one difference between two programmes. An entry that changed gives one for each key.
type Change struct {
	Kind     ChangeKind
	Of       string
	Code     string // of the entry; with its first day of validity if it has several versions: "cdp 2023-07-29"
	Key      string // of the file, dotted: "delay", "name.en"; empty if the whole entry came or went
	From, To string // as the file has them, lists joined with ", "; empty if the whole entry came or went
}

// Diff is what a new programme changes, table by table, in the order of the old one with what is new at the end of its table.
// Order does not count but for phases, whose key "order" says from which place to which (from 1).
func Diff(old, new *Programme) []Change {
	var d differ
	d.keys(OfProgramme, old.Code, head(old), head(new))
	d.table(OfPhase, phases(old), phases(new))
	d.table(OfStep, steps(old), steps(new))
	d.table(OfPaper, papers(old), papers(new))
	d.table(OfCommitment, commitments(old), commitments(new))
	d.table(OfRule, rules(old.Rules, old, new), rules(new.Rules, old, new))
	d.table(OfProject, rules(old.Project, old, new), rules(new.Project, old, new))
	return d.changes
}

// entry is one table of a file: its code, and its keys with their values as text.
type entry struct {
	code string
	keys map[string]string
}

type differ struct{ changes []Change }

func (d *differ) table(of string, old, new []entry) {
	find := func(list []entry, code string) int {
		return slices.IndexFunc(list, func(e entry) bool { return e.code == code })
	}
	for _, a := range old {
		if i := find(new, a.code); i >= 0 {
			d.keys(of, a.code, a.keys, new[i].keys)
		} else {
			d.changes = append(d.changes, Change{Kind: Removed, Of: of, Code: a.code})
		}
	}
	for _, b := range new {
		if find(old, b.code) < 0 {
			d.changes = append(d.changes, Change{Kind: Added, Of: of, Code: b.code})
		}
	}
}

func (d *differ) keys(of, code string, old, new map[string]string) {
	names := make([]string, 0, len(old))
	for key := range old {
		names = append(names, key)
	}
	for key := range new {
		if _, ok := old[key]; !ok {
			names = append(names, key)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	for _, key := range names {
		if old[key] != new[key] {
			d.changes = append(d.changes, Change{Changed, of, code, key, old[key], new[key]})
		}
	}
}

// rank puts first the keys that move dates.
func rank(key string) int {
	first := []string{"anchor", "delay", "every", "rolling", "while", "until", "done_by", "valid_from", "valid_until"}
	if i := slices.Index(first, key); i >= 0 {
		return i
	}
	return len(first)
}

func head(p *Programme) map[string]string {
	keys := make(map[string]string)
	flatten("", reflect.ValueOf(*p), keys)
	return keys
}

func phases(p *Programme) []entry {
	list := entries(p.Phases, func(ph Phase) string { return ph.Code })
	for i := range list {
		list[i].keys["order"] = written(reflect.ValueOf(i + 1))
	}
	return list
}

func steps(p *Programme) []entry { return entries(p.Steps, func(s Step) string { return s.Code }) }

func papers(p *Programme) []entry { return entries(p.Papers, func(k Paper) string { return k.Code }) }

func commitments(p *Programme) []entry {
	var list []entry
	for _, k := range p.Papers {
		list = append(list, entries(k.Commitments, func(c Commitment) string { return k.Code + "/" + c.Code })...)
	}
	return list
}

// rules names a rule by its first day of validity as well if either programme has several versions of it.
func rules(list []Rule, old, new *Programme) []entry {
	versions := func(code string) int {
		most := 0
		for _, all := range [][]Rule{old.Rules, old.Project, new.Rules, new.Project} {
			n := 0
			for _, r := range all {
				if r.Code == code {
					n++
				}
			}
			most = max(most, n)
		}
		return most
	}
	return entries(list, func(r Rule) string {
		if versions(r.Code) > 1 {
			return r.Code + " " + r.ValidFrom.String()
		}
		return r.Code
	})
}

func entries[T any](list []T, code func(T) string) []entry {
	out := make([]entry, len(list))
	for i, v := range list {
		out[i] = entry{code(v), make(map[string]string)}
		flatten("", reflect.ValueOf(v), out[i].keys)
	}
	return out
}

// flatten writes the keys of a table as text, those of tables inside with a dot. Arrays of tables are compared on their own.
func flatten(path string, v reflect.Value, keys map[string]string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		at, field := join(path, fieldName(f)), v.Field(i)
		switch _, delay := field.Interface().(Delay); {
		case delay || field.Kind() != reflect.Struct && !tables(field):
			keys[at] = written(field)
		case field.Kind() == reflect.Struct:
			flatten(at, field, keys)
		}
	}
}

func tables(v reflect.Value) bool {
	return v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct
}

// written is a value as the file has it; nothing for one that is not set.
func written(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case []string:
		return strings.Join(x, ", ")
	case interface{ String() string }:
		return x.String()
	}
	if v.IsZero() {
		return ""
	}
	return fmt.Sprint(v)
}

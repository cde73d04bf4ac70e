package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// record makes a pointer to a new record of a kind.
func record(kind Kind) typed { return reflect.New(schemas[kind].typ).Interface().(typed) }

// Every field that is stored says who may see it: a field without a class would be copied to the landlord or to nobody, and
// neither is for a slip of the pen to decide (../domain/domain.md 5.3).
func TestEveryFieldHasANameAndAClass(t *testing.T) {
	if len(schemas) < 11 {
		t.Fatalf("%d kinds", len(schemas))
	}
	for _, kind := range Kinds() {
		typ := schemas[kind].typ
		if record(kind).kind() != kind {
			t.Errorf("%s: a %v says it is a %s", kind, typ, record(kind).kind())
		}
		names := make(map[string]bool)
		for i := range typ.NumField() {
			f := typ.Field(i)
			tag, stored := f.Tag.Lookup("seuil")
			if !stored {
				if f.Name != "ID" && f.Name != "Private" && f.Name != "Undone" && f.Name != "entered" { // read off the record itself
					t.Errorf("%v.%s is not stored", typ, f.Name)
				}
				continue
			}
			parts := strings.Split(tag, ",")
			if len(parts) < 2 || len(parts) > 3 || parts[0] == "" || parts[0] != strings.ToLower(parts[0]) || names[parts[0]] || parts[0] == FieldDeleted {
				t.Errorf("%v.%s: tag %q", typ, f.Name, tag)
				continue
			}
			names[parts[0]] = true
			if c := Class(parts[1]); c != Green && c != Amber && c != Red {
				t.Errorf("%v.%s: class %q", typ, f.Name, c)
			}
			if len(parts) == 3 && parts[2] != "text" {
				t.Errorf("%v.%s: tag %q", typ, f.Name, tag)
			}
			if ClassOf(kind, parts[0]) != Class(parts[1]) {
				t.Errorf("%v.%s: ClassOf says %q", typ, f.Name, ClassOf(kind, parts[0]))
			}
			if reflect.DeepEqual(sample(f.Type, 1), sample(f.Type, 2)) || formatValue(sample(f.Type, 1)) == "" {
				t.Errorf("%v.%s: values of type %v cannot be stored", typ, f.Name, f.Type)
			}
		}
		if got := FieldsOf(kind); len(got) != len(names) {
			t.Errorf("%s: FieldsOf says %v", kind, got)
		}
	}
}

func TestWhatIsNotKnownIsRed(t *testing.T) {
	if ClassOf("future", "x") != Red || ClassOf(KindTask, "future") != Red || FieldsOf("future") != nil {
		t.Error("an unknown field may leave the house")
	}
}

// The words of a person, what the worker thinks and health never leave by way of fields (../domain/domain.md 5.3).
func TestNotesAreRed(t *testing.T) {
	for _, name := range []string{"facts", "words", "appraisal", "place", "present", "subject"} {
		if ClassOf(KindContact, name) != Red {
			t.Errorf("contact.%s is %s", name, ClassOf(KindContact, name))
		}
	}
	for _, f := range []Field{{string(KindMember), "note"}, {string(KindDwelling), "access"}, {string(KindCase), "situation"}, {string(KindTask), "label"}, {string(KindCompanion), "main"}} {
		if ClassOf(Kind(f.Name), f.Value) != Red {
			t.Errorf("%s.%s is not red", f.Name, f.Value)
		}
	}
}

// sample is the n-th value of a type, from 1; the zero value for 0.
func sample(typ reflect.Type, n int) reflect.Value {
	v := reflect.New(typ).Elem()
	if n == 0 {
		return v
	}
	switch v.Interface().(type) {
	case Date:
		v.Set(reflect.ValueOf(NewDate(2026, 1, n)))
	case Clock:
		v.Set(reflect.ValueOf(NewClock(0, n-1)))
	case ID:
		v.Set(reflect.ValueOf(number(n)))
	case ChangeID:
		v.Set(reflect.ValueOf(ChangeID{byte(n)}))
	case []ChangeID:
		v.Set(reflect.ValueOf([]ChangeID{{9}, {byte(n)}}))
	case []string:
		v.Set(reflect.ValueOf([]string{"a", fmt.Sprint(n)}))
	default:
		switch v.Kind() {
		case reflect.String:
			v.SetString(fmt.Sprint("« été » ", n))
		case reflect.Int, reflect.Int64:
			v.SetInt(int64(n))
		case reflect.Bool:
			v.SetBool(n%2 == 1)
		}
	}
	return v
}

// fill draws values of all stored fields of a record.
func fill(t *rapid.T, v typed) {
	rv := reflect.ValueOf(v).Elem()
	for _, f := range schemas[v.kind()].fields {
		v := rv.Field(f.index)
		v.Set(sample(v.Type(), rapid.IntRange(0, 3).Draw(t, f.name)))
		if f.text && v.Kind() == reflect.String && v.String() != "" {
			v.SetString(v.String() + "\nsuite")
		}
	}
}

func TestARecordIsReadAsItWasWritten(t *testing.T) {
	for _, kind := range Kinds() {
		rapid.Check(t, func(t *rapid.T) {
			b := newBench()
			for range 3 {
				v := record(kind)
				fill(t, v)
				w, ok := b.caseOf(number(1)).Put("test", number(7), v)
				if ok {
					b.commit(b.device, w)
				}
				got := record(kind)
				if r := b.caseOf(number(1)).Record(kind, number(7)); r != nil {
					decode(r, got)
				}
				if !reflect.DeepEqual(got, v) {
					t.Fatalf("%s:\n got %+v\nwant %+v", kind, got, v)
				}
				if again, ok := b.caseOf(number(1)).Put("test", number(7), v); ok {
					t.Fatalf("%s: writing the same again writes %v", kind, again.Fields)
				}
			}
		})
	}
}

func TestOneSaveWritesOnlyWhatChanged(t *testing.T) {
	b := newBench()
	contact := Contact{Kind: HomeVisit, Date: NewDate(2026, 11, 20), Facts: "Loyer payé."}
	w, _ := b.caseOf(number(1)).Put("note.add", number(7), &contact)
	b.commit(b.device, w)
	contact.Facts = "Loyer de novembre payé."
	w, ok := b.caseOf(number(1)).Put("note.edit", number(7), &contact)
	if !ok || len(w.Fields) != 1 || w.Fields[0].Name != "facts" || len(w.Pred) != 1 {
		t.Errorf("%v over %d", w.Fields, len(w.Pred))
	}
}

func TestAValueThatAFieldCannotHoldIsRefusedOnTheWayInAndLeftEmptyOnTheWayOut(t *testing.T) {
	for _, f := range []Field{{"due", "2026-02-30"}, {"due", "demain"}, {"at", "25:00"}, {"contact", "xyz"}, {"label", strings.Repeat("é", MaxLabel+1)}} {
		w := Write{Case: number(1), Kind: KindTask, Record: number(7), Act: "test", Fields: []Field{f}}
		err := w.Validate()
		if e, ok := err.(*Error); !ok || e.Field != f.Name || e.Code != CodeBadValue && e.Code != CodeTooLong {
			t.Errorf("%s: %v", f.Name, err)
		}
		if err != nil && strings.Contains(err.Error(), f.Value) {
			t.Errorf("the error tells what was written: %v", err)
		}
		var v Task
		decode(foldRecord([]*Change{change(w, number(2), 1, 1)}, nil), &v)
		if f.Name != "label" && !reflect.DeepEqual(v, Task{}) {
			t.Errorf("%s: read as %+v", f.Name, v)
		}
	}
}

func TestWhatAFieldOfOneLineCannotHoldIsBoundedAndStaysWhenSomethingElseIsSaved(t *testing.T) {
	b := newBench()
	long := "MAROUDI\n√ Pris " + strings.Repeat("é", MaxLabel)
	first := change(Write{Case: number(1), Kind: KindMember, Record: number(7), Act: "test", Fields: []Field{{"birth", "1988"}, {"from", "le 3 mars"}, {"last", long}, {"note", "a"}}}, number(9), 1, 0)
	b.cases[number(1)] = Fold(number(1), []*Change{first})
	m := b.caseOf(number(1)).Members()[0]
	if n := utf8.RuneCountInString(m.Last); n != MaxLabel || !strings.HasPrefix(m.Last, "MAROUDI √ Pris ééé") || !m.From.IsZero() {
		t.Fatalf("%d characters, %q, %v", n, m.Last, m.From)
	}
	m.Note = "b"
	w, ok := b.caseOf(number(1)).Put("member.edit", number(7), &m)
	if !ok || len(w.Fields) != 1 || w.Fields[0] != (Field{"note", "b"}) || !slices.Equal(w.Pred, []ChangeID{first.ID}) {
		t.Errorf("saving the note writes %v", w.Fields)
	}
	m.Last = "MAROUDI"
	if w, _ := b.caseOf(number(1)).Put("member.edit", number(7), &m); len(w.Fields) != 2 || w.Fields[0] != (Field{"last", "MAROUDI"}) {
		t.Errorf("saving the name writes %v", w.Fields)
	}
	for birth, year := range map[string]string{"1988": "1988", "1988-03-02": "1988", "12": "12", "": "", "198é": "", "l’an 3": ""} {
		if got := (Member{Birth: birth}).BirthYear(); got != year {
			t.Errorf("the year of %q is %q", birth, got)
		}
	}
}

func TestTheLimitsOfAWrite(t *testing.T) {
	ok := Write{Case: number(1), Kind: KindTask, Record: number(7), Act: "test", Fields: []Field{{"label", "x"}}}
	with := func(f func(w *Write)) Write {
		w := ok
		f(&w)
		return w
	}
	var many []Field
	for i := range MaxFields + 1 {
		many = append(many, Field{fmt.Sprintf("f%03d", i), "x"})
	}
	for name, c := range map[string]struct {
		w    Write
		want Code
	}{
		"an ordinary one":             {ok, ""},
		"no case":                     {with(func(w *Write) { w.Case = ID{} }), CodeIncomplete},
		"no kind":                     {with(func(w *Write) { w.Kind = "" }), CodeIncomplete},
		"no record":                   {with(func(w *Write) { w.Record = ID{} }), CodeIncomplete},
		"no field":                    {with(func(w *Write) { w.Fields = nil }), CodeNoFields},
		"64 fields":                   {with(func(w *Write) { w.Fields = many[:MaxFields] }), ""},
		"65 fields":                   {with(func(w *Write) { w.Fields = many }), CodeTooMany},
		"64 predecessors":             {with(func(w *Write) { w.Pred = make([]ChangeID, MaxPred) }), ""},
		"65 predecessors":             {with(func(w *Write) { w.Pred = make([]ChangeID, MaxPred+1) }), CodeTooMany},
		"a field without a name":      {with(func(w *Write) { w.Fields = []Field{{"", "x"}} }), CodeFieldOrder},
		"a field twice":               {with(func(w *Write) { w.Fields = []Field{{"label", "x"}, {"label", "y"}} }), CodeFieldOrder},
		"fields out of order":         {with(func(w *Write) { w.Fields = []Field{{"who", "x"}, {"label", "y"}} }), CodeFieldOrder},
		"a label of 200 characters":   {with(func(w *Write) { w.Fields = []Field{{"label", strings.Repeat("é", MaxLabel)}} }), ""},
		"a label of 201 characters":   {with(func(w *Write) { w.Fields = []Field{{"label", strings.Repeat("é", MaxLabel+1)}} }), CodeTooLong},
		"256 KiB of an unknown field": {with(func(w *Write) { w.Fields = []Field{{"future", strings.Repeat("x", MaxValue)}} }), ""},
		"one byte more":               {with(func(w *Write) { w.Fields = []Field{{"future", strings.Repeat("x", MaxValue+1)}} }), CodeTooLong},
		"a note of 200,000 characters": {with(func(w *Write) {
			w.Kind, w.Fields = KindContact, []Field{{"facts", strings.Repeat("x", MaxNote)}}
		}), ""},
		"a note of 200,001": {with(func(w *Write) {
			w.Kind, w.Fields = KindContact, []Field{{"facts", strings.Repeat("x", MaxNote+1)}}
		}), CodeTooLong},
	} {
		err := c.w.Validate()
		if e, _ := err.(*Error); (err == nil) != (c.want == "") || e != nil && e.Code != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

package model

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Class says who may ever be given the value of a field, beside the team (../domain/domain.md, 5.3).
type Class string

// The landlord may be told green fields; amber ones if the convention or a consent says so; red ones never.
const (
	Green Class = "green"
	Amber Class = "amber"
	Red   Class = "red"
)

// schema is what the struct tags of a record type say.
type schema struct {
	typ    reflect.Type
	fields []schemaField
}

type schemaField struct {
	name  string
	class Class
	index int
	text  bool // several lines allowed, up to MaxNote characters
}

// schemas has one entry for each kind of record.
var schemas = makeSchemas(map[Kind]any{
	KindCase: Header{}, KindPhase: PhaseEntry{}, KindMember: Member{}, KindDwelling: Dwelling{},
	KindReach: Reach{}, KindContact: Contact{}, KindTask: Task{}, KindSeen: Seen{},
	KindCompanion: Companion{}, KindWorker: Worker{}, KindDevice: Device{}, KindView: View{},
	KindRetraction: Retraction{}, KindStep: StepState{}, KindAgreement: Agreement{}, KindSignature: Signature{}, KindCommitment: Commitment{}, KindObligation: Obligation{},
	KindLiaison: Liaison{}, KindReply: Reply{}, KindMeeting: Meeting{}, KindLink: Link{}, KindConsent: Consent{}, KindDisclosure: Disclosure{}, KindHandover: Handover{},
	KindPassage: Passage{}, KindArrival: Arrival{},
	KindCard: DeviceCard{}, KindRevocation: Revocation{}, KindTrust: Trust{}, KindErasure: Erasure{}, KindErased: Erased{},
})

func makeSchemas(kinds map[Kind]any) map[Kind]schema {
	m := make(map[Kind]schema, len(kinds))
	for kind, v := range kinds {
		s := schema{typ: reflect.TypeOf(v)}
		for i := range s.typ.NumField() {
			tag := s.typ.Field(i).Tag.Get("seuil")
			if tag == "" {
				continue
			}
			parts := strings.Split(tag, ",")
			f := schemaField{name: parts[0], index: i, text: len(parts) > 2 && parts[2] == "text"}
			if len(parts) > 1 {
				f.class = Class(parts[1])
			}
			s.fields = append(s.fields, f)
		}
		m[kind] = s
	}
	return m
}

// Kinds are the kinds of record that this version knows, sorted.
func Kinds() []Kind { return slices.Sorted(maps.Keys(schemas)) }

// ClassOf is the class of a field; what is not known is red.
func ClassOf(kind Kind, field string) Class {
	for _, f := range schemas[kind].fields {
		if f.name == field {
			return f.class
		}
	}
	return Red
}

// FieldsOf are the names of the fields of a kind, in the order of their declaration; none for a kind that this version
// does not know.
func FieldsOf(kind Kind) []string {
	fields := schemas[kind].fields
	names := slices.Grow([]string(nil), len(fields))
	for _, f := range fields {
		names = append(names, f.name)
	}
	return names
}

// Typed records, by pointer, know their kind.
type typed interface{ kind() Kind }

// Put is the write that makes a record of the case say what v (a pointer to a record type) says: the fields that differ
// from what is live, each replacing what the writer saw. A value of which the record type cannot hold all stays as it is, unless v says
// something else than the record type made of it. With nothing to change, ok is false.
func (c *Case) Put(act Act, id ID, v typed) (w Write, ok bool) {
	s := schemas[v.kind()]
	rv := reflect.ValueOf(v).Elem()
	r := c.Record(v.kind(), id)
	seen := reflect.New(s.typ).Elem()
	if r != nil {
		s.decode(r, seen)
	}
	fields := make([]Field, 0, len(s.fields)+1)
	for _, f := range s.fields {
		value := formatValue(rv.Field(f.index))
		if r != nil && value == formatValue(seen.Field(f.index)) {
			value = r.Value(f.name)
		}
		fields = append(fields, Field{f.name, value})
	}
	fields = append(fields, Field{FieldDeleted, ""})
	return c.write(act, v.kind(), id, fields)
}

// decode fills the record type v points to from a record. A value that its field cannot hold is left empty: the record may
// come from a later version. A field of one line holds of any value what fits there.
func decode(r *Record, v typed) { schemas[v.kind()].decode(r, reflect.ValueOf(v).Elem()) }

func (s schema) decode(r *Record, into reflect.Value) {
	for _, f := range s.fields {
		value := r.Value(f.name)
		if value == "" {
			continue
		}
		if !f.text {
			value = oneLine(value)
		}
		_ = parseValue(into.Field(f.index), value)
	}
}

// oneLine is a value on one line of at most [MaxLabel] characters.
func oneLine(s string) string {
	if len(s) > MaxLabel {
		n := 0
		for i := range s {
			if n++; n > MaxLabel {
				s = s[:i]
				break
			}
		}
	}
	return strings.ReplaceAll(s, "\n", " ")
}

func formatValue(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case fmt.Stringer: // Date, Clock, ID
		return x.String()
	case []string:
		return strings.Join(x, "\n")
	case []ChangeID:
		return strings.Join(hexes(x), "\n")
	case bool:
		if x {
			return "yes"
		}
		return ""
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int, reflect.Int64:
		if v.Int() != 0 {
			return strconv.FormatInt(v.Int(), 10)
		}
	}
	return ""
}

func parseValue(v reflect.Value, s string) error {
	var parsed any
	var err error
	switch v.Interface().(type) {
	case Date:
		parsed, err = ParseDate(s)
	case Clock:
		parsed, err = ParseClock(s)
	case ID:
		parsed, err = ParseID(s)
	case ChangeID:
		parsed, err = ParseChangeID(s)
	case []ChangeID:
		parsed, err = parseChangeIDs(strings.Split(s, "\n"))
	case []string:
		parsed = strings.Split(s, "\n")
	case bool:
		parsed = s == "yes"
	default:
		if v.Kind() == reflect.String {
			v.SetString(s)
			return nil
		}
		var n int64
		if n, err = strconv.ParseInt(s, 10, 64); err == nil {
			v.SetInt(n)
		}
		return err
	}
	if err == nil {
		v.Set(reflect.ValueOf(parsed))
	}
	return err
}

func hexes(ids []ChangeID) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = id.String()
	}
	return list
}

func parseChangeIDs(list []string) (ids []ChangeID, err error) {
	for _, s := range list {
		id, e := ParseChangeID(s)
		ids, err = append(ids, id), cmp.Or(err, e)
	}
	return ids, err
}

// validateKind checks the values of a write against the record type of its kind. Kinds and fields that this version does
// not know pass: they come from a later one and are kept as they are.
func validateKind(w *Write) error {
	s, known := schemas[w.Kind]
	if !known {
		return nil
	}
	for _, f := range w.Fields {
		i := slices.IndexFunc(s.fields, func(sf schemaField) bool { return sf.name == f.Name })
		if i < 0 || f.Value == "" {
			continue
		}
		limit, field := MaxLabel, reflect.New(s.typ).Elem().Field(s.fields[i].index)
		if s.fields[i].text {
			limit = MaxNote
		}
		if n := utf8.RuneCountInString(f.Value); n > limit {
			return &Error{Code: CodeTooLong, Field: f.Name, Count: n}
		}
		if parseValue(field, f.Value) != nil {
			return &Error{Code: CodeBadValue, Field: f.Name}
		}
	}
	return nil
}

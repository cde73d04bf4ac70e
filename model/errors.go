package model

import "fmt"

// Code names what is wrong; its sentence, with the next thing to try, stands in the locale under "error.<code>".
type Code string

// Codes of this package.
const (
	CodeIncomplete Code = "incomplete"  // a write without case, kind or record
	CodeNoFields   Code = "no_fields"   // a write that writes nothing
	CodeTooMany    Code = "too_many"    // more fields or predecessors than one change may have
	CodeFieldOrder Code = "field_order" // fields unsorted or named twice
	CodeTooLong    Code = "too_long"    // Count: how long it is
	CodeBadValue   Code = "bad_value"   // a value that its field cannot hold
	CodeDateOrder  Code = "date_order"  // an end before its beginning
	CodeRequired   Code = "required"    // a field that cannot stay empty
	CodeTold       Code = "told"        // a write to what a landlord was told that is no answer of hers
)

// Error is a refusal with its code. It never holds what a person wrote.
type Error struct {
	Code  Code
	Field string
	Count int
}

func (e *Error) Error() string { return fmt.Sprintf("%s %s", e.Code, e.Field) }

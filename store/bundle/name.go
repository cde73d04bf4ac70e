package bundle

import (
	"strings"
	"unicode"

	"seuil/model/text"
)

// maxLabel is the greatest length of each text of a card, in bytes.
const maxLabel = 160

// labelMarks are what an association or a role may hold beside the characters of a name: « Soliha 42 », « chargé·e », « ASS & CESF ».
const labelMarks = "0123456789.,&/()·"

// maxStack is how many combining marks a letter of a name may carry: Vietnamese in NFC needs none, transcriptions one or two.
const maxStack = 2

// Check refuses what could pass for something else on the screen. A name is made of Latin letters with their marks, single
// spaces, hyphens, apostrophes and initials (« M. », no other full stop: a name is no sentence), in Unicode form NFC; an
// association or a role may hold digits and a few signs besides; the role may be empty. Error: [ErrCardName] with the field.
func (h Holder) Check() error {
	for _, f := range []struct {
		name, value, also string
		optional          bool
	}{{"name", h.Name, "", false}, {"association", h.Association, labelMarks, false}, {"role", h.Role, labelMarks, true}} {
		if !(f.optional && f.value == "" || isLabel(f.value, f.also)) {
			return &Error{Code: CodeCardName, Field: f.name}
		}
	}
	return nil
}

func isLabel(s, also string) bool {
	if len(s) > maxLabel || text.CleanLine(s) != s || strings.TrimSpace(s) != s {
		return false
	}
	letters, marks, last := 0, 0, ' '
	for _, r := range s {
		switch {
		case isLatin(r):
			letters, marks = letters+1, 0
		case unicode.Is(unicode.Mn, r):
			if marks++; marks > maxStack || !isLatin(last) && marks == 1 {
				return false
			}
		case r == ' ' && last == ' ':
			return false
		case r == '.' && unicode.IsUpper(last), r == ' ', r == '-', r == '\'', r == '’', strings.ContainsRune(also, r):
			marks = 0
		default:
			return false
		}
		last = r
	}
	return letters > 0
}

// isLatin says that r is a Latin letter of those that languages write. The click letters and the ordinals look like signs, wide
// and small forms like other letters.
func isLatin(r rune) bool {
	switch {
	case r == 'ª', r == 'º', r >= 0x1C0 && r <= 0x1C3:
		return false
	case r < 0x250, r >= 0x1E00 && r <= 0x1EFF:
		return unicode.Is(unicode.Latin, r)
	}
	return false
}

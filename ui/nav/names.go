package nav

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/text"
)

// Names shows names, or masks them when somebody else may see the screen: initials and reference.
type Names struct{ Masked bool }

// Title is how a household is called: its name, or its initials and reference.
func (n *Names) Title(id model.ID, name string) string {
	if name == "" {
		return id.Ref()
	}
	if !n.Masked {
		return name
	}
	return Initials(name) + " · " + id.Ref()
}

// Person is the name of a member, or its initials.
func (n *Names) Person(name string) string {
	if !n.Masked {
		return name
	}
	return Initials(name)
}

// Secret is a telephone number, an address or the like; masked, only its ends show.
func (n *Names) Secret(s string) string {
	r := []rune(s)
	if !n.Masked || len(r) == 0 {
		return s
	}
	return string(r[:1]) + strings.Repeat("·", min(6, len(r)))
}

// Text is free text of a case, in which the words of the members' names are replaced by their initials when masked: in any
// case, with or without accents, but never inside a longer word.
func (n *Names) Text(members []model.Member, s string) string {
	if !n.Masked {
		return s
	}
	names := make(map[string]bool)
	for _, m := range members {
		for _, w := range strings.FieldsFunc(m.Last+" "+m.First, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if folded := text.Fold(w); len(folded) > 1 {
				names[folded] = true
			}
		}
	}
	var b strings.Builder
	for len(s) > 0 {
		end := strings.IndexFunc(s, func(r rune) bool { return !letter(r) })
		if end < 0 {
			end = len(s)
		}
		if word := s[:end]; names[text.Fold(word)] && !particle(word) {
			b.WriteString(Initials(word))
		} else {
			b.WriteString(word)
		}
		rest := strings.IndexFunc(s[end:], letter)
		if rest < 0 {
			rest = len(s) - end
		}
		b.WriteString(s[end : end+rest])
		s = s[end+rest:]
	}
	return b.String()
}

// letter is part of a word: a letter, or an accent that stands alone.
func letter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

// particle says that a word can be a part of a name that stands in every other sentence too, like the one before a family's
// land: it is short and in small letters.
func particle(word string) bool {
	return utf8.RuneCountInString(word) < 4 && word == strings.ToLower(word)
}

// Initials are the first letters of the words of a name: "DUPONT-LEROY Marc" is "D.-L. M.".
func Initials(name string) string {
	var b strings.Builder
	start := true
	for _, r := range name {
		switch {
		case unicode.IsLetter(r):
			if start {
				b.WriteRune(unicode.ToUpper(r))
				b.WriteByte('.')
			}
			start = false
		case r == '-' || r == ' ' || r == ',':
			b.WriteRune(r)
			start = true
		}
	}
	return b.String()
}

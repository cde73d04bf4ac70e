package nav

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"seuil/model"
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

// Text is free text of a case, in which the words of the members' names are replaced by their initials when masked.
func (n *Names) Text(members []model.Member, text string) string {
	if !n.Masked {
		return text
	}
	var pairs []string
	for _, m := range members {
		for _, w := range strings.FieldsFunc(m.Last+" "+m.First, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' }) {
			if utf8.RuneCountInString(w) > 1 {
				title := strings.ToUpper(w[:1]) + strings.ToLower(w[1:])
				pairs = append(pairs, w, Initials(w), strings.ToUpper(w), Initials(w), title, Initials(w))
			}
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
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

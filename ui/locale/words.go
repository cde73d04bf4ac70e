package locale

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"seuil/model/text"
)

// role is what a word means in a date.
type role int

const (
	roleDay       role = iota // value: days from today
	roleWeekday               // value: 0, Monday, to 6
	roleMonth                 // value: 1 to 12
	roleUnit                  // value: unitDay to unitYear
	roleEdge                  // value: edgeStart to edgeEnd
	roleNext                  // prochain
	roleLast                  // dernier
	roleThis                  // ce
	roleWeekOn                // en huit
	roleIn                    // dans
	roleAgo                   // il y a
	roleAfter                 // ago
	roleMonthWord             // mois
	roleWeekWord              // semaine
	roleEOM                   // end of month in one word
	roleLead                  // avant le: a day follows
	roleSoftLead              // avant: a day may follow
	roleArticle               // le: with a weekday alone, a habit
	roleSince                 // depuis: the past
	roleHabit                 // chaque
	roleFraction              // de: 3/4 de
	roleAmount                // €: no date before it
	roleOrdinal               // er
	roleAt                    // à
	roleHour                  // h
	roleNoon                  // midi
	roleHalf                  // value: 0 am, 12 pm
	roleWho                   // value: index into model.WhoList
	roleCount
)

const (
	unitDay = iota
	unitWeek
	unitMonth
	unitYear
)

const (
	edgeStart = iota
	edgeMid
	edgeEnd
)

// phrase is one or more words with a meaning.
type phrase struct {
	words []string
	value int
}

// vocabulary is the words of dates of both languages: who works in French types French dates into an English screen too.
// Where a word means two things, the language of the screen decides.
type vocabulary struct {
	phrases    [roleCount]map[string][]phrase // by first word, longest first
	starters   map[string]uint8               // words with which a date, or what leads to one, may begin
	monthFirst bool                           // "December 4"
}

// What may begin with a word; see [vocabulary.starters].
const (
	beginsDate uint8 = 1 << iota
	beginsLead
)

// wordLists names the keys of the catalogue and what their words mean.
func wordLists() map[string]phraseKind {
	m := map[string]phraseKind{
		"today": {roleDay, 0}, "tomorrow": {roleDay, 1}, "overmorrow": {roleDay, 2}, "yesterday": {roleDay, -1}, "ereyesterday": {roleDay, -2},
		"days": {roleUnit, unitDay}, "weeks": {roleUnit, unitWeek}, "months": {roleUnit, unitMonth}, "years": {roleUnit, unitYear},
		"start": {roleEdge, edgeStart}, "mid": {roleEdge, edgeMid}, "end": {roleEdge, edgeEnd},
		"next": {roleNext, 0}, "last": {roleLast, 0}, "this": {roleThis, 0}, "week_on": {roleWeekOn, 0}, "in": {roleIn, 0},
		"ago": {roleAgo, 0}, "after": {roleAfter, 0}, "month_word": {roleMonthWord, 0}, "week_word": {roleWeekWord, 0}, "eom": {roleEOM, 0},
		"lead": {roleLead, 0}, "soft_lead": {roleSoftLead, 0}, "article": {roleArticle, 0}, "since": {roleSince, 0}, "habit": {roleHabit, 0},
		"fraction": {roleFraction, 0}, "amount": {roleAmount, 0}, "ordinal": {roleOrdinal, 0}, "at": {roleAt, 0}, "hour": {roleHour, 0}, "noon": {roleNoon, 0},
		"am": {roleHalf, 0}, "pm": {roleHalf, 12},
	}
	for i := range 7 {
		m[fmt.Sprintf("weekday_%d", i+1)] = phraseKind{roleWeekday, i}
	}
	for i := range 12 {
		m[fmt.Sprintf("month_%d", i+1)] = phraseKind{roleMonth, i + 1}
	}
	return m
}

type phraseKind struct {
	role  role
	value int
}

// makeVocabulary takes the words from the catalogues of dates of the language of the screen and of the other one.
func makeVocabulary(lang Lang, own, other catalogue) *vocabulary {
	v := &vocabulary{starters: make(map[string]uint8), monthFirst: lang == English}
	for i := range v.phrases {
		v.phrases[i] = make(map[string][]phrase)
	}
	lists := wordLists()
	for i, c := range []catalogue{own, other} {
		taken := make(map[string]bool) // names of days and months that the first language has
		if i > 0 {
			for _, r := range []role{roleWeekday, roleMonth} {
				for w := range v.phrases[r] {
					taken[w] = true
				}
			}
		}
		for key, kind := range lists {
			v.add(kind, c["words."+key], taken)
		}
		for w, who := range whoKeys {
			v.add(phraseKind{roleWho, w}, c["who."+who], nil)
		}
	}
	for _, r := range []role{roleDay, roleWeekday, roleMonth, roleEdge, roleNext, roleThis, roleIn, roleMonthWord, roleWeekWord, roleLead, roleSoftLead} {
		bit := beginsDate
		if r == roleLead || r == roleSoftLead {
			bit = beginsLead
		}
		for w := range v.phrases[r] {
			v.starters[w] |= bit
		}
	}
	return v
}

func (v *vocabulary) add(kind phraseKind, list string, taken map[string]bool) {
	named := kind.role == roleWeekday || kind.role == roleMonth
	for s := range strings.SplitSeq(list, ",") {
		toks := tokenize(s)
		if len(toks) == 0 || named && taken[toks[0].word] {
			continue
		}
		words := make([]string, len(toks))
		for i, t := range toks {
			words[i] = t.word
		}
		m := v.phrases[kind.role]
		m[words[0]] = append(m[words[0]], phrase{words, kind.value})
		slices.SortStableFunc(m[words[0]], func(a, b phrase) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
}

// match is the longest phrase of a role that begins at the token i: its value and its number of tokens, none if there is
// no such phrase.
func (v *vocabulary) match(r role, toks []token, i int) (value, n int) {
	if i < 0 || i >= len(toks) {
		return 0, 0
	}
	for _, p := range v.phrases[r][toks[i].word] {
		if len(p.words) > len(toks)-i {
			continue
		}
		same := true
		for k, w := range p.words[1:] {
			same = same && toks[i+1+k].word == w
		}
		if same {
			return p.value, len(p.words)
		}
	}
	return 0, 0
}

// token is a word, a number or a sign of a text.
type token struct {
	word       string // folded
	start, end int    // bytes in the text
	number     int    // its value, or -1 if it is no number
	class      int    // of its characters; a word of stray accents folds to nothing
	gap        bool   // a space stands before it
}

func (t token) digits() int { return t.end - t.start }

// maxDigits is the longest number that can be part of a date.
const maxDigits = 8

// tokenize cuts a text. A line end is a token, so that no date goes over it.
func tokenize(s string) []token {
	toks := make([]token, 0, len(s)/5+4)
	gap := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r != '\n' && unicode.IsSpace(r) {
			gap = true
			i += size
			continue
		}
		t := token{start: i, number: -1, class: runeClass(r), gap: gap}
		for i += size; t.class != classSign && i < len(s); i += size {
			if r, size = utf8.DecodeRuneInString(s[i:]); runeClass(r) != t.class {
				break
			}
		}
		t.end = i
		t.word = text.Fold(s[t.start:t.end])
		if t.class == classDigit && t.digits() <= maxDigits {
			t.number, _ = strconv.Atoi(t.word)
		}
		toks = append(toks, t)
		gap = false
	}
	return toks
}

const (
	classSign = iota
	classLetter
	classDigit
)

func runeClass(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return classDigit
	case unicode.IsLetter(r), unicode.Is(unicode.M, r):
		return classLetter
	}
	return classSign
}

package seal

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MinPassphrase is the length from which a passphrase of one's own is accepted, in characters.
const MinPassphrase = 14

// How much of a passphrase must be its own: a guesser tries one to three common pieces, with a few characters around
// them, before anything else.
const (
	minRun      = 4 // characters in a row along a keyboard, the alphabet or the digits that make a piece
	minOwn      = 5 // characters outside every piece that are enough
	minPieces   = 4 // pieces that are enough, as unrelated words are
	minDistinct = 5 // different characters
	minWords    = 3 // different words, when it is made of the words of the list alone
	smallWord   = 3 // letters up to which a common piece counts for nothing: articles, pronouns

	maxJudged = 256 // characters that are looked at: what is longer is judged by its beginning
	maxPiece  = 64  // characters of the longest common piece
)

//go:embed common.txt
var commonFile string

// common is the set of pieces that everybody tries, folded, read once.
var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, line := range strings.Split(commonFile, "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			set[foldPass(line)] = true
		}
	}
	return set
})

// rows are the orders in which a finger or a child goes on: French, English and German keyboards, the alphabet, digits;
// then the same backwards. A bar separates them.
var rows = sync.OnceValue(func() string {
	const forward = "azertyuiop|qsdfghjklm|wxcvbn|qwertyuiop|asdfghjkl|zxcvbnm|qwertzuiop|yxcvbnm|" +
		"abcdefghijklmnopqrstuvwxyz|aqwzsxedcrfvtgbyhnujik|qazwsxedcrfvtgbyhnujmik"
	backward := []byte(forward)
	slices.Reverse(backward)
	return forward + "|" + string(backward)
})

// Strength refuses a passphrase that is too easy to guess: [ErrTooShort], [ErrRepeated], [ErrSequence] or [ErrCommon].
// It does not promise that the others are hard.
func Strength(passphrase string) error {
	p := Canonical(passphrase)
	if utf8.RuneCountInString(strings.TrimSpace(p)) < MinPassphrase {
		return ErrTooShort
	}
	folded := []rune(foldPass(p))
	folded = folded[:min(len(folded), maxJudged)]
	if repeated(folded) || fewWords(p) {
		return ErrRepeated
	}
	own, pieces, known := cover(folded)
	if own >= minOwn || pieces >= minPieces {
		return nil
	}
	if known {
		return ErrCommon
	}
	if pieces > 0 {
		return ErrSequence
	}
	return ErrTooShort // hardly a letter or a digit in it
}

// foldPass drops what a guesser varies for nothing: accents, case, spaces and punctuation, and the digits that stand
// for letters in the middle of a word.
func foldPass(s string) string {
	runes := []rune(norm.NFKD.String(s))
	var b strings.Builder
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '@':
			b.WriteRune('a')
		case r == '$':
			b.WriteRune('s')
		case unicode.IsDigit(r) && i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]):
			b.WriteRune(letterFor(r))
		case unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// letterFor is the letter that a digit is written for.
func letterFor(digit rune) rune {
	switch digit {
	case '0':
		return 'o'
	case '1':
		return 'i'
	case '3':
		return 'e'
	case '4':
		return 'a'
	case '5':
		return 's'
	case '7':
		return 't'
	}
	return digit
}

// repeated says that few characters, or one piece again and again, make the whole.
func repeated(runes []rune) bool {
	distinct := map[rune]bool{}
	for _, r := range runes {
		distinct[r] = true
	}
	if len(distinct) < minDistinct {
		return true
	}
	for period := 1; period <= len(runes)/2; period++ {
		i := period
		for i < len(runes) && runes[i] == runes[i-period] {
			i++
		}
		if i == len(runes) {
			return true
		}
	}
	return false
}

// fewWords says that a phrase of several words uses the same one or two again and again, or is one word of the list.
func fewWords(p string) bool {
	distinct := map[string]bool{}
	words := strings.Fields(p)
	for _, w := range words {
		word, ok := Complete(w)
		if !ok {
			return false
		}
		distinct[word] = true
	}
	return len(distinct) < minWords
}

// cover splits a folded passphrase into common pieces, runs and characters of its own, so that the fewest characters of
// its own remain, then the fewest pieces; known says that a piece of the common list is among them.
func cover(runes []rune) (own, pieces int, known bool) {
	type best struct {
		own, pieces int
		known       bool
	}
	set := common()
	at := make([]best, len(runes)+1)
	for end := 1; end <= len(runes); end++ {
		at[end] = at[end-1]
		at[end].own++
		for start := max(0, end-maxPiece); start < end; start++ {
			listed := set[string(runes[start:end])]
			if !listed && !run(runes[start:end]) {
				continue
			}
			b := at[start]
			if end-start > smallWord {
				b.pieces++
			}
			b.known = b.known || listed
			if b.own < at[end].own || b.own == at[end].own && b.pieces < at[end].pieces {
				at[end] = b
			}
		}
	}
	last := at[len(runes)]
	return last.own, last.pieces, last.known
}

// run says that the characters follow a row, are all the same, or are digits only (a date, a telephone number).
func run(runes []rune) bool {
	if len(runes) < minRun {
		return false
	}
	s := string(runes)
	return strings.Trim(s, "0123456789") == "" || strings.Trim(s, string(runes[0])) == "" || strings.Contains(rows(), s)
}

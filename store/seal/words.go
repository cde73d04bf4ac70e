package seal

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed words_fr.txt
var wordsFile string

// Counts of words and bits. Eleven bits choose one word among 2,048.
const (
	PhraseWords   = 7  // of a proposed passphrase: 77 bits
	RecoveryWords = 12 // of the recovery paper: 128 bits and 4 of checksum

	wordCount  = 2048
	wordBits   = 11
	prefixLen  = 4 // letters that name a word
	checkBits  = 4
	secretBits = 128
)

// wordList is the list and the two ways into it.
type wordList struct {
	words  []string
	folded []string
	whole  map[string]int // folded word → index
	prefix map[string]int // its first four letters → index
}

// list is read once, at the first use.
var list = sync.OnceValue(func() wordList {
	l := wordList{
		words: strings.Fields(wordsFile), whole: make(map[string]int, wordCount), prefix: make(map[string]int, wordCount),
	}
	for i, w := range l.words {
		f := foldWord(w)
		l.folded = append(l.folded, f)
		l.whole[f] = i
		l.prefix[f[:min(prefixLen, len(f))]] = i
	}
	return l
})

// foldWord drops accents and case.
func foldWord(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(strings.TrimSpace(s)))
}

// find resolves a typed word: whole, or at least its first four letters, without regard to accents and case.
func (l wordList) find(typed string) (int, bool) {
	f := foldWord(typed)
	if i, ok := l.whole[f]; ok {
		return i, true
	}
	if len(f) < prefixLen {
		return 0, false
	}
	i, ok := l.prefix[f[:prefixLen]]
	return i, ok && strings.HasPrefix(l.folded[i], f)
}

// Complete gives the word of the list that was meant by its first four letters, or more, or all of it.
func Complete(typed string) (word string, ok bool) {
	l := list()
	i, ok := l.find(typed)
	if !ok {
		return "", false
	}
	return l.words[i], true
}

// Phrase draws n words of the list, each with 11 bits: [PhraseWords] of them make a passphrase.
func Phrase(random io.Reader, n int) ([]string, error) {
	l := list()
	phrase := make([]string, n)
	var b [2]byte
	for i := range phrase {
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return nil, fmt.Errorf("phrase: %w", err)
		}
		phrase[i] = l.words[(int(b[0])<<8|int(b[1]))%wordCount]
	}
	return phrase, nil
}

// Recovery is the secret of the recovery paper.
type Recovery [16]byte

// NewRecovery draws a secret.
func NewRecovery(random io.Reader) (Recovery, error) {
	var r Recovery
	if _, err := io.ReadFull(random, r[:]); err != nil {
		return Recovery{}, fmt.Errorf("recovery: %w", err)
	}
	return r, nil
}

// Words are the twelve words to write down: the 128 bits, then four bits of their SHA-256, as in BIP-0039.
func (r Recovery) Words() []string {
	sum := sha256.Sum256(r[:])
	return spell(append(r[:], sum[0]), RecoveryWords)
}

// spell writes the first bits of a string as n words.
func spell(bits []byte, n int) []string {
	l := list()
	words := make([]string, n)
	for i := range words {
		index := 0
		for j := i * wordBits; j < (i+1)*wordBits; j++ {
			index = index<<1 | int(bits[j/8]>>(7-j%8)&1)
		}
		words[i] = l.words[index]
	}
	return words
}

// ParseRecovery reads the words as typed, whole or by their first four letters. Errors: [ErrWordCount]; [ErrUnknownWord]
// with the number of the first word that does not exist; [ErrWordChecksum] when each exists, but one is not the right one
// (found in 15 cases of 16).
func ParseRecovery(words []string) (Recovery, error) {
	if len(words) != RecoveryWords {
		return Recovery{}, ErrWordCount
	}
	l := list()
	var bits [secretBits/8 + 1]byte
	for i, w := range words {
		index, ok := l.find(w)
		if !ok {
			return Recovery{}, &Error{Code: CodeUnknownWord, Word: i + 1}
		}
		for j := range wordBits {
			at := i*wordBits + j
			bits[at/8] |= byte(index>>(wordBits-1-j)&1) << (7 - at%8)
		}
	}
	r := Recovery(bits[:secretBits/8])
	if sum := sha256.Sum256(r[:]); sum[0]>>(8-checkBits) != bits[secretBits/8]>>(8-checkBits) {
		return Recovery{}, ErrWordChecksum
	}
	return r, nil
}

// Canonical is the passphrase that is derived, whatever was typed: in Unicode form NFC; if it is seven words of the list,
// whole or by their first letters, those words whole with one space between them.
func Canonical(passphrase string) string {
	words := strings.Fields(passphrase)
	if len(words) == PhraseWords {
		for i, w := range words {
			word, ok := Complete(w)
			if !ok {
				return norm.NFC.String(passphrase)
			}
			words[i] = word
		}
		return strings.Join(words, " ")
	}
	return norm.NFC.String(passphrase)
}

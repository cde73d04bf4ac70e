package bundle

import (
	"io"
	"slices"
	"strings"

	"seuil/store/seal"
)

// Counts of words.
const (
	CardWords   = 6 // of a card: 66 bits
	BundleWords = 7 // that open an emergency bundle: 77 bits
)

// Words are the six words that two people read to each other to know that they hold the same card. They stand for both keys of
// the card: who wants to pass another card off under them tries about 2^66 times 76 ms. They take that long.
func (c *Card) Words() []string {
	return seal.Fingerprint("seuil-card-words-1", slices.Concat(c.Key, []byte(c.Reception)), CardWords)
}

// CheckWords says whether the words that a person heard and typed, whole or by their first four letters, are those of a card.
// Errors: [ErrCardCount]; [seal.ErrUnknownWord] with the number of a word that does not exist; [ErrCardWord] with that of a word
// that is another one.
func CheckWords(words, typed []string) error {
	if len(typed) != len(words) {
		return ErrCardCount
	}
	for i, t := range typed {
		switch word, ok := seal.Complete(t); {
		case !ok:
			return &seal.Error{Code: seal.CodeUnknownWord, Word: i + 1}
		case word != words[i]:
			return &Error{Code: CodeCardWord, Word: i + 1}
		}
	}
	return nil
}

// ReadWords are the words of an emergency bundle as a person heard and typed them, whole or by their first four letters. Errors:
// [ErrWordsCount]; [seal.ErrUnknownWord] with the number of a word that does not exist.
func ReadWords(typed string) ([]string, error) {
	words := strings.Fields(typed)
	if len(words) != BundleWords {
		return nil, ErrWordsCount
	}
	for i, w := range words {
		word, ok := seal.Complete(w)
		if !ok {
			return nil, &seal.Error{Code: seal.CodeUnknownWord, Word: i + 1}
		}
		words[i] = word
	}
	return words, nil
}

// NewWords draws the words that will open an emergency bundle.
func NewWords(random io.Reader) ([]string, error) { return seal.Phrase(random, BundleWords) }

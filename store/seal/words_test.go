package seal

import (
	"bytes"
	"crypto/rand"
	"errors"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestTheListIsThatOfBIP39(t *testing.T) {
	if !norm.NFC.IsNormalString(wordsFile) {
		t.Fatal("not in form NFC")
	}
	// The published file is in form NFD and has this checksum, quoted by every implementation.
	if sum := crc32.ChecksumIEEE([]byte(norm.NFD.String(wordsFile))); sum != 0x3e56b216 {
		t.Fatalf("checksum %08x", sum)
	}
	l := list()
	if len(l.words) != wordCount || len(l.whole) != wordCount || len(l.prefix) != wordCount {
		t.Fatalf("%d words, %d different, %d prefixes", len(l.words), len(l.whole), len(l.prefix))
	}
}

func TestComplete(t *testing.T) {
	cases := []struct{ typed, want string }{
		{"abai", "abaisser"},
		{"abais", "abaisser"},
		{"abaisser", "abaisser"},
		{" ABAI ", "abaisser"},
		{"ECLA", "éclairer"},
		{"éclairer", "éclairer"},
		{"e\u0301cla", "éclairer"},
		{"aba", ""},
		{"abaissez", ""},
		{"zzzz", ""},
		{"", ""},
	}
	for _, c := range cases {
		got, ok := Complete(c.typed)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q: %q, %v", c.typed, got, ok)
		}
	}
}

func TestEachWordIsFoundByItsFirstLettersAndWhole(t *testing.T) {
	for _, w := range list().words {
		letters := []rune(w)
		for _, typed := range []string{w, strings.ToUpper(w), string(letters[:min(prefixLen, len(letters))])} {
			if got, ok := Complete(typed); !ok || got != w {
				t.Fatalf("%q: %q, %v", typed, got, ok)
			}
		}
	}
}

func TestRecoveryWordsOfKnownSecrets(t *testing.T) {
	// Entropies of the reference vectors of BIP-0039; the indexes, hence the words, are those of any list.
	cases := []struct {
		secret      byte
		first, last int
	}{
		{0x00, 0, 3}, {0x7f, 1019, 2040}, {0x80, 1028, 4}, {0xff, 2047, 2037},
	}
	l := list()
	for _, c := range cases {
		words := Recovery(bytes.Repeat([]byte{c.secret}, 16)).Words()
		if words[0] != l.words[c.first] || words[11] != l.words[c.last] {
			t.Errorf("%02x: %d … %d", c.secret, l.whole[foldWord(words[0])], l.whole[foldWord(words[11])])
		}
	}
}

func TestRecoveryWordsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Recovery(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "secret"))
		words := r.Words()
		for i, w := range words {
			if rapid.Bool().Draw(t, "short") {
				words[i] = string([]rune(w)[:prefixLen])
			}
		}
		got, err := ParseRecovery(words)
		if err != nil || got != r {
			t.Fatalf("%v", err)
		}
	})
}

func TestAMistypedRecoveryWordIsNamed(t *testing.T) {
	words := Recovery{1, 2, 3}.Words()
	for i := range words {
		typed := append([]string{}, words...)
		typed[i] = "xyzzy"
		_, err := ParseRecovery(typed)
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, ErrUnknownWord) || e.Word != i+1 {
			t.Fatalf("word %d: %v", i+1, err)
		}
		if strings.Contains(err.Error(), "xyzzy") {
			t.Fatal("the error tells the word")
		}
	}
	if _, err := ParseRecovery(words[:11]); !errors.Is(err, ErrWordCount) {
		t.Fatalf("eleven words: %v", err)
	}
	if _, err := ParseRecovery(append(words, words[0])); !errors.Is(err, ErrWordCount) {
		t.Fatalf("thirteen words: %v", err)
	}
}

func TestTheChecksumFindsMostWrongWords(t *testing.T) {
	words := Recovery{9, 8, 7}.Words()
	missed := 0
	for _, w := range list().words {
		if w == words[4] {
			continue
		}
		typed := append([]string{}, words...)
		typed[4] = w
		if _, err := ParseRecovery(typed); err == nil {
			missed++
		} else if !errors.Is(err, ErrWordChecksum) {
			t.Fatal(err)
		}
	}
	if missed < wordCount/32 || missed > wordCount/8 { // one in sixteen, give or take
		t.Fatalf("%d of %d wrong words pass", missed, wordCount-1)
	}
}

func TestPhraseUsesAllItsBits(t *testing.T) {
	got, err := Phrase(bytes.NewReader([]byte{0, 0, 7, 255, 0xf8, 1, 0xff, 0xfe}), 4)
	if err != nil {
		t.Fatal(err)
	}
	l := list()
	for i, want := range []int{0, 2047, 1, 2046} {
		if got[i] != l.words[want] {
			t.Errorf("word %d is %q", i, got[i])
		}
	}
	if _, err := Phrase(bytes.NewReader(nil), 1); !errors.Is(err, io.EOF) {
		t.Fatalf("no randomness: %v", err)
	}
	a, err := Phrase(rand.Reader, PhraseWords)
	if err != nil || len(a) != PhraseWords {
		t.Fatalf("%d words, %v", len(a), err)
	}
}

func TestCanonical(t *testing.T) {
	cases := []struct{ name, typed, want string }{
		{"seven words by their letters", "abai aban abdi abei abol abor abou", "abaisser abandon abdiquer abeille abolir aborder aboutir"},
		{"spaces and case of seven words", " Abaisser  abandon\tABDIQUER abei abol abor abou\n", "abaisser abandon abdiquer abeille abolir aborder aboutir"},
		{"six words are one's own phrase", "abai aban abdi abei abol abor", "abai aban abdi abei abol abor"},
		{"one's own seven words", "abai aban abdi abei abol abor chezmoi", "abai aban abdi abei abol abor chezmoi"},
		{"case and spaces of one's own count", "Ma  Phrase à moi", "Ma  Phrase à moi"},
		{"form NFC", "e\u0301te\u0301", "été"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Canonical(c.typed); got != c.want {
				t.Fatalf("%q", got)
			}
			if again := Canonical(c.want); again != c.want {
				t.Fatalf("not stable: %q", again)
			}
		})
	}
}

func TestFingerprintsAreThoseThatPeopleHaveRead(t *testing.T) {
	got := strings.Join(Fingerprint("purpose", []byte("data"), 6), " ")
	if want := "fluvial insolite annonce idylle acronyme prison"; got != want {
		t.Errorf("%q, want %q: words read over the telephone would not match any more", got, want)
	}
	if other := strings.Join(Fingerprint("another", []byte("data"), 6), " "); other == got {
		t.Error("two purposes give the same words")
	}
}

package seal

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// cheap is the floor of the costs: the same code, in some 50 ms.
var cheap = Params{MemoryKiB: MinMemoryKiB, Time: 1, Threads: 1}

const testPass = "l'été où j'ai réparé le toit"

func newTestHeader(t testing.TB, pass string) (Header, *Key, Recovery) {
	t.Helper()
	r, err := NewRecovery(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	h, k, err := NewHeader(rand.Reader, cheap, pass, r)
	if err != nil {
		t.Fatal(err)
	}
	return h, k, r
}

// opens says whether two keys are of one vault: what one seals the other opens.
func opens(t testing.TB, a, b *Key) bool {
	t.Helper()
	got, err := b.Open([]byte("b"), []byte("k"), mustSeal(t, a, []byte("b"), []byte("k"), []byte("value")))
	return err == nil && string(got) == "value"
}

func TestPassphraseAndRecoveryWordsOpenTheSameVault(t *testing.T) {
	h, k, r := newTestHeader(t, testPass)
	read, err := ParseHeader(h.Encode())
	if err != nil || read != h {
		t.Fatalf("read back: %v", err)
	}
	byPass, err := read.Unlock(norm.NFD.String(testPass))
	if err != nil || !opens(t, k, byPass) {
		t.Fatalf("passphrase in another Unicode form: %v", err)
	}
	byWords, err := read.UnlockRecovery(r.Words())
	if err != nil || !opens(t, k, byWords) {
		t.Fatalf("recovery words: %v", err)
	}
	if byWords.VaultID() != h.VaultID() || byWords.SetTag([32]byte{1}) != k.SetTag([32]byte{1}) {
		t.Fatal("not the same vault")
	}
	if _, err := read.Unlock(testPass + " "); !errors.Is(err, ErrWrongPassphrase) {
		t.Fatalf("wrong passphrase: %v", err)
	}
	stranger, err := NewRecovery(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read.UnlockRecovery(stranger.Words()); !errors.Is(err, ErrWrongRecovery) {
		t.Fatalf("words of another vault: %v", err)
	}
}

func TestASevenWordPhraseOpensByItsFirstLetters(t *testing.T) {
	h, _, _ := newTestHeader(t, "éclair  Abaisser zoologie abandon vigueur métier lagune")
	if _, err := h.Unlock("ecla abai ZOOL aban vigu meti lagu"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Unlock("ecla abai zool aban vigu meti abai"); !errors.Is(err, ErrWrongPassphrase) {
		t.Fatalf("another word: %v", err)
	}
}

func TestANewPassphraseReplacesTheFormerOne(t *testing.T) {
	h, k, r := newTestHeader(t, testPass)
	h2, err := h.WithPassphrase(rand.Reader, k, cheap, "une autre phrase à soi")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h2.Unlock(testPass); !errors.Is(err, ErrWrongPassphrase) {
		t.Fatalf("former passphrase: %v", err)
	}
	k2, err := h2.Unlock("une autre phrase à soi")
	if err != nil || !opens(t, k, k2) {
		t.Fatalf("new passphrase: %v", err)
	}
	if _, err := h2.UnlockRecovery(r.Words()); err != nil {
		t.Fatalf("recovery words after a new passphrase: %v", err)
	}
	fresh, err := NewRecovery(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	h3, err := h2.WithRecovery(rand.Reader, k2, fresh)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h3.UnlockRecovery(r.Words()); !errors.Is(err, ErrWrongRecovery) {
		t.Fatalf("former words: %v", err)
	}
	if _, err := h3.UnlockRecovery(fresh.Words()); err != nil {
		t.Fatalf("new words: %v", err)
	}
}

func TestAForeignOrWipedKeyWrapsNothing(t *testing.T) {
	h, k, _ := newTestHeader(t, testPass)
	if _, err := h.WithPassphrase(rand.Reader, newTestKey(t), cheap, "x"); !errors.Is(err, ErrDamagedHeader) {
		t.Fatalf("key of another vault: %v", err)
	}
	k.Wipe()
	if _, err := h.WithRecovery(rand.Reader, k, Recovery{}); !errors.Is(err, ErrWiped) {
		t.Fatalf("wiped key: %v", err)
	}
}

// repaired recomputes the plain check, as an attacker would.
func repaired(b []byte) []byte {
	check := headerCheck(b[:HeaderSize-checkSize])
	copy(b[HeaderSize-checkSize:], check[:])
	return b
}

func TestEachByteOfTheHeaderIsWatched(t *testing.T) {
	h, _, _ := newTestHeader(t, testPass)
	good := h.Encode()
	if len(good) != HeaderSize {
		t.Fatalf("%d bytes, want %d", len(good), HeaderSize)
	}
	for bit := range len(good) * 8 {
		b := bytes.Clone(good)
		b[bit/8] ^= 1 << (bit % 8)
		_, err := ParseHeader(b)
		newer := bit/8 == len(magic) || bit/8 == len(magic)+1
		if !errors.Is(err, ErrDamagedHeader) && !(newer && errors.Is(err, ErrNewer)) {
			t.Fatalf("bit %d: %v", bit, err)
		}
	}
	for n := range good {
		if _, err := ParseHeader(good[:n]); !errors.Is(err, ErrDamagedHeader) {
			t.Fatalf("cut to %d: %v", n, err)
		}
	}
	if _, err := ParseHeader(append(bytes.Clone(good), 0)); !errors.Is(err, ErrDamagedHeader) {
		t.Fatalf("trailing byte: %v", err)
	}
}

func TestANewerFormatIsToldFromDamage(t *testing.T) {
	b := append([]byte(magic), 0, byte(Format)+1, 'x')
	if _, err := ParseHeader(b); !errors.Is(err, ErrNewer) {
		t.Fatal(err)
	}
}

// The attacker owns the file: he lowers the costs, swaps slots, or touches one slot hoping that the other is used.
func TestAForgedHeaderIsRefused(t *testing.T) {
	h, _, r := newTestHeader(t, testPass)
	slotAt := len(magic) + 2 + len(VaultID{})
	edit := func(f func(b []byte)) []byte {
		b := h.Encode()
		f(b)
		return repaired(b)
	}
	cases := []struct {
		name  string
		bytes []byte
		want  error
	}{
		{"less memory than the floor", edit(func(b []byte) { binary.BigEndian.PutUint32(b[slotAt+1:], MinMemoryKiB-1) }), ErrWeakKDF},
		{"more memory than the ceiling", edit(func(b []byte) { binary.BigEndian.PutUint32(b[slotAt+1:], MaxMemoryKiB+1) }), ErrCostlyKDF},
		{"no pass", edit(func(b []byte) { binary.BigEndian.PutUint32(b[slotAt+5:], 0) }), ErrWeakKDF},
		{"too many passes", edit(func(b []byte) { binary.BigEndian.PutUint32(b[slotAt+5:], MaxTime+1) }), ErrCostlyKDF},
		{"no thread", edit(func(b []byte) { b[slotAt+9] = 0 }), ErrWeakKDF},
		{"too many threads", edit(func(b []byte) { b[slotAt+9] = MaxThreads + 1 }), ErrCostlyKDF},
		{"an unknown slot", edit(func(b []byte) { b[slotAt] = 3 }), ErrDamagedHeader},
		{"two passphrase slots", edit(func(b []byte) { b[slotAt+slotSize] = 1 }), ErrDamagedHeader},
		{"costs in the recovery slot", edit(func(b []byte) { b[slotAt+slotSize+9] = 1 }), ErrDamagedHeader},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			if _, err := ParseHeader(c.bytes); !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if d := time.Since(start); d > 20*time.Millisecond {
				t.Fatalf("refused after %v: something was derived", d)
			}
		})
	}
	other, err := ParseHeader(edit(func(b []byte) { b[slotAt+slotSize+20] ^= 1 })) // salt of the recovery slot
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Unlock(testPass); !errors.Is(err, ErrDamagedHeader) {
		t.Fatalf("the other slot was touched: %v", err)
	}
	costlier, err := ParseHeader(edit(func(b []byte) { b[slotAt+8] = 2 })) // one pass more, within the bounds
	if err != nil {
		t.Fatal(err)
	}
	if _, err := costlier.UnlockRecovery(r.Words()); !errors.Is(err, ErrDamagedHeader) {
		t.Fatalf("the costs were touched: %v", err)
	}
}

// A value of this type that no ParseHeader has seen must not run either.
func TestUnlockChecksTheCostsItself(t *testing.T) {
	var h Header
	if _, err := h.Unlock("x"); !errors.Is(err, ErrWeakKDF) {
		t.Fatal(err)
	}
	if _, _, err := NewHeader(rand.Reader, Params{MaxMemoryKiB * 2, 1, 1}, "x", Recovery{}); !errors.Is(err, ErrCostlyKDF) {
		t.Fatal(err)
	}
}

func FuzzParseHeader(f *testing.F) {
	h, _, _ := newTestHeader(f, testPass)
	f.Add(h.Encode())
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, err := ParseHeader(b); err == nil && !bytes.Equal(h.Encode(), b) {
			t.Fatal("two encodings of one header")
		}
		if len(b) == HeaderSize {
			if h, err := ParseHeader(repaired(b)); err == nil && !bytes.Equal(h.Encode(), b) {
				t.Fatal("two encodings of one header")
			}
		}
	})
}

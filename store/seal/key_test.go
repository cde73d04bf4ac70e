package seal

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"math/bits"
	mathrand "math/rand"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// newTestKey is a key of a random vault, without any derivation from a passphrase.
func newTestKey(t testing.TB) *Key {
	t.Helper()
	var id VaultID
	secret := make([]byte, keySize)
	for _, b := range [][]byte{id[:], secret} {
		if _, err := rand.Read(b); err != nil {
			t.Fatal(err)
		}
	}
	k, err := newKey(id, secret)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Wipe)
	return k
}

func mustSeal(t testing.TB, k *Key, bucket, key, value []byte) []byte {
	t.Helper()
	sealed, err := k.Seal(rand.Reader, bucket, key, value)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestOpenGivesBackWhatWasSealed(t *testing.T) {
	k := newTestKey(t)
	rapid.Check(t, func(t *rapid.T) {
		bucket := rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "bucket")
		key := rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "key")
		value := rapid.SliceOfN(rapid.Byte(), 0, 900).Draw(t, "value")
		sealed, err := k.Seal(rand.Reader, bucket, key, value)
		if err != nil {
			t.Fatal(err)
		}
		before := bytes.Clone(sealed)
		got, err := k.Open(bucket, key, sealed)
		if err != nil || !bytes.Equal(got, value) {
			t.Fatalf("opened %d bytes of %d, %v", len(got), len(value), err)
		}
		if !bytes.Equal(before, sealed) {
			t.Fatal("Open changed its argument")
		}
	})
}

func TestAnyFlippedBitBreaksTheSeal(t *testing.T) {
	k := newTestKey(t)
	bucket, key := []byte("changes"), []byte("0123456789abcdef")
	sealed := mustSeal(t, k, bucket, key, bytes.Repeat([]byte("v"), 300))
	for bit := range len(sealed) * 8 {
		sealed[bit/8] ^= 1 << (bit % 8)
		if _, err := k.Open(bucket, key, sealed); !errors.Is(err, ErrBrokenSeal) {
			t.Fatalf("bit %d: %v", bit, err)
		}
		sealed[bit/8] ^= 1 << (bit % 8)
	}
	for n := range len(sealed) {
		if _, err := k.Open(bucket, key, sealed[:n]); !errors.Is(err, ErrBrokenSeal) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	}
	if _, err := k.Open(bucket, key, append(bytes.Clone(sealed), 0)); !errors.Is(err, ErrBrokenSeal) {
		t.Fatalf("trailing byte: %v", err)
	}
}

func TestAValueOpensOnlyInItsPlace(t *testing.T) {
	k, stranger := newTestKey(t), newTestKey(t)
	sealed := mustSeal(t, k, []byte("ab"), []byte("c"), []byte("value"))
	cases := []struct {
		name        string
		k           *Key
		bucket, key string
	}{
		{"another key", k, "ab", "d"},
		{"another bucket", k, "xy", "c"},
		{"the border between bucket and key moved", k, "a", "bc"},
		{"all in the bucket", k, "abc", ""},
		{"another vault", stranger, "ab", "c"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := c.k.Open([]byte(c.bucket), []byte(c.key), sealed); !errors.Is(err, ErrBrokenSeal) {
				t.Fatalf("opened: %v", err)
			}
		})
	}
	// The same secret under another vault identity is another vault too.
	twin, err := newKey(VaultID{1}, bytes.Clone(k.sub(vaultKey)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := twin.Open([]byte("ab"), []byte("c"), sealed); !errors.Is(err, ErrBrokenSeal) {
		t.Fatalf("opened under another identity: %v", err)
	}
}

func TestPaddingHidesTheLength(t *testing.T) {
	cases := []struct{ value, sealed int }{
		{0, 296}, {1, 296}, {251, 296}, {252, 296}, {253, 360}, {316, 360}, {317, 424}, {10_000, 10_088},
	}
	k := newTestKey(t)
	for _, c := range cases {
		got := mustSeal(t, k, []byte("b"), []byte("k"), make([]byte, c.value))
		if len(got) != c.sealed {
			t.Errorf("%d bytes sealed to %d, want %d", c.value, len(got), c.sealed)
		}
		if (len(got)-nonceSize-tagSize)%step != 0 {
			t.Errorf("%d bytes: not a multiple of %d", c.value, step)
		}
	}
}

// sealRaw seals a plaintext of one's own making, as only a holder of the key could.
func sealRaw(k *Key, plain []byte) []byte {
	nonce := make([]byte, nonceSize)
	return k.aead.Seal(nonce, nonce, plain, k.appendPlace(nil, []byte("b"), []byte("k")))
}

func TestOneValueHasOnePadding(t *testing.T) {
	k := newTestKey(t)
	honest := make([]byte, smallest)
	honest[3] = 5
	dirty := bytes.Clone(honest)
	dirty[smallest-1] = 1
	liar := bytes.Clone(honest)
	liar[2] = 0xff
	huge := bytes.Clone(honest)
	huge[0] = 0xff
	cases := []struct {
		name  string
		plain []byte
		want  error
	}{
		{"as Seal writes it", honest, nil},
		{"a byte in the padding", dirty, ErrBrokenSeal},
		{"a length that does not fit", liar, ErrBrokenSeal},
		{"a length above the limit", huge, ErrBrokenSeal},
		{"more padding than needed", append(bytes.Clone(honest), make([]byte, step)...), ErrBrokenSeal},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := k.Open([]byte("b"), []byte("k"), sealRaw(k, c.plain)); !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestSealDrawsANonceEachTime(t *testing.T) {
	k := newTestKey(t)
	a, b := mustSeal(t, k, nil, nil, nil), mustSeal(t, k, nil, nil, nil)
	same := 0
	for i := range a {
		same += 8 - bits.OnesCount8(a[i]^b[i])
	}
	// Two unrelated texts agree on half their bits; 296 bytes put six standard deviations at 146 bits from it.
	if d := same - len(a)*4; d > 146 || d < -146 {
		t.Fatalf("%d bits of %d agree", same, len(a)*8)
	}
	if _, err := k.Seal(bytes.NewReader(make([]byte, nonceSize-1)), nil, nil, nil); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("short randomness: %v", err)
	}
	if _, err := k.Seal(rand.Reader, nil, nil, make([]byte, MaxValue+1)); !errors.Is(err, ErrTooLarge) {
		t.Fatalf("too large: %v", err)
	}
	whole := mustSeal(t, k, nil, nil, make([]byte, MaxValue))
	if got, err := k.Open(nil, nil, whole); err != nil || len(got) != MaxValue {
		t.Fatalf("the largest value: %d bytes, %v", len(got), err)
	}
}

func TestTagsDependOnTheVaultAndOnTheirUse(t *testing.T) {
	k, other := newTestKey(t), newTestKey(t)
	c, id := [16]byte{7}, [32]byte{7}
	caseTag, setTag, witness := k.CaseTag(c), k.SetTag(id), k.WitnessMAC(id[:])
	if caseTag != k.CaseTag(c) || setTag != k.SetTag(id) || witness != k.WitnessMAC(id[:]) {
		t.Fatal("a tag changes from one call to the next")
	}
	if k.CaseTag(c) == other.CaseTag(c) || k.SetTag(id) == other.SetTag(id) || k.WitnessMAC(id[:]) == other.WitnessMAC(id[:]) {
		t.Fatal("two vaults give one tag")
	}
	if k.CaseTag(c) == k.CaseTag([16]byte{8}) || k.SetTag(id) == k.SetTag([32]byte{8}) {
		t.Fatal("two things have one tag")
	}
	if k.SetTag(id) == k.WitnessMAC(id[:]) || k.SetTag(id) == k.mac(headerKey, id[:]) {
		t.Fatal("two uses share a key")
	}
	if bytes.Contains(k.page, make([]byte, keySize)) {
		t.Fatal("a derived key is empty")
	}
}

func TestAKeyServesSeveralGoroutines(t *testing.T) {
	k := newTestKey(t)
	want := k.SetTag([32]byte{1})
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			r := mathrand.New(mathrand.NewSource(int64(g)))
			for range 200 {
				value := make([]byte, r.Intn(600))
				sealed, err := k.Seal(r, []byte("b"), []byte{byte(g)}, value)
				if err != nil {
					t.Error(err)
				}
				if got, err := k.Open([]byte("b"), []byte{byte(g)}, sealed); err != nil || len(got) != len(value) {
					t.Errorf("%d bytes, %v", len(got), err)
				}
				if k.SetTag([32]byte{1}) != want {
					t.Error("tags mixed up")
				}
			}
		})
	}
	wg.Wait()
}

func TestAWipedKeyOpensNothing(t *testing.T) {
	k := newTestKey(t)
	sealed, tag := mustSeal(t, k, nil, nil, nil), k.SetTag([32]byte{1})
	k.Wipe()
	if !bytes.Equal(k.page, make([]byte, len(k.page))) {
		t.Fatal("key bytes remain in the page")
	}
	if _, err := k.Open(nil, nil, sealed); !errors.Is(err, ErrWiped) {
		t.Fatalf("open: %v", err)
	}
	if _, err := k.Seal(rand.Reader, nil, nil, nil); !errors.Is(err, ErrWiped) {
		t.Fatalf("seal: %v", err)
	}
	if k.SetTag([32]byte{1}) == tag {
		t.Fatal("a wiped key still makes tags")
	}
}

// At unlock a hundred thousand values are opened: one buffer each, and what the cipher itself needs.
func TestOpenAllocatesLittle(t *testing.T) {
	k := newTestKey(t)
	bucket, key := []byte("changes"), []byte("0123456789abcdef")
	sealed := mustSeal(t, k, bucket, key, make([]byte, 280))
	if n := testing.AllocsPerRun(200, func() {
		if _, err := k.Open(bucket, key, sealed); err != nil {
			t.Fatal(err)
		}
	}); n > 2 {
		t.Errorf("Open: %v allocations", n)
	}
	id := [32]byte{3}
	if n := testing.AllocsPerRun(200, func() { k.SetTag(id) }); n > 4 { // the race detector makes pools forget
		t.Errorf("SetTag: %v allocations", n)
	}
}

func BenchmarkOpen(b *testing.B) {
	k := newTestKey(b)
	bucket, key := []byte("changes"), []byte("0123456789abcdef")
	sealed := mustSeal(b, k, bucket, key, make([]byte, 280))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := k.Open(bucket, key, sealed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSetTag(b *testing.B) {
	k := newTestKey(b)
	b.ReportAllocs()
	for b.Loop() {
		k.SetTag([32]byte{3})
	}
}

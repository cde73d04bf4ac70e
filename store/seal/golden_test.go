package seal

import (
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden vault of the current format again")

// counter is a source of bytes that are always the same.
type counter byte

func (c *counter) Read(b []byte) (int, error) {
	for i := range b {
		*c += 151
		b[i] = byte(*c)
	}
	return len(b), nil
}

// Every format ever shipped keeps its golden vault here, and every later program must open it.
func TestTheVaultOfFormat1StillOpens(t *testing.T) {
	path := filepath.Join("testdata", "format1.txt")
	if *update {
		writeGolden(t, path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{}
	for line := range strings.Lines(string(b)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " = ")
		lines[name] = value
	}
	h, err := ParseHeader(unhex(t, lines["header"]))
	if err != nil {
		t.Fatal(err)
	}
	byPass, err := h.Unlock(lines["passphrase"])
	if err != nil {
		t.Fatal(err)
	}
	byWords, err := h.UnlockRecovery(strings.Fields(lines["recovery"]))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []*Key{byPass, byWords} {
		got, err := k.Open([]byte("bucket"), []byte("key"), unhex(t, lines["sealed"]))
		if err != nil || string(got) != "value" {
			t.Fatalf("%q, %v", got, err)
		}
		for name, sum := range goldenTags(k) {
			if lines[name] == "" || hex.EncodeToString(sum) != lines[name] {
				t.Errorf("%s is %x", name, sum)
			}
		}
	}
}

func goldenTags(k *Key) map[string][]byte {
	c, s, w := k.CaseTag([16]byte{1}), k.SetTag([32]byte{2}), k.WitnessMAC([]byte("witness"))
	return map[string][]byte{"case": c[:], "set": s[:], "witness": w[:]}
}

func writeGolden(t *testing.T, path string) {
	t.Helper()
	random := new(counter)
	r, err := NewRecovery(random)
	if err != nil {
		t.Fatal(err)
	}
	h, k, err := NewHeader(random, cheap, testPass, r)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := k.Seal(random, []byte("bucket"), []byte("key"), []byte("value"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("passphrase = " + testPass + "\nrecovery = " + strings.Join(r.Words(), " ") + "\n")
	b.WriteString("header = " + hex.EncodeToString(h.Encode()) + "\nsealed = " + hex.EncodeToString(sealed) + "\n")
	for _, name := range []string{"case", "set", "witness"} {
		b.WriteString(name + " = " + hex.EncodeToString(goldenTags(k)[name]) + "\n")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil || len(b) == 0 {
		t.Fatalf("%d bytes, %v", len(b), err)
	}
	return b
}

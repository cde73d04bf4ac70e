package bundle

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	agetest "c2sp.org/CCTV/age"
	"filippo.io/age"
)

// The test vectors that the authors of age and rage share, through the opening path of bundles.
func TestVectorsOfAge(t *testing.T) {
	expected := map[string][]error{
		"success":         {nil},
		"header failure":  {ErrDamaged, ErrNotBundle, ErrLength, ErrCostly},
		"HMAC failure":    {ErrDamaged},
		"payload failure": {ErrDamaged, ErrLength},
		"no match":        {ErrNotForMe, ErrNoWords, ErrWrongWords},
		"armor failure":   {ErrNotBundle},
	}
	seen := make(map[string]int)
	err := fs.WalkDir(agetest.Vectors, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(agetest.Vectors, name)
		if err != nil {
			return err
		}
		v := readVector(t, name, b)
		seen[v.expect]++
		if v.armored {
			v.expect = "armor failure" // bundles are never armoured
		}
		got, _, err := decrypt(v.file, &gate{identities: v.identities, words: v.words})
		if v.expect == "success" && (err != nil || sha256.Sum256(got) != v.payload) {
			t.Errorf("%s: %v, or another content", name, err)
		}
		for _, want := range expected[v.expect] {
			if errors.Is(err, want) {
				return nil
			}
		}
		t.Errorf("%s (%s): %v", name, v.expect, err)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen["success"] < 20 || seen["header failure"] < 50 || seen["payload failure"] < 15 || seen["HMAC failure"] < 1 || seen["no match"] < 10 {
		t.Errorf("vectors %v: some are gone", seen)
	}
}

type vector struct {
	expect     string
	payload    [sha256.Size]byte
	identities []age.Identity
	words      bool
	armored    bool
	file       []byte
}

func readVector(t *testing.T, name string, b []byte) (v vector) {
	t.Helper()
	fail := func(err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	head, file, ok := bytes.Cut(b, []byte("\n\n"))
	if !ok {
		t.Fatalf("%s has no file", name)
	}
	v.file = file
	for _, line := range strings.Split(string(head), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "expect":
			v.expect = value
		case "payload":
			_, err := hex.Decode(v.payload[:], []byte(value))
			fail(err)
		case "identity":
			var i age.Identity
			i, err := age.ParseX25519Identity(value)
			if err != nil {
				i, err = age.ParseHybridIdentity(value)
			}
			fail(err)
			v.identities = append(v.identities, i)
		case "passphrase":
			i, err := age.NewScryptIdentity(value)
			fail(err)
			i.SetMaxWorkFactor(maxWordsWork)
			v.identities, v.words = append(v.identities, i), true
		case "armored":
			v.armored = true
		case "compressed":
			r, err := zlib.NewReader(bytes.NewReader(file))
			fail(err)
			v.file, err = io.ReadAll(r)
			fail(err)
		}
	}
	return v
}

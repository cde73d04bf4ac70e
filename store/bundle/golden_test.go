package bundle

import (
	"bytes"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seuil/model"
	"seuil/store/codec"
)

// makeGolden names the file to write a new golden bundle to; its reception key is printed. A golden bundle is never replaced: a new
// format gets a new one beside it.
const makeGolden = "SEUIL_BUNDLE_TEST_GOLDEN"

func TestBundlesOfEveryFormatOpen(t *testing.T) {
	if path := os.Getenv(makeGolden); path != "" {
		from, to := newDevice(t, "Maëlle Roquebrane"), newDevice(t, "Awa N’Diaye")
		revoked, err := Revoke(model.ID{9}, []Head{{model.ID{1}, 4, model.ChangeID{5}}}, from.key, noon)
		if err != nil {
			t.Fatal(err)
		}
		m := from.manifest()
		m.Authors = []ed25519.PublicKey{to.card.Key}
		m.Cases = []CaseState{{ID: model.ID{1}, Base: []Head{{to.id(), 1, model.ChangeID{6}}}, Heads: []Head{{from.id(), 3, model.ChangeID{7}}}}}
		m.Receipts, m.Erased, m.Revocations = []model.ID{{3}}, []Erasure{{model.ID{4}, noon}}, []*Revocation{revoked}
		var file bytes.Buffer
		if err := Seal(&file, from.key, m, from.writes(t, model.ID{1}, 3, 200), to.card); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatal(to.reception.Secret())
	}
	device := codec.DeviceID(publicKey(signingKey("Awa N’Diaye")))
	for name, secret := range map[string]string{
		"format-1.seuil": "AGE-SECRET-KEY-PQ-1HRW3FR50HHJLPX7NJEJK39MTP7GNKNYY7VJSL674MQD900CA87TQ2WRAF5",
	} {
		key, err := ParseKey(device, secret)
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := Open(file, key)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if b.From.Name != "Maëlle Roquebrane" || !b.Created.Equal(noon) || len(b.Authors) != 1 || len(b.Cases) != 1 || len(b.Cases[0].Base) != 1 ||
			len(b.Cases[0].Heads) != 1 || len(b.Receipts) != 1 || len(b.Erased) != 1 || len(b.Revocations) != 1 || b.Revocations[0].Last[0].Seq != 4 {
			t.Errorf("%s: %+v", name, b.Manifest)
		}
		if len(b.Changes) != 3 {
			t.Fatalf("%s: %d changes", name, len(b.Changes))
		}
		for _, stored := range b.Changes {
			c, err := codec.NewReader().Read(stored)
			if err != nil || !codec.Verify(stored, b.Keys()[c.Device]) {
				t.Errorf("%s: a change: %v", name, err)
			}
		}
		if got, want := strings.Join(b.From.Words(), " "), "obstacle verser sénateur nappe novateur somnoler"; got != want {
			t.Errorf("%s: the words of its card are %s, not %s", name, got, want)
		}
	}
}

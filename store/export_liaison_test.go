package store

import (
	"fmt"
	"testing"

	"seuil/store/bundle"
)

// Opened is all that a bundle tells whoever it is for: its changes as they are stored, then the rest.
func Opened(t testing.TB, v *Vault, file []byte) [][]byte {
	t.Helper()
	b, err := bundle.Open(file, v.openers()...)
	if err != nil {
		t.Fatal(err)
	}
	all := append(b.Changes[:len(b.Changes):len(b.Changes)], fmt.Appendf(nil, "%+v", b.Manifest))
	for _, id := range append(b.Receipts, b.ID, b.Send) {
		all = append(all, id[:])
	}
	return all
}

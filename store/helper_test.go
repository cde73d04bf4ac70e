package store_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// scratch is a vault with its recovery words, which open it at once: a test that opens hundreds of times cannot wait for a
// passphrase. It lies in memory if the machine has such a place.
type scratch struct {
	t     testing.TB
	dir   string
	clock *storetest.Clock
	words []string
	rand  io.Reader // of the vault; crypto/rand if nil
}

func newScratch(t testing.TB) (*scratch, *store.Vault) {
	t.Helper()
	return newScratchOf(t, storetest.Me())
}

func newScratchOf(t testing.TB, me model.Worker) (*scratch, *store.Vault) {
	t.Helper()
	return newScratchFrom(t, me, nil)
}

// newScratchFrom is newScratchOf with a source of randomness, from which the same vault comes again.
func newScratchFrom(t testing.TB, me model.Worker, random io.Reader) (*scratch, *store.Vault) {
	t.Helper()
	base := "/dev/shm"
	if _, err := os.Stat(base); err != nil {
		base = ""
	}
	dir, err := os.MkdirTemp(base, "seuil")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &scratch{t: t, dir: dir, clock: storetest.NewClock(storetest.Noon), rand: random}
	v, words, err := store.Create(s.options(), storetest.Passphrase, me)
	if err != nil {
		t.Fatal(err)
	}
	v.Settle()
	s.words = words
	return s, v
}

func (s *scratch) options() store.Options {
	return store.Options{Dir: s.dir, Now: s.clock.Now, Rand: s.rand, Params: storetest.Params(), WordsWork: 10, Landlord: storetest.IsLandlord}
}

func (s *scratch) path(name string) string { return filepath.Join(s.dir, name) }

// unlock opens the vault; the caller closes it.
func (s *scratch) unlock() (*store.Vault, error) {
	l, err := store.Open(s.options())
	if err != nil {
		return nil, err
	}
	v, err := l.UnlockRecovery(s.words)
	if err != nil {
		l.Close()
		return nil, err
	}
	v.Settle()
	return v, nil
}

func (s *scratch) mustUnlock() *store.Vault {
	s.t.Helper()
	v, err := s.unlock()
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

func (s *scratch) reopen(v *store.Vault) *store.Vault {
	s.t.Helper()
	s.close(v)
	return s.mustUnlock()
}

func (s *scratch) close(v *store.Vault) {
	s.t.Helper()
	if err := v.Close(); err != nil {
		s.t.Fatal(err)
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// wantError fails unless err is the one wanted.
func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
}

func draft(id, c model.ID, facts string) model.Draft {
	return model.Draft{ID: id, Case: c, Kind: model.KindContact, Fields: []model.Field{{Name: "facts", Value: facts}},
		Zone: "facts", Cursor: len(facts), At: storetest.Noon.Add(time.Minute)}
}

package store_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// manyFlips is how many bits are flipped, one after the other; 120 if unset.
const manyFlips = "SEUIL_STORE_TEST_FLIPS"

// content is all that a vault says.
func content(v *store.Vault) map[model.ID][]model.ChangeID {
	all := make(map[model.ID][]model.ChangeID)
	for _, c := range append(slices.Clone(v.Cases()), v.Registry()) {
		for _, ch := range c.Changes() {
			all[c.ID] = append(all[c.ID], ch.ID)
		}
	}
	return all
}

func TestAFlippedBitIsFoundOrChangesNothing(t *testing.T) {
	s, v := newScratch(t)
	for range 3 {
		id := storetest.Household(t, v, "MAROUDI", "Tarek")
		for range 6 {
			storetest.Note(t, v, id, "Le chauffage fonctionne.")
		}
		wrong := storetest.Note(t, v, id, "D’un autre ménage.")
		storetest.Commit(t, v, v.Case(id).Retract("note.retract", model.KindContact, wrong)...)
	}
	if err := v.SaveDraft(draft(v.NewID(), v.Cases()[0].ID, "draft")); err != nil {
		t.Fatal(err)
	}
	want := content(v)
	s.close(v)
	sound, err := os.ReadFile(s.path("coffre.seuil"))
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	flips, page, harmless := 120, os.Getpagesize(), 0
	if n, err := strconv.Atoi(os.Getenv(manyFlips)); err == nil {
		flips = n
	}
	for i := range flips {
		at := r.IntN(len(sound))
		if i%2 == 0 { // headers of pages are where most can go wrong
			at = at/page*page + r.IntN(64)
		}
		b := slices.Clone(sound)
		b[at] ^= 1 << r.IntN(8)
		if err := os.WriteFile(s.path("coffre.seuil"), b, 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := s.unlock()
		if errors.Is(err, store.ErrDamaged) || errors.Is(err, store.ErrNewer) {
			after, _ := os.ReadFile(s.path("coffre.seuil"))
			if !slices.Equal(after, b) {
				t.Fatalf("a damaged file was written to (byte %d)", at)
			}
			continue
		}
		if err != nil {
			t.Fatalf("byte %d: %v", at, err)
		}
		if len(v.Notices()) > 0 {
			s.close(v) // announced as an old copy: the newest meta page was hit
			continue
		}
		if !reflect.DeepEqual(content(v), want) || len(v.Drafts()) != 1 {
			t.Fatalf("byte %d: the vault opens without a word and says something else", at)
		}
		harmless++
		s.close(v)
	}
	t.Logf("%d flips, %d of them harmless", flips, harmless)
}

func TestACutFileIsDamagedOrEmpty(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	storetest.Note(t, v, id, "A")
	s.close(v)
	sound, err := os.ReadFile(s.path("coffre.seuil"))
	if err != nil {
		t.Fatal(err)
	}
	for size := 0; size < len(sound); size += 2048 {
		if err := os.WriteFile(s.path("coffre.seuil"), sound[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := s.unlock()
		if err == nil && len(v.Case(id).Contacts()) == 1 && len(v.Notices()) == 0 { // only unused pages were cut off
			s.close(v)
			continue
		}
		wantError(t, err, store.ErrDamaged)
	}
	if err := os.WriteFile(s.path("coffre.seuil"), make([]byte, len(sound)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = s.unlock()
	wantError(t, err, store.ErrDamaged)
}

// tamper changes the file with bbolt itself, as somebody would who knows the format but not the key.
func tamper(t *testing.T, s *scratch, f func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(s.path("coffre.seuil"), 0o600, &bolt.Options{NoFreelistSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(f); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsTakenAwayAddedOrMovedIsFound(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	storetest.Note(t, v, id, "A")
	s.close(v)
	other, v := newScratch(t)
	storetest.Household(t, v, "AUTRE", "B")
	other.close(v)
	var foreign []byte
	tamper(t, other, func(tx *bolt.Tx) error {
		_, foreign = tx.Bucket([]byte("changes")).Cursor().First()
		foreign = slices.Clone(foreign)
		return nil
	})
	sound := t.TempDir() + "/sound"
	copyFile(t, s.path("coffre.seuil"), sound)
	first := func(tx *bolt.Tx) (b *bolt.Bucket, k, v []byte) {
		b = tx.Bucket([]byte("changes"))
		k, v = b.Cursor().First()
		return b, slices.Clone(k), slices.Clone(v)
	}
	for name, f := range map[string]struct {
		code store.ProblemCode
		do   func(tx *bolt.Tx) error
	}{
		"a change deleted": {store.ProblemSet, func(tx *bolt.Tx) error { b, k, _ := first(tx); return b.Delete(k) }},
		"a change copied to another key": {store.ProblemSeal, func(tx *bolt.Tx) error {
			b, k, v := first(tx)
			k[15]++
			return b.Put(k, v)
		}},
		"a value of another vault": {store.ProblemSeal, func(tx *bolt.Tx) error { b, k, _ := first(tx); return b.Put(k, foreign) }},
		"a value of another bucket": {store.ProblemSeal, func(tx *bolt.Tx) error {
			b, k, _ := first(tx)
			return b.Put(k, tx.Bucket([]byte("head")).Get([]byte("head")))
		}},
		"two values swapped": {store.ProblemSeal, func(tx *bolt.Tx) error {
			b, k, v := first(tx)
			k2, v2 := b.Cursor().Last()
			k2, v2 = slices.Clone(k2), slices.Clone(v2)
			if err := b.Put(k, v2); err != nil {
				return err
			}
			return b.Put(k2, v)
		}},
		"no head":          {store.ProblemHead, func(tx *bolt.Tx) error { return tx.Bucket([]byte("head")).Delete([]byte("head")) }},
		"no header":        {store.ProblemHeader, func(tx *bolt.Tx) error { return tx.Bucket([]byte("header")).Delete([]byte("header")) }},
		"no identity":      {store.ProblemIdentity, func(tx *bolt.Tx) error { return tx.Bucket([]byte("meta")).Delete([]byte("self")) }},
		"a strange bucket": {store.ProblemRecord, func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("x")); return err }},
		"a short value":    {store.ProblemSeal, func(tx *bolt.Tx) error { b, k, _ := first(tx); return b.Put(k, []byte("x")) }},
		"a short key":      {store.ProblemSeal, func(tx *bolt.Tx) error { b, _, v := first(tx); return b.Put([]byte("k"), v) }},
		"an unreadable draft": {store.ProblemDraft, func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("drafts")).Put([]byte("0123456789abcdef"), []byte("x"))
		}},
	} {
		copyFile(t, sound, s.path("coffre.seuil"))
		tamper(t, s, f.do)
		_, err := s.unlock()
		wantError(t, err, store.ErrDamaged)
		var e *store.Error
		if !errors.As(err, &e) || !slices.ContainsFunc(e.Problems, func(p store.Problem) bool { return p.Code == f.code && p.Count > 0 }) {
			t.Errorf("%s: %v, want %s", name, err, f.code)
		}
		report, err := store.Check(s.options(), store.Secret{Words: s.words})
		if f.code != store.ProblemHeader && (err != nil || !slices.ContainsFunc(report.Problems, func(p store.Problem) bool { return p.Code == f.code })) {
			t.Errorf("%s: the check says %+v, %v", name, report.Problems, err)
		}
	}
}

func TestAVaultOfALaterSeuilIsLeftAlone(t *testing.T) {
	s, v := newScratch(t)
	s.close(v)
	tamper(t, s, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte("header"))
		header := slices.Clone(b.Get([]byte("header")))
		header[13]++ // the number of the format, after the magic
		return b.Put([]byte("header"), append(header, "more"...))
	})
	before, err := os.ReadFile(s.path("coffre.seuil"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.unlock()
	wantError(t, err, store.ErrNewer)
	_, err = store.Check(s.options(), store.Secret{})
	wantError(t, err, store.ErrNewer)
	_, err = store.Restore(s.options(), "", store.Secret{Words: s.words})
	wantError(t, err, store.ErrNewer)
	if after, _ := os.ReadFile(s.path("coffre.seuil")); !slices.Equal(after, before) {
		t.Error("it was written to")
	}
}

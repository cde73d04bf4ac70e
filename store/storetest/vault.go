package storetest

import (
	"sync"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/seal"
)

// Passphrase opens every vault of this package.
const Passphrase = "abeille bambou cabane dauphin éclair fabuleux galaxie"

// Noon is when every vault of this package is made: Monday 23 November 2026, 14:32 UTC.
var Noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

// Params are the lowest costs of a passphrase that the program accepts: about 30 ms.
func Params() seal.Params {
	return seal.Params{MemoryKiB: seal.MinMemoryKiB, Time: 1, Threads: 1}
}

// Me is the worker whose vaults they are.
func Me() model.Worker {
	return model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF, Organisation: "soligone"}
}

// IsLandlord says what the programme knows: one association of a card is the landlord's.
func IsLandlord(association string) bool { return association == "Mistral Habitat" }

// Clock is a clock that moves one second at each look.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock starts at an instant.
func NewClock(at time.Time) *Clock { return &Clock{now: at} }

// Now looks at the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Second)
	return c.now
}

// Set moves the clock.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = at
}

// Options are those of a vault in a folder, with a clock that starts at [Noon].
func Options(dir string) store.Options {
	return store.Options{Dir: dir, Now: NewClock(Noon).Now, Params: Params(), WordsWork: 10, Landlord: IsLandlord}
}

// Open makes a vault in a temporary folder; it is closed when the test ends.
func Open(t testing.TB) *store.Vault {
	t.Helper()
	return Create(t, Options(t.TempDir()))
}

// Create makes a vault; it is closed when the test ends.
func Create(t testing.TB, opt store.Options) *store.Vault {
	t.Helper()
	v, _, err := store.Create(opt, Passphrase, Me())
	if err != nil {
		t.Fatal(err)
	}
	v.Settle()
	t.Cleanup(func() { _ = v.Close() })
	return v
}

// Reopen closes a vault and unlocks it again, as the next session would; it is closed when the test ends.
func Reopen(t testing.TB, v *store.Vault) *store.Vault {
	t.Helper()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	return Unlock(t, Options(v.Dir()))
}

// Unlock opens the vault of a folder; it is closed when the test ends.
func Unlock(t testing.TB, opt store.Options) *store.Vault {
	t.Helper()
	l, err := store.Open(opt)
	if err != nil {
		t.Fatal(err)
	}
	v, err := l.Unlock(Passphrase)
	if err != nil {
		l.Close()
		t.Fatal(err)
	}
	v.Settle()
	t.Cleanup(func() { _ = v.Close() })
	return v
}

// Commit stores writes and returns their changes.
func Commit(t testing.TB, v *store.Vault, writes ...model.Write) []*model.Change {
	t.Helper()
	changes, err := v.Commit(model.ID{}, writes...)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// Household stores a case of one holder and returns its id.
func Household(t testing.TB, v *store.Vault, last, first string) model.ID {
	t.Helper()
	id := v.NewCase()
	c := &model.Case{ID: id}
	header, _ := c.Put("case.new", id, &model.Header{Programme: "securisation", Agency: "avignon-vedene", Lead: v.Me().ID})
	member, _ := c.Put("case.new", v.NewID(), &model.Member{Last: last, First: first, Role: model.RoleHolder, Birth: "1988"})
	Commit(t, v, header, member)
	return id
}

// Note stores a contact with a text and returns its id.
func Note(t testing.TB, v *store.Vault, id model.ID, facts string) model.ID {
	t.Helper()
	record := v.NewID()
	w, _ := v.Case(id).Put("note.add", record, &model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: model.DateOf(Noon), Facts: facts, Worker: v.Me().ID})
	Commit(t, v, w)
	return record
}

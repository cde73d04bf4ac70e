package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// revokes revokes somebody.
func (m *member) revokes(t testing.TB, o *member) {
	t.Helper()
	if p, ok := m.v.Peer(o.v.Device()); m == o || !ok || p.Revoked {
		return
	}
	if err := m.v.Revoke(o.v.Device(), "perdu"); err != nil {
		t.Fatal(err)
	}
}

// meetAll lets all exchange who do not think that the other one was revoked; they then have the same cases. It says who was revoked, as
// the third one has it.
func meetAll(t testing.TB, team []*member) (revoked []model.ID) {
	t.Helper()
	talk := func(m, o *member) bool {
		a, _ := m.v.Peer(o.v.Device())
		b, _ := o.v.Peer(m.v.Device())
		return m != o && !a.Revoked && !b.Revoked
	}
	for range 4 {
		for _, m := range team {
			for _, o := range team {
				if !talk(m, o) {
					continue
				}
				if err := o.v.AddCard(m.v.Card()); err == nil && !o.knows(m) { // both may go on as new devices: they have to meet again
					o.trusts(t, m, false)
				}
				if m.knows(o) && o.knows(m) {
					m.give(t, o)
				}
			}
		}
	}
	for _, m := range team {
		for _, o := range team {
			if got, want := dump(m.v), dump(o.v); talk(m, o) && got != want {
				t.Fatalf("two vaults differ:\n%s", differences(want, got))
			}
		}
	}
	for _, p := range team[2].v.Peers() {
		if p.Revoked {
			revoked = append(revoked, p.Device)
		}
	}
	return revoked
}

// knows says that something can be sent to somebody: a new device is known once its first bundle has arrived.
func (m *member) knows(o *member) bool {
	p, ok := m.v.Peer(o.v.Device())
	return ok && p.Verified
}

// scribble writes something to a case, if she has it.
func (m *member) scribble(t testing.TB, r *rand.Rand, id, record model.ID) {
	c := m.v.Case(id)
	if c == nil {
		return
	}
	switch r.IntN(6) {
	case 0, 1:
		record = m.v.NewID()
	case 2:
		tasks := c.Tasks()
		if len(tasks) == 0 {
			return
		}
		if writes := c.Retract("task.retract", model.KindTask, tasks[r.IntN(len(tasks))].ID); len(writes) > 0 {
			storetest.Commit(t, m.v, writes...)
		}
		return
	}
	if w, ok := c.Put("task.add", record, &model.Task{Label: fmt.Sprint(r.IntN(5))}); ok {
		storetest.Commit(t, m.v, w)
	}
}

// receive imports a bundle that may not be hers.
func (m *member) receive(t testing.TB, file []byte) {
	in, err := m.v.Preview(context.Background(), file, nil)
	if err != nil {
		return
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
}

// putBack makes a backup, or restores the newest one as after the loss of the laptop: whatever was written since is gone from this
// vault, which goes on as a new device.
func (m *member) putBack(t testing.TB, make bool) {
	t.Helper()
	list := store.Backups(m.dir)
	if make || len(list) == 0 {
		if _, err := m.v.BackUp(0); err != nil {
			t.Fatal(err)
		}
		return
	}
	m.close(m.v)
	if err := os.Remove(m.path("coffre.seuil")); err != nil {
		t.Fatal(err)
	}
	m.restore(t, list[0].Path)
}

// restore makes a vault of a backup and of what is in place, which goes on as a new device.
func (m *member) restore(t testing.TB, backup string) {
	t.Helper()
	if _, err := store.Restore(m.options(), backup, store.Secret{Words: m.words}); err != nil {
		t.Fatal(err)
	}
	m.v = m.mustUnlock()
	if _, err := m.v.IssueCard("Soligone", false); err != nil {
		t.Fatal(err)
	}
}

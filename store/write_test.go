package store_test

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/codec"
	"seuil/store/seal"
	"seuil/store/storetest"
)

func TestOneCommitIsOneInstantAndTimeNeverGoesBack(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	bySeq := func() []*model.Change {
		all := v.Case(id).Changes()
		slices.SortFunc(all, func(a, b *model.Change) int { return cmp.Compare(a.Seq, b.Seq) })
		return all
	}
	changes := bySeq()
	if codec.CaseID(store.PublicKey(v), changes[0].Salt) != id {
		t.Error("the case is not bound to the key of its maker")
	}
	if changes[0].Millis != changes[1].Millis || changes[0].Seq != 1 || changes[1].Seq != 2 || changes[1].Prev != changes[0].ID {
		t.Errorf("%+v %+v", changes[0], changes[1])
	}
	s.clock.Set(storetest.Noon.AddDate(-10, 0, 0))
	for range 3 {
		storetest.Note(t, v, id, "A")
	}
	all := bySeq()
	for i := 2; i < len(all); i++ {
		if all[i].Millis <= all[i-1].Millis || all[i].Seq != uint64(i)+1 || all[i].Prev != all[i-1].ID {
			t.Errorf("change %d: %d after %d, number %d", i, all[i].Millis, all[i-1].Millis, all[i].Seq)
		}
	}
	v = s.reopen(v)
	storetest.Note(t, v, id, "A")
	if again := bySeq(); again[5].Millis <= all[4].Millis || again[5].Seq != 6 || again[5].Prev != all[4].ID {
		t.Error("the chain does not go on after a reopening")
	}
	s.close(v)
}

func TestARefusedWriteStoresNothing(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	d := draft(v.NewID(), id, "draft")
	if err := v.SaveDraft(d); err != nil {
		t.Fatal(err)
	}
	good, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: "A"})
	bad, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: strings.Repeat("x", model.MaxLabel+1)})
	var refusal *model.Error
	if _, err := v.Commit(d.ID, good, bad); !errors.As(err, &refusal) || refusal.Code != model.CodeTooLong {
		t.Fatal(err)
	}
	v = s.reopen(v)
	if len(v.Case(id).Tasks()) != 0 || len(v.Drafts()) != 1 {
		t.Error("half of a refused commit was stored")
	}
	if err := v.SaveDraft(model.Draft{}); !errors.As(err, &refusal) {
		t.Error("a draft of nothing was kept: ", err)
	}
	s.close(v)
}

func TestAfterAnErrorOfTheDiskNothingMoreIsWritten(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	store.BreakDisk(v)
	w, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: "A"})
	_, err := v.Commit(model.ID{}, w)
	wantError(t, err, store.ErrUnknown)
	if len(v.Case(id).Tasks()) != 0 {
		t.Error("what may not be stored is shown as if it were")
	}
	_, err = v.Commit(model.ID{}, w)
	wantError(t, err, store.ErrUnknown)
	wantError(t, v.Rewrite(), store.ErrUnknown)
	_, err = v.BackUp(0)
	wantError(t, err, store.ErrUnknown)
	wantError(t, v.SetPassphrase(storetest.Passphrase), store.ErrUnknown)
	v = s.reopen(v)
	if len(v.Notices()) > 0 || len(v.Case(id).Tasks()) != 0 {
		t.Error("the vault did not come back as it was")
	}
	s.close(v)
}

func TestWhatIsStoredIsClean(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	note := storetest.Note(t, v, id, "e\u0301te\u0301\r\n\x1b[31m\u202e")
	if err := v.SaveDraft(draft(note, id, "\x1b]0;x\a")); err != nil {
		t.Fatal(err)
	}
	before, _ := v.Case(id).Contact(note)
	v = s.reopen(v)
	after, _ := v.Case(id).Contact(note)
	if before.Facts != after.Facts || !strings.HasPrefix(after.Facts, "été\n") || strings.ContainsAny(after.Facts, "\x1b\u202e\r") {
		t.Errorf("%q became %q", before.Facts, after.Facts)
	}
	if text := v.Drafts()[0].Fields[0].Value; strings.ContainsAny(text, "\x1b\a") {
		t.Errorf("the draft says %q", text)
	}
	s.close(v)
}

func TestADraftSurvivesAndGoesWithTheNoteItBecomes(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	d := draft(v.NewID(), id, "Visite du")
	d.Seen = []model.ChangeID{{1}, {2}}
	for _, text := range []string{"Visite", "Visite du 23", "Visite du 23 novembre"} {
		d.Fields[0].Value, d.Cursor = text, len(text)
		if err := v.SaveDraft(d); err != nil {
			t.Fatal(err)
		}
	}
	v = s.reopen(v)
	got := v.Drafts()
	if len(got) != 1 || got[0].Fields[0].Value != "Visite du 23 novembre" || got[0].Cursor != d.Cursor || got[0].Zone != "facts" ||
		!got[0].At.Equal(d.At) || len(got[0].Seen) != 2 || got[0].Kind != d.Kind || got[0].Case != id {
		t.Fatalf("%+v", got)
	}
	other := v.NewCase()
	got[0].Case = other // the note is for another household after all
	if err := v.SaveDraft(got[0]); err != nil {
		t.Fatal(err)
	}
	v = s.reopen(v)
	if got = v.Drafts(); len(got) != 1 || got[0].Case != other {
		t.Fatalf("%+v", got)
	}
	w, _ := v.Case(id).Put("note.add", d.ID, &model.Contact{Date: 1, Facts: "Visite du 23 novembre"})
	if _, err := v.Commit(d.ID, w); err != nil {
		t.Fatal(err)
	}
	if len(v.Drafts()) != 0 {
		t.Error("the draft is still there")
	}
	v = s.reopen(v)
	if len(v.Drafts()) != 0 || len(v.Case(id).Contacts()) != 1 {
		t.Error("the draft came back")
	}
	if err := v.DropDraft(d.ID); err != nil {
		t.Error(err)
	}
	s.close(v)
}

func TestANewPassphraseReplacesTheOldOne(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	const next = "seize bambous verts au bord du canal"
	wantError(t, v.SetPassphrase("trop court"), seal.ErrTooShort)
	if err := v.SetPassphrase(next); err != nil {
		t.Fatal(err)
	}
	words, err := v.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Note(t, v, id, "A")
	s.close(v)
	l, err := store.Open(s.options())
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.Unlock(storetest.Passphrase)
	wantError(t, err, seal.ErrWrongPassphrase)
	_, err = l.UnlockRecovery(s.words)
	wantError(t, err, seal.ErrWrongRecovery)
	v, err = l.Unlock(next)
	if err != nil || len(v.Notices()) > 0 || len(v.Case(id).Contacts()) != 1 {
		t.Fatal(err, v.Notices())
	}
	s.words = words
	s.close(s.reopen(v))
	v, _, err = store.Create(storetest.Options(t.TempDir()), "azertyuiopqsdfghjklm", storetest.Me())
	if v != nil || err == nil {
		t.Error("a passphrase that everybody tries was accepted")
	}
}

func TestCasesCompanionsAndRegistryAreKeptApart(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	if v.Companion(id) != nil || v.Case(v.NewID()) != nil || v.Companion(v.NewID()) != nil {
		t.Error("there is a companion before there is one")
	}
	companion := v.NewCase()
	c := &model.Case{ID: companion}
	link, _ := c.Put("note.add", companion, &model.Companion{Main: id})
	note, _ := c.Put("note.add", v.NewID(), &model.Contact{Date: 1, Facts: "zanzibar"})
	storetest.Commit(t, v, link, note)
	taken := storetest.Household(t, v, "TAKEN", "Back")
	step, _ := v.History().Undo(0)
	writes, _ := step.Reverse(model.ActUndo, v.Case)
	storetest.Commit(t, v, writes...)
	for range 2 {
		if len(v.Cases()) != 1 || v.Cases()[0].ID != id || len(v.Summaries()) != 1 {
			t.Errorf("%d cases", len(v.Cases()))
		}
		if got := v.Companion(id); got == nil || got.ID != companion || !got.Contacts()[0].Private {
			t.Errorf("companion %v", got)
		}
		if step, ok := v.History().Redo(0); !ok || step.Act != "case.new" || step.Changes[0].Case != taken {
			t.Errorf("redo: %v %v", step, ok)
		}
		v = s.reopen(v)
	}
	redo, _ := v.History().Redo(0)
	writes, _ = redo.Reverse(model.ActRedo, v.Case)
	storetest.Commit(t, v, writes...)
	if len(v.Cases()) != 2 {
		t.Error("what was taken back did not return")
	}
	s.close(v)
}

func TestReadersSeeWholeCommitsWhileAnotherWrites(t *testing.T) {
	_, v := newScratch(t)
	defer v.Close()
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for n := 0; ; {
				select {
				case <-done:
					return
				default:
				}
				tasks := len(v.Case(id).Tasks())
				if tasks%2 != 0 || tasks < n {
					t.Errorf("%d tasks after %d", tasks, n)
					return
				}
				n = tasks
				v.Drafts()
				v.History().Undo(0)
				v.Find("maroudi", 3)
			}
		})
	}
	for range 30 {
		a, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: "A"})
		b, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: "B"})
		storetest.Commit(t, v, a, b)
	}
	close(done)
	readers.Wait()
}

func TestTheIndexFollowsTheCases(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "BEN SAÏD", "Tarek")
	note := storetest.Note(t, v, id, "Le chauffage fonctionne.")
	companion := v.NewCase()
	c := &model.Case{ID: companion}
	link, _ := c.Put("note.add", companion, &model.Companion{Main: id})
	private, _ := c.Put("note.add", v.NewID(), &model.Contact{Date: 1, Facts: "zanzibar"})
	storetest.Commit(t, v, link, private)
	find := func(query string) (records []model.ID, private bool) {
		t.Helper()
		v.WaitIndex()
		hits, total, ready := v.Find(query, 10)
		if !ready || total != len(hits) {
			t.Errorf("%q: %d of %d, ready: %v", query, len(hits), total, ready)
		}
		for _, h := range hits {
			if h.Case != id {
				t.Errorf("%q: found in case %v", query, h.Case)
			}
			records, private = append(records, h.Record), private || h.Private
		}
		return records, private
	}
	for range 2 {
		if got, private := find("chauff"); len(got) != 1 || got[0] != note || private {
			t.Errorf("chauff: %v", got)
		}
		if got, _ := find("bensaid"); len(got) != 1 {
			t.Errorf("bensaid: %v", got)
		}
		if got, private := find("ZANZI"); len(got) != 1 || !private {
			t.Errorf("zanzi: %v, private: %v", got, private)
		}
		v = s.reopen(v)
	}
	edit, _ := v.Case(id).Put("note.edit", note, &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: "La chaudière est réparée."})
	storetest.Commit(t, v, edit)
	if got, _ := find("chauff"); len(got) != 0 {
		t.Error("the former text is still found")
	}
	if got, _ := find("chaudiere"); len(got) != 1 {
		t.Error("the new text is not found")
	}
	var many []model.Write
	for range 600 {
		w, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: "foule"})
		many = append(many, w)
	}
	storetest.Commit(t, v, many...)
	v.WaitIndex()
	if hits, total, ready := v.Find("foule chaudiere", 10); len(hits) != 0 || total != 0 || !ready {
		t.Error("words of two documents are found together")
	}
	if _, total, ready := v.Find("foule", 10); total != 600 || !ready {
		t.Errorf("%d of 600 tasks are found", total)
	}
	gone, _ := v.Case(id).Delete("note.delete", model.KindContact, note)
	storetest.Commit(t, v, gone)
	if got, _ := find("chaudiere"); len(got) != 0 {
		t.Error("a deleted note is still found")
	}
	s.close(v)
}

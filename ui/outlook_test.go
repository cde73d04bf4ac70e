package ui

import (
	"testing"

	"seuil/model"
	"seuil/store/storetest"
	"seuil/ui/nav"
)

// manyCases is a root over more cases than are looked at before a frame.
func manyCases(t *testing.T) (h *harness, cases []model.ID) {
	t.Helper()
	dir := t.TempDir()
	cases = storetest.Caseload(t, dir, atOnce+1, 0)
	h = newHarness(t, nil)
	h.root.gate.vault = storetest.Unlock(t, storetest.Options(dir))
	_, _ = h.root.Update(nav.Unlocked{})
	return h, cases
}

func (h *harness) addTask(id model.ID) {
	h.t.Helper()
	w, _ := h.root.vault.Case(id).Put("task.add", h.root.vault.NewID(), &model.Task{Label: "Rappeler", Due: model.DateOf(testNow)})
	storetest.Commit(h.t, h.root.vault, w)
}

func TestWhatManyCasesNeedIsSaidInTheBackground(t *testing.T) {
	h, cases := manyCases(t)
	s := session{h.root.vault, h.root}
	if s.Outlook(cases[0]) != nil {
		t.Fatal("the first frame waited for every case")
	}
	done := h.root.lookAhead()().(looked)
	before := len(h.root.vault.Case(cases[0]).Tasks())
	h.addTask(cases[0])
	h.root.changed(cases[:1])
	h.send(done)
	for _, id := range cases {
		if s.Outlook(id) == nil {
			t.Fatalf("nothing is said of %s", id)
		}
	}
	if n := len(s.Outlook(cases[0]).Tasks); n != before+1 {
		t.Errorf("what changed meanwhile is lost: %d tasks, want %d", n, before+1)
	}
}

func TestOnlyTheLatestWorkInTheBackgroundCounts(t *testing.T) {
	h, cases := manyCases(t)
	s := session{h.root.vault, h.root}
	old := h.root.lookAhead()()
	h.addTask(cases[0])
	fresh := h.root.lookAhead()
	h.send(old)
	if s.Outlook(cases[0]) != nil {
		t.Fatal("work that was overtaken was taken")
	}
	h.run(fresh)
	if got, want := len(s.Outlook(cases[0]).Tasks), len(h.root.vault.Case(cases[0]).Tasks()); got != want {
		t.Errorf("%d tasks, want %d", got, want)
	}
}

func TestThousandsOfChangedCasesDoNotStopTheScreen(t *testing.T) {
	h, cases := manyCases(t)
	s := session{h.root.vault, h.root}
	h.run(h.root.lookAhead())
	was := s.Outlook(cases[0])
	h.addTask(cases[0])
	later := h.root.changed(cases)
	if s.Outlook(cases[0]) != was {
		t.Fatal("they were looked at before the next frame")
	}
	h.run(later)
	if got, want := len(s.Outlook(cases[0]).Tasks), len(h.root.vault.Case(cases[0]).Tasks()); got != want {
		t.Errorf("afterwards there are %d tasks, want %d", got, want)
	}
}

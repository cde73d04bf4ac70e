package ui

import (
	"testing"

	"seuil/model"
	"seuil/model/due"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/act"
	"seuil/ui/demo"
	"seuil/ui/locale"
)

// demoVault is the demonstration as it stands on the reference day.
func demoVault(t testing.TB) *store.Vault {
	t.Helper()
	today := model.DateOf(testNow)
	clock := storetest.NewClock(demo.First(today).Time())
	opt := storetest.Options(t.TempDir())
	opt.Now = clock.Now
	v, _, err := store.Create(opt, demo.Passphrase, demo.Me())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	if err := demo.Seed(v, today, clock.Set); err != nil {
		t.Fatal(err)
	}
	clock.Set(testNow)
	return v
}

func TestTheSearchIsMadeReadyOnceTheCaseloadStands(t *testing.T) {
	v := demoVault(t)
	if _, _, ready := v.Find("", 0); ready {
		t.Fatal("it was ready before")
	}
	newHarness(t, v).awaitSearch()
}

// What the households of the demonstration have signed reads as if a worker had let them sign it with the program.
func TestTheDemonstrationSignsWhatTheProgramWrites(t *testing.T) {
	h := newHarness(t, demoVault(t))
	desk := act.Desk{Env: h.root.env, Names: h.root.names, Set: h.root.opt.Programme()}
	signed := 0
	for _, s := range h.root.vault.Summaries() {
		c := h.root.vault.Case(s.Case)
		p := desk.Set.Programme(s.Header.Programme)
		for _, a := range c.Agreements() {
			missing, last := due.Unsigned(&a, &p, c.Signatures())
			want := ""
			if len(missing) == 0 {
				signed++
				want = desk.Terms(c, a, locale.French)
			} else {
				last = 0
			}
			if a.Text != want || a.Frozen != last {
				t.Errorf("%s, %s: kept on %q:\n%s\nwant on %q:\n%s", s.Name, a.Paper, a.Frozen, a.Text, last, want)
			}
		}
	}
	if signed < 10 {
		t.Errorf("only %d papers are signed", signed)
	}
}

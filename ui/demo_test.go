package ui

import (
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/demo"
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

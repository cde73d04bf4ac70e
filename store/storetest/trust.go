package storetest

import (
	"testing"

	"seuil/model"
	"seuil/store"
)

// spoken are the words that [Trust] records.
const spoken = "abeille bambou cabane dauphin éclair fabuleux"

// Trust records, on the day of [Noon], what [store.Vault.Trust] records once it has compared the words of the card of a device. Those
// take 80 ms each time that they are asked for, which tests of what comes after cannot wait for.
func Trust(t testing.TB, v *store.Vault, device model.ID, mine bool) {
	t.Helper()
	if p, ok := v.Peer(device); !ok || p.Revoked {
		t.Fatalf("there is no card of the device %x that could be trusted", device)
	}
	var writes []model.Write
	home := v.Companion(model.RegistryID)
	if home == nil {
		home = &model.Case{ID: v.NewCase()}
		w, _ := home.Put(store.ActTrust, home.ID, &model.Companion{Main: model.RegistryID})
		writes = append(writes, w)
	}
	if w, ok := home.Put(store.ActTrust, device, &model.Trust{On: model.DateOf(Noon), Words: spoken, Mine: mine}); ok {
		writes = append(writes, w)
	}
	if len(writes) > 0 {
		Commit(t, v, writes...)
	}
}

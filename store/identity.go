package store

import (
	"crypto/ed25519"
	"io"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
)

// identity is who writes in this vault: a device, its key, and the worker whose device it is.
type identity struct {
	device  model.ID
	worker  model.ID
	private ed25519.PrivateKey
}

func newIdentity(rand io.Reader, worker model.ID) (identity, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(rand, seed); err != nil {
		return identity{}, err
	}
	private := ed25519.NewKeyFromSeed(seed)
	return identity{device: codec.DeviceID(publicKey(private)), worker: worker, private: private}, nil
}

func publicKey(private ed25519.PrivateKey) ed25519.PublicKey {
	return ed25519.PublicKey(private[ed25519.PrivateKeySize-ed25519.PublicKeySize:])
}

// write makes the identity that of the vault. The keys of former devices stay: they prove what was written before.
func (i identity) write(s sealer, tx *bolt.Tx) error {
	if err := s.put(tx, metaBucket, deviceKey(i.device), i.private); err != nil {
		return err
	}
	return s.put(tx, metaBucket, []byte(selfKey), append(i.device[:], i.worker[:]...))
}

// readIdentity finds the vault's own identity among the opened records of the meta bucket.
func readIdentity(meta map[string][]byte) (i identity, ok bool) {
	self := meta[selfKey]
	if len(self) != 32 {
		return i, false
	}
	copy(i.device[:], self)
	copy(i.worker[:], self[16:])
	i.private = ed25519.PrivateKey(meta[string(deviceKey(i.device))])
	ok = len(i.private) == ed25519.PrivateKeySize && codec.DeviceID(publicKey(i.private)) == i.device
	return i, ok
}

// publicKeys are the keys of all devices in the meta bucket. A key that does not give the id it stands under is left out.
func publicKeys(meta map[string][]byte) map[model.ID]ed25519.PublicKey {
	keys := make(map[model.ID]ed25519.PublicKey)
	for name, b := range meta {
		if len(b) != ed25519.PrivateKeySize && len(b) != ed25519.PublicKeySize {
			continue
		}
		pub := ed25519.PublicKey(b[len(b)-ed25519.PublicKeySize:])
		if id := codec.DeviceID(pub); name == string(deviceKey(id)) {
			keys[id] = pub
		}
	}
	return keys
}

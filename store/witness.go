package store

import (
	"crypto/subtle"
	"encoding/binary"
	"os"
	"path/filepath"

	"seuil/model"
	"seuil/store/seal"
)

// witnessSize is the length of the witness file:
//
//	vault id 16 | device 16 | commits u64 | HMAC 32
//
// The HMAC also covers the number that the lock file has on its disk, so that a copied folder has no valid witness.
const witnessSize = 16 + 16 + 8 + 32

// testimony is what a witness says of a vault.
type testimony int

const (
	same   testimony = iota // the witness saw the newest commit, or the vault is ahead of it: a crash
	behind                  // the witness saw a commit that the vault does not have
	alien                   // no witness of this vault, this device and this folder
)

// witness is the file that remembers the newest commit outside the vault.
type witness struct {
	file   *os.File
	key    *seal.Key
	device model.ID
	folder uint64 // number of the lock file on its disk
}

func openWitness(dir string, key *seal.Key, device model.ID, folder uint64) (*witness, error) {
	f, err := os.OpenFile(filepath.Join(dir, witnessName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	return &witness{file: f, key: key, device: device, folder: folder}, nil
}

func (w *witness) encode(commits uint64) []byte {
	id := w.key.VaultID()
	b := append(id[:], w.device[:]...)
	b = binary.BigEndian.AppendUint64(b, commits)
	mac := w.key.WitnessMAC(binary.BigEndian.AppendUint64(b[:len(b):len(b)], w.folder))
	return append(b, mac[:]...)
}

// compare asks the witness about a vault of so many commits.
func (w *witness) compare(commits uint64) testimony {
	b := make([]byte, witnessSize+1)
	n, _ := w.file.ReadAt(b, 0)
	if n != witnessSize {
		return alien
	}
	seen := binary.BigEndian.Uint64(b[32:])
	if subtle.ConstantTimeCompare(w.encode(seen), b[:witnessSize]) == 0 {
		return alien
	}
	if seen > commits {
		return behind
	}
	return same
}

// write tells the witness of a commit. It does not wait for the disk: a witness that lags behind is what a crash leaves.
func (w *witness) write(commits uint64) error {
	_, err := w.file.WriteAt(w.encode(commits), 0)
	return err
}

// settle writes durably, and cuts off what a damaged witness had too much.
func (w *witness) settle(commits uint64) error {
	if err := w.file.Truncate(witnessSize); err != nil {
		return err
	}
	if err := w.write(commits); err != nil {
		return err
	}
	return w.file.Sync()
}

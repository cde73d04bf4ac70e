package store

import (
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/seal"
)

// Rewrite copies what the vault holds to a new file, proves it and puts it in place of the old one. What was deleted or
// replaced is gone from the file only then: bbolt leaves it in freed pages. A backup is made first.
func (v *Vault) Rewrite() error {
	if _, err := v.BackUp(0); err != nil {
		return err
	}
	v.files.Lock()
	defer v.files.Unlock()
	v.write.Lock()
	defer v.write.Unlock()
	return v.rewrite()
}

// rewrite is Rewrite without the backup, under both locks.
func (v *Vault) rewrite() error {
	if v.broken != nil {
		return v.broken
	}
	fresh, place := filepath.Join(v.opt.Dir, freshName), filepath.Join(v.opt.Dir, vaultName)
	if err := v.copyTo(fresh); err != nil {
		_ = os.Remove(fresh)
		return asError(err)
	}
	err := v.db.Close() // before the rename: this system may not let go of an open file
	if err == nil {
		err = install(fresh, place)
	}
	if err == nil {
		v.db, err = openForUse(place)
	}
	if err != nil {
		v.broken = ioError(CodeUnknown, err)
		return v.broken
	}
	v.forgetPages()
	return nil
}

// copyTo writes the live records of the vault to a file, durably, and proves that it has the same head and all its changes.
func (v *Vault) copyTo(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	opt := boltOptions()
	opt.NoSync = true // the file counts for nothing before it is synced and proven, below
	dst, err := bolt.Open(path, 0o600, opt)
	if err != nil {
		return err
	}
	err = bolt.Compact(dst, v.db, 1<<20)
	if e := dst.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = syncFile(path)
	}
	if err != nil {
		return err
	}
	_, err = prove(path, v.seal.key)
	return err
}

// forgetPages gives back the memory of the mapped file after all of it was read. The file may be longer than its mapping, which ends
// no sooner than the last page in use: what lies behind belongs to somebody else.
func (v *Vault) forgetPages() {
	_ = v.db.View(func(tx *bolt.Tx) error { // meanwhile the mapping does not move
		dropPages(v.db.Info().Data, int(tx.Size()))
		return nil
	})
}

// SetPassphrase replaces the passphrase, and rewrites the file so that the old one opens nothing in it. Backups made before
// still open with the old one. Errors: those of [seal.Strength], [ErrUnknown], [ErrDiskFull], [ErrIO].
func (v *Vault) SetPassphrase(passphrase string) error {
	if err := seal.Strength(passphrase); err != nil {
		return err
	}
	return v.setHeader(func(h seal.Header) (seal.Header, error) {
		return h.WithPassphrase(v.opt.Rand, v.seal.key, h.Params(), passphrase)
	})
}

// NewRecovery replaces the recovery words, for when the paper is lost or was seen, and returns the new ones. The old ones
// still open backups made before.
func (v *Vault) NewRecovery() (words []string, err error) {
	secret, err := seal.NewRecovery(v.opt.Rand)
	if err != nil {
		return nil, err
	}
	err = v.setHeader(func(h seal.Header) (seal.Header, error) { return h.WithRecovery(v.opt.Rand, v.seal.key, secret) })
	if err != nil {
		return nil, err
	}
	return secret.Words(), nil
}

func (v *Vault) setHeader(change func(seal.Header) (seal.Header, error)) error {
	v.files.Lock()
	defer v.files.Unlock()
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	next, err := change(v.header)
	if err != nil {
		return err
	}
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	err = v.store(b, model.ID{}, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(headerBucket)).Put([]byte(headerKey), next.Encode())
	})
	if err != nil {
		return err
	}
	v.header = next
	return v.rewrite()
}

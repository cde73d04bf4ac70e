package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
)

// refusedKey names the record of the meta bucket that says which files were refused: a list of refusedFile, the latest last.
const refusedKey = "refused"

// maxRefused is how many files are remembered.
const maxRefused = 256

// refusedFile is a file as it was when it was refused.
type refusedFile struct {
	Name   string `cbor:"0,keyasint"` // without its folder, which may be another one next time
	Size   int64  `cbor:"1,keyasint"` // bytes
	Millis int64  `cbor:"2,keyasint"` // when it was written, since 1970 UTC
}

// lasting are the refusals of a file that no later version, card or key changes anything about.
var lasting = []error{bundle.ErrTooLarge, bundle.ErrNotBundle, bundle.ErrLength, bundle.ErrDamaged, bundle.ErrCostly, bundle.ErrManyRecipients, bundle.ErrForwarded,
	bundle.ErrForged, bundle.ErrPadding, bundle.ErrMalformed}

// Refuse remembers that a file was refused and why was said, so that it is not said each time anew ([Vault.Unrefused]). What may be
// another time, because the sender's card or a newer seuil comes, is not remembered. Errors: those of [Vault.Commit].
func (v *Vault) Refuse(path string, why error) error {
	info, err := os.Stat(path)
	if err != nil || !slices.ContainsFunc(lasting, func(e error) bool { return errors.Is(why, e) }) {
		return nil
	}
	file := refusedFile{filepath.Base(path), info.Size(), info.ModTime().UnixMilli()}
	list, err := v.refusedFiles()
	if err != nil || slices.Contains(list, file) {
		return err
	}
	list = append(slices.DeleteFunc(list, func(f refusedFile) bool { return f.Name == file.Name }), file)
	encoded, err := cbor.Marshal(list[max(0, len(list)-maxRefused):])
	if err != nil {
		return err
	}
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	return v.store(b, model.ID{}, func(tx *bolt.Tx) error { return v.seal.put(tx, metaBucket, []byte(refusedKey), encoded) })
}

// Unrefused are those of some files that were not refused before as they are now. Error: that of the disk.
func (v *Vault) Unrefused(list []Waiting) ([]Waiting, error) {
	refused, err := v.refusedFiles()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(list), func(w Waiting) bool {
		return slices.Contains(refused, refusedFile{filepath.Base(w.Path), w.Size, w.At.UnixMilli()})
	}), nil
}

func (v *Vault) refusedFiles() (list []refusedFile, err error) {
	v.files.Lock()
	defer v.files.Unlock()
	err = v.db.View(func(tx *bolt.Tx) error {
		return v.eachMeta(tx, []byte(refusedKey), func(_, value []byte) error {
			if cbor.Unmarshal(value, &list) != nil {
				list = nil // of a later version: it is told once more
			}
			return nil
		})
	})
	if err != nil {
		err = asError(err)
	}
	return list, err
}

package store

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"seuil/model"
	"seuil/store/bundle"
)

// Waiting is a file in an exchange folder that looks like a bundle which was neither made nor imported here. Who it is for only
// [Vault.Preview] can say.
type Waiting struct {
	Path string
	Size int64 // bytes
	At   time.Time
}

// Waiting are the bundles that wait in a folder, the newest first; a folder that is not there holds none. Error: that of the disk.
func (v *Vault) Waiting(folder string) (list []Waiting, err error) {
	entries, err := os.ReadDir(folder)
	switch {
	case os.IsNotExist(err):
		return nil, nil
	case err != nil:
		return nil, err
	}
	settled := v.settledNames()
	for _, e := range entries {
		ok, _ := filepath.Match(bundlePattern, e.Name())
		if !ok || settled[e.Name()] {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		list = append(list, Waiting{filepath.Join(folder, e.Name()), info.Size(), info.ModTime()})
	}
	slices.SortFunc(list, func(a, b Waiting) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return slices.Compare([]byte(a.Path), []byte(b.Path))
	})
	return list, nil
}

// bundlePattern is what [bundle.FileName] makes.
const bundlePattern = "paquet-*.seuil"

// settledNames are the names of the files of bundles that this vault has made or imported.
func (v *Vault) settledNames() map[string]bool {
	names := make(map[string]bool)
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, s := range v.peers {
		for _, list := range [][]model.ID{s.imported, s.made} {
			for _, id := range list {
				names[bundle.FileName(id)] = true
			}
		}
	}
	return names
}

// ReadBundle reads the file of a bundle, or of a card, into memory, never more than the largest bundle. Errors: [bundle.ErrTooLarge];
// that of the system.
func ReadBundle(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	file, err := io.ReadAll(io.LimitReader(f, bundle.MaxFile+1))
	if err != nil {
		return nil, err
	}
	if len(file) > bundle.MaxFile {
		return nil, bundle.ErrTooLarge
	}
	return file, nil
}

// SaveCard writes the card of this device into a folder, which it makes if need be, and returns the path. Errors: [ErrNoCard]; that of
// the disk.
func (v *Vault) SaveCard(folder string) (path string, err error) {
	card := v.Card()
	if card == nil {
		return "", ErrNoCard
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	path = filepath.Join(folder, card.FileName())
	fresh := path + unfinishedSuffix
	if err := writeProven(fresh, func(w io.Writer) error { _, err := w.Write(card.Bytes()); return err }); err != nil {
		_ = os.Remove(fresh)
		return "", asError(err)
	}
	return path, install(fresh, path)
}

package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"seuil/model"
	"seuil/store/bundle"
)

// Waiting is a file in an exchange folder that was neither made nor imported here, and is a bundle for this vault; or looks damaged, so
// that only whoever sees it can say.
type Waiting struct {
	Path string
	Size int64 // bytes
	At   time.Time

	Words bool // it opens by seven words, for whomever they were told
}

// Waiting are the bundles that wait in a folder, the newest first; a folder that is not there holds none. The folder may be that of a whole
// team: of each file the head is read, and what is for others is passed over. Error: that of the disk.
func (v *Vault) Waiting(folder string) (list []Waiting, err error) {
	entries, err := os.ReadDir(folder)
	switch {
	case os.IsNotExist(err):
		return nil, nil
	case err != nil:
		return nil, err
	}
	settled := v.settledNames()
	v.write.Lock()
	keys := v.openers()
	v.write.Unlock()
	for _, e := range entries {
		name := bundle.Named(e.Name())
		if name == "" || settled[name] {
			continue
		}
		path := filepath.Join(folder, e.Name())
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		head := addressed(path, keys)
		if errors.Is(head, bundle.ErrNotForMe) {
			continue
		}
		list = append(list, Waiting{path, info.Size(), info.ModTime(), errors.Is(head, bundle.ErrNeedsWords)})
	}
	slices.SortFunc(list, func(a, b Waiting) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return slices.Compare([]byte(a.Path), []byte(b.Path))
	})
	return list, nil
}

// addressed says whether the head of a file opens by one of the keys.
func addressed(path string, keys []*bundle.Key) error {
	f, err := openPlain(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return bundle.Addressed(f, keys...)
}

// openPlain opens a plain file: a pipe or a device in its place is not waited for.
func openPlain(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, bundle.ErrNotBundle
	}
	return os.Open(path)
}

// settledNames are the names of the files of bundles that this vault has made or imported. A name holds 32 bits of the id of its bundle:
// should a stranger's have the same, it is passed over, stays unconfirmed, and comes again under another name with the next change.
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
	for _, p := range v.log {
		if p.Words && (p.Sent || p.self == v.self.device) {
			names[bundle.FileName(p.Bundle)] = true
		}
	}
	return names
}

// ReadBundle reads the file of a bundle, or of a card, into memory, never more than the largest bundle. Errors: [bundle.ErrTooLarge];
// [bundle.ErrNotBundle] for what is no plain file; that of the system.
func ReadBundle(path string) ([]byte, error) {
	f, err := openPlain(path)
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

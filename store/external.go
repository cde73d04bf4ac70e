package store

import (
	"context"
	"errors"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
)

// CopyEvery is the age from which a worker is to be reminded of a copy outside of the machine.
const CopyEvery = 14 * 24 * time.Hour

const (
	copyKey = "copy" // in the meta bucket: copyState

	keepCopies = 2  // in one folder, none older than keepLimit
	maxCopies  = 64 // that are remembered, of all sticks
)

// copyState is what this vault remembers of its copies elsewhere.
type copyState struct {
	At     int64    `cbor:"0,keyasint"` // of the last one, milliseconds; zero for none
	Folder string   `cbor:"1,keyasint"`
	Names  []string `cbor:"2,keyasint"` // of the files, the newest last: only these are ever removed
}

// Copy is a copy of the vault outside of its machine.
type Copy struct {
	Path     string
	At       time.Time
	SameDisk bool // it lies on the disk of the vault, and is lost with that
}

// LastCopy is when the vault was last copied out, and into which folder; the zero time for never.
func (v *Vault) LastCopy() (at time.Time, folder string) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.copied.At > 0 {
		at = time.UnixMilli(v.copied.At).UTC()
	}
	return at, v.copied.Folder
}

// CopyDue says that the last copy outside of the machine, or without one the vault itself, is older than [CopyEvery].
func (v *Vault) CopyDue() bool {
	since, _ := v.LastCopy()
	if since.IsZero() {
		since = v.opt.Now()
		for c := range v.Registry().All() {
			if c.At().Before(since) {
				since = c.At()
			}
		}
	}
	return v.opt.Now().Sub(since) >= CopyEvery
}

// CopyOut makes a backup, copies it into a folder outside of that of the vault, and reads it again from the medium: a stick that lies is
// noticed here. It is a whole vault like any backup, see [Restore]. The copies of this vault before the last one are removed from the
// folder. What stops it leaves nothing that passes for a copy. Progress is told in bytes, of both passes. Errors: [ErrCopyFolder];
// [ErrCopyInside]; [ErrCopyFull]; [ErrCopyRefused]; [ErrCopyDiffers]; that of ctx; those of [Vault.BackUp] and [Vault.Commit].
func (v *Vault) CopyOut(ctx context.Context, folder string, tell Progress) (Copy, error) {
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() {
		return Copy{}, ErrCopyFolder
	}
	if within, err := v.holds(folder); err != nil || within {
		return Copy{}, ErrCopyInside
	}
	if _, err := v.BackUp(0); err != nil {
		return Copy{}, err
	}
	from, at, err := v.newestBackup()
	if err != nil {
		return Copy{}, asError(err)
	}
	defer from.Close()
	fresh := filepath.Join(folder, unfinishedPrefix+v.self.device.String()[:8]+unfinishedSuffix)
	err = carry(ctx, from, fresh, tell)
	path := freeName(folder, at)
	if err == nil {
		err = install(fresh, path)
	}
	if err != nil {
		_ = os.Remove(fresh)
		return Copy{}, copyError(ctx, err)
	}
	v.dropCopies(folder)
	return Copy{path, at, sameDisk(from, path)}, v.noteCopy(folder, filepath.Base(path))
}

// sameDisk says that a file lies on the disk of an open one.
func sameDisk(f *os.File, path string) bool {
	other, err := os.Open(path)
	if err != nil {
		return false
	}
	defer other.Close()
	a, err := diskOf(f)
	b, e := diskOf(other)
	return err == nil && e == nil && a == b
}

// holds says that a folder is that of the vault or lies in it.
func (v *Vault) holds(folder string) (bool, error) {
	own, err := os.Stat(v.opt.Dir)
	if err != nil {
		return false, err
	}
	path, err := filepath.Abs(folder)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	for ; err == nil; path = filepath.Dir(path) {
		var info fs.FileInfo
		if info, err = os.Stat(path); err == nil && os.SameFile(own, info) {
			return true, nil
		}
		if path == filepath.Dir(path) {
			return false, err
		}
	}
	return false, err
}

// newestBackup opens the newest backup.
func (v *Vault) newestBackup() (*os.File, time.Time, error) {
	v.files.Lock() // it is not replaced meanwhile
	defer v.files.Unlock()
	list := Backups(v.opt.Dir)
	if len(list) == 0 {
		return nil, time.Time{}, ErrIO
	}
	f, err := os.Open(list[0].Path)
	return f, list[0].At, err
}

// freeName is a path in a folder that nothing has, named as backups are. Two vaults may share a stick.
func freeName(folder string, at time.Time) string {
	for ; ; at = at.Add(time.Second) {
		path := filepath.Join(folder, backupPrefix+at.Format(backupStamp)+backupSuffix)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path
		} else if err != nil {
			return path // what is wrong with the folder shows when it is written to
		}
	}
}

// meter counts the bytes of a copy, and ends it when it is stopped.
type meter struct {
	ctx         context.Context
	tell        Progress
	done, total int
	io.Reader
}

func (m *meter) Read(b []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.Reader.Read(b)
	if m.done += n; m.tell != nil {
		m.tell(m.done, m.total)
	}
	return n, err
}

// carryBlock is how many bytes are carried at once: whole pages, for reading past the cache of Windows asks for that.
const carryBlock = 1 << 20

// carry copies a file to a path, durably, and compares it with what the medium has, not the cache.
func carry(ctx context.Context, from *os.File, path string, tell Progress) error {
	info, err := from.Stat()
	if err != nil {
		return err
	}
	to, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	m := &meter{ctx: ctx, tell: tell, total: 2 * int(info.Size())}
	var sent, there maphash.Hash // against accidents: the seals are there against others
	there.SetSeed(sent.Seed())
	block := make([]byte, carryBlock)
	m.Reader = from
	_, err = io.CopyBuffer(io.MultiWriter(to, &sent), m, block)
	if e := to.Sync(); err == nil {
		err = e
	}
	if e := to.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	back, err := openCold(path)
	if err != nil {
		return err
	}
	defer back.Close()
	m.Reader = back
	if _, err := io.CopyBuffer(&there, m, block); err != nil {
		return err
	}
	if sent.Sum64() != there.Sum64() {
		return ErrCopyDiffers
	}
	return nil
}

// copyError says in our words why the folder took no copy: what the sentences of the own disk say of it would be wrong.
func copyError(ctx context.Context, err error) error {
	var known *Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &known):
		return known
	case isFull(err):
		return ioError(CodeCopyFull, err)
	case errors.Is(err, fs.ErrNotExist):
		return ErrCopyFolder // the stick was pulled out
	}
	return ioError(CodeCopyRefused, err)
}

// dropCopies removes from a folder the copies of this vault that the last one and the one before it replace. One that cannot be removed
// now will be next time.
func (v *Vault) dropCopies(folder string) {
	v.mu.RLock()
	names := slices.Clone(v.copied.Names)
	v.mu.RUnlock()
	oldest := v.opt.Now().UTC().Add(-keepLimit)
	left := keepCopies - 1 // the last one is not among the names yet
	for _, name := range slices.Backward(names) {
		path := filepath.Join(folder, name)
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if left--; left < 0 || stampOf(name, backupPrefix).Before(oldest) {
			_ = os.Remove(path)
		}
	}
}

// noteCopy remembers a copy.
func (v *Vault) noteCopy(folder, name string) error {
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	v.mu.RLock()
	s := copyState{At: v.opt.Now().UnixMilli(), Folder: folder, Names: append(slices.Clone(v.copied.Names), name)}
	v.mu.RUnlock()
	s.Names = s.Names[max(0, len(s.Names)-maxCopies):]
	encoded, err := cbor.Marshal(s)
	if err != nil {
		return err
	}
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	err = v.store(b, model.ID{}, func(tx *bolt.Tx) error { return v.seal.put(tx, metaBucket, []byte(copyKey), encoded) })
	if err == nil {
		v.mu.Lock()
		v.copied = s
		v.mu.Unlock()
	}
	return err
}

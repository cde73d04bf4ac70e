package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/seal"
)

// State is what can be said of a folder without opening anything.
type State struct {
	Dir     string
	Present bool  // there is a vault
	Place   Place // why the folder cannot hold one; empty if it can
}

// Inspect looks at a folder. It reads no file and writes nothing.
func Inspect(dir string) State {
	_, err := os.Lstat(filepath.Join(dir, vaultName))
	return State{Dir: dir, Present: err == nil, Place: PlaceOf(dir)}
}

// Locked is a vault whose file is sound and which nobody else has open: it waits for its passphrase.
type Locked struct {
	opt      Options
	lock     *os.File
	image    *image
	contents *contents
	header   seal.Header
	opening  chan struct{} // closed when bbolt has opened the file, or failed
	db       *bolt.DB
	err      error
	written  time.Time
}

// Open looks at a vault as far as can be done without a key. Errors: [ErrAbsent]; [ErrUnsafe]; [ErrInUse], at once; [ErrNewer];
// [ErrDamaged] with its problems; [ErrIO]. Nothing is ever written to a file that is not sound.
func Open(opt Options) (*Locked, error) {
	opt = opt.filled()
	switch s := Inspect(opt.Dir); {
	case !s.Present:
		return nil, ErrAbsent
	case s.Place != "":
		return nil, &Error{Code: CodeUnsafe, Place: s.Place}
	}
	lock, err := takeLock(opt.Dir)
	if err != nil {
		return nil, err
	}
	l := &Locked{opt: opt, lock: lock, opening: make(chan struct{})}
	if err := l.read(); err != nil {
		giveLock(lock)
		return nil, err
	}
	go l.openBolt()
	return l, nil
}

// takeLock locks the folder for this process.
func takeLock(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, ioError(CodeIO, err)
	}
	if err := lockFile(f); err != nil {
		_ = f.Close()
		if errors.Is(err, ErrInUse) {
			return nil, ErrInUse
		}
		return nil, ioError(CodeIO, err)
	}
	return f, nil
}

// giveLock unlocks the folder.
func giveLock(lock *os.File) {
	unlockFile(lock)
	_ = lock.Close()
}

// read maps the file and proves its structure.
func (l *Locked) read() error {
	im, err := openImage(filepath.Join(l.opt.Dir, vaultName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrAbsent
	case err != nil:
		return ioError(CodeIO, err)
	}
	c, problems := im.contents()
	if len(problems) == 0 {
		l.header, err = seal.ParseHeader(c.header)
		if errors.Is(err, seal.ErrNewer) {
			im.close()
			return ErrNewer
		}
		if err != nil {
			problems = []Problem{{Code: ProblemHeader, Count: 1}}
		}
	}
	if len(problems) > 0 {
		im.close()
		return &Error{Code: CodeDamaged, Problems: problems}
	}
	l.image, l.contents, l.written = im, c, im.written
	return nil
}

// openBolt opens the file for writing while the person types: bbolt reads all of it to find its free pages.
func (l *Locked) openBolt() {
	defer close(l.opening)
	l.db, l.err = openForUse(filepath.Join(l.opt.Dir, vaultName))
	if l.err == nil {
		dropPages(l.db.Info().Data, len(l.image.data))
	}
}

// Written is when the vault was last written to.
func (l *Locked) Written() time.Time { return l.written }

// Drafts is how many drafts wait in the vault.
func (l *Locked) Drafts() int { return len(l.contents.drafts) }

// Close gives the vault free without having opened it. After a successful unlock it does nothing.
func (l *Locked) Close() {
	if l.lock == nil {
		return
	}
	<-l.opening
	if l.db != nil {
		_ = l.db.Close()
	}
	l.image.close()
	giveLock(l.lock)
	l.lock = nil
}

// Unlock opens the vault with its passphrase. It takes as long as the key derivation and then reads the whole vault; what is
// not needed at once is left to [Vault.Settle]. Errors: [seal.ErrWrongPassphrase], after which it can be tried again;
// [ErrDamaged]; [ErrIO].
func (l *Locked) Unlock(passphrase string) (*Vault, error) {
	key, err := l.header.Unlock(passphrase)
	if err != nil {
		return nil, err
	}
	return l.unlock(key)
}

// UnlockRecovery opens the vault with its twelve words. Errors are those of [Locked.Unlock], and those of
// [seal.ParseRecovery].
func (l *Locked) UnlockRecovery(words []string) (*Vault, error) {
	key, err := l.header.UnlockRecovery(words)
	if err != nil {
		return nil, err
	}
	return l.unlock(key)
}

func (l *Locked) unlock(key *seal.Key) (v *Vault, err error) {
	// Nearly all that is allocated stays; collecting in between would cost as much time as the loading itself.
	percent := debug.SetGCPercent(-1)
	defer func() {
		if v == nil || !v.held {
			debug.SetGCPercent(percent)
		}
	}()
	data := load(key, l.contents, forUse)
	<-l.opening
	if l.err != nil {
		key.Wipe()
		return nil, ioError(CodeIO, l.err)
	}
	if len(data.problems) > 0 {
		key.Wipe()
		return nil, &Error{Code: CodeDamaged, Problems: data.problems}
	}
	if v, err = newVault(l, key, data); err != nil {
		key.Wipe()
		return nil, err
	}
	l.image.close()
	l.lock = nil // the vault has it now
	v.takeRescued()
	if v.held = len(v.view.team) >= smallCaseload; !v.held {
		settleMemory() // a few milliseconds; what a large vault keeps of the key derivation goes back in the background
	}
	return v, nil
}

// newVault makes the vault of what was loaded, as a new device if its witness is not its own.
func newVault(l *Locked, key *seal.Key, data *loaded) (*Vault, error) {
	v := &Vault{opt: l.opt, lock: l.lock, db: l.db, header: l.header, seal: sealer{key, l.opt.Rand}, self: data.self,
		head: data.head, number: data.number, last: data.last, chains: data.chains, salts: make(map[model.ID][16]byte),
		view: data.view, history: &history{own: data.own, come: data.steps()}, drafts: data.drafts, gone: goneIn(data.meta), index: newIndex(), stop: make(chan struct{})}
	if data.meta[sweepKey] != nil {
		v.unswept = 1
	}
	folder, err := fileNumber(l.lock)
	if err != nil {
		return nil, ioError(CodeIO, err)
	}
	if v.witness, err = openWitness(l.opt.Dir, key, v.self.device, folder); err != nil {
		return nil, ioError(CodeIO, err)
	}
	reason := Notice("")
	switch v.witness.compare(v.head.commits) {
	case alien:
		reason = NoticeCopied
	case behind:
		reason = NoticeRolledBack
	}
	if reason == "" && data.forked[v.self.device] {
		reason = NoticeForked
	}
	if reason != "" {
		v.notices = []Notice{reason}
		err = v.reincarnate()
	} else {
		err = v.witness.write(v.head.commits)
	}
	if err != nil {
		_ = v.witness.file.Close()
		return nil, ioError(CodeIO, err)
	}
	v.remember(data.meta)
	return v, nil
}

// reincarnate gives the vault a new device of the same worker, in one transaction.
func (v *Vault) reincarnate() error {
	self, err := newIdentity(v.opt.Rand, v.self.worker)
	if err != nil {
		return err
	}
	v.self, v.chains = self, make(map[model.ID]link)
	v.witness.device = self.device
	v.history = &history{}
	w, _ := v.Registry().Put("vault.incarnation", self.device, &model.Device{Worker: self.worker})
	b, err := v.prepare([]model.Write{w})
	if err != nil {
		return err
	}
	if err := v.store(b, model.ID{}, func(tx *bolt.Tx) error { return self.write(v.seal, tx) }); err != nil {
		return err
	}
	return v.witness.settle(v.head.commits)
}

package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"io"
	"os"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/seal"
)

// Options say where a vault is and what it takes from outside.
type Options struct {
	Dir    string
	Now    func() time.Time // time.Now if nil
	Rand   io.Reader        // crypto/rand if nil
	Params seal.Params      // cost of the passphrase for a new vault; zero: measured on this machine

	// WordsWork is what the words of an emergency bundle cost to try, as a power of two (see [bundle.SealWords]); zero: 18.
	WordsWork int

	// Landlord says whether an association of a card is a landlord's name: liaison cases alone go there. Nobody is one if nil.
	Landlord func(association string) bool

	KeepDays  int // of how many days a backup is kept; 0: of 7
	KeepWeeks int // and then of how many weeks; 0: of 4; negative: of none
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.KeepDays <= 0 {
		o.KeepDays = keepDays
	}
	if o.WordsWork == 0 {
		o.WordsWork = bundle.WordsWork
	}
	if o.KeepWeeks == 0 {
		o.KeepWeeks = keepWeeks
	}
	o.Rand = &sharedReader{r: o.Rand}
	return o
}

// sharedReader lets several goroutines read from one source.
type sharedReader struct {
	mu sync.Mutex
	r  io.Reader
}

func (s *sharedReader) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.r.Read(p)
}

// Notice is something that the worker must be told after unlocking; its sentence stands in the locale under
// "notice.<code>".
type Notice string

// The notices.
const (
	NoticeCopied     Notice = "copied"      // the vault was copied or restored: it goes on as a new device
	NoticeRolledBack Notice = "rolled_back" // an old copy was put back, or an acknowledged write vanished: likewise
	NoticeForked     Notice = "forked"      // two copies wrote under the same device; both writings are kept
)

// Vault is an unlocked vault. Reading is for any goroutine at any time; what it returns is immutable. Writing is for any
// goroutine too, one after the other.
type Vault struct {
	opt  Options
	lock *os.File

	files sync.Mutex // held while whole files are copied or replaced; taken before write

	write   sync.Mutex // held while writing; guards what follows
	db      *bolt.DB
	header  seal.Header
	seal    sealer
	self    identity
	witness *witness
	head    head
	number  uint64                // of the newest change, in its key
	last    int64                 // instant of the newest own change
	chains  map[model.ID]link     // the end of the own chain of each case
	salts   map[model.ID][16]byte // of cases announced by NewCase
	broken  error                 // why nothing more can be written
	rescued map[model.ID][]byte   // sealed drafts beside a broken vault
	unswept int                   // retractions and erasures whose texts may still lie in the files, see Sweep
	closed  bool

	receptions []reception                    // reception keys, the present and the former ones
	formers    []ed25519.PrivateKey           // of the devices of this vault before this one
	keys       map[model.ID]ed25519.PublicKey // of the devices whose changes are here
	papers     sync.Map                       // of the text of a card, the *Card; for any goroutine

	mu      sync.RWMutex // guards what follows; never held during work on the disk
	view    view
	history *history
	drafts  map[model.ID]model.Draft
	peers   map[model.ID]peerState
	log     []Passage // the oldest first
	copied  copyState
	gone    map[model.ID]bool // cases that were erased here
	notices []Notice

	movedCases []model.ID // see TakeMoved
	index      *index
	settled    sync.Once
	held       bool           // no garbage is collected until then
	bg         sync.WaitGroup // work in the background, which Close waits for
	stop       chan struct{}
}

// link is the end of a chain.
type link struct {
	seq uint64
	id  model.ChangeID
}

// Device is the device of this vault.
func (v *Vault) Device() model.ID { return v.self.device }

// Me is the worker whose vault this is.
func (v *Vault) Me() model.Worker { return v.Registry().Worker(v.self.worker) }

// Dir is the folder of the vault.
func (v *Vault) Dir() string { return v.opt.Dir }

// Notices are what the worker must be told after unlocking.
func (v *Vault) Notices() []Notice {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.notices
}

// NewID is a random id for a record.
func (v *Vault) NewID() (id model.ID) {
	for id.IsZero() {
		v.random(id[:])
	}
	return id
}

// random fills b. Without randomness there is no going on.
func (v *Vault) random(b []byte) {
	if _, err := io.ReadFull(v.opt.Rand, b); err != nil {
		panic("the system gives no random bytes")
	}
}

// Close ends the use of the vault and erases its keys. The cases stay readable.
func (v *Vault) Close() error {
	v.files.Lock()
	defer v.files.Unlock()
	v.write.Lock()
	defer v.write.Unlock()
	if v.closed {
		return nil
	}
	v.closed = true
	v.settled.Do(v.collect)
	close(v.stop)
	v.bg.Wait() // nothing in the background waits for the lock of the writer
	err := v.db.Close()
	_ = v.witness.file.Close()
	giveLock(v.lock)
	v.seal.key.Wipe()
	v.broken = ErrClosed
	return err
}

package store

import (
	"cmp"
	"crypto/subtle"
	"encoding/binary"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/seal"
)

// Names in the folder of a vault.
const (
	vaultName   = "coffre.seuil"
	lockName    = "coffre.lock"
	witnessName = "coffre.witness"
	ballastName = "coffre.ballast"
	freshName   = "coffre.new" // a vault that is being made, never read
	backupsName = "sauvegardes"
)

// Buckets.
const (
	headerBucket = "header"
	changeBucket = "changes"
	draftBucket  = "drafts"
	headBucket   = "head"
	metaBucket   = "meta"
)

// buckets are all of them.
var buckets = []string{headerBucket, changeBucket, draftBucket, headBucket, metaBucket}

// Keys of single records.
const (
	headerKey    = "header"
	headKey      = "head"
	selfKey      = "self"
	devicePrefix = "device" // then the id of the device
)

const (
	tagSize   = 8
	entrySize = tagSize + 8 // length of a key in the buckets of cases
	maxFile   = 2 << 30     // bytes

	mappedRoom = 1 << 30 // bytes, see openForUse
	fileStep   = 1 << 20 // bytes that a file is longer than it need be once it grew
)

// boltOptions are those of every file that is written. No freelist is kept on the disk: one page less that can rot, and
// package probe proves at every opening what bbolt then takes for granted.
func boltOptions() *bolt.Options {
	return &bolt.Options{Timeout: 500 * time.Millisecond, NoFreelistSync: true, FreelistType: bolt.FreelistMapType, MaxSize: maxFile, NoStatistics: true}
}

// openForUse opens the file of a vault. Where addresses cost nothing it is mapped with room to grow: each time that a file outgrows its
// mapping, bbolt copies all that the transaction holds, ten times over in a large import. Windows would make the file as long as that.
func openForUse(path string) (*bolt.DB, error) {
	opt := boltOptions()
	roomy := runtime.GOOS != "windows" && math.MaxInt == math.MaxInt64
	if roomy {
		opt.InitialMmapSize = mappedRoom
	}
	db, err := bolt.Open(path, 0o600, opt)
	if err == nil && roomy {
		db.AllocSize = fileStep // bbolt tells a small file by its mapping, and would make it 16 MiB
	}
	return db, err
}

// sealer writes sealed values.
type sealer struct {
	key  *seal.Key
	rand io.Reader
}

func (s sealer) put(tx *bolt.Tx, bucket string, key, value []byte) error {
	sealed, err := s.key.Seal(s.rand, []byte(bucket), key, value)
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucket)).Put(key, sealed)
}

// changeKey is the place of a change: those of a case stand together, and nothing tells whose they are.
func (s sealer) changeKey(id model.ID, number uint64) []byte {
	tag := s.key.CaseTag(id)
	return binary.BigEndian.AppendUint64(tag[:], number)
}

// sortByPlace sorts things of cases in the order in which the cases stand in the file; those of a case keep theirs.
func sortByPlace[T any](s sealer, list []T, of func(T) model.ID) {
	type place struct {
		tag uint64
		at  int
	}
	places := make([]place, len(list))
	for i, x := range list {
		if i > 0 && of(x) == of(list[i-1]) {
			places[i] = place{places[i-1].tag, i}
			continue
		}
		tag := s.key.CaseTag(of(x))
		places[i] = place{binary.BigEndian.Uint64(tag[:]), i}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.tag, b.tag), cmp.Compare(a.at, b.at)) })
	before := slices.Clone(list)
	for i, p := range places {
		list[i] = before[p.at]
	}
}

func (s sealer) draftKey(d model.Draft) []byte {
	tag, draft := s.key.CaseTag(d.Case), s.key.CaseTag(d.ID)
	return append(tag[:], draft[:]...)
}

func deviceKey(id model.ID) []byte { return append([]byte(devicePrefix), id[:]...) }

// head is what a commit leaves to prove at the next unlock that nothing is missing.
type head struct {
	commits uint64   // how many there were
	changes uint64   // how many changes the vault holds
	set     [32]byte // XOR of the tags of their ids
}

func (h head) encode() []byte {
	b := binary.BigEndian.AppendUint64(nil, h.commits)
	b = binary.BigEndian.AppendUint64(b, h.changes)
	return append(b, h.set[:]...)
}

func (h *head) decode(b []byte) bool {
	if len(b) != 48 {
		return false
	}
	h.commits, h.changes = binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])
	copy(h.set[:], b[16:])
	return true
}

// add counts a change in.
func (h *head) add(key *seal.Key, id model.ChangeID) { h.join(key.SetTag(id)) }

// join counts in the change of a tag.
func (h *head) join(tag [32]byte) {
	h.changes++
	subtle.XORBytes(h.set[:], h.set[:], tag[:])
}

// createFile makes a bbolt file at path with all buckets and what fill writes, in one transaction, and closes it. What
// stood at path is lost.
func createFile(path string, fill func(*bolt.Tx) error) (err error) {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	db, err := bolt.Open(path, 0o600, boltOptions())
	if err != nil {
		return err
	}
	defer func() {
		if e := db.Close(); err == nil {
			err = e
		}
	}()
	return db.Update(func(tx *bolt.Tx) error {
		for _, b := range buckets {
			if _, err := tx.CreateBucket([]byte(b)); err != nil {
				return err
			}
		}
		return fill(tx)
	})
}

// syncFile makes the contents of a file durable, whoever wrote them.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// install gives a finished file its name, durably, in place of the one that had it.
func install(from, to string) error {
	if err := syncFile(from); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

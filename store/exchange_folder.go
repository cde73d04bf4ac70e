package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
)

// Folder is a folder that some other tool keeps in step between laptops, or that travels on a stick. Each laptop drops its bundles there
// and takes those that are for it ([Vault.Waiting]); nobody writes to a file of somebody else.
//
// A bundle stays until its recipient has confirmed it, or until a later drop holds all that it held; then whoever made it removes it.
type Folder struct {
	vault *Vault
	path  string
}

// Folder is the exchange folder at a path. Nothing is looked at yet.
func (v *Vault) Folder(path string) *Folder { return &Folder{v, path} }

// Correspondents are those whom the folder serves by itself: verified devices in use, of this worker or of the same association. To
// somebody of another house a person sends on purpose, for what leaves the house is that person's decision.
func (f *Folder) Correspondents() (list []Peer) {
	me := f.vault.Card()
	for _, p := range f.vault.Peers() {
		if p.Verified && !p.Revoked && !p.Replaced && me != nil && (p.Mine || p.Card.Association == me.Association) {
			list = append(list, p)
		}
	}
	return list
}

// Accept is [Incoming.Accept], and remembers a bundle that brought nothing but a confirmation: confirming that in turn would never end.
func (f *Folder) Accept(in *Incoming) (Imported, error) {
	v, device := f.vault, in.From.Device
	done, err := in.Accept()
	if err != nil || in.Already || len(in.arrivals) > 0 {
		return done, err
	}
	s, err := v.lastDrop(device)
	if err != nil {
		return done, err
	}
	s.Told = append(s.Told, in.bundle.ID[:]...)
	return done, v.putDrop(device, s)
}

// Drop is what [Folder.Drop] did.
type Drop struct {
	Out   *Outgoing // what was sent; nil for nothing
	Paths []string  // of the bundles that were made
	Lies  bool      // what was dropped before still lies there, and nothing is to be added
}

// Drop makes the bundles that a device should get, if there is something new, to confirm or to ask for since the last time; what they
// replace is removed. Errors: those of [Vault.PrepareSend] and [Outgoing.Write].
func (f *Folder) Drop(ctx context.Context, device model.ID, tell Progress) (Drop, error) {
	v := f.vault
	last, err := v.lastDrop(device)
	if err != nil {
		return Drop{}, err
	}
	lies := f.has(last.Names)
	receipts, told := v.receipts(device), unpackIDs(last.Told)
	to, _ := v.Peer(device)
	due := to.Holes && !(lies && last.Asks) ||
		slices.ContainsFunc(receipts, func(id model.ID) bool { return !slices.Contains(told, id) })
	if lies && !due {
		fresh, err := v.beyond(to, last.Upto)
		if err != nil || !fresh {
			return Drop{Lies: true}, err
		}
		due = true
	}
	o, err := v.PrepareSend(ctx, Send{To: device}, tell)
	if err != nil || !due && o.Changes == 0 {
		return Drop{}, err
	}
	d := Drop{Out: o}
	if d.Paths, err = o.Write(ctx, f.path, tell); err != nil {
		return d, err
	}
	next := dropState{Upto: o.upto, Asks: o.Asks, Told: packIDs(receipts)}
	for _, p := range d.Paths {
		next.Names = append(next.Names, filepath.Base(p))
	}
	if err := v.putDrop(device, next); err != nil {
		return d, err
	}
	for _, name := range last.Names {
		_ = os.Remove(filepath.Join(f.path, name)) // one that stays is removed once it is confirmed
	}
	return d, nil
}

// has says that all of some files are there.
func (f *Folder) has(names []string) bool {
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(f.path, name)); err != nil {
			return false
		}
	}
	return len(names) > 0
}

// beyond says whether changes with numbers above upto are among what may go to a device and did not come from it.
func (v *Vault) beyond(to Peer, upto uint64) (bool, error) {
	v.write.Lock()
	state, newest := v.peer(to.Device), v.number
	v.write.Unlock()
	v.files.Lock()
	defer v.files.Unlock()
	may := v.audience(to)
	for _, c := range v.allCases() {
		if !may.has(c) {
			continue
		}
		err := v.eachStored(c.ID, max(state.marks[c.ID], upto), newest, &state, func(uint64, []byte) error { return errEnough })
		if errors.Is(err, errEnough) {
			return true, nil
		}
		if err != nil {
			return false, asError(err)
		}
	}
	return false, nil
}

// Tidy removes the bundles of this vault that their recipients confirmed, and those for devices that were revoked since. Errors: those of
// the system, for the folder; a file that cannot be removed now is for the next time.
func (f *Folder) Tidy() (removed int, err error) {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return 0, err
	}
	over, err := f.vault.overs()
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		if over[e.Name()] && os.Remove(filepath.Join(f.path, e.Name())) == nil {
			removed++
		}
	}
	return removed, nil
}

// overs are the names of the bundles of this vault that nobody needs any more.
func (v *Vault) overs() (map[string]bool, error) {
	v.mu.RLock()
	made := make(map[model.ID][]model.ID)
	for device, s := range v.peers {
		made[device] = slices.Clone(s.made)
	}
	v.mu.RUnlock()
	over := make(map[string]bool)
	v.files.Lock()
	defer v.files.Unlock()
	err := v.db.View(func(tx *bolt.Tx) error {
		meta := tx.Bucket([]byte(metaBucket))
		for device, ids := range made {
			revoked := v.revoked(device)
			for _, id := range ids {
				if revoked || meta.Get(sentKey(device, id)) == nil {
					over[bundle.FileName(id)] = true
				}
			}
		}
		return nil
	})
	if err != nil {
		err = asError(err)
	}
	return over, err
}

// dropPrefix begins the names of the records of the meta bucket that say what lies in the exchange folder: "drop" | device -> dropState.
const dropPrefix = "drop"

// dropState is what was dropped for a device the last time.
type dropState struct {
	Self  model.ID `cbor:"0,keyasint"`
	Upto  uint64   `cbor:"1,keyasint"` // the number of the last change that was there
	Names []string `cbor:"2,keyasint"` // of the files
	Asks  bool     `cbor:"3,keyasint"` // they ask for everything again
	Told  []byte   `cbor:"4,keyasint"` // bundles of the device that need no confirmation, or got it there
}

func dropKey(device model.ID) []byte { return append([]byte(dropPrefix), device[:]...) }

// lastDrop is what was dropped for a device; nothing if it was by a former device of this vault.
func (v *Vault) lastDrop(device model.ID) (s dropState, err error) {
	v.files.Lock()
	defer v.files.Unlock()
	err = v.db.View(func(tx *bolt.Tx) error {
		return v.eachMeta(tx, dropKey(device), func(_, value []byte) error {
			var d dropState
			if cbor.Unmarshal(value, &d) == nil && d.Self == v.self.device {
				s = d
			}
			return nil
		})
	})
	if err != nil {
		err = asError(err)
	}
	return s, err
}

// putDrop remembers what was dropped for a device.
func (v *Vault) putDrop(device model.ID, s dropState) error {
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	s.Self = v.self.device
	encoded, err := cbor.Marshal(s)
	if err != nil {
		return err
	}
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	return v.store(b, model.ID{}, func(tx *bolt.Tx) error { return v.seal.put(tx, metaBucket, dropKey(device), encoded) })
}

package store

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

// Secret opens a vault: its passphrase, or its recovery words.
type Secret struct {
	Passphrase string
	Words      []string // twelve; if there are any, they are taken
}

func (s Secret) empty() bool { return s.Passphrase == "" && len(s.Words) == 0 }

func (s Secret) unlock(h seal.Header) (*seal.Key, error) {
	if len(s.Words) > 0 {
		return h.UnlockRecovery(s.Words)
	}
	return h.Unlock(s.Passphrase)
}

// Restored is what a restoration did.
type Restored struct {
	Cases   int // of the team, in the restored vault
	Changes int // in the restored vault
	Gained  int // of these, changes that the vault in place did not have, or not readable
	Kept    int // of these, changes that the backup did not have
	Erased  int // cases that were erased since the backup was made, and stay so
	Lost    int // changes that the vault in place once had and that are not readable in it; the backup may have them
}

// Restore makes a vault of all the changes of a backup (a path, or none) and of the vault in place (if there is one), as far as
// each can be read: page by page, if its structure is damaged. The result takes the place of the vault, which is set aside
// in the folder of the backups; it goes on as a new device. The secret is that of either; the restored vault opens with it.
// Errors: [ErrUnreadable], [ErrOtherVault], [ErrInUse], [ErrUnsafe], [ErrNewer], [ErrAbsent], [ErrIO], and those of
// [seal.Header.Unlock].
func Restore(opt Options, backup string, secret Secret) (Restored, error) {
	opt = opt.filled()
	if p := PlaceOf(opt.Dir); p != "" {
		return Restored{}, &Error{Code: CodeUnsafe, Place: p}
	}
	if err := os.MkdirAll(filepath.Join(opt.Dir, backupsName), 0o700); err != nil {
		return Restored{}, ioError(CodeIO, err)
	}
	lock, err := takeLock(opt.Dir)
	if err != nil {
		return Restored{}, err
	}
	defer giveLock(lock)
	r := &restoration{opt: opt, lock: lock, changes: make(map[model.ChangeID]*found), drafts: make(map[model.ID]model.Draft),
		meta: make(map[string][]byte)}
	res, err := r.run(backup, secret)
	if err != nil {
		return Restored{}, asError(err)
	}
	return res, nil
}

// restoration is the union that is being made.
type restoration struct {
	opt     Options
	lock    *os.File
	header  seal.Header
	key     *seal.Key
	changes map[model.ChangeID]*found
	drafts  map[model.ID]model.Draft
	meta    map[string][]byte
	commits uint64
}

// found is a change, and where it was read.
type found struct {
	stored            []byte
	change            *model.Change
	inPlace, inBackup bool
}

func (r *restoration) run(backup string, secret Secret) (res Restored, err error) {
	place := filepath.Join(r.opt.Dir, vaultName)
	current, err := openSource(place)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return res, err
	}
	defer current.close()
	var other *source
	if backup != "" {
		if other, err = openSource(backup); err != nil {
			return res, err
		}
		defer other.close()
	}
	if current == nil && other == nil {
		return res, ErrAbsent
	}
	if err := r.unlock(secret, current, other); err != nil {
		return res, err
	}
	defer r.key.Wipe()
	r.gather(other, func(f *found) { f.inBackup = true })
	res.Lost = r.gather(current, func(f *found) { f.inPlace = true })
	if len(r.changes) == 0 {
		return res, ErrUnreadable
	}
	res.Erased = r.erase()
	if err := r.blank(); err != nil {
		return res, err
	}
	if err := r.write(&res); err != nil {
		return res, err
	}
	return res, r.replace(place, current != nil)
}

// unlock finds the header that the secret opens, that of the vault in place first.
func (r *restoration) unlock(secret Secret, sources ...*source) error {
	var id seal.VaultID
	problem := error(ErrUnreadable)
	known := false
	for _, s := range sources {
		if s == nil {
			continue
		}
		for _, h := range s.headers {
			if known && h.VaultID() != id {
				return ErrOtherVault
			}
			id, known = h.VaultID(), true
			if r.key != nil {
				continue
			}
			key, err := secret.unlock(h)
			if err != nil {
				problem = err
				continue
			}
			r.header, r.key = h, key
		}
		if s.newer {
			return ErrNewer
		}
	}
	if r.key == nil {
		return problem
	}
	return nil
}

// gather takes in every record of a source whose seal holds, and returns how many changes it lacks of those that its newest
// head counts.
func (r *restoration) gather(s *source, mark func(*found)) (lost int) {
	reader := codec.NewReader()
	var newest head
	read := make(map[model.ChangeID]bool)
	s.each(func(key, value []byte) {
		if b, err := r.key.Open([]byte(changeBucket), key, value); err == nil {
			if c, err := reader.Read(b); err == nil {
				f := r.changes[c.ID]
				if f == nil {
					f = &found{}
					r.changes[c.ID] = f
				}
				if f.change == nil || c.Retracted { // what was retracted in one of them is retracted in all
					f.stored, f.change = b, c
				}
				mark(f)
				read[c.ID] = true
			}
			return
		}
		if b, err := r.key.Open([]byte(draftBucket), key, value); err == nil {
			if d, ok := decodeDraft(b); ok && !d.At.Before(r.drafts[d.ID].At) {
				r.drafts[d.ID] = d
			}
			return
		}
		if b, err := r.key.Open([]byte(metaBucket), key, value); err == nil {
			r.meta[string(key)] = b
			return
		}
		var h head
		if b, err := r.key.Open([]byte(headBucket), key, value); err == nil && h.decode(b) && h.commits > newest.commits {
			newest = h
		}
	})
	r.commits = max(r.commits, newest.commits)
	return max(0, int(newest.changes)-len(read))
}

// blank takes out what was retracted of one source and comes whole from the other. The vault that is set aside, and the other
// backups, are for the next [Vault.Sweep].
func (r *restoration) blank() (err error) {
	all := make([]*model.Change, 0, len(r.changes))
	for _, f := range r.changes {
		all = append(all, f.change)
	}
	by := retractionsAmong(all)
	if by == nil {
		return nil
	}
	for _, f := range r.changes {
		if f.change.Retracted || by.of(f.change) == nil {
			continue
		}
		if f.stored, f.change, err = codec.Stub(f.change); err != nil {
			return err
		}
	}
	for id, d := range r.drafts {
		if by.stale(d) {
			delete(r.drafts, id)
		}
	}
	for key, value := range r.meta {
		if !strings.HasPrefix(key, setAsidePrefix) {
			continue
		}
		if fresh, left, ok := by.blankAside(value); ok {
			delete(r.meta, key)
			r.meta[string(fresh)] = left
		}
	}
	r.meta[sweepKey] = []byte{1}
	return nil
}

// erase leaves out the cases that were erased in the vault in place, with what was private of them, and says how many households they
// were. Of a vault whose tombstones were lost, what a device of its own said tells.
func (r *restoration) erase() int {
	cases := make(map[model.ID][]*model.Change)
	for _, f := range r.changes {
		cases[f.change.Case] = append(cases[f.change.Case], f.change)
	}
	gone := goneIn(r.meta)
	registry := model.Fold(model.RegistryID, cases[model.RegistryID])
	by := registry.ErasedBy()
	for _, e := range registry.Erasures() {
		for device := range by[e.ID] {
			if len(r.meta[string(deviceKey(device))]) == ed25519.PrivateKeySize {
				gone[e.ID] = true
				r.meta[string(goneKey(e.ID))] = binary.BigEndian.AppendUint64(nil, uint64(r.opt.Now().UnixMilli()))
			}
		}
	}
	if len(gone) == 0 {
		return 0
	}
	left, households := make(map[model.ID]bool), 0
	for id, changes := range cases {
		c := model.Fold(id, changes)
		if !gone[id] && !gone[c.Main()] {
			continue
		}
		if left[id] = true; shown(c, model.ID{}) {
			households++
		}
	}
	for id, f := range r.changes {
		if left[f.change.Case] {
			delete(r.changes, id)
		}
	}
	for id, d := range r.drafts {
		if gone[d.Case] {
			delete(r.drafts, id)
		}
	}
	reader := codec.NewReader()
	for name, b := range r.meta {
		if strings.HasPrefix(name, setAsidePrefix) && gone[asideCase(reader, b)] {
			delete(r.meta, name)
		}
	}
	if len(left) > 0 {
		r.meta[sweepKey] = []byte{1}
	}
	return households
}

// write makes the new vault beside its place, and proves it.
func (r *restoration) write(res *Restored) error {
	all := make([]*found, 0, len(r.changes)+1)
	cases := make(map[model.ID][]*model.Change)
	for _, f := range r.changes {
		all = append(all, f)
		cases[f.change.Case] = append(cases[f.change.Case], f.change)
		if !f.inPlace {
			res.Gained++
		}
		if !f.inBackup {
			res.Kept++
		}
	}
	for id, changes := range cases {
		if shown(model.Fold(id, changes), model.ID{}) {
			res.Cases++
		}
	}
	slices.SortFunc(all, func(a, b *found) int {
		if c := cmp.Compare(a.change.Millis, b.change.Millis); c != 0 {
			return c
		}
		return bytes.Compare(a.change.ID[:], b.change.ID[:])
	})
	self, first, err := r.incarnate(model.Fold(model.RegistryID, cases[model.RegistryID]), all[len(all)-1].change)
	if err != nil {
		return err
	}
	all = append(all, first)
	res.Changes = len(all)
	fresh := filepath.Join(r.opt.Dir, freshName)
	if err := createFile(fresh, func(tx *bolt.Tx) error { return r.fill(tx, self, all) }); err != nil {
		return err
	}
	_, err = prove(fresh, r.key)
	return err
}

// incarnate makes the new device of the worker whose vault it was: the one that the records say, or else whoever wrote last.
func (r *restoration) incarnate(registry *model.Case, latest *model.Change) (identity, *found, error) {
	old, ok := readIdentity(r.meta)
	if !ok {
		old.worker = registry.Owner(latest.Device).ID
	}
	self, err := newIdentity(r.opt.Rand, old.worker)
	if err != nil {
		return self, nil, err
	}
	w, _ := registry.Put("vault.incarnation", self.device, &model.Device{Worker: self.worker})
	at := codec.Place{Seq: 1, Millis: max(r.opt.Now().UnixMilli(), latest.Millis+1)}
	if _, err := io.ReadFull(r.opt.Rand, at.Salt[:]); err != nil {
		return self, nil, err
	}
	stored, c, err := codec.Sign(self.private, w, at)
	return self, &found{stored: stored, change: c}, err
}

// fill writes all records; changes go in the order of their keys, which packs the pages.
func (r *restoration) fill(tx *bolt.Tx, self identity, all []*found) error {
	s := sealer{r.key, r.opt.Rand}
	if err := tx.Bucket([]byte(headerBucket)).Put([]byte(headerKey), r.header.Encode()); err != nil {
		return err
	}
	for name, b := range r.meta {
		if name == selfKey {
			continue
		}
		if err := s.put(tx, metaBucket, []byte(name), b); err != nil {
			return err
		}
	}
	if err := self.write(s, tx); err != nil {
		return err
	}
	for _, d := range r.drafts {
		b, err := encodeDraft(d)
		if err != nil {
			return err
		}
		if err := s.put(tx, draftBucket, s.draftKey(d), b); err != nil {
			return err
		}
	}
	h := head{commits: r.commits + 1}
	type row struct{ key, stored []byte }
	rows := make([]row, len(all))
	for i, f := range all {
		rows[i] = row{s.changeKey(f.change.Case, uint64(i)+1), f.stored}
		h.add(s.key, f.change.ID)
	}
	slices.SortFunc(rows, func(a, b row) int { return bytes.Compare(a.key, b.key) })
	for _, w := range rows {
		if err := s.put(tx, changeBucket, w.key, w.stored); err != nil {
			return err
		}
	}
	r.commits, r.meta[selfKey] = h.commits, append(self.device[:], self.worker[:]...)
	return s.put(tx, headBucket, []byte(headKey), h.encode())
}

// replace puts the new vault in place. The one that was there gets a second name first, so that at no moment there is none.
func (r *restoration) replace(place string, existed bool) error {
	if existed {
		stamp := r.opt.Now().UTC().Format(backupStamp)
		if err := secondName(place, filepath.Join(r.opt.Dir, backupsName, asidePrefix+stamp+backupSuffix)); err != nil {
			return err
		}
	}
	if err := install(filepath.Join(r.opt.Dir, freshName), place); err != nil {
		return err
	}
	folder, err := fileNumber(r.lock)
	if err != nil {
		return err
	}
	var device model.ID
	copy(device[:], r.meta[selfKey])
	w, err := openWitness(r.opt.Dir, r.key, device, folder)
	if err != nil {
		return err
	}
	defer w.file.Close()
	return w.settle(r.commits)
}

// secondName keeps a file under another name as well: by a link, or by a copy where there are no links.
func secondName(from, to string) error {
	_ = os.Remove(to)
	if err := os.Link(from, to); err == nil {
		return syncDir(filepath.Dir(to))
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if e := out.Sync(); err == nil {
		err = e
	}
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/codec"
)

// Progress is told how far a long work is, in changes, from any goroutine but one at a time. It may be nil.
type Progress func(done, total int)

// partRoom is how many bytes of changes go into one bundle of a large send: whoever imports it holds them several times over in memory.
const partRoom = 16 << 20

// Send says what is to be sent.
type Send struct {
	To     model.ID   // device
	Cases  []model.ID // of the team, with their private companions, liaison cases, passages and copies if these may go; nil: all that may go. The registry goes along, but for a landlord
	Full   bool       // also what the recipient is known to have
	Resend bool       // ask the recipient to send everything again

	// Words asks for an emergency bundle: whoever has the file and its seven words opens it, on any device, so that it can be made while
	// the card of a new laptop is still under way. It holds its cases whole and nothing private, and nobody confirms it.
	Words bool
}

// Outgoing is what will leave.
type Outgoing struct {
	To    Peer
	Full  bool // everything of its cases: it was asked for, or nothing was ever confirmed
	Asks  bool // it asks the recipient to send everything again
	Parts int  // files that it takes, at least one: with nothing to send, it still says what was received

	Words []string // the seven words that open an emergency bundle, to be told by voice; else none

	Cases    []Sending          // with something to send, the newest first; without the registry
	Held     []model.ID         // asked for, but not for this recipient
	Registry int                // changes of the registry
	Changes  int                // of all cases and of the registry
	Notes    int                // records of contacts
	Kinds    map[model.Kind]int // changes by kind
	Bytes    int                // of the changes, at most

	Erased []bundle.Erasure // what a landlord is told to erase, or tells that she did: a team learns it from its registry
	Orders bool             // she is told to

	vault   *Vault
	all     bool // all cases that may go
	upto    uint64
	state   peerState        // what is left out
	parts   [][]bundle.Group // of each change only the length
	authors []ed25519.PublicKey
}

// Sending is what will leave of a case.
type Sending struct {
	Case    model.ID
	Private bool // the companion of a case, for an own device
	Passage bool // what another association is told of a case that is passed on to it, and answers
	Changes int
	Notes   int
	Newest  time.Time
}

// PrepareSend looks at what would leave. Nothing is written. An emergency bundle is for a person whose words were compared here once,
// whatever became of her device since: it is told by voice, and hers must be known. Errors: [ErrNoCard], [ErrNoRecipient], [ErrRevoked],
// [ErrUnverified]; that of ctx; those of the disk.
func (v *Vault) PrepareSend(ctx context.Context, s Send, tell Progress) (*Outgoing, error) {
	v.collect() // whoever opened the vault may not have settled it
	to, ok := v.Peer(s.To)
	switch {
	case v.Card() == nil:
		return nil, ErrNoCard
	case !ok:
		return nil, ErrNoRecipient
	case to.Revoked && !s.Words:
		return nil, ErrRevoked
	case !to.Met:
		return nil, ErrUnverified
	}
	o := &Outgoing{To: to, Full: s.Full || to.Asks, Asks: s.Resend || to.Holes, Kinds: make(map[model.Kind]int), vault: v, all: s.Cases == nil}
	if s.Words {
		var err error
		if o.Words, err = bundle.NewWords(v.opt.Rand); err != nil {
			return nil, err
		}
		o.To.Mine, o.Full, o.Asks = false, true, false // it is for no device: nothing is known of what that has
	}
	v.write.Lock()
	cases := v.scope(s, o)
	o.Erased, o.Orders = v.erasuresFor(to)
	o.upto = v.number
	if !o.Full {
		o.state = v.peer(to.Device)
	}
	v.write.Unlock()
	sortByPlace(v.seal, cases, func(c *model.Case) model.ID { return c.ID })
	counts, err := o.count(ctx, cases, tell)
	if err != nil {
		return nil, err
	}
	o.sum(counts)
	return o, nil
}

// scope are the cases that may go. Those that were asked for and may not are noted.
func (v *Vault) scope(s Send, o *Outgoing) (cases []*model.Case) {
	wanted := map[model.ID]bool{model.RegistryID: true}
	for _, id := range s.Cases {
		wanted[id] = true
		for _, c := range v.Companions(id) {
			wanted[c.ID] = true
		}
		for _, l := range v.Case(id).Links() {
			wanted[l.Case] = true
		}
		for _, passed := range v.passedOn(v.Case(id)) {
			wanted[passed] = true
		}
		if t, ok := v.Case(id).Arrival(); ok {
			wanted[t.Passage] = true
		}
	}
	may := v.audience(o.To)
	for _, c := range v.allCases() {
		switch {
		case s.Cases != nil && !wanted[c.ID]:
		case may.apart && recalled(c, o.To.Sent):
		case may.has(c):
			cases = append(cases, c)
		case slices.Contains(s.Cases, c.ID):
			o.Held = append(o.Held, c.ID)
		}
	}
	return cases
}

// tally is what there is to send of a case.
type tally struct {
	Sending
	kinds   map[model.Kind]int
	sizes   []int
	authors map[model.ID]bool
}

// count looks at the cases on all cores.
func (o *Outgoing) count(ctx context.Context, cases []*model.Case, tell Progress) ([]tally, error) {
	v := o.vault
	v.files.Lock() // the file is not replaced meanwhile
	defer v.files.Unlock()
	tallies := make([]tally, len(cases))
	err := eachOnAllCores(ctx, len(cases), tell, func() func(i int) error {
		reader := codec.NewReader()
		return func(i int) error {
			v.forgetSome(i)
			t := &tallies[i]
			t.Case, t.Private = cases[i].ID, !cases[i].Main().IsZero()
			_, t.Passage = cases[i].Passage()
			if o.state.marks[t.Case] > 0 || len(o.state.got) > 0 {
				return t.open(o, cases[i], reader)
			}
			return t.whole(o, cases[i])
		}
	})
	if err != nil && ctx.Err() == nil {
		err = asError(err)
	}
	return tallies, err
}

// forgetSome gives back, now and then, the pages of the file that a walk through many cases has read.
func (v *Vault) forgetSome(i int) {
	if i%manyChanges == manyChanges-1 {
		v.forgetPages()
	}
}

// open counts what goes of a case of which a part is left out: only the stored changes tell which.
func (t *tally) open(o *Outgoing, in *model.Case, reader *codec.Reader) error {
	return o.vault.eachStored(t.Case, o.state.marks[t.Case], o.upto, &o.state, func(_ uint64, stored []byte) error {
		c, err := reader.Read(stored)
		if err != nil {
			return &Error{Code: CodeDamaged, Problems: []Problem{{Code: ProblemChange, Count: 1}}}
		}
		t.add(c, in)
		t.sizes = append(t.sizes, len(stored))
		return nil
	})
}

// whole counts a case that goes as it is: its changes are in memory, and of the stored ones the sealed length is enough.
func (t *tally) whole(o *Outgoing, in *model.Case) error {
	for c := range in.All() {
		t.add(c, in)
	}
	return o.vault.eachSealed(t.Case, 0, o.upto, func(_, sealed []byte) error {
		t.sizes = append(t.sizes, min(len(sealed), codec.MaxSize))
		return nil
	})
}

func (t *tally) add(c *model.Change, in *model.Case) {
	if t.kinds == nil {
		t.kinds, t.authors = make(map[model.Kind]int), make(map[model.ID]bool)
	}
	t.Changes++
	t.kinds[c.Kind]++
	t.authors[c.Device] = true
	if c.At().After(t.Newest) {
		t.Newest = c.At()
	}
	if c.Kind != model.KindContact {
		return
	}
	if r := in.Record(c.Kind, c.Record); r != nil && r.Changes()[0].ID == c.ID {
		t.Notes++
	}
}

// sum puts the cases together and cuts them into bundles.
func (o *Outgoing) sum(tallies []tally) {
	authors := make(map[model.ID]bool)
	var groups []bundle.Group
	length := make([]byte, codec.MaxSize)
	for _, t := range tallies {
		if t.Changes == 0 {
			continue
		}
		o.Changes, o.Notes = o.Changes+t.Changes, o.Notes+t.Notes
		for kind, n := range t.kinds {
			o.Kinds[kind] += n
		}
		for id := range t.authors {
			authors[id] = true
		}
		g := bundle.Group{Case: t.Case}
		for _, n := range t.sizes {
			o.Bytes += n
			g.Changes = append(g.Changes, length[:n])
		}
		groups = append(groups, g)
		if t.Case == model.RegistryID {
			o.Registry = t.Changes
		} else {
			o.Cases = append(o.Cases, t.Sending)
		}
	}
	slices.SortFunc(o.Cases, func(a, b Sending) int {
		if c := b.Newest.Compare(a.Newest); c != 0 {
			return c
		}
		return compareIDs(a.Case, b.Case)
	})
	o.vault.write.Lock()
	for id := range authors {
		if key := o.vault.keys[id]; key != nil {
			o.authors = append(o.authors, key)
		}
	}
	o.vault.write.Unlock()
	o.parts = bundle.Cut(groups, partRoom)
	o.Parts = max(1, len(o.parts))
}

// eachStored hands out the stored changes of a case with numbers above after, up to upto, that a device is not known to have given.
// The bytes are good until the next one. The caller holds the lock of the files.
func (v *Vault) eachStored(id model.ID, after, upto uint64, by *peerState, visit func(number uint64, stored []byte) error) error {
	var buffer []byte
	return v.eachSealed(id, after, upto, func(key, sealed []byte) error {
		number := binary.BigEndian.Uint64(key[tagSize:])
		if by.gave(number) {
			return nil
		}
		stored, err := v.seal.key.OpenIn(&buffer, []byte(changeBucket), key, sealed)
		if err != nil {
			return err
		}
		return visit(number, stored)
	})
}

// eachSealed hands out the entries of a case with numbers above after, up to upto. The caller holds the lock of the files.
func (v *Vault) eachSealed(id model.ID, after, upto uint64, visit func(key, sealed []byte) error) error {
	return v.db.View(func(tx *bolt.Tx) error {
		tag := v.seal.key.CaseTag(id)
		cursor := tx.Bucket([]byte(changeBucket)).Cursor()
		for k, sealed := cursor.Seek(v.seal.changeKey(id, after+1)); bytes.HasPrefix(k, tag[:]); k, sealed = cursor.Next() {
			if binary.BigEndian.Uint64(k[tagSize:]) > upto {
				return nil
			}
			if err := visit(k, sealed); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachOnAllCores does n things; each core makes its own worker. It ends at the first error, or with that of ctx.
func eachOnAllCores(ctx context.Context, n int, tell Progress, worker func() func(i int) error) error {
	var next, done atomic.Int64
	var mu sync.Mutex
	var first error
	var group sync.WaitGroup
	step := max(1, n/100)
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			do := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				err := ctx.Err()
				if err == nil {
					err = do(i)
				}
				if err != nil {
					mu.Lock()
					if first == nil {
						first = err
					}
					mu.Unlock()
					next.Store(int64(n))
					return
				}
				if d := int(done.Add(1)); tell != nil && (d%step == 0 || d == n) {
					mu.Lock()
					tell(d, n)
					mu.Unlock()
				}
			}
		})
	}
	group.Wait()
	return first
}

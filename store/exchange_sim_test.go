package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"seuil/model"
)

// simSchedules is how many random schedules are run; a tenth of them with fifty devices.
const simSchedules = "SEUIL_STORE_TEST_SCHEDULES"

// simSeed is the seed of the first schedule, to see again one that failed.
const simSeed = "SEUIL_STORE_TEST_FIRST"

// firstSeed is a seed, which is logged: the one that is asked for, the same one in every ordinary run, or another one each time in a
// long run.
func firstSeed(t testing.TB) uint64 {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv(simSeed), 10, 64)
	switch {
	case err == nil:
	case os.Getenv(simSchedules) == "":
		seed = 1
	default:
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("%s=%d", simSeed, seed)
	return seed
}

// simDevice stands in for a vault: it numbers, merges and remembers as one does, without disk, signature or envelope.
type simDevice struct {
	self   model.ID
	cases  map[model.ID]*model.Case
	log    []*model.Change // number n is at n-1; nil if it was erased
	gone   map[model.ID]bool
	chains map[model.ID]link
	peers  map[model.ID]peerState
	sent   map[model.ID]sentState
	skew   int64 // of its clock, milliseconds

	revocations revocations
}

// simBundle is a bundle under way.
type simBundle struct {
	id         model.ID
	from, to   model.ID
	full, asks bool
	receipts   []model.ID
	changes    []*model.Change
}

type simulation struct {
	rand    *rand.Rand
	devices []*simDevice
	old     []*simDevice // copies made now and then
	way     []simBundle
	cases   []model.ID
	written map[model.ChangeID]bool

	retracted map[model.ChangeID]bool
	papers    map[string]*ending
	erased    map[model.ID]bool // ordered to erase

	now   int64
	count uint64
}

func (s *simulation) id() (id model.ID) {
	s.count++
	binary.BigEndian.PutUint64(id[:], s.count)
	return id
}

func newSimulation(seed uint64, devices int) *simulation {
	s := &simulation{rand: rand.New(rand.NewPCG(seed, 7)), written: make(map[model.ChangeID]bool), retracted: make(map[model.ChangeID]bool), papers: make(map[string]*ending), now: 1_800_000_000_000}
	for range devices {
		const years = 50 * 365 * 24 * 3600 * 1000
		d := &simDevice{cases: make(map[model.ID]*model.Case), gone: make(map[model.ID]bool), skew: s.rand.Int64N(2*years) - years}
		d.become(s.id())
		s.devices = append(s.devices, d)
	}
	for range 3 {
		s.cases = append(s.cases, s.id())
	}
	return s
}

// become makes the vault that of a new device.
func (d *simDevice) become(self model.ID) {
	d.self, d.chains, d.peers, d.sent = self, make(map[model.ID]link), make(map[model.ID]peerState), make(map[model.ID]sentState)
}

func (d *simDevice) lookup(id model.ID) *model.Case { return d.cases[id] }

func (d *simDevice) copy() *simDevice {
	c := *d
	c.gone = maps.Clone(d.gone)
	c.cases, c.chains, c.sent, c.log = maps.Clone(d.cases), maps.Clone(d.chains), maps.Clone(d.sent), slices.Clone(d.log)
	c.peers = make(map[model.ID]peerState)
	for id, p := range d.peers {
		c.peers[id] = p.clone()
	}
	return &c
}

// write changes something in a case, having seen what is there.
func (s *simulation) write(d *simDevice) {
	id := s.cases[s.rand.IntN(len(s.cases))]
	c := d.cases[id]
	if d.gone[id] {
		return
	}
	if c == nil {
		c = &model.Case{ID: id}
	}
	record := model.ID{1, byte(s.rand.IntN(3))}
	var w model.Write
	var ok bool
	switch s.rand.IntN(4) {
	case 0:
		w, ok = c.Delete("test.delete", model.KindTask, record)
	case 1:
		w, ok = c.Put("test.note", s.id(), &model.Contact{Facts: fmt.Sprint(s.rand.Uint32())})
		if notes := c.Contacts(); len(notes) > 0 && s.rand.IntN(2) == 0 {
			if writes := c.Retract("test.retract", model.KindContact, notes[s.rand.IntN(len(notes))].ID); len(writes) > 0 {
				w, ok = writes[0], true
				s.retracted[mustTarget(w)] = true
			}
		}
	default:
		w, ok = c.Put("test.put", record, &model.Task{Label: fmt.Sprint(s.rand.IntN(4)), Who: fmt.Sprint(s.rand.IntN(2))})
	}
	if ok {
		s.commit(d, w)
	}
}

// commit numbers and stores a write.
func (s *simulation) commit(d *simDevice, w model.Write) {
	end := d.chains[w.Case]
	ch := &model.Change{Write: w, Device: d.self, Seq: end.seq + 1, Prev: end.id, Millis: s.now + d.skew}
	binary.BigEndian.PutUint64(ch.Salt[:], s.rand.Uint64())
	ch.ID = sha256.Sum256(fmt.Append(nil, ch.Write, ch.Device, ch.Seq, ch.Prev, ch.Millis, ch.Salt))
	s.store(d, []*model.Change{ch})
	d.chains[w.Case] = link{ch.Seq, ch.ID}
	s.written[ch.ID] = true
}

// mustTarget is the change that a retraction names.
func mustTarget(w model.Write) model.ChangeID {
	t, ok := model.RetractionOf(&model.Change{Write: w})
	if !ok {
		panic("unreachable: a retraction")
	}
	return t.Target
}

// store takes changes in, one case after the other as a vault does.
func (s *simulation) store(d *simDevice, changes []*model.Change) {
	if len(changes) == 0 {
		return
	}
	byCase := make(map[model.ID][]*model.Change)
	for _, ch := range changes {
		d.log = append(d.log, ch)
		byCase[ch.Case] = append(byCase[ch.Case], ch)
		if ch.Device == d.self && ch.Seq > d.chains[ch.Case].seq {
			d.chains[ch.Case] = link{ch.Seq, ch.ID}
		}
	}
	for id, list := range byCase {
		d.cases[id] = d.cases[id].With(list...).Cut(d.revocations.cuts[id])
	}
	if slices.ContainsFunc(changes, revokes) {
		d.revocations = settled(d.cases[model.RegistryID].RevocationChanges(), s.paper)
		for id, c := range d.cases {
			d.cases[id] = c.Cut(d.revocations.cuts[id])
		}
	}
	d.blank()
}

// blank leaves stubs of what was retracted, as the fold does.
func (d *simDevice) blank() {
	var all []*model.Change
	for _, c := range d.cases {
		all = append(all, c.Retractions()...)
	}
	by := retractionsAmong(all)
	for i, ch := range d.log {
		if ch != nil && !ch.Retracted && by.of(ch) != nil {
			d.log[i] = ch.Blank()
		}
	}
}

// send makes a bundle for a device, of some cases or of all.
func (s *simulation) send(d *simDevice, to model.ID, some bool) simBundle {
	state := d.peers[to].clone()
	b := simBundle{id: s.id(), from: d.self, to: to, full: state.owed(), asks: state.holes || state.lost, receipts: slices.Clone(state.imported)}
	left := model.ID{}
	if some {
		left = s.cases[s.rand.IntN(len(s.cases))]
	}
	covered := make(map[model.ID]bool)
	refused := d.refused()
	for i, ch := range d.log {
		number := uint64(i) + 1
		if ch == nil || refused[ch.Case] || ch.Case == left || !b.full && (number <= state.marks[ch.Case] || state.gave(number)) {
			continue
		}
		covered[ch.Case] = true
		b.changes = append(b.changes, ch)
	}
	d.sent[b.id] = sentState{Upto: uint64(len(d.log)), Cases: packIDs(slices.Collect(maps.Keys(covered)))}
	state.make(b.id, b.asks)
	d.peers[to] = state
	return b
}

// deliver has a bundle imported, by the same rules as a vault. It says whether that was new, or is not all yet.
func (s *simulation) deliver(d *simDevice, b simBundle) (news bool) {
	state := d.peers[b.from].clone()
	if d.self != b.to || d.revocations.revoked(b.from) || slices.Contains(state.imported, b.id) {
		return false
	}
	arrivals := make([]arrival, len(b.changes))
	for i, ch := range b.changes {
		arrivals[i].change = ch
	}
	s.rand.Shuffle(len(arrivals), func(i, j int) { arrivals[i], arrivals[j] = arrivals[j], arrivals[i] })
	r := &rules{lookup: d.lookup, full: b.full, gone: d.gone, now: time.UnixMilli(s.now)}
	m := r.merge(arrivals)
	a := arrived{bundle: b.id, receipts: b.receipts, full: b.full, asks: b.asks, complete: m.complete(), forked: m.forked[b.from] > 0,
		stored: numbers{uint64(len(d.log)), uint64(len(d.log) + len(m.fresh))}}
	for _, id := range b.receipts {
		if sent, ok := d.sent[id]; ok && a.complete {
			a.confirmed = append(a.confirmed, sent)
			delete(d.sent, id)
		}
	}
	state.receive(a)
	fresh := make([]*model.Change, len(m.fresh))
	for i, f := range m.fresh {
		fresh[i] = f.change
	}
	s.store(d, fresh)
	d.peers[b.from] = state
	return len(fresh) > 0 || state.holes || state.lost
}

// step does one random thing.
func (s *simulation) step() {
	s.now += s.rand.Int64N(100_000)
	i := s.rand.IntN(len(s.devices))
	d := s.devices[i]
	switch n := s.rand.IntN(20); {
	case n < 8 && s.rand.IntN(12) == 0:
		s.dispute(d)
	case n < 8:
		s.write(d)
	case n < 13:
		to := s.devices[s.rand.IntN(len(s.devices))]
		if to != d && !d.revocations.revoked(to.self) {
			s.way = append(s.way, s.send(d, to.self, s.rand.IntN(4) == 0))
		}
	case n < 18 && len(s.way) > 0: // any bundle that ever left may arrive, as often as it likes; some never do
		b := s.way[s.rand.IntN(len(s.way))]
		for _, d := range s.devices {
			s.deliver(d, b)
		}
	case n == 18 && s.rand.IntN(3) == 0:
		s.old = append(s.old, d.copy())
	case n == 19 && s.rand.IntN(3) == 0 && len(s.old) > 0:
		s.restore(s.rand.IntN(len(s.old)))
	}
}

// restore puts an old copy back in place of the vault that it was made of: as a new device, or, worse, unnoticed as the same one.
func (s *simulation) restore(n int) {
	c := s.old[n].copy()
	i := slices.IndexFunc(s.devices, func(d *simDevice) bool { return d.self == c.self })
	if i < 0 {
		return
	}
	if s.rand.IntN(2) == 0 {
		switch s.rand.IntN(3) {
		case 0:
			s.sweep(c, s.devices[i])
		case 1:
			s.damage(c)
		}
		c.become(s.id())
	}
	s.devices[i] = c
}

// damage loses some changes of a copy: a restoration takes what it can still read. Retractions are spared, for a stub without one is
// no text that could be passed on, and orders to erase, for nobody else may know of one.
func (s *simulation) damage(d *simDevice) {
	left := slices.DeleteFunc(d.log, func(ch *model.Change) bool { return ch == nil || !ch.Kind.Final() && s.rand.IntN(8) == 0 })
	d.log, d.cases, d.revocations = nil, make(map[model.ID]*model.Case), revocations{}
	s.store(d, left)
}

// sweep makes a copy what [Vault.Sweep] makes of a backup: it gets the retractions of what it holds, without what stood between.
func (s *simulation) sweep(d, by *simDevice) {
	s.sweepErased(d, by)
	here := make(map[model.ChangeID]bool)
	for _, ch := range d.log {
		if ch != nil {
			here[ch.ID] = true
		}
	}
	for _, id := range slices.SortedFunc(maps.Keys(by.cases), compareIDs) {
		for _, ch := range by.cases[id].Retractions() {
			if t, _ := model.RetractionOf(ch); here[t.Target] && !here[ch.ID] {
				s.store(d, []*model.Change{ch})
			}
		}
	}
}

package store

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"

	"seuil/model"
)

// simDevices is how many devices one long schedule has, which is run only if it is given.
const simDevices = "SEUIL_STORE_TEST_DEVICES"

// fewDevices is up to how many devices everybody meets everybody in the end; more meet through some of them.
const fewDevices = 60

// paper reads the text of a paper of the simulation.
func (s *simulation) paper(text string) *ending { return s.papers[text] }

// dispute revokes somebody, or takes a revocation back. Some do so with their own, of which no seuil would tell them.
func (s *simulation) dispute(d *simDevice) {
	o := s.devices[s.rand.IntN(len(s.devices))].self
	registry := d.cases[model.RegistryID]
	if registry == nil {
		registry = &model.Case{ID: model.RegistryID}
	}
	known := d.revocations
	cheats := s.rand.IntN(4) == 0
	if cheats {
		o, known = d.self, s.devices[s.rand.IntN(len(s.devices))].revocations
	}
	if lift := known.lift(o); len(lift) > 0 && s.rand.IntN(4) > 0 {
		for _, w := range lift {
			s.commit(d, w)
		}
		return
	}
	by := known.by[o]
	if o == d.self && len(by) == 0 {
		return
	}
	cases := slices.SortedFunc(maps.Values(d.cases), func(a, b *model.Case) int { return compareIDs(a.ID, b.ID) })
	end := &ending{o, headsOf(o, cases)}
	text, record := fmt.Sprint(len(s.papers)), model.DerivedID(model.KindRevocation, o.String(), d.self.String())
	if cheats {
		record = by[0].Record // it writes over the paper of somebody else, with all of its own chain
	}
	s.papers[text] = end
	if w, ok := registry.Put(ActRevoke, record, &model.Revocation{Device: o, Paper: text}); ok {
		s.commit(d, w)
	}
}

// meetings are the pairs of devices that meet in the end.
func (s *simulation) meetings() (pairs [][2]*simDevice) {
	hubs := s.devices
	if len(hubs) > fewDevices {
		hubs = hubs[len(hubs)-3:]
	}
	for _, a := range s.devices {
		for _, b := range hubs {
			if a != b {
				pairs = append(pairs, [2]*simDevice{a, b})
			}
		}
	}
	return pairs
}

// settle lets all exchange who meet and do not think that the other one was revoked, until nothing is new.
func (s *simulation) settle() {
	for news, rounds := true, 0; news && rounds < 6; rounds++ {
		news = false
		for _, pair := range s.meetings() {
			for _, way := range [][2]*simDevice{pair, {pair[1], pair[0]}} {
				if from, to := way[0], way[1]; !from.revocations.revoked(to.self) {
					news = s.deliver(to, s.send(from, to.self, false)) || news
				}
			}
		}
	}
}

// dump is the digest of all that a device knows, byte for byte.
func (d *simDevice) dump() [sha256.Size]byte {
	sum := sha256.New()
	for _, id := range slices.SortedFunc(maps.Keys(d.cases), compareIDs) {
		tell(sum, d.cases[id])
	}
	return [sha256.Size]byte(sum.Sum(nil))
}

// tell writes all that a case says.
func tell(to io.Writer, c *model.Case) {
	for r := range c.EachRecord() {
		fmt.Fprintf(to, "%x %s %x %v %v\n", c.ID, r.Kind, r.ID, r.Deleted(), r.Conflicts())
		for _, name := range r.FieldNames() {
			fmt.Fprintf(to, "  %s %q", name, r.Value(name))
			for _, ch := range r.Live(name) {
				fmt.Fprintf(to, " %x", ch.ID)
			}
		}
		for _, ch := range r.Changes() {
			fmt.Fprintf(to, "  %x\n", ch.ID)
		}
	}
	for _, ch := range c.Changes() {
		fmt.Fprintf(to, "%x %v\n", ch.ID, c.Aside(ch))
	}
}

// anew folds a case of a device from nothing.
func (d *simDevice) anew(id model.ID) *model.Case {
	var changes []*model.Change
	for _, ch := range d.log {
		if ch != nil && ch.Case == id {
			changes = append(changes, ch)
		}
	}
	return model.Fold(id, changes).Cut(d.revocations.cuts[id])
}

// checkWhoMet holds that those who exchange with each other have the same cases, although others are revoked. It says how many
// differ from the first device in what they think, and how many changes are set aside there.
func (s *simulation) checkWhoMet(t *testing.T, seed uint64) (apart, aside int) {
	t.Helper()
	sums := make(map[*simDevice][sha256.Size]byte)
	for _, d := range s.devices {
		sums[d] = d.dump()
		if sums[d] != sums[s.devices[0]] {
			apart++
		}
		for _, c := range d.cases {
			for ch := range c.All() {
				if c.Aside(ch) {
					aside++
				}
			}
		}
	}
	for _, pair := range s.meetings() {
		a, b := pair[0], pair[1]
		if !a.revocations.revoked(b.self) && !b.revocations.revoked(a.self) && sums[a] != sums[b] {
			t.Fatalf("seed %d: two devices that exchange differ: %d and %d changes", seed, len(a.log), len(b.log))
		}
	}
	d := s.devices[0]
	for id, c := range d.cases {
		var got, want bytes.Buffer
		tell(&got, c)
		tell(&want, d.anew(id))
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Fatalf("seed %d: what was taken in one by one is not what is folded at once", seed)
		}
	}
	return apart, aside
}

// reconcile has a new device, to which everybody brings all there is, take every revocation back.
func (s *simulation) reconcile() {
	d := &simDevice{cases: make(map[model.ID]*model.Case), gone: make(map[model.ID]bool)}
	d.become(s.id())
	here := make(map[model.ChangeID]bool)
	var all []*model.Change
	for _, o := range s.devices {
		for _, ch := range o.log {
			if ch != nil && !here[ch.ID] {
				here[ch.ID] = true
				all = append(all, ch)
			}
		}
	}
	s.store(d, all)
	for len(d.revocations.by) > 0 {
		device := slices.SortedFunc(maps.Keys(d.revocations.by), compareIDs)[0]
		for _, w := range d.revocations.lift(device) {
			s.commit(d, w)
		}
	}
	s.devices = append(s.devices, d)
}

// check holds that all have the same, nothing is set aside, and no text is left that was retracted.
func (s *simulation) check(t *testing.T, seed uint64) {
	t.Helper()
	want := s.devices[0].dump()
	for i, d := range s.devices {
		if i > 0 && d.dump() != want {
			t.Fatalf("seed %d: devices 0 and %d differ: %d and %d changes", seed, i, len(s.devices[0].log), len(d.log))
		}
		if len(d.revocations.by) > 0 || len(d.revocations.cuts) > 0 {
			t.Fatalf("seed %d: somebody is still revoked", seed)
		}
	}
	// A value that any device still had when all met is in the history of all.
	here := make(map[model.ChangeID]bool)
	for _, ch := range s.devices[0].log {
		if ch == nil {
			continue
		}
		if !s.written[ch.ID] || here[ch.ID] {
			t.Fatalf("seed %d: a change that nobody wrote, or one twice", seed)
		}
		here[ch.ID] = true
	}
	for _, d := range s.devices {
		var all []*model.Change
		for _, c := range d.cases {
			all = append(all, c.Retractions()...)
		}
		by := retractionsAmong(all)
		for _, ch := range d.log {
			if ch == nil {
				continue
			}
			if by.of(ch) != nil && !ch.Retracted || ch.Retracted && len(ch.Fields) > 0 && ch.Fields[0].Value != "" {
				t.Fatalf("seed %d: a retracted text is left", seed)
			}
			if ch.Retracted && !s.retracted[ch.ID] {
				t.Fatalf("seed %d: a change was blanked that nobody retracted", seed)
			}
		}
	}
}

// held are the changes that are in some vault, with their cases.
func (s *simulation) held() map[model.ChangeID]model.ID {
	held := make(map[model.ChangeID]model.ID)
	for _, d := range s.devices {
		for _, ch := range d.log {
			if ch != nil {
				held[ch.ID] = ch.Case
			}
		}
	}
	return held
}

// TestMachinesThatExchangedInAnyOrderHaveTheSameCases runs random schedules of machines with clocks that are wrong by up to fifty
// years, whose bundles are lost, repeated and reordered; some of whom put old copies of their vaults back, and some of whom revoke each
// other and take that back. Whoever exchanges in the end has the same; once no revocation is left, everybody has.
func TestMachinesThatExchangedInAnyOrderHaveTheSameCases(t *testing.T) {
	schedules := 200
	if n, err := strconv.Atoi(os.Getenv(simSchedules)); err == nil {
		schedules = n
	}
	type size struct{ devices, schedules, steps int }
	sizes := []size{{2, schedules, 60}, {5, schedules, 120}, {50, max(1, schedules/100), 400}}
	if n, err := strconv.Atoi(os.Getenv(simDevices)); err == nil {
		sizes = []size{{n, 1, 12 * n}}
	}
	first := firstSeed(t)
	for _, size := range sizes {
		t.Run(fmt.Sprint(size.devices, " devices"), func(t *testing.T) {
			t.Parallel()
			retracted, apart, aside := 0, 0, 0
			for i := range size.schedules {
				seed := first + uint64(i)
				s := newSimulation(seed, size.devices)
				for range size.steps {
					s.step()
				}
				held := s.held()
				s.settle()
				a, b := s.checkWhoMet(t, seed)
				apart, aside = apart+a, aside+b
				s.reconcile()
				s.settle()
				s.check(t, seed)
				retracted += len(s.retracted)
				for _, ch := range s.devices[0].log {
					delete(held, ch.ID)
				}
				if len(held) > 0 {
					t.Fatalf("seed %d: %d changes that somebody had are lost", seed, len(held))
				}
			}
			t.Logf("%d retracted, %d times a device apart, %d changes set aside", retracted, apart, aside)
			if retracted == 0 || aside == 0 {
				t.Error("nothing was ever retracted, or set aside")
			}
		})
	}
}

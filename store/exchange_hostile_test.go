package store_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
)

// prey is a member with a household, a note and a private note, who trusts an enemy: nothing that is signed by it is refused for that.
type prey struct {
	*member
	enemy     *storetest.Enemy
	household model.ID
	private   model.ID
	record    model.ID // the note
}

func newPrey(t testing.TB) *prey {
	t.Helper()
	p := &prey{member: newMember(t, "Bob Delmas"), enemy: storetest.NewEnemy(t, "Eve Martin", "Soligone")}
	p.household = storetest.Household(t, p.v, "MAROUDI", "Tarek")
	p.record = storetest.Note(t, p.v, p.household, "Visite")
	p.private = p.member.private(t, p.household, "Pour moi seul")
	if err := p.v.AddCard(p.enemy.Card); err != nil {
		t.Fatal(err)
	}
	storetest.Trust(t, p.v, p.enemy.Card.Device(), false)
	return p
}

// Bounds of what one bundle may cost whoever looks at it. On a machine that does nothing else it takes a tenth of this time.
const (
	mostTime   = 10 * time.Second
	mostMemory = 256 << 20 // bytes allocated, all together
)

// look previews a bundle and reads all that it would change, as the screen does. It fails if that takes too much.
func (p *prey) look(t testing.TB, file []byte) *store.Incoming {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	in, err := p.v.Preview(context.Background(), file, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range in.Cases {
		n.Fields()
		readAll(n.After)
	}
	spent := time.Since(start)
	runtime.ReadMemStats(&after)
	if memory := after.TotalAlloc - before.TotalAlloc; spent > mostTime || memory > mostMemory {
		t.Errorf("%v and %d MiB for a bundle of %d KiB", spent, memory>>20, len(file)>>10)
	}
	return in
}

// readAll reads what pages read of a case.
func readAll(c *model.Case) {
	c.Summary()
	c.Members()
	c.Dwellings()
	c.Contacts()
	c.Tasks()
	c.Replies()
	c.Disclosures()
	c.Consents()
	c.Links()
	for r := range c.EachRecord() {
		r.Conflicts()
		r.Deleted()
	}
	for _, kind := range model.Kinds() {
		c.Records(kind)
	}
}

func changeID(n int) (id model.ChangeID) {
	binary.BigEndian.PutUint64(id[:], uint64(n)+1)
	return id
}

// Each of these bundles is made by somebody who is trusted, of changes that are all well formed, to cost far more than its length.
func TestABundleCostsInProportionToItsLengthWhateverItsAuthorThoughtUp(t *testing.T) {
	p := newPrey(t)
	e := p.enemy
	names := make(map[string]string)
	for i := range model.MaxFields {
		names[fmt.Sprint("f", i)] = "x"
	}
	preds := func(of func(k int) model.ChangeID) (list [][]byte) {
		for k := range model.MaxPred {
			id := of(k)
			list = append(list, id[:])
		}
		return list
	}
	for name, fill := range map[string]func(id model.ID){
		"many fields of many changes that are nowhere": func(id model.ID) {
			for i := range 500 {
				body := e.Body(id, model.KindTask, p.record, "x", names)
				body[10] = preds(func(k int) model.ChangeID { return changeID(i*100 + k) })
				e.Sign(body)
			}
		},
		"many fields of many changes that are there": func(id model.ID) {
			var signed []model.ChangeID
			for range 500 {
				body := e.Body(id, model.KindTask, p.record, "x", names)
				if len(signed) > 0 {
					body[10] = preds(func(k int) model.ChangeID { return signed[max(0, len(signed)-1-k)] })
				}
				signed = append(signed, e.Sign(body))
			}
		},
		"many names of fields": func(id model.ID) {
			for i := range 300 {
				other := map[string]string{model.FieldDeleted: "yes"}
				for k := range model.MaxFields - 1 {
					other[fmt.Sprintf("f%dx%d", i, k)] = ""
				}
				e.Sign(e.Body(id, "later", p.record, "x", other))
			}
		},
		"many retractions of a record with many changes": func(id model.ID) {
			for range 2000 {
				e.Write(id, model.KindContact, p.record, "x", map[string]string{"facts": "a"})
			}
			for i := range 2000 {
				target := changeID(i)
				e.Write(id, model.KindRetraction, model.DerivedID(model.KindRetraction, fmt.Sprint(i)), "x", map[string]string{"target": target.String(), "kind": "contact", "record": p.record.String(), "fields": "facts"})
			}
		},
		"stubs each of which follows what vouches for the one before": func(id model.ID) {
			for i := range 1500 {
				body := e.Body(id, model.KindContact, p.record, "x", []string{"facts"})
				delete(body, 4)
				body[3], body[5] = uint64(1), uint64(1)
				e.Stub(body, changeID(i))
				target := changeID(i + 1)
				e.Write(id, model.KindRetraction, model.DerivedID(model.KindRetraction, fmt.Sprint(i)), "x", map[string]string{"target": target.String(), "device": e.Card.Device().String(), "seq": "1",
					"millis": "1", "act": "x", "kind": "contact", "record": p.record.String(), "fields": "facts"})
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			fill(e.NewID())
			in := p.look(t, e.Bundle(p.v.Card()))
			if in.Changes+len(in.Aside) < 300 {
				t.Errorf("%d changes, %d aside", in.Changes, len(in.Aside))
			}
		})
	}
}

// FuzzHostile: whatever somebody who is trusted signs, the bundle is refused, or looked at and taken in, without harm: what was there is
// there, private notes above all, and the vault opens again.
func FuzzHostile(f *testing.F) {
	if committed, err := os.ReadDir("testdata/fuzz/FuzzHostile"); err != nil || len(committed) == 0 {
		f.Fatalf("%d seeds are committed, %v", len(committed), err)
	}
	shared := newPrey(f) // nothing is taken in there
	f.Fuzz(func(t *testing.T, b []byte) {
		d := dice(b)
		p := *shared
		sum := 0
		for _, x := range b {
			sum += int(x)
		}
		accept := sum%64 == 1 // one of many, whatever it was made from: it takes a vault of its own
		if accept {
			p = *newPrey(t)
		}
		p.enemy = storetest.NewEnemy(t, "Eve Martin", "Soligone") // the same one, who has sent nothing yet
		for range d.roll(24) {
			p.wickedness(t, &d)
		}
		file := p.enemy.Bundle(p.v.Card(), func(m *bundle.Manifest) { p.twist(&d, m) })
		in, err := p.v.Preview(context.Background(), file, nil)
		var refusal interface{ ErrorCode() string }
		if err != nil && !errors.As(err, &refusal) {
			t.Fatal(err)
		}
		if err == nil {
			in = p.look(t, file)
		}
		if !accept || err != nil {
			return
		}
		if _, err := in.Accept(); err != nil {
			t.Fatal(err)
		}
		p.v = p.member.reopen(p.v)
		if k, ok := p.v.Companion(p.household).Contact(p.v.Companion(p.household).Contacts()[0].ID); !ok || k.Facts != "Pour moi seul" {
			t.Fatal("the private note is another one")
		}
		if len(p.v.Case(p.household).Record(model.KindContact, p.record).Changes()) == 0 || p.v.Case(p.private).Main() != p.household {
			t.Fatal("something is gone")
		}
		if _, err := p.v.SetAside(); err != nil {
			t.Fatal(err)
		}
		p.v.Conflicts()
	})
}

// dice draws numbers from bytes; out of them, it draws zeros.
type dice []byte

func (d *dice) roll(below int) int {
	if len(*d) == 0 {
		return 0
	}
	n := int((*d)[0])
	*d = (*d)[1:]
	return n % below
}

// wickedness adds something to the enemy's next bundle.
func (p *prey) wickedness(t testing.TB, d *dice) {
	t.Helper()
	e := p.enemy
	ids := []model.ID{p.household, p.private, model.RegistryID, p.record, p.v.Device(), e.Card.Device(), e.Card.Worker, {}, {1}}
	id := ids[d.roll(len(ids))]
	kinds := append(model.Kinds(), "later")
	kind := kinds[d.roll(len(kinds))]
	texts := append(storetest.Hostile(), "", "2026-11-20", "yes", "12", p.record.String(), id.String(), string(model.KindContact), changeID(1).String(), "invalide\xff")
	fields := make(map[string]string)
	for range d.roll(8) {
		known := append(model.FieldsOf(kind), model.FieldDeleted, "later", "é")
		fields[known[d.roll(len(known))]] = texts[d.roll(len(texts))]
	}
	body := e.Body(id, kind, append(ids, id)[d.roll(len(ids)+1)], "test", fields)
	switch d.roll(10) {
	case 1:
		body[3] = uint64(d.roll(256)) << (8 * d.roll(8))
	case 2:
		prev := changeID(d.roll(4))
		body[4] = prev[:]
	case 3:
		body[5] = uint64(d.roll(256)) << (8 * d.roll(8))
	case 4:
		var list [][]byte
		for range d.roll(70) {
			pred := changeID(d.roll(8))
			list = append(list, pred[:])
		}
		body[10] = list
	case 5:
		body[9] = []string{"facts"}
		e.Stub(body, changeID(d.roll(4)))
		return
	case 6:
		body[uint64(d.roll(20))] = texts[d.roll(len(texts))]
	case 7:
		e.Add([]byte(texts[d.roll(len(texts))] + "                                                                          "))
		return
	case 8:
		for _, ch := range store.Stored(t, p.v, p.household) {
			e.Add(ch)
		}
		return
	case 9:
		e.Skip(id)
	}
	e.Sign(body)
}

// twist changes the manifest.
func (p *prey) twist(d *dice, m *bundle.Manifest) {
	m.Kind = []bundle.Kind{bundle.KindDelta, bundle.KindFull, bundle.KindRequest, bundle.KindFullRequest}[d.roll(4)]
	m.Parts = 1 + d.roll(bundle.MaxParts)
	m.Part = 1 + d.roll(m.Parts)
	for range d.roll(5) {
		head := bundle.Head{Chain: p.v.Device(), Seq: uint64(1 + d.roll(255)), ID: changeID(d.roll(4))}
		m.Cases = append(m.Cases, bundle.CaseState{ID: []model.ID{p.household, p.private, {1}, {2}, {3}}[len(m.Cases)], Base: []bundle.Head{head}, Heads: []bundle.Head{head}})
		m.Receipts = append(m.Receipts, model.ID{byte(1 + d.roll(255)), byte(len(m.Receipts))})
		m.Erased = append(m.Erased, bundle.Erasure{Case: []model.ID{p.household, model.RegistryID, {4}, {5}, {6}}[len(m.Erased)], At: storetest.Noon})
	}
}

// The order comes with the registry from whoever ordered it, and this device answers in the same transaction that there is nothing here.
func TestAnOrderToEraseWhatIsNotHereLeavesAVaultThatOpens(t *testing.T) {
	p := newPrey(t)
	p.enemy.Write(model.RegistryID, model.KindErasure, p.enemy.NewID(), string(store.ActErase), map[string]string{"on": "2026-11-20"})
	if _, err := p.look(t, p.enemy.Bundle(p.v.Card())).Accept(); err != nil {
		t.Fatal(err)
	}
	p.v = p.reopen(p.v)
	if n := len(p.v.Registry().Records(model.KindErased)); n != 1 {
		t.Errorf("%d answers are there", n)
	}
}

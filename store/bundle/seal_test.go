package bundle

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"seuil/model"
	"seuil/store/codec"
)

func drawID(t *rapid.T, label string) (id model.ID) {
	copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, label))
	id[15] |= 1
	return id
}

func drawIDs(t *rapid.T, label string) []model.ID {
	n := rapid.IntRange(0, 5).Draw(t, label)
	var ids []model.ID
	for range n {
		ids = append(ids, drawID(t, label))
	}
	slices.SortFunc(ids, func(a, b model.ID) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(ids)
}

func drawHeads(t *rapid.T, label string) (heads []Head) {
	for _, id := range drawIDs(t, label) {
		heads = append(heads, Head{Chain: id, Seq: rapid.Uint64Min(1).Draw(t, "seq"), ID: model.ChangeID{id[0], 1}})
	}
	return heads
}

func drawInstant(t *rapid.T) time.Time {
	return time.UnixMilli(rapid.Int64Range(0, codec.MaxMillis).Draw(t, "millis")).UTC()
}

func drawManifest(t *rapid.T, from device) Manifest {
	m := Manifest{ID: drawID(t, "id"), Kind: rapid.SampledFrom([]Kind{KindDelta, KindFull, KindRequest}).Draw(t, "kind"), From: from.card,
		Created: drawInstant(t), Send: drawID(t, "send"), Parts: rapid.IntRange(1, MaxParts).Draw(t, "parts"), Version: manifestVersion}
	m.Part = rapid.IntRange(1, m.Parts).Draw(t, "part")
	for _, id := range drawIDs(t, "authors") {
		m.Authors = append(m.Authors, publicKey(signingKey(id.String())))
	}
	slices.SortFunc(m.Authors, func(a, b ed25519.PublicKey) int { return bytes.Compare(a, b) })
	m.Cases = []CaseState{}
	for _, id := range drawIDs(t, "cases") {
		m.Cases = append(m.Cases, CaseState{ID: id, Base: drawHeads(t, "base"), Heads: drawHeads(t, "heads")})
	}
	m.Receipts = drawIDs(t, "receipts")
	for _, id := range drawIDs(t, "erased") {
		m.Erased = append(m.Erased, Erasure{id, drawInstant(t)})
	}
	if rapid.Bool().Draw(t, "revocation") {
		r, err := Revoke(drawID(t, "revoked"), drawHeads(t, "last"), from.key, drawInstant(t))
		if err != nil {
			t.Fatal(err)
		}
		m.Revocations = append(m.Revocations, r)
	}
	return m
}

func TestWhatIsSealedOpensAsItWas(t *testing.T) {
	from := newDevice(t, "Maëlle Roquebrane")
	all := []device{newDevice(t, "Awa N’Diaye"), newDevice(t, "Jean-Loup d'Aÿ"), from}
	rapid.Check(t, func(t *rapid.T) {
		m := drawManifest(t, from)
		var changes [][]byte
		for range rapid.IntRange(0, 12).Draw(t, "changes") {
			changes = append(changes, rapid.SliceOfN(rapid.Byte(), 65, 4000).Draw(t, "change"))
		}
		to := all[:rapid.IntRange(1, 3).Draw(t, "recipients")]
		var cards []*Card
		for _, d := range to {
			cards, m.To = append(cards, d.card), append(m.To, d.id())
		}
		slices.SortFunc(m.To, func(a, b model.ID) int { return bytes.Compare(a[:], b[:]) })
		var file bytes.Buffer
		if err := Seal(&file, from.key, m, changes, cards...); err != nil {
			t.Fatal(err)
		}
		for _, d := range to {
			b, err := Open(file.Bytes(), all[2].reception, d.reception)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(b.Manifest, m) {
				t.Fatalf("opened %+v\nsealed %+v", b.Manifest, m)
			}
			if b.ByWords || !slices.EqualFunc(b.Changes, changes, bytes.Equal) {
				t.Fatal("the changes are not those that were sent")
			}
		}
	})
}

func TestSetsHaveOneEncodingWhateverTheirOrder(t *testing.T) {
	d := newDevice(t, "Awa")
	m := d.manifest()
	m.Receipts = []model.ID{{1}, {2}, {3}}
	m.Cases = []CaseState{{ID: model.ID{1}, Heads: []Head{{model.ID{4}, 1, model.ChangeID{1}}, {model.ID{5}, 1, model.ChangeID{1}}}}, {ID: model.ID{2}}}
	want, err := m.encode(0)
	if err != nil {
		t.Fatal(err)
	}
	m.Receipts = []model.ID{{3}, {1}, {2}, {1}}
	slices.Reverse(m.Cases)
	slices.Reverse(m.Cases[1].Heads)
	if got, err := m.encode(0); err != nil || !bytes.Equal(got, want) {
		t.Error("two orders of one set give two manifests")
	}
}

func TestChangesKeepTheSignatureOfTheirAuthorThroughARelay(t *testing.T) {
	author, relay, reader := newDevice(t, "Awa"), newDevice(t, "Maëlle"), newDevice(t, "Inès")
	m := relay.manifest()
	m.Authors = []ed25519.PublicKey{author.card.Key}
	changes := slices.Concat(author.writes(t, model.ID{1}, 3, 100), relay.writes(t, model.ID{1}, 2, 100))
	var file bytes.Buffer
	if err := Seal(&file, relay.key, m, changes, reader.card); err != nil {
		t.Fatal(err)
	}
	b, err := Open(file.Bytes(), reader.reception)
	if err != nil {
		t.Fatal(err)
	}
	keys := b.Keys()
	for i, stored := range b.Changes {
		c, err := codec.NewReader().Read(stored)
		if err != nil || !codec.Verify(stored, keys[c.Device]) {
			t.Errorf("change %d: %v, or not signed by its author", i, err)
		}
	}
	if len(keys) != 2 || keys[relay.id()] == nil {
		t.Errorf("%d keys", len(keys))
	}
}

func TestTheSizeTellsLittleAndCostsLittle(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	lengths := make(map[int]int)
	for _, n := range []int{0, 1, 5, 20, 300, 1000} {
		changes := from.writes(t, model.ID{1}, n, 300)
		size := 0
		for _, c := range changes {
			size += len(c)
		}
		file := from.send(t, changes, to)
		if limit := padded(size) + 32<<10; len(file) > limit {
			t.Errorf("%d changes of %d bytes: a file of %d bytes, more than %d", n, size, len(file), limit)
		}
		lengths[len(file)]++
	}
	if len(lengths) != 3 {
		t.Errorf("lengths %v: receipts, one change, five and twenty should be alike", lengths)
	}
}

func TestThePaddingIsPadmé(t *testing.T) {
	for n, want := range map[int]int{0: 16384, 1: 16384, 16384: 16384, 16385: 17408, 17408: 17408, 100_000: 100_352, 1_000_000: 1_015_808, maxPayload: maxPayload} {
		if got := padded(n); got != want {
			t.Errorf("%d bytes become %d, want %d", n, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, maxPayload).Draw(t, "n")
		p := padded(n)
		if p < n || p > maxPayload || padded(p) != p || n > minPayload && p-n > n*7/100 {
			t.Fatalf("%d bytes become %d", n, p)
		}
	})
}

func TestTheGreatestBundleFitsItsFile(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	change := make([]byte, codec.MaxSize)
	var changes [][]byte
	for left := MaxContent; left >= FramedSize(change); left -= FramedSize(change) {
		changes = append(changes, change)
	}
	file := from.send(t, changes, to)
	if len(file)+(MaxRecipients-1)*2048 > MaxFile {
		t.Errorf("%d bytes", len(file))
	}
	if b, err := Open(file, to.reception); err != nil || len(b.Changes) != len(changes) {
		t.Errorf("opening it: %v", err)
	}
	most := maxPayload + (maxPayload/ageChunk+1)*ageTag + ageTag + MaxRecipients*2048
	if most > MaxFile || padded(maxPayload) != maxPayload || MaxContent+MaxManifest > maxPayload {
		t.Errorf("a payload of %d bytes may take a file of %d", maxPayload, most)
	}
}

func TestWhatCouldNotBeReadIsNotSealed(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	many := slices.Repeat([]*Card{to.card}, MaxRecipients+1)
	for i := range many {
		many[i] = newDevice(t, strings.Repeat("A", i+1)).card
	}
	big := slices.Repeat([][]byte{make([]byte, codec.MaxSize)}, 32)
	for name, c := range map[string]struct {
		change func(*Manifest)
		what   [][]byte
		to     []*Card
		want   error
	}{
		"to nobody":                           {to: []*Card{}, want: ErrIncomplete},
		"to too many":                         {to: many, want: ErrIncomplete},
		"from another device":                 {change: func(m *Manifest) { m.From = to.card }, want: ErrIncomplete},
		"from nobody":                         {change: func(m *Manifest) { m.From = nil }, want: ErrIncomplete},
		"without an id":                       {change: func(m *Manifest) { m.ID = model.ID{} }, want: ErrIncomplete},
		"of no send":                          {change: func(m *Manifest) { m.Send = model.ID{} }, want: ErrIncomplete},
		"part 0":                              {change: func(m *Manifest) { m.Part = 0 }, want: ErrIncomplete},
		"part 2 of 1":                         {change: func(m *Manifest) { m.Part = 2 }, want: ErrIncomplete},
		"of no kind":                          {change: func(m *Manifest) { m.Kind = "" }, want: ErrIncomplete},
		"before 1970":                         {change: func(m *Manifest) { m.Created = time.UnixMilli(-1) }, want: ErrIncomplete},
		"a case twice":                        {change: func(m *Manifest) { m.Cases = []CaseState{{ID: model.ID{1}}, {ID: model.ID{1}}} }, want: ErrIncomplete},
		"a receipt of nothing":                {change: func(m *Manifest) { m.Receipts = []model.ID{{}} }, want: ErrIncomplete},
		"a head of number 0":                  {change: func(m *Manifest) { m.Cases = []CaseState{{ID: model.ID{1}, Heads: []Head{{Chain: model.ID{1}}}}} }, want: ErrIncomplete},
		"an empty change":                     {what: [][]byte{nil}, want: ErrIncomplete},
		"a change longer than any may be":     {what: [][]byte{make([]byte, codec.MaxSize+1)}, want: ErrIncomplete},
		"more than a bundle holds":            {what: big, want: ErrTooLarge},
		"more changes than a bundle may have": {what: slices.Repeat([][]byte{make([]byte, 65)}, MaxChanges+1), want: ErrTooLarge},
	} {
		m := from.manifest()
		if c.change != nil {
			c.change(&m)
		}
		if c.to == nil {
			c.to = []*Card{to.card}
		}
		wantError(t, name, Seal(io.Discard, from.key, m, c.what, c.to...), c.want)
	}
}

// fullDisk takes some bytes and fails from then on.
type fullDisk struct{ room int }

var errFull = errors.New("no space left")

func (d *fullDisk) Write(b []byte) (int, error) {
	if len(b) > d.room {
		return d.room, errFull
	}
	d.room -= len(b)
	return len(b), nil
}

func TestADiskThatFailsAtAnyByteIsNoticed(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	changes := from.writes(t, model.ID{1}, 40, 4000)
	whole := len(from.send(t, changes, to))
	for room := 0; room < whole; room += 997 {
		if err := Seal(&fullDisk{room}, from.key, from.manifest(), changes, to.card); !errors.Is(err, errFull) {
			t.Fatalf("room for %d of %d bytes: %v", room, whole, err)
		}
	}
	if err := Seal(&fullDisk{whole - 1}, from.key, from.manifest(), changes, to.card); !errors.Is(err, errFull) {
		t.Errorf("one byte missing: %v", err)
	}
}

func TestCasesStayWholeWhereTheyFit(t *testing.T) {
	change := make([]byte, 100-frame)
	group := func(id byte, n int) Group { return Group{model.ID{id}, slices.Repeat([][]byte{change}, n)} }
	for name, c := range map[string]struct {
		groups []Group
		count  int
		want   string
	}{
		"nothing":                           {nil, 99, ""},
		"a case without changes":            {[]Group{group(1, 0)}, 99, ""},
		"all in one":                        {[]Group{group(1, 3), group(2, 7)}, 99, "1x3 2x7"},
		"a case begins a bundle of its own": {[]Group{group(1, 3), group(2, 8), group(3, 2)}, 99, "1x3|2x8 3x2"},
		"a case that fits nowhere":          {[]Group{group(1, 3), group(2, 25), group(3, 2)}, 99, "1x3|2x10|2x10|2x5 3x2"},
		"a full bundle":                     {[]Group{group(1, 10), group(2, 10)}, 99, "1x10|2x10"},
		"too many for one bundle":           {[]Group{group(1, 3), group(2, 2)}, 4, "1x3|2x2"},
	} {
		var parts []string
		for _, part := range cutAt(c.groups, 1000, c.count) {
			var list []string
			for _, g := range part {
				list = append(list, fmt.Sprintf("%dx%d", g.Case[0], len(g.Changes)))
			}
			parts = append(parts, strings.Join(list, " "))
		}
		if got := strings.Join(parts, "|"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if parts := Cut([]Group{{model.ID{1}, slices.Repeat([][]byte{make([]byte, codec.MaxSize)}, 40)}}, MaxFile); len(parts) != 2 {
		t.Errorf("80 MiB take %d bundles", len(parts))
	}
}

func TestTheNameOfAFileTellsNothing(t *testing.T) {
	if got := FileName(model.ID{0xab, 0xcd, 0xef, 1, 2}); got != "paquet-abcdef01.seuil" {
		t.Error(got)
	}
}

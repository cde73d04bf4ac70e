package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha512"
	"encoding/binary"
	"errors"
	"flag"
	"runtime"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"pgregory.net/rapid"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

var step = flag.Int("step", 7, "how far apart the lengths are at which a bundle is cut, and the bytes of its body that are flipped; 1 is all")

func TestEveryFlippedByteIsRefused(t *testing.T) {
	t.Parallel()
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	file := from.send(t, from.writes(t, model.ID{1}, 5, 300), to)
	header, err := age.ExtractHeader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for i := range file {
		if i > len(header) && i%*step != 0 {
			continue
		}
		file[i] ^= 1 << (i % 8)
		b, err := Open(file, to.reception)
		file[i] ^= 1 << (i % 8)
		var refusal *Error
		switch {
		case b != nil || !errors.As(err, &refusal):
			t.Fatalf("byte %d: %v, %v", i, b, err)
		case i < len(ageIntro) && !errors.Is(err, ErrNotBundle), i >= len(header) && !errors.Is(err, ErrDamaged):
			t.Fatalf("byte %d: %v", i, err)
		}
	}
}

func TestEveryCutIsRefused(t *testing.T) {
	t.Parallel()
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	file := from.send(t, from.writes(t, model.ID{1}, 5, 300), to)
	for n := 0; n < len(file); n += *step {
		if b, err := Open(file[:n:n], to.reception); b != nil || !errors.Is(err, ErrLength) {
			t.Fatalf("cut at %d of %d: %v, %v", n, len(file), b, err)
		}
	}
}

func TestWhatIsAddedIsRefused(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	for _, n := range []int{0, 20, 600, 9000} { // the last one ends with a whole chunk of age
		file := from.send(t, from.writes(t, model.ID{1}, n, 300), to)
		for _, more := range [][]byte{{0}, make([]byte, 1000), file} {
			b, err := Open(append(slices.Clone(file), more...), to.reception)
			if b != nil || !errors.Is(err, ErrLength) {
				t.Errorf("%d changes, %d bytes more: %v", n, len(more), err)
			}
		}
	}
}

func TestTwoBundlesCannotBeSpliced(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	changes := from.writes(t, model.ID{1}, 600, 300) // four chunks of age
	a, b := from.send(t, changes, to), from.send(t, changes, to)
	header, _ := age.ExtractHeader(bytes.NewReader(a))
	body := len(header) + ageTag
	for name, file := range map[string][]byte{
		"the header of one, the body of the other": slices.Concat(a[:body], b[body:]),
		"a chunk of the other":                     slices.Concat(a[:body+ageChunk+ageTag], b[body+ageChunk+ageTag:body+2*(ageChunk+ageTag)], a[body+2*(ageChunk+ageTag):]),
		"two chunks exchanged":                     slices.Concat(a[:body], a[body+ageChunk+ageTag:body+2*(ageChunk+ageTag)], a[body:body+ageChunk+ageTag], a[body+2*(ageChunk+ageTag):]),
	} {
		if len(file) != len(a) {
			t.Fatal(name)
		}
		_, err := Open(file, to.reception)
		wantError(t, name, err, ErrDamaged)
	}
	other := from.send(t, from.writes(t, model.ID{2}, 600, 300), to)
	p, q := to.payload(t, a), to.payload(t, other)
	mixed := slices.Concat(p[:len(p)/2], q[len(p)/2:]) // by a recipient, who can read and encrypt, but not sign
	_, err := Open(encrypt(t, mixed, to.recipient()), to.reception)
	wantError(t, "half of another payload", err, ErrForged)
}

// The sender signs, then encrypts: a recipient can take the signed part out and encrypt it for somebody else, who would believe that
// it was sent to them. The names of the recipients inside the signature show it.
func TestABundleIsNotPassedOnAsIfMadeForAnother(t *testing.T) {
	from, to, third := newDevice(t, "Maëlle"), newDevice(t, "Awa"), newDevice(t, "Inès")
	file := from.send(t, nil, to)
	_, err := Open(file, third.reception)
	wantError(t, "as it was sent", err, ErrNotForMe)
	_, err = Open(file)
	wantError(t, "without a key", err, ErrNotForMe)
	_, err = Open(encrypt(t, to.payload(t, file), third.recipient()), third.reception)
	wantError(t, "encrypted again", err, ErrForwarded)
	if _, err := Open(encrypt(t, to.payload(t, file), to.recipient(), third.recipient()), to.reception); err != nil {
		t.Errorf("encrypted again for the one that it was made for: %v", err)
	}
}

func TestNobodySignsForAnother(t *testing.T) {
	from, to, thief := newDevice(t, "Maëlle"), newDevice(t, "Awa"), newDevice(t, "Inès")
	m := from.manifest()
	m.To = []model.ID{to.id()}
	manifest, err := m.encode(0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(encrypt(t, signPayload(head(from.card.stored, manifest), thief.key), to.recipient()), to.reception)
	wantError(t, "the card of one, the signature of another", err, ErrForged)
	forged := slices.Clone(from.card.stored)
	copy(forged[bytes.Index(forged, from.card.Key):], thief.card.Key)
	_, err = Open(encrypt(t, signPayload(head(forged, manifest), thief.key), to.recipient()), to.reception)
	wantError(t, "the key changed on a card", err, ErrForged)
	payload := to.payload(t, from.send(t, nil, to))
	payload[len(payload)-1] ^= 1
	_, err = Open(encrypt(t, payload, to.recipient()), to.reception)
	wantError(t, "another signature", err, ErrForged)
}

func TestFilesOfOtherSorts(t *testing.T) {
	to := newDevice(t, "Awa")
	x25519, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	var many []age.Recipient
	for range MaxRecipients + 1 {
		many = append(many, to.recipient())
	}
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"an empty file":                   {nil, ErrLength},
		"a text":                          {[]byte("Bonjour, voici le paquet."), ErrNotBundle},
		"a card":                          {to.card.stored, ErrNotBundle},
		"zeros":                           {make([]byte, 20_000), ErrNotBundle},
		"greater than any bundle":         {append([]byte(ageIntro), make([]byte, MaxFile)...), ErrTooLarge},
		"an age file of something else":   {encrypt(t, []byte("Bonjour"), to.recipient()), ErrNotBundle},
		"an age file of nothing":          {encrypt(t, nil, to.recipient()), ErrNotBundle},
		"for a key of another sort":       {encrypt(t, nil, x25519.Recipient()), ErrNotForMe},
		"for more keys than a bundle has": {encrypt(t, nil, many...), ErrManyRecipients},
	} {
		_, err := Open(c.file, to.reception)
		wantError(t, name, err, c.want)
	}
}

// wireManifest is a manifest for a device, changed by f before it is encoded.
func wireManifest(t *testing.T, count uint64, to model.ID, f func(*manifestWire)) []byte {
	t.Helper()
	w := manifestWire{Version: 1, ID: model.ID{1}, Kind: KindDelta, To: to[:], Send: model.ID{1}, Part: 1, Parts: 1, Count: count,
		Authors: []byte{}, Cases: []stateWire{}, Receipts: []byte{}, Erased: []byte{}, Revocations: [][]byte{}}
	if f != nil {
		f(&w)
	}
	b, err := codec.Encode(w)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSignedButNotWhatSeuilWrites(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	change := from.writes(t, model.ID{1}, 1, 100)[0]
	manifest := func(count uint64, f func(*manifestWire)) []byte { return wireManifest(t, count, to.id(), f) }
	framed := func(n uint32, b []byte) []byte { return append(binary.BigEndian.AppendUint32(nil, n), b...) }
	begin := func(m []byte) []byte { return head(from.card.stored, m) }
	id := func(b byte) []byte { return bytes.Repeat([]byte{b}, 16) }
	padded17K := make([]byte, 17408-ed25519.SignatureSize)
	copy(padded17K, begin(manifest(0, nil)))
	hidden := append(begin(manifest(0, nil)), 0, 0, 'x')
	later := begin(manifest(0, nil))
	later[len(magic)+1] = 2
	laterCard := from.card.Bytes()
	laterCard[len(cardMagic)+1] = 2
	body, err := codec.Encode(cardWire{Name: "\x1b[2J", Association: "S", Worker: model.ID{1}, Key: from.card.Key, Reception: from.card.Reception})
	if err != nil {
		t.Fatal(err)
	}
	hostile := signPaper(cardMagic, body, from.key)
	early := begin(manifest(0, nil))
	early[len(magic)+1] = 0
	for name, c := range map[string]struct {
		payload []byte
		want    error
	}{
		"nothing is wrong":                   {signPayload(append(begin(manifest(1, nil)), framed(uint32(len(change)), change)...), from.key), nil},
		"a later format":                     {signPayload(later, from.key), ErrNewer},
		"format 0":                           {signPayload(early, from.key), ErrMalformed},
		"more padding than needed":           {signRaw(padded17K, from.key), ErrPadding},
		"something in the padding":           {signPayload(hidden, from.key), ErrPadding},
		"no padding":                         {signRaw(begin(manifest(0, nil)), from.key), ErrPadding},
		"a change that is not announced":     {signPayload(append(begin(manifest(0, nil)), framed(uint32(len(change)), change)...), from.key), ErrPadding},
		"a change that is missing":           {signPayload(begin(manifest(1, nil)), from.key), ErrMalformed},
		"a change longer than what follows":  {signPayload(append(begin(manifest(1, nil)), framed(100_000, change)...), from.key), ErrMalformed},
		"a change of the greatest length":    {signPayload(append(begin(manifest(1, nil)), framed(0xffffffff, change)...), from.key), ErrMalformed},
		"a change that is a signature alone": {signPayload(append(begin(manifest(1, nil)), framed(64, change)...), from.key), ErrMalformed},
		"a million changes":                  {signPayload(begin(manifest(MaxChanges, nil)), from.key), ErrMalformed},
		"more changes than any may have":     {signPayload(begin(manifest(0, func(w *manifestWire) { w.Count = 1 << 62 })), from.key), ErrMalformed},
		"a manifest longer than the payload": {signPayload(slices.Concat(begin(nil)[:len(begin(nil))-4], framed(MaxManifest, nil)), from.key), ErrMalformed},
		"no manifest":                        {signPayload(begin(nil), from.key), ErrMalformed},
		"a manifest with bytes left over":    {signPayload(begin(append(manifest(0, nil), 0)), from.key), ErrMalformed},
		"a card longer than what follows":    {signRaw(append([]byte(magic+"\x00\x01\xff\xff"), make([]byte, minPayload)...), from.key), ErrMalformed},
		"no card":                            {signPayload(head(nil, manifest(0, nil)), from.key), ErrForged},
		"a card of a later seuil":            {signPayload(head(laterCard, manifest(0, nil)), from.key), ErrNewer},
		"a card with a hostile name":         {signPayload(head(hostile, manifest(0, nil)), from.key), ErrMalformed},
		"version 0":                          {signPayload(begin(manifest(0, func(w *manifestWire) { w.Version = 0 })), from.key), ErrMalformed},
		"a kind that is none":                {signPayload(begin(manifest(0, func(w *manifestWire) { w.Kind = "letter" })), from.key), ErrMalformed},
		"part 3 of 2":                        {signPayload(begin(manifest(0, func(w *manifestWire) { w.Part, w.Parts = 3, 2 })), from.key), ErrMalformed},
		"a recipient twice":                  {signPayload(begin(manifest(0, func(w *manifestWire) { w.To = append(w.To, w.To...) })), from.key), ErrMalformed},
		"recipients out of order":            {signPayload(begin(manifest(0, func(w *manifestWire) { w.To = append(id(9), id(8)...) })), from.key), ErrMalformed},
		"half a recipient":                   {signPayload(begin(manifest(0, func(w *manifestWire) { w.To = w.To[:8] })), from.key), ErrMalformed},
		"too many recipients":                {signPayload(begin(manifest(0, func(w *manifestWire) { w.To = make([]byte, 17*16) })), from.key), ErrMalformed},
		"nobody named":                       {signPayload(begin(manifest(0, func(w *manifestWire) { w.To = nil })), from.key), ErrMalformed},
		"an empty list of names":             {signPayload(begin(manifest(0, func(w *manifestWire) { w.To = []byte{} })), from.key), ErrForwarded},
		"cases out of order": {signPayload(begin(manifest(0, func(w *manifestWire) {
			w.Cases = []stateWire{{model.ID{2}, []byte{}, []byte{}}, {model.ID{1}, []byte{}, []byte{}}}
		})), from.key), ErrMalformed},
		"a head of no device":             {signPayload(begin(manifest(0, func(w *manifestWire) { w.Cases = []stateWire{{model.ID{2}, []byte{}, make([]byte, headSize)}} })), from.key), ErrMalformed},
		"erased in the year 300,000,000":  {signPayload(begin(manifest(0, func(w *manifestWire) { w.Erased = append(id(1), id(1)[:8]...) })), from.key), ErrMalformed},
		"a revocation that is not signed": {signPayload(begin(manifest(0, func(w *manifestWire) { w.Revocations = [][]byte{make([]byte, 300)} })), from.key), ErrMalformed},
		"a revocation of a later seuil":   {signPayload(begin(manifest(0, func(w *manifestWire) { w.Revocations = [][]byte{[]byte(revocationMagic + "\x00\x02")} })), from.key), ErrMalformed},
	} {
		b, err := Open(encrypt(t, c.payload, to.recipient()), to.reception)
		if !errors.Is(err, c.want) || (b != nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A sender whom nobody knows can sign anything: what is signed is read with as much care as what is not.
func TestWhateverIsSignedIsReadOrRefused(t *testing.T) {
	from, to := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	m := from.manifest()
	m.To = []model.ID{to.id()}
	m.Cases = []CaseState{{ID: model.ID{1}, Heads: []Head{{from.id(), 2, model.ChangeID{3}}}}}
	begin, err := m.head(from.key, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range from.writes(t, model.ID{1}, 2, 60) {
		begin = append(binary.BigEndian.AppendUint32(begin, uint32(len(c))), c...)
	}
	manifest := headSizes + len(from.card.stored) // where it begins; the card must stay as it is
	rapid.Check(t, func(t *rapid.T) {
		content := slices.Clone(begin)
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			at := rapid.IntRange(manifest-4, len(content)-1).Draw(t, "at")
			switch rapid.SampledFrom([]string{"flip", "cut", "insert"}).Draw(t, "how") {
			case "flip":
				content[at] ^= rapid.Byte().Draw(t, "bits")
			case "cut":
				content = slices.Delete(content, at, min(len(content), at+rapid.IntRange(1, 20).Draw(t, "n")))
			case "insert":
				content = slices.Insert(content, at, rapid.SliceOfN(rapid.Byte(), 1, 20).Draw(t, "new")...)
			}
			if len(content) <= manifest {
				return
			}
		}
		payload := signPayload(content, from.key)
		sum := sha512.Sum512(payload[:len(payload)-ed25519.SignatureSize])
		b, err := readPayload(payload, sum[:])
		if refusal := (*Error)(nil); err != nil && (b != nil || !errors.As(err, &refusal)) {
			t.Fatalf("%v, %v", b, err)
		}
	})
}

func TestAManifestOfALaterVersionIsRead(t *testing.T) {
	from := newDevice(t, "Maëlle")
	m := from.manifest()
	b, err := m.encode(3)
	if err != nil {
		t.Fatal(err)
	}
	b[0]++ // one more key
	b[bytes.IndexByte(b, 1)] = 2
	later := slices.Concat(b, []byte{14, 0xa1, 0x61, 'x', 0x82, 1, 2})
	got, count, err := readManifest(later)
	if err != nil || count != 3 || got.ID != m.ID || got.Version != 2 {
		t.Errorf("%+v, %d, %v", got, count, err)
	}
}

func TestHostileCountsTakeLittleMemory(t *testing.T) {
	from := newDevice(t, "Maëlle")
	m := from.manifest()
	for i := range maxCases {
		m.Cases = append(m.Cases, CaseState{ID: model.ID{byte(i >> 8), byte(i), 1}})
	}
	b, err := m.encode(0)
	if err != nil {
		t.Fatal(err)
	}
	b = append(head(nil, b)[len(magic)+4:], make([]byte, maxPayload/2)...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err = readSigned(b)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
		t.Errorf("%d MiB to read the most cases that there can be", used>>20)
	}
}

// told and typed are the words of an emergency bundle, as they were told and as a person types them.
var told, typed = strings.Fields("ériger nocif ajuster camarade zeste verser oiseau"), "ERIG noci ajust camarade ZESTE vers  oise"

// sendWords is an emergency bundle whose words are quick to try.
func sendWords(t *testing.T, from device, to ...model.ID) []byte {
	t.Helper()
	r, err := age.NewScryptRecipient(seal.Canonical(typed))
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(8)
	m := from.manifest()
	m.To = to
	var file bytes.Buffer
	if err := pack(&file, from.key, m, nil, []age.Recipient{r}); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestEmergencyBundles(t *testing.T) {
	from, me := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	file := sendWords(t, from)
	for name, f := range map[string][]byte{"for whoever has the words": file, "for me": sendWords(t, from, me.id())} {
		if b, err := OpenWords(f, typed, me.id()); err != nil || !b.ByWords || !b.From.Key.Equal(from.card.Key) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := OpenWords(sendWords(t, from, from.id()), typed, me.id())
	wantError(t, "for somebody else", err, ErrForwarded)
	_, err = OpenWords(file, "erig noci ajus cama zest vers erig", me.id())
	wantError(t, "other words", err, ErrWrongWords)
	_, err = OpenWords(file, "", me.id())
	wantError(t, "no words", err, ErrWrongWords)
	_, err = Open(file, me.reception)
	wantError(t, "with a key", err, ErrNeedsWords)
	_, err = OpenWords(from.send(t, nil, me), typed, me.id())
	wantError(t, "words for what a key opens", err, ErrNoWords)
	costly := bytes.Replace(file, []byte(" 8\n"), []byte(" 23\n"), 1)
	_, err = OpenWords(costly, typed, me.id())
	wantError(t, "words that would take 20 s", err, ErrCostly)
	m := from.manifest()
	begin, err := m.head(from.key, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(encrypt(t, signPayload(begin, from.key), me.recipient()), me.reception)
	wantError(t, "what whoever has the words may open, encrypted for a key", err, ErrForwarded)
}

func TestTheWordsOfAnEmergencyBundleAreCostlyToGuess(t *testing.T) {
	from, me := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	var file bytes.Buffer
	if err := SealWords(&file, from.key, from.manifest(), nil, told, WordsWork); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(file.Bytes()[bytes.IndexByte(file.Bytes()[len(ageIntro):], '\n')+len(ageIntro)-3:], []byte(" 18\n")) {
		t.Errorf("the header is %q", file.Bytes()[:80])
	}
	if _, err := OpenWords(file.Bytes(), typed, me.id()); err != nil {
		t.Error(err)
	}
}

package bundle

import (
	"bytes"
	"encoding/base64"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

func TestACardIsReadAsItWasMade(t *testing.T) {
	d := newDevice(t, "Maëlle Roquebrane")
	want := &Card{Holder: holder("Maëlle Roquebrane"), Key: publicKey(d.key), Reception: d.reception.Recipient(), Issued: noon}
	want.stored = d.card.stored
	for name, file := range map[string][]byte{"its bytes": d.card.Bytes(), "its text": []byte(d.card.Text())} {
		got, err := ParseCard(file)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if n := len(d.card.Bytes()); n > 2300 {
		t.Errorf("%d bytes", n)
	}
	if d.card.Device() != codec.DeviceID(publicKey(d.key)) || !strings.HasPrefix(d.card.FileName(), "carte-"+d.id().String()[:8]) {
		t.Error(d.card.FileName())
	}
}

func TestACardThatChangedIsRefused(t *testing.T) {
	d := newDevice(t, "Maëlle Roquebrane")
	b := d.card.Bytes()
	p, _, _ := openPaper(cardMagic, b, MaxCard)
	for i := range b {
		changed := slices.Clone(b)
		changed[i] ^= 1 << (i % 8)
		if c, err := ReadCard(changed); c != nil || !errors.Is(err, ErrCardDamaged) && !errors.Is(err, ErrCardNewer) {
			t.Fatalf("byte %d: %v", i, err)
		}
		if c, err := ReadCard(b[:i]); c != nil || !errors.Is(err, ErrCardDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
	for name, changed := range map[string][]byte{
		"a byte more":       append(slices.Clone(b), 0),
		"a signature more":  append(slices.Clone(b), b[len(b)-64:]...),
		"far too long":      append(slices.Clone(b), make([]byte, MaxCard)...),
		"of another sort":   signPaper(revocationMagic, p.body, d.key),
		"signed by another": signPaper(cardMagic, p.body, signingKey("thief")),
	} {
		_, err := ReadCard(changed)
		wantError(t, name, err, ErrCardDamaged)
	}
	later := d.card.Bytes()
	later[len(cardMagic)+1] = 2
	_, err := ReadCard(later)
	wantError(t, "a later format", err, ErrCardNewer)
}

func TestACardMadeByHandIsChecked(t *testing.T) {
	d := newDevice(t, "Maëlle")
	good := cardWire{Name: "Maëlle", Association: "Soligone", Worker: model.ID{1}, Key: publicKey(d.key), Reception: d.reception.Recipient()}
	for name, c := range map[string]struct {
		change func(*cardWire)
		want   error
	}{
		"nothing is wrong":                   {func(*cardWire) {}, nil},
		"no worker":                          {func(w *cardWire) { w.Worker = model.ID{} }, ErrCardDamaged},
		"a reception key that is none":       {func(w *cardWire) { w.Reception = "age1pq1xyz" }, ErrCardDamaged},
		"the reception key in upper case":    {func(w *cardWire) { w.Reception = strings.ToUpper(w.Reception) }, ErrCardDamaged},
		"a short key":                        {func(w *cardWire) { w.Key = w.Key[:31] }, ErrCardDamaged},
		"after the year 9999":                {func(w *cardWire) { w.Issued = codec.MaxMillis + 1 }, ErrCardDamaged},
		"a former key that did not sign":     {func(w *cardWire) { w.Former = publicKey(signingKey("former")) }, ErrCardDamaged},
		"its own key as the former one":      {func(w *cardWire) { w.Former = w.Key }, ErrCardDamaged},
		"a name that runs right to left":     {func(w *cardWire) { w.Name = "Maëlle\u202e" }, ErrCardName},
		"a name that is not UTF-8":           {func(w *cardWire) { w.Name = "Ma\xeblle" }, ErrCardDamaged},
		"a name longer than any may be":      {func(w *cardWire) { w.Name = strings.Repeat("a", 161) }, ErrCardDamaged},
		"an escape sequence in the role":     {func(w *cardWire) { w.Role = "\x1b[2J" }, ErrCardName},
		"an association of Cyrillic letters": {func(w *cardWire) { w.Association = "Ѕоligone" }, ErrCardName},
	} {
		w := good
		c.change(&w)
		body, err := codec.Encode(w)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ReadCard(signPaper(cardMagic, body, d.key))
		if !errors.Is(err, c.want) || (got != nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	good := []string{"Maëlle Roquebrane", "Awa N’Diaye", "Jean-Loup d'Aÿ", "Éloïse Œuvrard", "Łukasz Żółć", "Nguyễn Thị Ánh", "Ǧamīl M\u0331", "Marie M. Durand", "J.-P. B.", "X"}
	bad := []string{"", " Awa", "Awa ", "Awa  N", "-", "Awa\n", "Awa\tN", "Awa2", "Awa.", "Awa N..", ".", "Аwa" /* Cyrillic */, "Αwa" /* Greek */, "Ａwa", /* wide */
		"E\u0301loïse" /* NFD */, "A\u200bwa", "A\u202ewa", "Awa\x1b[2J", "Awa\u0300\u0316\u0317", "\u0301Awa", "- \u0301", "ǃAwa", "1ª", "Maëlle\u00a0R",
		"Awa✓", "علي", "李", "a\xff", strings.Repeat("é", 81), "Awa_N", "Awa—N"}
	for _, s := range good {
		if err := (Holder{Name: s, Association: s, Role: s}).Check(); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, s := range bad {
		err := Holder{Name: s, Association: "Soligone"}.Check()
		if refusal := (*Error)(nil); !errors.As(err, &refusal) || refusal.Code != CodeCardName || refusal.Field != "name" {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, s := range []string{"Soliha 42", "Habitat & Humanisme", "Chargé·e d’insertion", "Conseiller/ère (CESF)", "S.I.A.O., Loire"} {
		if err := (Holder{Name: "Awa", Association: s, Role: s}).Check(); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
	for field, h := range map[string]Holder{"association": {Name: "Awa"}, "role": {Name: "Awa", Association: "Soligone", Role: "CESF\u202e"}} {
		if refusal := (*Error)(nil); !errors.As(h.Check(), &refusal) || refusal.Field != field {
			t.Errorf("%s: %v", field, refusal)
		}
	}
}

func TestACardSurvivesMail(t *testing.T) {
	card := newDevice(t, "Maëlle").card
	text := card.Text()
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for name, s := range map[string]string{
		"as it is":                     text,
		"with a message around":        "Bonjour Awa,\n\nvoici ma carte :\n" + text + "\n-- \nMaëlle\n",
		"quoted":                       "> " + strings.ReplaceAll(text, "\n", "\n> "),
		"quoted twice":                 ">> " + strings.ReplaceAll(text, "\n", "\r\n>> "),
		"lines of Windows":             strings.ReplaceAll(text, "\n", "\r\n"),
		"lines of old Mac":             strings.ReplaceAll(text, "\n", "\r"),
		"one line":                     strings.ReplaceAll(text, "\n", " "),
		"all in one word":              strings.ReplaceAll(text, "\n", ""),
		"blank lines between":          strings.ReplaceAll(text, "\n", "\n\n"),
		"indented with no-break":       "\u00a0\u00a0" + strings.ReplaceAll(text, "\n", "\n\u00a0\u00a0"),
		"with a byte order mark":       "\ufeff" + text,
		"with zero-width characters":   strings.ReplaceAll(text, "\n", "\u200b\n\u2060"),
		"wrapped at 40":                rewrap(text, 40),
		"wrapped at 7":                 rewrap(text, 7),
		"twice":                        text + text,
		"in a column of a table":       "| " + strings.ReplaceAll(text, "\n", " |\n| "),
		"in bold":                      "*" + strings.ReplaceAll(text, "\n", "*\n*"),
		"without the spaces in braces": strings.NewReplacer("[[ ", "[[", " ]]", "]]").Replace(text),
	} {
		if got, err := FindCard(s); err != nil || !bytes.Equal(got.stored, card.stored) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, s := range map[string]string{
		"nothing":              "",
		"no card":              "Bonjour",
		"without its end":      strings.Join(lines[:len(lines)-1], "\n"),
		"without its begin":    strings.Join(lines[1:], "\n"),
		"a line lost":          strings.Join(slices.Delete(slices.Clone(lines), 5, 6), "\n"),
		"two lines exchanged":  strings.Join(slices.Concat(lines[:3], lines[4:5], lines[3:4], lines[5:]), "\n"),
		"a letter changed":     strings.Replace(text, lines[9], strings.ToUpper(lines[9]), 1),
		"empty":                pasteBegin + pasteEnd,
		"the end first":        pasteEnd + "\n" + strings.Join(lines[1:len(lines)-1], "\n") + "\n" + pasteBegin,
		"bits after the last":  pasteBegin + base64.RawStdEncoding.EncodeToString([]byte("a"))[:1] + "h" + pasteEnd,
		"far too long a text":  strings.Repeat(" ", MaxPaste) + text,
		"far too long a card":  pasteBegin + strings.Repeat("A", 10_000) + pasteEnd,
		"letters of elsewhere": strings.Replace(text, "A", "А", 1),
	} {
		_, err := FindCard(s)
		wantError(t, name, err, ErrCardDamaged)
	}
}

func rewrap(s string, width int) string {
	r := []rune(strings.ReplaceAll(s, "\n", ""))
	var b strings.Builder
	for c := range slices.Chunk(r, width) {
		b.WriteString(string(c) + "\n")
	}
	return b.String()
}

func TestTrustGoesOverToALaterCardOfTheSameKey(t *testing.T) {
	former, other := newDevice(t, "Maëlle"), newDevice(t, "Awa")
	issue := func(key, replaced string, at time.Time) *Card {
		var old []byte
		if replaced != "" {
			old = signingKey(replaced)
		}
		c, err := NewCard(holder("Maëlle"), signingKey(key), other.reception.Recipient(), old, at)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	later := noon.Add(time.Hour)
	for name, c := range map[string]struct {
		card *Card
		want bool
	}{
		"a new reception key":              {issue("Maëlle", "", later), true},
		"a new device, by the former key":  {issue("new", "Maëlle", later), true},
		"a new device, on its own":         {issue("new", "", later), false},
		"a new device, by another's key":   {issue("new", "Awa", later), false},
		"the card itself":                  {former.card, false},
		"one of the same day":              {issue("new", "Maëlle", noon), false},
		"one that is older":                {issue("Maëlle", "", noon.Add(-time.Hour)), false},
		"of the one whose card it is not ": {other.card, false},
	} {
		if got := c.card.Succeeds(former.card); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTheSixWords(t *testing.T) {
	a, b := newDevice(t, "Maëlle").card, newDevice(t, "Awa").card
	renewed := newDevice(t, "Maëlle").card // the same signing key
	words := a.Words()
	if len(words) != CardWords || slices.Equal(words, b.Words()) || slices.Equal(words, renewed.Words()) || !slices.Equal(words, a.Words()) {
		t.Fatal(words)
	}
	var short []string
	for _, w := range words {
		short = append(short, strings.ToUpper(string([]rune(w)[:4])))
	}
	if err := CheckWords(words, short); err != nil {
		t.Errorf("%v typed as %v: %v", words, short, err)
	}
	wantError(t, "five words", CheckWords(words, short[:5]), ErrCardCount)
	wrong := slices.Clone(words)
	wrong[3] = b.Words()[0]
	if wrong[3] == words[3] {
		wrong[3] = b.Words()[1]
	}
	if refusal := (*Error)(nil); !errors.As(CheckWords(words, wrong), &refusal) || refusal.Code != CodeCardWord || refusal.Word != 4 {
		t.Error(refusal)
	}
	wrong[1] = "xyzt"
	if refusal := (*seal.Error)(nil); !errors.As(CheckWords(words, wrong), &refusal) || refusal.Code != seal.CodeUnknownWord || refusal.Word != 2 {
		t.Error(refusal)
	}
	if told, err := NewWords(strings.NewReader(strings.Repeat("\x00\x01", BundleWords))); err != nil || strings.Join(told, " ") != strings.TrimSpace(strings.Repeat("abandon ", BundleWords)) {
		t.Error(told, err)
	}
}

func TestReceptionKeysAreKeptAsText(t *testing.T) {
	k, err := NewKey(model.ID{1})
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseKey(model.ID{1}, k.Secret())
	if err != nil || again.Recipient() != k.Recipient() || again.Device != k.Device {
		t.Error(err)
	}
	if _, err := ParseKey(model.ID{1}, k.Secret()[:40]); err == nil || strings.Contains(err.Error(), k.Secret()[20:40]) {
		t.Errorf("%v", err)
	}
}

func TestARevocationIsReadAsItWasMade(t *testing.T) {
	d := newDevice(t, "Maëlle")
	last := []Head{{model.ID{3}, 0, model.ChangeID{}}, {model.ID{2}, 7, model.ChangeID{1}}, {model.ID{1}, 3, model.ChangeID{2}}}
	r, err := Revoke(model.ID{5}, last, d.key, noon)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadRevocation(r.Bytes())
	slices.Reverse(last)
	if err != nil || got.Device != (model.ID{5}) || !got.By.Equal(d.card.Key) || !got.Issued.Equal(noon) || !slices.Equal(got.Last, last) {
		t.Errorf("%+v, %v", got, err)
	}
	for i := range r.stored {
		changed := r.Bytes()
		changed[i] ^= 1 << (i % 8)
		if _, err := ReadRevocation(changed); !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrNewer) {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
	_, err = Revoke(model.ID{5}, append(last, Head{model.ID{1}, 4, model.ChangeID{9}}), d.key, noon)
	wantError(t, "two last changes in one case", err, ErrMalformed)
	_, err = Revoke(model.ID{5}, []Head{{model.ID{1}, 0, model.ChangeID{9}}}, d.key, noon)
	wantError(t, "a last change of an empty chain", err, ErrMalformed)
	_, err = Revoke(model.ID{}, nil, d.key, noon)
	wantError(t, "of no device", err, ErrMalformed)
}

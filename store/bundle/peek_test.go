package bundle

import (
	"bytes"
	"slices"
	"testing"

	"filippo.io/age"
)

func TestTheHeadOfAFileSaysForWhomItIs(t *testing.T) {
	from, to, other := newDevice(t, "Maëlle"), newDevice(t, "Awa"), newDevice(t, "Inès")
	file := from.send(t, nil, to)
	words, err := age.NewScryptRecipient("abeille")
	if err != nil {
		t.Fatal(err)
	}
	words.SetWorkFactor(10)
	for name, c := range map[string]struct {
		file []byte
		keys []*Key
		want error
	}{
		"for the key":                      {file, []*Key{to.reception}, nil},
		"for one of several keys":          {file, []*Key{other.reception, to.reception}, nil},
		"for somebody else":                {file, []*Key{other.reception}, ErrNotForMe},
		"for the key, with a damaged body": {slices.Concat(file[:len(file)-1], []byte{^file[len(file)-1]}), []*Key{to.reception}, nil},
		"for the key, cut in the body":     {file[:len(file)/2], []*Key{to.reception}, nil},
		"cut in the header":                {file[:100], []*Key{to.reception}, ErrLength},
		"cut in its first line":            {file[:5], []*Key{to.reception}, ErrLength},
		"empty":                            {nil, []*Key{to.reception}, ErrLength},
		"a damaged header":                 {slices.Concat(file[:60], []byte{^file[60]}, file[61:]), []*Key{to.reception}, ErrDamaged},
		"a text":                           {[]byte("Bonjour, voici le paquet."), []*Key{to.reception}, ErrNotBundle},
		"opened by words":                  {encrypt(t, []byte("payload"), words), []*Key{to.reception}, ErrNeedsWords},
	} {
		err := Addressed(bytes.NewReader(c.file), c.keys...)
		if c.want == nil && err != nil {
			t.Errorf("%s: %v", name, err)
		} else if c.want != nil {
			wantError(t, name, err, c.want)
		}
	}
}

func TestABundleIsKnownByItsNameWhateverACopyIsCalled(t *testing.T) {
	name := FileName(newDevice(t, "Awa").id())
	tag := name[:len("paquet-12345678")]
	for file, want := range map[string]string{
		name: name, tag + " (1).seuil": name, tag + " - Copie.seuil": name, tag + ".sync-conflict-20261125-101112-ABCDEFG.seuil": name,
		"paquet-.seuil": "", "paquet-1234567.seuil": "", "paquet-1234567G.seuil": "", tag + ".seuil.tmp": "", "." + name: "", "carte-12345678.seuil": "",
		".syncthing." + name + ".tmp": "", "": "",
	} {
		if got := Named(file); got != want {
			t.Errorf("%q: %q, want %q", file, got, want)
		}
	}
}

package store

import (
	"cmp"
	"os"
	"path/filepath"

	"github.com/fxamacker/cbor/v2"

	"seuil/model"
)

// A vault whose disk failed takes no more writes, since nobody knows what the next one would say. The texts that are being
// written then go to a file of their own, sealed like everything else; the next unlock takes them in as drafts, except
// those whose commit turns out to have reached the disk after all.
const (
	rescueName   = "coffre.rescue"
	rescueBucket = "rescue" // what its values are sealed for; there is no such bucket in the vault
	rescueMax    = 64 << 20 // bytes
)

// rescue keeps an encoded draft beside the vault. The caller holds the lock for writing.
func (v *Vault) rescue(id model.ID, encoded []byte) error {
	if v.rescued == nil {
		v.rescued = make(map[model.ID][]byte)
	}
	sealed, err := v.seal.key.Seal(v.opt.Rand, []byte(rescueBucket), []byte(rescueName), encoded)
	if err != nil {
		return err
	}
	v.rescued[id] = sealed
	values := make([][]byte, 0, len(v.rescued))
	for _, value := range v.rescued {
		values = append(values, value)
	}
	b, err := cbor.Marshal(values)
	if err != nil {
		return err
	}
	path := filepath.Join(v.opt.Dir, rescueName)
	write := func() error {
		if err := os.WriteFile(path+".new", b, 0o600); err != nil {
			return err
		}
		return install(path+".new", path)
	}
	err = write()
	if isFull(err) {
		_ = os.Remove(filepath.Join(v.opt.Dir, ballastName))
		err = write()
	}
	if err != nil {
		_ = os.Remove(path + ".new")
		return v.broken
	}
	return nil
}

// takeRescued makes drafts of what was rescued. The file goes only when every text in it is in the vault; one that is not of
// this vault stays where it is.
func (v *Vault) takeRescued() {
	path := filepath.Join(v.opt.Dir, rescueName)
	info, err := os.Lstat(path)
	if err != nil || info.Size() > rescueMax {
		return
	}
	b, err := os.ReadFile(path)
	var values [][]byte
	if err != nil || cbor.Unmarshal(b, &values) != nil {
		return
	}
	for _, value := range values {
		encoded, err := v.seal.key.Open([]byte(rescueBucket), []byte(rescueName), value)
		if err != nil {
			return
		}
		d, ok := decodeDraft(encoded)
		if !ok || !v.stands(d) && !v.erased(d.Case) && v.SaveDraft(d) != nil {
			return
		}
	}
	_ = os.Remove(path)
}

// stands says that the record of a draft says already all that the draft says.
func (v *Vault) stands(d model.Draft) bool {
	var r *model.Record
	for _, c := range append(v.Companions(d.Case), v.Case(d.Case)) {
		r = cmp.Or(r, c.Record(d.Kind, d.ID))
	}
	if r == nil {
		return false
	}
	known := make(map[string]bool)
	for _, name := range model.FieldsOf(d.Kind) {
		known[name] = true
	}
	for _, f := range d.Fields {
		if known[f.Name] && r.Value(f.Name) != f.Value {
			return false
		}
	}
	return true
}

package store_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// traces are the forms in which a text could be found in a file.
func traces(s string) map[string][]byte {
	var le, be []byte
	for _, u := range utf16.Encode([]rune(s)) {
		le, be = append(le, byte(u), byte(u>>8)), append(be, byte(u>>8), byte(u))
	}
	// In base64 a text has three forms, by where it begins; the ends, which depend on the neighbours, are cut off.
	all := map[string][]byte{"utf-8": []byte(s), "utf-16 le": le, "utf-16 be": be, "hex": []byte(hex.EncodeToString([]byte(s)))}
	for shift := range 3 {
		b := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + s))
		all["base64 "+string(rune('0'+shift))] = []byte(b[4*((shift+2)/3) : len(b)-4])
	}
	return all
}

// A vault that lived a whole life leaves nothing readable in any of its files.
func TestNoFileHoldsANameOrAText(t *testing.T) {
	s, v := newScratch(t)
	texts := []string{"CANARIMAROUDI", "Canaritarek", "Canari-fait-constaté", "canari-brouillon", "canari-étiquette", "Maëlle Roquebrane", "canari-privé"}
	id := storetest.Household(t, v, texts[0], texts[1])
	note := storetest.Note(t, v, id, strings.Repeat(texts[2]+" ", 20))
	companion := v.NewCase()
	link, _ := (&model.Case{ID: companion}).Put("note.add", companion, &model.Companion{Main: id})
	private, _ := (&model.Case{ID: companion}).Put("note.add", v.NewID(), &model.Contact{Date: 1, Facts: texts[6]})
	storetest.Commit(t, v, link, private)
	if err := v.SaveDraft(draft(v.NewID(), id, texts[3])); err != nil {
		t.Fatal(err)
	}
	task, _ := v.Case(id).Put("task.add", v.NewID(), &model.Task{Label: texts[4]})
	storetest.Commit(t, v, task)
	gone, _ := v.Case(id).Delete("note.delete", model.KindContact, note)
	storetest.Commit(t, v, gone)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	if err := v.SetPassphrase("seize bambous verts au bord du canal"); err != nil {
		t.Fatal(err)
	}
	if err := v.Rewrite(); err != nil {
		t.Fatal(err)
	}
	texts = append(texts, storetest.Passphrase, s.words[0]+" "+s.words[1], "seize bambous verts", v.Me().ID.String(), id.String())
	raw := [][]byte{id[:], note[:], companion[:]}
	s.close(v)
	if _, err := store.Restore(s.options(), store.Backups(s.dir)[0].Path, store.Secret{Words: s.words}); err != nil {
		t.Fatal(err)
	}
	files := 0
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		for _, text := range texts {
			for form, trace := range traces(text) {
				if bytes.Contains(b, trace) || strings.Contains(d.Name(), text) {
					t.Errorf("%s holds %q in %s", d.Name(), text, form)
				}
			}
		}
		for _, id := range raw {
			if bytes.Contains(b, id) {
				t.Errorf("%s holds an identifier", d.Name())
			}
		}
		return err
	})
	if err != nil || files < 6 {
		t.Fatalf("%d files: %v", files, err)
	}
}

func TestTheSearchForTracesFindsThem(t *testing.T) {
	const text = "CANARIMAROUDI"
	for form, b := range map[string][]byte{"utf-8": []byte("xx" + text + "yy"), "base64 0": []byte(base64.StdEncoding.EncodeToString([]byte("abc" + text + "d"))),
		"base64 1": []byte(base64.StdEncoding.EncodeToString([]byte("a" + text + "de"))), "base64 2": []byte(base64.StdEncoding.EncodeToString([]byte("ab" + text + "d"))),
		"utf-16 le": {'C', 0, 'A', 0, 'N', 0, 'A', 0, 'R', 0, 'I', 0, 'M', 0, 'A', 0, 'R', 0, 'O', 0, 'U', 0, 'D', 0, 'I', 0}} {
		if !bytes.Contains(b, traces(text)[form]) {
			t.Errorf("%s is not found", form)
		}
	}
}

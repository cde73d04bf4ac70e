package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// exchange is what the child process of [TestAnImportThatIsKilledIsThereWholeOrNotAtAll] does: it imports bundles one after the other, and
// answers each by a bundle of its own.
func exchange(dir string, words []string, folder string) error {
	v, err := unlockWith(dir, words)
	if err != nil {
		return err
	}
	files, _ := filepath.Glob(filepath.Join(folder, "in", "*"))
	slices.Sort(files)
	for {
		for _, path := range files {
			file, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			in, err := v.Preview(context.Background(), file, nil)
			if err != nil {
				return err
			}
			if !in.Already {
				if _, err := in.Accept(); err != nil {
					return err
				}
				fmt.Println("import", filepath.Base(path))
			}
			o, err := v.PrepareSend(context.Background(), store.Send{To: in.From.Device}, nil)
			if err != nil {
				return err
			}
			sent, err := o.Write(context.Background(), filepath.Join(folder, "out"), nil)
			if err != nil {
				return err
			}
			fmt.Println("answer", filepath.Base(sent[0]))
		}
	}
}

func TestAnImportThatIsKilledIsThereWholeOrNotAtAll(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in"), filepath.Join(folder, "out")
	for _, dir := range []string{in, out} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	const bundles, cases = 12, 40
	brought := make([][]model.ID, bundles)
	for i := range brought {
		for k := range cases {
			brought[i] = append(brought[i], storetest.Household(t, ana.v, fmt.Sprint("MAROUDI", k), "Tarek"))
		}
		file := ana.send(t, store.Send{To: bob.v.Device(), Cases: brought[i]})[0]
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%02d", i)), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bob.close(bob.v)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	all := &acked{notes: make(map[string]bool)}
	for range 14 {
		killWriter(t, bob.scratch, all, 0, time.Duration(r.IntN(25_000))*time.Microsecond, workerTake+"="+folder)
		v := bob.mustUnlock()
		if n := v.Notices(); len(n) > 0 {
			t.Fatal(n)
		}
		for i, ids := range brought {
			there := 0
			for _, id := range ids {
				if c := v.Case(id); c != nil && len(c.Changes()) == 2 {
					there++
				}
			}
			if there != 0 && there != cases || there == 0 && all.notes[fmt.Sprintf("import %02d", i)] {
				t.Fatalf("of bundle %d, %d cases of %d are there", i, there, cases)
			}
		}
		bob.close(v)
	}
	bob.v = bob.mustUnlock()
	answers, _ := filepath.Glob(filepath.Join(out, "paquet-*")) // what was not finished has another name
	for _, path := range answers {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ana.preview(t, file)
	}
	for name := range all.notes {
		file, answer := strings.CutPrefix(name, "answer ")
		if _, err := os.Stat(filepath.Join(out, file)); answer && errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s was made and is not there", file)
		}
	}
	if len(answers) == 0 {
		t.Error("nothing was answered")
	}
}

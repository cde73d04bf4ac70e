package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"filippo.io/age"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// teamOf opens a copy of the vault of a size as that of a member whose colleague has nothing yet.
func teamOf(b *testing.B, size int) (*member, *member) {
	b.Helper()
	dir := b.TempDir()
	for _, name := range []string{"coffre.seuil", "coffre.witness"} {
		copyFile(b, filepath.Join(caseload(b, size), name), filepath.Join(dir, name))
	}
	opt := storetest.Options(dir)
	ana := &member{v: storetest.Unlock(b, opt), out: b.TempDir()}
	if _, err := ana.v.IssueCard("Soligone", false); err != nil {
		b.Fatal(err)
	}
	bob := newMember(b, "Bob Delmas")
	meet(b, ana, bob)
	ana.v.WaitIndex()
	return ana, bob
}

// BenchmarkDay is a day's work, twenty notes in a vault of ten thousand cases: made into a bundle, and imported from it. Both sides have
// all the rest, and have said so.
func BenchmarkDay(b *testing.B) {
	ana, bob := teamOf(b, 1)
	ana.give(b, bob)
	bob.give(b, ana)
	cases := ana.v.Cases()
	var made, taken time.Duration
	b.ResetTimer()
	for i := range b.N {
		b.StopTimer()
		var writes []model.Write
		for k := range 20 {
			c := cases[(i*20+k)*37%len(cases)]
			w, _ := c.Put("note.add", ana.v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: fmt.Sprint("constat ", i, k)})
			writes = append(writes, w)
		}
		storetest.Commit(b, ana.v, writes...)
		b.StartTimer()
		start := time.Now()
		files := ana.send(b, store.Send{To: bob.v.Device()})
		made += time.Since(start)
		start = time.Now()
		in := bob.preview(b, files[0])
		if _, err := in.Accept(); err != nil {
			b.Fatal(err)
		}
		taken += time.Since(start)
		b.StopTimer()
		if in.Notes != 20 {
			b.Fatalf("%d notes", in.Notes)
		}
		bob.give(b, ana)
		b.StartTimer()
	}
	b.ReportMetric(float64(made.Milliseconds())/float64(b.N), "ms-made")
	b.ReportMetric(float64(taken.Milliseconds())/float64(b.N), "ms-imported")
}

// BenchmarkFull is all of a vault of ten thousand cases and a hundred thousand notes, for a colleague who has nothing: made, beside
// reading, opening and age-encrypting the same bytes; and imported, beside verifying its signatures alone on all cores.
func BenchmarkFull(b *testing.B) {
	for range b.N {
		b.StopTimer()
		ana, bob := teamOf(b, 1)
		b.StartTimer()
		start := time.Now()
		o, err := ana.v.PrepareSend(context.Background(), store.Send{To: bob.v.Device()}, nil)
		if err != nil {
			b.Fatal(err)
		}
		prepared := time.Since(start)
		paths, err := o.Write(context.Background(), ana.out, nil)
		if err != nil {
			b.Fatal(err)
		}
		made := time.Since(start)
		b.StopTimer()
		floor := exportFloor(b, ana.v, bob.v)
		b.ReportMetric(prepared.Seconds(), "s-prepared")
		b.ReportMetric(made.Seconds(), "s-made")
		b.ReportMetric(made.Seconds()/floor.Seconds(), "times-open+age")
		b.ReportMetric(float64(len(paths)), "parts")
		var taken, verified time.Duration
		for _, p := range paths {
			file, err := os.ReadFile(p)
			if err != nil {
				b.Fatal(err)
			}
			runtime.GC()
			b.StartTimer()
			start := time.Now()
			in := bob.preview(b, file)
			previewed := time.Since(start)
			if _, err := in.Accept(); err != nil {
				b.Fatal(err)
			}
			taken += time.Since(start)
			b.StopTimer()
			verified += store.VerifyAlone(in)
			b.Logf("%d bytes: preview %v, with accept %v", len(file), previewed, time.Since(start))
		}
		if n := len(bob.v.Cases()); n != sizes[1].households {
			b.Fatalf("%d cases", n)
		}
		b.ReportMetric(taken.Seconds(), "s-imported")
		b.ReportMetric(taken.Seconds()/verified.Seconds(), "times-verify")
		b.StartTimer()
	}
}

// exportFloor is the time to read and open the changes of a vault and to encrypt them.
func exportFloor(b *testing.B, v, to *store.Vault) time.Duration {
	b.Helper()
	recipient, err := age.ParseHybridRecipient(to.Card().Reception)
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	f, err := os.Create(filepath.Join(b.TempDir(), "floor"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w, err := age.Encrypt(f, recipient)
	if err != nil {
		b.Fatal(err)
	}
	var all bytes.Buffer
	store.EachChange(v, func(stored []byte) { all.Write(stored) })
	if _, err := w.Write(all.Bytes()); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// What a child process is told that sends everything to a device, or imports files, and says how much memory that took.
const (
	peakDir  = "SEUIL_STORE_BENCH_PEAK"
	peakTo   = "SEUIL_STORE_BENCH_TO"    // device; files are written to the folder of peakFrom
	peakFrom = "SEUIL_STORE_BENCH_FILES" // folder
)

func peak() bool {
	dir, folder := os.Getenv(peakDir), os.Getenv(peakFrom)
	if dir == "" {
		return false
	}
	v := unlockedIn(dir)
	v.Settle()
	v.WaitIndex()
	var most atomic.Int64 // the peak that the system tells is that of the unlocking
	go func() {
		for {
			most.Store(max(most.Load(), int64(residentKiB())))
			time.Sleep(5 * time.Millisecond)
		}
	}()
	if to, _ := model.ParseID(os.Getenv(peakTo)); !to.IsZero() {
		o, err := v.PrepareSend(context.Background(), store.Send{To: to, Full: true}, nil)
		if err == nil {
			_, err = o.Write(context.Background(), folder, nil)
		}
		if err != nil {
			panic(err)
		}
	} else {
		files, _ := filepath.Glob(filepath.Join(folder, "*"))
		for _, path := range files {
			file, err := os.ReadFile(path)
			if err != nil {
				panic(err)
			}
			in, err := v.Preview(context.Background(), file, nil)
			if err == nil {
				_, err = in.Accept()
			}
			if err != nil {
				panic(err)
			}
		}
	}
	fmt.Println(most.Load())
	_ = v.Close()
	return true
}

// BenchmarkPeak is the greatest memory of a process that sends, or imports, a vault of ten thousand cases and a hundred thousand notes.
func BenchmarkPeak(b *testing.B) {
	if residentKiB() == 0 {
		b.Skip("this system does not tell")
	}
	ana, bob := teamOf(b, 1)
	to := bob.v.Device().String()
	if err := ana.v.Close(); err != nil {
		b.Fatal(err)
	}
	bob.close(bob.v)
	child := func(dir string, env ...string) float64 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(append(os.Environ(), env...), peakDir+"="+dir, peakFrom+"="+ana.out)
		out, err := cmd.Output()
		if err != nil {
			b.Fatal(err)
		}
		n, _ := strconv.Atoi(strings.TrimSpace(string(out)))
		return float64(n) / 1024
	}
	for b.Loop() {
		b.ReportMetric(child(ana.v.Dir(), peakTo+"="+to), "MiB-sending")
		b.ReportMetric(child(bob.v.Dir()), "MiB-importing")
	}
}

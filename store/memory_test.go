package store_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"seuil/store"
	"seuil/store/storetest"
)

// residentDir tells a child process to unlock a vault and to say how much memory it has then.
const residentDir = "SEUIL_STORE_BENCH_DIR"

func resident() bool {
	dir := os.Getenv(residentDir)
	if dir == "" {
		return false
	}
	v := unlockedIn(dir)
	kept, atOnce := keptKiB(), residentKiB()
	v.WaitIndex()
	time.Sleep(50 * time.Millisecond)
	fmt.Println(kept, atOnce, residentKiB())
	_ = v.Close()
	return true
}

// unlockedIn opens a vault in a child process, which has no test to fail.
func unlockedIn(dir string) *store.Vault {
	l, err := store.Open(storetest.Options(dir))
	if err != nil {
		panic(err)
	}
	v, err := l.Unlock(storetest.Passphrase)
	if err != nil {
		panic(err)
	}
	return v
}

// residentKiB is the memory of the process as the system sees it; zero where it does not tell.
func residentKiB() int {
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, ok := strings.Cut(string(b), "VmRSS:")
	if !ok {
		return 0
	}
	n, _ := strconv.Atoi(strings.Fields(rest)[0])
	return n
}

// keptKiB is the memory that the Go runtime has of the system and did not give back. It is the same with the race detector.
func keptKiB() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int((m.Sys - m.HeapReleased) >> 10)
}

// memoryOf is the memory, in KiB, of a process that unlocked the vault of a folder: what the Go runtime kept and what was resident,
// both at once, and what is resident once all is quiet.
func memoryOf(t testing.TB, dir string) (kept, first, settled int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), residentDir+"="+dir)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(string(out), &kept, &first, &settled); err != nil {
		t.Fatal(err)
	}
	return kept, first, settled
}

// The derivation of the key alone takes 64 MiB here, and four times as much in a real vault.
func TestAnOrdinaryVaultGivesBackTheMemoryOfTheKeyDerivation(t *testing.T) {
	const limit = 60 << 10 // KiB
	dir := t.TempDir()
	storetest.Caseload(t, dir, sizes[0].households, sizes[0].notes)
	if kept, _, _ := memoryOf(t, dir); kept > limit {
		t.Errorf("%d KiB are kept, more than %d", kept, limit)
	}
}

// BenchmarkResident is the memory of a process that unlocked a vault, once all is quiet; its time says nothing.
func BenchmarkResident(b *testing.B) {
	if residentKiB() == 0 {
		b.Skip("this system does not tell")
	}
	for i, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			dir := caseload(b, i)
			var first, settled int
			for b.Loop() {
				_, first, settled = memoryOf(b, dir)
			}
			b.ReportMetric(float64(first)/1024, "MiB-at-once")
			b.ReportMetric(float64(settled)/1024, "MiB-settled")
		})
	}
}

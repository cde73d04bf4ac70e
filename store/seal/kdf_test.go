package seal

import (
	"runtime"
	"testing"
	"time"
)

func TestCalibrateRaisesThePassesUntilTheAim(t *testing.T) {
	cases := []struct {
		name    string
		perPass time.Duration
		want    uint32
	}{
		{"a slow machine keeps three passes", 400 * time.Millisecond, 3},
		{"exactly the aim is enough", 700 * time.Millisecond / 3, 4}, // 699.999999 ms: one more
		{"a fast machine does more", 100 * time.Millisecond, 7},
		{"just below seven passes", 99 * time.Millisecond, 8},
		{"never more than the ceiling", time.Millisecond, MaxTime},
		{"a clock that stands still", 0, MaxTime},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var clock time.Time
			runs := 0
			got := calibrate(DefaultParams(), func() time.Time { return clock }, func(p Params) {
				runs++
				clock = clock.Add(time.Duration(p.Time) * c.perPass)
			})
			if got.Time != c.want || got.MemoryKiB != 256<<10 || got.Threads != 4 || got.Check() != nil {
				t.Fatalf("got %+v, want %d passes", got, c.want)
			}
			if runs > 3 {
				t.Fatalf("%d derivations", runs)
			}
		})
	}
}

func TestMachineMemoryIsPlausible(t *testing.T) {
	m := machineMemory()
	if runtime.GOOS != "linux" && m == 0 {
		t.Skip("unknown on " + runtime.GOOS)
	}
	if m < 64<<20 || m > 1<<50 {
		t.Fatalf("%d bytes", m)
	}
}

// A session that holds 20 cases may take 60 MiB: the 64 or 256 MiB of the derivation must be free once it is done, for the
// reading of the vault, and for the system after that.
func TestTheMemoryOfTheDerivationIsFree(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	key := derive("passphrase", make([]byte, saltSize), cheap)
	runtime.ReadMemStats(&after)
	if len(key) != keySize {
		t.Fatalf("%d bytes", len(key))
	}
	if after.TotalAlloc-before.TotalAlloc < 64<<20 {
		t.Fatal("the derivation did not use its memory")
	}
	if after.HeapInuse > 32<<20 {
		t.Fatalf("%d MiB in use", after.HeapInuse>>20)
	}
}

package seal

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"
)

// TestTheKeyPageIsNotDumped reads the kernel's own flags of the page: "dd" says that core dumps leave it out, "lo" that
// it is never swapped. The second depends on RLIMIT_MEMLOCK, so it is required only where the limit grants a page.
func TestTheKeyPageIsNotDumped(t *testing.T) {
	k := newTestKey(t)
	smaps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip("no smaps: " + err.Error())
	}
	flags := flagsOf(string(smaps), uintptr(unsafe.Pointer(&k.page[0])))
	if !strings.Contains(flags, " dd") {
		t.Fatalf("flags %q", flags)
	}
	limits, err := os.ReadFile("/proc/self/limits")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(limits), "Max locked memory         0 ") {
		t.Skip("no locked memory granted")
	}
	if !strings.Contains(flags, " lo") {
		t.Fatalf("flags %q", flags)
	}
}

func flagsOf(smaps string, address uintptr) string {
	inside := false
	for _, line := range strings.Split(smaps, "\n") {
		var from, to uintptr
		if n, _ := fmt.Sscanf(line, "%x-%x ", &from, &to); n == 2 {
			inside = from <= address && address < to
		}
		if flags, ok := strings.CutPrefix(line, "VmFlags:"); ok && inside {
			return flags
		}
	}
	return ""
}

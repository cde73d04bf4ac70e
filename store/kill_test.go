package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// What a writing child process is told.
const (
	workerDir   = "SEUIL_STORE_TEST_DIR"
	workerWords = "SEUIL_STORE_TEST_WORDS"
	workerSeed  = "SEUIL_STORE_TEST_SEED"
	workerFrom  = "SEUIL_STORE_TEST_BACKUP" // restore from this backup again and again, instead of writing
	workerTake  = "SEUIL_STORE_TEST_TAKE"   // import the bundles of this folder, and answer each, instead of writing
	workerErase = "SEUIL_STORE_TEST_ERASE"  // erase one case after another, instead of writing
	manyKills   = "SEUIL_STORE_TEST_KILLS"  // how many processes are killed; 40 if unset
)

// worker is the child process of [TestNothingAcknowledgedIsLostWhenTheProcessIsKilled]: it writes to a vault for ever and says
// what was acknowledged, one line each.
func worker() bool {
	dir := os.Getenv(workerDir)
	if dir == "" {
		return false
	}
	seed, _ := strconv.ParseUint(os.Getenv(workerSeed), 10, 64)
	words := strings.Fields(os.Getenv(workerWords))
	do := func() error { return write(dir, words, rand.New(rand.NewPCG(seed, 0))) }
	if from := os.Getenv(workerFrom); from != "" {
		do = func() error { return restore(dir, words, from) }
	}
	if from := os.Getenv(workerTake); from != "" {
		do = func() error { return exchange(dir, words, from) }
	}
	if os.Getenv(workerErase) != "" {
		do = func() error { return eraseAll(dir, words) }
	}
	if err := do(); err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	return true
}

// unlockWith opens a vault in a child process.
func unlockWith(dir string, words []string) (*store.Vault, error) {
	l, err := store.Open(store.Options{Dir: dir, Params: storetest.Params()})
	if err != nil {
		return nil, err
	}
	return l.UnlockRecovery(words)
}

func write(dir string, words []string, r *rand.Rand) error {
	v, err := unlockWith(dir, words)
	if err != nil {
		return err
	}
	v.Settle()
	if n := v.Notices(); len(n) > 0 {
		return fmt.Errorf("notices %v", n)
	}
	c := v.Cases()[0]
	for i := 0; ; i++ {
		// The time of a text is unique among all processes: the ack names the text.
		text := fmt.Sprint(time.Now().UnixNano(), " ", strings.Repeat("x", r.IntN(3000)))
		name, _, _ := strings.Cut(text, " ")
		d := draft(c.ID, c.ID, text)
		switch r.IntN(60) {
		case 0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16:
			if err := v.SaveDraft(d); err != nil {
				return err
			}
			fmt.Println("draft", name)
		case 3:
			if _, err := v.BackUp(0); err != nil {
				return err
			}
			fmt.Println("backup", name)
		case 4:
			if err := v.Rewrite(); err != nil {
				return err
			}
			fmt.Println("rewrite", name)
		case 17, 18:
			if err := retractFirst(v, c.ID, r.IntN(2) == 0); err != nil {
				return err
			}
		default:
			w, _ := v.Case(c.ID).Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: text})
			id := model.ID{}
			if r.IntN(2) == 0 {
				id = d.ID
			}
			if _, err := v.Commit(id, w); err != nil {
				return err
			}
			fmt.Println("note", name, id.IsZero())
		}
	}
}

// retractFirst retracts a note and says so before and after.
func retractFirst(v *store.Vault, id model.ID, sweep bool) error {
	c := v.Case(id)
	notes := c.Contacts()
	if len(notes) == 0 {
		return nil
	}
	name, _, _ := strings.Cut(notes[0].Facts, " ")
	fmt.Println("retracting", name)
	if _, err := v.Commit(model.ID{}, c.Retract("note.retract", model.KindContact, notes[0].ID)...); err != nil {
		return err
	}
	fmt.Println("retract", name)
	if sweep {
		return v.Sweep()
	}
	return nil
}

func restore(dir string, words []string, from string) error {
	for {
		_, err := store.Restore(store.Options{Dir: dir, Params: storetest.Params()}, from, store.Secret{Words: words})
		if err != nil {
			return err
		}
		fmt.Println("restore")
	}
}

// acked is what the child said that the disk has.
type acked struct {
	notes map[string]bool
	gone  map[string]bool // retracted
	draft string          // newest; empty if it became a note
	lines int
}

func (a *acked) read(line string) error {
	verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	name, flag, _ := strings.Cut(rest, " ")
	switch verb {
	case "note":
		if a.notes[name] = true; flag == "false" {
			a.draft = ""
		}
	case "retracting": // from now on nobody knows, until it is acknowledged
		delete(a.notes, name)
	case "erasing":
	case "retract", "erase":
		a.gone[name] = true
	case "draft":
		a.draft = name
	case "import", "answer":
		a.notes[verb+" "+name] = true
	case "backup", "rewrite", "restore":
	default:
		return fmt.Errorf("the child said %q", line)
	}
	a.lines++
	return nil
}

func TestNothingAcknowledgedIsLostWhenTheProcessIsKilled(t *testing.T) {
	kills := 40
	if n, err := strconv.Atoi(os.Getenv(manyKills)); err == nil {
		kills = n
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	s, v := newScratch(t)
	storetest.Household(t, v, "MAROUDI", "Tarek")
	s.close(v)
	all := &acked{notes: make(map[string]bool), gone: make(map[string]bool)}
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range kills {
		killWriter(t, s, all, seed+uint64(i), time.Duration(r.IntN(30_000))*time.Microsecond)
		v := s.mustUnlock()
		if n := v.Notices(); len(n) > 0 {
			t.Fatalf("kill %d: notices %v", i, n)
		}
		checkAcked(t, v, all, i)
		s.close(v)
	}
	report, err := store.Check(s.options(), store.Secret{Words: s.words})
	for _, p := range report.Problems {
		if p.Code != store.ProblemNoBackup {
			t.Errorf("after %d kills: %+v", kills, p)
		}
	}
	if err != nil || all.lines < kills {
		t.Errorf("%d acknowledgements in %d kills: %v", all.lines, kills, err)
	}
	t.Logf("%d kills, %d acknowledgements, %d retractions", kills, all.lines, len(all.gone))
}

func TestARestorationThatIsKilledLeavesAVaultWithEverything(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	storetest.Note(t, v, id, "before")
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	storetest.Note(t, v, id, "after")
	s.close(v)
	backup := store.Backups(s.dir)[0].Path
	for i := range 12 {
		killWriter(t, s, &acked{}, 0, time.Duration(i)*1500*time.Microsecond, workerFrom+"="+backup)
		v := s.mustUnlock()
		if got := notes(v, id); !got["before"] || !got["after"] {
			t.Fatalf("kill %d: notes %v", i, got)
		}
		s.close(v)
	}
}

// killWriter starts a child, lets it write for a while after its first word, and kills it.
func killWriter(t *testing.T, s *scratch, all *acked, seed uint64, after time.Duration, env ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), env...), workerDir+"="+s.dir, workerWords+"="+strings.Join(s.words, " "), workerSeed+"="+strconv.FormatUint(seed, 10))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	first := true
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // half a line is no acknowledgement
		}
		if err := all.read(line); err != nil {
			_ = cmd.Process.Kill()
			t.Fatal(err)
		}
		if first {
			first = false
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait()
	if first {
		t.Fatal("the child wrote nothing")
	}
}

func checkAcked(t *testing.T, v *store.Vault, all *acked, kill int) {
	t.Helper()
	there := make(map[string]bool)
	for _, k := range v.Cases()[0].Contacts() {
		name, _, _ := strings.Cut(k.Facts, " ")
		there[name] = true
	}
	for name := range all.notes {
		if !there[name] {
			t.Fatalf("kill %d: an acknowledged note is lost", kill)
		}
	}
	for name := range all.gone {
		if there[name] {
			t.Fatalf("kill %d: a retracted note is back", kill)
		}
	}
	var kept string
	for _, d := range v.Drafts() {
		kept, _, _ = strings.Cut(d.Fields[0].Value, " ")
	}
	// A draft that was saved, or became a note, after the last line that arrived may be newer than what was acknowledged.
	if all.draft != "" && kept < all.draft && !there[all.draft] && !newerNote(there, all.draft) {
		t.Fatalf("kill %d: an acknowledged draft is lost", kill)
	}
	all.draft = kept
}

func newerNote(there map[string]bool, than string) bool {
	for name := range there {
		if name > than {
			return true
		}
	}
	return false
}

package cli

import (
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"seuil/store"
	"seuil/ui/demo"
)

// behindKey names by how much the clock of a script is behind, in the environment of the programs that it runs.
const behindKey = "SEUIL_CLI_TEST_BEHIND"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"seuil": func() {
		behind, _ := time.ParseDuration(os.Getenv(behindKey))
		os.Exit(run(os.Args[1:], func() time.Time { return time.Now().Add(-behind) }))
	}})
}

// TestScripts runs the commands as a shell would. A script is one story, told at its head.
func TestScripts(t *testing.T) {
	var behind time.Duration
	if time.Now().Hour() == 23 { // no midnight passes between what a script seeds and what it reads
		behind = time.Hour
	}
	seed := func(dir string) error {
		return seedDemo(store.Options{Dir: dir, Params: demoParams()}, time.Now().Add(-behind))
	}
	template := sync.OnceValues(func() (string, error) {
		dir := t.TempDir()
		return dir, seed(dir)
	})
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			for name, dir := range map[string]string{"HOME": "home", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "settings"} {
				env.Setenv(name, filepath.Join(env.WorkDir, dir))
				if err := os.MkdirAll(filepath.Join(env.WorkDir, dir), 0o700); err != nil {
					return err
				}
			}
			env.Setenv("TERM", "xterm-256color")
			env.Setenv(behindKey, behind.String())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"vault": func(ts *testscript.TestScript, _ bool, args []string) { makeVault(ts, args, seed, template) },
			"hold":  hold, "backup": backup, "spoil": spoil, "cases": makeCases, "programme": copyProgramme,
			"colleague": makeColleague, "note": writeNote, "birth": writeBirth, "erase": eraseHousehold, "halve": halve, "meet": meet, "propose": propose, "bywords": byWords, "parts": makeParts, "syncthing": keepInStep, "instep": awaitInStep,
		},
	})
}

// makeVault puts a vault of the demonstration into a folder: vault DIR. It is a copy, for making one takes longer; a copied vault goes on as a new device; "vault new DIR"
// makes one that was never copied.
func makeVault(ts *testscript.TestScript, args []string, seed func(dir string) error, template func() (string, error)) {
	if args[0] == "new" {
		ts.Check(seed(ts.MkAbs(args[1])))
		return
	}
	dir, err := template()
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(dir)))
	ts.Check(os.Chmod(ts.MkAbs(args[0]), 0o700))
}

// hold keeps the vault of a folder open until the end of the script: hold DIR.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	locked, err := store.Open(store.Options{Dir: ts.MkAbs(args[0])})
	ts.Check(err)
	ts.Defer(locked.Close)
}

// backup makes a backup of the vault of a folder: backup DIR.
func backup(ts *testscript.TestScript, _ bool, args []string) {
	locked, err := store.Open(store.Options{Dir: ts.MkAbs(args[0])})
	ts.Check(err)
	v, err := locked.Unlock(demo.Passphrase)
	ts.Check(err)
	_, err = v.BackUp(0)
	ts.Check(err)
	ts.Check(v.Close())
}

// spoil writes over bytes of a file: spoil FILE FROM COUNT.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	from, err := strconv.ParseInt(args[1], 0, 64)
	ts.Check(err)
	count, err := strconv.Atoi(args[2])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	b := make([]byte, count)
	_, err = f.ReadAt(b, from)
	ts.Check(err)
	for i := range b {
		b[i] ^= 0x55
	}
	_, err = f.WriteAt(b, from)
	ts.Check(err)
	ts.Check(f.Close())
}

package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"seuil/model/text"
	"seuil/store"
	"seuil/store/seal"
	"seuil/ui/config"
	"seuil/ui/locale"
	"seuil/ui/supervise"
)

// Exit codes.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 2
	exitInUse   = 3
	exitDamaged = 4
	exitScreen  = 5
)

// app is one run of a command.
type app struct {
	stdin  *os.File
	stdout io.Writer
	stderr io.Writer
	now    func() time.Time
	l      func() *locale.Locale // read when the first sentence is needed: the parent of a session seldom says anything
	config config.Config
	faults []config.Problem

	// what the flags say
	configFile string
	vaultDir   string
	secretFile string
	recovery   bool

	lines []string // of the secret file, not yet taken
	read  bool     // the secret file was read
	code  int      // exit code of a command that ended without an error
}

// Main runs the command of the arguments and returns the exit code.
func Main(args []string) int { return run(args, time.Now) }

func run(args []string, now func() time.Time) int {
	supervise.Harden()
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: now}
	a.settings(args)
	root := a.root()
	root.SetArgs(args)
	if err := root.Execute(); err != nil {
		return a.fail(err)
	}
	return a.code
}

// settings reads the settings before the flags, because help and refusals of flags are in their language.
func (a *app) settings(args []string) {
	path := flagValue(args, "config")
	if path == "" {
		path, _ = config.Path() // without a folder of settings there are the defaults
	}
	a.config = config.Default()
	if path != "" {
		a.config, a.faults = config.Load(path)
	}
	a.configFile = path
	a.l = sync.OnceValue(func() *locale.Locale {
		l, err := locale.New(locale.Lang(a.config.Language))
		if err != nil {
			panic(err) // unreachable: the catalogues are part of the program, and tested
		}
		return l
	})
}

// flagValue finds the value of a long flag without understanding the others.
func flagValue(args []string, name string) string {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if v, ok := strings.CutPrefix(arg, "--"+name+"="); ok {
			return v
		}
		if arg == "--"+name && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// say writes a line to the standard output. Whatever comes from outside is made safe for the terminal on the way, and stays on its line:
// it must not pass for a sentence of the program.
func (a *app) say(line string) { _, _ = fmt.Fprintln(a.stdout, text.CleanLine(line)) }

// warn writes a line to the standard error, likewise.
func (a *app) warn(line string) { _, _ = fmt.Fprintln(a.stderr, text.CleanLine(line)) }

// warnSettings names what is wrong with the settings. It keeps nobody from anything.
func (a *app) warnSettings() {
	for _, p := range a.faults {
		a.warn("▲ " + p.Sentence(a.l().T))
	}
}

// refusal is an error with its sentence and its exit code.
type refusal struct {
	sentence string
	code     int
}

func (r *refusal) Error() string { return r.sentence }

// refuse makes the refusal of a key of the locale.
func (a *app) refuse(code int, key string, args ...any) error {
	return &refusal{a.l().T("cli."+key, args...), code}
}

// fail says what an error means and what to try, and returns its exit code.
func (a *app) fail(err error) int {
	var r *refusal
	if errors.As(err, &r) {
		a.warn(a.l().T("cli.refused", "sentence", r.sentence))
		return r.code
	}
	code, sentence := exitFailed, a.sentence(err)
	switch {
	case errors.Is(err, store.ErrInUse):
		code = exitInUse
	case errors.Is(err, store.ErrDamaged), errors.Is(err, store.ErrNewer), errors.Is(err, seal.ErrNewer), errors.Is(err, seal.ErrDamagedHeader):
		code = exitDamaged
	}
	a.warn(a.l().T("cli.refused", "sentence", sentence))
	return code
}

// sentence is what an error of the store means, with the next thing to try.
func (a *app) sentence(err error) string {
	var stored *store.Error
	var sealed *seal.Error
	switch {
	case errors.As(err, &stored) && stored.Code == store.CodeUnsafe && a.l().Has("welcome.place.refused."+string(stored.Place)):
		return a.l().T("welcome.place.refused." + string(stored.Place))
	case errors.As(err, &stored):
		return a.l().Code(string(stored.Code))
	case errors.As(err, &sealed):
		return a.l().Code(string(sealed.Code))
	}
	return a.l().Error(err)
}

// dir is the folder of the vault: that of the flag, of the settings, or the usual one of the system.
func (a *app) dir() (string, error) {
	dir := a.vaultDir
	if dir == "" {
		dir = a.config.VaultDir
	}
	if dir == "" {
		usual, err := usualDir()
		if err != nil {
			return "", a.refuse(exitUsage, "no_home")
		}
		dir = usual
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", a.refuse(exitUsage, "no_home")
	}
	return abs, nil
}

// options are those of the vault.
func (a *app) options() (store.Options, error) {
	dir, err := a.dir()
	weeks := a.config.BackupWeekly
	if weeks == 0 {
		weeks = -1 // the store takes nought for no wish
	}
	return store.Options{Dir: dir, Now: a.now, KeepDays: a.config.BackupDaily, KeepWeeks: weeks, Landlord: a.landlords()}, err
}

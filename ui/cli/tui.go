package cli

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"

	"seuil/model/programme"
	"seuil/store"
	"seuil/ui"
	"seuil/ui/config"
	"seuil/ui/supervise"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// exitDied makes the parent start a fresh session: it is how Go ends a program that panics.
const exitDied = 2

// tui shows the program: this process becomes the parent of a session, or is the session.
func (a *app) tui() error {
	if os.Getenv(supervise.Marker) != "" {
		return a.session()
	}
	return a.supervise(nil)
}

// supervise is the parent of the sessions. It reads no vault and holds no key.
func (a *app) supervise(env []string) error {
	if !screen() {
		return a.refuse(exitUsage, "no_screen")
	}
	dir, err := a.dir()
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return a.refuse(exitScreen, "no_self")
	}
	_ = os.Unsetenv(demoDir) // only this process says which session is a demonstration
	args := []string{"--vault", dir}
	if a.configFile != "" {
		if _, err := os.Stat(a.configFile); err == nil {
			args = append(args, "--config", a.configFile)
		}
	}
	code, err := supervise.Run(supervise.Session{Path: self, Args: args, Env: env, Demo: prepareDemo})
	switch {
	case errors.Is(err, supervise.ErrDying):
		return a.refuse(exitScreen, "dying")
	case err != nil:
		return a.refuse(exitScreen, "no_session")
	}
	a.code = code
	return nil
}

// screen says that there is a terminal to draw on and to type at.
func screen() bool {
	terminal := term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd()))
	return terminal && (runtime.GOOS == "windows" || os.Getenv("TERM") != "dumb")
}

// session opens what can be opened without a key, then shows the program until it ends. What the lock screen does not need is
// not read before it stands.
func (a *app) session() error {
	opt, err := a.sessionOptions()
	if err != nil {
		return err
	}
	code, err := ui.Run(opt)
	switch {
	case errors.Is(err, tea.ErrProgramPanic):
		code = exitDied
	case err != nil && !slices.Contains([]int{ui.ExitLock, ui.ExitDemo}, code):
		code = exitScreen
	}
	a.code = code
	return nil
}

func (a *app) sessionOptions() (opt ui.Options, err error) {
	if opt.Store, err = a.options(); err != nil {
		return opt, err
	}
	load := sync.OnceValues(func() (*programme.Set, []programme.Problem) { return programme.Load(a.config.ProgrammeDir) })
	opt.Programme = func() *programme.Set { set, _ := load(); return set }
	demo := os.Getenv(demoDir)
	if demo == "" {
		opt.Locked, opt.Refused = store.Open(opt.Store)
	}
	opt.Config, opt.Died, opt.NoColor = a.config, os.Getenv(supervise.Died) != "", os.Getenv("NO_COLOR") != ""
	opt.Env = &widget.Env{L: a.l(), Theme: theme.New(theme.Name(a.config.Theme), opt.NoColor), Now: a.now}
	opt.Exchange = a.exchangeDir(opt.Store.Dir)
	opt.Remember = func(dir string) error { return config.Remember(a.configFile, dir) }
	opt.Notices = func() (lines []string) {
		for _, p := range a.faults {
			lines = append(lines, p.Sentence(a.l().T))
		}
		_, faults := load()
		for _, p := range faults {
			lines = append(lines, a.programmeFault(p))
		}
		return lines
	}
	if demo != "" {
		if err := a.openDemo(&opt, demo); err != nil {
			return opt, a.refuse(exitScreen, "no_demo")
		}
	}
	return opt, nil
}

// programmeFault is the sentence for a fault of a file that replaces one of the programme's.
func (a *app) programmeFault(p programme.Problem) string {
	return a.l().T("cli.programme_fault", "file", p.File, "line", p.Line, "key", p.Key, "problem", a.l().T("cli.fault."+string(p.Code)))
}

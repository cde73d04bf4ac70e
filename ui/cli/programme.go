package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"seuil/model/programme"
	"seuil/store"
)

// maxProgrammeFile bounds what is read of a programme file, in bytes; the programme's own limit is lower, and says so.
const maxProgrammeFile = 1 << 20

// programmeCheck reads a programme file before it is used: its faults, what it would change, and for which households which
// dates would move. It changes nothing.
func (a *app) programmeCheck(file string, noVault bool) error {
	a.warnSettings()
	src, err := readProgramme(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return a.refuse(exitFailed, "programme_check.no_file", "file", file)
	case err != nil:
		return a.refuse(exitFailed, "programme_check.unreadable", "file", file)
	}
	fresh, problems := programme.Parse(filepath.Base(file), src)
	if len(problems) > 0 {
		for _, p := range problems {
			a.say("■ " + a.fileFault(p))
		}
		a.say("")
		a.say(a.l().N("cli.programme_check.faults", len(problems)))
		a.code = exitFailed
		return nil
	}
	set, faults := programme.Load(a.config.ProgrammeDir)
	for _, p := range faults {
		a.warn("▲ " + a.programmeFault(p))
	}
	used := set.Programme(fresh.Code)
	a.say("√ " + a.l().T("cli.programme_check.sound", "name", fresh.Label(string(a.l().Lang)), "code", fresh.Code))
	changes := programme.Diff(&used, fresh)
	if len(used.Phases) == 0 {
		a.say(a.l().T("cli.programme_check.first", "phases", len(fresh.Phases), "steps", len(fresh.Steps), "papers", len(fresh.Papers), "rules", len(fresh.Rules)))
	} else {
		a.changes(changes, &used, fresh)
	}
	if len(changes) > 0 && !noVault {
		if err := a.programmeEffect(&used, fresh); err != nil {
			return err
		}
	}
	a.say("")
	a.say(a.l().T("cli.programme_check.use_it", "file", "programmes/"+fresh.Code+".toml"))
	return nil
}

func readProgramme(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // opened for reading: nothing can be lost
	return io.ReadAll(io.LimitReader(f, maxProgrammeFile))
}

// fileFault is the sentence for a fault of a file that is not used yet, with what may have been meant.
func (a *app) fileFault(p programme.Problem) string {
	where := p.File
	if p.Line > 0 {
		where = a.l().T("cli.programme_check.line", "file", p.File, "line", p.Line)
	}
	if p.Key != "" {
		where = a.l().T("cli.programme_check.part", "where", where, "part", p.Key)
	}
	line := a.l().T("cli.programme_check.part", "where", where, "part", a.l().T("cli.fault."+string(p.Code)))
	if p.Nearest != "" {
		line += a.l().T("cli.programme_check.near", "near", p.Nearest)
	}
	return line
}

// programmeEffect says what the file would do to the open cases of the vault, if there is one and somebody gives its secret.
func (a *app) programmeEffect(used, fresh *programme.Programme) error {
	a.say("")
	dir, err := a.dir()
	if err != nil {
		return err
	}
	switch {
	case !store.Inspect(dir).Present:
		a.say("○ " + a.l().T("cli.programme_check.no_vault"))
		return nil
	case a.secretFile == "" && !a.interactive():
		a.say("○ " + a.l().T("cli.programme_check.no_secret"))
		return nil
	}
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	a.effect(v, used, fresh)
	return nil
}

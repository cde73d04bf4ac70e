package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"seuil/store"
)

// restore makes a vault of a backup and of what can be read of the vault in place. Nothing is destroyed: the vault in place
// is set aside, and what only it has is kept. Without an argument it shows the backups and asks for one.
func (a *app) restore(args []string) error {
	a.warnSettings()
	opt, err := a.options()
	if err != nil {
		return err
	}
	backups := store.Backups(opt.Dir)
	var backup string
	if len(args) == 1 {
		backup, err = a.namedBackup(args[0], backups)
	} else {
		backup, err = a.chosenBackup(backups, opt.Dir)
	}
	if err != nil {
		return err
	}
	var done store.Restored
	err = a.withSecret(func(s store.Secret) (err error) {
		done, err = store.Restore(opt, backup, s)
		return err
	})
	if err != nil {
		return err
	}
	a.say("√ " + a.l().N("cli.restore.done", done.Cases, "changes", a.l().Number(done.Changes)))
	if done.Gained > 0 {
		a.say("  " + a.l().N("cli.restore.gained", done.Gained))
	}
	if done.Kept > 0 {
		a.say("  " + a.l().N("cli.restore.kept", done.Kept))
	}
	if done.Erased > 0 {
		a.say("  " + a.l().N("cli.restore.erased", done.Erased))
	}
	if done.Lost > 0 {
		a.say("▲ " + a.l().N("cli.restore.lost", done.Lost))
	}
	a.say("  " + a.l().T("cli.restore.aside"))
	return nil
}

// namedBackup is the backup of an argument: its number in the list (1: the newest), or a path. "0" is none: only what can be
// read of the vault in place.
func (a *app) namedBackup(arg string, backups []store.Backup) (string, error) {
	n, err := strconv.Atoi(arg)
	switch {
	case err == nil && n == 0:
		return "", nil
	case err == nil && n > 0 && n <= len(backups):
		return backups[n-1].Path, nil
	case err == nil:
		return "", a.refuse(exitUsage, "restore.no_number", "n", n)
	}
	if info, err := os.Stat(arg); err != nil || !info.Mode().IsRegular() {
		return "", a.refuse(exitUsage, "restore.no_file", "file", filepath.Base(arg))
	}
	return arg, nil
}

// chosenBackup shows the backups and asks for the number of one.
func (a *app) chosenBackup(backups []store.Backup, dir string) (string, error) {
	if len(backups) == 0 && !store.Inspect(dir).Present {
		return "", a.refuse(exitFailed, "restore.nothing")
	}
	a.say(a.l().N("cli.restore.list", len(backups)))
	for i, b := range backups {
		changes, cases, problems := b.Look()
		line := fmt.Sprintf("  %2d  %s  ", i+1, a.stamp(b))
		if len(problems) > 0 {
			line += "■ " + a.l().T("cli.restore.unreadable")
		} else {
			line += a.l().N("cli.check.changes", changes, "cases", a.l().N("cli.check.cases", cases))
		}
		a.say(line)
	}
	a.say("   0  " + a.l().T("cli.restore.none"))
	if !a.interactive() {
		return "", a.refuse(exitUsage, "restore.which")
	}
	a.warn(a.l().T("cli.restore.explain"))
	answer, err := a.line("restore.ask")
	if err != nil {
		return "", err
	}
	if answer = strings.TrimSpace(answer); answer == "" {
		answer = "1"
		if len(backups) == 0 {
			answer = "0"
		}
	}
	return a.namedBackup(answer, backups)
}

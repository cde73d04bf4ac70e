package cli

import (
	"slices"

	"seuil/store"
)

// advice are the problems that take nothing from what is in the vault: there is something to do, but nothing is damaged.
var advice = []store.ProblemCode{store.ProblemTornMeta, store.ProblemWitness, store.ProblemMode, store.ProblemPlace,
	store.ProblemNoBackup, store.ProblemFork}

// check lists every problem of the vault with the next step. It changes nothing.
func (a *app) check() error {
	a.warnSettings()
	opt, err := a.options()
	if err != nil {
		return err
	}
	var report store.Report
	look := func(s store.Secret) (err error) {
		report, err = store.Check(opt, s)
		return err
	}
	if a.secretFile != "" || a.interactive() {
		if a.interactive() {
			a.warn(a.l().T("cli.check.ask"))
		}
		err = a.withSecret(look)
	} else {
		err = look(store.Secret{})
	}
	if err != nil {
		return err
	}
	a.report(report, opt.Dir)
	return nil
}

func (a *app) report(r store.Report, dir string) {
	a.say(a.l().T("cli.check.dir", "dir", dir))
	a.say(a.l().N("cli.check.changes", r.Changes, "cases", a.l().N("cli.check.cases", r.Cases)))
	if n := len(r.Backups); n > 0 {
		a.say(a.l().N("cli.check.backups", n, "at", a.stamp(r.Backups[0])))
	}
	if !r.Keyed {
		a.say("○ " + a.l().T("cli.check.keyless"))
	}
	damaged := false
	for _, p := range r.Problems {
		serious := !slices.Contains(advice, p.Code)
		damaged = damaged || serious
		a.problem(p, serious)
	}
	switch {
	case damaged:
		a.say("")
		a.say(a.l().T("cli.check.damaged"))
		a.code = exitDamaged
	case len(r.Problems) == 0 && r.Keyed:
		a.say("√ " + a.l().T("cli.check.sound"))
	case len(r.Problems) == 0:
		a.say("√ " + a.l().T("cli.check.sound_keyless"))
	}
}

// problem is one line for what is wrong, and one for what to do.
func (a *app) problem(p store.Problem, serious bool) {
	mark := "▲ "
	if serious {
		mark = "■ "
	}
	key := "cli.problem." + string(p.Code)
	if !a.l().Has(key) {
		key = "cli.problem.structure" // the codes of the page reader: one sentence for people, the code for who repairs
	}
	line := mark + a.l().T(key, "n", a.l().Number(p.Count), "file", p.File, "code", p.Code)
	if p.Page > 0 {
		line += " " + a.l().T("cli.check.page", "n", p.Page)
	}
	if p.File != "" && p.Code != store.ProblemBackup {
		line += " (" + p.File + ")"
	}
	a.say(line)
	if remedy := "cli.remedy." + string(p.Code); a.l().Has(remedy) {
		a.say("  " + a.l().T(remedy))
	}
}

// stamp is when a backup was made, in the time of this machine.
func (a *app) stamp(b store.Backup) string { return a.l().Stamp(b.At.In(a.now().Location())) }

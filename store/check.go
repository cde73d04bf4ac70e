package store

import (
	"os"
	"path/filepath"
	"time"

	"seuil/store/seal"
)

// Report is what [Check] found.
type Report struct {
	Problems []Problem
	Changes  int      // in the vault
	Cases    int      // private companions included
	Backups  []Backup // the newest first
	Keyed    bool     // seals, chains and signatures were looked at too
}

// staleBackup is the age from which the lack of a newer backup is a problem.
const staleBackup = 14 * 24 * time.Hour

// Check looks at everything in the folder of a vault and changes nothing: without a secret, at the structure of the files and
// at their places; with one, at every seal, chain and signature as well, backups included. Errors: [ErrAbsent], [ErrInUse],
// [ErrNewer], [ErrIO], those of [seal.Header.Unlock]; what is wrong with the vault is in the report.
func Check(opt Options, secret Secret) (Report, error) {
	opt = opt.filled()
	state := Inspect(opt.Dir)
	if !state.Present {
		return Report{}, ErrAbsent
	}
	lock, err := takeLock(opt.Dir)
	if err != nil {
		return Report{}, err
	}
	defer giveLock(lock)
	r := &Report{Backups: Backups(opt.Dir)}
	r.surroundings(opt, state)
	path := filepath.Join(opt.Dir, vaultName)
	im, err := openImage(path)
	if err != nil {
		return Report{}, ioError(CodeIO, err)
	}
	defer im.close()
	c, problems := im.contents()
	r.Problems = append(r.Problems, problems...)
	var key *seal.Key
	if c != nil {
		if key, err = r.header(c, secret); err != nil {
			return Report{}, err
		}
		if c.torn {
			r.add(ProblemTornMeta, "", 1)
		}
		r.Changes, r.Cases = len(c.changes), max(0, len(groupEntries(c.changes))-1)
	}
	if key != nil {
		defer key.Wipe()
		if err := r.keyed(opt, key, c, lock); err != nil {
			return Report{}, err
		}
	}
	for _, b := range r.Backups {
		r.backup(b, key)
	}
	return *r, nil
}

func (r *Report) add(code ProblemCode, file string, count int) {
	if count > 0 {
		r.Problems = append(r.Problems, Problem{Code: code, File: file, Count: count})
	}
}

// surroundings looks at the folder, and at the age of the backups.
func (r *Report) surroundings(opt Options, state State) {
	if state.Place != "" {
		r.add(ProblemPlace, "", 1)
	}
	for _, name := range []string{"", vaultName, backupsName} {
		if info, err := os.Stat(filepath.Join(opt.Dir, name)); err == nil && tooOpen(info.Mode()) {
			r.add(ProblemMode, name, 1)
		}
	}
	if len(r.Backups) == 0 || opt.Now().Sub(r.Backups[0].At) > staleBackup {
		r.add(ProblemNoBackup, "", 1)
	}
}

// header reads the header and unlocks it, if there is a secret.
func (r *Report) header(c *contents, secret Secret) (*seal.Key, error) {
	h, err := seal.ParseHeader(c.header)
	switch {
	case isNewer(err):
		return nil, ErrNewer
	case err != nil:
		r.add(ProblemHeader, "", 1)
		return nil, nil
	case secret.empty():
		return nil, nil
	}
	return secret.unlock(h)
}

// keyed looks at what only the key can judge.
func (r *Report) keyed(opt Options, key *seal.Key, c *contents, lock *os.File) error {
	r.Keyed = true
	l := load(key, c, forCheck)
	r.Problems = append(r.Problems, l.problems...)
	folder, err := fileNumber(lock)
	if err != nil {
		return ioError(CodeIO, err)
	}
	f, err := os.Open(filepath.Join(opt.Dir, witnessName))
	if err != nil {
		r.add(ProblemWitness, "", 1)
		return nil
	}
	defer f.Close()
	w := &witness{file: f, key: key, device: l.self.device, folder: folder}
	switch w.compare(l.head.commits) {
	case alien:
		r.add(ProblemWitness, "", 1)
	case behind:
		r.add(ProblemBehind, "", 1)
	}
	return nil
}

// backup reads one backup whole.
func (r *Report) backup(b Backup, key *seal.Key) {
	_, _, problems := b.Look()
	if len(problems) == 0 && key != nil {
		if _, err := prove(b.Path, key); err != nil {
			problems = []Problem{{}}
		}
	}
	if len(problems) > 0 {
		r.add(ProblemBackup, filepath.Base(b.Path), 1)
	}
}

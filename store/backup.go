package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// BackupEvery is the age from which [Vault.BackUp] at unlock should make another backup.
const BackupEvery = 20 * time.Hour

// How long backups are kept, unless the options say otherwise: the newest of each of the last days that have one, then of
// each of the last weeks that have one; none for longer than the limit, so that what was erased is gone from them too.
const (
	keepDays  = 7
	keepWeeks = 4
	keepLimit = 35 * 24 * time.Hour
)

// Names of backups: coffre-20261123-141205.seuil, in UTC; and of vaults that a restoration set aside.
const (
	backupPrefix = "coffre-"
	asidePrefix  = "aside-"
	backupSuffix = ".seuil"
	backupStamp  = "20060102-150405"
)

// Backup is one backup of a vault: a whole vault, of the passphrase that it had then.
type Backup struct {
	Path string
	At   time.Time
	Size int64 // bytes
}

// Backups are the backups of the vault in a folder, the newest first.
func Backups(dir string) []Backup { return stamped(dir, backupPrefix) }

func stamped(dir, prefix string) []Backup {
	files, _ := os.ReadDir(filepath.Join(dir, backupsName)) // no folder: no backups
	var list []Backup
	for _, f := range files {
		at := stampOf(f.Name(), prefix)
		info, err := f.Info()
		if !at.IsZero() && err == nil && f.Type().IsRegular() {
			list = append(list, Backup{Path: filepath.Join(dir, backupsName, f.Name()), At: at, Size: info.Size()})
		}
	}
	slices.SortFunc(list, func(a, b Backup) int { return b.At.Compare(a.At) })
	return list
}

// stampOf is the instant in the name of a backup; zero for another name.
func stampOf(name, prefix string) time.Time {
	stamp, ok := strings.CutPrefix(name, prefix)
	stamp, end := strings.CutSuffix(stamp, backupSuffix)
	at, err := time.Parse(backupStamp, stamp)
	if !ok || !end || err != nil {
		return time.Time{}
	}
	return at
}

// Look reads a backup without any key: how many changes it holds, of how many cases, private companions included, and what
// is wrong with its structure.
func (b Backup) Look() (changes, cases int, problems []Problem) {
	im, err := openImage(b.Path)
	if err != nil {
		return 0, 0, []Problem{{Code: ProblemBackup, File: filepath.Base(b.Path), Count: 1}}
	}
	defer im.close()
	c, problems := im.contents()
	for i := range problems {
		problems[i].File = filepath.Base(b.Path)
	}
	if c == nil {
		return 0, 0, problems
	}
	return len(c.changes), max(0, len(groupEntries(c.changes))-1), problems // the registry is no case
}

// BackUp makes a backup, proves it, and then removes those that are too many or too old. If the newest is younger than age it
// does nothing; made tells.
func (v *Vault) BackUp(age time.Duration) (made bool, err error) {
	v.files.Lock()
	defer v.files.Unlock()
	v.write.Lock()
	broken := v.broken
	v.write.Unlock()
	if broken != nil {
		return false, broken
	}
	now := v.opt.Now().UTC()
	if list := Backups(v.opt.Dir); age > 0 && len(list) > 0 {
		if since := now.Sub(list[0].At); since >= 0 && since < age {
			return false, nil
		}
	}
	dir := filepath.Join(v.opt.Dir, backupsName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false, ioError(CodeIO, err)
	}
	fresh := filepath.Join(dir, freshName)
	err = v.copyTo(fresh)
	if err == nil {
		err = install(fresh, filepath.Join(dir, backupPrefix+now.Format(backupStamp)+backupSuffix))
	}
	if err != nil {
		_ = os.Remove(fresh)
		return false, asError(err)
	}
	v.write.Lock()
	v.forgetPages()
	v.write.Unlock()
	v.opt.prune(now)
	return true, nil
}

// prune removes backups, and vaults set aside. One that cannot be removed now will be next time.
func (o Options) prune(now time.Time) {
	list := Backups(o.Dir)
	keep := o.kept(list, now)
	for _, b := range list {
		if !keep[b.Path] {
			_ = os.Remove(b.Path)
		}
	}
	for _, b := range stamped(o.Dir, asidePrefix) {
		if now.Sub(b.At) > keepLimit {
			_ = os.Remove(b.Path)
		}
	}
}

// kept are the paths of the backups to keep, of a list with the newest first.
func (o Options) kept(list []Backup, now time.Time) map[string]bool {
	keep := make(map[string]bool)
	days, weeks, weekly := make(map[string]bool), make(map[[2]int]bool), 0
	for _, b := range list {
		if now.Sub(b.At) > keepLimit {
			continue
		}
		day := b.At.Format(time.DateOnly)
		year, number := b.At.ISOWeek()
		week := [2]int{year, number}
		switch {
		case days[day]:
			continue
		case len(days) < o.KeepDays:
			days[day] = true
		case !weeks[week] && weekly < o.KeepWeeks:
			weekly++
		default:
			continue
		}
		keep[b.Path], weeks[week] = true, true
	}
	return keep
}

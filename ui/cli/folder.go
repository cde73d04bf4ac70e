package cli

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"seuil/store"
)

// folderFlags are those of exchange.
type folderFlags struct {
	folder string
	yes    bool
	json   bool
}

func (a *app) exchangeCommand() *cobra.Command {
	c := a.command("exchange", nil, append([]string{"folder", "yes", "json"}, vaultOptions...)...)
	var f folderFlags
	c.Flags().StringVar(&f.folder, "folder", "", "")
	c.Flags().BoolVar(&f.yes, "yes", false, "")
	c.Flags().BoolVar(&f.json, "json", false, "")
	c.RunE = func(*cobra.Command, []string) error { return a.exchange(f) }
	return c
}

// exchangedOut is the output of exchange --json. Names and meaning of its fields stay as they are in later versions.
type exchangedOut struct {
	Taken   []tookOut `json:"taken"`
	Sent    []sentOut `json:"sent"`
	Waiting []string  `json:"waiting"` // names of those for whom something lies there that they have not confirmed
	Removed int       `json:"removed"` // bundles of this vault that nobody needs any more
	Words   []string  `json:"words"`   // files that open by seven words, for whomever they were told

	// Instants of the newest backup, and of the last copy outside of this machine; empty for none. A copy is due after two weeks.
	LastBackup string `json:"last_backup"`
	LastCopy   string `json:"last_copy"`
	CopyDue    bool   `json:"copy_due"`

	RefusedBefore int `json:"refused_before"` // files that were refused an earlier time and have not changed since
}

// exchange visits the exchange folder once: it takes in what is for this vault, removes what was confirmed, and drops what is new.
// Without somebody to ask, or a yes beforehand, it only shows what came.
func (a *app) exchange(f folderFlags) error {
	a.warnSettings()
	path, err := a.exchangeFolder(f.folder)
	if err != nil {
		return err
	}
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	if _, err := a.ownCard(v); err != nil {
		return err
	}
	folder := v.Folder(path)
	flags := importFlags{yes: f.yes, preview: !f.yes && !a.interactive(), json: f.json}
	write := a.writer(f.json, !flags.yes && !flags.preview)
	t := &taking{app: a, v: v, flags: flags, accept: folder.Accept, write: write, remember: true}
	if err := t.waiting(path); err != nil {
		return err
	}
	out := exchangedOut{Taken: t.out, RefusedBefore: t.refusedBefore, Sent: []sentOut{}, Waiting: []string{}, Words: t.closed, CopyDue: v.CopyDue()}
	if backups := store.Backups(v.Dir()); len(backups) > 0 {
		out.LastBackup = backups[0].At.Format(jsonTime)
	}
	if at, _ := v.LastCopy(); !at.IsZero() {
		out.LastCopy = at.Format(jsonTime)
	}
	if out.Removed, err = folder.Tidy(); err != nil {
		return err
	}
	if err := a.dropAll(folder, &out, write); err != nil {
		return err
	}
	if out.Removed > 0 {
		write(a.l().N("cli.exchange.removed", out.Removed))
	}
	if out.CopyDue {
		write("▲ " + a.l().T("cli.exchange.copy_due"))
	}
	if f.json {
		return a.toJSON(out)
	}
	return nil
}

// waiting takes in what lies in the folder for this vault. What is not whole yet is told like any other file; what was refused for good is
// only counted when it lies there unchanged the next time.
func (t *taking) waiting(path string) error {
	list, err := t.v.Waiting(path)
	if err != nil {
		return err
	}
	fresh, err := t.v.Unrefused(list)
	if err != nil {
		return err
	}
	if t.refusedBefore = len(list) - len(fresh); t.refusedBefore > 0 {
		t.write("○ " + t.l().N("cli.exchange.refused_before", t.refusedBefore))
	}
	var paths []string
	t.closed = []string{}
	for _, w := range fresh {
		if w.Words {
			t.closed = append(t.closed, filepath.Base(w.Path))
			t.write("○ " + t.l().T("cli.exchange.words", "file", filepath.Base(w.Path)))
			continue
		}
		paths = append(paths, w.Path)
	}
	if len(paths) == 0 {
		t.write(t.l().T("cli.exchange.none"))
	}
	return t.all(paths)
}

// dropAll drops what is new for each correspondent.
func (a *app) dropAll(folder *store.Folder, out *exchangedOut, write func(string)) error {
	people := folder.Correspondents()
	if len(people) == 0 {
		write(a.l().T("cli.exchange.nobody"))
	}
	for _, p := range people {
		var d store.Drop
		err := a.stoppable("cli.progress.write", func(ctx context.Context, tell store.Progress) (err error) {
			d, err = folder.Drop(ctx, p.Device, tell)
			return err
		})
		if err != nil {
			return err
		}
		switch name := p.Card.Name; {
		case d.Out != nil:
			out.Sent = append(out.Sent, sentOf(d.Out, d.Paths))
			told := a.l().N("cli.exchange.dropped", d.Out.Changes, "name", name, "file", filepath.Base(d.Paths[0]))
			if d.Out.Changes == 0 {
				told = a.l().T("cli.exchange.receipt", "name", name, "file", filepath.Base(d.Paths[0]))
			}
			write("√ " + told)
		case d.Lies:
			out.Waiting = append(out.Waiting, name)
			write("○ " + a.l().T("cli.exchange.lies", "name", name))
		default:
			write("√ " + a.l().T("cli.exchange.even", "name", name))
		}
	}
	return nil
}

package cli

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"seuil/store"
)

func (a *app) backupCommand() *cobra.Command {
	c := a.command("backup", nil, append([]string{"json"}, vaultOptions...)...)
	asJSON := c.Flags().Bool("json", false, "")
	c.Args = a.atMostOne
	c.RunE = func(_ *cobra.Command, args []string) error { return a.backup(args, *asJSON) }
	return c
}

// backupOut is the output of backup --json. Names and meaning of its fields stay as they are in later versions.
type backupOut struct {
	File     string `json:"file"`
	At       string `json:"at"`
	Outside  bool   `json:"outside"`   // of the folder of the vault
	SameDisk bool   `json:"same_disk"` // it lies on the disk of the vault, and is lost with that
}

// backup makes a backup beside the vault or, with a folder, a copy of the vault there that is read again from the medium.
func (a *app) backup(args []string, asJSON bool) error {
	a.warnSettings()
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	var out backupOut
	if len(args) == 0 {
		if _, err := v.BackUp(0); err != nil {
			return err
		}
		made := store.Backups(v.Dir())[0]
		out = backupOut{File: made.Path, At: made.At.Format(jsonTime)}
	} else {
		c, err := a.copyOut(v, args[0])
		if err != nil {
			return err
		}
		out = backupOut{File: c.Path, At: c.At.Format(jsonTime), Outside: true, SameDisk: c.SameDisk}
	}
	if asJSON {
		return a.toJSON(out)
	}
	key := "cli.backup.done"
	if out.Outside {
		key = "cli.backup.copied"
	}
	a.say("√ " + a.l().T(key, "file", filepath.Base(out.File), "folder", filepath.Dir(out.File)))
	if out.SameDisk {
		a.say("▲ " + a.l().T("cli.backup.same_disk"))
	}
	return nil
}

func (a *app) copyOut(v *store.Vault, folder string) (c store.Copy, err error) {
	path, err := filepath.Abs(folder)
	if err != nil {
		return c, store.ErrCopyFolder
	}
	err = a.stoppable("cli.progress.copy", func(ctx context.Context, tell store.Progress) (err error) {
		c, err = v.CopyOut(ctx, path, tell)
		return err
	})
	return c, err
}

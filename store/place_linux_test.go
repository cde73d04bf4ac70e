package store_test

import (
	"testing"

	"seuil/store"
)

func TestMountsTellWhatAFolderLiesOn(t *testing.T) {
	const mounts = `22 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw
30 22 0:25 / /home/maelle/partage rw - cifs //serveur/partage rw
31 22 8:17 / /media/maelle/CLE\040USB rw - vfat /dev/sdb1 rw
32 22 0:30 / /run/media/maelle/CLE rw - exfat /dev/sdb1 rw
33 22 0:31 / /srv/nas rw - nfs4 nas:/srv rw
34 33 8:33 / /srv/nas/local rw - ext4 /dev/sdc1 rw
`
	for path, want := range map[string]store.Place{
		"/home/maelle/.local/share/seuil": "", "/home/maelle/partage/seuil": store.Network, "/home/maelle/partage2": "",
		"/media/maelle/CLE USB/seuil": store.Removable, "/run/media/maelle/CLE": store.Removable, "/srv/nas/x": store.Network, "/srv/nas/local/x": "",
	} {
		if got := store.MountPlace(mounts, path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

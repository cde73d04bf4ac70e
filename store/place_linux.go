package store

import (
	"os"
	"strings"
)

// networkTypes are file systems on other machines.
var networkTypes = []string{"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "davfs", "fuse.sshfs",
	"fuse.rclone", "fuse.davfs2", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.onedriver", "fuse.google-drive-ocamlfuse"}

// mountedOn looks up what the folder is mounted on. Desktops mount what is plugged in below /media and /run/media.
func mountedOn(abs string) Place {
	b, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return mountPlace(string(b), abs)
}

// mountPlace finds the mount of a path in the text of /proc/self/mountinfo: the longest mount point above it.
func mountPlace(mounts, abs string) Place {
	best, fs := "", ""
	for line := range strings.Lines(mounts) {
		left, right, ok := strings.Cut(line, " - ")
		fields, types := strings.Fields(left), strings.Fields(right)
		if !ok || len(fields) < 5 || len(types) == 0 {
			continue
		}
		point := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(fields[4])
		if (abs == point || strings.HasPrefix(abs, strings.TrimSuffix(point, "/")+"/")) && len(point) >= len(best) {
			best, fs = point, types[0]
		}
	}
	for _, t := range networkTypes {
		if fs == t {
			return Network
		}
	}
	if strings.HasPrefix(best, "/media/") || strings.HasPrefix(best, "/run/media/") {
		return Removable
	}
	return ""
}

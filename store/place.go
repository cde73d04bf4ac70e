package store

import (
	"os"
	"path/filepath"
	"strings"
)

// Place says why a folder cannot hold a vault; empty, it can. Its sentence stands in the locale under "place.<code>". A vault
// that something else copies, or takes away, while it is written would lose what was acknowledged.
type Place string

// Kinds of unfit folders.
const (
	OneDrive     Place = "onedrive"
	Dropbox      Place = "dropbox"
	Nextcloud    Place = "nextcloud" // or ownCloud
	ICloud       Place = "icloud"
	GoogleDrive  Place = "googledrive"
	Synchronised Place = "synchronised" // by another program: pCloud, kDrive, MEGA, Syncthing…
	Removable    Place = "removable"
	Network      Place = "network"
)

// PlaceOf says whether a folder, which need not exist yet, can hold a vault. It follows symbolic links.
func PlaceOf(dir string) Place {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	for p := abs; ; p = filepath.Dir(p) {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			abs = filepath.Join(real, strings.TrimPrefix(abs, p))
			break
		}
		if p == filepath.Dir(p) {
			break
		}
	}
	if place := syncedBy(abs); place != "" {
		return place
	}
	return mountedOn(abs)
}

// syncFolders are the beginnings of the names, in lower case, of the folders that programs keep in step with elsewhere.
var syncFolders = []struct {
	prefix string
	place  Place
}{
	{"onedrive", OneDrive}, {"dropbox", Dropbox}, {"nextcloud", Nextcloud}, {"owncloud", Nextcloud},
	{"mobile documents", ICloud}, {"icloud", ICloud}, {"google drive", GoogleDrive}, {"googledrive", GoogleDrive},
	{"my drive", GoogleDrive}, {"mon drive", GoogleDrive}, {"pcloud", Synchronised}, {"pclouddrive", Synchronised}, {"kdrive", Synchronised},
	{"mega", Synchronised}, {"megasync", Synchronised}, {"hubic", Synchronised}, {"cloudstorage", Synchronised}, {"seafile", Synchronised}, {"syncthing", Synchronised},
}

// syncMarks are files or folders that such programs leave at the top of what they keep in step.
var syncMarks = []struct {
	name  string
	place Place
}{
	{".dropbox", Dropbox}, {".dropbox.cache", Dropbox}, {".nextcloudsync.log", Nextcloud}, {".owncloudsync.log", Nextcloud},
	{".stfolder", Synchronised}, {".kdrive", Synchronised},
}

// syncedBy looks at the names of a folder and of those above it, and at what lies in them. The home folder ends the search:
// its name is that of the account, and Dropbox keeps its settings in it without synchronising the rest.
func syncedBy(abs string) Place {
	home, _ := os.UserHomeDir()
	for p := abs; p != home; p = filepath.Dir(p) {
		name := strings.ToLower(filepath.Base(p))
		for _, f := range syncFolders {
			if rest, ok := strings.CutPrefix(name, f.prefix); ok && !startsWithLetter(rest) {
				return f.place
			}
		}
		for _, m := range syncMarks {
			if _, err := os.Lstat(filepath.Join(p, m.name)); err == nil {
				return m.place
			}
		}
		if p == filepath.Dir(p) {
			break
		}
	}
	return ""
}

// startsWithLetter tells "megane" from "mega" and "mega (2)".
func startsWithLetter(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }

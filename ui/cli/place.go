package cli

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime"
)

// usualDir is where the vault lives if nobody says otherwise: the folder of the account for data that stay on this machine.
func usualDir() (string, error) {
	home, err := os.UserHomeDir()
	switch runtime.GOOS {
	case "windows":
		if local := os.Getenv("LOCALAPPDATA"); local != "" {
			return filepath.Join(local, "seuil"), nil
		}
		return filepath.Join(home, "AppData", "Local", "seuil"), err
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "seuil"), err
	}
	if data := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "seuil"), nil
	}
	return filepath.Join(home, ".local", "share", "seuil"), err
}

// exchangeDir is the folder of bundles and cards: that of the settings, or one among the documents of the account, where people find
// it; without documents, one beside the vault.
func (a *app) exchangeDir(vault string) string {
	if a.config.ExchangeDir != "" {
		return a.config.ExchangeDir
	}
	if home, err := os.UserHomeDir(); err == nil {
		documents := filepath.Join(home, "Documents")
		if info, err := os.Stat(documents); err == nil && info.IsDir() {
			return filepath.Join(documents, "seuil", "envois")
		}
	}
	return besideVault(vault)
}

// exchangeFolder is the folder of an option, else the usual one, which is made. One that somebody named is not: a stick that is not
// plugged in would become a folder of the disk.
func (a *app) exchangeFolder(named string) (string, error) {
	vault, err := a.dir()
	if err != nil {
		return "", err
	}
	path := cmp.Or(named, a.exchangeDir(vault))
	if named == "" && a.config.ExchangeDir == "" {
		_ = os.MkdirAll(path, 0o700) // what is not there is told below
	}
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return "", a.refuse(exitUsage, "no_folder", "folder", path)
	}
	if home, err := os.Stat(vault); err == nil && os.SameFile(home, info) {
		return "", a.refuse(exitUsage, "vault_folder")
	}
	return path, nil
}

func besideVault(vault string) string { return filepath.Join(vault, "paquets") }

package cli

import (
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

func besideVault(vault string) string { return filepath.Join(vault, "paquets") }

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

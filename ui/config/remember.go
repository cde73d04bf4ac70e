package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// errUnwritten says that the file could not be changed without changing what it says of other settings.
var errUnwritten = errors.New("the settings cannot be written into the file as it stands")

// Remember writes the folder of the vault into the file of settings and leaves every other line as it is. A file that is
// not understood is not touched: an error says so. The file is replaced in one step, readable by its owner alone.
func Remember(path, dir string) error {
	src, code := read(path)
	if code != "" {
		return errUnwritten
	}
	before, _ := Parse(filepath.Base(path), src)
	changed := withVaultDir(string(src), dir)
	after, _ := Parse(filepath.Base(path), []byte(changed))
	want := before
	want.VaultDir = dir
	if after != want {
		return errUnwritten
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return withoutPath(err)
	}
	return withoutPath(replace(path, changed))
}

// withVaultDir is the text of the settings with another folder of the vault.
func withVaultDir(src, dir string) string {
	line := "dir = " + quoted(dir)
	lines := keyLines([]byte(src))
	text := strings.SplitAfter(src, "\n")
	switch at, table := lines["vault.dir"], lines["vault"]; {
	case at > 0:
		if strings.HasPrefix(strings.TrimSpace(text[at-1]), "vault.") {
			line = "vault." + line
		}
		text[at-1] = line + "\n"
	case table > 0:
		text[table-1] = strings.TrimRight(text[table-1], "\r\n") + "\n" + line + "\n"
	default:
		if src != "" && !strings.HasSuffix(src, "\n") {
			src += "\n"
		}
		return src + "\n[vault]\n" + line + "\n"
	}
	return strings.Join(text, "")
}

// quoted is a string of TOML: as it is where that is possible, so that a path of Windows stays readable.
func quoted(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == '\'' || r < ' ' || r == 0x7F }) {
		return "'" + s + "'"
	}
	return strconv.Quote(s)
}

// replace writes a file beside the one of that name, then puts it in its place.
func replace(path, text string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".config-*.toml")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.WriteString(text); err != nil {
		_ = f.Close()
		return err
	}
	if err = f.Sync(); err != nil {
		_ = f.Close()
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// withoutPath keeps of an error of the system its reason only.
func withoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}

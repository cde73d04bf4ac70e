package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"golang.org/x/term"

	"seuil/model/text"
	"seuil/store"
	"seuil/store/seal"
)

// maxTries is how often a wrong passphrase may be typed again on a terminal.
const maxTries = 3

// maxSecretFile bounds what is read as a passphrase, in bytes.
const maxSecretFile = 64 << 10

// interactive says that somebody sits at a terminal to be asked.
func (a *app) interactive() bool { return a.secretFile == "" && term.IsTerminal(int(a.stdin.Fd())) }

// secret asks for the passphrase, or the recovery words, of the vault.
func (a *app) secret() (store.Secret, error) {
	if a.recovery {
		line, err := a.ask("ask.words")
		return store.Secret{Words: strings.Fields(line)}, err
	}
	line, err := a.ask("ask.passphrase")
	return store.Secret{Passphrase: line}, err
}

// withSecret calls do with the secret, again and again while it is wrong and somebody is there to type it.
func (a *app) withSecret(do func(store.Secret) error) error {
	for try := 1; ; try++ {
		s, err := a.secret()
		if err != nil {
			return err
		}
		err = do(s)
		if !isWrong(err) || try == maxTries || !a.interactive() {
			return err
		}
		a.warn("▲ " + a.sentence(err))
	}
}

// isWrong says that the secret was not the right one, so that another may be.
func isWrong(err error) bool {
	var s *seal.Error
	if !errors.As(err, &s) {
		return false
	}
	switch s.Code {
	case seal.CodeWrongPassphrase, seal.CodeWrongRecovery, seal.CodeWordCount, seal.CodeUnknownWord, seal.CodeWordChecksum:
		return true
	}
	return false
}

// ask reads one secret line: the next one of the secret file, or one typed without echo. The question goes to the standard
// error, which may be read while the output goes to a file.
func (a *app) ask(key string, args ...any) (string, error) {
	if a.secretFile != "" {
		return a.nextLine()
	}
	if !a.interactive() {
		return "", a.refuse(exitUsage, "no_terminal_secret")
	}
	_, _ = fmt.Fprint(a.stderr, a.l().T("cli."+key, args...)+" ")
	line, err := a.typed()
	_, _ = fmt.Fprintln(a.stderr)
	return line, err
}

// typed reads a line without echo. A signal meanwhile gives the terminal its echo back before anything else.
func (a *app) typed() (string, error) {
	fd := int(a.stdin.Fd())
	state, err := term.GetState(fd)
	if err != nil {
		return "", a.refuse(exitUsage, "no_terminal_secret")
	}
	type answer struct {
		line []byte
		err  error
	}
	done := make(chan answer, 1)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endSignals...)
	defer signal.Stop(signals)
	go func() {
		line, err := term.ReadPassword(fd)
		done <- answer{line, err}
	}()
	select {
	case <-signals:
		_ = term.Restore(fd, state)
		return "", a.refuse(exitInterrupted, "interrupted")
	case got := <-done:
		if got.err != nil && len(got.line) == 0 {
			return "", a.refuse(exitFailed, "no_answer")
		}
		return string(got.line), nil
	}
}

// exitInterrupted is what a shell says of a command ended by Ctrl+C.
const exitInterrupted = 130

// nextLine is the next line of the secret file ("-": the standard input).
func (a *app) nextLine() (string, error) {
	if !a.read {
		a.read = true
		in := io.Reader(a.stdin)
		if a.secretFile != "-" {
			f, err := os.Open(a.secretFile)
			if err != nil {
				return "", a.refuse(exitUsage, "no_secret_file")
			}
			defer f.Close()
			in = f
		}
		lines := bufio.NewScanner(io.LimitReader(in, maxSecretFile))
		lines.Buffer(nil, maxSecretFile)
		for lines.Scan() {
			a.lines = append(a.lines, strings.TrimSuffix(lines.Text(), "\r"))
		}
	}
	if len(a.lines) == 0 {
		return "", a.refuse(exitUsage, "short_secret_file")
	}
	line := a.lines[0]
	a.lines = a.lines[1:]
	return line, nil
}

// moreLines says that the secret file has lines that were not taken.
func (a *app) moreLines() bool { return len(a.lines) > 0 }

// unlock opens the vault with its secret.
func (a *app) unlock() (*store.Vault, error) {
	opt, err := a.options()
	if err != nil {
		return nil, err
	}
	locked, err := store.Open(opt)
	if err != nil {
		return nil, err
	}
	var v *store.Vault
	err = a.withSecret(func(s store.Secret) (err error) {
		if len(s.Words) > 0 {
			v, err = locked.UnlockRecovery(s.Words)
		} else {
			v, err = locked.Unlock(s.Passphrase)
		}
		return err
	})
	if err != nil {
		locked.Close()
		return nil, err
	}
	v.Settle()
	return v, nil
}

// line asks for a line that may be seen while it is typed.
func (a *app) line(key string, args ...any) (string, error) {
	_, _ = fmt.Fprint(a.stderr, text.CleanLine(a.l().T("cli."+key, args...))+" ")
	line, err := bufio.NewReader(io.LimitReader(a.stdin, maxSecretFile)).ReadString('\n')
	if err != nil && line == "" {
		return "", a.refuse(exitFailed, "no_answer")
	}
	return strings.TrimRight(line, "\r\n"), nil
}

package cli

import (
	"crypto/rand"
	"strings"

	"seuil/store"
	"seuil/store/seal"
)

// passphrase changes the passphrase of the vault. With a secret file, its first line is the present one and its second the
// new one; on a terminal an empty answer takes seven words drawn at random, which are then typed back.
func (a *app) passphrase() error {
	a.warnSettings()
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	fresh, err := a.newPassphrase()
	if err != nil {
		return err
	}
	if err := v.SetPassphrase(fresh); err != nil {
		return err
	}
	a.say("√ " + a.l().T("cli.passphrase.done"))
	if n := len(store.Backups(a.vaultFolder())); n > 0 {
		a.say("  " + a.l().N("cli.passphrase.backups", n))
	}
	return nil
}

// vaultFolder is the folder of the vault, which is known to exist by now.
func (a *app) vaultFolder() string {
	dir, _ := a.dir()
	return dir
}

// newPassphrase asks for the new passphrase, twice where somebody types it.
func (a *app) newPassphrase() (string, error) {
	if !a.interactive() {
		fresh, err := a.ask("ask.new")
		if err == nil {
			err = seal.Strength(fresh)
		}
		return fresh, err
	}
	a.warn(a.l().T("cli.passphrase.advice"))
	for try := 1; ; try++ {
		fresh, err := a.typedTwice()
		if err == nil || try == maxTries {
			return fresh, err
		}
		a.warn("▲ " + a.sentenceOf(err))
	}
}

// typedTwice asks for a phrase and for the same again.
func (a *app) typedTwice() (string, error) {
	first, err := a.ask("ask.new")
	if err != nil {
		return "", err
	}
	if first == "" {
		words, err := seal.Phrase(rand.Reader, seal.PhraseWords)
		if err != nil {
			return "", err
		}
		first = strings.Join(words, " ")
		a.warn(a.l().T("cli.passphrase.proposed"))
		a.warn("")
		a.warn("  " + strings.Join(words, "   "))
		a.warn("")
	}
	if err := seal.Strength(first); err != nil {
		return "", err
	}
	again, err := a.ask("ask.again")
	if err != nil {
		return "", err
	}
	if seal.Canonical(again) != seal.Canonical(first) {
		return "", a.refuse(exitFailed, "passphrase.differs")
	}
	return first, nil
}

// sentenceOf is the sentence of a refusal of ours or of the store.
func (a *app) sentenceOf(err error) string {
	if r, ok := err.(*refusal); ok {
		return r.sentence
	}
	return a.sentence(err)
}

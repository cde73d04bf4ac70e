package ui

import (
	"crypto/rand"
	"errors"
	"path/filepath"

	"seuil/model"
	"seuil/store"
	"seuil/store/seal"
	"seuil/ui/lock"
	"seuil/ui/nav"
	"seuil/ui/welcome"
)

// gate is the way into the vault: it unlocks it for the lock page, and makes it for the welcome page.
type gate struct {
	opt     Options
	locked  *store.Locked
	vault   *store.Vault
	renewed *store.Vault // open by its recovery words, and waiting for a new passphrase
}

func newGate(opt Options) *gate { return &gate{opt: opt, locked: opt.Locked, vault: opt.Vault} }

// first is the page to begin with.
func (g *gate) first() nav.Route {
	if g.vault != nil {
		return nav.Route{Page: nav.Caseload}
	}
	if g.locked == nil && errors.Is(g.opt.Refused, store.ErrAbsent) {
		return nav.Route{Page: nav.Welcome}
	}
	return nav.Route{Page: nav.Lock}
}

// page makes the pages that need no open vault.
func (g *gate) page(route nav.Route) nav.Page {
	switch route.Page {
	case nav.Welcome:
		return welcome.New(g, g.opt.Env, g.opt.Programme(), route)
	case nav.Lock:
		return lock.New(g, g, g.opt.Env, route)
	}
	return nil
}

// close gives the vault free.
func (g *gate) close() {
	for _, v := range []*store.Vault{g.vault, g.renewed} {
		if v != nil {
			_ = v.Close()
		}
	}
	if g.locked != nil {
		g.locked.Close()
	}
}

// Unlock opens the vault with its passphrase.
func (g *gate) Unlock(passphrase string) (err error) {
	g.vault, err = g.locked.Unlock(passphrase)
	return err
}

// Recover opens the vault with its recovery words; it is entered once it has a new passphrase.
func (g *gate) Recover(words []string) (err error) {
	g.renewed, err = g.locked.UnlockRecovery(words)
	return err
}

// SetPassphrase gives the vault that [gate.Recover] opened a new passphrase.
func (g *gate) SetPassphrase(passphrase string) error {
	if err := g.renewed.SetPassphrase(passphrase); err != nil {
		return err
	}
	g.vault, g.renewed = g.renewed, nil
	return nil
}

// Reason sorts the errors of the store for the lock page.
func (g *gate) Reason(err error) lock.Reason {
	var sealed *seal.Error
	switch {
	case errors.Is(err, seal.ErrWrongPassphrase):
		return lock.Wrong
	case errors.Is(err, store.ErrDamaged):
		return lock.Damaged
	case errors.Is(err, store.ErrNewer):
		return lock.Newer
	case errors.Is(err, store.ErrInUse):
		return lock.Elsewhere
	case errors.Is(err, store.ErrUnsafe):
		return lock.Unsafe
	case errors.Is(err, store.ErrIO), errors.Is(err, store.ErrDiskFull), errors.Is(err, store.ErrUnknown):
		return lock.Disk
	case errors.As(err, &sealed):
		return lock.BadWords
	}
	return lock.Other
}

// Status is what is known of the vault without a key.
func (g *gate) Status() lock.Status {
	s := lock.Status{Dir: g.opt.Store.Dir, Died: g.opt.Died, Shown: g.opt.Shown}
	if g.locked == nil {
		s.Closed = g.Reason(g.opt.Refused)
		return s
	}
	s.Opened, s.Drafts = g.locked.Written().Local(), g.locked.Drafts() > 0
	return s
}

// Propose makes seven new words.
func (g *gate) Propose() []string {
	words, err := seal.Phrase(rand.Reader, seal.PhraseWords)
	if err != nil {
		panic("the system gives no random bytes")
	}
	return words
}

// Complete resolves the first letters of a word of the list.
func (g *gate) Complete(prefix string) (word string, ok bool) { return seal.Complete(prefix) }

// Check says why a passphrase is refused, by its code; nothing if it is accepted.
func (g *gate) Check(passphrase string) (code string) {
	switch err := seal.Strength(passphrase); {
	case err == nil:
		return ""
	case errors.Is(err, seal.ErrTooShort):
		return "too_short"
	case errors.Is(err, seal.ErrRepeated):
		return "repeated"
	case errors.Is(err, seal.ErrSequence):
		return "sequence"
	}
	return "common"
}

// Place is the folder proposed for the vault.
func (g *gate) Place() string { return g.opt.Store.Dir }

// CheckPlace says why a folder is refused; nothing if it is accepted.
func (g *gate) CheckPlace(dir string) (code string) {
	if !filepath.IsAbs(dir) {
		return "relative"
	}
	if s := store.Inspect(dir); s.Present {
		return "exists"
	} else {
		return string(s.Place)
	}
}

// Create makes the vault and opens it. Its place is remembered in the settings if it is not the usual one.
func (g *gate) Create(me model.Worker, passphrase, dir string) (recovery []string, err error) {
	opt := g.opt.Store
	opt.Dir = dir
	v, recovery, err := store.Create(opt, passphrase, me)
	if err != nil {
		return nil, err
	}
	g.vault = v
	if dir != g.opt.Store.Dir && g.opt.Remember != nil {
		err = g.opt.Remember(dir)
	}
	return recovery, err
}

package store

import (
	"crypto/ed25519"
	"testing"
	"time"
)

// Derived derives the key of a closed vault, and returns what is left to do to open it.
func Derived(t testing.TB, l *Locked, passphrase string) func() *Vault {
	t.Helper()
	key, err := l.header.Unlock(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	<-l.opening
	return func() *Vault {
		v, err := l.unlock(key)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Kept are the backups to keep, for a test of the rule.
func Kept(o Options, list []Backup, now time.Time) map[string]bool { return o.filled().kept(list, now) }

// WaitIndex waits until the index is built.
func (v *Vault) WaitIndex() { v.bg.Wait() }

// PublicKey is that of the device.
func PublicKey(v *Vault) ed25519.PublicKey { return publicKey(v.self.private) }

// BreakDisk makes every later write of the vault fail.
func BreakDisk(v *Vault) { _ = v.db.Close() }

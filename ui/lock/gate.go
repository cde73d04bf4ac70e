// Package lock is the screen of a closed vault: it asks for the passphrase, or for the recovery words and a new
// passphrase; and it tells what to do about a vault that cannot be opened. It never touches a file itself.
package lock

import "time"

// Gate is the closed vault. Its methods that return an error take as long as the key derivation and run in a command.
type Gate interface {
	// Unlock opens the vault.
	Unlock(passphrase string) error
	// Recover opens the vault with the twelve recovery words, whole.
	Recover(words []string) error
	// SetPassphrase replaces the passphrase of the vault that [Gate.Recover] opened.
	SetPassphrase(passphrase string) error
	// Reason sorts the errors of the other methods; [Other] for those it does not know.
	Reason(err error) Reason
	// Status is what is known of the vault without any key.
	Status() Status
}

// Reason is why a vault did not open; its sentence stands in the locale under "lock.reason.<code>".
type Reason string

// The reasons.
const (
	Wrong     Reason = "wrong"     // not the passphrase
	BadWords  Reason = "words"     // not the recovery words, or one is mistyped
	Damaged   Reason = "damaged"   // the file is damaged: nothing was touched
	Newer     Reason = "newer"     // written by a later version: nothing was touched
	Elsewhere Reason = "elsewhere" // another seuil has it open
	Unsafe    Reason = "unsafe"    // it lies where files are synchronised or removed
	Disk      Reason = "io"        // the disk failed
	Other     Reason = "other"
)

// Status is what the screen may tell before any key is known.
type Status struct {
	Dir    string    // folder of the vault
	Closed Reason    // why the vault cannot be opened at all; empty if a passphrase may be tried
	Opened time.Time // when the vault was last written; zero if that is not known
	Drafts bool      // drafts are kept in it
	Died   bool      // the last session ended by a fault, not by a lock
	Shown  string    // the passphrase of the demonstration, shown on the screen; empty for a real vault
}

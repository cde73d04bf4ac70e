// Package welcome is the first run: try with examples, or make one's own vault in five steps that can all be gone back on.
package welcome

import "seuil/model"

// Maker makes a vault.
type Maker interface {
	// Propose makes seven new words at random.
	Propose() []string
	// Complete resolves the first letters of a word of the list; ok is false while several words begin so.
	Complete(prefix string) (word string, ok bool)
	// Check says why a passphrase is refused: "too_short", "common", "repeated"; nothing if it is accepted.
	Check(passphrase string) (code string)
	// Place is the folder proposed for the vault.
	Place() string
	// CheckPlace says why a folder is refused: "onedrive", "removable", "exists"…; nothing if it is accepted. Its sentence
	// stands in the locale under "welcome.place.<code>".
	CheckPlace(dir string) (code string)
	// Create makes the vault and opens it. It takes as long as the key derivation and runs in a command.
	Create(me model.Worker, passphrase, dir string) (recovery []string, err error)
}

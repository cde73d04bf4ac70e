// Package welcome is the first run: try with examples, or make one's own vault in four steps that can all be gone back on.
package welcome

import (
	"seuil/model"
	"seuil/ui/widget"
)

// Maker makes a vault.
type Maker interface {
	widget.Phrases
	// Place is the folder proposed for the vault.
	Place() string
	// CheckPlace says why a folder is refused: "onedrive", "removable", "exists"…; nothing if it is accepted. Its sentence
	// stands in the locale under "welcome.place.refused.<code>".
	CheckPlace(dir string) (code string)
	// Create makes the vault and opens it. It takes as long as the key derivation and runs in a command. With recovery words
	// and an error, the vault is made, but its place could not be remembered.
	Create(me model.Worker, passphrase, dir string) (recovery []string, err error)
}

package cli

import (
	"os"
	"path/filepath"
	"strings"

	"seuil/store"
)

// cardOut is a card in the output of card --json. Names and meaning of its fields stay as they are in later versions.
type cardOut struct {
	Name        string   `json:"name"`
	Role        string   `json:"role"`
	Association string   `json:"association"`
	Device      string   `json:"device"`
	Issued      string   `json:"issued"` // 2026-11-25T20:00:00Z
	Words       []string `json:"words"`
	Text        string   `json:"text"` // to paste into a message
}

// card shows the card of this device, for colleagues: as text to paste, or as a file. The words go to the standard error, so that the
// text alone can go to a file.
func (a *app) card(file string, asJSON bool) error {
	a.warnSettings()
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	card, err := a.ownCard(v)
	if err != nil {
		return err
	}
	if file != "" {
		if err := a.writeCard(file, card); err != nil {
			return err
		}
	}
	words := card.Words()
	if asJSON {
		return a.toJSON(cardOut{Name: card.Name, Role: card.Role, Association: card.Association, Device: card.Device().String(),
			Issued: card.Issued.Format(jsonTime), Words: words, Text: card.Text()})
	}
	if file == "" {
		_, _ = a.stdout.Write([]byte(card.Text())) // base64 between two lines: nothing from outside
	} else {
		a.say("√ " + a.l().T("cli.card.written", "file", filepath.Base(file)))
	}
	a.warn(a.l().T("cli.card.of", "holder", holder(card)))
	a.warn(a.l().T("cli.card.words", "words", strings.Join(words, " ")))
	a.warn(a.l().T("cli.card.next"))
	return nil
}

// jsonTime is how instants are written for other programs.
const jsonTime = "2006-01-02T15:04:05Z"

// writeCard makes a file of the card. It takes no file's place.
func (a *app) writeCard(path string, card *store.Card) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return a.refuse(exitFailed, "card.exists", "file", filepath.Base(path))
	}
	if err == nil {
		_, err = f.Write(card.Bytes())
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		return a.refuse(exitFailed, "card.unwritten", "file", filepath.Base(path))
	}
	return nil
}

package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/seal"
)

// trustFlags are those of trust.
type trustFlags struct {
	words      string
	mine       bool
	team       bool
	unverified bool
	revoke     bool
	lift       bool
	reason     string
	yes        bool
	list       bool
	json       bool
}

func (a *app) trustCommand() *cobra.Command {
	c := a.command("trust", nil, append([]string{"words", "mine", "team", "unverified", "list", "json", "revoke", "lift", "reason", "yes"}, vaultOptions...)...)
	var f trustFlags
	c.Flags().StringVar(&f.words, "words", "", "")
	c.Flags().BoolVar(&f.mine, "mine", false, "")
	c.Flags().BoolVar(&f.team, "team", false, "")
	c.Flags().BoolVar(&f.unverified, "unverified", false, "")
	c.Flags().BoolVar(&f.list, "list", false, "")
	c.Flags().BoolVar(&f.json, "json", false, "")
	c.Flags().BoolVar(&f.revoke, "revoke", false, "")
	c.Flags().BoolVar(&f.lift, "lift", false, "")
	c.Flags().StringVar(&f.reason, "reason", "", "")
	c.Flags().BoolVar(&f.yes, "yes", false, "")
	c.Args = nil
	c.RunE = func(_ *cobra.Command, args []string) error { return a.trust(strings.Join(args, " "), f) }
	return c
}

// trust takes in the card of somebody once the words that were heard are those of the card. It can also list the cards, and say that one
// is not to be believed any more.
func (a *app) trust(asked string, f trustFlags) error {
	a.warnSettings()
	if f.list || f.json {
		return a.listPeers(f.json)
	}
	if asked == "" {
		return a.refuse(exitUsage, "trust.which")
	}
	var file []byte
	if !f.revoke && !f.lift {
		var err error
		if file, err = a.cardFile(asked); err != nil {
			return err
		}
	}
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	switch {
	case f.revoke:
		return a.revoke(v, asked, f)
	case f.lift:
		return a.lift(v, asked, f)
	}
	var card *store.Card
	if file == nil { // no such file: somebody whose card came with the registry
		p, err := a.peer(v, asked)
		if err != nil {
			return err
		}
		card = p.Card
	} else if card, err = store.ParseCard(file); err != nil {
		return err
	}
	return a.takeCard(v, card, f)
}

// cardFile is what a file holds in which a card is looked for ("-": the standard input); nil if there is no such file.
func (a *app) cardFile(path string) ([]byte, error) {
	in := a.stdin
	if path == "-" && a.secretFile == "-" {
		return nil, a.refuse(exitUsage, "trust.one_input")
	}
	if path != "-" {
		f, err := os.Open(path)
		if errors.Is(err, os.ErrNotExist) && filepath.Ext(path) == "" && !strings.ContainsAny(path, `/\`) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, bundle.MaxPaste+1))
	if err != nil {
		return nil, bundle.ErrCardDamaged
	}
	return b, nil
}

// takeCard compares the words first: a card whose words are others is not taken in at all.
func (a *app) takeCard(v *store.Vault, card *store.Card, f trustFlags) error {
	if card.Device() == v.Device() {
		return a.refuse(exitFailed, "trust.own")
	}
	a.say(a.l().T("cli.trust.says", "holder", holder(card), "date", a.l().ShortDayYear(model.DateOf(card.Issued))))
	if f.unverified {
		if err := v.AddCard(card); err != nil {
			return err
		}
		a.say("○ " + a.l().T("cli.trust.unverified"))
		return nil
	}
	typed, err := a.heardWords(card, f.words)
	if err != nil {
		return err
	}
	if err := v.AddCard(card); err != nil {
		return err
	}
	if err := v.Trust(card.Device(), typed, f.mine); err != nil {
		return err
	}
	if f.team {
		if err := v.Join(card.Device()); err != nil {
			return err
		}
	}
	a.say("√ " + a.l().T("cli.trust.done", "name", card.Name))
	if p, ok := v.Peer(card.Device()); ok && p.Apart {
		a.say("● " + a.l().T("cli.trust.apart", "house", card.Association))
	}
	if p, ok := v.Peer(card.Device()); ok && f.mine && !p.Mine {
		a.say("▲ " + a.l().T("cli.trust.not_mine"))
	}
	return nil
}

// heardWords are the words of a flag, or those that are typed, until they are those of the card.
func (a *app) heardWords(card *store.Card, given string) ([]string, error) {
	words := card.Words()
	if given != "" {
		typed := strings.Fields(given)
		return typed, bundle.CheckWords(words, typed)
	}
	if !a.interactive() {
		return nil, a.refuse(exitUsage, "trust.no_words")
	}
	a.warn(a.l().T("cli.trust.explain"))
	for try := 1; ; try++ {
		line, err := a.line("trust.ask")
		if err != nil {
			return nil, err
		}
		typed := strings.Fields(line)
		err = bundle.CheckWords(words, typed)
		if err == nil || try == maxTries {
			return typed, err
		}
		a.warn("▲ " + a.wordSentence(err))
	}
}

// wordSentence says which of the words is the wrong one.
func (a *app) wordSentence(err error) string {
	var other *bundle.Error
	var unknown *seal.Error
	n := 0
	if errors.As(err, &other) {
		n = other.Word
	} else if errors.As(err, &unknown) {
		n = unknown.Word
	}
	if n == 0 {
		return a.sentence(err)
	}
	return a.l().T("cli.trust.word", "n", n, "sentence", a.sentence(err))
}

// revoke says that a device is not to be believed any more.
func (a *app) revoke(v *store.Vault, asked string, f trustFlags) error {
	p, err := a.peer(v, asked)
	if err != nil {
		return err
	}
	a.say(a.peerLine(p))
	if p.Revoked {
		a.say("√ " + a.l().T("cli.trust.revoked_already"))
		return nil
	}
	a.warn(a.l().T("cli.trust.revoke_means"))
	if err := a.agreed(f.yes, "trust.revoke_ask", "name", p.Card.Name); err != nil {
		return err
	}
	if err := v.Revoke(p.Device, f.reason); err != nil {
		return err
	}
	a.say("√ " + a.l().T("cli.trust.revoked", "name", p.Card.Name))
	return nil
}

// lift takes the revocation of a device back.
func (a *app) lift(v *store.Vault, asked string, f trustFlags) error {
	p, err := a.peer(v, asked)
	if err != nil {
		return err
	}
	a.say(a.peerLine(p))
	if !p.Revoked {
		a.say("√ " + a.l().T("cli.trust.lifted_already"))
		return nil
	}
	a.warn(a.l().T("cli.trust.lift_means"))
	if err := a.agreed(f.yes, "trust.lift_ask", "name", p.Card.Name); err != nil {
		return err
	}
	if err := v.Lift(p.Device); err != nil {
		return err
	}
	a.say("√ " + a.l().T("cli.trust.lifted", "name", p.Card.Name))
	return nil
}

// peerOut is somebody's device in the output of trust --json. Names and meaning of its fields stay as they are in later versions.
type peerOut struct {
	Name        string `json:"name"`
	Role        string `json:"role"`
	Association string `json:"association"`
	Device      string `json:"device"`
	Verified    bool   `json:"verified"`
	On          string `json:"on"` // the day on which the words were compared
	Mine        bool   `json:"mine"`
	Revoked     bool   `json:"revoked"`
	Replaced    bool   `json:"replaced"` // another device of the person took its place
	Apart       bool   `json:"apart"`    // of another house that is not one team with this one
	Sent        string `json:"sent"`     // instants; empty for never
	Received    string `json:"received"`
}

func (a *app) listPeers(asJSON bool) error {
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	peers := v.Peers()
	if !asJSON {
		if len(peers) == 0 {
			a.say(a.l().T("cli.trust.nobody"))
		}
		for _, p := range peers {
			a.say(a.peerLine(p))
		}
		return nil
	}
	list := []peerOut{}
	for _, p := range peers {
		out := peerOut{Name: p.Card.Name, Role: p.Card.Role, Association: p.Card.Association, Device: p.Device.String(), Verified: p.Verified,
			On: p.On.String(), Mine: p.Mine, Revoked: p.Revoked, Replaced: p.Replaced, Apart: p.Apart}
		if !p.Sent.IsZero() {
			out.Sent = p.Sent.Format(jsonTime)
		}
		if !p.Received.IsZero() {
			out.Received = p.Received.Format(jsonTime)
		}
		list = append(list, out)
	}
	return a.toJSON(list)
}

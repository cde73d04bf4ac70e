package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/store"
)

// exchangeCommands are those by which colleagues exchange without the screen.
func (a *app) exchangeCommands() []*cobra.Command {
	card := a.command("card", nil, append([]string{"file", "json"}, vaultOptions...)...)
	cardFile, cardJSON := card.Flags().String("file", "", ""), card.Flags().Bool("json", false, "")
	card.RunE = func(*cobra.Command, []string) error { return a.card(*cardFile, *cardJSON) }

	conflicts := a.command("conflicts", nil, append([]string{"json"}, vaultOptions...)...)
	conflictsJSON := conflicts.Flags().Bool("json", false, "")
	conflicts.RunE = func(*cobra.Command, []string) error { return a.conflicts(*conflictsJSON) }

	return []*cobra.Command{card, a.trustCommand(), a.sendCommand(), a.importCommand(), a.exchangeCommand(), conflicts, a.erasuresCommand()}
}

// vaultOptions are the flags of every command that opens the vault.
var vaultOptions = []string{"vault", "config", "passphrase-file", "recovery"}

// ownCard is the card of this device, made if there is none and renewed when it is time.
func (a *app) ownCard(v *store.Vault) (*store.Card, error) {
	set, _ := programme.Load(a.config.ProgrammeDir) // what is wrong with the files is told by the program itself
	association := set.Organisation(v.Me().Organisation).Name(model.DateOf(a.now()))
	old := v.Card()
	return v.IssueCard(association, old != nil && a.now().Sub(old.Issued) >= store.RenewCard)
}

// holder is who a card says it is of.
func holder(c *store.Card) string {
	parts := []string{c.Name}
	if c.Role != "" {
		parts = append(parts, c.Role)
	}
	return strings.Join(append(parts, c.Association), ", ")
}

// shortDevice is enough of the name of a device to tell those of one person apart.
func shortDevice(id model.ID) string { return id.String()[:8] }

// peer is the device that was asked for: by the name of its holder, a part of it, or the beginning of its own.
func (a *app) peer(v *store.Vault, asked string) (store.Peer, error) {
	found := matchingPeers(v.Peers(), asked)
	switch len(found) {
	case 0:
		return store.Peer{}, a.refuse(exitFailed, "peer_nobody", "asked", asked)
	case 1:
		return found[0], nil
	}
	for _, p := range found {
		a.warn("  " + a.peerLine(p))
	}
	return store.Peer{}, a.refuse(exitFailed, "peer_several", "asked", asked, "n", len(found))
}

// matchingPeers are those that are meant. Of somebody with several laptops, those that serve no more are not.
func matchingPeers(all []store.Peer, asked string) (found []store.Peer) {
	words := strings.Fields(text.Fold(asked))
	for _, p := range all {
		if len(asked) >= 8 && strings.HasPrefix(p.Device.String(), asked) {
			return []store.Peer{p}
		}
		name := text.Fold(p.Card.Name)
		fits := len(words) > 0
		for _, w := range words {
			fits = fits && strings.Contains(name, w)
		}
		if fits {
			found = append(found, p)
		}
	}
	if len(found) < 2 {
		return found
	}
	var serving []store.Peer
	for _, p := range found {
		if !p.Replaced && !p.Revoked {
			serving = append(serving, p)
		}
	}
	if len(serving) == 0 {
		return found
	}
	return serving
}

// peerLine is a device in a list.
func (a *app) peerLine(p store.Peer) string {
	state, mark := "unverified", "○ "
	switch {
	case p.Revoked:
		state, mark = "revoked", "■ "
	case p.Replaced:
		state = "replaced"
	case p.Mine:
		state, mark = "mine", "√ "
	case p.Verified:
		state, mark = "verified", "√ "
	}
	return mark + holder(p.Card) + " · " + a.l().T("cli.peer."+state, "date", a.l().ShortDayYear(p.On)) + " · " + shortDevice(p.Device)
}

// writer is where sentences go: to the standard output, unless that is for another program; then to whoever is asked something, and
// nowhere if nobody is.
func (a *app) writer(asJSON, asks bool) func(string) {
	switch {
	case !asJSON:
		return a.say
	case asks:
		return a.warn
	}
	return func(string) {}
}

// quantity is a number of things, with the key of its sentence.
type quantity struct {
	key string
	n   int
}

// quantities are those of which there are any, one after the other.
func (a *app) quantities(list ...quantity) string {
	var parts []string
	for _, q := range list {
		if q.n > 0 {
			parts = append(parts, a.l().N("cli."+q.key, q.n))
		}
	}
	return strings.Join(parts, ", ")
}

// agreed asks whether to go on. Without somebody at a terminal it has to be said beforehand.
func (a *app) agreed(yes bool, key string, args ...any) error {
	if yes {
		return nil
	}
	if !a.interactive() {
		return a.refuse(exitUsage, "needs_yes")
	}
	answer, err := a.line(key, args...)
	if err != nil {
		return err
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "o", "oui", "y", "yes":
		return nil
	}
	return a.refuse(exitFailed, "declined")
}

// stoppable does a long work that Ctrl+C stops without harm. Progress goes to the standard error if somebody sees it there.
func (a *app) stoppable(key string, work func(ctx context.Context, tell store.Progress) error) error {
	ctx, stop := signal.NotifyContext(context.Background(), endSignals...)
	defer stop()
	tell, done := a.progress(key)
	err := work(ctx, tell)
	done()
	if ctx.Err() != nil && err != nil {
		return a.refuse(exitInterrupted, "stopped")
	}
	return err
}

// Progress is shown from patience on, and no more often than every pace.
const (
	patience = 500 * time.Millisecond
	pace     = 100 * time.Millisecond
)

// progress is a line that says how far a work is and how long it will take. done clears it.
func (a *app) progress(key string) (tell store.Progress, done func()) {
	screen, ok := a.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(screen.Fd())) {
		return nil, func() {}
	}
	began := a.now()
	last := began.Add(patience - pace)
	shown := false
	tell = func(at, of int) {
		now := a.now()
		if of == 0 || now.Sub(last) < pace {
			return
		}
		last, shown = now, true
		left := time.Duration(float64(now.Sub(began)) * float64(of-at) / float64(max(1, at)))
		_, _ = fmt.Fprintf(screen, "\r\x1b[K%s", a.l().T(key, "percent", at*100/of, "seconds", int(left.Seconds())+1))
	}
	return tell, func() {
		if shown {
			_, _ = fmt.Fprint(screen, "\r\x1b[K")
		}
	}
}

package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"seuil/model"
	"seuil/store"
)

// erasuresFlags are those of erasures.
type erasuresFlags struct {
	confirm string
	yes     bool
	json    bool
}

func (a *app) erasuresCommand() *cobra.Command {
	c := a.command("erasures", nil, append([]string{"confirm", "yes", "json"}, vaultOptions...)...)
	var f erasuresFlags
	c.Flags().StringVar(&f.confirm, "confirm", "", "")
	c.Flags().BoolVar(&f.yes, "yes", false, "")
	c.Flags().BoolVar(&f.json, "json", false, "")
	c.RunE = func(*cobra.Command, []string) error { return a.erasures(f) }
	return c
}

// erasureOut is an erased case in the output of erasures --json. Names and meaning of its fields stay as they are in later versions.
type erasureOut struct {
	Case      string         `json:"case"`
	Ref       string         `json:"ref"`
	On        string         `json:"on"`
	By        string         `json:"by"`
	Reason    string         `json:"reason"`
	CopyOf    string         `json:"copy_of,omitempty"` // the case of which this is what the landlord was told
	Here      bool           `json:"here"`              // it waits for the worker of this device, who would lose what follows
	Notes     int            `json:"notes"`
	Unsent    int            `json:"unsent"`
	Private   int            `json:"private"`
	Drafts    int            `json:"drafts"`
	Confirmed []confirmedOut `json:"confirmed"`
	Waiting   []confirmedOut `json:"waiting"`
}

type confirmedOut struct {
	Name   string `json:"name"`
	Device string `json:"device"`
	On     string `json:"on,omitempty"`
}

// erasures shows the register of erased cases, or does here what one of them orders.
func (a *app) erasures(f erasuresFlags) error {
	a.warnSettings()
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	list, err := v.Erasures()
	if err != nil {
		return err
	}
	if f.confirm != "" {
		return a.confirmErasure(v, list, f)
	}
	if f.json {
		out := []erasureOut{}
		for _, e := range list {
			out = append(out, erasureOf(v, e))
		}
		return a.toJSON(out)
	}
	if len(list) == 0 {
		a.say(a.l().T("cli.erasures.none"))
	}
	for _, e := range list {
		a.erasureLines(v, e)
	}
	return nil
}

// erasureLines says what was ordered, what it would cost here, and who has not followed it.
func (a *app) erasureLines(v *store.Vault, e store.Erasure) {
	l, mark, name := a.l(), "√ ", e.ID.Ref()
	if len(e.Waiting) > 0 {
		mark = "○ "
	}
	if e.Here {
		mark, name = "■ ", a.caseName(v.Case(e.ID))
	}
	if !e.Of.IsZero() {
		name = l.T("erasure.copy", "ref", e.Of.Ref())
	}
	a.say(mark + name + " · " + l.T("erasure.order", "who", workerName(v, e.By), "date", l.ShortDayYear(e.On)))
	if e.Here {
		a.say("  " + l.T("cli.erasures.here", "ref", e.ID.Ref(), "what", a.lossWords(e.Loss)))
	}
	for _, p := range e.Waiting {
		a.say("  ○ " + l.T("erasure.waits", "who", p.Card.Name, "where", p.Card.Association, "ref", p.Device.Ref()))
	}
}

// lossWords are what would be lost here.
func (a *app) lossWords(s store.Loss) string {
	var parts []string
	for _, q := range []quantity{{"erasure.notes", s.Notes}, {"erasure.unsent", s.Unsent}, {"erasure.private", s.Private}, {"erasure.drafts", s.Drafts}} {
		if q.n > 0 {
			parts = append(parts, a.l().N(q.key, q.n))
		}
	}
	if len(parts) == 0 {
		return a.l().T("erasure.nothing")
	}
	return strings.Join(parts, ", ")
}

// confirmErasure erases here what somebody ordered, freed pages and backups included.
func (a *app) confirmErasure(v *store.Vault, list []store.Erasure, f erasuresFlags) error {
	for _, e := range list {
		if !e.Here || !strings.EqualFold(e.ID.Ref(), f.confirm) && e.ID.String() != f.confirm {
			continue
		}
		a.erasureLines(v, e)
		if err := a.agreed(f.yes, "erasures.ask"); err != nil {
			return err
		}
		if err := v.ConfirmErasure(e.ID); err != nil {
			return err
		}
		a.say("√ " + a.l().N("erasure.followed", 1))
		return v.Sweep()
	}
	return a.refuse(exitFailed, "erasures.which", "ref", f.confirm)
}

func erasureOf(v *store.Vault, e store.Erasure) erasureOut {
	out := erasureOut{Case: e.ID.String(), Ref: e.ID.Ref(), On: e.On.String(), By: workerName(v, e.By), Reason: e.Reason, CopyOf: e.Of.String(), Here: e.Here,
		Notes: e.Loss.Notes, Unsent: e.Loss.Unsent, Private: e.Loss.Private, Drafts: e.Loss.Drafts, Confirmed: []confirmedOut{}, Waiting: []confirmedOut{}}
	for _, c := range e.Confirmed {
		name := v.Registry().Owner(c.Device).Name
		if p, ok := v.Peer(c.Device); ok {
			name = p.Card.Name
		}
		out.Confirmed = append(out.Confirmed, confirmedOut{name, c.Device.String(), c.On.String()})
	}
	for _, p := range e.Waiting {
		out.Waiting = append(out.Waiting, confirmedOut{Name: p.Card.Name, Device: p.Device.String()})
	}
	return out
}

// workerName is that of a worker of the team, or of whoever's card names her.
func workerName(v *store.Vault, id model.ID) string {
	if name := v.Registry().Worker(id).Name; name != "" {
		return name
	}
	for _, p := range v.Peers() {
		if p.Card.Worker == id {
			return p.Card.Name
		}
	}
	return id.Ref()
}

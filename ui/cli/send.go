package cli

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"seuil/model"
	"seuil/store"
)

// maxNamed is how many households are named of those that are sent or come in.
const maxNamed = 12

// sendFlags are those of send.
type sendFlags struct {
	to     string
	cases  []string
	all    bool
	full   bool
	words  bool
	folder string
	yes    bool
	json   bool
}

func (a *app) sendCommand() *cobra.Command {
	c := a.command("send", nil, append([]string{"to", "case", "all", "full", "seven-words", "folder", "yes", "json"}, vaultOptions...)...)
	var f sendFlags
	c.Flags().StringVar(&f.to, "to", "", "")
	c.Flags().StringArrayVar(&f.cases, "case", nil, "")
	c.Flags().BoolVar(&f.all, "all", false, "")
	c.Flags().BoolVar(&f.full, "full", false, "")
	c.Flags().BoolVar(&f.words, "words", false, "")
	c.Flags().StringVar(&f.folder, "folder", "", "")
	c.Flags().BoolVar(&f.yes, "yes", false, "")
	c.Flags().BoolVar(&f.json, "json", false, "")
	c.RunE = func(*cobra.Command, []string) error { return a.send(f) }
	return c
}

// sentOut is a send in the output of send --json and exchange --json. Names and meaning of its fields stay as they are in later versions.
type sentOut struct {
	To      string   `json:"to"`
	Device  string   `json:"device"`
	Full    bool     `json:"full"`
	Cases   []string `json:"cases"` // that something is sent of
	Changes int      `json:"changes"`
	Notes   int      `json:"notes"`
	Files   []string `json:"files"`
}

func sentOf(o *store.Outgoing, files []string) sentOut {
	s := sentOut{To: o.To.Card.Name, Device: o.To.Device.String(), Full: o.Full, Cases: []string{}, Changes: o.Changes, Notes: o.Notes, Files: files}
	for _, c := range o.Cases {
		s.Cases = append(s.Cases, c.Case.String())
	}
	return s
}

// send makes the bundles for somebody, after it has said what they hold.
func (a *app) send(f sendFlags) error {
	a.warnSettings()
	switch {
	case f.to == "":
		return a.refuse(exitUsage, "send.to_whom")
	case f.all == (len(f.cases) > 0):
		return a.refuse(exitUsage, "send.what")
	case f.words && !a.interactive():
		return a.refuse(exitUsage, "send.words_terminal")
	}
	folder, err := a.exchangeFolder(f.folder)
	if err != nil {
		return err
	}
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	to, err := a.peer(v, f.to)
	if err != nil {
		return err
	}
	if !to.Met {
		return a.refuse(exitFailed, "send.unverified", "name", to.Card.Name)
	}
	s := store.Send{To: to.Device, Full: f.full, Words: f.words}
	for _, ref := range f.cases {
		found, err := a.household(v, ref)
		if err != nil {
			return err
		}
		s.Cases = append(s.Cases, found.Case)
	}
	if _, err := a.ownCard(v); err != nil {
		return err
	}
	var o *store.Outgoing
	err = a.stoppable("cli.progress.count", func(ctx context.Context, tell store.Progress) (err error) {
		o, err = v.PrepareSend(ctx, s, tell)
		return err
	})
	if err != nil {
		return err
	}
	a.leaving(v, o, a.writer(f.json, !f.yes))
	if err := a.agreed(f.yes, "send.ask", "name", to.Card.Name); err != nil {
		return err
	}
	var paths []string
	err = a.stoppable("cli.progress.write", func(ctx context.Context, tell store.Progress) (err error) {
		paths, err = o.Write(ctx, folder, tell)
		return err
	})
	if err != nil {
		return err
	}
	if f.json {
		err = a.toJSON(sentOf(o, paths))
	} else {
		a.written(paths)
	}
	if err == nil && o.Words != nil {
		err = a.tellWords(o)
	}
	return err
}

// leaving says what will leave, and for whom.
func (a *app) leaving(v *store.Vault, o *store.Outgoing, write func(string)) {
	if o.Words != nil {
		write(a.l().T("cli.send.for_words", "holder", holder(o.To.Card)))
		write("  ▲ " + a.l().T("cli.send.words_limit"))
	} else {
		write(a.l().T("cli.send.for", "holder", holder(o.To.Card), "date", a.l().ShortDayYear(o.To.On)))
	}
	if o.Full {
		write("  " + a.l().T("cli.send.full"))
	} else {
		write("  " + a.l().T("cli.send.delta"))
	}
	if n := len(o.Erased); n > 0 && o.Orders {
		write("  " + a.l().N("exchange.send.erased", n))
	} else if n > 0 {
		write("  " + a.l().N("exchange.send.erased_back", n))
	}
	if o.Changes == 0 {
		write("  " + a.l().T("cli.send.nothing"))
	} else {
		private, passages := 0, 0
		for _, c := range o.Cases {
			switch {
			case c.Private:
				private++
			case c.Passage:
				passages++
			}
		}
		write("  " + a.l().N("cli.send.changes", o.Changes, "counts", a.quantities(quantity{"households", len(o.Cases) - private - passages},
			quantity{"notes", o.Notes}, quantity{"private", private}, quantity{"team", o.Registry})))
	}
	for i, c := range o.Cases {
		if i == maxNamed {
			write("    " + a.l().N("cli.more", len(o.Cases)-maxNamed))
			break
		}
		key := "cli.send.case"
		if c.Private {
			key = "cli.send.private"
		}
		write("    " + a.l().N(key, c.Changes, "name", a.caseName(a.mainCase(v, c.Case)), "notes", a.l().N("cli.notes", c.Notes)))
	}
	if len(o.Held) > 0 {
		key := "cli.send.held"
		if o.To.Apart {
			key = "cli.send.held_apart"
		}
		write("  ▲ " + a.l().N(key, len(o.Held)))
	}
	if o.Parts > 1 {
		write("  " + a.l().N("cli.send.parts", o.Parts))
	}
}

// written names the files that were made.
func (a *app) written(paths []string) {
	for _, p := range paths {
		a.say("√ " + a.l().T("cli.send.written", "file", filepath.Base(p), "folder", filepath.Dir(p)))
	}
}

// caseName is the household of a case, or of the case that it accompanies.
func (a *app) caseName(c *model.Case) string {
	if c == nil {
		return ""
	}
	s := c.Summary()
	return a.named(&s)
}

package cli

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
)

// importFlags are those of import.
type importFlags struct {
	preview    bool
	yes        bool
	unverified bool
	json       bool
}

func (a *app) importCommand() *cobra.Command {
	c := a.command("import", nil, append([]string{"preview", "yes", "unverified", "json"}, vaultOptions...)...)
	var f importFlags
	c.Flags().BoolVar(&f.preview, "preview", false, "")
	c.Flags().BoolVar(&f.yes, "yes", false, "")
	c.Flags().BoolVar(&f.unverified, "unverified", false, "")
	c.Flags().BoolVar(&f.json, "json", false, "")
	c.Args = nil
	c.RunE = func(_ *cobra.Command, args []string) error { return a.importFiles(args, f) }
	return c
}

// importFiles takes in bundles, each after it was said what it would change.
func (a *app) importFiles(paths []string, f importFlags) error {
	a.warnSettings()
	switch {
	case len(paths) == 0:
		return a.refuse(exitUsage, "import.which")
	case !f.preview && !f.yes && !a.interactive():
		return a.refuse(exitUsage, "import.needs_yes")
	}
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	t := &taking{app: a, v: v, flags: f, accept: (*store.Incoming).Accept, write: a.writer(f.json, !f.preview && !f.yes)}
	if err := t.all(paths); err != nil {
		return err
	}
	if f.json {
		return a.toJSON(t.out)
	}
	return nil
}

// What became of a file, in the output of import --json and exchange --json.
const (
	tookPreview    = "preview"    // nothing was written
	tookImported   = "imported"   //
	tookPart       = "incomplete" // taken in as far as nothing is missing before it
	tookAlready    = "already"    // it was imported before
	tookRefused    = "refused"    // Error says why
	tookUnverified = "unverified" // the words of its sender's card were not compared
	tookDeclined   = "declined"   // the answer was no
)

// tookOut is a file in the output of import --json and exchange --json. Names and meaning of its fields stay as they are in later versions.
type tookOut struct {
	File      string         `json:"file"`
	State     string         `json:"state"`
	Error     string         `json:"error,omitempty"` // code
	From      string         `json:"from,omitempty"`
	Device    string         `json:"device,omitempty"`
	Verified  bool           `json:"verified"`
	Words     bool           `json:"words"` // it opened by seven words
	Full      bool           `json:"full"`
	Part      int            `json:"part"`
	Parts     int            `json:"parts"`
	Asks      bool           `json:"asks"` // for everything again
	Changes   int            `json:"changes"`
	Known     int            `json:"known"`
	Cases     []string       `json:"cases"` // households with something new
	NewCases  int            `json:"new_cases"`
	Notes     int            `json:"notes"`
	Ticks     int            `json:"ticks"`
	Removed   int            `json:"removed"` // records that were here
	Conflicts int            `json:"conflicts"`
	Aside     map[string]int `json:"aside"`    // by reason
	Later     int            `json:"later"`    // written by a later version
	Doubtful  int            `json:"doubtful"` // dated in the future
	Forked    int            `json:"forked"`   // numbered twice
	Erased    int            `json:"erased"`   // of cases that are erased, or to be: not taken in
	Orders    []string       `json:"orders"`   // cases to be erased here, by their reference
	Complete  bool           `json:"complete"`
	Handed    []handedOut    `json:"handovers"` // proposals and answers
}

// taking is one run over some bundles.
type taking struct {
	*app
	v      *store.Vault
	flags  importFlags
	accept func(*store.Incoming) (store.Imported, error)
	write  func(string)
	out    []tookOut
	words  string   // that opened the last emergency bundle
	closed []string // names of the files of a folder that open by words, which are for import

	remember      bool // files that are refused
	refusedBefore int  // files that are passed over because they were refused
}

// all takes the bundles in an order in which none misses what another one brings.
func (t *taking) all(paths []string) error {
	t.out = []tookOut{}
	for last := false; len(paths) > 0; {
		var missing []string
		for _, path := range paths {
			in, err := t.look(path)
			if in != nil && !in.Complete && !t.flags.preview && !last && len(paths) > 1 {
				missing = append(missing, path)
				continue
			}
			if err := t.settle(path, in, err); err != nil {
				return err
			}
		}
		last = len(missing) == len(paths) // what they miss is in none of them
		paths = missing
	}
	if slices.ContainsFunc(t.out, func(o tookOut) bool {
		return o.State == tookRefused || o.State == tookUnverified || o.State == tookDeclined
	}) {
		t.code = exitFailed
	}
	return nil
}

// look opens a bundle.
func (t *taking) look(path string) (in *store.Incoming, err error) {
	file, err := store.ReadBundle(path)
	if err != nil {
		return nil, err
	}
	err = t.stoppable("cli.progress.verify", func(ctx context.Context, tell store.Progress) (err error) {
		in, err = t.v.Preview(ctx, file, tell)
		return err
	})
	if errors.Is(err, bundle.ErrNeedsWords) {
		return t.lookWords(file)
	}
	return in, err
}

// settle says what a bundle would change, asks, and takes it in. An error ends the run: the disk failed, or somebody stopped it.
func (t *taking) settle(path string, in *store.Incoming, err error) error {
	name := filepath.Base(path)
	var stopped *refusal
	switch {
	case errors.As(err, &stopped):
		return err
	case err != nil:
		t.refused(name, err)
		if t.remember {
			return t.v.Refuse(path, err)
		}
		return nil
	}
	o := tookOf(name, in)
	o.Handed = t.handed(in)
	t.tell(name, in)
	switch o.State, err = t.decide(in); {
	case err != nil:
		return err
	case o.State == tookImported:
		if _, err := in.BackUp(); err != nil {
			return err
		}
		if _, err := t.accept(in); err != nil {
			return err
		}
		if !in.Complete {
			o.State = tookPart
		}
	}
	t.out = append(t.out, o)
	t.write("  " + t.l().T("cli.import.state."+o.State))
	return nil
}

// decide says what is to become of a bundle.
func (t *taking) decide(in *store.Incoming) (state string, err error) {
	switch {
	case in.Already:
		return tookAlready, nil
	case t.flags.preview:
		return tookPreview, nil
	case !in.From.Verified && !t.flags.unverified && !t.interactive():
		return tookUnverified, nil
	case t.flags.yes && (in.From.Verified || t.flags.unverified):
		return tookImported, nil
	}
	key := "import.ask"
	if !in.From.Verified {
		key = "import.ask_unverified"
	}
	err = t.agreed(false, key, "name", in.From.Card.Name)
	if r := (*refusal)(nil); errors.As(err, &r) && r.code == exitFailed {
		return tookDeclined, nil
	}
	return tookImported, err
}

// refused says why nothing of a file is taken in, and goes on.
func (t *taking) refused(name string, err error) {
	o := tookOut{File: name, State: tookRefused, Error: "unknown", Handed: []handedOut{}}
	var coded interface{ ErrorCode() string }
	if errors.As(err, &coded) {
		o.Error = coded.ErrorCode()
	}
	t.warn("■ " + t.l().T("cli.import.refused", "file", name, "sentence", t.wordSentence(err)))
	var stranger *store.Error
	if errors.As(err, &stranger) && stranger.Card != nil {
		o.From, o.Device = stranger.Card.Name, stranger.Card.Device().String()
		t.warn("  " + t.l().T("cli.import.stranger", "holder", holder(stranger.Card)))
	}
	t.out = append(t.out, o)
}

func tookOf(name string, in *store.Incoming) tookOut {
	o := tookOut{File: name, From: in.From.Card.Name, Device: in.From.Device.String(), Verified: in.From.Verified, Words: in.Words, Full: in.Full, Part: in.Part,
		Parts: in.Parts, Asks: in.Asks, Changes: in.Changes, Known: in.Known, NewCases: in.New, Notes: in.Notes, Ticks: in.Ticks, Removed: in.Removed,
		Conflicts: in.Clashes, Later: in.Later, Erased: in.Erased, Orders: []string{}, Complete: in.Complete, Cases: []string{}, Aside: asideBy(in.Aside), Doubtful: total(in.Doubtful), Forked: total(in.Forked)}
	for _, order := range in.Orders {
		o.Orders = append(o.Orders, order.ID.Ref())
	}
	for _, n := range households(in.Cases) {
		o.Cases = append(o.Cases, n.Case.String())
	}
	return o
}

func asideBy(list []store.Aside) map[string]int {
	by := make(map[string]int)
	for _, k := range list {
		by[string(k.Reason)]++
	}
	return by
}

func total(by map[model.ID]int) (n int) {
	for _, k := range by {
		n += k
	}
	return n
}

// households are the news of cases of households, without those of the registry, of private companions and of passages.
func households(all []store.CaseNews) (list []store.CaseNews) {
	for _, n := range all {
		if n.Household() {
			list = append(list, n)
		}
	}
	return list
}

// tell says what a bundle would change.
func (t *taking) tell(name string, in *store.Incoming) {
	l := t.l()
	key := "cli.import.from"
	if !in.From.Verified {
		key = "cli.import.from_unverified"
	}
	t.write(name)
	t.write("  " + l.T(key, "holder", holder(in.From.Card), "date", l.ShortDayYear(in.From.On)))
	if in.Already {
		return
	}
	if in.Words {
		t.write("  " + l.T("cli.import.by_words"))
	}
	if in.Parts > 1 {
		t.write("  " + l.T("cli.import.part", "part", in.Part, "parts", in.Parts))
	}
	cases := households(in.Cases)
	if in.Changes == 0 {
		t.write("  " + l.T("cli.import.nothing"))
	} else {
		team, private := 0, 0
		for _, n := range in.Cases {
			if n.Case == model.RegistryID {
				team = n.Changes - n.Aside
			} else if !n.After.Main().IsZero() {
				private++
			}
		}
		line := l.N("exchange.preview.changes", in.Changes)
		if counts := t.quantities(quantity{"households", len(cases)}, quantity{"import.new", in.New},
			quantity{"notes", in.Notes}, quantity{"import.ticks", in.Ticks}, quantity{"private", private}, quantity{"team", team}); counts != "" {
			line = l.N("cli.import.changes", in.Changes, "counts", counts)
		}
		t.write("  " + line)
	}
	for i, n := range cases {
		if i == maxNamed {
			t.write("    " + l.N("cli.more", len(cases)-maxNamed))
			break
		}
		line := l.N("cli.import.case", n.Changes-n.Aside, "name", t.caseName(n.Named()))
		if n.Conflicts > 0 {
			line += " · ▲ " + l.N("cli.import.clashes", n.Conflicts)
		}
		t.write("    " + line)
	}
	for _, h := range t.handed(in) {
		t.write("  ● " + l.T("handover.news."+h.State, "who", h.Household, "from", h.From, "to", h.To, "why", h.Why))
	}
	t.oddities(in)
}

// handedOut is what a bundle says of the passing on of a household, in the output of import --json and exchange --json. Names and meaning
// of its fields stay as they are in later versions.
type handedOut struct {
	Household string `json:"household"` // its name
	State     string `json:"state"`     // proposed, accepted or refused
	From      string `json:"from"`      // who proposes, and to whom
	To        string `json:"to"`
	Why       string `json:"why"`
	Mine      bool   `json:"mine"` // it is for the worker of this vault
}

func (t *taking) handed(in *store.Incoming) []handedOut {
	list := []handedOut{}
	team := in.Team()
	for _, n := range in.Cases {
		if h, ok := model.HandedIn(n.Before, n.After, func(id model.ID) string { return team.Worker(id).Name }); ok {
			list = append(list, handedOut{Household: n.After.Name(), State: h.Key, From: h.From, To: h.To, Why: h.Why, Mine: h.Worker == t.v.Me().ID})
		}
	}
	return list
}

// oddities are what a person should know of a bundle beside what it changes.
func (t *taking) oddities(in *store.Incoming) {
	l := t.l()
	warn := func(key string, n int) {
		if n > 0 {
			t.write("  ▲ " + l.N("cli.import."+key, n))
		}
	}
	if in.Known > 0 {
		t.write("  " + l.N("cli.import.known", in.Known))
	}
	warn("conflicts", in.Clashes)
	for _, reason := range sortedKeys(asideBy(in.Aside)) {
		t.write("  ▲ " + l.N("cli.import.aside", asideBy(in.Aside)[reason], "reason", l.T("exchange.aside.short."+reason)))
	}
	for _, told := range []struct {
		key string
		n   int
	}{{"removed", in.Removed}, {"withdrawn", in.Withdrawn}, {"returned", in.Returned}} {
		if told.n > 0 {
			t.write("  ▲ " + l.N("exchange.preview."+told.key, told.n))
		}
	}
	warn("doubtful", total(in.Doubtful))
	warn("forked", total(in.Forked))
	warn("later", in.Later)
	if in.Erased > 0 {
		t.write("  ▲ " + l.N("erasure.kept_out", in.Erased))
	}
	for _, o := range in.Orders {
		t.write("  ■ " + l.T("erasure.order", "who", workerName(t.v, o.By), "date", l.ShortDayYear(o.On)) + " · " + t.caseName(t.v.Case(o.ID)))
		t.write("    " + l.T("cli.erasures.here", "ref", o.ID.Ref(), "what", t.lossWords(o.Loss)))
	}
	if !in.Complete {
		t.write("  ▲ " + l.T("cli.import.incomplete"))
	}
	if in.Asks {
		t.write("  " + l.T("cli.import.asks"))
	}
}

func sortedKeys(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

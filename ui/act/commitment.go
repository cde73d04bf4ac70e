package act

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts on commitments.
const (
	KeepCommitment   model.Act = "commitment.keep"
	ReopenCommitment model.Act = "commitment.undo"
	SkipCommitment   model.Act = "commitment.skip"
	JudgeCommitment  model.Act = "commitment.judge"
	ProveCommitment  model.Act = "commitment.prove"
	EditCommitment   model.Act = "commitment.edit"
)

// CommitmentStates are what can be said of a commitment (R95), the best first.
var CommitmentStates = []string{model.CommitmentKept, model.CommitmentDifficulty, model.CommitmentBroken}

// settledBy and judgedBy are the fields of a commitment that say how it stands, without and with the fact that shows it.
func settledBy() []string { return []string{"state", "on", "skipped", "reason"} }
func judgedBy() []string  { return append(settledBy(), "fact", "contact") }

// Pledge is one commitment of one version of a paper of a case.
type Pledge struct {
	Case, Agreement model.ID
	Code            string
}

// said is what was said of a pledge so far.
func (d *Desk) said(g Pledge) model.Commitment {
	k, _ := d.Session.Case(g.Case).Commitment(model.CommitmentID(g.Agreement, g.Code))
	k.Agreement, k.Code = g.Agreement, g.Code
	return k
}

// TickPledges is the writes that say that commitments are kept, today, and what to say. Those that are kept or set aside all
// together are open again. What shows it stays, unless it showed that the commitment was not kept.
func (d *Desk) TickPledges(pledges []Pledge) (writes []model.Write, effect string) {
	settled := true
	for _, g := range pledges {
		k := d.said(g)
		settled = settled && (k.State == model.CommitmentKept || !k.Skipped.IsZero())
	}
	if settled {
		writes = d.say(ReopenCommitment, pledges, func(k *model.Commitment) []string {
			k.State, k.On, k.Skipped, k.Reason = "", 0, 0, ""
			return settledBy()
		})
		return writes, d.Env.L.T("commitment.reopened", "what", d.pledged(pledges))
	}
	writes = d.say(KeepCommitment, pledges, func(k *model.Commitment) (fields []string) {
		switch k.State {
		case model.CommitmentKept:
			return nil
		case "":
			fields = settledBy()
		default:
			k.Fact, k.Contact = "", model.ID{}
			fields = judgedBy()
		}
		k.State, k.On, k.Skipped, k.Reason = model.CommitmentKept, d.today(), 0, ""
		return fields
	})
	return writes, d.Env.L.T("commitment.told.kept", "date", d.Env.L.ShortDay(d.today(), d.today()), "what", d.pledged(pledges))
}

// SkipPledges asks why commitments are without object: none goes without its reason.
func (d *Desk) SkipPledges(pledges []Pledge, then Then) nav.Dialog {
	l := d.Env.L
	return NewPrompt(d.Env, l.T("commitment.skip_title", "what", d.pledged(pledges)), l.T("task.why"), func(reason string) tea.Cmd {
		writes := d.say(SkipCommitment, pledges, func(k *model.Commitment) []string {
			k.State, k.On, k.Skipped, k.Reason = "", 0, d.today(), reason
			return settledBy()
		})
		return then(writes, l.T("commitment.set_aside", "what", d.pledged(pledges)))
	})
}

// Keys of the fields of the dialogs on commitments and signatures.
const (
	fieldState = "state"
	fieldOn    = "on"
	fieldFact  = "fact"
)

// JudgePledges asks whether commitments are respected, in difficulty or broken (R95), with the fact that shows it and its
// date; today is offered. What showed another state is left out.
func (d *Desk) JudgePledges(pledges []Pledge, then Then) nav.Dialog {
	l := d.Env.L
	dlg := &dialog{env: d.Env, title: l.T("commitment.judge_title", "what", d.pledged(pledges)), required: []string{fieldState, fieldOn}}
	dlg.form = widget.NewForm(d.Env,
		widget.FormField{Key: fieldState, Label: l.T("commitment.field.state"), Initial: model.CommitmentDifficulty, Choices: d.StateChoices()},
		widget.FormField{Key: fieldOn, Label: l.T("commitment.field.on"), Initial: l.Date(d.today()), Read: widget.ReadFact(d.Env)},
		widget.FormField{Key: fieldFact, Label: l.T("commitment.field.fact"), Limit: model.MaxLabel, Hint: l.T("task.optional")})
	dlg.accept = func() tea.Cmd {
		state, fact := dlg.form.Value(fieldState), dlg.form.Value(fieldFact)
		on, _ := model.ParseDate(dlg.form.Value(fieldOn)) // made by ReadFact: an error is unreachable
		writes := d.say(JudgeCommitment, pledges, func(k *model.Commitment) []string {
			if fact != "" || state != k.State {
				k.Fact = fact
			}
			if state != k.State {
				k.Contact = model.ID{}
			}
			k.State, k.On, k.Skipped, k.Reason = state, on, 0, ""
			return judgedBy()
		})
		return then(writes, l.T("commitment.told."+state, "date", l.ShortDay(on, d.today()), "what", d.pledged(pledges)))
	}
	return dlg
}

// StateChoices are the states of a commitment by their names.
func (d *Desk) StateChoices() []widget.Choice {
	list := make([]widget.Choice, len(CommitmentStates))
	for i, s := range CommitmentStates {
		list[i] = widget.Choice{Value: s, Label: d.Env.L.T("commitment.state." + s)}
	}
	return list
}

// ProvePledge offers the notes of a case, the latest first: the one chosen proves that the commitment is kept, on its day, if
// nothing else was said. There is no dialog without a note.
func (d *Desk) ProvePledge(g Pledge, then Then) (dlg nav.Dialog, ok bool) {
	l, contacts := d.Env.L, d.Session.Case(g.Case).Contacts()
	options := make([]Option, len(contacts))
	for i, k := range contacts {
		options[i] = Option{Label: d.text([]model.ID{g.Case}, k.Subject), Detail: l.ShortDay(k.Date, d.today())}
		if kind := l.T("contact.kind." + string(k.Kind)); options[i].Label == "" {
			options[i].Label = kind
		} else {
			options[i].Label = kind + " · " + options[i].Label
		}
	}
	pledges := []Pledge{g}
	return NewChooser(d.Env, l.T("commitment.prove_title", "what", d.pledged(pledges)), options, func(i int) tea.Cmd {
		writes := d.say(ProveCommitment, pledges, func(k *model.Commitment) []string {
			fields := []string{"contact"}
			if k.Open() {
				k.State, k.On = model.CommitmentKept, contacts[i].Date
				fields = append(fields, "state", "on")
			}
			k.Contact = contacts[i].ID
			return fields
		})
		return then(writes, l.T("commitment.proved", "date", options[i].Detail, "what", d.pledged(pledges)))
	}), len(contacts) > 0
}

// say is the writes of an act on commitments, one for each that it changes. set says which fields the act is about.
func (d *Desk) say(act model.Act, pledges []Pledge, set func(*model.Commitment) []string) (writes []model.Write) {
	for _, g := range pledges {
		k := d.said(g)
		fields := append([]string{"agreement", "code", model.FieldDeleted}, set(&k)...)
		c := d.Session.Case(g.Case)
		w, _ := c.Put(act, model.CommitmentID(g.Agreement, g.Code), &k)
		if w, ok := meant(c, w, fields...); ok {
			writes = append(writes, w)
		}
	}
	return writes
}

// pledgeCells is how much of the text of a commitment stands in a sentence.
const pledgeCells = 44

// pledged says which commitment of whom, or how many.
func (d *Desk) pledged(pledges []Pledge) string {
	if len(pledges) != 1 {
		return d.Env.L.N("commitment.commitments", len(pledges))
	}
	g := pledges[0]
	c := d.Session.Case(g.Case)
	a, _ := c.Agreement(g.Agreement)
	text := d.programme(c).Paper(a.Paper).Commitment(g.Code).Label(string(d.Env.L.Lang))
	return d.Env.L.T("task.subject", "what", widget.Cut(text, pledgeCells), "who", d.title([]model.ID{g.Case}))
}

func (d *Desk) programme(c *model.Case) programme.Programme {
	return d.Set.Programme(c.Header().Programme)
}

// Oddities is a sentence, with the next thing to try, for each thing that is odd about what writes have stored of signatures,
// commitments and, of the steps of signing, those done before their phase. Nothing is refused for it: it is told afterwards.
func (d *Desk) Oddities(writes []model.Write) string {
	var told []string
	for _, w := range writes {
		c := d.Session.Case(w.Case)
		p := d.programme(c)
		var faults []*due.Fault
		switch w.Kind {
		case model.KindSignature:
			if s, ok := c.Signature(w.Record); ok {
				faults = due.CheckSignature(c, &p, w.Record, s, d.today())
			}
		case model.KindCommitment:
			if k, ok := c.Commitment(w.Record); ok {
				faults = due.CheckCommitment(c, &p, k, d.today())
			}
		case model.KindStep:
			for _, s := range c.Steps() {
				if model.DerivedID(model.KindStep, s.Code) == w.Record {
					faults = due.CheckStep(c, &p, s, d.today())
				}
			}
			faults = slices.DeleteFunc(faults, func(f *due.Fault) bool { return f.Code != due.FaultStepBeforePhase })
		}
		for _, f := range faults {
			told = append(told, d.Fault(c, f))
		}
	}
	return strings.Join(told, " ")
}

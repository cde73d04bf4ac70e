package ui

import (
	"fmt"
	"strings"
	"time"

	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/nav"
)

// programmeSteps are the sentences of the chapters of the programme text: steps, phases and papers as a worker says them.
func programmeSteps(w *world, sc *godog.ScenarioContext) {
	sc.Step(`^le ménage "(.+)" orienté en "(.+)" le (\S+)$`, w.referred)
	sc.Step(`^"(.+)" est en phase "(.+)" depuis le (\S+)$`, w.entered)
	sc.Step(`^l’étape "(.+)" de "(.+)" a été faite le (\S+)$`, w.stepped)
	sc.Step(`^tous signent le papier "(.+)" de "(.+)" le (\S+)$`, w.allSign)
	sc.Step(`^le papier "(.+)" de "(.+)", commencé entre "(.+)" et "(.+)"$`, w.begunBetween)
	sc.Step(`^un autre poste a noté la signature de "(.+)" sous le papier "(.+)" de "(.+)" le (\S+)$`, w.signedElsewhere)
	sc.Step(`^un autre poste a noté tenu l’engagement "(.+)" du papier "(.+)" de "(.+)" le (\S+)$`, w.keptElsewhere)
	sc.Step(`^un contact "(.+)" resté sans réponse chez "(.+)" le (\S+)$`, w.unanswered)
	sc.Step(`^nous sommes le (\S+)$`, w.day)
	sc.Step(`^j’ouvre les étapes de "(.+)"$`, w.openSteps)
	sc.Step(`^je coche l’étape "(.+)"$`, w.tickStep)
	sc.Step(`^je date l’étape "(.+)" du (\S+)$`, w.dateStep)
	sc.Step(`^je dis l’étape "(.+)" sans objet car "(.+)"$`, w.skipStep)
	sc.Step(`^je fais entrer le ménage en phase "(.+)"$`, w.advance)
	sc.Step(`^l’étape "(.+)" de "(.+)" est cochée du (\S+)$`, w.stepTicked)
	sc.Step(`^l’étape "(.+)" de "(.+)" est sans objet depuis le (\S+)$`, w.stepSkipped)
	sc.Step(`^l’étape "(.+)" de "(.+)" reste à faire$`, w.stepOpen)
	sc.Step(`^"(.+)" est en phase "(.+)"$`, w.inPhase)
}

// set is the programmes of the program.
func (w *world) set() *programme.Set { return w.h.root.opt.Programme() }

// programmeOf is the case of a household and its programme.
func (w *world) programmeOf(name string) (*model.Case, *programme.Programme, error) {
	c := w.vault.Case(w.cases[name])
	if c == nil {
		return nil, nil, fmt.Errorf("no household %q", name)
	}
	p := w.set().Programme(c.Header().Programme)
	return c, &p, nil
}

// coded is the code of what has a name in French among the parts of a programme.
func coded[T any](parts []T, label string, of func(T) (code, name string)) (string, error) {
	for _, part := range parts {
		if code, name := of(part); name == label {
			return code, nil
		}
	}
	return "", fmt.Errorf("the programme has no %q", label)
}

func phaseCode(p *programme.Programme, label string) (string, error) {
	return coded(p.Phases, label, func(ph programme.Phase) (string, string) { return ph.Code, ph.Name.FR })
}

func stepCode(p *programme.Programme, label string) (string, error) {
	return coded(p.Steps, label, func(s programme.Step) (string, string) { return s.Code, s.Name.FR })
}

func (w *world) referred(name, code, date string) error {
	d, err := frenchDate(date)
	if err != nil {
		return err
	}
	if err := w.household(name, "Camille", code, "orange"); err != nil {
		return err
	}
	c := w.vault.Case(w.cases[name])
	h := c.Header()
	h.Received, h.Operator = d, "soligone"
	header, _ := c.Put("case.edit", c.ID, &h)
	phase, _ := c.Put("case.phase", w.vault.NewID(), &model.PhaseEntry{Phase: "orientation", Since: d})
	w.write(header, phase)
	return nil
}

// enter writes what was entered of a household before the scenario begins.
func (w *world) enter(name, date string, write func(*model.Case, *programme.Programme, model.Date) ([]model.Write, error)) error {
	d, err := frenchDate(date)
	if err != nil {
		return err
	}
	c, p, err := w.programmeOf(name)
	if err != nil {
		return err
	}
	writes, err := write(c, p, d)
	if err == nil {
		w.write(writes...)
	}
	return err
}

func (w *world) entered(name, label, date string) error {
	return w.enter(name, date, func(c *model.Case, p *programme.Programme, d model.Date) ([]model.Write, error) {
		code, err := phaseCode(p, label)
		write, _ := c.Put("case.phase", w.vault.NewID(), &model.PhaseEntry{Phase: code, Since: d})
		return []model.Write{write}, err
	})
}

func (w *world) stepped(label, name, date string) error {
	return w.enter(name, date, func(c *model.Case, p *programme.Programme, d model.Date) ([]model.Write, error) {
		code, err := stepCode(p, label)
		write, _ := c.Put("step.done", model.DerivedID(model.KindStep, code), &model.StepState{Code: code, Done: d})
		return []model.Write{write}, err
	})
}

// allSign writes a version of a paper with the signatures that the text asks for.
func (w *world) allSign(label, name, date string) error {
	return w.enter(name, date, func(c *model.Case, p *programme.Programme, d model.Date) ([]model.Write, error) {
		code, err := coded(p.Papers, label, func(k programme.Paper) (string, string) { return k.Code, k.Name.FR })
		id := model.AgreementID(code, 1)
		version, _ := c.Put("paper.begin", id, &model.Agreement{Paper: code, Version: 1})
		writes := []model.Write{version}
		for _, party := range p.Paper(code).Parties {
			s, _ := c.Put("paper.sign", model.SignatureID(id, party), &model.Signature{Agreement: id, Party: party, On: d})
			writes = append(writes, s)
		}
		return writes, err
	})
}

// partyCode is the code of a party by its name in a sentence.
func (w *world) partyCode(label string) (string, error) {
	return coded(programme.Parties, label, func(party string) (string, string) { return party, w.h.root.env.L.T("due.party." + party) })
}

func (w *world) begunBetween(paper, name, one, other string) error {
	c, _, err := w.programmeOf(name)
	if err != nil {
		return err
	}
	var parties []string
	for _, label := range []string{one, other} {
		party, err := w.partyCode(label)
		if err != nil {
			return err
		}
		parties = append(parties, party)
	}
	write, _ := c.Put("paper.begin", model.AgreementID(paper, 1), &model.Agreement{Paper: paper, Version: 1, Parties: strings.Join(parties, "\n")})
	w.write(write)
	return nil
}

// signedElsewhere is a signature as an exchange can bring it: of a party that has signed here too, or of none of the parties.
func (w *world) signedElsewhere(label, paper, name, date string) error {
	return w.enter(name, date, func(c *model.Case, _ *programme.Programme, d model.Date) ([]model.Write, error) {
		party, err := w.partyCode(label)
		write, _ := c.Put("paper.sign", w.vault.NewID(), &model.Signature{Agreement: model.AgreementID(paper, 1), Party: party, On: d})
		return []model.Write{write}, err
	})
}

func (w *world) keptElsewhere(label, paper, name, date string) error {
	return w.enter(name, date, func(c *model.Case, p *programme.Programme, d model.Date) ([]model.Write, error) {
		code, err := coded(p.Paper(paper).Commitments, label, func(k programme.Commitment) (string, string) { return k.Code, k.Text.FR })
		agreement := model.AgreementID(paper, 1)
		k := &model.Commitment{Agreement: agreement, Code: code, State: model.CommitmentKept, On: d}
		write, _ := c.Put("commitment.keep", model.CommitmentID(agreement, code), k)
		return []model.Write{write}, err
	})
}

// unanswered is a letter that nobody fetched, or a visit at which nobody opened.
func (w *world) unanswered(kind, name, date string) error {
	return w.enter(name, date, func(c *model.Case, _ *programme.Programme, d model.Date) ([]model.Write, error) {
		k := &model.Contact{Kind: model.ContactKind(kind), Outcome: model.Unclaimed, Date: d, Worker: w.vault.Me().ID}
		if k.Kind == model.SiteVisit {
			k.Outcome = model.DoorClosed
		}
		write, _ := c.Put("note.add", w.vault.NewID(), k)
		return []model.Write{write}, nil
	})
}

// day is another day, on which the worker opens the program.
func (w *world) day(date string) error {
	d, err := frenchDate(date)
	if err != nil {
		return err
	}
	now := d.Time().Add(9 * time.Hour)
	w.clock.Set(now)
	w.start(now)
	return nil
}

func (w *world) openSteps(name string) error {
	for w.h.root.top().route.Page != nav.Caseload {
		w.h.keys("esc")
	}
	if err := w.choose(name); err != nil {
		return err
	}
	w.h.keys("enter")
	for range 10 {
		if strings.Contains(w.h.screen(), "[Étapes") {
			return nil
		}
		w.h.keys("tab")
	}
	return fmt.Errorf("no tab of steps:\n%s", w.h.screen())
}

// toStep moves down the tab until a step is the selected one. A long name stands there cut.
func (w *world) toStep(label string) error {
	w.h.keys("home")
	for range 100 {
		shown, _, _ := strings.Cut(strings.TrimLeft(w.selected(), "► ○√◊"), "  ")
		start, cut := strings.CutSuffix(shown, "…")
		if shown == label || cut && strings.HasPrefix(label, start) {
			return nil
		}
		w.h.keys("down")
	}
	return fmt.Errorf("the step %q cannot be reached:\n%s", label, w.h.screen())
}

func (w *world) tickStep(label string) error {
	err := w.toStep(label)
	if err == nil {
		w.h.keys("space")
	}
	return err
}

func (w *world) dateStep(label, date string) error {
	err := w.toStep(label)
	if err == nil {
		w.h.keys("enter end" + strings.Repeat(" backspace", len("20 nov. 2026")))
		w.h.typed(date)
		w.h.keys("ctrl+s")
	}
	return err
}

func (w *world) skipStep(label, reason string) error {
	err := w.toStep(label)
	if err == nil {
		w.h.keys("s")
		w.h.typed(reason)
		w.h.keys("enter")
	}
	return err
}

// advance enters a phase, which the arrows propose.
func (w *world) advance(label string) error {
	w.h.keys("a")
	for range 12 {
		if strings.Contains(w.h.screen(), "dans : "+label) || strings.Contains(w.h.screen(), "dans\u00a0: "+label) {
			w.h.keys("enter")
			return nil
		}
		w.h.keys("down")
	}
	return fmt.Errorf("the phase %q is not proposed:\n%s", label, w.h.screen())
}

// step is what was said of a step.
func (w *world) step(label, name string) (model.StepState, error) {
	c, p, err := w.programmeOf(name)
	if err != nil {
		return model.StepState{}, err
	}
	code, err := stepCode(p, label)
	return c.Steps()[code], err
}

func (w *world) stepTicked(label, name, date string) error {
	s, err := w.step(label, name)
	if err == nil {
		err = w.on(fmt.Sprintf("%q is done", label), s.Done, date)
	}
	return err
}

func (w *world) stepSkipped(label, name, date string) error {
	s, err := w.step(label, name)
	if err == nil && s.Reason == "" {
		err = fmt.Errorf("%q is set aside without a reason", label)
	}
	if err == nil {
		err = w.on(fmt.Sprintf("%q is set aside", label), s.Skipped, date)
	}
	return err
}

func (w *world) stepOpen(label, name string) error {
	s, err := w.step(label, name)
	if err == nil && !s.Open() {
		err = fmt.Errorf("%q is done on %q, or set aside on %q", label, s.Done, s.Skipped)
	}
	return err
}

func (w *world) inPhase(name, label string) error {
	c, p, err := w.programmeOf(name)
	if err == nil && p.Phase(c.Phase().Phase).Name.FR != label {
		err = fmt.Errorf("%q is in the phase %q", name, c.Phase().Phase)
	}
	return err
}

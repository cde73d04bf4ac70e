package ui

import (
	"fmt"
	"strings"

	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// courseSteps are the sentences about what the programme makes due, for a household and for the whole project.
func courseSteps(w *world, sc *godog.ScenarioContext) {
	sc.Step(`^je note "(.+)" de "(.+)" fait le (\S+)$`, w.finish)
	sc.Step(`^je reporte "(.+)" de "(.+)" au (\S+) car "(.+)"$`, w.postpone)
	sc.Step(`^"(.+)" de "(.+)" est à faire le (\S+)$`, w.isDue)
	sc.Step(`^"(.+)" de "(.+)" était à faire le (\S+) : (\d+) jours? de retard$`, w.isLate)
	sc.Step(`^"(.+)" de "(.+)" est fait du (\S+)$`, w.isDone)
	sc.Step(`^"(.+)" de "(.+)" n’est pas à faire$`, w.notDue)
	sc.Step(`^"(.+)" de "(.+)" s’explique par "(.+)"$`, w.explained)
	sc.Step(`^"(.+)" presse car "(.+)"$`, w.presses)
	sc.Step(`^le projet "(.+)" commencé le (\S+)$`, w.beginProject)
	sc.Step(`^"(.+)" du projet a été fait le (\S+)$`, w.doProject)
	sc.Step(`^"(.+)" du projet est à faire le (\S+)$`, w.projectDue)
}

// outlook is what a household needs, as the program has it, and its words.
func (w *world) outlook(name string) (*due.Outlook, act.Teller, error) {
	_, p, err := w.programmeOf(name)
	if err != nil {
		return nil, act.Teller{}, err
	}
	o := session{w.vault, w.h.root}.Outlook(w.cases[name])
	if o == nil {
		err = fmt.Errorf("nobody has looked at %q", name)
	}
	return o, act.Teller{L: w.h.root.env.L, P: p}, err
}

// occurrence is the first by a name that is as asked: open ones by date, then those closed, the latest first.
func (w *world) occurrence(label, name string, as func(*due.Obligation) bool) (*due.Obligation, error) {
	o, teller, err := w.outlook(name)
	if err != nil {
		return nil, err
	}
	var known []string
	for i := range o.Obligations {
		x := &o.Obligations[i]
		if as(x) && teller.RuleName(x.Rule.Code) == label {
			return x, nil
		}
		known = append(known, fmt.Sprintf("%s due %s closed %s", x.Key, x.Due, x.Closed))
	}
	return nil, fmt.Errorf("%q has no such %q among %q", name, label, known)
}

func isOpen(o *due.Obligation) bool { return o.State == due.Open }

// target is the first open occurrence by a name.
func (w *world) target(label, name string) ([]act.Target, *act.Desk, error) {
	o, err := w.occurrence(label, name, isOpen)
	if err != nil {
		return nil, nil, err
	}
	r := w.h.root
	return []act.Target{{Case: w.cases[name], Key: o.Key}}, &act.Desk{Env: r.env, Names: r.names, Session: session{w.vault, r}, Set: w.set()}, nil
}

func (w *world) finish(label, name, date string) error {
	targets, desk, err := w.target(label, name)
	if err != nil {
		return err
	}
	d, err := frenchDate(date)
	if err == nil {
		w.h.run(act.CommitFor(w.h.root.top().route)(desk.DoneOn(targets, d)))
	}
	return err
}

func (w *world) postpone(label, name, date, reason string) error {
	targets, desk, err := w.target(label, name)
	if err != nil {
		return err
	}
	w.h.send(nav.Show{Dialog: desk.Postpone(targets, act.CommitFor(w.h.root.top().route))})
	w.h.keys("a")
	w.h.typed(date)
	w.h.keys("tab")
	w.h.typed(reason)
	w.h.keys("enter")
	return nil
}

// found says whether there is an occurrence that is as asked of its day.
func (w *world) found(label, name, date string, as func(*due.Obligation, model.Date) bool) error {
	d, err := frenchDate(date)
	if err != nil {
		return err
	}
	_, err = w.occurrence(label, name, func(o *due.Obligation) bool { return as(o, d) })
	return err
}

func (w *world) isDue(label, name, date string) error {
	return w.found(label, name, date, func(o *due.Obligation, d model.Date) bool { return isOpen(o) && o.Due == d })
}

func (w *world) isLate(label, name, date string, days int) error {
	today := model.DateOf(w.h.now)
	return w.found(label, name, date, func(o *due.Obligation, d model.Date) bool { return o.Due == d && o.Late(today) == days })
}

func (w *world) isDone(label, name, date string) error {
	return w.found(label, name, date, func(o *due.Obligation, d model.Date) bool { return o.State == due.Done && o.Closed == d })
}

func (w *world) notDue(label, name string) error {
	if _, _, err := w.outlook(name); err != nil {
		return err
	}
	if o, err := w.occurrence(label, name, isOpen); err == nil {
		return fmt.Errorf("%q of %q is open on %s", label, name, o.Due)
	}
	return nil
}

// ordinary is a text with ordinary spaces, as it stands in the scenarios.
func ordinary(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func (w *world) explained(label, name, text string) error {
	o, err := w.occurrence(label, name, func(*due.Obligation) bool { return true })
	if err != nil {
		return err
	}
	_, teller, err := w.outlook(name)
	if lines := ordinary(strings.Join(teller.Lines(o), "\n")); err == nil && !strings.Contains(lines, text) {
		err = fmt.Errorf("%q is not in\n%s", text, lines)
	}
	return err
}

func (w *world) presses(name, reason string) error {
	o, teller, err := w.outlook(name)
	if err != nil {
		return err
	}
	var told []string
	for i := range o.Reasons {
		told = append(told, ordinary(teller.Reason(&o.Reasons[i], func(s string) string { return s })))
	}
	if !strings.Contains(strings.Join(told, "\n"), reason) {
		return fmt.Errorf("%q presses because %q", name, told)
	}
	return nil
}

// beginProject says from when what is due for a whole programme counts. No record holds it yet: the engine is asked.
func (w *world) beginProject(code, date string) (err error) {
	w.programme = code
	w.began, err = frenchDate(date)
	return err
}

func (w *world) doProject(label, date string) error {
	o, err := w.projectOpen(label)
	if err != nil {
		return err
	}
	d, err := frenchDate(date)
	write, _ := w.vault.Registry().Put("task.done", model.DerivedID(model.KindObligation, o.Key), &model.Obligation{Key: o.Key, Done: d})
	w.write(write)
	return err
}

// projectOpen is the first open occurrence by a name among those of the project.
func (w *world) projectOpen(label string) (*due.Obligation, error) {
	p := w.set().Programme(w.programme)
	for _, o := range due.ComputeProject(w.vault.Registry(), &p, w.began, model.DateOf(w.h.now)) {
		if isOpen(&o) && o.Rule.Name.FR == label {
			return &o, nil
		}
	}
	return nil, fmt.Errorf("nothing open is called %q in the project %q", label, w.programme)
}

func (w *world) projectDue(label, date string) error {
	o, err := w.projectOpen(label)
	if err == nil {
		err = w.on(fmt.Sprintf("%q is due", label), o.Due, date)
	}
	return err
}

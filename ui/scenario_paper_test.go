package ui

import (
	"fmt"
	"strings"

	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/ui/household"
	"seuil/ui/nav"
)

// paperSteps are the steps of the scenarios on papers, signatures and commitments.
func paperSteps(w *world, sc *godog.ScenarioContext) {
	sc.Step(`^je regarde les conventions de "(.+)"$`, w.papers)
	sc.Step(`^je vais à la ligne "(.+)"$`, w.line)
	sc.Step(`^je commence le papier de la ligne "(.+)"$`, w.begin)
	sc.Step(`^je signe à la ligne "(.+)" le (\S+)$`, w.sign)
	sc.Step(`^le papier "(.+)" de "(.+)" est signé le (\S+)$`, w.signed)
	sc.Step(`^le papier "(.+)" de "(.+)" n’est pas signé$`, w.unsigned)
	sc.Step(`^le texte signé du papier "(.+)" de "(.+)" dit "(.+)"$`, w.signedText)
	sc.Step(`^le papier "(.+)" de "(.+)" est joint au bail le (\S+)$`, w.annexed)
	sc.Step(`^l’engagement "(.+)" du papier "(.+)" de "(.+)" est "(.+)"$`, w.stands)
	sc.Step(`^l’étape "(.+)" de "(.+)" est faite le (\S+)$`, w.stepDone)
}

func (w *world) papers(name string) error {
	w.h.send(nav.Open{Route: nav.Route{Page: nav.Household, Case: w.cases[name], Arg: household.TabPapers}})
	return nil
}

// line goes to the first line of the list that says a text.
func (w *world) line(text string) error {
	w.h.keys("home")
	for range 10 {
		if strings.Contains(w.h.screen(), text) {
			break
		}
		w.h.keys("pgdown")
	}
	head, _, _ := strings.Cut(w.h.screen(), text)
	if strings.Contains(head, "►") {
		return w.move("down", text)
	}
	return w.move("up", text)
}

// move goes line by line until the selected one says a text.
func (w *world) move(key, text string) error {
	for range 25 {
		if strings.Contains(w.selected(), text) {
			return nil
		}
		w.h.keys(key)
	}
	return fmt.Errorf("%q cannot be reached:\n%s", text, w.h.screen())
}

func (w *world) begin(text string) error {
	if err := w.line(text); err != nil {
		return err
	}
	w.h.keys("space")
	if len(w.h.root.dialogs) > 0 { // which association: the first proposed
		w.h.keys("enter")
	}
	return nil
}

func (w *world) sign(text, date string) error {
	if err := w.move("down", text); err != nil {
		return err
	}
	w.h.keys("space tab" + strings.Repeat(" backspace", 10))
	w.h.typed(date)
	w.h.keys("enter")
	return nil
}

// paper is the latest version of a paper.
func (w *world) paper(code, name string) (last model.Agreement, err error) {
	for _, a := range w.vault.Case(w.cases[name]).Agreements() {
		if a.Paper == code && a.Version > last.Version {
			last = a
		}
	}
	if last.Version == 0 {
		err = fmt.Errorf("the paper %q is not begun:\n%s", code, w.h.screen())
	}
	return last, err
}

// on compares a date with the one that is wanted.
func (w *world) on(what string, got model.Date, want string) error {
	d, err := frenchDate(want)
	if err == nil && got != d {
		err = fmt.Errorf("%s on %q, want %s:\n%s", what, got, want, w.h.screen())
	}
	return err
}

func (w *world) signed(code, name, date string) error {
	a, err := w.paper(code, name)
	if err != nil {
		return err
	}
	return w.on(code+" is signed", a.Frozen, date)
}

func (w *world) unsigned(code, name string) error {
	a, err := w.paper(code, name)
	if err == nil && (!a.Frozen.IsZero() || a.Text != "") {
		err = fmt.Errorf("%s is signed on %s", code, a.Frozen)
	}
	return err
}

func (w *world) signedText(code, name, text string) error {
	a, err := w.paper(code, name)
	if err == nil && !strings.Contains(a.Text, text) {
		err = fmt.Errorf("the text does not say %q:\n%s", text, a.Text)
	}
	return err
}

func (w *world) annexed(code, name, date string) error {
	a, err := w.paper(code, name)
	if err != nil {
		return err
	}
	return w.on(code+" is annexed", a.Annexed, date)
}

func (w *world) stands(code, paper, name, want string) error {
	a, err := w.paper(paper, name)
	if err != nil {
		return err
	}
	k, _ := w.vault.Case(w.cases[name]).Commitment(model.CommitmentID(a.ID, code))
	got := map[string]string{model.CommitmentKept: "respecté", model.CommitmentDifficulty: "en difficulté", model.CommitmentBroken: "rompu"}[k.State]
	switch {
	case k.Open():
		got = "à renseigner"
	case !k.Skipped.IsZero():
		got = "sans objet"
	}
	if got != want {
		return fmt.Errorf("%s is %q, want %q:\n%s", code, got, want, w.h.screen())
	}
	return nil
}

func (w *world) stepDone(code, name, date string) error {
	return w.on("the step "+code+" is done", w.vault.Case(w.cases[name]).Steps()[code].Done, date)
}

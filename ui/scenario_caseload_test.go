package ui

import (
	"fmt"
	"strings"

	"github.com/cucumber/godog"

	"seuil/model"
)

// caseloadSteps are the steps about what presses, and why.
func caseloadSteps(w *world, sc *godog.ScenarioContext) {
	sc.Step(`^"(.+)" reçu le (\S+), en phase "(.+)"$`, w.received)
	sc.Step(`^la ligne de "(.+)" dit "(.+)"$`, func(name, text string) error { return w.rowSays(name, text, true) })
	sc.Step(`^la ligne de "(.+)" ne dit pas "(.+)"$`, func(name, text string) error { return w.rowSays(name, text, false) })
}

func (w *world) received(name, date, phase string) error {
	d, err := frenchDate(date)
	c := w.vault.Case(w.cases[name])
	h := c.Header()
	h.Received = d
	header, _ := c.Put("case.edit", c.ID, &h)
	entered, _ := c.Put("case.phase", w.vault.NewID(), &model.PhaseEntry{Phase: phase, Since: d})
	w.write(header, entered)
	return err
}

// rowSays looks at the line of the list that begins with a household, without the pane beside it.
func (w *world) rowSays(name, text string, want bool) error {
	for _, line := range strings.Split(w.h.screen(), "\n") {
		row, _, _ := strings.Cut(line, "│")
		if len(row) > 8 && strings.Contains(row, name) {
			if strings.Contains(row, text) != want {
				return fmt.Errorf("%q in %q: want %v", text, row, want)
			}
			return nil
		}
	}
	return fmt.Errorf("%q is not listed:\n%s", name, w.h.screen())
}

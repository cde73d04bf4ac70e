package ui

import (
	"fmt"
	"strings"

	"github.com/cucumber/godog"

	"seuil/model"
)

// checkered is the world as the sentences about the grid see it.
type checkered struct{ *world }

// gridSteps are the sentences about the grid of households and commitments.
func gridSteps(w *world, sc *godog.ScenarioContext) {
	g := checkered{w}
	sc.Step(`^le papier "(.+)" de "(.+)" est établi entre "(.+)"$`, g.begun)
	sc.Step(`^je regarde dans la grille "(.+)"$`, g.look)
	sc.Step(`^je vais dans la grille à "(.+)", case "(.+)"$`, g.goTo)
	sc.Step(`^la ligne "(.+)" de la grille dit "(.+)"$`, g.line)
	sc.Step(`^dans la grille "(.+)" vient avant "(.+)"$`, g.order)
}

func (g checkered) begun(code, name, parties string) error {
	a := model.Agreement{Paper: code, Version: 1, Parties: strings.ReplaceAll(parties, ", ", "\n")}
	write, ok := g.vault.Case(g.cases[name]).Put("paper.begin", model.AgreementID(code, 1), &a)
	if !ok {
		return fmt.Errorf("%s of %s stands already", code, name)
	}
	g.write(write)
	return nil
}

// look chooses a paper or a phase by its words.
func (g checkered) look(words string) error {
	g.h.keys("4 o")
	g.h.typed(words)
	g.h.keys("enter")
	if n := len(g.h.root.dialogs); n > 0 {
		return fmt.Errorf("nothing is called %q:\n%s", words, g.h.screen())
	}
	return nil
}

// goTo goes to the line of a household, then sideways until what is told of the cell says a text.
func (g checkered) goTo(name, text string) error {
	g.h.keys("home")
	if err := g.move("down", name); err != nil {
		return err
	}
	g.h.keys(strings.Repeat("left ", 12))
	for range 12 {
		about := strings.SplitN(g.h.screen()[g.below():], "\n", 5)[1:4]
		if strings.Contains(strings.Join(about, ""), text) {
			return nil
		}
		g.h.keys("right")
	}
	return fmt.Errorf("no cell says %q:\n%s", text, g.h.screen())
}

// lines are those of the grid that name a household, without what is told of the cell below them.
func (g checkered) lines() []string {
	return strings.Split(g.h.screen()[:g.below()], "\n")
}

// below is where the rule below the grid ends, in bytes of the screen.
func (g checkered) below() int {
	const rule = "──────────"
	return strings.LastIndex(g.h.screen(), rule) + len(rule)
}

func (g checkered) line(name, text string) error {
	for _, line := range g.lines() {
		if strings.Contains(line, name) {
			if !strings.Contains(strings.Join(strings.Fields(line), " "), text) {
				return fmt.Errorf("%q does not say %q:\n%s", line, text, g.h.screen())
			}
			return nil
		}
	}
	return fmt.Errorf("%q is not in the grid:\n%s", name, g.h.screen())
}

func (g checkered) order(a, b string) error {
	grid := strings.Join(g.lines(), "\n")
	i, j := strings.Index(grid, a), strings.Index(grid, b)
	if i < 0 || j < 0 || i > j {
		return fmt.Errorf("%q does not come before %q:\n%s", a, b, g.h.screen())
	}
	return nil
}

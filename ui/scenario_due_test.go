package ui

import (
	"fmt"
	"strings"
	"time"

	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/nav"
)

// diary is the world as the sentences about the agenda see it.
type diary struct{ *world }

// dueSteps are the sentences about the agenda and the dates of a household's page.
func dueSteps(w *world, sc *godog.ScenarioContext) {
	d := diary{w}
	sc.Step(`^"(.+)" est orienté le (\S+) et entre en phase "(.+)"$`, d.refer)
	sc.Step(`^je dis l’étape "(.+)" de "(.+)" faite le (\S+)$`, d.step)
	sc.Step(`^le temps passe jusqu’au (\S+)$`, w.day)
	sc.Step(`^minuit passe, le programme ouvert sur l’agenda$`, d.midnight)
	sc.Step(`^je vais (?:dans l’agenda|sur la fiche) à "(.+)"$`, d.goTo)
	sc.Step(`^l’agenda attend "(.+)" de "(.+)" pour le (\S+)$`, d.awaits)
	sc.Step(`^l’agenda n’attend plus "(.+)" de "(.+)"$`, d.awaitsNoMore)
	sc.Step(`^la ligne "(.+)" de l’agenda dit "(.+)"$`, func(what, text string) error { return d.line(what, text, true) })
	sc.Step(`^la ligne "(.+)" de l’agenda ne dit pas "(.+)"$`, func(what, text string) error { return d.line(what, text, false) })
	sc.Step(`^la ligne "(.+)" manque à l’agenda$`, d.absent)
	sc.Step(`^la ligne sous le curseur de l’agenda dit "(.+)"$`, d.under)
	sc.Step(`^dans l’agenda "(.+)" vient avant "(.+)"$`, d.order)
}

// refer says when a household was referred; it enters the phase on that day.
func (d diary) refer(name, date, phase string) error {
	day, err := frenchDate(date)
	c := d.vault.Case(d.cases[name])
	h := c.Header()
	h.Received = day
	header, _ := c.Put("case.edit", c.ID, &h)
	writes := []model.Write{header}
	if c.Phase().Phase != phase {
		entered, _ := c.Put("case.phase", d.vault.NewID(), &model.PhaseEntry{Phase: phase, Since: day})
		writes = append(writes, entered)
	}
	d.write(writes...)
	return err
}

func (d diary) step(code, name, date string) error {
	day, err := frenchDate(date)
	write, _ := d.vault.Case(d.cases[name]).Put("step.done", model.DerivedID(model.KindStep, code), &model.StepState{Code: code, Done: day})
	d.write(write)
	return err
}

// midnight lets the day change while nobody touches the keys.
func (d diary) midnight() error {
	evening := model.DateOf(d.h.now).Time().Add(24*time.Hour - time.Minute)
	d.start(evening)
	d.h.keys("2")
	d.h.wait(2 * time.Minute)
	if page := d.h.root.top().route.Page; page != nav.Agenda {
		return fmt.Errorf("the screen is %q", page)
	}
	return nil
}

// goTo moves down the list in view until the line under the cursor holds a text.
func (d diary) goTo(text string) error {
	d.h.keys("home")
	for range 60 {
		if strings.Contains(d.selected(), text) {
			return nil
		}
		d.h.keys("down")
	}
	return fmt.Errorf("%q cannot be reached:\n%s", text, d.h.screen())
}

// open is the day of the first open date by a name; ok is false if nothing by that name is open.
func (d diary) open(label, name string) (day model.Date, ok bool) {
	lang := string(d.h.root.env.L.Lang)
	for _, i := range (session{d.vault, d.h.root}).Outlook(d.cases[name]).Items() {
		if i.Open() && (i.Task != nil && i.Task.Label == label || i.Task == nil && ruleName(i.Obligation, lang) == label) {
			return i.Due(), true
		}
	}
	return 0, false
}

func ruleName(o *due.Obligation, lang string) string { return o.Rule.Label(lang) }

func (d diary) awaits(label, name, date string) error {
	want, err := frenchDate(date)
	if got, ok := d.open(label, name); err == nil && (!ok || got != want) {
		err = fmt.Errorf("%q of %s is open: %v, on %s", label, name, ok, got)
	}
	return err
}

func (d diary) awaitsNoMore(label, name string) error {
	if got, ok := d.open(label, name); ok {
		return fmt.Errorf("%q of %s is still open, on %s", label, name, got)
	}
	return nil
}

// row is the line of the list that holds a text, without the pane beside it; empty if there is none.
func (d diary) row(text string) string {
	lines := strings.Split(d.h.screen(), "\n")
	for _, line := range lines[:len(lines)-5] { // below stand the rule, what is said of the selected date, and what just happened
		if row, _, _ := strings.Cut(line, "│"); strings.Contains(row, text) {
			return row
		}
	}
	return ""
}

func (d diary) line(what, text string, want bool) error {
	row := d.row(what)
	if row == "" || strings.Contains(row, text) != want {
		return fmt.Errorf("%q in %q: want %v\n%s", text, row, want, d.h.screen())
	}
	return nil
}

func (d diary) absent(what string) error {
	if row := d.row(what); row != "" || d.h.root.top().route.Page != nav.Agenda {
		return fmt.Errorf("the agenda shows %q:\n%s", row, d.h.screen())
	}
	return nil
}

func (d diary) under(text string) error {
	if line := d.selected(); !strings.Contains(line, text) {
		return fmt.Errorf("the cursor is on %q", line)
	}
	return nil
}

func (d diary) order(a, b string) error {
	screen := d.h.screen()
	if i, j := strings.Index(screen, d.row(a)), strings.Index(screen, d.row(b)); d.row(a) == "" || d.row(b) == "" || i >= j {
		return fmt.Errorf("%q does not come before %q:\n%s", a, b, screen)
	}
	return nil
}

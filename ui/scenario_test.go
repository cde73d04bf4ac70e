package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/nav"
)

// world is the state of one scenario: a real vault, the program over it, and a clock that the steps move.
type world struct {
	t     *testing.T
	vault *store.Vault
	clock *storetest.Clock // of the vault
	h     *harness
	cases map[string]model.ID

	programme string     // of which the project is looked at
	began     model.Date // the project
}

// TestScenarios runs the scenarios of testdata/features, told in French for the people whose work they describe.
func TestScenarios(t *testing.T) {
	suite := godog.TestSuite{
		ScenarioInitializer: func(sc *godog.ScenarioContext) { steps(t, sc) },
		Options:             &godog.Options{Format: "progress", Paths: []string{"testdata/features"}, TestingT: t, Strict: true, Output: io.Discard},
	}
	if suite.Run() != 0 {
		t.Fatal("scenarios failed")
	}
}

func steps(t *testing.T, sc *godog.ScenarioContext) {
	w := &world{t: t, cases: make(map[string]model.ID)}
	dueSteps(w, sc)
	gridSteps(w, sc)
	sc.After(func(ctx context.Context, _ *godog.Scenario, _ error) (context.Context, error) {
		if w.vault == nil {
			return ctx, nil
		}
		return ctx, errors.Join(w.vault.Close(), os.RemoveAll(w.vault.Dir())) // its ballast need not stay until all are run
	})
	sc.Step(`^un coffre ouvert le (\S+)$`, w.openVault)
	sc.Step(`^le ménage "(.+)" "(.+)" en "(.+)" à l’agence "(.+)"$`, w.household)
	sc.Step(`^une échéance "(.+)" pour "(.+)" le (\S+)$`, w.task)
	sc.Step(`^un contact "(.+)" avec "(.+)" le (\S+)$`, w.contact)
	sc.Step(`^je choisis "(.+)"$`, w.choose)
	sc.Step(`^j’appuie sur "(.+)"$`, w.press)
	sc.Step(`^je tape "(.+)"$`, w.typed)
	sc.Step(`^je colle "(.+)"$`, w.paste)
	sc.Step(`^(\d+) secondes passent$`, w.seconds)
	sc.Step(`^le programme est tué$`, w.kill)
	sc.Step(`^je rouvre le coffre$`, w.reopen)
	sc.Step(`^l’écran montre "(.+)"$`, func(text string) error { return w.look(text, true) })
	sc.Step(`^l’écran ne montre pas "(.+)"$`, func(text string) error { return w.look(text, false) })
	sc.Step(`^la liste ne montre pas "(.+)"$`, w.notListed)
	sc.Step(`^"(.+)" vient avant "(.+)"$`, w.before)
	sc.Step(`^l’échéance "(.+)" de "(.+)" est le (\S+)$`, w.due)
	sc.Step(`^le dossier "(.+)" contient (\d+) contacts? "(.+)"$`, w.holds)
	sc.Step(`^le dossier "(.+)" ne dit nulle part "(.+)"$`, w.nowhere)
	sc.Step(`^le compagnon de "(.+)" contient (\d+) contacts? "(.+)"$`, w.companionHolds)
	sc.Step(`^aucun dossier n’a de contact$`, w.noContacts)
	sc.Step(`^le dernier contact de "(.+)" dit "(.+)"$`, w.lastSays)
	sc.Step(`^je corrige le dernier contact de "(.+)" en ajoutant "(.+)"$`, w.revise)
	sc.Step(`^le dernier contact de "(.+)" a (\d+) versions$`, w.versions)
	sc.Step(`^un brouillon de "(.+)" dit "(.+)"$`, w.draftSays)
	sc.Step(`^le coffre est verrouillé$`, w.locked)
	paperSteps(w, sc)
	caseloadSteps(w, sc)
	programmeSteps(w, sc)
	courseSteps(w, sc)
	transferSteps(w, exchangeSteps(w, sc), sc)
	landlordSteps(w, sc)
}

func frenchDate(s string) (model.Date, error) {
	t, err := time.Parse("02/01/2006", s)
	return model.DateOf(t), err
}

func (w *world) openVault(date string) error {
	d, err := frenchDate(date)
	if err != nil {
		return err
	}
	now := d.Time().Add(14*time.Hour + 32*time.Minute)
	w.clock = storetest.NewClock(now)
	opt := storetest.Options(w.t.TempDir())
	opt.Now = w.clock.Now
	w.vault = storetest.Create(w.t, opt)
	w.start(now)
	return nil
}

func (w *world) start(now time.Time) {
	w.h = newHarness(w.t, nil)
	w.h.now = now
	w.h.root.gate.vault = w.vault
	w.h.send(nav.Unlocked{})
	w.h.resize(120, 30)
}

// write commits one record and lets the program see it.
func (w *world) write(writes ...model.Write) {
	storetest.Commit(w.t, w.vault, writes...)
	w.h.send(nav.Changed{Cases: []model.ID{writes[0].Case}})
	w.h.root.changed([]model.ID{writes[0].Case})
}

func (w *world) household(last, first, programme, agency string) error {
	w.cases[last] = addHousehold(w.t, w.vault, last, first, programme, agency)
	w.h.root.changed([]model.ID{w.cases[last]})
	return nil
}

func (w *world) task(label, name, date string) error {
	d, err := frenchDate(date)
	c := w.vault.Case(w.cases[name])
	write, _ := c.Put("task.add", w.vault.NewID(), &model.Task{Label: label, Due: d})
	w.write(write)
	return err
}

func (w *world) contact(kind, name, date string) error {
	d, err := frenchDate(date)
	c := w.vault.Case(w.cases[name])
	k := &model.Contact{Kind: model.ContactKind(kind), Outcome: model.Held, Date: d, Facts: "Vu ensemble.", Worker: w.vault.Me().ID}
	write, _ := c.Put("note.add", w.vault.NewID(), k)
	w.write(write)
	return err
}

// choose moves down the list until the household is the one that would be opened.
func (w *world) choose(name string) error {
	w.h.keys("home")
	for range len(w.cases) + 1 {
		if line := w.selected(); strings.Contains(line, name) {
			return nil
		}
		w.h.keys("down")
	}
	return fmt.Errorf("%q cannot be reached:\n%s", name, w.h.screen())
}

func (w *world) selected() string {
	for _, line := range strings.Split(w.h.screen(), "\n") {
		if strings.HasPrefix(line, "►") || strings.HasPrefix(line, " ►") {
			return line
		}
	}
	return ""
}

func (w *world) press(key string) error { w.h.keys(key); return nil }

func (w *world) typed(text string) error { w.h.typed(text); return nil }

func (w *world) paste(text string) error { w.h.send(tea.PasteMsg{Content: text}); return nil }

func (w *world) seconds(n int) error {
	for range 2 * n {
		w.h.wait(time.Second / 2)
	}
	return nil
}

// kill ends the program without a word to it: what is not on the disk is gone.
func (w *world) kill() error { w.h = nil; return nil }

func (w *world) reopen() error {
	now := testNow.Add(time.Hour)
	w.vault = storetest.Reopen(w.t, w.vault)
	w.start(now)
	return nil
}

func (w *world) look(text string, want bool) error {
	if got := strings.Contains(w.h.screen(), text); got != want {
		return fmt.Errorf("%q on the screen: %v, want %v:\n%s", text, got, want, w.h.screen())
	}
	return nil
}

func (w *world) notListed(name string) error {
	for _, id := range (session{w.vault, w.h.root}).Order() {
		if id == w.cases[name] {
			return fmt.Errorf("%s is in the list", name)
		}
	}
	return nil
}

func (w *world) before(a, b string) error {
	order := (session{w.vault, w.h.root}).Order()
	i, j := slices.Index(order, w.cases[a]), slices.Index(order, w.cases[b])
	if i < 0 || j < 0 || i > j {
		return fmt.Errorf("%q does not come before %q:\n%s", a, b, w.h.screen())
	}
	return nil
}

func (w *world) due(label, name, date string) error {
	want, err := frenchDate(date)
	if err != nil {
		return err
	}
	for _, t := range w.vault.Case(w.cases[name]).Tasks() {
		if t.Label == label {
			if t.Due != want {
				return fmt.Errorf("%q is due on %s, want %s", label, t.Due, want)
			}
			return nil
		}
	}
	return fmt.Errorf("no task %q", label)
}

func count(c *model.Case, kind string) (n int) {
	for _, k := range c.Contacts() {
		if string(k.Kind) == kind {
			n++
		}
	}
	return n
}

func (w *world) holds(name string, want int, kind string) error {
	if n := count(w.vault.Case(w.cases[name]), kind); n != want {
		return fmt.Errorf("%d contacts %s, want %d:\n%s", n, kind, want, w.h.screen())
	}
	return nil
}

// nowhere looks at everything that the case ever said.
func (w *world) nowhere(name, text string) error {
	for _, ch := range w.vault.Case(w.cases[name]).Changes() {
		for _, f := range ch.Fields {
			if strings.Contains(f.Value, text) {
				return fmt.Errorf("the %s of a %s says %q", f.Name, ch.Kind, f.Value)
			}
		}
	}
	return nil
}

func (w *world) companionHolds(name string, want int, kind string) error {
	c := w.vault.Companion(w.cases[name])
	if c == nil {
		return fmt.Errorf("no companion case")
	}
	if n := count(c, kind); n != want {
		return fmt.Errorf("%d private contacts %s, want %d", n, kind, want)
	}
	return nil
}

func (w *world) noContacts() error {
	for name, id := range w.cases {
		if n := len(w.vault.Case(id).Contacts()); n > 0 {
			return fmt.Errorf("%s has %d contacts", name, n)
		}
	}
	return nil
}

func (w *world) last(name string) (model.Contact, error) {
	contacts := w.vault.Case(w.cases[name]).Contacts()
	if len(contacts) == 0 {
		return model.Contact{}, fmt.Errorf("no contact")
	}
	return contacts[0], nil
}

func (w *world) lastSays(name, text string) error {
	k, err := w.last(name)
	if err == nil && !strings.Contains(k.Facts, text) {
		err = fmt.Errorf("the facts are %q, want %q", k.Facts, text)
	}
	return err
}

func (w *world) revise(name, text string) error {
	k, err := w.last(name)
	if err != nil {
		return err
	}
	w.h.send(nav.Open{Route: nav.Route{Page: nav.Note, Case: w.cases[name], Record: k.ID}})
	w.h.keys("ctrl+end")
	w.h.typed(text)
	w.h.keys("ctrl+s")
	return nil
}

func (w *world) versions(name string, want int) error {
	k, err := w.last(name)
	if err != nil {
		return err
	}
	if n := len(w.vault.Case(w.cases[name]).Record(model.KindContact, k.ID).Changes()); n != want {
		return fmt.Errorf("%d versions, want %d", n, want)
	}
	return nil
}

func (w *world) draftSays(name, text string) error {
	for _, d := range w.vault.Drafts() {
		for _, f := range d.Fields {
			if d.Case == w.cases[name] && strings.Contains(f.Value, text) {
				return nil
			}
		}
	}
	return fmt.Errorf("no draft says %q among %d", text, len(w.vault.Drafts()))
}

func (w *world) locked() error {
	if !w.h.quit || w.h.root.Exit() != ExitLock {
		return fmt.Errorf("not locked: quit %v, exit %d", w.h.quit, w.h.root.Exit())
	}
	return nil
}

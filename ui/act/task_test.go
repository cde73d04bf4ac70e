package act

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/nav"
)

func TestPostponeUnderstandsTheUsualDates(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		due  model.Date
		want model.Date
	}{
		{"tomorrow by its letter", []string{"d", "enter"}, today.AddDays(-4), today.AddDays(1)},
		{"in capitals, for Caps Lock is on", []string{"D", "enter"}, today.AddDays(-4), today.AddDays(1)},
		{"Monday is never today", []string{"l", "enter"}, today, today.AddDays(7)},
		{"a week from today when late", []string{"s", "enter"}, today.AddDays(-4), today.AddDays(7)},
		{"a week from the date when it is to come", []string{"s", "enter"}, today.AddDays(3), today.AddDays(10)},
		{"a month keeps the day", []string{"m", "enter"}, today.AddDays(-4), model.NewDate(2026, time.December, 23)},
		{"the second letter counts", []string{"d", "s", "enter"}, today, today.AddDays(7)},
		{"+7 without leaving the menu first", []string{"+7", "enter"}, today, today.AddDays(7)},
		{"figures replace the letter's date", []string{"d", "4/12", "enter"}, today, model.NewDate(2026, time.December, 4)},
		{"other date, in words", []string{"a", "fin de mois", "enter"}, today, model.NewDate(2026, time.November, 30)},
		{"other date, a weekday", []string{"a", "jeu", "enter"}, today, today.AddDays(3)},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			id, task := b.vault.household("ORAZI", c.due, 0)
			b.dialog = b.desk.Postpone([]Target{{Case: id, Task: task}}, b.then)
			b.press(c.keys...)
			if b.called != 1 || len(b.writes) != 1 {
				t.Fatalf("called %d times with %d writes", b.called, len(b.writes))
			}
			b.vault.store(b.writes...)
			got, _ := b.vault.Case(id).Task(task)
			if got.Due != c.want {
				t.Errorf("postponed to %v, not %v", got.Due, c.want)
			}
			if b.writes[0].Act != "task.postpone" || !strings.Contains(b.effect, "Bilan de ORAZI") {
				t.Errorf("act %s, effect %q", b.writes[0].Act, b.effect)
			}
		})
	}
}

func TestPostponeShowsTheDateBeforeItIsAccepted(t *testing.T) {
	b := newBench(t)
	id, task := b.vault.household("ORAZI", today.AddDays(-2), model.NewClock(14, 30))
	b.dialog = b.desk.Postpone([]Target{{Case: id, Task: task}}, b.then)
	b.shows("Reporter · Bilan de ORAZI (ORAZI Lina)", "samedi 21 novembre 2026, il y a 2 jours", "D demain")
	b.press("d")
	b.shows("mardi 24 novembre 2026 à 14:30, demain")
	if b.called != 0 || b.dialog.Done() {
		t.Fatal("a letter alone postpones nothing")
	}
	b.press("enter")
	b.vault.store(b.writes...)
	if got, _ := b.vault.Case(id).Task(task); got.At != model.NewClock(14, 30) {
		t.Errorf("the hour of the appointment became %q", got.At)
	}
}

func TestPostponeRefusesWhatItDoesNotUnderstandAndThePast(t *testing.T) {
	for _, text := range []string{"31/09/2026", "bientôt", "1/11/2026", "hier", ""} {
		b := newBench(t)
		id, task := b.vault.household("ORAZI", today, 0)
		b.dialog = b.desk.Postpone([]Target{{Case: id, Task: task}}, b.then)
		b.press("a", text, "enter", "enter")
		if b.called != 0 || b.dialog.Done() {
			t.Errorf("%q was accepted", text)
		}
		b.press("esc")
		if !b.dialog.Done() || b.called != 0 {
			t.Errorf("after %q the dialog cannot be left", text)
		}
	}
}

func TestPostponeManyIsOneDateAndOneCommit(t *testing.T) {
	b := newBench(t)
	var targets []Target
	for i, name := range []string{"ORAZI", "VIDAL", "ROUX"} {
		id, task := b.vault.household(name, today.AddDays(-i), 0)
		targets = append(targets, Target{Case: id, Task: task})
	}
	b.dialog = b.desk.Postpone(targets, b.then)
	b.shows("3 échéances")
	b.press("s", "tab", "congés", "enter")
	if b.called != 1 || len(b.writes) != 3 {
		t.Fatalf("called %d times with %d writes", b.called, len(b.writes))
	}
	b.vault.store(b.writes...)
	for _, target := range targets {
		if got, _ := b.vault.Case(target.Case).Task(target.Task); got.Due != today.AddDays(7) || got.Reason != "congés" {
			t.Errorf("due %v because %q", got.Due, got.Reason)
		}
	}
}

// Two machines gave the task different labels. Postponing it is no answer to which one is right.
func TestPostponeSettlesNoOtherConflict(t *testing.T) {
	b := newBench(t)
	id, task := b.vault.household("ORAZI", today, 0)
	seen := b.vault.Case(id)
	for _, label := range []string{"Bilan à trois mois", "Bilan intermédiaire"} {
		tk, _ := seen.Task(task)
		tk.Label = label
		w, _ := seen.Put("task.edit", task, &tk)
		b.vault.store(w)
	}
	b.dialog = b.desk.Postpone([]Target{{Case: id, Task: task}}, b.then)
	b.press("d", "enter")
	b.vault.store(b.writes...)
	if got := b.vault.Case(id).Record(model.KindTask, task).Conflicts(); !slices.Equal(got, []string{"label"}) {
		t.Errorf("conflicts after postponing: %v", got)
	}
	if got := fieldNames(b.writes[0]); !slices.Equal(got, []string{"due"}) {
		t.Errorf("postponing wrote %v", got)
	}
}

func TestAddDateGoesToWhatIsMissing(t *testing.T) {
	b := newBench(t)
	id, _ := b.vault.household("ORAZI", 0, 0)
	b.dialog = b.desk.AddDate([]model.ID{id}, b.then)
	b.press("enter")
	b.shows("à remplir d’abord : Quoi")
	b.press("Rappeler EDF", "enter", "enter")
	b.shows("à remplir d’abord : Quand")
	b.press("lun 14h30")
	b.shows("lundi 30 novembre 2026 à 14:30, dans 7 jours")
	b.press("tab", "right", "enter")
	if b.called != 1 || len(b.writes) != 1 {
		t.Fatalf("called %d times with %d writes", b.called, len(b.writes))
	}
	b.vault.store(b.writes...)
	want := model.Task{Label: "Rappeler EDF", Who: model.WhoHousehold, Due: today.AddDays(7), At: model.NewClock(14, 30)}
	got := b.vault.Case(id).Tasks()[0]
	want.ID = got.ID
	if got != want {
		t.Errorf("added %+v, not %+v", got, want)
	}
}

func TestAddDateForSeveralMakesATaskInEach(t *testing.T) {
	b := newBench(t)
	a, _ := b.vault.household("ORAZI", 0, 0)
	c, _ := b.vault.household("VIDAL", 0, 0)
	b.dialog = b.desk.AddDate([]model.ID{a, c}, b.then)
	b.shows("2 ménages")
	b.press("Attestation", "enter", "+7", "enter")
	b.vault.store(b.writes...)
	first, second := b.vault.Case(a).Tasks(), b.vault.Case(c).Tasks()
	if len(first) != 1 || len(second) != 1 || first[0].ID == second[0].ID || second[0].Due != today.AddDays(7) {
		t.Errorf("tasks %v and %v", first, second)
	}
}

func TestTaskDoneOffersToday(t *testing.T) {
	for text, want := range map[string]model.Date{"": today, "hier": today.AddDays(-1)} {
		b := newBench(t)
		id, task := b.vault.household("ORAZI", today.AddDays(-4), 0)
		b.dialog = b.desk.DoneWhen([]Target{{Case: id, Task: task}}, b.then)
		if text != "" {
			for range 10 { // clear what was offered
				b.dialog.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
			}
		}
		b.press(text, "enter")
		b.vault.store(b.writes...)
		if got, _ := b.vault.Case(id).Task(task); got.Done != want || got.Open() {
			t.Errorf("with %q, done on %v, not %v", text, got.Done, want)
		}
	}
}

func TestTaskSkipWantsAReason(t *testing.T) {
	b := newBench(t)
	id, task := b.vault.household("ORAZI", today, 0)
	b.dialog = b.desk.Skip([]Target{{Case: id, Task: task}}, b.then)
	b.press("enter", "  ", "enter")
	if b.called != 0 {
		t.Fatal("skipped without a reason")
	}
	b.press("déjà fournie", "enter")
	b.vault.store(b.writes...)
	if got, _ := b.vault.Case(id).Task(task); got.Skipped != today || got.Reason != "déjà fournie" {
		t.Errorf("skipped %v because %q", got.Skipped, got.Reason)
	}
}

func TestSeenAndCloseWriteOnlyTheirField(t *testing.T) {
	b := newBench(t)
	id, _ := b.vault.household("ORAZI", 0, 0)
	writes, effect := b.desk.Close([]model.ID{id})
	if len(writes) != 1 || !slices.Equal(fieldNames(writes[0]), []string{"closed"}) || writes[0].Act != "case.close" || !strings.Contains(effect, "ORAZI Lina") {
		t.Errorf("closing wrote %v, %q", writes, effect)
	}
	writes, _ = b.desk.Seen([]model.ID{id})
	b.vault.store(writes...)
	if got := b.vault.Case(id).SeenOn(b.vault.Device()); got != today {
		t.Errorf("seen on %v", got)
	}
	if again, _ := b.desk.Seen([]model.ID{id}); len(again) != 0 {
		t.Error("seen twice on one day is written twice")
	}
}

// Urgent is said with its reason and unsaid at once; neither touches what two machines disagree on elsewhere.
func TestUrgentWritesOnlyItsFields(t *testing.T) {
	b := newBench(t)
	a, _ := b.vault.household("ORAZI", 0, 0)
	c, _ := b.vault.household("VIDAL", 0, 0)
	b.dialog = b.desk.Urgent([]model.ID{a, c}, b.then)
	b.press("enter")
	b.shows("à remplir d’abord : Pourquoi")
	b.press("expulsion le 4", "enter")
	if len(b.writes) != 2 || b.effect != "2 ménages : urgent, en tête de la liste" {
		t.Fatalf("%d writes, %q", len(b.writes), b.effect)
	}
	b.vault.store(b.writes...)
	for _, id := range []model.ID{a, c} {
		if h := b.vault.Case(id).Header(); h.Urgent != today || h.UrgentWhy != "expulsion le 4" || h.Programme != "securisation" {
			t.Errorf("%+v", h)
		}
	}
	writes, effect := b.desk.Calm([]model.ID{a})
	if len(writes) != 1 || writes[0].Act != "case.calm" || !slices.Equal(fieldNames(writes[0]), []string{"urgent", "urgent_why"}) || effect != "ORAZI Lina : n’est plus urgent" {
		t.Errorf("%v, %q", writes, effect)
	}
	b.vault.store(writes...)
	if again, _ := b.desk.Calm([]model.ID{a}); len(again) != 0 {
		t.Error("what is not urgent is written to")
	}
}

func TestMaskedNamesStayMaskedInDialogsAndEffects(t *testing.T) {
	b := newBench(t)
	b.desk.Names.Masked = true
	id, task := b.vault.household("ORAZI", today, 0)
	b.dialog = b.desk.Postpone([]Target{{Case: id, Task: task}}, b.then)
	b.press("d")
	shown := b.view()
	b.press("enter")
	_, seen := b.desk.Seen([]model.ID{id})
	for _, s := range []string{shown, b.effect, seen} {
		if strings.Contains(s, "ORAZI") || strings.Contains(s, "Lina") {
			t.Errorf("a masked name shows: %s", s)
		}
	}
}

func TestDialogsFitAndShowTheirCursor(t *testing.T) {
	b := newBench(t)
	id, task := b.vault.household(strings.Repeat("DE LA TRÈS LONGUE ", 8), today, 0)
	one := []Target{{Case: id, Task: task}}
	for name, d := range map[string]nav.Dialog{
		"add": b.desk.AddDate([]model.ID{id}, b.then), "postpone": b.desk.Postpone(one, b.then),
		"done": b.desk.DoneWhen(one, b.then), "skip": b.desk.Skip(one, b.then),
		"chooser": NewChooser(b.desk.Env, "Brouillons", []Option{{Label: "un"}, {Label: strings.Repeat("deux ", 40)}}, nil),
	} {
		b.dialog = d
		lines := strings.Split(ansi.Strip(d.View(76, 20)), "\n")
		for _, line := range lines {
			if w := ansi.StringWidth(line); w != 76 {
				t.Errorf("%s: a line of %d cells: %q", name, w, line)
			}
		}
		c := d.Cursor()
		if c == nil || c.Blink || c.Y < 1 || c.Y >= len(lines)-1 || c.X < 2 || c.X > 74 {
			t.Errorf("%s: cursor at %+v of %d lines", name, c, len(lines))
		}
	}
}

func TestChooserFiltersAndPicks(t *testing.T) {
	b := newBench(t)
	picked := -1
	options := []Option{{Label: "ÉTIENNE Rose"}, {Label: "ORAZI Lina"}, {Label: "Œuvrard Paul", Detail: "hier"}}
	b.dialog = NewChooser(b.desk.Env, "Brouillons", options, func(i int) tea.Cmd { picked = i; return nil })
	b.view()
	b.press("xyz")
	b.shows("rien de tel")
	b.press("enter")
	if picked != -1 || b.dialog.Done() {
		t.Fatal("nothing was picked from nothing")
	}
	b.press("esc", "oeuv", "enter")
	if picked != 2 || !b.dialog.Done() {
		t.Errorf("picked %d", picked)
	}
	b.dialog = NewChooser(b.desk.Env, "", options, func(i int) tea.Cmd { picked = i; return nil })
	b.view()
	b.press("down", "down", "down", "up", "enter")
	if picked != 1 {
		t.Errorf("picked %d with the arrows", picked)
	}
}

func TestQuestionIsAnsweredByItsLettersOnly(t *testing.T) {
	b := newBench(t)
	answered := 0
	b.dialog = NewQuestion(b.desk.Env, "Coller", []string{"texte"}, Answer{"o", "oui", func() tea.Cmd { answered++; return nil }})
	b.press("enter", "x")
	if answered != 0 || b.dialog.Done() {
		t.Fatal("Enter answered")
	}
	b.shows("O oui")
	b.press("O")
	if answered != 1 || !b.dialog.Done() {
		t.Error("the letter did not answer")
	}
}

package act

import (
	"fmt"
	"strings"
	"testing"

	"seuil/model"
)

func TestWhyTellsTheRuleAndWhatWasDecidedSince(t *testing.T) {
	b := newBench(t)
	id, o := b.watched()
	target := Target{Case: id, Key: o.Key}
	b.dialog = b.desk.Postpone([]Target{target}, b.then)
	b.press("d", "enter", "ORAZI est partie", "enter")
	b.vault.store(b.writes...)
	b.desk.Names.Masked = true
	b.dialog = b.desk.Why(target)
	b.shows("D’où vient cette date · Premier contact", "mardi 24 novembre 2026, demain", "réception de l’orientation", "O. est partie", "programme")
	b.press("g")
	if !b.dialog.Done() {
		t.Error("the key that opened the dialog does not close it")
	}
}

func TestWhyTellsWhoSetADateAndToWhatItWasMoved(t *testing.T) {
	b := newBench(t)
	id, task := b.vault.household("VIDAL", today.AddDays(-1), 0)
	c := b.vault.cases[id]
	visit := b.vault.NewID()
	w, _ := c.Put("note.add", visit, &model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-9)})
	b.vault.store(w)
	set, _ := c.Task(task)
	set.Contact = visit
	w, _ = c.Put("case.edit_task", task, &set)
	b.vault.store(w)
	b.dialog = b.desk.Postpone([]Target{{Case: id, Task: task}}, b.then)
	b.press("s", "tab", "congés", "enter")
	b.vault.store(b.writes...)
	b.dialog = b.desk.Why(Target{Case: id, Task: task})
	b.shows("Bilan de VIDAL", "lundi 30 novembre 2026", "Posée par une personne de l’équipe", "Visite à domicile, sam. 14 nov. 2026", "Date mise au lun. 30 nov. 2026", "congés")
	b.dialog = b.desk.Why(Target{Case: id, Task: model.ID{9}})
	b.shows("Cette échéance n’existe plus")
	b.dialog = b.desk.Why(Target{Case: id, Key: "nulle#1"})
	b.shows("Cette échéance n’existe plus")
}

func TestSourcesNameRequirementsAndLawsOnly(t *testing.T) {
	for source, want := range map[string]string{
		"R133 ; domain.md 3.2":                 "R133",
		"L3 ; CCH L442-8-3":                    "CCH L442-8-3",
		"P8 ; R140":                            "R140",
		"M1 ; R149, R150":                      "R149, R150",
		"L2 ; CCH L442-8-3 ; décret 2010-1564": "CCH L442-8-3, décret 2010-1564",
		"R5":                                   "R5",
		"A1 ; domain.md 3.8":                   "",
		"":                                     "",
		"Règlement intérieur de l’association ; R9": "Règlement intérieur de l’association, R9",
	} {
		if got := Requirements(source); got != want {
			t.Errorf("%q gives %q, want %q", source, got, want)
		}
	}
}

func TestALongExplanationIsScrolled(t *testing.T) {
	b := newBench(t)
	r := &reading{env: b.desk.Env, title: "Titre"}
	for i := range 30 {
		r.paragraphs = append(r.paragraphs, fmt.Sprintf("ligne %d", i))
	}
	b.dialog = r
	if n := strings.Count(b.view(), "\n") + 1; n != 20 {
		t.Fatalf("it is drawn on %d lines of 20", n)
	}
	for range 40 {
		b.press("down")
	}
	b.shows("ligne 12", "ligne 29")
	b.press("up")
	b.shows("ligne 11", "ligne 28")
}

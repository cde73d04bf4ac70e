package act

import (
	"strings"
	"testing"

	"seuil/model"
)

func TestAStepIsTickedAndOpenedAgainWithItsProofKept(t *testing.T) {
	b, id := file(t, "securisation")
	g := Doing{Case: id, Code: "premier_entretien"}
	b.vault.put(b.vault.cases[id], model.ID{}, &model.StepState{Code: g.Code, Proof: "carnet"})
	step := func() model.StepState { return b.vault.cases[id].Steps()[g.Code] }
	writes, told := b.desk.TickStep(g)
	if len(writes) != 1 || writes[0].Act != DoneStep || !strings.HasSuffix(told, "Premier entretien (ORAZI Lina)") {
		t.Errorf("%+v, told %q", writes, told)
	}
	b.vault.store(writes...)
	if s := step(); s.Done != today || s.Proof != "carnet" {
		t.Errorf("%+v", s)
	}
	writes, told = b.desk.TickStep(g)
	if len(writes) != 1 || writes[0].Act != ReopenStep || !strings.Contains(told, "À faire de nouveau") {
		t.Errorf("%+v, told %q", writes, told)
	}
	b.vault.store(writes...)
	if s := step(); !s.Open() || s.Proof != "carnet" {
		t.Errorf("%+v", s)
	}
}

func TestAStepIsSetAsideWithItsReasonAndDoneAfterAll(t *testing.T) {
	b, id := file(t, "securisation")
	g := Doing{Case: id, Code: "protocole"}
	b.dialog = b.desk.SkipStep(g, b.then)
	b.press("enter")
	if b.called > 0 {
		t.Fatal("set aside without a reason")
	}
	b.press("signé avec l’autre agence", "enter")
	b.keep()
	if s := b.vault.cases[id].Steps()[g.Code]; s.Skipped != today || s.Reason != "signé avec l’autre agence" {
		t.Errorf("%+v", s)
	}
	b.dialog = b.desk.DateStep(g, b.then)
	b.shows("Date · Protocole d’accord signé", "23/11/2026")
	b.press("enter")
	b.keep()
	if s := b.vault.cases[id].Steps()[g.Code]; s.Done != today || !s.Skipped.IsZero() || s.Reason != "" {
		t.Errorf("done, but still set aside: %+v", s)
	}
}

func TestTheDateOfAStepIsCorrected(t *testing.T) {
	b, id := file(t, "securisation")
	g := Doing{Case: id, Code: "premier_entretien"}
	b.vault.put(b.vault.cases[id], model.ID{}, &model.StepState{Code: g.Code, Done: today.AddDays(-20)})
	b.dialog = b.desk.DateStep(g, b.then)
	b.shows("03/11/2026")
	b.press("enter")
	if len(b.writes) != 0 {
		t.Errorf("what was said already is written again: %+v", b.writes)
	}
	b.dialog = b.desk.DateStep(g, b.then)
	for range 10 {
		b.press("backspace")
	}
	b.press("hier", "enter")
	b.keep()
	if s := b.vault.cases[id].Steps()[g.Code]; s.Done != today.AddDays(-1) {
		t.Errorf("%+v", s)
	}
}

func TestAStepComesBackAfterAnUndoWithNothingOfWhatWasUndone(t *testing.T) {
	b, id := file(t, "securisation")
	g := Doing{Case: id, Code: "protocole"}
	b.vault.put(b.vault.cases[id], model.ID{}, &model.StepState{Code: g.Code, Done: today.AddDays(-9), Proof: "classeur"})
	undo, _ := b.vault.cases[id].Delete(model.ActUndo, model.KindStep, model.DerivedID(model.KindStep, g.Code))
	b.vault.store(undo)
	writes, _ := b.desk.TickStep(g)
	b.vault.store(writes...)
	if s := b.vault.cases[id].Steps()[g.Code]; s.Done != today || s.Proof != "" {
		t.Errorf("%+v", s)
	}
}

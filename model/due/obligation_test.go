package due

import (
	"testing"

	"seuil/model"
	"seuil/model/programme"
)

func TestADelayIsAddedToItsMilestone(t *testing.T) {
	for _, c := range []struct {
		name, received string
		delay          programme.Delay
		want           string
	}{
		{"days", "2026-01-01", days(60), "2026-03-02"},
		{"weeks", "2026-01-01", weeks(6), "2026-02-12"},
		{"months to a shorter month", "2026-01-31", months(1), "2026-02-28"},
		{"months to a leap day", "2028-01-31", months(1), "2028-02-29"},
		{"months from a leap day", "2024-02-29", months(12), "2025-02-28"},
		{"months before", "2027-01-31", months(-2), "2026-11-30"},
		{"working days", "2026-12-24", workingDays(2), "2026-12-29"},
		{"working days before", "2027-01-14", workingDays(-5), "2027-01-07"},
		{"none", "2026-01-01", days(0), "2026-01-01"},
	} {
		b := newBook(1)
		b.received(c.received)
		p := testProgramme(programme.Rule{Code: "x", Anchor: "received", Delay: c.delay})
		if got := b.obligations(p, "2026-01-01"); len(got) != 1 || got[0].Due != day(c.want) {
			t.Errorf("%s: %s", c.name, show(got, 0))
		}
	}
}

func TestNothingIsDueWithoutItsMilestone(t *testing.T) {
	b := newBook(1)
	p := testProgramme(
		programme.Rule{Code: "a", Anchor: "received"}, programme.Rule{Code: "b", Anchor: "phase:veille"}, programme.Rule{Code: "c", Anchor: "step:bail"},
		programme.Rule{Code: "d", Anchor: "paper:convention"}, programme.Rule{Code: "e", Anchor: "contact:last"}, programme.Rule{Code: "f", Anchor: "closed"},
		programme.Rule{Code: "g", Anchor: "rule:a"}, programme.Rule{Code: "h", Anchor: "month:end"}, programme.Rule{Code: "i", Anchor: "no_such"})
	expect(t, b, p, "2026-01-01")
	if got := Compute(nil, p, day("2026-01-01")); len(got) != 0 {
		t.Errorf("without a case: %s", show(got, 0))
	}
}

func TestWhatIsDueStaysUntilAPersonActs(t *testing.T) {
	b := newBook(1)
	b.received("2026-01-01")
	b.phase("contact", "2026-01-01")
	p := testProgramme(programme.Rule{Code: "carence", Anchor: "received", Delay: days(60), While: []string{"contact"}})
	expect(t, b, p, "2026-02-01", "carence#1 2026-03-02")
	expect(t, b, p, "2026-03-02", "carence#1 2026-03-02")
	expect(t, b, p, "2026-03-03", "carence#1 2026-03-02 late 1")
	expect(t, b, p, "2028-09-03", "carence#1 2026-03-02 late 916")
	b.phase("accompagnement", "2026-03-02")
	expect(t, b, p, "2026-03-06", "carence#1 2026-03-02 late 4")
	b.act(model.Obligation{Key: "carence#1", To: day("2026-04-01"), Reason: "rendez-vous pris"})
	expect(t, b, p, "2026-03-06", "carence#1 2026-04-01 postponed")
	expect(t, b, p, "2026-04-03", "carence#1 2026-04-01 postponed late 2")
	b.act(model.Obligation{Key: "carence#1", Skipped: day("2026-04-03"), Reason: "lien retrouvé"})
	expect(t, b, p, "2026-04-04", "carence#1 2026-03-02 skipped 2026-04-03")
}

func TestWhatWasNotDueYetGoesWithItsPhase(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "carence", Anchor: "received", Delay: days(60), While: []string{"contact"}})
	for left, want := range map[string]string{"2026-03-01": "", "2026-03-02": "carence#1 2026-03-02 late 30", "2026-03-03": "carence#1 2026-03-02 late 30"} {
		b := newBook(1)
		b.received("2026-01-01")
		b.phase("contact", "2026-01-02")
		b.phase("accompagnement", left)
		if got := show(b.obligations(p, "2026-04-01"), day("2026-04-01")); got != want {
			t.Errorf("left on %s: %q", left, got)
		}
	}
}

func TestWhatFellDueBeforeItsPhaseIsLateWhenThePhaseComes(t *testing.T) {
	b := newBook(1)
	b.received("2026-01-01")
	b.phase("orientation", "2026-01-01")
	p := testProgramme(programme.Rule{Code: "x", Anchor: "received", Delay: days(10), While: []string{"contact"}})
	expect(t, b, p, "2026-02-01")
	b.phase("contact", "2026-02-01")
	expect(t, b, p, "2026-02-01", "x#1 2026-01-11 late 21")
}

func TestAMilestoneOrTheEndOfTheCaseStopsWhatIsNotDueYet(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "bilan", Anchor: "received", Delay: months(3), Every: months(3), Until: "step:bail"})
	b := newBook(1)
	b.received("2026-01-15")
	expect(t, b, p, "2026-08-01", "bilan#1 2026-04-15 late 108", "bilan#2 2026-07-15 late 17", "bilan#3 2026-10-15")
	b.step("bail", "2026-08-01")
	expect(t, b, p, "2027-08-01", "bilan#1 2026-04-15 late 473", "bilan#2 2026-07-15 late 382")
	b = newBook(1)
	b.header(model.Header{Received: day("2026-01-15"), Closed: day("2026-05-01")})
	expect(t, b, p, "2026-08-01", "bilan#1 2026-04-15 late 108")
}

func TestAfterTheClosingOnlyWhatDependsOnIt(t *testing.T) {
	b := newBook(1)
	b.header(model.Header{Received: day("2026-01-01"), Closed: day("2026-02-01")})
	p := testProgramme(programme.Rule{Code: "a", Anchor: "received", Delay: days(60)}, programme.Rule{Code: "evaluation", Anchor: "closed", Delay: days(15)})
	expect(t, b, p, "2026-02-20", "evaluation#1 2026-02-16 late 4")
}

func TestAStepDoesWhatIsDue(t *testing.T) {
	p := testProgramme(
		programme.Rule{Code: "a", Anchor: "received", Delay: days(60), DoneBy: []string{"step:entretien"}},
		programme.Rule{Code: "evaluation_finale", Anchor: "received", Delay: days(90)})
	b := newBook(1)
	b.received("2026-01-01")
	b.step("evaluation", "2026-03-20")
	b.step("entretien", "2025-12-20")
	expect(t, b, p, "2026-03-20", "evaluation_finale#1 2026-04-01 done 2026-03-20 by step:evaluation", "a#1 2026-03-02 done 2025-12-20 by step:entretien")
	b.stepSkipped("entretien", "2026-03-10")
	b.step("evaluation", "")
	expect(t, b, p, "2026-03-21", "evaluation_finale#1 2026-04-01", "a#1 2026-03-02 skipped 2026-03-10 by step:entretien")
	b.step("entretien", "2026-06-01")
	expect(t, b, p, "2026-05-31", "a#1 2026-03-02 late 90", "evaluation_finale#1 2026-04-01 late 60")
}

// To give the end of a support its date is what is due, even when that day is to come; a step that is not fixed ahead does
// nothing before its day.
func TestAStepThatIsFixedAheadIsDoneOnceItsDateIsGiven(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "a", Anchor: "received", Delay: days(15), DoneBy: []string{"step:fin", "step:entretien"}})
	p.Steps = append(p.Steps, programme.Step{Code: "fin", Phase: "accompagnement", Ahead: true})
	b := newBook(1)
	b.received("2026-01-01")
	b.step("entretien", "2026-06-01")
	expect(t, b, p, "2026-02-01", "a#1 2026-01-16 late 16")
	b.enteredOn("2026-01-10")
	b.step("fin", "2026-04-01")
	expect(t, b, p, "2026-02-01", "a#1 2026-01-16 done 2026-01-10 by step:fin")
	expect(t, b, p, "2026-05-01", "a#1 2026-01-16 done 2026-01-10 by step:fin")
	b.enteredOn("2026-02-01")
	b.step("fin", "2026-01-12")
	expect(t, b, p, "2026-02-01", "a#1 2026-01-16 done 2026-01-12 by step:fin")
}

func TestAFixedGridCountsFromItsMilestone(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "examen", Anchor: "step:bail", Delay: months(6), Every: months(6), DoneBy: []string{"contact:SYN"}})
	b := newBook(1)
	b.step("bail", "2025-08-31")
	expect(t, b, p, "2026-08-31", "examen#1 2026-02-28 late 184", "examen#2 2026-08-31", "examen#3 2027-02-28")
	b.contact(1, model.CaseConference, "2026-03-05")
	expect(t, b, p, "2026-08-30", "examen#2 2026-08-31", "examen#1 2026-02-28 done 2026-03-05 by contact:SYN")
	b.contact(2, model.CaseConference, "2026-08-20") // before its date: the second is done, the third is next
	expect(t, b, p, "2026-08-30", "examen#3 2027-02-28", "examen#2 2026-08-31 done 2026-08-20 by contact:SYN", "examen#1 2026-02-28 done 2026-03-05 by contact:SYN")
	b.act(model.Obligation{Key: "examen#3", Done: day("2026-08-25")})
	expect(t, b, p, "2026-08-30", "examen#4 2027-08-31", "examen#3 2027-02-28 done 2026-08-25", "examen#2 2026-08-31 done 2026-08-20 by contact:SYN", "examen#1 2026-02-28 done 2026-03-05 by contact:SYN")
}

func TestAGridRunsOnlyInItsPhases(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "bilan", Anchor: "received", Delay: months(1), Every: months(1), While: []string{"accompagnement"}})
	b := newBook(1)
	b.received("2026-01-10")
	b.phase("orientation", "2026-01-10")
	b.phase("accompagnement", "2026-03-10")
	b.phase("contact", "2026-04-09")
	b.phase("accompagnement", "2026-06-11")
	expect(t, b, p, "2026-07-01", "bilan#2 2026-03-10 late 113", "bilan#6 2026-07-10")
	b.phase("clos", "2026-07-02")
	expect(t, b, p, "2026-07-10", "bilan#2 2026-03-10 late 122")
}

func TestMovingAMilestoneMovesOnlyWhatNobodyTouched(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "bilan", Anchor: "received", Delay: months(3), Every: months(3)})
	b := newBook(1)
	b.received("2026-01-15")
	b.act(model.Obligation{Key: "bilan#1", Done: day("2026-04-14")})
	b.act(model.Obligation{Key: "bilan#2", To: day("2026-08-01"), Reason: "congés"})
	expect(t, b, p, "2026-07-20", "bilan#2 2026-08-01 postponed", "bilan#3 2026-10-15", "bilan#1 2026-04-15 done 2026-04-14")
	b.received("2026-02-20")
	expect(t, b, p, "2026-07-20", "bilan#2 2026-08-01 postponed", "bilan#3 2026-11-20", "bilan#1 2026-05-20 done 2026-04-14")
	b.received("")
	expect(t, b, p, "2026-07-20", "bilan#2 2026-08-01 postponed", "bilan#1 2026-04-14 done 2026-04-14")
	b.act(model.Obligation{Key: "bilan#1"}) // undone
	expect(t, b, p, "2026-07-20", "bilan#2 2026-08-01 postponed")
}

func TestAnActOutlivesItsRule(t *testing.T) {
	b := newBook(1)
	b.act(model.Obligation{Key: "ancienne#4", To: day("2026-08-01")})
	got := b.obligations(testProgramme(), "2026-08-02")
	if len(got) != 1 || got[0].Rule == nil || got[0].Rule.Code != "ancienne" || got[0].N != 4 || got[0].Late(day("2026-08-02")) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestARollingRuleCountsFromWhenItWasDone(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "veille", Anchor: "phase:veille", Delay: months(3), Every: months(3), Rolling: true,
		While: []string{"veille"}, DoneBy: []string{"contact:last"}})
	b := newBook(1)
	b.phase("veille", "2026-01-10")
	expect(t, b, p, "2026-02-01", "veille#1 2026-04-10")
	b.contact(1, model.PhoneCall, "2026-03-01") // in time: it was never due
	expect(t, b, p, "2026-03-02", "veille#2 2026-06-01")
	expect(t, b, p, "2026-06-11", "veille#2 2026-06-01 late 10")
	b.contact(2, model.PhoneCall, "2026-06-12") // late: it was due, and stays in the list
	expect(t, b, p, "2026-06-12", "veille#3 2026-09-12", "veille#2 2026-06-01 done 2026-06-12 by contact:last")
	b.act(model.Obligation{Key: "veille#3", Skipped: day("2026-07-01"), Reason: "hospitalisation"})
	expect(t, b, p, "2026-07-02", "veille#4 2026-12-12", "veille#3 2026-09-12 skipped 2026-07-01", "veille#2 2026-06-01 done 2026-06-12 by contact:last")
	b.phase("clos", "2026-08-01")
	expect(t, b, p, "2027-07-02", "veille#3 2026-09-12 skipped 2026-07-01", "veille#2 2026-06-01 done 2026-06-12 by contact:last")
}

func TestSilenceIsCountedFromTheLastContact(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "silence", Anchor: "contact:last", Delay: days(30)})
	b := newBook(1)
	b.contact(1, model.HomeVisit, "2026-01-01")
	one, two := "silence#00000000000003e9", "silence#00000000000003ea"
	expect(t, b, p, "2026-01-30", one+" 2026-01-31")
	expect(t, b, p, "2026-02-10", one+" 2026-01-31 late 10")
	b.contact(2, model.HomeVisit, "2026-02-12")
	expect(t, b, p, "2026-02-12", two+" 2026-03-14", one+" 2026-01-31 done 2026-02-12 by contact:last")
	b.act(model.Obligation{Key: two, To: day("2026-04-01"), Reason: "congés"})
	b.contact(3, model.PhoneCall, "2026-01-20") // entered late: what was touched stays
	expect(t, b, p, "2026-02-12", two+" 2026-04-01 postponed")
	b.act(model.Obligation{Key: two, Done: day("2026-03-01")}) // seen without a note: the clock starts again
	expect(t, b, p, "2026-03-02", two+".2 2026-03-31", two+" 2026-03-14 done 2026-03-01")
}

func TestALetterMakesTheNextOneDue(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "recommandee", Anchor: "contact:LS", Delay: days(14), DoneBy: []string{"contact:LRAR", "contact:last"}})
	b := newBook(1)
	b.contact(1, model.PlainLetter, "2026-01-01")
	expect(t, b, p, "2026-01-20", "recommandee#00000000000003e9 2026-01-15 late 5")
	b.keep(b.c.Put("test", number16(1002), &model.Contact{Kind: model.RegisteredLetter, Outcome: model.Unclaimed, Date: day("2026-01-21")}))
	expect(t, b, p, "2026-01-22", "recommandee#00000000000003e9 2026-01-15 done 2026-01-21 by contact:LRAR")
	b.keep(b.c.Put("test", number16(1003), &model.Contact{Kind: model.HomeVisit, Outcome: model.DoorClosed, Date: day("2026-01-10")}))
	expect(t, b, p, "2026-01-22", "recommandee#00000000000003e9 2026-01-15 done 2026-01-21 by contact:LRAR")
}

func TestDoingOneThingMakesAnotherDue(t *testing.T) {
	p := testProgramme( // in the other order than that of the dependence
		programme.Rule{Code: "envoi", Anchor: "rule:bilan", Delay: days(15), DoneBy: []string{"step:evaluation"}},
		programme.Rule{Code: "bilan", Anchor: "received", Delay: months(1), Every: months(1)})
	b := newBook(1)
	b.received("2026-01-10")
	expect(t, b, p, "2026-02-01", "bilan#1 2026-02-10")
	b.act(model.Obligation{Key: "bilan#1", Done: day("2026-02-11")})
	b.act(model.Obligation{Key: "bilan#2", Skipped: day("2026-03-11"), Reason: "absence"})
	expect(t, b, p, "2026-03-12", "envoi#1 2026-02-26 late 14", "bilan#3 2026-04-10", "bilan#2 2026-03-10 skipped 2026-03-11", "bilan#1 2026-02-10 done 2026-02-11")
}

func TestAPaperCountsOnceAllHaveSigned(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "fin", Anchor: "paper:convention", Delay: months(12)},
		programme.Rule{Code: "bilan", Anchor: "paper:convention", Delay: months(3), Every: months(3)})
	b := newBook(1)
	b.sign("convention", 1, "household landlord operator:soligone", "household 2026-05-10", "landlord 2026-05-18")
	expect(t, b, p, "2026-06-01")
	b.sign("convention", 1, "household landlord operator:soligone", "operator:soligone 2026-05-12")
	expect(t, b, p, "2026-06-01", "bilan#1 2026-08-18", "fin#1 2027-05-18")
	b.sign("convention", 2, "household landlord operator:soligone", "household 2026-07-01")
	expect(t, b, p, "2026-07-02", "bilan#1 2026-08-18", "fin#1 2027-05-18")
	b.sign("convention", 2, "household landlord operator:soligone", "landlord 2026-07-02", "operator:soligone 2026-07-03")
	expect(t, b, p, "2026-07-04", "bilan#1 2026-08-18", "fin#1 2027-07-03") // new terms do not start the reviews anew
}

func TestTheVersionOfARuleIsThatOfTheMilestone(t *testing.T) {
	p := testProgramme(
		programme.Rule{Code: "cdp", Anchor: "received", Delay: months(2), ValidUntil: day("2023-07-28")},
		programme.Rule{Code: "cdp", Anchor: "received", Delay: weeks(6), ValidFrom: day("2023-07-29")})
	for received, want := range map[string]string{"2023-07-28": "cdp#1 2023-09-28", "2023-07-29": "cdp#1 2023-09-09"} {
		b := newBook(1)
		b.received(received)
		expect(t, b, p, "2023-08-01", want)
	}
}

func TestAYearTypedWrongDoesNotStopTheProgram(t *testing.T) {
	b := newBook(1)
	b.received("0026-01-15")
	p := testProgramme(programme.Rule{Code: "bilan", Anchor: "received", Delay: days(1), Every: days(1)})
	if n := len(b.obligations(p, "2026-01-01")); n != maxOccurrences {
		t.Errorf("%d occurrences", n)
	}
}

package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/demo"
	"seuil/ui/locale"
)

// makeCases puts a vault of four households with fixed dates of 2024 into a folder: cases DIR. Whatever the day on which a
// script runs, what was due then is late, and how it came about is the same.
func makeCases(ts *testscript.TestScript, _ bool, args []string) {
	clock := time.Date(2024, time.March, 4, 9, 0, 0, 0, time.UTC)
	v, _, err := store.Create(store.Options{Dir: ts.MkAbs(args[0]), Params: demoParams(), Now: func() time.Time { return clock }}, demo.Passphrase, demo.Me())
	ts.Check(err)
	for _, h := range []struct{ last, first, received, closed string }{
		{"MARAVEL", "Inès", "2024-03-04", ""}, {"MARAVEL", "Paul", "2024-03-05", ""}, {"TIROUX", "Zoé", "2024-04-30", ""}, {"MARAVEL", "Anne", "2024-03-06", "2024-03-07"},
	} {
		id := v.NewCase()
		c := &model.Case{ID: id}
		var writes []model.Write
		add := func(w model.Write, ok bool) {
			if ok {
				writes = append(writes, w)
			}
		}
		received := onDay(ts, h.received)
		add(c.Put("case.new", id, &model.Header{Programme: "sauvegarde", Agency: "apt", Operator: "soligone", Received: received, Closed: onDay(ts, h.closed)}))
		add(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: "orientation", Since: received}))
		add(c.Put("case.new", v.NewID(), &model.Member{Last: h.last, First: h.first, Role: model.RoleHolder, Birth: "1980", From: received}))
		if h.first == "Inès" {
			add(c.Put("step.done", model.DerivedID(model.KindStep, "lettre_simple"), &model.StepState{Code: "lettre_simple", Done: received.AddDays(3)}))
			key := "lettre_recommandee#1"
			add(c.Put("due.postpone", model.DerivedID(model.KindObligation, key), &model.Obligation{Key: key, To: onDay(ts, "2024-04-15"), Reason: "absente en mars"}))
			key = "visite_site#1"
			add(c.Put("due.skip", model.DerivedID(model.KindObligation, key), &model.Obligation{Key: key, Skipped: onDay(ts, "2024-04-16"), Reason: "reçue au bureau"}))
			add(c.Put("task.add", v.NewID(), &model.Task{Label: "Rappeler la CAF", Who: model.WhoWorker, Due: onDay(ts, "2024-03-18")}))
			add(c.Put("task.add", v.NewID(), &model.Task{Label: "Copie du bail", Who: model.WhoHousehold, Due: onDay(ts, "2024-03-11"), Done: onDay(ts, "2024-03-12")}))
		}
		_, err := v.Commit(model.ID{}, writes...)
		ts.Check(err)
	}
	ts.Check(v.Close())
}

func onDay(ts *testscript.TestScript, s string) model.Date {
	d, err := model.ParseDate(s)
	ts.Check(err)
	return d
}

// copyProgramme writes a programme of the program to a file, each pair of further arguments replacing a text once:
// programme CODE FILE [OLD NEW]...
func copyProgramme(ts *testscript.TestScript, _ bool, args []string) {
	src, err := fs.ReadFile(programme.Embedded(), "programmes/"+args[0]+".toml")
	ts.Check(err)
	out := string(src)
	for i := 2; i+1 < len(args); i += 2 {
		if !strings.Contains(out, args[i]) {
			ts.Fatalf("the programme has no %q", args[i])
		}
		out = strings.Replace(out, args[i], args[i+1], 1)
	}
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[1])), 0o700))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o600))
}

func TestAHouseholdIsFoundByReferenceOrName(t *testing.T) {
	of := func(first byte, name string) *model.Summary {
		return &model.Summary{Case: model.ID{first, 1, 1, 9}, Name: name}
	}
	ines, paul, anne := of(1, "MARAVEL Inès"), of(2, "MARAVEL Paul"), of(3, "MARAVEL Paul-Anne")
	unnamed := of(4, "")
	// the reference of this one is also part of the name of another
	like := of(5, "OUVRARD Zoé")
	other := of(6, "X"+like.Case.Ref()+" Léo")
	all := []*model.Summary{anne, paul, ines, unnamed, like, other}
	for _, tt := range []struct {
		name, asked string
		want        []*model.Summary
	}{
		{"its reference", ines.Case.Ref(), []*model.Summary{ines}},
		{"its reference in small letters", strings.ToLower(ines.Case.Ref()), []*model.Summary{ines}},
		{"that of one without a name", unnamed.Case.Ref(), []*model.Summary{unnamed}},
		{"a reference that is also part of a name", like.Case.Ref(), []*model.Summary{like, other}},
		{"its identifier", like.Case.String(), []*model.Summary{like}},
		{"a part without accents", "ines", []*model.Summary{ines}},
		{"first name first", "inès maravel", []*model.Summary{ines}},
		{"several", "maravel", []*model.Summary{ines, paul, anne}},
		{"a whole name before the part of a longer one", "maravel paul", []*model.Summary{paul}},
		{"nobody", "maravelle", nil},
		{"a mark alone", "\u0301", nil},
	} {
		got := matching(all, tt.asked)
		if len(got) != len(tt.want) {
			t.Errorf("%s: %d households", tt.name, len(got))
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: %s at place %d", tt.name, got[i].Name, i)
			}
		}
	}
}

func TestEveryCodeOfTheEngineHasItsSentence(t *testing.T) {
	lines := []due.LineCode{due.WhyUnknownRule, due.WhyAnchor, due.WhyNoAnchor, due.WhyPrevious, due.WhyDelay, due.WhyEvery, due.WhyNotWorking, due.WhyPhases,
		due.WhyUntil, due.WhyValid, due.WhyPostponed, due.WhyDone, due.WhySkipped, due.WhySource, due.WhyNote}
	reasons := []due.ReasonCode{due.ReasonLate, due.ReasonMeasureEnd, due.ReasonDueSoon, due.ReasonNeverReached, due.ReasonNoContact, due.ReasonSignature,
		due.ReasonArrival, due.ReasonTaken, due.ReasonRefused, due.ReasonProposed}
	faults := []model.Code{due.FaultUnknownStep, due.FaultStepBeforePhase, due.FaultStepOrder, due.FaultFutureStep, due.FaultFutureSignature, due.FaultSignatureTwice,
		due.FaultUnknownParty, due.FaultUnknownCommitment, due.FaultCommitmentParty, due.FaultFutureFact, due.FaultUnknownVersion, due.FaultOneOperator}
	problems := []programme.Code{programme.CodeUnreadable, programme.CodeTooLarge, programme.CodeSyntax, programme.CodeUnknownKey, programme.CodeBadValue,
		programme.CodeMissing, programme.CodeDuplicate, programme.CodeTooLong, programme.CodeBadDelay, programme.CodeCycle}
	l, err := locale.New(locale.French)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, c := range lines {
		keys = append(keys, "due.why."+string(c))
	}
	for _, c := range reasons {
		keys = append(keys, "due.reason."+string(c))
	}
	for _, c := range faults {
		keys = append(keys, "due.fault."+string(c))
	}
	for _, c := range problems {
		keys = append(keys, "cli.fault."+string(c))
	}
	for _, h := range (due.Calendar{AlsaceMoselle: true}).Holidays(2026) {
		keys = append(keys, "due.holiday."+h.Code)
	}
	for _, p := range programme.Parties {
		keys = append(keys, "due.party."+p)
	}
	for _, key := range keys {
		if !l.Has(key) {
			t.Errorf("no sentence %q", key)
		}
	}
}

func TestEveryRuleOfTheProgrammesIsToldInWords(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		l, err := locale.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		set, _ := programme.Load("")
		told := 0
		for _, p := range set.Programmes() {
			tell := act.Teller{L: l, P: &p}
			for i := range p.Rules {
				r := &p.Rules[i]
				on := model.NewDate(2026, time.April, 30)
				lines := tell.Lines(&due.Obligation{Rule: r, Key: r.Code + "#2", N: 2, Computed: on.AddMonths(9), Due: on, Anchor: r.Anchor, AnchorDate: on, Base: on})
				for _, m := range append([]string{r.Anchor, r.Until}, r.DoneBy...) {
					lines = append(lines, tell.Milestone(m))
				}
				told += len(lines)
				for _, line := range lines {
					if strings.ContainsAny(line, "‹{") || strings.Contains(line, "step:") || strings.Contains(line, "phase:") {
						t.Errorf("%s %s: %q", lang, r.Code, line)
					}
				}
			}
		}
		if told < 150 {
			t.Errorf("only %d lines", told)
		}
	}
}

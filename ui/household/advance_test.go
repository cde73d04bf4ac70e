package household

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

func TestThePhaseDialogOnEveryScreen(t *testing.T) {
	for _, phase := range []string{"diagnostic", "entree", "veille", ""} {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range sizes {
				name := fmt.Sprintf("advance_%s_%s_%d", phase, lang, size[0])
				t.Run(name, func(t *testing.T) {
					v := walked()
					switch phase {
					case "":
						v = blank()
					case "veille": // with nothing left open
						for _, step := range uitest.Programmes().Programme("securisation").StepsOf(phase) {
							v.step(model.StepState{Code: step.Code, Done: today})
						}
						fallthrough
					case "entree":
						v.commit(must(v.cases[theCase].Put(actAddPhase, v.NewID(), &model.PhaseEntry{Phase: phase, Since: today})))
					}
					s := newStage(t, v, lang, size[0], size[1], nav.Route{Arg: TabSteps})
					s.Press("a")
					box := ansi.Strip(s.Dialogs[0].View(size[0], size[1]-2))
					lines := strings.Split(box, "\n")
					if len(lines) > size[1]-2 {
						t.Errorf("%d lines on %d", len(lines), size[1]-2)
					}
					for _, line := range lines {
						if ansi.StringWidth(line) != min(size[0], advanceWidth) {
							t.Errorf("%q is %d cells wide", line, ansi.StringWidth(line))
						}
					}
					uitest.Golden(t, name, box)
				})
			}
		}
	}
}

func TestAPhaseMayBePassedOver(t *testing.T) {
	s := french(t, walked(), TabSteps)
	s.Press("a", "down", "enter")
	if got := s.now().Phase(); got.Phase != "instruction" {
		t.Errorf("the phase is %+v", got)
	}
	s.Press("a", "up", "up", "up", "up", "enter")
	if got := s.now().Phase(); got.Phase != "orientation" {
		t.Errorf("the phase is %+v", got)
	}
	if r, _ := s.stepsPane().selected(); r.step.Phase != "orientation" {
		t.Errorf("the selection is in %q", r.step.Phase)
	}
}

package act

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
)

func TestWhyRankTellsEveryReasonItsWeightAndItsDate(t *testing.T) {
	b := newBench(t)
	id, _ := b.watched()
	task := b.vault.NewID()
	b.vault.put(b.vault.cases[id], task, &model.Task{Label: "Rappeler Lina", Due: today.AddDays(-4)})
	b.desk.Names.Masked = true
	b.dialog = b.desk.WhyRank(id)
	all := b.scrolled(200)
	o := b.vault.Outlook(id)
	if len(o.Reasons) < 3 {
		t.Fatalf("only %d reasons", len(o.Reasons))
	}
	var terms []string
	for _, r := range o.Reasons {
		weight := b.desk.Env.L.Number(r.Weight)
		terms = append(terms, weight)
		if !strings.Contains(all, flat(weight+" points : ")) {
			t.Errorf("the weight %s of %s does not show", weight, r.Code)
		}
	}
	for _, s := range []string{
		"Pourquoi ce rang · O. L.", strings.Join(terms, " + ") + " = " + b.desk.Env.L.Number(o.Score) + " points",
		"1 014 points : Rappeler L. en retard de 4 j", "Soit 1 000 pour un retard, 4 pour les jours de retard (1 par jour, 180 au plus) et 10 pour une échéance posée par une personne",
		"jamais joint depuis 40 j", "Soit 60 quand personne", "25 pour les jours de plus", "réception de l’orientation", "Posée par une personne de l’équipe", "À égalité",
	} {
		if !strings.Contains(all, flat(s)) {
			t.Errorf("%q does not show:\n%s", s, all)
		}
	}
	if strings.Contains(all, "Lina") || strings.Contains(all, "ORAZI") {
		t.Error("a masked name shows")
	}
}

func TestWhyRankOfACaseThatNothingPresses(t *testing.T) {
	b := newBench(t)
	id, _ := b.vault.household("VIDAL", 0, 0)
	b.dialog = b.desk.WhyRank(id)
	if all := b.scrolled(20); !strings.Contains(all, "0 point : rien ne presse.") || !strings.Contains(all, "Plus il y a de points") {
		t.Error(all)
	}
	b.dialog = b.desk.WhyRank(b.single(today.AddDays(-1)))
	if all := b.scrolled(40); !strings.Contains(all, "1 011 points, pour une seule raison.") {
		t.Error(all)
	}
}

// single is a case with one reason.
func (b *bench) single(due model.Date) model.ID {
	id, _ := b.vault.household("ORAZI", due, 0)
	return id
}

// What is not late never outweighs what is: the weight that was brought down says so.
func TestWhyRankTellsThatAWeightWasBoundedFromAbove(t *testing.T) {
	b := newBench(t)
	id := b.single(today)
	for i := range 30 {
		b.vault.put(b.vault.cases[id], b.vault.NewID(), &model.Task{Label: fmt.Sprint("Appel ", i), Due: today})
	}
	b.dialog = b.desk.WhyRank(id)
	if all := b.scrolled(400); !strings.Contains(all, "ramené à 0") {
		t.Errorf("nothing says that a weight was brought down:\n%s", all)
	}
}

// scrolled is all that the dialog shows, in one tall window, without its frame and its lines.
func (b *bench) scrolled(h int) string {
	return flat(strings.NewReplacer("│", "", "●", "").Replace(ansi.Strip(b.dialog.View(76, h))))
}

// flat makes one space of spaces of every kind.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

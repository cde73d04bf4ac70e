package note

import (
	"strings"
	"testing"

	"seuil/model"
	"seuil/ui/nav"
)

func tasksOf(d *desk, id model.ID) (list []model.Task) {
	for _, t := range d.Case(d.main).Tasks() {
		if t.Contact == id {
			list = append(list, t)
		}
	}
	return list
}

func TestDatesAndActionsAreOfferedAndNeverCreatedByThemselves(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none)
	d.typed("Demande FSL à déposer avant le 4 décembre, devis vu.\n>> ménage : fournir l’attestation avant le 12/12\nVenu le 3/11, payé 61 €, tél. 06 39 98 12 34.")
	if n := len(d.page.offers); n != 2 {
		t.Fatalf("%d offers: %+v", n, d.page.offers)
	}
	d.keys("ctrl+s")
	if n := len(tasksOf(d, d.page.id)); n != 0 {
		t.Errorf("%d tasks came into being by themselves", n)
	}
}

func TestOffersAreCreatedAtOnceOrTickedInAList(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).typed("Demande FSL à déposer avant le 4 décembre, devis vu.").keys("ctrl+e")
	tasks := tasksOf(d, d.page.id)
	if len(tasks) != 1 || tasks[0].Label != "Demande FSL à déposer" || tasks[0].Due != model.NewDate(2026, 12, 4) || tasks[0].Who != model.WhoWorker {
		t.Fatalf("tasks %+v", tasks)
	}
	if len(d.page.offers) != 0 {
		t.Error("offered again")
	}
	d.typed("\n>> ménage : fournir l’attestation avant le 12/12\n>> bailleur : réparer le robinet lundi\nRappeler Mme Petit mardi à 14 h.").keys("ctrl+e")
	if len(d.dialogs) != 1 {
		t.Fatal("three offers do not ask")
	}
	if v := d.dialogs[0].View(76, 18); !strings.Contains(v, "fournir l’attestation") || !strings.Contains(v, "14:00") {
		t.Errorf("dialog\n%s", v)
	}
	d.keys("down", "space", "enter")
	tasks = tasksOf(d, d.page.id)
	if len(tasks) != 3 {
		t.Fatalf("tasks %+v", tasks)
	}
	for _, k := range tasks {
		if k.Who == model.WhoLandlord {
			t.Error("the unticked one was created")
		}
	}
	if len(d.page.offers) != 1 || d.left {
		t.Errorf("%d offers left", len(d.page.offers))
	}
	d.keys("ctrl+e", "ctrl+s")
	if len(tasksOf(d, d.page.id)) != 4 || len(d.notes()) != 1 {
		t.Errorf("tasks %+v", tasksOf(d, d.page.id))
	}
}

func TestTasksOfAPrivateNoteAskFirstAndDoNotNameIt(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).keys("ctrl+r").typed("Rappeler la PMI avant le 4 décembre.").keys("ctrl+e")
	if len(d.dialogs) != 1 || !strings.Contains(d.dialogs[0].View(76, 18), "équipe") {
		t.Fatal("a task of a private note is created without a word")
	}
	d.keys("enter")
	if len(tasksOf(d, d.page.id)) != 0 {
		t.Error("the team's task names the private note")
	}
	if len(d.page.offers) != 0 {
		t.Error("offered again")
	}
}

func TestNothingToOfferSaysHow(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).typed("Rien.").keys("ctrl+e")
	if !strings.Contains(d.said(), ">>") || len(d.commits()) != 0 {
		t.Errorf("said %q", d.said())
	}
}

func TestLabelsSayWhatADateIsAbout(t *testing.T) {
	for _, c := range []struct{ text, date, want string }{
		{"Rappeler le bailleur lundi pour le robinet de la salle de bains.", "lundi", "Rappeler le bailleur pour le robinet de la salle de bains"},
		{"Vu le frigo. Demande FSL à déposer avant le 4 décembre, devis 289 €.", "avant le 4 décembre", "Demande FSL à déposer"},
		{"Le 4 décembre, visite de l’agence.", "Le 4 décembre", "visite de l’agence"},
		{"M. Roux passe mardi.", "mardi", "M. Roux passe"},
		{"Mardi.", "Mardi", "Mardi"},
	} {
		i := strings.Index(c.text, c.date)
		if got := labelAround(c.text, i, i+len(c.date)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	if got := cutLabel(strings.Repeat("mot ", 80), 40); len([]rune(got)) > 40 || !strings.HasSuffix(got, "mot…") {
		t.Errorf("cut to %q", got)
	}
}

func TestWarningsAreGentleAndLeaveThePersonsWordsAlone(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).typed("Il est ingérable.")
	w, ok := d.page.warning()
	if !ok || w.code != "judgement" || w.words != "ingérable" {
		t.Fatalf("warning %+v", w)
	}
	d.keys("ctrl+a").typed("Vu.").keys("tab").typed("« Je suis dépressif et ingérable. »")
	if w, ok := d.page.warning(); ok {
		t.Errorf("her own words are warned about: %+v", w)
	}
	d.typed(" 2 88 03 84 007 123 45")
	if w, ok := d.page.warning(); !ok || w.code != "number" {
		t.Errorf("warning %+v", w)
	}
	d.keys("ctrl+s")
	if len(d.notes()) != 1 {
		t.Error("a warning blocks")
	}
}

func TestMaskedNamesAreNowhereOnTheScreen(t *testing.T) {
	d := newDesk(t, "fr")
	d.store(put(d.Case(d.main), "note.add", d.NewID(), &model.Contact{Kind: model.PhoneCall, Date: model.NewDate(2026, 11, 20), Facts: "Marc Dupont-Leroy a appelé."}))
	d.names.Masked = true
	d.open("VAD", none).typed("Marc et Mme DUPONT rappellent lundi. Été.")
	for _, size := range [][2]int{{80, 24}, {120, 30}, {160, 45}} {
		if s := strings.ToLower(d.screen(size[0], size[1])); strings.Contains(s, "dupont") || strings.Contains(s, "marc") {
			t.Errorf("a name shows:\n%s", s)
		}
	}
	d.names.Masked = false
	d.page.Update(nav.Changed{})
	if s := d.screen(80, 24); !strings.Contains(s, "Mme DUPONT rappellent") {
		t.Errorf("still masked:\n%s", s)
	}
}

func TestParagraphsMakeTheText(t *testing.T) {
	long := strings.Repeat("Une phrase assez longue pour compter. Le 4 déc. 2026 il vient. ", 200)
	for _, s := range []string{"", "a", "a\n", "\n\na", long, long + "\n" + long} {
		if got := strings.Join(splitParagraphs(s), ""); got != s {
			t.Errorf("%d bytes of %d", len(got), len(s))
		}
	}
	for _, piece := range splitParagraphs(long) {
		if len(piece) > longest {
			t.Errorf("a piece of %d bytes", len(piece))
		}
	}
}

func TestUndoTakesCreatedTasksBackLikeAnythingElse(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).typed("Rappeler la PMI avant le 4 décembre.").keys("ctrl+e").typed(" Vu.")
	d.keys("ctrl+z", "ctrl+z")
	if len(tasksOf(d, d.page.id)) != 1 {
		t.Fatal("undo of the text took the task")
	}
	d.keys("ctrl+z")
	if len(tasksOf(d, d.page.id)) != 0 || len(d.page.offers) != 1 {
		t.Fatalf("the task is still there, or no longer offered: %+v", d.page.offers)
	}
	if s := d.page.zone().ed.Text(); !strings.Contains(s, "4 décembre.") {
		t.Errorf("undo of the task took the text: %q", s)
	}
	d.keys("ctrl+y")
	if len(tasksOf(d, d.page.id)) != 1 {
		t.Error("redo does not bring it back")
	}
}

func TestANoteThatBecomesPrivateIsNotNamedByTheTeamsTasks(t *testing.T) {
	d := newDesk(t, "fr").open("TEL", none).typed("Rappeler la PMI avant le 4 décembre.").keys("ctrl+e", "ctrl+r")
	if !strings.Contains(d.said(), "équipe") {
		t.Errorf("said %q", d.said())
	}
	d.keys("ctrl+s")
	if len(tasksOf(d, d.page.id)) != 0 || len(d.Case(d.main).Tasks()) != 3 {
		t.Errorf("tasks %+v", d.Case(d.main).Tasks())
	}
}

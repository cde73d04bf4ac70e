package caseload

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/nav"
)

func frBusy(t *testing.T) *stage { t.Helper(); return newStage(t, busy(), "fr", 120, 30) }

// row is the line of the list that shows a surname.
func (s *stage) row(last string) string {
	s.T.Helper()
	for _, line := range s.Lines()[topRows:] {
		if left, _, _ := strings.Cut(line, "│"); strings.Contains(left, last) {
			return left
		}
	}
	s.T.Fatalf("no row shows %s:\n%s", last, s.Screen())
	return ""
}

func TestTheMostPressingComesFirstWithItsReason(t *testing.T) {
	s := frBusy(t)
	if got, want := s.shown(), []string{"MARAVEL", "LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}; !slices.Equal(got, want) {
		t.Errorf("the order is %v, not %v", got, want)
	}
	for last, reason := range map[string]string{"MARAVEL": "Premier contact avec le mén", "ŒUVRARD": "aucun contact depuis 400 j", "ORAZI": "Entretien à domicile dans 3 j", "KOWALSKI": "Bilan de fin de mesure", "VIDAL": "pas d’échéance"} {
		if got := s.row(last); !strings.Contains(got, reason) {
			t.Errorf("%s does not say %q: %q", last, reason, got)
		}
	}
	if got := s.Lines()[2]; !strings.Contains(got, "en retard 3") {
		t.Errorf("what the programme makes due is not counted: %q", got)
	}
	if got := s.Screen(); !strings.Contains(got, "Premier contact avec le ménage") || !strings.Contains(got, "jamais joint depuis 19 j") || !strings.Contains(got, "Rappeler le SIAO pour Inès") {
		t.Errorf("the preview does not tell all reasons and dates:\n%s", got)
	}
}

func TestUntilDatesAreComputedTheListGoesByDateAndSaysSo(t *testing.T) {
	v := busy()
	v.waiting = true
	s := newStage(t, v, "fr", 120, 30)
	if got, want := s.shown(), []string{"LAVOUTENC", "D’AMICO-BEN", "MARAVEL", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}; !slices.Equal(got, want) {
		t.Errorf("the order is %v, not %v", got, want)
	}
	if lines := s.Lines(); !strings.Contains(lines[2], "tri : date") || !strings.Contains(lines[filterRow], "en cours de calcul") {
		t.Errorf("nothing says that dates are being computed: %q %q", lines[2], lines[filterRow])
	}
	s.Press("down", "down", "g")
	if got := s.Box(); !strings.Contains(got, "en cours de calcul") {
		t.Errorf("the dialog says %s", got)
	}
	s.Press("esc", "p")
	if got := s.Box(); !strings.Contains(got, "Rappeler le SIAO") {
		t.Errorf("the date that a person set cannot be postponed: %s", got)
	}
	s.Press("esc")
	v.waiting = false
	s.Do(s.page.Update(nav.Changed{Cases: v.order}))
	if !strings.HasPrefix(s.at(), "MARAVEL") || s.page.table.Selected() != 0 {
		t.Errorf("the cursor is on %s, line %d", s.at(), s.page.table.Selected())
	}
	if lines := s.Lines(); !strings.Contains(lines[2], "tri : ce qui presse") || lines[filterRow] != "" {
		t.Errorf("still said: %q %q", lines[2], lines[filterRow])
	}
}

func TestVerbsActOnWhatTheProgrammeMakesDue(t *testing.T) {
	s := frBusy(t)
	id := s.id("MARAVEL")
	next := func() due.Item { i, _ := s.vault.Outlook(id).Next(); return i }
	key := next().Obligation.Key
	s.Press("p")
	if got := s.Box(); !strings.Contains(got, "Premier contact avec le ménage (MARAVEL Inès)") {
		t.Fatalf("P asks about %s", got)
	}
	s.Press("s", "tab")
	s.Type("congés")
	s.Press("enter")
	if a := s.vault.cases[id].ObligationActs()[key]; a.To != today.AddDays(7) || a.Reason != "congés" {
		t.Errorf("postponed to %v because %q", a.To, a.Reason)
	}
	if !strings.HasPrefix(s.at(), "MARAVEL") {
		t.Errorf("the cursor is on %s", s.at())
	}
	s.Press("w")
	if tasks := s.vault.cases[id].Tasks(); tasks[0].Done != today || s.Effects[1] != "Fait le lun. 23 nov. : Rappeler le SIAO pour Inès (MARAVEL Inès)" {
		t.Errorf("done on %v, %q", tasks[0].Done, s.Effects)
	}
	s.Press("w")
	if a := s.vault.cases[id].ObligationActs()[key]; a.Done != today {
		t.Errorf("what was postponed is done on %v", a.Done)
	}
}

func TestDoneOnAllTickedIsOneCommit(t *testing.T) {
	s := frBusy(t)
	s.Press("space", "space", "w")
	if len(s.Effects) != 1 || s.Effects[0] != "Fait le lun. 23 nov. : 2 échéances" || len(s.page.ticked) != 0 {
		t.Errorf("effects %q, %d ticked", s.Effects, len(s.page.ticked))
	}
	s.Press("end", "w")
	if say, ok := s.lastSent().(nav.Say); !ok || len(s.Effects) != 1 || !strings.Contains(say.Text, "Aucune échéance ouverte") {
		t.Errorf("without a date W says %v", s.lastSent())
	}
}

func TestWhyIsOpenedByItsKeyAndByTheHelp(t *testing.T) {
	s := frBusy(t)
	s.Press("g")
	if got := s.Box(); !strings.Contains(got, "Pourquoi ce rang · MARAVEL Inès") || !strings.Contains(got, "jamais joint") && !strings.Contains(got, "points") {
		t.Errorf("G shows %s", got)
	}
	i := slices.IndexFunc(s.page.Keys(), func(b nav.Binding) bool { return slices.Contains(b.Keys, "g") })
	if got := s.page.Keys()[i]; got.Help != "pourquoi ce rang : chaque raison et son poids" {
		t.Errorf("the help says %q", got.Help)
	}
}

// Reasons and dates hold a person's own words, which name people.
func TestMaskedNamesStayMaskedInReasonsAndDates(t *testing.T) {
	for _, w := range []int{80, 120} {
		s := newStage(t, busy(), "fr", w, 30)
		s.names.Masked = true
		s.Do(s.page.Update(nav.Changed{}))
		s.Press("down", "up", "u")
		s.Type("Inès est à l’hôpital")
		s.Press("enter")
		if got := s.Screen(); strings.Contains(got, "Inès") || strings.Contains(got, "MARAVEL") || !strings.Contains(got, "URGENT\u00a0: I. est") {
			t.Errorf("at %d columns:\n%s", w, got)
		}
	}
}

func TestOrders(t *testing.T) {
	s := frBusy(t)
	s.Press("down", "down") // D’AMICO
	for _, want := range []struct {
		said  string
		names []string
	}{
		{"tri : date", []string{"LAVOUTENC", "MARAVEL", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}},
		{"tri : nom", []string{"D’AMICO-BEN", "KOWALSKI", "LAVOUTENC", "MARAVEL", "ŒUVRARD", "ORAZI", "VIDAL"}},
		{"tri : dernier contact", []string{"D’AMICO-BEN", "KOWALSKI", "MARAVEL", "VIDAL", "ŒUVRARD", "LAVOUTENC", "ORAZI"}},
		{"tri : ce qui presse", []string{"MARAVEL", "LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}},
	} {
		s.Press("o")
		if got := s.shown(); !slices.Equal(got, want.names) || !strings.Contains(s.Lines()[2], want.said) || !strings.HasPrefix(s.at(), "D’AMICO") {
			t.Errorf("%s: %v, the cursor on %s: %q", want.said, got, s.at(), s.Lines()[2])
		}
	}
	s.Press("o", "/")
	s.Type("orange")
	if got := s.shown(); !slices.Equal(got, []string{"LAVOUTENC", "MARAVEL"}) {
		t.Errorf("filtered by date: %v", got)
	}
}

// Every order is the same on every machine: it does not depend on the side, does not go round in a circle, and gives every case a
// place of its own.
func TestEveryOrderIsTotal(t *testing.T) {
	outlooks := make([]*due.Outlook, 4)
	for i := range outlooks {
		outlooks[i] = &due.Outlook{Rank: due.Rank{Case: model.ID{byte(i % 2)}, Score: i / 2, Due: model.Date(i % 3)}}
	}
	rows := rapid.Custom(func(t *rapid.T) *row {
		r := &row{due: model.Date(rapid.IntRange(0, 3).Draw(t, "due")), at: model.Clock(rapid.IntRange(0, 2).Draw(t, "at")),
			words: rapid.SampledFrom([]string{"", " benali", " etienne"}).Draw(t, "words")}
		r.Case, r.Name, r.LastContact = model.ID{byte(rapid.IntRange(0, 1).Draw(t, "case"))}, r.words, model.Date(rapid.IntRange(0, 2).Draw(t, "contact"))
		if i := rapid.IntRange(-1, 3).Draw(t, "outlook"); i >= 0 {
			r.outlook, r.Case = outlooks[i], outlooks[i].Case
		}
		return r
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := rows.Draw(t, "a"), rows.Draw(t, "b"), rows.Draw(t, "c")
		for o := range orders {
			switch {
			case o.compare(a, b) != -o.compare(b, a) || o.compare(a, a) != 0:
				t.Fatalf("%s depends on the side", o.name())
			case o.compare(a, b) <= 0 && o.compare(b, c) <= 0 && o.compare(a, c) > 0:
				t.Fatalf("%s goes round in a circle", o.name())
			case o.compare(a, b) == 0 && a.Case != b.Case:
				t.Fatalf("two cases share a place %s", o.name())
			}
		}
	})
}

func TestThoseWithoutADateComeLastByDate(t *testing.T) {
	list := []*row{{label: "undated"}, {label: "tomorrow", due: today + 1}, {label: "late", due: today - 3}, {label: "at 9", due: today, at: model.NewClock(9, 0)},
		{label: "today", due: today}, {label: "at 14", due: today, at: model.NewClock(14, 0)}}
	slices.SortFunc(list, byDate.compare)
	var labels []string
	for _, r := range list {
		labels = append(labels, r.label)
	}
	if want := []string{"late", "today", "at 9", "at 14", "tomorrow", "undated"}; !slices.Equal(labels, want) {
		t.Errorf("%v", labels)
	}
}

// A case that changes goes to its place in whatever order the list is.
func TestAChangedCaseKeepsTheOrder(t *testing.T) {
	for range orders {
		s := newStage(t, large(60), "fr", 80, 24)
		for o := range orders {
			for _, id := range s.vault.order[:20] {
				s.vault.task(id, "Appel", today.AddDays(int(id[0])%20-10), 0)
				s.Do(s.page.Update(nav.Changed{Cases: []model.ID{id}}))
			}
			got := s.page.Order()
			s.page.reload()
			if !slices.Equal(s.page.Order(), got) {
				t.Fatalf("order %s: read again, the list is another", o.name())
			}
			s.Press("o")
		}
	}
}

func TestUrgentLeadsWithItsReasonUntilAPersonSaysOtherwise(t *testing.T) {
	s := frBusy(t)
	s.Press("end", "u") // VIDAL, whom nothing presses
	s.Type("coupure d’électricité")
	s.Press("enter")
	if got := s.shown(); got[0] != "VIDAL" || !strings.HasPrefix(s.at(), "VIDAL") {
		t.Fatalf("%v, the cursor on %s", got, s.at())
	}
	if got := s.row("VIDAL"); !strings.Contains(got, "■ VIDAL") || !strings.Contains(got, "URGENT\u00a0: coupure") {
		t.Errorf("the row says %q", got)
	}
	if got := s.Lines()[2]; !strings.Contains(got, "urgents 1 · en retard 3") {
		t.Errorf("the counters say %q", got)
	}
	s.Press("/")
	s.Type("urgent:oui")
	if got := s.shown(); !slices.Equal(got, []string{"VIDAL"}) {
		t.Errorf("urgent:oui shows %v", got)
	}
	s.Press("esc")
	s.Type("urgent:non")
	if got := s.shown(); len(got) != 6 {
		t.Errorf("urgent:non shows %v", got)
	}
	s.Press("esc", "esc", "home", "u")
	if got := s.shown(); got[0] != "MARAVEL" || s.Effects[1] != "VIDAL Lou : n’est plus urgent" {
		t.Errorf("%v, %q", got, s.Effects)
	}
}

package find

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/store/search"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

func TestScreens(t *testing.T) {
	states := map[string]func(*stage){
		"empty":     func(*stage) {},
		"preparing": func(s *stage) { s.vault.unready = true; s.Type("frigo") },
		"none":      func(s *stage) { s.Type("zzz") },
		"found":     func(s *stage) { s.Type("frigo") },
		"private":   func(s *stage) { s.Type("frigo"); s.Press("down", "down", "down") },
		"masked":    func(s *stage) { s.names.Masked = true; s.Type("frigo orazi") },
		"many": func(s *stage) {
			for range 2 * most {
				s.vault.contact(s.vault.household("D’AMICO-BEN SAÏD", "Élodie Marie-Françoise Capucine"), model.Contact{Kind: model.Email, Date: today, Facts: "Appartement " + longFacts})
			}
			s.Type("appart")
			s.Press("pgdown")
		},
	}
	for name, prepare := range states {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range [][2]int{{80, 24}, {120, 30}, {160, 45}} {
				t.Run(fmt.Sprintf("%s_%s_%d", name, lang, size[0]), func(t *testing.T) {
					s := newStage(t, small(), lang, size[0], size[1])
					prepare(s)
					uitest.Golden(t, fmt.Sprintf("%s_%s_%d", name, lang, size[0]), s.Screen())
				})
			}
		}
	}
}

func TestEachLetterFindsAtOnceAndShowsWhere(t *testing.T) {
	s := newStage(t, small(), locale.French, 120, 30)
	s.Type("FRI")
	if got := s.records(); !slices.Equal(got, []string{"task", "contact", "contact", "contact", "case"}) {
		t.Errorf("%v", got)
	}
	if shown := s.Screen(); !strings.Contains(shown, "5 résultats") || !strings.Contains(shown, "le frigo est mort") && !strings.Contains(shown, "Le frigo est mort") {
		t.Error(shown)
	}
	if view := s.page.View(); strings.Count(view, s.page.env.Theme.Match.Render("frigo")) == 0 && strings.Count(view, s.page.env.Theme.Match.Render("fri")) == 0 {
		t.Error("what was found is not marked")
	}
	s.Press("backspace", "backspace", "backspace")
	if len(s.page.hits) != 0 || !strings.Contains(s.Screen(), "Tout ce que vous pouvez lire") {
		t.Error(s.Screen())
	}
}

func TestNamesAddressesAndNumbersAreFound(t *testing.T) {
	for query, kind := range map[string]model.Kind{"bensaid": model.KindMember, "frenes": model.KindDwelling, "0639981247": model.KindReach, "héberg": model.KindCase, "relancer": model.KindTask} {
		s := newStage(t, small(), locale.French, 120, 30)
		s.Type(query)
		if len(s.page.hits) != 1 || s.page.hits[0].Kind != kind {
			t.Errorf("%q: %v", query, s.records())
		}
		s.Screen()
	}
}

func TestEnterOpensTheHouseholdOnTheRecord(t *testing.T) {
	s := newStage(t, small(), locale.French, 120, 30)
	s.Press("enter")
	s.Type("frigo")
	s.Press("down", "enter")
	h := s.page.hits[1]
	if want := []tea.Msg{nav.Open{Route: nav.Route{Page: nav.Household, Case: h.Case, Record: h.Record}}}; !slices.Equal(s.Sent, want) {
		t.Errorf("%v", s.Sent)
	}
}

func TestEscapeClearsAndThenLeaves(t *testing.T) {
	s := newStage(t, small(), locale.French, 80, 24)
	s.Type("frigo")
	s.Press("esc")
	if s.page.input.Len() != 0 || len(s.page.hits) != 0 || len(s.Sent) != 0 {
		t.Error("the first Esc does not clear")
	}
	s.Press("esc")
	if !slices.Equal(s.Sent, []tea.Msg{nav.Back{}}) {
		t.Errorf("%v", s.Sent)
	}
}

func TestLettersAreTextAndAPasteIsNoCommand(t *testing.T) {
	s := newStage(t, small(), locale.French, 80, 24)
	s.Type("q?d1")
	s.page.Update(tea.PasteMsg{Content: "\x1b[2Jfrigo\r\nmort"})
	if got := s.page.input.Value(); got != "q?d1\uFFFD[2Jfrigo mort" || !s.page.Typing() {
		t.Errorf("%q", got)
	}
	for _, b := range s.page.Keys() {
		for _, key := range b.Keys {
			if len([]rune(key)) == 1 || key == "home" || key == "end" || key == "delete" || key == "left" || key == "right" || key == "space" {
				t.Errorf("the binding %q takes a key from the field", key)
			}
		}
	}
}

func TestThePageAsksAgainUntilTheIndexIsReady(t *testing.T) {
	v := small()
	v.unready = true
	s := newStage(t, v, locale.French, 80, 24)
	if s.page.Init() == nil || s.page.Init() != nil {
		t.Fatal("one command waits, not none and not two")
	}
	s.Type("frigo")
	if cmd := s.page.Update(again{}); cmd == nil {
		t.Fatal("it stops waiting before the index is ready")
	}
	v.unready = false
	if cmd := s.page.Update(again{}); cmd != nil || len(s.page.hits) != 5 {
		t.Errorf("%d hits once the index is ready", len(s.page.hits))
	}
	if s.page.Init() != nil {
		t.Error("it waits for what is there")
	}
}

func TestAChangeElsewhereKeepsTheCursorOnItsRecord(t *testing.T) {
	s := newStage(t, small(), locale.French, 80, 24)
	s.Type("frigo")
	s.Press("down", "down")
	at := s.page.hits[2].Record
	id := s.vault.household("NEUF", "Ana")
	s.vault.contact(id, model.Contact{Kind: model.HomeVisit, Date: today, Facts: "frigo livré"})
	s.page.Update(nav.Changed{Cases: []model.ID{id}})
	if i := s.page.table.Selected(); len(s.page.hits) != 6 || s.page.hits[i].Record != at {
		t.Errorf("%d hits, row %d", len(s.page.hits), i)
	}
}

func TestMaskedNamesDoNotShowInTheExcerpt(t *testing.T) {
	s := newStage(t, small(), locale.French, 160, 45)
	s.names.Masked = true
	for _, query := range []string{"frigo", "orazi", "0639", "frênes", "saïd"} {
		s.page.input.SetValue("")
		s.Type(query)
		shown := s.Screen()
		shown = shown[strings.Index(shown, "\n\n"):] // without the query itself
		for _, secret := range []string{"ORAZI", "Lina", "SAÏD", "Élodie", "39 98", "12 rue"} {
			if strings.Contains(shown, secret) {
				t.Errorf("%q shows %q:\n%s", query, secret, shown)
			}
		}
	}
}

func TestARecordThatHasGoneMeanwhileDoesNotHurt(t *testing.T) {
	v := small()
	id := v.household("VIDE", "Un")
	for _, kind := range []model.Kind{model.KindContact, model.KindTask, model.KindMember, model.KindDwelling, model.KindReach, model.KindCase} {
		v.index.Put(search.Document{Case: id, Record: v.id(), Kind: kind, Text: "disparu"})
	}
	v.index.Put(search.Document{Case: id, Record: v.id(), Private: true, Kind: model.KindContact, Text: "disparu"})
	s := newStage(t, v, locale.English, 120, 30)
	s.Type("disparu")
	if len(s.page.hits) != 7 {
		t.Fatalf("%d hits", len(s.page.hits))
	}
	for range s.page.hits {
		s.Screen()
		s.Press("down")
	}
	v.index.Put(search.Document{Case: id, Record: v.id(), Kind: "future", Text: "parti"})
	s.Press("esc")
	s.Type("parti")
	if len(s.page.hits) != 1 || s.page.View() == "" { // a kind of a later version, which has no name in the locale
		t.Errorf("%d hits:\n%s", len(s.page.hits), s.page.View())
	}
}

func TestTheMouseSelectsAndOpens(t *testing.T) {
	s := newStage(t, small(), locale.French, 120, 30)
	s.Type("frigo")
	s.page.Update(nav.Click{X: 10, Y: topRows + 2})
	if s.page.table.Selected() != 1 {
		t.Errorf("row %d", s.page.table.Selected())
	}
	cmd := s.page.Update(nav.Click{X: 10, Y: topRows + 2, Double: true})
	if cmd == nil {
		t.Error("a double click does not open")
	}
	s.page.Update(nav.Wheel{Delta: 1})
	if s.page.table.Selected() != 4 {
		t.Errorf("row %d", s.page.table.Selected())
	}
	s.page.Update(nav.Click{X: s.page.inputX() + 1, Y: inputRow})
	if c := s.page.Cursor(); c == nil || c.X != s.page.inputX()+1 || c.Y != inputRow {
		t.Errorf("%v", c)
	}
}

func TestAnExcerptShowsWhereTheQueryStands(t *testing.T) {
	for _, c := range []struct {
		s, query string
		n        int
		want     string
	}{
		{"Le frigo est mort.", "frigo", 40, "Le frigo est mort."},
		{"Un\ndeux  trois", "trois", 40, "Un deux trois"},
		{"Loyer de novembre payé le 6, quittance vue. Le frigo est mort", "frigo", 30, "… vue. Le frigo est mort"},
		{"rien ici", "frigo", 30, "rien ici"},
		{"", "frigo", 30, ""},
		{"ééééééééééééééééééééééééééééééé frigo", "frigo", 9, "… éé frigo"},
		{"Relancer le devis du frigo", "frigo", 28, "Relancer le devis du frigo"},
		{"Relancer le devis du frigo", "frigo", 20, "… le devis du frigo"},
	} {
		if got := excerpt(c.s, c.query, c.n); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.query, c.s, got, c.want)
		}
	}
	long := strings.Repeat("é mot ", 20_000)
	if w := ansi.StringWidth(excerpt(long, "mot", 50)); w > 250 {
		t.Errorf("an excerpt of %d cells", w)
	}
}

// BenchmarkKey is a letter in the search with two hundred hits in long notes, until the frame is computed.
func BenchmarkKey(b *testing.B) {
	v := newVault()
	for range 300 {
		v.contact(v.household("DUPONT", "Marc"), model.Contact{Kind: model.HomeVisit, Date: today, Facts: strings.Repeat("Madame a repris le courrier. ", 100) + longFacts})
	}
	s := newStage(b, v, locale.French, 120, 30)
	s.Type("frig")
	b.ResetTimer()
	for b.Loop() {
		s.Press("o")
		_ = s.page.View()
		s.Press("backspace")
		_ = s.page.View()
	}
}

// Two laptops of one worker had each made a companion before they met.
func TestWhatStandsInASecondCompanionIsFoundWithItsText(t *testing.T) {
	v := small()
	orazi := v.household("ORAZI", "Paul")
	v.companion(orazi)
	v.contact(v.companion(orazi), model.Contact{Kind: model.OfficeMeeting, Date: today.AddDays(-9), Appraisal: "Inquiétude pour la chaudière."})
	s := newStage(t, v, locale.French, 80, 24)
	s.Type("chaudière")
	if !strings.Contains(s.Screen(), "Inquiétude pour la chaudière") {
		t.Error(s.Screen())
	}
}

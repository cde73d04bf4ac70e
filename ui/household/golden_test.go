package household

import (
	"fmt"
	"testing"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

var sizes = [][2]int{{80, 24}, {120, 30}, {160, 45}}

func TestScreens(t *testing.T) {
	states := []struct {
		name    string
		tab     string
		vault   func() *fakeVault
		prepare func(s *stage)
	}{
		{"thread", TabThread, lived, func(s *stage) {}},
		{"dates", TabDates, lived, func(s *stage) {}},
		{"dates_computed", TabDates, scheduled, func(s *stage) { s.Press("down", "down", "down", "down", "down", "down") }},
		{"dates_masked", TabDates, scheduled, func(s *stage) { s.names.Masked = true; s.Do(s.page.Update(nav.Changed{})); s.Press("end") }},
		{"dates_form", TabDates, scheduled, func(s *stage) {
			s.page.goTo(model.DerivedID(model.KindObligation, "point_locatif#1"))
			s.Press("enter")
		}},
		{"steps", TabSteps, walked, func(s *stage) {}},
		{"steps_masked", TabSteps, walked, func(s *stage) { s.names.Masked = true; s.Do(s.page.Update(nav.Changed{})) }},
		{"steps_early", TabSteps, walked, func(s *stage) { s.page.goTo(stepID("correspondant")) }},
		{"steps_form", TabSteps, walked, func(s *stage) { s.Press("enter") }},
		{"steps_strange", TabSteps, strange, func(s *stage) {}},
		{"steps_blank", TabSteps, blank, func(s *stage) {}},
		{"past_steps", TabPast, walked, func(s *stage) {}},
		{"papers", TabPapers, engaged, func(s *stage) {}},
		{"papers_begun", TabPapers, engaged, func(s *stage) { s.on("protocole", "", "logements") }},
		{"papers_none", TabPapers, walked, func(s *stage) {}},
		{"papers_masked", TabPapers, engaged, func(s *stage) {
			s.names.Masked = true
			s.Do(s.page.Update(nav.Changed{}))
			s.on("convention", "household", "")
		}},
		{"papers_form", TabPapers, engaged, func(s *stage) { s.on("protocole", "", "invitation_cal"); s.Press("enter") }},
		{"papers_odd", TabPapers, crooked, func(s *stage) { s.on("convention", "", "payer") }},
		{"past_papers", TabPast, engaged, func(s *stage) {}},
		{"home", TabHome, lived, func(s *stage) {}},
		{"past", TabPast, lived, func(s *stage) {}},
		{"masked", TabThread, lived, func(s *stage) { s.names.Masked = true; s.Do(s.page.Update(nav.Changed{})) }},
		{"masked_home", TabHome, lived, func(s *stage) { s.names.Masked = true; s.Do(s.page.Update(nav.Changed{})); s.Press("end") }},
		{"versions", TabThread, lived, func(s *stage) { s.Press("end", "a") }},
		{"form", TabHome, lived, func(s *stage) {
			s.Press("end", "up", "enter", "down", "down", "down", "9", "9", "x", "tab", "tab", "c")
		}},
		{"conflict", TabPast, quarrelled, func(s *stage) {}},
		{"conflict_home", TabHome, quarrelled, func(s *stage) { s.Press("end", "up", "enter") }},
		{"retracted_thread", TabThread, rewritten, func(s *stage) { s.Press("end") }},
		{"retracted_past", TabPast, rewritten, func(s *stage) { s.Press("home") }},
		{"told_thread", TabThread, told, func(s *stage) {}},
		{"told_steps", TabSteps, told, func(s *stage) {}},
		{"told_papers", TabPapers, told, func(s *stage) {}},
		{"told_past", TabPast, told, func(s *stage) {}},
		{"blank", TabThread, blank, func(s *stage) {}},
		{"blank_home", TabHome, blank, func(s *stage) {}},
		{"blank_dates", TabDates, blank, func(s *stage) {}},
		{"gone", TabThread, newVault, func(s *stage) {}},
		{"long", TabHome, endless, func(s *stage) {}},
		{"long_thread", TabThread, endless, func(s *stage) {}},
	}
	for _, state := range states {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range sizes {
				name := fmt.Sprintf("%s_%s_%d", state.name, lang, size[0])
				t.Run(name, func(t *testing.T) {
					v := state.vault()
					v.order = []model.ID{{1}, theCase, {2}}
					s := newStage(t, v, lang, size[0], size[1], nav.Route{Arg: state.tab})
					state.prepare(s)
					uitest.Golden(t, name, s.Screen())
				})
			}
		}
	}
}

// blank is a case of which nothing is known.
func blank() *fakeVault {
	v := newVault()
	v.commit(must((&model.Case{ID: theCase}).Put("case.new", theCase, &model.Header{Programme: "sauvegarde"})))
	return v
}

// quarrelled has a rent and a note that two machines wrote without knowing of each other.
func quarrelled() *fakeVault {
	v := lived()
	base := v.cases[theCase]
	d := base.Dwellings()[0]
	one, two := d, d
	one.Rent, two.Rent = 36000, 37120
	first := must(base.Put("dwelling.edit", d.ID, &one))
	second := must(base.Put("dwelling.edit", d.ID, &two))
	v.commit(first)
	v.dev = hisDev
	v.commit(second)
	v.dev = herDev
	return v
}

// endless has names and texts that do not fit anywhere.
func endless() *fakeVault {
	v := lived()
	v.member(model.Member{Title: "Mme", Last: "DE LA TOUR-D’AUVERGNE-LAURAGUAIS MONTMORENCY", First: "Élisabeth-Charlotte Marie-Antoinette Joséphine", Birth: "1961-07-04", Role: model.RoleCoHolder, Note: "Née à Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, au pays de Galles, si l’on en croit le livret de famille."})
	v.contact(model.Contact{Kind: model.RegisteredLetter, Outcome: model.Unclaimed, Date: today.AddDays(-1), Start: model.NewClock(9, 5), Minutes: 125, Worker: maelle,
		Subject: "Anticonstitutionnellement" + "anticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellement", Facts: "漢字の長い行が折り返されるかどうかを確かめるための文章です。漢字の長い行が折り返されるかどうかを確かめるための文章です。"})
	return v
}

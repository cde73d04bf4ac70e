package caseload

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// asked is the surnames that a query leaves of the small caseload, and what it says is not understood.
func asked(t *testing.T, lang locale.Lang, typed string) (names []string, faults []string) {
	t.Helper()
	s := newStage(t, small(), lang, 120, 30)
	s.page.filter.SetValue(typed)
	s.page.ask("")
	for _, f := range s.page.list.query.faults {
		faults = append(faults, s.env.L.T("query.fault."+f.code, "typed", f.typed, "key", f.key, "near", f.near))
	}
	return s.shown(), faults
}

func TestCriteriaAndWordsHoldTogether(t *testing.T) {
	all := []string{"LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}
	for typed, want := range map[string][]string{
		"":                                all,
		"agence:orange":                   {"LAVOUTENC"},
		"AGENCE:Orange":                   {"LAVOUTENC"},
		"agency:orange":                   {"LAVOUTENC"},
		"agence=orange":                   {"LAVOUTENC"},
		"agence:or,apt":                   {"LAVOUTENC", "ORAZI"},
		`agence:"avignon vedène"`:         {"D’AMICO-BEN"},
		"agence:« avignon vedène »":       {"D’AMICO-BEN"},
		"agence:avignon-vedene":           {"D’AMICO-BEN"},
		"dispositif:sauvegarde":           {"LAVOUTENC", "D’AMICO-BEN"},
		"programme:sau":                   {"LAVOUTENC", "D’AMICO-BEN"},
		"phase:recherche":                 {"ŒUVRARD"},
		"étape:recherche":                 {"ŒUVRARD"},
		"etape:recherche":                 {"ŒUVRARD"},
		"phase:accompagnement,recherche":  {"LAVOUTENC", "ŒUVRARD", "ORAZI"},
		"retard>7":                        {"LAVOUTENC"},
		"retard>7j":                       {"LAVOUTENC"},
		"retard:>7":                       {"LAVOUTENC"},
		"retard>0":                        {"LAVOUTENC", "D’AMICO-BEN"},
		"retard>=23":                      {"LAVOUTENC"},
		"retard=>23":                      {"LAVOUTENC"},
		"retard<=2":                       {"D’AMICO-BEN"}, // of those that are late
		"retard<3":                        {"D’AMICO-BEN"},
		"retard:0":                        {"ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"},
		"échéance<4":                      {"LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI"},
		"echeance>=0 échéance<7":          {"ŒUVRARD", "ORAZI"},
		"échéance<-3":                     {"LAVOUTENC"}, // late by more than three days
		"due=3":                           {"ORAZI"},
		"contact>40":                      {"D’AMICO-BEN", "ŒUVRARD", "KOWALSKI", "VIDAL"}, // never counts too
		"contact<13":                      {"ORAZI"},
		"sans:contact":                    {"D’AMICO-BEN", "KOWALSKI", "VIDAL"},
		"sans:échéance":                   {"VIDAL"},
		"without:date":                    {"VIDAL"},
		"sans:référent":                   nil,
		"réf:moi":                         all,
		"ref:moi retard>0 orange":         {"LAVOUTENC"},
		"référent:roquebrane agence:apt":  {"ORAZI"},
		"worker:maelle agence:apt":        {"ORAZI"},
		"agence:orange phase:recherche":   nil,
		"agence:":                         all, // still being typed
		"agence: ora":                     {"LAVOUTENC", "ORAZI"},
		"retard>":                         all,
		"agence:-":                        all,
		"16:30":                           nil, // a time is plain words, which no row has
		">7":                              nil,
		"phase:recherche\tœuvrard\u00a0":  {"ŒUVRARD"},
		"agence:orange agence:apt":        nil,
		"agence:orange,apt sans:contact ": nil,
	} {
		names, faults := asked(t, locale.French, typed)
		if !slices.Equal(names, want) || len(faults) > 0 {
			t.Errorf("%q shows %v, not %v; faults %v", typed, names, want, faults)
		}
	}
}

func TestWhatIsNotUnderstoodIsSaidAndTheRestFilters(t *testing.T) {
	all := []string{"LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}
	for typed, want := range map[string]struct {
		names []string
		fault string
	}{
		"agance:orange retard>0":         {[]string{"LAVOUTENC", "D’AMICO-BEN"}, "« agance » inconnu : essayez agence"},
		"zzzzzz:1":                       {all, "« zzzzzz » inconnu : essayez agence, phase, dispositif, réf…"},
		"agence:orage sauvegarde":        {[]string{"LAVOUTENC", "D’AMICO-BEN"}, "agence « orage » ? Essayez orange"},
		"agence:orage,apt":               {[]string{"ORAZI"}, "agence « orage » ? Essayez orange"},
		"phase:veile":                    {all, "phase « veile » ? Essayez veille"},
		"retard>beaucoup":                {all, "retard : en jours, comme retard>7"},
		"retard>7semaines":               {all, "retard : en jours, comme retard>7"},
		"contact<>4":                     {all, "contact : en jours, comme contact>7"},
		"contact>99999999999999":         {nil, ""},
		"sans:argent":                    {all, "sans « argent » ? Essayez contact, échéance, référent"},
		"réf:personne":                   {all, "réf « personne » ? Essayez moi, maëlle-roquebrane"},
		"http://x retard>0":              {[]string{"LAVOUTENC", "D’AMICO-BEN"}, "« http » inconnu : essayez agence, phase, dispositif, réf…"},
		"contact>9999999999999999999999": {all, "contact : en jours, comme contact>7"},
	} {
		names, faults := asked(t, locale.French, typed)
		if !slices.Equal(names, want.names) || strings.Join(faults, "|") != want.fault {
			t.Errorf("%q shows %v and says %v", typed, names, faults)
		}
	}
}

// Nobody's households are not those of a vault whose worker is not known.
func TestMineWithoutAWorker(t *testing.T) {
	v := small()
	v.registry = &model.Case{ID: model.RegistryID}
	for _, id := range v.order {
		h := v.cases[id].Header()
		h.Lead = model.ID{}
		v.commit(must(v.cases[id].Put("case.edit", id, &h)))
	}
	s := newStage(t, v, "fr", 80, 24)
	s.Press("/")
	s.Type("réf:moi")
	if got := s.shown(); len(got) != 0 {
		t.Errorf("%v", got)
	}
	s.Press("esc")
	s.Type("sans:réf")
	if got := s.shown(); len(got) != 6 {
		t.Errorf("without a lead: %v", got)
	}
}

func TestAWholeWordMeansItselfAlone(t *testing.T) {
	v := small()
	v.registry = v.registry.With(v.change(must(v.registry.Put("worker.add", model.ID{0xAB}, &model.Worker{Name: "Moira Test"}))))
	id := v.household("AUTRE", "Léa", "1990", "securisation", "recherche", "apt")
	h := v.cases[id].Header()
	h.Lead = model.ID{0xAB}
	v.commit(must(v.cases[id].Put("case.edit", id, &h)))
	s := newStage(t, v, "fr", 80, 24)
	s.Press("/")
	s.Type("réf:moi agence:apt")
	if got := s.shown(); !slices.Equal(got, []string{"ORAZI"}) {
		t.Errorf("réf:moi shows %v", got)
	}
	s.Press("esc")
	s.Type("réf:moir")
	if got := s.shown(); !slices.Equal(got, []string{"AUTRE"}) {
		t.Errorf("réf:moir shows %v", got)
	}
}

func TestTabCompletesTheLastWord(t *testing.T) {
	for typed, want := range map[string]string{
		"ag":                   "agence:",
		"orazi ret":            "orazi retard>",
		"retard>7 éch":         "retard>7 échéance<",
		"ech":                  "échéance<",
		"agence:o":             "agence:orange",
		"retard>":              "retard>7",
		"échéance:":            "échéance:7",
		"agence:apt,ora":       "agence:apt,orange",
		"agency:o":             "agency:orange",
		"dispositif:":          "dispositif:sauvegarde",
		"phase:prise":          "phase:prise-contact",
		"réf:":                 "réf:moi",
		"sans:":                "sans:contact",
		"retard>0 sans:éch":    "retard>0 sans:échéance",
		"agence:\u2019avignon": "agence:avignon-vedène",
	} {
		s := newStage(t, small(), "fr", 120, 30)
		s.Press("/")
		s.page.filter.SetValue(typed)
		s.Press("tab")
		if got := s.page.filter.Value(); got != want || !s.page.typing {
			t.Errorf("%q becomes %q, not %q", typed, got, want)
		}
	}
	for _, typed := range []string{"zz", "agence:orange", "retard>7", "agence:zz", "zz:"} {
		s := newStage(t, small(), "fr", 120, 30)
		s.Press("/")
		s.page.filter.SetValue(typed)
		if s.Press("tab"); s.page.typing || s.page.filter.Value() != typed {
			t.Errorf("after %q Tab does not go to the list", typed)
		}
	}
}

func TestTheListStaysWhileACriterionIsTyped(t *testing.T) {
	s := newStage(t, small(), "fr", 120, 30)
	s.Press("down", "/")
	for _, r := range "agence:avi" {
		s.Type(string(r))
		if got := s.at(); !strings.HasPrefix(got, "D’AMICO") {
			t.Fatalf("after %q the cursor is on %q of %v", s.page.filter.Value(), got, s.shown())
		}
	}
	s.Press("esc")
	s.Type("dispo")
	if got := s.shown(); len(got) != 6 {
		t.Errorf("while it is typed, %v", got)
	}
	s.Press("enter")
	if open, ok := s.lastSent().(nav.Open); !ok || open.Route.Case != s.id("D’AMICO") {
		t.Errorf("Enter sends %v", s.lastSent())
	}
	if got := s.shown(); len(got) != 0 {
		t.Errorf("once it is words, %v", got)
	}
}

// A letter more looks only at the rows shown, and finds the same.
func TestNarrowingFindsWhatLookingAtAllFinds(t *testing.T) {
	s := newStage(t, large(400), locale.French, 120, 30)
	for _, typed := range []string{"elodie agence:orange retard>0 apt", "phase:veille,recherche contact>3 ora", "retard>1 retard<30 le"} {
		s.page.filter.SetValue("")
		s.page.ask("")
		for i := range typed {
			s.page.filter.SetValue(typed[:i+1])
			s.page.ask("")
			step := slices.Clone(s.page.list.shown)
			s.page.list.show()
			if !slices.Equal(step, s.page.list.shown) {
				t.Fatalf("%q: %d rows by narrowing, %d of all", typed[:i+1], len(step), len(s.page.list.shown))
			}
		}
	}
}

// FuzzQuery: whatever is typed or comes with a saved view, every part of it is words, a criterion, a fault or unfinished; what Tab
// makes of it is understood.
func FuzzQuery(f *testing.F) {
	seeds, err := os.ReadFile(filepath.Join("testdata", "queries.txt"))
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for line := range strings.Lines(string(seeds)) {
		f.Add(strings.TrimSuffix(line, "\n"))
	}
	s := newStage(f, small(), locale.French, 80, 24)
	x := s.page.lexicon
	f.Fuzz(func(t *testing.T, typed string) {
		q := x.parse(typed)
		for _, w := range q.words {
			if !strings.HasPrefix(w, " ") || len(w) < 2 {
				t.Fatalf("the word %q", w)
			}
		}
		for _, c := range q.criteria {
			if !strings.Contains(typed, c.text) || len(c.codes)+len(c.leads) == 0 && c.op == "" {
				t.Fatalf("the criterion %+v", c)
			}
		}
		for _, r := range s.page.list.all {
			r.fits(&q, today)
		}
		head, list := x.complete(typed)
		if !strings.HasPrefix(typed, head) {
			t.Fatalf("%q is not the beginning of %q", head, typed)
		}
		for _, word := range list {
			if more := x.parse(head + word); len(more.faults) > len(q.faults) {
				t.Fatalf("%q is proposed for %q and not understood: %+v", word, typed, more.faults)
			}
		}
	})
}

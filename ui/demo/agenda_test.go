package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
)

// agenda is the sorted agenda of the dossier (§8), as written there: days from today, household, a word of what is due.
var agenda = []string{
	"-23 LAVOUTENC renouvellement", "-2 GARRIGAL carence", "+2 DESMARELLE bilan", "+2 ROUVELIN entretien", "+3 FONTARÈDE entretien",
	"+4 GARRIGAL visite", "+4 MAROUDI pièce", "+7 AUBRESPIN préfet", "+7 LAVOUTENC fin de la mesure", "+7 SANTOURI assurance",
	"+7 ROUVELIN diagnostic", "+8 SANTOURI signature", "+9 FONTARÈDE cellule", "+9 GARRIGAL cellule", "+9 ROUVELIN cellule",
	"+10 MAROUDI CALEOL", "+10 DESMARELLE protocole", "+11 CHANTEMERLOU convention", "+15 TISSANDRE assurance", "+15 LAVOUTENC DSF",
	"+17 BELLECASSE veille", "+22 KERBOULEC évaluation", "+23 AUBRESPIN examen", "+24 KERBOULEC bail", "+45 LAVOUTENC DSF",
	"+52 LAVOUTENC audience", "+128 GARRIGAL trêve", "+128 DESMARELLE trêve", "+129 TISSANDRE examen",
}

// fiches are the other dates of the households' own pages in the dossier, which its agenda leaves out.
var fiches = []string{
	"+23 CHANTEMERLOU caisse de retraite", "+29 MAROUDI DALO", "+44 TISSANDRE bilan", "+51 LAVOUTENC loyer courant",
	"+69 KERBOULEC nouveau bail", "+70 DESMARELLE trêve", "+70 SANTOURI Loca-Pass", "+70 AUBRESPIN bail à son nom",
	"+175 DESMARELLE fin de la mesure", "+190 SANTOURI examen", "+450 BELLECASSE veille",
}

// computed are the dates that the programme makes due besides, and that the dossier does not write: renewals of the years to
// come, and the two rounds of the landlord that its rules want every three months.
func computed(t calendar) []string {
	line := func(day int, rest string) string { return fmt.Sprintf("%+d %s", day, rest) }
	list := []string{
		"+59 LAVOUTENC bilan", line(t.after(3, -6), "AUBRESPIN situation locative"),
		line(t.before(12, 175)+335, "DESMARELLE renouvellement"),
		line(t.after(12, t.before(12, 7)+335), "LAVOUTENC renouvellement"),
		line(t.after(12, on(2025, 9, 8)+335), "TISSANDRE renouvellement"), line(t.after(24, on(2025, 9, 8)), "TISSANDRE fin de la mesure"),
		line(t.after(24, t.before(12, 129)), "TISSANDRE assurance"),
		line(t.after(12, on(2025, 5, 20)+335), "AUBRESPIN renouvellement"), line(t.after(24, on(2025, 5, 20)), "AUBRESPIN fin de la mesure"),
		line(t.after(24, on(2025, 6, 10)), "AUBRESPIN assurance"),
		line(t.after(36, on(2024, 12, 6)), "BELLECASSE assurance"),
		line(t.after(12, on(2026, 10, 20)), "MAROUDI demande de logement"), line(t.after(12, on(2026, 9, 8)), "SANTOURI demande de logement"),
		line(-4+335, "SANTOURI renouvellement"), line(t.after(12, -4), "SANTOURI fin de la mesure"),
	}
	for _, g := range []struct {
		months, day, every int
		rest               string
	}{
		{12, 7, 12, "LAVOUTENC fin de la mesure"}, {12, 175, 12, "DESMARELLE fin de la mesure"},
		{12, 129, 6, "TISSANDRE examen"}, {18, 23, 6, "AUBRESPIN examen"},
	} {
		if from := t.before(g.months, g.day); t.after(g.months, from) != g.day { // moved by an act, which lets the next one be seen
			list = append(list, line(t.after(g.months+g.every, from), g.rest))
		}
	}
	return list
}

// entry is one line of an agenda.
type entry struct {
	day         int // from today
	name, label string
}

func (e entry) compare(f entry) int {
	return cmp.Or(cmp.Compare(e.day, f.day), cmp.Compare(e.name, f.name))
}

func parsed(lines []string) (list []entry) {
	for _, line := range lines {
		parts := strings.SplitN(line, " ", 3)
		var day int
		_, _ = fmt.Sscan(parts[0], &day) // the lists are ours
		list = append(list, entry{day, parts[1], parts[2]})
	}
	return list
}

// sorted is the agenda of seeded cases: what is open and dated, late first.
func sorted(looks map[string]*due.Outlook) (list []entry) {
	for name, o := range looks {
		for _, i := range o.Items() {
			if !i.Open() || i.Due().IsZero() {
				continue
			}
			e := entry{day: i.Due().Sub(o.Today), name: name}
			if i.Task != nil {
				e.label = i.Task.Label
			} else {
				e.label = i.Obligation.Rule.Name.FR
			}
			list = append(list, e)
		}
	}
	return list
}

func programmes(t *testing.T) *programme.Set {
	t.Helper()
	set, problems := programme.Load("")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return set
}

// outlooks are those of the twelve households, by name.
func outlooks(t *testing.T, today model.Date) map[string]*due.Outlook {
	t.Helper()
	planner := due.NewPlanner(programmes(t), due.DefaultScale())
	looks := make(map[string]*due.Outlook)
	for name, c := range seeded(t, today).team() {
		s := c.Summary()
		looks[name] = planner.Outlook(c, &s, today)
	}
	return looks
}

// manyDays are days on which calendar months, holidays or the end of the week could move something.
var manyDays = []model.Date{
	reference, model.NewDate(2026, time.November, 30), model.NewDate(2026, time.December, 31), model.NewDate(2027, time.January, 31),
	model.NewDate(2027, time.February, 28), model.NewDate(2027, time.August, 15), model.NewDate(2028, time.February, 22),
	model.NewDate(2028, time.February, 29), model.NewDate(2028, time.March, 31), model.NewDate(2031, time.January, 1),
}

func TestTheAgendaOfTheDossierAppearsOnAnyDay(t *testing.T) {
	for _, today := range manyDays {
		got := sorted(outlooks(t, today))
		want := parsed(slices.Concat(agenda, fiches, computed(calendar(today))))
		slices.SortFunc(got, entry.compare)
		slices.SortFunc(want, entry.compare)
		for i := range max(len(got), len(want)) {
			var g, w entry
			if i < len(got) {
				g = got[i]
			}
			if i < len(want) {
				w = want[i]
			}
			if g.compare(w) != 0 || !strings.Contains(strings.ToLower(g.label), strings.ToLower(w.label)) {
				t.Errorf("%s, line %d of the agenda is %v, want %v", today, i+1, g, w)
				break
			}
		}
	}
}

// Both late ones lead; the one whom nobody has reached presses more.
func TestTheLateOnesLeadTheCaseload(t *testing.T) {
	var list []*due.Rank
	for _, o := range outlooks(t, reference) {
		list = append(list, &o.Rank)
	}
	slices.SortFunc(list, due.Compare)
	if len(list) != 12 {
		t.Fatalf("%d households, want 12", len(list))
	}
	var got []string
	for _, r := range list[:3] {
		got = append(got, fmt.Sprintf("%s %s %d", strings.Fields(r.Name)[0], r.Reasons[0].Code, r.Reasons[0].Days))
	}
	if want := []string{"GARRIGAL late 2", "LAVOUTENC late 23"}; !slices.Equal(got[:2], want) || strings.Contains(got[2], "late") {
		t.Errorf("the list begins with %q, want %q and nothing late after", got, want)
	}
}

// A demonstration in which something cannot be right would teach it.
func TestNothingIsOddInTheDemonstration(t *testing.T) {
	set := programmes(t)
	for _, today := range manyDays {
		looks := outlooks(t, today)
		for name, c := range seeded(t, today).team() {
			p := set.Programme(c.Header().Programme)
			for _, f := range due.Check(c, &p, today) {
				t.Errorf("%s, %s: %v of the %s", today, name, f, f.Date)
			}
			for _, o := range looks[name].Obligations {
				if o.Computed.IsZero() {
					t.Errorf("%s, %s: an act on %s, which nothing makes due", today, name, o.Key)
				}
			}
		}
	}
}

func TestSomePapersWaitForASignature(t *testing.T) {
	var got []string
	for name, o := range outlooks(t, reference) {
		for _, p := range o.Pending {
			got = append(got, fmt.Sprintf("%s %s %s", name, p.Paper, strings.Join(p.Missing, ",")))
		}
	}
	slices.Sort(got)
	want := []string{"CHANTEMERLOU convention household,landlord", "ROUVELIN protocole landlord", "SANTOURI convention household,landlord,operator:soligone"}
	if !slices.Equal(got, want) {
		t.Errorf("these wait: %q, want %q", got, want)
	}
}

func TestMonthsAreCountedBackwards(t *testing.T) {
	for today := reference; today < reference.AddDays(1500); today++ {
		for _, n := range []int{-2, 3, 12, 18, 24} {
			c := calendar(today)
			from := c.before(n, 7)
			if short := 7 - c.after(n, from); short < 0 || short > 3 || c.after(n, from+1) <= 7 {
				t.Fatalf("%s: %d months from %+d lead to %+d", today, n, from, c.after(n, from))
			}
		}
	}
}

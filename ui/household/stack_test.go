package household

import (
	"fmt"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/uitest"
	"seuil/ui/widget"
)

// heights makes a stack whose blocks have the given heights; each line names its block and number.
func heights(list []int, w, h int) *stack {
	env := &widget.Env{Theme: theme.New(theme.Dark, true)}
	s := newStack(env, func(i, w int) block {
		b := block{mark: list[i] / 3}
		for j := range list[i] {
			b.lines = append(b.lines, fmt.Sprintf("%d.%d", i, j))
		}
		return b
	})
	keys := make([]string, len(list))
	for i := range list {
		keys[i] = fmt.Sprint(i)
	}
	s.layout(w, h)
	s.reset(keys)
	return s
}

// Whatever the keys, the view is a run of consecutive lines, full as long as there is enough to show, with the selected block
// in it.
func TestStackShowsConsecutiveLinesWithTheSelection(t *testing.T) {
	keys := []string{"up", "down", "pgup", "pgdown", "home", "end", "j", "k"}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.IntRange(1, 12), 1, 20).Draw(t, "heights")
		h := rapid.IntRange(1, 10).Draw(t, "h")
		s := heights(list, 20, h)
		var all []string
		for i, n := range list {
			for j := range n {
				all = append(all, fmt.Sprintf("%d.%d", i, j))
			}
		}
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			switch op := rapid.IntRange(0, 9).Draw(t, "op"); op {
			case 0:
				s.scroll(rapid.IntRange(-20, 20).Draw(t, "lines"))
			case 1:
				h = rapid.IntRange(1, 10).Draw(t, "height")
				s.layout(20, h)
			default:
				s.key(rapid.SampledFrom(keys).Draw(t, "key"))
			}
			var got []string
			for _, line := range s.view() {
				got = append(got, strings.Trim(ansi.Strip(line), "► "))
			}
			text := " " + strings.Join(got, " ") + " "
			if !strings.Contains(" "+strings.Join(all, " ")+" ", text) {
				t.Fatalf("not consecutive: %v", got)
			}
			if len(got) != min(h, len(all)) {
				t.Fatalf("%d lines of %d in a view of %d", len(got), len(all), h)
			}
			if !strings.Contains(text, fmt.Sprintf(" %d.", s.at)) {
				t.Fatalf("block %d is selected but not in view: %v", s.at, got)
			}
			if y, ok := s.cursor(); ok && (y < 0 || y >= len(got)) {
				t.Fatalf("the cursor is on line %d of %d", y, len(got))
			}
		}
	})
}

// Every line of every block can be read by going down, and again by going up.
func TestStackReachesEveryLine(t *testing.T) {
	list := []int{3, 25, 1, 1, 14, 2, 30}
	s := heights(list, 20, 8)
	seen := map[string]bool{}
	look := func() {
		for _, line := range s.view() {
			seen[strings.Trim(ansi.Strip(line), "► ")] = true
		}
	}
	for _, key := range []string{"down", "up", "pgdown", "pgup"} {
		clear(seen)
		for range 100 {
			look()
			s.key(key)
		}
		look()
		for i, n := range list {
			for j := range n {
				if !seen[fmt.Sprintf("%d.%d", i, j)] {
					t.Errorf("line %d of block %d never showed by %s", j, i, key)
				}
			}
		}
	}
}

func TestStackKeepsItsSelectionWhenOthersCome(t *testing.T) {
	s := heights([]int{2, 2, 2, 2, 2, 2}, 20, 4)
	s.find("4")
	s.reset([]string{"new", "0", "1", "2", "3", "4", "5"})
	if key, _ := s.selected(); key != "4" {
		t.Errorf("%q is selected", key)
	}
	s.reset([]string{"0", "5"})
	if key, _ := s.selected(); key != "5" {
		t.Errorf("the selected block is gone; %q is selected", key)
	}
	s.reset(nil)
	if _, ok := s.selected(); ok || len(s.view()) != 0 {
		t.Error("something is selected of nothing")
	}
	if s.key("down") {
		t.Error("a key moves in nothing")
	}
}

func TestWrapLosesNothingAndFits(t *testing.T) {
	one, two := lipgloss.NewStyle(), lipgloss.NewStyle().Bold(true)
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(2, 30).Draw(t, "w")
		text := rapid.StringOf(rapid.RuneFrom([]rune("abé   \n\u00a0\u202f:;漢字e\u0301-’"))).Draw(t, "text")
		cut := rapid.IntRange(0, len([]rune(text))).Draw(t, "cut")
		pieces := []piece{{string([]rune(text)[:cut]), &one}, {string([]rune(text)[cut:]), &two}}
		lines := wrap(w, pieces...)
		for _, line := range lines {
			if ansi.StringWidth(line) > w {
				t.Fatalf("%d cells on %d: %q", ansi.StringWidth(line), w, ansi.Strip(line))
			}
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(ansi.Strip(s)) }
		if got, want := bare(strings.Join(lines, "")), bare(text); got != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

func TestWrapBreaksWherePeopleDo(t *testing.T) {
	style := lipgloss.NewStyle()
	tests := []struct {
		name, in string
		w        int
		want     []string
	}{
		{"words", "un deux trois", 7, []string{"un deux", "trois"}},
		{"a narrow space does not break", "dit\u202f: oui", 5, []string{"dit\u202f:", "oui"}},
		{"lines of the text", "a\n\nb", 9, []string{"a", "", "b"}},
		{"indented lists", "liste :\n  - un\n  - deux", 20, []string{"liste :", "  - un", "  - deux"}},
		{"a long word is cut", "abcdefgh ij", 3, []string{"abc", "def", "gh", "ij"}},
		{"nothing", "", 5, nil},
	}
	for _, test := range tests {
		if got := wrap(test.w, piece{test.in, &style}); fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %q, not %q", test.name, got, test.want)
		}
	}
}

// thousand is a case with a thousand notes of some sixty words.
func thousand() *fakeVault {
	v := lived()
	words := strings.Repeat("Point sur le budget, le loyer et les démarches auprès de la CAF ; rendez-vous pris. ", 4)
	var changes []*model.Change
	for i := range 1000 {
		c := &model.Case{ID: theCase}
		w := must(c.Put("note.add", v.NewID(), &model.Contact{Kind: model.ContactKinds[i%8], Outcome: model.Held, Date: today.AddDays(-i), Worker: maelle, Facts: words, Words: "« Ça va mieux. »"}))
		v.next++
		changes = append(changes, &model.Change{Write: w, ID: model.ChangeID{1, byte(i), byte(i >> 8)}, Device: herDev, Millis: int64(i)})
	}
	v.cases[theCase] = v.cases[theCase].With(changes...)
	return v
}

// Only what is in view is wrapped: the cost of a key does not grow with the notes.
func TestOnlyWhatIsInViewIsDrawn(t *testing.T) {
	for _, tab := range []string{TabThread, TabPast} {
		v := thousand()
		s := newStage(t, v, locale.French, 120, 40, nav.Route{Arg: tab})
		st := s.page.panes[0].(*thread).stack
		if tab == TabPast {
			st = s.page.panes[pastTab].(*past).stack
		}
		for _, key := range []string{"down", "end", "up", "home", "pgdown"} {
			before := len(st.kept)
			s.Press(key)
			s.Screen()
			if drawn := len(st.kept) - before; drawn > 60 {
				t.Errorf("%s: %d blocks were drawn for %s", tab, drawn, key)
			}
		}
	}
}

// One op is a key and the frame that follows it.
func BenchmarkKey(b *testing.B) {
	for _, tab := range []string{TabThread, TabSteps, TabPast} {
		for _, key := range []string{"down", "pgdown"} {
			b.Run(tab+"/"+key, func(b *testing.B) {
				s := newStage(b, thousand(), locale.French, 120, 40, nav.Route{Arg: tab})
				s.page.View()
				for b.Loop() {
					s.page.Keys()
					s.page.Update(uitest.Key(key))
					s.page.View()
				}
			})
		}
	}
}

// One op is what follows a change of the case.
func BenchmarkChanged(b *testing.B) {
	s := newStage(b, thousand(), locale.French, 120, 40, nav.Route{})
	for b.Loop() {
		s.page.Update(nav.Changed{Cases: []model.ID{theCase}})
		s.page.View()
	}
}

// One op opens the page.
func BenchmarkOpen(b *testing.B) {
	s := newStage(b, thousand(), locale.French, 120, 40, nav.Route{})
	for b.Loop() {
		p := New(s.vault, s.names, s.env, s.page.set, s.page.route)
		p.Layout(120, 38)
		p.View()
	}
}

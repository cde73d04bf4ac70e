package widget

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"seuil/model/text"
	"seuil/ui/locale"
	"seuil/ui/theme"
)

func tableEnv(t testing.TB) *Env {
	t.Helper()
	l, err := locale.New(locale.French)
	if err != nil {
		t.Fatal(err)
	}
	return &Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return time.Date(2026, 11, 23, 14, 32, 0, 0, time.UTC) }}
}

func plainMark(int) Mark { return Mark{Symbol: "●"} }

func namedCell(row, column int) Cell { return Cell{Text: fmt.Sprintf("r%dc%d", row, column)} }

func TestColumnsShareTheWidth(t *testing.T) {
	columns := []Column{{Title: "A", Min: 10, Grow: 1, Max: 20}, {Title: "B", Min: 5, Rank: 2}, {Title: "C", Min: 8, Rank: 1, Grow: 3}}
	for _, c := range []struct {
		w    int
		want [3]int
	}{
		{w: Gutter + 5, want: [3]int{5, 0, 0}},         // less than there must be
		{w: Gutter + 10, want: [3]int{10, 0, 0}},       // the first alone
		{w: Gutter + 18, want: [3]int{18, 0, 0}},       // one cell short of the second
		{w: Gutter + 19, want: [3]int{10, 0, 8}},       // rank 1 comes before rank 2
		{w: Gutter + 25, want: [3]int{10, 5, 8}},       // all
		{w: Gutter + 29, want: [3]int{11, 5, 11}},      // one share and three
		{w: Gutter + 25 + 60, want: [3]int{20, 5, 58}}, // the first at its most
	} {
		tab := NewTable(tableEnv(t), columns...)
		tab.Layout(c.w, 10)
		for i, want := range c.want {
			if got := tab.Width(i); got != want {
				t.Errorf("on %d cells column %d has %d, not %d", c.w, i, got, want)
			}
		}
	}
}

// Whatever is pressed and however the rows and the size change, the cursor is on a row, the row is in view, no room is
// wasted, and every line is exactly as wide as the table.
func TestTableKeepsItsCursorInView(t *testing.T) {
	env := tableEnv(t)
	rapid.Check(t, func(t *rapid.T) {
		tab := NewTable(env, Column{Title: "Ménage", Min: 6, Grow: 1}, Column{Title: "Quoi", Min: 9, Rank: 1})
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				tab.SetLen(rapid.IntRange(0, 60).Draw(t, "rows"))
			case 1:
				tab.Layout(rapid.IntRange(0, 60).Draw(t, "w"), rapid.IntRange(1, 20).Draw(t, "h"))
			case 2:
				tab.Select(rapid.IntRange(-3, 70).Draw(t, "row"))
			default:
				tab.Key(rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end", "j", "k"}).Draw(t, "key"))
			}
			from, to := tab.Span()
			switch at := tab.Selected(); {
			case tab.Len() == 0 && at != -1:
				t.Fatalf("row %d of none", at)
			case tab.Len() > 0 && tab.Page() > 0 && (at < from || at >= to):
				t.Fatalf("row %d is not among %d to %d", at, from, to)
			case to-from != min(tab.Page(), tab.Len()):
				t.Fatalf("%d rows in view of %d where %d fit", to-from, tab.Len(), tab.Page())
			}
			lines := strings.Split(tab.View(plainMark, namedCell), "\n")
			if len(lines) != 1+to-from {
				t.Fatalf("%d lines for %d rows", len(lines), to-from)
			}
			for i, line := range lines {
				if w := ansi.StringWidth(line); w != max(tab.w, min(Gutter, tab.w)) && tab.w >= Gutter {
					t.Fatalf("line %d is %d cells wide, not %d: %q", i, w, tab.w, line)
				}
			}
			for y := range len(lines) {
				row, ok := tab.Hit(y)
				if ok != (y > 0) || ok && tab.Width(0) > 5 && !strings.Contains(ansi.Strip(lines[y]), fmt.Sprintf(" r%dc0 ", row)) {
					t.Fatalf("line %d is hit as row %d (%v)", y, row, ok)
				}
			}
		}
	})
}

func TestTableAsksOnlyForWhatItDraws(t *testing.T) {
	tab := NewTable(tableEnv(t), Column{Title: "A", Min: 10}, Column{Title: "B", Min: 50, Rank: 1})
	tab.Layout(40, 6)
	tab.SetLen(10_000)
	tab.Select(5_000)
	asked := 0
	tab.View(plainMark, func(row, column int) Cell {
		asked++
		if row < 4_990 || row > 5_010 || column != 0 {
			t.Errorf("asked for row %d, column %d", row, column)
		}
		return Cell{}
	})
	if asked != 5 {
		t.Errorf("asked for %d cells", asked)
	}
}

// The fast way of drawing must look like the slow one: each cell rendered by its style.
func TestTablePaintsAsStylesDo(t *testing.T) {
	for _, noColor := range []bool{false, true} {
		env := tableEnv(t)
		env.Theme = theme.New(theme.Dark, noColor)
		th := env.Theme
		tab := NewTable(env, Column{Title: "A", Min: 8}, Column{Title: "B", Min: 6}, Column{Title: "C", Min: 4, Right: true})
		tab.Layout(Gutter+20, 3)
		tab.SetLen(2)
		tab.Select(1)
		cell := func(_, column int) Cell {
			return []Cell{{Text: "Orazi"}, {Text: "tard", Style: &th.Late, Found: []text.Range{{Start: 0, End: 1}}}, {Text: "4"}}[column]
		}
		lines := strings.Split(tab.View(func(int) Mark { return Mark{Symbol: "▲", Style: &th.Late, Ticked: true} }, cell), "\n")
		for i, under := range []lipgloss.Style{lipgloss.NewStyle(), th.Selected} {
			at := func(s lipgloss.Style, text string) string { return s.Inherit(under).Render(text) }
			want := at(th.Accent, []string{" ×", "►×"}[i]) + at(th.Late, "▲ ") + at(th.Text, "Orazi    ") +
				at(th.Match, "t") + at(th.Late, "ard   ") + at(th.Text, "   4")
			if got := lines[i+1]; got != want {
				t.Errorf("row %d (no colour: %v)\n got %q\nwant %q", i, noColor, got, want)
			}
		}
	}
}

func TestCellsAreCutByWhatTheyTakeOnTheScreen(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"ORAZI", 5, "ORAZI"}, {"ORAZI", 4, "ORA…"}, {"ORAZI", 7, "ORAZI  "}, {"ORAZI", 1, "…"}, {"ORAZI", 0, ""},
		{"ŒUVRARD", 7, "ŒUVRARD"}, {"e\u0301tienne", 7, "e\u0301tienne"}, {"日本語", 5, "日本…"}, {"日本語", 4, "日… "}, {"deux\nlignes", 20, "deux lignes         "},
	} {
		if got := Align(c.s, c.w, false); got != c.want {
			t.Errorf("%q on %d cells is %q, not %q", c.s, c.w, got, c.want)
		}
	}
	if got := Align("7", 3, true); got != "  7" {
		t.Errorf("at the right: %q", got)
	}
}

func TestSidesGiveTheLeftAway(t *testing.T) {
	for w, want := range map[int]string{12: "gauche droit", 15: "gauche    droit", 9: "ga… droit", 5: "droit"} {
		if got := Sides("gauche", "droit", w); strings.TrimSpace(got) != want || ansi.StringWidth(got) != w {
			t.Errorf("on %d cells: %q", w, got)
		}
	}
}

func TestLinesWrapBetweenWordsAndEnd(t *testing.T) {
	got := Lines("Le logement est bien tenu.\n\nFrigo en panne depuis trois semaines.", 16, 3)
	if want := "Le logement est|bien tenu. Frigo|en panne depuis…"; strings.Join(got, "|") != want {
		t.Errorf("wrapped as %q", got)
	}
	for _, line := range Lines(strings.Repeat("é", 100_000), 10, 2) {
		if ansi.StringWidth(line) > 10 {
			t.Errorf("a line of %d cells", ansi.StringWidth(line))
		}
	}
	if Lines("  \n ", 10, 3) != nil {
		t.Error("an empty text has lines")
	}
}

func TestHeaderShowsTheYearWhereThereIsRoom(t *testing.T) {
	env := tableEnv(t)
	for w, want := range map[int]string{80: "lun. 23 nov. 14:32", 109: "lun. 23 nov. 14:32", 110: "lun. 23 nov. 2026 14:32"} {
		got := ansi.Strip(Header(env, w, Name(env, "Ménages")))
		if !strings.HasSuffix(got, " "+want+" ") || !strings.HasPrefix(got, " seuil [Ménages] ") || ansi.StringWidth(got) != w {
			t.Errorf("on %d cells: %q", w, got)
		}
	}
	long := ansi.Strip(Header(env, 80, strings.Repeat("très long ", 12)))
	if ansi.StringWidth(long) != 80 || !strings.HasSuffix(long, "14:32 ") {
		t.Errorf("a long title gives %q", long)
	}
}

func TestFrameAndPanesFit(t *testing.T) {
	env := tableEnv(t)
	frame := Frame(env, 30, strings.Repeat("titre ", 9), []string{"a", strings.Repeat("b", 50)})
	panes := Panes(env, 30, 3, 10, []string{strings.Repeat("é", 20)}, []string{"x", strings.Repeat("y", 40)})
	for _, line := range append(strings.Split(frame, "\n"), append(panes, RuleWith(env, 30, 10, "┬"))...) {
		if w := ansi.StringWidth(line); w != 30 {
			t.Errorf("a line of %d cells: %q", w, ansi.Strip(line))
		}
	}
	if got := []rune(ansi.Strip(panes[0])); got[10] != '│' {
		t.Errorf("the bar is not at column 10: %q", string(got))
	}
}

func TestTheLastPartsGiveWayToTheSide(t *testing.T) {
	env := testEnv(t, locale.French)
	for w, want := range map[int]string{
		40: " un · deux · trois                 côté", 24: " un · deux · trois côté", 23: " un · deux        côté", 12: " un    côté", 8: " … côté",
	} {
		if got := strings.TrimRight(ansi.Strip(PartsAndSide(env, []string{"un", "deux", "trois"}, "côté", w)), " "); got != want {
			t.Errorf("on %d cells: %q", w, got)
		}
	}
}

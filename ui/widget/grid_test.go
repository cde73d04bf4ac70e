package widget

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/locale"
)

func testGrid(t *testing.T, columns, rows, w, h int) *Grid {
	t.Helper()
	g := NewGrid(testEnv(t, locale.French))
	list := make([]GridColumn, columns)
	for i := range list {
		list[i] = GridColumn{Group: fmt.Sprint("groupe ", i/2), Title: fmt.Sprint("Colonne ", i), Note: fmt.Sprint("R", 90+i), Width: 10}
	}
	g.SetColumns("Ménage", "tenus", list)
	g.SetLen(rows)
	g.Layout(w, h)
	return g
}

// draw is the grid without colours; every line must have exactly its width but those left empty.
func drawGrid(t *testing.T, g *Grid) []string {
	t.Helper()
	lines := g.View(GridCells{
		Head:  func(row int) Cell { return Cell{Text: fmt.Sprint("MÉNAGE ", row)} },
		Cell:  func(row, col int) Cell { return Cell{Text: fmt.Sprint(row, "×", col)} },
		Tail:  func(row int) Cell { return Cell{Text: fmt.Sprint(row, "/9")} },
		Foot:  func(col int) Cell { return Cell{Text: fmt.Sprint("Σ", col)} },
		Total: Cell{Text: "Tenus"},
	})
	if len(lines) > g.h {
		t.Errorf("%d lines on %d", len(lines), g.h)
	}
	for i, line := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(line), " ")
		if n := Width(lines[i]); n > g.w {
			t.Errorf("%d cells on %d: %q", n, g.w, lines[i])
		}
	}
	return lines
}

func TestTheCellUnderTheCursorStandsInBrackets(t *testing.T) {
	g := testGrid(t, 3, 5, 80, 12)
	g.Select(2, 1)
	lines := drawGrid(t, g)
	if got := lines[gridTop+2]; !strings.HasPrefix(got, "► MÉNAGE 2 ") || !strings.Contains(got, "[2×1]") || !strings.HasSuffix(got, "2/9") {
		t.Errorf("%q", got)
	}
	if n := strings.Count(strings.Join(lines, "\n"), "["); n != 1 {
		t.Errorf("%d cells are selected", n)
	}
	if got := lines[len(lines)-1]; !strings.HasPrefix(got, "  Tenus ") || !strings.Contains(got, "Σ1") {
		t.Errorf("sums: %q", got)
	}
	if c := g.Cursor(); c.Y != gridTop+2 || []rune(lines[c.Y])[c.X] != '2' {
		t.Errorf("the cursor stands at %d, %d", c.X, c.Y)
	}
}

func TestABracketFitsBesideACellThatIsFull(t *testing.T) {
	g := testGrid(t, 3, 1, 60, 8)
	g.columns[0].Width, g.columns[1].Width = 3, 3
	g.Layout(60, 8)
	g.extra = 0
	for col, want := range []string{"[0×0]0×1 0×2", "0×0[0×1]0×2"} {
		g.Select(0, col)
		if got := drawGrid(t, g)[gridTop]; !strings.Contains(got, want) {
			t.Errorf("%q", got)
		}
	}
}

func TestColumnsScrollBetweenTheEndsOfTheRows(t *testing.T) {
	g := testGrid(t, 9, 3, 80, 10)
	if from, to := g.Shown(); from != 0 || to != 4 {
		t.Fatalf("columns %d to %d", from, to)
	}
	for col := range 9 {
		g.Select(1, col)
		from, to := g.Shown()
		line := drawGrid(t, g)[gridTop+1]
		if col < from || col >= to || !strings.Contains(line, fmt.Sprintf("[1×%d]", col)) || !strings.Contains(line, "MÉNAGE 1") || !strings.Contains(line, "1/9") {
			t.Errorf("column %d of %d to %d: %q", col, from, to, line)
		}
	}
	if from, to := g.Shown(); from != 5 || to != 9 {
		t.Errorf("at the end: columns %d to %d", from, to)
	}
	g.Key("left")
	if from, _ := g.Shown(); from != 5 {
		t.Error("one step back scrolled already")
	}
	g.Layout(200, 10)
	if from, to := g.Shown(); from != 0 || to != 9 {
		t.Errorf("with room for all: columns %d to %d", from, to)
	}
}

func TestRowsScrollAndKeysStopAtTheEdges(t *testing.T) {
	g := testGrid(t, 3, 100, 80, 14)
	at := func(row, col int) {
		t.Helper()
		if r, c, ok := g.Selected(); !ok || r != row || c != col {
			t.Errorf("at %d, %d, want %d, %d", r, c, row, col)
		}
	}
	for _, step := range []struct {
		key      string
		row, col int
	}{{"up", 0, 0}, {"left", 0, 0}, {"down", 1, 0}, {"j", 2, 0}, {"k", 1, 0}, {"pgdown", 10, 0}, {"right", 10, 1}, {"end", 99, 1}, {"down", 99, 1}, {"pgup", 90, 1}, {"home", 0, 1}} {
		if !g.Key(step.key) {
			t.Errorf("%s is no key", step.key)
		}
		at(step.row, step.col)
	}
	if g.Key("x") {
		t.Error("x is a key")
	}
	g.Select(99, 9)
	at(99, 2)
	if lines := drawGrid(t, g); !strings.Contains(lines[gridTop+9], "MÉNAGE 99") {
		t.Errorf("%q", lines)
	}
	g.SetLen(4)
	at(3, 2)
	g.SetLen(0)
	if _, _, ok := g.Selected(); ok || g.Cursor() != nil {
		t.Error("a cell without rows")
	}
	drawGrid(t, g)
}

func TestAClickFindsItsCell(t *testing.T) {
	g := testGrid(t, 3, 5, 80, 12)
	g.Select(0, 2)
	x := g.x(1)
	for _, c := range []struct {
		x, y, row, col int
		ok             bool
	}{{x, gridTop, 0, 1, true}, {x + 9, gridTop + 4, 4, 1, true}, {3, gridTop + 1, 1, 2, true}, {78, gridTop + 1, 1, 2, true}, {x, gridTop - 1, 0, 0, false}, {x, gridTop + 5, 0, 0, false}, {80, gridTop, 0, 0, false}} {
		if row, col, ok := g.Hit(c.x, c.y); row != c.row && ok || col != c.col && ok || ok != c.ok {
			t.Errorf("%d, %d: %d, %d, %v", c.x, c.y, row, col, ok)
		}
	}
}

func TestATitleWithoutNoteTakesTwoLinesAndAGroupStandsOnce(t *testing.T) {
	g := NewGrid(testEnv(t, locale.French))
	g.SetColumns("Ménage", "faits", []GridColumn{{Title: "Premier entretien", Width: 10}, {Title: "Bail", Width: 10}, {Group: "Le ménage", Title: "Adhésion", Note: "R95", Width: 10}, {Group: "Le ménage", Title: "Démarches", Note: "R95", Width: 10}})
	g.SetLen(1)
	g.Layout(90, 8)
	lines := drawGrid(t, g)
	if strings.Count(lines[0], "Le ménage") != 1 || !strings.HasSuffix(lines[0], "─") {
		t.Errorf("%q", lines[0])
	}
	if !strings.Contains(lines[1], "Premier") || strings.Contains(lines[1], "Bail") || !strings.Contains(lines[2], "entretien") || !strings.Contains(lines[2], "Bail") {
		t.Errorf("%q\n%q", lines[1], lines[2])
	}
}

func TestTheGridFitsAnyWidth(t *testing.T) {
	for w := 50; w < 200; w += 7 {
		for _, columns := range []int{0, 1, 2, 9, 40} {
			g := testGrid(t, columns, 30, w, 20)
			g.Select(20, columns/2)
			drawGrid(t, g)
		}
	}
}

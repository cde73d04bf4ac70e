package widget

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
)

// WordGrid is a number of numbered words that a person types by their first letters: recovery words, or the words of a
// passphrase copied from a paper. As soon as the letters name one word it stands there whole and the next one is asked
// for; who goes on typing the same word is not punished, its other letters are swallowed.
type WordGrid struct {
	env      *Env
	complete func(string) (string, bool)
	cells    []wordCell
	at       int
	rest     string // folded letters of the word just completed that may still be typed
	eaten    string // those of them that were
	width    int
}

type wordCell struct {
	typed string // as typed; the whole word once it is known
	known bool
	wrong bool // known, but not the word that was to be copied
}

// wordLetters is how many letters name a word of the list.
const wordLetters = 4

// NewWordGrid asks for n words; complete resolves the first letters of one.
func NewWordGrid(env *Env, n int, complete func(string) (string, bool)) *WordGrid {
	return &WordGrid{env: env, complete: complete, cells: make([]wordCell, n)}
}

// Words are the words; a place where no word of the list stands yet is empty.
func (g *WordGrid) Words() []string {
	words := make([]string, len(g.cells))
	for i := range g.cells {
		if c := g.word(i); c.known {
			words[i] = c.typed
		}
	}
	return words
}

// word is what stands at a place. The last word may have lost its first letters to the one before it, of which they are the last
// ones too; no further letter comes to tell, so that they count as soon as they make a word.
func (g *WordGrid) word(i int) wordCell {
	c := g.cells[i]
	if i == g.at && i == len(g.cells)-1 && !c.known && g.eaten != "" {
		if word, ok := g.complete(g.eaten + c.typed); ok {
			return wordCell{typed: word, known: true}
		}
	}
	return c
}

// Known is how many words stand in the grid.
func (g *WordGrid) Known() int {
	n := 0
	for i := range g.cells {
		if g.word(i).known {
			n++
		}
	}
	return n
}

// Full says that every place holds a word.
func (g *WordGrid) Full() bool { return g.Known() == len(g.cells) }

// Empty says that nothing was typed.
func (g *WordGrid) Empty() bool {
	return !slices.ContainsFunc(g.cells, func(c wordCell) bool { return c.typed != "" })
}

// Clear empties the grid.
func (g *WordGrid) Clear() {
	g.cells, g.at = make([]wordCell, len(g.cells)), 0
	g.forget()
}

// Mark marks the word of a place (from 0) as not the right one and goes there.
func (g *WordGrid) Mark(i int) {
	if i >= 0 && i < len(g.cells) {
		g.cells[i].wrong, g.at = true, i
		g.forget()
	}
}

// Go goes to a place, from 0.
func (g *WordGrid) Go(i int) { g.moveTo(i) }

// Compare marks every word that is not the one of the list given and goes to the first; same says that there is none.
func (g *WordGrid) Compare(words []string) (same bool) {
	same = true
	for i := len(g.cells) - 1; i >= 0; i-- {
		if c := g.word(i); !c.known || i >= len(words) || c.typed != words[i] {
			same = false
			g.Mark(i)
		}
	}
	return same
}

// Update takes a key press or a paste of one or more words.
func (g *WordGrid) Update(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		for i, w := range strings.Fields(text.CleanLine(msg.Content)) {
			if i > 0 {
				g.space()
			}
			g.letters(w)
		}
	case tea.KeyPressMsg:
		g.press(msg)
	}
}

func (g *WordGrid) press(msg tea.KeyPressMsg) {
	switch key := msg.String(); {
	case key == "space":
		g.space()
	case msg.Text != "":
		g.letters(msg.Text)
	case key == "backspace":
		g.back()
	case key == "delete":
		g.cells[g.at] = wordCell{}
		g.forget()
	case key == "left", key == "up":
		g.moveTo(g.at - 1)
	case key == "right", key == "down":
		g.moveTo(g.at + 1)
	case key == "home":
		g.moveTo(0)
	case key == "end":
		g.moveTo(len(g.cells) - 1)
	}
}

// letters adds what was typed, letter by letter.
func (g *WordGrid) letters(s string) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			g.letter(string(r))
		}
	}
}

func (g *WordGrid) letter(s string) {
	if g.rest != "" {
		if rest, ok := strings.CutPrefix(g.rest, text.Fold(s)); ok {
			g.rest, g.eaten = rest, g.eaten+s
			return
		}
		eaten := g.eaten
		g.forget()
		g.letters(eaten) // they began the next word after all
	}
	c := &g.cells[g.at]
	if c.known {
		*c = wordCell{}
	}
	c.typed += s
	if len([]rune(text.Fold(c.typed))) >= wordLetters && !g.settle() {
		g.unswallow()
	}
}

// unswallow takes the letters swallowed at the end of the word before for what they were: the beginning of this one, whose
// first four letters were typed without a space after the four of the other.
func (g *WordGrid) unswallow() {
	c := &g.cells[g.at]
	letters := []rune(g.eaten + c.typed)
	if g.eaten == "" {
		return
	}
	if _, ok := g.complete(string(letters[:wordLetters])); !ok {
		return
	}
	*c = wordCell{}
	g.forget()
	g.letters(string(letters))
}

// settle puts the whole word in place of its first letters and goes on to the next place that has none.
func (g *WordGrid) settle() bool {
	c := &g.cells[g.at]
	word, ok := g.complete(c.typed)
	if !ok {
		return false
	}
	rest := strings.TrimPrefix(text.Fold(word), text.Fold(c.typed))
	*c = wordCell{typed: word, known: true}
	if g.at < len(g.cells)-1 {
		g.at++
	}
	g.forget()
	g.rest = rest
	return true
}

// space ends a word: of one that is complete already it says nothing new.
func (g *WordGrid) space() {
	if g.rest != "" || g.eaten != "" {
		g.forget()
		return
	}
	c := g.cells[g.at]
	if c.typed != "" && !c.known && !g.settle() || c.known {
		g.moveTo(g.at + 1)
	}
	g.forget()
}

func (g *WordGrid) back() {
	g.forget()
	c := &g.cells[g.at]
	if c.typed == "" && g.at > 0 {
		g.at--
		c = &g.cells[g.at]
	}
	if c.known {
		*c = wordCell{}
		return
	}
	if r := []rune(c.typed); len(r) > 0 {
		c.typed = string(r[:len(r)-1])
	}
}

func (g *WordGrid) moveTo(i int) {
	g.at = min(max(i, 0), len(g.cells)-1)
	g.forget()
}

func (g *WordGrid) forget() { g.rest, g.eaten = "", "" }

// wordCellWidth is the width of a place: number, mark, the longest word of the list (eight letters) and a gap.
const wordCellWidth = 16

func (g *WordGrid) perRow() int { return min(4, max(1, g.width/wordCellWidth)) }

// Height is how many lines [WordGrid.View] draws on w cells.
func (g *WordGrid) Height(w int) int {
	g.width = w
	return (len(g.cells) + g.perRow() - 1) / g.perRow()
}

// View draws the places on w cells, four in a row where there is room.
func (g *WordGrid) View(w int) string {
	g.width = w
	var b strings.Builder
	for i := range g.cells {
		if i > 0 && i%g.perRow() == 0 {
			b.WriteByte('\n')
		}
		b.WriteString(g.cell(i, g.word(i)))
	}
	return b.String()
}

func (g *WordGrid) cell(i int, c wordCell) string {
	t := g.env.Theme
	mark, style := " ", t.Text
	switch {
	case c.wrong, !c.known && (len([]rune(c.typed)) >= wordLetters || c.typed != "" && i != g.at):
		mark, style = "▲", t.Late
	case c.known:
		mark, style = "√", t.Done
	}
	if c.typed == "" && i != g.at {
		c.typed, style = "·", t.Muted
	}
	word := Pad(ansi.Truncate(c.typed, wordCellWidth-6, "…"), wordCellWidth-6)
	if i == g.at {
		word = t.Field.Render(word)
	} else {
		word = style.Render(word)
	}
	return t.Muted.Render(fmt.Sprintf("%2d", i+1)) + " " + style.Render(mark) + word + "  "
}

// Cursor is where the hardware cursor stands, in cells of the last [WordGrid.View].
func (g *WordGrid) Cursor() (x, y int) {
	col, row := g.at%g.perRow(), g.at/g.perRow()
	typed := 0
	if c := g.word(g.at); !c.known {
		typed = min(ansi.StringWidth(c.typed), wordCellWidth-7)
	}
	return col*wordCellWidth + 4 + typed, row
}

// Click goes to the place at a cell of the last [WordGrid.View].
func (g *WordGrid) Click(x, y int) {
	if i := y*g.perRow() + x/wordCellWidth; x >= 0 && y >= 0 && x/wordCellWidth < g.perRow() && i < len(g.cells) {
		g.moveTo(i)
	}
}

package widget

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Phrases is the knowledge of words and of weak passphrases.
type Phrases interface {
	// Propose makes seven new words at random.
	Propose() []string
	// Complete resolves the first letters of a word of the list; ok is false while several words begin so.
	Complete(prefix string) (word string, ok bool)
	// Check says why a passphrase is refused: "too_short", "common", "repeated", "sequence"; nothing if it is accepted.
	Check(passphrase string) (code string)
}

// PhraseChoice is the choice of a new passphrase: seven proposed words, typed back by their first letters so that they are
// on a paper and not only on the screen; or a phrase of one's own, typed twice. Its sentences stand under "phrase.".
type PhraseChoice struct {
	env    *Env
	p      Phrases
	own    bool
	words  []string
	grid   *WordGrid
	first  *Input
	again  *Input
	second bool   // the second field of one's own phrase has the focus
	fault  string // key of the sentence that says why Enter did nothing
	height int    // of the last View, up to the line of the cursor
	x      int
}

// NewPhraseChoice proposes seven words.
func NewPhraseChoice(env *Env, p Phrases) *PhraseChoice {
	c := &PhraseChoice{env: env, p: p, first: NewInput(env), again: NewInput(env)}
	c.first.SetMask(true)
	c.again.SetMask(true)
	c.Others()
	c.focus(false)
	return c
}

// Others proposes seven other words.
func (c *PhraseChoice) Others() {
	c.own, c.fault = false, ""
	c.words = c.p.Propose()
	c.grid = NewWordGrid(c.env, len(c.words), c.p.Complete)
}

// Own says that a phrase of one's own is asked for, not the proposed words.
func (c *PhraseChoice) Own() bool { return c.own }

// Switch goes from the proposed words to a phrase of one's own, or back. Nothing typed is lost.
func (c *PhraseChoice) Switch() { c.own, c.fault = !c.own, "" }

// ToggleShown shows or hides the letters of one's own phrase.
func (c *PhraseChoice) ToggleShown() {
	c.first.ToggleShown()
	c.again.ToggleShown()
}

// Empty says that nothing was typed.
func (c *PhraseChoice) Empty() bool {
	return c.grid.Empty() && c.first.Len() == 0 && c.again.Len() == 0
}

// Clear empties the fields.
func (c *PhraseChoice) Clear() {
	c.grid.Clear()
	c.first.SetValue("")
	c.again.SetValue("")
	c.focus(false)
	c.fault = ""
}

func (c *PhraseChoice) focus(second bool) {
	c.second = second
	if second {
		c.first.Blur()
		c.again.Focus()
	} else {
		c.again.Blur()
		c.first.Focus()
	}
}

// Update takes a key press or a paste.
func (c *PhraseChoice) Update(msg tea.Msg) {
	c.fault = ""
	if !c.own {
		c.grid.Update(msg)
		return
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && (key.String() == "up" || key.String() == "down") {
		c.focus(key.String() == "down")
		return
	}
	if c.second {
		c.again.Update(msg)
	} else {
		c.first.Update(msg)
	}
}

// Submit is the passphrase if everything is typed as it should be; else it goes to what is missing and says so.
func (c *PhraseChoice) Submit() (passphrase string, ok bool) {
	if !c.own {
		switch {
		case !c.grid.Full():
			c.fault = "phrase.unfinished"
			c.grid.Go(slices.Index(c.grid.Words(), ""))
		case !c.grid.Compare(c.words):
			c.fault = "phrase.not_those"
		default:
			return strings.Join(c.words, " "), true
		}
		return "", false
	}
	switch code := c.p.Check(c.first.Value()); {
	case code != "":
		c.fault = "phrase.refused." + code
		c.focus(false)
	case !c.second && c.again.Len() == 0:
		c.focus(true)
	case c.first.Value() != c.again.Value():
		c.fault = "phrase.differs"
		c.again.SetValue("")
		c.focus(true)
	default:
		return c.first.Value(), true
	}
	return "", false
}

// View draws the choice on w cells, ten lines or so.
func (c *PhraseChoice) View(w int) string {
	lines := []string{c.tabs(w), ""}
	if c.own {
		lines = append(lines, c.ownLines(w)...)
	} else {
		lines = append(lines, c.wordLines(w)...)
	}
	return strings.Join(lines, "\n")
}

// tabs is the line of the two ways.
func (c *PhraseChoice) tabs(w int) string {
	l, t := c.env.L, c.env.Theme
	words, own := " "+l.T("phrase.words")+" ", " "+l.T("phrase.own")+" "
	if c.own {
		own = t.Title.Render("[" + strings.TrimSpace(own) + "]")
		words = t.Muted.Render(words)
	} else {
		words = t.Title.Render("[" + strings.TrimSpace(words) + "]")
		own = t.Muted.Render(own)
	}
	return Cut(words+"  "+own, w)
}

func (c *PhraseChoice) wordLines(w int) []string {
	l, t := c.env.L, c.env.Theme
	lines := []string{t.Bold.Render(Cut("  "+strings.Join(c.words, "   "), w)), ""}
	for _, line := range WrapWords(l.T("phrase.copy"), w) {
		lines = append(lines, t.Text.Render(line))
	}
	lines = append(lines, "")
	x, y := c.grid.Cursor()
	c.height, c.x = 2+len(lines)+y, x
	lines = append(lines, strings.Split(c.grid.View(w), "\n")...)
	return append(lines, "", c.status(l.N("phrase.typed", c.grid.Known(), "of", len(c.words)), l.T("phrase.strength.words")))
}

func (c *PhraseChoice) ownLines(w int) []string {
	l, t := c.env.L, c.env.Theme
	var lines []string
	for _, line := range WrapWords(l.T("phrase.own_advice"), w) {
		lines = append(lines, t.Text.Render(line))
	}
	lines = append(lines, "")
	labels := [2]string{l.T("phrase.first"), l.T("phrase.again")}
	width := max(ansi.StringWidth(labels[0]), ansi.StringWidth(labels[1])) + 2
	for i, f := range []*Input{c.first, c.again} {
		lines = append(lines, t.Muted.Render(Pad(labels[i], width))+f.View(max(1, min(w-width, 56))))
		if x, ok := f.Cursor(); ok {
			c.height, c.x = 2+len(lines)-1, width+x
		}
	}
	return append(lines, "", c.status(c.ownStatus()))
}

// ownStatus tells in words how hard one's own phrase is to guess.
func (c *PhraseChoice) ownStatus() (note, good string) {
	l := c.env.L
	n := c.first.Len()
	switch code := c.p.Check(c.first.Value()); {
	case n == 0:
		return l.T("phrase.minimum"), ""
	case code == "too_short":
		return l.N("phrase.short", n), ""
	case code != "":
		return l.T("phrase.refused." + code), ""
	case n < 20:
		return "", l.T("phrase.strength.fair")
	case n < 28:
		return "", l.T("phrase.strength.good")
	}
	return "", l.T("phrase.strength.strong")
}

// status is the line below the fields: a refusal, what is still missing, or how strong the phrase is.
func (c *PhraseChoice) status(note, good string) string {
	t := c.env.Theme
	switch {
	case c.fault != "":
		return t.Late.Render("▲ " + c.env.L.T(c.fault))
	case note == "":
		return t.Done.Render("√ " + good)
	case good == "" || c.own:
		return t.Muted.Render("○ " + note)
	}
	return t.Muted.Render("○ " + note + " · " + good)
}

// Cursor is where the hardware cursor stands, in cells of the last [PhraseChoice.View].
func (c *PhraseChoice) Cursor() (x, y int) { return c.x, c.height }

// glue stands for the space of a French sign while a sentence is cut: it is one cell wide, no space, and in no sentence of seuil.
const glue = "╬"

// WrapWords cuts a sentence into lines of at most w cells, between words: no line begins with a colon or ends with a guillemet. Spaces that do
// not break stay.
func WrapWords(s string, w int) []string {
	return cutGlued(s, func(s string) string { return ansi.Wordwrap(s, max(1, w), "") })
}

// WrapAll is [WrapWords] that also cuts a word longer than a line, such as a path.
func WrapAll(s string, w int) []string {
	return cutGlued(s, func(s string) string { return ansi.Wrap(s, max(1, w), "") })
}

func cutGlued(s string, cut func(string) string) []string {
	signs := strings.NewReplacer(" :", glue+":", " ;", glue+";", " ?", glue+"?", " !", glue+"!", " »", glue+"»", "« ", "«"+glue)
	return strings.Split(strings.ReplaceAll(cut(signs.Replace(s)), glue, " "), "\n")
}

package widget

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/ui/theme"
)

func editorEnv() *Env {
	return &Env{Theme: theme.New(theme.Dark, false), Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }}
}

var everything = Limits{Chars: 200_000, Bytes: 256 << 10}

func newTestEditor(s string, w, h int) *Editor {
	e := NewEditor(editorEnv(), &Register{}, everything)
	e.Layout(w, h)
	e.SetText(s)
	return e
}

// pressEditor sends keys by name; anything else is typed character by character.
func pressEditor(e *Editor, keys ...string) {
	for _, k := range keys {
		if msg, ok := editorKey(k); ok {
			e.Update(msg)
			continue
		}
		for _, r := range k {
			e.Update(typedRune(r))
		}
	}
}

func typedRune(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

func editorKey(name string) (tea.KeyPressMsg, bool) {
	var msg tea.KeyPressMsg
	base := name
	for {
		if rest, ok := strings.CutPrefix(base, "ctrl+"); ok {
			msg.Mod, base = msg.Mod|tea.ModCtrl, rest
		} else if rest, ok := strings.CutPrefix(base, "shift+"); ok {
			msg.Mod, base = msg.Mod|tea.ModShift, rest
		} else {
			break
		}
	}
	codes := map[string]rune{"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome,
		"end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "enter": tea.KeyEnter, "backspace": tea.KeyBackspace,
		"delete": tea.KeyDelete}
	if code, ok := codes[base]; ok {
		msg.Code = code
		return msg, true
	}
	if msg.Mod&tea.ModCtrl != 0 && len(base) == 1 {
		msg.Code = rune(base[0])
		return msg, true
	}
	return msg, false
}

// shownText is the visible text with the cursor as a bar.
func shownText(e *Editor) string {
	lines := e.Lines()
	for i := range lines {
		lines[i] = ansi.Strip(lines[i])
	}
	return strings.Join(lines, "\n")
}

func TestFrenchIsTypedAsItIs(t *testing.T) {
	e := newTestEditor("", 40, 4)
	pressEditor(e, "L’été, « ça » va : œuvre à 12 €", "enter", "ÉÀÇ")
	if got, want := e.Text(), "L’été, « ça » va : œuvre à 12 €\nÉÀÇ"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if e.Chars() != utf8.RuneCountInString(e.Text()) {
		t.Errorf("%d characters counted", e.Chars())
	}
}

func TestADeadKeyThatComesAfterItsLetterJoinsIt(t *testing.T) {
	e := newTestEditor("", 40, 4)
	pressEditor(e, "e\u0301te", "\u0301")
	if e.Text() != "été" {
		t.Errorf("text %q", e.Text())
	}
	pressEditor(e, "backspace", "backspace")
	if e.Text() != "é" {
		t.Errorf("after two backspaces %q", e.Text())
	}
}

func TestAPasteIsCleanedAndIsOneStep(t *testing.T) {
	e := newTestEditor("", 40, 4)
	e.Update(tea.PasteMsg{Content: "un\r\ndeux\rtrois\x1b[31m\tfin"})
	if got, want := e.Text(), "un\ndeux\ntrois\uFFFD[31m fin"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if !e.Undo() || e.Text() != "" || e.Undo() {
		t.Errorf("a paste is not one step: %q", e.Text())
	}
}

func TestATooLargePasteIsRefusedWholeWithTheCount(t *testing.T) {
	e := NewEditor(editorEnv(), &Register{}, Limits{Chars: 10, Bytes: 100})
	pressEditor(e, "12345")
	if out := e.Update(tea.PasteMsg{Content: "abcdefgh"}); out.Over != 3 || e.Text() != "12345" {
		t.Errorf("over by %d, text %q", out.Over, e.Text())
	}
	if out := e.Update(tea.PasteMsg{Content: "abcde"}); out.Over != 0 || e.Text() != "12345abcde" {
		t.Errorf("over by %d, text %q", out.Over, e.Text())
	}
	if out := e.Update(typedRune('x')); out.Over != 1 || e.Chars() != 10 {
		t.Errorf("a letter too many is taken: %q", e.Text())
	}
	pressEditor(e, "shift+left", "é")
	if e.Text() != "12345abcdé" {
		t.Errorf("a replacement within the limit is refused: %q", e.Text())
	}
	b := NewEditor(editorEnv(), &Register{}, Limits{Chars: 100, Bytes: 10})
	if out := b.Update(tea.PasteMsg{Content: "€€€€"}); out.Over == 0 || b.Text() != "" {
		t.Errorf("twelve bytes taken for ten")
	}
}

func TestUndoGoesByWords(t *testing.T) {
	e := newTestEditor("", 40, 4)
	pressEditor(e, "Loyer de novembre")
	for _, want := range []string{"Loyer de ", "Loyer ", ""} {
		e.Undo()
		if e.Text() != want {
			t.Fatalf("undo gives %q, want %q", e.Text(), want)
		}
	}
	for _, want := range []string{"Loyer ", "Loyer de ", "Loyer de novembre"} {
		e.Redo()
		if e.Text() != want {
			t.Fatalf("redo gives %q, want %q", e.Text(), want)
		}
	}
	pressEditor(e, "backspace", "backspace", "home", "X")
	e.Undo()
	e.Undo()
	if e.Text() != "Loyer de novembre" {
		t.Errorf("after two steps %q", e.Text())
	}
	pressEditor(e, "!")
	if e.Redo() {
		t.Error("redo after a new edit")
	}
}

func TestSelectionIsReplacedCutAndPasted(t *testing.T) {
	e := newTestEditor("Madame a payé", 40, 4)
	pressEditor(e, "shift+ctrl+right", "ctrl+x")
	if e.Text() != " a payé" || e.reg.Text != "Madame" {
		t.Fatalf("cut leaves %q, register %q", e.Text(), e.reg.Text)
	}
	pressEditor(e, "end", " ", "ctrl+v", "ctrl+v")
	if e.Text() != " a payé MadameMadame" {
		t.Errorf("pasted %q", e.Text())
	}
	pressEditor(e, "ctrl+a", "ctrl+c", "Z")
	if e.Text() != "Z" || e.reg.Text != " a payé MadameMadame" {
		t.Errorf("replaced %q, register %q", e.Text(), e.reg.Text)
	}
	if out := e.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}); out.Handled {
		t.Error("copy without a selection is not left to the page")
	}
}

func TestWordsAreWrappedAndTheCursorKeepsItsColumn(t *testing.T) {
	e := newTestEditor("Le frigo est définitivement mort. Demande FSL à déposer.", 21, 9)
	want := "Le frigo est\ndéfinitivement mort.\nDemande FSL à\ndéposer."
	if got := shownText(e); got != want {
		t.Fatalf("wrapped as\n%s", got)
	}
	pressEditor(e, "down", "end", "down")
	if x, y, _ := e.Cursor(); x != 13 || y != 2 {
		t.Errorf("cursor at %d,%d", x, y)
	}
	pressEditor(e, "up")
	if x, y, _ := e.Cursor(); x != 20 || y != 1 {
		t.Errorf("the column is lost: %d,%d", x, y)
	}
	pressEditor(e, "ctrl+a", "right", "left", "home")
	if x, y, _ := e.Cursor(); x != 0 || y != 3 {
		t.Errorf("home goes to %d,%d", x, y)
	}
}

func TestALongWordAndWideCharactersStayWithin(t *testing.T) {
	e := newTestEditor(strings.Repeat("é", 50)+" 東京都渋谷区神宮前 "+strings.Repeat(" ", 30)+"fin", 12, 20)
	for _, l := range strings.Split(shownText(e), "\n") {
		if w := ansi.StringWidth(l); w > 11 {
			t.Errorf("row of %d cells: %q", w, l)
		}
	}
}

func TestClickAndDoubleClick(t *testing.T) {
	e := newTestEditor("un deux\ntrois", 40, 4)
	e.Point(4, 0)
	e.SelectWord()
	if s, end := e.Selection(); e.Text()[s:end] != "deux" {
		t.Errorf("selected %q", e.Text()[s:end])
	}
	e.Point(99, 99)
	if e.At() != 13 {
		t.Errorf("a click below the text puts the cursor at %d", e.At())
	}
	e.SelectWord()
	if s, end := e.Selection(); e.Text()[s:end] != "trois" {
		t.Errorf("selected %q", e.Text()[s:end])
	}
}

func TestFindIgnoresCaseAndAccents(t *testing.T) {
	e := newTestEditor("Étienne, ETIENNE et le cœur d’Étienne : COEUR", 40, 4)
	if got := e.Find("etienne"); len(got) != 3 || e.Text()[got[0].Start:got[0].End] != "Étienne" {
		t.Errorf("found %v", got)
	}
	if got := e.Find("oeu"); len(got) != 2 || e.Text()[got[0].Start:got[0].End] != "œu" {
		t.Errorf("found %v", got)
	}
	if got := e.Find("  "); got != nil {
		t.Errorf("spaces found: %v", got)
	}
}

func TestMarksFollowTheTextAndNamesAreCovered(t *testing.T) {
	e := newTestEditor("Voir DUPONT lundi", 40, 2)
	e.SetMarks([]TextMark{{5, 11, Covered}, {12, 17, Spotted}})
	if got := shownText(e); got != "Voir D····· lundi" {
		t.Errorf("shown %q", got)
	}
	pressEditor(e, "home", "À ")
	if got := shownText(e); got != "À Voir D····· lundi" {
		t.Errorf("after typing %q", got)
	}
	e.SetMarks([]TextMark{{0, 2, Warned}})
	if line := e.Lines()[0]; !strings.Contains(line, "\x1b[4") {
		t.Errorf("a mark is told by colour alone: %q", line)
	}
}

func TestALineEditorLeavesEnterToThePage(t *testing.T) {
	e := NewEditor(editorEnv(), &Register{}, everything)
	e.SetLine(true)
	e.Layout(10, 3)
	e.Update(tea.PasteMsg{Content: "un\ndeux"})
	if msg, _ := editorKey("enter"); e.Update(msg).Handled || e.Text() != "un deux" {
		t.Errorf("text %q", e.Text())
	}
}

func TestScrollingShowsTheCursorAgainAtTheNextKey(t *testing.T) {
	e := newTestEditor(strings.Repeat("ligne\n", 30), 20, 5)
	e.Scroll(10)
	if e.Above() != 10 || e.Below() != 16 {
		t.Fatalf("%d above, %d below", e.Above(), e.Below())
	}
	if _, _, ok := e.Cursor(); ok {
		t.Fatal("the cursor is in view")
	}
	pressEditor(e, "x")
	if _, _, ok := e.Cursor(); !ok || e.Above() != 0 {
		t.Error("the cursor is out of view after a key")
	}
	e.Scroll(-99)
	e.Scroll(99)
	if e.Below() != 0 {
		t.Errorf("%d rows below the end", e.Below())
	}
}

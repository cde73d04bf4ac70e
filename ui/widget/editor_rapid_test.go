package widget

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"seuil/model/text"
)

var pieces = []string{"a", "é", " ", "  ", "\n", "mot", "l’été ", "東", "👍", "🇫🇷", "e\u0323\u0302", "œ", "\u202f", "définitivement", "«", "…"}

func drawText(t *rapid.T, label string, most int) string {
	return text.Clean(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, label), ""))
}

// TestEditorAgainstAPlainString drives an editor with random keys and compares it, after each one, with a plain string and
// two positions; the rows mended after an edit must be those of a text wrapped from its beginning.
func TestEditorAgainstAPlainString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(2, 30).Draw(t, "w")
		e := newTestEditor(drawText(t, "start", 40), w, rapid.IntRange(1, 8).Draw(t, "h"))
		first := e.Text()
		var reg string
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			before, start, end := e.Text(), min(e.cursor, e.anchor), max(e.cursor, e.anchor)
			want, check := before, true
			key := rapid.SampledFrom([]string{"type", "paste", "backspace", "delete", "left", "right", "up", "down", "home", "end",
				"pgup", "pgdown", "ctrl+left", "ctrl+right", "shift+left", "shift+right", "shift+up", "shift+down", "ctrl+a", "ctrl+x",
				"ctrl+c", "ctrl+v", "undo", "redo", "resize", "enter"}).Draw(t, "key")
			switch key {
			case "type", "paste":
				s := rapid.SampledFrom(pieces).Draw(t, "s")
				if key == "paste" {
					s = drawText(t, "paste", 12)
				}
				e.Insert(s)
				want = before[:start] + text.Clean(s) + before[end:]
				if s == "" {
					want = before
				}
			case "resize":
				e.Layout(rapid.IntRange(2, 30).Draw(t, "w"), rapid.IntRange(1, 8).Draw(t, "h"))
			case "undo":
				e.Undo()
				check = false
			case "redo":
				e.Redo()
				check = false
			default:
				if start < end && slices.Contains([]string{"ctrl+x", "backspace", "delete"}, key) {
					want = before[:start] + before[end:]
				} else if key == "backspace" {
					want = before[:previous(before, start)] + before[start:]
				} else if key == "delete" {
					want = before[:start] + before[e.after(end):]
				} else if key == "ctrl+v" {
					if want = before[:start] + reg + before[end:]; reg == "" {
						want = before
					}
				} else if key == "enter" {
					want = before[:start] + "\n" + before[end:]
				}
				if start < end && (key == "ctrl+x" || key == "ctrl+c") {
					reg = before[start:end]
				}
				pressEditor(e, key)
			}
			if check && e.Text() != want {
				t.Fatalf("%s on %q (%d..%d) gives %q, want %q", key, before, start, end, e.Text(), want)
			}
			soundEditor(t, e)
		}
		for e.Redo() {
			soundEditor(t, e)
		}
		last := e.Text()
		for e.Undo() {
			soundEditor(t, e)
		}
		if e.Text() != first {
			t.Fatalf("undone to %q, want %q", e.Text(), first)
		}
		for e.Redo() {
			soundEditor(t, e)
		}
		if e.Text() != last {
			t.Fatalf("redone to %q, want %q", e.Text(), last)
		}
	})
}

// soundEditor checks what always holds.
func soundEditor(t *rapid.T, e *Editor) {
	if !slices.Equal(e.rows, wrapAll(e.text, e.wrapWidth())) {
		t.Fatalf("mended rows %v of %q at %d, want %v", e.rows, e.text, e.wrapWidth(), wrapAll(e.text, e.wrapWidth()))
	}
	if e.chars != utf8.RuneCountInString(e.text) {
		t.Fatalf("%d characters of %q", e.chars, e.text)
	}
	for _, i := range []int{e.cursor, e.anchor} {
		if b, a := around(e.text, i); i < 0 || i > len(e.text) || b != i || a != i {
			t.Fatalf("the cursor stands within a character: %d of %q", i, e.text)
		}
	}
	at := 0
	for _, r := range e.rows {
		if r.start != at || r.end < r.start {
			t.Fatalf("rows %v do not make the text", e.rows)
		}
		at = r.next()
	}
	if x, _, ok := e.Cursor(); !ok || x < 0 || x >= e.w {
		t.Fatalf("the cursor is out of view: column %d of %d", x, e.w)
	}
	lines := e.Lines()
	if len(lines) > e.h {
		t.Fatalf("%d lines in %d rows", len(lines), e.h)
	}
	for _, l := range lines {
		if n := ansi.StringWidth(l); n > max(e.w, 3) {
			t.Fatalf("line of %d cells in %d: %q", n, e.w, l)
		}
	}
}

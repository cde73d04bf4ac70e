// Command picture renders the screens of the demonstration to SVG, for the README: go run ./ui/picture DIR.
package main

import (
	"fmt"
	"html"
	"image/color"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/theme"
)

// Size of one cell, in pixels of the picture.
const (
	cellW = 8.4
	cellH = 18
)

// style is what the escape sequences before a run of text said of it.
type style struct {
	fg, bg                   string
	bold, underline, reverse bool
}

// writeSVG draws a frame of styled lines as a picture of w by h cells.
func writeSVG(out io.Writer, frame string, w, h int, p theme.Palette) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" font-family="Go Mono, DejaVu Sans Mono, monospace" font-size="14">`+"\n", float64(w)*cellW, h*cellH)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", hex(p.Background))
	for y, line := range strings.Split(frame, "\n") {
		writeLine(&b, line, y, style{fg: hex(p.Text), bg: hex(p.Background)})
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(out, b.String())
	return err
}

// writeLine draws the runs of one line. Each run has its width told, so that any font keeps the columns.
func writeLine(b *strings.Builder, line string, y int, plain style) {
	x, st := 0, plain
	parser := ansi.NewParser()
	state := byte(0)
	var run strings.Builder
	from := 0
	flush := func() {
		if run.Len() > 0 {
			writeRun(b, run.String(), from, x, y, st, plain)
			run.Reset()
		}
		from = x
	}
	for line != "" {
		seq, width, n, next := ansi.DecodeSequence(line, state, parser)
		if width > 0 {
			run.WriteString(seq)
			x += width
		} else if strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m") {
			flush()
			st = apply(st, seq[2:len(seq)-1], plain)
		}
		line, state = line[n:], next
	}
	flush()
}

func writeRun(b *strings.Builder, text string, from, to, y int, st, plain style) {
	if st.reverse {
		st.fg, st.bg = st.bg, st.fg
	}
	left, width := float64(from)*cellW, float64(to-from)*cellW
	if st.bg != plain.bg {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", left, y*cellH, width, cellH, st.bg)
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	extra := ""
	if st.bold {
		extra += ` font-weight="bold"`
	}
	if st.underline {
		extra += ` text-decoration="underline"`
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d" textLength="%.1f" xml:space="preserve" fill="%s"%s>%s</text>`+"\n",
		left, y*cellH+cellH-5, width, st.fg, extra, html.EscapeString(text))
}

// apply reads the numbers of one SGR sequence.
func apply(st style, params string, plain style) style {
	nums := strings.Split(params, ";")
	for i := 0; i < len(nums); i++ {
		switch n, _ := strconv.Atoi(nums[i]); n {
		case 0:
			st = plain
		case 1:
			st.bold = true
		case 4:
			st.underline = true
		case 7:
			st.reverse = true
		case 22:
			st.bold = false
		case 24:
			st.underline = false
		case 27:
			st.reverse = false
		case 39:
			st.fg = plain.fg
		case 49:
			st.bg = plain.bg
		case 38, 48:
			if i+4 < len(nums) && nums[i+1] == "2" {
				c := fmt.Sprintf("rgb(%s,%s,%s)", nums[i+2], nums[i+3], nums[i+4])
				if n == 38 {
					st.fg = c
				} else {
					st.bg = c
				}
				i += 4
			}
		}
	}
	return st
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/locale"
	"seuil/ui/widget"
)

// paragraph is a piece of a zone with what was found in it, in bytes from its start. It is looked over again only when its
// text has changed: a key costs the same in a long note as in a short one.
type paragraph struct {
	text   string
	spots  []locale.Spotted
	action *locale.Mark // the paragraph is a line that begins with >>
	offers []offer
	warns  []text.Warning
	names  []text.Range // to cover while names are masked
	words  int          // as typists count; none in a heading
}

// check looks over the texts that have changed and marks what was found.
func (p *Page) check() {
	if p.state == missing {
		return
	}
	for i, z := range p.zones {
		if z.checked != nil && z.version == z.ed.Version() {
			continue
		}
		z.version = z.ed.Version()
		z.checked = p.checkZone(i, z.ed.Text(), z.checked)
		p.mark(z)
	}
	p.offers = p.findOffers()
}

// longest is from how many bytes a paragraph is looked over sentence by sentence.
const longest = 1500

// checkZone reuses the paragraphs at both ends that are what they were.
func (p *Page) checkZone(zone int, s string, was []*paragraph) []*paragraph {
	pieces := splitParagraphs(s)
	out := make([]*paragraph, len(pieces))
	head := 0
	for head < len(pieces) && head < len(was) && was[head].text == pieces[head] {
		out[head] = was[head]
		head++
	}
	tail := 0
	for tail < len(pieces)-head && tail < len(was)-head && was[len(was)-1-tail].text == pieces[len(pieces)-1-tail] {
		out[len(pieces)-1-tail] = was[len(was)-1-tail]
		tail++
	}
	for i := head; i < len(pieces)-tail; i++ {
		out[i] = p.look(zone, pieces[i])
	}
	return out
}

// splitParagraphs cuts s after each line end, and long paragraphs after each sentence.
func splitParagraphs(s string) []string {
	var out []string
	for len(s) > 0 {
		end := strings.IndexByte(s, '\n') + 1
		if end == 0 {
			end = len(s)
		}
		piece := s[:end]
		s = s[end:]
		for len(piece) > longest {
			cut := sentenceEnd(piece)
			if cut == 0 {
				break
			}
			out = append(out, piece[:cut])
			piece = piece[cut:]
		}
		out = append(out, piece)
	}
	return out
}

// sentenceEnd is where the first sentence ends that has a fair length, or 0: after a full stop, before a capital. An
// abbreviated month ("4 déc. 2026") is no end.
func sentenceEnd(s string) int {
	for i := 200; i+2 < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' {
			if r, _ := utf8.DecodeRuneInString(s[i+2:]); unicode.IsUpper(r) {
				return i + 2
			}
		}
	}
	return 0
}

// look looks one paragraph over.
func (p *Page) look(zone int, s string) *paragraph {
	g := &paragraph{text: s}
	if !p.heads[strings.TrimSpace(s)] {
		g.words = len(strings.Fields(s))
	}
	today := p.today()
	if marks := p.env.L.Marks(s, today); len(marks) > 0 {
		g.action = &marks[0]
	} else {
		g.spots = p.env.L.Spot(s, today)
	}
	g.offers = offersIn(g)
	for _, w := range p.checker.Warnings(s) {
		// What the person says of herself is hers to say; a number that identifies somebody is not.
		if zoneFields[zone] != programme.ZoneWords || w.Code == text.CodeNumber {
			g.warns = append(g.warns, w)
		}
	}
	if p.names.Masked {
		g.names = p.namesIn(s)
	}
	return g
}

// mark underlines what was found.
func (p *Page) mark(z *zone) {
	var marks []widget.TextMark
	at := 0
	for _, g := range z.checked {
		if line := strings.TrimSuffix(g.text, "\n"); p.heads[strings.TrimSpace(line)] {
			marks = append(marks, widget.TextMark{Start: at, End: at + len(line), Look: widget.Heading})
		}
		for _, s := range g.spots {
			marks = append(marks, widget.TextMark{Start: at + s.Start, End: at + s.End, Look: widget.Spotted})
		}
		if g.action != nil {
			marks = append(marks, widget.TextMark{Start: at + g.action.Start, End: at + g.action.End, Look: widget.Spotted})
		}
		for _, w := range g.warns {
			marks = append(marks, widget.TextMark{Start: at + w.Start, End: at + w.End, Look: widget.Warned})
		}
		for _, n := range g.names {
			marks = append(marks, widget.TextMark{Start: at + n.Start, End: at + n.End, Look: widget.Covered})
		}
		at += len(g.text)
	}
	z.hits = p.search.inZone(z)
	for _, r := range z.hits {
		marks = append(marks, widget.TextMark{Start: r.Start, End: r.End, Look: widget.Found})
	}
	z.ed.SetMarks(marks)
}

// warning is one thing to look at again, as it is told: its words, its code, its place among all.
type warning struct {
	words, code string
	nth, of     int
}

// warning is the one nearest before the cursor, or else the first; ok is false if there is none.
func (p *Page) warning() (w warning, ok bool) {
	cursor := p.zone().ed.Offset()
	for i, z := range p.zones {
		at := 0
		for _, g := range z.checked {
			for _, found := range g.warns {
				w.of++
				if i == p.focus && at+found.Start <= cursor || w.of == 1 {
					w.words, w.code, w.nth = g.text[found.Start:found.End], found.Code, w.of
				}
			}
			at += len(g.text)
		}
	}
	return w, w.of > 0
}

// words is the number of words that were written, headings aside.
func (p *Page) words() int {
	n := 0
	for _, z := range p.zones {
		for _, g := range z.checked {
			n += g.words
		}
	}
	return n
}

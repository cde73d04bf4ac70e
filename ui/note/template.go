package note

import (
	"slices"
	"strings"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/programme"
)

// headings are the headings of all templates, in both languages: they tell what was written from what was offered.
type headings map[string]bool

func newHeadings(set *programme.Set) headings {
	all := make(headings)
	for _, kind := range model.ContactKinds {
		t := set.Template(kind)
		for _, field := range zoneFields {
			for _, lang := range []string{"fr", "en"} {
				for _, h := range t.Headings(field, lang) {
					all[h] = true
				}
			}
		}
	}
	return all
}

// bare says that nothing was written in a text: headings and blank lines at most.
func (h headings) bare(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" && !h[line] {
			return false
		}
	}
	return true
}

// strip is the text without the headings under which nothing was written, and without blank lines at its ends. It is what is
// kept: a heading that nobody used would only make the thread longer.
func (h headings) strip(s string) string {
	lines := strings.Split(s, "\n")
	var out []string
	for i := 0; i < len(lines); i++ {
		if h[strings.TrimSpace(lines[i])] {
			j := i + 1
			for j < len(lines) && strings.TrimSpace(lines[j]) == "" {
				j++
			}
			if j == len(lines) || h[strings.TrimSpace(lines[j])] {
				i = j - 1 // the heading goes, with the blank lines below it
				continue
			}
		}
		out = append(out, lines[i])
	}
	return strings.Trim(strings.TrimRight(strings.Join(out, "\n"), " \n"), "\n")
}

// prefill is what a zone holds once it has the headings of a kind, and where the cursor then stands, in characters. What was
// written stays: headings under which nothing stands give way, and those of the kind that the text has not follow it.
func (p *Page) prefill(kind model.ContactKind, field, was string) (s string, at int) {
	heads := p.set.Template(kind).Headings(field, p.lang())
	written := p.heads.strip(was)
	if written != "" {
		lines := strings.Split(written, "\n")
		heads = slices.DeleteFunc(slices.Clone(heads), func(h string) bool { return slices.Contains(lines, h) })
		at = utf8.RuneCountInString(written)
		if len(heads) == 0 {
			return written, at
		}
		return written + "\n\n" + strings.Join(heads, "\n\n") + "\n", at
	}
	if len(heads) == 0 {
		return "", 0
	}
	return strings.Join(heads, "\n\n") + "\n", utf8.RuneCountInString(heads[0]) + 1
}

// setKind changes the kind of the contact and the headings with it, as one step of undo.
func (p *Page) setKind(kind model.ContactKind) {
	if p.head.Outcome == usual(p.head.Kind) {
		p.head.Outcome = usual(kind)
	}
	p.head.Kind = kind
	if p.state == quick {
		return
	}
	p.edit(func() {
		for _, z := range p.zones {
			z.ed.Replace(p.prefill(kind, z.field, z.ed.Text()))
		}
	})
}

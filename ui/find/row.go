package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/text"
	"seuil/store"
)

// row is what is shown of a hit. It is made when it comes into view, for most hits never do.
type row struct {
	who   string
	title string // what it is in full: the contact kind, or the kind of record
	short string // the same for the column
	parts []string
	found string // the part where the query was found, or the first
}

// maxRead bounds how much of one part is read to show where the query stands, in bytes.
const maxRead = 32 << 10

func (p *Page) row(i int) *row {
	if r := p.rows[i]; r != nil {
		return r
	}
	r := p.makeRow(p.hits[i])
	p.rows[i] = r
	return r
}

func (p *Page) makeRow(h store.Hit) *row {
	team := p.session.Case(h.Case)
	from := team
	if own := p.session.Companions(h.Case); h.Private {
		if i := slices.IndexFunc(own, func(c *model.Case) bool { return c.Record(h.Kind, h.Record) != nil }); i >= 0 {
			from = own[i]
		}
	}
	r := &row{who: p.names.Title(h.Case, team.Name()), title: p.env.L.T("find.kind." + string(h.Kind))}
	r.short = r.title
	p.read(r, from, h)
	if p.names.Masked {
		members := team.Members()
		for i, part := range r.parts {
			r.parts[i] = p.names.Text(members, part)
		}
	}
	r.found = p.best(r.parts)
	return r
}

// read fills in the texts of the record. A record that has just been deleted has none.
func (p *Page) read(r *row, c *model.Case, h store.Hit) {
	l := p.env.L
	switch h.Kind {
	case model.KindContact:
		k, _ := c.Contact(h.Record)
		if k.Kind != "" {
			r.title, r.short = l.T("contact.kind."+string(k.Kind)), l.T("contact.short."+string(k.Kind))
		}
		r.parts = []string{k.Subject, k.Facts, k.Words, k.Appraisal, k.Shareable, k.Place, k.Present}
	case model.KindTask:
		t, _ := c.Task(h.Record)
		r.parts = []string{t.Label, t.Place, t.Reason}
	case model.KindMember:
		for _, m := range c.Members() {
			if m.ID == h.Record {
				r.parts = []string{p.names.Person(strings.TrimSpace(m.Last + " " + m.First)), m.Note}
			}
		}
	case model.KindDwelling:
		for _, d := range c.Dwellings() {
			if d.ID == h.Record {
				r.parts = []string{joined(p.names.Secret(d.Address), d.Commune), d.Access}
			}
		}
	case model.KindReach:
		for _, v := range c.Reaches() {
			if v.ID == h.Record {
				r.parts = []string{joined(p.names.Secret(v.Value), v.Whose)}
			}
		}
	case model.KindCase:
		r.parts = []string{c.Header().Situation}
	}
}

func joined(parts ...string) string {
	var list []string
	for _, s := range parts {
		if s != "" {
			list = append(list, s)
		}
	}
	return strings.Join(list, ", ")
}

// best is the part in which the query stands, or the first that says something.
func (p *Page) best(parts []string) string {
	first := ""
	for _, s := range parts {
		if s = head(s, maxRead); s == "" {
			continue
		}
		if len(text.Match(s, p.input.Value())) > 0 {
			return s
		}
		if first == "" {
			first = s
		}
	}
	return first
}

// head is at most n bytes of s, whole characters.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// excerpt is a piece of s of about n characters, on one line, that shows where the query stands: a third of it at most lies
// before that place, more only where s ends.
func excerpt(s, query string, n int) string {
	at := 0
	if found := text.Match(s, query); len(found) > 0 {
		at = utf8.RuneCountInString(s[:found[0].Start])
	}
	skip := max(0, min(at-n/3, utf8.RuneCountInString(s)-n+2))
	start := 0
	for range skip {
		_, size := utf8.DecodeRuneInString(s[start:])
		start += size
	}
	if i := strings.IndexAny(s[start:], " \n"); start > 0 && i >= 0 && i < n/3 {
		start += i + 1 // at the beginning of a word
	}
	piece := head(s[start:], utf8.UTFMax*n)
	if start > 0 {
		piece = "… " + piece
	}
	return strings.Join(strings.FieldsFunc(piece, func(r rune) bool { return r == ' ' || r == '\n' }), " ")
}

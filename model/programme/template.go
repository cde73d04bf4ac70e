package programme

import (
	"strings"

	"seuil/model"
)

// Template is the headings that a note of one contact kind starts with, zone by zone (R88, R89).
type Template struct {
	Kind      model.ContactKind
	Source    string
	Facts     Headings
	Words     Headings
	Appraisal Headings
	Shareable Headings
}

// Headings are the headings of one zone of a note, in the languages of the interface.
type Headings struct {
	FR []string `toml:"fr"`
	EN []string `toml:"en"`
}

// Zones of a note that a template can fill: names of fields of [model.Contact].
const (
	ZoneFacts     = "facts"
	ZoneWords     = "words"
	ZoneAppraisal = "appraisal"
	ZoneShareable = "shareable"
)

// Headings are the headings for a zone in a language.
func (t Template) Headings(zone, lang string) []string {
	var h Headings
	switch zone {
	case ZoneFacts:
		h = t.Facts
	case ZoneWords:
		h = t.Words
	case ZoneAppraisal:
		h = t.Appraisal
	case ZoneShareable:
		h = t.Shareable
	}
	if lang == "en" && len(h.EN) > 0 {
		return h.EN
	}
	return h.FR
}

// Text is what an empty zone is filled with: each heading on a line of its own and a line to write on below it. It is empty
// if the template has nothing for the zone.
func (t Template) Text(zone, lang string) string {
	return strings.Join(t.Headings(zone, lang), "\n\n")
}

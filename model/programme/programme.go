package programme

import (
	"seuil/model"
	"seuil/model/text"
)

// Label is a name in the languages of the interface.
type Label struct {
	FR string `toml:"fr"`
	EN string `toml:"en"`
}

// In is the label in a language: "en" if there is one, else French.
func (l Label) In(lang string) string {
	if lang == "en" && l.EN != "" {
		return l.EN
	}
	return l.FR
}

// Programme is one of the ways in which households are accompanied (R1): securisation, sauvegarde.
type Programme struct {
	Code      string
	Name      Label
	ShortName Label   `toml:"short"` // at most [MaxShort] cells
	Source    string  // requirement numbers
	Phases    []Phase `toml:"phase"` // in the order in which a household goes through them
	Steps     []Step  `toml:"step"`  // in the order in which they are shown within their phase
	Papers    []Paper `toml:"paper"`
	Rules     []Rule  `toml:"rule"`         // for each case
	Project   []Rule  `toml:"project_rule"` // once for all cases: meetings, dashboard, yearly evaluation
}

// Phase is a stage of a programme.
type Phase struct {
	Code      string
	Name      Label
	ShortName Label `toml:"short"` // at most [MaxShort] cells
	Source    string
}

// MaxShort is the longest short name, in cells: the width of a column of the caseload.
const MaxShort = 14

// Label is the name of the programme in a language; its code if this version does not know it.
func (p Programme) Label(lang string) string { return orCode(p.Name, lang, p.Code) }

// Short is the short name of the programme in a language; its code if this version does not know it.
func (p Programme) Short(lang string) string { return orCode(p.ShortName, lang, p.Code) }

// Label is the name of the phase in a language; its code if this version does not know it.
func (p Phase) Label(lang string) string { return orCode(p.Name, lang, p.Code) }

// Short is the short name of the phase in a language; its code if this version does not know it.
func (p Phase) Short(lang string) string { return orCode(p.ShortName, lang, p.Code) }

func orCode(l Label, lang, code string) string {
	if s := l.In(lang); s != "" {
		return s
	}
	return code
}

// Phase is the phase of a code. Unknown, it has nothing but its code: the case may come from a later version.
func (p Programme) Phase(code string) Phase {
	for _, ph := range p.Phases {
		if ph.Code == code {
			return ph
		}
	}
	return Phase{Code: code}
}

// Organisation is the landlord (bailleur) or one of the associations (opérateurs).
type Organisation struct {
	Code      string
	Kind      OrganisationKind
	Source    string
	Founded   model.Date
	Names     []DatedName `toml:"name"`     // the earliest first; at least one
	Networks  []Dated     `toml:"network"`  // federations that it belongs to (R10, R20)
	Approvals []Dated     `toml:"approval"` // agréments (R11, R23)
}

// OrganisationKind says what an organisation is in the programme.
type OrganisationKind string

// The kinds of organisation.
const (
	Landlord    OrganisationKind = "landlord"
	Association OrganisationKind = "association"
)

// DatedName is a name that an organisation has borne since a date; none: from the beginning.
type DatedName struct {
	Since  model.Date
	Name   string
	Status Label // legal form
	Source string
}

// Dated is something that an organisation has had since a date; none: not known.
type Dated struct {
	Since  model.Date
	Name   Label
	Source string
}

// Name is what the organisation is called on a date. A renamed landlord keeps its code (R3).
func (o Organisation) Name(on model.Date) string {
	name := o.Code
	for i, n := range o.Names {
		if i == 0 || n.Since <= on {
			name = n.Name
		}
	}
	return name
}

// Agency is a management unit of the landlord (unité de gestion, R5), or its head office.
type Agency struct {
	Code      string
	Landlord  string // code of the organisation
	Name      Label
	ShortName Label `toml:"short"` // at most [MaxShort] cells
	Seat      bool  // the head office: no household belongs to it
	Source    string
}

// Label is the name of the agency in a language; its code if this version does not know it.
func (a Agency) Label(lang string) string { return orCode(a.Name, lang, a.Code) }

// Short is the short name of the agency in a language; its code if this version does not know it.
func (a Agency) Short(lang string) string { return orCode(a.ShortName, lang, a.Code) }

// Set is all that the files say. It does not change once loaded.
type Set struct {
	programmes    []Programme
	organisations []Organisation
	agencies      []Agency
	templates     map[model.ContactKind]Template
	words         []wordList
}

// Programmes are the programmes, by code.
func (s *Set) Programmes() []Programme { return s.programmes }

// Programme is the programme of a code. Unknown, it has nothing but its code.
func (s *Set) Programme(code string) Programme {
	for _, p := range s.programmes {
		if p.Code == code {
			return p
		}
	}
	return Programme{Code: code}
}

// Agencies are the agencies of the landlord, in the order of the file, its head office with them.
func (s *Set) Agencies() []Agency { return s.agencies }

// Agency is the agency of a code. Unknown, it has nothing but its code.
func (s *Set) Agency(code string) Agency {
	for _, a := range s.agencies {
		if a.Code == code {
			return a
		}
	}
	return Agency{Code: code}
}

// Associations are the associations, in the order of the file.
func (s *Set) Associations() []Organisation { return s.ofKind(Association) }

// Landlords are the landlords, in the order of the file.
func (s *Set) Landlords() []Organisation { return s.ofKind(Landlord) }

func (s *Set) ofKind(kind OrganisationKind) (list []Organisation) {
	for _, o := range s.organisations {
		if o.Kind == kind {
			list = append(list, o)
		}
	}
	return list
}

// IsLandlord says that a name is, or was, that of a landlord, whatever its case and accents.
func (s *Set) IsLandlord(name string) bool {
	for _, o := range s.organisations {
		for _, n := range o.Names {
			if o.Kind == Landlord && text.Fold(n.Name) == text.Fold(name) {
				return true
			}
		}
	}
	return false
}

// Organisation is the organisation of a code. Unknown, it has nothing but its code.
func (s *Set) Organisation(code string) Organisation {
	for _, o := range s.organisations {
		if o.Code == code {
			return o
		}
	}
	return Organisation{Code: code}
}

// Template is the template of a contact kind; without headings if there is none.
func (s *Set) Template(kind model.ContactKind) Template {
	t := s.templates[kind]
	t.Kind = kind
	return t
}

// Words are the words to warn about in a language.
func (s *Set) Words(lang string) []text.WordList {
	lists := make([]text.WordList, len(s.words))
	for i, w := range s.words {
		lists[i] = text.WordList{Code: w.Code, Words: w.FR}
		if lang == "en" && len(w.EN) > 0 {
			lists[i].Words = w.EN
		}
	}
	return lists
}

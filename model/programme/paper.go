package programme

// How many associations sign a paper; empty if the text does not say.
const (
	OperatorsAll = "all" // « associations SOLIGONE et CAP HABITAT » (R94)
	OperatorsOne = "one" // « CAP HABITAT ou SOLIGONE » (R136)
)

// AnnexedLease says that a paper is to be joined to the lease (R83).
const AnnexedLease = "lease"

// Paper is an agreement of the programme: protocole, engagement, contrat, convention.
type Paper struct {
	Code        string
	Name        Label
	Quote       Label // FR is verbatim from the programme text, « … » joining two pieces
	Source      string
	Parties     []string     // who signs: [PartyHousehold], [PartyLandlord], [PartyOperator], [PartyWorker]
	Operators   string       // [OperatorsAll], [OperatorsOne] or nothing
	AnnexedTo   string       `toml:"annexed_to"` // [AnnexedLease] or nothing
	Commitments []Commitment `toml:"commitment"` // in the order of the text
}

// Commitment (engagement) is what one party of a paper undertakes.
type Commitment struct {
	Code      string // once in its paper
	Party     string // one of those who sign
	Text      Label  // FR is verbatim from the programme text
	ShortName Label  `toml:"short"` // at most [MaxShort] cells, or nothing
	Source    string
}

// Paper is the paper of a code. Unknown, it has nothing but its code.
func (p Programme) Paper(code string) Paper {
	for _, k := range p.Papers {
		if k.Code == code {
			return k
		}
	}
	return Paper{Code: code}
}

// Label is the name of the paper in a language; its code if this version does not know it.
func (p Paper) Label(lang string) string { return orCode(p.Name, lang, p.Code) }

// CommitmentsOf are the commitments of one party, in the order of the text.
func (p Paper) CommitmentsOf(party string) []Commitment {
	var list []Commitment
	for _, c := range p.Commitments {
		if c.Party == party {
			list = append(list, c)
		}
	}
	return list
}

// Commitment is the commitment of a code. Unknown, it has nothing but its code.
func (p Paper) Commitment(code string) Commitment {
	for _, c := range p.Commitments {
		if c.Code == code {
			return c
		}
	}
	return Commitment{Code: code}
}

// Label is the text of the commitment in a language; its code if this version does not know it.
func (c Commitment) Label(lang string) string { return orCode(c.Text, lang, c.Code) }

// Short is the short name of the commitment in a language; its text if the file gives none, its code if this version does not
// know it.
func (c Commitment) Short(lang string) string { return orCode(c.ShortName, lang, c.Label(lang)) }

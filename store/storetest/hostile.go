package storetest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"seuil/model"
)

// Hostile are texts that a terminal would obey, that hide or reorder what they say, or that pass for a line of the program. All are
// valid UTF-8.
func Hostile() []string {
	return []string{
		"\x1b[2J\x1b[31mrouge", "\x1b]0;titre volé\a", "\x1b]52;c;cG93bmVk\x1b\\", "\x1bP+q544e\x1b\\", "\x1b_Gi=1;\x1b\\", "\x1bc\x1b(0lqk", "\x1b[6n\x05\x1b[c",
		"\u009b31mC1", "\u009d0;titre\u009c", "\u0090q\u009c\u0085",
		"cloche\a\b\b\b\x7f\x00", "ligne\rautre", "\u202egpj.exe\u202c", "\u2066isolé\u2069\u200e\u200f\u061c", "\U000E0041\U000E0042\U000E007Fétiquettes",
		"z\u200be\u200cr\u200do\ufeff\u2060\u00ad", "\u2028sépare\u2029", "\ue000\U000F0001\uffff\ufdd0\U0001FFFE", "\ufff9a\ufffab\ufffb",
		"a" + strings.Repeat("\u0301\u0316", 200), "👩" + strings.Repeat("\u200d👩🏽", 40), "\u1100" + strings.Repeat("\u1161", 60), "\u0e33\u0f73\u0344",
		"\n√ Pris.\n■ Révoqué", "\tcolonne", "=HYPERLINK(\"x\")", "שלום عربي",
	}
}

// Forbidden says that a character must not get to a terminal as a part of a text: control characters, those that direct or hide text,
// what has no meaning that two machines share.
func Forbidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Noncharacter_Code_Point, unicode.Variation_Selector) ||
		r >= 0xE0000 && r <= 0xE0FFF
}

// Harm is what in a text must not get to a terminal; nothing if it may. Lines may end in LF.
func Harm(s string) string {
	marks := 0
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return fmt.Sprintf("a byte %#x that is no character", s[i])
		}
		if r != '\n' && Forbidden(r) {
			return fmt.Sprintf("%U in %q", r, s[max(0, i-20):min(len(s), i+20)])
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if marks > 8 {
			return fmt.Sprintf("a heap of marks in %q", s[max(0, i-20):i])
		}
	}
	return ""
}

// trusted are values of fields that pages understand, so that they show the rest of the record.
var trusted = map[model.Kind]map[string]string{
	model.KindCase:      {"programme": "securisation", "agency": "apt", "operator": "soligone", "origin": "siao"},
	model.KindPhase:     {"phase": "accompagnement"},
	model.KindMember:    {"role": model.RoleHolder},
	model.KindDwelling:  {"tenure": model.TenureLease},
	model.KindReach:     {"means": model.MeansPhone},
	model.KindContact:   {"kind": string(model.HomeVisit), "outcome": string(model.Held)},
	model.KindTask:      {"who": model.WhoWorker},
	model.KindStep:      {"code": "fiche_orientation"},
	model.KindAgreement: {"paper": "protocole", "parties": "household\nlandlord\noperator:soligone", "version": "1"},
	model.KindSignature: {"party": "landlord"}, model.KindCommitment: {"code": "logements", "state": model.CommitmentBroken},
	model.KindObligation: {"key": "bilan_etape#1"}, model.KindReply: {"sort": model.ReplyOrientation},
	model.KindConsent:    {"purpose": model.PurposeReview, "basis": model.BasisConsent, "fields": "member.birth\ncontact.shareable"},
	model.KindDisclosure: {"purpose": model.PurposeReview}, model.KindWorker: {"role": model.RoleCESF, "organisation": "soligone"},
	model.KindRetraction: {"kind": string(model.KindContact)},
}

// ends are fields by which a record is over, and so out of sight.
var ends = map[string]bool{"closed": true, "until": true, "skipped": true, "done": true, "answered": true, "accepted": true, "frozen": true, "annexed": true}

// Mood is how a hostile record is filled.
type Mood int

// Moods: as pages show it, as what is over, and as nothing that any version would write.
const (
	Shown Mood = iota
	Over
	Garbage
)

// Moods are all moods.
var Moods = []Mood{Shown, Over, Garbage}

// hostileFields are values for all fields of a kind. Turn says with which of the hostile texts each begins; ids refer to what is given.
func hostileFields(kind model.Kind, mood Mood, turn int, who model.ID) map[string]string {
	fields := make(map[string]string)
	for i, name := range model.FieldsOf(kind) {
		fields[name] = hostileText(turn + i)
		switch good := trusted[kind][name]; {
		case mood == Garbage:
		case good != "":
			fields[name] = good
		case mood == Shown && (ends[name] || name == "to" && kind == model.KindObligation):
			delete(fields, name)
		default:
			fields[name] = fitting(kind, name, fields[name], who)
		}
	}
	switch {
	case kind == model.KindSignature || kind == model.KindCommitment:
		fields["agreement"] = model.AgreementID("protocole", 1).String()
	case len(fields) == 0:
		fields["later"] = hostileText(turn)
	}
	return fields
}

// fitting is a value that the field can hold: the text, if it holds texts.
func fitting(kind model.Kind, name, text string, who model.ID) string {
	for _, value := range []string{text, "2026-11-20", "10:30", "12", who.String(), strings.Repeat("ab", len(model.ChangeID{}))} {
		w := model.Write{Case: who, Kind: kind, Record: who, Fields: []model.Field{{Name: name, Value: value}}}
		err := w.Validate()
		if refusal, ok := err.(*model.Error); !ok || refusal.Code != model.CodeBadValue {
			return value
		}
	}
	return ""
}

// hostileText is some of the hostile texts, beginning with one of them.
func hostileText(turn int) string {
	all := Hostile()
	text := "Zoé"
	for i := range 4 {
		text += " " + all[(turn+i)%len(all)]
	}
	return text
}

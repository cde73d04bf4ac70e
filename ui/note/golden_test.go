package note

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

var sizes = [][2]int{{80, 24}, {120, 30}, {160, 45}}

// words are what is typed in a language.
var words = map[locale.Lang]struct{ facts, own, appraisal, shareable, quick, long string }{
	locale.French: {
		"Loyer de novembre payé hier (quittance vue). Madame a repris le courrier EDF, on l’a rempli ensemble : mensualisation à 61 € dès janvier.\n" +
			">> ménage : fournir l’attestation avant le 12/12\nDemande FSL à déposer avant le 4 décembre, devis vu.",
		"« Je n’ouvrais plus le courrier. »", "Un voisin le dit ingérable : à vérifier.", "Loyer repris depuis novembre.",
		"CAF appelée : rappeler mardi à 14 h", "DE LA ROCHEFOUCAULD-MONTMORENCY Marie-Antoinette Élisabeth",
	},
	locale.English: {
		"November rent paid yesterday (receipt seen). She has taken up the mail again: monthly instalments of 61 € from January.\n" +
			">> household: bring the certificate before 12 December\nApplication to the FSL before 4 December, estimate seen.",
		"“I no longer opened the mail.”", "A neighbour calls him unmanageable: to be checked.", "Rent paid again since November.",
		"CAF called: call again on Tuesday at 14:00", "DE LA ROCHEFOUCAULD-MONTMORENCY Marie-Antoinette Élisabeth",
	},
}

// states bring a page to what is to be seen.
var states = map[string]func(d *desk, lang locale.Lang){
	"new": func(d *desk, _ locale.Lang) { d.open("", none) },
	"written": func(d *desk, lang locale.Lang) {
		t := words[lang]
		d.open("VAD", none).typed(t.facts).keys("tab").typed(t.own).keys("tab").typed(t.appraisal)
	},
	"shareable": func(d *desk, lang locale.Lang) {
		t := words[lang]
		d.open("DEM", none).typed(t.facts).keys("shift+tab").typed(t.shareable)
	},
	"private": func(d *desk, lang locale.Lang) {
		d.open("BUR", none).keys("ctrl+r").typed(words[lang].appraisal)
		reopen(d.t.(*testing.T), d)
	},
	"correction": func(d *desk, _ locale.Lang) {
		k := model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: model.NewDate(2026, 11, 10), Start: model.NewClock(16, 30), Minutes: 75,
			Place: "Apt", Present: "Madame, la référente", Facts: "Le loyer est payé.", Words: "« Je tiens bon. »", ReadBack: true}
		id := d.NewID()
		earlier := model.Contact{Kind: model.PhoneCall, Date: model.NewDate(2026, 10, 28), Facts: "Coupure évitée : EDF accepte la mensualisation.\nFrigo en panne."}
		d.store(put(d.Case(d.main), "note.add", id, &k), put(d.Case(d.main), "note.add", d.NewID(), &earlier))
		d.open("", id)
	},
	"quick": func(d *desk, lang locale.Lang) { d.open(ArgQuick, none).typed(words[lang].quick) },
	"find": func(d *desk, lang locale.Lang) {
		d.open("TEL", none).typed(words[lang].facts).keys("ctrl+f").typed("di")
	},
	"longname": func(d *desk, lang locale.Lang) {
		d.store(put(model.Fold(d.main, nil), "member.add", d.NewID(), &model.Member{Last: words[lang].long, Role: model.RoleCoHolder}))
		d.open("LRAR", none).keys("f2", "tab", "tab", "tab", "tab", "tab").typed(strings.Repeat("rue de la République ", 5)).keys("esc")
	},
	"longtext": func(d *desk, lang locale.Lang) {
		d.open("TEL", none).pasted(strings.Repeat(words[lang].own+" ", 80)).keys("tab").pasted(strings.Repeat(words[lang].own+"\n", 40))
	},
	"masked": func(d *desk, _ locale.Lang) {
		d.names.Masked = true
		d.open("TEL", none).typed("Marc Dupont : rappeler M. DUPONT-LEROY lundi.")
	},
	"gone": func(d *desk, _ locale.Lang) { d.open("", model.ID{7}) },
}

func TestScreens(t *testing.T) {
	for name, state := range states {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range sizes {
				file := fmt.Sprintf("%s_%s_%dx%d", name, lang, size[0], size[1])
				t.Run(file, func(t *testing.T) {
					d := newDesk(t, lang)
					state(d, lang)
					uitest.Golden(t, file, d.screen(size[0], size[1]))
				})
			}
		}
	}
}

// dialogs are opened over a written note.
var dialogs = map[string][]string{"details": {"f2"}, "kinds": {"ctrl+t"}, "characters": {"ctrl+g"}, "offers": {"ctrl+e"}, "offers_private": {"ctrl+r", "ctrl+e", "space"}}

func TestDialogs(t *testing.T) {
	for name, keys := range dialogs {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			file := fmt.Sprintf("dialog_%s_%s", name, lang)
			t.Run(file, func(t *testing.T) {
				d := newDesk(t, lang)
				states["written"](d, lang)
				d.keys(keys...)
				if len(d.dialogs) != 1 {
					t.Fatalf("%d dialogs", len(d.dialogs))
				}
				view := ansi.Strip(d.dialogs[0].View(76, 20))
				for _, line := range strings.Split(view, "\n") {
					if n := ansi.StringWidth(line); n > 76 {
						t.Errorf("%d cells: %q", n, line)
					}
				}
				if n := strings.Count(view, "\n") + 1; n > 20 {
					t.Errorf("%d rows", n)
				}
				uitest.Golden(t, file, view)
			})
		}
	}
}

// TestEveryKeyIsSaid checks the table: each binding has words in both languages, no key stands twice, none is a plain
// character, and the hints fit on 80 cells.
func TestEveryKeyIsSaid(t *testing.T) {
	for name, state := range states {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			d := newDesk(t, lang)
			state(d, lang)
			var seen []string
			for _, b := range d.page.Keys() {
				if b.Label == "" || strings.ContainsAny(b.Label+b.Help+b.Group, "‹›") || b.Run == nil {
					t.Errorf("%s: binding %+v", name, b)
				}
				for _, k := range b.Keys {
					if slices.Contains(seen, k) || len([]rune(k)) == 1 || strings.Contains(k, "alt+") {
						t.Errorf("%s: key %s", name, k)
					}
					seen = append(seen, k)
				}
			}
		}
	}
}

// TestTheScreenNeverBreaks resizes and types at every size.
func TestTheScreenNeverBreaks(t *testing.T) {
	d := newDesk(t, "fr")
	states["longtext"](d, "fr")
	for w := 80; w <= 170; w += 13 {
		for h := 24; h <= 50; h += 4 {
			for range 4 {
				d.keys("tab").typed("é ")
				s := d.screen(w, h)
				if d.page.Cursor() == nil || !strings.Contains(s, "█") || strings.Contains(s, "‹") {
					t.Fatalf("%dx%d:\n%s", w, h, s)
				}
			}
		}
	}
	d.page.Update(nav.Minute{})
}

// TestTheHintsOfTheNoteFitOn80Cells counts as the root does, which leaves out what does not fit before the help.
func TestTheHintsOfTheNoteFitOn80Cells(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for _, private := range []bool{false, true} {
			d := newDesk(t, lang).open("VAD", none)
			if private {
				d.keys("ctrl+r")
			}
			at, fit := 1, ""
			for _, b := range d.page.Keys() {
				if b.Hint {
					w := ansi.StringWidth(d.env.L.KeyName(b.Keys[0]) + " " + b.Label)
					if at += w + 2; at > 80-2-len("F1 aide") {
						break
					}
					fit += b.Keys[0] + " "
				}
			}
			if want := "ctrl+s tab ctrl+r ctrl+t f2 "; !strings.HasPrefix(fit, want) {
				t.Errorf("%s: hints %s, want %s", lang, fit, want)
			}
		}
	}
}

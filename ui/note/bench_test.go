package note

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
)

const sentence = "Madame a repris le courrier EDF, on l’a rempli ensemble : mensualisation à 61 € dès janvier. Rappeler le bailleur avant le 4 décembre. "

// texts are notes of 20,000 and 200,000 characters, in paragraphs and in one piece.
func texts() map[string]string {
	n := len([]rune(sentence))
	paragraphs := strings.Repeat(sentence+sentence+"\n", 20_000/n/2)
	return map[string]string{
		"20000 in paragraphs":  paragraphs,
		"20000 in one piece":   strings.Repeat(sentence, 20_000/n),
		"199000 in paragraphs": strings.Repeat(paragraphs, 199_000/20_000),
	}
}

// BenchmarkKeyToFrame is one letter in the middle of a long note: Update, Draft as the root asks for it, Keys, and View.
func BenchmarkKeyToFrame(b *testing.B) {
	for name, s := range texts() {
		b.Run(name, func(b *testing.B) {
			d := newDesk(b, "fr").open("DEM", none)
			d.run(d.page.Update(tea.PasteMsg{Content: s}))
			d.page.Layout(120, 28)
			d.page.zone().ed.Go(len([]rune(s)) / 2)
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				if i%40 == 39 {
					d.page.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
				} else {
					d.page.Update(tea.KeyPressMsg{Code: 'e', Text: "é"})
				}
				d.page.Keys()
				if _, ok := d.page.Draft(); !ok {
					b.Fatal("no draft")
				}
				_ = d.page.View()
				d.page.Cursor()
			}
		})
	}
}

// BenchmarkOpen opens a new note of a household that has a thousand.
func BenchmarkOpen(b *testing.B) {
	d := newDesk(b, "fr")
	c := d.Case(d.main)
	for i := range 1000 {
		d.store(put(c, "note.add", d.NewID(), &model.Contact{Kind: model.HomeVisit, Date: model.NewDate(2023, 1, i), Facts: sentence}))
	}
	for b.Loop() {
		d.open("", none)
		_ = d.page.View()
	}
}

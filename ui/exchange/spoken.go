package exchange

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// bundleWords is how many words open an emergency bundle.
const bundleWords = 7

// lock says who will be able to open the bundle.
func (v *sending) lock() (lines []string) {
	th, l := v.p.env.Theme, v.p.env.L
	switch {
	case !v.words:
		return v.wrapped(th.Text, l.T("exchange.words.offer"))
	case v.to.Revoked:
		lines = v.wrapped(th.Text, l.T("exchange.words.revoked"))
	default:
		lines = v.wrapped(th.Text, l.T("exchange.words.lock"))
	}
	return append(lines, v.wrapped(th.Late, "▲ "+l.T("exchange.words.limit", "name", v.to.Card.Name))...)
}

// wordsPerRow is how many words to be told stand side by side.
const wordsPerRow = 4

// told are the words to be told, and how.
func (v *sending) told() []string {
	th, l := v.p.env.Theme, v.p.env.L
	lines := v.wrapped(th.Bold, l.T("exchange.words.tell", "name", v.to.Card.Name))
	var row strings.Builder
	for i, word := range v.out.Words {
		row.WriteString(th.Muted.Render(fmt.Sprintf("%4d ", i+1)) + th.Accent.Render(widget.Pad(word, 10)))
		if (i+1)%wordsPerRow == 0 || i == len(v.out.Words)-1 {
			lines = append(lines, row.String())
			row.Reset()
		}
	}
	lines = append(lines, "")
	for _, key := range []string{"once", "apart", "after"} {
		lines = append(lines, v.wrapped(th.Text, l.T("exchange.words."+key, "name", v.to.Card.Name))...)
	}
	return lines
}

// telling is the bundle whose words stand on the screen; nil for none.
func (p *Page) telling() *sending {
	if v, ok := p.over.(*sending); ok && v.words && v.files != nil {
		return v
	}
	return nil
}

// askTold makes sure that the words were told before they are gone for good.
func (v *sending) askTold() tea.Cmd {
	p, l := v.p, v.p.env.L
	return p.ask(act.NewQuestion(p.env, l.T("exchange.words.told"), []string{l.T("exchange.words.told_why")},
		act.Answer{Key: l.T("exchange.verify.yes"), Label: l.T("exchange.words.told_yes"), Run: func() tea.Cmd {
			p.over = nil
			return p.say(nav.Info, l.T("exchange.words.gone"))
		}}))
}

// askWords asks for the words that open a bundle. Wrong ones stay in the dialog, which is shown again.
func (p *Page) askWords(path string) tea.Cmd {
	d := newSpelling(p, bundleWords, "open_words")
	d.title, d.text = p.env.L.T("exchange.words.title"), p.env.L.T("exchange.words.intro")
	d.accept = func() tea.Cmd {
		d.done = true
		return p.look(path, d)
	}
	return p.ask(d)
}

// again shows the words that did not open a bundle, to be corrected.
func (d *spelling) again(err error) tea.Cmd {
	d.fault, d.done = d.p.env.L.Error(err), false
	return d.p.ask(d)
}

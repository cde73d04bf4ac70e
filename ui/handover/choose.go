package handover

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// chooseTop is the first line of the list: below the head stand to whom, what is asked, and a rule.
const chooseTop = 5

// choice is a line of what may go: a part, the synthèse of a note, or a whole note.
type choice struct {
	part   model.Part
	note   model.ID
	whole  bool
	text   string
	ticked bool
}

// choosing is what goes to another association, while it is being chosen and then, value by value, before it leaves.
type choosing struct {
	to      taker
	choices []choice
	without []model.FieldRef // that were taken out of what leaves

	shown              bool // every value shows as it will leave
	copied             model.Copied
	pack               []string
	copy, passage, key model.ID
	at                 int
	top                int   // first line of the list in view
	of                 []int // of each line of the list, what it belongs to
}

// begin offers the parts and notes. What was written to be shared is ticked; what was noted in free words, and whole notes, take a tick of
// their own.
func (p *Page) begin(t taker) tea.Cmd {
	if p.s.Card() == nil {
		return p.say("handover.no_card", nav.Warn)
	}
	p.choose = &choosing{to: t, copy: p.s.NewCase(), passage: p.s.NewCase(), key: p.s.NewID()}
	p.choose.refresh(p)
	return nil
}

// refresh says anew what may be chosen; what was ticked stays so.
func (c *choosing) refresh(p *Page) {
	before := c.choices
	c.choices = nil
	for _, part := range model.Parts {
		c.choices = append(c.choices, choice{part: part, text: p.env.L.T("handover.part." + string(part)), ticked: part != model.PartDelicate})
	}
	for _, k := range p.c.Contacts() {
		head := p.contact(k)
		if k.Shareable != "" {
			c.choices = append(c.choices, choice{note: k.ID, text: p.env.L.T("handover.synthesis", "what", head, "text", oneLine(k.Shareable)), ticked: true})
		}
		c.choices = append(c.choices, choice{note: k.ID, whole: true, text: p.env.L.T("handover.note", "what", head)})
	}
	for i := range c.choices {
		o := &c.choices[i]
		if was := slices.IndexFunc(before, func(b choice) bool { return b.part == o.part && b.note == o.note && b.whole == o.whole }); was >= 0 {
			o.ticked = before[was].ticked
		}
	}
	c.prepare(p)
	c.pick(c.at)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// chosen is what is ticked.
func (c *choosing) chosen() (ch model.Choice) {
	ch.Without = c.without
	for _, o := range c.choices {
		switch {
		case !o.ticked:
		case o.note.IsZero():
			ch.Parts = append(ch.Parts, o.part)
		case o.whole:
			ch.Notes = append(ch.Notes, o.note)
		default:
			ch.Syntheses = append(ch.Syntheses, o.note)
		}
	}
	return ch
}

// prepare makes the copy and the text that goes with it.
func (c *choosing) prepare(p *Page) {
	c.copied = model.Copy(actPropose, p.c, c.copy, c.key, c.chosen(), p.source)
	c.pack = p.pack(c)
}

// count is how many lines can be selected: what is chosen, or every value and then every line of the text that goes along.
func (c *choosing) count() int {
	if c.shown {
		return len(c.copied.Told) + len(c.pack)
	}
	return len(c.choices)
}

func (c *choosing) pick(i int) { c.at = max(0, min(i, c.count()-1)) }

func (c *choosing) click(y int) {
	if y -= chooseTop; y >= 0 && c.top+y < len(c.of) {
		c.pick(c.of[c.top+y])
	}
}

// row is the line of the page on which the selection stands.
func (c *choosing) row() int { return chooseTop + max(0, slices.Index(c.of, c.at)-c.top) }

func (c *choosing) keys(p *Page) []nav.Binding {
	name, enter, mark := "show", c.show, "tick"
	if c.shown {
		name, enter, mark = "send", c.send, "omit"
	}
	return []nav.Binding{
		p.bind(name, true, act.Unmasked(p.env, p.names, func() tea.Cmd { return enter(p) }), "enter"),
		p.bind(mark, true, func() tea.Cmd { return c.toggle(p) }, "space"),
	}
}

// toggle ticks a line or takes it back; among the values it takes a field out.
func (c *choosing) toggle(p *Page) tea.Cmd {
	var said tea.Cmd
	switch {
	case c.count() == 0:
		return nil
	case !c.shown:
		c.choices[c.at].ticked = !c.choices[c.at].ticked
	case c.at >= len(c.copied.Told) || c.copied.Told[c.at].Kind == model.KindContact || c.copied.Told[c.at].Name == "programme":
		return p.say("handover.whole", nav.Info)
	default:
		ref := c.copied.Told[c.at].FieldRef
		c.without = append(c.without, ref)
		said = p.say("handover.omitted", nav.Info, "what", p.fieldName(ref))
	}
	c.prepare(p)
	c.pick(c.at)
	return said
}

// back goes from the values to what was chosen. What was taken out is in again.
func (c *choosing) back(p *Page) {
	c.shown, c.without = false, nil
	c.prepare(p)
	c.pick(0)
}

// show shows every value as it will leave.
func (c *choosing) show(*Page) tea.Cmd {
	c.shown, c.top = true, 0
	c.pick(0)
	return nil
}

// send asks why, and proposes what shows: the copy, the passage and the case that remembers it, in one commit.
func (c *choosing) send(p *Page) tea.Cmd {
	if ch := c.chosen(); len(ch.Parts)+len(ch.Syntheses)+len(ch.Notes) == 0 {
		return p.say("handover.nothing", nav.Info)
	}
	return p.why(c.to, func(reason string) tea.Cmd {
		card, on, text := p.s.Card(), p.today(), strings.Join(c.pack, "\n")
		h := model.Handover{From: p.from(), To: c.to.worker, Name: c.to.full(), Passage: c.passage, Proposed: on, Reason: reason, Pack: text}
		passage := model.Passage{Copy: c.copy, From: card.Worker, Giver: card.Name, House: card.Association, To: c.to.worker, Taker: c.to.full(),
			Proposed: on, Why: reason, Pack: text}
		if c.chosen().Has(model.PartHousehold) {
			passage.Household = p.c.Name()
		}
		arrival := model.Arrival{Passage: c.passage, By: card.Name + ", " + card.Association, House: card.Association, To: c.to.worker, Proposed: on}
		first, _ := (&model.Case{ID: c.passage}).Put(actPropose, c.passage, &passage) // new cases: there is always something to write
		second, _ := (&model.Case{ID: c.copy}).Put(actPropose, c.copy, &arrival)
		writes := append(p.c.Propose(actPropose, p.s.NewID(), h, p.s.Case), first, second)
		return p.commit(p.env.L.T("handover.proposed", "who", c.to.name), append(writes, c.copied.Writes...)...)
	})
}

// view draws to whom, and the part of the list that is in view around what is selected.
func (c *choosing) view(p *Page) []string {
	th, l := p.env.Theme, p.env.L
	title := l.T("handover.choose_title")
	if c.shown {
		title = l.N("handover.shown_title", len(c.copied.Told))
	}
	rows := []string{" " + th.Title.Render(widget.Cut(l.T("handover.copy_to", "who", c.to.full()), p.w-2)), " " + th.Bold.Render(widget.Cut(title, p.w-2)), widget.Rule(p.env, p.w)}
	var lines []string
	c.of = c.of[:0]
	from, to := 0, 0
	for i := range c.count() {
		if i == c.at {
			from = len(lines)
		}
		for j, s := range widget.WrapWords(c.line(p, i), p.w-5) {
			mark, style := "  ", &th.Text
			if i == c.at {
				style = &th.Selected
				if j == 0 {
					mark = "► "
				}
			}
			lines, c.of = append(lines, style.Render(widget.Pad(mark+strings.Repeat(" ", 2*min(j, 1))+s, p.w-1))), append(c.of, i)
		}
		if i == c.at {
			to = len(lines)
		}
	}
	h := max(1, p.h-chooseTop)
	c.top = max(0, min(max(c.top, to-h), from, len(lines)))
	return append(rows, lines[c.top:min(len(lines), c.top+h)]...)
}

// line is one line of the list, in words.
func (c *choosing) line(p *Page, i int) string {
	switch {
	case !c.shown && c.choices[i].ticked:
		return "[√] " + c.choices[i].text
	case !c.shown:
		return "[ ] " + c.choices[i].text
	case i < len(c.copied.Told):
		t := c.copied.Told[i]
		return p.env.L.T("handover.value", "kind", p.kindName(t.Kind), "field", p.fieldName(t.FieldRef), "value", p.names.Text(p.c.Members(), p.value(t)))
	}
	return p.names.Text(p.c.Members(), c.pack[i-len(c.copied.Told)])
}

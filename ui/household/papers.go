package household

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/widget"
)

// papers is the Conventions tab: the papers of the programme with their parties, signatures and commitments and, beside or
// below them, what is known of the selected one.
type papers struct {
	p        *Page
	stack    *stack
	prog     programme.Programme
	rows     []paperRow
	count    string // papers signed, of all
	waiting  bool   // some parties have signed a paper, others have not
	w, below int    // cells of a line; lines below the list
	kept     about
	turn     int      // the commit by which a version is begun; its end goes there
	begun    model.ID // that version
}

func newPapers(p *Page) *papers {
	k := &papers{p: p}
	k.stack = newStack(p.env, k.draw)
	return k
}

func (k *papers) load() {
	k.rows, k.count, k.waiting = k.rows[:0], "", false
	f := &k.p.facts
	if f.exists() {
		k.prog = k.p.set.Programme(f.header.Programme)
		signed := 0
		for _, versions := range k.versions() {
			for _, v := range versions {
				k.place(v)
			}
			if slices.ContainsFunc(versions, (*version).signed) {
				signed++
			}
			k.waiting = k.waiting || versions[0].waits()
		}
		if n := len(k.prog.Papers); n > 0 && !(f.theirs && len(k.rows) == 0) {
			k.count = figure(signed, n)
		}
	}
	keys := make([]string, len(k.rows))
	for i, r := range k.rows {
		keys[i] = r.key()
	}
	k.stack.reset(keys)
}

// start selects the paper that waits for signatures, else the first to be signed in the present phase.
func (k *papers) start() {
	i := slices.IndexFunc(k.rows, func(r paperRow) bool { return r.kind == paperLine && r.waits() })
	if i < 0 {
		i = slices.IndexFunc(k.rows, func(r paperRow) bool {
			return r.kind == paperLine && r.latest && !r.signed() && k.prog.Step(r.paper.Code).Phase == k.p.facts.phase.Phase
		})
	}
	if i > 0 {
		k.stack.top = i
		k.stack.pick(i)
	}
}

func (k *papers) layout(w, h int) {
	k.w, k.below = w, 0
	if !k.p.wide() {
		h, k.below = split(h)
	}
	k.stack.layout(w, h)
}

func (k *papers) key(name string) bool       { return k.stack.key(name) }
func (k *papers) scroll(lines int)           { k.stack.scroll(lines) }
func (k *papers) cursor() (y int, ok bool)   { return k.stack.cursor() }
func (k *papers) selected() (paperRow, bool) { return at(k.rows, k.stack.at) }

// find selects the version, the signature or the commitment that a record is about.
func (k *papers) find(id model.ID) bool {
	i := k.rowOf(id)
	if i >= 0 {
		k.stack.pick(i)
	}
	return i >= 0
}

func (k *papers) rowOf(id model.ID) int {
	return slices.IndexFunc(k.rows, func(r paperRow) bool { _, own := r.record(); return own == id && !id.IsZero() })
}

func (k *papers) click(y int) {
	if y >= k.stack.h {
		return
	}
	if i, ok := k.stack.hit(y); ok {
		k.stack.pick(i)
	}
}

func (k *papers) view() []string {
	if len(k.rows) == 0 {
		return k.p.noProgramme(k.prog, "paper.none", k.w)
	}
	return k.p.withAbout(k.stack, k.below, func(n int) []string { return k.aboutSelected(k.w, n) })
}

// draw is one line of the list with its details: a paper, a party or a commitment.
func (k *papers) draw(i, w int) block {
	r := k.rows[i]
	var b block
	switch r.kind {
	case paperLine:
		if i > 0 {
			b = block{lines: []string{""}, mark: 1}
		}
		b.lines = append(b.lines, k.drawPaper(r, w)...)
	case partyLine:
		b.lines = k.drawParty(r, w)
	case pledgeLine:
		b.lines = k.drawPledge(r, w)
	}
	for _, line := range k.odd(r) {
		b.lines = append(b.lines, strings.Repeat(" ", r.indent())+k.p.env.Theme.Late.Render(widget.Cut("▲ "+line, w-r.indent())))
	}
	return b
}

// odd is what a person has to look at in a line: two values in one field, or something that cannot be right.
func (k *papers) odd(r paperRow) (list []string) {
	p := k.p
	kind, id := r.record()
	if _, note := p.conflict(kind, id); note != "" {
		list = append(list, p.env.L.T("household.two_values"))
	}
	var faults []*due.Fault
	switch {
	case r.kind == partyLine && r.signature != nil:
		faults = due.CheckSignature(p.facts.team, &k.prog, id, *r.signature, p.today())
	case r.kind == pledgeLine && r.state != nil:
		faults = due.CheckCommitment(p.facts.team, &k.prog, *r.state, p.today())
	}
	for _, f := range faults {
		list = append(list, p.desk().Fault(p.facts.team, f))
	}
	if r.kind == pledgeLine && r.reworded() {
		list = append(list, p.env.L.T("paper.reworded"))
	}
	return list
}

// drawPaper is the name of a paper with how many of its commitments are kept, then its state and what still blocks it.
func (k *papers) drawPaper(r paperRow, w int) []string {
	p, th, l := k.p, k.p.env.Theme, k.p.env.L
	name := th.Title.Render(strings.ToUpper(r.paper.Label(p.lang())))
	if r.Version > 1 || !r.latest {
		name += th.Muted.Render("  " + l.T("paper.version", "n", r.Version))
	}
	bar := ""
	if kept, total := r.progress(); r.begun() && r.current && total > 0 {
		bar = p.bar(kept, total)
	}
	symbol, word, style := p.paperMark(r.version)
	line := style.Render(symbol + " " + word)
	if more := k.blocks(r.version); more != "" {
		line += th.Muted.Render(" · ") + th.Text.Render(more)
	}
	return []string{widget.Sides(name, bar, w), widget.Cut(line, w)}
}

// drawParty is the name of a party, who signed for it, and when.
func (k *papers) drawParty(r paperRow, w int) []string {
	p, th := k.p, k.p.env.Theme
	left := "  " + th.Bold.Render(p.partyName(r.party))
	if !r.begun() {
		return []string{widget.Sides(left, "", w)}
	}
	symbol, word, style := p.partyMark(r)
	if r.signature != nil && r.signature.Signer != "" {
		left += th.Muted.Render("  " + p.names.Person(r.signature.Signer))
	}
	return []string{widget.Sides(left, style.Render(symbol+" "+word), w)}
}

// sourceCells is how wide the number of a requirement is drawn.
const sourceCells = 4

// drawPledge is a commitment in the words of the text, with its number, its source and how it stands.
func (k *papers) drawPledge(r paperRow, w int) []string {
	p, th := k.p, k.p.env.Theme
	symbol, word, style := p.pledgeMark(r)
	right := th.Muted.Render(widget.Align(act.Requirements(r.pledge.Source), sourceCells, false))
	if r.begun() {
		right = style.Render(word) + "  " + right
	}
	room := max(1, w-r.indent()-2-ansi.StringWidth(right))
	label := &th.Text
	if !r.begun() || r.state != nil && !r.state.Open() {
		label = &th.Muted
	}
	number := "   "
	if r.n > 0 {
		number = widget.Align(strconv.Itoa(r.n), 2, true) + " "
	}
	most := 2 // lines; the whole of the text is told beside or below
	if k.below > 0 {
		most = 1
	}
	lines := clip(r.pledge.Label(p.lang()), room, most, *label)
	for i := range lines {
		head := strings.Repeat(" ", r.indent())
		if i == 0 {
			head = "  " + th.Muted.Render(number) + style.Render(symbol) + " "
			lines[0] = widget.Sides(head+lines[0], right, w)
			continue
		}
		lines[i] = head + lines[i]
	}
	if r.state != nil && r.state.Fact != "" && r.state.State != model.CommitmentKept {
		lines = append(lines, strings.Repeat(" ", r.indent())+th.Muted.Render(widget.Cut(p.text(r.state.Fact), w-r.indent())))
	}
	return lines
}

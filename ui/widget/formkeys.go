package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model/text"
)

// Update takes a key press or a paste. Done says that Enter was pressed on the last field.
//
// Tab and the arrows move between the fields. In a list, what is typed filters it and the up and down arrows pick; with
// the list closed, the left and right arrows go through its choices.
func (f *Form) Update(msg tea.Msg) (done bool) {
	if len(f.lines) == 0 {
		return false
	}
	l := f.lines[f.at]
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		f.edit(l, msg)
		return false
	}
	switch name := key.String(); name {
	case "tab":
		f.moveTo((f.at + 1) % len(f.lines))
	case "shift+tab":
		f.moveTo((f.at + len(f.lines) - 1) % len(f.lines))
	case "enter":
		last := f.at == len(f.lines)-1
		if l.open {
			f.choose(l)
		}
		f.moveTo(f.at + 1)
		return last
	case "up", "down":
		step := 1
		if name == "up" {
			step = -1
		}
		if l.open {
			l.pick = min(max(l.pick+step, 0), max(0, l.rows()-1))
			return false
		}
		f.moveTo(f.at + step)
	case "pgup":
		f.moveTo(0)
	case "pgdown":
		f.moveTo(len(f.lines) - 1)
	default:
		f.edit(l, msg)
	}
	return false
}

// edit passes a key or a paste on to the field.
func (f *Form) edit(l *formLine, msg tea.Msg) {
	if !l.isChoice() {
		l.input.Update(msg)
		return
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && l.input.Len() == 0 {
		switch key.String() {
		case "left":
			l.cycle(-1)
			return
		case "right":
			l.cycle(1)
			return
		case "space":
			l.open, l.pick = true, max(0, l.index(l.value))
			return
		case "backspace", "delete":
			l.value, l.open = "", false
			return
		}
	}
	was := l.input.Value()
	l.input.Update(msg)
	if now := l.input.Value(); now != was {
		l.open, l.pick = now != "", 0
	}
}

// cycle goes through the choices, with an empty one between the last and the first.
func (l *formLine) cycle(step int) {
	n := len(l.Choices) + 1
	if i := (l.index(l.value) + 1 + step + n) % n; i > 0 {
		l.value = l.Choices[i-1].Value
	} else {
		l.value = ""
	}
	l.open = false
}

// rows is how many lines the open list has: the choices that fit and, where anything goes, what was typed.
func (l *formLine) rows() int {
	n := len(l.matches())
	if l.Free && l.input.Len() > 0 {
		n++
	}
	return n
}

// choose takes the selected line of the list.
func (f *Form) choose(l *formLine) {
	fit := l.matches()
	l.open = false
	if l.pick < len(fit) {
		l.value = fit[l.pick].Value
		l.input.SetValue("")
	}
}

// settle closes the list of a field that is left. What was typed is taken for the choice that it names, else for the only one
// that begins so, or that it fits; else it stays as it is.
func (f *Form) settle(l *formLine) {
	if !l.open {
		return
	}
	l.open = false
	typed := text.Fold(strings.TrimSpace(l.input.Value()))
	if typed == "" {
		return
	}
	fit := l.matches()
	var begin []Choice
	for _, c := range fit {
		switch label := text.Fold(c.Label); {
		case label == typed:
			begin, fit = nil, []Choice{c}
		case strings.HasPrefix(label, typed):
			begin = append(begin, c)
		}
	}
	if len(begin) == 1 {
		fit = begin
	}
	if len(fit) == 1 && (!l.Free || text.Fold(fit[0].Label) == typed) {
		l.value = fit[0].Value
		l.input.SetValue("")
	}
}

// CloseList closes an open list and drops what was typed into it; ok is false if none was open. A page calls it first when
// Esc is pressed.
func (f *Form) CloseList() (ok bool) {
	if len(f.lines) == 0 || !f.lines[f.at].open {
		return false
	}
	l := f.lines[f.at]
	l.open = false
	l.input.SetValue("")
	return true
}

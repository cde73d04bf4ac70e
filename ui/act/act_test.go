package act

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// noon is a Monday.
var noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

var today = model.DateOf(noon)

// memory is a session without a disk.
type memory struct {
	cases   map[model.ID]*model.Case
	planner *due.Planner
	next    uint64
}

func (m *memory) Case(id model.ID) *model.Case { return m.cases[id] }
func (m *memory) Device() model.ID             { return model.ID{0xDD} }

func (m *memory) Outlook(id model.ID) *due.Outlook {
	s := m.cases[id].Summary()
	return m.planner.Outlook(m.cases[id], &s, today)
}

func (m *memory) NewID() (id model.ID) {
	m.next++
	binary.BigEndian.PutUint64(id[8:], m.next)
	id[0] = 1
	return id
}

func (m *memory) store(writes ...model.Write) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		m.cases[w.Case] = m.cases[w.Case].With(m.change(w))
	}
}

func (m *memory) change(w model.Write) *model.Change {
	m.next++
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], m.next)
	return &model.Change{Write: w, ID: sha256.Sum256(b[:]), Device: m.Device(), Millis: int64(m.next)}
}

func (m *memory) put(c *model.Case, id model.ID, v any) {
	var w model.Write
	switch v := v.(type) {
	case *model.Header:
		w, _ = c.Put("case.new", id, v)
	case *model.Member:
		w, _ = c.Put("member.add", id, v)
	case *model.Task:
		w, _ = c.Put("task.add", id, v)
	case *model.StepState:
		w, _ = c.Put(DoneStep, model.DerivedID(model.KindStep, v.Code), v)
	}
	m.store(w)
}

// household is a case with one member and, if due is a date, one task.
func (m *memory) household(last string, due model.Date, at model.Clock) (id, task model.ID) {
	id, task = m.NewID(), m.NewID()
	m.put(&model.Case{ID: id}, id, &model.Header{Programme: "securisation"})
	m.put(m.cases[id], m.NewID(), &model.Member{Last: last, First: "Lina", Role: model.RoleHolder})
	if !due.IsZero() {
		m.put(m.cases[id], task, &model.Task{Label: "Bilan de " + last, Who: model.WhoWorker, Due: due, At: at})
	}
	return id, task
}

// bench is a desk with a dialog on it and what the dialog made.
type bench struct {
	t      *testing.T
	desk   *Desk
	vault  *memory
	dialog nav.Dialog
	writes []model.Write
	effect string
	called int
}

func newBench(t *testing.T) *bench {
	t.Helper()
	l, err := locale.New(locale.French)
	if err != nil {
		t.Fatal(err)
	}
	env := &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return noon }}
	set, faults := programme.Load("")
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	b := &bench{t: t, vault: &memory{cases: make(map[model.ID]*model.Case), planner: due.NewPlanner(set, due.DefaultScale())}}
	b.desk = &Desk{Env: env, Names: &nav.Names{}, Session: b.vault, Set: set}
	return b
}

func (b *bench) then(writes []model.Write, effect string) tea.Cmd {
	b.called++
	b.writes, b.effect = writes, effect
	return nil
}

// press gives keys to the dialog as the root does; longer words are typed.
func (b *bench) press(keys ...string) {
	b.t.Helper()
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "backspace": tea.KeyBackspace}
	for _, key := range keys {
		if code, ok := special[key]; ok {
			b.send(tea.KeyPressMsg{Code: code})
			continue
		}
		for _, r := range key {
			b.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

func (b *bench) send(msg tea.KeyPressMsg) {
	if b.dialog.Done() {
		b.t.Fatalf("the key %q comes after the end of the dialog", msg.String())
	}
	for _, binding := range b.dialog.Keys() {
		if slices.Contains(binding.Keys, strings.ToLower(msg.String())) && !(msg.Text != "" && b.dialog.Typing()) {
			binding.Run()
			return
		}
	}
	b.dialog.Update(msg)
}

func (b *bench) view() string { return ansi.Strip(b.dialog.View(76, 20)) }

func (b *bench) shows(texts ...string) {
	b.t.Helper()
	for _, s := range texts {
		if !strings.Contains(b.view(), s) {
			b.t.Errorf("the dialog does not show %q:\n%s", s, b.view())
		}
	}
}

func fieldNames(w model.Write) (names []string) {
	for _, f := range w.Fields {
		names = append(names, f.Name)
	}
	return names
}

package ui

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/config"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// harness drives the root without a terminal: keys go in, commands are run in place, screens come out.
type harness struct {
	t    testing.TB
	root *Root
	now  time.Time
	quit bool
	tick []tea.Cmd // what waits for time to pass
}

// testNow is a Monday, the reference day of the demonstration.
var testNow = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

// shipped are the programmes of the program itself, which nothing changes once they are read.
var shipped = sync.OnceValues(func() (*programme.Set, []programme.Problem) { return programme.Load("") })

// newHarness opens the caseload of a vault, at 120 by 30 cells in French.
func newHarness(t testing.TB, vault *store.Vault, options ...func(*Options)) *harness {
	t.Helper()
	h := &harness{t: t, now: testNow}
	l, err := locale.New(locale.French)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := shipped()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	opt := Options{
		Env:       &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return h.now }},
		Config:    config.Default(),
		Programme: func() *programme.Set { return set },
		After: func(d time.Duration, f func(time.Time) tea.Msg) tea.Cmd {
			at := h.now.Add(d)
			h.tick = append(h.tick, func() tea.Msg { return f(at) })
			return nil
		},
	}
	for _, o := range options {
		o(&opt)
	}
	h.root = New(opt)
	h.run(h.root.Init())
	if vault != nil {
		h.root.gate.vault = vault
		h.send(nav.Unlocked{})
	}
	h.resize(120, 30)
	return h
}

func (h *harness) resize(w, hh int) { h.send(tea.WindowSizeMsg{Width: w, Height: hh}) }

// send gives messages to the root and runs what comes of them, until all is quiet.
func (h *harness) send(msgs ...tea.Msg) {
	for _, msg := range msgs {
		_, cmd := h.root.Update(msg)
		h.run(cmd)
	}
}

func (h *harness) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		h.quit = true
	case tea.BatchMsg:
		for _, c := range msg {
			h.run(c)
		}
	default:
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() { // the message of tea.Sequence, whose type is not exported
				h.run(v.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		h.send(msg)
	}
}

// wait lets time pass: timers that were set fire.
func (h *harness) wait(d time.Duration) {
	h.now = h.now.Add(d)
	due := h.tick
	h.tick = nil
	for _, cmd := range due {
		h.run(cmd)
	}
}

// awaitSearch waits for the index, which is made in the background.
func (h *harness) awaitSearch() {
	h.t.Helper()
	for range 3000 {
		if _, _, ready := h.root.vault.Find("", 0); ready {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	h.t.Fatal("the search is not ready after half a minute")
}

// keys presses keys by their names, separated by spaces: "v", "ctrl+s", "enter".
func (h *harness) keys(names string) {
	for _, name := range strings.Fields(names) {
		h.send(press(name))
	}
}

// typed types a text, character by character.
func (h *harness) typed(text string) {
	for _, r := range text {
		switch r {
		case '\n':
			h.send(press("enter"))
		case ' ':
			h.send(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
		default:
			h.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
	"right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd, "delete": tea.KeyDelete,
	"backspace": tea.KeyBackspace, "f1": tea.KeyF1, "f2": tea.KeyF2,
}

func press(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for {
		rest, ctrl := strings.CutPrefix(name, "ctrl+")
		if ctrl {
			k.Mod |= tea.ModCtrl
		} else if rest, ok := strings.CutPrefix(name, "shift+"); ok {
			k.Mod |= tea.ModShift
			name = rest
			continue
		} else {
			break
		}
		name = rest
	}
	switch code, ok := keyCodes[name]; {
	case ok:
		k.Code = code
	case name == "space":
		k.Code, k.Text = tea.KeySpace, " "
	default:
		k.Code = []rune(name)[0]
		if k.Mod == 0 {
			k.Text = name
		}
	}
	return k
}

// screen is what is on the screen, without colours and without spaces at the ends of lines.
func (h *harness) screen() string {
	lines := strings.Split(ansi.Strip(h.root.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (h *harness) shows(texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		if !strings.Contains(h.screen(), text) {
			h.t.Fatalf("the screen does not show %q:\n%s", text, h.screen())
		}
	}
}

func (h *harness) hides(texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		if strings.Contains(h.screen(), text) {
			h.t.Fatalf("the screen shows %q:\n%s", text, h.screen())
		}
	}
}

// addHousehold adds a case and returns its id.
func addHousehold(t testing.TB, v *store.Vault, name, first, programmeCode, agency string) model.ID {
	t.Helper()
	id := v.NewCase()
	c := &model.Case{ID: id}
	header, _ := c.Put("case.new", id, &model.Header{Programme: programmeCode, Agency: agency, Lead: v.Me().ID})
	member, _ := c.Put("case.new", v.NewID(), &model.Member{Last: name, First: first, Role: model.RoleHolder, Birth: "1988"})
	storetest.Commit(t, v, header, member)
	return id
}

package widget

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"seuil/ui/locale"
)

// sampleForm has one field of each sort.
func sampleForm(env *Env) *Form {
	f := NewForm(env,
		FormField{Key: "name", Label: "Nom", Limit: 20},
		FormField{Key: "town", Label: "Agence", Choices: []Choice{{"apt", "Apt"}, {"avi", "Avignon-Vedène"}, {"bol", "Bollène"}, {"car", "Carpentras"}}},
		FormField{Key: "who", Label: "Référent", Choices: []Choice{{"1", "Maëlle Roquebrane"}, {"2", "Yanis Dorvaux"}}, Free: true},
		FormField{Key: "when", Label: "Depuis le", Read: ReadDate(env), Hint: "4/12"},
		FormField{Key: "rent", Label: "Loyer", Read: ReadMoney(env)},
	)
	f.Layout(80, 12)
	return f
}

func typeForm(f *Form, s string) {
	for _, r := range s {
		f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func pressForm(f *Form, keys ...string) (done bool) {
	for _, k := range keys {
		msg := press(k)
		switch k {
		case "up":
			msg = tea.KeyPressMsg{Code: tea.KeyUp}
		case "down":
			msg = tea.KeyPressMsg{Code: tea.KeyDown}
		case "pgup":
			msg = tea.KeyPressMsg{Code: tea.KeyPgUp}
		case "pgdown":
			msg = tea.KeyPressMsg{Code: tea.KeyPgDown}
		case "shift+tab":
			msg = tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
		}
		done = f.Update(msg)
	}
	return done
}

func TestFormGoesFromFieldToField(t *testing.T) {
	f := sampleForm(testEnv(t, locale.French))
	for _, step := range []struct{ key, at string }{
		{"tab", "town"}, {"down", "who"}, {"enter", "when"}, {"up", "who"}, {"shift+tab", "town"}, {"pgdown", "rent"}, {"tab", "name"}, {"shift+tab", "rent"}, {"pgup", "name"},
	} {
		pressForm(f, step.key)
		if f.At() != step.at {
			t.Fatalf("after %s the focus is on %q, not %q", step.key, f.At(), step.at)
		}
	}
	if pressForm(f, "enter", "enter", "enter", "enter") {
		t.Error("the form was done before its last field")
	}
	if !pressForm(f, "enter") {
		t.Error("Enter on the last field does not end the form")
	}
}

func TestFormKeepsWhatIsNotUnderstoodAndLetsGo(t *testing.T) {
	f := sampleForm(testEnv(t, locale.French))
	f.Focus("when")
	typeForm(f, "31/09/2026")
	pressForm(f, "tab")
	if f.At() != "rent" {
		t.Fatalf("the field did not let go: focus on %q", f.At())
	}
	if typed, _ := f.Typed("when"); typed != "31/09/2026" || f.Value("when") != "" {
		t.Errorf("kept %q with the value %q", typed, f.Value("when"))
	}
	if refused := f.Refused(); len(refused) != 1 || refused[0] != "when" {
		t.Errorf("refused: %v", refused)
	}
	if view := ansi.Strip(f.View()); !strings.Contains(view, "31/09/2026") || !strings.Contains(view, "▲ date non comprise") {
		t.Errorf("neither the text nor its reason shows:\n%s", view)
	}
	if !f.Changed("when") || !f.Dirty() {
		t.Error("the text counts as no change")
	}
}

func TestFormShowsTheDateUnderstood(t *testing.T) {
	f := sampleForm(testEnv(t, locale.French))
	f.Focus("when")
	typeForm(f, "+7")
	if view := ansi.Strip(f.View()); !strings.Contains(view, "→ lundi 30 novembre 2026") {
		t.Errorf("no preview:\n%s", view)
	}
	if f.Value("when") != "2026-11-30" {
		t.Errorf("value %q", f.Value("when"))
	}
}

func TestChoicesArePickedByTypingArrowsOrCycling(t *testing.T) {
	tests := []struct {
		name  string
		act   func(f *Form)
		value string
	}{
		{"type and Enter", func(f *Form) { typeForm(f, "carp"); pressForm(f, "enter") }, "car"},
		{"accents and words aside", func(f *Form) { typeForm(f, "VEDENE avi"); pressForm(f, "enter") }, "avi"},
		{"type, arrow, Enter", func(f *Form) { typeForm(f, "a"); pressForm(f, "down", "enter") }, "avi"},
		{"the only match is taken on leaving", func(f *Form) { typeForm(f, "boll"); pressForm(f, "tab") }, "bol"},
		{"several matches are no choice", func(f *Form) { typeForm(f, "a"); pressForm(f, "tab") }, ""},
		{"cycle", func(f *Form) { pressForm(f, "right", "right") }, "avi"},
		{"cycle back to the last", func(f *Form) { pressForm(f, "left") }, "car"},
		{"space opens the list", func(f *Form) { pressForm(f, "space", "down", "down", "enter") }, "bol"},
		{"backspace empties", func(f *Form) { pressForm(f, "right", "backspace") }, ""},
		{"Esc closes the list", func(f *Form) { typeForm(f, "carp"); f.CloseList() }, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := sampleForm(testEnv(t, locale.French))
			f.Focus("town")
			test.act(f)
			if got := f.Value("town"); got != test.value {
				t.Errorf("value %q, not %q", got, test.value)
			}
		})
	}
}

func TestAFreeChoiceTakesANewName(t *testing.T) {
	f := sampleForm(testEnv(t, locale.French))
	f.Focus("who")
	typeForm(f, "Yan")
	pressForm(f, "enter")
	if got, listed := f.Typed("who"); got != "2" || !listed {
		t.Errorf("the match was not taken: %q", got)
	}
	f.Focus("who")
	typeForm(f, "Yann Le Goff")
	if view := ansi.Strip(f.View()); !strings.Contains(view, "+ ajouter «\u00a0Yann Le Goff\u00a0»") {
		t.Errorf("the new name is not offered:\n%s", view)
	}
	pressForm(f, "tab")
	if got, listed := f.Typed("who"); got != "Yann Le Goff" || listed {
		t.Errorf("the new name was lost: %q", got)
	}
	f.Focus("who")
	f.Set("who", "")
	typeForm(f, "Yan")
	pressForm(f, "down", "enter")
	if got, _ := f.Typed("who"); got != "Yan" {
		t.Errorf("the line that adds was not taken: %q", got)
	}
}

func TestRevertRestoresTheField(t *testing.T) {
	env := testEnv(t, locale.French)
	f := NewForm(env, FormField{Key: "a", Label: "A", Initial: "avant"}, FormField{Key: "b", Label: "B", Initial: "x", Choices: []Choice{{"x", "X"}, {"y", "Y"}}})
	f.Layout(80, 10)
	if f.Revert() || f.Dirty() {
		t.Error("an untouched form has something to revert")
	}
	typeForm(f, "!")
	if !f.Dirty() || !f.Revert() || f.Value("a") != "avant" || f.Dirty() {
		t.Errorf("the text was not restored: %q", f.Value("a"))
	}
	f.Focus("b")
	pressForm(f, "right")
	if f.Value("b") != "y" || !f.Revert() || f.Value("b") != "x" {
		t.Errorf("the choice was not restored: %q", f.Value("b"))
	}
}

func TestReaders(t *testing.T) {
	env := testEnv(t, locale.French)
	tests := []struct {
		name, in, want string
		read           func(string) Reading
	}{
		{"money with a comma", "352,40", "35240", ReadMoney(env)},
		{"money with one decimal", "352.4 €", "35240", ReadMoney(env)},
		{"money grouped", "1 240,5", "124050", ReadMoney(env)},
		{"money grouped by a no-break space", "1\u202f240 €", "124000", ReadMoney(env)},
		{"money in English", "1,240.50", "124050", ReadMoney(env)},
		{"money grouped by a dot", "1.240", "124000", ReadMoney(env)},
		{"no money", "douze", "▲", ReadMoney(env)},
		{"too many decimals", "1,2345", "▲", ReadMoney(env)},
		{"negative", "-3", "▲", ReadMoney(env)},
		{"nothing", "0", "", ReadMoney(env)},
		{"number", "61", "61", ReadNumber(env)},
		{"surface", "61 m²", "61", ReadNumber(env)},
		{"no number", "61,5", "▲", ReadNumber(env)},
		{"year", "1988", "1988", ReadBirth(env)},
		{"date of birth", "2/3/1988", "1988-03-02", ReadBirth(env)},
		{"two digits are the past", "02/03/88", "1988-03-02", ReadBirth(env)},
		{"two digits of this century", "02/03/21", "2021-03-02", ReadBirth(env)},
		{"a year to come", "2090", "▲", ReadBirth(env)},
		{"a birth to come", "02/03/2090", "▲", ReadBirth(env)},
		{"no birth", "lundi", "▲", ReadBirth(env)},
		{"impossible date", "31/09/1988", "▲", ReadBirth(env)},
		{"past without a year", "4/12", "2025-12-04", ReadPast(env)},
		{"yesterday", "hier", "2026-11-22", ReadPast(env)},
		{"days to come", "+3", "▲", ReadPast(env)},
		{"date", "4/12", "2026-12-04", ReadDate(env)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := test.read(test.in)
			got := r.Value
			if r.Reason != "" {
				got = "▲"
			}
			if got != test.want {
				t.Errorf("%q is read as %q, not %q", test.in, got, test.want)
			}
		})
	}
}

func TestFormClicks(t *testing.T) {
	f := sampleForm(testEnv(t, locale.French))
	if !f.Click(20, 1) || f.At() != "town" {
		t.Fatalf("the click did not move the focus: %q", f.At())
	}
	pressForm(f, "space")
	if !f.Click(20, 1+3) || f.Value("town") != "bol" {
		t.Errorf("the click took %q from the list", f.Value("town"))
	}
	if f.Click(20, 11) && f.At() != "rent" {
		t.Errorf("a click below the form moved the focus to %q", f.At())
	}
}

// Whatever is typed, every line fits, the field with the focus is in view with the cursor on it, and it can be left.
func TestFormNeverTraps(t *testing.T) {
	env := testEnv(t, locale.French)
	keys := []string{"tab", "shift+tab", "up", "down", "left", "right", "enter", "backspace", "delete", "home", "end", "space", "pgup", "pgdown"}
	rapid.Check(t, func(t *rapid.T) {
		f := sampleForm(env)
		w, h := rapid.IntRange(40, 100).Draw(t, "w"), rapid.IntRange(1, 12).Draw(t, "h")
		f.Layout(w, h)
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			if rapid.Bool().Draw(t, "text") {
				typeForm(f, rapid.StringOfN(rapid.RuneFrom([]rune("aé/1漢€ +-")), 1, 6, -1).Draw(t, "s"))
			} else {
				pressForm(f, rapid.SampledFrom(keys).Draw(t, "key"))
			}
			lines := strings.Split(ansi.Strip(f.View()), "\n")
			if len(lines) > h {
				t.Fatalf("%d lines on %d", len(lines), h)
			}
			for _, line := range lines {
				if ansi.StringWidth(line) > w {
					t.Fatalf("a line of %d cells on %d: %q", ansi.StringWidth(line), w, line)
				}
			}
			if x, y, ok := f.Cursor(); !ok || x > w || !strings.HasPrefix(lines[y], " ►") {
				t.Fatalf("the cursor is at %d,%d (%v) of\n%s", x, y, ok, strings.Join(lines, "\n"))
			}
		}
		seen := map[string]bool{}
		for range f.lines {
			pressForm(f, "tab")
			seen[f.At()] = true
		}
		if len(seen) != len(f.lines) {
			t.Fatalf("only %v can be reached", seen)
		}
	})
}

func TestTabsAreFoundWhereTheyAreDrawn(t *testing.T) {
	env := testEnv(t, locale.French)
	tabs := []Tab{{Label: "Fil", Count: "3"}, {Label: "Échéances", Count: "2", Alert: true}, {Label: "Ménage"}}
	line := ansi.Strip(TabLine(env, 80, tabs, 1))
	if line != " Fil 3   [▲ Échéances 2]   Ménage"+strings.Repeat(" ", 47) {
		t.Errorf("%q", line)
	}
	for i, tab := range tabs {
		x := ansi.StringWidth(line[:strings.Index(line, tab.Label)])
		if got, ok := TabAt(80, tabs, 1, x); !ok || got != i {
			t.Errorf("at column %d stands tab %d, not %d", x, got, i)
		}
	}
	if _, ok := TabAt(80, tabs, 1, 70); ok {
		t.Error("a tab where nothing is drawn")
	}
	line = ansi.Strip(TabLine(env, 30, tabs, 1)) // no room for gaps
	if line != " Fil 3 [▲ Échéances 2] Ménage " {
		t.Errorf("%q", line)
	}
	if got, ok := TabAt(30, tabs, 1, 23); !ok || got != 2 {
		t.Errorf("the last tab is not where it is drawn: %d, %v", got, ok)
	}
}

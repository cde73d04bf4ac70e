package uitest

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Key is the press of a key by the name that it gives itself: "v", "é", "space", "ctrl+s", "shift+tab".
func Key(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	base, ctrl := strings.CutPrefix(name, "ctrl+")
	base, shift := strings.CutPrefix(base, "shift+")
	if ctrl {
		k.Mod |= tea.ModCtrl
	}
	if shift {
		k.Mod |= tea.ModShift
	}
	if k.Code = code(base); k.Code != 0 {
		return k
	}
	switch {
	case base == "space":
		k.Code, k.Text = tea.KeySpace, " "
	case k.Mod != 0:
		k.Code = []rune(base)[0]
	default:
		k.Code, k.Text = []rune(base)[0], base
	}
	return k
}

// code is that of a key without a character, or 0.
func code(name string) rune {
	return map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3}[name]
}

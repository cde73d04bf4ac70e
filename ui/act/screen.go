package act

import (
	"slices"
	"strconv"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Screen is a main page, reached from everywhere by its digit.
type Screen struct {
	Page  nav.PageName
	Digit int
	Twin  string // the same key without Shift on a French keyboard
}

// Screens are the main pages in the order of their digits, which keep their meaning: a page that is not there yet leaves its
// digit free.
func Screens() []Screen {
	return []Screen{
		{nav.Caseload, 1, "&"},
		{nav.Agenda, 2, "é"},
		{nav.Convention, 4, "'"},
		{nav.Exchange, 5, "("},
	}
}

// IsScreen says whether a page is a main one.
func IsScreen(page nav.PageName) bool {
	return slices.ContainsFunc(Screens(), func(s Screen) bool { return s.Page == page })
}

// wideScreens is from how many cells the line of screens begins with the name of the program.
const wideScreens = 110

func screenTabs(env *widget.Env, active nav.PageName) (tabs []widget.Tab, at int) {
	for i, s := range Screens() {
		tabs = append(tabs, widget.Tab{Label: strconv.Itoa(s.Digit) + " " + env.L.T("root.screen."+string(s.Page))})
		if s.Page == active {
			at = i
		}
	}
	return tabs, at
}

func screenPrefix(w int) string {
	if w < wideScreens {
		return ""
	}
	return "seuil "
}

// screenRoom is for the tabs: on a narrow screen they close up, for the time and the banner of the demonstration stand there too.
func screenRoom(w int) int {
	if w < wideScreens {
		return -1
	}
	return 0
}

// ScreenHeader is the first line of a main page on w cells: the main pages, the notices that must be seen, and the time.
func ScreenHeader(env *widget.Env, w int, active nav.PageName, notices ...string) string {
	tabs, at := screenTabs(env, active)
	title := env.Theme.Muted.Render(screenPrefix(w)) + widget.TabLine(env, screenRoom(w), tabs, at)
	return widget.Header(env, w, title, notices...)
}

// ScreenAt is the main page whose name stands at column x of the [ScreenHeader].
func ScreenAt(env *widget.Env, w int, active nav.PageName, x int) (page nav.PageName, ok bool) {
	tabs, at := screenTabs(env, active)
	i, ok := widget.TabAt(screenRoom(w), tabs, at, x-1-len(screenPrefix(w)))
	if !ok {
		return "", false
	}
	return Screens()[i].Page, true
}

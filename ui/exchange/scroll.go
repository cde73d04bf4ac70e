package exchange

import tea "charm.land/bubbletea/v2"

// scroller is a text of styled lines that is longer than its place. It is most of a pane that is only read.
type scroller struct {
	lines []string
	top   int
	h     int
}

func (s *scroller) set(lines []string) {
	s.lines = lines
	s.scroll(0)
}

func (s *scroller) view() []string      { return s.lines[s.top:min(len(s.lines), s.top+s.h)] }
func (s *scroller) click(int)           {}
func (s *scroller) cursor() *tea.Cursor { return nil }

func (s *scroller) scroll(lines int) { s.top = max(0, min(s.top+lines, len(s.lines)-s.h)) }

// key moves the text for the keys that do.
func (s *scroller) key(name string) bool {
	by, ok := map[string]int{"up": -1, "down": 1, "pgup": 1 - s.h, "pgdown": s.h - 1, "home": -len(s.lines), "end": len(s.lines)}[name]
	s.scroll(by)
	return ok
}

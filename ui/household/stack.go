package household

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/theme"
	"seuil/ui/widget"
)

// gutter is the width of what a stack draws before each line: the mark of the selected block.
const gutter = 2

// block is some lines that are selected together. The line of index mark carries the selection.
type block struct {
	lines []string
	mark  int
}

// stack draws blocks one under another, of which one is selected. It keeps the blocks that it has drawn until the width or
// the data change, and makes no other. Its position is a block and the number of its lines that are scrolled off, so that
// nothing above needs to be measured.
type stack struct {
	env  *widget.Env
	make func(i, w int) block
	w, h int
	at   int      // selected
	top  int      // first block in view
	skip int      // its lines above the view
	keys []string // of the blocks, by which the selection is found again when the data change
	kept map[int]block
	seen theme.Palette // in which the kept blocks are drawn
}

func newStack(env *widget.Env, draw func(i, w int) block) *stack {
	return &stack{env: env, make: draw, kept: make(map[int]block)}
}

// layout gives the stack w by h cells.
func (s *stack) layout(w, h int) {
	if w != s.w {
		s.forget()
		s.skip = 0
	}
	s.w, s.h = w, max(1, h)
	s.settle()
	s.reveal()
}

// forget drops the blocks drawn so far: what they show has changed.
func (s *stack) forget() { clear(s.kept) }

// reset says which blocks there are now. The selection stays on the same block, or the same place if that is gone.
func (s *stack) reset(keys []string) {
	at := s.at
	if key, ok := s.selected(); ok {
		if i := slices.Index(keys, key); i >= 0 {
			at = i
		}
	}
	s.top += at - s.at // what is in view moves as little as it can
	s.forget()
	s.keys = keys
	s.at = min(max(at, 0), max(0, len(keys)-1))
	s.top = min(max(s.top, 0), max(0, len(keys)-1))
	if s.w > 0 {
		s.settle()
		s.reveal()
	}
}

// selected is the key of the selected block.
func (s *stack) selected() (key string, ok bool) {
	if s.at >= len(s.keys) {
		return "", false
	}
	return s.keys[s.at], true
}

// find selects the block of a key.
func (s *stack) find(key string) bool {
	i := slices.Index(s.keys, key)
	if i < 0 {
		return false
	}
	s.pick(i)
	return true
}

// pick selects a block.
func (s *stack) pick(i int) {
	s.at = i
	if s.w > 0 {
		s.reveal()
	}
}

func (s *stack) block(i int) block {
	if s.seen != s.env.Theme.Palette {
		s.forget()
		s.seen = s.env.Theme.Palette
	}
	b, ok := s.kept[i]
	if !ok {
		b = s.make(i, s.w-gutter)
		s.kept[i] = b
	}
	return b
}

func (s *stack) height(i int) int { return len(s.block(i).lines) }

// settle carries skip over to the blocks around and leaves no empty lines at the end while there is something above.
func (s *stack) settle() {
	if len(s.keys) == 0 {
		s.top, s.skip = 0, 0
		return
	}
	for s.skip >= s.height(s.top) && s.top < len(s.keys)-1 {
		s.skip -= s.height(s.top)
		s.top++
	}
	s.rewind()
	below := -s.skip
	for i := s.top; i < len(s.keys) && below < s.h; i++ {
		below += s.height(i)
	}
	if below < s.h {
		s.skip -= s.h - below
		s.rewind()
	}
}

func (s *stack) rewind() {
	for s.skip < 0 && s.top > 0 {
		s.top--
		s.skip += s.height(s.top)
	}
	s.skip = max(0, s.skip)
}

// offset is where block i, which is not above the view, starts: in lines from the top of the view. Below the view it is only
// known to be beyond it.
func (s *stack) offset(i int) int {
	y := -s.skip
	for j := s.top; j < i && y < s.h; j++ {
		y += s.height(j)
	}
	return y
}

// reveal scrolls so that the selected block is in view: whole if it fits, else from its first line on.
func (s *stack) reveal() {
	if len(s.keys) == 0 {
		return
	}
	size := s.height(s.at)
	switch {
	case s.at < s.top, s.at == s.top && size <= s.h:
		s.top, s.skip = s.at, 0
	case s.at == s.top: // it is being read
	default:
		y := s.offset(s.at)
		if y >= s.h {
			s.top, s.skip, y = s.at, 0, 0
			if size < s.h {
				s.skip = size - s.h
			}
		} else if y+size > s.h {
			s.skip += min(y, y+size-s.h)
		}
	}
	s.settle()
}

// scroll moves the view by lines; a selection that it leaves behind moves with it.
func (s *stack) scroll(lines int) {
	s.skip += lines
	s.settle()
	if len(s.keys) > 0 && (s.at < s.top || s.offset(s.at) >= s.h) {
		s.at = s.visible(lines > 0)
	}
}

// visible is the first block whose marked line is in view, or the last one.
func (s *stack) visible(first bool) int {
	found, y := s.top, -s.skip
	for i := s.top; i < len(s.keys) && y < s.h; i++ {
		if mark := y + s.block(i).mark; mark >= 0 && mark < s.h {
			found = i
			if first {
				return found
			}
		}
		y += s.height(i)
	}
	return found
}

// key moves the selection; a block longer than the view is scrolled through line by line first.
func (s *stack) key(name string) bool {
	if len(s.keys) == 0 {
		return false
	}
	y, size := s.offset(s.at), s.height(s.at)
	switch name {
	case "down", "j":
		if y+size > s.h {
			s.scroll(1)
		} else if s.at < len(s.keys)-1 {
			s.at++
			s.reveal()
		}
	case "up", "k":
		if y < 0 {
			s.scroll(-1)
		} else if s.at > 0 {
			s.at--
			if over := s.height(s.at) - s.h; over > 0 && s.at < s.top {
				s.top, s.skip = s.at, over // read on upwards from its end
			}
			s.reveal()
		}
	case "pgdown":
		s.scroll(max(1, s.h-1))
		s.at = max(s.at, s.visible(true))
		if s.bottom() {
			s.at = len(s.keys) - 1
		}
	case "pgup":
		s.scroll(-max(1, s.h-1))
		s.at = min(s.at, s.visible(true))
	case "home":
		s.at, s.top, s.skip = 0, 0, 0
	case "end":
		s.at, s.top, s.skip = len(s.keys)-1, len(s.keys)-1, 0
		s.skip = s.height(s.at) - s.h
		s.settle()
	default:
		return false
	}
	return true
}

// bottom says that the last line of the last block is in view.
func (s *stack) bottom() bool {
	return len(s.keys) > 0 && s.offset(len(s.keys)-1)+s.height(len(s.keys)-1) <= s.h
}

// hit is the block drawn on a line of the view.
func (s *stack) hit(y int) (i int, ok bool) {
	at := -s.skip
	for i := s.top; i < len(s.keys) && at <= y; i++ {
		if at += s.height(i); y < at {
			return i, true
		}
	}
	return 0, false
}

// view is the lines in view, at most h of exactly w cells.
func (s *stack) view() []string {
	var out []string
	for i, skip := s.top, s.skip; i < len(s.keys) && len(out) < s.h; i, skip = i+1, 0 {
		b := s.block(i)
		for j := skip; j < len(b.lines) && len(out) < s.h; j++ {
			out = append(out, s.line(b, j, i == s.at, j == max(skip, b.mark)))
		}
	}
	return out
}

func (s *stack) line(b block, j int, selected, marked bool) string {
	if !selected || !marked {
		return widget.Pad(strings.Repeat(" ", gutter)+b.lines[j], s.w)
	}
	if j == b.mark {
		return s.env.Theme.Selected.Render(widget.Pad("► "+ansi.Strip(b.lines[j]), s.w))
	}
	return widget.Pad(s.env.Theme.Accent.Render("►")+" "+b.lines[j], s.w)
}

// cursor is the line of the view on which the selected block is marked.
func (s *stack) cursor() (y int, ok bool) {
	if len(s.keys) == 0 {
		return 0, false
	}
	y = max(0, s.offset(s.at)+s.block(s.at).mark)
	return y, y < s.h
}

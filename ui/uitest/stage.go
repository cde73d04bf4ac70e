package uitest

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/nav"
)

// Noon is when tests of pages begin: Monday 23 November 2026, 14:32.
var Noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

// Stage drives a page as the root does: bindings first, then Update; commands are run in place.
type Stage struct {
	T       testing.TB
	Page    nav.Page
	Size    func() (w, h int)                      // that the page was laid out for
	Store   func(writes ...model.Write) []model.ID // what the page commits; returns the cases
	Own     func(tea.Msg) bool                     // says that a message is a result for the page itself; nil: none is
	Dialogs []nav.Dialog
	Sent    []tea.Msg // what the root would act on, but commits and dialogs
	Commits []nav.Commit
	Effects []string // of the commits, with plain spaces
	Said    []string // those, and what the page says on the effect line
	Fail    error    // of the next commits
}

// target is what gets the keys.
type target interface {
	Update(tea.Msg) tea.Cmd
	Keys() []nav.Binding
	Typing() bool
}

// Press presses keys by their names.
func (s *Stage) Press(keys ...string) {
	s.T.Helper()
	for _, key := range keys {
		msg := Key(key)
		if name := msg.String(); name != key {
			s.T.Fatalf("the key %q calls itself %q", key, name)
		}
		var top target = s.Page
		if n := len(s.Dialogs); n > 0 {
			top = s.Dialogs[n-1]
		}
		run := func() tea.Cmd { return top.Update(msg) }
		for _, b := range top.Keys() {
			if slices.Contains(b.Keys, strings.ToLower(key)) && !(msg.Text != "" && top.Typing()) {
				run = b.Run
				break
			}
		}
		s.Do(run())
		s.Dialogs = slices.DeleteFunc(s.Dialogs, func(d nav.Dialog) bool { return d.Done() })
	}
}

// Type types a text, character by character.
func (s *Stage) Type(text string) {
	s.T.Helper()
	for _, r := range text {
		if r == ' ' {
			s.Press("space")
		} else {
			s.Press(string(r))
		}
	}
}

// Do runs a command and what comes of it.
func (s *Stage) Do(cmd tea.Cmd) {
	if cmd != nil {
		s.Send(cmd())
	}
}

// Send gives a message to the root.
func (s *Stage) Send(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.Do(c)
		}
	case nav.Show:
		s.Dialogs = append(s.Dialogs, msg.Dialog)
	case nav.Commit:
		s.Commits = append(s.Commits, msg)
		done := nav.Committed{To: msg.To, Err: s.Fail}
		if s.Fail == nil {
			done.Cases = s.Store(msg.Writes...)
			s.Effects, s.Said = append(s.Effects, plain(msg.Effect)), append(s.Said, plain(msg.Effect))
			s.Do(s.Page.Update(nav.Changed{Cases: done.Cases}))
		}
		s.Do(s.Page.Update(done))
	case nav.Say:
		s.Said, s.Sent = append(s.Said, plain(msg.Text)), append(s.Sent, msg)
	default:
		if s.Own != nil && s.Own(msg) {
			s.Do(s.Page.Update(msg))
		} else {
			s.Sent = append(s.Sent, msg)
		}
	}
}

// Lines are those that the page draws, without colours; every one must fit.
func (s *Stage) Lines() []string {
	s.T.Helper()
	w, h := s.Size()
	return Lines(s.T, s.Page, w, h)
}

// Screen is what the page draws.
func (s *Stage) Screen() string { s.T.Helper(); return strings.Join(s.Lines(), "\n") }

// Plain is the screen with spaces that break in place of those that do not.
func (s *Stage) Plain() string { s.T.Helper(); return plain(s.Screen()) }

// Box is what the dialog on top draws.
func (s *Stage) Box() string {
	s.T.Helper()
	if len(s.Dialogs) == 0 {
		s.T.Fatal("no dialog")
	}
	w, h := s.Size()
	return ansi.Strip(s.Dialogs[len(s.Dialogs)-1].View(w-4, h-2))
}

// Shows fails unless every text stands on the screen, whatever its spaces are.
func (s *Stage) Shows(texts ...string) {
	s.T.Helper()
	screen := s.Plain()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			s.T.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

// Hides fails if one of the texts stands on the screen.
func (s *Stage) Hides(texts ...string) {
	s.T.Helper()
	screen := s.Plain()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			s.T.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
}

// Says fails unless the last sentence of the effect line holds a text.
func (s *Stage) Says(text string) {
	s.T.Helper()
	if len(s.Said) == 0 || !strings.Contains(s.Said[len(s.Said)-1], text) {
		s.T.Errorf("said %q, not %q", s.Said, text)
	}
}

func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

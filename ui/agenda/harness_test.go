package agenda

import (
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
	"seuil/ui/widget"
)

// noon is when every test begins.
var noon, today = uitest.Noon, model.DateOf(uitest.Noon)

// stage is the page over a vault in memory.
type stage struct {
	*uitest.Stage
	vault *memory
	page  *Page
	names *nav.Names
	env   *widget.Env
}

func newStage(t testing.TB, m *memory, lang locale.Lang, w, h int) *stage {
	t.Helper()
	s := &stage{vault: m, names: &nav.Names{}, env: uitest.Env(lang, func() time.Time { return m.now })}
	s.page = New(m, s.names, s.env, uitest.Programmes(), nav.Route{Page: nav.Agenda})
	s.page.Layout(w, h-2)
	s.Stage = &uitest.Stage{T: t, Page: s.page, Size: func() (w, h int) { return s.page.w, s.page.h }, Store: m.store}
	return s
}

// fr is the busy week on a small screen.
func fr(t testing.TB) *stage { return newStage(t, busyWeek(), locale.French, 80, 24) }

// change stores writes of somebody else.
func (s *stage) change(writes ...model.Write) {
	s.Do(s.page.Update(nav.Changed{Cases: s.vault.store(writes...)}))
}

// pass lets days go by, as the root does at midnight.
func (s *stage) pass(days int) {
	s.vault.now = s.vault.now.AddDate(0, 0, days)
	var ids []model.ID
	for _, m := range s.vault.summaries {
		s.vault.look(m)
		ids = append(ids, m.Case)
	}
	s.Do(s.page.Update(nav.Changed{Cases: ids}))
	s.Do(s.page.Update(nav.Minute{}))
}

// find is the id of the household of a name.
func (s *stage) find(name string) model.ID {
	s.T.Helper()
	for _, m := range s.vault.summaries {
		if strings.HasPrefix(m.Name, name) {
			return m.Case
		}
	}
	s.T.Fatalf("no household %q", name)
	return model.ID{}
}

// on moves to the date whose line holds a text.
func (s *stage) on(text string) {
	s.T.Helper()
	s.Press("home")
	for range len(s.page.list.shown) {
		if strings.Contains(s.at(), text) {
			return
		}
		s.Press("down")
	}
	s.T.Fatalf("no line holds %q:\n%s", text, s.Screen())
}

// at is the line under the cursor.
func (s *stage) at() string {
	s.T.Helper()
	for _, line := range s.Lines() {
		if strings.HasPrefix(line, "►") {
			return line
		}
	}
	return ""
}

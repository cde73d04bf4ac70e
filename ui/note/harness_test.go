package note

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
	"seuil/ui/widget"
)

// desk is a session in memory with a page open on it: keys go in, what is sent to the root is obeyed, screens come out.
type desk struct {
	t      testing.TB
	cases  map[model.ID]*model.Case
	drafts []model.Draft
	main   model.ID
	next   uint32
	now    time.Time
	fail   error // of the next commit
	env    *widget.Env
	names  *nav.Names
	set    *programme.Set

	page    *Page
	dialogs []nav.Dialog
	sent    []tea.Msg // what the page asked of the root, in order
	left    bool
}

func newDesk(t testing.TB, lang locale.Lang) *desk {
	t.Helper()
	d := &desk{t: t, cases: make(map[model.ID]*model.Case), names: &nav.Names{}, set: uitest.Programmes()}
	d.now = time.Date(2026, time.November, 23, 17, 12, 0, 0, time.UTC)
	d.env = uitest.Env(lang, func() time.Time { return d.now })
	d.main = d.NewCase()
	c := model.Fold(d.main, nil)
	d.store(
		put(c, "case.new", d.NewID(), &model.Member{Last: "DUPONT-LEROY", First: "Marc", Birth: "1988", Role: model.RoleHolder}),
		put(c, "task.add", d.NewID(), &model.Task{Label: "Bilan à 3 mois", Who: model.WhoWorker, Due: model.NewDate(2026, 12, 23)}),
		put(c, "task.add", d.NewID(), &model.Task{Label: "Fournir l’attestation d’assurance", Who: model.WhoHousehold, Due: model.NewDate(2026, 11, 19)}),
	)
	return d
}

func put(c *model.Case, act model.Act, id model.ID, v any) model.Write {
	var w model.Write
	switch v := v.(type) {
	case *model.Member:
		w, _ = c.Put(act, id, v)
	case *model.Task:
		w, _ = c.Put(act, id, v)
	case *model.Contact:
		w, _ = c.Put(act, id, v)
	}
	return w
}

// store gives writes to their cases, as the vault does.
func (d *desk) store(writes ...model.Write) {
	for _, w := range writes {
		d.next++
		var id model.ChangeID
		var seed [4]byte
		binary.BigEndian.PutUint32(seed[:], d.next)
		id = sha256.Sum256(seed[:])
		if err := w.Validate(); err != nil {
			d.t.Fatalf("a write that the store refuses: %v", err)
		}
		d.cases[w.Case] = d.cases[w.Case].With(&model.Change{Write: w, ID: id, Seq: uint64(d.next), Millis: d.now.UnixMilli() + int64(d.next)})
	}
}

func (d *desk) Case(id model.ID) *model.Case { return d.cases[id] }
func (d *desk) Drafts() []model.Draft        { return d.drafts }
func (d *desk) Me() model.Worker             { return model.Worker{ID: model.ID{9}, Name: "Claire M."} }
func (d *desk) NewCase() model.ID            { return d.NewID() }
func (d *desk) NewID() model.ID {
	d.next++
	return model.ID{1, 2, byte(d.next >> 8), byte(d.next)}
}

func (d *desk) Companions(main model.ID) (list []*model.Case) {
	for _, c := range d.cases {
		if c.Main() == main {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b *model.Case) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return list
}

// Companion is the one that new notes go to.
func (d *desk) Companion(main model.ID) *model.Case { return append(d.Companions(main), nil)[0] }

// open opens the page of a route to the household.
func (d *desk) open(arg string, record model.ID) *desk {
	d.page = New(d, d.names, d.env, d.set, nav.Route{Page: nav.Note, Case: d.main, Record: record, Arg: arg})
	d.left, d.sent, d.dialogs = false, nil, nil
	d.page.Layout(80, 22)
	d.run(d.page.Init())
	return d
}

func (d *desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	default:
		d.root(msg)
	}
}

// root does what the root of the program would do.
func (d *desk) root(msg tea.Msg) {
	d.sent = append(d.sent, msg)
	switch msg := msg.(type) {
	case nav.Commit:
		err := d.fail
		if d.fail = nil; err == nil {
			d.store(msg.Writes...)
			d.drafts = slices.DeleteFunc(d.drafts, func(dr model.Draft) bool { return dr.ID == msg.Draft })
			d.run(d.page.Update(nav.Changed{Cases: []model.ID{d.main}}))
		}
		d.run(d.page.Update(nav.Committed{To: msg.To, Err: err}))
	case nav.DropDraft:
		d.drafts = slices.DeleteFunc(d.drafts, func(dr model.Draft) bool { return dr.ID == msg.ID })
	case nav.Show:
		d.dialogs = append(d.dialogs, msg.Dialog)
	case nav.Back:
		d.left = true
	}
}

type target interface {
	Update(tea.Msg) tea.Cmd
	Keys() []nav.Binding
	Typing() bool
}

// key gives a key as the root would: to a binding, unless the target is typing and the key is a character.
func (d *desk) key(msg tea.KeyPressMsg) {
	var t target = d.page
	if n := len(d.dialogs); n > 0 {
		t = d.dialogs[n-1]
	}
	name := msg.String()
	if len(name) == 1 {
		name = strings.ToLower(name)
	}
	if msg.Text == "" || !t.Typing() {
		for _, b := range t.Keys() {
			if slices.Contains(b.Keys, name) {
				d.run(b.Run())
				d.close()
				return
			}
		}
	}
	d.run(t.Update(msg))
	d.close()
}

func (d *desk) close() {
	d.dialogs = slices.DeleteFunc(d.dialogs, func(g nav.Dialog) bool { return g.Done() })
}

// keys presses keys by name: "ctrl+s", "shift+tab", "e".
func (d *desk) keys(names ...string) *desk {
	for _, name := range names {
		d.key(uitest.Key(name))
	}
	return d
}

// typed types a text letter by letter.
func (d *desk) typed(s string) *desk {
	for _, r := range s {
		switch r {
		case '\n':
			d.keys("enter")
		case ' ':
			d.keys("space")
		default:
			d.key(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return d
}

// pasted pastes a text.
func (d *desk) pasted(s string) *desk {
	d.run(d.page.Update(tea.PasteMsg{Content: s}))
	return d
}

// notes are those of the household, in the team's case or in mine.
func (d *desk) notes() (list []model.Contact) {
	for _, c := range d.cases {
		list = append(list, c.Contacts()...)
	}
	return list
}

// commits are what was sent to be stored.
func (d *desk) commits() (list []nav.Commit) {
	for _, msg := range d.sent {
		if c, ok := msg.(nav.Commit); ok {
			list = append(list, c)
		}
	}
	return list
}

// said is the last sentence for the effect line.
func (d *desk) said() string {
	for _, msg := range slices.Backward(d.sent) {
		if s, ok := msg.(nav.Say); ok {
			return s.Text
		}
	}
	return ""
}

// screen is what is shown on w by h cells; h counts the two rows of the root. The cursor is a full block.
func (d *desk) screen(w, h int) string {
	d.page.Layout(w, h-2)
	lines := strings.Split(d.page.View(), "\n")
	if len(lines) > h-2 {
		d.t.Errorf("%d lines on %d rows", len(lines), h-2)
	}
	cursor := d.page.Cursor()
	for i, line := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(line), " ")
		if n := ansi.StringWidth(lines[i]); n > w {
			d.t.Errorf("line %d has %d cells of %d: %q", i, n, w, lines[i])
		}
		if cursor != nil && cursor.Y == i {
			s := lines[i] + strings.Repeat(" ", max(0, cursor.X+1-ansi.StringWidth(lines[i])))
			lines[i] = ansi.Truncate(s, cursor.X, "") + "█" + ansi.TruncateLeft(s, cursor.X+1, "")
		}
	}
	return strings.Join(lines, "\n")
}

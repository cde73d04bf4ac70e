package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/store/seal"
	"seuil/ui"
	"seuil/ui/config"
	"seuil/ui/demo"
	"seuil/ui/locale"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// The screens are those of the reference day of the demonstration, at the size of a common terminal.
var day = model.NewDate(2026, time.November, 23)

const width, height = 110, 30

// shots are the pictures: their names, and the keys that lead to them from the caseload.
var shots = []struct {
	name string
	keys []string
}{
	{"caseload", nil},
	{"agenda", []string{"2"}},
	{"household", []string{"down", "down", "enter"}},
	{"convention", []string{"down", "down", "enter", "tab", "tab", "tab"}},
	{"note", []string{"down", "down", "v", "Loyer de novembre payé, quittance vue.", "enter", ">> ménage : attestation d’assurance avant le 4/12"}},
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./ui/picture DIR")
		os.Exit(2)
	}
	if err := render(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "seuil")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	set, _ := programme.Load("")
	now := demo.First(day).Time()
	opt := store.Options{Dir: tmp, Now: func() time.Time { return now }, Rand: rand.Reader, Landlord: set.IsLandlord, Params: seal.Params{MemoryKiB: 64 << 10, Time: 1, Threads: 1}}
	v, _, err := store.Create(opt, demo.Passphrase, demo.Me())
	if err != nil {
		return err
	}
	if err := demo.Seed(v, day, func(at time.Time) { now = at }); err != nil {
		return err
	}
	if err := v.Close(); err != nil {
		return err
	}
	picture := func(name string, keys ...string) error { return shoot(opt, filepath.Join(dir, name+".svg"), keys) }
	afternoon := day.Time().Add(14*time.Hour + 32*time.Minute)
	now = afternoon
	for _, shot := range shots {
		if err := picture(shot.name, shot.keys...); err != nil {
			return err
		}
	}
	if err := exchange(opt, func(at time.Time) { now = at }); err != nil {
		return err
	}
	now = afternoon
	return picture("exchange", "5", "down")
}

// shoot opens the vault through the lock screen, presses keys and draws what is on the screen.
func shoot(opt store.Options, path string, keys []string) error {
	l, err := locale.New(locale.French)
	if err != nil {
		return err
	}
	set, _ := programme.Load("")
	locked, err := store.Open(opt)
	if err != nil {
		return err
	}
	root := ui.New(ui.Options{Env: &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: opt.Now}, Config: config.Default(),
		Programme: func() *programme.Set { return set }, Store: opt, Locked: locked})
	defer root.Close()
	run(root, func() tea.Msg { return tea.WindowSizeMsg{Width: width, Height: height} })
	for _, key := range append([]string{demo.Passphrase, "enter"}, keys...) {
		press(root, key)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := writeSVG(f, root.View().Content, width, height, theme.PaletteOf(theme.Dark)); err != nil {
		return err
	}
	return f.Close()
}

var codes = map[string]rune{"enter": tea.KeyEnter, "down": tea.KeyDown, "tab": tea.KeyTab}

// press presses a key by its name, or types a text.
func press(root *ui.Root, key string) {
	if code, ok := codes[key]; ok {
		run(root, func() tea.Msg { return tea.KeyPressMsg{Code: code} })
		return
	}
	for _, r := range key {
		msg := tea.KeyPressMsg{Code: r, Text: string(r)}
		if r == ' ' {
			msg.Code = tea.KeySpace
		}
		run(root, func() tea.Msg { return msg })
	}
}

// run gives the root the message of a command, and whatever comes of it.
func run(root *ui.Root, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if v := reflect.ValueOf(msg); v.IsValid() && v.Kind() == reflect.Slice && strings.HasPrefix(v.Type().String(), "tea.") {
		for i := range v.Len() {
			if c, ok := v.Index(i).Interface().(tea.Cmd); ok {
				run(root, c)
			}
		}
		return
	}
	if msg != nil {
		_, next := root.Update(msg)
		run(root, next)
	}
}

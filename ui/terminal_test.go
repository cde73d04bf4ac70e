package ui

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// What is typed, and must be in no file afterwards.
const (
	typedPhrase = "trois chats gris sur l’étagère"
	typedLast   = "Œuvrard-Lançon"
	typedFirst  = "Éloïse"
	typedNote   = "Fuite près de l’évier, « ça goutte »."
	typedHalf   = "Mme rappellera la mairie çà et là"
)

// The program itself, built as a worker gets it, does a worker's first day on a real terminal: a vault, a household, a
// visit, a passphrase mistyped; it is killed in the middle of a sentence; it is started twice, and locked. Nothing typed may then stand in any
// file.
func TestARealDayOnATerminal(t *testing.T) {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("no tmux here to drive the program with: ", err)
	}
	program := buildProgram(t)
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 30}} {
		t.Run(strconv.Itoa(size.w), func(t *testing.T) {
			t.Parallel()
			s := onTmux(t, program, size.w, size.h)
			s.makesHerVault()
			s.addsAHousehold()
			s.notesAVisit()
			s.findsTheNoteAgain()
			s.isKilledInASentence()
			s.opensItTwice()
			s.locksIt()
			s.leavesNothingReadable()
		})
	}
}

// makesHerVault goes from the first screen to an empty list.
func (s *tmux) makesHerVault() {
	s.start()
	s.await("Commencer mon coffre")
	s.keys("Down", "Enter")
	s.await("étape 1 sur 4")
	s.typed("Claire Cœurdoux")
	s.keys("Tab")
	s.typed("cesf")
	s.keys("Tab", "Enter")
	s.await("étape 2 sur 4")
	s.keys("Tab")
	s.await("[Ma propre phrase]")
	s.typed(typedPhrase)
	s.keys("Enter")
	s.typed(typedPhrase)
	s.keys("Enter")
	s.await("étape 3 sur 4")
	s.keys("Enter")
	words := regexp.MustCompile(`\d+ {2}(\p{L}+)`).FindAllStringSubmatch(s.await("Vos douze mots de secours"), -1)
	if len(words) != 12 {
		s.t.Fatalf("%d recovery words on the screen:\n%s", len(words), s.screen())
	}
	s.keys("Enter")
	s.await("Relisez votre papier")
	for _, w := range words {
		s.typed(string([]rune(w[1])[:4]) + " ") // without the space, one word may end with the letters of the next
	}
	s.await("12 mots sur 12")
	s.keys("Enter")
	s.await("Aucun ménage pour l’instant")
}

func (s *tmux) addsAHousehold() {
	s.keys("C-n")
	s.await("Nouveau ménage")
	s.keys("Tab", "Tab")
	s.typed(typedLast)
	s.keys("Tab")
	s.typed(typedFirst)
	s.keys("C-s")
	s.await("Ménage créé")
	s.await("[Fil 0]")
}

func (s *tmux) notesAVisit() {
	s.keys("v")
	s.await("FAITS ET CONSTATS")
	s.typed(typedNote)
	s.await(typedNote)
	s.keys("C-s")
	s.await("note enregistrée")
	s.await("[Fil 1]")
}

// findsTheNoteAgain quits, mistypes the passphrase, and looks for the note.
func (s *tmux) findsTheNoteAgain() {
	s.quit()
	s.startsSoon()
	s.typed(typedPhrase + "s")
	s.keys("Enter")
	if screen := s.await("Phrase incorrecte"); strings.Contains(screen, "•") {
		s.t.Errorf("the wrong passphrase stays in the field:\n%s", screen)
	}
	s.unlock()
	s.keys("Enter")
	screen := s.await("[Fil 1]")
	for _, want := range []string{typedLast, typedFirst, "VISITE À DOMICILE", typedNote} {
		if !strings.Contains(screen, want) {
			s.t.Errorf("%q is not on the page of the household:\n%s", want, screen)
		}
	}
}

// startsSoon starts the program up to its lock screen. A busy machine gets three tries.
func (s *tmux) startsSoon() {
	var took time.Duration
	for range 3 {
		began := time.Now()
		s.start()
		s.await("Phrase de passe")
		took = time.Since(began)
		s.t.Logf("the lock screen came %s after the start", took.Round(time.Millisecond))
		if took <= time.Second {
			return
		}
		s.quit()
	}
	s.t.Fatalf("the lock screen comes %s after the start", took)
}

// isKilledInASentence loses the session, as a fault would, two seconds after the last key.
func (s *tmux) isKilledInASentence() {
	s.keys("v")
	s.await("FAITS ET CONSTATS")
	s.typed(typedHalf)
	s.keys("Left", "Left", "Left", "Left", "Left", "Left")
	s.await(typedHalf)
	time.Sleep(2 * time.Second)
	before := s.cursor()
	s.killSession()
	died := time.Now()
	s.await("Phrase de passe")
	if took := time.Since(died); took > 3*time.Second {
		s.t.Errorf("the lock screen came back after %s", took)
	}
	s.unlock()
	s.await("Brouillon")
	s.keys("r")
	s.await(typedHalf)
	s.await("FAITS ET CONSTATS")
	if after := s.cursor(); after != before {
		s.t.Errorf("the cursor stood at %s, and stands at %s:\n%s", before, after, s.screen())
	}
	s.typed(" jeudi,")
	s.keys("C-s")
	s.await("note enregistrée")
	s.keys("Enter")
	s.await("[Fil 2]")
	s.await("Mme rappellera la mairie çà jeudi, et là")
}

func (s *tmux) opensItTwice() {
	other := *s
	other.pane = "other"
	other.start()
	other.await("déjà ouvert dans une autre")
	other.quit()
}

func (s *tmux) locksIt() {
	s.keys("C-l")
	locked := time.Now()
	screen := s.await("Phrase de passe")
	s.t.Logf("locked after %s", time.Since(locked).Round(time.Millisecond))
	if strings.Contains(screen, "Œuvrard") || strings.Contains(screen, "mairie") {
		s.t.Errorf("the lock screen shows a household:\n%s", screen)
	}
	s.quit()
}

// leavesNothingReadable looks for what was typed in every file that the program could write.
func (s *tmux) leavesNothingReadable() {
	files := 0
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		files++
		raw, err := os.ReadFile(path)
		for _, word := range []string{typedPhrase, "Œuvrard", "Lançon", "Éloïse", "goutte", "l’évier", "rappellera", "mairie"} {
			for _, form := range written(word) {
				if bytes.Contains(raw, form) {
					s.t.Errorf("%s holds %q, as %q", filepath.Base(path), word, form)
				}
			}
		}
		return err
	})
	if err != nil {
		s.t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "data", "seuil", "coffre.seuil")); err != nil || files < 3 {
		s.t.Errorf("only %d files were read, and the vault? %v", files, err)
	}
}

func TestATextIsFoundHoweverItIsWritten(t *testing.T) {
	const name = "Éloïse"
	for _, before := range []string{"", "a", "ab", "abc"} {
		whole := before + name + "z"
		units := utf16.Encode([]rune(whole))
		little, _ := binary.Append(nil, binary.LittleEndian, units)
		big, _ := binary.Append(nil, binary.BigEndian, units)
		for _, raw := range [][]byte{[]byte(whole), little, big, []byte(base64.StdEncoding.EncodeToString([]byte(whole)))} {
			if !slices.ContainsFunc(written(name), func(form []byte) bool { return bytes.Contains(raw, form) }) {
				t.Errorf("%q is not found in %q", name, raw)
			}
		}
	}
}

// written are the ways in which a text may stand in a file: UTF-8, UTF-16, and base64 wherever it begins in its line.
func written(s string) (forms [][]byte) {
	units := utf16.Encode([]rune(s))
	little, _ := binary.Append(nil, binary.LittleEndian, units)
	big, _ := binary.Append(nil, binary.BigEndian, units)
	forms = [][]byte{[]byte(s), little, big}
	for shift := range 3 {
		code := base64.StdEncoding.EncodeToString(append(make([]byte, shift), s...))
		code = strings.TrimRight(code, "=")
		forms = append(forms, []byte(code[(shift*8+5)/6:len(code)-1])) // without the letters that its neighbours share
	}
	return forms
}

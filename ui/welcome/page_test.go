package welcome

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

func TestTheExamplesAreOneKeyAway(t *testing.T) {
	p := newPage(t, locale.French, &workshop{})
	if sent := press(p, "enter"); len(sent) != 1 || sent[0] != (nav.StartDemo{}) {
		t.Errorf("enter sent %v", sent)
	}
	press(p, "j")
	if sent := press(p, "k", "enter"); len(sent) != 1 || sent[0] != (nav.StartDemo{}) {
		t.Errorf("down, up, enter sent %v", sent)
	}
}

func TestAVaultIsMadeInFourSteps(t *testing.T) {
	w := &workshop{}
	p := newPage(t, locale.French, w)
	toWords(p)
	if want := (model.Worker{Name: "Claire Montferrand", Role: model.RoleASS, Organisation: "soligone"}); w.me != want {
		t.Errorf("the worker is %+v, want %+v", w.me, want)
	}
	if w.pass != strings.Join(list[:7], " ") || w.dir != w.Place() {
		t.Errorf("made with %q in %q", w.pass, w.dir)
	}
	if p.pass != "" || !p.choice.Empty() {
		t.Error("the passphrase stays in the page")
	}
	for _, word := range list {
		if !strings.Contains(shown(p), word) {
			t.Errorf("the word %s is not shown", word)
		}
	}
	if binding(p, "esc") != nil {
		t.Error("the vault is made: going back would promise too much")
	}
	press(p, "enter")
	if strings.Contains(shown(p), "galaxie") {
		t.Errorf("the words show while they are copied:\n%s", shown(p))
	}
	typing(p, "abei ceri horl jard oliv tort viol bate citr daup fabu")
	if sent := press(p, "enter"); len(sent) != 0 || p.note != "welcome.words.unfinished" {
		t.Errorf("eleven words: sent %v, note %q", sent, p.note)
	}
	typing(p, "bate")
	if sent := press(p, "enter"); len(sent) != 0 || p.note != "welcome.words.differs" {
		t.Errorf("a wrong word: sent %v, note %q", sent, p.note)
	}
	press(p, "esc")
	if !strings.Contains(shown(p), "galaxie") {
		t.Error("Esc does not show the words again")
	}
	press(p, "enter")
	for _, word := range list {
		typing(p, word+" ")
	}
	sent := press(p, "enter")
	if len(sent) != 1 || sent[0] != (nav.Unlocked{}) || p.recovery != nil {
		t.Errorf("sent %v, %d words kept", sent, len(p.recovery))
	}
	if w.made != 1 {
		t.Errorf("%d vaults were made", w.made)
	}
}

func TestEachStepGoesBackAndKeepsWhatWasTyped(t *testing.T) {
	p := newPage(t, locale.French, &workshop{})
	toPlace(p)
	typing(p, "2")
	for _, want := range []stage{phrase, who, choosing} {
		press(p, "esc")
		if p.stage != want {
			t.Fatalf("Esc leads to step %d, want %d", p.stage, want)
		}
	}
	press(p, "enter")
	if got := p.form.Value("name"); got != "Claire Montferrand" {
		t.Errorf("the name is %q", got)
	}
	p.form.Focus("organisation")
	press(p, "enter", "enter")
	if p.stage != place || !strings.HasSuffix(p.dir.Value(), "seuil2") {
		t.Errorf("step %d, folder %q", p.stage, p.dir.Value())
	}
	press(p, "ctrl+r")
	if p.dir.Value() != p.maker.Place() {
		t.Error("the usual folder does not come back")
	}
}

func TestANameAndADiplomaAreNeeded(t *testing.T) {
	p := newPage(t, locale.French, &workshop{})
	press(p, "down", "enter", "enter", "enter", "enter")
	if p.stage != who || p.note != "welcome.who.no_name" {
		t.Fatalf("without a name: step %d, note %q", p.stage, p.note)
	}
	typing(p, "Claire")
	press(p, "enter", "enter", "enter")
	if p.stage != who || p.note != "welcome.who.no_role" || p.form.At() != "role" {
		t.Errorf("without a diploma: step %d, note %q, field %s", p.stage, p.note, p.form.At())
	}
}

func TestTheEmployerIsAnAssociationTheLandlordOrAnyOther(t *testing.T) {
	for typed, want := range map[string]string{"mistral": "mistral-habitat", "soli": "soligone", "Un Toit Demain": "Un Toit Demain"} {
		w := &workshop{}
		p := newPage(t, locale.French, w)
		press(p, "down", "enter")
		for _, field := range []string{"Claire", "cesf", typed, "abei ceri horl jard oliv tort viol"} {
			typing(p, field)
			press(p, "enter")
		}
		press(p, "enter")
		if w.me.Organisation != want || w.me.Role != model.RoleCESF {
			t.Errorf("%s: the worker is %+v", typed, w.me)
		}
	}
}

func TestAnUnsafePlaceIsRefusedWithItsReason(t *testing.T) {
	for _, code := range []string{"exists", "relative", "onedrive", "dropbox", "nextcloud", "icloud", "googledrive", "synchronised",
		"removable", "network"} {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			w := &workshop{refuse: code}
			p := newPage(t, lang, w)
			toPlace(p)
			press(p, "enter")
			if s := shown(p); p.stage != place || w.made > 0 || strings.Contains(s, "‹") || !strings.Contains(s, "▲") {
				t.Errorf("%s: step %d\n%s", code, p.stage, s)
			}
		}
	}
}

func TestADiskThatFailsLeavesTheStepOpen(t *testing.T) {
	w := &workshop{none: true, err: errors.New("no room")}
	p := newPage(t, locale.French, w)
	toPlace(p)
	press(p, "enter")
	if p.stage != place || p.note != "welcome.place.failed" {
		t.Fatalf("step %d, note %q", p.stage, p.note)
	}
	w.none, w.err = false, nil
	if press(p, "enter"); p.stage != showing {
		t.Errorf("a second try leads to step %d", p.stage)
	}
}

func TestAVaultWhosePlaceIsNotRememberedIsStillUsable(t *testing.T) {
	p := newPage(t, locale.French, &workshop{err: errors.New("read only")})
	toWords(p)
	if p.stage != showing || p.note != "welcome.place.not_remembered" {
		t.Errorf("step %d, note %q", p.stage, p.note)
	}
}

func TestNothingIsAskedTwiceWhileTheVaultIsMade(t *testing.T) {
	p := newPage(t, locale.French, &workshop{})
	toPlace(p)
	binding(p, "enter")()
	if binding(p, "enter") != nil || binding(p, "esc") != nil || !strings.Contains(shown(p), "Création") {
		t.Errorf("while the vault is made:\n%s", shown(p))
	}
}

func TestScreens(t *testing.T) {
	states := []struct {
		name string
		make func(*Page)
	}{
		{"choosing", func(*Page) {}},
		{"who", func(p *Page) {
			press(p, "down", "enter")
			typing(p, "Claire")
			press(p, "enter", "enter", "enter", "enter")
		}},
		{"phrase", toPhrase},
		{"own", func(p *Page) { toPhrase(p); press(p, "tab"); typing(p, "trop court") }},
		{"place", toPlace},
		{"refused", func(p *Page) { toPlace(p); p.maker.(*workshop).refuse = "onedrive"; press(p, "enter") }},
		{"words", toWords},
		{"copying", func(p *Page) { toWords(p); press(p, "enter"); typing(p, "abei ceri xyzzy horl") }},
	}
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for _, size := range [][2]int{{80, 22}, {120, 28}, {160, 43}} {
			for _, s := range states {
				if size[0] != 80 && s.name != "choosing" && s.name != "phrase" {
					continue // the block is the same, only its place differs
				}
				name := fmt.Sprintf("%s-%s-%dx%d", s.name, lang, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					p := newPage(t, lang, &workshop{})
					p.Layout(size[0], size[1])
					s.make(p)
					uitest.GoldenPage(t, name, p, size[0], size[1])
				})
			}
		}
	}
}

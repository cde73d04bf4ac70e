package lock

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

func TestTheRightPassphraseOpensAndAWrongOneClearsTheField(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	typing(p, "not this one, q d ?")
	if sent := press(p, "enter"); len(sent) != 0 {
		t.Fatalf("a wrong passphrase sent %v", sent)
	}
	if p.field.Len() != 0 || p.stage != asking || !strings.Contains(screen(p), "1er essai") {
		t.Errorf("after a wrong passphrase:\n%s", screen(p))
	}
	typing(p, "correct horse battery")
	if strings.Contains(screen(p), "essai") || strings.Contains(screen(p), "horse") {
		t.Errorf("the former refusal or the letters show:\n%s", screen(p))
	}
	sent := press(p, "enter")
	if len(sent) != 1 || sent[0] != (nav.Unlocked{}) {
		t.Errorf("the right passphrase sent %v", sent)
	}
	if p.field.Len() != 0 {
		t.Error("the passphrase stays in the field")
	}
}

func TestTheDemonstrationOpensByEnterAlone(t *testing.T) {
	d := &door{pass: "le chat dort au soleil", status: Status{Shown: "le chat dort au soleil"}}
	p := newPage(t, locale.French, d)
	if !strings.Contains(screen(p), d.pass) || binding(p, "f3") != nil {
		t.Errorf("the screen of the demonstration:\n%s", screen(p))
	}
	typing(p, "le chien")
	if sent := press(p, "enter"); len(sent) != 0 {
		t.Error("another phrase opened it")
	}
	if sent := press(p, "enter"); len(sent) != 1 || sent[0] != (nav.Unlocked{}) {
		t.Errorf("enter sent %v", sent)
	}
}

func TestF2ShowsTheLettersAndAWrongTryHidesThemAgain(t *testing.T) {
	p := newPage(t, locale.French, door1())
	typing(p, "lisible")
	press(p, "f2")
	if !strings.Contains(screen(p), "lisible") {
		t.Error("F2 does not show the letters")
	}
	press(p, "enter")
	typing(p, "cachée")
	if strings.Contains(screen(p), "cachée") {
		t.Error("the letters of the next try show")
	}
}

func TestNothingIsAskedTwiceWhileTheVaultOpens(t *testing.T) {
	p := newPage(t, locale.French, door1())
	typing(p, "correct horse battery")
	if binding(p, "enter")() == nil {
		t.Fatal("enter does nothing")
	}
	if binding(p, "enter") != nil || binding(p, "esc") != nil {
		t.Error("keys work while the vault opens")
	}
	p.Update(uitest.Key("x"))
	if p.field.Value() != "correct horse battery" || !strings.Contains(screen(p), "Ouverture du coffre") {
		t.Errorf("while the vault opens:\n%s", screen(p))
	}
}

func TestTheRecoveryWordsOpenAndSetANewPassphrase(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	press(p, "f3")
	typing(p, "abei ceriseho") // letters alone go on to the next word
	press(p, "enter")
	if p.note != "lock.recover.unfinished" || d.open {
		t.Errorf("twelve words are not there, yet: note %q", p.note)
	}
	p.grid.Clear()
	for _, w := range list[:11] {
		typing(p, w[:4])
	}
	typing(p, "dauphin")
	press(p, "enter")
	if p.stage != recovering || p.note != "lock.reason.words" {
		t.Fatalf("wrong words: stage %d, note %q", p.stage, p.note)
	}
	p.grid.Click(3*16+4, 2)
	typing(p, "galaxie")
	press(p, "enter")
	if !d.open || p.stage != renewing {
		t.Fatalf("the recovery words did not open, stage %d:\n%s", p.stage, screen(p))
	}
	press(p, "tab")
	typing(p, "court")
	press(p, "enter")
	if d.pass != door1().pass || !strings.Contains(screen(p), "Trop courte") {
		t.Errorf("a short passphrase was taken:\n%s", screen(p))
	}
	typing(p, " mais pas si court")
	press(p, "enter")
	typing(p, "court mais pas si long")
	if press(p, "enter"); d.pass != door1().pass || !strings.Contains(screen(p), "pas les mêmes") {
		t.Errorf("two different passphrases were taken:\n%s", screen(p))
	}
	typing(p, "court mais pas si court")
	sent := press(p, "enter")
	if d.pass != "court mais pas si court" || len(sent) != 1 || sent[0] != (nav.Unlocked{}) {
		t.Errorf("the new passphrase is %q, sent %v", d.pass, sent)
	}
}

func TestTheProposedWordsMustBeTypedBack(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	p.Update(nil)
	press(p, "f3")
	p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
	press(p, "enter")
	typing(p, "abei ceri horl jard oliv tort bate")
	press(p, "enter")
	if d.pass != door1().pass || !strings.Contains(screen(p), "pas celui qui est proposé") {
		t.Fatalf("a word that was not proposed was taken:\n%s", screen(p))
	}
	typing(p, "viol")
	press(p, "enter")
	if d.pass != strings.Join(list[:7], " ") {
		t.Errorf("the new passphrase is %q", d.pass)
	}
}

func TestADiskThatFailsWhileThePassphraseIsStoredLosesNothing(t *testing.T) {
	d := door1()
	p := newPage(t, locale.French, d)
	press(p, "f3")
	p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
	press(p, "enter")
	d.fault = errDisk
	p.Update(tea.PasteMsg{Content: "abei ceri horl jard oliv tort viol"})
	press(p, "enter")
	if p.stage != renewing || !strings.Contains(screen(p), "Le disque n’a pas répondu") || p.choice.Empty() {
		t.Fatalf("stage %d:\n%s", p.stage, screen(p))
	}
	d.fault = nil
	if sent := press(p, "enter"); len(sent) != 1 {
		t.Error("a second try does not store it")
	}
}

func TestAVaultThatCannotBeOpenedSaysWhatToDoAndTakesNoText(t *testing.T) {
	for _, reason := range []Reason{Damaged, Newer, Elsewhere, Unsafe, Disk, Other} {
		d := door1()
		d.status.Closed = reason
		p := newPage(t, locale.French, d)
		if p.Typing() || p.Cursor() != nil {
			t.Errorf("%s: text can be typed", reason)
		}
		if s := screen(p); strings.Contains(s, "‹") || len(strings.Fields(s)) < 20 {
			t.Errorf("%s: no sentence:\n%s", reason, s)
		}
		if sent := press(p, "enter"); len(sent) != 1 || sent[0] != (nav.LockNow{}) {
			t.Errorf("%s: enter sent %v", reason, sent)
		}
	}
	d := door1()
	d.fault = errBad
	p := newPage(t, locale.French, d)
	typing(p, "correct horse battery")
	press(p, "enter")
	if p.stage != closed || p.reason != Damaged || p.field.Len() != 0 {
		t.Errorf("found damaged on opening: stage %d, reason %s", p.stage, p.reason)
	}
}

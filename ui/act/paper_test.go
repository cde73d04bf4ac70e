package act

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// file is a bench with the programmes and a household of one of them.
func file(t *testing.T, code string) (*bench, model.ID) {
	t.Helper()
	b := newBench(t)
	set, problems := programme.Load("")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b.desk.Set = set
	id := b.vault.NewID()
	b.vault.put(&model.Case{ID: id}, id, &model.Header{Programme: code, Agency: "apt", Operator: "cap-habitat"})
	b.vault.put(b.vault.cases[id], b.vault.NewID(), &model.Member{Last: "ORAZI", First: "Lina", Role: model.RoleHolder})
	return b, id
}

// keep stores what the last act made.
func (b *bench) keep() {
	b.t.Helper()
	if b.called == 0 {
		b.t.Fatal("the act made nothing")
	}
	b.vault.store(b.writes...)
	b.called, b.dialog = 0, nil
}

// open runs a command that may show a dialog.
func (b *bench) open(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if show, ok := cmd().(nav.Show); ok {
		b.dialog = show.Dialog
	}
}

// begun begins a paper with the parties proposed first.
func (b *bench) begun(id model.ID, paper string) model.Agreement {
	b.t.Helper()
	b.open(b.desk.BeginPaper(id, paper, b.then))
	if b.dialog != nil {
		b.dialog.View(76, 20)
		b.press("enter")
	}
	b.keep()
	return *due.Latest(b.vault.Case(id), paper)
}

func (b *bench) signs(id model.ID, a model.Agreement, party string, keys ...string) {
	b.t.Helper()
	b.dialog = b.desk.Sign(Signing{id, a.ID, party}, b.then)
	b.press(append(keys, "enter")...)
	b.keep()
}

func TestAPaperBeginsWithTheAssociationsOfTheText(t *testing.T) {
	for _, c := range []struct{ name, programme, paper, want string }{
		{"both, where the text says and (R94)", "securisation", "convention", "household landlord operator:soligone operator:cap-habitat"},
		{"that of the household, where it says or (R136)", "sauvegarde", "convention", "household landlord operator:cap-habitat"},
		{"that of the household, where it says neither", "securisation", "protocole", "landlord operator:cap-habitat"},
		{"none where none is a party", "securisation", "contrat", "household worker"},
	} {
		b, id := file(t, c.programme)
		a := b.begun(id, c.paper)
		if got := strings.Join(strings.Fields(a.Parties), " "); got != c.want || a.Version != 1 || a.ID != model.AgreementID(c.paper, 1) {
			t.Errorf("%s: version %d between %q", c.name, a.Version, got)
		}
	}
}

func TestTheLastSignatureFreezesTheTextInTheSameCommit(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	b.signs(id, a, "household")
	b.signs(id, a, "landlord")
	if got, _ := b.vault.Case(id).Agreement(a.ID); got.Text != "" || !got.Frozen.IsZero() {
		t.Fatalf("frozen before the last signature: %+v", got)
	}
	b.signs(id, a, "operator:cap-habitat", "M. Dorvaux")
	if len(b.writes) != 3 || !strings.Contains(b.effect, "Toutes les parties ont signé") {
		t.Errorf("%d writes, %q", len(b.writes), b.effect)
	}
	got, _ := b.vault.Case(id).Agreement(a.ID)
	if done := b.vault.Case(id).Steps()["convention"].Done; got.Frozen != today || done != today {
		t.Errorf("frozen on %v, the step of signing done on %v", got.Frozen, done)
	}
	for _, want := range []string{"Convention tripartite, version 1", "Entre : le ménage, Mistral Habitat, Cap Habitat", "- par des réponses adaptées (R138)"} {
		if !strings.Contains(strings.ReplaceAll(got.Text, "\u00a0", " "), want) {
			t.Errorf("%q is not in the text:\n%s", want, got.Text)
		}
	}
	if w, ok := b.desk.Freeze(FreezePaper, b.vault.Case(id), a.ID, nil); ok {
		t.Errorf("a frozen text is written again: %v", w)
	}
	w, ok := b.desk.Freeze(RetractPaper, b.vault.Case(id), a.ID, &model.Signature{ID: model.SignatureID(a.ID, "landlord"), Agreement: a.ID, Party: "landlord"})
	if b.vault.store(w); !ok {
		t.Fatal("a signature taken back leaves the text frozen")
	}
	if got, _ := b.vault.Case(id).Agreement(a.ID); got.Text != "" || !got.Frozen.IsZero() {
		t.Errorf("still %+v", got)
	}
}

func TestTheFrozenTextIsThatOfTheProgrammeWhateverTheLanguage(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	french := b.desk.Terms(b.vault.Case(id), a, locale.French)
	english, err := locale.New(locale.English)
	if err != nil {
		t.Fatal(err)
	}
	b.desk.Env.L = english
	if got := b.desk.Terms(b.vault.Case(id), a, locale.French); got != french {
		t.Errorf("in English the French text is:\n%s", got)
	}
	if got := b.desk.Terms(b.vault.Case(id), a, locale.English); !strings.Contains(got, "by suitable answers (R138)") {
		t.Errorf("in English:\n%s", got)
	}
}

func TestANewVersionComesOnlyAfterAllHaveSigned(t *testing.T) {
	b, id := file(t, "securisation")
	a := b.begun(id, "contrat")
	b.open(b.desk.BeginPaper(id, "contrat", b.then))
	if b.called != 0 {
		t.Error("the same parties are written again")
	}
	b.signs(id, a, "household")
	b.signs(id, a, "worker")
	if next := b.begun(id, "contrat"); next.Version != 2 || b.writes[0].Act != VersionPaper {
		t.Errorf("version %d by %s", next.Version, b.writes[0].Act)
	}
}

func TestOddSignaturesAreKeptAndTold(t *testing.T) {
	b, id := file(t, "sauvegarde")
	w, _ := b.vault.Case(id).Put("case.phase", b.vault.NewID(), &model.PhaseEntry{Phase: "convention", Since: today.AddDays(-9)})
	b.vault.store(w)
	a := b.begun(id, "convention")
	sign := func(party, on string) string {
		b.dialog = b.desk.Sign(Signing{id, a.ID, party}, b.then)
		b.press("tab")
		for range 10 {
			b.dialog.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
		}
		b.press(on, "enter")
		b.keep()
		if s, ok := b.vault.Case(id).Signature(model.SignatureID(a.ID, party)); !ok || s.On.IsZero() {
			t.Errorf("%s: not kept: %+v", party, s)
		}
		return strings.ReplaceAll(b.desk.Oddities(b.writes), "\u00a0", " ")
	}
	for _, c := range []struct{ name, party, on, want string }{
		{"in order", "household", "20/11/2026", ""},
		{"on 29 February", "household", "29/02/2024", ""},
		{"in the future", "landlord", "24/11/2026", "Mistral Habitat : signature datée du mar. 24 nov., dans le futur"},
		{"no party of the version", "worker", "20/11/2026", "Le travailleur social n’est pas partie à « Convention tripartite »"},
		{"the one association", "operator:cap-habitat", "20/11/2026", ""},
		{"a second association where one signs", "operator:soligone", "20/11/2026", "ne porte la signature que d’une association"},
	} {
		if got := sign(c.party, c.on); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: told %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSigningTwiceIsSaidBeforeItCorrects(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	b.signs(id, a, "household")
	b.dialog = b.desk.Sign(Signing{id, a.ID, "household"}, b.then)
	if got := strings.ReplaceAll(b.view(), "\u00a0", " "); !strings.Contains(got, "▲ Le ménage a déjà signé « Convention tripartite » le lun. 23 nov.") {
		t.Errorf("not said:\n%s", got)
	}
}

func TestASignatureBeforeItsPhaseIsTold(t *testing.T) {
	b, id := file(t, "securisation")
	a := b.begun(id, "contrat")
	b.signs(id, a, "household")
	b.signs(id, a, "worker")
	got := strings.ReplaceAll(b.desk.Oddities(b.writes), "\u00a0", " ")
	if want := "« Contrat d’accompagnement signé » est datée du lun. 23 nov., avant l’entrée dans « Entrée et signatures »"; !strings.HasPrefix(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestAnnexingAsksWhenAndCanBeTakenBack(t *testing.T) {
	b, id := file(t, "securisation")
	a := b.begun(id, "engagement")
	b.dialog = b.desk.AnnexPaper(id, a.ID, b.then)
	b.press("enter")
	b.keep()
	if got, _ := b.vault.Case(id).Agreement(a.ID); got.Annexed != today || !slices.Equal(fieldNames(b.writes[0]), []string{"annexed"}) {
		t.Errorf("annexed %v by %v", got.Annexed, fieldNames(b.writes[0]))
	}
	b.dialog = b.desk.AnnexPaper(id, a.ID, b.then)
	for range 10 {
		b.dialog.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	}
	b.press("enter")
	b.keep()
	if got, _ := b.vault.Case(id).Agreement(a.ID); !got.Annexed.IsZero() {
		t.Errorf("still annexed %v", got.Annexed)
	}
}

func TestCommitmentsAreTickedAndOpenedAgain(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	one, two := Pledge{id, a.ID, "adherer"}, Pledge{id, a.ID, "demarches"}
	state := func() string {
		x, y := b.desk.said(one), b.desk.said(two)
		return fmt.Sprintf("%s %s %q / %s %s", x.State, x.On, x.Fact, y.State, y.On)
	}
	do := func(writes []model.Write, _ string) { b.vault.store(writes...) }
	do(b.desk.TickPledges([]Pledge{one}))
	if got := state(); got != `kept 2026-11-23 "" /  ` {
		t.Errorf("ticked: %s", got)
	}
	writes, effect := b.desk.TickPledges([]Pledge{one, two})
	if len(writes) != 1 || !strings.Contains(effect, "2 engagements") {
		t.Errorf("both: %v, %q", writes, effect)
	}
	b.vault.store(writes...)
	do(b.desk.TickPledges([]Pledge{one, two}))
	if got := state(); got != `  "" /  ` {
		t.Errorf("both again: %s", got)
	}
	b.dialog = b.desk.JudgePledges([]Pledge{one}, b.then)
	b.press("tab", "tab", "deux rendez-vous manqués", "enter")
	b.keep()
	if got := state(); got != `difficulty 2026-11-23 "deux rendez-vous manqués" /  ` {
		t.Errorf("judged: %s", got)
	}
	do(b.desk.TickPledges([]Pledge{one}))
	if got := state(); got != `kept 2026-11-23 "" /  ` {
		t.Errorf("what showed the difficulty stays as a proof of the contrary: %s", got)
	}
}

func TestACommitmentSetAsideHasItsReason(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	g := Pledge{id, a.ID, "procedures"}
	b.dialog = b.desk.SkipPledges([]Pledge{g}, b.then)
	b.press("enter")
	if b.called != 0 {
		t.Fatal("set aside without a reason")
	}
	b.press("aucune procédure en cours", "enter")
	b.keep()
	if k := b.desk.said(g); k.Skipped != today || k.Reason != "aucune procédure en cours" {
		t.Errorf("%+v", k)
	}
	b.vault.store(first(b.desk.TickPledges([]Pledge{g}))...)
	if k := b.desk.said(g); !k.Open() || k.Reason != "" {
		t.Errorf("opened again: %+v", k)
	}
}

func first(writes []model.Write, _ string) []model.Write { return writes }

func TestANoteProvesACommitment(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	g := Pledge{id, a.ID, "adherer"}
	if _, ok := b.desk.ProvePledge(g, b.then); ok {
		t.Error("a proof is asked for without a note")
	}
	visit := b.vault.NewID()
	w, _ := b.vault.Case(id).Put("note.add", visit, &model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: today.AddDays(-3), Subject: "Adhésion de ORAZI"})
	b.vault.store(w)
	b.dialog, _ = b.desk.ProvePledge(g, b.then)
	b.shows("Adhésion de ORAZI", "20 nov.")
	b.press("enter")
	b.keep()
	if k := b.desk.said(g); k.State != model.CommitmentKept || k.On != today.AddDays(-3) || k.Contact != visit {
		t.Errorf("%+v", k)
	}
	undo, _ := b.vault.cases[id].Delete(model.ActUndo, model.KindCommitment, model.CommitmentID(g.Agreement, g.Code))
	b.vault.store(undo)
	b.vault.store(first(b.desk.TickPledges([]Pledge{g}))...)
	if k := b.desk.said(g); k.On != today || !k.Contact.IsZero() {
		t.Errorf("the proof that was undone is back: %+v", k)
	}
}

// Two machines noted different facts. Ticking is no answer to which one is right.
func TestTickingSettlesNoOtherConflict(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	g := Pledge{id, a.ID, "adherer"}
	seen := b.vault.Case(id)
	for _, fact := range []string{"venue", "excusée"} {
		w, _ := seen.Put("test", model.CommitmentID(a.ID, g.Code), &model.Commitment{Agreement: a.ID, Code: g.Code, Fact: fact})
		b.vault.store(w)
	}
	b.vault.store(first(b.desk.TickPledges([]Pledge{g}))...)
	if got := b.vault.Case(id).Record(model.KindCommitment, model.CommitmentID(a.ID, g.Code)).Conflicts(); !slices.Equal(got, []string{"fact"}) {
		t.Errorf("conflicts after ticking: %v", got)
	}
}

func TestOddCommitmentsAreTold(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	a.Parties = "household\noperator:cap-habitat"
	w, _ := b.vault.Case(id).Put("test", a.ID, &a)
	b.vault.store(w)
	for _, c := range []struct{ name, code, want string }{
		{"in order", "adherer", ""},
		{"of a party that is not in the version", "faciliter", "« à faciliter les échanges avec le ménage » engage Mistral Habitat, qui n’est pas partie"},
		{"that the paper does not have", "payer", "n’a pas d’engagement « payer »"},
	} {
		writes := first(b.desk.TickPledges([]Pledge{{id, a.ID, c.code}}))
		b.vault.store(writes...)
		got := strings.ReplaceAll(b.desk.Oddities(writes), "\u00a0", " ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: told %q", c.name, got)
		}
	}
}

func TestMaskedSignaturesOfferNoNames(t *testing.T) {
	b, id := file(t, "sauvegarde")
	a := b.begun(id, "convention")
	b.signs(id, a, "household", "ORAZI Lina", "tab", "tab", "chez Mme ORAZI")
	b.dialog = b.desk.Sign(Signing{id, a.ID, "landlord"}, b.then)
	b.shows("chez Mme ORAZI")
	b.desk.Names.Masked = true
	b.dialog = b.desk.Sign(Signing{id, a.ID, "landlord"}, b.then)
	if s := b.view(); strings.Contains(s, "ORAZI") || len(b.desk.SignerChoices(b.vault.Case(id), "household")) != 0 {
		t.Errorf("a masked name shows:\n%s", s)
	}
}

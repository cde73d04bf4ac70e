package household

import (
	"errors"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

func (s *stage) papersPane() *papers { return s.page.panes[papersTab].(*papers) }

// on selects the line of a paper, of one of its parties or of one of its commitments.
func (s *stage) on(paper, party, code string) {
	s.T.Helper()
	for i, r := range s.papersPane().rows {
		if r.paper.Code == paper && r.latest && (code != "" && r.pledge.Code == code || code == "" && r.kind != pledgeLine && r.party == party) {
			s.papersPane().stack.pick(i)
			return
		}
	}
	s.T.Fatalf("there is no line %s %s %s", paper, party, code)
}

func (s *stage) commitment(code string) model.Commitment {
	k, _ := s.now().Commitment(model.CommitmentID(model.AgreementID("protocole", 1), code))
	return k
}

// dialog is the dialog on top, with spaces that break.
func (s *stage) dialog() string {
	s.T.Helper()
	if len(s.Dialogs) == 0 {
		s.T.Fatal("no dialog is open")
	}
	return strings.ReplaceAll(ansi.Strip(s.Dialogs[len(s.Dialogs)-1].View(80, 40)), "\u00a0", " ")
}

func TestTheTabBeginsAtThePaperThatWaits(t *testing.T) {
	s := french(t, engaged(), TabPapers)
	s.Shows("[▲ Conventions 1/4]", "► CONVENTION TRIPARTITE", "▲ signatures : 1 sur 4 · d’abord : Avis de la commission reçu · manque : Mist…", "Le ménage  FONTARÈDE Inès",
		"√ signé le 22 nov.", "1 ○ à adhérer à l'accompagnement social proposé", "à renseigner  R95")
	if r, _ := french(t, walked(), TabPapers).papersPane().selected(); r.paper.Code != "protocole" {
		t.Errorf("with nothing begun, %s is selected, not the paper of the present phase", r.paper.Code)
	}
}

func TestEachStateOfACommitmentShows(t *testing.T) {
	s := newStage(t, engaged(), locale.French, 160, 45, nav.Route{Arg: TabPapers})
	s.Press("home")
	s.Shows("PROTOCOLE D’ACCORD", "█░░░░░░░   1/8", "√ signé le 13 nov. · texte gardé", "1 √ La réalisation d'un diagnostic", "tenu 17 nov.  R56",
		"2 ▲ La mise à disposition", "en difficulté  R57", "aucun T3 libre pour Mme FONTARÈDE", "3 ■ La mise en lien", "rompu  R58", "4 ◊ L'invitation", "sans objet  R59", "5 ○ Le soutien")
}

func TestAPaperIsBegunSignedAndFrozen(t *testing.T) {
	s := french(t, walked(), TabPapers)
	s.on("contrat", "", "")
	s.Press("space")
	if a, ok := s.now().Agreement(model.AgreementID("contrat", 1)); !ok || a.Parties != "household\nworker" {
		t.Fatalf("begun with %q", a.Parties)
	}
	s.Shows("○ à signer · d’abord : Avis de la commission reçu · manque : le ménage, le tr")
	s.Press("space")
	s.Type("FONT")
	s.Press("enter")
	s.Shows("[▲ Conventions 0/4]", "signatures : 1 sur 2")
	s.Press("space", "enter")
	s.Shows("[Conventions 1/4]", "√ signé le 23 nov. · texte gardé")
	if n := len(s.Commits[2].Writes); n != 3 { // the signature, the frozen text, the step
		t.Errorf("the last signature makes %d writes", n)
	}
	if got := s.now().Steps()["contrat"].Done; got != today {
		t.Errorf("the step of signing is done on %v", got)
	}
	s.Press("enter")
	if text := s.dialog(); !strings.Contains(text, "√ signé le 23 nov.") || !strings.Contains(text, "- des moyens à mobiliser pour y parvenir (R84)") {
		t.Errorf("read as signed:\n%s", text)
	}
	s.Press("esc", "c")
	if a, ok := s.now().Agreement(model.AgreementID("contrat", 2)); !ok || a.Text != "" {
		t.Error("no second version")
	}
	s.Shows("CONTRAT D’ACCOMPAGNEMENT  version 2")
	for range 8 { // down to the version in force, whose commitments go on until the next is signed
		s.Press("down")
	}
	s.Shows("► CONTRAT D’ACCOMPAGNEMENT  version 1", "√ signé le 23 nov.")
	s.Press("down", "down", "space")
	if k, _ := s.now().Commitment(model.CommitmentID(model.AgreementID("contrat", 1), "demarches_menage")); k.State != model.CommitmentKept {
		t.Errorf("of the version in force: %+v", k)
	}
}

func TestATextOnceSignedStaysWhateverTheProgrammeSays(t *testing.T) {
	v := engaged()
	a, _ := v.cases[theCase].Agreement(model.AgreementID("protocole", 1))
	a.Text = strings.Replace(a.Text, "Invitation aux cellules de coordination", "Invitation à chaque cellule", 1)
	v.commit(must(v.cases[theCase].Put("test", a.ID, &a)))
	s := french(t, v, TabPapers)
	s.on("protocole", "", "cellules")
	s.Shows("le texte signé dit autre chose")
	s.on("protocole", "", "relations")
	s.Hides("► 7 ○ Relations régulières\n")
	s.on("protocole", "", "")
	s.Press("enter")
	if text := s.dialog(); !strings.Contains(text, "Invitation à chaque cellule") {
		t.Errorf("not the text that was signed:\n%s", text)
	}
}

func TestASignatureIsCorrectedAndTakenBack(t *testing.T) {
	s := french(t, engaged(), TabPapers)
	s.on("protocole", "landlord", "")
	s.Press("enter")
	s.page.sheet.form.Set("on", "16/11")
	s.Press("ctrl+s")
	a, _ := s.now().Agreement(model.AgreementID("protocole", 1))
	if got, _ := s.now().Signature(model.SignatureID(a.ID, "landlord")); got.On != today.AddDays(-7) || a.Frozen != today.AddDays(-7) || a.Text == "" {
		t.Errorf("signed on %v, frozen on %v", got.On, a.Frozen)
	}
	s.Press("delete")
	a, _ = s.now().Agreement(a.ID)
	if a.Text != "" || !a.Frozen.IsZero() {
		t.Error("the text is frozen without all signatures")
	}
	s.Shows("[▲ Conventions 0/4]")
	s.Press("space", "enter")
	if a, _ = s.now().Agreement(a.ID); a.Frozen != today || a.Text == "" {
		t.Errorf("signed again, but frozen on %v", a.Frozen)
	}
}

func TestEachLineHasItsKeysOnce(t *testing.T) {
	for _, v := range []*fakeVault{engaged(), crooked()} {
		s := french(t, v, TabPapers)
		for i, r := range s.papersPane().rows {
			s.papersPane().stack.pick(i)
			seen := map[string]bool{}
			for _, b := range s.page.Keys() {
				for _, k := range b.Keys {
					if seen[k] {
						t.Errorf("%s: %q stands twice", r.key(), k)
					}
					seen[k] = true
				}
				if b.Run == nil || b.Label == "" || strings.Contains(b.Text(), "‹") {
					t.Errorf("%s: %v says %q", r.key(), b.Keys, b.Text())
				}
			}
		}
	}
}

func TestTheAnnexToTheLeaseIsDated(t *testing.T) {
	v := engaged()
	id := v.agree("engagement", 1, "household landlord operator:cap-habitat")
	for _, party := range []string{"household", "landlord", "operator:cap-habitat"} {
		v.sign(model.Signature{Agreement: id, Party: party, On: today.AddDays(-4)})
	}
	v.freeze(id)
	s := french(t, v, TabPapers)
	s.on("engagement", "", "")
	s.Shows("√ signé le 19 nov. · texte gardé · ▲ à joindre au bail")
	s.Press("b", "enter")
	s.Shows("joint au bail le 23 nov.")
	if a, _ := s.now().Agreement(id); a.Annexed != today {
		t.Errorf("annexed on %v", a.Annexed)
	}
}

func TestTextsSignedOnTwoMachinesAreKeptByAKey(t *testing.T) {
	v := engaged()
	id := v.agree("contrat", 1, "household worker")
	v.sign(model.Signature{Agreement: id, Party: "household", On: today})
	v.sign(model.Signature{Agreement: id, Party: "worker", On: today})
	s := french(t, v, TabPapers)
	s.on("contrat", "", "")
	s.Shows("√ signé le 23 nov. · ▲ texte à garder")
	s.Press("space")
	if a, _ := s.now().Agreement(id); a.Text == "" || a.Frozen != today {
		t.Errorf("frozen on %v", a.Frozen)
	}
	s.Hides("texte à garder")
}

func TestACommitmentIsTickedJudgedProvedAndSetAside(t *testing.T) {
	s := french(t, engaged(), TabPapers)
	s.on("protocole", "", "soutien")
	s.Press("space")
	if k := s.commitment("soutien"); k.State != model.CommitmentKept || k.On != today {
		t.Errorf("ticked: %+v", k)
	}
	if w := s.Commits[0].Writes; len(w) != 1 || w[0].Act != act.KeepCommitment {
		t.Errorf("writes %+v", w)
	}
	s.Press("space")
	if k := s.commitment("soutien"); !k.Open() {
		t.Errorf("opened again: %+v", k)
	}
	s.Press("r", "tab", "tab")
	s.Type("deux semaines sans réponse")
	s.Press("enter")
	if k := s.commitment("soutien"); k.State != model.CommitmentDifficulty || k.Fact != "deux semaines sans réponse" {
		t.Errorf("judged: %+v", k)
	}
	s.Shows("deux semaines sans réponse")
	s.Press("s")
	s.Type("bail direct")
	s.Press("enter")
	if k := s.commitment("soutien"); k.Skipped != today || k.State != "" {
		t.Errorf("set aside: %+v", k)
	}
	s.on("protocole", "", "relais")
	s.Press("n", "enter")
	if k := s.commitment("relais"); k.State != model.CommitmentKept || k.Contact.IsZero() {
		t.Errorf("proved: %+v", k)
	}
}

func TestTheFormOfACommitmentSaysTheFact(t *testing.T) {
	s := french(t, engaged(), TabPapers)
	s.on("protocole", "", "invitation_cal")
	s.Press("enter", "esc")
	if len(s.Commits) != 0 || s.page.Typing() {
		t.Fatal("an untouched form records something, or stays")
	}
	s.Press("enter")
	s.page.sheet.form.Set("state", model.CommitmentKept)
	s.page.sheet.form.Set("fact", "invitation reçue par courriel")
	s.Press("ctrl+s")
	if k := s.commitment("invitation_cal"); k.State != model.CommitmentKept || k.On != today || k.Fact != "invitation reçue par courriel" || !k.Skipped.IsZero() || k.Reason != "" {
		t.Errorf("%+v", k)
	}
}

func TestDigitsGoToCommitments(t *testing.T) {
	s := french(t, engaged(), TabPapers)
	s.on("protocole", "", "")
	for _, b := range s.page.Keys() {
		if b.Keys[0] == "3" {
			t.Error("a paper has no commitment to go to until one of its lines is selected")
		}
	}
	s.on("protocole", "", "diagnostic_bailleur")
	for key, want := range map[string]string{"6": "diagnostic_association", "é": "logements", "9": "relais"} {
		s.Press(key)
		if r, _ := s.papersPane().selected(); r.pledge.Code != want {
			t.Errorf("%s goes to %s", key, r.pledge.Code)
		}
	}
}

func TestOddPapersSaySoAndStay(t *testing.T) {
	s := french(t, crooked(), TabPapers)
	for _, want := range []string{"signature datée du mar. 24 nov., dans le futur", "Le ménage a déjà signé", "Le travailleur social n’est pas partie", "engage Mistral Habitat, qui n’est pas",
		"est daté du mar. 24 nov.", "n’a pas d’engagement « payer »"} {
		found := false
		for i := range s.papersPane().rows {
			s.papersPane().stack.pick(i)
			found = found || strings.Contains(strings.Join(strings.Fields(s.Plain()), " "), want)
		}
		if !found {
			t.Errorf("%q is nowhere", want)
		}
	}
	s.on("charte", "", "")
	s.Shows("Le programme n’a pas ce papier ; ce qui en a été dit reste gardé.")
}

func TestAFutureSignatureIsKeptAndTold(t *testing.T) {
	s := french(t, engaged(), TabPapers)
	s.on("convention", "landlord", "")
	s.Press("space", "tab")
	for range 10 {
		s.Press("backspace")
	}
	s.Type("24/11/2026")
	s.Press("enter")
	if got := s.warning(); !strings.Contains(got, "Mistral Habitat : signature datée du mar. 24 nov., dans le futur") {
		t.Errorf("the warning is %q", got)
	}
	if got, ok := s.now().Signature(model.SignatureID(model.AgreementID("convention", 1), "landlord")); !ok || got.On != today.AddDays(1) {
		t.Errorf("not kept: %+v", got)
	}
}

func TestAFailedSignatureWarnsOfNothing(t *testing.T) {
	s := french(t, engaged(), TabPapers)
	s.Fail = errors.New("no room")
	s.on("convention", "landlord", "")
	s.Press("space", "enter")
	if len(s.Sent) != 0 {
		t.Errorf("told of what is not stored: %v", s.Sent)
	}
}

func TestTwoMachinesChoosingOtherAssociationsAreSettled(t *testing.T) {
	v := walked()
	base := v.cases[theCase]
	id := model.AgreementID("protocole", 1)
	one := must(base.Put(act.BeginPaper, id, &model.Agreement{Paper: "protocole", Version: 1, Parties: "landlord\noperator:soligone"}))
	two := must(base.Put(act.BeginPaper, id, &model.Agreement{Paper: "protocole", Version: 1, Parties: "landlord\noperator:cap-habitat"}))
	v.commit(one)
	v.dev = hisDev
	v.commit(two)
	s := french(t, v, TabPapers)
	s.on("protocole", "", "")
	s.Shows("▲ deux valeurs en même temps")
	s.Press("r")
	s.dialog()
	s.Press("enter")
	if r := s.now().Record(model.KindAgreement, id); len(r.Conflicts()) != 0 || r.Value("parties") != "landlord\noperator:cap-habitat" {
		t.Errorf("not settled: %v, %q", r.Conflicts(), r.Value("parties"))
	}
}

func TestTheHistoryTellsPapersInWords(t *testing.T) {
	s := newStage(t, engaged(), locale.French, 160, 45, nav.Route{Arg: TabPast})
	s.Shows("signature · Convention tripartite · le ménage", "Signé le : dim. 22 nov.", "papier commencé · Convention tripartite, version 1",
		"Parties : le ménage, Mistral Habitat, Soligone, Cap Habitat", "engagement tenu · La mise en lien", "Respect : rompu", "Fait : gardien jamais prévenu",
		"texte signé gardé · Protocole d’accord, version 1", "Texte signé : ")
	s.Hides("operator:", "household", "landlord", "proximite")
	s.Press("enter")
	if !s.page.Typing() {
		t.Error("Enter does not open the signature")
	}
}

func TestMaskedPapersNameNobody(t *testing.T) {
	s := newStage(t, engaged(), locale.French, 160, 45, nav.Route{Arg: TabPapers})
	s.names.Masked = true
	s.Do(s.page.Update(nav.Changed{}))
	for i := range s.papersPane().rows {
		s.papersPane().stack.pick(i)
		s.Hides("FONTARÈDE", "Inès", "Castagnol", "Dorvaux Y")
	}
	s.on("convention", "household", "")
	s.Shows("F. I.", "chez Mme F.")
	s.Press("enter")
	if s.page.Typing() {
		t.Error("a form shows names while they are masked")
	}
}

func TestAPaperOfAnUnknownProgrammeSaysSo(t *testing.T) {
	v := engaged()
	h := v.cases[theCase].Header()
	h.Programme = ""
	v.commit(must(v.cases[theCase].Put("case.edit", theCase, &h)))
	s := french(t, v, TabPapers)
	s.Shows("PROTOCOLE", "Le programme n’a pas ce papier")
	s = french(t, blank(), TabPapers)
	s.Shows("CONVENTION TRIPARTITE", "○ pas commencé · d’abord : ")
}

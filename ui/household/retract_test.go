package household

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

// elsewhere is the household whose note was written here by mistake.
var elsewhere = model.ID{0xC3}

// Cases are those of the team.
func (v *fakeVault) Cases() (list []*model.Case) {
	for _, id := range []model.ID{theCase, elsewhere} {
		if c := v.cases[id]; c != nil {
			list = append(list, c)
		}
	}
	return list
}

func (v *fakeVault) Drafts() []model.Draft { return v.drafts }

// misplaced is a household with a note that speaks of another one.
func misplaced() *fakeVault {
	v := lived()
	c := &model.Case{ID: elsewhere}
	v.commit(must(c.Put("case.new", elsewhere, &model.Header{Programme: "sauvegarde", Agency: "orange"})),
		must(c.Put("member.add", v.NewID(), &model.Member{Last: "GARRIGAL", First: "Roland", Role: model.RoleHolder})))
	v.at = noon.Add(-3 * 60 * 1e9)
	id := v.contact(model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: today, Worker: maelle, Facts: "M. GARRIGAL n’ouvre pas ; la voisine dit qu’il est hospitalisé.", Appraisal: "À signaler ?"})
	v.task(model.Task{Label: "Appeler l’hôpital", Who: model.WhoWorker, Due: today.AddDays(2), Contact: id})
	v.task(model.Task{Label: "Donner l’attestation", Who: model.WhoHousehold, Due: today.AddDays(9), At: model.NewClock(14, 0), Contact: id})
	v.task(model.Task{Label: "Carte déposée", Who: model.WhoWorker, Done: today, Contact: id})
	return v
}

// box is the one dialog as it is drawn on the screen.
func (s *stage) box() string {
	s.T.Helper()
	if len(s.Dialogs) != 1 {
		s.T.Fatalf("%d dialogs", len(s.Dialogs))
	}
	return ansi.Strip(s.Dialogs[0].View(s.page.w-4, s.page.h-2))
}

func TestDeletingANoteAsksWhetherItIsOfThisHousehold(t *testing.T) {
	s := french(t, misplaced(), TabThread)
	s.Press("delete")
	if d := s.dialog(); !strings.Contains(d, "hospitalisé") || !strings.Contains(d, "annulable") || !strings.Contains(d, "mauvais dossier") {
		t.Errorf("asked:\n%s", d)
	}
	s.Press("esc")
	if len(s.Commits) != 0 || len(s.Dialogs) != 0 {
		t.Fatal("Esc does something")
	}
	s.Press("delete", "enter")
	if len(s.Commits) != 0 {
		t.Fatal("Enter confirms")
	}
	s.Press("s")
	if w := s.Commits[0].Writes; len(w) != 1 || w[0].Act != "case.delete_contact" {
		t.Errorf("written: %+v", w)
	}
	s.Hides("hospitalisé")
}

func TestRetractingTakesTheWordAndLeavesNothing(t *testing.T) {
	s := french(t, misplaced(), TabThread)
	s.Press("delete", "r", "r")
	for _, typed := range []string{"", "ret", "oui"} {
		s.Type(typed)
		s.Press("enter")
		if len(s.Commits) != 0 {
			t.Fatalf("%q confirms", typed)
		}
		for range typed {
			s.Press("backspace")
		}
	}
	s.Type("Retirer")
	s.Press("enter")
	if len(s.Commits) != 1 || !s.Commits[0].Keep.ID.IsZero() || !strings.Contains(s.Effects[0], "Retirée") {
		t.Fatalf("commits %+v, effects %q", s.Commits, s.Effects)
	}
	s.Hides("hospitalisé", "GARRIGAL", "hôpital")
	for _, tab := range []int{1, pastTab} {
		s.page.show(tab)
		s.Press("home")
		s.Hides("hospitalisé", "GARRIGAL", "hôpital", "Donner l’attestation")
	}
	s.Shows("note retirée pour de bon", "échéance retirée pour de bon", "texte retiré")
	if n := strings.Count(s.Plain(), "note retirée pour de bon"); n != 1 {
		t.Errorf("told %d times", n)
	}
	for _, ch := range s.vault.cases[theCase].Changes() {
		for _, f := range ch.Fields {
			if strings.Contains(f.Value, "hospitalisé") || strings.Contains(f.Value, "hôpital") {
				t.Errorf("a %s still says it in %s", ch.Kind, f.Name)
			}
		}
	}
}

func TestTheTextGoesWhereItBelongsBeforeItIsRetracted(t *testing.T) {
	s := french(t, misplaced(), TabThread)
	s.Press("delete", "r", "c")
	s.Type("garri")
	s.Press("enter")
	if !strings.Contains(s.dialog(), "GARRIGAL Roland") {
		t.Errorf("asked:\n%s", s.dialog())
	}
	s.Type("retirer")
	s.Press("enter")
	if len(s.Commits) != 1 {
		t.Fatalf("%d commits", len(s.Commits))
	}
	d := s.Commits[0].Keep
	field := func(name string) string {
		i := slices.IndexFunc(d.Fields, func(f model.Field) bool { return f.Name == name })
		if i < 0 {
			return ""
		}
		return d.Fields[i].Value
	}
	if d.ID.IsZero() || d.Case != elsewhere || d.Kind != model.KindContact || field("date") != today.String() || field("kind") != string(model.HomeVisit) ||
		field("appraisal") != "À signaler ?" || field("worker") != maelle.String() || field(model.DraftAudience) != "" {
		t.Errorf("draft: %+v", d)
	}
	facts := field("facts")
	if !strings.HasPrefix(facts, "M. GARRIGAL n’ouvre pas ; la voisine dit qu’il est hospitalisé.\n") || !strings.Contains(facts+"\n", "\nCarte déposée\n") {
		t.Errorf("facts: %q", facts)
	}
	// The editor offers the dates again, as they were.
	marks := uitest.Env(locale.French, nil).L.Marks(facts, today)
	want := []locale.Mark{{Who: model.WhoWorker, Label: "Appeler l’hôpital", Due: today.AddDays(2)}, {Who: model.WhoHousehold, Label: "Donner l’attestation", Due: today.AddDays(9), At: model.NewClock(14, 0)}}
	for i := range marks {
		marks[i].Start, marks[i].End = 0, 0
	}
	if !slices.Equal(marks, want) {
		t.Errorf("offered: %+v", marks)
	}
	if !strings.Contains(s.Effects[0], "GARRIGAL Roland") {
		t.Errorf("effects: %q", s.Effects)
	}
}

func TestBothVersionsOfANoteAndACorrectionThatWasBegunAreCopied(t *testing.T) {
	v := misplaced()
	base := v.cases[theCase]
	k := base.Contacts()[0]
	one, two := k, k
	one.Appraisal, two.Appraisal = "Une analyse.", "Une autre."
	v.commit(must(base.Put("note.revise", k.ID, &one)))
	v.commit(must(base.Put("note.revise", k.ID, &two)))
	v.drafts = []model.Draft{{ID: k.ID, Case: theCase, Kind: model.KindContact, Fields: []model.Field{{Name: "appraisal", Value: "Une autre."}, {Name: "words", Value: "« Commencé. »"}}}}
	s := french(t, v, TabThread)
	s.Press("delete", "r", "c", "enter")
	s.Type("retirer")
	s.Press("enter")
	fields := s.Commits[0].Keep.Fields
	if !slices.Contains(fields, model.Field{Name: "appraisal", Value: "Une analyse.\n\nUne autre."}) || !slices.Contains(fields, model.Field{Name: "words", Value: "« Commencé. »"}) {
		t.Errorf("draft: %+v", s.Commits[0].Keep.Fields)
	}
}

func TestANoteForMeIsRetractedFromMyCompanionAndStaysForMe(t *testing.T) {
	v := misplaced()
	v.at = noon
	w := must(v.cases[theOwn].Put("note.add", v.NewID(), &model.Contact{Kind: model.Errand, Date: today.AddDays(1), Worker: maelle, Facts: "Chez GARRIGAL."}))
	v.commit(w)
	s := french(t, v, TabThread)
	s.Press("home", "delete", "r", "c", "enter")
	s.Type("retirer")
	s.Press("enter")
	c := s.Commits[0]
	if len(c.Writes) != 1 || c.Writes[0].Case != theOwn || !slices.Contains(c.Keep.Fields, model.Field{Name: model.DraftAudience, Value: model.AudienceMe}) || c.Keep.Case != elsewhere {
		t.Errorf("commit: %+v", c)
	}
	s.Hides("Chez GARRIGAL")
}

func TestTheLandlordsCopyOfASynthesisIsRetractedWithTheNote(t *testing.T) {
	v := misplaced()
	v.at = noon
	id := v.contact(model.Contact{Kind: model.HomeVisit, Date: today.AddDays(1), Worker: maelle, Facts: "Chez GARRIGAL.", Shareable: "Loyer payé.", ReadBack: true})
	c := v.cases[theCase]
	v.commit(must(c.Put("liaison.consent", v.NewID(), &model.Consent{Purpose: model.PurposeReview, Basis: model.BasisConsent, Fields: []string{"contact.shareable"}, On: today})))
	link := c.LinkTo(model.ID{0xBB})
	x := model.Extract(v.cases[theCase], nil, link, model.Liaison{To: link.To}, model.Allowance{Purpose: model.PurposeReview, Notes: []model.ID{id}, On: today})
	v.commit(append(x.Writes, must(c.Put(model.ActTell, model.LinkID(link.To), &link)))...)
	s := french(t, v, TabThread)
	s.Press("home", "delete", "r")
	if !strings.Contains(strings.Join(strings.Fields(s.dialog()), " "), "sa copie est retirée aussi") {
		t.Errorf("the question:\n%s", s.dialog())
	}
	s.Press("r")
	s.Type("retirer")
	s.Press("enter")
	if n := len(v.cases[link.Case].Contacts()); n != 0 || len(s.Commits) != 1 {
		t.Errorf("%d copies left after %d commits", n, len(s.Commits))
	}
}

// Two laptops of one worker had each made a companion before they met.
func TestTheNotesOfEveryCompanionShowAndEachIsRetractedWhereItStands(t *testing.T) {
	v := lived()
	v.at = noon
	other := &model.Case{ID: theOther}
	mark := must(other.Put("note.add", theOther, &model.Companion{Main: theCase}))
	w := must(other.Put("note.add", v.NewID(), &model.Contact{Kind: model.Errand, Date: today.AddDays(1), Worker: maelle, Facts: "Noté sur l’autre portable."}))
	v.commit(mark, w)
	s := french(t, v, TabPast)
	s.Shows("note ajoutée · Démarche sans le ménage 24 nov.")
	if n := len(s.page.facts.own); n != 2 {
		t.Fatalf("%d companions", n)
	}
	s = french(t, v, TabThread)
	s.Press("home")
	s.Shows("Noté sur l’autre portable.")
	s.Press("delete", "r", "r")
	s.Type("retirer")
	s.Press("enter")
	if c := s.Commits[0]; len(c.Writes) != 1 || c.Writes[0].Case != theOther {
		t.Errorf("commit: %+v", c)
	}
}

func TestWithoutAnotherHouseholdNothingIsCopied(t *testing.T) {
	v := misplaced()
	delete(v.cases, elsewhere)
	s := french(t, v, TabThread)
	s.Press("delete", "r")
	if strings.Contains(s.dialog(), "copier d’abord") {
		t.Errorf("asked:\n%s", s.dialog())
	}
	s.Press("c")
	if len(s.Dialogs) != 1 || len(s.Commits) != 0 {
		t.Error("C does something")
	}
}

func TestAfterAnErrorTheNoteIsStillThere(t *testing.T) {
	s := french(t, misplaced(), TabThread)
	s.Fail = errors.New("disk")
	s.Press("delete", "r", "r")
	s.Type("retirer")
	s.Press("enter")
	s.Shows("hospitalisé")
}

// A note that was only deleted, days ago, can still be retracted from where it is told.
func TestADeletedNoteIsRetractedFromTheHistory(t *testing.T) {
	s := french(t, misplaced(), TabThread)
	s.Press("delete", "s", "h", "home")
	s.Press("delete", "r")
	if d := s.dialog(); !strings.Contains(d, "hospitalisé") {
		t.Fatalf("asked:\n%s", d)
	}
	s.Type("retirer")
	s.Press("enter")
	if len(s.Commits) != 2 || len(s.Commits[1].Writes) != 5 { // two changes of the note, three dates
		t.Fatalf("commits: %+v", s.Commits)
	}
	for _, ch := range s.vault.cases[theCase].Changes() {
		for _, f := range ch.Fields {
			if strings.Contains(f.Value, "hospitalisé") {
				t.Errorf("a %s still says it in %s", ch.Kind, f.Name)
			}
		}
	}
	s.Press("home", "delete")
	if len(s.Dialogs) != 0 {
		t.Errorf("what is retracted can be retracted again:\n%s", s.dialog())
	}
}

func TestThePaletteRetractsToo(t *testing.T) {
	s := french(t, misplaced(), TabThread)
	i := slices.IndexFunc(s.page.Keys(), func(b nav.Binding) bool { return len(b.Keys) == 0 && strings.Contains(b.Text(), "mauvais dossier") })
	if i < 0 {
		t.Fatal("the palette does not offer it")
	}
	s.Do(s.page.Keys()[i].Run())
	if !strings.Contains(s.dialog(), "Retirer pour de bon") {
		t.Errorf("asked:\n%s", s.dialog())
	}
}

// rewritten is a note that was retracted while a colleague, who did not know, corrected it.
func rewritten() *fakeVault {
	v := misplaced()
	base := v.cases[theCase]
	k := base.Contacts()[0]
	v.at = noon.Add(-60 * 1e9)
	v.commit(base.Retract("note.retract", model.KindContact, k.ID)...)
	k.Facts = "M. GARRIGAL n’ouvre pas ; il est rentré."
	v.dev = hisDev
	v.commit(must(base.Put("note.revise", k.ID, &k)))
	v.dev = herDev
	return v
}

func TestWhatAColleagueWroteMeanwhileIsMarked(t *testing.T) {
	s := french(t, rewritten(), TabThread)
	s.Press("end")
	s.Shows("il est rentré", "la note avait été retirée")
	s.Hides("hospitalisé")
	s.Press("a")
	if s.page.diff != nil {
		t.Error("versions of what was retracted can be compared")
	}
}

func TestRetractionScreens(t *testing.T) {
	for name, keys := range map[string][]string{
		"remove": {"delete"}, "retract": {"delete", "r"}, "retract_where": {"delete", "r", "c"}, "retract_word": {"delete", "r", "c", "enter", "r", "e"},
	} {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range sizes[:2] {
				s := newStage(t, misplaced(), lang, size[0], size[1], nav.Route{Arg: TabThread})
				s.Press(keys...)
				uitest.Golden(t, strings.Join([]string{name, string(lang), s.env.L.Number(size[0])}, "_"), s.box())
			}
		}
	}
}

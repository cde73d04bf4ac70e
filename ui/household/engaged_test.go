package household

import (
	"strings"
	"time"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

func (v *fakeVault) agree(paper string, version int, parties string) model.ID {
	id := model.AgreementID(paper, version)
	v.commit(must(v.cases[theCase].Put(act.BeginPaper, id, &model.Agreement{Paper: paper, Version: version, Parties: strings.ReplaceAll(parties, " ", "\n")})))
	return id
}

func (v *fakeVault) sign(s model.Signature) {
	v.commit(must(v.cases[theCase].Put(act.SignPaper, model.SignatureID(s.Agreement, s.Party), &s)))
}

func (v *fakeVault) pledge(k model.Commitment) {
	v.commit(must(v.cases[theCase].Put(act.KeepCommitment, model.CommitmentID(k.Agreement, k.Code), &k)))
}

// freeze keeps the text of a version that all have signed.
func (v *fakeVault) freeze(id model.ID) {
	env := uitest.Env(locale.French, func() time.Time { return noon })
	desk := &act.Desk{Env: env, Names: &nav.Names{}, Session: v, Set: uitest.Programmes()}
	v.commit(must(desk.Freeze(act.FreezePaper, v.cases[theCase], id, nil)))
}

// engaged is a household whose protocol is signed, with a commitment in each state, whose three-party agreement waits for
// signatures, and whose other papers are not begun.
func engaged() *fakeVault {
	v := walked()
	protocol := v.agree("protocole", 1, "landlord operator:cap-habitat")
	v.sign(model.Signature{Agreement: protocol, Party: "landlord", Signer: "Hélène Castagnol", On: today.AddDays(-12), Place: "Avignon", Kept: "classeur Mistral"})
	v.sign(model.Signature{Agreement: protocol, Party: "operator:cap-habitat", Signer: "Yanis Dorvaux", On: today.AddDays(-10)})
	v.freeze(protocol)
	visit := v.cases[theCase].Contacts()[0].ID
	for _, k := range []model.Commitment{
		{Code: "diagnostic_bailleur", State: model.CommitmentKept, On: today.AddDays(-6), Contact: visit},
		{Code: "logements", State: model.CommitmentDifficulty, On: today.AddDays(-3), Fact: "aucun T3 libre pour Mme FONTARÈDE avant janvier"},
		{Code: "proximite", State: model.CommitmentBroken, On: today.AddDays(-2), Fact: "gardien jamais prévenu"},
		{Code: "invitation_cal", Skipped: today.AddDays(-1), Reason: "logement du contingent de l’État"},
	} {
		k.Agreement = protocol
		v.pledge(k)
	}
	convention := v.agree("convention", 1, "household landlord operator:soligone operator:cap-habitat")
	v.sign(model.Signature{Agreement: convention, Party: "household", Signer: "FONTARÈDE Inès", On: today.AddDays(-1), Place: "chez Mme FONTARÈDE"})
	return v
}

// crooked is a household of whose papers much cannot be right.
func crooked() *fakeVault {
	v := walked()
	id := v.agree("convention", 1, "household operator:soligone")
	v.sign(model.Signature{Agreement: id, Party: "household", On: today.AddDays(1)})
	v.sign(model.Signature{Agreement: id, Party: "worker", On: today})
	v.commit(must(v.cases[theCase].Put(act.SignPaper, model.ID{7}, &model.Signature{Agreement: id, Party: "household", On: today.AddDays(-1)})))
	v.pledge(model.Commitment{Agreement: id, Code: "faciliter", State: model.CommitmentKept, On: today})
	v.pledge(model.Commitment{Agreement: id, Code: "adherer", State: model.CommitmentKept, On: today.AddDays(1)})
	v.pledge(model.Commitment{Agreement: id, Code: "payer", State: model.CommitmentKept, On: today})
	v.agree("charte", 1, "household")
	return v
}

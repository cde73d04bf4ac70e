package demo

import (
	"cmp"
	"strings"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/locale"
)

// course plans what was said of steps, papers, commitments and due dates.
func (s *seeder) course(id model.ID, h household) {
	for _, st := range h.steps {
		s.step(id, st)
	}
	for _, p := range h.papers {
		s.paper(id, h, p)
	}
	for _, p := range h.pledges {
		s.pledge(id, p)
	}
	for _, d := range h.decided {
		s.decision(id, d)
	}
}

func (s *seeder) step(id model.ID, st step) {
	s.add(cmp.Or(st.set, st.day), model.NewClock(17, 50), func() (writes []model.Write) {
		for code := range strings.FieldsSeq(st.codes) {
			v, act := model.StepState{Code: code, Done: s.date(st.day), Proof: s.text(st.proof)}, model.Act("step.done")
			if st.why != "" {
				v, act = model.StepState{Code: code, Skipped: s.date(st.day), Reason: s.text(st.why)}, "step.skip"
			}
			put(&writes)(s.open(id).Put(act, model.DerivedID(model.KindStep, code), &v))
		}
		return writes
	})
}

// versionID is the id of the first version of a paper.
func versionID(code string) model.ID { return model.AgreementID(code, 1) }

// paper enters a version on the day that it was begun, the signatures on theirs and, with the last one, what was signed.
func (s *seeder) paper(id model.ID, h household, p paper) {
	terms := s.programmes.Programme(h.programme)
	parties := partiesOf(terms.Paper(p.code), p.operators)
	v := model.Agreement{Paper: p.code, Version: 1, Parties: strings.Join(parties, "\n")}
	signed, last := 0, p.begun
	for _, g := range p.signatures {
		signed += len(strings.Fields(g.parties))
		last = max(last, g.day)
	}
	write := func(day int, act model.Act, v model.Agreement) {
		s.add(day, model.NewClock(17, 52), func() (writes []model.Write) {
			put(&writes)(s.open(id).Put(act, versionID(p.code), &v))
			return writes
		})
	}
	whole := signed == len(parties)
	if !whole || p.begun < last {
		write(p.begun, "paper.begin", v)
	}
	for _, g := range p.signatures {
		s.signature(id, h, p.code, g)
	}
	if whole {
		v.Text, v.Frozen = s.terms(h, terms.Paper(p.code), parties), s.date(last)
		if p.annexed != 0 {
			v.Annexed = s.date(p.annexed)
		}
		write(last, "paper.sign", v)
	}
}

// partiesOf are the parties of a version: those of the paper, with associations by name.
func partiesOf(p programme.Paper, operators string) (parties []string) {
	for _, party := range p.Parties {
		if party != programme.PartyOperator {
			parties = append(parties, party)
			continue
		}
		for o := range strings.FieldsSeq(operators) {
			parties = append(parties, party+":"+o)
		}
	}
	return parties
}

func (s *seeder) signature(id model.ID, h household, code string, g signature) {
	s.add(g.day, model.NewClock(17, 54), func() (writes []model.Write) {
		for party := range strings.FieldsSeq(g.parties) {
			v := model.Signature{Agreement: versionID(code), Party: party, Signer: s.signer(h, party), On: s.date(g.day), Place: s.text(g.place),
				Kept: "classeur du service"}
			put(&writes)(s.open(id).Put("paper.sign", model.SignatureID(v.Agreement, party), &v))
		}
		return writes
	})
}

// signer is who signs for a party: the first holder, or one of the three workers.
func (s *seeder) signer(h household, party string) string {
	by := h.lead
	switch party {
	case programme.PartyHousehold:
		return h.members[0].last + " " + h.members[0].first
	case programme.PartyLandlord:
		by = helene
	case programme.PartyOperator + ":" + soligone:
		by = maelle
	case programme.PartyOperator + ":" + capHabitat:
		by = yanis
	}
	return s.vault.Registry().Worker(s.workers[by]).Name
}

// terms is the text of a version as it was signed, in the words that the program gives it.
func (s *seeder) terms(h household, p programme.Paper, parties []string) string {
	t := s.words.T
	lines := []string{t("paper.terms", "paper", p.Name.FR, "n", 1), ""}
	if p.Quote.FR != "" {
		lines = append(lines, t("step.quote", "text", p.Quote.FR, "source", p.Source), "")
	}
	lines = append(lines, t("paper.between", "parties", s.partyNames(h, parties, "")))
	for _, family := range p.Parties {
		lines = append(lines, "", t("paper.undertakes", "party", locale.Capital(s.partyNames(h, parties, family))))
		for _, k := range p.CommitmentsOf(family) {
			lines = append(lines, t("paper.undertaken", "text", k.Text.FR, "source", k.Source))
		}
	}
	return strings.Join(lines, "\n")
}

// partyNames are the names of the parties of a family, or of all.
func (s *seeder) partyNames(h household, parties []string, family string) string {
	var names []string
	for _, party := range parties {
		kind, code, _ := strings.Cut(party, ":")
		if family != "" && kind != family {
			continue
		}
		if kind == programme.PartyLandlord {
			code = s.programmes.Agency(h.agency).Landlord
		}
		if code == "" {
			names = append(names, s.words.T("due.party."+kind))
		} else {
			names = append(names, s.programmes.Organisation(code).Name(s.today))
		}
	}
	return strings.Join(names, ", ")
}

func (s *seeder) pledge(id model.ID, p pledge) {
	act := model.Act("commitment.judge")
	if p.state == model.CommitmentKept {
		act = "commitment.keep"
	}
	s.add(p.day, model.NewClock(17, 56), func() (writes []model.Write) {
		v := model.Commitment{Agreement: versionID(p.paper), Code: p.code, State: p.state, On: s.date(p.day), Fact: s.text(p.fact)}
		put(&writes)(s.open(id).Put(act, model.CommitmentID(v.Agreement, p.code), &v))
		return writes
	})
}

func (s *seeder) decision(id model.ID, d decision) {
	s.add(cmp.Or(d.done, d.set), model.NewClock(17, 58), func() (writes []model.Write) {
		v, act := s.open(id).ObligationActs()[d.key], model.Act("task.done")
		v.Key = d.key
		switch {
		case d.done != 0:
			v.Done = s.date(d.done)
		case d.to != 0:
			v.To, v.Reason, act = s.date(d.to), s.text(d.why), "task.postpone"
		default:
			v.Skipped, v.Reason, act = s.date(d.set), s.text(d.why), "task.skip"
		}
		put(&writes)(s.open(id).Put(act, model.DerivedID(model.KindObligation, d.key), &v))
		return writes
	})
}

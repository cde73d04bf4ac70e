package household

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// eraser is a session that can erase a case, here and, by an order, wherever else it is.
type eraser interface {
	Erase(id model.ID, reason string) error
}

// erase asks why the whole case is to go. What that does and what it cannot do is said first.
func (p *Page) erase() tea.Cmd {
	l := p.env.L
	var answers []act.Answer
	for _, reason := range model.ErasureReasons {
		answers = append(answers, act.Answer{Key: l.T("erasure.letter." + reason), Label: l.T("erasure.reason." + reason),
			Run: func() tea.Cmd { return p.confirmErasure(reason) }})
	}
	lines := []string{l.T("erasure.does"), l.T("erasure.elsewhere"), l.T("erasure.not")}
	return nav.Send(nav.Show{Dialog: act.NewQuestion(p.env, l.T("erasure.title", "who", p.title()), lines, answers...)})
}

// confirmErasure erases the case once the name of its household is typed.
func (p *Page) confirmErasure(reason string) tea.Cmd {
	l, word := p.env.L, p.title()
	if members := p.facts.members; len(members) > 0 && members[0].Last != "" && !p.names.Masked {
		word = members[0].Last
	}
	lines := []string{l.T("erasure.reason." + reason), l.T("erasure.final")}
	return nav.Send(nav.Show{Dialog: act.NewWord(p.env, l.T("erasure.title", "who", p.title()), lines, word, func() tea.Cmd { return p.eraseForGood(reason) })})
}

func (p *Page) eraseForGood(reason string) tea.Cmd {
	s, ok := p.s.(eraser)
	if !ok {
		return nil
	}
	id, done := p.route.Case, p.env.L.T("erasure.done", "ref", p.route.Case.Ref())
	return nav.Send(nav.Write{To: nav.To{Route: p.route}, Final: true, Do: func() ([]model.ID, string, error) {
		if err := s.Erase(id, reason); err != nil {
			return nil, "", err
		}
		return []model.ID{id, model.RegistryID}, done, nil
	}})
}

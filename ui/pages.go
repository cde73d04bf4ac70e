package ui

import (
	"slices"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/text"
	"seuil/store"
	"seuil/ui/agenda"
	"seuil/ui/caseload"
	"seuil/ui/convention"
	"seuil/ui/exchange"
	"seuil/ui/find"
	"seuil/ui/handover"
	"seuil/ui/household"
	"seuil/ui/liaison"
	"seuil/ui/nav"
	"seuil/ui/newcase"
	"seuil/ui/note"
)

// session is the open vault as the pages see it, with the order of the list that a household was opened from.
type session struct {
	*store.Vault
	root *Root
}

// orderer is a page that shows cases in an order.
type orderer interface{ Order() []model.ID }

// Order is the order in which the uppermost list shows the cases: a household's page was opened from that one.
func (s session) Order() []model.ID {
	for _, o := range slices.Backward(s.root.pages) {
		if list, ok := o.page.(orderer); ok {
			return list.Order()
		}
	}
	return nil
}

// Outlook is what a case needs today; nil while that is being made.
func (s session) Outlook(id model.ID) *due.Outlook { return s.root.outlooks.of[id] }

// Complete resolves the first letters of a word that people read to each other.
func (s session) Complete(prefix string) (word string, ok bool) { return s.root.gate.Complete(prefix) }

// Folder is where bundles and cards go, and where they are looked for.
func (s session) Folder() string { return s.root.opt.Exchange }

// FindCases are the households whose names, addresses or numbers fit what is typed, the best first.
func (s session) FindCases(query string, limit int) (cases []model.ID) {
	hits, _, _ := s.Find(query, 4*limit)
	for _, h := range hits {
		if h.Name && len(cases) < limit && !slices.Contains(cases, h.Case) {
			cases = append(cases, h.Case)
		}
	}
	return cases
}

// makePage makes the page of a route.
func (r *Root) makePage(route nav.Route) nav.Page {
	if r.vault == nil {
		return r.gate.page(route)
	}
	s := session{r.vault, r}
	switch route.Page {
	case nav.Caseload:
		return caseload.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Agenda:
		return agenda.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Convention:
		return convention.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Household:
		return household.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Note:
		return note.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.NewCase:
		return newcase.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Exchange:
		return exchange.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Liaison:
		return liaison.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Handover:
		return handover.New(s, r.names, r.env, r.opt.Programme(), route)
	case nav.Find:
		return find.New(s, r.names, r.env, r.opt.Programme(), route)
	}
	return nil
}

// cleanPaste makes pasted text safe for the screen.
func cleanPaste(s string) string { return text.Clean(s) }

// Package household is the page of one household: who it is and what comes next, the thread of its contacts, the dates to
// keep, the steps of the programme, its papers, the household itself, and everything that was ever recorded of it.
//
// Six panes share the page: thread (fil), dates (échéances), steps (étapes), papers (conventions), home (ménage) and past
// (historique). Each draws blocks of lines through a [stack], which makes only those that are in view: a case with a thousand notes costs no more than a small one.
package household

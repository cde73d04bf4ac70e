// Package search is the full-text index of the caseload: which documents hold every word of a query, as it is typed.
//
// It lives in memory, is made anew at each unlock and keeps no text: only which folded words stand in which document. A
// word of a query finds every word that begins with it, whatever case and accents ([text.Fold]). A document is found if
// each word of the query stands in it or in the name of its household, and one at least in itself: "benali frigo" finds
// the notes on the fridge of the Benalis. Names come first, then the latest documents.
//
// A document has a number; the documents of a word are a list of numbers (differences as varints) or, for common words, a
// set of bits. The words are sorted, so that those with a common beginning are neighbours.
package search

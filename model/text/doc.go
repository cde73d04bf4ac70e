// Package text holds what seuil does to plain text, whoever it comes from: cleaning it for the screen ([Clean]), making it
// comparable ([Fold], [Words]), marking what was found ([Match]), telling two versions apart ([Diff]) and pointing at words
// that deserve a second look ([Checker]).
//
// It knows nothing of the trade and imports nothing of ours.
package text

package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/seal"
)

// wordsPerRow is how many words to be told stand side by side: a row does not wrap on any terminal.
const wordsPerRow = 4

// tellWords shows the words of an emergency bundle until somebody says that they were told, then takes them off the screen. They are
// written nowhere else, so that there has to be a terminal.
func (a *app) tellWords(o *store.Outgoing) error {
	a.warn(a.l().T("cli.send.words_tell", "name", o.To.Card.Name))
	rows := 0
	for words := o.Words; len(words) > 0; rows++ {
		n := min(len(words), wordsPerRow)
		_, _ = fmt.Fprintln(a.stderr, "   "+strings.Join(words[:n], "   "))
		words = words[n:]
	}
	_, _ = fmt.Fprint(a.stderr, a.l().T("cli.send.words_told"))
	_, err := a.typed()
	_, _ = fmt.Fprintf(a.stderr, "\r\x1b[%dA\x1b[J", rows)
	return err
}

// lookWords opens an emergency bundle: with the words of the one before it, which may be a part of the same send, else with those that
// are asked for, again and again while they are wrong and somebody is there to type them.
func (t *taking) lookWords(file []byte) (*store.Incoming, error) {
	if t.words != "" {
		if in, err := t.tryWords(file, t.words); !errors.Is(err, bundle.ErrWrongWords) {
			return in, err
		}
	}
	for try := 1; ; try++ {
		if !t.interactive() && !t.moreLines() {
			return nil, bundle.ErrNeedsWords
		}
		words, err := t.ask("ask.bundle_words")
		if err != nil {
			return nil, err
		}
		in, err := t.tryWords(file, words)
		if !wrongWords(err) {
			t.words = words
			return in, err
		}
		if try == maxTries || !t.interactive() {
			return nil, err
		}
		t.warn("▲ " + t.wordSentence(err))
	}
}

func (t *taking) tryWords(file []byte, words string) (in *store.Incoming, err error) {
	if t.interactive() {
		t.warn(t.l().T("cli.import.trying"))
	}
	err = t.stoppable("cli.progress.verify", func(ctx context.Context, tell store.Progress) (err error) {
		in, err = t.v.PreviewWords(ctx, file, words, tell)
		return err
	})
	return in, err
}

// wrongWords says that other words may open the bundle.
func wrongWords(err error) bool {
	return errors.Is(err, bundle.ErrWrongWords) || errors.Is(err, bundle.ErrWordsCount) || errors.Is(err, seal.ErrUnknownWord)
}

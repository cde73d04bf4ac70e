package exchange

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/text"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// receive offers the files that wait in the exchange folder; any other file can be named.
func (p *Page) receive() tea.Cmd {
	s, folder, l := p.s, p.s.Folder(), p.env.L
	return p.do(func() func() tea.Cmd {
		waiting, err := s.Waiting(folder)
		return func() tea.Cmd {
			if err != nil || len(waiting) == 0 { // a folder that cannot be read does not keep anyone from naming a file
				return p.askPath()
			}
			options := make([]act.Option, 0, len(waiting)+1)
			for _, w := range waiting {
				detail := l.T("exchange.receive.file", "size", p.size(w.Size), "date", l.Date(model.DateOf(w.At)))
				if w.Words {
					detail = joined(" · ", l.T("exchange.words.short"), detail)
				}
				options = append(options, act.Option{Label: fileName(w.Path), Detail: detail})
			}
			options = append(options, act.Option{Label: l.T("exchange.receive.other")})
			return p.ask(act.NewChooser(p.env, l.T("exchange.receive.waiting"), options, func(i int) tea.Cmd {
				if i == len(waiting) {
					return p.askPath()
				}
				return p.open(waiting[i].Path)
			}))
		}
	})
}

// fileName is how a file is called, safe to be shown: whoever copied it may have given it any name.
func fileName(path string) string { return text.CleanLine(filepath.Base(path)) }

func (p *Page) askPath() tea.Cmd {
	l := p.env.L
	return p.ask(act.NewPrompt(p.env, l.T("exchange.receive.title"), l.T("exchange.receive.path"), func(typed string) tea.Cmd { return p.open(pathOf(typed)) }))
}

// size is a length of a file, in kilobytes or megabytes.
func (p *Page) size(bytes int64) string {
	if bytes < 1<<20 {
		return p.env.L.T("exchange.kb", "n", p.env.L.Number(int((bytes+1023)>>10)))
	}
	return p.env.L.T("exchange.mb", "n", p.env.L.Number(int((bytes+1<<19)>>20)))
}

// opened is what a file turned out to be: a bundle, or the card that lies beside it.
type opened struct {
	in   *store.Incoming
	card *store.Card
}

// open reads a file and shows what it would change.
func (p *Page) open(path string) tea.Cmd { return p.look(path, nil) }

// look is open with the words that were typed, if the file opens by words.
func (p *Page) look(path string, typed *spelling) tea.Cmd {
	s, what, words := p.s, "exchange.receive.opening", ""
	if typed != nil {
		what, words = "exchange.words.opening", strings.Join(typed.grid.Words(), " ")
	}
	return begin(p, p.env.L.T(what, "file", fileName(path)), func(ctx context.Context, tell func(int, int)) (o opened, err error) {
		file, err := store.ReadBundle(path)
		if err != nil {
			return o, err
		}
		if typed != nil {
			o.in, err = s.PreviewWords(ctx, file, words, tell)
			return o, err
		}
		if o.in, err = s.Preview(ctx, file, tell); err == nil {
			return o, nil
		}
		if card, refused := store.ParseCard(file); refused == nil {
			return opened{card: card}, nil
		}
		return o, cmp.Or(s.Refuse(path, err), err)
	}, func(o opened, err error) tea.Cmd {
		var refusal *store.Error
		switch {
		case o.card != nil:
			return p.meet(o.card)
		case errors.Is(err, store.ErrNeedsWords):
			return p.askWords(path)
		case errors.Is(err, store.ErrWrongWords) && typed != nil:
			return typed.again(err)
		case errors.As(err, &refusal) && refusal.Code == store.CodeStranger:
			return p.stranger(refusal.Card, func() tea.Cmd { return p.look(path, typed) })
		case err != nil:
			return p.refuse(err)
		}
		p.show(newPreview(p, o.in, fileName(path)))
		return p.sayNothing()
	})
}

// stranger offers to take in the card of whoever made a bundle, without which it cannot be looked at.
func (p *Page) stranger(card *store.Card, again func() tea.Cmd) tea.Cmd {
	l := p.env.L
	lines := append([]string{l.T("exchange.receive.stranger"), ""}, p.claims(card)...)
	lines = append(lines, "", l.T("exchange.card.claim"))
	return p.ask(act.NewQuestion(p.env, l.T("exchange.card.title"), lines, act.Answer{Key: "a", Label: l.T("exchange.receive.add"), Run: func() tea.Cmd {
		return p.take(card, again)
	}}))
}

// accept takes in what a bundle brings. A sender whose words were not compared takes a second word.
func (p *Page) accept(in *store.Incoming) tea.Cmd {
	l := p.env.L
	if in.From.Verified {
		return p.takeIn(in)
	}
	return p.ask(act.NewQuestion(p.env, l.T("exchange.receive.warn"), []string{l.T("exchange.receive.warn_why", "name", in.From.Card.Name), "", l.T("exchange.receive.warn_do")},
		act.Answer{Key: l.T("exchange.verify.yes"), Label: l.T("exchange.receive.warn_yes"), Run: func() tea.Cmd { return p.takeIn(in) }}))
}

func (p *Page) takeIn(in *store.Incoming) tea.Cmd {
	if p.then != nil {
		return nil
	}
	if !in.Large() {
		return p.storeIn(in)
	}
	return begin(p, p.env.L.T("exchange.receive.backup"), func(ctx context.Context, _ func(int, int)) (made bool, err error) {
		if made, err = in.BackUp(); err == nil {
			err = ctx.Err() // it was stopped: the backup stays, the import is left
		}
		return made, err
	}, func(_ bool, err error) tea.Cmd {
		if err != nil {
			return p.say(nav.Bad, p.env.L.T("exchange.receive.no_backup", "sentence", p.env.L.Error(err)))
		}
		return p.storeIn(in)
	})
}

// storeIn stores what a bundle brings.
func (p *Page) storeIn(in *store.Incoming) tea.Cmd {
	l := p.env.L
	forMe := strings.Join(p.handed(in, true), " ")
	return tea.Batch(p.say(nav.Info, l.T("exchange.receive.storing")), p.write(func() ([]model.ID, string, error) {
		done, err := in.Accept()
		if err != nil {
			return nil, "", err
		}
		return done.Cases, cmp.Or(forMe, l.N("exchange.receive.done", done.Changes, "name", in.From.Card.Name)), nil
	}, func(err error) tea.Cmd {
		if err != nil {
			return nil
		}
		p.over = nil
		p.people.choose(in.From.Device)
		return tea.Batch(p.people.count(), p.aside.look(), p.erasures.look(), p.settleFirst(in))
	}))
}

// settleFirst goes to what is to be settled now, if there is something, or to what is to be erased.
func (p *Page) settleFirst(in *store.Incoming) tea.Cmd {
	switch {
	case len(p.settle.list) > 0:
		p.tab = settleTab
	case len(in.Orders) > 0:
		p.tab = erasuresTab
	}
	return nil
}

func (v *preview) keys() []nav.Binding {
	var table []nav.Binding
	if !v.in.Already && (v.in.Changes > 0 || len(v.in.Aside) > 0 || v.in.Complete) {
		table = append(table, v.p.bind(true, "import", func() tea.Cmd { return v.p.accept(v.in) }, "enter"))
	}
	if len(v.in.Orders) > 0 && !v.in.Already && v.in.From.Verified {
		table = append(table, v.p.bind(true, "import_erase", v.importAndErase, "e"))
	}
	return append(table, v.p.moves(v.key)...)
}

// importAndErase takes in what the bundle brings, and erases at once what it orders to.
func (v *preview) importAndErase() tea.Cmd {
	in := v.in
	return v.p.confirmErasures(in.Orders, func() ([]model.ID, error) {
		done, err := in.Accept()
		return done.Cases, err
	})
}

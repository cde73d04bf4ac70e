package uitest

import (
	"sync"
	"time"

	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/locale"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// Env is what pages draw with: dark colours, and a clock of the test.
func Env(lang locale.Lang, now func() time.Time) *widget.Env {
	l := french()
	if lang == locale.English {
		l = english()
	}
	return &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: now}
}

// Programmes are those of the program itself.
func Programmes() *programme.Set { return programmes() }

// Planner plans by them.
func Planner() *due.Planner { return planner() }

// Catalogues and programmes do not change: they are read once.
var (
	french     = sync.OnceValue(func() *locale.Locale { return catalogue(locale.French) })
	english    = sync.OnceValue(func() *locale.Locale { return catalogue(locale.English) })
	programmes = sync.OnceValue(func() *programme.Set {
		set, problems := programme.Load("")
		if len(problems) > 0 {
			panic(problems[0])
		}
		return set
	})
	planner = sync.OnceValue(func() *due.Planner { return due.NewPlanner(programmes(), due.DefaultScale()) })
)

func catalogue(lang locale.Lang) *locale.Locale {
	l, err := locale.New(lang)
	if err != nil {
		panic(err)
	}
	return l
}

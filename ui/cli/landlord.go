package cli

import (
	"sync"

	"seuil/model/programme"
)

// landlords says which names of a card are a landlord's. The programmes are read when somebody asks.
func (a *app) landlords() func(association string) bool {
	set := sync.OnceValue(func() *programme.Set {
		set, _ := programme.Load(a.config.ProgrammeDir) // what is wrong with the files is told elsewhere
		return set
	})
	return func(association string) bool { return set().IsLandlord(association) }
}

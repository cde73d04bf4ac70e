package act

import (
	tea "charm.land/bubbletea/v2"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Unmasked is an act that shows or keeps names as they are: while they are masked, it only says why it is not done.
func Unmasked(env *widget.Env, names *nav.Names, run func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		if names.Masked {
			return nav.Send(nav.Say{Text: env.L.T("household.masked"), Tone: nav.Info})
		}
		return run()
	}
}

package palette

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Households finds households by what people type.
type Households interface {
	Case(model.ID) *model.Case
	FindCases(query string, limit int) []model.ID
}

// maxHouseholds is how many households the palette offers below the commands.
const maxHouseholds = 8

// New is the palette: every command of the page and of the root, then the households that fit what is typed.
func New(env *widget.Env, names *nav.Names, table []nav.Binding, households Households) nav.Dialog {
	l := newList(env, env.L.T("palette.title"), env.L.T("palette.foot"))
	for _, b := range table {
		if b.Run != nil {
			l.all = append(l.all, entryOf(env, b))
		}
	}
	l.more = func(query string) (list []entry) {
		for _, id := range households.FindCases(query, maxHouseholds) {
			route := nav.Route{Page: nav.Household, Case: id}
			list = append(list, entry{
				label: names.Title(id, households.Case(id).Name()), key: env.L.T("palette.household"),
				run: func() tea.Cmd { return nav.Send(nav.Open{Route: route}) },
			})
		}
		return list
	}
	l.filter()
	return l
}

// NewHelp is the help of a screen: its bindings by group, then the root's; each line can be run.
func NewHelp(env *widget.Env, page, global []nav.Binding) nav.Dialog {
	l := newList(env, env.L.T("palette.help"), env.L.T("palette.help_foot"))
	l.grouped = true
	l.group(page, env.L.T("palette.here"))
	l.group(global, env.L.T("palette.everywhere"))
	l.filter()
	return l
}

// group adds bindings under the headings of their groups; those without a group come under the given heading.
func (l *list) group(table []nav.Binding, heading string) {
	var order []string
	groups := make(map[string][]entry)
	for _, b := range table {
		if len(b.Keys) == 0 || b.Run == nil {
			continue
		}
		name := heading
		if key := "palette.group." + b.Group; l.env.L.Has(key) {
			name = l.env.L.T(key)
		} else if b.Group != "" {
			name = b.Group
		}
		if _, ok := groups[name]; !ok {
			order = append(order, name)
		}
		groups[name] = append(groups[name], entryOf(l.env, b))
	}
	for _, name := range order {
		l.all = append(l.all, entry{label: name})
		l.all = append(l.all, groups[name]...)
	}
}

package act

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// WhoFields asks who a worker is: a name, a diploma (which decides the professional secret, R106) and for whom she works: an
// association, or the landlord, whose CESF reads what was told to her. The keys of the fields are those of the model.
func WhoFields(env *widget.Env, set *programme.Set, me model.Worker) []widget.FormField {
	l := env.L
	roles := []widget.Choice{{Value: model.RoleCESF, Label: l.T("worker.cesf")}, {Value: model.RoleASS, Label: l.T("worker.ass")}}
	var employers []widget.Choice
	for _, o := range slices.Concat(set.Associations(), set.Landlords()) {
		employers = append(employers, widget.Choice{Value: o.Code, Label: o.Name(model.DateOf(env.Now()))})
	}
	return []widget.FormField{
		{Key: "name", Label: l.T("worker.name"), Limit: model.MaxLabel, Initial: me.Name, Hint: l.T("worker.name_hint")},
		{Key: "role", Label: l.T("worker.role"), Choices: roles, Initial: me.Role},
		{Key: "organisation", Label: l.T("worker.organisation"), Choices: employers, Free: true, Limit: model.MaxLabel, Initial: me.Organisation},
	}
}

// NewMe corrects who the worker of this vault is. Earlier notes are hers under the new name too: they name the worker, not
// the words.
func NewMe(env *widget.Env, set *programme.Set, registry *model.Case, me model.Worker) nav.Dialog {
	d := &dialog{env: env, title: env.L.T("worker.me"), required: []string{"name"}}
	d.form = widget.NewForm(env, WhoFields(env, set, me)...)
	d.accept = func() tea.Cmd {
		me.Name, me.Role, me.Organisation = strings.TrimSpace(d.form.Value("name")), d.form.Value("role"), d.form.Value("organisation")
		w, ok := registry.Put("worker.edit", me.ID, &me)
		if !ok {
			return nil
		}
		return nav.Send(nav.Commit{Writes: []model.Write{w}, Effect: env.L.T("worker.edited", "name", me.Name)})
	}
	return d
}

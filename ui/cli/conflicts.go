package cli

import (
	"time"

	"seuil/model"
	"seuil/store"
)

// conflictOut is a field with several values in the output of conflicts --json. Names and meaning of its fields stay as they are in later
// versions; kinds and fields are those of the changes, values are as they are stored.
type conflictOut struct {
	Case   string     `json:"case"`
	Ref    string     `json:"ref"`
	Name   string     `json:"name"`
	Kind   string     `json:"kind"`
	Record string     `json:"record"`
	Field  string     `json:"field"`
	Values []valueOut `json:"values"` // the last one is the one that is shown meanwhile
}

type valueOut struct {
	Value  string `json:"value"`
	By     string `json:"by"`
	Device string `json:"device"`
	At     string `json:"at"`
}

// maxValue is how much of a value is shown, in characters.
const maxValue = 200

// conflicts lists what several people wrote without knowing of each other. It is settled on the screen, where one sees the whole case.
func (a *app) conflicts(asJSON bool) error {
	a.warnSettings()
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	list := v.Conflicts()
	if asJSON {
		out := []conflictOut{}
		for _, k := range list {
			out = append(out, a.conflictOf(v, k))
		}
		return a.toJSON(out)
	}
	if len(list) == 0 {
		a.say("√ " + a.l().T("cli.conflicts.none"))
		return nil
	}
	a.say(a.l().N("cli.conflicts.count", len(list)))
	for _, k := range list {
		a.say("")
		a.say(a.caseName(a.mainCase(v, k.Case)) + " · " + a.l().T("cli.conflicts.field", "kind", a.kindName(k.Kind), "field", a.fieldName(k.Kind, k.Field)))
		for _, ch := range k.Values {
			value, _ := ch.Value(k.Field)
			if r := []rune(value); len(r) > maxValue {
				value = string(r[:maxValue]) + "…"
			}
			if value == "" {
				value = a.l().T("history.empty")
			}
			a.say("  " + a.l().T("cli.conflicts.value", "value", value, "by", a.author(v, ch), "at", a.l().Stamp(ch.At().In(time.Local))))
		}
	}
	a.say("")
	a.say(a.l().T("cli.conflicts.settle"))
	return nil
}

func (a *app) conflictOf(v *store.Vault, k store.Conflict) conflictOut {
	c := a.mainCase(v, k.Case)
	s := c.Summary()
	out := conflictOut{Case: k.Case.String(), Ref: c.ID.Ref(), Name: s.Name, Kind: string(k.Kind), Record: k.Record.String(), Field: k.Field, Values: []valueOut{}}
	for _, ch := range k.Values {
		value, _ := ch.Value(k.Field)
		out.Values = append(out.Values, valueOut{value, a.author(v, ch), ch.Device.String(), ch.At().UTC().Format(jsonTime)})
	}
	return out
}

// mainCase is the case itself, or the one that it accompanies.
func (a *app) mainCase(v *store.Vault, id model.ID) *model.Case {
	c := v.Case(id)
	if main := v.Case(c.Main()); main != nil {
		return main
	}
	return c
}

// author is who wrote a change: the worker whose device it was.
func (a *app) author(v *store.Vault, ch *model.Change) string {
	if name := v.Registry().Owner(ch.Device).Name; name != "" {
		return name
	}
	return a.l().T("household.unknown_worker")
}

// kindName is what a kind of record is called; one of a later version goes by its own name.
func (a *app) kindName(kind model.Kind) string {
	return a.word(string(kind), "history.kind."+string(kind))
}

// fieldName is what a field is called, where the pages keep its name.
func (a *app) fieldName(kind model.Kind, field string) string {
	if field == model.FieldDeleted {
		return a.l().T("history.deletion")
	}
	k := string(kind)
	return a.word(field, "history."+k+"."+field, k+".field."+field, "case."+k+".field."+field)
}

// word is the first of some sentences that there is.
func (a *app) word(otherwise string, keys ...string) string {
	for _, key := range keys {
		if a.l().Has(key) {
			return a.l().T(key)
		}
	}
	return otherwise
}

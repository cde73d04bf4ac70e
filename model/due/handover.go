package due

import "seuil/model"

// refusedDays is for how many days a refusal is told of.
const refusedDays = 31

// handover is why the passing on of a case needs a person, without weight. A proposal shows to the whole team, so that the order of the
// list is the same for everybody.
func handover(c *model.Case, lookup func(model.ID) *model.Case, today model.Date) (r Reason) {
	all := c.Handovers()
	if len(all) == 0 {
		return r
	}
	h, ok := c.Heard(lookup)
	if !ok {
		if h = all[0]; h.Accepted || today.Sub(h.Answered) > refusedDays {
			return r
		}
	}
	r.Code, r.Date, r.Text = ReasonProposed, h.Proposed, h.Name
	if !h.Open() {
		if r.Code, r.Date = ReasonRefused, h.Answered; h.Accepted {
			r.Code = ReasonTaken
		}
	}
	r.Days = max(0, today.Sub(r.Date))
	return r
}

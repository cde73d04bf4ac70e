package model

import "cmp"

// Summary is what the caseload shows of a case. It is the same on every machine that has the same changes.
type Summary struct {
	Case        ID
	Name        string
	BirthYear   string
	Header      Header
	Phase       string
	Next        Task // the open task with the earliest date; no label if there is none
	LastContact Date // when the household was last met or spoken to
	Open        bool // the case is there, undeleted, and nobody closed it
}

// Summary sums the case up.
func (c *Case) Summary() Summary {
	members := c.Members()
	s := Summary{Case: c.ID, Name: c.nameOf(members), Header: c.Header(), Phase: c.Phase().Phase}
	for _, m := range members {
		if m.Role == RoleHolder && m.Until.IsZero() {
			s.BirthYear = m.BirthYear()
			break
		}
	}
	s.Next = c.nextTask()
	r := c.Record(KindCase, c.ID)
	s.Open = r != nil && !r.Deleted() && s.Header.Closed.IsZero()
	var last string
	for _, r := range c.group(KindContact).records {
		date := r.Value("date")
		if date <= last {
			continue
		}
		if k := (Contact{Kind: ContactKind(r.Value("kind")), Outcome: Outcome(r.Value("outcome"))}); k.Reached() && !r.Deleted() {
			last = date
		}
	}
	s.LastContact, _ = ParseDate(last) // checked when it was written; one that cannot be read is none
	return s
}

// nextTask is the first of [Case.Tasks] if it is open, found without decoding the others: stored dates and times are in the
// order of their strings.
func (c *Case) nextTask() (next Task) {
	var first *Record
	var due, at string
	for _, r := range c.group(KindTask).records {
		if r.Value("done") != "" || r.Value("skipped") != "" || r.Deleted() {
			continue
		}
		d, a := cmp.Or(r.Value("due"), "9999-99-99"), r.Value("at")
		if first == nil || d < due || d == due && a < at {
			first, due, at = r, d, a
		}
	}
	if first != nil {
		decode(first, &next)
		next.ID = first.ID
	}
	return next
}

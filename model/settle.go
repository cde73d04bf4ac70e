package model

// Settle is the write that keeps one value of a field that has several: it replaces all that are live. With a single value, which is
// the one to keep, there is nothing to write and ok is false.
func (c *Case) Settle(act Act, kind Kind, id ID, field, value string) (w Write, ok bool) {
	return c.write(act, kind, id, []Field{{field, value}})
}

package programme

import (
	"fmt"
	"regexp"
	"strconv"
	"sync"
)

// Unit is what a delay is counted in.
type Unit string

// The units. Working days are Monday to Friday but for French public holidays; months are calendar months: the same day, else
// the last day of the month.
const (
	Days        Unit = "days"
	WorkingDays Unit = "working days"
	Weeks       Unit = "weeks"
	Months      Unit = "months"
)

// Delay is a distance in time from a milestone: after it, or before it if N is negative. The zero value is none.
type Delay struct {
	N    int
	Unit Unit
}

// maxDelays bound a delay to a hundred years: what lies further is a slip of the hand.
var maxDelays = map[Unit]int{Days: 36_525, WorkingDays: 26_000, Weeks: 5_218, Months: 1_200}

// delayPattern is compiled when it is first needed: the start of the program does not wait for it.
var delayPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([+-])([0-9]{1,5}) (working days|working day|days|day|weeks|week|months|month)$`)
})

// ParseDelay reads "+60 days", "-2 months", "+5 working days", "+6 weeks"; with one, the unit may be singular. ok is false for
// all else, and for more than a hundred years.
func ParseDelay(s string) (d Delay, ok bool) {
	m := delayPattern().FindStringSubmatch(s)
	if m == nil {
		return Delay{}, false
	}
	n, err := strconv.Atoi(m[1] + m[2])
	if err != nil {
		return Delay{}, false // unreachable: the pattern has digits only
	}
	d = Delay{N: n, Unit: Unit(m[3])}
	if last := m[3][len(m[3])-1]; last != 's' {
		d.Unit += "s"
	}
	return d, max(n, -n) <= maxDelays[d.Unit]
}

// IsZero says that there is no delay: neither a number nor a unit.
func (d Delay) IsZero() bool { return d == Delay{} }

// String is the delay as files have it: "+60 days"; nothing for the zero value.
func (d Delay) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%+d %s", d.N, d.Unit)
}

// Package due says what the programme makes due for a case, who needs a person first, and why.
//
// Everything is a pure function of a case, a programme and today's date; nothing is stored. A rule of the programme makes
// occurrences ([Obligation]), each with a key that stays the same when a milestone moves. A person's act on a key
// ([model.Obligation]: done, postponed, not applicable) pins that occurrence; the others follow their milestone.
//
// What is guaranteed, for any order in which the changes of a case came:
//
//   - an occurrence that was due stays, open or closed, until a person's act or a fact that a person recorded closes it:
//     leaving the phase in which its rule applies, or reaching the milestone at which it stops, drops only what was not due yet;
//   - moving a milestone moves only what nobody touched: done stays done, postponed stays where it was postponed to;
//   - an act outlives its rule: a postponed occurrence whose milestone or rule is gone is still listed.
//
// Four kinds of series, by the anchor of the rule and its "every":
//
//	one-off    received, closed, phase:, step:, paper:, contact:first   one occurrence, key rule#1
//	fixed grid the same with every                                      key rule#k, due at anchor + delay + (k-1) × every
//	rolling    the same with every and rolling                          key rule#k, due every after the one before was done
//	repeated   contact:last, contact:<KIND>, rule:<code>                one occurrence for each event, named by that event
//
// A step that is fixed ahead may be dated on a day to come: what is due until it has a date is done on the day on which the date
// was entered, and what counts from the step counts from its date.
//
// What is due once for the whole project and not for a case has its own door, [ComputeProject]; its occurrences may also be
// named by a month or a year of the calendar.
//
// [Explain] tells how a date came about, [Triage] why a case is where it is in the caseload, as codes and values: the
// sentences stand in the locale.
package due

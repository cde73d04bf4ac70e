// Package note is where a contact is written: its facts, the words of the person, the appraisal and what the landlord may one
// day read, each in a zone of its own (../../../shared/domain/domain.md 5.5 and 7).
//
// A note is one record of kind contact. While it is written it is a draft, which the root keeps; [Page.Draft] holds all of
// it, and a page opened on a draft is where its writer left it. Done makes one commit: the contact, the deletion of the
// draft and, for a first note of one's own, the private companion case. A correction replaces only what its writer changed
// and only the values that she saw when she began: what another machine wrote meanwhile stays beside it, to be settled.
//
// Nothing comes into being by itself: dates and lines that begin with >> are offered as tasks, words to look at again are
// pointed at, and neither stops anybody from being done.
package note

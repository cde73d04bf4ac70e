// Package model is the trade: what a housing-support worker records, and what it means.
//
// Everything that a person records is a [Change]: who (which device), when, on which case, which fields of which record,
// and which earlier changes it supersedes. A [Case] is the fold of its changes. The live values of a field are all the
// writes that no other write of that field supersedes: one is the normal case, several are a conflict for a person to
// settle. The fold does not depend on the order in which the changes came, so that every machine shows the same case.
//
// Typed records ([Contact], [Task], [Member]…) are read from a case with methods such as [Case.Contacts] and written with
// [Case.Put], which makes a [Write] that carries what the writer saw. The store turns writes into signed changes.
//
// Nothing is ever taken out of a case but by a [Retraction]: a note that was written in the wrong case is blanked, and what is
// left of it says only that it was there.
//
// The fields of the records, their names in the file and their class (who may ever see them) stand in one place: the
// struct tags of the record types, `seuil:"name,class"`.
//
// The package knows no database and no screen, and imports the standard library only.
package model

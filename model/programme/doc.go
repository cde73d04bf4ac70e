// Package programme holds what the trade decides and the program only carries out: programmes with their phases,
// organisations and agencies, templates of notes, words to warn about. All of it is data, in TOML files:
//
//	programmes/<code>.toml   one programme: its phases in order, their steps, the papers with each party's commitments, and the
//	                         rules of what becomes due (R1, R21, R55 to R147)
//	organisations.toml       landlord, agencies, associations, with the dates of their names (R3, R5, R8)
//	templates.toml           headings of a note for each kind of contact (R88, R89)
//	words.toml               words that a note had better not hold (../../domain/domain.md 5.5)
//
// The files are part of the program. A folder of the user may hold files of the same names, which take their place, and
// further programmes; [Load] reads both. Reading is strict: a key that means nothing is refused, with its line and the
// nearest name that would be right. A file with a fault is left out as a whole and the one of the program stands in for it,
// so that no mistake in a file keeps anyone from working.
//
// Within a programme every name is checked: a step that belongs to no phase, a rule that counts from nothing or that waits for
// itself is refused. [Parse] reads a file before it is used, [Diff] says what it would change.
//
// A source ("R88", "domain.md 3.1") says where in the programme text a line comes from. A quote, and the text
// of a commitment, is the French wording of the programme character by character.
package programme

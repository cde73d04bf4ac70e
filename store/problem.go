package store

// ProblemCode names something wrong with a vault; its sentence and the next step stand in the locale under "check.<code>".
type ProblemCode string

// What opening and [Check] can find. Codes of package probe, about the structure of the file, come as they are.
const (
	ProblemCut       ProblemCode = "cut"       // the file became shorter while it was read
	ProblemRecord    ProblemCode = "record"    // records that no vault has
	ProblemHeader    ProblemCode = "header"    // the record that says how to unlock
	ProblemMeta      ProblemCode = "meta"      // records about the devices
	ProblemIdentity  ProblemCode = "identity"  // the vault does not know its own device
	ProblemDraft     ProblemCode = "draft"     // drafts that cannot be read
	ProblemSeal      ProblemCode = "seal"      // values that changed since they were sealed
	ProblemChange    ProblemCode = "change"    // sealed values that are no changes of their case
	ProblemHead      ProblemCode = "head"      // the record that proves that nothing is missing
	ProblemSet       ProblemCode = "set"       // changes are missing, or there are too many
	ProblemChain     ProblemCode = "chain"     // changes whose predecessor is not there
	ProblemFork      ProblemCode = "fork"      // changes of one device that carry the same number
	ProblemSignature ProblemCode = "signature" // changes that their device did not sign
	ProblemStranger  ProblemCode = "stranger"  // changes of devices whose key is not known
	ProblemStub      ProblemCode = "stub"      // what is left of retracted changes, without the retraction
	ProblemRetracted ProblemCode = "retracted" // changes that are retracted and still hold their text
	ProblemTornMeta  ProblemCode = "torn_meta" // a power cut during a write that was never acknowledged: harmless
	ProblemWitness   ProblemCode = "witness"   // no witness of this vault in this folder: it was copied or restored
	ProblemBehind    ProblemCode = "behind"    // the witness saw a commit that the vault does not have
	ProblemMode      ProblemCode = "mode"      // others may read the folder or the file
	ProblemPlace     ProblemCode = "place"     // the folder is synchronised, removable or on the network
	ProblemBackup    ProblemCode = "backup"    // a backup that cannot be read whole
	ProblemNoBackup  ProblemCode = "no_backup" // no backup, or none of the last days
)

// Problem is one thing wrong, without any name or text.
type Problem struct {
	Code  ProblemCode
	File  string // name of the backup; empty for the vault itself
	Page  uint64 // of the file, where the structure is wrong
	Count int    // how many values, at least 1
}

// Package codec turns changes into signed canonical bytes and back.
//
// A stored change is
//
//	body | Ed25519 signature (64 bytes)
//
// where the body is one CBOR map in the core deterministic encoding (RFC 8949, 4.2), with these keys:
//
//	 0  version of the format, 1
//	 1  case, 16 bytes
//	 2  device, 16 bytes: the start of the digest of its public key, see [DeviceID]
//	 3  sequence number, from 1, per case and device
//	 4  the change with the number before, 32 bytes; only absent from number 1
//	 5  milliseconds since 1970 UTC
//	 6  kind of the record
//	 7  record, 16 bytes
//	 8  what the person did
//	 9  fields: a map from name to text
//	10  the changes whose values are replaced: an array of 32 bytes each; absent if there are none
//	11  salt, 16 bytes, so that nobody who knows the digest alone can guess the text
//
// The id of a change is SHA-256("seuil-change-1" | body), and the device signs the same bytes. A body is never encoded
// again: what was signed is what is stored and sent. Keys above 11 come from a later version: they are covered by id and
// signature, must be well formed, and are not looked at.
//
// What is left of a change that was retracted ([model.Retraction]) is a stub:
//
//	"seuil-stub-1" | body
//
// where the body is the same map without the salt (11); 9 is the array of the names of the fields, sorted, and 12 is the id of the
// change, 32 bytes, which its bytes no longer give. A stub carries no signature: the retraction, which is signed, says all of
// it again and vouches for it. [IsStub] tells one from the other, [Reader.Read] reads both. Whoever takes in changes from
// elsewhere verifies each change by its signature ([Verify]) and takes a stub only with a verified retraction that
// [model.Change.Retracts] it.
//
// One value has one encoding. The reader refuses anything else: longer forms of a number, keys out of order or twice,
// bytes left over, lengths above the limits of package model. What it returns has passed through [text.Clean], so that no
// text of a change can carry terminal controls, whoever wrote it.
package codec

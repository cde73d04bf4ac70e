// Package bundle is what laptops that never meet a server exchange: identity cards, and bundles of signed changes in a signed and
// encrypted envelope. It is functions over bytes: it knows no file, no vault and no trust. This is the specification of the formats.
//
// Integers are big-endian, instants are milliseconds since 1970 UTC, CBOR is the core deterministic encoding (RFC 8949, 4.2): maps have
// integer keys, all of those below are there unless said otherwise, and keys above them come from a later version, are covered by the
// signature and passed over. A set is one byte string of items of one length in rising order, each once. One value has one encoding,
// and what was signed is kept as the bytes that were signed.
//
// # Cards
//
// A device has an Ed25519 key, which signs, and an age post-quantum hybrid key (ML-KEM-768 with X25519), which receives. Its card names
// its holder and both public keys. A card is a paper:
//
//	magic | format u16 (1) | length u32 | body | signature 64, once or twice
//
// Each signature is Ed25519 over all that stands before the first. The magic of a card is "seuil-card\n", its body a map:
//
//	0 name      1 association  2 role      texts, see [Holder.Check]
//	3 worker    16 bytes, of the registry
//	4 key       32 bytes, Ed25519; the id of the device follows from it, see [codec.DeviceID]
//	5 reception "age1pq1…"
//	6 issued    milliseconds
//	7 former    32 bytes, the key of the device that this one replaces; absent if there is none
//
// The device of key signs, then that of former if there is one. To paste, the bytes are written in base64 (RFC 4648, without padding)
// between the lines "[[ seuil card ]]" and "[[ end of card ]]"; white space, format characters and > | * _ count for nothing.
//
// Two people compare six words, 66 bits of Argon2id (64 MiB, three passes, four lanes, salt "seuil-card-words-1") of key | reception,
// in the list of package seal. What a card says is only its holder's claim until they did.
//
// A revocation is a paper with the magic "seuil-revocation\n", signed by the device of by:
//
//	0 device  16 bytes, revoked
//	1 by      32 bytes, Ed25519
//	2 issued  milliseconds
//	3 last    set of {case 16 | seq u64 | change 32}, one per case: the last change of the device that
//	          counts; number and change are zero in a case without any
//
// # Bundles
//
// A bundle is an age file (age-encryption.org/v1) of at most 64 MiB, for the hybrid keys of at most 16 devices or, in an emergency, for
// seven words (scrypt, work factor 18, at most 20 when reading). What it holds is the payload:
//
//	"seuil-paquet\n" | format u16 (1) | length u16 | card | length u32 | manifest | changes | zeros | signature 64
//	changes = length u32 | stored change (package codec), as many as the manifest says
//
// The signature is Ed25519ph (RFC 8032) of the card's device, context "seuil-paquet-1", over all that stands before it. The zeros make
// the length of the payload that of Padmé (E = ⌊log₂ n⌋, S = ⌊log₂ E⌋ + 1, the last E − S bits are zero), at least 16 KiB. Nothing is
// compressed, no path and no file name stand inside. The manifest is a map:
//
//	 0 version   1
//	 1 id        16 bytes, random
//	 2 kind      "delta", "full", "request" or "full-request"
//	 3 to        set of 16 bytes, the devices that it was made for
//	 4 created   milliseconds
//	 5 send      16 bytes, random, the same in all parts of one send
//	 6 part      from 1
//	 7 parts
//	 8 count     of the changes
//	 9 authors   set of 32 bytes, keys of the devices that signed the changes
//	10 cases     array, by id, of {0 id, 1 base, 2 heads}; both are sets of {device 16 | seq u64 | change 32}
//	11 receipts  set of 16 bytes, ids of bundles that were imported
//	12 erased    set of {case 16 | milliseconds u64}: to a landlord, liaison cases to erase; from her, those that she erased. Between
//	             members of a team it is empty: their registry says it
//	13 revocations  array of papers
//
// Cases holds only what does not follow from the changes, so that a full send of 10,000 cases is not burdened with their heads, and
// nothing can disagree.
//
// # What is promised
//
// [Open] returns a bundle or one of the errors of this package, in time and memory bounded by the length of the file. It looks at nothing
// but the card before the signature of the whole holds. A bundle that it returns was made by the holder of the card's key, for a device
// whose key opened it: a recipient who encrypts a payload again for somebody else does not get past the names inside. Words prove
// nothing of who sent a bundle; its signature does.
//
// Not promised: that the holder of a card is who it says; that the bundle is new; that its changes are signed by the devices that they
// name, or that these may write in those cases. That is for package store, which knows whom to trust and what is there.
package bundle

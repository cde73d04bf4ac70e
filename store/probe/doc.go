// Package probe reads a bbolt file as plain bytes, each access checked against its bounds, before bbolt touches it.
//
// bbolt trusts its file: on a damaged one it can end the process, hang, fall back to the commit before without a word, or
// pass and destroy a value later. What probe has found free of problems bbolt can be given: every page that the file uses
// is what it says it is, has one owner, is exactly as long as its content, and its keys are in order; every other page is
// free. What probe cannot see: a change inside a key or a value, for which there are seals; a pointer turned to a freed
// page that still is an older version of the right one, for which there is the digest of the set; the sequence of a
// bucket, on which nothing may depend.
//
// [Check] is for opening. [Walk] also hands out the content, in the order of bbolt. [Salvage] is for a file that Check
// refuses: it follows no pointer, and hands out whatever looks like an element.
//
// The format is that of bbolt 1.5, version 2, all integers little-endian as on every machine that seuil is built for:
//
//	page    = id u64 | flags u16 | count u16 | overflow u32 | elements 16 each | keys and values, in the same order
//	leaf    = flags u32 | pos u32 | key size u32 | value size u32       pos counts from the element itself
//	branch  = pos u32 | key size u32 | child page u64
//	bucket  = root page u64 | sequence u64 | the page itself if root is 0 (inline)
//	meta    = magic u32 | version u32 | page size u32 | flags u32 | root bucket 16 | freelist u64 | pages u64 | txid u64
//	          | FNV-1a of all before u64
package probe

// Package seal keeps the keys of a vault and seals its values. It knows neither bbolt nor what a value means.
//
//	passphrase ──Argon2id──► KEK1 ──wraps──┐
//	                                       ├─► vault key (32 bytes) ──HKDF──► values, index, header, set, witness
//	12 words ─────HKDF─────► KEK2 ──wraps──┘
//
// A [Header] is the only record of a vault that is written in clear: the wrapped keys and what it takes to unwrap them.
// A [Key] is an unlocked vault: it seals values bound to their place, so that a value moved to another key, bucket,
// vault or format does not open.
//
// What is guaranteed: without the passphrase or the recovery words nothing sealed can be read, nor changed without
// [Key.Open] refusing it. Lengths are padded; the number of values and their padded sizes show. The vault key stays in a
// page that is neither swapped nor dumped where the system allows it, but ciphers keep copies of derived keys in ordinary
// memory: what really ends a session is the end of its process.
//
// The words of words_fr.txt are the French list of BIP-0039 by Kirvx (bitcoin/bips, MIT licence), as published in
// github.com/tyler-smith/go-bip39 v1.1.0 (MIT), stored here in Unicode form NFC, one word a line in the order of the list.
package seal

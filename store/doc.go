// Package store is the vault: the changes of all cases, sealed in one bbolt file, and the cases that follow from them, in
// memory.
//
// # Files
//
// A vault is a folder of mode 0700 with
//
//	coffre.seuil     the bbolt file, mode 0600
//	coffre.lock      locked while a seuil has the vault open; never replaced
//	coffre.witness   72 bytes: what the last commit was, see below
//	coffre.ballast   4 MiB that are given up when the disk is full, so that the last text still fits
//	sauvegardes/     backups, whole vaults each
//
// # Buckets
//
//	header    one record in clear: how to unlock, see package seal
//	changes   CaseTag(case) 8 | number u64 -> stored change or stub (package codec), sealed
//	drafts    CaseTag(case) 8 | CaseTag(draft) 8 -> draft, sealed
//	head      {commits, changes, XOR of SetTag(id) of every change}, sealed; rewritten by every commit
//	meta      "self" -> {device, worker}; "device" | id -> private or public key of a device; "sweep", "gone": see below; "reception" ->
//	          keys that open bundles; "peer", "sent", "import", "aside", "log": see exchanges; "copy": see copies; sealed
//
// Every sealed value is bound to its vault, bucket and key. Integers are big-endian.
//
// # What is promised
//
// A change is acknowledged by [Vault.Commit] returning nil: it is on the disk then. An error of a commit does not say that
// nothing was written: the vault then refuses every further write, the process ends, and the next one finds out.
//
// Truth is the set of changes and nothing else; cases are folded again at every unlock. A change that was removed, hidden,
// altered, added or moved is found at unlock: by package probe (structure of the file, before bbolt looks at it), by the
// seal of each value, and by the head (completeness). A vault that lacks its newest commits, with all its seals right, is
// found by the witness, which is rewritten after each commit without waiting for the disk: a vault ahead of its witness is
// an ordinary crash, one behind it is an old copy.
//
// What was retracted ([model.Retraction]) is replaced by a stub in the transaction that stores the retraction, together with
// the drafts of it. The stub has the id of its change, so that chains and head stay as they were. Freed pages and backups
// still hold the text then: [Vault.Sweep] rewrites them, and a mark in meta makes the next session finish what this one could
// not. Restoring is the union of two sets of changes, and blanks again what only one of them retracted.
//
// A case is erased ([Vault.Erase]) by deleting all that stands under its tag, and what was set aside of it, and by taking its changes out
// of the head; in the same transaction an order to erase ([model.Erasure]) goes into the registry and a tombstone ("gone" | case) into meta.
// The sweep does the rest, as for retractions. A vault takes nothing in any more of what has a tombstone, by no import and no
// restoration, nor of what the registry, or the bundle that brings it, orders to erase. Where the case still is, the order waits for the
// worker of that device ([Vault.ConfirmErasure]); meanwhile nothing of it is sent or taken in there. That a device has nothing of it any
// more is a record of the registry too ([model.Erased]): a device that never had it says so by itself. Private companions,
// passages and liaison cases go with their case; a landlord, who has no registry in common with the team, gets the order for the liaison case in the manifest
// of her next bundle, and her confirmation comes back by hers.
//
// # Exchanges
//
// Cards and revocations are records of the registry, which goes along with every bundle, so that a team introduces its members to each
// other; what a worker found out about a card herself is a record of the registry's private companion, which only her own devices get.
//
// A bundle brings what its recipient has not proved to have. Changes are counted by their numbers, the order in which this vault stored
// them. Of another device it is remembered ("peer" | device) up to which number it has each case, which numbers came from it, and the
// bundles that passed between both. A bundle that was made ("sent" | device | bundle) says up to which number it went; once a signed
// bundle of the recipient names it among those that it took in whole, the recipient has that. What is lost, repeated or reordered on the
// way heals itself, because what was not confirmed is sent again.
//
// What is believed of another vault rests on bundles of it that were taken in whole, and each bundle names those. A vault that finds one
// among them that it never made is an old copy of itself: it asks for everything again, and what was believed of it is given up; so is
// what was believed of a device that numbered two changes alike. A new device, after a restoration, starts without any of this.
//
// An import is one transaction: the changes, the keys of their authors, what was set aside ("aside" | digest), what the bundle confirms,
// and the import itself ("import" | number) as a step that can be undone. A change is taken in if its author's device signed it and the
// one before it is here; the rest of a bundle does not wait for one that cannot be. What only lacks something is not confirmed, and comes
// again. A retraction does not wait for the one before it, nor does anything in a full bundle: a restored vault may have lost that one
// for good, and what is left has to be the same everywhere.
//
// Of the last bundles the log tells ("log" | bundle) for people to read: how many things, when, from or for whom, and what became of them.
//
// A bundle that opens by words is for no device. Its sender learns nothing by it and its recipient believes nothing of the sender by it,
// for no receipt of either would name it; the log alone knows that it was made or taken in.
//
// What a revoked device wrote after the end of its chain is taken in and passed on like everything else, so that all have the same set; a
// case is folded with the ends that follow from the set of the registry ([model.Cut]), and leaves it out. Nothing is stored of that: once
// a revocation comes or is taken back, the cases in which it makes a difference are folded anew, here and at the next unlocking.
//
// # Copies
//
// A copy elsewhere ([Vault.CopyOut]) is a backup, byte for byte, that was read again from its medium. When it was made, where, and under
// which names stands in "copy"; only files of these names are ever removed there.
//
// The witness is bound to its folder on this machine. A vault without its own witness was copied or restored: it goes on
// as a new device (a new incarnation), so that two copies never number changes alike.
//
// A file that is damaged, or newer than this program, is never written to.
package store

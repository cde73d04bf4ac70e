package store

import (
	"errors"
	"fmt"
	"syscall"
)

// Code names what is wrong with a vault; its sentence, with the next thing to try, stands in the locale under
// "error.<code>".
type Code string

// Codes of this package.
const (
	CodeAbsent     Code = "vault_absent"      // there is no vault in the folder
	CodeExists     Code = "vault_exists"      // there is one already
	CodeInUse      Code = "vault_in_use"      // another seuil has it open
	CodeNewer      Code = "vault_newer"       // written by a later seuil: nothing was touched
	CodeDamaged    Code = "vault_damaged"     // Problems: what is wrong; nothing was touched
	CodeUnsafe     Code = "vault_unsafe"      // Place: why the folder cannot hold a vault
	CodeUnknown    Code = "commit_unknown"    // the disk failed: whether the change is stored is not known before reopening
	CodeDiskFull   Code = "disk_full"         // the disk is full, the ballast already given up
	CodeIO         Code = "vault_io"          // the disk refused, before anything was written
	CodeClosed     Code = "vault_closed"      // the vault was used after Close
	CodeOtherVault Code = "other_vault"       // the backup is of another vault than the one in the folder
	CodeUnreadable Code = "backup_unreadable" // no header that the secret opens

	CodeCopyFolder  Code = "copy_folder"  // the folder for the copy is not there: the stick is not plugged in
	CodeCopyInside  Code = "copy_inside"  // it is that of the vault, or lies in it
	CodeCopyFull    Code = "copy_full"    // it has no room for the copy
	CodeCopyRefused Code = "copy_refused" // it cannot be written to
	CodeCopyDiffers Code = "copy_differs" // what was read again there is not what was written

	CodeErased Code = "case_erased" // the case was erased: nothing is written to it any more

	CodeNoCard      Code = "card_none"            // this device has no card yet, see [Vault.IssueCard]
	CodeStranger    Code = "sender_unknown"       // Card: of whoever made the bundle; it can be added, see [Vault.AddCard]
	CodeRevoked     Code = "device_revoked"       // the device of the sender, the recipient or the card was revoked
	CodeNoRecipient Code = "recipient_unknown"    // no card of that device, or this very device
	CodeUnverified  Code = "recipient_unverified" // nobody here compared the words of the recipient's card
)

// Error is a refusal with its code. It holds no name, no text and no path.
type Error struct {
	Code     Code
	Place    Place     // with CodeUnsafe
	Problems []Problem // with CodeDamaged
	Card     *Card     // with CodeStranger
	Err      error     // what the system said, if it said anything
}

// ErrorCode is the name of its sentence in the locale.
func (e *Error) ErrorCode() string { return string(e.Code) }

func (e *Error) Error() string {
	s := "store: " + string(e.Code)
	if e.Place != "" {
		s += " " + string(e.Place)
	}
	for _, p := range e.Problems {
		s += fmt.Sprintf("; %s", p.Code)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap is what the system said.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is compare codes.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Errors to compare with, by errors.Is.
var (
	ErrAbsent     = &Error{Code: CodeAbsent}
	ErrExists     = &Error{Code: CodeExists}
	ErrInUse      = &Error{Code: CodeInUse}
	ErrNewer      = &Error{Code: CodeNewer}
	ErrDamaged    = &Error{Code: CodeDamaged}
	ErrUnsafe     = &Error{Code: CodeUnsafe}
	ErrUnknown    = &Error{Code: CodeUnknown}
	ErrDiskFull   = &Error{Code: CodeDiskFull}
	ErrIO         = &Error{Code: CodeIO}
	ErrClosed     = &Error{Code: CodeClosed}
	ErrOtherVault = &Error{Code: CodeOtherVault}
	ErrUnreadable = &Error{Code: CodeUnreadable}

	ErrCopyFolder  = &Error{Code: CodeCopyFolder}
	ErrCopyInside  = &Error{Code: CodeCopyInside}
	ErrCopyFull    = &Error{Code: CodeCopyFull}
	ErrCopyRefused = &Error{Code: CodeCopyRefused}
	ErrCopyDiffers = &Error{Code: CodeCopyDiffers}

	ErrErased = &Error{Code: CodeErased}

	ErrNoCard      = &Error{Code: CodeNoCard}
	ErrStranger    = &Error{Code: CodeStranger}
	ErrRevoked     = &Error{Code: CodeRevoked}
	ErrNoRecipient = &Error{Code: CodeNoRecipient}
	ErrUnverified  = &Error{Code: CodeUnverified}
)

// ioError keeps of an error of the system only its number: the path would tell the name of the account.
func ioError(code Code, err error) error {
	var number syscall.Errno
	if errors.As(err, &number) {
		return &Error{Code: code, Err: number}
	}
	return &Error{Code: code}
}

package seal

import "fmt"

// Code names what is wrong; its sentence, with the next thing to try, stands in the locale under "error.<code>".
type Code string

// Codes of this package.
const (
	CodeWrongPassphrase Code = "wrong_passphrase" // the passphrase opens nothing
	CodeWrongRecovery   Code = "wrong_recovery"   // the words are well formed, but of another vault
	CodeNewer           Code = "newer_format"     // written by a later seuil: touch nothing
	CodeDamagedHeader   Code = "damaged_header"   // not a header, or not as it was written
	CodeWeakKDF         Code = "weak_kdf"         // parameters below the floor: someone lowered them
	CodeCostlyKDF       Code = "costly_kdf"       // parameters above the ceiling: they would stall the machine
	CodeBrokenSeal      Code = "broken_seal"      // a value changed, or moved from its place
	CodeWiped           Code = "key_wiped"        // the key is used after Wipe
	CodeTooLarge        Code = "value_too_large"  // more than MaxValue
	CodeWordCount       Code = "word_count"       // not twelve words
	CodeUnknownWord     Code = "unknown_word"     // Word: its number, from 1
	CodeWordChecksum    Code = "word_checksum"    // each word exists, together they are not a phrase of ours
	CodeTooShort        Code = "too_short"        // fewer than MinPassphrase characters
	CodeCommon          Code = "common"           // made of what everybody tries first
	CodeRepeated        Code = "repeated"         // the same thing again and again
	CodeSequence        Code = "sequence"         // along the keyboard, the alphabet or the digits
)

// Error is a refusal with its code. It holds no word and no byte of a secret.
type Error struct {
	Code Code
	Word int // number of the word in question, from 1; zero when no one word is
}

// ErrorCode is the name of its sentence in the locale.
func (e *Error) ErrorCode() string { return string(e.Code) }

func (e *Error) Error() string {
	if e.Word > 0 {
		return fmt.Sprintf("seal: %s %d", e.Code, e.Word)
	}
	return "seal: " + string(e.Code)
}

// Is makes errors.Is compare codes, so that an [ErrUnknownWord] is found whichever word it names.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Errors to compare with, by errors.Is.
var (
	ErrWrongPassphrase = &Error{Code: CodeWrongPassphrase}
	ErrWrongRecovery   = &Error{Code: CodeWrongRecovery}
	ErrNewer           = &Error{Code: CodeNewer}
	ErrDamagedHeader   = &Error{Code: CodeDamagedHeader}
	ErrWeakKDF         = &Error{Code: CodeWeakKDF}
	ErrCostlyKDF       = &Error{Code: CodeCostlyKDF}
	ErrBrokenSeal      = &Error{Code: CodeBrokenSeal}
	ErrWiped           = &Error{Code: CodeWiped}
	ErrTooLarge        = &Error{Code: CodeTooLarge}
	ErrWordCount       = &Error{Code: CodeWordCount}
	ErrUnknownWord     = &Error{Code: CodeUnknownWord}
	ErrWordChecksum    = &Error{Code: CodeWordChecksum}
	ErrTooShort        = &Error{Code: CodeTooShort}
	ErrCommon          = &Error{Code: CodeCommon}
	ErrRepeated        = &Error{Code: CodeRepeated}
	ErrSequence        = &Error{Code: CodeSequence}
)

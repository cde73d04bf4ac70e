package bundle

// Code names what is wrong; its sentence, with the next thing to try, stands in the locale under "error.<code>".
type Code string

// Codes of this package.
const (
	CodeTooLarge       Code = "bundle_too_large"       // more than MaxFile, or more to send than one bundle holds
	CodeNotBundle      Code = "bundle_not"             // a file of something else
	CodeLength         Code = "bundle_length"          // of a length that no whole bundle has: cut short, or something was added
	CodeDamaged        Code = "bundle_damaged"         // whole, but not as it was written
	CodeNewer          Code = "bundle_newer"           // of a later format
	CodeNotForMe       Code = "bundle_not_for_me"      // none of the keys opens it
	CodeNeedsWords     Code = "bundle_needs_words"     // it opens by words that the sender tells, not by a key
	CodeNoWords        Code = "bundle_no_words"        // it opens by a key, not by words
	CodeWordsCount     Code = "bundle_words_count"     // not seven words
	CodeWrongWords     Code = "bundle_wrong_words"     // these are not its words
	CodeCostly         Code = "bundle_costly"          // its words would take an unreasonable time to try
	CodeManyRecipients Code = "bundle_many_recipients" // more keys open it than MaxRecipients
	CodeForwarded      Code = "bundle_forwarded"       // it opens, but was made for another device
	CodeForged         Code = "bundle_forged"          // the sender did not sign this
	CodePadding        Code = "bundle_padding"         // something is hidden in its padding
	CodeMalformed      Code = "bundle_malformed"       // signed, but not what a seuil writes
	CodeIncomplete     Code = "bundle_incomplete"      // a manifest to send that could not be read again

	CodeCardDamaged Code = "card_damaged" // not a whole card, or not as it was signed
	CodeCardNewer   Code = "card_newer"   // of a later format
	CodeCardName    Code = "card_name"    // Field: what holds a character that a card may not show
	CodeCardCount   Code = "card_count"   // not six words
	CodeCardWord    Code = "card_word"    // Word: number of the word, from 1, that is another one
)

// Error is a refusal with its code. It holds no name, no text and no byte of a key.
type Error struct {
	Code  Code
	Field string // with CodeCardName: name, association or role
	Word  int    // with CodeCardWord
}

// ErrorCode is the name of its sentence in the locale.
func (e *Error) ErrorCode() string { return string(e.Code) }

func (e *Error) Error() string { return "bundle: " + string(e.Code) }

// Is makes errors.Is compare codes.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Errors to compare with, by errors.Is.
var (
	ErrTooLarge       = &Error{Code: CodeTooLarge}
	ErrNotBundle      = &Error{Code: CodeNotBundle}
	ErrLength         = &Error{Code: CodeLength}
	ErrDamaged        = &Error{Code: CodeDamaged}
	ErrNewer          = &Error{Code: CodeNewer}
	ErrNotForMe       = &Error{Code: CodeNotForMe}
	ErrNeedsWords     = &Error{Code: CodeNeedsWords}
	ErrNoWords        = &Error{Code: CodeNoWords}
	ErrWordsCount     = &Error{Code: CodeWordsCount}
	ErrWrongWords     = &Error{Code: CodeWrongWords}
	ErrCostly         = &Error{Code: CodeCostly}
	ErrManyRecipients = &Error{Code: CodeManyRecipients}
	ErrForwarded      = &Error{Code: CodeForwarded}
	ErrForged         = &Error{Code: CodeForged}
	ErrPadding        = &Error{Code: CodePadding}
	ErrMalformed      = &Error{Code: CodeMalformed}
	ErrIncomplete     = &Error{Code: CodeIncomplete}
	ErrCardDamaged    = &Error{Code: CodeCardDamaged}
	ErrCardNewer      = &Error{Code: CodeCardNewer}
	ErrCardName       = &Error{Code: CodeCardName}
	ErrCardCount      = &Error{Code: CodeCardCount}
	ErrCardWord       = &Error{Code: CodeCardWord}
)

package probe

import "fmt"

// Code names what is wrong; its sentence, with the next thing to try, stands in the locale under "error.<code>".
type Code string

// Codes of problems.
const (
	CodeForeign   Code = "foreign_file"   // nothing of a bbolt file in it
	CodeVersion   Code = "file_version"   // a bbolt file of another format
	CodeMetas     Code = "both_metas"     // no meta page left to start from
	CodeMeta      Code = "meta_field"     // a meta page that says what cannot be
	CodeTruncated Code = "file_truncated" // shorter than its meta page says
	CodePageRange Code = "page_range"     // a pointer outside the file
	CodePageID    Code = "page_id"        // a page that says it is another
	CodePageType  Code = "page_type"      // neither leaf nor branch where one must be
	CodePageEmpty Code = "page_empty"     // no element where there must be one
	CodeLayout    Code = "page_layout"    // elements not where bbolt puts them
	CodeOverflow  Code = "page_overflow"  // longer or shorter than its content
	CodeKeyOrder  Code = "key_order"      // keys not in order, or outside the range of their branch
	CodeBucket    Code = "bucket"         // an element that is no bucket where one must be, or a malformed one
	CodeShared    Code = "page_shared"    // a page with two owners
	CodeDepth     Code = "page_depth"     // deeper than any tree that fits on a disk
	CodeFreelist  Code = "freelist"       // a malformed list of free pages
	CodeFree      Code = "page_free"      // a page that is neither used nor listed as free, or both
)

// Problem is one thing wrong, and the number of the page where it was seen.
type Problem struct {
	Code Code
	Page uint64
}

func (p Problem) String() string { return fmt.Sprintf("%s: page %d", p.Code, p.Page) }

// Report is what is known of a file.
type Report struct {
	Problems []Problem
	// TornMeta says that one of the two meta pages is invalid: either a power cut during a commit that was not
	// acknowledged, or the loss of the last acknowledged one. The file alone cannot tell; the witness can.
	TornMeta bool
	PageSize int    // bytes
	Pages    uint64 // used or free, below the high-water mark
	TxID     uint64 // of the commit that bbolt would open
}

// Healthy says that bbolt may open the file. TornMeta is the caller's to judge.
func (r Report) Healthy() bool { return len(r.Problems) == 0 }

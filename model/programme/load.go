package programme

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"seuil/model"
)

//go:embed data
var data embed.FS

// Code says what is wrong with a file; its sentence stands in the locale under "problem.<code>".
type Code string

// The codes of problems.
const (
	CodeUnreadable Code = "unreadable"  // the file cannot be read
	CodeTooLarge   Code = "too_large"   // more than maxFile bytes
	CodeSyntax     Code = "syntax"      // not TOML
	CodeUnknownKey Code = "unknown_key" // a key that means nothing; Nearest may be meant
	CodeBadValue   Code = "bad_value"   // a value of the wrong type, or none of those possible; Nearest may be meant
	CodeMissing    Code = "missing"     // a key that must be there, or its value is empty
	CodeDuplicate  Code = "duplicate"   // a code that stands twice
	CodeTooLong    Code = "too_long"    // a short name of more than MaxShort cells
	CodeBadDelay   Code = "bad_delay"   // not of the form "+60 days", or more than a hundred years
	CodeCycle      Code = "cycle"       // steps or rules that wait for each other
)

// Problem is a fault of one file of the user's folder. The file is left out as a whole.
type Problem struct {
	File    string // below the folder: "programmes/securisation.toml"
	Line    int    // from 1; 0 if it concerns the whole file
	Key     string // dotted path of the key, without the numbers of tables
	Code    Code
	Nearest string // the name that may have been meant, or nothing
}

// Error names the place and the code; the sentence for people is made by the locale.
func (p Problem) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s:%d: %s %s %s", p.File, p.Line, p.Code, p.Key, p.Nearest))
}

// maxFile bounds a file of the user, in bytes.
const maxFile = 256 << 10

// Embedded is the files of the program, for those who want to change a copy of them.
func Embedded() fs.FS {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // unreachable: "data" is a valid path
	}
	return sub
}

// Load reads the files of the program and, over them, those of the user's folder, which need not exist. The set is complete
// whatever the problems.
func Load(dir string) (*Set, []Problem) {
	s := &Set{}
	var problems []Problem
	for _, file := range names(dir) {
		if dir != "" {
			src, p := read(dir, file)
			if src != nil {
				faults := s.add(file, src)
				if len(faults) == 0 {
					continue
				}
				problems = append(problems, faults...)
			}
			if p.Code != "" {
				problems = append(problems, p)
			}
		}
		if src, err := fs.ReadFile(data, path.Join("data", file)); err == nil {
			problems = append(problems, s.add(file, src)...)
		}
	}
	slices.SortFunc(s.programmes, func(a, b Programme) int { return cmp.Compare(a.Code, b.Code) })
	return s, problems
}

// names are the files to read: those of the program, and further programmes of the user.
func names(dir string) []string {
	list := []string{"organisations.toml", "templates.toml", "words.toml"}
	roots := []fs.FS{Embedded()}
	if dir != "" {
		roots = append(roots, os.DirFS(dir))
	}
	for _, root := range roots {
		if found, err := fs.Glob(root, "programmes/*.toml"); err == nil {
			list = append(list, found...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// read is the user's file of a name. Without one there is neither text nor problem.
func read(dir, file string) ([]byte, Problem) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(file)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Problem{}
	}
	if err != nil {
		return nil, Problem{File: file, Code: CodeUnreadable}
	}
	defer func() { _ = f.Close() }() // opened for reading: nothing can be lost
	src, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, Problem{File: file, Code: CodeUnreadable}
	case len(src) > maxFile:
		return nil, Problem{File: file, Code: CodeTooLarge}
	}
	return bytes.TrimPrefix(src, []byte("\ufeff")), Problem{}
}

// Parse reads one programme as strictly as [Load], for checking a file before it is used: under whatever name, which only
// stands in the problems. With a problem there is no programme.
func Parse(name string, src []byte) (*Programme, []Problem) {
	c, p := &decoder{file: name}, &Programme{}
	if len(src) > maxFile {
		return nil, []Problem{{File: name, Code: CodeTooLarge}}
	}
	if c.decode(bytes.TrimPrefix(src, []byte("\ufeff")), p) && p.check(c) {
		return p, nil
	}
	slices.SortStableFunc(c.problems, byPlace)
	return nil, c.problems
}

// add takes in one file, or nothing of it and says what is wrong.
func (s *Set) add(file string, src []byte) []Problem {
	c := &decoder{file: file}
	switch file {
	case "organisations.toml":
		var f organisationsFile
		if c.decode(src, &f) && f.check(c) {
			s.organisations, s.agencies = f.Organisations, f.Agencies
		}
	case "templates.toml":
		var f templatesFile
		if c.decode(src, &f) && f.check(c) {
			s.templates = make(map[model.ContactKind]Template, len(f.Templates))
			for _, t := range f.Templates {
				s.templates[t.Kind] = t
			}
		}
	case "words.toml":
		var f wordsFile
		if c.decode(src, &f) && f.check(c) {
			s.words = f.Lists
		}
	default:
		var p Programme
		if c.decode(src, &p) {
			p.checkFile(c)
			if p.check(c) {
				s.programmes = append(s.programmes, p)
			}
		}
	}
	slices.SortStableFunc(c.problems, byPlace)
	return c.problems
}

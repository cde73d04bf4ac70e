package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Code says what is wrong in the file; its sentence stands in the locale under "config.problem.<code>".
type Code string

// The codes of problems.
const (
	CodeUnreadable Code = "unreadable"  // the file cannot be read
	CodeTooLarge   Code = "too_large"   // more than maxFile bytes
	CodeSyntax     Code = "syntax"      // not TOML: no setting of the file holds
	CodeUnknownKey Code = "unknown_key" // a key that is no setting
	CodeBadValue   Code = "bad_value"   // a value that the setting cannot have
)

// Problem is one fault of the file.
type Problem struct {
	File    string // its name without its folder, which may tell the name of the account
	Line    int    // from 1; 0 if it concerns the whole file
	Key     string // letters, digits, dots, hyphens and underscores only
	Code    Code
	Nearest string // the setting or the value that may have been meant, or nothing
}

// Error names the place and the code; the sentence for people is [Problem.Sentence].
func (p Problem) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s:%d: %s %s %s", p.File, p.Line, p.Code, p.Key, p.Nearest))
}

// Sentence is what to tell the person, made by a function that finds and fills sentences (Locale.T).
func (p Problem) Sentence(t func(key string, args ...any) string) string {
	key := "config.problem." + string(p.Code)
	if p.Nearest != "" {
		key += "_near"
	}
	sentence := t(key, "key", p.Key, "nearest", p.Nearest)
	if p.Line == 0 {
		return t("config.whole", "file", p.File, "problem", sentence)
	}
	return t("config.line", "file", p.File, "line", p.Line, "problem", sentence)
}

// maxFile bounds the file, in bytes.
const maxFile = 256 << 10

// Load reads the settings. Without a file they are the defaults, without a problem. Whatever the file holds, the settings
// can be used: what is wrong has its default and stands in the problems, by line.
func Load(path string) (Config, []Problem) {
	src, code := read(path)
	if code != "" {
		return Default(), []Problem{{File: filepath.Base(path), Code: code}}
	}
	return Parse(filepath.Base(path), src)
}

// read is the content of the file; a file that is not there is empty. A pipe or a device in its place is not waited for.
func read(path string) ([]byte, Code) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ""
	case err != nil || !info.Mode().IsRegular():
		return nil, CodeUnreadable
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, CodeUnreadable
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, CodeUnreadable
	case len(src) > maxFile:
		return nil, CodeTooLarge
	}
	return src, ""
}

// Parse reads the settings from the text of a file of that name; see [Load].
func Parse(name string, src []byte) (Config, []Problem) {
	c := Default()
	tree := make(map[string]any)
	if _, err := toml.NewDecoder(bytes.NewReader(src)).Decode(&tree); err != nil {
		p := Problem{File: name, Code: CodeSyntax}
		var parse toml.ParseError
		if errors.As(err, &parse) {
			p.Line = parse.Position.Line
		}
		return c, []Problem{p}
	}
	r := reading{config: &c, name: name, lines: keyLines(src)}
	r.table("", tree)
	slices.SortFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Key, b.Key))
	})
	return c, r.problems
}

// reading is the state of one Parse.
type reading struct {
	config   *Config
	name     string
	lines    map[string]int
	problems []Problem
}

func (r *reading) table(prefix string, tree map[string]any) {
	for key, value := range tree {
		r.value(prefix+key, value)
	}
}

func (r *reading) value(key string, value any) {
	all := settings()
	i := slices.IndexFunc(all, func(s setting) bool { return s.key == key })
	sub, isTable := value.(map[string]any)
	switch {
	case i >= 0:
		if nearest, ok := all[i].set(r.config, value); !ok {
			r.fault(key, CodeBadValue, nearest)
		}
	case isTable && slices.ContainsFunc(all, func(s setting) bool { return strings.HasPrefix(s.key, key+".") }):
		r.table(key+".", sub)
	default:
		r.fault(key, CodeUnknownKey, meant(key))
	}
}

// meant is the setting, or the table of settings, that an unknown key may stand for: another spelling, or the same name
// in another table.
func meant(key string) string {
	names := Keys()
	for _, k := range Keys() {
		if table, _, ok := strings.Cut(k, "."); ok && !slices.Contains(names, table) {
			names = append(names, table)
		}
	}
	last := key[strings.LastIndexByte(key, '.')+1:]
	for _, n := range names {
		if n == last || strings.HasSuffix(n, "."+last) {
			return n
		}
	}
	if n := closest(key, names); distance(strings.ToLower(key[:min(len(key), maxName)]), n) <= max(2, len(n)/2) {
		return n
	}
	return ""
}

func (r *reading) fault(key string, code Code, nearest string) {
	line := r.lines[key]
	for at := key; line == 0; {
		i := strings.LastIndexByte(at, '.')
		if i < 0 {
			break
		}
		at = at[:i]
		line = r.lines[at]
	}
	r.problems = append(r.problems, Problem{File: r.name, Line: line, Key: plain(key), Code: code, Nearest: nearest})
}

// plain is a key as it may be shown: it comes from outside.
func plain(key string) string {
	var b strings.Builder
	for i, c := range key {
		if i > maxName {
			b.WriteString("…")
			break
		}
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("._-", c) {
			b.WriteRune(c)
		} else {
			b.WriteByte('?')
		}
	}
	return b.String()
}

// keyLines finds the line of each key and table, from 1: the library tells lines of syntax errors only. It reads lines as
// people write them; a key that it misses is told without its line.
func keyLines(src []byte) map[string]int {
	lines := make(map[string]int)
	table, n := "", 0
	for line := range strings.SplitSeq(string(bytes.TrimPrefix(src, []byte("\uFEFF"))), "\n") {
		n++
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if head, ok := strings.CutPrefix(line, "["); ok {
			head, _, _ = strings.Cut(strings.TrimPrefix(head, "["), "]")
			table = unquoted(head) + "."
			note(lines, strings.TrimSuffix(table, "."), n)
			continue
		}
		if key, _, ok := strings.Cut(line, "="); ok {
			note(lines, table+unquoted(key), n)
		}
	}
	return lines
}

func note(lines map[string]int, key string, n int) {
	if _, known := lines[key]; !known {
		lines[key] = n
	}
}

// unquoted is a dotted key without the spaces and quotation marks around its parts.
func unquoted(key string) string {
	parts := strings.Split(key, ".")
	for i, p := range parts {
		parts[i] = strings.Trim(strings.TrimSpace(p), `"'`)
	}
	return strings.Join(parts, ".")
}

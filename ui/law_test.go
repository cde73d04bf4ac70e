package ui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The laws of design/architecture.md and design/style.md. The files are parsed here: a test that asked the go command would
// be served stale by the test cache.

const root = ".."

// floors says which of our packages each package may import ("page" stands for every page of the program).
var floors = map[string][]string{
	"model":           {},
	"model/text":      {},
	"model/due":       {"model", "model/programme"},
	"model/programme": {"model", "model/text"},
	"store/seal":      {},
	"store/probe":     {},
	"store/codec":     {"model", "model/text"},
	"store/bundle":    {"model", "model/text", "store/seal", "store/codec"},
	"store/search":    {"model", "model/text"},
	"store":           {"model", "model/text", "store/seal", "store/probe", "store/codec", "store/bundle", "store/search"},
	"store/storetest": {"model", "model/text", "store", "store/seal", "store/codec", "store/bundle"},
	"ui/supervise":    {},
	"ui/nav":          {"model", "model/text"},
	"ui/locale":       {"model", "model/text"},
	"ui/theme":        {},
	"ui/config":       {},
	"ui/widget":       {"model", "model/text", "ui/theme", "ui/locale"}, // of the model its values alone: dates, money
	"ui/uitest":       page,
	"ui/demo":         {"model", "model/programme", "model/text", "ui/locale"},
	"ui/act":          page,
	"ui/palette":      page,
	"ui/agenda":       append([]string{"ui/act"}, page...),
	"ui/caseload":     append([]string{"ui/act"}, page...),
	"ui/convention":   append([]string{"ui/act"}, page...),
	"ui/household":    append([]string{"ui/act"}, page...),
	"ui/newcase":      append([]string{"ui/act"}, page...),
	"ui/note":         append([]string{"ui/act"}, page...),
	"ui/handover":     append([]string{"ui/act"}, page...),
	"ui/liaison":      append([]string{"ui/act"}, page...),
	"ui/find":         append([]string{"ui/act"}, page...),
	"ui/exchange":     append([]string{"ui/act"}, page...),
	"ui/lock":         page,
	"ui/welcome":      append([]string{"ui/act"}, page...),
	"ui":              append([]string{"ui/config", "ui/act", "ui/palette", "ui/agenda", "ui/caseload", "ui/convention", "ui/household", "ui/newcase", "ui/note", "ui/find", "ui/exchange", "ui/liaison", "ui/handover", "ui/lock", "ui/welcome", "store/seal"}, page...),
	"ui/cli":          {"*"},
	"ui/picture":      {"*"},
	"":                {"ui/cli"},
}

var page = []string{"model", "model/text", "model/programme", "model/due", "store", "ui/nav", "ui/widget", "ui/theme", "ui/locale"}

// fences says which packages may import a module of somebody else, by the start of its path.
var fences = map[string][]string{
	"charm.land/":                {"ui"},
	"github.com/charmbracelet/":  {"ui"},
	"go.etcd.io/bbolt":           {"store"},
	"github.com/BurntSushi/toml": {"model/programme", "ui/locale", "ui/config"},
	"golang.org/x/crypto":        {"store/seal"},
	"filippo.io/":                {"store/bundle"},
	"github.com/fxamacker/cbor":  {"store/codec", "store"},
	"github.com/spf13/cobra":     {"ui/cli"},
	"golang.org/x/term":          {"ui/cli", "ui/supervise"},
	"golang.org/x/text":          {"model/text", "ui/locale", "store/seal"},
}

type source struct {
	dir, path string
	lines     int
	file      *ast.File
	set       *token.FileSet
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, text, 0)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		dir := filepath.ToSlash(filepath.Dir(rel))
		if dir == "." {
			dir = ""
		}
		list = append(list, source{dir, filepath.ToSlash(rel), strings.Count(string(text), "\n"), file, set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 50 {
		t.Fatalf("only %d Go files found: the laws look at the wrong place", len(list))
	}
	return list
}

func TestImportsKeepToTheirFloors(t *testing.T) {
	for _, s := range sources(t) {
		allowed, known := floors[s.dir]
		if !known {
			t.Errorf("%s: the package %q is not in the table of packages", s.path, s.dir)
		}
		for _, imp := range s.file.Imports {
			path := strings.Trim(imp.Path.Value, `"`)
			if path == "net" || strings.HasPrefix(path, "net/") {
				t.Errorf("%s imports %s: seuil opens no connection", s.path, path)
			}
			if path == "testing" && !s.test() && s.dir != "store/storetest" && s.dir != "ui/uitest" {
				t.Errorf("%s imports testing", s.path)
			}
			if s.test() {
				continue // a test may use what it checks against
			}
			if ours, ok := strings.CutPrefix(path, "seuil/"); ok && !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*") {
				t.Errorf("%s imports %s, which stands on another floor", s.path, path)
			}
			for fence, dirs := range fences {
				if strings.HasPrefix(path, fence) && !slices.ContainsFunc(dirs, func(d string) bool { return within(s.dir, d, fence) }) {
					t.Errorf("%s imports %s, which only %v may", s.path, path, dirs)
				}
			}
			if s.dir == "model" && strings.Contains(path, ".") {
				t.Errorf("%s imports %s: the model knows the standard library only", s.path, path)
			}
		}
	}
}

// within says whether a package may pass a fence: the charm libraries are for everything in ui, the others for the named
// packages alone.
func within(dir, allowed, fence string) bool {
	if allowed == "ui" && strings.Contains(fence, "charm") {
		return dir == "ui" || strings.HasPrefix(dir, "ui/")
	}
	return dir == allowed
}

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	for _, s := range sources(t) {
		limit := 500
		if s.dir == "ui" || strings.HasPrefix(s.dir, "ui/") {
			limit = 400
		}
		if s.lines > limit {
			t.Errorf("%s has %d lines, more than %d: is it one room, or several?", s.path, s.lines, limit)
		}
		for _, decl := range s.file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > 80 {
				t.Errorf("%s: %s has %d lines, more than 80", s.path, f.Name.Name, n)
			}
		}
	}
}

func TestTheRootStaysSmall(t *testing.T) {
	for _, s := range sources(t) {
		if s.path != "ui/root.go" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != "Root" {
				return true
			}
			if n := spec.Type.(*ast.StructType).Fields.NumFields(); n > 20 {
				t.Errorf("the root has %d fields, more than 20", n)
			}
			return false
		})
		return
	}
	t.Fatal("ui/root.go is gone")
}

func TestTopLevelIsWhatTheCustomerFixed(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	fixed := []string{"main.go", "ui", "store", "model", "config.toml.example", "go.mod", "go.sum", "README.md"}
	for _, e := range entries {
		if !slices.Contains(fixed, e.Name()) && !strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s stands at the top level", e.Name())
		}
	}
}

func TestNamesSayWhatIsInside(t *testing.T) {
	for _, s := range sources(t) {
		for _, bad := range []string{"util", "common", "helpers", "manager"} {
			if strings.Contains(s.path, bad) {
				t.Errorf("%s: %q says nothing of what is inside", s.path, bad)
			}
		}
	}
}

func TestErrorsAreNotMessages(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || !strings.HasSuffix(spec.Name.Name, "Msg") {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); ok && id.Name == "error" {
				t.Errorf("%s: %s is an error as a message: a case on it swallows strangers", s.path, spec.Name.Name)
			}
			return true
		})
	}
}

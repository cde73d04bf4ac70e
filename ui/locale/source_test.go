package locale

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// literal is a string of the program's source.
type literal struct {
	path string // from the top of the repository
	line int
	text string
}

// inspect shows every node of all Go files but tests, with the file's path from the top of the repository.
func inspect(t *testing.T, see func(path string, set *gotoken.FileSet, n ast.Node)) {
	t.Helper()
	top := filepath.Join("..", "..")
	set := gotoken.NewFileSet()
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(top, path)
		rel = filepath.ToSlash(rel)
		switch {
		case d.IsDir() && rel != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, imports := n.(*ast.ImportSpec); imports || n == nil {
				return false
			}
			if field, ok := n.(*ast.Field); ok {
				field.Tag = nil
			}
			see(rel, set, n)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// literals are the strings of the source, without import paths and struct tags.
func literals(t *testing.T) []literal {
	t.Helper()
	var list []literal
	inspect(t, func(path string, set *gotoken.FileSet, n ast.Node) {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != gotoken.STRING && lit.Kind != gotoken.CHAR {
			return
		}
		if s, err := strconv.Unquote(lit.Value); err == nil {
			list = append(list, literal{path, set.Position(lit.Pos()).Line, s})
		}
	})
	if len(list) < 500 {
		t.Fatalf("only %d strings found: the test looks at the wrong place", len(list))
	}
	return list
}

var keyLike = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_+]+)+[._]?$`)

// A key stands in the source whole, or as the beginning to which a code is added; an act stands without its ".act.". The
// settings and the records of the demonstration have names of their own that look like keys.
func TestEveryKeyOfTheSourceHasItsSentence(t *testing.T) {
	l := open(t, French)
	checked := 0
	for _, lit := range literals(t) {
		area, rest, _ := strings.Cut(lit.text, ".")
		if !strings.HasPrefix(lit.path, "ui/") || strings.HasPrefix(lit.path, "ui/config/") || l.areas[area] == nil || !keyLike.MatchString(lit.text) || strings.HasSuffix(rest, "toml") {
			continue
		}
		checked++
		if !l.Has(lit.text) && !l.Has(lit.text+".other") && !l.Has(area+".act."+rest) && !l.begins(lit.text) {
			t.Errorf("%s:%d: there is no sentence %q", lit.path, lit.line, lit.text)
		}
	}
	if checked < 100 {
		t.Errorf("only %d keys checked", checked)
	}
}

// begins says that some key begins with the text, which ends where a code is added.
func (l *Locale) begins(text string) bool {
	if !strings.HasSuffix(text, "_") {
		text = strings.TrimSuffix(text, ".") + "."
	}
	area, rest, _ := strings.Cut(text, ".")
	for name := range l.areas[area]() {
		if strings.HasPrefix(name, rest) {
			return true
		}
	}
	return false
}

// What a person did is told in history and by undo, whichever package did it.
func TestEveryActOfTheSourceHasItsSentence(t *testing.T) {
	l := open(t, French)
	checked := 0
	inspect(t, func(path string, set *gotoken.FileSet, n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 3 {
			return
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || f.Sel.Name != "Put" && f.Sel.Name != "Delete" {
			return
		}
		lit, ok := call.Args[0].(*ast.BasicLit)
		if !ok || lit.Kind != gotoken.STRING {
			return
		}
		act, _ := strconv.Unquote(lit.Value)
		area, verb, _ := strings.Cut(act, ".")
		if checked++; act != "" && area != "vault" && !l.Has(area+".act."+verb) {
			t.Errorf("%s:%d: the act %q has no sentence %q", path, set.Position(lit.Pos()).Line, act, area+".act."+verb)
		}
	})
	if checked == 0 {
		t.Error("no acts found")
	}
}

// Plurals are asked for by N, which needs both forms.
func TestEveryPluralOfTheSourceHasBothForms(t *testing.T) {
	l := open(t, French)
	checked := 0
	inspect(t, func(path string, set *gotoken.FileSet, n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 || !strings.HasPrefix(path, "ui/") {
			return
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || f.Sel.Name != "N" {
			return
		}
		lit, ok := call.Args[0].(*ast.BasicLit)
		if !ok || lit.Kind != gotoken.STRING {
			return
		}
		key, _ := strconv.Unquote(lit.Value)
		if checked++; !l.Has(key+".one") || !l.Has(key+".other") {
			t.Errorf("%s:%d: %q lacks a form", path, set.Position(lit.Pos()).Line, key)
		}
	})
	if checked < 10 {
		t.Errorf("only %d plurals checked", checked)
	}
}

// french finds words that only French has: of two letters or more with an accent, or so common that no sentence goes
// without.
var french = regexp.MustCompile(`(?i)(^|[^\pL])(\pL+[àâçéèêëîïôûùüÿœæ]\pL*|[àâçéèêëîïôûùüÿœæ]\pL+|le|la|les|une|des|du|est|sont|pas|pour|avec|dans|sur|vous|votre|vos|mot|mots|aucun|aucune|ou|et|ce|cette)([^\pL]|$)`)

// frenchAllowed are the places whose French is data or a name that is written so on the disk or by other programs.
func frenchAllowed(l literal) bool {
	switch {
	case strings.HasPrefix(l.path, "ui/demo/"), strings.HasPrefix(l.path, "store/storetest/"), strings.HasPrefix(l.path, "ui/picture/"):
		return true
	case strings.HasPrefix(l.path, "model/text/") && len(l.text) <= 3: // endings of words, particles of names
		return true
	}
	return slices.Contains([]string{"sauvegardes", "mon drive"}, l.text)
}

func TestFrenchStandsInTheLocaleOnly(t *testing.T) {
	for _, lit := range literals(t) {
		if found := french.FindString(lit.text); found != "" && !frenchAllowed(lit) {
			t.Errorf("%s:%d: French (%q) outside the locale", lit.path, lit.line, strings.TrimSpace(found))
		}
	}
}

func TestTheSearchForFrenchFindsIt(t *testing.T) {
	for s, want := range map[string]bool{"Échéance": true, "note enregistrée": true, "ouvrir le coffre": true, "Vous": true, "ÉÀÇ": true,
		"É": false, "« »": false, "not a date: %q": false, "task.postpone": false, "■": false, "relax": false} {
		if got := french.MatchString(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestEveryCharacterOfTheSourceIsInGoMono(t *testing.T) {
	glyph := hasGlyph(t)
	for _, lit := range literals(t) {
		if !strings.HasPrefix(lit.path, "ui/") {
			continue
		}
		for _, r := range lit.text {
			if r >= ' ' && !notGlyph(r) && r != 0x7F && r != '\uFEFF' && !glyph(r) {
				t.Errorf("%s:%d: %q (%U), which a console may not show", lit.path, lit.line, r, r)
			}
		}
	}
}

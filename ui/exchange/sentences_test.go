package exchange

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	"seuil/ui/locale"
)

// constants are the values of the constants of a type in the files of a folder.
func constants(t *testing.T, dir, of string) (values []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(dir), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			name, named := spec.Type.(*ast.Ident)
			lit, literal := spec.Values[0].(*ast.BasicLit)
			if named && literal && name.Name == of {
				value, _ := strconv.Unquote(lit.Value)
				values = append(values, value)
			}
			return true
		})
	}
	return values
}

func TestEveryRefusalAndEveryReasonHasItsSentence(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		l, err := locale.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			dir, of  string
			least    int
			prefixes []string
		}{
			{"store", "Code", 22, []string{"error."}},
			{"store/bundle", "Code", 21, []string{"error."}},
			{"store", "Reason", 6, []string{"exchange.aside.", "exchange.aside.short."}},
			{"store", "PassageState", 6, []string{"exchange.log.state.", "exchange.log.about."}},
		} {
			values := constants(t, c.dir, c.of)
			if len(values) < c.least {
				t.Fatalf("only %d constants of %s.%s were found", len(values), c.dir, c.of)
			}
			for _, v := range values {
				for _, prefix := range c.prefixes {
					if !l.Has(prefix + v) {
						t.Errorf("%s: there is no sentence %s%s", lang, prefix, v)
					}
				}
			}
		}
	}
}

package programme

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"seuil/model"
	"seuil/model/text"
)

// decoder reads one file strictly: every key must be a field, spelled as it is, and every value of its type. It goes on after
// a fault, so that a person sees all of them at once.
type decoder struct {
	file     string
	src      []byte
	lines    map[string]int // line of each key, by its path with the numbers of tables: "phase[2].code"; made at the first fault
	problems []Problem
}

// decode fills the struct v points to. It says whether the file has no fault.
func (d *decoder) decode(src []byte, v any) bool {
	tree := make(map[string]any)
	if _, err := toml.NewDecoder(bytes.NewReader(src)).Decode(&tree); err != nil {
		p := Problem{File: d.file, Code: CodeSyntax}
		var parse toml.ParseError
		if errors.As(err, &parse) {
			p.Line = parse.Position.Line
		}
		d.problems = append(d.problems, p)
		return false
	}
	d.src = src
	d.table("", tree, reflect.ValueOf(v).Elem())
	return len(d.problems) == 0
}

// fault notes a problem of the key at a path, at its line or at that of the table around it.
func (d *decoder) fault(path string, code Code, nearest string) {
	if d.lines == nil {
		d.lines = keyLines(d.src)
	}
	p := Problem{File: d.file, Key: withoutNumbers(path), Code: code, Nearest: nearest}
	for at := path; ; {
		if line, ok := d.lines[at]; ok {
			p.Line = line
			break
		}
		i := strings.LastIndexAny(at, ".[")
		if i < 0 {
			break
		}
		at = at[:i]
	}
	d.problems = append(d.problems, p)
}

func withoutNumbers(path string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(path, "[") {
		if _, after, ok := strings.Cut(part, "]"); ok {
			part = after
		}
		b.WriteString(part)
	}
	return b.String()
}

func (d *decoder) table(path string, tree map[string]any, v reflect.Value) {
	fields := make(map[string]reflect.Value, v.NumField())
	names := make([]string, 0, v.NumField())
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := fieldName(f)
		fields[name] = v.Field(i)
		names = append(names, name)
	}
	for key, value := range tree {
		at := join(path, key)
		if field, ok := fields[key]; ok {
			d.value(at, value, field)
		} else {
			d.fault(at, CodeUnknownKey, text.Nearest(key, names))
		}
	}
}

// fieldName is the key of a field in a file.
func fieldName(f reflect.StructField) string {
	if name := f.Tag.Get("toml"); name != "" {
		return name
	}
	return strings.ToLower(f.Name)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (d *decoder) value(path string, value any, v reflect.Value) {
	if _, ok := v.Interface().(model.Date); ok {
		d.date(path, value, v)
		return
	}
	if _, ok := v.Interface().(Delay); ok {
		d.delay(path, value, v)
		return
	}
	switch x := value.(type) {
	case string:
		if v.Kind() == reflect.String {
			v.SetString(strings.TrimSpace(text.CleanLine(x)))
			return
		}
	case int64:
		if v.Kind() == reflect.Int && int64(int(x)) == x {
			v.SetInt(x)
			return
		}
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(x)
			return
		}
	case map[string]any:
		if v.Kind() == reflect.Struct {
			d.table(path, x, v)
			return
		}
	default:
		if list := reflect.ValueOf(value); list.Kind() == reflect.Slice && v.Kind() == reflect.Slice {
			v.Set(reflect.MakeSlice(v.Type(), list.Len(), list.Len()))
			for i := range list.Len() {
				d.value(fmt.Sprintf("%s[%d]", path, i), list.Index(i).Interface(), v.Index(i))
			}
			return
		}
	}
	d.fault(path, CodeBadValue, "")
}

// date reads a date, bare or between quotation marks.
func (d *decoder) date(path string, value any, v reflect.Value) {
	date, err := model.Date(0), error(nil)
	switch x := value.(type) {
	case time.Time:
		date = model.DateOf(x)
	case string:
		date, err = model.ParseDate(x)
	default:
		err = errors.ErrUnsupported
	}
	if err != nil {
		d.fault(path, CodeBadValue, "")
		return
	}
	v.Set(reflect.ValueOf(date))
}

// delay reads a delay, always a string.
func (d *decoder) delay(path string, value any, v reflect.Value) {
	s, _ := value.(string)
	delay, ok := ParseDelay(s)
	if !ok {
		d.fault(path, CodeBadDelay, "")
		return
	}
	v.Set(reflect.ValueOf(delay))
}

// keyLines finds the line of every key of a TOML text. The library tells it for syntax errors only.
func keyLines(src []byte) map[string]int {
	lines := make(map[string]int)
	count := make(map[string]int) // tables of an array so far, by its path
	table, n := "", 0
	for raw := range strings.SplitSeq(string(src), "\n") {
		n++
		line := strings.TrimSpace(raw)
		switch {
		case strings.HasPrefix(line, "[["):
			name, _, _ := strings.Cut(line[2:], "]]")
			path := numbered(unquoted(name), count)
			table = fmt.Sprintf("%s[%d]", path, count[path])
			count[path]++
			lines[table] = n
		case strings.HasPrefix(line, "["):
			name, _, _ := strings.Cut(line[1:], "]")
			table = numbered(unquoted(name), count)
			lines[table] = n
		default:
			key, _, ok := strings.Cut(line, "=")
			key = unquoted(key)
			if ok && key != "" && !strings.ContainsAny(key, "\"'#[{,") {
				lines[join(table, key)] = n
			}
		}
	}
	return lines
}

// unquoted is a key without spaces and quotation marks around its parts.
func unquoted(key string) string {
	parts := strings.Split(key, ".")
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if len(p) > 1 && (p[0] == '"' || p[0] == '\'') && p[len(p)-1] == p[0] {
			p = p[1 : len(p)-1]
		}
		parts[i] = p
	}
	return strings.Join(parts, ".")
}

// numbered is a table name in which every array of tables has the number of its latest table: "organisation[1].name".
func numbered(name string, count map[string]int) string {
	path := ""
	parts := strings.Split(name, ".")
	for i, p := range parts {
		path = join(path, p)
		if n := count[path]; n > 0 && i < len(parts)-1 {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
	}
	return path
}

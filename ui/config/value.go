package config

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func choice(field func(*Config) *string, names ...string) func(*Config, any) (string, bool) {
	return func(c *Config, value any) (string, bool) {
		s, ok := value.(string)
		if ok && slices.Contains(names, s) {
			*field(c) = s
			return "", true
		}
		if !ok || s == "" {
			return names[0], false
		}
		return closest(s, names), false
	}
}

func flag(field func(*Config) *bool) func(*Config, any) (string, bool) {
	return func(c *Config, value any) (string, bool) {
		if b, ok := value.(bool); ok {
			*field(c) = b
			return "", true
		}
		switch s, _ := value.(string); strings.ToLower(s) {
		case "no", "non", "off", "false", "faux", "0":
			return "false", false
		case "":
			if n, ok := value.(int64); ok && n == 0 {
				return "false", false
			}
		}
		return "true", false
	}
}

// number reads a whole number within bounds.
func number(field func(*Config) *int, least, most int) func(*Config, any) (string, bool) {
	return func(c *Config, value any) (string, bool) {
		n, ok := value.(int64)
		if !ok {
			if f, isFloat := value.(float64); isFloat {
				n = int64(min(max(f, -1e9), 1e9))
			} else if s, isText := value.(string); isText {
				n, _ = strconv.ParseInt(strings.TrimSpace(s), 10, 64)
			} else {
				return strconv.Itoa(*field(c)), false
			}
		}
		inside := min(max(n, int64(least)), int64(most))
		if !ok || n != inside {
			return strconv.FormatInt(inside, 10), false
		}
		*field(c) = int(n)
		return "", true
	}
}

// folder reads an absolute path, or one below the home folder: "~/seuil". A relative one would mean another folder each
// time that seuil is started from elsewhere.
func folder(field func(*Config) *string) func(*Config, any) (string, bool) {
	return func(c *Config, value any) (string, bool) {
		s, ok := value.(string)
		if !ok || strings.ContainsRune(s, 0) {
			return "", false
		}
		if rest, below := strings.CutPrefix(s, "~"); below && (rest == "" || rest[0] == '/' || rest[0] == '\\') {
			home, err := os.UserHomeDir()
			if err != nil {
				return "", false
			}
			s = filepath.Join(home, filepath.FromSlash(rest))
		}
		if s != "" && !filepath.IsAbs(s) {
			return "", false
		}
		*field(c) = s
		return "", true
	}
}

// maxName is the longest name that is compared with others, in bytes.
const maxName = 64

// closest is the name that another resembles most: the one with the fewest letters to change.
func closest(s string, names []string) string {
	s = strings.ToLower(s[:min(len(s), maxName)])
	return slices.MinFunc(names, func(a, b string) int { return cmp.Compare(distance(s, a), distance(s, b)) })
}

// distance is the number of letters to insert, delete, change or swap with their neighbour between two words (optimal
// string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range y {
		rows[0][j+1] = j + 1
	}
	for i := range x {
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			d := min(rows[i][j]+cost, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(x)][len(y)]
}

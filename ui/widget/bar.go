package widget

import "strings"

// Bar draws how far something is, n of total, on w cells.
func Bar(env *Env, w, n, total int) string {
	full := 0
	if total > 0 {
		full = min(max(w*n/total, 0), w)
	}
	return env.Theme.Done.Render(strings.Repeat("█", full)) + env.Theme.Muted.Render(strings.Repeat("░", w-full))
}

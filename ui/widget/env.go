// Package widget draws and edits values: tables, fields, forms, an editor of text. Values go in, strings come out; a widget
// knows neither cases nor the store.
package widget

import (
	"time"

	"seuil/ui/locale"
	"seuil/ui/theme"
)

// Env is what every page and widget draws with.
type Env struct {
	L     *locale.Locale
	Theme *theme.Theme
	Now   func() time.Time // in the time zone of the machine
}

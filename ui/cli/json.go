package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"

	"seuil/model/text"
)

// toJSON writes a value for another program. Nothing is lost of it, but what a terminal obeys, or what hides text, is written as an
// escape: the output may end up on a screen.
func (a *app) toJSON(v any) error {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetIndent("", "  ")
	if err := out.Encode(v); err != nil {
		return err
	}
	_, err := a.stdout.Write(escaped(b.String()))
	return err
}

// escaped is a JSON text in which characters that are not shown as they are stand as \uXXXX. Outside of its strings it has none.
func escaped(s string) []byte {
	if text.Clean(s) == s {
		return []byte(s)
	}
	b := make([]byte, 0, len(s)+len(s)/8)
	for _, r := range s {
		if char := string(r); text.Clean(char) == char {
			b = append(b, char...)
			continue
		}
		for _, half := range utf16.AppendRune(nil, r) {
			b = fmt.Appendf(b, `\u%04x`, half)
		}
	}
	return b
}

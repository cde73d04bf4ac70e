package bundle

import (
	"errors"
	"io"
	"strings"

	"filippo.io/age"
)

// Addressed says whether one of the keys opens a bundle, by the beginning of its file alone: of a folder that a whole team shares, most
// files are for others. What follows may still be damaged, which [Open] finds. Errors: [ErrNotForMe], and the others of [Open] that the
// header of a file shows.
func Addressed(file io.Reader, keys ...*Key) error {
	intro := make([]byte, len(ageIntro))
	switch n, err := io.ReadFull(file, intro); {
	case err != nil && strings.HasPrefix(ageIntro, string(intro[:n])):
		return ErrLength
	case err != nil || string(intro) != ageIntro:
		return ErrNotBundle
	}
	g := &gate{}
	for _, k := range keys {
		g.identities = append(g.identities, k.identity)
	}
	_, err := age.Decrypt(io.MultiReader(strings.NewReader(ageIntro), file), g)
	return headerError(err)
}

// headerError says in our words why the header of a file does not open.
func headerError(err error) error {
	var refusal *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refusal):
		return refusal
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return ErrLength
	}
	return ErrDamaged
}

// Named is the name that [FileName] gave a file, whatever a copy of it was called since: "paquet-1a2b3c4d (1).seuil". It is "" for a file
// that cannot be a bundle.
func Named(file string) string {
	const begin, hexes, end = "paquet-", 8, ".seuil"
	rest, begins := strings.CutPrefix(file, begin)
	if !begins || !strings.HasSuffix(rest, end) || len(rest) < hexes+len(end) {
		return ""
	}
	if strings.Trim(rest[:hexes], "0123456789abcdef") != "" {
		return ""
	}
	return begin + rest[:hexes] + end
}

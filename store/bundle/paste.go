package bundle

import (
	"encoding/base64"
	"strings"
	"unicode"
)

// A card as text to paste into a message: its bytes in base64 (RFC 4648, standard alphabet, without padding) between two lines.
const (
	pasteBegin = "[[ seuil card ]]"
	pasteEnd   = "[[ end of card ]]"
	pasteWidth = 64

	// MaxPaste is the length of text, in bytes, in which a card is looked for: a message with its signature and quotations.
	MaxPaste = 256 << 10
)

// Text is the card as text to paste: about 45 lines of 64 characters between two that say what it is.
func (c *Card) Text() string {
	var b strings.Builder
	b.WriteString(pasteBegin)
	b.WriteByte('\n')
	for s := base64.RawStdEncoding.EncodeToString(c.stored); s != ""; {
		n := min(pasteWidth, len(s))
		b.WriteString(s[:n])
		b.WriteByte('\n')
		s = s[n:]
	}
	b.WriteString(pasteEnd)
	b.WriteByte('\n')
	return b.String()
}

// FileName is a name for the file of a card.
func (c *Card) FileName() string { return "carte-" + fileID(c.Device()) + ".seuil" }

// ParseCard reads a card from the content of a file, whether it holds the card itself or a message with its text. Errors: those of
// [ReadCard].
func ParseCard(file []byte) (*Card, error) {
	if strings.HasPrefix(string(file[:min(len(file), len(cardMagic))]), cardMagic) {
		return ReadCard(file)
	}
	return FindCard(string(file[:min(len(file), MaxPaste+1)]))
}

// FindCard reads the first card of a text. It forgives what mail does to lines: other widths and ends, indents, quotation marks in
// front, invisible characters, anything before and after. The signature of the card says whether the rest is whole. Errors: those
// of [ReadCard]; [ErrCardDamaged] also if there is none.
func FindCard(text string) (*Card, error) {
	if len(text) > MaxPaste {
		return nil, ErrCardDamaged
	}
	text = strings.Map(dropFiller, text)
	_, rest, begun := strings.Cut(text, strings.Map(dropFiller, pasteBegin))
	inside, _, ended := strings.Cut(rest, strings.Map(dropFiller, pasteEnd))
	if !begun || !ended || len(inside) > base64.RawStdEncoding.EncodedLen(MaxCard) {
		return nil, ErrCardDamaged
	}
	b, err := base64.RawStdEncoding.Strict().DecodeString(inside)
	if err != nil {
		return nil, ErrCardDamaged
	}
	return ReadCard(b)
}

// dropFiller drops what mail programs put between characters, none of which is of base64.
func dropFiller(r rune) rune {
	if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(">|*_", r) {
		return -1
	}
	return r
}

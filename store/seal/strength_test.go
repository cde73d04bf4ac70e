package seal

import (
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestStrength(t *testing.T) {
	cases := []struct {
		passphrase string
		want       error
	}{
		{"treize lettre", ErrTooShort},
		{"", ErrTooShort},
		{"éééééé", ErrTooShort}, // twelve bytes are six characters
		{"             x             ", ErrTooShort},
		{"!!!!!!!!!!!!!!!!", ErrRepeated},
		{"aaaaaaaaaaaaaaaa", ErrRepeated},
		{"abcabcabcabcabcabc", ErrRepeated},
		{"soleil soleil soleil", ErrRepeated},
		{"fourchette fourchette", ErrRepeated},
		{"abeille abandon abeille abandon abeille abandon abeille", ErrRepeated},
		{"abai abai abai abai abai abai abai", ErrRepeated},
		{"azertyuiopqsdf", ErrSequence},
		{"qwertyuiopasdfgh", ErrSequence},
		{"abcdefghijklmnop", ErrSequence},
		{"12345678901234567", ErrSequence},
		{"poiuytrezamlkjhgfdsq", ErrSequence},
		{"27/11/2026 0612345678", ErrSequence},
		{"azertyuiop2026!!", ErrSequence},
		{"motdepasse2026!", ErrCommon},
		{"M0tdep4sse2026", ErrCommon},
		{"Mot de passe 1234", ErrCommon},
		{"BonjourBonsoir12", ErrCommon},
		{"je t'aime maman et papa", ErrCommon},
		{"Anticonstitutionnellement", ErrCommon},
		{"parissaintgermain75", ErrCommon},
		{"Liberté, Égalité, Fraternité", ErrCommon},
		{"correct horse battery staple", ErrCommon},
		{"nicolas19051982", ErrCommon},
		{"p@$$wordp@$$word1", ErrCommon},
		{"l'été où j'ai réparé le toit", nil},
		{"quatorze lettr", nil},
		{"treize lettres!", nil},
		{"kX9#mPq2vR7&tZ", nil},
		{"le hérisson du voisin dort sous mon vélo", nil},
		{"mes chats : Gribouille et Patapouf", nil},
	}
	for _, c := range cases {
		t.Run(c.passphrase, func(t *testing.T) {
			if got := Strength(c.passphrase); !errors.Is(got, c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestAProposedPhraseIsNeverRefused(t *testing.T) {
	for range 1000 {
		words, err := Phrase(rand.Reader, PhraseWords)
		if err != nil {
			t.Fatal(err)
		}
		p := strings.Join(words, " ")
		if err := Strength(p); err != nil {
			t.Fatalf("%v for a phrase of %d characters", err, len(p))
		}
	}
}

func TestAVeryLongPassphraseIsJudgedQuickly(t *testing.T) {
	start := time.Now()
	if err := Strength(strings.Repeat("ab1", 300_000)); !errors.Is(err, ErrRepeated) {
		t.Fatal(err)
	}
	if d := time.Since(start); d > 2*time.Second {
		t.Fatalf("%v", d)
	}
}

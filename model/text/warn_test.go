package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var checker = NewChecker(
	WordList{"judgement", []string{"sale", "paresseux", "menteur", "ingérable", "hystérique", "cas social", "manipulateur", "asocial"}},
	WordList{"diagnosis", []string{"dépressif", "alcoolique", "schizophrène", "pervers narcissique", "paranoïaque"}},
)

func found(s string) string {
	var out []string
	for _, w := range checker.Warnings(s) {
		out = append(out, w.Code+":"+s[w.Start:w.End])
	}
	return strings.Join(out, " | ")
}

func TestWarningsKnowGenderNumberCaseAndAccents(t *testing.T) {
	for in, want := range map[string]string{
		"Logement sale.":                    "judgement:sale",
		"SALES":                             "judgement:SALES",
		"la salle de bains, le salaire":     "",
		"Elle est paresseuse":               "judgement:paresseuse",
		"des menteuses":                     "judgement:menteuses",
		"une manipulatrice":                 "judgement:manipulatrice",
		"Situation INGERABLE":               "judgement:INGERABLE",
		"gens asociaux, une asociale":       "judgement:asociaux | judgement:asociale",
		"dépressive et alcooliques":         "diagnosis:dépressive | diagnosis:alcooliques",
		"un pervers-narcissique":            "diagnosis:pervers-narcissique",
		"des pervers\nnarcissiques":         "diagnosis:pervers\nnarcissiques",
		"pervers, narcissique":              "",
		"c’est un cas social, schizophrène": "judgement:cas social | diagnosis:schizophrène",
		"le logement social":                "",
		"":                                  "",
	} {
		if got := found(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNumbersThatMayBeSocialSecurityNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"123456789012":                    "", // 12
		"1234567890123":                   "number:1234567890123",
		"12345678901234":                  "number:12345678901234",
		"123456789012345":                 "number:123456789012345",
		"1234567890123456":                "", // 16
		"NIR 2 68 05 84 138 012 45, vu":   "number:2 68 05 84 138 012 45",
		"1\u00a075\u202f08.2A-034-012 11": "number:1\u00a075\u202f08.2A-034-012 11",
		"1 75 08 2b 034 012":              "number:1 75 08 2b 034 012",
		"06 12 34 56 47":                  "",
		"06 12 34 56 47 04 90 12 34 56":   "", // two telephone numbers
		"1234567\n890123":                 "",
		"1234567  890123":                 "",
		"12/05/2026 14:30":                "",
		"1 240,00 € puis 3 610,00 €":      "",
	} {
		if got := found(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWarningsStandOnCharactersInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"sale", " ", "é", "123456789", "-", "pervers", "narcissique", "2A", "\n", "cas", "social", "\u202f"})).Draw(t, "s"), "")
		at := 0
		for _, w := range checker.Warnings(s) {
			if w.Start < at || w.End <= w.Start || w.End > len(s) || !utf8.ValidString(s[w.Start:w.End]) {
				t.Fatalf("%v in %q", w, s)
			}
			at = w.Start
		}
	})
}

func TestAnEmptyListWarnsAboutNumbersOnly(t *testing.T) {
	if w := NewChecker(WordList{"x", []string{"", " - "}}).Warnings("sale 1234567890123"); len(w) != 1 || w[0].Code != CodeNumber {
		t.Errorf("%v", w)
	}
}

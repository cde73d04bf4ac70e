package search

import (
	"fmt"
	"slices"
	"testing"

	"seuil/model"
)

// In a large caseload common words are kept as bits and common beginnings ready made; what is found must not depend on it.
func TestCommonWordsAndBeginningsInALargeCaseload(t *testing.T) {
	const n = 8000
	x := New()
	x.Build(func(yield func(Document) bool) {
		for i := range n {
			s := fmt.Sprintf("commun mot%d", i)
			if i%3 == 0 {
				s += " tiers"
			}
			if !yield(note(i, i/10, model.Date(1+i%1000), s)) {
				return
			}
		}
	})
	if len(x.table.begins["mo"]) == 0 || x.table.postings[x.table.posting("commun")].bits == nil {
		t.Fatal("the corpus is too small for what it is to show")
	}
	check := func(query string, want int) {
		t.Helper()
		hits, total := x.Find(query, n)
		if total != want || len(hits) != want {
			t.Errorf("%q finds %d, lists %d, want %d", query, total, len(hits), want)
		}
		if !slices.IsSortedFunc(hits, func(a, b Hit) int { return int(b.Date) - int(a.Date) }) {
			t.Errorf("%q: not the latest first", query)
		}
	}
	third := (n + 2) / 3
	for query, want := range map[string]int{"commun": n, "c": n, "co": n, "com": n, "comm": n, "m": n, "mo": n, "mot": n, "t": third, "tiers": third, "ti co": third, "mot7999": 1, "mot799": 11} {
		check(query, want)
	}
	x.Put(note(n, 0, 500, "commun motnouveau tiers")) // one more
	x.Put(note(0, 0, 1, "rien"))                      // it had all three words
	x.Remove(id(1))                                   // it had two
	for query, want := range map[string]int{"commun": n - 1, "c": n - 1, "com": n - 1, "m": n - 1, "mo": n - 1, "mot": n - 1, "tiers": third, "t": third, "motn": 1, "rien": 1} {
		check(query, want)
	}
	x.Put(note(n+1, 0, 5000, "mode"))
	if hits, total := x.Find("mo", 1); total != n || len(hits) != 1 || hits[0].Record != id(n+1) {
		t.Errorf("the newest of %d is not first", total)
	}
}

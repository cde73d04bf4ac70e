package search

import (
	"cmp"
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/text"
)

// maxQuery is how many words of a query count.
const maxQuery = 8

// queryWords are the different words of a query.
func queryWords(query string) []string {
	var words []string
	for w := range text.Words(query) {
		if w = cut(w); !slices.Contains(words, w) {
			words = append(words, w)
		}
		if len(words) == maxQuery {
			break
		}
	}
	return words
}

func (t *table) find(words []string, limit int) ([]Hit, int) {
	var found, direct set
	for i, w := range words {
		s := t.beginning(w)
		if len(words) == 1 {
			found = s
			break
		}
		if i == 0 {
			direct = slices.Clone(s)
		} else {
			direct.or(s)
		}
		t.widen(s)
		if i == 0 {
			found = s
		} else {
			found.and(s)
		}
	}
	if direct != nil {
		found.and(direct)
	}
	found.and(t.live)
	total := found.count()
	return t.best(found, total, limit), total
}

// beginning is the documents with a word that begins with w. The set is the caller's own.
func (t *table) beginning(w string) set {
	if s, ok := t.begins[w]; ok {
		return append(newSet(len(t.docs))[:0], s...)
	}
	start, _ := slices.BinarySearchFunc(t.words, w, func(a word, w string) int { return cmp.Compare(a.text, w) })
	end := start
	for end < len(t.words) && strings.HasPrefix(t.words[end].text, w) {
		end++
	}
	return t.union(start, end)
}

// widen adds to the documents of a word all the documents of the households in whose name it stands.
func (t *table) widen(s set) {
	cases := newSet(len(t.cases))
	any := false
	for i, w := range t.names[:min(len(s), len(t.names))] {
		if w &= s[i] & t.live[i]; w != 0 {
			any = true
			set{w}.eachFrom(0, func(n uint32) { cases.add(t.docs[uint32(i)*64+n].caseNum) })
		}
	}
	if !any {
		return
	}
	for n := range t.docs {
		if cases.has(t.docs[n].caseNum) {
			s.add(uint32(n))
		}
	}
}

// best is the documents of s that are shown first, in order; total is how many there are.
func (t *table) best(s set, total, limit int) []Hit {
	top := make([]uint32, 0, min(total, limit)+1)
	insert := func(n uint32) {
		if len(top) == limit && t.compare(n, top[len(top)-1]) > 0 {
			return
		}
		i, _ := slices.BinarySearchFunc(top, n, t.compare)
		top = slices.Insert(top, i, n)
		if len(top) > limit {
			top = top[:limit]
		}
	}
	if total > len(t.order)/16 { // many: the first ones are soon met
		for _, n := range t.order {
			if len(top) == limit {
				break
			}
			if s.has(n) {
				top = append(top, n)
			}
		}
		s.eachFrom(uint32(len(t.order)), insert)
	} else {
		s.eachFrom(0, insert)
	}
	hits := make([]Hit, len(top))
	for i, n := range top {
		d := &t.docs[n]
		hits[i] = Hit{Case: t.cases[d.caseNum], Record: d.record, Private: d.private, Name: d.rank >= nameRank, Kind: t.kinds[d.kind]}
		if hits[i].Date = model.Date(d.rank); hits[i].Name {
			hits[i].Date -= nameRank
		}
	}
	return hits
}

// compare orders documents as they are shown, the same on every machine.
func (t *table) compare(a, b uint32) int {
	x, y := &t.docs[a], &t.docs[b]
	if x.rank != y.rank {
		return cmp.Compare(y.rank, x.rank)
	}
	return slices.Compare(x.record[:], y.record[:])
}

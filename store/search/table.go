package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/text"
)

// table is the index proper. A document that is replaced or removed keeps its number, which is only struck out: the table
// lives as long as a session, in which few documents change.
type table struct {
	docs  []doc
	live  set // numbers that are not struck out
	names set // numbers of the documents that are names
	byID  map[model.ID]uint32
	order []uint32 // the documents of the beginning, best first

	cases   []model.ID
	caseNum map[model.ID]uint32
	kinds   []model.Kind

	postings []posting
	words    []word            // sorted; not kept up while byWord is in use
	byWord   map[string]uint32 // while the table is being built
	fresh    []word            // words of the document being added that are new
	begins   map[string]set    // documents by the beginnings, up to maxBegin letters, that very many have
}

type doc struct {
	record  model.ID
	caseNum uint32
	rank    int32 // greater is shown earlier
	kind    uint8
	private bool
}

// word leads to its posting.
type word struct {
	text    string
	posting uint32
}

// nameRank puts names before every date.
const nameRank = 1 << 30

// maxWord bounds a word, in bytes: what is longer is no word, and is found by its beginning.
const maxWord = 40

func newTable() *table {
	return &table{byID: make(map[model.ID]uint32), caseNum: make(map[model.ID]uint32)}
}

// Beginnings that are kept ready: reading the lists of all their words while a person types would take milliseconds.
const (
	maxBegin  = 3      // letters
	manyBegin = 10_000 // bytes of lists
)

// begin prepares for many documents; finish must follow them.
func (t *table) begin() { t.byWord = make(map[string]uint32) }

func (t *table) finish() {
	t.words = make([]word, 0, len(t.byWord))
	for w, p := range t.byWord {
		t.words = append(t.words, word{w, p})
	}
	slices.SortFunc(t.words, compareWords)
	t.byWord = nil
	for i := range t.postings {
		p := &t.postings[i]
		p.list = slices.Clone(p.list) // without the room to grow of those that will not
	}
	t.order = make([]uint32, len(t.docs))
	for n := range t.order {
		t.order[n] = uint32(n)
	}
	slices.SortFunc(t.order, t.compare)
	t.begins = make(map[string]set)
	for n := 1; n <= maxBegin; n++ {
		t.gather(n)
	}
}

// gather keeps ready the documents of the beginnings of n letters that very many have.
func (t *table) gather(n int) {
	for i := 0; i < len(t.words); {
		if len(t.words[i].text) < n {
			i++
			continue
		}
		start, size, begin := i, 0, t.words[i].text[:n]
		for ; i < len(t.words) && strings.HasPrefix(t.words[i].text, begin); i++ {
			size += len(t.postings[t.words[i].posting].list)
		}
		if size > manyBegin {
			t.begins[begin] = t.union(start, i)
		}
	}
}

// union is the documents of the words from start to end.
func (t *table) union(start, end int) set {
	s := newSet(len(t.docs))
	for _, w := range t.words[start:end] {
		t.postings[w.posting].addTo(s)
	}
	return s
}

func compareWords(a, b word) int { return cmp.Compare(a.text, b.text) }

func (t *table) put(d Document) {
	t.remove(d.Record)
	n := uint32(len(t.docs))
	t.live, t.names = t.live.grown(len(t.docs)+1), t.names.grown(len(t.docs)+1)
	t.live.add(n)
	rank := int32(d.Date)
	if d.Name {
		t.names.add(n)
		rank += nameRank
	}
	t.docs = append(t.docs, doc{d.Record, t.numberOfCase(d.Case), rank, t.numberOfKind(d.Kind), d.Private})
	t.byID[d.Record] = n
	words := text.Words
	if d.Name {
		words = text.NameWords
	}
	for w := range words(d.Text) {
		w = cut(w)
		t.postings[t.posting(w)].add(n)
		for i := 1; i <= min(maxBegin, len(w)) && t.byWord == nil; i++ {
			if s, ok := t.begins[w[:i]]; ok {
				s = s.grown(len(t.docs))
				s.add(n)
				t.begins[strings.Clone(w[:i])] = s
			}
		}
	}
	t.mergeFresh()
}

func (t *table) remove(record model.ID) {
	if n, ok := t.byID[record]; ok {
		t.live[n/64] &^= 1 << (n % 64)
		delete(t.byID, record)
	}
}

func (t *table) numberOfCase(id model.ID) uint32 {
	n, ok := t.caseNum[id]
	if !ok {
		n = uint32(len(t.cases))
		t.cases, t.caseNum[id] = append(t.cases, id), n
	}
	return n
}

func (t *table) numberOfKind(kind model.Kind) uint8 {
	i := slices.Index(t.kinds, kind)
	if i < 0 {
		i = len(t.kinds)
		t.kinds = append(t.kinds, kind)
	}
	return uint8(i) // there are a dozen kinds
}

// posting is the number of a word's posting, a new one for a new word.
func (t *table) posting(w string) uint32 {
	if t.byWord != nil {
		if p, ok := t.byWord[w]; ok {
			return p
		}
	} else {
		if i, ok := slices.BinarySearchFunc(t.words, w, func(a word, w string) int { return cmp.Compare(a.text, w) }); ok {
			return t.words[i].posting
		}
		for _, f := range t.fresh {
			if f.text == w {
				return f.posting
			}
		}
	}
	p := uint32(len(t.postings))
	t.postings = append(t.postings, posting{})
	w = strings.Clone(w) // it is a piece of the whole text, which must not be kept
	if t.byWord != nil {
		t.byWord[w] = p
	} else {
		t.fresh = append(t.fresh, word{w, p})
	}
	return p
}

// mergeFresh brings new words to their places among the sorted ones.
func (t *table) mergeFresh() {
	if len(t.fresh) == 0 {
		return
	}
	slices.SortFunc(t.fresh, compareWords)
	i, j := len(t.words)-1, len(t.fresh)-1
	t.words = append(t.words, t.fresh...)
	for k := len(t.words) - 1; j >= 0; k-- {
		if i >= 0 && t.words[i].text > t.fresh[j].text {
			t.words[k], i = t.words[i], i-1
		} else {
			t.words[k], j = t.fresh[j], j-1
		}
	}
	clear(t.fresh)
	t.fresh = t.fresh[:0]
}

// cut is a word as it is indexed.
func cut(w string) string {
	if len(w) <= maxWord {
		return w
	}
	n := maxWord
	for !utf8.RuneStart(w[n]) {
		n--
	}
	return w[:n]
}

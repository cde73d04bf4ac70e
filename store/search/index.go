package search

import (
	"iter"
	"sync"

	"seuil/model"
)

// Document is one text to find. Its record identifies it.
type Document struct {
	Case    model.ID // the case of the team, for a private note as well
	Record  model.ID
	Private bool // it stands in the companion case
	Name    bool // a name, an address, a telephone number: also found in one piece ("bensaid"), ranked before other documents
	Kind    model.Kind
	Date    model.Date
	Text    string // not kept
}

// Hit is a document that was found.
type Hit struct {
	Case    model.ID
	Record  model.ID
	Private bool
	Name    bool
	Kind    model.Kind
	Date    model.Date
}

// Index answers queries while documents come and go. It is safe for concurrent use.
type Index struct {
	mu    sync.RWMutex
	ready bool
	table *table
	late  []func(*table) // what came while the index was being built
}

// New is an empty index, not ready.
func New() *Index { return &Index{table: newTable()} }

// Ready says that the index was built: until then nothing, or too little, is found.
func (x *Index) Ready() bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.ready
}

// Build fills the index from all documents. It takes its time and is meant for a goroutine of its own: queries, Put and
// Remove go on meanwhile, and a later Put wins over what docs says of the same record.
func (x *Index) Build(docs iter.Seq[Document]) {
	t := newTable()
	t.begin()
	for d := range docs {
		t.put(d)
	}
	t.finish()
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, f := range x.late {
		f(t)
	}
	x.table, x.late, x.ready = t, nil, true
}

// Put adds a document, or replaces that of the same record.
func (x *Index) Put(d Document) {
	x.change(func(t *table) { t.put(d) })
}

// Remove forgets the document of a record; unknown, nothing happens.
func (x *Index) Remove(record model.ID) {
	x.change(func(t *table) { t.remove(record) })
}

func (x *Index) change(f func(*table)) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.ready {
		x.late = append(x.late, f)
	}
	f(x.table)
}

// Find is the best documents for a query, at most limit of them, and how many there are in all. A query without any word
// finds nothing.
func (x *Index) Find(query string, limit int) (hits []Hit, total int) {
	words := queryWords(query)
	if len(words) == 0 || limit <= 0 {
		return nil, 0
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.table.find(words, limit)
}

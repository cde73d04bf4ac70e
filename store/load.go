package store

import (
	"bytes"
	"cmp"
	"crypto/subtle"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

// entry is a key and its value in the bytes of a file.
type entry struct{ key, value []byte }

// contents are the records of a vault file, found by package probe, still sealed. They alias the bytes of the file.
type contents struct {
	header, head          []byte
	changes, drafts, meta []entry // by key
	torn                  bool    // one meta page is invalid: a crash, or worse
	strange               int     // records that no vault has
}

// loaded is what an opened vault file says.
type loaded struct {
	view     view
	own      []*model.Change   // of the vault's own device
	imports  []importState     // that can be undone, the oldest first
	taken    []taken           // their changes
	chains   map[model.ID]link // ends of the own chain of each case
	forked   map[model.ID]bool // devices that numbered two changes alike
	drafts   map[model.ID]model.Draft
	meta     map[string][]byte
	self     identity
	head     head
	number   uint64 // of the newest change
	last     int64  // instant of the newest own change
	problems []Problem
}

// purpose says what a file is read for.
type purpose int

const (
	forUse   purpose = iota // the cases are folded and kept
	forProof                // only whether all is there
	forCheck                // likewise, with the chains and the signature of every change
)

// load opens every record of a file on all cores and folds the cases. What is wrong is listed in problems, all of it.
func load(key *seal.Key, c *contents, why purpose) *loaded {
	l := &loaded{chains: make(map[model.ID]link), forked: make(map[model.ID]bool), drafts: make(map[model.ID]model.Draft),
		meta: make(map[string][]byte), view: view{cases: make(map[model.ID]*model.Case), companions: make(map[model.ID][]model.ID),
			conflicted: make(map[model.ID]bool)}}
	l.loadMeta(key, c)
	devices := publicKeys(l.meta)
	l.imports = imports(l.meta, l.self.device)
	imported := make([]numbers, len(l.imports))
	for i, s := range l.imports {
		imported[i] = s.numbers
	}
	groups := groupEntries(c.changes)
	results := make([]groupResult, len(groups))
	var next atomic.Int64
	var workers sync.WaitGroup
	faults := make([]int, runtime.GOMAXPROCS(0))
	for w := range faults {
		workers.Go(func() {
			// The file is mapped: if it is cut short while it is read, that must end here and not the process.
			debug.SetPanicOnFault(true)
			defer func() {
				if recover() != nil {
					faults[w]++
				}
			}()
			g := groupReader{key: key, reader: codec.NewReader(), self: l.self.device, me: l.self.worker, why: why, devices: devices, imports: imported}
			for i := int(next.Add(1)) - 1; i < len(groups); i = int(next.Add(1)) - 1 {
				results[i] = g.read(groups[i])
			}
		})
	}
	workers.Wait()
	if why == forUse {
		l.cut(results)
	}
	for _, n := range faults {
		l.add(Problem{Code: ProblemCut, Count: n})
	}
	if why == forUse {
		l.makeRoom(results)
	}
	l.merge(results)
	l.check(key, c)
	return l
}

// cut sets aside what the revocations of the registry say.
func (l *loaded) cut(results []groupResult) {
	i := slices.IndexFunc(results, func(r groupResult) bool { return r.folded != nil && r.folded.ID == model.RegistryID })
	if i < 0 {
		return
	}
	l.view.revocations = settled(results[i].folded.RevocationChanges(), readEnding)
	if len(l.view.revocations.cuts) == 0 {
		return
	}
	for i := range results {
		if r := &results[i]; r.folded != nil {
			if c := r.folded.Cut(l.view.revocations.cuts[r.folded.ID]); c != r.folded {
				r.sum(c, l.self.worker)
			}
		}
	}
}

// makeRoom allocates what [loaded.merge] fills, once.
func (l *loaded) makeRoom(results []groupResult) {
	own := 0
	for _, r := range results {
		own += len(r.own)
	}
	n := len(results)
	l.own = make([]*model.Change, 0, own)
	l.chains = make(map[model.ID]link, n)
	l.view.cases, l.view.team, l.view.summaries = make(map[model.ID]*model.Case, n), make([]*model.Case, 0, n), make([]*model.Summary, 0, n)
}

func (l *loaded) add(p Problem) {
	if p.Count > 0 {
		l.problems = append(l.problems, p)
	}
}

// loadMeta opens the records that stand outside cases.
func (l *loaded) loadMeta(key *seal.Key, c *contents) {
	for _, e := range c.meta {
		b, err := key.Open([]byte(metaBucket), e.key, e.value)
		if err != nil {
			l.add(Problem{Code: ProblemMeta, Count: 1})
			continue
		}
		l.meta[string(e.key)] = b
	}
	var ok bool
	if l.self, ok = readIdentity(l.meta); !ok {
		l.add(Problem{Code: ProblemIdentity, Count: 1})
	}
	lost := 0
	for _, e := range c.drafts {
		b, err := key.Open([]byte(draftBucket), e.key, e.value)
		d, ok := decodeDraft(b)
		if err != nil || !ok {
			lost++
			continue
		}
		l.drafts[d.ID] = d
	}
	l.add(Problem{Code: ProblemDraft, Count: lost})
}

// groupEntries cuts the changes into the runs of one case.
func groupEntries(entries []entry) [][]entry {
	var groups [][]entry
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && sameTag(entries[0].key, entries[n].key) {
			n++
		}
		groups = append(groups, entries[:n])
		entries = entries[n:]
	}
	return groups
}

func sameTag(a, b []byte) bool {
	return len(a) >= tagSize && len(b) >= tagSize && bytes.Equal(a[:tagSize], b[:tagSize])
}

// merge puts the cases together.
func (l *loaded) merge(results []groupResult) {
	broken, bad := 0, 0
	var found findings
	type row struct {
		c *model.Case
		s *model.Summary
	}
	var team []row
	for _, r := range results {
		broken, bad = broken+r.broken, bad+r.bad
		l.number = max(l.number, r.number)
		found.add(r.findings)
		l.head.changes += r.part.changes
		subtle.XORBytes(l.head.set[:], l.head.set[:], r.part.set[:])
		if r.folded == nil {
			continue
		}
		for _, c := range r.own {
			l.last = max(l.last, c.Millis)
		}
		l.own, l.taken = append(l.own, r.own...), append(l.taken, r.taken...)
		if r.end.seq > 0 {
			l.chains[r.folded.ID] = r.end
		}
		for _, id := range r.forked {
			l.forked[id] = true
		}
		if r.summary != nil {
			l.view.cases[r.folded.ID] = r.folded
			if r.conflicted {
				l.view.conflicted[r.folded.ID] = true
			}
			team = append(team, row{r.folded, r.summary})
		} else {
			l.view.put(r.folded)
		}
	}
	for _, s := range l.imports {
		l.last = max(l.last, s.Millis)
	}
	slices.SortFunc(team, func(a, b row) int { return bytes.Compare(a.c.ID[:], b.c.ID[:]) })
	for _, t := range team {
		l.view.team, l.view.summaries = append(l.view.team, t.c), append(l.view.summaries, t.s)
	}
	l.add(Problem{Code: ProblemSeal, Count: broken})
	l.add(Problem{Code: ProblemChange, Count: bad})
	l.add(Problem{Code: ProblemSignature, Count: found.unsigned})
	l.add(Problem{Code: ProblemStranger, Count: found.strangers})
	l.add(Problem{Code: ProblemChain, Count: found.loose})
	l.add(Problem{Code: ProblemFork, Count: found.doubled})
	l.add(Problem{Code: ProblemStub, Count: found.stubs})
	l.add(Problem{Code: ProblemRetracted, Count: found.whole})
}

// check compares what was read with the head.
func (l *loaded) check(key *seal.Key, c *contents) {
	b, err := key.Open([]byte(headBucket), []byte(headKey), c.head)
	var want head
	if err != nil || !want.decode(b) {
		l.add(Problem{Code: ProblemHead, Count: 1})
		return
	}
	if d := cmp.Compare(want.changes, l.head.changes); d != 0 || want.set != l.head.set {
		l.add(Problem{Code: ProblemSet, Count: int(max(1, want.changes-min(want.changes, l.head.changes)))})
	}
	l.head = want
}

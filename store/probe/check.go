package probe

import "encoding/binary"

// maxDepth is deeper than any tree of a file that fits on a disk, since a branch has at least two children; buckets in
// buckets count too.
const maxDepth = 128

// Check examines every page that the file uses, and lists all problems. It reads data only, never panics, and takes time
// in proportion to the length of the file.
func Check(data []byte) Report { return Walk(data, nil) }

// Walk is Check, and hands out what stands on sound pages in the order of bbolt: buckets with a nil value just before
// their content, values never nil. path names the buckets from the outermost; it holds for the time of the call. Keys and
// values are slices of data.
func Walk(data []byte, visit func(path [][]byte, key, value []byte)) Report {
	m, torn, problem := findMeta(data)
	if problem != nil {
		return Report{Problems: []Problem{*problem}}
	}
	s := &scan{data: data, pageSize: uint64(m.pageSize), pages: m.pages, visit: visit}
	report := Report{TornMeta: torn, PageSize: int(m.pageSize), Pages: m.pages, TxID: m.txid}
	switch {
	case m.pages > uint64(len(data))/s.pageSize:
		s.add(CodeTruncated, m.pages)
	case m.pages < 4, m.root < 2, m.root >= m.pages, m.freelist != noFreelist && (m.freelist < 2 || m.freelist >= m.pages):
		s.add(CodeMeta, 0)
	default:
		s.owned = make([]uint64, m.pages/64+1)
		s.claim(0, 2)
		s.metaHeaders()
		s.tree(m.root, place{root: true})
		s.freelist(m.freelist)
	}
	report.Problems = s.problems
	return report
}

// scan is one pass over a file.
type scan struct {
	data     []byte
	pageSize uint64
	pages    uint64
	owned    []uint64 // a bit per page that has an owner
	problems []Problem
	path     [][]byte
	visit    func(path [][]byte, key, value []byte)
}

// place is what a page must fit into.
type place struct {
	root  bool   // of the root bucket, which holds buckets only
	inner bool   // below a branch
	first []byte // its first key, if inner
	limit []byte // above its last key, unless nil
	depth int
}

func (s *scan) add(c Code, id uint64) { s.problems = append(s.problems, Problem{c, id}) }

// claim gives pages to an owner, up to the first that has one already: so a hostile file costs no more than its length.
func (s *scan) claim(id, n uint64) bool {
	for i := id; i < id+n; i++ {
		if s.owned[i/64]&(1<<(i%64)) != 0 {
			s.add(CodeShared, i)
			return false
		}
		s.owned[i/64] |= 1 << (i % 64)
	}
	return true
}

// metaHeaders checks what bbolt does not: the page headers of valid meta pages, which are constant.
func (s *scan) metaHeaders() {
	for id := range uint64(2) {
		at := id * s.pageSize
		if _, state := readMeta(s.data, int(at)); state != metaValid {
			continue
		}
		p := page{s.data[at : at+s.pageSize]}
		if p.id() != id || p.flags() != metaFlag || p.count() != 0 || p.overflow() != 0 {
			s.add(CodePageID, id)
		}
	}
}

// load finds a page with its overflow, after the checks that leaf, branch and freelist have in common.
func (s *scan) load(id uint64, kinds uint16) (page, bool) {
	if id < 2 || id >= s.pages {
		s.add(CodePageRange, id)
		return page{}, false
	}
	at := id * s.pageSize
	p := page{s.data[at : at+s.pageSize]}
	overflow := uint64(p.overflow())
	switch {
	case p.id() != id:
		s.add(CodePageID, id)
	case p.flags()&(p.flags()-1) != 0 || p.flags()&kinds == 0:
		s.add(CodePageType, id)
	case id+overflow >= s.pages:
		s.add(CodeOverflow, id)
	case s.claim(id, overflow+1):
		return page{s.data[at : at+(overflow+1)*s.pageSize]}, true
	}
	return page{}, false
}

// tree checks a page and all below it.
func (s *scan) tree(id uint64, at place) {
	if at.depth > maxDepth {
		s.add(CodeDepth, id)
		return
	}
	p, ok := s.load(id, branchFlag|leafFlag)
	if !ok {
		return
	}
	end, ok := p.layout()
	switch {
	case !ok:
		s.add(CodeLayout, id)
	case (uint64(end)+s.pageSize-1)/s.pageSize != uint64(p.overflow())+1:
		s.add(CodeOverflow, id)
	case p.count() == 0 && (!at.root || at.inner || !p.leaf() || !p.blank()):
		s.add(CodePageEmpty, id)
	case !p.ordered(at.first, at.limit):
		s.add(CodeKeyOrder, id)
	case p.leaf():
		s.leaf(id, p, at)
	default:
		s.branch(p, at)
	}
}

func (s *scan) branch(p page, at place) {
	for i := range p.count() {
		below := place{root: at.root, inner: true, first: p.key(i), limit: at.limit, depth: at.depth + 1}
		if i+1 < p.count() {
			below.limit = p.key(i + 1)
		}
		s.tree(p.child(i), below)
	}
}

func (s *scan) leaf(id uint64, p page, at place) {
	for i := range p.count() {
		key, value := p.key(i), p.value(i)
		if p.elementFlags(i) == 0 {
			if at.root {
				s.add(CodeBucket, id)
				continue
			}
			s.hand(key, value)
			continue
		}
		s.hand(key, nil)
		s.path = append(s.path, key)
		s.bucket(id, value, at.depth)
		s.path = s.path[:len(s.path)-1]
	}
}

// bucket checks the value of a bucket: either the page of its root, or the root itself, inline.
func (s *scan) bucket(id uint64, value []byte, depth int) {
	if len(value) < bucketSize {
		s.add(CodeBucket, id)
		return
	}
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		if len(value) != bucketSize {
			s.add(CodeBucket, id)
			return
		}
		s.tree(root, place{depth: depth + 1})
		return
	}
	p := page{value[bucketSize:]}
	if len(p.b) < headerSize || p.id() != 0 || !p.leaf() || p.overflow() != 0 {
		s.add(CodeBucket, id)
		return
	}
	if end, ok := p.layout(); !ok || end != len(p.b) || !p.ordered(nil, nil) {
		s.add(CodeLayout, id)
		return
	}
	for i := range p.count() {
		if p.elementFlags(i) != 0 { // bbolt never puts a bucket into an inline one
			s.add(CodeBucket, id)
			continue
		}
		s.hand(p.key(i), p.value(i))
	}
}

func (s *scan) hand(key, value []byte) {
	if s.visit != nil {
		s.visit(s.path, key, value)
	}
}

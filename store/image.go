package store

import (
	"os"
	"runtime/debug"
	"slices"
	"time"

	"seuil/store/probe"
)

// image is the bytes of a vault file, as they were when it was opened.
type image struct {
	data    []byte
	written time.Time
	release func()
}

func openImage(path string) (*image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	im := &image{written: info.ModTime(), release: func() {}}
	if size := info.Size(); size > 0 && size <= maxFile {
		im.data, im.release, err = mapFile(f, int(size))
	}
	return im, err
}

func (im *image) close() {
	im.release()
	im.data, im.release = nil, func() {}
}

// averageRecord is about what a change takes up in a file, in bytes.
const averageRecord = 700

// contents finds the records of the file, and everything that is wrong with its structure. A torn meta page alone is not:
// the witness tells whether a commit went with it.
func (im *image) contents() (c *contents, problems []Problem) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil { // the file was cut short while it was read
			c, problems = nil, []Problem{{Code: ProblemCut, Count: 1}}
		}
	}()
	c = &contents{changes: make([]entry, 0, len(im.data)/averageRecord)}
	report := probe.Walk(im.data, c.take)
	for _, p := range report.Problems {
		problems = append(problems, Problem{Code: ProblemCode(p.Code), Page: p.Page, Count: 1})
	}
	c.torn = report.TornMeta
	if c.strange > 0 {
		problems = append(problems, Problem{Code: ProblemRecord, Count: c.strange})
	}
	return c, problems
}

// take sorts a record in.
func (c *contents) take(path [][]byte, key, value []byte) {
	if len(path) == 0 && value == nil && slices.Contains(buckets, string(key)) {
		return
	}
	if len(path) != 1 || value == nil {
		c.strange++
		return
	}
	switch string(path[0]) {
	case headerBucket:
		c.header = value
	case headBucket:
		c.head = value
	case changeBucket:
		c.changes = append(c.changes, entry{key, value})
	case draftBucket:
		c.drafts = append(c.drafts, entry{key, value})
	case metaBucket:
		c.meta = append(c.meta, entry{key, value})
	default:
		c.strange++
	}
}

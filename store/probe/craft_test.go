package probe_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"seuil/store/probe"
)

// element is of a leaf (flags, key, value) or of a branch (key, child).
type element struct {
	flags uint32
	key   string
	value []byte
	child uint64
}

// craftPage lays a page out as bbolt does: header, elements, then keys and values.
func craftPage(id uint64, flags uint16, elements ...element) []byte {
	le := binary.LittleEndian
	b := le.AppendUint64(nil, id)
	b = le.AppendUint16(b, flags)
	b = le.AppendUint16(b, uint16(len(elements)))
	b = le.AppendUint32(b, 0)
	next := 16 + 16*len(elements)
	var content []byte
	for _, e := range elements {
		pos := uint32(next - len(b))
		if flags == 2 {
			b = le.AppendUint32(b, e.flags)
			b = le.AppendUint32(b, pos)
			b = le.AppendUint32(b, uint32(len(e.key)))
			b = le.AppendUint32(b, uint32(len(e.value)))
		} else {
			b = le.AppendUint32(b, pos)
			b = le.AppendUint32(b, uint32(len(e.key)))
			b = le.AppendUint64(b, e.child)
		}
		content = append(append(content, e.key...), e.value...)
		next += len(e.key) + len(e.value)
	}
	return append(b, content...)
}

// bucketAt is the value of a bucket whose root is a page.
func bucketAt(root uint64) []byte {
	return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, root), 0)
}

// inline is the value of a bucket that holds its page itself.
func inline(page []byte) []byte { return append(make([]byte, 16), page...) }

func kv(key string) element { return element{key: key, value: []byte("value of " + key)} }

// craft is a file of pages from number 3; page 2 lists the free ones, unless free is nil.
func craft(free []uint64, pages ...[]byte) []byte {
	const size = 4096
	le := binary.LittleEndian
	count := 3
	for _, p := range pages {
		count += (len(p) + size - 1) / size
	}
	data := make([]byte, count*size)
	list := craftPage(2, 16)
	le.PutUint16(list[10:], uint16(len(free)))
	for _, id := range free {
		list = le.AppendUint64(list, id)
	}
	copy(data[2*size:], list)
	at := 3 * size
	for _, p := range pages {
		copy(data[at:], p)
		at += (len(p) + size - 1) / size * size
	}
	for i := range 2 {
		copy(data[i*size:], craftPage(uint64(i), 4))
		b := data[i*size+16:]
		le.PutUint32(b, 0xED0CDAED)
		le.PutUint32(b[4:], 2)
		le.PutUint32(b[8:], size)
		le.PutUint64(b[16:], 3)
		le.PutUint64(b[32:], 2)
		if free == nil {
			le.PutUint64(b[32:], 1<<64-1)
		}
		le.PutUint64(b[40:], uint64(count))
		le.PutUint64(b[48:], uint64(i))
		putMeta(data, i*size, func([]byte) {})
	}
	return data
}

// one is a file with one bucket, whose root is page 4.
func one(free []uint64, pages ...[]byte) []byte {
	root := craftPage(3, 2, element{flags: 1, key: "bucket", value: bucketAt(4)})
	return craft(free, append([][]byte{root}, pages...)...)
}

func edit(p []byte, f func(p []byte)) []byte {
	f(p)
	return p
}

// crafted are files made byte by byte, and what is wrong with each (nothing: it is healthy).
func crafted() []craftedFile {
	le := binary.LittleEndian
	none := []uint64{}
	tree := func(second element, left, right []byte) []byte {
		return one(nil, craftPage(4, 1, element{key: "b", child: 5}, second), left, right)
	}
	left, right := craftPage(5, 2, kv("b"), kv("c")), craftPage(6, 2, kv("f"), kv("g"))
	long := element{key: "long", value: make([]byte, 5000)}
	longer := edit(craftPage(4, 2, long), func(p []byte) { le.PutUint32(p[12:], 1) })
	return []craftedFile{
		{"a leaf", one(nil, craftPage(4, 2, kv("a"), kv("b"))), ""},
		{"a leaf, with a list of nothing", one(none, craftPage(4, 2, kv("a"), kv("b"))), ""},
		{"a branch with two leaves", tree(element{key: "f", child: 6}, left, right), ""},
		{"a value longer than a page", one(nil, longer), ""},
		{"an inline bucket", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: inline(craftPage(0, 2, kv("a")))})), ""},
		{"a free page that is listed", one([]uint64{5}, craftPage(4, 2, kv("a")), make([]byte, 1)), ""},

		{"the same key twice", one(nil, craftPage(4, 2, kv("a"), kv("a"))), probe.CodeKeyOrder},
		{"keys that descend", one(nil, craftPage(4, 2, kv("b"), kv("a"))), probe.CodeKeyOrder},
		{"an empty key", one(nil, craftPage(4, 2, kv(""), kv("a"))), probe.CodeLayout},
		{"a key of 32 KiB and a byte", one(nil, edit(craftPage(4, 2, element{key: string(make([]byte, 32769))}), func(p []byte) { le.PutUint32(p[12:], 8) })), probe.CodeLayout},
		{"an unknown kind of element", one(nil, craftPage(4, 2, element{flags: 2, key: "a"})), probe.CodeLayout},
		{"a gap before the content", one(nil, edit(craftPage(4, 2, kv("a")), func(p []byte) { p[20]++ })), probe.CodeLayout},
		{"a value behind the page", one(nil, edit(craftPage(4, 2, kv("a")), func(p []byte) { le.PutUint32(p[28:], 5000) })), probe.CodeLayout},
		{"lengths whose sum overflows", one(nil, edit(craftPage(4, 2, kv("a")), func(p []byte) { le.PutUint32(p[28:], 1<<32-1) })), probe.CodeLayout},
		{"more elements than room", one(nil, edit(craftPage(4, 2, kv("a")), func(p []byte) { le.PutUint16(p[10:], 4000) })), probe.CodeLayout},
		{"no elements, but content", one(nil, edit(craftPage(4, 2, kv("a")), func(p []byte) { le.PutUint16(p[10:], 0) })), probe.CodePageEmpty},
		{"a root bucket without its count", edit(one(nil, craftPage(4, 2, kv("a"))), func(d []byte) { le.PutUint16(d[3*4096+10:], 0) }), probe.CodePageEmpty},
		{"an empty leaf below a branch", tree(element{key: "f", child: 6}, left, craftPage(6, 2)), probe.CodePageEmpty},
		{"an empty branch", one(nil, craftPage(4, 1)), probe.CodePageEmpty},

		{"shorter than its overflow", one(nil, edit(craftPage(4, 2, kv("a")), func(p []byte) { le.PutUint32(p[12:], 1) }), make([]byte, 1)), probe.CodeOverflow},
		{"longer than its overflow", one(nil, craftPage(4, 2, long)), probe.CodeLayout},
		{"an overflow behind the file", one(nil, edit(craftPage(4, 2, kv("a")), func(p []byte) { le.PutUint32(p[12:], 1<<32-1) })), probe.CodeOverflow},

		{"a branch key below its page", tree(element{key: "e", child: 6}, left, right), probe.CodeKeyOrder},
		{"a branch key above its page", tree(element{key: "fa", child: 6}, left, right), probe.CodeKeyOrder},
		{"a key that belongs to the next page", tree(element{key: "f", child: 6}, craftPage(5, 2, kv("b"), kv("f")), right), probe.CodeKeyOrder},
		{"a child twice", tree(element{key: "f", child: 5}, left, right), probe.CodeShared},
		{"a branch that is its own child", tree(element{key: "f", child: 4}, left, right), probe.CodeShared},
		{"the root as a child", tree(element{key: "f", child: 3}, left, right), probe.CodeShared},
		{"a meta page as a child", tree(element{key: "f", child: 1}, left, right), probe.CodePageRange},
		{"a child behind the file", tree(element{key: "f", child: 7}, left, right), probe.CodePageRange},
		{"a page with another number", tree(element{key: "f", child: 6}, left, craftPage(7, 2, kv("f"))), probe.CodePageID},
		{"a page that is leaf and branch", one(nil, craftPage(4, 3, kv("a"))), probe.CodePageType},
		{"a page of no kind", one(nil, craftPage(4, 0, kv("a"))), probe.CodePageType},

		{"a value among the buckets", craft(nil, craftPage(3, 2, kv("a"))), probe.CodeBucket},
		{"a bucket without a header", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: make([]byte, 15)})), probe.CodeBucket},
		{"a bucket behind a page number", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: append(bucketAt(4), 0)}), craftPage(4, 2, kv("a"))), probe.CodeBucket},
		{"an inline bucket that is cut", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: make([]byte, 20)})), probe.CodeBucket},
		{"an inline branch", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: inline(craftPage(0, 1, kv("a")))})), probe.CodeBucket},
		{"an inline page with a number", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: inline(craftPage(9, 2, kv("a")))})), probe.CodeBucket},
		{"an inline page with a byte behind", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: append(inline(craftPage(0, 2, kv("a"))), 0)})), probe.CodeLayout},
		{"an inline page out of order", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: inline(craftPage(0, 2, kv("b"), kv("a")))})), probe.CodeLayout},
		{"a bucket in an inline bucket", craft(nil, craftPage(3, 2, element{flags: 1, key: "x", value: inline(craftPage(0, 2, element{flags: 1, key: "y", value: bucketAt(4)}))}), craftPage(4, 2, kv("a"))), probe.CodeBucket},
		{"a bucket that holds itself", one(nil, craftPage(4, 2, element{flags: 1, key: "x", value: bucketAt(4)})), probe.CodeShared},

		{"a used page listed as free", one([]uint64{4}, craftPage(4, 2, kv("a"))), probe.CodeFree},
		{"a free page not listed", one(none, craftPage(4, 2, kv("a")), make([]byte, 1)), probe.CodeFree},
		{"a free page listed twice", one([]uint64{5, 5}, craftPage(4, 2, kv("a")), make([]byte, 1)), probe.CodeFreelist},
		{"a free page behind the file", one([]uint64{6}, craftPage(4, 2, kv("a")), make([]byte, 1)), probe.CodeFreelist},
		{"a meta page listed as free", one([]uint64{1, 5}, craftPage(4, 2, kv("a")), make([]byte, 1)), probe.CodeFreelist},

		{"a meta page with another number", edit(one(nil, craftPage(4, 2, kv("a"))), func(d []byte) { d[0]++ }), probe.CodePageID},
		{"a meta page of another kind", edit(one(nil, craftPage(4, 2, kv("a"))), func(d []byte) { d[4096+8] = 2 }), probe.CodePageID},
	}
}

type craftedFile struct {
	name string
	data []byte
	want probe.Code
}

func TestCraftedFiles(t *testing.T) {
	for _, c := range crafted() {
		t.Run(c.name, func(t *testing.T) {
			report := probe.Check(c.data)
			switch {
			case report.TornMeta:
				t.Fatal("a torn meta page")
			case c.want == "" && !report.Healthy():
				t.Fatalf("%v", report.Problems)
			case c.want != "" && !slices.ContainsFunc(report.Problems, func(p probe.Problem) bool { return p.Code == c.want }):
				t.Fatalf("%v, want %s", report.Problems, c.want)
			}
		})
	}
}

// Deeper than any honest tree: a chain of branches with one child each, which bbolt never writes.
func TestAnEndlessDescentIsRefused(t *testing.T) {
	pages := [][]byte{}
	for id := uint64(4); id < 400; id++ {
		pages = append(pages, craftPage(id, 1, element{key: "a", child: id + 1}))
	}
	pages = append(pages, craftPage(400, 2, kv("a")))
	report := probe.Check(one(nil, pages...))
	if len(report.Problems) != 1 || report.Problems[0].Code != probe.CodeDepth {
		t.Fatalf("%v", report.Problems)
	}
}

func TestAllProblemsAreListed(t *testing.T) {
	root := craftPage(3, 2,
		element{flags: 1, key: "a", value: bucketAt(4)}, element{flags: 1, key: "b", value: bucketAt(99)},
		element{flags: 1, key: "c", value: bucketAt(5)})
	data := craft(nil, root, craftPage(4, 2, kv("b"), kv("a")), craftPage(5, 7))
	want := []probe.Problem{{Code: probe.CodeKeyOrder, Page: 4}, {Code: probe.CodePageRange, Page: 99}, {Code: probe.CodePageType, Page: 5}}
	if got := probe.Check(data).Problems; !slices.Equal(got, want) {
		t.Fatalf("%v", got)
	}
	if s := fmt.Sprint(want[0]); s != "key_order: page 4" {
		t.Fatal(s)
	}
}

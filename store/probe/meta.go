package probe

import (
	"encoding/binary"
	"hash/fnv"
)

const (
	magic       = 0xED0CDAED
	fileVersion = 2

	headerSize  = 16 // of a page
	elementSize = 16 // of a leaf element and of a branch element
	bucketSize  = 16 // of the header of a bucket
	metaSize    = 64
	checkedSize = 56 // of a meta page, covered by its checksum

	minPageSize = 4 << 10
	maxPageSize = 64 << 10

	// Where bbolt looks for the second meta page when the first is invalid.
	minScan = 1 << 10
	maxScan = 16 << 20

	branchFlag   = 0x01
	leafFlag     = 0x02
	metaFlag     = 0x04
	freelistFlag = 0x10

	noFreelist = ^uint64(0)
)

// meta is one of the two pages that say where everything begins.
type meta struct {
	pageSize uint32
	root     uint64
	freelist uint64 // or noFreelist
	pages    uint64 // high-water mark
	txid     uint64
}

// metaState is what can be said of the bytes where a meta page should be.
type metaState int

const (
	metaForeign metaState = iota // not its magic number
	metaOther                    // another version
	metaTorn                     // its checksum is wrong
	metaValid
)

// readMeta judges the meta page at an offset exactly as bbolt does: by magic number, version and checksum.
func readMeta(data []byte, at int) (meta, metaState) {
	if at+headerSize+metaSize > len(data) {
		return meta{}, metaForeign
	}
	b := data[at+headerSize : at+headerSize+metaSize]
	le := binary.LittleEndian
	if le.Uint32(b) != magic {
		return meta{}, metaForeign
	}
	h := fnv.New64a()
	h.Write(b[:checkedSize])
	if h.Sum64() != le.Uint64(b[checkedSize:]) {
		return meta{}, metaTorn
	}
	if le.Uint32(b[4:]) != fileVersion {
		return meta{}, metaOther
	}
	return meta{
		pageSize: le.Uint32(b[8:]), root: le.Uint64(b[16:]), freelist: le.Uint64(b[32:]), pages: le.Uint64(b[40:]),
		txid: le.Uint64(b[48:]),
	}, metaValid
}

// findMeta chooses the meta page that bbolt would choose. A problem means that there is none to trust.
func findMeta(data []byte) (m meta, torn bool, problem *Problem) {
	first, state := readMeta(data, 0)
	if state != metaValid {
		return findSecond(data, state)
	}
	if !first.sized() {
		return meta{}, false, &Problem{CodeMeta, 0}
	}
	second, state := readMeta(data, int(first.pageSize))
	switch {
	case state == metaOther:
		return meta{}, false, &Problem{CodeVersion, 1}
	case state != metaValid:
		return first, true, nil
	case second.pageSize != first.pageSize:
		return meta{}, false, &Problem{CodeMeta, 1}
	case second.txid > first.txid:
		return second, false, nil
	}
	return first, false, nil
}

// findSecond looks for the second meta page as bbolt does, page size by page size, when the first is invalid. bbolt
// believes the first valid one, so one that stands where its own page size does not put it must stop us.
func findSecond(data []byte, first metaState) (meta, bool, *Problem) {
	if first == metaOther { // whole, and of another format: not what a power cut leaves
		return meta{}, false, &Problem{CodeVersion, 0}
	}
	worst := first
	for at := minScan; at <= maxScan && at < len(data)-minScan; at *= 2 {
		m, state := readMeta(data, at)
		if state == metaValid {
			if int(m.pageSize) != at || !m.sized() {
				return meta{}, false, &Problem{CodeMeta, 1}
			}
			return m, true, nil
		}
		worst = max(worst, state)
	}
	if worst == metaForeign {
		return meta{}, false, &Problem{CodeForeign, 0}
	}
	return meta{}, false, &Problem{CodeMetas, 0}
}

// sized says that the page size is one that seuil writes.
func (m meta) sized() bool {
	return m.pageSize >= minPageSize && m.pageSize <= maxPageSize && m.pageSize&(m.pageSize-1) == 0
}

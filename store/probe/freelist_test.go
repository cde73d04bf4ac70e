package probe

import (
	"encoding/binary"
	"testing"
)

// freePage is a freelist page with a count in its header and entries behind it.
func freePage(count uint16, entries ...uint64) page {
	b := make([]byte, headerSize, headerSize+8*len(entries))
	binary.LittleEndian.PutUint16(b[8:], freelistFlag)
	binary.LittleEndian.PutUint16(b[10:], count)
	for _, e := range entries {
		b = binary.LittleEndian.AppendUint64(b, e)
	}
	return page{b}
}

func TestFreeIDs(t *testing.T) {
	many := make([]uint64, manyFree+2)
	many[0] = manyFree
	tooMany := append([]uint64{}, many...)
	tooMany[0] = manyFree + 2
	few := append([]uint64{}, many...)
	few[0] = 12
	cases := []struct {
		name string
		page page
		want int // entries, or -1
	}{
		{"an empty list", freePage(0, 9), 0},
		{"two of three", freePage(2, 4, 5, 0), 2},
		{"as many as there is room for", freePage(3, 4, 5, 6), 3},
		{"one more than there is room for", freePage(4, 4, 5, 6), -1},
		{"the greatest count of the header", freePage(manyFree-1, many...), manyFree - 1},
		{"the count in the first entry", freePage(manyFree, many...), manyFree},
		{"that count above the room", freePage(manyFree, tooMany...), -1},
		{"that count where the header would do", freePage(manyFree, few...), -1},
		{"that count out of every bound", freePage(manyFree, 1<<63, 4), -1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ids, ok := freeIDs(c.page)
			if got := len(ids) / 8; ok != (c.want >= 0) || ok && got != c.want {
				t.Fatalf("%d entries, %v", got, ok)
			}
		})
	}
}

package bundle

import (
	"bytes"
	"encoding/binary"
	"slices"

	"seuil/model"
	"seuil/store/codec"
)

// Head is the last change of a chain. Chains are per case and device: Chain is the one of the two that the place of the head does
// not tell.
type Head struct {
	Chain model.ID
	Seq   uint64 // from 1; 0 at the end of a chain that is empty, in a revocation
	ID    model.ChangeID
}

// headSize is the length of a head: chain 16 | seq u64 | change 32.
const headSize = 16 + 8 + 32

// packHeads writes heads one behind the other, in rising order, each once.
func packHeads(heads []Head) []byte {
	return packSet(heads, func(b []byte, h Head) []byte {
		b = append(b, h.Chain[:]...)
		b = binary.BigEndian.AppendUint64(b, h.Seq)
		return append(b, h.ID[:]...)
	})
}

// readHeads reads at most limit heads from a byte string.
func readHeads(cur *codec.Cursor, limit int) []Head {
	return readSet(cur, limit, headSize, func(b []byte) Head {
		h := readHead(b)
		if h.Chain.IsZero() || h.Seq == 0 {
			cur.Refuse()
		}
		return h
	})
}

// readEnds is readHeads of chains that may be empty: number and change are zero then.
func readEnds(cur *codec.Cursor, limit int) []Head {
	return readSet(cur, limit, headSize, func(b []byte) Head {
		h := readHead(b)
		if h.Chain.IsZero() || h.Seq == 0 && h.ID != (model.ChangeID{}) {
			cur.Refuse()
		}
		return h
	})
}

func readHead(b []byte) Head {
	return Head{Chain: model.ID(b), Seq: binary.BigEndian.Uint64(b[16:]), ID: model.ChangeID(b[24:])}
}

// packIDs writes ids one behind the other, in rising order, each once.
func packIDs(ids []model.ID) []byte {
	return packSet(ids, func(b []byte, id model.ID) []byte { return append(b, id[:]...) })
}

// readIDs reads at most limit ids, none of them zero, from a byte string.
func readIDs(cur *codec.Cursor, limit int) []model.ID {
	return readSet(cur, limit, len(model.ID{}), func(b []byte) model.ID {
		id := model.ID(b)
		if id.IsZero() {
			cur.Refuse()
		}
		return id
	})
}

// packSet writes items of one length as a set: in the order of their bytes, each once, so that a set has one encoding.
func packSet[T any](items []T, appendItem func([]byte, T) []byte) []byte {
	each := make([][]byte, len(items))
	for i, item := range items {
		each[i] = appendItem(nil, item)
	}
	slices.SortFunc(each, bytes.Compare)
	return bytes.Join(slices.CompactFunc(each, bytes.Equal), nil)
}

// readSet reads a set of at most limit items of one length from a byte string.
func readSet[T any](cur *codec.Cursor, limit, size int, item func([]byte) T) []T {
	b := cur.Bytes(limit * size)
	if len(b)%size != 0 {
		cur.Refuse()
		return nil
	}
	var items []T
	if len(b) > 0 {
		items = make([]T, 0, len(b)/size)
	}
	for i := 0; i < len(b); i += size {
		if i > 0 && bytes.Compare(b[i-size:i], b[i:i+size]) >= 0 {
			cur.Refuse()
			return nil
		}
		items = append(items, item(b[i:i+size]))
	}
	return items
}

package bundle

import (
	"fmt"
	"io"
	"testing"

	"seuil/model"
)

// sizes are a day's changes, and a great caseload.
var sizes = []int{20, 10_000}

// BenchmarkSeal: everything but the disk.
func BenchmarkSeal(b *testing.B) {
	from, to := newDevice(b, "Maëlle"), newDevice(b, "Awa")
	for _, n := range sizes {
		changes := from.writes(b, model.ID{1}, n, 300)
		b.Run(fmt.Sprintf("changes=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Seal(io.Discard, from.key, from.manifest(), changes, to.card); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen: up to the changes, whose own signatures are for the store to verify.
func BenchmarkOpen(b *testing.B) {
	from, to := newDevice(b, "Maëlle"), newDevice(b, "Awa")
	for _, n := range sizes {
		file := from.send(b, from.writes(b, model.ID{1}, n, 300), to)
		b.Run(fmt.Sprintf("changes=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Open(file, to.reception); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkEncrypt is the same bytes through age alone, to compare [BenchmarkSeal] with.
func BenchmarkEncrypt(b *testing.B) {
	from, to := newDevice(b, "Maëlle"), newDevice(b, "Awa")
	for _, n := range sizes {
		payload := to.payload(b, from.send(b, from.writes(b, model.ID{1}, n, 300), to))
		b.Run(fmt.Sprintf("changes=%d", n), func(b *testing.B) {
			for b.Loop() {
				encrypt(b, payload, to.recipient())
			}
		})
	}
}

// BenchmarkCard is the reading of one card.
func BenchmarkCard(b *testing.B) {
	text := []byte(newDevice(b, "Maëlle").card.Text())
	for b.Loop() {
		if _, err := ParseCard(text); err != nil {
			b.Fatal(err)
		}
	}
}

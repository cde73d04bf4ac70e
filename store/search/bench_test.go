package search

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"seuil/model"
)

// syllables make words that look like words; their frequencies follow Zipf's law, as in any language.
var syllables = strings.Fields("a lo ge ment ac com pa gne de te ré pa bi lan vi si te fri go ca f sa lai re im pay é con ven tion bail " +
	"leur mé na ge é ché an ce per son ne ren dez vous cour ri er dos si er al lo ca tion")

const vocabularySize = 30_000

func vocabulary(r *rand.Rand) []string {
	common := strings.Fields("de la le et les des est un une du en que qui dans a par pour au sur pas plus avec ne se ce il elle son sa ses " +
		"Mme M. loyer logement bailleur visite dit demande dossier CAF appel rendez-vous")
	words := append([]string{}, common...)
	for len(words) < vocabularySize {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		words = append(words, b.String())
	}
	return words
}

// documents are notes of 60 words on ten households each, and the names of the households.
func documents(notes int) func(yield func(Document) bool) {
	return func(yield func(Document) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		words := vocabulary(r)
		zipf := rand.NewZipf(r, 1.08, 4, vocabularySize-1)
		for c := range notes / 10 {
			if !yield(name(10_000_000+c, c, words[r.IntN(vocabularySize)]+" "+words[r.IntN(vocabularySize)])) {
				return
			}
		}
		for n := range notes {
			var b strings.Builder
			for range 60 {
				b.WriteString(words[zipf.Uint64()])
				b.WriteByte(' ')
			}
			if !yield(note(n, n/10, model.Date(700_000+n%1000), b.String())) {
				return
			}
		}
	}
}

func corpus(notes int) *Index {
	x := New()
	x.Build(documents(notes))
	return x
}

// queries are the worst: one letter, the commonest words, several of them.
var queries = []string{"d", "l", "a", "de", "le", "pa", "log", "loge", "logement", "accom", "loyer bailleur", "d l p", "de la le les", "zzzz"}

func BenchmarkFind(b *testing.B) {
	x := corpus(100_000)
	for _, q := range queries {
		b.Run(strings.ReplaceAll(q, " ", "+"), func(b *testing.B) {
			for b.Loop() {
				x.Find(q, 100)
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	var docs []Document
	for d := range documents(100_000) {
		docs = append(docs, d)
	}
	for b.Loop() {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		x := New()
		start := time.Now()
		x.Build(func(yield func(Document) bool) {
			for _, d := range docs {
				if !yield(d) {
					return
				}
			}
		})
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms/build")
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB")
		b.ReportMetric(float64(len(x.table.words)), "words")
	}
}

func BenchmarkPut(b *testing.B) {
	x := corpus(100_000)
	n := 0
	for b.Loop() {
		n++
		x.Put(note(n%1000, 0, 1, fmt.Sprintf("nouvelle note sur le loyer du logement, mot%d neuf%d jamais%d vu%d", n, n, n, n)))
	}
}

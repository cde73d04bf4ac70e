package store

import (
	"errors"
	"runtime/debug"
	"slices"

	"seuil/store/probe"
	"seuil/store/seal"
)

// source is a vault file to restore from, sound or not.
type source struct {
	image   *image
	sound   bool          // its structure is
	headers []seal.Header // all that can be read in it; one, if it is sound
	newer   bool          // written by a later seuil
}

func openSource(path string) (*source, error) {
	im, err := openImage(path)
	if err != nil {
		return nil, err
	}
	s := &source{image: im}
	c, problems := im.contents()
	if s.sound = len(problems) == 0; s.sound {
		s.addHeader(c.header)
		return s, nil
	}
	s.each(func(key, value []byte) {
		if string(key) == headerKey {
			s.addHeader(value)
		}
	})
	return s, nil
}

func (s *source) addHeader(b []byte) {
	h, err := seal.ParseHeader(b)
	if err == nil && !slices.ContainsFunc(s.headers, h.Equal) {
		s.headers = append(s.headers, h)
	}
	s.newer = s.newer || errors.Is(err, seal.ErrNewer)
}

// each hands out the records: those that the file has, or, if its structure is damaged, all that look like one.
func (s *source) each(visit func(key, value []byte)) {
	if s == nil {
		return
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() { _ = recover() }() // the rest of a file that is cut short meanwhile is lost
	if s.sound {
		probe.Walk(s.image.data, func(_ [][]byte, key, value []byte) {
			if value != nil {
				visit(key, value)
			}
		})
		return
	}
	probe.Salvage(s.image.data, visit)
}

func (s *source) close() {
	if s != nil {
		s.image.close()
	}
}

// isNewer says that a header was written by a later seuil.
func isNewer(err error) bool { return errors.Is(err, seal.ErrNewer) }

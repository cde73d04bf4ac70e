package store

import "seuil/store/seal"

// prove reads a finished file from end to end, as an unlocking would, before it may take a name that counts.
func prove(path string, key *seal.Key) (*loaded, error) {
	im, err := openImage(path)
	if err != nil {
		return nil, err
	}
	defer im.close()
	c, problems := im.contents()
	if len(problems) == 0 {
		l := load(key, c, forProof)
		if len(l.problems) == 0 {
			return l, nil
		}
		problems = l.problems
	}
	return nil, &Error{Code: CodeDamaged, Problems: problems}
}

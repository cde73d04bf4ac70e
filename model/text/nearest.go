package text

// Nearest is the name that a misspelled one may stand for, whatever case and accents: the closest by letters changed, if at most
// half of them are. Without one it is empty.
func Nearest(name string, names []string) string {
	name = Fold(name)
	best, least := "", len(name)/2+1
	for _, n := range names {
		if d := distance(name, Fold(n)); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is how many letters must be added, dropped or replaced to turn a into b (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}

package bundle

import "seuil/model"

// Group is the changes of one case to send, in the order of their chains.
type Group struct {
	Case    model.ID
	Changes [][]byte
}

// Cut divides what is to be sent into bundles that hold it, in order. A case stays whole where it fits into one bundle, so that each
// bundle is complete in itself; one that does not fit goes on in the next, which cannot be imported before. Nothing to send takes
// no bundle. Room is how many bytes of changes one may hold, [MaxContent] at most.
func Cut(groups []Group, room int) [][]Group { return cutAt(groups, min(room, MaxContent), MaxChanges) }

func cutAt(groups []Group, room, count int) [][]Group {
	var parts [][]Group
	left, slots := 0, 0
	for _, g := range groups {
		if len(g.Changes) == 0 {
			continue
		}
		size := 0
		for _, c := range g.Changes {
			size += FramedSize(c)
		}
		if size > left || len(g.Changes) > slots {
			parts, left, slots = append(parts, nil), room, count
		}
		from := 0
		for i, c := range g.Changes {
			n := FramedSize(c)
			if n > left || slots == 0 {
				parts[len(parts)-1] = append(parts[len(parts)-1], Group{g.Case, g.Changes[from:i]})
				parts, left, slots, from = append(parts, nil), room, count, i
			}
			left -= n
			slots--
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], Group{g.Case, g.Changes[from:]})
	}
	return parts
}

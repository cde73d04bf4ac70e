package model

import "testing"

func TestSettlingKeepsOneOfSeveralValuesAndSupersedesAll(t *testing.T) {
	id, record := ID{1}, ID{2}
	write := func(n byte, value string, pred ...ChangeID) *Change {
		return &Change{ID: ChangeID{n}, Millis: int64(n), Write: Write{Case: id, Kind: KindTask, Record: record, Fields: []Field{{"label", value}}, Pred: pred}}
	}
	first := write(1, "Bilan")
	c := Fold(id, []*Change{first, write(2, "Bilan à 3 mois", first.ID), write(3, "Bilan à 6 mois", first.ID)})
	for _, keep := range []string{"Bilan à 3 mois", "Bilan à 6 mois", ""} {
		w, ok := c.Settle("exchange.keep", KindTask, record, "label", keep)
		if !ok || len(w.Pred) != 2 || len(w.Fields) != 1 {
			t.Fatalf("keeping %q: %+v, %v", keep, w, ok)
		}
		settled := c.With(&Change{ID: ChangeID{9}, Millis: 9, Write: w})
		r := settled.Record(KindTask, record)
		if len(r.Conflicts()) != 0 || r.Value("label") != keep {
			t.Errorf("keeping %q leaves %q and the conflicts %v", keep, r.Value("label"), r.Conflicts())
		}
		if w, ok := settled.Settle("exchange.keep", KindTask, record, "label", keep); ok {
			t.Errorf("settled already, there is still %+v to write", w)
		}
	}
}

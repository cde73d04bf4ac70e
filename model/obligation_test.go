package model

import "testing"

func TestPapersAreFoundByTheirDerivedIDs(t *testing.T) {
	c := &Case{ID: ID{1}}
	n := byte(0)
	store := func(w Write, ok bool) {
		t.Helper()
		if !ok || w.Validate() != nil {
			t.Fatalf("nothing to store: %+v", w)
		}
		n++
		c = c.With(&Change{Write: w, ID: ChangeID{n}, Millis: int64(n)})
	}
	paper := AgreementID("convention", 2)
	store(c.Put("paper.begin", paper, &Agreement{Paper: "convention", Version: 2, Parties: "household\nlandlord"}))
	signature := Signature{Agreement: paper, Party: "household", On: NewDate(2024, 2, 29)}
	store(c.Put("paper.sign", SignatureID(paper, "household"), &signature))
	kept := Commitment{Agreement: paper, Code: "adherer", State: CommitmentKept}
	store(c.Put("commitment.keep", CommitmentID(paper, "adherer"), &kept))

	if a, ok := c.Agreement(paper); !ok || a.ID != paper || a.Version != 2 {
		t.Errorf("the version is %+v, %v", a, ok)
	}
	signature.ID = SignatureID(paper, "household")
	if s, ok := c.Signature(signature.ID); !ok || s != signature || c.Signatures()[0] != signature {
		t.Errorf("the signature is %+v, %v", s, ok)
	}
	if k, ok := c.Commitment(CommitmentID(paper, "adherer")); !ok || k != kept || k.Open() {
		t.Errorf("the commitment is %+v, %v", k, ok)
	}
	if AgreementID("convention", 1) == paper || SignatureID(paper, "landlord") == signature.ID {
		t.Error("two records have one id")
	}
	store(c.Delete("paper.retract", KindSignature, signature.ID))
	if s, ok := c.Signature(signature.ID); ok || s != (Signature{}) {
		t.Errorf("a deleted signature is still there: %+v", s)
	}
}

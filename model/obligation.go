package model

import (
	"crypto/sha256"
	"strconv"
	"strings"
)

// Kinds of record of the programme's course.
const (
	KindStep       Kind = "step"
	KindAgreement  Kind = "agreement"
	KindSignature  Kind = "signature"
	KindCommitment Kind = "commitment"
	KindObligation Kind = "obligation"
)

// DerivedID is the id of a record that is named by what it is about rather than by chance: two machines that tick the same
// step write the same record.
func DerivedID(kind Kind, parts ...string) (id ID) {
	sum := sha256.Sum256([]byte("seuil-record-1|" + string(kind) + "|" + strings.Join(parts, "|")))
	copy(id[:], sum[:])
	return id
}

// StepState is what a person said of one step of the programme (étape): done, or without object; its id is derived from its code.
type StepState struct {
	Code    string `seuil:"code,green"`    // of the programme file
	Done    Date   `seuil:"done,green"`    // when it was done, which may differ from when that was entered
	Skipped Date   `seuil:"skipped,green"` // sans objet, with the reason
	Reason  string `seuil:"reason,red"`
	Proof   string `seuil:"proof,red"`   // reference of a paper
	Contact ID     `seuil:"contact,red"` // the note that proves it
}

func (*StepState) kind() Kind { return KindStep }

// Open says that nobody has ticked the step or set it aside.
func (s StepState) Open() bool { return s.Done.IsZero() && s.Skipped.IsZero() }

// Agreement is one version of a paper of the programme for this case (protocole, engagement, contrat, convention). Once every
// party has signed, its text is frozen here; a change of terms is another version.
type Agreement struct {
	ID      ID
	Paper   string `seuil:"paper,green"`        // code of the programme file
	Version int    `seuil:"version,green"`      // from 1
	Parties string `seuil:"parties,green,text"` // codes of the parties of this version, one a line: household, landlord, operator:soligone…
	Text    string `seuil:"text,amber,text"`    // the terms as signed; empty until then
	Frozen  Date   `seuil:"frozen,green"`       // when the last party signed
	Annexed Date   `seuil:"annexed,green"`      // when it was annexed to the lease (R83)
}

func (*Agreement) kind() Kind { return KindAgreement }

// Signature is that of one party under one version of a paper; its id is derived from both, for a party signs once.
type Signature struct {
	ID        ID
	Agreement ID     `seuil:"agreement,green"`
	Party     string `seuil:"party,green"`
	Signer    string `seuil:"signer,green"`
	On        Date   `seuil:"on,green"`
	Place     string `seuil:"place,green"`
	Kept      string `seuil:"kept,green"` // where the paper is
}

func (*Signature) kind() Kind { return KindSignature }

// States of a [Commitment] (R95): respected, in difficulty, broken.
const (
	CommitmentKept       = "kept"
	CommitmentDifficulty = "difficulty"
	CommitmentBroken     = "broken"
)

// Commitment is what a person said of one commitment of a party (engagement); its id is derived from the agreement and the
// code of the commitment.
type Commitment struct {
	Agreement ID     `seuil:"agreement,green"`
	Code      string `seuil:"code,green"`
	State     string `seuil:"state,green"`
	On        Date   `seuil:"on,green"` // of the fact that shows it
	Fact      string `seuil:"fact,red"`
	Skipped   Date   `seuil:"skipped,green"`
	Reason    string `seuil:"reason,red"`
	Contact   ID     `seuil:"contact,red"`
}

func (*Commitment) kind() Kind { return KindCommitment }

// Open says that nobody has said anything of the commitment.
func (k Commitment) Open() bool { return k.State == "" && k.Skipped.IsZero() }

// AgreementID, SignatureID and CommitmentID are the ids of what is said of the papers, derived as [DerivedID] says.
func AgreementID(paper string, version int) ID {
	return DerivedID(KindAgreement, paper, strconv.Itoa(version))
}

// SignatureID is the id of the signature of a party under a version.
func SignatureID(agreement ID, party string) ID {
	return DerivedID(KindSignature, agreement.String(), party)
}

// CommitmentID is the id of what is said of a commitment of a version.
func CommitmentID(agreement ID, code string) ID {
	return DerivedID(KindCommitment, agreement.String(), code)
}

// Obligation is a person's act on something that the programme makes due: done, postponed with a reason, not applicable with
// a reason. What is due is computed, never stored; the id is derived from the key of the occurrence.
type Obligation struct {
	Key     string `seuil:"key,green"` // rule and occurrence: "bilan_etape#3"
	Done    Date   `seuil:"done,green"`
	To      Date   `seuil:"to,green"` // postponed to
	Skipped Date   `seuil:"skipped,green"`
	Reason  string `seuil:"reason,red"`
	Contact ID     `seuil:"contact,red"`
}

func (*Obligation) kind() Kind { return KindObligation }

// Steps are what was said of the steps, by code.
func (c *Case) Steps() map[string]StepState {
	steps := make(map[string]StepState)
	for _, s := range list(c, KindStep, func(*StepState, *Record) {}) {
		steps[s.Code] = s
	}
	return steps
}

// Agreements are the versions of the papers, in no order.
func (c *Case) Agreements() []Agreement {
	return list(c, KindAgreement, func(a *Agreement, r *Record) { a.ID = r.ID })
}

// Agreement is the version of a paper of an id, if it is there.
func (c *Case) Agreement(id ID) (a Agreement, ok bool) {
	return one(c, KindAgreement, id, func(a *Agreement) { a.ID = id })
}

// Signature is the signature of an id, if it is there.
func (c *Case) Signature(id ID) (s Signature, ok bool) {
	return one(c, KindSignature, id, func(s *Signature) { s.ID = id })
}

// Commitment is what was said of a commitment under an id, if anything was.
func (c *Case) Commitment(id ID) (k Commitment, ok bool) {
	return one(c, KindCommitment, id, func(*Commitment) {})
}

// Signatures are those of all papers, in no order.
func (c *Case) Signatures() []Signature {
	return list(c, KindSignature, func(s *Signature, r *Record) { s.ID = r.ID })
}

// Commitments are what was said of the commitments, in no order.
func (c *Case) Commitments() []Commitment {
	return list(c, KindCommitment, func(*Commitment, *Record) {})
}

// ObligationActs are the acts on what is due, by the key of the occurrence.
func (c *Case) ObligationActs() map[string]Obligation {
	acts := make(map[string]Obligation)
	for _, o := range list(c, KindObligation, func(*Obligation, *Record) {}) {
		acts[o.Key] = o
	}
	return acts
}

package model

import "time"

// Draft is text that is being written: kept in the vault, but no change yet.
type Draft struct {
	ID     ID // of the record that it will become, or that it corrects
	Case   ID // the case of the team, even for a private note
	Kind   Kind
	Fields []Field    // values of the fields as they stand in the editor
	Seen   []ChangeID // the live changes that a correction will replace; none for a new record
	Zone   string     // field in which the cursor stands
	Cursor int        // in characters from the start of the zone
	At     time.Time
}

// DraftAudience is the field of a draft that says for whom the note is; it is no field of the record, for the case that holds
// it says it.
const DraftAudience = "audience"

// Values of [DraftAudience].
const (
	AudienceMe   = "me"
	AudienceTeam = "team"
)

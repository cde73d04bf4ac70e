package model

import "slices"

// Kinds of record by which people who exchange bundles know each other.
const (
	KindCard       Kind = "card"       // of the registry
	KindRevocation Kind = "revocation" // of the registry
	KindTrust      Kind = "trust"      // of the private companion of the registry
)

// DeviceCard is the identity card of a device, which a team passes on among its members. Its record has the id of the device, which
// follows from the key on the card: nobody else can make a card that is taken for it.
type DeviceCard struct {
	Paper string `seuil:"paper,green,text"` // its exact bytes, in base64
}

func (*DeviceCard) kind() Kind { return KindCard }

// Revocation says that a device is not to be believed any more. Its record is derived from the device, from that of whoever
// revokes, and from a number: a paper has a limited length.
type Revocation struct {
	Device ID     `seuil:"device,green"`
	On     Date   `seuil:"on,green"`
	Reason string `seuil:"reason,red"`       // the team reads it, with the rest of the registry: who decides to believe a device no more owes it that
	Paper  string `seuil:"paper,green,text"` // signed by whoever revokes: the last change that is accepted in each case; in base64
}

func (*Revocation) kind() Kind { return KindRevocation }

// Trust is what a worker found out about a device herself: that its card is that of the person it names. Its record has the id of the
// device. It stands in the private companion of the registry, so that it is believed by nobody else.
type Trust struct {
	On    Date   `seuil:"on,red"`
	Words string `seuil:"words,red"` // that were compared
	Mine  bool   `seuil:"mine,red"`  // the device is another one of the worker's own: her private notes may go to it
	Team  bool   `seuil:"team,red"`  // its association and the worker's own work as one team, although they are two
}

func (*Trust) kind() Kind { return KindTrust }

// Papers are the cards of a device as they were written, several if two machines replaced it without knowing of each other.
func (c *Case) Papers(device ID) (papers []string) {
	r := c.Record(KindCard, device)
	if r == nil || r.Deleted() {
		return nil
	}
	for _, ch := range r.Live("paper") {
		if paper, _ := ch.Value("paper"); paper != "" && !slices.Contains(papers, paper) {
			papers = append(papers, paper)
		}
	}
	return papers
}

// CardDevices are the devices that have a card, by id.
func (c *Case) CardDevices() (devices []ID) {
	for _, r := range c.Records(KindCard) {
		devices = append(devices, r.ID)
	}
	return devices
}

// RevocationChanges are the changes of the registry that revoke devices or take that back, those that are set aside too: which of them
// stand is not for the fold to say, for it depends on them.
func (c *Case) RevocationChanges() (changes []*Change) {
	for _, r := range c.group(KindRevocation).records {
		changes = append(changes, r.all()...)
	}
	return changes
}

// TrustIn is what the worker found out about a device; ok is false if nothing.
func (c *Case) TrustIn(device ID) (t Trust, ok bool) {
	r := c.Record(KindTrust, device)
	if r == nil || r.Deleted() {
		return t, false
	}
	decode(r, &t)
	return t, !t.On.IsZero()
}

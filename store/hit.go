package store

import "seuil/store/search"

// Hit is a record that [Vault.Find] found.
type Hit = search.Hit

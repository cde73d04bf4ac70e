package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/ui/demo"
)

// correspondents are those of the worker of the demonstration; the words of the last one's card were not compared yet.
var correspondents = []struct {
	worker      model.Worker
	association string
	met         bool
}{
	{model.Worker{Name: "Nadia Ferrand", Role: model.RoleASS, Organisation: "soligone"}, "Soligone", true},
	{model.Worker{Name: "Yanis Dorvaux", Role: model.RoleASS, Organisation: "cap-habitat"}, "Cap Habitat", true},
	{model.Worker{Name: "Hélène Castagnol", Role: model.RoleCESF, Organisation: "mistral-habitat"}, "Mistral Habitat", true},
	{model.Worker{Name: "Zoé Arnaud", Role: model.RoleCESF, Organisation: "soligone"}, "Soligone", false},
}

// exchange has the worker of the demonstration meet her correspondents, each with a vault of her own, some days ago, and exchange a bundle
// with those whose words she heard.
func exchange(opt store.Options, clock func(time.Time)) error {
	locked, err := store.Open(opt)
	if err != nil {
		return err
	}
	v, err := locked.Unlock(demo.Passphrase)
	if err != nil {
		return err
	}
	defer v.Close()
	clock(day.AddDays(-20).Time().Add(9 * time.Hour))
	if _, err := v.IssueCard("Soligone", false); err != nil {
		return err
	}
	for i, c := range correspondents {
		clock(day.AddDays(3*i - 9).Time().Add(10 * time.Hour))
		other := opt
		other.Dir = filepath.Join(opt.Dir, c.worker.Name)
		o, _, err := store.Create(other, demo.Passphrase, c.worker)
		if err != nil {
			return err
		}
		if err := meet(v, o, c.association, c.met); err != nil {
			return err
		}
		if err := o.Close(); err != nil {
			return err
		}
	}
	return nil
}

func meet(v, o *store.Vault, association string, met bool) error {
	card, err := o.IssueCard(association, false)
	if err != nil {
		return err
	}
	if err := v.AddCard(card); err != nil || !met {
		return err
	}
	if err := o.AddCard(v.Card()); err != nil {
		return err
	}
	if err := v.Trust(card.Device(), card.Words(), false); err != nil {
		return err
	}
	if err := o.Trust(v.Device(), v.Card().Words(), false); err != nil {
		return err
	}
	if err := give(v, o); err != nil {
		return err
	}
	return give(o, v)
}

// give has one vault take what another one sends it.
func give(from, to *store.Vault) error {
	ctx := context.Background()
	out, err := from.PrepareSend(ctx, store.Send{To: to.Device()}, nil)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "seuil")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	paths, err := out.Write(ctx, dir, nil)
	if err != nil {
		return err
	}
	for _, path := range paths {
		file, err := store.ReadBundle(path)
		if err != nil {
			return err
		}
		in, err := to.Preview(ctx, file, nil)
		if err != nil {
			return err
		}
		if _, err := in.Accept(); err != nil {
			return err
		}
	}
	return nil
}

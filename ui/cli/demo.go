package cli

import (
	"os"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/seal"
	"seuil/ui"
	"seuil/ui/demo"
)

// demoDir is the variable of the environment by which a session of the demonstration knows its folder.
const demoDir = "SEUIL_DEMO"

// demo shows the program with fictional households, in a vault of its own that is removed at the end.
func (a *app) demo() error {
	if !screen() {
		return a.refuse(exitUsage, "no_screen")
	}
	env, done, err := prepareDemo()
	if err != nil {
		return a.refuse(exitFailed, "no_demo")
	}
	defer done()
	return a.supervise(env)
}

// prepareDemo makes the private folder of a demonstration.
func prepareDemo() (env []string, done func(), err error) {
	dir, err := os.MkdirTemp("", "seuil-demo-")
	if err != nil {
		return nil, nil, err
	}
	return []string{demoDir + "=" + dir}, func() { _ = os.RemoveAll(dir) }, nil
}

// demoParams are the cheapest parameters that a vault may have: there is nothing to protect in this one.
func demoParams() seal.Params {
	return seal.Params{MemoryKiB: seal.MinMemoryKiB, Time: 1, Threads: 4}
}

// openDemo points the session to the vault of the demonstration, which the first session makes and opens at once; after a lock
// it asks for the passphrase like any other. No setting of the person is changed by it.
func (a *app) openDemo(opt *ui.Options, dir string) error {
	opt.Demo, opt.Shown, opt.Remember = true, demo.Passphrase, nil
	opt.Store.Dir, opt.Store.Params, opt.Exchange = dir, demoParams(), besideVault(dir)
	first := !store.Inspect(dir).Present
	if first {
		if err := seedDemo(opt.Store, a.now()); err != nil {
			return err
		}
	}
	opt.Locked, opt.Refused = store.Open(opt.Store)
	if first && opt.Refused == nil {
		var err error
		opt.Vault, err = opt.Locked.Unlock(demo.Passphrase)
		return err
	}
	return nil
}

// seedDemo makes the vault and plays two years of work into it, as of now.
func seedDemo(opt store.Options, now time.Time) error {
	today := model.DateOf(now)
	clock := demo.First(today).Time()
	opt.Now = func() time.Time { return clock }
	v, _, err := store.Create(opt, demo.Passphrase, demo.Me())
	if err != nil {
		return err
	}
	err = demo.Seed(v, today, func(at time.Time) { clock = at })
	if e := v.Close(); err == nil {
		err = e
	}
	return err
}

package cli

import (
	"runtime"
	"runtime/debug"
)

// version says which seuil this is, in one line that can be read over the telephone.
func (a *app) version() error {
	version, commit := "?", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 8 {
				commit = " " + s.Value[:8]
			}
		}
	}
	if version == "" || version == "(devel)" {
		version = a.l().T("cli.version.unreleased")
	}
	a.say("seuil " + version + commit + " (" + runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version() + ")")
	return nil
}

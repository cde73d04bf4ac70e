package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// root makes the tree of commands. Their names are English in both languages; what they say is not.
func (a *app) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click on Windows opens the program
	root := a.command("seuil", a.tui, "vault", "config")
	root.Args = a.unknown
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(c) })
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return a.badFlag(c, err) })

	flags := root.PersistentFlags()
	flags.BoolP("help", "h", false, "")
	flags.StringVar(&a.vaultDir, "vault", "", "")
	flags.StringVar(&a.configFile, "config", a.configFile, "")
	flags.StringVar(&a.secretFile, "passphrase-file", "", "")
	flags.BoolVar(&a.recovery, "recovery", false, "")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error { return a.checkFlags(c) }

	list := a.command("list", nil, "json", "vault", "config", "passphrase-file", "recovery")
	asJSON := list.Flags().Bool("json", false, "")
	list.RunE = func(*cobra.Command, []string) error { return a.list(*asJSON) }

	restore := a.command("restore", nil, "vault", "config", "passphrase-file", "recovery")
	restore.Args = a.atMostOne
	restore.RunE = func(_ *cobra.Command, args []string) error { return a.restore(args) }

	why := a.command("why", nil, "json", "vault", "config", "passphrase-file", "recovery")
	whyJSON := why.Flags().Bool("json", false, "")
	why.Args = nil
	why.RunE = func(_ *cobra.Command, args []string) error { return a.why(args, *whyJSON) }

	help := a.command("help", nil)
	help.Args = cobra.ArbitraryArgs
	help.RunE = func(c *cobra.Command, args []string) error { return a.helpOf(c.Root(), args) }
	root.SetHelpCommand(help)

	root.AddCommand(a.command("demo", a.demo, "config"), list, a.backupCommand(),
		a.command("check", a.check, "vault", "config", "passphrase-file", "recovery"), restore,
		a.command("passphrase", a.passphrase, "vault", "config", "passphrase-file", "recovery"), why, a.programmeCommand(),
		a.command("version", a.version), help)
	root.AddCommand(a.exchangeCommands()...)
	return root
}

// programmeCommand groups what concerns the files of programmes; alone, it shows its help.
func (a *app) programmeCommand() *cobra.Command {
	group := a.command("programme", nil)
	group.Args, group.SuggestionsMinimumDistance = a.unknown, 2
	group.RunE = func(c *cobra.Command, _ []string) error {
		a.help(c)
		return nil
	}
	check := a.command("check", nil, "no-vault", "vault", "config", "passphrase-file", "recovery")
	noVault := check.Flags().Bool("no-vault", false, "")
	check.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return a.refuse(exitUsage, "programme_check.which")
		}
		return a.atMostOne(c, args)
	}
	check.RunE = func(_ *cobra.Command, args []string) error { return a.programmeCheck(args[0], *noVault) }
	group.AddCommand(check)
	return group
}

// optionsKey is where a command keeps the names of the flags that its help shows.
const optionsKey = "options"

// command makes a command that takes no arguments.
func (a *app) command(name string, run func() error, options ...string) *cobra.Command {
	c := &cobra.Command{
		Use: name, Args: a.noArguments, DisableFlagsInUseLine: true,
		Annotations: map[string]string{optionsKey: strings.Join(options, " ")},
	}
	if run != nil {
		c.RunE = func(*cobra.Command, []string) error { return run() }
	}
	return c
}

func (a *app) noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return a.refuse(exitUsage, "usage.argument", "arg", args[0], "command", c.CommandPath())
	}
	return nil
}

func (a *app) atMostOne(c *cobra.Command, args []string) error {
	return a.noArguments(c, args[min(1, len(args)):])
}

// unknown refuses a command that does not exist, and says which one may have been meant.
func (a *app) unknown(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		return a.refuse(exitUsage, "usage.command_near", "arg", args[0], "near", near[0])
	}
	return a.refuse(exitUsage, "usage.command", "arg", args[0])
}

// badFlag turns a refusal of the flags, which the library tells in English, into a sentence.
func (a *app) badFlag(c *cobra.Command, err error) error {
	var named interface{ GetSpecifiedName() string }
	if errors.As(err, &named) {
		return a.refuse(exitUsage, "usage.flag", "flag", cmp.Or(named.GetSpecifiedName(), "-"), "command", c.CommandPath())
	}
	return a.refuse(exitUsage, "usage.flags", "command", c.CommandPath())
}

// checkFlags refuses a file of settings that was named and is not there: a slip of the keyboard would go unseen.
func (a *app) checkFlags(c *cobra.Command) error {
	if f := c.Flag("config"); f != nil && f.Changed {
		if _, err := os.Stat(a.configFile); err != nil {
			return a.refuse(exitUsage, "no_config", "file", a.configFile)
		}
	}
	return nil
}

// helpOf shows the help of a command named by its words: "list", "programme check".
func (a *app) helpOf(c *cobra.Command, args []string) error {
	for _, arg := range args {
		i := slices.IndexFunc(c.Commands(), func(sub *cobra.Command) bool { return sub.Name() == arg })
		if i < 0 {
			return a.unknown(c, []string{arg})
		}
		c = c.Commands()[i]
	}
	a.help(c)
	return nil
}

// textKey is where the sentences of a command stand in the locale: "cli.list", "cli.programme_check".
func textKey(c *cobra.Command) string {
	words := strings.Fields(c.CommandPath())
	if len(words) > 1 {
		words = words[1:]
	}
	return "cli." + strings.Join(words, "_")
}

// help writes what a command does, how it is called, its options, and for the root its commands and exit codes.
func (a *app) help(c *cobra.Command) {
	text := textKey(c)
	a.say(a.l().T(text + ".short"))
	if long := text + ".long"; a.l().Has(long) {
		a.say("")
		a.say(strings.TrimSpace(a.l().T(long)))
	}
	a.section("usage")
	a.say("  " + a.l().T(text+".use"))
	if len(c.Commands()) > 0 {
		a.section("commands")
		for _, sub := range c.Commands() {
			a.say(row(sub.Name(), a.l().T(textKey(sub)+".short")))
		}
	}
	a.section("options")
	for _, option := range append(strings.Fields(c.Annotations[optionsKey]), "help") {
		a.say(row(a.l().T("cli.option."+option+".name"), a.l().T("cli.option."+option+".text")))
	}
	if c == c.Root() {
		a.section("codes")
		for code := exitOK; code <= exitScreen; code++ {
			a.say(row(fmt.Sprint(code), a.l().T(fmt.Sprintf("cli.code.%d", code))))
		}
	}
}

func (a *app) section(key string) {
	a.say("")
	a.say(a.l().T("cli.help_" + key))
}

// row is a line of two columns.
func row(left, right string) string {
	const width = 26
	return "  " + left + strings.Repeat(" ", max(1, width-ansi.StringWidth(left))) + right
}

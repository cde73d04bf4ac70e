package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
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

	help := a.command("help", nil)
	help.Args = a.atMostOne
	help.RunE = func(c *cobra.Command, args []string) error { return a.helpOf(c.Root(), args) }
	root.SetHelpCommand(help)

	root.AddCommand(a.command("demo", a.demo, "config"), list,
		a.command("check", a.check, "vault", "config", "passphrase-file", "recovery"), restore,
		a.command("passphrase", a.passphrase, "vault", "config", "passphrase-file", "recovery"),
		a.command("version", a.version), help)
	return root
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

// helpOf shows the help of a command named as an argument.
func (a *app) helpOf(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		a.help(root)
		return nil
	}
	for _, c := range root.Commands() {
		if c.Name() == args[0] {
			a.help(c)
			return nil
		}
	}
	return a.unknown(root, args)
}

// help writes what a command does, how it is called, its options, and for the root its commands and exit codes.
func (a *app) help(c *cobra.Command) {
	name := c.Name()
	a.say(a.l().T("cli." + name + ".short"))
	if long := "cli." + name + ".long"; a.l().Has(long) {
		a.say("")
		a.say(strings.TrimSpace(a.l().T(long)))
	}
	a.section("usage")
	a.say("  " + a.l().T("cli."+name+".use"))
	if c == c.Root() {
		a.section("commands")
		for _, sub := range c.Commands() {
			a.say(row(sub.Name(), a.l().T("cli."+sub.Name()+".short")))
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

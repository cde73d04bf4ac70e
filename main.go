// Command seuil is the terminal of social workers in supported housing. See the package ui/cli.
package main

import (
	"os"

	"seuil/ui/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }

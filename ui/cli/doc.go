// Package cli is the command line: the sub-commands, their help in the language of the settings, and the wiring of the
// program. Without a sub-command it is the parent of the terminal program, or its session (see package supervise).
//
// Exit codes: 0 done; 1 refused or failed; 2 not understood, or no terminal; 3 the vault is open elsewhere; 4 the vault is
// damaged, or written by a later version; 5 the screen could not be shown; 128 and more, ended by a signal. 75 and 76 are
// between the parent and its sessions.
package cli

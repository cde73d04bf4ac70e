// Package demo is the demonstration: the twelve fictional households of the domain dossier (§8), written into a vault as if
// two workers had kept it for two years. Every date is an offset from today, so that the demonstration never ages.
//
// All names, addresses and events are invented; telephone numbers are of the range that the regulator keeps for fiction
// (06 39 98 xx xx), mail addresses of a domain that cannot exist. It is data for a throw-away vault and for tests: the
// passphrase is public.
package demo

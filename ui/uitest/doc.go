// Package uitest drives one page without a terminal, for the tests of the packages of pages: keys go in by their names, commands run in
// place, what the root would do with their messages is done or kept, and the screen comes out, to be looked at or compared with a golden
// file. It is imported by tests alone.
package uitest

// Package storetest makes vaults for tests: cheap to unlock by the lowest parameters that the normal program accepts, in
// temporary folders, with a fixed clock; and generates caseloads of any size.
package storetest

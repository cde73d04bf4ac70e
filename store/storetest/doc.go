// Package storetest makes vaults for tests: cheap to unlock by the lowest parameters that the normal program accepts, in
// temporary folders, with a fixed clock; generates caseloads of any size; and plays a colleague whose signatures are good and whose
// changes are hostile.
package storetest

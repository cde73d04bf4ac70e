// Package newcase is the form that makes a household: short, in one screen, and nothing in it is required. What is not known
// stays empty; a household without a name goes by its reference.
package newcase

package store

// MountPlace is the place of a path, for a text of /proc/self/mountinfo.
var MountPlace = mountPlace

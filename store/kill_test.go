package store_test

func worker() bool { return false }

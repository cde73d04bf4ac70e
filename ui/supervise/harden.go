package supervise

import "os"

// Harden is what every process of seuil does before anything else. TEA_TRACE would make the terminal library write every
// byte of the screen to a file.
func Harden() {
	_ = os.Unsetenv("TEA_TRACE")
	harden()
}

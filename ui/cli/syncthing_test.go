package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// syncthingConfig is that of a daemon which knows one other daemon, by its address, and looks for nobody else.
const syncthingConfig = `<configuration version="30">
<folder id="seuil" path="%[1]s" type="sendreceive" rescanIntervalS="5" fsWatcherEnabled="true" fsWatcherDelayS="1">
  <device id="%[2]s"></device><device id="%[4]s"></device><minDiskFree unit="">0</minDiskFree>
</folder>
<device id="%[2]s" name="here"><address>tcp://%[3]s</address></device>
<device id="%[4]s" name="there"><address>tcp://%[5]s</address></device>
<gui enabled="false"></gui>
<options>
  <listenAddress>tcp://%[3]s</listenAddress><globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
  <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><stunServer></stunServer><urAccepted>-1</urAccepted><autoUpgradeIntervalH>0</autoUpgradeIntervalH>
  <crashReportingEnabled>false</crashReportingEnabled><startBrowser>false</startBrowser><reconnectionIntervalS>1</reconnectionIntervalS>
  <minHomeDiskFree unit="">0</minHomeDiskFree>
</options>
</configuration>
`

// daemon is one Syncthing with a home of its own.
type daemon struct {
	home, folder, id, address string
}

// keepInStep starts two Syncthing daemons that keep two folders in step, until the end of the script: syncthing DIR DIR. They speak to
// each other over the loopback and to nobody else.
func keepInStep(ts *testscript.TestScript, _ bool, args []string) {
	var both [2]daemon
	for i, dir := range args {
		d := daemon{home: ts.MkAbs(fmt.Sprintf("syncthing%d", i)), folder: ts.MkAbs(dir), address: loopback(i)}
		ts.Check(os.MkdirAll(d.folder, 0o700))
		out, err := exec.Command("syncthing", "generate", "--home="+d.home).CombinedOutput()
		if err != nil {
			ts.Fatalf("syncthing generate: %v\n%s", err, out)
		}
		d.id = string(regexp.MustCompile(`([A-Z2-7]{7}-){7}[A-Z2-7]{7}`).Find(out))
		both[i] = d
	}
	for i, here := range both {
		there := both[1-i]
		config := fmt.Sprintf(syncthingConfig, here.folder, here.id, here.address, there.id, there.address)
		ts.Check(os.WriteFile(filepath.Join(here.home, "config.xml"), []byte(config), 0o600))
		here.start(ts)
	}
}

// loopback is an address that no other run of the test uses: on Linux the whole of 127.0.0.0/8 is this machine.
func loopback(i int) string {
	pid := os.Getpid()
	if runtime.GOOS != "linux" {
		return "127.0.0.1:" + strconv.Itoa(20000+pid%10000*2+i)
	}
	return fmt.Sprintf("127.%d.%d.%d:22000", 1+pid>>16&0x7F, pid>>8&0xFF, pid&0xFE+i)
}

func (d daemon) start(ts *testscript.TestScript) {
	var log bytes.Buffer
	cmd := exec.Command("syncthing", "serve", "--home="+d.home, "--no-browser", "--no-restart")
	cmd.Env = append(os.Environ(), "STNOUPGRADE=1", "STNODEFAULTFOLDER=1", "HOME="+d.home)
	cmd.Stdout, cmd.Stderr = &log, &log
	ts.Check(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	ts.Defer(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			_ = cmd.Process.Kill()
			<-ended
		}
		ts.Logf("%s", log.Bytes())
	})
}

// awaitInStep waits until two folders hold bundles of the same names: instep DIR DIR.
func awaitInStep(ts *testscript.TestScript, _ bool, args []string) {
	var here, there []string
	for range 300 {
		here, there = bundlesIn(ts, args[0]), bundlesIn(ts, args[1])
		if slices.Equal(here, there) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("after thirty seconds %s holds %v and %s %v", args[0], here, args[1], there)
}

func bundlesIn(ts *testscript.TestScript, dir string) (names []string) {
	paths, err := filepath.Glob(filepath.Join(ts.MkAbs(dir), "paquet-*.seuil"))
	ts.Check(err)
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	return names
}

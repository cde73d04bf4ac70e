// Package supervise is the parent of the program: a process without keys that starts the session on the terminal, gives the
// terminal back as it was whatever happens to it, and starts a fresh one at the lock screen. A session that ends takes every
// text and key with it; scrubbing the memory of a process that goes on would not.
//
// It imports nothing of ours: what it runs is the same executable, told by [Marker] that it is the session.
package supervise

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"time"
)

// Marker is the variable of the environment by which the executable knows that it is the session; Died is set too when the
// session before it ended by a fault.
const (
	Marker = "SEUIL_SESSION"
	Died   = "SEUIL_DIED"
)

// Exit codes by which a session asks for the next one. Any other ends the program.
const (
	exitLock = 75
	exitDemo = 76
)

const (
	grace      = 2 * time.Second // for the session to keep its draft once it is told to end
	deathsSpan = 10 * time.Second
	maxDeaths  = 3
)

// ErrDying says that sessions died three times within ten seconds: there is no point in trying again.
var ErrDying = errors.New("the session keeps dying")

// Session is how to start the process that shows the program and holds the keys.
type Session struct {
	Path string
	Args []string
	Env  []string // added to the environment
	// Demo prepares a demonstration when a session asks for one: what to add to the environment of the next session, and
	// what to do when everything is over.
	Demo func() (env []string, done func(), err error)
}

// Run starts sessions on the terminal, one after another, until one ends the program. It returns the exit code of the last,
// or 128 and the number of the signal that ended it from outside. It keeps its thread: on Linux the session is told to end
// when the thread that started it is gone.
func Run(s Session) (exit int, err error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	t := saveTerminal()
	defer t.restore()
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, watched...)
	defer signal.Stop(signals)
	var deaths []time.Time
	died := false
	for {
		end, err := s.once(signals, died)
		if err != nil {
			return 1, err
		}
		if died = end.died; died {
			t.reset()
			deaths = recent(append(deaths, time.Now()))
		}
		t.restore()
		switch {
		case end.signal != nil && isStop(end.signal):
			suspend()
		case end.signal != nil:
			return 128 + signalNumber(end.signal), nil
		case len(deaths) >= maxDeaths:
			return 1, ErrDying
		case end.code == exitDemo && s.Demo != nil:
			env, done, err := s.Demo()
			if err != nil {
				return 1, err
			}
			defer done()
			s.Env, s.Demo = append(s.Env[:len(s.Env):len(s.Env)], env...), nil
		case end.code != exitLock && !died:
			return end.code, nil
		}
	}
}

// recent leaves out deaths of long ago.
func recent(deaths []time.Time) []time.Time {
	for len(deaths) > 0 && time.Since(deaths[0]) > deathsSpan {
		deaths = deaths[1:]
	}
	return deaths
}

// ending is how a session ended.
type ending struct {
	code   int
	died   bool      // by a fault: the terminal may be in any state
	signal os.Signal // what the parent was told meanwhile, if it was to end or to stop
}

// once runs one session to its end.
func (s Session) once(signals <-chan os.Signal, died bool) (ending, error) {
	cmd := exec.Command(s.Path, s.Args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(append(os.Environ(), s.Env...), Marker+"=1")
	if died {
		cmd.Env = append(cmd.Env, Died+"=1")
	}
	bind(cmd)
	if err := cmd.Start(); err != nil {
		return ending{}, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	var end ending
	var deadline <-chan time.Time
	for {
		select {
		case sig := <-signals:
			if end.signal == nil && (isStop(sig) || isEnd(sig)) {
				end.signal, deadline = sig, time.After(grace)
				hangUp(cmd.Process)
			}
		case <-deadline:
			_ = cmd.Process.Kill()
		case <-done:
			end.code = cmd.ProcessState.ExitCode()
			end.died = isDeath(cmd.ProcessState)
			return end, nil
		}
	}
}

// isDeath says that the session ended by a signal, or by the exit code with which Go ends a program that panics.
func isDeath(state *os.ProcessState) bool {
	const panicked = 2
	code := state.ExitCode()
	return code < 0 || code == panicked || killed(code)
}

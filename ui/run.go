package ui

import (
	"os"
	"os/signal"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Run shows the program on the terminal until the session ends, and returns its exit code. The terminal is asked nothing
// before this point: whatever could fail is checked by the caller.
func Run(opt Options) (exit int, err error) {
	opt.After = func(d time.Duration, f func(time.Time) tea.Msg) tea.Cmd { return tea.Tick(d, f) }
	root := New(opt)
	program := tea.NewProgram(root, tea.WithFPS(opt.Config.FPS), tea.WithoutSignalHandler())
	stop := listen(program)
	defer stop()
	_, err = program.Run()
	root.Close()
	return root.Exit(), err
}

// listen turns signals into messages: the library alone would let a closed terminal kill the process, with its text.
func listen(program *tea.Program) (stop func()) {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, endSignals...)
	signal.Notify(signals, stopSignals...)
	go func() {
		for s := range signals {
			if isStop(s) {
				program.Send(suspended{})
			} else {
				program.Send(hangup{})
			}
		}
	}()
	return func() { signal.Stop(signals); close(signals) }
}

func isStop(s os.Signal) bool {
	for _, stop := range stopSignals {
		if s == stop {
			return true
		}
	}
	return false
}

// Close gives the vault back after the last command.
func (r *Root) Close() {
	close(r.io.jobs)
	<-r.io.done
	r.gate.close()
}

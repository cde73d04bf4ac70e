//go:build unix

package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"seuil/store"
	"seuil/ui/locale"
)

func newApp(t *testing.T, stderr io.Writer, now func() time.Time) *app {
	t.Helper()
	l, err := locale.New(locale.French)
	if err != nil {
		t.Fatal(err)
	}
	return &app{stdin: os.Stdin, stdout: io.Discard, stderr: stderr, now: now, l: func() *locale.Locale { return l }}
}

func TestCtrlCStopsALongWorkWithItsExitCode(t *testing.T) {
	a := newApp(t, io.Discard, time.Now)
	err := a.stoppable("cli.progress.write", func(ctx context.Context, _ store.Progress) error {
		if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
			return err
		}
		<-ctx.Done()
		return ctx.Err()
	})
	var r *refusal
	if !errors.As(err, &r) || r.code != exitInterrupted {
		t.Errorf("%v", err)
	}
	if err := a.stoppable("cli.progress.write", func(context.Context, store.Progress) error { return io.ErrUnexpectedEOF }); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a work that fails by itself: %v", err)
	}
}

func TestProgressIsToldOnATerminalAndLeavesNoTrace(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	defer master.Close()
	var shown bytes.Buffer
	var reading sync.WaitGroup
	reading.Go(func() { _, _ = io.Copy(&shown, master) }) // ends when nobody has the terminal any more
	now := time.Date(2026, time.November, 25, 21, 0, 0, 0, time.UTC)
	tell, done := newApp(t, tty, func() time.Time { return now }).progress("cli.progress.verify")
	for i := 1; i <= 10; i++ {
		now = now.Add(200 * time.Millisecond)
		tell(i*10, 200)
	}
	done()
	_ = tty.Close()
	reading.Wait()
	out := shown.String()
	if !strings.Contains(out, "50 %, encore") || strings.Contains(out, " 5 %") || strings.Contains(out, " 10 %") {
		t.Errorf("%q", out)
	}
	if !strings.HasSuffix(out, "\r\x1b[K") {
		t.Errorf("the line stays: %q", out)
	}
	if tell, _ := newApp(t, io.Discard, time.Now).progress("cli.progress.verify"); tell != nil {
		t.Error("progress goes where nobody looks")
	}
}

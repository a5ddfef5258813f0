//! The signals of the system: those that end the program, among them that its terminal is gone, and
//! those of the shell's job control.
//!
//! Ctrl-Z is the key of undo, so the terminal sends no stop by itself: one comes from
//! `kill -TSTP`, or from the palette's act.

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignalRequest {
    /// Save, restore and leave.
    End,
    /// Give the terminal back and stop until [`SignalRequest::GoOn`].
    #[cfg(unix)]
    Stop,
    /// The program was stopped and goes on: the terminal may have become anything meanwhile.
    #[cfg(unix)]
    GoOn,
}

#[cfg(unix)]
pub(super) struct Signals {
    term: tokio::signal::unix::Signal,
    hup: tokio::signal::unix::Signal,
    int: tokio::signal::unix::Signal,
    /// Whatever else would end the program and leave the terminal as it is.
    others: [tokio::signal::unix::Signal; 5],
    /// A file that may not grow: with somebody listening, the write fails instead.
    _too_long: tokio::signal::unix::Signal,
    stop: tokio::signal::unix::Signal,
    go_on: tokio::signal::unix::Signal,
    gone: tokio::sync::mpsc::Receiver<()>,
}

/// Told once the terminal is gone: whoever held it does not always say so by a signal, and the thread
/// that reads it would be told for ever that there is something to read. Never told where there is
/// no terminal.
#[cfg(unix)]
fn terminal_gone() -> std::io::Result<tokio::sync::mpsc::Receiver<()>> {
    use rustix::event::{PollFd, PollFlags, poll};
    use std::io::{IsTerminal as _, stdin};
    use std::os::fd::{AsFd as _, OwnedFd};
    let (tell, gone) = tokio::sync::mpsc::channel(1);
    let terminal: Option<OwnedFd> = if stdin().is_terminal() {
        Some(stdin().as_fd().try_clone_to_owned()?)
    } else {
        std::fs::File::open("/dev/tty").ok().map(OwnedFd::from)
    };
    std::thread::Builder::new().name("terminal".into()).spawn(move || {
        // Not for what is typed: that is the keyboard's. Of its end a poll tells unasked.
        let is_gone = |terminal: &OwnedFd| loop {
            match poll(&mut [PollFd::new(terminal, PollFlags::empty())], None) {
                Err(rustix::io::Errno::INTR) => {}
                answer => break answer.is_ok(),
            }
        };
        if terminal.as_ref().is_some_and(is_gone) {
            // Nobody listens any more where the program is ending already.
            let _ = tell.blocking_send(());
        }
    })?;
    Ok(gone)
}

#[cfg(unix)]
impl Signals {
    pub(super) fn new() -> std::io::Result<Self> {
        use rustix::process::Signal;
        use tokio::signal::unix::{SignalKind, signal};
        let job = |number: Signal| signal(SignalKind::from_raw(number.as_raw()));
        Ok(Self {
            term: signal(SignalKind::terminate())?,
            hup: signal(SignalKind::hangup())?,
            int: signal(SignalKind::interrupt())?,
            others: [
                signal(SignalKind::quit())?,
                signal(SignalKind::user_defined1())?,
                signal(SignalKind::user_defined2())?,
                signal(SignalKind::alarm())?,
                job(Signal::XCPU)?,
            ],
            _too_long: job(Signal::XFSZ)?,
            stop: job(Signal::TSTP)?,
            go_on: job(Signal::CONT)?,
            gone: terminal_gone()?,
        })
    }

    /// Waits for any of them.
    pub(super) async fn wait(&mut self) -> SignalRequest {
        let [quit, one, two, alarm, time] = &mut self.others;
        tokio::select! {
            _ = quit.recv() => SignalRequest::End,
            _ = one.recv() => SignalRequest::End,
            _ = two.recv() => SignalRequest::End,
            _ = alarm.recv() => SignalRequest::End,
            _ = time.recv() => SignalRequest::End,
            _ = self.term.recv() => SignalRequest::End,
            _ = self.hup.recv() => SignalRequest::End,
            _ = self.int.recv() => SignalRequest::End,
            Some(()) = self.gone.recv() => SignalRequest::End,
            _ = self.stop.recv() => SignalRequest::Stop,
            _ = self.go_on.recv() => SignalRequest::GoOn,
        }
    }
}

/// Whether somebody waits for this program and can let it go on: a shell with job control. Without
/// one a stop would be for ever.
#[cfg(unix)]
pub(super) fn can_be_stopped() -> bool {
    use nix::unistd::{getpgid, getpgrp, getppid, getsid};
    let parent = getppid();
    // Outside a container that this one runs in: 0, and nobody that can be asked about.
    parent.as_raw() != 0
        && getsid(Some(parent)) == getsid(None)
        && getpgid(Some(parent)).is_ok_and(|of| of != getpgrp())
}

/// Stops this process; it goes on with SIGCONT.
#[cfg(unix)]
pub(super) fn stop() {
    use rustix::process::{Signal, getpid, kill_process};
    // It can only fail for a process that is not there.
    let _ = kill_process(getpid(), Signal::STOP);
}

/// The events of the console: Ctrl-C and Ctrl-Break, its window closed, the user logging off, the
/// machine going down. For the last three the system waits some seconds, then ends the program.
#[cfg(windows)]
pub(super) struct Signals {
    ctrl_c: tokio::signal::windows::CtrlC,
    ctrl_break: tokio::signal::windows::CtrlBreak,
    close: tokio::signal::windows::CtrlClose,
    log_off: tokio::signal::windows::CtrlLogoff,
    shutdown: tokio::signal::windows::CtrlShutdown,
}

#[cfg(windows)]
impl Signals {
    pub(super) fn new() -> std::io::Result<Self> {
        use tokio::signal::windows as console;
        Ok(Self {
            ctrl_c: console::ctrl_c()?,
            ctrl_break: console::ctrl_break()?,
            close: console::ctrl_close()?,
            log_off: console::ctrl_logoff()?,
            shutdown: console::ctrl_shutdown()?,
        })
    }

    /// Waits for one that asks the program to end.
    pub(super) async fn wait(&mut self) -> SignalRequest {
        tokio::select! {
            _ = self.ctrl_c.recv() => {}
            _ = self.ctrl_break.recv() => {}
            _ = self.close.recv() => {}
            _ = self.log_off.recv() => {}
            _ = self.shutdown.recv() => {}
        }
        SignalRequest::End
    }
}

#[cfg(windows)]
pub(super) fn can_be_stopped() -> bool {
    false
}

#[cfg(windows)]
pub(super) fn stop() {}

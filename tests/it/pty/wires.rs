//! The two threads between a test and a program's terminal.
//!
//! Owns the reading of output and the writing of input. Neither may wait for the other: a
//! program that stops reading must not stop its screen from being read.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, mpsc};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};

use super::terminal::{Ambiguous, Terminal};

/// The terminal as the threads and the test see it, and the news that it changed.
pub(super) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

pub(super) struct State {
    pub(super) terminal: Terminal,
    /// Nobody holds the terminal any more: all output has been seen.
    pub(super) ended: bool,
    /// Pieces of input not yet read by the program.
    pub(super) unread: usize,
}

impl Shared {
    pub(super) fn new(rows: u16, cols: u16, ambiguous: Ambiguous) -> Self {
        let terminal = Terminal::new(rows, cols, ambiguous);
        Self {
            state: Mutex::new(State { terminal, ended: false, unread: 0 }),
            changed: Condvar::new(),
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the thread that reads the terminal panicked")
    }

    /// Waits for a change, at most for `limit`.
    pub(super) fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        limit: Duration,
    ) -> MutexGuard<'a, State> {
        let waited = self.changed.wait_timeout(state, limit);
        waited.expect("the thread that reads the terminal panicked").0
    }
}

/// What goes to the program.
pub(super) enum Input {
    /// The terminal's own answer to a query.
    Answer(Vec<u8>),
    /// A key or a burst of text, which the next one waits for.
    Key(Vec<u8>),
}

/// Feeds the screen until nobody holds the terminal any more.
pub(super) fn read_output(mut reader: impl Read, shared: &Shared, answers: &mpsc::Sender<Input>) {
    let mut bytes = [0; 8192];
    loop {
        let count = reader.read(&mut bytes).unwrap_or(0);
        let mut state = shared.lock();
        if count == 0 {
            state.terminal.show_all();
            state.ended = true;
        } else {
            let answer = state.terminal.receive(&bytes[..count]);
            if !answer.is_empty() {
                // Without a writer there is no program to answer.
                let _ = answers.send(Input::Answer(answer));
            }
        }
        drop(state);
        shared.changed.notify_all();
        if count == 0 {
            return;
        }
    }
}

/// Writes answers and keys in their order.
pub(super) fn write_input(
    mut writer: impl Write,
    input: &mpsc::Receiver<Input>,
    shared: &Shared,
    tty: &Path,
) {
    for piece in input {
        // A program that is gone reads nothing; the other thread tells that it ended.
        match piece {
            Input::Answer(bytes) => {
                let _ = writer.write_all(&bytes);
            }
            Input::Key(bytes) => {
                let _ = writer.write_all(&bytes);
                while has_unread_input(tty) && !shared.lock().ended {
                    std::thread::sleep(Duration::from_millis(1));
                }
                shared.lock().unread -= 1;
                shared.changed.notify_all();
            }
        }
    }
}

/// Whether something typed waits to be read by the program. Asking by `poll` makes the kernel
/// first hand on what is still on its way between the two sides, which a count of bytes does not.
fn has_unread_input(tty: &Path) -> bool {
    let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let Ok(side) = rustix::fs::open(tty, flags, Mode::empty()) else {
        return false;
    };
    let mut asked = [PollFd::new(&side, PollFlags::IN)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut asked, Some(&now)).is_ok() && asked[0].revents().contains(PollFlags::IN)
}

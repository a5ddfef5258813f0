//! Standard output and standard error, the only place that writes to them.
//!
//! Whatever is said passes `text::clean::shown` here: a path, an argument or the system's own words
//! came from outside and never crossed the border.

use super::fail::Fail;
use crate::i18n::{Lang, carry};
use crate::text::clean::{shown, shown_line};
use std::io::{ErrorKind, IsTerminal as _, Write};
use std::time::{Duration, Instant};

/// Writes text to standard output at once; a closed pipe is no error worth telling.
pub(super) fn print(text: &str) -> Result<(), Fail> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(shown(text).as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Fail::closed(),
        _ => Fail::output(&error),
    })
}

/// Writes lines to standard error.
pub(super) fn errors(lines: &[String]) {
    let mut err = std::io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "yishi: {}", shown_line(line));
    }
}

/// Says what is wrong with the arguments, which are quoted in it.
pub(super) fn usage(error: &clap::Error) {
    let _ = write!(std::io::stderr().lock(), "{}", shown(&error.render().to_string()));
}

/// How far a longer work has come, on the last line of a terminal: from half a second on, and gone
/// when it is done. Without a terminal nothing is said.
#[derive(Debug)]
pub(super) struct Progress {
    lang: Lang,
    since: Instant,
    last: Option<Instant>,
    terminal: bool,
}

impl Progress {
    /// Work shorter than this needs no word.
    const PATIENCE: Duration = Duration::from_millis(500);
    /// How long a word stands before the next.
    const PAUSE: Duration = Duration::from_millis(100);

    pub(super) fn new(lang: Lang) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self { lang, since: Instant::now(), last: None, terminal }
    }

    pub(super) fn at(&mut self, done: usize, total: usize) {
        let due = self.last.map_or(self.since + Self::PATIENCE, |last| last + Self::PAUSE);
        if self.terminal && Instant::now() >= due {
            self.last = Some(Instant::now());
            let said = carry::progress(self.lang, done, total);
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K{said}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.last.is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

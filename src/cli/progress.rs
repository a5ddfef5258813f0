//! How far a long command is and how long it still takes: one line on standard error, shown once
//! the work has taken half a second and only where that is a terminal.
//!
//! Ctrl-C ends the work at its next step with an error, so that whoever works can leave nothing
//! half-done. Must not know what is being done.

use super::fail::Fail;
use crate::i18n::time_left::time_left;
use crate::i18n::{Lang, cli as text};
use crate::session::Throttle;
use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

mod interrupt;

/// One piece of work with a known number of steps: sessions, records, documents or bytes.
/// The line is wiped when it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    lang: Lang,
    what: String,
    total: u64,
    started: Instant,
    pace: Throttle,
    /// There is a line to be wiped.
    drawn: bool,
    terminal: bool,
    _watch: interrupt::Watch,
}

impl Progress {
    /// `what` is what is being done, in the user's language; `total` counts its steps, 0 where
    /// nobody knows.
    pub(super) fn new(lang: Lang, what: String, total: u64) -> Self {
        Self {
            lang,
            what,
            total,
            started: Instant::now(),
            pace: Throttle::begin(),
            drawn: false,
            terminal: std::io::stderr().is_terminal(),
            _watch: interrupt::Watch::start(),
        }
    }

    /// The number of steps, where it was not known at the start.
    pub(super) fn of(&mut self, total: u64) -> &mut Self {
        self.total = total;
        self
    }

    /// So many steps are done in all. Fails where the user has asked to stop: whoever works then takes
    /// back what is half-done and hands the error on.
    pub(super) fn at(&mut self, done: u64) -> Result<(), Fail> {
        if crate::fault::is("slow") {
            self.draw(done);
            while !interrupt::is_asked() {
                std::thread::sleep(Duration::from_millis(10));
            }
        }
        if interrupt::is_asked() {
            return Err(Fail::failed(text::stopped(self.lang, &self.what)));
        }
        if self.terminal && self.pace.is_due() {
            self.draw(done);
        }
        Ok(())
    }

    fn draw(&mut self, done: u64) {
        self.drawn = true;
        let line = line(self.lang, &self.what, self.started.elapsed(), done, self.total);
        let mut err = std::io::stderr().lock();
        let _ = write!(err, "\r\x1b[K{line}").and_then(|()| err.flush());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn {
            let mut err = std::io::stderr().lock();
            let _ = write!(err, "\r\x1b[K").and_then(|()| err.flush());
        }
    }
}

/// What the line says.
fn line(lang: Lang, what: &str, elapsed: Duration, done: u64, total: u64) -> String {
    match time_left(lang, elapsed, done, total) {
        Some(left) => text::progress(lang, what, done, total, left),
        None if total > 0 => text::progress_start(lang, what, done, total),
        None => text::progress_open(lang, what, done),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_how_long_and_how_to_stop() {
        let text = line(Lang::En, "checking", Duration::from_mins(1), 20, 60);
        assert_eq!(text, "checking 20/60 · about 2 min 0 s left · Ctrl-C stops");
        let text = line(Lang::Zh, "核对", Duration::from_secs(3), 3, 4);
        assert_eq!(text, "核对 3/4 · 约剩1秒 · Ctrl-C 停止");
        assert_eq!(line(Lang::En, "reading", Duration::ZERO, 5, 0), "reading 5 · Ctrl-C stops");
    }
}

//! While a session is being read: how far that is, and the two keys that end it. Must not read.

use super::{App, End};
use crate::i18n::time_left::time_left;
use crate::tui::input::Input;
use crate::tui::reading::Reading;
use crossterm::event::{KeyCode, KeyModifiers};
use std::time::Instant;

impl App {
    /// While it is on the screen that a long record is being read, two keys end that: back to the
    /// list, or out. Nothing was changed by the reading.
    pub(super) fn leaves_reading(&mut self, input: &Input) -> bool {
        let (Reading::Shown(_), Input::Key(key)) = (&self.ui.reading, input) else { return false };
        let quits = key.modifiers.contains(KeyModifiers::CONTROL)
            && matches!(key.code, KeyCode::Char('q' | 'c'));
        if quits {
            self.end = Some(End::Quit);
        } else if key.code == KeyCode::Esc {
            self.session.stop_reading();
        }
        quits || key.code == KeyCode::Esc
    }

    /// Asks for a session; what is typed meanwhile is meant for it.
    pub(super) fn read(&mut self, id: &str) {
        self.open.reading = Some(Instant::now());
        self.ui.reading = Reading::Begun;
        self.session.open(id);
    }

    /// How far the reading of a long record is.
    pub(super) fn tell_reading(&mut self, done: u64, total: u64) {
        let Some(since) = self.open.reading.map(|since| since.elapsed()) else { return };
        let left = time_left(self.lang, since, done, total);
        self.ui.show_reading(done, total, left);
    }

    /// The reading has come to its end, this way or the other.
    pub(super) fn read_on(&mut self) {
        self.open.reading = None;
        self.ui.reading = Reading::No;
    }
}

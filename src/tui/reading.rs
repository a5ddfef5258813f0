//! A session that was asked for and takes long to be read. Must not know who reads it.

use crate::i18n::ui as words;
use crate::tui::stale::Stale;
use crate::tui::ui::Ui;

/// A session that was asked for and is not here yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reading {
    #[default]
    No,
    Begun,
    /// It takes long: how far it is, in words.
    Shown(String),
}

impl Ui {
    /// How far the reading of the session that was asked for is; `left` is the time left in words.
    pub fn show_reading(&mut self, done: u64, total: u64, left: Option<String>) {
        let lang = self.lang();
        self.reading = Reading::Shown(match left {
            Some(left) => words::reading(lang, done, total, left),
            None => words::reading_start(lang, done, total),
        });
        self.frame.stale = Stale::Everything;
    }
}

//! Finding people on the roll by what is typed. The readings are looked up once, when the first
//! letter is typed.

use super::rows::pinyin_key;
use crate::domain::meeting::Meeting;
use crate::domain::names::PinyinIndex;
use crate::tui::field::Field;

/// The open find line.
#[derive(Debug, Clone, Default)]
pub(super) struct Find {
    pub(super) field: Field,
    /// Places in the roster, the best first.
    pub(super) found: Vec<usize>,
    pub(super) at: usize,
}

impl Find {
    pub(super) fn is_empty(&self) -> bool {
        self.field.text().trim().is_empty()
    }

    pub(super) fn chosen(&self) -> Option<usize> {
        self.found.get(self.at).copied()
    }

    /// Looks again for what is typed now.
    pub(super) fn search(&mut self, m: &Meeting, index: &mut Option<PinyinIndex>) {
        let index = index
            .get_or_insert_with(|| m.roll.entries.iter().map(|e| pinyin_key(&e.person)).collect());
        let found = index.search(self.field.text());
        self.found = found.into_iter().map(|(place, _)| place).collect();
        self.at = 0;
    }
}

//! The find line of the roll: what is typed, and whom it finds.

use crate::tui::field::Field;

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
}

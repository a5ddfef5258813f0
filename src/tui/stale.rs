//! What of the screen is no longer as it was drawn. Must not draw.

use crate::tui::ui::Ui;

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stale {
    Nothing,
    /// What the screen's own editor shows.
    Editor,
    Everything,
}

impl Ui {
    /// Whether something changed since the last frame.
    pub fn dirty(&self) -> bool {
        self.frame.stale != Stale::Nothing
    }

    /// Whether nothing changed since the last frame but what the screen's own editor shows.
    pub(super) fn only_written(&self) -> bool {
        self.frame.stale == Stale::Editor && self.frame.drawn_at == Some(self.now.at)
    }

    /// The frame was drawn.
    pub fn drawn(&mut self) {
        self.frame.stale = Stale::Nothing;
        self.frame.drawn_at = Some(self.now.at);
    }
}

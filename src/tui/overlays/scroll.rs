//! Paging through a text that is longer than its frame, by the same keys everywhere. Must not know
//! how long it is.

use crossterm::event::KeyCode;

/// The first row shown after a key; None where the key turns no page.
pub(super) fn turned(top: usize, code: KeyCode, page: usize) -> Option<usize> {
    Some(match code {
        KeyCode::Down => top + 1,
        KeyCode::Up => top.saturating_sub(1),
        KeyCode::PageDown | KeyCode::Char(' ') => top + page,
        KeyCode::PageUp => top.saturating_sub(page),
        _ => return None,
    })
}

//! Which editing a key means, the same in the minutes, in forms and on the command line.
//!
//! Must not know any of these: a key that means nothing here is theirs.

use crate::text::edit::{Edit, Move};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key does to a text of several lines, of which `page` rows are seen; none for keys that
/// edit nothing.
pub(crate) fn edits(key: KeyEvent, page: usize) -> Option<Vec<Edit>> {
    if let Some(to) = motion(key, page) {
        let select = key.modifiers.contains(KeyModifiers::SHIFT);
        return Some(vec![if select { Edit::Select(to) } else { Edit::Move(to) }]);
    }
    let held = key.modifiers - KeyModifiers::SHIFT;
    let word = held.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let one = match key.code {
        KeyCode::Char(c) if held.is_empty() => Edit::Insert(c.to_string()),
        KeyCode::Enter if held.is_empty() => Edit::Newline,
        KeyCode::Backspace if word => Edit::DeleteWordLeft,
        KeyCode::Backspace => Edit::Backspace,
        KeyCode::Delete if key.modifiers == KeyModifiers::SHIFT => Edit::Cut,
        KeyCode::Delete if word => Edit::DeleteWordRight,
        KeyCode::Delete => Edit::Delete,
        KeyCode::Insert if key.modifiers == KeyModifiers::CONTROL => Edit::Copy,
        KeyCode::Insert if key.modifiers == KeyModifiers::SHIFT => Edit::PasteCopied,
        KeyCode::Char(c) if held == KeyModifiers::CONTROL => match c.to_ascii_lowercase() {
            'a' => Edit::SelectAll,
            'c' => Edit::Copy,
            'x' => Edit::Cut,
            'v' => Edit::PasteCopied,
            // Many terminals send this for Backspace.
            'h' => Edit::Backspace,
            'w' => Edit::DeleteWordLeft,
            'z' => Edit::Undo,
            'y' => Edit::Redo,
            'u' => return Some(vec![Edit::Select(Move::LineStart), Edit::Backspace]),
            'e' => Edit::Move(Move::LineEnd),
            _ => return None,
        },
        _ => return None,
    };
    Some(vec![one])
}

/// What a key does to a field of one line; the keys that go between lines are not its own.
pub(crate) fn line_edits(key: KeyEvent) -> Option<Vec<Edit>> {
    match key.code {
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown | KeyCode::Enter => None,
        // What a field is filled in with is selected: it is deleted as any other text before the cursor.
        KeyCode::Char('u') if key.modifiers == KeyModifiers::CONTROL => {
            Some([vec![Edit::Deselect], edits(key, 1)?].concat())
        }
        _ => edits(key, 1),
    }
}

fn motion(key: KeyEvent, page: usize) -> Option<Move> {
    let word = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    Some(match key.code {
        KeyCode::Left if word => Move::ClauseLeft,
        KeyCode::Left => Move::Left,
        KeyCode::Right if word => Move::ClauseRight,
        KeyCode::Right => Move::Right,
        KeyCode::Up => Move::Up,
        KeyCode::Down => Move::Down,
        KeyCode::PageUp => Move::PageUp(page),
        KeyCode::PageDown => Move::PageDown(page),
        KeyCode::Home if word => Move::TextStart,
        KeyCode::Home => Move::LineStart,
        KeyCode::End if word => Move::TextEnd,
        KeyCode::End => Move::LineEnd,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: KeyCode, mods: KeyModifiers) -> Option<Vec<Edit>> {
        edits(KeyEvent::new(code, mods), 5)
    }

    #[test]
    fn shift_selects_and_control_goes_by_clauses() {
        let both = KeyModifiers::SHIFT | KeyModifiers::CONTROL;
        assert_eq!(of(KeyCode::Left, both), Some(vec![Edit::Select(Move::ClauseLeft)]));
        assert_eq!(of(KeyCode::Home, KeyModifiers::NONE), Some(vec![Edit::Move(Move::LineStart)]));
        assert_eq!(of(KeyCode::Backspace, KeyModifiers::ALT), Some(vec![Edit::DeleteWordLeft]));
        let capital = of(KeyCode::Char('A'), KeyModifiers::SHIFT);
        assert_eq!(capital, Some(vec![Edit::Insert("A".into())]));
    }

    #[test]
    fn keys_of_the_program_are_left_to_it() {
        for code in [KeyCode::F(2), KeyCode::Tab, KeyCode::Esc] {
            assert_eq!(of(code, KeyModifiers::NONE), None);
        }
        for c in ['p', 'q', 's', 'f'] {
            assert_eq!(of(KeyCode::Char(c), KeyModifiers::CONTROL), None);
        }
        for code in [KeyCode::Up, KeyCode::Enter, KeyCode::PageDown] {
            assert_eq!(line_edits(KeyEvent::new(code, KeyModifiers::NONE)), None);
        }
    }
}

//! Keys as the table of acts names them. Must not know what they do.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// One key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    pub code: KeyCode,
    pub mods: KeyModifiers,
}

pub const fn plain(code: KeyCode) -> Chord {
    Chord { code, mods: KeyModifiers::NONE }
}

pub const fn ch(c: char) -> Chord {
    plain(KeyCode::Char(c))
}

pub const fn ctrl(c: char) -> Chord {
    Chord { code: KeyCode::Char(c), mods: KeyModifiers::CONTROL }
}

pub const fn f(n: u8) -> Chord {
    plain(KeyCode::F(n))
}

pub const SPACE: Chord = ch(' ');
pub const ENTER: Chord = plain(KeyCode::Enter);
pub const ESC: Chord = plain(KeyCode::Esc);
pub const TAB: Chord = plain(KeyCode::Tab);
pub const BACK_TAB: Chord = plain(KeyCode::BackTab);
pub const UP: Chord = plain(KeyCode::Up);
pub const DOWN: Chord = plain(KeyCode::Down);
pub const LEFT: Chord = plain(KeyCode::Left);
pub const RIGHT: Chord = plain(KeyCode::Right);
pub const PAGE_UP: Chord = plain(KeyCode::PageUp);
pub const PAGE_DOWN: Chord = plain(KeyCode::PageDown);
pub const HOME: Chord = plain(KeyCode::Home);
pub const END: Chord = plain(KeyCode::End);
pub const INSERT: Chord = plain(KeyCode::Insert);
pub const DELETE: Chord = plain(KeyCode::Delete);

impl Chord {
    /// A key as it came, with what terminals report in different ways made one: Shift of a
    /// character is in the character, Shift-Tab is `BackTab`.
    pub fn of(key: KeyEvent) -> Self {
        let mods = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => BACK_TAB,
            KeyCode::BackTab => BACK_TAB,
            KeyCode::Char(c) if mods.contains(KeyModifiers::CONTROL) => {
                Self { code: KeyCode::Char(c.to_ascii_lowercase()), mods }
            }
            code => Self { code, mods },
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mods.contains(KeyModifiers::CONTROL) {
            f.write_str("Ctrl-")?;
        }
        if self.mods.contains(KeyModifiers::ALT) {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.mods.is_empty() => write!(f, "{c}"),
            KeyCode::Char(c) => write!(f, "{}", c.to_ascii_uppercase()),
            KeyCode::F(n) => write!(f, "F{n}"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Insert => f.write_str("Ins"),
            KeyCode::Delete => f.write_str("Del"),
            code => write!(f, "{code}"),
        }
    }
}

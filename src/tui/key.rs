//! Keys as the table of acts names them. Must not know what they do.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// One key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    pub code: KeyCode,
    pub mods: KeyModifiers,
}

pub(crate) const fn plain(code: KeyCode) -> Chord {
    Chord { code, mods: KeyModifiers::NONE }
}

pub(crate) const fn ch(c: char) -> Chord {
    plain(KeyCode::Char(c))
}

pub(crate) const fn ctrl(c: char) -> Chord {
    Chord { code: KeyCode::Char(c), mods: KeyModifiers::CONTROL }
}

pub(crate) const fn f(n: u8) -> Chord {
    plain(KeyCode::F(n))
}

pub(crate) const SPACE: Chord = ch(' ');
pub(crate) const ENTER: Chord = plain(KeyCode::Enter);
pub(crate) const ESC: Chord = plain(KeyCode::Esc);
pub(crate) const TAB: Chord = plain(KeyCode::Tab);
pub(crate) const BACK_TAB: Chord = plain(KeyCode::BackTab);
pub(crate) const UP: Chord = plain(KeyCode::Up);
pub(crate) const DOWN: Chord = plain(KeyCode::Down);
pub(crate) const LEFT: Chord = plain(KeyCode::Left);
pub(crate) const RIGHT: Chord = plain(KeyCode::Right);
pub(crate) const PAGE_UP: Chord = plain(KeyCode::PageUp);
pub(crate) const PAGE_DOWN: Chord = plain(KeyCode::PageDown);
pub(crate) const HOME: Chord = plain(KeyCode::Home);
pub(crate) const END: Chord = plain(KeyCode::End);
pub(crate) const INSERT: Chord = plain(KeyCode::Insert);
pub(crate) const DELETE: Chord = plain(KeyCode::Delete);

impl Chord {
    /// A key as it came, with what terminals report in different ways made one: Shift of a
    /// character is in the character, Shift-Tab is `BackTab`.
    pub fn of(key: KeyEvent) -> Self {
        let mods = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => BACK_TAB,
            KeyCode::BackTab => BACK_TAB,
            KeyCode::Char(c) if !mods.is_empty() => {
                Self { code: KeyCode::Char(c.to_ascii_lowercase()), mods }
            }
            code => Self { code, mods },
        }
    }
}

impl Chord {
    /// Reads `Ctrl-G`, `Alt-x`, `F12`, `Shift-Tab`, `PgUp`, `Space` or one character, as `Display`
    /// writes them, in any case. None for what no terminal sends as a key of its own: Ctrl with
    /// H, I, J or M is Backspace, Tab and Enter, and Ctrl with a sign is nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim();
        let mut mods = KeyModifiers::NONE;
        while let Some((held, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty())
        {
            mods |= match held.to_ascii_lowercase().as_str() {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return None,
            };
            rest = after;
        }
        let code = code_of(rest)?;
        let control = mods.contains(KeyModifiers::CONTROL);
        match code {
            KeyCode::Tab if mods == KeyModifiers::SHIFT => Some(BACK_TAB),
            _ if mods.contains(KeyModifiers::SHIFT) => None,
            KeyCode::Char(c) if control => {
                let c = c.to_ascii_lowercase();
                let sent = c.is_ascii_lowercase() && !matches!(c, 'h' | 'i' | 'j' | 'm');
                sent.then_some(Self { code: KeyCode::Char(c), mods })
            }
            KeyCode::Char(c) if !mods.is_empty() => {
                Some(Self { code: KeyCode::Char(c.to_ascii_lowercase()), mods })
            }
            KeyCode::Tab | KeyCode::Enter | KeyCode::Esc | KeyCode::Backspace
                if !mods.is_empty() =>
            {
                None
            }
            code => Some(Self { code, mods }),
        }
    }
}

fn code_of(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_ascii_graphic().then_some(KeyCode::Char(c));
    }
    let name = name.to_ascii_lowercase();
    if let Some(n) = name.strip_prefix('f').and_then(|n| n.parse().ok()) {
        return (1..=12).contains(&n).then_some(KeyCode::F(n));
    }
    Some(match name.as_str() {
        "space" => KeyCode::Char(' '),
        "enter" | "return" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backspace" => KeyCode::Backspace,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" | "pageup" => KeyCode::PageUp,
        "pgdn" | "pagedown" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "ins" | "insert" => KeyCode::Insert,
        "del" | "delete" => KeyCode::Delete,
        _ => return None,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_read_as_it_is_shown() {
        for act in crate::tui::act::all() {
            for key in act.keys {
                assert_eq!(Chord::parse(&key.to_string()), Some(*key), "{key}");
            }
        }
    }

    #[test]
    fn keys_are_read_in_any_case_and_what_no_terminal_sends_is_not() {
        let alt = Chord { code: KeyCode::Char('x'), mods: KeyModifiers::ALT };
        let held = Chord { code: KeyCode::Up, mods: KeyModifiers::CONTROL };
        for (text, key) in [
            ("ctrl-g", ctrl('g')),
            ("CTRL-G", ctrl('g')),
            ("Alt-x", alt),
            ("Alt-X", alt),
            ("Ctrl-Up", held),
            ("-", ch('-')),
            ("f12", f(12)),
            ("pageup", PAGE_UP),
            ("shift-tab", BACK_TAB),
        ] {
            assert_eq!(Chord::parse(text), Some(key), "{text}");
        }
        let none = ["", "Ctrl-", "Ctrl-I", "Ctrl-m", "Ctrl-.", "Ctrl-1", "F13", "F0", "Hyper-x"];
        for text in none.into_iter().chain(["Shift-F3", "Ctrl-Tab", "议", "ab"]) {
            assert_eq!(Chord::parse(text), None, "{text}");
        }
    }
}

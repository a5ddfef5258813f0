//! Keys from the bytes that were read beside an answer of the terminal.
//!
//! Knows the keys that anybody presses while a program starts; crossterm, which knows all, hands
//! its reading to nobody. A sequence that is not known is dropped, never taken for text.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// What was typed, in its order.
pub(super) fn events(bytes: &[u8]) -> Vec<Event> {
    let text = String::from_utf8_lossy(bytes);
    let mut events = Vec::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let key = match c {
            '\x1b' => escape(&mut rest),
            c => Some(character(c)),
        };
        events.extend(key.map(Event::Key));
    }
    events
}

fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn character(c: char) -> KeyEvent {
    match c {
        // A line end typed before raw mode was on has been turned into the latter.
        '\r' | '\n' => plain(KeyCode::Enter),
        '\t' => plain(KeyCode::Tab),
        '\x7f' => plain(KeyCode::Backspace),
        '\0' => KeyEvent::new(KeyCode::Char(' '), KeyModifiers::CONTROL),
        '\x01'..='\x1a' => {
            let letter = char::from_u32(u32::from(c) + 0x60).unwrap_or(c);
            KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
        c => plain(KeyCode::Char(c)),
    }
}

/// The key of what follows an escape; Esc itself where no sequence does.
fn escape(rest: &mut std::str::Chars<'_>) -> Option<KeyEvent> {
    let mut ahead = rest.clone();
    match ahead.next() {
        Some('[') => {
            let mut number = String::new();
            let last = ahead.find(|c| {
                let ends = ('\x40'..='\x7e').contains(c);
                if !ends {
                    number.push(*c);
                }
                ends
            });
            *rest = ahead;
            sequence(last?, &number).map(plain)
        }
        Some('O') => {
            let last = ahead.next();
            *rest = ahead;
            match last? {
                c @ 'P'..='S' => {
                    let n = u8::try_from(u32::from(c) - u32::from('P') + 1).ok()?;
                    Some(plain(KeyCode::F(n)))
                }
                c => sequence(c, "").map(plain),
            }
        }
        _ => Some(plain(KeyCode::Esc)),
    }
}

fn sequence(last: char, number: &str) -> Option<KeyCode> {
    Some(match (last, number) {
        ('A', "") => KeyCode::Up,
        ('B', "") => KeyCode::Down,
        ('C', "") => KeyCode::Right,
        ('D', "") => KeyCode::Left,
        ('H', "") => KeyCode::Home,
        ('F', "") => KeyCode::End,
        ('Z', "") => KeyCode::BackTab,
        ('~', "2") => KeyCode::Insert,
        ('~', "3") => KeyCode::Delete,
        ('~', "5") => KeyCode::PageUp,
        ('~', "6") => KeyCode::PageDown,
        ('~', n) => {
            let n: u8 = n.parse().ok()?;
            // The numbers of xterm have gaps.
            KeyCode::F(match n {
                15 => 5,
                17..=21 => n - 11,
                23 | 24 => n - 12,
                _ => return None,
            })
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(bytes: &[u8]) -> Vec<KeyCode> {
        let key = |event: Event| event.as_key_event().map(|key| key.code);
        events(bytes).into_iter().filter_map(key).collect()
    }

    #[test]
    fn text_and_keys_keep_their_order() {
        let typed = "3王\r\x1b[A\x1bOQ\x1b[21~\x1b".as_bytes();
        let expected = [
            KeyCode::Char('3'),
            KeyCode::Char('王'),
            KeyCode::Enter,
            KeyCode::Up,
            KeyCode::F(2),
            KeyCode::F(10),
            KeyCode::Esc,
        ];
        assert_eq!(codes(typed), expected);
    }

    #[test]
    fn what_is_not_known_is_no_text() {
        assert_eq!(codes(b"\x1b[?62;22c\x1b[1;2"), []);
        assert_eq!(codes(b"\x1b[99~a"), [KeyCode::Char('a')]);
    }

    #[test]
    fn control_keys_are_letters_held() {
        let held = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL);
        assert_eq!(events(b"\x10"), [Event::Key(held)]);
    }
}

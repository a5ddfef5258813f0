//! What comes from the terminal, made into few kinds of input.
//!
//! Owns releases, bursts, pastes and the full-width fold. Must not know screens or acts.

use crate::text::clean::clean_text;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(KeyEvent),
    /// A bracketed paste, cleaned: no control characters but line breaks.
    Paste(String),
    /// Characters that were already waiting together: one insert in a text field, single keys
    /// elsewhere.
    Burst(String),
    Mouse(Mouse),
    Resize(u16, u16),
    Tick,
}

/// What is done with a mouse, where it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button at a column and a row, from 0.
    Click(u16, u16),
    /// Rows down; up where it is negative.
    Wheel(isize),
}

/// Makes inputs of the events that wait: releases are dropped, runs of characters merged.
///
/// An Enter goes into a run only where characters follow it at once, as in a paste that the
/// terminal sends as keys; a last Enter stays the key it is.
pub fn gather(events: impl IntoIterator<Item = Event>) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut run: Vec<KeyEvent> = Vec::new();
    for event in events {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) if is_text(key) => run.push(key),
            Event::Key(key) if key.code == KeyCode::Enter && !run.is_empty() => run.push(key),
            Event::Key(key) => {
                end_run(&mut run, &mut inputs);
                inputs.push(Input::Key(key));
            }
            Event::Paste(text) => {
                end_run(&mut run, &mut inputs);
                inputs.push(Input::Paste(clean_text(&text)));
            }
            Event::Resize(columns, rows) => {
                end_run(&mut run, &mut inputs);
                // Only the last size of a storm matters.
                if matches!(inputs.last(), Some(Input::Resize(..))) {
                    inputs.pop();
                }
                inputs.push(Input::Resize(columns, rows));
            }
            Event::Mouse(event) => {
                end_run(&mut run, &mut inputs);
                inputs.extend(mouse(event).map(Input::Mouse));
            }
            Event::FocusGained | Event::FocusLost => {}
        }
    }
    end_run(&mut run, &mut inputs);
    inputs
}

/// A notch of the wheel is this many rows.
const NOTCH: isize = 3;

fn mouse(event: MouseEvent) -> Option<Mouse> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click(event.column, event.row)),
        MouseEventKind::ScrollDown => Some(Mouse::Wheel(NOTCH)),
        MouseEventKind::ScrollUp => Some(Mouse::Wheel(-NOTCH)),
        _ => None,
    }
}

fn is_text(key: KeyEvent) -> bool {
    let held = key.modifiers - KeyModifiers::SHIFT;
    held.is_empty() && matches!(key.code, KeyCode::Char(c) if !c.is_control())
}

fn end_run(run: &mut Vec<KeyEvent>, inputs: &mut Vec<Input>) {
    let trailing = run.iter().rev().take_while(|k| k.code == KeyCode::Enter).count();
    let enters = run.split_off(run.len() - trailing);
    if run.len() > 1 {
        inputs.push(Input::Burst(run.iter().map(|key| letter(*key)).collect()));
    } else {
        inputs.extend(run.iter().copied().map(Input::Key));
    }
    inputs.extend(enters.into_iter().map(Input::Key));
    run.clear();
}

fn letter(key: KeyEvent) -> char {
    match key.code {
        KeyCode::Char(c) => c,
        _ => '\n',
    }
}

/// The keys of a burst, for where no text is typed.
pub fn keys_of(burst: &str) -> impl Iterator<Item = KeyEvent> {
    burst.chars().map(|c| {
        let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        KeyEvent::new(code, KeyModifiers::NONE)
    })
}

/// Full-width forms as the ASCII keys they stand for, for where no text is typed: a Chinese input
/// method in full-width mode still reaches every key.
pub fn folded(key: KeyEvent) -> KeyEvent {
    let KeyCode::Char(c) = key.code else { return key };
    let code = match u32::from(c) {
        code @ 0xff01..=0xff5e => code - 0xfee0,
        0x3000 => 0x20,
        0x3001 => u32::from(','),
        0x3002 => u32::from('.'),
        code => code,
    };
    let c = char::from_u32(code).unwrap_or(c);
    KeyEvent { code: KeyCode::Char(c), ..key }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    fn enter() -> KeyEvent {
        KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)
    }

    #[test]
    fn a_run_of_characters_is_one_burst_and_a_last_enter_stays_a_key() {
        let events = "多停一会".chars().map(key).chain([Event::Key(enter())]);
        assert_eq!(gather(events), [Input::Burst("多停一会".into()), Input::Key(enter())]);
        let inside = [key('a'), Event::Key(enter()), key('b')];
        assert_eq!(gather(inside), [Input::Burst("a\nb".into())]);
        assert_eq!(gather([Event::Key(enter()), Event::Key(enter())]).len(), 2);
        assert!(matches!(gather([key('a')])[..], [Input::Key(_)]));
    }

    #[test]
    fn releases_vanish_and_only_the_last_size_stays() {
        let mut release = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert_eq!(gather([Event::Key(release)]), []);
        let sizes = [Event::Resize(80, 24), Event::Resize(90, 30)];
        assert_eq!(gather(sizes), [Input::Resize(90, 30)]);
    }

    #[test]
    fn pasted_text_loses_escapes_and_keeps_lines() {
        let raw = "一\r\n二\r三\u{1b}[31m红\u{1b}]0;x\u{7}\u{0}\u{202e}完";
        assert_eq!(gather([Event::Paste(raw.into())]), [Input::Paste("一\n二\n三红完".into())]);
    }

    #[test]
    fn full_width_keys_are_their_ascii_keys() {
        for (wide, ascii) in
            [('？', '?'), ('：', ':'), ('，', ','), ('。', '.'), ('１', '1'), ('　', ' ')]
        {
            let key = folded(KeyEvent::new(KeyCode::Char(wide), KeyModifiers::NONE));
            assert_eq!(key.code, KeyCode::Char(ascii));
        }
        let han = KeyEvent::new(KeyCode::Char('议'), KeyModifiers::NONE);
        assert_eq!(folded(han), han);
    }
}

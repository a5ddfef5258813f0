//! Terminal escape sequences, recognised as ECMA-48 and xterm do and removed whole.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::CharIndices;

const ESC: char = '\u{1B}';

/// The text without escape sequences. A sequence that breaks off takes with it only what
/// certainly belonged to it: a stray introducer must not swallow the text behind it.
pub(super) fn strip(raw: &str) -> Cow<'_, str> {
    if !raw.contains(|c| c == ESC || is_c1(c)) {
        return raw.into();
    }
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        match c {
            ESC => after_escape(raw, &mut chars),
            // The one-character forms of ESC [, ESC ] and so on.
            '\u{9B}' => control_sequence(&mut chars),
            '\u{90}' | '\u{98}' | '\u{9D}' | '\u{9E}' | '\u{9F}' => {
                control_string(raw, &mut chars);
            }
            _ => out.push(c),
        }
    }
    out.into()
}

fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}')
}

type Chars<'a> = Peekable<CharIndices<'a>>;

fn take_if(chars: &mut Chars<'_>, wanted: impl Fn(char) -> bool) -> Option<char> {
    chars.next_if(|&(_, c)| wanted(c)).map(|(_, c)| c)
}

fn after_escape(raw: &str, chars: &mut Chars<'_>) {
    match take_if(chars, |c| matches!(c, ' '..='~')) {
        Some('[') => control_sequence(chars),
        Some(']' | 'P' | 'X' | '^' | '_') => control_string(raw, chars),
        // SS2 and SS3 shift the one character that follows; function keys come so.
        Some('N' | 'O') => {
            take_if(chars, |c| matches!(c, '!'..='~'));
        }
        Some(' '..='/') => {
            while take_if(chars, |c| matches!(c, ' '..='/')).is_some() {}
            take_if(chars, |c| matches!(c, '0'..='~'));
        }
        _ => {}
    }
}

/// CSI: parameters, intermediates and one final character.
fn control_sequence(chars: &mut Chars<'_>) {
    while take_if(chars, |c| matches!(c, '0'..='?')).is_some() {}
    while take_if(chars, |c| matches!(c, ' '..='/')).is_some() {}
    take_if(chars, |c| matches!(c, '@'..='~'));
}

/// OSC, DCS, SOS, PM, APC: everything up to the terminator, if there is one on this line.
fn control_string(raw: &str, chars: &mut Chars<'_>) {
    let Some(&(start, _)) = chars.peek() else {
        return;
    };
    let end = raw.get(start..).and_then(|rest| {
        rest.char_indices().find(|&(_, c)| {
            matches!(c, '\n' | '\r' | '\u{7}' | '\u{18}' | '\u{1A}' | ESC) || is_c1(c)
        })
    });
    let Some((end, stop)) = end.filter(|&(_, c)| !matches!(c, '\n' | '\r' | '\u{85}')) else {
        return;
    };
    while chars.next_if(|&(at, _)| at < start + end).is_some() {}
    // Another sequence may begin where this one is broken off, so only a terminator goes.
    if stop == ESC {
        let mut ahead = chars.clone();
        ahead.next();
        if ahead.next().is_some_and(|(_, c)| c == '\\') {
            *chars = ahead;
        }
    } else if matches!(stop, '\u{7}' | '\u{9C}' | '\u{18}' | '\u{1A}') {
        chars.next();
    }
}

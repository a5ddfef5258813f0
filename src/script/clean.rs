//! The one place where the script takes control characters out of what was typed.
//!
//! Must not change anything that can be seen: rare characters and marks come through.

use std::iter::Peekable;
use std::str::Chars;

const ESC: char = '\u{1b}';

/// Text of several lines: line ends become `\n`, tabs a space; control characters, terminal
/// escapes and what hides or reorders text are gone.
pub(super) fn clean_text(raw: &str) -> String {
    clean(raw, '\n')
}

/// Text of one line: line ends become a space.
pub(super) fn clean_line(raw: &str) -> String {
    clean(raw, ' ')
}

fn clean(raw: &str, line_end: char) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push(line_end);
            }
            '\t' => out.push(' '),
            ESC => skip_escape(&mut chars),
            _ if c.is_control() || is_invisible(c) => {}
            _ => out.push(c),
        }
    }
    out
}

/// A control sequence up to its final character; of any other escape, the character behind it.
fn skip_escape(chars: &mut Peekable<Chars<'_>>) {
    if chars.next_if_eq(&'[').is_none() {
        chars.next_if(|c| matches!(c, ' '..='~'));
        return;
    }
    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    chars.next_if(|c| matches!(c, '@'..='~'));
}

/// Shows nothing by itself and only hides, reorders or tells apart what looks the same.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_controls_go_and_rare_characters_stay() {
        assert_eq!(clean_text("a\u{1b}[31mb\u{7}\r\nc\td\u{202e}"), "ab\nc d");
        assert_eq!(clean_line("䶮\n𬱖"), "䶮 𬱖");
        assert_eq!(clean_text("\u{1b}"), "");
    }
}

//! Text that means harm: escapes, overrides, hidden characters, in everything that comes from
//! outside. Whatever happens to it, no such character reaches the terminal or a document.
//!
//! Two ways in are tried: files and script lines as a user would be given them, and a store that
//! was written by other means, past every border.

mod outside;
mod stored;

/// One of each kind: a colour, a new title, the clipboard, a link, a C1 sequence, a bell, a
/// reordering, a hidden space, a next-line, an interlinear mark, a tag, a byte order mark.
pub(crate) const HOSTILE: &str = "\u{1b}[31m红\u{1b}]0;title\u{7}\u{1b}]52;c;QUJD\u{7}\
    \u{1b}]8;;http://x.example\u{9c}链\u{9b}2J\u{202e}翻\u{200b}\u{85}\u{fff9}\u{e0041}\u{feff}完";

/// The first character of a text that could drive a terminal or mislead the eye.
pub(crate) fn damage_kind(text: &str) -> Option<char> {
    text.chars().find(|c| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
    })
}

#[track_caller]
pub(crate) fn harmless(what: &str, text: &str) {
    assert_eq!(
        damage_kind(text),
        None,
        "{what}: {:?}",
        text.chars().take(2_000).collect::<String>()
    );
}

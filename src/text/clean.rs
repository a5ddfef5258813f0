//! The border: everything from outside (keys, pastes, files, names, the wire) passes here once
//! before it is stored or drawn. Behind it there are no control characters, no terminal
//! escapes and nothing that reorders or hides text; rare characters and marks come through.
//!
//! What never crossed the border but must be shown all the same (a path, the system's own words)
//! goes through [`shown`].

mod escape;

use std::borrow::Cow;

/// What a text is, which says how it is cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One line: line ends become spaces.
    Line,
    /// Several lines.
    Text,
    /// A person's name, see [`clean_name`].
    Name,
    /// An id or number, see [`clean_id`].
    Id,
}

/// A value of a file or a field: cleaned as its form asks, without spaces around it.
pub fn clean_as(raw: &str, form: Form) -> String {
    match form {
        Form::Line => clean_line(raw).trim().to_owned(),
        Form::Text => clean_text(raw).trim().to_owned(),
        Form::Name => clean_name(raw),
        Form::Id => clean_id(raw),
    }
}

/// The first character that no file may hold: any control character but line ends and tabs. A file
/// with one is refused and not mended, for it is damaged or no text at all.
pub fn control(raw: &str) -> Option<char> {
    raw.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Whether a text is as [`clean_text`] would leave it.
pub fn is_clean(text: &str) -> bool {
    // Nearly all text is, and is told by a look at its characters.
    let plain = |c: char| c == '\n' || !(is_hostile(c) || matches!(c, '\u{200C}' | '\u{200D}'));
    text.chars().all(plain) || clean_text(text) == text
}

/// Text that is shown without having come through the border, on several lines: what could drive
/// the terminal or mislead the eye is replaced, visibly, and nothing else is touched.
pub fn shown(text: &str) -> Cow<'_, str> {
    let bad = |c: char| c != '\n' && c != '\t' && is_hostile(c);
    if text.contains(bad) {
        text.chars().map(|c| if bad(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
    } else {
        text.into()
    }
}

/// The same on one line.
pub fn shown_line(text: &str) -> String {
    shown(text).replace(['\n', '\t'], " ")
}

/// Whether a character may drive a terminal, or reorders or hides text.
pub fn is_hostile(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || is_invisible(c)
}

/// Text of several lines: line ends become `\n`, tabs a space.
pub fn clean_text(raw: &str) -> String {
    clean(raw, '\n')
}

/// Text of one line: line ends and tabs become a space.
pub fn clean_line(raw: &str) -> String {
    clean(raw, ' ')
}

/// A person's name: one line without spaces around it, any middle dot as U+00B7, and no spaces
/// at the dot or between Han characters (lists print 王　强 for 王强; it is one name).
pub fn clean_name(raw: &str) -> String {
    let line = clean_line(raw);
    let mut out = String::with_capacity(line.len());
    let mut gap = false;
    for c in line.trim().chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let c = match c {
            '\u{30FB}' | '\u{2022}' | '\u{2027}' | '\u{FF65}' | '\u{2219}' | '\u{22C5}' => '\u{B7}',
            _ => c,
        };
        if std::mem::take(&mut gap)
            && let Some(before) = out.chars().next_back()
            && !(before == '\u{B7}' || c == '\u{B7}' || is_wide_letter(before) && is_wide_letter(c))
        {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// An id, code or number: one line without spaces around it, full-width forms as ASCII.
pub fn clean_id(raw: &str) -> String {
    let line: String = clean_line(raw)
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect();
    line.trim().to_owned()
}

fn clean(raw: &str, line_end: char) -> String {
    let text = escape::strip(raw);
    let mut out = String::with_capacity(text.len());
    let mut joiner = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            '\r' if chars.peek() == Some(&'\n') => continue,
            // Word writes a line break inside a paragraph as VT, NEL comes from mainframes.
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => line_end,
            '\t' => ' ',
            '\u{200C}' | '\u{200D}' => {
                joiner = joiner.or(Some(c));
                continue;
            }
            _ if c.is_control() || is_invisible(c) => continue,
            _ => c,
        };
        if let Some(joiner) = joiner.take()
            && takes_joiner(c)
            && out.chars().next_back().is_some_and(takes_joiner)
        {
            out.push(joiner);
        }
        out.push(c);
    }
    out
}

/// Characters that show nothing by themselves and only reorder, hide or tell apart what looks
/// the same. Variation selectors of emoji are among them; those that choose the glyph of a Han
/// character in a name are not.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE0E}' | '\u{FE0F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        // Noncharacters, which XML forbids in part.
        | '\u{FDD0}'..='\u{FDEF}')
        || c as u32 & 0xFFFE == 0xFFFE
}

/// Scripts whose spelling uses joiners: Arabic (Uyghur), the Indic scripts, Tibetan, Mongolian.
/// Anywhere else a joiner only makes two equal words differ.
fn takes_joiner(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{10FF}' | '\u{1700}'..='\u{18AF}' | '\u{1900}'..='\u{1CFF}'
        | '\u{A800}'..='\u{A8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10A00}'..='\u{11FFF}')
        && !c.is_whitespace()
}

fn is_wide_letter(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests;

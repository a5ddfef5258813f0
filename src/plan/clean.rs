//! The one place through which every text of a file from outside is cleaned.

/// What a text is, which says how it is cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One line: line ends become spaces.
    Line,
    /// Several lines.
    Text,
    /// A person's name: its middle dot is U+00B7, inner runs of spaces are one.
    Name,
    /// An id or number: full-width forms as ASCII.
    Id,
}

/// The text as it is stored. Control characters are faults, found before by [`control`].
pub(super) fn clean(raw: &str, form: Form) -> String {
    let raw = raw.trim();
    match form {
        Form::Text => raw.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " "),
        Form::Line => {
            let raw = raw.replace("\r\n", " ");
            raw.chars().map(|c| if matches!(c, '\r' | '\n' | '\t') { ' ' } else { c }).collect()
        }
        Form::Name => {
            let mut name = String::with_capacity(raw.len());
            for word in raw.split_whitespace() {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.extend(word.chars().map(|c| match c {
                    '\u{30fb}' | '\u{2022}' | '\u{2027}' => '\u{b7}',
                    other => other,
                }));
            }
            name
        }
        Form::Id => raw.chars().map(half_width).collect(),
    }
}

/// The first character that no text may hold; line ends and tabs are allowed.
pub(super) fn control(raw: &str) -> Option<char> {
    raw.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_kind_of_middle_dot() {
        for dot in ['\u{30fb}', '\u{2022}', '\u{2027}', '\u{b7}'] {
            let raw = format!("\u{3000}阿依努尔{dot}买买提 ");
            assert_eq!(clean(&raw, Form::Name), "阿依努尔·买买提");
        }
        assert_eq!(clean("Ada  \t Lovelace", Form::Name), "Ada Lovelace");
        assert_eq!(clean("𬱖䶮", Form::Name), "𬱖䶮");
    }

    #[test]
    fn lines_and_ids_are_folded() {
        assert_eq!(clean("一\r\n二\n三", Form::Line), "一 二 三");
        assert_eq!(clean("一\r\n二\r三", Form::Text), "一\n二\n三");
        assert_eq!(clean(" Ｐ０１ ", Form::Id), "P01");
        assert_eq!(control("一\n\t二"), None);
        assert_eq!(control("一\u{7}"), Some('\u{7}'));
        assert_eq!(control("一\u{9b}"), Some('\u{9b}'));
    }
}

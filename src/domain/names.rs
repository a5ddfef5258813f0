//! Names of people: how they are ordered by strokes, found by pinyin, and written in lists.
//!
//! It owns the name data under `assets/names`. It must not clean what comes from outside
//! (names arrive here clean) and knows nothing of people beyond name, mark and id.

mod index;
mod pinyin_key;
mod romanized;
mod search;
mod strokes;
mod surname;
mod syllable;

pub use index::{PinyinIndex, matches};
pub use pinyin_key::PinyinKey;
pub use romanized::{letters, romanized};
pub use search::{Query, Rank};
pub use strokes::{StrokeKey, stroke_key};

/// In which order people stand in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ListOrder {
    /// 姓氏笔画, as official lists are ordered.
    #[default]
    Strokes,
    Pinyin,
    /// By group, inside a group by strokes.
    Group,
    /// As the roster has them.
    Listed,
}

/// Whether a character is a Han ideograph, rare planes and 〇 included.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character only chooses a glyph of the one before it, and is no character of the name.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The name as official lists print it: two Han characters get a full-width space between
/// them (王强 → 王　强), so that they align with names of three. Any other name is unchanged.
pub fn official(name: &str) -> String {
    let mut han = name.char_indices().filter(|&(_, c)| !is_variation(c));
    if let (Some((_, first)), Some((at, second)), None) = (han.next(), han.next(), han.next())
        && is_han(first)
        && is_han(second)
    {
        let mut spaced = name.to_owned();
        spaced.insert(at, '\u{3000}');
        return spaced;
    }
    name.to_owned()
}

/// The surname at the beginning of a name: 欧阳 of 欧阳文静; empty where the name has none.
pub fn surname_of(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    chars.iter().take(surname::len(&chars)).collect()
}

/// A name as a plan has it, without what it says behind it in brackets.
pub fn alone(name: &str) -> &str {
    name.split(['\u{ff08}', '(']).next().unwrap_or_default().trim()
}

/// The name with its mark (识别说明), which tells people of the same name apart: 张伟（2网格）.
/// An empty mark adds nothing.
pub fn display(name: &str, mark: &str) -> String {
    if mark.is_empty() { name.to_owned() } else { format!("{name}（{mark}）") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_two_han_characters_are_spaced() {
        assert_eq!(official("王强"), "王　强");
        assert_eq!(official("王\u{E0100}强"), "王\u{E0100}　强");
        assert_eq!(official("陈𬱖"), "陈　𬱖");
        for same in ["赵淑芬", "欧阳文静", "Li", "王", "", "王　强"] {
            assert_eq!(official(same), same);
        }
    }

    #[test]
    fn a_mark_stands_in_full_width_brackets() {
        assert_eq!(display("张伟", "2网格"), "张伟（2网格）");
        assert_eq!(display("王强", ""), "王强");
    }
}

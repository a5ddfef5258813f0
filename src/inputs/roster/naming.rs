//! What stands in the cell of a name: one name, several, or something that is nobody's.

use super::words::{fold, words};
use crate::text::clean::{Form, clean_as};

/// A telephone, where a name has one behind it.
pub(super) fn is_telephone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (7..=12).contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+'))
}

/// Two names in one cell.
pub(super) fn is_several(text: &str) -> bool {
    let han = |part: &str| {
        let part = part.trim();
        part.chars().count() > 1
            && part.chars().all(|c| !c.is_ascii())
            && !part.starts_with('\u{ff08}')
    };
    let several = |marks: &[char]| {
        let mut parts = text.split(marks).filter(|part| !part.trim().is_empty());
        let (first, second) = (parts.next(), parts.next());
        first.is_some_and(han) && second.is_some_and(han)
    };
    if is_spaced(text) {
        return true;
    }
    several(&['\u{3001}', '/', '\u{ff0f}', '\u{ff0c}', ',', '\u{ff1b}', ';', '\n', '\r', '+', '&'])
}

/// 张一 李二: two names, or a name and a post, where 张 三 and 欧阳 修 are one.
fn is_spaced(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let count = |part: &str| part.chars().count();
    let han = |part: &&str| part.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    let whole: String = parts.concat();
    let one = match parts.as_slice() {
        // Names of other peoples are longer than three characters between their spaces.
        parts if parts.iter().any(|part| count(part) > 3) => true,
        [] | [_] => true,
        [surname, _] => count(surname) == 1,
        _ => false,
    };
    let compound = || words().names.compound.iter().any(|name| whole.starts_with(name.as_str()));
    !one && count(&whole) > 3 && parts.iter().all(han) && !(compound() && count(&whole) == 4)
}

/// What is a sentence, a number or a label, and nobody's name; or stands for a name that is to come.
pub(super) fn is_no_name(text: &str) -> bool {
    const MARKS: [char; 14] =
        ['*', '×', '※', '★', '☆', '▲', '△', '●', '◆', '■', '□', '√', '#', '＊'];
    let word = fold(text);
    let word = word.strip_prefix('(').and_then(|w| w.strip_suffix(')')).unwrap_or(&word);
    // 张伟（13800000001) is somebody with a telephone.
    let (bare, inside) = word.split_once('(').unwrap_or((word, ""));
    let bare = if is_telephone(inside.trim_end_matches(')')) { bare } else { word };
    let runs = bare.split(|c: char| !c.is_ascii_digit());
    let counted = word
        .strip_suffix(['名', '人', '位', '户'])
        .is_some_and(|rest| rest.len() > 3 && rest.ends_with(|c: char| c.is_ascii_digit()));
    let header = !word.is_ascii() && words().meaning(word).is_some();
    if words().names.nobody.iter().any(|nobody| nobody == word)
        || text.contains(MARKS)
        || runs.map(str::len).max().is_some_and(|most| most > 6)
        || counted
        || header
        || ["派员", "若干"].iter().any(|end| word.ends_with(end))
    {
        return true;
    }
    let mark = |c: char| matches!(c, '。' | '；' | '：' | '？' | '！' | ';' | ':' | '?' | '!');
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < text.len() && number.starts_with(['.', '、', ')', '\u{ff09}']);
    // What came from the border is clean, but for the letters of numbers in full width.
    let digits = clean_as(text, Form::Id).chars().all(|c| !c.is_alphabetic());
    text.contains(mark) || numbered || digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_and_no_names_are_seen() {
        for text in ["张三、李四", "张三\n李四", "张三，李四", "张三/李四"] {
            assert!(is_several(text), "{text}");
        }
        for text in ["张三", "O'Neil, Ann", "张三\n（户主）", "阿依努尔·买买提", "王　强"]
        {
            assert!(!is_several(text), "{text}");
        }
        for text in ["2. 本表一式两份", "注：略", "123", "共三页。"] {
            assert!(is_no_name(text), "{text}");
        }
        assert!(!is_no_name("人1") && !is_no_name("O'Neil, Ann") && !is_no_name("𬱖"));
    }
}

//! Where a surname ends and how it is read, from `assets/names/surname_pinyin.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The middle dot of names such as 阿依努尔·买买提.
pub(super) const DOT: char = '\u{B7}';

static READINGS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    include_str!("../../../assets/names/surname_pinyin.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(surname, readings)| (surname, readings.split('|').collect()))
        .collect()
});

/// How many characters of the name are its surname: 2 for a known compound surname followed
/// by a given name, else 1; 0 for an empty name and for names with a middle dot, which have none.
pub(super) fn len(chars: &[char]) -> usize {
    if chars.is_empty() || chars.contains(&DOT) {
        return 0;
    }
    // 单于 alone is far more often 单 with the given name 于 than the compound surname.
    if chars.len() > 2 && !readings(&chars[..2]).is_empty() { 2 } else { 1 }
}

/// The readings of a surname, each for the whole surname (`ouyang`); none where the file has none.
pub(super) fn readings(surname: &[char]) -> &'static [&'static str] {
    let surname: String = surname.iter().collect();
    READINGS.get(surname.as_str()).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::surname_of;

    #[test]
    fn compound_surnames_need_a_given_name() {
        assert_eq!(surname_of("欧阳文静"), "欧阳");
        assert_eq!(surname_of("诸葛亮"), "诸葛");
        assert_eq!(surname_of("单于"), "单");
        assert_eq!(surname_of("曾宪明"), "曾");
        assert_eq!(surname_of("阿依努尔·买买提"), "");
        assert_eq!(surname_of(""), "");
    }

    #[test]
    fn surnames_have_their_own_readings() {
        assert_eq!(readings(&['曾']), ["zeng"]);
        assert_eq!(readings(&['欧', '阳']), ["ouyang"]);
        assert!(readings(&['赵']).is_empty());
    }
}

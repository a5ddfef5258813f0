//! 姓氏笔画 order: the key that official lists of names are sorted by.
//!
//! The order is by strokes of the surname's first character, then by the sequence of its
//! strokes (`surname_order.txt`), single surnames before compound ones, given names of one
//! character before two, then the given name by strokes. For given names, and for surnames
//! that the file lacks, only the number of strokes is known: inside a number the order is by
//! radical (`strokes.txt`, from CLDR), and an unlisted surname follows the listed ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{is_variation, surname};

/// The sort key of one name; keys compare in the order of official lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StrokeKey {
    surname: Vec<StrokeRank>,
    given_class: usize,
    given: Vec<StrokeRank>,
    /// No mark is 0, and a mark without a number comes after all numbers; so 2网格 precedes
    /// 10网格, and 10网格 precedes 货运.
    mark_number: u64,
    mark: String,
}

/// Where a character stands among all characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct StrokeRank {
    strokes: u8,
    unlisted: bool,
    rank: u16,
    /// Orders what no table knows.
    char: char,
}

/// The key of a name and its mark (empty for none). People of the same name are ordered by
/// their marks; equal keys keep the order of the list if the sort is stable.
pub fn stroke_key(name: &str, mark: &str) -> StrokeKey {
    let chars: Vec<char> =
        name.chars().filter(|c| !c.is_whitespace() && !is_variation(*c)).collect();
    // A name with a middle dot has no surname, but it is filed under its first character.
    let (surname, given) = chars.split_at(surname::len(&chars).max(1).min(chars.len()));
    let given: Vec<StrokeRank> =
        given.iter().filter(|&&c| c != surname::DOT).map(|&c| by_count(c)).collect();
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    StrokeKey {
        surname: surname.iter().map(|&c| by_sequence(c)).collect(),
        given_class: given.len().min(3),
        given,
        mark_number: if mark.is_empty() {
            0
        } else {
            mark.get(..digits).and_then(|number| number.parse().ok()).unwrap_or(u64::MAX)
        },
        mark: mark.to_owned(),
    }
}

fn by_sequence(c: char) -> StrokeRank {
    match SURNAMES.get(&c) {
        Some(&(strokes, rank)) => StrokeRank { strokes, unlisted: false, rank, char: c },
        None => by_count(c),
    }
}

fn by_count(c: char) -> StrokeRank {
    let found =
        COUNTS.binary_search_by_key(&c, |&(listed, ..)| listed).ok().and_then(|at| COUNTS.get(at));
    let (strokes, rank) = found.map_or((u8::MAX, u16::MAX), |&(_, strokes, rank)| (strokes, rank));
    StrokeRank { strokes, unlisted: true, rank, char: c }
}

static SURNAMES: LazyLock<HashMap<char, (u8, u16)>> = LazyLock::new(|| {
    entries(include_str!("../../../assets/names/surname_order.txt"))
        .map(|(c, strokes, rank)| (c, (strokes, rank)))
        .collect()
});

/// Sorted by character, for binary search: a third of a hash map's memory.
static COUNTS: LazyLock<Vec<(char, u8, u16)>> = LazyLock::new(|| {
    let mut counts: Vec<_> = entries(include_str!("../../../assets/names/strokes.txt")).collect();
    counts.sort_unstable_by_key(|&(c, ..)| c);
    counts
});

/// The characters of a table whose lines are a stroke count, a space and characters in order;
/// lines that begin with # are remarks.
fn entries(table: &'static str) -> impl Iterator<Item = (char, u8, u16)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (strokes, chars) = line.split_once(' ')?;
            Some((strokes.parse().ok()?, chars))
        })
        .flat_map(|(strokes, chars)| {
            chars.chars().zip(0..).map(move |(c, rank)| (c, strokes, rank))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
        let mut names = names.to_vec();
        names.sort_by_cached_key(|name| {
            let (name, mark) = name.split_once('（').unwrap_or((name, ""));
            stroke_key(name, mark.trim_end_matches('）'))
        });
        names
    }

    #[test]
    fn the_sample_roster_stands_in_official_order() {
        let official: Vec<&str> = "万思源 马学军 王强 王桂英 木晓东 区慧敏 仇海生 尹国栋 李桂花 \
            杨丽娟 杨秀兰 张伟（2网格） 张伟（货运） 阿依努尔·买买提 欧阳文静 罗志远 和文华 单晓燕 \
            赵淑芬 查玉梅 段永祥 普云峰 曾宪明 解正清"
            .split_whitespace()
            .collect();
        let listed: Vec<&str> =
            "段永祥 赵淑芬 和文华 李桂花 张伟（货运） 曾宪明 解正清 单晓燕 王桂英 \
            张伟（2网格） 马学军 仇海生 查玉梅 欧阳文静 阿依努尔·买买提 杨秀兰 王强 罗志远 杨丽娟 \
            尹国栋 普云峰 木晓东 区慧敏 万思源"
                .split_whitespace()
                .collect();
        assert_eq!(sorted(&listed), official);
    }

    #[test]
    fn surnames_of_equal_count_follow_the_sequence_of_strokes() {
        assert_eq!(
            sorted(&["刀一", "卜一", "丁一", "尹一", "仇一", "区一", "木一", "王一"]),
            ["丁一", "卜一", "刀一", "王一", "木一", "区一", "仇一", "尹一"]
        );
    }

    #[test]
    fn single_comes_before_compound_and_double() {
        assert_eq!(
            sorted(&["欧阳一", "欧一一", "欧阳一一", "欧龙"]),
            ["欧龙", "欧一一", "欧阳一", "欧阳一一"]
        );
    }

    #[test]
    fn unlisted_surnames_follow_the_listed_of_their_count_and_strangers_come_last() {
        // 乃 has two strokes and is not in the surname table.
        assert_eq!(
            sorted(&["Smith", "于一", "乃一", "丁一", "𱍊一"]),
            ["丁一", "乃一", "于一", "Smith", "𱍊一"]
        );
    }

    #[test]
    fn numbered_marks_are_ordered_as_numbers() {
        assert_eq!(
            sorted(&["张伟（货运）", "张伟（10网格）", "张伟（2网格）", "张伟"]),
            ["张伟", "张伟（2网格）", "张伟（10网格）", "张伟（货运）"]
        );
    }

    #[test]
    fn spaces_and_glyph_choices_do_not_count() {
        assert_eq!(stroke_key("王　强", ""), stroke_key("王强", ""));
        assert_eq!(stroke_key("王\u{E0100}强", ""), stroke_key("王强", ""));
        assert!(stroke_key("", "") < stroke_key("丁", ""));
    }
}

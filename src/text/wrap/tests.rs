//! Vectors from the field, and what holds for every text.

#![allow(clippy::string_slice, reason = "a slice off a character is a failure here")]

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

const NARROW: Width = Width { wide_ambiguous: false };
const WIDE: Width = Width { wide_ambiguous: true };

fn lines(text: &str, cells: usize) -> Vec<&str> {
    wrap(text, cells, NARROW).into_iter().map(|line| &text[line.range]).collect()
}

#[test]
fn a_mark_that_may_not_begin_a_line_takes_a_character_along() {
    assert_eq!(lines("一二三四五，六七", 10), ["一二三四", "五，六七"]);
    assert_eq!(lines("一二三四五”。六", 10), ["一二三四", "五”。六"]);
    assert_eq!(lines("阿依努尔·买买提", 8), ["阿依努", "尔·买买", "提"]);
}

#[test]
fn a_mark_that_may_not_end_a_line_goes_to_the_next() {
    assert_eq!(lines("一二三四（五六）", 10), ["一二三四", "（五六）"]);
    assert_eq!(lines("一二三“四五”", 7), ["一二三", "“四五”"]);
    assert_eq!(lines("单价￥100", 6), ["单价", "￥100"]);
}

#[test]
fn a_straight_mark_stays_with_what_it_encloses() {
    let text = "The text of proposal 3, \"槐树湾路\", was read";
    for cells in 10..60 {
        for line in lines(text, cells) {
            let line = line.trim();
            assert!(!line.ends_with(" \"") && line != "\"", "{line} at {cells}");
            assert!(!line.starts_with("\","), "{line} at {cells}");
        }
    }
}

#[test]
fn dashes_and_ellipses_are_not_parted() {
    assert_eq!(lines("一二三——四", 7), ["一二三", "——四"]);
    assert_eq!(lines("一二三……四", 7), ["一二三", "……四"]);
}

#[test]
fn numbers_stay_with_their_units() {
    assert_eq!(lines("会议用时15分钟", 13), ["会议用时", "15分钟"]);
    assert_eq!(lines("会议用时 15 分钟", 14), ["会议用时 ", "15 分钟"]);
    assert_eq!(lines("共计大约20多万元", 14), ["共计大约", "20多万元"]);
    assert_eq!(lines("一二三四2026年11月27日", 13), ["一二三四", "2026年11月", "27日"]);
    assert_eq!(lines("重量约为 25 kg左右", 13), ["重量约为 ", "25 kg左右"]);
    assert_eq!(lines("面积１２平方米", 12), ["面积", "１２平方米"]);
    assert_eq!(lines("从14:30开始", 6), ["从", "14:30", "开始"]);
    assert_eq!(lines("同意率为85.7%。", 10), ["同意率为", "85.7%。"]);
}

#[test]
fn latin_words_are_broken_only_where_they_are_longer_than_a_line() {
    assert_eq!(lines("使用yishi程序", 8), ["使用", "yishi程", "序"]);
    assert_eq!(lines("don’t stop", 4), ["don’", "t ", "stop"]);
    assert_eq!(lines("no don’t", 6), ["no ", "don’t"]);
    assert_eq!(lines("一abcdefghij", 4), ["一", "abcd", "efgh", "ij"]);
}

#[test]
fn spaces_hang_and_leave_no_gap() {
    assert_eq!(lines("ab 一二三四五六", 8), ["ab 一二", "三四五六"]);
    assert_eq!(lines("一二三四     五", 8), ["一二三四     ", "五"]);
    assert_eq!(lines("　　一二三四", 8), ["　　一二", "三四"]);
    let hanging = wrap("一二三四  五", 8, NARROW);
    assert_eq!(hanging[0].width, 8);
    assert_eq!(lines("一二（ 三四", 6), ["一二", "（ 三", "四"]);
    assert_eq!(lines("一二三 ，四", 6), ["一二", "三 ，", "四"]);
}

#[test]
fn paragraphs_keep_their_ends() {
    let found = wrap("一二三\n\n四", 4, NARROW);
    let ends: Vec<_> =
        found.iter().map(|line| (line.range.clone(), line.width, line.ends_paragraph)).collect();
    assert_eq!(ends, [(0..6, 4, false), (6..9, 2, true), (10..10, 0, true), (11..14, 2, true)]);
    assert_eq!(wrap("", 4, NARROW).len(), 1);
}

#[test]
fn hopeless_lines_still_break() {
    assert_eq!(lines("。。。。", 4), ["。。", "。。"]);
    assert_eq!(lines("————", 2), ["——", "——"]);
    assert_eq!(lines("一二", 1), ["一", "二"]);
    assert_eq!(lines("一二", 0), ["一", "二"]);
    assert_eq!(wrap("一——", 4, WIDE).iter().map(|l| l.width).collect::<Vec<_>>(), [2, 4]);
}

/// Text of everything that the rules tell apart.
fn mixed(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-丿]{1,6}",
        2 => "[。，、；：？！）》”’％·～.,:;!?%)]",
        2 => "[（《“‘￥(\\[{]",
        1 => Just("——".to_owned()),
        1 => Just("……".to_owned()),
        2 => "[0-9]{1,5}(分钟|票|多万元|年| kg| 人|%|)",
        2 => "[a-z]{1,12}('s|-b|)",
        2 => " {1,3}",
        1 => "[👩🇨e\u{301}\u{e0100}\u{200d}한ก\u{a0}　]{1,3}",
    ];
    proptest::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

/// Whether a line may end between two graphemes that have no space between them, judged only
/// from the two, in the words of the rule.
fn forbidden(before: &str, next: &str) -> bool {
    let starts = [
        "。", "，", "、", "；", "：", "？", "！", "）", "》", "”", "’", "％", "·", "～", ")", ".",
        ",", ":", ";", "!", "?", "%",
    ];
    let ends = ["（", "《", "“", "‘", "￥", "(", "[", "{"];
    let word = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric());
    starts.contains(&next)
        || ends.contains(&before)
        || before == next && (before == "—" || before == "…")
        || word(before) && word(next)
}

proptest! {
    #[test]
    fn lines_cover_the_text(text in mixed(30), breaks in proptest::collection::vec(0..200usize, 0..3), cells in 0..30usize) {
        let mut text = text;
        for at in breaks {
            if at <= text.len() && text.is_char_boundary(at) {
                text.insert(at, '\n');
            }
        }
        let mut again = String::new();
        for line in wrap(&text, cells, NARROW) {
            again.push_str(&text[line.range]);
            if line.ends_paragraph {
                again.push('\n');
            }
        }
        prop_assert_eq!(again.strip_suffix('\n'), Some(text.as_str()));
    }

    #[test]
    fn no_line_is_wider_than_allowed(text in mixed(30), cells in 2..30usize, wide in any::<bool>()) {
        let width = Width { wide_ambiguous: wide };
        for line in wrap(&text, cells, width) {
            let shown = text[line.range.clone()].trim_end_matches([' ', '　']);
            prop_assert_eq!(line.width, width.of(shown));
            prop_assert!(line.width <= cells || shown.graphemes(true).count() == 1, "{:?}", shown);
            let next = text[line.range.end..].graphemes(true).next();
            prop_assert!(line.ends_paragraph || next != Some(" "));
        }
    }

    #[test]
    fn forbidden_ends_are_the_last_resort(text in mixed(30), cells in 2..30usize) {
        for line in wrap(&text, cells, NARROW).iter().filter(|line| !line.ends_paragraph) {
            let next = text[line.range.end..].graphemes(true).next().unwrap();
            let of_line: Vec<&str> = text[line.range.clone()].graphemes(true).collect();
            let spaced = of_line.last() == Some(&" ");
            let solid = of_line.iter().rev().find(|g| **g != " ").unwrap_or(&" ");
            let parted = if spaced { forbidden("一", next) || forbidden(solid, "一") } else { forbidden(solid, next) };
            if parted {
                // Then no two Han characters stand side by side in the line: there it could end.
                let han = |g: &str| g.chars().count() == 1 && g.chars().all(|c| ('一'..='丿').contains(&c));
                prop_assert!(
                    !of_line.windows(2).any(|pair| han(pair[0]) && han(pair[1])),
                    "{:?} | {:?}", of_line, next
                );
            }
        }
    }

    #[test]
    fn an_edited_paragraph_is_as_if_wrapped_anew(
        text in mixed(40), insert in mixed(4), from in 0..100usize, len in 0..20usize,
        cells in 2..30usize, more in mixed(3), then in 0..100usize,
    ) {
        let mut text = text;
        let mut wrapped = WrappedParagraph::new(&text, cells, NARROW);
        for (insert, from, len) in [(insert, from, len), (more, then, 0)] {
            let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = chars[from * chars.len() / 100];
            let end = chars[(from * chars.len() / 100 + len).min(chars.len() - 1)];
            text.replace_range(start..end, &insert);
            wrapped.edited(&text, start..end, insert.len(), cells, NARROW);
            let anew = WrappedParagraph::new(&text, cells, NARROW);
            prop_assert_eq!(wrapped.lines(), anew.lines());
        }
    }
}

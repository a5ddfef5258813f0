//! Lines that are broken between words, where no office program would: titles, names of units, and
//! lists of names.
//!
//! Chinese is written without blanks, so a dictionary says what its words are. Must not know a format.

use crate::document::model::Run;
use crate::i18n::sheet;
use crate::text::Width;
use crate::text::wrap::wrap;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use std::ops::Range;

/// A last line of so few terminal cells is a word left over.
const LEFT_OVER: usize = 6;

/// A title in lines that end with a word: as full as they go, and where a word or two would be left
/// over about equally long. `em` characters fit on a line.
pub(super) fn title_lines(title: &str, em: u32) -> Vec<&str> {
    let cells = usize::try_from(em).unwrap_or(usize::MAX).saturating_mul(2);
    let words = words(title);
    let full = filled(title, &words, cells);
    let width = |range: &Range<usize>| Width::default().of(text(title, range));
    let short = full.last().is_some_and(|last| full.len() > 1 && width(last) <= LEFT_OVER);
    // The narrowest that needs no more lines.
    let mut even = (1..cells).map(|cells| filled(title, &words, cells));
    let even = short.then(|| even.find(|lines| lines.len() == full.len())).flatten();
    even.unwrap_or(full).iter().map(|range| text(title, range)).collect()
}

/// The words as they fit on lines; one that is longer than a line is broken where it must be.
fn filled(title: &str, words: &[Range<usize>], cells: usize) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for word in words {
        if let Some(line) = lines.last_mut() {
            let longer = line.start..word.end;
            if Width::default().of(text(title, &longer)) <= cells {
                *line = longer;
                continue;
            }
        }
        let own = title.get(word.clone()).unwrap_or_default();
        let broken = wrap(own, cells, Width::default()).into_iter();
        lines.extend(broken.map(|l| word.start + l.range.start..word.start + l.range.end));
    }
    lines
}

fn text<'t>(title: &'t str, range: &Range<usize>) -> &'t str {
    title.get(range.clone()).unwrap_or_default().trim_end()
}

/// Stretches that stay on one line: a word with the single characters behind it, and what brackets
/// and stops stand at.
fn words(title: &str) -> Vec<Range<usize>> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(title).filter(|end| *end > 0).collect();
    let inside = |at: usize| {
        sheet::WHOLE_WORDS.iter().any(|whole| {
            title.match_indices(whole).any(|(from, _)| from < at && at < from + whole.len())
        })
    };
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in ends {
        let own = title.get(start..end).unwrap_or_default();
        let one = own.chars().count() == 1 && !own.ends_with(opens);
        match words.last_mut() {
            Some(last)
                if one
                    || inside(start)
                    || title.get(last.clone()).unwrap_or_default().ends_with(opens) =>
            {
                last.end = end;
            }
            _ => words.push(start..end),
        }
        start = end;
    }
    words
}

fn opens(c: char) -> bool {
    sheet::OPENING.contains(c)
}

/// What is longer, in terminal cells, is no name.
const NAME: usize = 28;

/// A list of names with its lines broken between the names; what is no such list is left as it is.
/// `em` characters fit on a line.
pub(super) fn whole_names(value: &[Run], em: u32) -> Vec<Run> {
    let kept = |run: &Run| Run { text: list_lines(&run.text, em), look: run.look };
    match value {
        [run] => vec![kept(run)],
        several => several.to_vec(),
    }
}

fn list_lines(list: &str, em: u32) -> String {
    let Some(between) = sheet::BETWEEN_NAMES.into_iter().find(|between| list.contains(between))
    else {
        return list.to_owned();
    };
    let names: Vec<&str> = list.split(between).collect();
    if list.contains('\n') || names.iter().any(|name| Width::default().of(name) > NAME) {
        return list.to_owned();
    }
    // Letters and digits take up to a third more than half a character.
    let room = |text: &str| {
        let letters = text.chars().filter(char::is_ascii).count();
        Width::default().of(text) + letters.div_ceil(3)
    };
    let cells = usize::try_from(em).unwrap_or(usize::MAX).saturating_mul(2);
    let (mut out, mut taken) = (String::new(), 0);
    for (i, name) in names.iter().enumerate() {
        let last = i + 1 == names.len();
        let own = if last { (*name).to_owned() } else { format!("{name}{between}") };
        let wide = room(own.trim_end());
        if taken > 0 && taken + wide > cells {
            out.truncate(out.trim_end().len());
            out.push('\n');
            taken = 0;
        }
        out.push_str(&own);
        taken += room(&own);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Look;

    #[test]
    fn a_title_is_broken_between_words_and_leaves_no_two_characters_over() {
        for (title, lines) in [
            (
                "关于槐树湾农贸市场周边停车秩序整治的协商纪要",
                &["关于槐树湾农贸市场周边", "停车秩序整治的协商纪要"][..],
            ),
            (
                "槐树湾农贸市场周边停车秩序整治协商议事会会议记录",
                &["槐树湾农贸市场周边停车秩序整治协商议事会", "会议记录"],
            ),
            (
                "关于召开槐树湾农贸市场周边停车秩序整治协商议事会的通知",
                &["关于召开槐树湾农贸市场周边停车秩序整治", "协商议事会的通知"],
            ),
            ("会议记录", &["会议记录"]),
            (
                "Invitation: consultation on parking around the market",
                &["Invitation: consultation on parking", "around the market"],
            ),
        ] {
            assert_eq!(title_lines(title, 20), lines);
            for em in 4..28 {
                assert_eq!(
                    title_lines(title, em).concat().replace(' ', ""),
                    title.replace(' ', "")
                );
            }
        }
        // What is longer than any line is broken all the same.
        assert_eq!(title_lines(&"x".repeat(50), 10).len(), 3);
    }

    #[test]
    fn no_line_begins_with_a_stop_or_ends_with_a_bracket() {
        let title = "关于（槐树湾）“老旧小区”加装电梯、停车位改造的通知";
        for em in 6..28 {
            for line in title_lines(title, em) {
                assert!(!line.starts_with(['）', '”', '、', '的']), "{em}: {line}");
                assert!(!line.ends_with(['（', '“']), "{em}: {line}");
            }
        }
    }

    #[test]
    fn a_list_of_names_is_broken_between_them() {
        let list = |text: &str, em| {
            let run = Run { text: text.to_owned(), look: Look::Plain };
            whole_names(&[run], em).remove(0).text
        };
        let names = "曾宪明、张伟（货运）、阿依努尔·买买提、欧阳文静";
        assert_eq!(list(names, 12), "曾宪明、张伟（货运）、\n阿依努尔·买买提、\n欧阳文静");
        assert_eq!(list("Li Ming, Wang Wu, Zhao Liu", 9), "Li Ming,\nWang Wu,\nZhao Liu");
        let text = "这是一段说明文字，里面有停车、卸货两件事，还有很长很长的话要说明白";
        assert_eq!(list(text, 10), text);
    }
}

//! Text in lines as the screen draws them. Measuring and breaking are those of `text`, the same
//! as in the editor and the exports.

pub(crate) use crate::text::Width;

use crate::text::wrap::Measure;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// Names that no line may break.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    all: HashSet<Box<str>>,
    /// Their lengths in bytes.
    lengths: BTreeSet<usize>,
}

impl Names {
    /// Where they stand in a text, the longest at each place.
    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(c) = text.get(from..).and_then(|rest| rest.chars().next()) {
            let here = |length: &&usize| {
                text.get(from..from + **length).is_some_and(|name| self.all.contains(name))
            };
            let longest = self.lengths.iter().rev().find(here);
            let end = from + longest.copied().unwrap_or(c.len_utf8());
            if longest.is_some() {
                found.push(from..end);
            }
            from = end;
        }
        found
    }
}

impl<T: Into<Box<str>>> FromIterator<T> for Names {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        let all: HashSet<Box<str>> = names.into_iter().map(Into::into).collect();
        let lengths = all.iter().map(|name| name.len()).filter(|length| *length > 0).collect();
        Self { all, lengths }
    }
}

/// Measures each name of a paragraph as if it were one character.
#[derive(Clone, Copy)]
struct Unbroken<'a> {
    paragraph: &'a str,
    names: &'a [Range<usize>],
    cells: usize,
    width: Width,
}

impl Measure for Unbroken<'_> {
    fn first<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        // What is asked for is always the end of the paragraph.
        let at = self.paragraph.len().checked_sub(text.len())?;
        let name = self.names.iter().find(|name| name.start == at);
        let name = name.and_then(|name| text.get(..name.len()));
        match name.map(|name| (name, self.width.of(name))) {
            Some((name, wide)) if wide <= self.cells => Some((name, wide)),
            _ => self.width.first(text),
        }
    }
}

/// As [`wrap`], with no break inside a name that a line can hold.
pub(crate) fn wrap_names(text: &str, cells: usize, width: Width, names: &Names) -> Vec<String> {
    let paragraphs = text.split('\n').flat_map(|paragraph| {
        let found = names.found(paragraph);
        let measure = Unbroken { paragraph, names: &found, cells, width };
        let lines = crate::text::wrap::wrap(paragraph, cells, measure);
        lines.into_iter().filter_map(|line| paragraph.get(line.range))
    });
    paragraphs.map(|line| line.trim_end().to_owned()).collect()
}

/// Breaks a text into lines of at most `cells`, without the spaces that hang at a line's end.
pub(crate) fn wrap(text: &str, cells: usize, width: Width) -> Vec<String> {
    let lines = crate::text::wrap::wrap(text, cells, width);
    let shown = lines.into_iter().filter_map(|line| text.get(line.range));
    shown.map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_fit_and_do_not_begin_with_a_comma() {
        let lines = wrap("一二三四五，六七", 10, Width::default());
        assert_eq!(lines, ["一二三四", "五，六七"]);
        for line in wrap("请 Dr Smith 发言，三分钟。", 7, Width::default()) {
            assert!(Width::default().of(&line) <= 7, "{line}");
        }
    }

    #[test]
    fn no_line_breaks_inside_a_name() {
        let names: Names =
            ["解正清", "阿依努尔·买买提", "张伟", "张伟（2网格）"].into_iter().collect();
        let text = "还有哪位？张伟（2网格）、解正清、阿依努尔·买买提还没有发言。";
        for cells in 16..40 {
            let lines = wrap_names(text, cells, Width::default(), &names);
            assert_eq!(lines.concat(), text);
            for name in ["解正清", "阿依努尔·买买提", "张伟（2网格）"] {
                assert!(
                    lines.iter().any(|line| line.contains(name)),
                    "{name} at {cells}: {lines:?}"
                );
            }
            assert!(lines.iter().all(|line| Width::default().of(line) <= cells), "{lines:?}");
        }
        // A name that is wider than a line is broken like any text.
        let lines = wrap_names("阿依努尔·买买提", 8, Width::default(), &names);
        assert!(lines.len() > 1 && lines.iter().all(|line| Width::default().of(line) <= 8));
    }

    #[test]
    fn cut_text_ends_in_an_ellipsis_and_fits() {
        assert_eq!(Width::default().truncate("赵淑芬", 5), "赵淑…");
        assert_eq!(Width::default().truncate("赵淑芬", 6), "赵淑芬");
        assert_eq!(Width { wide_ambiguous: true }.truncate("赵淑芬", 5), "赵…");
    }
}

//! How many cells text takes on this terminal, and text cut or padded to cells.
//!
//! Stands in for `text::width` and `text::wrap` until they are merged, with the same names.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// How a terminal measures text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Width {
    /// Whether ambiguous characters (— … “ ” ●) take two cells.
    pub wide_ambiguous: bool,
}

impl Width {
    /// The cells of a text on one line.
    pub fn of(self, text: &str) -> usize {
        self.graphemes(text).map(|(_, cells)| cells).sum()
    }

    /// The graphemes of a text, each with its cells. Control characters take none.
    pub fn graphemes(self, text: &str) -> impl Iterator<Item = (&str, usize)> {
        text.graphemes(true).map(move |g| {
            let control = g.chars().all(char::is_control);
            let cells = if self.wide_ambiguous { g.width_cjk() } else { g.width() };
            (g, if control { 0 } else { cells })
        })
    }

    /// The text if it fits, else its beginning and an ellipsis, at most `cells` wide.
    pub fn truncate(self, text: &str, cells: usize) -> String {
        if self.of(text) <= cells {
            return text.to_owned();
        }
        let ellipsis = self.of("…");
        let mut kept = String::new();
        let mut used = 0;
        for (grapheme, wide) in self.graphemes(text) {
            if used + wide + ellipsis > cells {
                break;
            }
            used += wide;
            kept.push_str(grapheme);
        }
        if ellipsis <= cells {
            kept.push('…');
        }
        kept
    }

    /// Spaces behind the text up to `cells`.
    pub fn pad_right(self, text: &str, cells: usize) -> String {
        let spare = cells.saturating_sub(self.of(text));
        format!("{text}{}", " ".repeat(spare))
    }

    /// Spaces before the text up to `cells`.
    pub fn pad_left(self, text: &str, cells: usize) -> String {
        let spare = cells.saturating_sub(self.of(text));
        format!("{}{text}", " ".repeat(spare))
    }
}

/// Breaks a text into lines of at most `cells`.
pub fn wrap(text: &str, cells: usize, width: Width) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for word in paragraph.split_word_bounds() {
            let wide = width.of(word);
            // A word that no line holds is cut; closing punctuation stays with what it closes.
            if used + wide > cells && used > 0 {
                if word.trim().is_empty() {
                    continue;
                }
                let kept = if closes(word) { pop_last(&mut line) } else { String::new() };
                lines.push(std::mem::replace(&mut line, kept));
                used = width.of(&line);
            }
            for (grapheme, wide) in width.graphemes(word) {
                if used + wide > cells && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += wide;
            }
        }
        lines.push(line);
    }
    lines
}

/// Full-width and general punctuation that may not begin a line: by code points, as ranges.
fn closes(word: &str) -> bool {
    word.chars().next().is_some_and(|c| {
        let code = u32::from(c);
        matches!(code, 0x3001 | 0x3002 | 0xff0c | 0xff1b | 0xff1a | 0xff1f | 0xff01 | 0xff09)
            || matches!(c, '”' | '’' | '%' | ',' | '.' | ')' | ';' | ':' | '!' | '?')
    })
}

fn pop_last(line: &mut String) -> String {
    let at = line.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    if at == 0 { String::new() } else { line.split_off(at) }
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
    fn cut_text_ends_in_an_ellipsis_and_fits() {
        assert_eq!(Width::default().truncate("赵淑芬", 5), "赵淑…");
        assert_eq!(Width::default().truncate("赵淑芬", 6), "赵淑芬");
        assert_eq!(Width { wide_ambiguous: true }.truncate("赵淑芬", 5), "赵…");
    }
}

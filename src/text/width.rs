//! How many terminal cells text takes, and text cut or padded to a number of cells.

use std::borrow::Cow;
use std::iter::repeat_n;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How a terminal measures text. Characters such as “ ” … — · ● → √ and box drawing are
/// *ambiguous* in Unicode: one cell here, two there; a probe at the start finds out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Width {
    /// Whether ambiguous characters take two cells.
    pub wide_ambiguous: bool,
}

impl Width {
    /// The cells that a text takes on one line. Control characters take none; they have no
    /// place in text and are removed at the border ([`super::clean`]).
    pub fn of(self, text: &str) -> usize {
        self.graphemes(text).map(|(_, cells)| cells).sum()
    }

    /// The graphemes of a text, each with the cells it takes.
    pub fn graphemes(self, text: &str) -> impl Iterator<Item = (&str, usize)> {
        let mut rest = text;
        std::iter::from_fn(move || {
            let (grapheme, cells) = self.first(rest)?;
            rest = rest.get(grapheme.len()..).unwrap_or_default();
            Some((grapheme, cells))
        })
    }

    /// The first grapheme of a text and the cells it takes; none if the text is empty.
    pub(super) fn first(self, text: &str) -> Option<(&str, usize)> {
        // Nearly all text is Han and ASCII, where a grapheme is a character; asking the
        // segmentation tables only for the rest makes wrapping several times faster.
        let mut chars = text.chars();
        let first = chars.next()?;
        if is_plain(first) && chars.next().is_none_or(is_plain) {
            let grapheme = text.get(..first.len_utf8())?;
            return Some((grapheme, if first.is_ascii() { 1 } else { 2 }));
        }
        let grapheme = text.graphemes(true).next()?;
        Some((grapheme, self.of_grapheme(grapheme)))
    }

    fn of_grapheme(self, grapheme: &str) -> usize {
        if grapheme.chars().all(char::is_control) {
            0
        } else if self.wide_ambiguous {
            grapheme.width_cjk()
        } else {
            grapheme.width()
        }
    }

    /// The text if it fits, else its beginning and an ellipsis, together at most `cells` wide.
    /// A grapheme is never cut; where not even the ellipsis fits, nothing is left.
    pub fn truncate(self, text: &str, cells: usize) -> Cow<'_, str> {
        let ellipsis = self.of("…");
        let (mut used, mut kept) = (0, 0);
        for (grapheme, wide) in self.graphemes(text) {
            used += wide;
            if used > cells {
                let mut short = text.get(..kept).unwrap_or_default().to_owned();
                if ellipsis <= cells {
                    short.push('…');
                }
                return short.into();
            }
            if used + ellipsis <= cells {
                kept += grapheme.len();
            }
        }
        text.into()
    }

    /// Spaces behind the text up to `cells`; a wider text is unchanged.
    pub fn pad_right(self, text: &str, cells: usize) -> String {
        pad(text, 0, cells.saturating_sub(self.of(text)))
    }

    /// Spaces before the text up to `cells`; a wider text is unchanged.
    pub fn pad_left(self, text: &str, cells: usize) -> String {
        pad(text, cells.saturating_sub(self.of(text)), 0)
    }

    /// Spaces on both sides up to `cells`, an odd one behind; a wider text is unchanged.
    pub fn center(self, text: &str, cells: usize) -> String {
        let spare = cells.saturating_sub(self.of(text));
        pad(text, spare / 2, spare - spare / 2)
    }
}

fn pad(text: &str, before: usize, behind: usize) -> String {
    repeat_n(' ', before).chain(text.chars()).chain(repeat_n(' ', behind)).collect()
}

/// Characters that are a grapheme by themselves whenever the next one is plain too, and whose
/// width does not depend on the terminal: ASCII one cell, the others two.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF60}')
}

/// The cells of a character that every terminal draws equally wide; None for all others.
pub fn plain_width(grapheme: &str) -> Option<u16> {
    let mut chars = grapheme.chars();
    let first = chars.next().filter(|c| is_plain(*c) && chars.next().is_none())?;
    Some(if first.is_ascii() { 1 } else { 2 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NARROW: Width = Width { wide_ambiguous: false };
    const WIDE: Width = Width { wide_ambiguous: true };

    #[test]
    fn ambiguous_characters_follow_the_terminal() {
        for text in [
            "“", "”", "‘", "’", "…", "—", "·", "①", "●", "○", "■", "▲", "▶", "→", "√", "×", "℃",
            "№", "─", "│", "┌", "╭", "┼", "═",
        ] {
            assert_eq!((NARROW.of(text), WIDE.of(text)), (1, 2), "{text}");
        }
    }

    #[test]
    fn other_characters_are_the_same_everywhere() {
        for (text, cells) in [
            ("张伟（2网格）", 13),
            ("，。", 4),
            ("abc", 3),
            ("䶮𬱖", 4),
            ("e\u{301}", 1),
            ("王\u{E0100}", 2),
            ("ｱ", 1),
            ("￥", 2),
            ("", 0),
        ] {
            assert_eq!((NARROW.of(text), WIDE.of(text)), (cells, cells), "{text}");
        }
    }

    #[test]
    fn control_characters_take_no_cell() {
        assert_eq!(NARROW.of("a\u{7}\u{1b}\n\u{85}b"), 2);
        assert_eq!(NARROW.of("a\r\nb"), 2);
    }

    #[test]
    fn truncation_keeps_graphemes_whole_and_fits() {
        assert_eq!(NARROW.truncate("赵淑芬", 6), "赵淑芬");
        assert_eq!(NARROW.truncate("赵淑芬", 5), "赵淑…");
        assert_eq!(NARROW.truncate("赵淑芬", 4), "赵…");
        assert_eq!(WIDE.truncate("赵淑芬", 5), "赵…");
        assert_eq!(NARROW.truncate("赵淑芬", 1), "…");
        assert_eq!(WIDE.truncate("赵淑芬", 1), "");
        assert_eq!(NARROW.truncate("赵", 0), "");
        assert_eq!(NARROW.truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn padding_reaches_the_cells() {
        assert_eq!(NARROW.pad_right("王强", 6), "王强  ");
        assert_eq!(NARROW.pad_left("12", 4), "  12");
        assert_eq!(NARROW.center("王强", 7), " 王强  ");
        assert_eq!(NARROW.center("王强", 3), "王强");
    }

    proptest! {
        #[test]
        fn the_quick_way_measures_like_the_tables(
            text in "[a-z 一-龥，。“…·—e\u{301}\u{200d}👩👧\u{1F1E8}\u{1F1F3}ก\u{e33}한\u{e0100}]{0,20}",
        ) {
            for width in [NARROW, WIDE] {
                let quick: Vec<_> = width.graphemes(&text).collect();
                let slow: Vec<_> =
                    text.graphemes(true).map(|g| (g, width.of_grapheme(g))).collect();
                prop_assert_eq!(quick, slow);
            }
        }

        #[test]
        fn a_truncated_text_is_never_too_wide(text in "\\PC{0,20}", cells in 0..12usize) {
            for width in [NARROW, WIDE] {
                prop_assert!(width.of(&width.truncate(&text, cells)) <= cells);
                if width.of(&text) <= cells {
                    prop_assert_eq!(width.truncate(&text, cells), text.as_str());
                }
            }
        }
    }
}

//! Line breaking for Chinese with Latin and numbers, for the screen, the cursor and exports.
//!
//! Greedy by the width of graphemes, with 避头尾: certain marks never begin or end a line, and
//! no line breaks inside ——, ……, a number with its unit, or a Latin word, as long as the line
//! has any other place to break. Spaces at the end of a line hang over its edge. A line depends only on the
//! text from its start on, so a paragraph can be wrapped again from any line.

mod paragraph;
mod rules;

use std::ops::Range;

pub use paragraph::WrappedParagraph;
pub(in crate::text) use rules::is_ideographic;

use self::rules::{Break, Scan};
use super::Width;

/// One visual line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedLine {
    /// The bytes of the line, without the `\n` that may follow it, with hanging spaces.
    pub range: Range<usize>,
    /// Its cells, without spaces at its end.
    pub width: usize,
    /// Whether a paragraph ends here, with `\n` or with the text.
    pub ends_paragraph: bool,
}

/// How wide the beginning of a text is: in cells on a terminal, in a length of its own on paper.
pub trait Measure {
    /// The first grapheme of a text and its width; None if the text is empty. What it is asked
    /// for is always the end of a paragraph.
    fn first<'t>(&self, text: &'t str) -> Option<(&'t str, usize)>;
}

impl Measure for Width {
    fn first<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        Self::first(*self, text)
    }
}

/// Breaks a text into lines of at most `cells` cells. Paragraphs end at `\n`; an empty one, and
/// an empty text, is one empty line. The lines and the `\n` between paragraphs are the whole
/// text in order. A grapheme wider than `cells` stands on a line of its own.
pub fn wrap(text: &str, cells: usize, width: impl Measure + Copy) -> Vec<WrappedLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let mut from = 0;
        loop {
            let (mut line, _) = next_line(paragraph, from, cells, width);
            from = line.range.end;
            let last = line.ends_paragraph;
            line.range = start + line.range.start..start + line.range.end;
            lines.push(line);
            if last {
                break;
            }
        }
        start += paragraph.len() + 1;
    }
    lines
}

/// The line of a paragraph that begins at byte `start`, and the byte before which the text
/// decided it: a change at or behind that byte leaves the line as it is.
fn next_line(
    paragraph: &str,
    start: usize,
    cells: usize,
    width: impl Measure + Copy,
) -> (WrappedLine, usize) {
    let text = paragraph.get(start..).unwrap_or_default();
    let mut scan = Scan::new(text);
    // The last places where the line may end, by how bad it is to end there.
    let (mut legal, mut inside) = (None, None);
    let (mut at, mut used, mut visible) = (0, 0, 0);
    while let Some((grapheme, wide)) = text.get(at..).and_then(|rest| width.first(rest)) {
        let (kind, is_space) = scan.before(at, grapheme);
        if at > 0 {
            match kind {
                Break::Legal => legal = Some((at, visible)),
                Break::Inside => inside = Some((at, visible)),
                Break::Never => {}
            }
        }
        if is_space {
            used += wide;
        } else if at > 0 && used + wide > cells {
            let (end, visible) = legal.or(inside).unwrap_or((at, visible));
            let line =
                WrappedLine { range: start..start + end, width: visible, ends_paragraph: false };
            return (line, start + at + grapheme.len() + rules::LOOK_AHEAD);
        } else {
            used += wide;
            visible = used;
        }
        at += grapheme.len();
    }
    let line = WrappedLine { range: start..paragraph.len(), width: visible, ends_paragraph: true };
    (line, usize::MAX)
}

#[cfg(test)]
mod tests;

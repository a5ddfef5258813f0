//! The text as visual rows: what is drawn, and where the cursor is among it.

use std::cmp::Ordering;
use std::ops::Range;

use super::{Editor, Pos};
use crate::text::wrap::WrappedLine;

/// One visual row to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its text with the spaces that hang over its edge; draw as much as fits.
    pub text: &'a str,
    /// Its paragraph, counted from 0.
    pub paragraph: usize,
    /// Whether the paragraph begins with this row.
    pub starts_paragraph: bool,
    /// The selected bytes of `text`.
    pub selected: Option<Range<usize>>,
    /// Whether the paragraph's end behind this row is selected too.
    pub end_selected: bool,
}

impl Editor {
    /// How many visual rows the text has, at least one.
    pub fn rows(&self) -> usize {
        self.buffer.paragraphs().iter().map(|p| p.lines().len()).sum()
    }

    /// The cursor's visual row, and its column in cells, at most the width of lines.
    pub fn cursor(&self) -> (usize, usize) {
        let above: usize = self
            .buffer
            .paragraphs()
            .iter()
            .take(self.cursor.paragraph)
            .map(|paragraph| paragraph.lines().len())
            .sum();
        (above + self.line_at_cursor(), self.cursor_col())
    }

    /// The first row to draw so that the cursor is among `height` rows: `top` where it is
    /// already, and never so far down that rows stay empty which text could fill.
    pub fn scroll_to_cursor(&self, top: usize, height: usize) -> usize {
        let height = height.max(1);
        let (row, _) = self.cursor();
        top.min(row).max((row + 1).saturating_sub(height)).min(self.rows().saturating_sub(height))
    }

    /// The visual rows from `top` on, at most `height`.
    pub fn visible(&self, top: usize, height: usize) -> impl Iterator<Item = Row<'_>> {
        let (paragraph, line) = self.locate(top);
        let beyond = top >= self.rows();
        self.buffer
            .paragraphs()
            .iter()
            .enumerate()
            .skip(paragraph)
            .flat_map(move |(index, of)| {
                let first = if index == paragraph { line } else { 0 };
                of.lines().iter().skip(first).map(move |line| (index, of, line))
            })
            .take(if beyond { 0 } else { height })
            .map(|(index, of, line)| {
                let (selected, end_selected) = self.selected_in(index, line);
                Row {
                    text: of.part(line.range.start, line.range.end),
                    paragraph: index,
                    starts_paragraph: line.range.start == 0,
                    selected,
                    end_selected,
                }
            })
    }

    fn selected_in(&self, paragraph: usize, line: &WrappedLine) -> (Option<Range<usize>>, bool) {
        let Some((from, to)) = self.selection() else {
            return (None, false);
        };
        let inside = |pos: Pos| match pos.paragraph.cmp(&paragraph) {
            Ordering::Less => line.range.start,
            Ordering::Greater => line.range.end,
            Ordering::Equal => pos.byte.clamp(line.range.start, line.range.end),
        };
        let (start, end) = (inside(from), inside(to));
        let paragraph_end = Pos { paragraph, byte: line.range.end };
        (
            (start < end).then(|| start - line.range.start..end - line.range.start),
            line.ends_paragraph && from <= paragraph_end && to.paragraph > paragraph,
        )
    }

    pub(super) fn lines_at_cursor(&self) -> &[WrappedLine] {
        self.buffer
            .paragraphs()
            .get(self.cursor.paragraph)
            .map_or(&[], |paragraph| paragraph.lines())
    }

    /// The cursor's visual line in its paragraph.
    pub(super) fn line_at_cursor(&self) -> usize {
        let byte = self.cursor.byte;
        let lines = self.lines_at_cursor();
        let line = lines.partition_point(|line| line.range.start <= byte).saturating_sub(1);
        let at_start = lines.get(line).is_some_and(|line| line.range.start == byte);
        if self.upstream && at_start { line.saturating_sub(1) } else { line }
    }

    pub(super) fn cursor_col(&self) -> usize {
        let Some(line) = self.lines_at_cursor().get(self.line_at_cursor()) else {
            return 0;
        };
        let text = self.buffer.text_of(self.cursor.paragraph);
        let before = text.get(line.range.start..self.cursor.byte);
        // Hanging spaces have no columns: behind them the cursor waits in the spare one.
        self.buffer.width.of(before.unwrap_or_default()).min(self.buffer.cells)
    }

    /// The paragraph of a visual row, and the line in it; the last ones for rows beyond the text.
    pub(super) fn locate(&self, row: usize) -> (usize, usize) {
        let mut left = row;
        for (index, paragraph) in self.buffer.paragraphs().iter().enumerate() {
            let lines = paragraph.lines().len();
            if left < lines {
                return (index, left);
            }
            left -= lines;
        }
        let end = self.buffer.end().paragraph;
        let lines = self.buffer.paragraphs().last().map_or(0, |p| p.lines().len());
        (end, lines.saturating_sub(1))
    }
}

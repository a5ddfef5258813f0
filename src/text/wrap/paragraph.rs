//! One paragraph with its lines, wrapped again after an edit only as far as the edit reaches.

use std::ops::Range;

use super::{WrappedLine, next_line};
use crate::text::Width;

/// The lines of one paragraph (a text without `\n`), kept up to date.
#[derive(Debug, Clone, Default)]
pub struct WrappedParagraph {
    lines: Vec<WrappedLine>,
    /// For each line the byte before which the text decided it.
    decided: Vec<usize>,
}

impl WrappedParagraph {
    /// Breaks a paragraph into lines of at most `cells` cells.
    pub fn new(text: &str, cells: usize, width: Width) -> Self {
        let mut wrapped = Self::default();
        let mut start = 0;
        loop {
            let (line, decided) = next_line(text, start, cells, width);
            start = line.range.end;
            let last = line.ends_paragraph;
            wrapped.lines.push(line);
            wrapped.decided.push(decided);
            if last {
                return wrapped;
            }
        }
    }

    /// The lines, at least one, their ranges in bytes of the paragraph.
    pub fn lines(&self) -> &[WrappedLine] {
        &self.lines
    }

    /// Follows an edit: `old` bytes were replaced by `new` bytes at byte `at`, and `text` is the
    /// paragraph now. `cells` and `width` must be those it was wrapped with. The result is the
    /// same as wrapping anew; lines that the edit does not touch are only moved.
    pub fn edited(
        &mut self,
        text: &str,
        Range { start: at, end: old }: Range<usize>,
        new: usize,
        cells: usize,
        width: Width,
    ) {
        // What decides a line lies before what decides the next, so the untouched come first.
        let kept = self.decided.partition_point(|&decided| decided <= at);
        let mut start = self.lines.get(kept).map_or(0, |line| line.range.start);
        let moved = |byte: usize| byte - old + at + new;
        let (mut lines, mut decided) = (Vec::new(), Vec::new());
        let mut resumed = kept;
        loop {
            let (line, until) = next_line(text, start, cells, width);
            start = line.range.end;
            let last = line.ends_paragraph;
            lines.push(line);
            decided.push(until);
            if last {
                resumed = self.lines.len();
                break;
            }
            if start < at + new {
                continue;
            }
            // Behind the edit, a line that begins where an old one began is that line again.
            let same = self.lines.get(resumed..).and_then(|rest| {
                rest.iter()
                    .position(|line| line.range.start >= old && moved(line.range.start) >= start)
            });
            resumed = same.map_or(self.lines.len(), |same| resumed + same);
            if self.lines.get(resumed).is_some_and(|line| moved(line.range.start) == start) {
                break;
            }
        }
        for line in self.lines.iter_mut().skip(resumed) {
            line.range = moved(line.range.start)..moved(line.range.end);
        }
        for until in self.decided.iter_mut().skip(resumed) {
            *until = until.saturating_sub(old).saturating_add(at + new);
        }
        self.lines.splice(kept..resumed, lines);
        self.decided.splice(kept..resumed, decided);
    }
}

//! A field of one line that scrolls sideways.

use std::ops::Range;

use super::buffer::floor;
use super::{Edit, Editor};
use crate::text::Width;

/// The editor's buffer as one line: line ends become spaces, vertical moves do nothing.
#[derive(Debug, Clone)]
pub struct LineInput {
    editor: Editor,
    /// The byte at which the visible part begins.
    first: usize,
}

/// What of a line is visible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView<'a> {
    /// The visible text, at most the cells asked for.
    pub text: &'a str,
    /// The cursor's column, always below the cells asked for.
    pub cursor: usize,
    /// The selected bytes of `text`.
    pub selected: Option<Range<usize>>,
    /// Whether there is more to the left, and to the right.
    pub more: (bool, bool),
}

impl LineInput {
    /// A field with this text, cleaned, and the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self {
            // No line is as wide, so there is never a second one.
            editor: Editor::with(text, usize::MAX, true),
            first: 0,
        }
    }

    /// Does one thing and tells whether the text changed.
    pub fn apply(&mut self, edit: Edit) -> bool {
        self.editor.apply(edit)
    }

    /// Whether the cursor stands behind the last character.
    pub fn is_at_end(&self) -> bool {
        self.editor.position().byte == self.text().len()
    }

    pub fn text(&self) -> &str {
        self.editor.buffer.text_of(0)
    }

    /// Replaces the text and forgets undo; the cursor goes to the end.
    pub fn set_text(&mut self, text: &str) {
        self.editor.set_text(text);
    }

    /// Ends the step of undo that typing goes into.
    pub fn seal_undo(&mut self) {
        self.editor.seal_undo();
    }

    /// The selected text; none if nothing is selected.
    pub fn selected_text(&self) -> Option<String> {
        self.editor.selected_text()
    }

    /// Scrolls as little as shows the cursor and what is under it in `cells` cells, and shows
    /// the rest around it.
    pub fn view(&mut self, cells: usize, width: Width) -> LineView<'_> {
        self.first = self.scrolled(self.first, cells.max(1), width);
        self.view_from(self.first, cells, width).1
    }

    /// The same for a field that may not change while it is drawn: the caller keeps the byte at
    /// which the visible part begins, gives that of the last time and gets the one to keep.
    pub fn view_from(&self, first: usize, cells: usize, width: Width) -> (usize, LineView<'_>) {
        let cells = cells.max(1);
        let first = self.scrolled(first, cells, width);
        let text = self.editor.buffer.text_of(0);
        let cursor = self.editor.cursor.byte;
        let rest = text.get(first..).unwrap_or_default();
        let mut used = 0;
        let shown: usize = width
            .graphemes(rest)
            .take_while(|(_, wide)| {
                used += wide;
                used <= cells
            })
            .map(|(grapheme, _)| grapheme.len())
            .sum();
        let end = first + shown;
        let selected = self.editor.selection().and_then(|(from, to)| {
            let (from, to) = (from.byte.max(first), to.byte.min(end));
            (from < to).then(|| from - first..to - first)
        });
        let view = LineView {
            text: rest.get(..shown).unwrap_or_default(),
            // A single cell cannot hold a wide grapheme: the cursor stays in it all the same.
            cursor: width.of(text.get(first..cursor).unwrap_or_default()).min(cells - 1),
            selected,
            more: (first > 0, end < text.len()),
        };
        (first, view)
    }

    fn scrolled(&self, first: usize, cells: usize, width: Width) -> usize {
        let text = self.editor.buffer.text_of(0);
        let cursor = self.editor.cursor.byte;
        let mut first = floor(text, first.min(cursor));
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let under = width.first(part(cursor, text.len())).map_or(1, |(_, wide)| wide.max(1));
        let mut before = width.of(part(first, cursor));
        for (grapheme, wide) in width.graphemes(part(first, cursor)) {
            if before + under <= cells {
                break;
            }
            before -= wide;
            first += grapheme.len();
        }
        // Text that was deleted at the end leaves room for what scrolled away at the left.
        let mut shown = width.of(part(first, text.len())) + 1;
        while first > 0 && shown < cells {
            let previous = floor(text, first - 1);
            shown += width.of(part(previous, first));
            if shown <= cells {
                first = previous;
            }
        }
        first
    }
}

//! The running record as rows of the screen: worded again when the record grew, wrapped again
//! when the width changed, and of a grown record only what is new or other.

use crate::document::line::{self, Line};
use crate::i18n::Lang;
use crate::i18n::ui::minutes as text;
use crate::text::Width;
use crate::text::wrap::wrap;
use crate::tui::ui::Ui;
use std::ops::Range;

/// One line of the minutes and its rows.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) line: Line,
    /// As it is drawn, with the mark of a correction.
    pub(super) text: String,
    /// The bytes of each row of `text`.
    pub(super) rows: Vec<Range<usize>>,
    /// How many rows are above it.
    pub(super) first: usize,
}

#[derive(Debug)]
pub(super) struct Record {
    of: Option<(u64, Lang)>,
    layout: (usize, Width),
    lines: Vec<Shown>,
    /// The rows in which the record was last drawn.
    pub(super) height: usize,
    /// The first of them, among all rows.
    pub(super) top: usize,
}

impl Default for Record {
    fn default() -> Self {
        Self { of: None, layout: (60, Width::default()), lines: Vec::new(), height: 1, top: 0 }
    }
}

impl Record {
    pub(super) fn bring_up_to(&mut self, ui: &Ui) {
        let Some(ledger) = ui.ledger() else { return };
        let of = (ledger.seq(), ui.lang());
        if self.of == Some(of) {
            return;
        }
        self.of = Some(of);
        let lines = line::minutes(ledger, None, ui.lang()).unwrap_or_default();
        let mut old = std::mem::take(&mut self.lines).into_iter().peekable();
        for line in lines {
            while old.next_if(|shown| shown.line.seq < line.seq).is_some() {}
            let mut text = line.text.clone();
            if line.drifted {
                text.push_str(&text::drifted(ui.lang()));
            } else if line.corrected {
                text.push_str(&text::corrected(ui.lang()));
            }
            let same = old.next_if(|shown| shown.line.seq == line.seq && shown.text == text);
            let rows = same.map_or_else(|| rows(&text, self.layout), |shown| shown.rows);
            self.lines.push(Shown { line, text, rows, first: 0 });
        }
        self.count();
    }

    pub(super) fn lay_out(&mut self, cells: usize, width: Width, height: usize) {
        self.height = height.max(1);
        if self.layout == (cells, width) {
            return;
        }
        self.layout = (cells, width);
        for shown in &mut self.lines {
            shown.rows = rows(&shown.text, self.layout);
        }
        self.count();
    }

    fn count(&mut self) {
        let mut first = 0;
        for shown in &mut self.lines {
            shown.first = first;
            first += shown.rows.len();
        }
    }

    pub(super) fn lines(&self) -> &[Shown] {
        &self.lines
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.lines.last().map_or(0, |shown| shown.first + shown.rows.len())
    }

    /// The place of the line of an event, or of the nearest before it that still stands.
    pub(super) fn place(&self, seq: u64) -> Option<usize> {
        let behind = self.lines.partition_point(|shown| shown.line.seq <= seq);
        (!self.lines.is_empty()).then(|| behind.saturating_sub(1))
    }

    /// The lines with rows among `height` from `top` on, and how many rows of the first are
    /// above.
    pub(super) fn visible(&self, top: usize, height: usize) -> (usize, usize, &[Shown]) {
        let from = self.lines.partition_point(|shown| shown.first + shown.rows.len() <= top);
        let to = self.lines.partition_point(|shown| shown.first < top + height);
        let lines = self.lines.get(from..to).unwrap_or_default();
        (from, lines.first().map_or(0, |shown| top - shown.first.min(top)), lines)
    }
}

fn rows(text: &str, (cells, width): (usize, Width)) -> Vec<Range<usize>> {
    wrap(text, cells, width).into_iter().map(|line| line.range).collect()
}

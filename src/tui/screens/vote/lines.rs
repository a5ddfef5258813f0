//! A column of lines that may be longer than the screen: pieces of text and bars, drawn from any
//! line on.

use crate::tui::measure::{Names, Width, wrap_names};
use crate::tui::pen::{Pen, cells, row};
use crate::tui::widgets::tally;
use ratatui::layout::Rect;
use ratatui::style::Style;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DetailLine {
    Text(Vec<(String, Style)>),
    /// `value` of `base`, marked at `need`.
    Bar {
        value: u64,
        need: u64,
        base: u64,
        met: bool,
    },
}

#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub(super) list: Vec<DetailLine>,
    wide: usize,
    width: Width,
    names: &'a Names,
}

impl<'a> Lines<'a> {
    /// Lines of at most `wide` cells that break no name.
    pub(super) fn new(wide: u16, width: Width, names: &'a Names) -> Self {
        Self { list: Vec::new(), wide: usize::from(wide).max(8), width, names }
    }

    /// A text, broken where it is too long.
    pub(super) fn text(&mut self, text: &str, style: Style) {
        self.indented(text, style, 0);
    }

    /// A text whose further lines stand under its first.
    pub(super) fn item(&mut self, text: &str, style: Style) {
        self.indented(text, style, 2);
    }

    fn indented(&mut self, text: &str, style: Style, by: usize) {
        let room = self.wide.saturating_sub(by).max(4);
        for line in wrap_names(text, room, self.width, self.names) {
            self.list.push(DetailLine::Text(vec![(format!("{}{line}", " ".repeat(by)), style)]));
        }
    }

    pub(super) fn pieces(&mut self, pieces: Vec<(String, Style)>) {
        self.list.push(DetailLine::Text(pieces));
    }

    pub(super) fn bar(&mut self, value: u64, need: u64, base: u64, met: bool) {
        self.list.push(DetailLine::Bar { value, need, base, met });
    }

    /// A free line, never two of them and none at the top.
    pub(super) fn gap(&mut self) {
        let free =
            |line: &DetailLine| matches!(line, DetailLine::Text(pieces) if pieces.is_empty());
        if self.list.last().is_some_and(|line| !free(line)) {
            self.pieces(Vec::new());
        }
    }

    /// Draws from line `top` on; gives how many lines are left below.
    pub(super) fn draw(&self, pen: &mut Pen, area: Rect, top: usize) -> usize {
        let height = usize::from(area.height);
        let top = top.min(self.list.len().saturating_sub(height));
        for (i, line) in self.list.iter().skip(top).take(height).enumerate() {
            let at = row(area, cells(i));
            match line {
                DetailLine::Text(pieces) => {
                    let pieces: Vec<(&str, Style)> =
                        pieces.iter().map(|(text, style)| (text.as_str(), *style)).collect();
                    pen.pieces(at, &pieces);
                }
                DetailLine::Bar { value, need, base, met } => {
                    let bar = Rect { width: at.width.min(48), ..at };
                    tally::bar(pen, bar, *value, *need, *base, *met);
                }
            }
        }
        self.list.len().saturating_sub(top + height)
    }
}

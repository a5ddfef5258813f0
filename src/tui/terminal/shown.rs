//! The cells as the terminal has them, and what is to be sent to make them others.
//!
//! A key that is typed changes a few rows: only those are drawn and compared then. A whole frame
//! costs a key ten times that, most of it in memory that has gone cold since the last key.

use super::encode::Encoder;
use crate::tui::draw::{self, Drawn};
use crate::tui::ui::Ui;
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth as _};
use ratatui::layout::{Position, Rect};
use std::io;

#[derive(Debug)]
pub(super) struct Shown {
    /// As the terminal has them.
    cells: Buffer,
    /// Where the next frame is drawn.
    next: Buffer,
    /// The part that the last whole frame let be drawn by itself.
    part: Option<Rect>,
    /// The rows that a frame changes, one below the other: as they are, and as they will be.
    before: Buffer,
    after: Buffer,
}

impl Shown {
    /// A terminal that was just cleared.
    pub(super) fn empty(area: Rect) -> Self {
        let none = || Buffer::empty(Rect::ZERO);
        let (cells, next) = (Buffer::empty(area), Buffer::empty(area));
        Self { cells, next, part: None, before: none(), after: none() }
    }

    pub(super) fn area(&self) -> Rect {
        self.cells.area
    }

    /// Draws what changed, and gives the place of the hardware cursor.
    pub(super) fn draw(&mut self, ui: &Ui, to: &mut Encoder) -> io::Result<Option<Position>> {
        if let Some(part) = self.part.filter(|_| ui.only_written()) {
            for y in part.top()..part.bottom() {
                row(&mut self.next, part, y).iter_mut().for_each(Cell::reset);
            }
            let cursor = draw::draw_part(&mut self.next, part, ui);
            self.send(part, to)?;
            debug_assert!(self.is_whole(ui), "something changed beyond the part of the editor");
            return Ok(cursor);
        }
        self.next.reset();
        let Drawn { cursor, part } = draw::draw(&mut self.next, ui);
        self.part = part.filter(|part| self.area().intersection(*part) == *part);
        self.send(self.area(), to)?;
        Ok(cursor)
    }

    /// Sends what the next frame changes in an area. Mostly that is few rows, and only they are
    /// taken apart: going through all of both buffers is what a frame costs most.
    fn send(&mut self, area: Rect, to: &mut Encoder) -> io::Result<()> {
        let differs = |y: &u16| {
            let (old, new) = (row(&mut self.cells, area, *y), row(&mut self.next, area, *y));
            old.iter().zip(new).any(|(old, new)| !is_same(old, new))
        };
        let rows: Vec<u16> = (area.top()..area.bottom()).filter(differs).collect();
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let together = Rect { y: 0, height, ..area };
        self.before.resize(together);
        self.after.resize(together);
        for (at, y) in (0..).zip(&rows) {
            row(&mut self.before, area, at).swap_with_slice(row(&mut self.cells, area, *y));
            row(&mut self.after, area, at).swap_with_slice(row(&mut self.next, area, *y));
        }
        for at in (0..).take(rows.len()) {
            uncover(row(&mut self.before, area, at), row(&mut self.after, area, at));
        }
        let there = |at: u16| rows.get(usize::from(at)).copied().unwrap_or(at);
        let mut changed = self.before.diff_iter(&self.after);
        let sent = changed.try_for_each(|(x, at, cell)| to.cell(x, there(at), cell));
        for (at, y) in (0..).zip(&rows) {
            row(&mut self.after, area, at).swap_with_slice(row(&mut self.cells, area, *y));
        }
        sent
    }

    /// Whether a whole frame would be the same.
    fn is_whole(&self, ui: &Ui) -> bool {
        let mut whole = Buffer::empty(self.area());
        draw::draw(&mut whole, ui);
        whole == self.cells
    }
}

/// The cells of a row between the sides of an area.
fn row(of: &mut Buffer, area: Rect, y: u16) -> &mut [Cell] {
    let width = usize::from(of.area.width);
    let start = usize::from(y - of.area.y) * width + usize::from(area.x - of.area.x);
    of.content.get_mut(start..start + usize::from(area.width)).unwrap_or_default()
}

/// Where a wide character goes, what the terminal leaves in its second half is each terminal's own:
/// the old ground, that of what is written beside it, or none. So nothing is known of that cell, and
/// it is sent, though our cells say that it stays as it was.
fn uncover(before: &mut [Cell], after: &[Cell]) {
    /// Of no cell that is drawn, and one cell wide: nothing is covered by it in turn.
    const UNKNOWN: &str = "\u{e000}";
    for at in 0..before.len().saturating_sub(1) {
        let (Some(old), Some(new)) = (before.get(at), after.get(at)) else { return };
        // A letter is not wide, and measuring costs more than telling one.
        if old.symbol().len() > 1 && old != new {
            for covered in 1..usize::from(old.cell_width()) {
                if let Some(cell) = before.get_mut(at + covered) {
                    cell.set_symbol(UNKNOWN).set_diff_option(CellDiffOption::None);
                }
            }
        }
    }
}

/// Whether two cells look the same. A symbol is nearly always one letter or one character of three
/// bytes, and a call for each costs more than the comparison.
fn is_same(one: &Cell, other: &Cell) -> bool {
    let same = match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one @ [_, _, _], other @ [_, _, _]) => one.first_chunk::<3>() == other.first_chunk::<3>(),
        (one, other) => one == other,
    };
    same && one.fg == other.fg
        && one.bg == other.bg
        && one.modifier == other.modifier
        && one.underline_color == other.underline_color
        && one.diff_option == other.diff_option
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Style};

    /// The columns that are sent where one row takes the place of another.
    fn sent(before: &str, after: &str) -> Vec<u16> {
        let area = Rect::new(0, 0, 4, 1);
        let [mut old, mut new] = [before, after].map(|text| {
            let mut buffer = Buffer::empty(area);
            buffer.set_string(0, 0, text, Style::new().bg(Color::Blue));
            buffer
        });
        uncover(row(&mut old, area, 0), row(&mut new, area, 0));
        old.diff_iter(&new).map(|(x, ..)| x).collect()
    }

    #[test]
    fn the_second_half_of_a_wide_character_is_sent_when_it_goes() {
        assert_eq!(sent("议事", "x 事"), [0, 1]);
        assert_eq!(sent("议事", "议x "), [2, 3], "at the end of the row as well");
        assert_eq!(sent("a议b", "事 b"), [0, 2], "the one before covers its first half");
        assert_eq!(sent("议事", "事事"), [0], "another covers both");
        assert!(sent("议事", "议事").is_empty());
    }
}

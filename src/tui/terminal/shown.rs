//! The cells as the terminal has them, and what is to be sent to make them others.
//!
//! A key that is typed changes a few rows: only those are drawn and compared then. A whole frame
//! costs a key ten times that, most of it in memory that has gone cold since the last key.

use crate::tui::draw::{self, Drawn};
use crate::tui::ui::Ui;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

#[derive(Debug)]
pub(super) struct Shown {
    /// As the terminal has them.
    cells: Buffer,
    /// Where the next whole frame is drawn.
    next: Buffer,
    /// The part that the last whole frame let be drawn by itself.
    part: Option<Rect>,
    /// The cells of a part as they are, and as they will be.
    before: Buffer,
    after: Buffer,
}

impl Shown {
    /// A terminal that was just cleared.
    pub(super) fn empty(area: Rect) -> Self {
        let none = || Buffer::empty(Rect::ZERO);
        Self {
            cells: Buffer::empty(area),
            next: Buffer::empty(area),
            part: None,
            before: none(),
            after: none(),
        }
    }

    pub(super) fn area(&self) -> Rect {
        self.cells.area
    }

    /// Draws what changed, and gives the place of the hardware cursor.
    pub(super) fn draw<B: Backend>(
        &mut self,
        ui: &Ui,
        to: &mut B,
    ) -> Result<Option<Position>, B::Error> {
        match self.part.filter(|_| ui.only_written()) {
            Some(part) => self.draw_part(part, ui, to),
            None => self.draw_whole(ui, to),
        }
    }

    fn draw_whole<B: Backend>(
        &mut self,
        ui: &Ui,
        to: &mut B,
    ) -> Result<Option<Position>, B::Error> {
        self.next.reset();
        let Drawn { cursor, part } = draw::draw(&mut self.next, ui);
        self.part = part;
        let Some(rows) = self.changed_rows() else { return Ok(cursor) };
        self.before.resize(rows);
        self.after.resize(rows);
        swap(&mut self.next, &mut self.after);
        self.send(to)?;
        Ok(cursor)
    }

    /// Sends what differs from the cells that stand where `after` goes, and puts it there.
    fn send<B: Backend>(&mut self, to: &mut B) -> Result<(), B::Error> {
        swap(&mut self.cells, &mut self.before);
        let sent = to.draw(self.before.diff(&self.after).into_iter());
        swap(&mut self.cells, &mut self.after);
        sent
    }

    /// The rows from the first to the last that a whole frame changes: mostly few, and comparing
    /// is what a frame costs most.
    fn changed_rows(&self) -> Option<Rect> {
        let area = self.cells.area;
        let width = usize::from(area.width).max(1);
        let rows = || self.cells.content.chunks(width).zip(self.next.content.chunks(width));
        let differ = |(old, new): (&[Cell], &[Cell])| {
            old.iter().zip(new).any(|(old, new)| !is_same(old, new))
        };
        let first = rows().position(differ)?;
        let last = rows().rposition(differ)?;
        let (first, last) = (u16::try_from(first).ok()?, u16::try_from(last).ok()?);
        Some(Rect { y: area.y + first, height: last - first + 1, ..area })
    }

    fn draw_part<B: Backend>(
        &mut self,
        part: Rect,
        ui: &Ui,
        to: &mut B,
    ) -> Result<Option<Position>, B::Error> {
        self.before.resize(part);
        self.after.resize(part);
        self.after.reset();
        let Drawn { cursor, .. } = draw::draw_part(&mut self.after, ui);
        self.send(to)?;
        debug_assert!(self.is_whole(ui), "something changed beyond the part of the editor");
        Ok(cursor)
    }

    /// Whether a whole frame would be the same.
    fn is_whole(&self, ui: &Ui) -> bool {
        let mut whole = Buffer::empty(self.area());
        draw::draw(&mut whole, ui);
        whole == self.cells
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

/// Exchanges the cells of a part with those that stand there.
fn swap(cells: &mut Buffer, part: &mut Buffer) {
    let (area, width) = (part.area, usize::from(part.area.width));
    if width == 0 || cells.area.intersection(area) != area {
        return;
    }
    for (y, row) in (area.top()..area.bottom()).zip(part.content.chunks_exact_mut(width)) {
        let start = cells.index_of(area.x, y);
        if let Some(there) = cells.content.get_mut(start..start + width) {
            there.swap_with_slice(row);
        }
    }
}

//! The cells as the terminal has them, and what is to be sent to make them others.
//!
//! A key that is typed changes a few rows: only those are drawn and compared then. A whole frame
//! costs a key ten times that, most of it in memory that has gone cold since the last key.

use crate::tui::draw::{self, Drawn};
use crate::tui::ui::Ui;
use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
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
        to.draw(self.cells.diff(&self.next).into_iter())?;
        std::mem::swap(&mut self.cells, &mut self.next);
        self.part = part;
        Ok(cursor)
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
        swap(&mut self.cells, &mut self.before);
        let Drawn { cursor, .. } = draw::draw_part(&mut self.after, ui);
        let sent = to.draw(self.before.diff(&self.after).into_iter());
        swap(&mut self.cells, &mut self.after);
        sent?;
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

//! Tables and ruled forms: rows stay whole, heads stand again on every sheet.

use super::blocks::Writer;
use super::face::Role;
use super::flow::{Ink, Position, Style, Text};
use crate::document::model::{GridRow, Table};
use crate::export::page::{CELL_SIDES, Columns, columns, grid_edges, joined};
use crate::text::Width;

/// What a row keeps free above its text and beneath it.
const ROW_SIDES: u32 = 40;
const HAIR: u32 = 10;
/// Above a table and beneath it.
const GAP: u32 = 120;

struct Cell {
    /// From the left edge of the text to the right.
    from: u32,
    to: u32,
    lines: Vec<Text>,
    style: Style,
}

impl Writer<'_> {
    fn cell(&self, text: &Text, style: Style, (from, to): (u32, u32)) -> Cell {
        let room = (to - from).saturating_sub(CELL_SIDES);
        Cell { from, to, lines: self.flow.lines(text, &style, room, room), style }
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.flow.gap(GAP);
        let columns = columns(table, self.flow.page.text_width());
        let size = columns.half_points * 10;
        let style = Style { size, line: size * 13 / 10, ..self.small() };
        let tall = if table.tall { 567 } else { 0 };
        let head: Vec<_> = table.header.iter().map(|c| (c.text.as_str(), true)).collect();
        let head = self.row(&columns, &head, self.strong(), style);
        let mut open = false;
        for row in &table.rows {
            let cells = row.iter().zip(&columns.centred).map(|(c, mid)| (c.text.as_str(), *mid));
            let mut row = self.row(&columns, &cells.collect::<Vec<_>>(), Role::Plain, style);
            while !row.is_empty() {
                let own = height(&row).max(tall);
                let with_head = own + if open { 0 } else { height(&head) };
                let turned = self.flow.need(with_head.min(self.whole()));
                if turned || !open {
                    self.put_row(&head, height(&head));
                    open = true;
                }
                // A row that no sheet can hold goes on upon the next.
                let left = self.flow.bottom().saturating_sub(self.flow.y);
                let rest = if own > left { split(&mut row, left) } else { Vec::new() };
                self.put_row(&row, height(&row).max(tall).min(left));
                row = rest;
            }
        }
        self.flow.y += GAP;
    }

    const fn whole(&self) -> u32 {
        self.flow.page.height - self.flow.page.top - self.flow.page.bottom
    }

    fn row(
        &self,
        columns: &Columns,
        cells: &[(&str, bool)],
        role: Role,
        style: Style,
    ) -> Vec<Cell> {
        let mut x = self.flow.page.left;
        let cells = columns.widths.iter().zip(cells).map(|(width, (text, centred))| {
            let place = if *centred { Position::Centre } else { Position::Left };
            let from = x;
            x += width;
            self.cell(&Text::of(role, text), Style { place, ..style }, (from, x))
        });
        cells.collect()
    }

    fn put_row(&mut self, row: &[Cell], height: u32) {
        let (top, bottom) = (self.flow.y, self.flow.y + height);
        for cell in row {
            let text = cell.style.line * u32::try_from(cell.lines.len()).unwrap_or(0);
            let mut y = top + height.saturating_sub(text) / 2;
            let half = CELL_SIDES / 2;
            for line in &cell.lines {
                self.flow.line_at(line, &cell.style, (cell.from + half, cell.to - half), y);
                y += cell.style.line;
            }
            let corners =
                [(cell.from, top), (cell.to, top), (cell.to, bottom), (cell.from, bottom)];
            for (i, corner) in corners.iter().enumerate() {
                self.flow.rule(*corner, corners[(i + 1) % 4], HAIR, Ink::Black);
            }
        }
        self.flow.y = bottom;
    }

    pub(super) fn grid(&mut self, rows: &[GridRow]) {
        self.flow.gap(GAP);
        let size = self.measures.form;
        let style = Style { size, line: size * 13 / 10, ..self.small() };
        for row in rows {
            let edges = grid_edges(rows, row, self.measures, self.flow.page.text_width());
            let left = self.flow.page.left;
            let mut spans = edges.windows(2).map(|w| (left + w[0], left + w[1]));
            let mut cells = Vec::new();
            for field in &row.fields {
                let label = Text::of(self.strong(), &field.label);
                let middle = Style { place: Position::Centre, ..style };
                let short = Width::default().of(&joined(&field.value)) <= 16;
                let value = self.runs(&field.value);
                for (text, style) in [(label, middle), (value, if short { middle } else { style })]
                {
                    let Some(span) = spans.next() else { break };
                    cells.push(self.cell(&text, style, span));
                }
            }
            let mut row_left = cells;
            let room = u32::from(row.room.max(1)) * self.measures.row;
            while !row_left.is_empty() {
                let own = height(&row_left).max(room);
                self.flow.need(own.min(self.whole()));
                let free = self.flow.bottom().saturating_sub(self.flow.y);
                let rest = if own > free { split(&mut row_left, free) } else { Vec::new() };
                self.put_row(&row_left, height(&row_left).max(room).min(free));
                row_left = rest;
            }
        }
        self.flow.y += GAP;
    }
}

fn height(row: &[Cell]) -> u32 {
    let lines = |cell: &Cell| {
        u32::try_from(cell.lines.len().max(1)).unwrap_or(1) * cell.style.line + 2 * ROW_SIDES
    };
    row.iter().map(lines).max().unwrap_or_default()
}

/// Cuts what does not fit into `room` off the cells: the rest, empty where nothing is left.
fn split(row: &mut [Cell], room: u32) -> Vec<Cell> {
    let mut left = false;
    let rest: Vec<Cell> = row
        .iter_mut()
        .map(|cell| {
            let fit = room.saturating_sub(2 * ROW_SIDES) / cell.style.line.max(1);
            let fit = usize::try_from(fit).unwrap_or(usize::MAX).max(1).min(cell.lines.len());
            let lines = cell.lines.split_off(fit);
            left |= !lines.is_empty();
            Cell { from: cell.from, to: cell.to, lines, style: cell.style }
        })
        .collect();
    if left { rest } else { Vec::new() }
}

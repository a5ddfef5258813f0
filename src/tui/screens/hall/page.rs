//! Type for a room: text in the middle of the page, spaced names, digits as large as they fit.

use crate::tui::measure::wrap;
use crate::tui::pen::{Pen, cells, row};
use crate::tui::widgets::clock;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Lines one below the other, each in the middle.
#[derive(Debug)]
pub(super) struct Page<'p, 'b> {
    pub(super) pen: &'p mut Pen<'b>,
    area: Rect,
    at: u16,
}

impl<'p, 'b> Page<'p, 'b> {
    /// A page whose content of `height` rows stands a little above the middle.
    pub(super) fn new(pen: &'p mut Pen<'b>, area: Rect, height: u16) -> Self {
        Self { pen, area, at: area.height.saturating_sub(height) * 2 / 5 }
    }

    pub(super) fn line(&mut self, text: &str, style: Style) -> &mut Self {
        let at = row(self.area, self.at);
        if at.height > 0 {
            self.pen.center(at, text, style);
        }
        self.gap(1)
    }

    pub(super) fn gap(&mut self, rows: u16) -> &mut Self {
        self.at = self.at.saturating_add(rows);
        self
    }

    /// The rows that are left.
    pub(super) fn left(&self) -> u16 {
        self.area.height.saturating_sub(self.at)
    }

    /// Lines of one block: broken to the page, their left edges together.
    pub(super) fn block(&mut self, lines: &[String], style: Style) -> &mut Self {
        let wide = lines.iter().map(|line| self.pen.look.width.of(line)).max().unwrap_or(0);
        let x = self.area.x + self.area.width.saturating_sub(cells(wide)) / 2;
        for line in lines {
            let at = row(self.area, self.at);
            if at.height > 0 {
                self.pen.cut(x, at.y, at.right().saturating_sub(x), line, style);
            }
            self.at += 1;
        }
        self
    }

    /// A time in digits, `rows` high.
    pub(super) fn digits(&mut self, text: &str, rows: u16, style: Style) -> &mut Self {
        let wide = clock::wide(text, rows);
        let x = self.area.x + self.area.width.saturating_sub(wide) / 2;
        let area = Rect {
            x,
            y: self.area.y + self.at.min(self.area.height),
            width: wide.min(self.area.width),
            height: rows.min(self.left()),
        };
        clock::draw(self.pen, area, text, style);
        self.gap(rows)
    }
}

/// The largest digits for a time that leave `others` rows of the area.
pub(super) fn digit_rows(area: Rect, text: &str, others: u16) -> u16 {
    let high = area.height.saturating_sub(others);
    clock::height(text, area.width, high)
}

/// A text broken to the page's comfortable width, which is not its whole one.
pub(super) fn broken(pen: &Pen, area: Rect, text: &str) -> Vec<String> {
    let room = area.width.min(100);
    wrap(text, usize::from(room).max(8), pen.look.width)
}

/// A short Chinese word with air between its characters, the nearest to large type that a
/// terminal has; others as they are.
pub(super) fn spaced(text: &str) -> String {
    let short = text.chars().count() <= 6;
    if !short || text.chars().any(|c| c.is_ascii()) {
        return text.to_owned();
    }
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join(" ")
}

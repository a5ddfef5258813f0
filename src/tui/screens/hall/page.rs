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

    /// Lines of one block with air between them where `spare` rows are left for it.
    pub(super) fn airy(&mut self, lines: &[String], spare: u16, style: Style) -> &mut Self {
        if usize::from(spare) < lines.len() {
            return self.block(lines, style);
        }
        let aired: Vec<String> =
            lines.iter().flat_map(|line| [line.clone(), String::new()]).collect();
        self.block(&aired, style)
    }

    /// Numbers beside each other, each in digits `rows` high below its name.
    pub(super) fn numbers(&mut self, named: &[(String, u64)], rows: u16, style: Style) {
        let mut x =
            self.area.x + self.area.width.saturating_sub(numbers_width(self.pen, named, rows)) / 2;
        let names = row(self.area, self.at);
        let digits = Rect {
            y: self.area.y + self.at.saturating_add(2).min(self.area.height),
            height: rows,
            ..self.area
        };
        for (name, number) in named {
            let (text, wide) = (number.to_string(), number_width(self.pen, name, *number, rows));
            if names.height > 0 {
                self.pen.center(Rect { x, width: wide, ..names }, name, style);
            }
            let own = clock::wide(&text, rows);
            let at = Rect { x: x + (wide - own) / 2, width: own, ..digits };
            clock::draw(self.pen, at, &text, style);
            x += wide + APART;
        }
        self.gap(rows + 2);
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

/// What keeps numbers beside each other apart.
const APART: u16 = 8;

fn number_width(pen: &Pen, name: &str, number: u64, rows: u16) -> u16 {
    clock::wide(&number.to_string(), rows).max(cells(pen.look.width.of(name)))
}

fn numbers_width(pen: &Pen, named: &[(String, u64)], rows: u16) -> u16 {
    let each = named.iter().map(|(name, number)| number_width(pen, name, *number, rows));
    each.sum::<u16>() + APART * cells(named.len().saturating_sub(1))
}

/// The largest digits in which numbers beside each other fit into `high` rows with their names; 0
/// where none do.
pub(super) fn numbers_rows(pen: &Pen, area: Rect, named: &[(String, u64)], high: u16) -> u16 {
    let fits = |rows: &u16| rows + 2 <= high && numbers_width(pen, named, *rows) <= area.width;
    [10, 5, 3].into_iter().find(fits).unwrap_or(0)
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

/// A Chinese title with air between its characters where the page is wide enough for it.
pub(super) fn wide_title(pen: &Pen, area: Rect, text: &str) -> String {
    let wide = cells(pen.look.width.of(text)) + cells(text.chars().count());
    let han = text.chars().filter(|c| !c.is_ascii()).count() * 2 > text.chars().count();
    if !han || wide > area.width * 4 / 5 {
        return text.to_owned();
    }
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join(" ")
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

//! The pen: every piece of text reaches the buffer through it, measured as this terminal measures.
//!
//! Owns clipping, wide characters and the place of the hardware cursor. Must not know the meeting.

use crate::text::clean::is_hostile;
use crate::tui::theme::Look;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;
use std::num::NonZeroU16;
use std::panic::Location;

#[derive(Debug)]
pub struct Pen<'a> {
    pub buf: &'a mut Buffer,
    pub look: Look,
    /// Where the focused input wants the hardware cursor; the input method's window follows it.
    pub cursor: Option<Position>,
    /// The rows of lists that were drawn, for clicks.
    pub rows: Vec<ListRow>,
    /// The part of the screen that can be drawn by itself.
    pub part: Option<Rect>,
    /// What is noted of the drawing itself, where a check asks for it.
    pub audit: Option<Audit>,
}

/// One row of a list on the screen.
#[derive(Debug, Clone, Copy)]
pub struct ListRow {
    pub at: Rect,
    pub chosen: bool,
    /// The same for all rows of one list.
    pub list: &'static Location<'static>,
}

/// What drawing a frame did that its reader would see as a fault, where nothing in the cells tells.
#[derive(Debug, Default)]
pub struct Audit {
    /// Texts that stand shortened.
    pub cut: Vec<Cut>,
    /// Text that was written over other text: the place, what was there, what is there now.
    pub written_over: Vec<(Position, String, String)>,
    /// Wide characters that lost a half to something else.
    pub halves: Vec<Position>,
    /// Where texts stand that are not blank.
    pub texts: Vec<Rect>,
    /// The rows of the lists on top.
    pub rows: Vec<ListRow>,
    /// The boxes that were drawn, each over those before it.
    pub boxes: Vec<Rect>,
}

/// A text that was too wide: where it stands, and the cells it would have taken.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    pub at: Rect,
    pub wide: u16,
}

impl Audit {
    fn written_over(&mut self, x: u16, y: u16, old: &str, new: &str) {
        // A word stands in a line, and a title in the edge of its box.
        let line = |text: &str| matches!(text, "─" | "-" | "│" | "|" | "+");
        if old != " " && !line(old) && !line(new) {
            self.written_over.push((Position { x, y }, old.to_owned(), new.to_owned()));
        }
    }

    /// What lies under a box is not seen.
    fn boxed(&mut self, area: Rect, around: Rect) {
        self.cut.retain(|cut| !around.intersects(cut.at));
        self.texts.retain(|text| !around.intersects(*text));
        self.boxes.push(area);
    }
}

/// A width in cells as the buffer counts it.
pub fn cells(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// The row `i` of an area, empty where it has none.
pub fn row(area: Rect, i: u16) -> Rect {
    if i < area.height {
        Rect { y: area.y + i, height: 1, ..area }
    } else {
        Rect { height: 0, ..area }
    }
}

/// An area without `n` columns on both sides.
pub fn inset(area: Rect, n: u16) -> Rect {
    let width = area.width.saturating_sub(2 * n);
    Rect { x: area.x + n.min(area.width), width, ..area }
}

impl<'a> Pen<'a> {
    pub fn new(buf: &'a mut Buffer, look: Look) -> Self {
        Self { buf, look, cursor: None, rows: Vec::new(), part: None, audit: None }
    }

    /// Writes at most `max` cells and gives the cells used. What does not fit is cut hard; use
    /// [`Self::cut`] for an ellipsis.
    pub fn text(&mut self, x: u16, y: u16, max: u16, text: &str, style: Style) -> u16 {
        let area = self.buf.area;
        if y < area.top() || y >= area.bottom() || x < area.left() {
            return 0;
        }
        let end = x.saturating_add(max).min(area.right());
        if x < end
            && self.leave_no_half(x, y)
            && let Some(audit) = &mut self.audit
        {
            audit.halves.push(Position { x, y });
        }
        let mut at = x;
        for (grapheme, wide) in self.look.width.graphemes(text) {
            let wide = cells(wide);
            if wide == 0 {
                continue;
            }
            if at + wide > end {
                break;
            }
            self.put(at, y, grapheme, wide, style);
            at += wide;
        }
        if let Some(audit) = &mut self.audit
            && !text.trim().is_empty()
        {
            audit.texts.push(Rect { x, y, width: at - x.min(at), height: 1 });
        }
        at - x.min(at)
    }

    fn put(&mut self, x: u16, y: u16, grapheme: &str, wide: u16, style: Style) {
        // ratatui measures ambiguous characters as one cell; where they take two it must be told.
        let forced = if self.look.width.wide_ambiguous && wide > 1 && !grapheme.is_ascii() {
            NonZeroU16::new(wide).map_or(CellDiffOption::None, CellDiffOption::ForcedWidth)
        } else {
            CellDiffOption::None
        };
        for covered in 0..wide {
            let Some(cell) = self.buf.cell_mut((x + covered, y)) else { continue };
            if let Some(audit) = &mut self.audit {
                audit.written_over(x + covered, y, cell.symbol(), grapheme);
            }
            // A style without a ground of its own stands on what is there: a chosen row stays one.
            let (ground, turned) = (cell.bg, cell.modifier & Modifier::REVERSED);
            cell.reset();
            cell.set_bg(ground).set_style(Style::new().add_modifier(turned)).set_style(style);
            if covered == 0 {
                // Text is clean by now; the terminal must not depend on it.
                if grapheme.contains(is_hostile) {
                    cell.set_symbol(&grapheme.replace(is_hostile, ""));
                } else {
                    cell.set_symbol(grapheme);
                }
                cell.set_diff_option(forced);
            }
        }
    }

    /// Writes with an ellipsis where the text is too wide.
    pub fn cut(&mut self, x: u16, y: u16, max: u16, text: &str, style: Style) -> u16 {
        let short = self.look.width.truncate(text, usize::from(max));
        let used = self.text(x, y, max, &short, style);
        if let (Some(audit), Cow::Owned(_)) = (&mut self.audit, &short) {
            let wide = cells(self.look.width.of(text));
            audit.cut.push(Cut { at: Rect { x, y, width: used, height: 1 }, wide });
        }
        used
    }

    /// A wide character whose second half is at this cell goes, for something else will stand there:
    /// a terminal would draw half of it, or push the row aside. All writing and clearing begins here.
    /// Whether there was one.
    fn leave_no_half(&mut self, x: u16, y: u16) -> bool {
        let left = self.buf.area.left();
        let Some(before) = x.checked_sub(1).filter(|x| *x >= left) else { return false };
        let Some(cell) = self.buf.cell_mut((before, y)) else { return false };
        let half = self.look.width.of(cell.symbol()) > 1;
        if half {
            let style = cell.style();
            cell.reset();
            cell.set_style(style);
        }
        half
    }

    /// Everything that was drawn steps back behind what is drawn over it next.
    pub fn veil(&mut self) {
        let veil = self.look.theme.veil;
        for cell in &mut self.buf.content {
            cell.set_style(Style::reset().patch(veil));
        }
    }

    /// Writes so that the text ends where the row ends; gives the cells used.
    pub fn right(&mut self, row: Rect, text: &str, style: Style) -> u16 {
        let short = self.look.width.truncate(text, usize::from(row.width));
        let used = cells(self.look.width.of(&short));
        self.text(row.right().saturating_sub(used), row.y, used, &short, style)
    }

    /// The end of a row in which nothing stands.
    pub fn free_at_end(&self, row: Rect) -> Rect {
        let row = row.intersection(self.buf.area);
        let blank = |x: &u16| self.buf.cell((*x, row.y)).is_some_and(|cell| cell.symbol() == " ");
        let free = (row.left()..row.right()).rev().take_while(blank).count();
        let width = if row.height == 0 { 0 } else { cells(free) };
        Rect { x: row.right() - width, width, ..row }
    }

    /// A text at the end of a row, and another at its beginning in the room that is left.
    pub fn ends(&mut self, row: Rect, begin: (&str, Style), end: (&str, Style)) {
        let used = self.right(row, end.0, end.1);
        let room = row.width.saturating_sub(used + 1);
        self.cut(row.x, row.y, room, begin.0, begin.1);
    }

    pub fn center(&mut self, row: Rect, text: &str, style: Style) -> u16 {
        let short = self.look.width.truncate(text, usize::from(row.width));
        let used = cells(self.look.width.of(&short));
        self.text(row.x + (row.width - used) / 2, row.y, used, &short, style)
    }

    /// Pieces one after another on a row, the last cut with an ellipsis; gives the cells used.
    pub fn pieces(&mut self, row: Rect, pieces: &[(&str, Style)]) -> u16 {
        if row.height == 0 {
            return 0;
        }
        let mut used = 0;
        for (text, style) in pieces {
            used += self.cut(row.x + used, row.y, row.width.saturating_sub(used), text, *style);
        }
        used
    }

    pub fn fill(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buf.area);
        self.buf.set_style(area, style);
    }

    /// A horizontal line with an optional word in it.
    pub fn rule(&mut self, row: Rect, word: &str) {
        if row.height == 0 {
            return;
        }
        let style = self.look.theme.muted;
        let line = self.look.marks.rule.repeat(usize::from(row.width));
        self.text(row.x, row.y, row.width, &line, style);
        if !word.is_empty() {
            let used = self.text(row.x, row.y, row.width, word, self.look.theme.strong);
            self.text(row.x + used, row.y, 1.min(row.width.saturating_sub(used)), " ", style);
        }
    }

    pub fn column(&mut self, x: u16, area: Rect) {
        for y in area.top()..area.bottom() {
            self.text(x, y, 1, self.look.marks.column, self.look.theme.muted);
        }
    }

    /// Empties an area that will be drawn over others.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            self.leave_no_half(area.x, y);
            for x in area.left()..area.right() {
                if let Some(cell) = self.buf.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// A box with a free column on either side; where less than a few words of what is beneath would
    /// be left beside it, nothing is.
    fn around(&self, area: Rect) -> Rect {
        const CRUMBS: u16 = 14;
        let screen = self.buf.area;
        let left = if area.x - screen.x <= CRUMBS { screen.x } else { area.x - 1 };
        let free = screen.right() - area.right();
        let right = if free <= CRUMBS { screen.right() } else { area.right() + 1 };
        Rect { x: left, width: right - left, ..area }
    }

    /// A box with a title, emptied; gives what is inside.
    pub fn boxed(&mut self, area: Rect, title: &str) -> Rect {
        let area = area.intersection(self.buf.area);
        if area.width < 4 || area.height < 3 {
            return Rect { width: 0, height: 0, ..area };
        }
        let around = self.around(area);
        self.clear(around);
        if let Some(audit) = &mut self.audit {
            audit.boxed(area, around);
        }
        let (marks, theme) = (self.look.marks, self.look.theme);
        let line = marks.rule.repeat(usize::from(area.width - 2));
        let [tl, tr, bl, br] = marks.corners;
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for (y, from, to) in [(area.y, tl, tr), (bottom, bl, br)] {
            self.text(area.x, y, 1, from, theme.accent);
            self.text(area.x + 1, y, area.width - 2, &line, theme.accent);
            self.text(right, y, 1, to, theme.accent);
        }
        for y in area.y + 1..bottom {
            self.text(area.x, y, 1, marks.column, theme.accent);
            self.text(right, y, 1, marks.column, theme.accent);
        }
        if !title.is_empty() {
            let room = area.width.saturating_sub(4);
            // What is named in the middle of a line begins a title here.
            let mut letters = title.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase()).into_iter();
            let title: String = first.chain(letters).collect();
            self.cut(area.x + 2, area.y, room, &format!(" {title} "), theme.strong);
        }
        Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
    }

    pub fn set_cursor(&mut self, x: u16, y: u16) {
        let area = self.buf.area;
        if area.contains(Position { x, y }) {
            self.cursor = Some(Position { x, y });
        } else if y < area.bottom() && area.width > 0 {
            // A full row: the cursor waits on its last cell rather than vanish.
            self.cursor = Some(Position { x: area.right() - 1, y });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::inputs::config::ThemeName;

    fn look(wide: bool) -> Look {
        Look::new(Lang::Zh, ThemeName::Mono, false, wide)
    }

    #[test]
    fn a_popup_leaves_no_half_glyph_at_its_left() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 3));
        let mut pen = Pen::new(&mut buf, look(false));
        for y in 0..3 {
            pen.text(0, y, 60, &"议事".repeat(15), Style::new());
        }
        pen.boxed(Rect::new(30, 0, 5, 3), "");
        let symbol = |x, y| pen.buf.cell((x, y)).map(|c| c.symbol().to_owned());
        assert_eq!(symbol(28, 1).as_deref(), Some(" "), "the glyph that reached to the box");
        assert_eq!(symbol(26, 1).as_deref(), Some("事"));
        assert_eq!(symbol(30, 1).as_deref(), Some("│"));
    }

    #[test]
    fn less_than_a_few_words_beside_a_popup_are_not_left_there() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 3));
        let mut pen = Pen::new(&mut buf, look(false));
        pen.text(0, 1, 40, &"议事".repeat(10), Style::new());
        pen.boxed(Rect::new(6, 0, 16, 3), "");
        let symbol = |x| pen.buf.cell((x, 1)).map(|c| c.symbol().to_owned());
        assert_eq!((0..6).map(symbol).collect::<Option<String>>().as_deref(), Some("      "));
        assert_eq!(symbol(24).as_deref(), Some("议"), "there is room to read beside it");
    }

    #[test]
    fn text_over_half_of_a_wide_character_leaves_nothing_of_it() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        let mut pen = Pen::new(&mut buf, look(false));
        pen.text(0, 0, 10, "议事议事议", Style::new());
        pen.text(3, 0, 1, "1", Style::new());
        pen.text(6, 0, 1, "2", Style::new());
        let row: Vec<&str> = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row, ["议", " ", " ", "1", "议", " ", "2", " ", "议", " "]);
    }

    #[test]
    fn ambiguous_characters_take_two_cells_where_the_terminal_says_so() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        let mut pen = Pen::new(&mut buf, look(true));
        assert_eq!(pen.text(0, 0, 10, "“好”", Style::new()), 6);
        assert_eq!(buf.cell((2, 0)).map(ratatui::buffer::Cell::symbol), Some("好"));
    }

    #[test]
    fn nothing_that_drives_a_terminal_reaches_a_cell() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 1));
        let mut pen = Pen::new(&mut buf, look(false));
        let text =
            "\u{1b}[31m红\u{9b}2J\u{202e}翻\u{e0041}\u{200b}\u{7}\u{85}e\u{34f}\u{301}\r\n完";
        pen.text(0, 0, 40, text, Style::new());
        let row: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row.replace(' ', ""), "[31m红2J翻e\u{301}完");
    }

    #[test]
    fn nothing_outside_the_buffer_is_written() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 1, 1));
        let mut pen = Pen::new(&mut buf, look(false));
        assert_eq!(pen.text(0, 0, 9, "议", Style::new()), 0);
        assert_eq!(pen.text(5, 5, 9, "x", Style::new()), 0);
        pen.boxed(Rect::new(0, 0, 9, 9), "title");
        pen.rule(Rect::new(0, 0, 9, 1), "word");
        pen.set_cursor(3, 0);
        assert_eq!(pen.cursor, Some(Position { x: 0, y: 0 }));
    }
}

//! A plain text field: one line or several, a cursor, no undo. Serves forms and the palette; the
//! minutes have the editor of `text`.

use crate::tui::pen::{Pen, cells};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation as _;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    text: String,
    /// A byte place between graphemes.
    cursor: usize,
    /// Takes line breaks.
    pub many: bool,
}

impl Field {
    pub fn line(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, many: false }
    }

    pub fn lines(text: impl Into<String>) -> Self {
        Self { many: true, ..Self::line(text) }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn set(&mut self, text: impl Into<String>) {
        self.text = text.into();
        self.cursor = self.text.len();
    }

    pub fn is_at_end(&self) -> bool {
        self.cursor == self.text.len()
    }

    pub fn insert(&mut self, text: &str) {
        let tab = text.replace('\t', "    ");
        let clean = if self.many { tab } else { tab.trim_end_matches('\n').replace('\n', " ") };
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    /// Takes an editing key; false where it is none.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let held = key.modifiers - KeyModifiers::SHIFT;
        match (key.code, held) {
            (KeyCode::Char(c), KeyModifiers::NONE) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Enter, KeyModifiers::NONE) if self.many => self.insert("\n"),
            (KeyCode::Backspace, _) => {
                let before = self.before();
                self.text.replace_range(before..self.cursor, "");
                self.cursor = before;
            }
            (KeyCode::Delete, _) => {
                let after = self.after();
                self.text.replace_range(self.cursor..after, "");
            }
            (KeyCode::Left, KeyModifiers::NONE) => self.cursor = self.before(),
            (KeyCode::Right, KeyModifiers::NONE) => self.cursor = self.after(),
            (KeyCode::Home, _) | (KeyCode::Char('a'), KeyModifiers::CONTROL) => self.cursor = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), KeyModifiers::CONTROL) => {
                self.cursor = self.text.len();
            }
            (KeyCode::Char('u'), KeyModifiers::CONTROL) => {
                self.text.replace_range(..self.cursor, "");
                self.cursor = 0;
            }
            _ => return false,
        }
        true
    }

    fn before(&self) -> usize {
        let head = self.text.get(..self.cursor).unwrap_or_default();
        head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let tail = self.text.get(self.cursor..).unwrap_or_default();
        tail.graphemes(true).next().map_or(self.cursor, |g| self.cursor + g.len())
    }

    /// Draws the field; a focused one has the hardware cursor after the character before it.
    pub fn draw(&self, pen: &mut Pen, area: Rect, focused: bool) {
        if area.width == 0 || area.height == 0 {
            return;
        }
        let style = pen.look.theme.field;
        pen.fill(area, style);
        let (rows, at_row, at_col) = self.rows(pen, area.width);
        let top = (at_row + 1).saturating_sub(usize::from(area.height));
        for (i, row) in rows.iter().skip(top).take(usize::from(area.height)).enumerate() {
            let y = area.y + cells(i);
            // A single line longer than its field shows the part around the cursor.
            let skip =
                if self.many { 0 } else { at_col.saturating_sub(usize::from(area.width) - 1) };
            let shown = skip_cells(pen, row, skip);
            pen.text(area.x, y, area.width, &shown, style);
        }
        if focused {
            let skip =
                if self.many { 0 } else { at_col.saturating_sub(usize::from(area.width) - 1) };
            let x = area.x + cells(at_col - skip).min(area.width - 1);
            pen.set_cursor(x, area.y + cells(at_row - top));
        }
    }

    /// The rows of the text and the row and column of the cursor.
    fn rows(&self, pen: &Pen, width: u16) -> (Vec<String>, usize, usize) {
        let head = self.text.get(..self.cursor).unwrap_or_default();
        if !self.many {
            return (vec![self.text.clone()], 0, pen.look.width.of(head));
        }
        // One cell stays free for the cursor behind a full row.
        let room = usize::from(width).saturating_sub(1).max(2);
        let (mut rows, mut used) = (vec![String::new()], 0);
        let (mut row, mut col) = (0, 0);
        for (at, grapheme) in self.text.grapheme_indices(true) {
            let wide = pen.look.width.of(grapheme);
            if at == self.cursor {
                (row, col) = (rows.len() - 1, used);
            }
            if grapheme == "\n" || used + wide > room {
                rows.push(String::new());
                used = 0;
            }
            if grapheme != "\n" {
                if at == self.cursor {
                    (row, col) = (rows.len() - 1, used);
                }
                if let Some(last) = rows.last_mut() {
                    last.push_str(grapheme);
                }
                used += wide;
            }
        }
        if self.cursor >= self.text.len() {
            (row, col) = (rows.len() - 1, used);
        }
        (rows, row, col)
    }
}

fn skip_cells(pen: &Pen, text: &str, skip: usize) -> String {
    let mut gone = 0;
    let graphemes = pen.look.width.graphemes(text).skip_while(|(_, wide)| {
        let skipped = gone < skip;
        gone += wide;
        skipped
    });
    graphemes.map(|(g, _)| g).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut Field, code: KeyCode) -> bool {
        field.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn editing_goes_by_grapheme() {
        let mut field = Field::line("王e\u{301}");
        assert!(press(&mut field, KeyCode::Backspace));
        assert_eq!(field.text(), "王");
        press(&mut field, KeyCode::Left);
        field.insert("赵");
        assert_eq!(field.text(), "赵王");
        press(&mut field, KeyCode::Delete);
        assert_eq!(field.text(), "赵");
    }

    #[test]
    fn enter_belongs_only_to_a_field_of_several_lines() {
        let mut one = Field::line("a");
        assert!(!press(&mut one, KeyCode::Enter));
        one.insert("b\nc\n");
        assert_eq!(one.text(), "ab c");
        let mut many = Field::lines("a");
        assert!(press(&mut many, KeyCode::Enter));
        assert_eq!(many.text(), "a\n");
    }
}

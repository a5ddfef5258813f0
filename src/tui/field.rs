//! A text field of a form or of the command line: the editor of `text` with its keys, drawn.
//!
//! Must not know what it is for.

use crate::text::edit::{Edit, Editor, LineInput};
use crate::tui::edit_keys::{edits, line_edits};
use crate::tui::pen::{Pen, cells};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::cell::{Cell, RefCell};
use std::ops::Range;

#[derive(Debug, Clone)]
pub struct Field {
    /// Takes line breaks.
    pub many: bool,
    kind: FieldKind,
}

#[derive(Debug, Clone)]
enum FieldKind {
    /// The first visible byte is as the last frame had it, so that a line scrolls little.
    Line {
        line: Box<LineInput>,
        first: Cell<usize>,
    },
    Lines(Box<Lines>),
}

#[derive(Debug, Clone)]
struct Lines {
    /// Wrapped to the width of the last frame.
    editor: RefCell<Editor>,
    /// What the editor holds.
    text: String,
    /// The first visible row and the rows seen, as the last frame had them.
    top: Cell<usize>,
    page: Cell<usize>,
}

impl Default for Field {
    fn default() -> Self {
        Self::line("")
    }
}

impl Field {
    pub fn line(text: impl AsRef<str>) -> Self {
        let line = Box::new(LineInput::new(text.as_ref()));
        Self { many: false, kind: FieldKind::Line { line, first: Cell::new(0) } }
    }

    /// A line that is filled in already: all of it is selected, so that typing replaces it and an arrow
    /// keeps it.
    pub fn filled(text: impl AsRef<str>) -> Self {
        let mut field = Self::line(text);
        field.apply(Edit::SelectAll);
        field
    }

    /// The next key replaces what stands there.
    pub fn select(&mut self) {
        self.apply(Edit::SelectAll);
    }

    pub fn lines(text: impl AsRef<str>) -> Self {
        let editor = Editor::new(text.as_ref());
        let lines = Lines {
            text: editor.text(),
            editor: RefCell::new(editor),
            top: Cell::new(0),
            page: Cell::new(1),
        };
        Self { many: true, kind: FieldKind::Lines(Box::new(lines)) }
    }

    pub fn text(&self) -> &str {
        match &self.kind {
            FieldKind::Line { line, .. } => line.text(),
            FieldKind::Lines(lines) => &lines.text,
        }
    }

    pub fn set(&mut self, text: impl AsRef<str>) {
        match &mut self.kind {
            FieldKind::Line { line, .. } => line.set_text(text.as_ref()),
            FieldKind::Lines(lines) => {
                lines.editor.get_mut().set_text(text.as_ref());
                lines.text = lines.editor.get_mut().text();
            }
        }
    }

    /// Whether the cursor of a one-line field stands behind its last character.
    pub fn is_at_end(&self) -> bool {
        match &self.kind {
            FieldKind::Line { line, .. } => line.is_at_end(),
            FieldKind::Lines(_) => false,
        }
    }

    pub fn insert(&mut self, text: &str) {
        // A line that was copied whole has its end with it, which is no space.
        let text = if self.many { text } else { text.trim_end_matches(['\n', '\r']) };
        self.apply(Edit::Insert(text.to_owned()));
    }

    fn apply(&mut self, edit: Edit) {
        match &mut self.kind {
            FieldKind::Line { line, .. } => {
                line.apply(edit);
            }
            FieldKind::Lines(lines) => {
                if lines.editor.get_mut().apply(edit) {
                    lines.text = lines.editor.get_mut().text();
                }
            }
        }
    }

    /// Takes an editing key; false where it is none.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let edits = match &self.kind {
            FieldKind::Line { .. } => line_edits(key),
            FieldKind::Lines(lines) => edits(key, lines.page.get()),
        };
        let taken = edits.is_some();
        for edit in edits.into_iter().flatten() {
            self.apply(edit);
        }
        taken
    }

    /// Draws the field; a focused one has the hardware cursor after the character before it.
    pub fn draw(&self, pen: &mut Pen, area: Rect, focused: bool) {
        if area.width == 0 || area.height == 0 {
            return;
        }
        let style = pen.look.theme.field;
        pen.fill(area, style);
        let (row, col) = match &self.kind {
            FieldKind::Line { line, first } => {
                let (from, view) =
                    line.view_from(first.get(), usize::from(area.width), pen.look.width);
                first.set(from);
                draw_row(pen, area.x, area.y, area.width, view.text, view.selected, style);
                (0, view.cursor)
            }
            FieldKind::Lines(lines) => lines.draw(pen, area, style),
        };
        if focused {
            pen.set_cursor(area.x + cells(col), area.y + cells(row));
        }
    }
}

impl Lines {
    /// Gives the row and the column of the cursor in the area.
    fn draw(&self, pen: &mut Pen, area: Rect, style: Style) -> (usize, usize) {
        let height = usize::from(area.height);
        self.page.set(height);
        let mut editor = self.editor.borrow_mut();
        // One column stays free for the cursor behind a full row.
        editor.set_layout(usize::from(area.width).saturating_sub(1).max(2), pen.look.width);
        let top = editor.scroll_to_cursor(self.top.get(), height);
        self.top.set(top);
        for (i, row) in editor.visible(top, height).enumerate() {
            draw_row(pen, area.x, area.y + cells(i), area.width, row.text, row.selected, style);
        }
        let (row, col) = editor.cursor();
        (row - top.min(row), col)
    }
}

/// Draws a row of edited text with what is selected of it.
pub(super) fn draw_row(
    pen: &mut Pen,
    x: u16,
    y: u16,
    width: u16,
    text: &str,
    selected: Option<Range<usize>>,
    style: Style,
) {
    let Range { start, end } = selected.unwrap_or(0..0);
    let chosen = style.patch(pen.look.theme.marked);
    let mut used = 0;
    for (part, style) in [(0..start, style), (start..end, chosen), (end..text.len(), style)] {
        let part = text.get(part).unwrap_or_default();
        used += pen.text(x + used, y, width.saturating_sub(used), part, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::inputs::config::ThemeName;
    use crate::tui::theme::Look;
    use crossterm::event::{KeyCode, KeyModifiers};
    use ratatui::buffer::Buffer;

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

    #[test]
    fn the_cursor_is_behind_the_last_character_also_of_a_line_longer_than_its_field() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 2));
        let look = Look::new(Lang::Zh, ThemeName::Mono, false, false);
        let mut pen = Pen::new(&mut buf, look);
        let mut cursor = |field: &Field| {
            field.draw(&mut pen, Rect::new(1, 1, 10, 1), true);
            pen.cursor.map(|at| (at.x, at.y))
        };
        let mut field = Field::line("王强");
        assert_eq!(cursor(&field), Some((5, 1)));
        field.insert("发言三分钟");
        assert_eq!(cursor(&field), Some((9, 1)), "four characters and a cell for the cursor");
        press(&mut field, KeyCode::Home);
        assert_eq!(cursor(&field), Some((1, 1)));
    }

    #[test]
    fn words_go_whole_and_can_be_had_back() {
        let mut field = Field::line("agenda next");
        field.key(KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "agenda ");
        field.key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "");
        field.key(KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "agenda ");
    }
}

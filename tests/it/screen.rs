//! A drawn buffer as text, for snapshots.
//!
//! Owns the plain-text form only: colours belong to `picture`, processes to `pty`.

use ratatui::buffer::{Buffer, CellWidth as _};

/// The text of `buffer`, one line a row: wide characters once, no blanks at the end of a row and
/// no blank rows at the end. Styles are left out.
pub(crate) fn screen_text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let rows = (area.top()..area.bottom()).map(|y| {
        let mut row = String::new();
        let mut covered = 0;
        for x in area.left()..area.right() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            covered = cell.cell_width().saturating_sub(1);
        }
        row
    });
    trimmed(rows)
}

/// Joins rows without the blanks at their ends and without the blank rows after the last text.
pub(crate) fn trimmed(rows: impl Iterator<Item = String>) -> String {
    let rows: Vec<String> = rows.map(|row| row.trim_end_matches(' ').to_owned()).collect();
    rows.join("\n").trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    #[test]
    fn wide_characters_stand_once_and_blanks_at_the_ends_go() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 4));
        buffer.set_string(0, 0, "议事 a  b", Style::new().fg(Color::Red));
        buffer.set_string(2, 2, "完", Style::new());
        assert_eq!(screen_text(&buffer), "议事 a  b\n\n  完");
    }

    #[test]
    fn a_buffer_that_does_not_start_at_the_origin_is_read_from_its_own_corner() {
        let mut buffer = Buffer::empty(Rect::new(5, 3, 4, 1));
        buffer.set_string(5, 3, "票数", Style::new());
        assert_eq!(screen_text(&buffer), "票数");
    }

    #[test]
    fn an_empty_buffer_is_empty_text() {
        assert_eq!(screen_text(&Buffer::empty(Rect::new(0, 0, 0, 0))), "");
        assert_eq!(screen_text(&Buffer::empty(Rect::new(0, 0, 9, 3))), "");
    }
}

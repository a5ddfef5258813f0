//! Large digits for a time: pixels of two cells where there is room, and of four by two for a
//! whole room; half blocks in three rows (strokes in ASCII), plain text below that.

use crate::tui::pen::{Pen, cells};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Digits and the colon as three columns by five rows, the top row first, one bit a pixel.
const PIXELS: [[u8; 5]; 11] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b001, 0b001],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
    [0b000, 0b010, 0b000, 0b010, 0b000],
];

/// Seven-segment strokes for ASCII terminals: three rows of three cells.
const STROKES: [[&str; 3]; 11] = [
    [" _ ", "| |", "|_|"],
    ["   ", "  |", "  |"],
    [" _ ", " _|", "|_ "],
    [" _ ", " _|", " _|"],
    ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"],
    [" _ ", "|_ ", "|_|"],
    [" _ ", "  |", "  |"],
    [" _ ", "|_|", "|_|"],
    [" _ ", "|_|", " _|"],
    ["   ", " . ", " . "],
];

fn glyph(c: char) -> Option<usize> {
    match c {
        ':' => Some(10),
        c => c.to_digit(10).and_then(|n| usize::try_from(n).ok()),
    }
}

/// `2:05`, `12:40`, or `1:02:03`.
pub(crate) fn text(seconds: u64) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

/// The rows that the largest form fitting into `width` and `height` takes.
pub(crate) fn height(text: &str, width: u16, height: u16) -> u16 {
    if height >= 10 && wide(text, 10) <= width {
        10
    } else if height >= 5 && wide(text, 5) <= width {
        5
    } else if height >= 3 && wide(text, 3) <= width {
        3
    } else {
        1
    }
}

/// The cells that a time takes in digits of so many rows, without the gap behind the last.
pub(crate) fn wide(text: &str, rows: u16) -> u16 {
    let count = cells(text.chars().count());
    match rows {
        10 => (count * 14).saturating_sub(2),
        5 => (count * 7).saturating_sub(1),
        3 => (count * 4).saturating_sub(1),
        _ => count,
    }
}

/// Draws a time; gives the rows used.
pub(crate) fn draw(pen: &mut Pen, area: Rect, text: &str, style: Style) -> u16 {
    if area.height == 0 {
        return 0;
    }
    let rows = height(text, area.width, area.height);
    let mut x = area.x;
    for glyph in text.chars().filter_map(glyph) {
        match rows {
            10 => x += large(pen, x, area.y, 2, glyph, style),
            5 => x += large(pen, x, area.y, 1, glyph, style),
            3 if pen.look.ascii => {
                for (y, part) in (area.y..).zip(STROKES.get(glyph).into_iter().flatten()) {
                    pen.text(x, y, 3, part, style);
                }
                x += 4;
            }
            3 => x += halves(pen, x, area.y, glyph, style),
            _ => {}
        }
    }
    if rows == 1 {
        pen.cut(area.x, area.y, area.width, text, style);
    }
    rows
}

/// One digit in pixels of `scale` rows by twice as many cells; gives the cells used with the gap.
fn large(pen: &mut Pen, x: u16, y: u16, scale: u16, glyph: usize, style: Style) -> u16 {
    // Reversed blanks look like full blocks and cost a third of their bytes with every second; the
    // blanks between keep the colour, so that it is sent once.
    // A style with a ground of its own has it under the digits alone.
    let (on, off) = if style.bg.is_some() {
        (style, Style::new())
    } else {
        (style.add_modifier(Modifier::REVERSED), style.remove_modifier(Modifier::REVERSED))
    };
    let blank = if scale == 2 { "    " } else { "  " };
    let wide = 2 * scale;
    for (i, bits) in (0..).zip(PIXELS.get(glyph).into_iter().flatten()) {
        for y in (y + i * scale..).take(usize::from(scale)) {
            for column in 0..3u16 {
                let style = if bits & (0b100 >> column) == 0 { off } else { on };
                pen.text(x + column * wide, y, wide, blank, style);
            }
        }
    }
    7 * scale
}

fn halves(pen: &mut Pen, x: u16, y: u16, glyph: usize, style: Style) -> u16 {
    let Some(bits) = PIXELS.get(glyph) else { return 0 };
    let pixel =
        |row: usize, column: u16| bits.get(row).is_some_and(|bits| bits & (0b100 >> column) != 0);
    for (y, row) in (y..).zip([0, 2, 4]) {
        for column in 0..3u16 {
            let sign = match (pixel(row, column), pixel(row + 1, column)) {
                (true, true) => "█",
                (true, false) => "▀",
                (false, true) => "▄",
                (false, false) => continue,
            };
            pen.text(x + column, y, 1, sign, style);
        }
    }
    4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!(text(0), "0:00");
        assert_eq!(text(125), "2:05");
        assert_eq!(text(3723), "1:02:03");
    }

    /// A theme with grounds of its own must not turn the digits inside out.
    #[test]
    fn digits_stand_on_their_ground_and_the_rest_on_none() {
        let area = ratatui::layout::Rect::new(0, 0, 7, 5);
        let mut buf = ratatui::buffer::Buffer::empty(area);
        let look = crate::tui::theme::Look::new(
            crate::i18n::Lang::Zh,
            crate::inputs::config::ThemeName::HighContrast,
            false,
            false,
        );
        let mut pen = Pen::new(&mut buf, look);
        let over = pen.look.theme.over;
        draw(&mut pen, area, "7", over);
        let grounds = |y| (0..6).map(|x| buf[(x, y)].bg).collect::<Vec<_>>();
        assert!(grounds(0).iter().all(|bg| Some(*bg) == over.bg), "the bar of the seven");
        assert_eq!(grounds(4)[0], ratatui::style::Color::Reset, "below it nothing stands");
        assert!(buf.content().iter().all(|cell| !cell.modifier.contains(Modifier::REVERSED)));
    }

    #[test]
    fn the_form_follows_the_room() {
        assert_eq!(height("2:05", 54, 10), 10);
        assert_eq!(height("2:05", 53, 10), 5);
        assert_eq!(height("2:05", 40, 6), 5);
        assert_eq!(height("2:05", 20, 6), 3);
        assert_eq!(height("2:05", 10, 6), 1);
        assert_eq!(height("2:05", 40, 2), 1);
    }
}

//! The five steps of a consultation as one line.

use crate::i18n::ui as words;
use crate::tui::pen::{Pen, cells};

/// Draws `steps 1-2-3-4-5` with the steps reached strong and the present one in brackets; gives the
/// cells used.
pub(crate) fn draw(pen: &mut Pen, x: u16, y: u16, stage: u8, style: ratatui::style::Style) -> u16 {
    let label = words::steps(pen.look.lang);
    let mut used = pen.text(x, y, u16::MAX, &label, style) + 1;
    for step in 1..=5u8 {
        let text = if step == stage { format!("[{step}]") } else { format!("{step}") };
        let style = if step <= stage { style.patch(pen.look.theme.strong) } else { style };
        used += pen.text(x + used, y, 3, &text, style);
        if step < 5 {
            used += pen.text(x + used, y, 1, if step < stage { "=" } else { "-" }, style);
        }
    }
    used
}

/// The cells that the line takes.
pub(crate) fn width(pen: &Pen) -> u16 {
    cells(pen.look.width.of(&words::steps(pen.look.lang))) + 1 + 11
}

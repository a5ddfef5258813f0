//! The visible slice of a list: only what is shown is built.

use crate::tui::pen::{ListRow, Pen};
use ratatui::layout::Rect;
use std::ops::Range;
use std::panic::Location;

/// Which of `len` rows to show in `height`, the chosen one near the middle.
pub(crate) fn window(chosen: usize, len: usize, height: usize) -> Range<usize> {
    let top = chosen.saturating_sub(height / 2).min(len.saturating_sub(height));
    top..(top + height).min(len)
}

/// Marks a row as chosen, by a sign and by colour. Every row of a list says here whether it is, so
/// that a click finds it; who calls tells one list from another.
#[track_caller]
pub(crate) fn chosen(pen: &mut Pen, row: Rect, chosen: bool) {
    pen.rows.push(ListRow { at: row, chosen, list: Location::caller() });
    if chosen && row.height > 0 {
        pen.fill(row, pen.look.theme.selected);
        pen.text(row.x, row.y, 1, pen.look.marks.chosen, pen.look.theme.selected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_always_in_the_window() {
        for len in 0..30 {
            for height in 1..12 {
                for at in 0..len {
                    let shown = window(at, len, height);
                    assert!(shown.contains(&at), "{at} of {len} in {height}");
                    assert_eq!(shown.len(), len.min(height));
                }
            }
        }
        assert_eq!(window(0, 0, 5), 0..0);
        assert_eq!(window(3, 5, 0), 3..3);
    }
}

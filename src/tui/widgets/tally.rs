//! A bar of votes with the threshold marked.

use crate::tui::pen::{Pen, cells};
use ratatui::layout::Rect;

/// `value` of `base`, with a mark where `need` is reached.
pub(crate) fn bar(pen: &mut Pen, row: Rect, value: u64, need: u64, base: u64, met: bool) {
    if row.height == 0 || row.width == 0 {
        return;
    }
    let (theme, marks) = (pen.look.theme, pen.look.marks);
    let style = if met { theme.good } else { theme.accent };
    // A block is all ink: a style with a ground of its own has its colour there.
    let style = style.bg.map_or(style, |ground| style.fg(ground));
    let filled = share(row.width, value, base);
    // The mark stands on the last cell that must be full.
    let threshold = share(row.width, need, base).saturating_sub(1).min(row.width - 1);
    for i in 0..row.width {
        let (sign, style) =
            if i < filled { (marks.full, style) } else { (marks.empty, theme.muted) };
        pen.text(row.x + i, row.y, 1, sign, style);
    }
    if need > 0 && base > 0 {
        pen.text(row.x + threshold, row.y, 1, marks.column, theme.strong);
    }
}

/// `value` of `base` in cells of a row, rounded down, so that a bar is full only when it is.
fn share(width: u16, value: u64, base: u64) -> u16 {
    if base == 0 {
        return 0;
    }
    let wide = u128::from(width) * u128::from(value.min(base)) / u128::from(base);
    cells(usize::try_from(wide).unwrap_or(usize::MAX)).min(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_of_the_whole() {
        assert_eq!(share(10, 14, 14), 10);
        assert_eq!(share(10, 13, 14), 9);
        assert_eq!(share(10, 0, 14), 0);
        assert_eq!(share(10, 5, 0), 0);
        assert_eq!(share(u16::MAX, u64::MAX, 1), u16::MAX);
    }
}

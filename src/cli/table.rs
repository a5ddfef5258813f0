//! A table in plain text whose columns line up, Chinese and Latin mixed.
//!
//! Must not know what is in it.

use crate::text::width::Width;
use std::borrow::Cow;
use std::iter::repeat_n;

pub(super) struct Table<'a, const N: usize> {
    rows: Vec<[Cow<'a, str>; N]>,
}

impl<'a, const N: usize> Table<'a, N> {
    /// The first row is the header.
    pub(super) fn new(rows: Vec<[Cow<'a, str>; N]>) -> Self {
        Self { rows }
    }

    /// The lines; columns are two cells apart, and nothing stands behind the last.
    pub(super) fn text(&self) -> String {
        let width = Width::default();
        let cells: Vec<[usize; N]> =
            self.rows.iter().map(|row| row.each_ref().map(|cell| width.of(cell))).collect();
        let mut widths = [0; N];
        for row in &cells {
            for (most, cell) in widths.iter_mut().zip(row) {
                *most = (*most).max(*cell);
            }
        }
        let mut text = String::new();
        for (row, cells) in self.rows.iter().zip(cells) {
            for ((cell, wide), most) in row.iter().zip(cells).zip(widths) {
                text.push_str(cell);
                text.extend(repeat_n(' ', most - wide + 2));
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_cells() {
        let rows = [["编号", "no"], ["A", "1"], ["槐树湾", ""]];
        let table = Table::new(rows.map(|row| row.map(Cow::from)).into());
        assert_eq!(table.text(), "编号    no\nA       1\n槐树湾\n");
    }
}

//! A table in plain text whose columns line up, Chinese and Latin mixed.
//!
//! Must not know what is in it.

use crate::text::width::Width;

pub(super) struct Table<const N: usize> {
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    pub(super) fn new(header: [String; N]) -> Self {
        Self { rows: vec![header] }
    }

    pub(super) fn row(&mut self, cells: [String; N]) {
        self.rows.push(cells);
    }

    /// The lines; columns are two cells apart, and nothing stands behind the last.
    pub(super) fn text(&self) -> String {
        let width = Width::default();
        let mut widths = [0; N];
        for row in &self.rows {
            for (most, cell) in widths.iter_mut().zip(row) {
                *most = width.of(cell).max(*most);
            }
        }
        let mut text = String::new();
        for row in &self.rows {
            let padded: Vec<String> =
                row.iter().zip(widths).map(|(cell, most)| width.pad_right(cell, most)).collect();
            text.push_str(padded.join("  ").trim_end());
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
        let mut table = Table::new(["编号".to_owned(), "no".to_owned()]);
        table.row(["A".to_owned(), "1".to_owned()]);
        table.row(["槐树湾".to_owned(), String::new()]);
        assert_eq!(table.text(), "编号    no\nA       1\n槐树湾\n");
    }
}

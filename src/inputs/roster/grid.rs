//! A list as its file holds it: rows of cells with what is known of each, before anything is
//! understood. Must not know what a column or a row means.

use super::Position;
use std::borrow::Cow;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Value {
    #[default]
    Empty,
    Text(String),
    Number {
        /// The number itself, without the point that spreadsheets give whole ones.
        exact: String,
        /// What a format made of digits and signs (`000`, `000-0000-0000`) shows of it.
        shown: Option<String>,
        /// Shown as `1.38E+10`.
        scientific: bool,
    },
    /// A day or a time, as the sheet shows it; None where its format is not known here.
    Date(Option<String>),
    Flag(bool),
    /// `#N/A` and the like.
    Error(String),
    /// A formula whose value was never stored.
    Unset,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) value: Value,
    pub(super) at: Position,
    /// The value is that of a merged range which begins above.
    pub(super) merged: bool,
}

impl Cell {
    pub(super) const fn new(value: Value, at: Position) -> Self {
        Self { value, at, merged: false }
    }

    /// A text as CSV and text cells hold it: what is an error there is one here.
    pub(super) fn of_text(text: String, at: Position) -> Self {
        if text.trim().is_empty() {
            return Self::new(Value::Empty, at);
        }
        let value =
            if is_error(&text) { Value::Error(text.trim().to_owned()) } else { Value::Text(text) };
        Self::new(value, at)
    }

    /// The text that the sheet shows; nothing where there is none that can be taken.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Empty | Value::Unset => Cow::Borrowed(""),
            Value::Text(text) | Value::Error(text) => Cow::Borrowed(text),
            Value::Number { exact, shown, .. } => Cow::Borrowed(shown.as_ref().unwrap_or(exact)),
            Value::Date(shown) => Cow::Borrowed(shown.as_deref().unwrap_or_default()),
            Value::Flag(flag) => Cow::Borrowed(if *flag { "yes" } else { "no" }),
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        matches!(self.value, Value::Empty)
    }

    /// Holds something of its own.
    pub(super) const fn is_own(&self) -> bool {
        !self.merged && !self.is_empty()
    }
}

/// What spreadsheets write for a formula that failed, also in CSV; and a column too narrow for its
/// number.
pub(super) fn is_error(text: &str) -> bool {
    let text = text.trim();
    let numbered = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let hashes = text.len() >= 4 && text.bytes().all(|b| b == b'#');
    hashes
        || text.strip_prefix("Err:").is_some_and(numbered)
        || matches!(
            text.to_ascii_uppercase().as_str(),
            "#N/A"
                | "#REF!"
                | "#VALUE!"
                | "#DIV/0!"
                | "#NAME?"
                | "#NULL!"
                | "#NUM!"
                | "#CALC!"
                | "#SPILL!"
                | "#FIELD!"
                | "#GETTING_DATA"
                | "#DATA!"
        )
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The row of the sheet, or the line of the file; from 1.
    pub(super) no: u32,
    pub(super) hidden: bool,
    pub(super) cells: Vec<Cell>,
}

impl Row {
    pub(super) fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.get(column)
    }

    /// The place that stands for the whole row.
    pub(super) fn at(&self) -> Position {
        self.cells.iter().find(|cell| cell.is_own()).map_or((self.no, 1), |cell| cell.at)
    }

    pub(super) fn is_blank(&self) -> bool {
        !self.cells.iter().any(Cell::is_own)
    }
}

/// A merged range: rows as the sheet numbers them, columns from 0, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: usize,
    pub(super) right: usize,
}

/// One sheet. Rows are in order; those without a cell may be missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<Row>,
    pub(super) merges: Vec<Merge>,
    /// Columns that the sheet does not show, from 0, both ends inside.
    pub(super) hidden_columns: Vec<(usize, usize)>,
    /// A text file: places are characters of a line, and cells have no names of their own.
    pub(super) is_text: bool,
}

impl Grid {
    pub(super) fn is_hidden(&self, column: usize) -> bool {
        self.hidden_columns.iter().any(|(from, to)| (*from..=*to).contains(&column))
    }

    /// The range that covers a cell.
    pub(super) fn merge_at(&self, row: u32, column: usize) -> Option<&Merge> {
        let covers =
            |m: &&Merge| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column);
        self.merges.iter().find(covers)
    }

    /// Gives every row of a range the value that stands in its first.
    pub(super) fn fill_down(&mut self) {
        for merge in &self.merges {
            if merge.bottom == merge.top {
                continue;
            }
            let from = self.rows.partition_point(|row| row.no < merge.top);
            let Some(first) = self.rows.get(from).filter(|row| row.no == merge.top) else {
                continue;
            };
            let Some(value) = first.cell(merge.left).map(|cell| cell.value.clone()) else {
                continue;
            };
            for row in self.rows.iter_mut().skip(from + 1) {
                if row.no > merge.bottom {
                    break;
                }
                let no = row.no;
                while row.cells.len() <= merge.left {
                    let column = super::super::toml::count(row.cells.len() + 1);
                    row.cells.push(Cell::new(Value::Empty, (no, column)));
                }
                if let Some(cell) = row.cells.get_mut(merge.left)
                    && cell.is_empty()
                {
                    cell.value = value.clone();
                    cell.merged = true;
                }
            }
        }
    }
}

/// The name of a column on the screen: A, B … AA.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A column by its letters, and what follows them.
pub(super) fn column_of(name: &str) -> Option<(usize, &str)> {
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, rest) = name.split_at_checked(length)?;
    let add = |sum: usize, b: u8| {
        let digit = usize::from(b.to_ascii_uppercase() - b'A') + 1;
        sum.checked_mul(26)?.checked_add(digit)
    };
    let number = letters.bytes().try_fold(0_usize, add)?;
    Some((number.checked_sub(1)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_a_spreadsheet_shows() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
            assert_eq!(column_of(name), Some((column, "")));
        }
        assert_eq!(column_of("D6"), Some((3, "6")));
        assert_eq!(column_of("6"), None);
    }

    #[test]
    fn what_a_failed_formula_leaves_is_an_error_as_text_too() {
        for text in ["#N/A", " #REF! ", "#div/0!", "Err:502", "#####"] {
            assert!(is_error(text), "{text}");
        }
        for text in ["#", "1#楼", "Err:", "N/A", "#2"] {
            assert!(!is_error(text), "{text}");
        }
    }
}

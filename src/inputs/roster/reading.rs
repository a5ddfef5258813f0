//! What was read of a list, and what was not: for whoever has to see that it went in right.
//!
//! Must hold nothing of a column that was left out but its name and, of what is nobody's private
//! affair, the beginnings of few cells by which it is known. They are for the screen alone.

use super::super::column::Column;
use super::grid::{Grid, Row, letters};
use super::header::{Header, Use};
use super::person::is_personal;
use super::rows::Why;
use super::words::words;
use super::workbook::SheetSeen;
use super::{Position, quoted};
use crate::domain::person::Person;
use crate::inputs::fault::{Collector, FaultKind, Faults, only};
use std::collections::HashSet;

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSeen {
    /// As a spreadsheet counts it: A, B …
    pub letter: String,
    /// As the file has it; empty where it has no name and holds nothing.
    pub header: String,
    /// What it was read as; None where it was left out.
    pub is: Option<Column>,
    /// Its name is not understood: the list is refused until somebody says what it is.
    pub unclear: bool,
    /// What stands first below the header, short, and of long numbers the beginning; nothing where
    /// it is somebody's own affair.
    pub samples: Vec<String>,
    /// Whether it is, by the name of the column: numbers of identity cards, addresses, accounts.
    pub private: bool,
}

/// Something else that should be seen before the list is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// No column says how people attend; the notes of so many do.
    RoleFromNote { people: usize },
    /// What notes said of an earlier meeting was left out.
    StatusLeftOut { people: usize },
    /// One cell names several people; they are one here.
    SeveralNames { row: u32 },
    /// The name of the sheet speaks of sitting in, and no column says who does.
    SheetBears,
    /// The list's own sum is not that of the weights that were read, in ten-thousandths.
    SumDiffers { row: u32, said: u64, added: u64 },
}

/// What was seen of a list. It is whole only where the list was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The sheet that was read; None in a text file.
    pub sheet: Option<String>,
    pub sheets: Vec<SheetSeen>,
    /// Other sheets in sight that hold a list as well.
    pub also: Vec<String>,
    /// The row with the names of the columns, from 1.
    pub header_row: Option<u32>,
    pub columns: Vec<ColumnSeen>,
    /// The rows that are nobody, in order.
    pub rows: Vec<(u32, Why)>,
    pub remarks: Vec<Remark>,
    pub has_weights: bool,
    /// Those whom the list gives no weight.
    pub(super) unweighted: Vec<Unweighted>,
}

/// Somebody without a weight, and the place where it is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unweighted {
    pub(super) name: String,
    pub(super) mark: String,
    pub(super) at: Position,
}

impl Reading {
    /// The faults of a list in a session where weights decide: somebody who votes has none.
    pub fn without_weight(&self, people: &[Person], file: &str) -> Option<Faults> {
        if !self.has_weights {
            let at = (self.header_row.unwrap_or(1), 1);
            let voters = people.iter().any(|person| person.vote);
            return voters.then(|| only(file, at, FaultKind::NoWeightColumn));
        }
        let voting: HashSet<(&str, &str)> = people
            .iter()
            .filter(|person| person.vote)
            .map(|person| (person.name.as_str(), person.mark.as_str()))
            .collect();
        let mut found = Collector::new();
        for missing in &self.unweighted {
            if voting.contains(&(missing.name.as_str(), missing.mark.as_str())) {
                let name = quoted(&missing.name);
                found.push(missing.at, FaultKind::MissingWeight { name });
            }
        }
        let mut faults = found.into_faults(file, |at| at)?;
        for fault in &mut faults.list {
            fault.cell = super::cell_name(self.sheet.is_none(), fault.line, fault.column);
        }
        Some(faults)
    }

    /// The names of the columns that were left out; of an empty one its letter.
    pub fn ignored_columns(&self) -> Vec<String> {
        let left = self.columns.iter().filter(|column| column.is.is_none());
        let name = |c: &ColumnSeen| if c.header.is_empty() { &c.letter } else { &c.header }.clone();
        left.map(name).collect()
    }

    /// The rows that were left out, those with one reason behind one another together.
    pub fn ignored_ranges(&self) -> Vec<(u32, u32, Why)> {
        let mut ranges: Vec<(u32, u32, Why)> = Vec::new();
        for (row, why) in &self.rows {
            match ranges.last_mut() {
                Some((_, last, known)) if known == why && *last + 1 == *row => *last = *row,
                _ => ranges.push((*row, *row, *why)),
            }
        }
        ranges
    }
}

/// The columns of a list with their samples.
pub(super) fn columns(grid: &Grid, header: &Header) -> Vec<ColumnSeen> {
    let below = grid.rows.get(header.next..).unwrap_or_default();
    let seen = header.columns.iter().enumerate().map(|(column, head)| {
        let is = match head.is {
            // A column that is named and holds nothing was read all the same.
            Use::Column(_) | Use::Part { .. } => head.is.column(),
            Use::ByValue | Use::LeftOut { .. } | Use::Nameless => None,
        };
        // The telephone is the one number of a person that is kept, and so has to be known by its cells.
        let private = is != Some(Column::Phone) && words().is_private(&head.name);
        let hidden = private || grid.is_hidden(column);
        let samples = if hidden { Vec::new() } else { samples(below, column) };
        let (letter, header) = (letters(column), quoted(&head.name));
        ColumnSeen { letter, header, is, unclear: head.unclear, samples, private }
    });
    let mut seen: Vec<ColumnSeen> = seen.collect();
    // Columns behind the last name that hold nothing are the rest of the sheet.
    while seen.last().is_some_and(|column| column.header.is_empty()) {
        seen.pop();
    }
    seen
}

/// Few different texts of a column's first rows.
fn samples(rows: &[Row], column: usize) -> Vec<String> {
    const ROWS: usize = 30;
    const SHOWN: usize = 3;
    const LONGEST: usize = 10;
    let mut samples: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| !row.hidden).take(ROWS) {
        let Some(cell) = row.cell(column).filter(|cell| cell.is_own()) else { continue };
        let text = cell.text();
        if text.trim().is_empty() || is_personal(&text) {
            continue;
        }
        let short = quoted(&text);
        let mut sample: String = short.chars().take(LONGEST).collect();
        if short.chars().nth(LONGEST).is_some() {
            sample.push('…');
        }
        if samples.len() < SHOWN && !samples.contains(&sample) {
            samples.push(sample);
        }
    }
    samples
}

//! The roster: a list of people as spreadsheets and text files hold it, in; people out, with what
//! was read of the list and what was not.
//!
//! Places: in CSV the line of the file and the field's first character, counted from 1 in
//! characters of that line; in a workbook the row and the column. Every fault stands at its field,
//! and no fault quotes a cell of a column that is not kept.

mod cells;
mod day;
mod encoding;
mod grid;
mod header;
mod naming;
mod paper;
mod person;
mod reading;
mod rows;
mod sniff;
mod table;
mod words;
mod workbook;

pub use reading::{ColumnSeen, Reading, Remark};
pub use rows::Why;
pub use sniff::Other;
pub use words::WORDS;
pub use workbook::SheetSeen;

use super::column::Column;
use super::fault::{Collector, FaultKind, Faults, only, quote};
use crate::domain::person::Person;
use sniff::Kind;
use table::Table;

/// Line and column.
type Position = (u32, u32);

type Found = Collector<Position>;

/// The most people of a roster.
const MOST_ROWS: usize = 100_000;
/// Rows that are nobody, beside them.
const OTHER_ROWS: usize = 10_000;
/// The most columns, known and empty ones together.
const MOST_COLUMNS: usize = 200;
/// The largest file, and the most that a workbook may unpack to.
const MOST_MEGABYTES: usize = 64;

/// What is done with rows and columns that a sheet hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    Include,
    Skip,
}

/// What somebody said that a header means; None leaves its column out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// See [`Choice::new`].
    header: String,
    column: Option<Column>,
}

impl Choice {
    /// Of a header as a list has it; spaces, width and case do not matter.
    pub fn new(header: &str, column: Option<Column>) -> Self {
        Self { header: words::fold(header), column }
    }

    /// Whether it is about this header.
    pub fn is_of(&self, header: &str) -> bool {
        self.header == words::fold(header)
    }

    pub fn header(&self) -> &str {
        &self.header
    }

    pub const fn column(&self) -> Option<Column> {
        self.column
    }
}

/// How a list is to be read.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// The sheet; the first in sight with a header where it is not said.
    pub sheet: Option<&'a str>,
    /// Without it, what is hidden is refused.
    pub hidden: Option<Hidden>,
    pub choices: &'a [Choice],
    /// The people that a session has already: whoever has no id in the file and is known by name
    /// and mark keeps the id, and columns that the file does not have keep what was known.
    pub known: &'a [Person],
    /// Weights decide in this session: nobody who votes may be without one.
    pub weights: bool,
}

/// A list that was looked at: what was seen of it, and its people or every fault.
#[derive(Debug)]
pub struct Looked {
    pub reading: Reading,
    pub people: Result<Vec<Person>, Faults>,
}

/// Reads a roster; what it is (a workbook, and which encoding) shows in its bytes, never in its
/// name. Refused whole with all its faults. See docs/contract.md §1 and §1.1.
pub fn read_roster(bytes: &[u8], file: &str) -> Result<Vec<Person>, Faults> {
    look(bytes, file, &Asked::default(), &mut |_| true).people
}

/// Reads a list as it is asked for. `step` is told how many people have been read, and says whether
/// to go on.
pub fn look(
    bytes: &[u8],
    file: &str,
    asked: &Asked<'_>,
    step: &mut dyn FnMut(usize) -> bool,
) -> Looked {
    let mut reading = Reading::default();
    let opened = match open(bytes, asked.sheet) {
        Ok(opened) => opened,
        Err((at, kind)) => return Looked { reading, people: Err(only(file, at, kind)) },
    };
    let workbook::Opened { mut grid, sheet, sheets, also } = opened;
    reading.sheet = (!grid.is_text).then_some(sheet);
    (reading.sheets, reading.also) = (sheets, also);
    grid.fill_down();
    let mut found = Found::new();
    let header = header::read(&grid, asked.choices, asked.hidden, &mut found);
    let people = match header {
        // Without names, or with headers that are not understood, rows say nothing.
        Some(header) if !found.is_empty() => {
            reading.header_row = Some(header.no);
            reading.columns = reading::columns(&grid, &header);
            Vec::new()
        }
        Some(header) => {
            let table = Table::read(&grid, header, asked.hidden, &mut reading, &mut found, step);
            table.finish(asked.known, &mut found)
        }
        None => Vec::new(),
    };
    let is_text = grid.is_text;
    let faults = found.into_faults(file, |at| at);
    let people = match faults {
        Some(mut faults) => {
            for fault in &mut faults.list {
                fault.cell = cell_name(is_text, fault.line, fault.column);
            }
            Err(faults)
        }
        None if asked.weights => match reading.without_weight(&people, file) {
            Some(faults) => Err(faults),
            None => Ok(people),
        },
        None => Ok(people),
    };
    Looked { reading, people }
}

fn cell_name(is_text: bool, row: u32, column: u32) -> Option<String> {
    let column = usize::try_from(column).ok()?.checked_sub(1)?;
    (!is_text).then(|| format!("{}{row}", grid::letters(column)))
}

fn open(bytes: &[u8], sheet: Option<&str>) -> Result<workbook::Opened, (Position, FaultKind)> {
    if bytes.len() > MOST_MEGABYTES << 20 {
        return Err(((1, 1), FaultKind::TooLarge { megabytes: MOST_MEGABYTES }));
    }
    let most = MOST_ROWS + OTHER_ROWS;
    match sniff::kind(bytes) {
        Kind::Other(other) => match own_paper(bytes, other, most) {
            Some(grid) if sheet.is_none() => Ok(alone(grid?)),
            _ => Err(((1, 1), FaultKind::NotAList(other))),
        },
        Kind::Text => match encoding::decode(bytes) {
            Ok(text) => {
                if let Some(name) = sheet {
                    let kind = FaultKind::NoSuchSheet { name: quoted(name), names: Vec::new() };
                    return Err(((1, 1), kind));
                }
                let grid = paper::text(&text, most).unwrap_or_else(|| cells::read(&text, most));
                Ok(alone(grid?))
            }
            Err(at) => Err((at, FaultKind::BadEncoding)),
        },
        Kind::Paper if sheet.is_none() => Ok(alone(paper::word(bytes, most)?)),
        Kind::Paper => Err(((1, 1), FaultKind::NotAList(Other::Document))),
        kind @ (Kind::Xlsx | Kind::Xls | Kind::Ods) => workbook::read(bytes, kind, sheet, most),
    }
}

/// The table of what would be no list, had yishi itself not written it.
fn own_paper(
    bytes: &[u8],
    other: Other,
    most: usize,
) -> Option<Result<grid::Grid, (Position, FaultKind)>> {
    match other {
        Other::Pdf => {
            let list = std::str::from_utf8(paper::attached(bytes)?).ok()?;
            Some(cells::read(list.trim_start_matches('\u{feff}'), most))
        }
        Other::WebPage => paper::page(std::str::from_utf8(bytes).ok()?, most),
        _ => None,
    }
}

/// A file that has no sheets.
fn alone(grid: grid::Grid) -> workbook::Opened {
    workbook::Opened { grid, ..workbook::Opened::default() }
}

/// A text of a list for a message: short, and without numbers that could be somebody's.
fn quoted(text: &str) -> String {
    const KEPT: usize = 3;
    let mut out = String::new();
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        if run.len() > 6 {
            out.extend(run.chars().take(KEPT));
            out.push('…');
        } else {
            out.push_str(run);
        }
        run.clear();
    };
    for c in text.chars().take(200) {
        if c.is_ascii_digit() {
            run.push(c);
        } else {
            flush(&mut run, &mut out);
            out.push(c);
        }
    }
    flush(&mut run, &mut out);
    quote(&out)
}

#[cfg(test)]
mod tests;

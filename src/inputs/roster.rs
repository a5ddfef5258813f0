//! The roster: CSV in any of the encodings and separators that spreadsheets write, or the first
//! sheet of a workbook, in; people out.
//!
//! Places: in CSV the line of the file and the field's first character, counted from 1 in
//! characters of that line; in a workbook the row and the column. Every fault stands at its field.

mod cells;
mod encoding;
mod person;
mod table;
mod workbook;

use super::fault::{Collector, FaultKind, Faults, only};
use crate::domain::person::Person;
use table::Table;

/// Line and column.
type Position = (u32, u32);

type Found = Collector<Position>;

/// One cell as it stands in the file.
#[derive(Debug, Clone)]
struct Cell {
    text: String,
    at: Position,
}

/// The most people of a roster.
const MOST_ROWS: usize = 100_000;
/// The most columns, known and empty ones together.
const MOST_COLUMNS: usize = 200;
/// The largest file, and the most that a workbook may unpack to.
const MOST_MEGABYTES: usize = 64;

/// Reads a roster; what it is (a workbook, and which encoding) shows in its bytes, never in its
/// name. Refused whole with all its faults. See docs/contract.md §1 for columns and defaults.
pub fn read_roster(bytes: &[u8], file: &str) -> Result<Vec<Person>, Faults> {
    read_roster_for(bytes, file, &[])
}

/// The same for a session that has people already: whoever has no id in the file and is known by
/// name and mark keeps the id, and columns that the file does not have keep what was known.
pub fn read_roster_for(bytes: &[u8], file: &str, known: &[Person]) -> Result<Vec<Person>, Faults> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.len() > MOST_MEGABYTES << 20 {
        return Err(only(file, (1, 1), FaultKind::TooLarge { megabytes: MOST_MEGABYTES }));
    }
    if bytes.starts_with(OLE) {
        return Err(only(file, (1, 1), FaultKind::OldWorkbook));
    }
    let mut table = Table::new();
    let read = if bytes.starts_with(ZIP) {
        workbook::read(bytes, &mut table)
    } else {
        match encoding::decode(bytes) {
            Ok(text) => {
                cells::read(&text, &mut table);
                Ok(())
            }
            Err(at) => Err((at, FaultKind::BadEncoding)),
        }
    };
    if let Err((at, kind)) = read {
        return Err(only(file, at, kind));
    }
    table.finish(file, known)
}

#[cfg(test)]
mod tests;

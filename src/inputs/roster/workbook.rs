//! Workbooks of all kinds as one grid: which sheet is read, and its cells.
//!
//! A workbook is a packed file from outside: it is unpacked once for its size alone before any
//! reader sees it, and what a reader makes of a damaged one may not end a meeting beside it.

mod format;
mod ods;
mod xls;
mod xlsx;

use super::grid::{Cell, Grid, Row, Value};
use super::sniff::Kind;
use super::{FaultKind, MOST_MEGABYTES, Position, header};
use quick_xml::events::BytesStart;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

type Refused = (Position, FaultKind);

/// A sheet of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSeen {
    pub name: String,
    pub hidden: bool,
}

/// A workbook that is open: its sheets, and the cells of one.
trait Chosen {
    fn sheets(&self) -> Vec<SheetSeen>;

    /// At most so many rows that hold something.
    fn grid(&mut self, name: &str, most: usize) -> Result<Grid, Refused>;
}

/// What was read of a workbook.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub(super) grid: Grid,
    /// The sheet that was read.
    pub(super) sheet: String,
    pub(super) sheets: Vec<SheetSeen>,
    /// Other sheets in sight that have a header as well.
    pub(super) also: Vec<String>,
}

/// Reads the sheet that is asked for, else the first in sight that has a header.
///
/// Readers of spreadsheets have arithmetic that a cell named R4300000000 overflows, which is a panic
/// where overflow is checked.
pub(super) fn read(
    bytes: &[u8],
    kind: Kind,
    sheet: Option<&str>,
    most: usize,
) -> Result<Opened, Refused> {
    if kind != Kind::Xls {
        need_small(bytes)?;
    }
    let guarded = AssertUnwindSafe(|| match kind {
        Kind::Xls => choose(&mut xls::File::open(bytes)?, sheet, most),
        Kind::Ods => choose(&mut ods::File::open(bytes)?, sheet, most),
        Kind::Xlsx | Kind::Text | Kind::Paper | Kind::Other(_) => {
            choose(&mut xlsx::File::open(bytes)?, sheet, most)
        }
    });
    catch_unwind(guarded).unwrap_or_else(|_| Err(refused(&"damaged")))
}

fn choose(book: &mut dyn Chosen, sheet: Option<&str>, most: usize) -> Result<Opened, Refused> {
    /// More sheets than this are not looked through for another list.
    const LOOKED_AT: usize = 20;
    let sheets = book.sheets();
    if let Some(asked) = sheet {
        let same = |name: &str| super::words::fold(name) == super::words::fold(asked);
        let Some(found) = sheets
            .iter()
            .find(|s| s.name == asked)
            .or_else(|| sheets.iter().find(|s| same(&s.name)))
        else {
            let names = sheets.iter().map(|s| super::quoted(&s.name)).collect();
            let kind = FaultKind::NoSuchSheet { name: super::quoted(asked), names };
            return Err(((1, 1), kind));
        };
        let grid = book.grid(&found.name, most)?;
        return Ok(Opened { grid, sheet: found.name.clone(), sheets, also: Vec::new() });
    }
    let mut read: Option<Opened> = None;
    let mut also = Vec::new();
    for seen in sheets.iter().filter(|seen| !seen.hidden).take(LOOKED_AT) {
        if read.as_ref().is_some_and(|read| header::is_there(&read.grid)) {
            if header::is_there(&book.grid(&seen.name, header::LOOKED_AT)?) {
                also.push(seen.name.clone());
            }
            continue;
        }
        let grid = book.grid(&seen.name, most)?;
        // A sheet without a header is shown only where there is no better one.
        let better = match &read {
            None => true,
            Some(before) => header::is_there(&grid) || before.grid.rows.is_empty(),
        };
        if better {
            read = Some(Opened { grid, sheet: seen.name.clone(), ..Opened::default() });
        }
    }
    let read = read.unwrap_or_default();
    Ok(Opened { sheets, also, ..read })
}

/// Puts a cell at its column.
fn put(row: &mut Row, column: usize, value: Value) {
    while row.cells.len() <= column {
        let at = super::super::toml::count(row.cells.len() + 1);
        row.cells.push(Cell::new(Value::Empty, (row.no, at)));
    }
    if let Some(cell) = row.cells.get_mut(column) {
        cell.value = value;
    }
}

/// One shared text may stand in every cell; what is too long anyway is not copied whole.
pub(super) fn clip(text: &str) -> String {
    text.chars().take(crate::limits::LONGEST_INPUT + 1).collect()
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.try_get_attribute(name).ok()??;
    let text = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
    Some(text.into_owned())
}

/// Unpacks every part, counting and throwing away: what a packed file says of its own size need
/// not be true.
pub(super) fn need_small(bytes: &[u8]) -> Result<(), Refused> {
    const MOST_PARTS: usize = 10_000;
    let bad = |detail: &dyn std::fmt::Display| refused(detail);
    let too_large = ((1, 1), FaultKind::TooLarge { megabytes: MOST_MEGABYTES });
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| bad(&e))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large);
    }
    let mut left = (MOST_MEGABYTES as u64) << 20;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(|e| bad(&e))?;
        if part.size() > left {
            return Err(too_large);
        }
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|e| bad(&e))?;
        left = left.checked_sub(unpacked).ok_or_else(|| too_large.clone())?;
    }
    Ok(())
}

pub(super) fn refused(detail: &dyn std::fmt::Display) -> Refused {
    let detail = super::quoted(&detail.to_string());
    ((1, 1), FaultKind::BadWorkbook { detail })
}

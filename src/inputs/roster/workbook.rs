//! The first sheet of an XLSX workbook as rows of cells.
//!
//! A workbook is a packed file from outside: it is unpacked once for its size alone before the
//! reader sees it, and cells are taken one by one, never as a grid as wide as the file claims.

use super::table::{Step, Table};
use super::{Cell, FaultKind, MOST_COLUMNS, MOST_MEGABYTES, Position};
use calamine::{DataRef, Reader, Xlsx};
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

type Refused = (Position, FaultKind);

/// Reads all rows into the table, until it has enough.
///
/// The reader has arithmetic that a cell named R4300000000 overflows, which is a panic where
/// overflow is checked: a damaged roster must not end a meeting that is open beside it.
pub(super) fn read(bytes: &[u8], table: &mut Table) -> Result<(), Refused> {
    need_small(bytes)?;
    let guarded = AssertUnwindSafe(|| rows(bytes, table));
    catch_unwind(guarded).unwrap_or_else(|_| Err(refused(&"damaged")))
}

fn rows(bytes: &[u8], table: &mut Table) -> Result<(), Refused> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| refused(&e))?;
    let Some(first) = book.sheet_names().first().cloned() else { return Ok(()) };
    let mut cells = book.worksheet_cells_reader(&first).map_err(|e| refused(&e))?;
    let mut row: Vec<Cell> = Vec::new();
    let mut now = None;
    while let Some(cell) = cells.next_cell().map_err(|e| refused(&e))? {
        let (y, x) = cell.get_position();
        let Some(text) = text(cell.get_value()) else { continue };
        if now != Some(y) {
            if matches!(table.row(&row), Step::Enough) {
                return Ok(());
            }
            row.clear();
            now = Some(y);
        }
        let at = (y.saturating_add(1), x.saturating_add(1));
        let place = x as usize;
        if place >= MOST_COLUMNS {
            return Err((at, FaultKind::TooManyColumns { most: MOST_COLUMNS }));
        }
        while row.len() <= place {
            let column = super::super::toml::count(row.len() + 1);
            row.push(Cell { text: String::new(), at: (at.0, column) });
        }
        if let Some(slot) = row.get_mut(place) {
            slot.text = text;
        }
    }
    let _ = table.row(&row);
    Ok(())
}

/// A cell as text: a number without the point that spreadsheets give whole ones.
fn text(value: &DataRef<'_>) -> Option<String> {
    // One shared text may stand in every cell; what is too long anyway is not copied whole.
    let clip = |t: &str| t.chars().take(super::super::entry::LONG + 1).collect::<String>();
    let text = match value {
        DataRef::String(t) | DataRef::DateTimeIso(t) | DataRef::DurationIso(t) => clip(t),
        DataRef::SharedString(t) => clip(t),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => decimal(*n),
        DataRef::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => decimal(moment.as_f64()),
        DataRef::Error(_) | DataRef::Empty => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The number as a spreadsheet shows it, to 15 digits: sums end in 89.53, not 89.53000000000001.
fn decimal(n: f64) -> String {
    let rounded: Result<f64, _> = format!("{n:.14e}").parse();
    rounded.unwrap_or(n).to_string()
}

/// Unpacks every part, counting and throwing away: what a packed file says of its own size need
/// not be true.
fn need_small(bytes: &[u8]) -> Result<(), Refused> {
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

fn refused(detail: &dyn std::fmt::Display) -> Refused {
    let detail = super::super::fault::quote(&detail.to_string());
    ((1, 1), FaultKind::BadWorkbook { detail })
}

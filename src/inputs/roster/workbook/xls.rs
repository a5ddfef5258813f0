//! XLS and ET, the binary format of before 2007 that WPS still writes: values and merged ranges from
//! the reader, what is hidden and how numbers are shown from the records themselves.

use super::super::grid::{Cell, Grid, Merge, Row, Value};
use super::super::sniff::Other;
use super::super::{FaultKind, MOST_COLUMNS};
use super::{Chosen, Refused, SheetSeen, format, refused};
use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Cursor, Read as _};

/// All sheets together unpack to no more cells than this; the reader makes each a full rectangle.
const MOST_CELLS: u64 = 16_000_000;

pub(super) struct File<'b> {
    book: Xls<Cursor<&'b [u8]>>,
    layouts: Vec<Layout>,
    formats: Formats,
}

impl<'b> File<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let stream = stream(bytes)?;
        let (formats, layouts) = scan(&stream)?;
        let extent: u64 = layouts.iter().map(Layout::extent).sum();
        if extent > MOST_CELLS {
            return Err(((1, 1), FaultKind::TooManyColumns { most: MOST_COLUMNS }));
        }
        let book = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
            XlsError::Password => encrypted(),
            e => refused(&e),
        })?;
        Ok(Self { book, layouts, formats })
    }
}

fn encrypted() -> Refused {
    ((1, 1), FaultKind::NotAList(Other::Encrypted))
}

impl Chosen for File<'_> {
    fn sheets(&self) -> Vec<SheetSeen> {
        let sheets = self.book.sheets_metadata().iter();
        let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let seen = sheets.map(|sheet| SheetSeen {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        });
        seen.collect()
    }

    fn grid(&mut self, name: &str, most: usize) -> Result<Grid, Refused> {
        let place = self.book.sheets_metadata().iter().position(|sheet| sheet.name == name);
        let layout = place.and_then(|i| self.layouts.get(i)).ok_or_else(|| refused(&"no sheet"))?;
        let range = self.book.worksheet_range(name).map_err(|e| refused(&e))?;
        let merged = self.book.merge_cells_by_sheet_name(name).map_err(|e| refused(&e))?;
        let merges = merged.iter().map(|m| Merge {
            top: m.start.0.saturating_add(1),
            bottom: m.end.0.saturating_add(1),
            left: m.start.1 as usize,
            right: m.end.1 as usize,
        });
        let hidden_columns = layout.hidden_columns.clone();
        let mut grid = Grid { merges: merges.collect(), hidden_columns, ..Grid::default() };
        let (top, left) = range.start().unwrap_or_default();
        for (y, x, data) in range.used_cells() {
            let y = top.saturating_add(u32::try_from(y).unwrap_or(u32::MAX));
            let x = left.saturating_add(u32::try_from(x).unwrap_or(u32::MAX));
            let (no, column) = (y.saturating_add(1), x as usize);
            let value = if layout.unset.contains(&(y, x)) {
                Value::Unset
            } else {
                value(data, self.formats.of(layout.styles.get(&(y, x)).copied()))
            };
            if value == Value::Empty {
                continue;
            }
            if column >= MOST_COLUMNS {
                let at = (no, x.saturating_add(1));
                return Err((at, FaultKind::TooManyColumns { most: MOST_COLUMNS }));
            }
            if grid.rows.last().is_none_or(|row| row.no != no) {
                if grid.rows.len() >= most {
                    break;
                }
                let hidden = layout.hidden_rows.contains(&y);
                grid.rows.push(Row { no, hidden, cells: Vec::new() });
            }
            if let Some(row) = grid.rows.last_mut() {
                super::put(row, column, value);
            }
        }
        Ok(grid)
    }
}

fn value(data: &Data, (code, id): (&str, Option<u32>)) -> Value {
    match data {
        Data::String(t) => Cell::of_text(super::clip(t), (0, 0)).value,
        Data::DateTimeIso(t) | Data::DurationIso(t) => Value::Date(Some(super::clip(t))),
        #[expect(clippy::cast_precision_loss, reason = "digits beyond 15 are lost in the file too")]
        Data::Int(n) => format::number(*n as f64, code),
        Data::Float(n) => format::number(*n, code),
        Data::Bool(flag) => Value::Flag(*flag),
        Data::DateTime(moment) => {
            let (y, m, d, hour, minute, second, _) = moment.to_ymd_hms_milli();
            Value::Date(format::date((y, m, d, hour, minute, second), code, id))
        }
        Data::Error(error) => Value::Error(error.to_string()),
        Data::Empty => Value::Empty,
    }
}

/// The stream of records in its container.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|e| refused(&e))?;
    let name = if file.exists("/Workbook") { "/Workbook" } else { "/Book" };
    let stream = file.open_stream(name).map_err(|e| refused(&e))?;
    let mut records = Vec::new();
    // No stream is longer than the file that holds it.
    let most = bytes.len() as u64;
    stream.take(most).read_to_end(&mut records).map_err(|e| refused(&e))?;
    Ok(records)
}

/// Number formats by the style of a cell.
#[derive(Default)]
struct Formats {
    /// The format of each style.
    styles: Vec<u16>,
    codes: BTreeMap<u16, String>,
}

impl Formats {
    fn of(&self, style: Option<u16>) -> (&str, Option<u32>) {
        let id = style.and_then(|style| self.styles.get(usize::from(style))).copied();
        let Some(id) = id else { return ("General", None) };
        let code = self.codes.get(&id).map(String::as_str);
        (
            code.unwrap_or(if id == 11 || id == 48 { "0.00E+00" } else { "General" }),
            Some(u32::from(id)),
        )
    }
}

/// What a sheet's records say beside its values; rows and columns from 0.
#[derive(Default)]
struct Layout {
    hidden_rows: HashSet<u32>,
    hidden_columns: Vec<(usize, usize)>,
    unset: HashSet<(u32, u32)>,
    styles: HashMap<(u32, u32), u16>,
    rows: u64,
    columns: u64,
}

impl Layout {
    fn extent(&self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }

    fn cell(&mut self, row: u16, column: u16, style: Option<u16>) {
        self.rows = self.rows.max(u64::from(row) + 1);
        self.columns = self.columns.max(u64::from(column) + 1);
        if let Some(style) = style {
            self.styles.insert((u32::from(row), u32::from(column)), style);
        }
    }
}

/// Record types (MS-XLS 2.3).
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const COL_INFO: u16 = 0x007D;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const XF: u16 = 0x00E0;
    pub(super) const LABEL_SST: u16 = 0x00FD;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BOF: u16 = 0x0809;
}

struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.0, 0)?, usize::from(u16_at(self.0, 2)?));
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some((kind, data))
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn scan(stream: &[u8]) -> Result<(Formats, Vec<Layout>), Refused> {
    let mut formats = Formats::default();
    let mut sheets = Vec::new();
    for (kind, data) in Records(stream) {
        match kind {
            record::FILE_PASS if u16_at(data, 0) != Some(0) => return Err(encrypted()),
            record::FILE_PASS if data.len() > 2 => return Err(encrypted()),
            record::XF => formats.styles.push(u16_at(data, 2).unwrap_or_default()),
            record::FORMAT => formats.codes.extend(code(data)),
            record::BOUND_SHEET => {
                let start = data.get(..4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
                sheets.push(start.and_then(|s| usize::try_from(s).ok()).unwrap_or(usize::MAX));
            }
            record::EOF => break,
            _ => {}
        }
    }
    let layouts = sheets.iter().map(|start| sheet(stream.get(*start..).unwrap_or_default()));
    Ok((formats, layouts.collect()))
}

/// The number and text of a format (MS-XLS 2.4.126).
fn code(data: &[u8]) -> Option<(u16, String)> {
    let (id, length) = (u16_at(data, 0)?, usize::from(u16_at(data, 2)?));
    let wide = data.get(4)? & 1 == 1;
    let text = data.get(5..)?;
    let text = if wide {
        let units: Vec<u16> = (0..length).map_while(|i| u16_at(text, i * 2)).collect();
        String::from_utf16_lossy(&units)
    } else {
        text.iter().take(length).copied().map(char::from).collect()
    };
    Some((id, text))
}

fn sheet(records: &[u8]) -> Layout {
    let mut layout = Layout::default();
    // Charts are streams of records inside that of their sheet.
    let mut depth = 0_u32;
    for (kind, data) in Records(records) {
        match kind {
            record::BOF => depth += 1,
            record::EOF if depth <= 1 => break,
            record::EOF => depth -= 1,
            _ if depth > 1 => {}
            record::ROW => {
                if let (Some(row), Some(flags)) = (u16_at(data, 0), u16_at(data, 12))
                    && flags & 0x20 != 0
                {
                    layout.hidden_rows.insert(u32::from(row));
                }
            }
            record::COL_INFO => {
                let at = |i| u16_at(data, i);
                if let (Some(from), Some(to), Some(width), Some(flags)) =
                    (at(0), at(2), at(4), at(8))
                    && (flags & 1 != 0 || width == 0)
                {
                    layout.hidden_columns.push((usize::from(from), usize::from(to)));
                }
            }
            record::NUMBER | record::RK | record::FORMULA => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                    continue;
                };
                layout.cell(row, column, u16_at(data, 4));
                // A formula that gives an empty text is written as one that was never reckoned.
                let blank = data.get(6) == Some(&3) && u16_at(data, 12) == Some(0xFFFF);
                if kind == record::FORMULA && blank {
                    layout.unset.insert((u32::from(row), u32::from(column)));
                }
            }
            record::MUL_RK => {
                let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
                let count = data.len().saturating_sub(6) / 6;
                for (i, column) in (0..count).zip(first..) {
                    layout.cell(row, column, u16_at(data, 4 + i * 6));
                }
            }
            record::LABEL | record::LABEL_SST | record::BOOL_ERR => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    layout.cell(row, column, None);
                }
            }
            _ => {}
        }
    }
    layout
}

//! XLSX: values, formats and dates from the reader; what it leaves out (hidden rows and columns,
//! formulas without a value, merged ranges) from the sheet's own part.

use super::super::grid::{Cell, Grid, Merge, Row, Value, column_of};
use super::super::{FaultKind, MOST_COLUMNS};
use super::{Chosen, Refused, SheetSeen, format, refused};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read as _};

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

pub(super) struct File<'b> {
    book: Book<'b>,
    bytes: &'b [u8],
    paths: HashMap<String, String>,
}

impl<'b> File<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|e| refused(&e))?;
        let paths = paths(bytes)?;
        Ok(Self { book, bytes, paths })
    }
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
        let path = self.paths.get(name).ok_or_else(|| refused(&"no such part"))?;
        let Layout { hidden_rows, hidden_columns, unset, merges } = layout(self.bytes, path)?;
        let mut grid = Grid { merges, hidden_columns, ..Grid::default() };
        let mut cells = self.book.worksheet_cells_reader(name).map_err(|e| refused(&e))?;
        let mut last = None;
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|e| refused(&e))? {
            let (y, x) = cell.get_position();
            let (no, column) = (y.saturating_add(1), x as usize);
            let at = (no, x.saturating_add(1));
            let value = if unset.contains(&(y, x)) {
                Value::Unset
            } else {
                let found = cells.styles().get(style).and_then(|s| s.number_format.as_ref());
                let code =
                    found.map_or(("General", None), |f| (f.format_code.as_str(), f.format_id));
                value(cell.get_value(), code)
            };
            if value == Value::Empty {
                continue;
            }
            if column >= MOST_COLUMNS {
                return Err((at, FaultKind::TooManyColumns { most: MOST_COLUMNS }));
            }
            if last != Some(no) {
                if grid.rows.len() >= most {
                    break;
                }
                last = Some(no);
                let hidden = hidden_rows.contains(&no);
                grid.rows.push(Row { no, hidden, cells: Vec::new() });
            }
            if let Some(row) = grid.rows.last_mut() {
                super::put(row, column, value);
            }
        }
        // Rows stand in order but for what a damaged file claims.
        grid.rows.sort_by_key(|row| row.no);
        Ok(grid)
    }
}

fn value(value: &DataRef<'_>, (code, id): (&str, Option<u32>)) -> Value {
    let text = |t: &str| Cell::of_text(super::clip(t), (0, 0)).value;
    match value {
        DataRef::String(t) => text(t),
        DataRef::SharedString(t) => text(t),
        DataRef::DateTimeIso(t) | DataRef::DurationIso(t) => Value::Date(Some(super::clip(t))),
        #[expect(clippy::cast_precision_loss, reason = "digits beyond 15 are lost in the file too")]
        DataRef::Int(n) => format::number(*n as f64, code),
        DataRef::Float(n) => format::number(*n, code),
        DataRef::Bool(flag) => Value::Flag(*flag),
        DataRef::DateTime(moment) => {
            let (y, m, d, hour, minute, second, _) = moment.to_ymd_hms_milli();
            Value::Date(format::date((y, m, d, hour, minute, second), code, id))
        }
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::Empty => Value::Empty,
    }
}

#[derive(Default)]
struct Layout {
    hidden_rows: HashSet<u32>,
    hidden_columns: Vec<(usize, usize)>,
    /// Row and column from 0, as the reader numbers them.
    unset: HashSet<(u32, u32)>,
    merges: Vec<Merge>,
}

fn layout(bytes: &[u8], path: &str) -> Result<Layout, Refused> {
    let text = part(bytes, path)?;
    let mut found = Layout::default();
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut cell = Formula::default();
    loop {
        match reader.read_event().map_err(|e| refused(&e))? {
            Event::Eof => return Ok(found),
            Event::Start(e) => match e.local_name().as_ref() {
                "col" => found.hidden_columns.extend(hidden_column(&e)),
                "row" => {
                    row = attribute(&e, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
                    column = 0;
                    if is_hidden(&e, "ht") {
                        found.hidden_rows.insert(row);
                    }
                }
                "c" => {
                    let named = attribute(&e, "r").and_then(|r| cell_of(&r));
                    let at = named.unwrap_or((row.saturating_sub(1), column));
                    column = at.1.saturating_add(1);
                    let stored = attribute(&e, "t").as_deref() == Some("str");
                    cell = Formula { at, stored, ..Formula::default() };
                }
                "f" => cell.is_reckoned = true,
                "is" => cell.stored = true,
                "v" => cell.in_value = true,
                "mergeCell" => {
                    found.merges.extend(attribute(&e, "ref").and_then(|range| merge(&range)));
                }
                _ => {}
            },
            Event::Text(t) if cell.in_value => cell.stored |= !t.trim().is_empty(),
            Event::End(e) => match e.local_name().as_ref() {
                "v" => cell.in_value = false,
                "c" if cell.is_reckoned && !cell.stored => {
                    found.unset.insert(cell.at);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// What is seen of a cell while its element is read.
#[derive(Default)]
struct Formula {
    at: (u32, u32),
    is_reckoned: bool,
    /// A value is there. A formula that gives a text may give an empty one.
    stored: bool,
    in_value: bool,
}

fn hidden_column(e: &BytesStart<'_>) -> Option<(usize, usize)> {
    if !is_hidden(e, "width") {
        return None;
    }
    let number = |name| attribute(e, name)?.parse::<usize>().ok()?.checked_sub(1);
    Some((number("min")?, number("max")?))
}

/// Hidden, or drawn with no size at all.
fn is_hidden(e: &BytesStart<'_>, size: &str) -> bool {
    let hidden = attribute(e, "hidden").is_some_and(|h| matches!(h.as_str(), "1" | "true"));
    hidden || attribute(e, size).and_then(|s| s.parse::<f64>().ok()).is_some_and(|s| s <= 0.0)
}

/// The row and column of a cell's name, from 0.
fn cell_of(name: &str) -> Option<(u32, u32)> {
    let (column, row) = column_of(name)?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, u32::try_from(column).ok()?))
}

fn merge(range: &str) -> Option<Merge> {
    let (from, to) = range.split_once(':')?;
    let ((left, top), (right, bottom)) = (column_of(from)?, column_of(to)?);
    Some(Merge { top: top.parse().ok()?, bottom: bottom.parse().ok()?, left, right })
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    super::attribute(e, name)
}

/// The parts of the sheets by the sheets' names.
fn paths(bytes: &[u8]) -> Result<HashMap<String, String>, Refused> {
    let main = targets(&part(bytes, "_rels/.rels")?)?
        .into_iter()
        .find(|target| target.kind.ends_with("/officeDocument"))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |target| resolve("", &target.target));
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = part(bytes, &resolve(folder, &format!("_rels/{name}.rels")))?;
    let relations = targets(&relations)?;
    let text = part(bytes, &main)?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut paths = HashMap::new();
    loop {
        match reader.read_event().map_err(|e| refused(&e))? {
            Event::Eof => return Ok(paths),
            Event::Start(e) if e.local_name().as_ref() == "sheet" => {
                let id = e.attributes().flatten().find_map(|a| {
                    (a.key.local_name().as_ref() == "id").then(|| a.value.to_string())
                });
                let target = relations.iter().find(|target| Some(&target.id) == id.as_ref());
                if let (Some(name), Some(target)) = (attribute(&e, "name"), target) {
                    paths.insert(name, resolve(folder, &target.target));
                }
            }
            _ => {}
        }
    }
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn targets(text: &str) -> Result<Vec<Relation>, Refused> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut targets = Vec::new();
    loop {
        match reader.read_event().map_err(|e| refused(&e))? {
            Event::Eof => return Ok(targets),
            Event::Start(e) if e.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&e, name).unwrap_or_default();
                targets.push(Relation { id: get("Id"), kind: get("Type"), target: get("Target") });
            }
            _ => {}
        }
    }
}

/// A target beside its folder, or from the top of the package.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A part of the package as text. That all parts together are small has been seen to.
fn part(bytes: &[u8], path: &str) -> Result<String, Refused> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| refused(&e))?;
    // Some programs write the names of parts in other letters than they are called by.
    let name = archive.file_names().flatten().find(|name| name.eq_ignore_ascii_case(path));
    let name = name.map_or_else(|| path.to_owned(), std::borrow::Cow::into_owned);
    let mut text = String::new();
    let mut part = archive.by_name(&name).map_err(|e| refused(&e))?;
    part.read_to_string(&mut text).map_err(|e| refused(&e))?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

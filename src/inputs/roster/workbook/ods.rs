//! ODS. The reader of the other formats gives neither merged ranges nor what is hidden or shown, so
//! the one part that holds a sheet is read here: each cell stands there with its value and its text.

use super::super::grid::{Cell, Grid, Merge, Row, Value, is_error};
use super::super::{FaultKind, MOST_COLUMNS};
use super::{Chosen, Refused, SheetSeen, attribute, clip, refused};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;
use std::io::{Cursor, Read as _};

pub(super) struct File {
    content: String,
    sheets: Vec<SheetSeen>,
}

impl File {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refused> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| refused(&e))?;
        let mut manifest = String::new();
        if let Ok(mut part) = archive.by_name("META-INF/manifest.xml") {
            part.read_to_string(&mut manifest).map_err(|e| refused(&e))?;
        }
        if manifest.contains("encryption-data") {
            return Err(((1, 1), FaultKind::NotAList(super::super::sniff::Other::Encrypted)));
        }
        let mut content = String::new();
        let mut part = archive.by_name("content.xml").map_err(|e| refused(&e))?;
        part.read_to_string(&mut content).map_err(|e| refused(&e))?;
        let sheets = sheets(&content)?;
        Ok(Self { content, sheets })
    }
}

impl Chosen for File {
    fn sheets(&self) -> Vec<SheetSeen> {
        self.sheets.clone()
    }

    fn grid(&mut self, name: &str, most: usize) -> Result<Grid, Refused> {
        let mut reader = Reader::from_str(&self.content);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().map_err(|e| refused(&e))? {
                Event::Eof => return Err(refused(&"no such sheet")),
                Event::Start(e)
                    if e.name().as_ref() == "table:table"
                        && attribute(&e, "table:name").as_deref() == Some(name) =>
                {
                    return Sheet::new(most).read(&mut reader);
                }
                _ => {}
            }
        }
    }
}

fn sheets(content: &str) -> Result<Vec<SheetSeen>, Refused> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().expand_empty_elements = true;
    let mut style = None;
    let mut hidden: HashSet<String> = HashSet::new();
    let mut sheets = Vec::new();
    let mut depth = 0_u32;
    loop {
        match reader.read_event().map_err(|e| refused(&e))? {
            Event::Eof => return Ok(sheets),
            Event::Start(e) => match e.name().as_ref() {
                "style:style" => style = attribute(&e, "style:name"),
                "style:table-properties"
                    if attribute(&e, "table:display").as_deref() == Some("false") =>
                {
                    hidden.extend(style.take());
                }
                "table:table" => {
                    if depth == 0
                        && let Some(name) = attribute(&e, "table:name")
                    {
                        let style = attribute(&e, "table:style-name");
                        let hidden = style.is_some_and(|style| hidden.contains(&style));
                        sheets.push(SheetSeen { name, hidden });
                    }
                    depth += 1;
                }
                _ => {}
            },
            Event::End(e) if e.name().as_ref() == "table:table" => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
}

struct Sheet {
    most: usize,
    grid: Grid,
    /// The next row and column, from 0.
    row: u32,
    column: usize,
    columns: usize,
    cells: Vec<(usize, Value)>,
}

impl Sheet {
    fn new(most: usize) -> Self {
        let grid = Grid::default();
        Self { most, grid, row: 0, column: 0, columns: 0, cells: Vec::new() }
    }

    fn read(mut self, reader: &mut Reader<&[u8]>) -> Result<Grid, Refused> {
        let (mut hidden, mut repeated) = (false, 1);
        loop {
            match reader.read_event().map_err(|e| refused(&e))? {
                Event::Eof => return Err(refused(&"the sheet has no end")),
                Event::Start(e) => match e.name().as_ref() {
                    "table:table-column" => {
                        let count = times(&e, "table:number-columns-repeated");
                        if is_hidden(&e) && count > 0 {
                            let last = self.columns.saturating_add(count - 1);
                            self.grid.hidden_columns.push((self.columns, last));
                        }
                        self.columns = self.columns.saturating_add(count);
                    }
                    "table:table-row" => {
                        hidden = is_hidden(&e);
                        repeated = times(&e, "table:number-rows-repeated");
                        self.column = 0;
                        self.cells.clear();
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        let e = e.into_owned();
                        self.cell(&e, reader)?;
                    }
                    // Drawings and what is linked in from elsewhere.
                    "table:shapes" | "office:forms" => {
                        let e = e.into_owned();
                        reader.read_to_end(e.name()).map_err(|e| refused(&e))?;
                    }
                    _ => {}
                },
                Event::End(e) => match e.name().as_ref() {
                    "table:table-row" => {
                        self.row(hidden, repeated);
                        if self.grid.rows.len() >= self.most {
                            return Ok(self.grid);
                        }
                    }
                    "table:table" => return Ok(self.grid),
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn cell(&mut self, e: &BytesStart<'_>, reader: &mut Reader<&[u8]>) -> Result<(), Refused> {
        let count = times(e, "table:number-columns-repeated");
        let down = times(e, "table:number-rows-spanned");
        let across = times(e, "table:number-columns-spanned");
        let covered = e.name().as_ref() == "table:covered-table-cell";
        let text = shown(reader, e.name().as_ref())?;
        // What a range covers is not seen in the sheet.
        let value = if covered { Value::Empty } else { value(e, &text) };
        let from = self.column;
        self.column = self.column.saturating_add(count);
        if down > 1 || across > 1 {
            let top = self.row.saturating_add(1);
            let bottom = self.row.saturating_add(u32::try_from(down).unwrap_or(u32::MAX));
            let right = from.saturating_add(across.saturating_sub(1));
            self.grid.merges.push(Merge { top, bottom, left: from, right });
        }
        if value == Value::Empty {
            return Ok(());
        }
        if self.column > MOST_COLUMNS {
            let at = (self.row.saturating_add(1), super::super::super::toml::count(self.column));
            return Err((at, FaultKind::TooManyColumns { most: MOST_COLUMNS }));
        }
        self.cells.extend((from..self.column).map(|column| (column, value.clone())));
        Ok(())
    }

    /// The row has ended; it stands so many times.
    fn row(&mut self, hidden: bool, repeated: usize) {
        if !self.cells.is_empty() {
            for again in 0..repeated.min(self.most - self.grid.rows.len().min(self.most)) {
                let no = u32::try_from(again).unwrap_or(u32::MAX).saturating_add(self.row + 1);
                let mut row = Row { no, hidden, cells: Vec::new() };
                for (column, value) in &self.cells {
                    super::put(&mut row, *column, value.clone());
                }
                self.grid.rows.push(row);
            }
        }
        self.row = self.row.saturating_add(u32::try_from(repeated).unwrap_or(u32::MAX));
    }
}

fn times(e: &BytesStart<'_>, name: &str) -> usize {
    attribute(e, name).and_then(|n| n.parse().ok()).unwrap_or(1)
}

fn is_hidden(e: &BytesStart<'_>) -> bool {
    attribute(e, "table:visibility").is_some_and(|v| matches!(v.as_str(), "collapse" | "filter"))
}

/// The text of a cell as the sheet shows it: its paragraphs, without remarks and drawings.
fn shown(reader: &mut Reader<&[u8]>, name: &str) -> Result<String, Refused> {
    let mut text = String::new();
    let mut paragraphs = 0;
    loop {
        match reader.read_event().map_err(|e| refused(&e))? {
            Event::Eof => return Err(refused(&"a cell has no end")),
            Event::End(e) if e.name().as_ref() == name => return Ok(text),
            Event::Start(e) => match e.name().as_ref() {
                "office:annotation" | "draw:frame" | "draw:g" | "draw:custom-shape"
                | "draw:control" | "table:detective" => {
                    let e = e.into_owned();
                    reader.read_to_end(e.name()).map_err(|e| refused(&e))?;
                }
                "text:p" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                "text:s" => {
                    let count = times(&e, "text:c").min(100);
                    text.extend(std::iter::repeat_n(' ', count));
                }
                "text:tab" | "text:line-break" => text.push(' '),
                _ => {}
            },
            Event::Text(t) if paragraphs > 0 => text.push_str(&t.xml10_content()),
            Event::CData(t) if paragraphs > 0 => text.push_str(&t.xml10_content()),
            Event::GeneralRef(e) => {
                let known = quick_xml::escape::resolve_xml_entity(e.as_ref()).map(str::to_owned);
                let number = || e.resolve_char_ref().ok().flatten().map(String::from);
                text.push_str(&known.or_else(number).unwrap_or_default());
            }
            _ => {}
        }
    }
}

fn value(e: &BytesStart<'_>, text: &str) -> Value {
    let text = clip(text);
    let formula = attribute(e, "table:formula").is_some();
    let kind = attribute(e, "office:value-type").unwrap_or_default();
    if attribute(e, "calcext:value-type").as_deref() == Some("error") || is_error(&text) {
        return Value::Error(text.trim().to_owned());
    }
    match kind.as_str() {
        "float" | "currency" | "percentage" => {
            let number = attribute(e, "office:value").and_then(|n| n.trim().parse::<f64>().ok());
            let Some(n) = number.filter(|n| n.is_finite()) else { return Value::Unset };
            let plain = |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ' | '(' | ')');
            let masked = n.fract() == 0.0 && !text.is_empty() && text.chars().all(plain);
            let scientific = text.contains("E+") || text.contains("E-");
            let shown = masked.then(|| text.trim().to_owned());
            Value::Number { exact: super::format::decimal(n), shown, scientific }
        }
        "date" | "time" => Value::Date((!text.trim().is_empty()).then(|| text.trim().to_owned())),
        "boolean" => Value::Flag(attribute(e, "office:boolean-value").as_deref() == Some("true")),
        "" if formula && text.trim().is_empty() => Value::Unset,
        _ => {
            let text = match attribute(e, "office:string-value") {
                Some(whole) if text.is_empty() => clip(&whole),
                _ => text,
            };
            Cell::of_text(text, (0, 0)).value
        }
    }
}

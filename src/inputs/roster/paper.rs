//! The table of a paper that yishi itself wrote, in whatever format: a sign-in sheet, a list of
//! contacts. Must not read the tables of others' documents, whose rows say anything.

mod attached;
mod text;

pub(super) use attached::attached;
pub(super) use text::{page, read as text};

use super::grid::{Cell, Grid, Row};
use super::workbook::{clip, need_small, refused};
use super::{FaultKind, MOST_COLUMNS, Position};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use std::io::{Cursor, Read as _};

type Refused = (Position, FaultKind);

/// The first table of a document for Word, at most so many rows.
pub(super) fn word(bytes: &[u8], most: usize) -> Result<Grid, Refused> {
    need_small(bytes)?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| refused(&e))?;
    let mut part = archive.by_name("word/document.xml").map_err(|e| refused(&e))?;
    let mut content = String::new();
    part.read_to_string(&mut content).map_err(|e| refused(&e))?;
    let mut reader = Reader::from_str(&content);
    let mut rows = Rows::new(most);
    let (mut in_cell, mut in_text) = (false, false);
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(|e| refused(&e))? {
            Event::Eof => return Ok(rows.grid),
            Event::Start(e) => match e.name().as_ref() {
                "w:tc" => (in_cell, text) = (true, String::new()),
                "w:t" => in_text = in_cell,
                _ => {}
            },
            Event::Text(t) if in_text => text.push_str(&t),
            Event::GeneralRef(entity) if in_text => {
                text.push_str(resolve_xml_entity(&entity).unwrap_or_default());
                text.extend(entity.resolve_char_ref().ok().flatten());
            }
            Event::End(e) => match e.name().as_ref() {
                "w:t" => in_text = false,
                "w:tc" => {
                    in_cell = false;
                    rows.cell(&text)?;
                }
                "w:tr" => rows.end(),
                "w:tbl" => return Ok(rows.grid),
                _ => {}
            },
            _ => {}
        }
    }
}

/// Rows as they come, cell by cell.
struct Rows {
    grid: Grid,
    most: usize,
    /// The row that is being read: of a text its line, else its place in the table.
    no: u32,
    cells: Vec<Cell>,
}

impl Rows {
    fn new(most: usize) -> Self {
        let grid = Grid { is_text: true, ..Grid::default() };
        Self { grid, most, no: 1, cells: Vec::new() }
    }

    fn cell(&mut self, text: &str) -> Result<(), Refused> {
        let at = (self.no, super::super::toml::count(self.cells.len() + 1));
        if self.cells.len() == MOST_COLUMNS {
            return Err((at, FaultKind::TooManyColumns { most: MOST_COLUMNS }));
        }
        self.cells.push(Cell::of_text(clip(text), at));
        Ok(())
    }

    /// A row of texts at its number.
    fn row(&mut self, no: u32, texts: impl IntoIterator<Item = String>) -> Result<(), Refused> {
        self.no = no;
        for text in texts {
            self.cell(&text)?;
        }
        self.end();
        Ok(())
    }

    fn end(&mut self) {
        let row = Row { no: self.no, hidden: false, cells: std::mem::take(&mut self.cells) };
        if !row.is_blank() && self.grid.rows.len() < self.most {
            self.grid.rows.push(row);
        }
        self.no += 1;
    }
}

//! The table of a paper that yishi itself wrote, as Markdown or for Word: a sign-in sheet, a list of
//! contacts. Must not read the tables of others' documents, whose rows say anything.

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

/// The first table of a Markdown text; None where it has none.
pub(super) fn markdown(text: &str, most: usize) -> Option<Result<Grid, Refused>> {
    let is_rule = |line: &str| {
        let line = line.trim();
        line.starts_with('|') && line.contains("---") && line.chars().all(|c| "|-: ".contains(c))
    };
    let lines = || text.lines().zip(1_u32..);
    let (_, rule) = lines().find(|(line, _)| is_rule(line))?;
    let begins = rule.checked_sub(1).filter(|no| *no > 0)?;
    let mut rows = Rows::new(most);
    for (line, no) in lines().skip_while(|(_, no)| *no < begins) {
        let Some(line) = line.trim().strip_prefix('|') else { break };
        if no == rule {
            continue;
        }
        rows.no = no;
        for cell in cells(line) {
            if let Err(refused) = rows.cell(&cell) {
                return Some(Err(refused));
            }
        }
        rows.end();
    }
    Some(Ok(rows.grid))
}

/// The cells of a line behind its first bar; what a backslash stands before is itself.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => cell.extend(chars.next()),
            '|' => cells.push(std::mem::take(&mut cell).trim().replace("<br>", "\n")),
            c => cell.push(c),
        }
    }
    cells
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

    fn end(&mut self) {
        let row = Row { no: self.no, hidden: false, cells: std::mem::take(&mut self.cells) };
        if !row.is_blank() && self.grid.rows.len() < self.most {
            self.grid.rows.push(row);
        }
        self.no += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_markdown_is_read_to_its_end() {
        let text = "# 签到表\n\n- **时间**：今天\n\n| 序号 | 姓名 |\n| ---: | --- |\n\
                    | 1 | 王\\|强 |\n| 2 |  |\n\n应到2人。\n";
        let grid = markdown(text, 10).unwrap().unwrap();
        let rows: Vec<(u32, Vec<String>)> = grid
            .rows
            .iter()
            .map(|row| (row.no, row.cells.iter().map(|c| c.text().into_owned()).collect()))
            .collect();
        let row = |no, a: &str, b: &str| (no, vec![a.to_owned(), b.to_owned()]);
        assert_eq!(rows, [row(5, "序号", "姓名"), row(7, "1", "王|强"), row(8, "2", "")]);
        assert!(markdown("姓名,电话\n王强,1\n", 10).is_none());
    }
}

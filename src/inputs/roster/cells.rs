//! CSV text as rows of fields that know where they stand.
//!
//! The fields themselves are split by `csv-core`; here is only what it does not tell: places, the
//! separator, and a quote that never ends.

use super::grid::{Cell, Grid, Row};
use super::words::words;
use super::{FaultKind, MOST_COLUMNS, Position};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// Reads all rows that hold something, at most so many.
pub(super) fn read(text: &str, most: usize) -> Result<Grid, (Position, FaultKind)> {
    let mut grid = Grid { is_text: true, ..Grid::default() };
    let mut fields = Fields::new(text);
    let mut row: Vec<Cell> = Vec::new();
    while let Some((cell, ends_row)) = fields.next() {
        if fields.unclosed {
            // What follows is one field to the end of the file: nothing more can be said.
            return Err((cell.at, FaultKind::UnclosedQuote));
        }
        if row.len() == MOST_COLUMNS {
            return Err((cell.at, FaultKind::TooManyColumns { most: MOST_COLUMNS }));
        }
        row.push(cell);
        if ends_row {
            let no = row.first().map_or(1, |cell| cell.at.0);
            let cells = std::mem::take(&mut row);
            let row = Row { no, hidden: false, cells };
            if !row.is_blank() {
                grid.rows.push(row);
            }
            if grid.rows.len() >= most {
                break;
            }
        }
    }
    Ok(grid)
}

/// The separator under which one of the first lines has the most known headers; a comma if in doubt.
fn separator(text: &str) -> u8 {
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(20);
    let known = |sep: char| {
        let each = lines().map(|line| {
            let line =
                line.char_indices().nth(4_000).and_then(|(end, _)| line.get(..end)).unwrap_or(line);
            let names = line.split(sep).map(|name| name.trim().trim_matches('"'));
            names.filter(|name| words().meaning(name).is_some()).count()
        });
        each.max().unwrap_or_default()
    };
    let mut best = (known(','), b',');
    for (sep, byte) in [('\t', b'\t'), (';', b';')] {
        if known(sep) > best.0 {
            best = (known(sep), byte);
        }
    }
    best.1
}

/// The fields of a text one by one.
struct Fields<'t> {
    text: &'t str,
    reader: Reader,
    /// Byte offset that was read up to, and the place of the walker, which follows it.
    at: usize,
    walker: Walker,
    starts_row: bool,
    unclosed: bool,
    buffer: Vec<u8>,
}

impl<'t> Fields<'t> {
    fn new(text: &'t str) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator(text)).build();
        Self {
            text,
            reader,
            at: 0,
            walker: Walker { at: 0, line: 1, column: 1, after_cr: false },
            starts_row: true,
            unclosed: false,
            buffer: vec![0; 4_096],
        }
    }

    /// The next field and whether it ends its row.
    fn next(&mut self) -> Option<(Cell, bool)> {
        let bytes = self.text.as_bytes();
        if self.starts_row {
            let rest = bytes.get(self.at..).unwrap_or_default();
            // Empty lines between rows belong to no field.
            self.at += rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        }
        let start = self.at;
        let place = self.walker.walk(self.text, start);
        let mut length = 0;
        loop {
            let rest = bytes.get(self.at..).unwrap_or_default();
            let room = self.buffer.get_mut(length..).unwrap_or_default();
            let (result, read, written) = self.reader.read_field(rest, room);
            self.at += read;
            length += written;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.buffer.resize(self.buffer.len() * 2, 0),
                ReadFieldResult::Field { record_end } => {
                    self.starts_row = record_end;
                    let raw = bytes.get(start..self.at).unwrap_or_default();
                    let odd = raw.iter().fold(false, |odd, b| odd ^ (*b == b'"'));
                    self.unclosed = odd && raw.first() == Some(&b'"');
                    let field = self.buffer.get(..length).unwrap_or_default();
                    // Fields end at ASCII bytes, so that each is whole text again.
                    let text = String::from_utf8_lossy(field).into_owned();
                    return Some((Cell::of_text(text, place), record_end));
                }
                ReadFieldResult::End => return None,
            }
        }
    }
}

/// Turns growing byte offsets into places, walking the text once.
struct Walker {
    at: usize,
    line: u32,
    column: u32,
    after_cr: bool,
}

impl Walker {
    fn walk(&mut self, text: &str, to: usize) -> Position {
        for c in text.get(self.at..to).unwrap_or_default().chars() {
            match c {
                '\n' if self.after_cr => {}
                '\n' | '\r' => {
                    self.line = self.line.saturating_add(1);
                    self.column = 1;
                }
                _ => self.column = self.column.saturating_add(1),
            }
            self.after_cr = c == '\r';
        }
        self.at = to;
        (self.line, self.column)
    }
}

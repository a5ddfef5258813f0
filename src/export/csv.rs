//! The tables of a document as CSV that a spreadsheet opens as it is: UTF-8 with a mark, one record a
//! line, nothing that it would take for a formula.

use crate::document::model::{Block, Cell, CellKind, Document};
use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};

/// Without it Excel reads another encoding.
const MARK: &str = "\u{feff}";

/// The tables one after another, each with its header.
pub(crate) fn write(doc: &Document) -> String {
    let mut out = Fields::new();
    for block in &doc.blocks {
        if let Block::Table(table) = block {
            for cells in std::iter::once(&table.header).chain(&table.rows) {
                for (i, cell) in cells.iter().enumerate() {
                    out.field(&plain(cell), i > 0);
                }
                out.end_record();
            }
        }
    }
    MARK.to_owned() + &String::from_utf8_lossy(&out.bytes)
}

/// A cell as a spreadsheet reads it: days and times so that it knows them, text so that it stays text.
fn plain(cell: &Cell) -> String {
    match cell.kind {
        CellKind::Number | CellKind::Percent => cell.text.clone(),
        CellKind::Date(date) => date.to_string(),
        CellKind::Time(time) => time.format("%H:%M").to_string(),
        CellKind::Text => harmless(&cell.text),
    }
}

/// A text that begins like a formula gets an apostrophe before it, in full width as well, and behind
/// blanks, which spreadsheets take away.
fn harmless(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    ) || text.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// The library writes into buffers of a given size; these grow.
struct Fields {
    writer: Writer,
    bytes: Vec<u8>,
}

impl Fields {
    fn new() -> Self {
        let writer = WriterBuilder::new().terminator(Terminator::CRLF).build();
        Self { writer, bytes: Vec::new() }
    }

    fn field(&mut self, text: &str, after_another: bool) {
        if after_another {
            self.turn(Writer::delimiter);
        }
        let mut rest = text.as_bytes();
        loop {
            let mut buffer = [0; 256];
            let (result, read, written) = self.writer.field(rest, &mut buffer);
            self.bytes.extend_from_slice(buffer.get(..written).unwrap_or_default());
            rest = rest.get(read..).unwrap_or_default();
            if result == WriteResult::InputEmpty {
                return;
            }
        }
    }

    fn end_record(&mut self) {
        self.turn(Writer::terminator);
    }

    fn turn(&mut self, act: fn(&mut Writer, &mut [u8]) -> (WriteResult, usize)) {
        loop {
            let mut buffer = [0; 16];
            let (result, written) = act(&mut self.writer, &mut buffer);
            self.bytes.extend_from_slice(buffer.get(..written).unwrap_or_default());
            if result == WriteResult::InputEmpty {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Table;
    use crate::i18n::Lang;

    fn csv(rows: Vec<Vec<Cell>>) -> String {
        let mut doc = Document::new(Lang::Zh, "表");
        doc.table(Table::new(["甲".to_owned(), "乙".to_owned()], rows));
        write(&doc)
    }

    #[test]
    fn a_table_has_a_mark_lines_and_quotes_where_they_are_needed() {
        let day = "2026-12-31".parse().ok();
        let text = csv(vec![
            vec![Cell::number(Some(-1)), Cell::text("a,b \"c\"\n二")],
            vec![Cell::date(Lang::Zh, day), Cell::text("很".repeat(300))],
        ]);
        let want = format!(
            "\u{feff}甲,乙\r\n-1,\"a,b \"\"c\"\"\n二\"\r\n2026-12-31,{}\r\n",
            "很".repeat(300)
        );
        assert_eq!(text, want);
    }

    #[test]
    fn no_text_becomes_a_formula() {
        for (typed, written) in [
            ("=1+1", "'=1+1"),
            ("+86", "'+86"),
            ("-拆", "'-拆"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t=1"),
            ("10000000001", "10000000001"),
            ("一=二", "一=二"),
        ] {
            let text = csv(vec![vec![Cell::text(typed), Cell::text("")]]);
            let line = text.lines().nth(1).expect("a row");
            assert_eq!(line, format!("{written},"), "{typed}");
        }
    }
}

//! A document's tables as one sheet of a workbook.
//!
//! The same document gives the same bytes: the workbook's own time is fixed.

use crate::document::model::{Block, Document, Run, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The workbook.
pub fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
    book.set_properties(
        &DocProperties::new().set_title(&document.title).set_creation_datetime(&made),
    );
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name(document.title.chars().take(31).collect::<String>())?;
    sheet.write_with_format(0, 0, &document.title, &bold)?;
    let mut row = 1;
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => {
                row += 1;
                sheet.write_with_format(row, 0, text, &bold)?;
                row += 1;
            }
            Block::Paragraph(runs) => {
                sheet.write(
                    row,
                    0,
                    runs.iter().map(|run: &Run| run.text.as_str()).collect::<String>(),
                )?;
                row += 1;
            }
            Block::Table(table) => row = self::table(sheet, table, row, &bold)?,
            _ => {}
        }
    }
    sheet.autofit();
    book.save_to_buffer()
}

/// Writes a table from a row on; the first row behind it.
fn table(sheet: &mut Worksheet, table: &Table, row: u32, bold: &Format) -> Result<u32, XlsxError> {
    for (column, cell) in (0..).zip(&table.header) {
        sheet.write_with_format(row, column, &cell.text, bold)?;
    }
    let mut row = row + 1;
    for cells in &table.rows {
        for (column, cell) in (0..).zip(cells) {
            match cell.text.parse::<u32>() {
                Ok(number) if cell.is_number() => sheet.write(row, column, number)?,
                _ => sheet.write(row, column, &cell.text)?,
            };
        }
        row += 1;
    }
    Ok(row)
}

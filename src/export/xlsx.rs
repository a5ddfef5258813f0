//! A document as a workbook: a sheet for every page of it, with widths, types, a header that stays in
//! sight and is printed on every page, and the paper it is printed on.
//!
//! The same document gives the same bytes: the workbook's own time is fixed.

use crate::document::model::{Block, Cell, CellKind, Document, Field, Run, Sheet, Table};
use crate::i18n::{Lang, paper, terms};
use crate::text::Width;
use chrono::{Datelike as _, NaiveDate, Timelike as _};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// As many characters of ordinary size as a printed line has, upright and across.
const PORTRAIT: u32 = 86;
const LANDSCAPE: u32 = 130;
/// Columns of a sheet that has no table: labels and values, twice.
const FORM: [u16; 4] = [18, 32, 18, 32];
/// Points of one line.
const LINE: f64 = 18.0;

/// The workbook, in a typeface by its name.
pub(crate) fn write(doc: &Document, font: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
    let title = doc.title.as_str();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let pages: Vec<&[Block]> = doc.blocks.split(|block| *block == Block::PageBreak).collect();
    let many = pages.len() > 1;
    let looks = Looks::new(font, doc.lang);
    for (number, blocks) in (1..).zip(&pages) {
        let mut page = Page::new(doc, blocks, &looks);
        let name = sheet_name(doc, many.then_some(number));
        page.sheet.set_name(name)?;
        if let Some(word) = &doc.form.draft {
            page.across(word, &looks.centred)?;
        }
        if !matches!(blocks.first(), Some(Block::Title(_))) {
            page.title(&doc.title)?;
        }
        for block in *blocks {
            page.block(block)?;
        }
        if let (Some(print), true) = (&doc.form.fingerprint, number == pages.len()) {
            page.across(print, &looks.small)?;
        }
        page.set_up()?;
        book.push_worksheet(page.sheet);
    }
    book.save_to_buffer()
}

/// A sheet by what the paper is called, with its number where there are several: at most 31
/// characters, and none that a name may not have.
fn sheet_name(doc: &Document, number: Option<usize>) -> String {
    let own = &doc.form.name;
    let own = if own.is_empty() { paper::sheet(doc.lang) } else { terms::capital(doc.lang, own) };
    let own: String = own.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(26).collect();
    match (number, doc.lang) {
        (None, _) => own,
        (Some(number), Lang::Zh) => format!("{own}{number}"),
        (Some(number), Lang::En) => format!("{own} {number}"),
    }
}

/// The looks of cells, made once: the library compares those of every cell with all others.
struct Looks {
    plain: Format,
    title: Format,
    centred: Format,
    bold: Format,
    right: Format,
    small: Format,
    head: Format,
    text: Format,
    number: Format,
    percent: Format,
    date: Format,
    time: Format,
}

impl Looks {
    fn new(font: &str, lang: Lang) -> Self {
        let plain = || {
            let format = Format::new().set_font_name(font).set_font_size(11).set_text_wrap();
            format.set_align(FormatAlign::Top)
        };
        let boxed =
            || plain().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let centre = |format: Format| format.set_align(FormatAlign::Center);
        Self {
            plain: plain(),
            title: centre(plain().set_font_size(18).set_bold())
                .set_align(FormatAlign::VerticalCenter),
            centred: centre(plain().set_bold()),
            bold: plain().set_bold(),
            right: plain().set_align(FormatAlign::Right),
            small: plain().set_font_size(9).set_font_color(0x0066_6666),
            head: centre(boxed().set_bold()).set_background_color(0x00EE_EEEE),
            text: boxed(),
            number: centre(boxed()),
            percent: centre(boxed().set_num_format("0.0%")),
            date: centre(boxed().set_num_format(paper::date_format(lang))),
            time: centre(boxed().set_num_format("hh:mm")),
        }
    }
}

struct Page<'a> {
    looks: &'a Looks,
    lang: Lang,
    landscape: bool,
    sheet: Worksheet,
    /// How wide the columns are, in characters.
    widths: Vec<u32>,
    row: u32,
    /// The rows of the table's header, which stay.
    header: Option<u32>,
}

impl<'a> Page<'a> {
    fn new(doc: &Document, blocks: &[Block], looks: &'a Looks) -> Self {
        let landscape = doc.form.sheet == Sheet::Landscape;
        let line = if landscape { LANDSCAPE } else { PORTRAIT };
        let table = blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let shares = table.map_or_else(|| FORM.to_vec(), shares);
        let total: u32 = shares.iter().map(|share| u32::from(*share)).sum::<u32>().max(1);
        let widths = shares.iter().map(|share| (u32::from(*share) * line / total).max(4)).collect();
        let sheet = Worksheet::new();
        Self { looks, lang: doc.lang, landscape, sheet, widths, row: 0, header: None }
    }

    fn last(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// Widths, paper, header and page numbers, once everything is written.
    fn set_up(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, f64::from(*width))?;
        }
        self.sheet.set_paper_size(9);
        if self.landscape {
            self.sheet.set_landscape();
        }
        self.sheet.set_print_fit_to_pages(1, 0);
        self.sheet.set_print_center_horizontally(true);
        self.sheet.set_footer(paper::printed_pages(self.lang));
        if let Some(header) = self.header {
            self.sheet.set_freeze_panes(header + 1, 0)?;
            self.sheet.set_repeat_rows(header, header)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        let looks = self.looks;
        match block {
            Block::Title(text) => self.title(text),
            Block::Subtitle(text) => self.across(text, &looks.centred),
            Block::Addressee(text) => self.across(text, &looks.plain),
            Block::Heading { text, .. } => self.across(text, &looks.bold),
            Block::Paragraph(text) => self.across(&runs(text), &looks.plain),
            Block::Fields(fields) | Block::Hanging(fields) => {
                fields.iter().try_for_each(|field| self.field(field))
            }
            Block::Grid(rows) => rows.iter().try_for_each(|row| self.grid(&row.fields, row.room)),
            Block::List { ordered, items } => (1..).zip(items).try_for_each(|(number, item)| {
                let mark = if *ordered { format!("{number}. ") } else { "\u{2022} ".to_owned() };
                self.across(&(mark + &runs(item)), &looks.plain)
            }),
            Block::Table(table) => self.table(table),
            Block::Signatures(lines) => lines.iter().try_for_each(|line| {
                let signed = Field::new(&line.label, &line.signed);
                self.grid(&[signed], 2)
            }),
            Block::Closing { unit, date } => {
                self.across(unit, &looks.right)?;
                self.across(date, &looks.right)
            }
            Block::Card { name, under } => {
                self.across(name, &looks.title)?;
                self.across(under, &looks.centred)
            }
            // Every page is a sheet of its own.
            Block::Cut(_) | Block::PageBreak => Ok(()),
        }
    }

    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        let rows = lines(text, self.widths.iter().sum::<u32>() * 11 / 18);
        self.span(text, 0, self.last(), &self.looks.title)?;
        self.height(f64::from(rows) * 28.0)?;
        self.row += 1;
        Ok(())
    }

    /// A text over the whole width.
    fn across(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        let rows = lines(text, self.widths.iter().sum());
        self.span(text, 0, self.last(), format)?;
        self.height(f64::from(rows) * LINE)?;
        self.row += 1;
        Ok(())
    }

    fn field(&mut self, field: &Field) -> Result<(), XlsxError> {
        let text = field.label.clone() + &terms::colon(self.lang, &runs(&field.value));
        self.across(&text, &self.looks.plain)
    }

    /// A ruled row of labels and values; the last value runs on to the edge.
    fn grid(&mut self, fields: &[Field], room: u8) -> Result<(), XlsxError> {
        let last = self.last();
        let mut rows = u32::from(room.max(1));
        let mut column = 0;
        for (i, field) in fields.iter().enumerate() {
            let end = if i + 1 == fields.len() { last } else { (column + 1).min(last) };
            let from = (column + 1).min(end);
            let value = runs(&field.value);
            self.sheet.write_string_with_format(
                self.row,
                column,
                &field.label,
                &self.looks.head,
            )?;
            let cells: u32 =
                self.widths.iter().skip(usize::from(from)).take(usize::from(end - from) + 1).sum();
            rows = rows.max(lines(&value, cells));
            if from == end && from > column {
                // A number is reckoned with as one.
                let is_number = value.parse::<u32>().is_ok();
                let cell = if is_number { Cell::number(Some(&value)) } else { Cell::text(&value) };
                self.cell(from, &cell)?;
            } else if from > column {
                self.span(&value, from, end, &self.looks.text)?;
            }
            column = end.saturating_add(1);
        }
        self.height(f64::from(rows) * LINE + 4.0)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), XlsxError> {
        if self.header.is_none() {
            self.header = Some(self.row);
        }
        for (column, cell) in (0..).zip(&table.header) {
            self.sheet.write_string_with_format(self.row, column, &cell.text, &self.looks.head)?;
        }
        let rows = self.rows_of(&table.header);
        self.height(f64::from(rows) * LINE + 4.0)?;
        self.row += 1;
        for cells in &table.rows {
            for (column, cell) in (0..).zip(cells) {
                self.cell(column, cell)?;
            }
            let rows = self.rows_of(cells).max(if table.tall { 2 } else { 1 });
            self.height(f64::from(rows) * LINE + 4.0)?;
            self.row += 1;
        }
        Ok(())
    }

    fn rows_of(&self, cells: &[Cell]) -> u32 {
        let rows = cells.iter().zip(&self.widths).map(|(cell, width)| lines(&cell.text, *width));
        rows.max().unwrap_or(1)
    }

    fn cell(&mut self, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let (looks, row, text) = (self.looks, self.row, cell.text.as_str());
        let number = |text: &str| text.parse::<f64>().ok();
        match cell.kind {
            CellKind::Number => match number(text) {
                Some(n) => self.sheet.write_number_with_format(row, column, n, &looks.number)?,
                None => self.sheet.write_string_with_format(row, column, text, &looks.number)?,
            },
            CellKind::Percent => match text.strip_suffix('%').and_then(number) {
                Some(n) => {
                    let format = &looks.percent;
                    self.sheet.write_number_with_format(row, column, n / 100.0, format)?
                }
                None => self.sheet.write_string_with_format(row, column, text, &looks.number)?,
            },
            CellKind::Date(date) => {
                match excel_date(date) {
                    Some(date) => {
                        self.sheet.write_datetime_with_format(row, column, date, &looks.date)?
                    }
                    // Before spreadsheets begin to count.
                    None => self.sheet.write_string_with_format(row, column, text, &looks.date)?,
                }
            }
            CellKind::Time(time) => {
                let minutes = f64::from(time.hour() * 60 + time.minute());
                let day = minutes / (24.0 * 60.0);
                self.sheet.write_number_with_format(row, column, day, &looks.time)?
            }
            // Written as a string, so that nothing is taken for a formula.
            CellKind::Text => {
                self.sheet.write_string_with_format(row, column, text, &looks.text)?
            }
        };
        Ok(())
    }

    fn span(&mut self, text: &str, from: u16, to: u16, format: &Format) -> Result<(), XlsxError> {
        let row = self.row;
        if from == to {
            self.sheet.write_string_with_format(row, from, text, format)?;
        } else {
            // A merged range is written empty first: it would guess what kind of text it is.
            self.sheet.merge_range(row, from, row, to, "", format)?;
            self.sheet.write_string_with_format(row, from, text, format)?;
        }
        Ok(())
    }

    fn height(&mut self, points: f64) -> Result<(), XlsxError> {
        // A row is no higher than this.
        self.sheet.set_row_height(self.row, points.min(409.0))?;
        Ok(())
    }
}

/// How many lines a text takes in so many characters; a little is kept back, since the font's own
/// widths differ.
fn lines(text: &str, width: u32) -> u32 {
    let room = usize::try_from(width.saturating_sub(1).max(2)).unwrap_or(usize::MAX);
    let width = Width::default();
    let lines = text.lines().map(|line| width.of(line).div_ceil(room).max(1)).sum::<usize>();
    u32::try_from(lines.max(1)).unwrap_or(u32::MAX)
}

fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// How the columns share the line: as the table says, else by their longest text.
fn shares(table: &Table) -> Vec<u16> {
    if table.widths.len() == table.header.len() {
        return table.widths.clone();
    }
    let width = Width::default();
    let longest = |column: usize| {
        let cells = std::iter::once(&table.header).chain(&table.rows);
        let texts = cells.filter_map(|cells| cells.get(column)).map(|cell| width.of(&cell.text));
        u16::try_from(texts.max().unwrap_or(0).clamp(6, 30)).unwrap_or(30)
    };
    (0..table.header.len()).map(longest).collect()
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

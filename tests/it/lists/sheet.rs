//! One sheet as a spreadsheet program would save it: CSV, XLSX, ODS and XLS.
//!
//! Owns how cells, merged ranges and what is hidden are written in each format, written here by
//! hand where no library does (ODS, XLS); must not know what a list of people is.

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum C {
    None,
    Text(String),
    /// A number under a format.
    Number(f64, &'static str),
    /// A day, as the number that a workbook holds, under a format.
    Day(f64, &'static str),
    /// A formula that failed.
    Error,
    /// A formula without a value.
    Unset,
}

pub(super) fn t(text: impl Into<String>) -> C {
    let text = text.into();
    if text.is_empty() { C::None } else { C::Text(text) }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) rows: Vec<Vec<C>>,
    /// Top, left, bottom, right; from 0, both ends inside.
    pub(super) merges: Vec<(usize, usize, usize, usize)>,
    pub(super) hidden_rows: Vec<usize>,
    pub(super) hidden_columns: Vec<usize>,
}

fn covered(sheet: &Sheet, row: usize, column: usize) -> bool {
    sheet.merges.iter().any(|(t, l, b, r)| {
        (*t..=*b).contains(&row) && (*l..=*r).contains(&column) && (row, column) != (*t, *l)
    })
}

pub(super) const DAY: &str = "yyyy-mm-dd";

/// A number as a sheet shows it.
fn shown(n: f64, format: &str) -> String {
    match format {
        "0.00" => format!("{n:.2}"),
        "000" => format!("{n:03}"),
        "0.00E+00" => {
            let text = format!("{n:.2E}");
            let (digits, power) = text.split_once('E').unwrap();
            format!("{digits}E+{power:0>2}")
        }
        _ => n.to_string(),
    }
}

/// 2026-03-05 is 46086.
fn day(n: f64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    (first + chrono::Days::new(n as u64)).to_string()
}

pub(super) fn csv(sheet: &Sheet, separator: char) -> String {
    let field = |c: &C| {
        let text = match c {
            C::None | C::Unset => String::new(),
            C::Text(text) => text.clone(),
            C::Number(n, format) => shown(*n, format),
            C::Day(n, _) => day(*n),
            C::Error => "#N/A".to_owned(),
        };
        if text.contains([separator, '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let mut out = String::new();
    for row in &sheet.rows {
        let fields: Vec<String> = row.iter().map(field).collect();
        out += &fields.join(&separator.to_string());
        out += "\r\n";
    }
    out
}

pub(super) fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (i, sheet) in sheets.iter().enumerate() {
        let mut page = Worksheet::new();
        page.set_name(&sheet.name).unwrap();
        page.set_hidden(sheet.hidden);
        page.set_active(!sheet.hidden && sheets.iter().take(i).all(|s| s.hidden));
        for (t, l, b, r) in &sheet.merges {
            let (t, l, b, r) = (*t as u32, *l as u16, *b as u32, *r as u16);
            page.merge_range(t, l, b, r, "", &Format::new()).unwrap();
        }
        for (y, row) in sheet.rows.iter().enumerate() {
            for (x, cell) in row.iter().enumerate() {
                let (at, x) = (y as u32, x as u16);
                match cell {
                    C::None => {}
                    C::Text(text) => drop(page.write_string(at, x, text).unwrap()),
                    C::Number(n, format) | C::Day(n, format) => {
                        let format = Format::new().set_num_format(*format);
                        page.write_number_with_format(at, x, *n, &format).unwrap();
                    }
                    C::Error => {
                        let failed = Formula::new("=NA()").set_result("#N/A");
                        page.write_formula(at, x, failed).unwrap();
                    }
                    C::Unset => drop(
                        page.write_formula(at, x, Formula::new("=1+1").set_result("unset"))
                            .unwrap(),
                    ),
                }
            }
        }
        for row in &sheet.hidden_rows {
            page.set_row_hidden(*row as u32).unwrap();
        }
        for column in &sheet.hidden_columns {
            page.set_column_hidden(*column as u16).unwrap();
        }
        book.push_worksheet(page);
    }
    unset(&book.save_to_buffer().unwrap())
}

/// The library stores a value with every formula; other programs do not.
fn unset(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut part = from.by_index(i).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        to.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        let text = text.replace(" t=\"str\"><f>1+1</f><v>unset</v>", "><f>1+1</f><v/>");
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let mut body = String::new();
    for sheet in sheets {
        let style = if sheet.hidden { "ta2" } else { "ta1" };
        body += &format!(
            "<table:table table:name=\"{}\" table:style-name=\"{style}\">",
            escaped(&sheet.name)
        );
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        for x in 0..width {
            let hidden = sheet.hidden_columns.contains(&x);
            let visibility = if hidden { " table:visibility=\"collapse\"" } else { "" };
            body += &format!("<table:table-column{visibility}/>");
        }
        for (y, row) in sheet.rows.iter().enumerate() {
            let hidden = sheet.hidden_rows.contains(&y);
            let visibility = if hidden { " table:visibility=\"filter\"" } else { "" };
            body += &format!("<table:table-row{visibility}>");
            for x in 0..width {
                body += &ods_cell(sheet, row.get(x).unwrap_or(&C::None), y, x);
            }
            // Every sheet ends in a range of empty cells.
            body += "<table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>";
        }
        body += "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row></table:table>";
    }
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"><office:automatic-styles><style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/></manifest:manifest>";
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", manifest),
    ])
}

fn ods_cell(sheet: &Sheet, cell: &C, y: usize, x: usize) -> String {
    if covered(sheet, y, x) {
        return "<table:covered-table-cell/>".to_owned();
    }
    let merge = sheet.merges.iter().find(|(t, l, ..)| (*t, *l) == (y, x));
    let spans = merge.map_or_else(String::new, |(t, l, b, r)| {
        format!(
            " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
            b - t + 1,
            r - l + 1
        )
    });
    let (kind, text) = match cell {
        C::None => (String::new(), String::new()),
        C::Text(text) => (" office:value-type=\"string\"".to_owned(), text.clone()),
        C::Number(n, format) => {
            (format!(" office:value-type=\"float\" office:value=\"{n}\""), shown(*n, format))
        }
        C::Day(n, _) => {
            let day = day(*n);
            (format!(" office:value-type=\"date\" office:date-value=\"{day}\""), day)
        }
        C::Error => (
            " table:formula=\"of:=NA()\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"".to_owned(),
            "#N/A".to_owned(),
        ),
        C::Unset => (" table:formula=\"of:=1+1\"".to_owned(), String::new()),
    };
    let text: String =
        text.lines().map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
    format!("<table:table-cell{spans}{kind}>{text}</table:table-cell>")
}

/// BIFF8 in its container, with as little as a reader needs.
pub(super) fn xls(sheets: &[Sheet]) -> Vec<u8> {
    const FORMATS: [&str; 5] = ["General", "0.00", "000", "0.00E+00", DAY];
    fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
        out.extend(kind.to_le_bytes());
        out.extend((data.len() as u16).to_le_bytes());
        out.extend(data);
    }
    fn wide(text: &str) -> (u16, Vec<u8>) {
        let units: Vec<u16> = text.encode_utf16().collect();
        (units.len() as u16, units.iter().flat_map(|u| u.to_le_bytes()).collect())
    }
    let bof = |kind: u16| {
        let mut data = vec![0, 6];
        data.extend(kind.to_le_bytes());
        data.extend([0; 12]);
        data
    };
    let style = |format: &str| FORMATS.iter().position(|f| *f == format).unwrap_or(0) as u16;
    let mut globals = Vec::new();
    record(&mut globals, 0x0809, &bof(5));
    record(&mut globals, 0x0042, &1200_u16.to_le_bytes());
    for (i, format) in FORMATS.iter().enumerate().skip(1) {
        let (length, text) = wide(format);
        let data = [&(164 + i as u16).to_le_bytes()[..], &length.to_le_bytes(), &[1], &text];
        record(&mut globals, 0x041E, &data.concat());
    }
    for i in 0..FORMATS.len() as u16 {
        let id = if i == 0 { 0 } else { 164 + i };
        let mut data = vec![0, 0];
        data.extend(id.to_le_bytes());
        data.extend([0; 16]);
        record(&mut globals, 0x00E0, &data);
    }
    // The sheets' places are known once all their names are in.
    let names: Vec<(u16, Vec<u8>)> = sheets.iter().map(|sheet| wide(&sheet.name)).collect();
    let mut start = globals.len() + 4 + names.iter().map(|(_, n)| 4 + 8 + n.len()).sum::<usize>();
    let pages: Vec<Vec<u8>> = sheets
        .iter()
        .map(|sheet| {
            let mut out = Vec::new();
            record(&mut out, 0x0809, &bof(0x10));
            for column in &sheet.hidden_columns {
                let column = (*column as u16).to_le_bytes();
                let data = [&column[..], &column, &[0, 8], &[0, 0], &[1, 0], &[0, 0]];
                record(&mut out, 0x007D, &data.concat());
            }
            for y in 0..sheet.rows.len() {
                let hidden = if sheet.hidden_rows.contains(&y) { 0x20_u16 } else { 0 };
                let data = [
                    &(y as u16).to_le_bytes()[..],
                    &[0, 0, 200, 0, 0xFF, 0, 0, 0, 0, 0],
                    &(0x100 | hidden).to_le_bytes(),
                    &[0, 0],
                ];
                record(&mut out, 0x0208, &data.concat());
            }
            for (y, row) in sheet.rows.iter().enumerate() {
                for (x, cell) in row.iter().enumerate() {
                    let at = [(y as u16).to_le_bytes(), (x as u16).to_le_bytes()].concat();
                    match cell {
                        C::None => {}
                        C::Text(text) => {
                            let (length, text) = wide(text);
                            let data = [&at[..], &[0, 0], &length.to_le_bytes(), &[1], &text];
                            record(&mut out, 0x0204, &data.concat());
                        }
                        C::Number(n, format) | C::Day(n, format) => {
                            let data = [&at[..], &style(format).to_le_bytes(), &n.to_le_bytes()];
                            record(&mut out, 0x0203, &data.concat());
                        }
                        C::Error => {
                            record(&mut out, 0x0205, &[&at[..], &[0, 0, 0x2A, 1]].concat());
                        }
                        C::Unset => {
                            let value = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
                            let data = [&at[..], &[0, 0], &value, &[0; 6], &[3, 0], &[0x1E, 1, 0]];
                            record(&mut out, 0x0006, &data.concat());
                        }
                    }
                }
            }
            if !sheet.merges.is_empty() {
                let mut data = (sheet.merges.len() as u16).to_le_bytes().to_vec();
                for (t, l, b, r) in &sheet.merges {
                    for n in [t, b, l, r] {
                        data.extend((*n as u16).to_le_bytes());
                    }
                }
                record(&mut out, 0x00E5, &data);
            }
            record(&mut out, 0x000A, &[]);
            out
        })
        .collect();
    for ((length, name), (sheet, page)) in names.iter().zip(sheets.iter().zip(&pages)) {
        let at = (start as u32).to_le_bytes();
        let data = [&at[..], &[u8::from(sheet.hidden), 0, *length as u8, 1], name];
        record(&mut globals, 0x0085, &data.concat());
        start += page.len();
    }
    record(&mut globals, 0x000A, &[]);
    let mut stream = globals;
    for page in &pages {
        stream.extend(page);
    }
    // Short streams lie elsewhere in the container, where some readers do not look.
    stream.resize(stream.len().max(4_096), 0);
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

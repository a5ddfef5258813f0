//! The list of places of an archive: CSV with code, name, parent and level, in any order.
//!
//! Must not know which places there are already.

use csv_core::{ReadRecordResult, Reader};
use encoding_rs::GB18030;
use std::collections::BTreeMap;

/// How high a place stands, from the city down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceLevel {
    City,
    County,
    Town,
    Community,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// The line of the file, from 1.
    pub line: u64,
    pub code: String,
    pub name: String,
    pub parent: Option<String>,
    pub level: PlaceLevel,
}

/// What is wrong, and in which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceFault {
    Encoding,
    NoColumn(&'static str),
    TwiceColumn(String),
    NoRows,
    Empty {
        line: u64,
        column: &'static str,
    },
    BadCode {
        line: u64,
        code: String,
    },
    TooLong {
        line: u64,
        column: &'static str,
    },
    Control {
        line: u64,
        column: &'static str,
    },
    Level {
        line: u64,
        value: String,
    },
    Twice {
        line: u64,
        code: String,
        first: u64,
    },
    /// The parent stands in this file, and is not above.
    NotAbove {
        line: u64,
        code: String,
        parent: String,
    },
}

const COLUMNS: [(&str, &[&str]); 4] = [
    ("code", &["code", "代码", "编码", "编号", "区划代码", "地方代码"]),
    ("name", &["name", "名称", "地名", "地方"]),
    ("parent", &["parent", "上级", "上级代码", "上级编码", "上级编号"]),
    ("level", &["level", "级别", "层级"]),
];

const LEVELS: [(PlaceLevel, &[&str]); 4] = [
    (PlaceLevel::City, &["city", "市", "地级市"]),
    (PlaceLevel::County, &["county", "县", "区", "县区", "区县", "县级市", "旗"]),
    (PlaceLevel::Town, &["town", "镇", "乡", "街道", "乡镇", "镇街", "乡镇街道"]),
    (PlaceLevel::Community, &["community", "社区", "村", "村社", "村社区"]),
];

/// Reads the list, or tells every fault.
pub fn read_places(bytes: &[u8]) -> Result<Vec<PlaceRow>, Vec<PlaceFault>> {
    let rows = rows(&decode(bytes).ok_or_else(|| vec![PlaceFault::Encoding])?);
    let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let (_, header) = rows.next().ok_or_else(|| vec![PlaceFault::NoRows])?;
    let columns = columns(&header)?;
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    for (line, cells) in rows {
        match row(line, &cells, columns) {
            Ok(place) => places.push(place),
            Err(fault) => faults.push(fault),
        }
    }
    if places.is_empty() && faults.is_empty() {
        faults.push(PlaceFault::NoRows);
    }
    let mut first: BTreeMap<&str, &PlaceRow> = BTreeMap::new();
    for place in &places {
        let PlaceRow { line, code, .. } = place;
        if let Some(before) = first.get(code.as_str()) {
            faults.push(PlaceFault::Twice { line: *line, code: code.clone(), first: before.line });
        } else {
            first.insert(code, place);
        }
    }
    for place in &places {
        let parent = place.parent.as_deref().and_then(|parent| first.get(parent));
        if let Some(parent) = parent.filter(|parent| parent.level >= place.level) {
            let (code, parent) = (place.code.clone(), parent.code.clone());
            faults.push(PlaceFault::NotAbove { line: place.line, code, parent });
        }
    }
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

/// UTF-8 with or without its mark, else what Chinese spreadsheets write.
fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// The rows with the line that each begins in.
fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
    let (mut reader, mut input) = (Reader::new(), text.as_bytes());
    let mut rows = Vec::new();
    loop {
        let line = reader.line();
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        let (mut out, mut end) = ([0; 4096], [0; 256]);
        loop {
            let (result, read, wrote, ended) = reader.read_record(input, &mut out, &mut end);
            input = input.get(read..).unwrap_or_default();
            bytes.extend_from_slice(out.get(..wrote).unwrap_or_default());
            ends.extend_from_slice(end.get(..ended).unwrap_or_default());
            match result {
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {}
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return rows,
            }
        }
        let mut from = 0;
        let mut cells = Vec::new();
        for end in ends {
            let cell = String::from_utf8_lossy(bytes.get(from..end).unwrap_or_default());
            cells.push(cell.trim().to_owned());
            from = end;
        }
        rows.push((line, cells));
    }
}

fn columns(header: &[String]) -> Result<[usize; 4], Vec<PlaceFault>> {
    let (mut found, mut faults) = ([0; 4], Vec::new());
    for (place, (name, words)) in found.iter_mut().zip(COLUMNS) {
        let is = |cell: &&(usize, &String)| words.contains(&cell.1.to_lowercase().as_str());
        let all: Vec<(usize, &String)> = header.iter().enumerate().collect();
        let mut with = all.iter().filter(is);
        match (with.next(), with.next()) {
            (Some((at, _)), None) => *place = *at,
            (Some(_), Some((_, twice))) => faults.push(PlaceFault::TwiceColumn((*twice).clone())),
            (None, _) => faults.push(PlaceFault::NoColumn(name)),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn row(line: u64, cells: &[String], columns: [usize; 4]) -> Result<PlaceRow, PlaceFault> {
    let [code, name, parent, level] = columns.map(|at| cells.get(at).map_or("", String::as_str));
    for (column, text) in [("code", code), ("name", name), ("parent", parent)] {
        if text.chars().any(char::is_control) {
            return Err(PlaceFault::Control { line, column });
        }
        if text.is_empty() && column != "parent" {
            return Err(PlaceFault::Empty { line, column });
        }
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    let good = code.chars().all(fits)
        && code.starts_with(|c: char| c.is_ascii_alphanumeric())
        && code.len() <= 32;
    if !good {
        return Err(PlaceFault::BadCode { line, code: code.to_owned() });
    }
    if name.chars().count() > 200 {
        return Err(PlaceFault::TooLong { line, column: "name" });
    }
    let known = LEVELS.iter().find(|(_, words)| words.contains(&level.to_lowercase().as_str()));
    let Some((level, _)) = known else {
        return Err(PlaceFault::Level { line, value: level.to_owned() });
    };
    Ok(PlaceRow {
        line,
        code: code.to_owned(),
        name: name.to_owned(),
        parent: (!parent.is_empty()).then(|| parent.to_owned()),
        level: *level,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_with_chinese_columns_in_any_order_and_in_gb18030() {
        let text =
            "名称,级别,代码,上级\n东平市,市,37,\n东区,县,3701,37\n槐树湾社区,社区,370101,3701\n";
        for bytes in [text.as_bytes().to_vec(), GB18030.encode(text).0.into_owned()] {
            let places = read_places(&bytes).unwrap();
            let last = places.last().unwrap();
            assert_eq!((last.code.as_str(), last.parent.as_deref()), ("370101", Some("3701")));
            assert_eq!((last.name.as_str(), last.level), ("槐树湾社区", PlaceLevel::Community));
        }
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "code,name,parent,level\na,A,,town\na,B,,town\nb b,C,,town\nc,,,town\nd,D,,x\ne,E,a,city\n";
        assert_eq!(
            read_places(text.as_bytes()).unwrap_err(),
            [
                PlaceFault::BadCode { line: 4, code: "b b".into() },
                PlaceFault::Empty { line: 5, column: "name" },
                PlaceFault::Level { line: 6, value: "x".into() },
                PlaceFault::Twice { line: 3, code: "a".into(), first: 2 },
                PlaceFault::NotAbove { line: 7, code: "e".into(), parent: "a".into() },
            ]
        );
        let none = read_places(b"name,level\n").unwrap_err();
        assert_eq!(none, [PlaceFault::NoColumn("code"), PlaceFault::NoColumn("parent")]);
    }
}

//! Tests of reading rosters: encodings, faults, workbooks.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    clippy::string_slice,
    reason = "short tests over fast ones"
)]

use super::*;
use crate::domain::person::{Attends, Weight, group};
use crate::inputs::column::Column;
use crate::inputs::fault::{Faults, Subject};
use proptest::prelude::*;
use std::io::Write;

const SAMPLE: &[u8] = include_bytes!("../../../assets/sample/huaishuwan/roster.csv");

fn read(text: &str) -> Vec<Person> {
    read_roster(text.as_bytes(), "r.csv").unwrap()
}

fn spots(faults: Faults) -> Vec<(u32, u32, FaultKind)> {
    assert_eq!(faults.more, 0);
    faults.list.into_iter().map(|f| (f.line, f.column, f.kind)).collect()
}

/// The faults of a text as (line, column, kind).
fn faults(text: &str) -> Vec<(u32, u32, FaultKind)> {
    spots(read_roster(text.as_bytes(), "r.csv").unwrap_err())
}

fn s(text: &str) -> String {
    text.to_owned()
}

#[test]
fn the_sample_has_its_people() {
    let people = read_roster(SAMPLE, "roster.csv").unwrap();
    assert_eq!(people.len(), 24);
    assert_eq!(people.iter().filter(|p| p.vote).count(), 16);
    let chair = &people[0];
    assert_eq!((chair.id.as_str(), chair.name.as_str()), ("P01", "段永祥"));
    assert_eq!((chair.attends, chair.vote), (Attends::Chair, false));
    assert_eq!(chair.phone, "10000000001");
    assert_eq!(people[4].display(), "张伟（2网格）");
    assert_eq!(people[14].name, "阿依努尔·买买提");
    let sizes = group::STANDARD.map(|g| people.iter().filter(|p| p.group == g).count());
    assert_eq!(sizes, [8, 9, 4, 3]);
}

#[test]
fn every_encoding_gives_the_same_people() {
    let text = std::str::from_utf8(SAMPLE).unwrap();
    let people = read(text);
    let (gb, ..) = encoding_rs::GB18030.encode(text);
    assert!(std::str::from_utf8(&gb).is_err());
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let bom = [b"\xef\xbb\xbf", SAMPLE].concat();
    for bytes in [gb.into_owned(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), bom] {
        assert_eq!(read_roster(&bytes, "r.csv").unwrap(), people);
    }
    assert_eq!(read(&text.replace(',', "\t")), people);
    assert_eq!(read(&text.replace(',', ";")), people);
    assert_eq!(read(&text.replace('\n', "\r\n")), people);
    assert_eq!(read(&text.replace('\n', "\n\n ,\n")), people, "empty lines say nothing");
}

#[test]
fn english_headers_in_any_order_are_read() {
    let people = read(
        "Vote,Tags,NAME,role,group,weight,pinyin,note\n\
         yes,a；b; c,\"O'Neil, Ann\",attending,Stakeholder,89.53,,\"two\nlines\"\n\
         yes,,王　强,sitting-in,INVITEE,,wang qiang,\n\
         ,,李・四,chair,council member,,,\n",
    );
    let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["P01", "P02", "P03"]);
    assert_eq!(people[0].tags, ["a", "b", "c"]);
    assert_eq!((people[0].name.as_str(), people[0].note.as_str()), ("O'Neil, Ann", "two lines"));
    assert_eq!((people[0].group.as_str(), people[0].weight), (group::STAKEHOLDER, Weight(895_300)));
    assert!(people[0].vote);
    assert_eq!((people[1].attends, people[1].vote), (Attends::SittingIn, true));
    assert_eq!(people[1].group, group::INVITEE);
    assert_eq!((people[2].name.as_str(), people[2].vote), ("李·四", false));
    assert_eq!(people[2].group, group::COUNCIL);
}

#[test]
fn ids_that_are_not_given_are_the_lowest_free_ones() {
    let ids =
        |text: &str| -> Vec<String> { read(text).into_iter().map(|p| p.id.to_string()).collect() };
    assert_eq!(ids("id,name\nP01,甲\n,乙\nP02,丙\n,丁\n"), ["P01", "P03", "P02", "P04"]);
    let many: String = (0..100).map(|i| format!("人{i}\n")).collect();
    let many = ids(&format!("姓名\n{many}"));
    assert_eq!((many[0].as_str(), many[99].as_str()), ("P001", "P100"));
    assert_eq!(ids("id,name\n,甲\n,P01\n"), ["P02", "P03"], "nobody's name");
}

#[test]
fn headers_are_checked() {
    assert_eq!(
        faults("编号,姓各,电话,编号\nP01,甲,1,2\n"),
        [
            (1, 1, FaultKind::NoNameColumn),
            (1, 4, FaultKind::UnknownHeader { header: s("姓各"), nearest: Column::Name }),
            (1, 10, FaultKind::DuplicateHeader { column: Column::Id, first: 1 }),
        ]
    );
    assert_eq!(
        faults("\n\nname,wieght\n甲,1\n"),
        [(3, 6, FaultKind::UnknownHeader { header: s("wieght"), nearest: Column::Weight })]
    );
    assert_eq!(faults(""), [(1, 1, FaultKind::EmptyRoster)]);
    assert_eq!(faults("name,group\n"), [(1, 1, FaultKind::EmptyRoster)]);
}

#[test]
fn all_faults_of_the_rows_are_named_at_their_fields() {
    let text = "编号,姓名,组别,出席类型,表决权,权数\n\
                P01,甲,路人,出席,是,1\n\
                P01,,职能部门,旁听,可,-1\n\
                p01,\"A\nB\",department,列席,否,1.23456\n\
                P 4,丁,department,出席,是,,多\n\
                A B,戊,department,出席,是,\n";
    assert_eq!(
        faults(text),
        [
            (2, 7, FaultKind::UnknownGroup { at: Column::Group.into(), name: s("路人") }),
            (3, 1, FaultKind::DuplicateId { id: s("P01"), first_line: 2 }),
            (3, 5, FaultKind::MissingName),
            (3, 11, FaultKind::UnknownRole { value: s("旁听") }),
            (3, 14, FaultKind::UnknownVote { value: s("可") }),
            (3, 16, FaultKind::BadWeight { value: s("-1") }),
            (4, 1, FaultKind::DuplicateId { id: s("p01"), first_line: 2 }),
            (5, 20, FaultKind::BadWeight { value: s("1.23456") }),
            (6, 1, FaultKind::BadPersonId { id: s("P 4"), bad: ' ' }),
            (6, 24, FaultKind::NoHeader),
            (7, 1, FaultKind::BadPersonId { id: s("A B"), bad: ' ' }),
            (7, 1, FaultKind::IdIsName { id: s("A B"), name_line: 4 }),
        ]
    );
    for bad in ['=', '@', '#', '\'', '“'] {
        let id = format!("a{bad}b");
        let kind = FaultKind::BadPersonId { id: id.clone(), bad };
        assert_eq!(faults(&format!("id,name\n{id},甲\n")), [(2, 1, kind)]);
    }
}

#[test]
fn people_of_one_name_need_marks() {
    let text = "姓名,识别说明\n张伟,\n张伟,货运\n张伟,\n张伟,货运\n";
    assert_eq!(
        faults(text),
        [
            (4, 1, FaultKind::SameName { name: s("张伟"), first_line: 2 }),
            (5, 1, FaultKind::SameName { name: s("张伟（货运）"), first_line: 3 }),
        ]
    );
    assert_eq!(read("id,name\n甲,甲\n").len(), 1, "an id may be one's own name");
    assert_eq!(
        faults("id,name\n乙,甲\nP02,乙\n"),
        [(2, 1, FaultKind::IdIsName { id: s("乙"), name_line: 3 })]
    );
}

#[test]
fn texts_are_bounded_and_plain() {
    let long = "长".repeat(101);
    let note = "长".repeat(2_001);
    assert_eq!(
        faults(&format!("name,note\n{long},{note}\n甲,\u{1b}[2J\n\u{0},\n")),
        [
            (2, 1, FaultKind::TooLong { at: Column::Name.into(), most: 100 }),
            (2, 103, FaultKind::TooLong { at: Column::Note.into(), most: 2_000 }),
            (3, 3, FaultKind::ControlCharacter { at: Subject::Column(Column::Note), code: 0x1b }),
            (4, 1, FaultKind::ControlCharacter { at: Subject::Column(Column::Name), code: 0 }),
        ]
    );
}

#[test]
fn a_quote_must_end() {
    assert_eq!(faults("name,note\n甲,\"一\n乙,二\n"), [(2, 3, FaultKind::UnclosedQuote)]);
    assert_eq!(read("name,note\n甲,\"说\"\"好\"\"\"\n")[0].note, "说\"好\"");
}

#[test]
fn bytes_of_no_encoding_are_told_with_their_line() {
    let bad = |bytes: &[u8]| spots(read_roster(bytes, "r").unwrap_err());
    assert_eq!(bad(b"name\n\xe7\x94\xb2\nA\xff\xff\n"), [(3, 2, FaultKind::BadEncoding)]);
    assert_eq!(bad(b"\xef\xbb\xbfname\n\xbc\xd7\n"), [(2, 1, FaultKind::BadEncoding)]);
    assert_eq!(bad(b"\xff\xfen\0a\0m\0e\0\n\0\x00\xd8x\0"), [(2, 1, FaultKind::BadEncoding)]);
    let (gb, ..) = encoding_rs::GB18030.encode("姓名\n甲\n乙");
    let gb = [&gb, &b"\xff"[..]].concat();
    assert_eq!(bad(&gb), [(3, 2, FaultKind::BadEncoding)]);
}

#[test]
fn sizes_are_bounded() {
    let rows: String = (0..=MOST_ROWS).map(|i| format!("人{i}\n")).collect();
    assert_eq!(
        faults(&format!("name\n{rows}")),
        [(100_002, 1, FaultKind::TooManyRows { most: 100_000 })]
    );
    assert_eq!(read(&format!("name\n{}", &rows[..rows.len() - "人100000\n".len()])).len(), 100_000);
    assert_eq!(
        faults(&format!("name{}\n", ",".repeat(200))),
        [(1, 205, FaultKind::TooManyColumns { most: 200 })]
    );
    let rows = "甲\n".repeat(1_000);
    let many = read_roster(format!("name\n{rows}").as_bytes(), "r").unwrap_err();
    assert_eq!((many.list.len(), many.more), (100, 899));
    assert_eq!((many.list[0].line, many.list[99].line), (3, 102));
}

/// A workbook with one sheet; each cell is its reference, its type and its value.
fn workbook(cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut sheet = s(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    let row = |at: &str| at.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
    for cells in cells.chunk_by(|a, b| row(a.0) == row(b.0)) {
        sheet += &format!("<row r=\"{}\">", row(cells[0].0));
        for (at, kind, value) in cells {
            sheet += &match *kind {
                "s" => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
                kind => format!("<c r=\"{at}\" t=\"{kind}\"><v>{value}</v></c>"),
            };
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    packed(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_is_read_like_a_csv() {
    let book = workbook(&[
        ("A1", "s", "姓名"),
        ("B1", "s", "权数"),
        ("D1", "s", "联系电话"),
        ("A3", "s", "甲"),
        ("B3", "n", "89.530000000000001"),
        ("D3", "n", "10000000001"),
        ("A4", "s", "乙"),
    ]);
    let people = read_roster(&book, "r.xlsx").unwrap();
    assert_eq!(people, read("姓名,权数,,联系电话\n甲,89.53,,10000000001\n乙\n"));
}

#[test]
fn faults_of_a_workbook_are_at_row_and_column() {
    let book = workbook(&[
        ("A1", "s", "姓名"),
        ("B1", "s", "组别"),
        ("A2", "s", "甲"),
        ("B2", "s", "路人"),
        ("B5", "s", "职能部门"),
        ("C6", "s", "多"),
    ]);
    assert_eq!(
        spots(read_roster(&book, "r.xlsx").unwrap_err()),
        [
            (2, 2, FaultKind::UnknownGroup { at: Column::Group.into(), name: s("路人") }),
            (5, 1, FaultKind::MissingName),
            (6, 1, FaultKind::MissingName),
            (6, 2, FaultKind::EmptyCell { column: Column::Group }),
            (6, 3, FaultKind::NoHeader),
        ]
    );
    let wide = workbook(&[("A1", "s", "姓名"), ("XFD1048576", "s", "甲")]);
    assert_eq!(
        spots(read_roster(&wide, "r.xlsx").unwrap_err()),
        [(1_048_576, 16_384, FaultKind::TooManyColumns { most: 200 })]
    );
}

#[test]
fn what_is_no_workbook_is_refused() {
    let kind = |bytes: &[u8]| read_roster(bytes, "r.xlsx").unwrap_err().list.remove(0).kind;
    let broken = kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    assert!(matches!(broken, FaultKind::BadWorkbook { .. }));
    assert!(matches!(kind(b"PK\x03\x04"), FaultKind::BadWorkbook { .. }));
    assert_eq!(kind(&packed(&[("a", "b")])), FaultKind::NotAList(Other::Archive));
    assert_eq!(kind(&packed(&[("word/document.xml", "b")])), FaultKind::NotAList(Other::Document));
    let bomb = packed(&[("xl/media/a", &"0".repeat((64 << 20) + 1))]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(kind(&bomb), FaultKind::TooLarge { megabytes: 64 });
    // The same with a size that is not true: both headers claim one byte.
    let real = ((64_u32 << 20) + 1).to_le_bytes();
    let mut liar = bomb;
    let places: Vec<usize> =
        liar.windows(4).enumerate().filter(|(_, w)| *w == real).map(|(i, _)| i).collect();
    assert!(!places.is_empty());
    for at in places {
        liar[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    assert!(matches!(kind(&liar), FaultKind::TooLarge { .. } | FaultKind::BadWorkbook { .. }));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_roster(&bytes, "r");
        let _ = read_roster(&[b"name,id,vote\n", &bytes[..]].concat(), "r");
    }

    #[test]
    fn no_damage_to_the_sample_makes_it_panic(
        from in 0..SAMPLE.len(), length in 0..60_usize, with in "[\\PC\n\r\",;\t]{0,12}",
    ) {
        let mut bytes = SAMPLE.to_vec();
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, with.into_bytes());
        if let Err(faults) = read_roster(&bytes, "r") {
            prop_assert!(!faults.list.is_empty());
            prop_assert!(faults.list.iter().all(|f| f.line > 0 && f.column > 0));
        }
    }

    #[test]
    fn no_damage_to_a_workbook_makes_it_panic(
        from in 0..1_500_usize, with in proptest::collection::vec(any::<u8>(), 0..20),
        value in "[A-Z0-9<>&;/=\" ]{0,12}", at in "[A-Z]{0,8}[0-9]{0,11}",
    ) {
        let mut bytes = workbook(&[("A1", "s", "name"), (&at, "s", &value), ("A2", "n", &value)]);
        let _ = read_roster(&bytes, "r");
        let from = from.min(bytes.len());
        let to = (from + with.len()).min(bytes.len());
        bytes.splice(from..to, with);
        let _ = read_roster(&bytes, "r");
    }
}

//! Every document of the sample, in Chinese and English, in the formats that are text; workbooks read
//! back by another library.

use super::{HELD, bytes, made, text};
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use std::fmt::Write as _;
use std::io::Cursor;
use yishi::document::papers::{Format, Names, Paper};
use yishi::i18n::Lang;

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

fn snapshot(paper: Paper, lang: Lang, format: Format, text: &str) {
    // A mark at the beginning of a file would not be seen in a snapshot.
    let text = text.replace('\u{feff}', "<BOM>").replace('\u{c}', "<FF>");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        insta::assert_snapshot!(format!("{}-{}-{}", paper.key(), tag(lang), format.key()), text);
    });
}

#[test]
fn every_document_reads_as_it_should() {
    for paper in Paper::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let arranged = made(&HELD, paper, lang, Names::Masked);
            let formats = [Format::Md, Format::Txt, Format::Html, Format::Csv];
            for format in formats.into_iter().filter(|format| paper.formats().contains(format)) {
                // English differs in words alone, which one format shows.
                if lang == Lang::Zh || format == Format::Md {
                    snapshot(paper, lang, format, &text(&arranged, format));
                }
            }
        }
    }
}

/// A workbook as lines: the name of each sheet, then its rows with the kind of every cell.
fn told(bytes: Vec<u8>) -> String {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let mut told = String::new();
    for name in book.sheet_names() {
        writeln!(told, "[{name}]").unwrap();
        for row in book.worksheet_range(&name).unwrap().rows() {
            let cells = row.iter().map(|cell| match cell {
                Data::Empty => String::new(),
                Data::String(text) => text.replace('\n', "\u{23ce}"),
                Data::Float(number) => format!("#{number}"),
                Data::DateTime(at) => format!("@{at}"),
                other => format!("?{other:?}"),
            });
            let cells: Vec<String> = cells.collect();
            writeln!(told, "{}", cells.join(" | ").trim_end_matches([' ', '|'])).unwrap();
        }
    }
    told
}

#[test]
fn every_workbook_is_read_by_another_program_with_its_types() {
    for paper in Paper::ALL {
        if paper.formats().contains(&Format::Xlsx) {
            let arranged = made(&HELD, paper, Lang::Zh, Names::Masked);
            let book = bytes(&arranged, Format::Xlsx);
            assert_eq!(book, bytes(&arranged, Format::Xlsx), "the same bytes every time");
            snapshot(paper, Lang::Zh, Format::Xlsx, &told(book));
        }
    }
}

#[test]
fn no_document_calls_a_result_a_decision() {
    for paper in Paper::ALL {
        let text = text(&made(&HELD, paper, Lang::Zh, Names::Masked), Format::Txt);
        assert!(!text.contains("\u{51b3}\u{8bae}"), "{}", paper.key());
        let print = yishi::domain::recorded::fingerprint(&HELD.head());
        assert!(text.contains(&print), "{}: the fingerprint", paper.key());
    }
}

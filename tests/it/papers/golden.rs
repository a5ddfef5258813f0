//! Every document of the sample in every format: those that are text as they are, workbooks read back
//! by another library, the whole text of docx and pdf taken out.

// What is left out for want of a tool is said, even where the test passes.
#![allow(clippy::print_stderr)]

use super::{AFTERWARDS, HELD, bytes, held, made, read, text};
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use std::fmt::Write as _;
use std::io::Cursor;
use strum::VariantArray as _;
use yishi::document::request::{Format, Names, Paper};
use yishi::domain::ledger::AsOf;
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
        insta::assert_snapshot!(
            format!("{}-{}-{}", paper.into_str(), tag(lang), format.into_str()),
            text
        );
    });
}

#[test]
fn every_document_reads_as_it_should() {
    for &paper in Paper::VARIANTS {
        for lang in [Lang::Zh, Lang::En] {
            let arranged = made(&HELD, paper, lang, Names::Masked);
            let formats = [Format::Md, Format::Txt, Format::Html, Format::Csv];
            for format in formats.into_iter().filter(|format| paper.formats().contains(format)) {
                if shown(paper, lang) || format == Format::Md {
                    snapshot(paper, lang, format, &text(&arranged, format));
                }
            }
        }
    }
}

/// Elsewhere English differs in words alone, which one format shows.
fn shown(paper: Paper, lang: Lang) -> bool {
    lang == Lang::Zh || matches!(paper, Paper::Minutes | Paper::Notice | Paper::Opinion)
}

/// The documents that are kept in a format.
fn kept(format: Format) -> impl Iterator<Item = (Paper, Lang)> {
    let all =
        Paper::VARIANTS.iter().copied().flat_map(|paper| [(paper, Lang::Zh), (paper, Lang::En)]);
    all.filter(move |(paper, lang)| paper.formats().contains(&format) && shown(*paper, *lang))
}

#[test]
fn every_docx_holds_the_whole_text() {
    for (paper, lang) in kept(Format::Docx) {
        let docx = bytes(&made(&HELD, paper, lang, Names::Masked), Format::Docx);
        snapshot(paper, lang, Format::Docx, &read::docx(&docx));
    }
}

#[cfg(feature = "pdf")]
#[test]
fn every_pdf_holds_the_whole_text() {
    for (paper, lang) in kept(Format::Pdf) {
        let arranged = made(&HELD, paper, lang, Names::Masked);
        let Some(pdf) = read::pdf(&bytes(&arranged, Format::Pdf)) else {
            eprintln!("LEFT OUT: the text of pdf; install poppler-utils");
            assert!(std::env::var_os("YISHI_PAGES_MUST").is_none());
            return;
        };
        // Cards, ballots and slips say nothing of the record.
        let print = arranged.doc.form.fingerprint.unwrap_or_default();
        assert!(pdf.contains(&print), "{}: the fingerprint is on it", paper.into_str());
        snapshot(paper, lang, Format::Pdf, &read::unbroken(&pdf, &print));
    }
}

#[test]
fn the_same_record_gives_the_same_bytes_in_every_format() {
    let again = held(AFTERWARDS);
    for &paper in Paper::VARIANTS {
        for format in paper.formats().iter().copied().filter(|f| yishi::export::has_writer(*f)) {
            let of = |ledger| bytes(&made(ledger, paper, Lang::Zh, Names::Masked), format);
            assert!(of(&HELD) == of(&again), "{} {}", paper.into_str(), format.into_str());
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
    for &paper in Paper::VARIANTS {
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
    for &paper in Paper::VARIANTS {
        let text = text(&made(&HELD, paper, Lang::Zh, Names::Masked), Format::Txt);
        assert!(!text.contains("\u{51b3}\u{8bae}"), "{}", paper.into_str());
        let as_of = if paper.stands_still() { AsOf::Standing } else { AsOf::Now };
        let print = HELD.as_it_stood(as_of).head().fingerprint();
        let blank = matches!(paper, Paper::Ballots | Paper::Cards | Paper::Survey);
        assert!(blank || text.contains(&print), "{}: the fingerprint", paper.into_str());
    }
}

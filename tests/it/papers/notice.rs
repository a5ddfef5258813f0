//! The notice tells nobody who said or voted what: every format of it is searched, what is packed in
//! it included, for everything that the roster says of people.

use super::{bytes, held, made, text};
use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;
use yishi::document::request::{Format, Names, Paper};
use yishi::domain::ledger::Ledger;
use yishi::export::has_writer;
use yishi::i18n::Lang;

/// A meeting whose texts name people, phones and flats all over.
fn talkative() -> Ledger {
    held(&[
        "@16:50:10 note \"王强的电话是10000000017。\"",
        "@2026-12-01T09:00 adopt 1",
        "@2026-12-01T09:00 reject 3 \"杨丽娟说已经做过\"",
    ])
}

/// What another program reads out of a pdf, its properties included; None where it is not installed.
fn pdf_text(bytes: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let read = |program: &str, more: &[&str]| {
        let output = Command::new(program).arg(file.path()).args(more).output().ok()?;
        assert!(output.status.success(), "{program}");
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    Some(read("pdftotext", &["-"])? + &read("pdfinfo", &[])?)
}

/// All text of a file: of a package every part of it, with and without its marks; without the line
/// ends that only the page made. None where nothing here can read it.
pub(super) fn all_text(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"%PDF") {
        let text = pdf_text(bytes)?;
        return Some(text.clone() + &text.replace('\n', ""));
    }
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Some(String::from_utf8_lossy(bytes).into_owned());
    };
    let mut text = String::new();
    for i in 0..package.len() {
        let mut part = package.by_index(i).unwrap();
        text.push_str(&part.name().unwrap());
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let xml = String::from_utf8_lossy(&bytes);
        text.push_str(&xml);
        // A name may be cut by marks in the middle.
        let tails = xml.split('<').filter_map(|tag| tag.split_once('>'));
        text.extend(tails.map(|(_, between)| between));
    }
    Some(text)
}

/// What must not stand in it: names, phones, marks, posts and notes that tell a person apart.
fn private(ledger: &Ledger) -> Vec<String> {
    let m = ledger.meeting().unwrap();
    let mut words = vec!["周雨桐".to_owned(), "王雪".to_owned()];
    for entry in &m.roll.entries {
        let person = &entry.person;
        words.push(person.id.to_string());
        words.push(person.name.clone());
        words.push(yishi::domain::names::official(&person.name));
        words.push(person.phone.clone());
        words.push(person.display());
        // What is also the name of a place or a unit that the notice speaks of tells nobody.
        let telling = |text: &&String| text.chars().count() > 3;
        words.extend(
            [&person.unit, &person.note, &person.represents].into_iter().filter(telling).cloned(),
        );
        words.push(format!("{}\u{ff09}", person.mark));
    }
    words.retain(|word| word.chars().count() > 1);
    words
}

#[test]
fn no_format_of_the_notice_tells_who_anybody_is() {
    let ledger = talkative();
    let private = private(&ledger);
    assert!(private.len() > 100);
    for lang in [Lang::Zh, Lang::En] {
        let arranged = made(&ledger, Paper::Notice, lang, Names::Masked);
        for format in Paper::Notice.formats().iter().copied().filter(|f| has_writer(*f)) {
            let Some(text) = all_text(&bytes(&arranged, format)) else {
                eprintln!("NOT CHECKED: {format:?}; install poppler-utils");
                assert!(std::env::var_os("YISHI_PAGES_MUST").is_none());
                continue;
            };
            assert!(text.contains("35个限时停车泊位"), "{format:?} was read");
            for word in &private {
                assert!(!text.contains(word), "{format:?} tells {word}");
            }
        }
    }
}

#[test]
fn nothing_in_the_notice_depends_on_who_voted_what() {
    // The same counts, given by others: the notice must be the same to the byte but for the record's
    // own fingerprint.
    let recorded = |swap: bool| {
        let mut lines: Vec<String> = vec!["@16:49:40 propose \"新\" \"新方案。\"".into()];
        lines.push("@16:49:40 vote 4 method=recorded".into());
        let voters = [
            "P02", "P04", "P05", "P06", "P07", "P08", "P09", "P10", "P12", "P13", "P14", "P15",
            "P16",
        ];
        for (i, voter) in voters.iter().enumerate() {
            let against = if swap { i == 0 } else { i == 5 };
            let choice = if against { "against" } else { "for" };
            lines.push(format!("@16:49:41 ballot {voter} {choice}"));
        }
        lines.extend(
            ["@16:49:42 close", "@16:49:43 announce", "@16:49:44 outcome 4 reached"]
                .map(String::from),
        );
        lines
    };
    let notice = |swap| {
        let lines = recorded(swap);
        let before_end: Vec<&str> = lines.iter().map(String::as_str).collect();
        let ledger = super::held_with(&before_end);
        let mut arranged = made(&ledger, Paper::Notice, Lang::Zh, Names::Masked);
        arranged.doc.form.fingerprint = None;
        text(&arranged, Format::Html)
    };
    let one = notice(false);
    assert!(one.contains("新方案。"));
    assert_eq!(one, notice(true));
}

#[test]
fn full_names_are_there_where_they_were_asked_for() {
    let arranged = made(&talkative(), Paper::Notice, Lang::Zh, Names::Full);
    let text = text(&arranged, Format::Txt);
    assert!(text.contains("王桂英") && text.contains("张伟（货运）"), "{text}");
}

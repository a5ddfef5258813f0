//! What a notice hides and what it leaves: the table of texts, and every person of the roster in every
//! spelling through every format.

use super::{bytes, held, made};
use std::fmt::Write as _;
use yishi::document::mask::Mask;
use yishi::document::request::{Names, Paper};
use yishi::export::has_writer;
use yishi::i18n::Lang;

const TABLE: &str = include_str!("../../data/masks.tsv");

#[test]
fn every_text_of_the_table_comes_out_as_it_says() {
    let mask = Mask::of(super::HELD.meeting().unwrap());
    let (mut count, mut wrong) = (0, Vec::new());
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (typed, want) = line.split_once('\t').unwrap();
        let shown = mask.text(typed);
        if shown != want {
            wrong.push(format!("{typed}\n  {shown}\n  {want}"));
        }
        count += 1;
    }
    assert!(count >= 400, "{count} texts");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// How somebody may be written in a text.
fn spellings(name: &str) -> Vec<String> {
    let spaced = |mark: &str| name.chars().map(String::from).collect::<Vec<_>>().join(mark);
    let mut all = vec![name.to_owned(), spaced(" "), spaced("\u{3000}")];
    if name.contains('\u{b7}') {
        all.extend(
            ["\u{2022}", "\u{30fb}", "\u{2027}", ".", "", " "]
                .map(|dot| name.replace('\u{b7}', dot)),
        );
    }
    all
}

#[test]
fn nobody_of_the_roster_is_told_by_any_byte_of_any_format() {
    let base = held(&[]);
    let people: Vec<_> =
        base.meeting().unwrap().roll.entries.iter().map(|e| e.person.clone()).collect();
    let mut private = Vec::new();
    let mut text = String::new();
    for (i, person) in people.iter().enumerate() {
        for way in spellings(&person.name) {
            write!(text, "{way}说过；").unwrap();
            private.push(way);
        }
        let digits: String = person.phone.chars().filter(char::is_ascii_digit).collect();
        if digits.len() == 11 {
            let (a, rest) = digits.split_at(3);
            let (b, c) = rest.split_at(4);
            for way in [
                format!("{a} {b} {c}"),
                format!("{a}\u{2013}{b}.{c}"),
                format!("{a}\u{3000}{b}{c}"),
            ] {
                write!(text, "电话{way}，").unwrap();
                private.push(way);
            }
        }
        let flat = format!("{}号楼{}单元{}01室", i % 9 + 1, i % 3 + 1, i % 6 + 1);
        write!(text, "住在{flat}。").unwrap();
        private.push(flat);
    }
    let line = "@16:49:30 note \"x\"".to_owned();
    let lines = [
        line,
        format!("@16:49:31 propose \"新方案\" \"{text}\""),
        "@16:49:32 vote 4 method=hands".to_owned(),
        "@16:49:33 tally for=13 against=0 abstain=0".to_owned(),
        "@16:49:34 close".to_owned(),
        "@16:49:35 announce".to_owned(),
        "@16:49:36 outcome 4 reached".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let ledger = super::held_with(&lines);
    for paper in [Paper::Notice, Paper::News, Paper::ResultNotice] {
        let arranged = made(&ledger, paper, Lang::Zh, Names::Masked);
        assert!(paper == Paper::ResultNotice || arranged.masked.len() > people.len(), "told");
        for format in paper.formats().iter().copied().filter(|f| has_writer(*f)) {
            let Some(text) = super::notice::all_text(&bytes(&arranged, format)) else { continue };
            for word in &private {
                assert!(!text.contains(word), "{} {format:?} tells {word}", paper.into_str());
            }
        }
    }
}

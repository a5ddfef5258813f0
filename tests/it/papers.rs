//! Documents of the sample meeting in every format, as golden files; the notice without a name; a
//! large meeting; what an office sets.

mod golden;
mod house;
mod large;
mod masks;
mod notice;
mod ooxml;
mod read;

use std::sync::{Arc, LazyLock};
use yishi::document::draft::Arranged;
use yishi::document::papers;
use yishi::document::request::{Format, HouseStyle, Names, Paper, PaperRequest};
use yishi::domain::ledger::Ledger;
use yishi::domain::meeting::Command;
use yishi::domain::session;
use yishi::domain::stamp::{By, Moment, Role, Stamp};
use yishi::export;
use yishi::export::settings::Settings;
use yishi::i18n::Lang;
use yishi::inputs::{read_plan, read_roster, rules};
use yishi::script::parse_line;

const TRANSCRIPT: &str = include_str!("../../assets/sample/huaishuwan/transcript.yishi");
const ROSTER: &str = include_str!("../../assets/sample/huaishuwan/roster.csv");
const PLAN: &str = include_str!("../../assets/sample/huaishuwan/plan.toml");

/// What happened to the actions afterwards, so that every place of the papers is filled once.
const AFTERWARDS: &[&str] = &[
    "@2026-12-01T09:00 adopt 1",
    "@2026-12-01T09:05 reject 2 \"摊位协会已有公约\"",
    "@2026-12-08T10:00 progress 1 \"已完成测量，正在招标。\"",
    "@2026-12-20T10:00 report 1 \"35个泊位已经划好。\"",
    "@2026-12-21T10:00 complete 1",
];

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(text).unwrap()
}

/// The sample, held, with more lines after its transcript.
fn held(more: &[&str]) -> Ledger {
    run(TRANSCRIPT.lines().chain(more.iter().copied()))
}

/// The sample with more lines before its last, by which it ends.
fn held_with(more: &[&str]) -> Ledger {
    let mut lines: Vec<&str> = TRANSCRIPT.lines().collect();
    let end = lines.split_off(lines.len() - 1);
    run(lines.into_iter().chain(more.iter().copied()).chain(end))
}

fn run<'a>(lines: impl Iterator<Item = &'a str>) -> Ledger {
    let catalog = Arc::new(rules::builtin());
    let people = read_roster(ROSTER.as_bytes(), "roster.csv").unwrap();
    let plan = read_plan(PLAN.as_bytes(), "plan.toml", &catalog, people).unwrap();
    let mut ledger = Ledger::new(catalog);
    let start = at("2026-11-27T14:00:00+08:00");
    let by = By::new("desk", Role::Chair);
    let stamp = Stamp { at: start, noted: start, by: by.clone() };
    let command = Command::Session(session::Command::Plan(Box::new(plan.clone())));
    let event = ledger.decide(&command, &stamp).unwrap();
    ledger.push(ledger.stamp(event, &stamp).unwrap()).unwrap();
    let mut last = start;
    for text in lines {
        let line = parse_line(text, ledger.meeting().unwrap());
        let Some(line) = line.unwrap_or_else(|why| panic!("{text}: {why}")) else { continue };
        last = line.at.map_or(last, |when| when.resolve(&plan));
        let stamp = Stamp { at: last, noted: last, by: by.clone() };
        let event = ledger.decide(&line.command, &stamp);
        let event = event.unwrap_or_else(|why| panic!("{text}: {why:?}"));
        ledger.push(ledger.stamp(event, &stamp).unwrap()).unwrap();
    }
    ledger
}

static HELD: LazyLock<Ledger> = LazyLock::new(|| held(AFTERWARDS));

/// When one action of the sample is overdue.
fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2027, 3, 1).unwrap()
}

fn made(ledger: &Ledger, paper: Paper, lang: Lang, names: Names) -> Arranged {
    let house = HouseStyle::default();
    let asked = PaperRequest { names, today: today(), ..PaperRequest::new(lang, &house) };
    papers::make(paper, ledger, &asked).unwrap()
}

fn bytes(arranged: &Arranged, format: Format) -> Vec<u8> {
    export::write(arranged, format, &Settings::default()).unwrap()
}

fn text(arranged: &Arranged, format: Format) -> String {
    String::from_utf8(bytes(arranged, format)).unwrap()
}

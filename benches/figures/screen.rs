//! Drawing each view, and what a key costs, with few and many people, a short and a long record.

use crate::given::Given;
use crate::measure::{Report, time};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::BTreeMap;
use std::time::Duration;
use yishi::domain::stamp::{By, Role};
use yishi::i18n::Lang;
use yishi::inputs::config::ThemeName;
use yishi::tui::terminal::Screen;
use yishi::tui::{Input, Now, Options, Ui, View};

const VIEWS: &[View] = &[
    View::Desk,
    View::Agenda,
    View::Roll,
    View::Floor,
    View::Vote,
    View::Minutes,
    View::Outcomes,
    View::Log,
    View::Hall,
];

fn ui(given: &Given, size: (u16, u16)) -> Ui {
    let options = Options {
        lang: Lang::Zh,
        palette: ThemeName::Dark,
        ascii: false,
        wide_ambiguous: false,
        by: By::new("desk", Role::Chair),
        attached: false,
        read_line: None,
        settings: yishi::tui::config::Settings::default(),
    };
    let now = Now { at: given.now, tick: Duration::ZERO };
    let mut ui = Ui::new(options, size, now);
    ui.opened(given.ledger.clone(), BTreeMap::new());
    ui.overlays.clear();
    ui
}

fn key(code: KeyCode) -> Input {
    Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// A whole screen from nothing: the first frame, or after a resize.
fn whole(ui: &mut Ui) -> Duration {
    let (columns, rows) = ui.size;
    time(|| {
        let mut screen = Screen::on_writer(std::io::sink(), columns, rows);
        screen.draw(ui).unwrap();
    })
}

/// What one key costs until its frame is written: an update and a frame of what changed.
fn keyed(ui: &mut Ui, keys: &[KeyCode]) -> Duration {
    let (columns, rows) = ui.size;
    let mut screen = Screen::on_writer(std::io::sink(), columns, rows);
    let mut keys = keys.iter().cycle();
    time(|| {
        let now = ui.now;
        if let Some(code) = keys.next() {
            ui.update(key(*code), now);
        }
        screen.draw(ui).unwrap();
    })
}

/// What a whole frame costs in which only the time is another.
pub(crate) fn frames(report: &mut Report) {
    let given = Given::held(24, 500);
    for view in VIEWS {
        let mut ui = ui(&given, (100, 30));
        ui.view = *view;
        let mut screen = Screen::on_writer(std::io::sink(), 100, 30);
        let mut now = ui.now;
        let took = time(|| {
            now.at += chrono::TimeDelta::seconds(1);
            ui.update(Input::Tick, now);
            screen.draw(&mut ui).unwrap();
        });
        report.below(&format!("a tick at 100×30: {view:?}"), took, Duration::from_millis(1));
    }
}

pub(crate) fn run(report: &mut Report) {
    let (small, large, long) =
        (Given::held(24, 500), Given::held(10_000, 600), Given::held(24, 100_000));
    let frame = Duration::from_millis(2);
    for view in VIEWS {
        let mut ui = ui(&small, (200, 60));
        ui.view = *view;
        let what = format!("a full 200×60 screen: {view:?}");
        report.below(&what, whole(&mut ui), frame);
    }
    for view in VIEWS {
        let mut ui = ui(&large, (200, 60));
        ui.view = *view;
        let what = format!("the same with 10,000 people: {view:?}");
        report.below(&what, whole(&mut ui), frame);
    }
    let mut compare = |what: &str, view: View, big: &Given, keys: &[KeyCode]| {
        let cost = |given: &Given| {
            let mut ui = ui(given, (100, 30));
            ui.view = view;
            keyed(&mut ui, keys)
        };
        let base = cost(&small);
        report.ratio(what, cost(big), ("sample", base), 1.3);
    };
    let arrows = [KeyCode::Down, KeyCode::Down, KeyCode::PageDown, KeyCode::Up];
    compare("scroll the roll of 10,000 people", View::Roll, &large, &arrows);
    compare("scroll the log of 100,000 lines", View::Log, &long, &arrows);
    compare("scroll the minutes of 100,000 lines", View::Minutes, &long, &arrows);
    let typed = [KeyCode::Char('议'), KeyCode::Char('事'), KeyCode::Char('a')];
    compare("type in the minutes, 10,000 people", View::Minutes, &large, &typed);
    compare("type in the minutes, 100,000 lines", View::Minutes, &long, &typed);
    // From the key to the written frame, with the draft that is handed on.
    let in_entry = |characters: usize| {
        let mut ui = ui(&small, (100, 30));
        ui.view = View::Minutes;
        let now = ui.now;
        ui.update(Input::Paste(crate::words::text(characters)), now);
        keyed(&mut ui, &typed)
    };
    let short = in_entry(1_000);
    report.ratio(
        "type in an entry of 100,000 characters",
        in_entry(100_000),
        ("1,000", short),
        1.5,
    );

    // An act of the record, taken in by the screen.
    let event = |people: usize| {
        let given = Given::held(people, 600);
        let mut next = Given { ledger: given.ledger.clone(), now: given.now };
        next.line("note \"一条记录\"");
        let record = next.ledger.records().last().unwrap().clone();
        let mut rounds: Vec<Duration> = (0..15)
            .map(|_| {
                let mut ui = ui(&given, (100, 30));
                let start = crate::measure::thread_time();
                ui.recorded(record.clone());
                crate::measure::thread_time().saturating_sub(start)
            })
            .collect();
        crate::measure::median(&mut rounds)
    };
    let points = [24, 1_000, 10_000].map(|n| (n, event(n)));
    report.growth("an event taken in by the screen, by people", 1.1, &points);
    report.below("the same with 10,000 people", points[2].1, Duration::from_millis(16));
}

/// Acts of every kind while the minutes of a long record are open, and a search that finds nothing.
pub(crate) fn minutes(report: &mut Report) {
    let one_row = Duration::from_millis(2);
    let given = Given::held(24, 5_000);
    let mut rounds: Vec<Vec<(&str, Duration)>> = (0..5).map(|_| acts(&given)).collect();
    let dearest = rounds.remove(0).into_iter().enumerate().map(|(at, (line, first))| {
        let mut took: Vec<Duration> = rounds.iter().map(|round| round[at].1).collect();
        took.push(first);
        (crate::measure::median(&mut took), line)
    });
    let (took, line) = dearest.max().unwrap();
    let what = format!("the dearest act in the minutes of 5,000 lines: {line}");
    report.below(&what, took, one_row);

    let long = Given::held(24, 100_000);
    let mut ui = ui(&long, (100, 30));
    ui.view = View::Minutes;
    let mut screen = Screen::on_writer(std::io::sink(), 100, 30);
    screen.draw(&mut ui).unwrap();
    let now = ui.now;
    ui.update(key(KeyCode::F(3)), now);
    for (what, typed) in [("a word", "谁也没说过的话"), ("a letter more", "话")] {
        let start = crate::measure::thread_time();
        ui.update(Input::Paste(typed.to_owned()), now);
        screen.draw(&mut ui).unwrap();
        let took = crate::measure::thread_time().saturating_sub(start);
        let what = format!("search for {what} that is nowhere in 100,000 lines");
        report.below(&what, took, Duration::from_millis(50));
    }
}

/// Each act taken in by a screen that shows the minutes, and drawn.
fn acts(given: &Given) -> Vec<(&'static str, Duration)> {
    const ACTS: &[&str] = &[
        "note \"一条记录\"",
        "undo",
        "redo",
        "correct 200 \"改过的一条\"",
        "strike 300 \"说错了\"",
        "depart P05",
        "return P05",
        "request P07 kind=discussion stance=for",
        "next",
        "pause",
        "continue",
        "say P07 \"一条发言\"",
        "finish",
        "present P05 P06",
        "count",
        "agenda add \"又一项\" 10m",
        "amend 1 \"改过的方案\" by=P08",
        "freeze 1",
        "vote 1 method=hands",
        "undo",
        "redo",
        "agenda next",
    ];
    let mut ui = ui(given, (100, 30));
    ui.view = View::Minutes;
    let mut screen = Screen::on_writer(std::io::sink(), 100, 30);
    screen.draw(&mut ui).unwrap();
    let mut hand = Given { ledger: given.ledger.clone(), now: given.now };
    let mut took = Vec::new();
    for line in ACTS {
        if !hand.line(line) {
            continue;
        }
        let record = hand.ledger.records().last().unwrap().clone();
        let start = crate::measure::thread_time();
        ui.recorded(record);
        screen.draw(&mut ui).unwrap();
        took.push((*line, crate::measure::thread_time().saturating_sub(start)));
    }
    took
}

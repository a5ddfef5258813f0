//! Replay, decide, undo, chain verification: the rules at work without a disk.

use crate::given::{Given, SAID};
use crate::measure::{Report, median, thread_time, time};
use std::sync::Arc;
use std::time::Duration;
use yishi::domain::ledger::Ledger;
use yishi::domain::recorded::Recorded;
use yishi::inputs::rules::builtin;
use yishi::script::parse_line;

const SIZES: [u64; 4] = [1_000, 5_000, 25_000, 100_000];

pub(crate) fn run(report: &mut Report) {
    let held: Vec<Given> = SIZES.iter().map(|&n| Given::held(24, n)).collect();
    let size = |given: &Given| usize::try_from(given.ledger.seq()).unwrap();
    let catalog = Arc::new(builtin());

    let replay = |given: &Given| {
        let records = given.records();
        time(|| Ledger::replay(Arc::clone(&catalog), records.clone()).unwrap().seq())
    };
    let points: Vec<_> = held.iter().map(|g| (size(g), replay(g))).collect();
    report.growth("replay (fold of the record)", 1.05, &points);

    let verify = |given: &Given| {
        let lines: Vec<String> =
            given.lines().into_iter().map(|l| String::from_utf8(l).unwrap()).collect();
        time(|| lines.iter().filter(|l| Recorded::from_line(l).is_ok()).count())
    };
    let points: Vec<_> = held.iter().map(|g| (size(g), verify(g))).collect();
    report.growth("verify (hash of every line)", 1.1, &points);

    let decide = |given: &Given| {
        let line = format!("note \"{SAID}\"");
        let command = parse_line(&line, given.ledger.meeting().unwrap()).unwrap().unwrap().command;
        time(|| given.ledger.decide(&command, &given.stamp()).is_ok())
    };
    let points: Vec<_> = held.iter().map(|g| (size(g), decide(g))).collect();
    report.growth("decide (a note)", 0.3, &points);

    let undo = |given: &Given| {
        let command = parse_line("undo", given.ledger.meeting().unwrap()).unwrap().unwrap().command;
        let stamp = given.stamp();
        // The whole act, in a record that was just opened: decided, stamped, taken in.
        let opened = Ledger::replay(Arc::clone(&catalog), given.records()).unwrap();
        let mut rounds: Vec<Duration> = (0..15)
            .map(|_| {
                let mut ledger = opened.clone();
                let start = thread_time();
                let event = ledger.decide(&command, &stamp).unwrap();
                let record = ledger.stamp(event, &stamp).unwrap();
                ledger.push(record).unwrap();
                thread_time().saturating_sub(start)
            })
            .collect();
        median(&mut rounds)
    };
    let points: Vec<_> = held.iter().map(|g| (size(g), undo(g))).collect();
    report.growth("undo of the last act", 1.1, &points);
    for events in [5_000, 100_000] {
        let took = points.iter().find(|p| p.0 == events).map_or(Duration::MAX, |p| p.1);
        let what = format!("undo in a record of {events} events");
        report.below(&what, took, Duration::from_millis(16));
    }
}

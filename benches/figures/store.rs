//! Append with acknowledgement against raw append and fdatasync; opening long records.

use crate::given::Given;
use crate::measure::{Report, median, wall_time};
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use yishi::inputs::rules::builtin;
use yishi::session::Host;
use yishi::store::{Log, SledLog};

const ROUNDS: usize = 201;

pub(crate) fn run(report: &mut Report) {
    append(report);
    open(report);
}

/// One record a time, the two taking turns in the same folder.
fn append(report: &mut Report) {
    let dir = tempfile::tempdir().unwrap();
    let mut log = SledLog::open(&dir.path().join("store")).unwrap();
    let given = Given::held(24, 500);
    let lines = given.lines();
    let mut raw = std::fs::File::create(dir.path().join("raw")).unwrap();
    log.append("T", 1, &lines, None).unwrap();
    let first = u64::try_from(lines.len()).unwrap();
    let (mut kept, mut bare, mut many) = (Vec::new(), Vec::new(), Vec::new());
    let mut seq = first;
    for i in 0..ROUNDS {
        let line = lines[i % lines.len()].clone();
        let start = Instant::now();
        raw.write_all(&line).unwrap();
        raw.sync_data().unwrap();
        bare.push(start.elapsed());
        let start = Instant::now();
        log.append("T", seq + 1, &[line], Some(b"{}")).unwrap();
        kept.push(start.elapsed());
        seq += 1;
        if i % 10 == 0 {
            let ten: Vec<Vec<u8>> = lines.iter().take(10).cloned().collect();
            let start = Instant::now();
            log.append("T", seq + 1, &ten, Some(b"{}")).unwrap();
            many.push(start.elapsed());
            seq += 10;
        }
    }
    Box::new(log).close();
    let bare = ("raw append and fdatasync", median(&mut bare));
    report.ratio("append of one record, acknowledged", median(&mut kept), bare, 3.5);
    report.ratio("append of ten records with one flush", median(&mut many), bare, 5.0);
}

/// The store opened, the session read, both chains checked, the meeting folded.
fn open(report: &mut Report) {
    let mut points = Vec::new();
    for events in [1_000, 5_000, 25_000, 100_000] {
        let dir = tempfile::tempdir().unwrap();
        let given = Given::held(24, events);
        let mut log = SledLog::open(dir.path()).unwrap();
        let mut first = 1;
        for some in given.lines().chunks(1_000) {
            log.append("T", first, some, None).unwrap();
            first += u64::try_from(some.len()).unwrap();
        }
        Box::new(log).close();
        let catalog = Arc::new(builtin());
        let took = wall_time(|| {
            let mut log = SledLog::open(dir.path()).unwrap();
            let host = Host::open(&mut log, "T", Arc::clone(&catalog)).unwrap();
            let seq = host.ledger().seq();
            Box::new(log).close();
            assert_eq!(seq, events);
        });
        points.push((usize::try_from(events).unwrap(), took));
    }
    report.growth("open a session, chains verified", 1.1, &points);
    let at = |n| points.iter().find(|p| p.0 == n).map_or(Duration::MAX, |p| p.1);
    report.below("open a session of 5,000 events", at(5_000), Duration::from_millis(25));
    report.below("open a session of 100,000 events", at(100_000), Duration::from_millis(350));
}

//! A store of many sessions, checked, backed up, restored and listed by the program itself, against
//! `sha256sum` of its journals and `cp` of its backup in the same run.
//!
//! Owns how such stores are made. Linux only: the memory of a process is read from `/proc`.

use crate::given::Given;
use crate::measure::{Report, median};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use yishi::document::session_summary::{End, Summary};
use yishi::domain::hash::LineHash;
use yishi::domain::meeting::Event;
use yishi::domain::recorded::{RecordError, Recorded};
use yishi::domain::session;
use yishi::inputs::rules::builtin;
use yishi::session::verified;
use yishi::store::{Addition, Log, SledLog};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample/huaishuwan");
const ID: &str = "HSW-2026-004";
/// Sessions of the sample, each an id of its own; the last is the size that has targets.
const SIZES: [usize; 4] = [500, 1_000, 2_000, 4_116];
/// Rounds of the last size; the others only show the growth.
const ROUNDS: usize = 3;
/// Sessions that one append takes.
const AT_ONCE: usize = 200;

pub(crate) fn run(report: &mut Report) {
    let sample = Sample::read();
    let rounds = |sessions| if Some(&sessions) == SIZES.last() { ROUNDS } else { 1 };
    let runs: Vec<Figures> =
        SIZES.iter().map(|&sessions| sample.measured(sessions, rounds(sessions))).collect();
    let of = |what: fn(&Figures) -> Run| {
        SIZES.iter().zip(&runs).map(|(n, run)| (*n, what(run).took)).collect::<Vec<_>>()
    };
    report.growth("verify, by sessions", 1.1, &of(|run| run.verify));
    report.growth("backup, by sessions", 1.1, &of(|run| run.backup));
    report.growth("restore, by sessions", 1.1, &of(|run| run.restore));
    report.growth("list, by sessions", 1.1, &of(|run| run.list));
    report.growth("track, by sessions", 1.1, &of(|run| run.track));
    let Some(most) = runs.last() else { return };
    let verify = most.verify.took;
    report.ratio("verify", verify, ("sha256sum", most.sha256sum), 2.0);
    report.ratio("backup", most.backup.took, ("3 x verify + cp", verify * 3 + most.cp), 1.0);
    report.ratio("restore", most.restore.took, ("verify", verify), 6.0);
    report.below("list", most.list.took, Duration::from_millis(40));
    report.below("track", most.track.took, Duration::from_millis(60));
    for (what, run, target) in [
        ("memory of verify", most.verify, 40),
        ("memory of backup", most.backup, 40),
        ("memory of restore", most.restore, 40),
        ("memory of list", most.list, 30),
        ("memory of track", most.track, 30),
    ] {
        report.memory(what, run.kilobytes, target);
    }
}

/// Puts so many sessions, of which nothing but the plan is there, into a store.
pub(crate) fn add(store: &Path, sessions: usize) {
    let ledger = Given::planned(24).ledger;
    let planned =
        Sample { lines: ledger.records().to_vec(), summary: Summary::of(&ledger).unwrap() };
    let mut log = SledLog::open(store).unwrap();
    planned.add_to(&mut log, sessions);
    Box::new(log).close();
}

/// What one run of the program took.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    took: Duration,
    /// The most that was resident.
    kilobytes: u64,
}

#[derive(Debug)]
struct Figures {
    verify: Run,
    backup: Run,
    restore: Run,
    list: Run,
    track: Run,
    sha256sum: Duration,
    cp: Duration,
}

/// A record, with what a list keeps of it.
struct Sample {
    lines: Vec<Arc<Recorded>>,
    summary: Summary,
}

impl Sample {
    fn read() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (store, bundle) = (dir.path().join("store"), dir.path().join("bundle.yishi"));
        let file = |name: &str| format!("{SAMPLE}/{name}");
        program(&store, &["new", &file("plan.toml"), "--roster", &file("roster.csv")]);
        program(&store, &["exec", ID, "-f", &file("transcript.yishi")]);
        program(&store, &["bundle", ID, "-o", bundle.to_str().unwrap()]);
        let bytes = fs::read(&bundle).unwrap();
        let sessions = verified(&bytes, &Arc::new(builtin())).unwrap();
        let ledger = &sessions.first().unwrap().ledger;
        Self { lines: ledger.records().to_vec(), summary: Summary::of(ledger).unwrap() }
    }

    /// The same meeting under another id: another first line, and so another chain.
    fn under(&self, id: &str) -> Result<(Vec<Vec<u8>>, LineHash), RecordError> {
        let mut prev = LineHash::GENESIS;
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let mut event = line.event().unwrap().clone();
            if let Event::Session(session::Event::Planned(plan)) = &mut event {
                id.clone_into(&mut plan.id);
            }
            let record = Recorded::new(line.seq, &line.stamp(), event, prev)?;
            prev = record.hash;
            lines.push(record.encode()?.into_bytes());
        }
        Ok((lines, prev))
    }

    fn store(&self, path: &Path, sessions: usize) {
        let mut log = SledLog::open(path).unwrap();
        self.add_to(&mut log, sessions);
        Box::new(log).close();
    }

    fn add_to(&self, log: &mut SledLog, sessions: usize) {
        let ids: Vec<String> = (1..=sessions).map(|n| format!("S-{n:05}")).collect();
        for ids in ids.chunks(AT_ONCE) {
            let mut made: Vec<_> = ids.iter().map(|id| self.under(id).unwrap()).map(Some).collect();
            let additions = ids.iter().zip(&made).map(|(id, made)| {
                let (lines, head) = made.as_ref().unwrap();
                let lines = lines.len() as u64;
                let end = Some(End { head: *head, lines });
                let summary = Summary { id: id.clone(), end, ..self.summary.clone() };
                let (session, summary) = (id.clone(), summary.write());
                Addition { session, first: 1, count: lines, summary, origin: None, flaw: None }
            });
            let batch: Vec<Addition> = additions.collect();
            log.append_all(&batch, &mut |at| made.get_mut(at)?.take().map(|(lines, _)| lines))
                .unwrap();
        }
    }

    /// The programs take turns.
    fn measured(&self, sessions: usize, rounds: usize) -> Figures {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let (store, again, file) = (at("store"), at("again"), at("backup.yishi"));
        self.store(&store, sessions);
        let mut runs: Vec<Figures> = Vec::new();
        for _ in 0..rounds {
            let _ = fs::remove_file(&file);
            let _ = fs::remove_dir_all(&again);
            let backup = file.to_str().unwrap();
            runs.push(Figures {
                sha256sum: sha256sum(&store.join("journal")),
                verify: program(&store, &["verify"]),
                backup: program(&store, &["backup", "-o", backup]),
                cp: copied(&file, &at("copy")),
                restore: program(&again, &["restore", backup]),
                list: program(&store, &["list"]),
                track: program(&store, &["track"]),
            });
        }
        let time = |what: fn(&Figures) -> Duration| {
            median(&mut runs.iter().map(what).collect::<Vec<Duration>>())
        };
        let run = |what: fn(&Figures) -> Run| Run {
            took: median(&mut runs.iter().map(|run| what(run).took).collect::<Vec<Duration>>()),
            kilobytes: runs.iter().map(|run| what(run).kilobytes).max().unwrap_or(0),
        };
        Figures {
            verify: run(|run| run.verify),
            backup: run(|run| run.backup),
            restore: run(|run| run.restore),
            list: run(|run| run.list),
            track: run(|run| run.track),
            sha256sum: time(|run| run.sha256sum),
            cp: time(|run| run.cp),
        }
    }
}

/// Runs the program of this build, or that which the variable names.
fn program(store: &Path, args: &[&str]) -> Run {
    let other = std::env::var("YISHI_BENCH_PROGRAM");
    let program = other.unwrap_or_else(|_| env!("CARGO_BIN_EXE_yishi").to_owned());
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("--store")
        .arg(store)
        .args(args)
        .env("YISHI_LANG", "en")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut kilobytes = 0;
    loop {
        // The high-water mark: what it was at the last look is all but the last of it.
        kilobytes = resident(&status).unwrap_or(0).max(kilobytes);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{args:?}: {status}");
            return Run { took: start.elapsed(), kilobytes };
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn resident(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn sha256sum(folder: &Path) -> Duration {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let start = Instant::now();
    let status = Command::new("sha256sum").args(files).stdout(Stdio::null()).status();
    assert!(status.unwrap().success());
    start.elapsed()
}

fn copied(from: &Path, to: &Path) -> Duration {
    let start = Instant::now();
    fs::copy(from, to).unwrap();
    fs::File::open(to).unwrap().sync_all().unwrap();
    start.elapsed()
}

//! Two scripts at once through a running host, with one of the three killed now and then. Every act is
//! there once if it was told as recorded, and none is told as failed that is there.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use super::program::{Kill, Ran, run as start, watched, yishi};
use super::stores::{self, copied, missing, notes, read};
use super::tally::Tally;
use super::{Dice, LIMIT};
use crate::cli::SAMPLE;

/// Acts that each script hands over.
const ACTS: usize = 40;

/// What is killed in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Nobody,
    Script,
    Host,
}

pub(super) fn run(rounds: std::ops::Range<u64>, tally: &mut Tally) {
    let dir = tempfile::tempdir().unwrap();
    let base = dir.path().join("base");
    stores::furnished(&base, 12, 90);
    let before = read(&copied(&base).1).unwrap().sample.len();
    for seed in rounds {
        one(seed, &base, before, tally);
    }
}

/// The program that hosts the session, until it is dropped.
struct Host(Child);

impl Host {
    fn start(store: &Path) -> Self {
        let mut command = yishi(store, &["open", SAMPLE, "--plain"]);
        // Open as long as the host is to go on.
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let host = Self(command.spawn().unwrap());
        let began = std::time::Instant::now();
        while !store.join("HOST").exists() {
            assert!(began.elapsed() < LIMIT.0, "no host");
            std::thread::sleep(Duration::from_millis(2));
        }
        host
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn one(seed: u64, base: &Path, before: usize, tally: &mut Tally) {
    let mut dice = Dice::new(seed);
    let victim = *dice.of(&[Victim::Nobody, Victim::Nobody, Victim::Script, Victim::Host]);
    let round = format!("scripts {seed} ({victim:?} killed)");
    let (_dir, store) = copied(base);
    let host = Host::start(&store);
    let kill = match victim {
        Victim::Script => Kill::Line(1 + dice.below(ACTS - 2), Duration::ZERO),
        Victim::Nobody | Victim::Host => Kill::Never,
    };
    let delay = Duration::from_millis(dice.below(400) as u64);
    let ran: [Ran; 2] = std::thread::scope(|scope| {
        let script = |kill| {
            let store = &store;
            scope.spawn(move || {
                let command = yishi(store, &["exec", SAMPLE, "-f", "-", "--json"]);
                start(command, notes(ACTS, 90), kill)
            })
        };
        let scripts = [script(kill), script(Kill::Never)];
        if victim == Victim::Host {
            std::thread::sleep(delay);
            drop(host);
        }
        scripts.map(|script| script.join().unwrap())
    });
    tally.scripts += 1;
    tally.kills += u64::from(victim != Victim::Nobody);
    for ran in &ran {
        ran.count(&round, tally);
    }
    let path = store.clone();
    let now = match watched(move || read(&path)) {
        Ok(Ok(now)) => now,
        Ok(Err(error)) => return tally.fail(&round, format_args!("did not open: {error}")),
        Err(fate) => return fate.count(&round, tally),
    };
    if !now.damage.is_empty() {
        tally.false_alarms += 1;
        tally.fail(&round, format_args!("alarm: {:?}", now.damage));
    }
    let gone: u64 = ran.iter().map(|ran| missing(&ran.lines, &now.sample)).sum();
    let told: usize = ran.iter().map(|ran| ran.lines.len()).sum();
    let numbers: BTreeSet<&str> =
        ran.iter().flat_map(|ran| &ran.lines).map(|l| number(l)).collect();
    tally.acknowledged += told as u64;
    tally.lost += gone;
    if gone > 0 || numbers.len() != told {
        tally.fail(&round, format_args!("{gone} lost, {told} told as {} lines", numbers.len()));
    }
    // One act of each script may be on its way when something is killed.
    let unanswered = (now.sample.len() - before).abs_diff(told);
    let most = if victim == Victim::Nobody { 0 } else { 2 };
    if unanswered > most {
        tally.doubled += 1;
        tally.fail(&round, format_args!("{unanswered} more than were told"));
    }
    let to_the_end = |ran: &Ran| ran.code == Some(0) && ran.lines.len() == ACTS;
    if victim != Victim::Host && !to_the_end(&ran[1]) {
        tally.fail(&round, format_args!("{:?} {}", ran[1].code, ran[1].err));
    }
}

/// The part of a line that says which one of the record it is.
fn number(line: &str) -> &str {
    line.split_once(",\"at\"").map_or(line, |(number, _)| number)
}

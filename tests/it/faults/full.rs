//! The disk is full while the program writes: what was refused is not there, what was acknowledged
//! is, and with room it goes on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Dice;
use super::program::{Kill, Ran, run as start, watched, yishi};
use super::stores::{self, missing, notes, read};
use super::tally::{Tally, say};
use crate::cli::SAMPLE;
use crate::store::full::{Mounted, fill};

pub(super) fn run(rounds: std::ops::Range<u64>, tally: &mut Tally) {
    for seed in rounds {
        let mut dice = Dice::new(seed);
        if let Some(mounted) = Mounted::new("24m") {
            on_a_small_disk(seed, &mounted, &mut dice, tally);
            continue;
        }
        if !tally.by_limit {
            say(
                "\nTHE FULL DISK IS PLAYED BY A LIMIT ON THE LENGTH OF FILES: mounting needs root\n",
            );
        }
        tally.by_limit = true;
        by_a_limit(seed, &mut dice, tally);
    }
    // The stand-in is tried in every run, so that it works where it is needed.
    if !tally.by_limit {
        by_a_limit(0, &mut Dice::new(0), tally);
    }
}

fn on_a_small_disk(seed: u64, mounted: &Mounted, dice: &mut Dice, tally: &mut Tally) {
    let round = format!("full disk {seed}");
    let store = mounted.path.join("store");
    stores::furnished(&store, 6, 90);
    let mut known = read(&store).unwrap().sample;
    for _ in 0..2 {
        let room = [0, 4 << 10, 64 << 10, 300 << 10, 700 << 10][dice.below(5)] + dice.below(4_096);
        let ballast = fill(&mounted.path, room as u64);
        let ran = start(exec(&store), notes(4_000, 2_000), Kill::Never);
        tally.full += 1;
        if !refused(&round, &store, &ran, &mut known, tally) {
            return;
        }
        // On the full disk it can be read and nothing is set aside.
        let verified = start(yishi(&store, &["verify"]), Vec::new(), Kill::Never);
        verified.count(&round, tally);
        if verified.code != Some(0) {
            tally.fail(&round, format_args!("while full: {}", verified.err));
        }
        fs::remove_file(ballast).unwrap();
        goes_on(&round, &store, &mut known, tally);
    }
}

/// No file may become longer than a little more than it is.
fn by_a_limit(seed: u64, dice: &mut Dice, tally: &mut Tally) {
    let round = format!("full by a limit {seed}");
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    stores::furnished(&store, 6, 90);
    let mut known = read(&store).unwrap().sample;
    let longest = longest(&store) / 512 + 8 + dice.below(600) as u64;
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f \"$0\" || exit 99; exec \"$@\""])
        .arg(longest.to_string())
        .arg(env!("CARGO_BIN_EXE_yishi"))
        .args(["exec", SAMPLE, "-f", "-", "--json"])
        .env_clear()
        .env("HOME", dir.path())
        .env("YISHI_STORE", &store)
        .env("YISHI_LANG", "en");
    let ran = start(limited, notes(4_000, 2_000), Kill::Never);
    tally.full += 1;
    if refused(&round, &store, &ran, &mut known, tally) {
        goes_on(&round, &store, &mut known, tally);
    }
}

fn longest(store: &Path) -> u64 {
    let lengths = |dir: PathBuf| {
        let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().metadata().unwrap());
        entries.map(|meta| meta.len()).max().unwrap_or(0)
    };
    lengths(store.join("journal")).max(lengths(store.join("sled")))
}

fn exec(store: &Path) -> Command {
    yishi(store, &["exec", SAMPLE, "-f", "-", "--json"])
}

/// The program stopped with one clear line; the record is what it was and what was acknowledged,
/// and nothing else.
fn refused(
    round: &str,
    store: &Path,
    ran: &Ran,
    known: &mut Vec<Vec<u8>>,
    tally: &mut Tally,
) -> bool {
    ran.count(round, tally);
    tally.acknowledged += ran.lines.len() as u64;
    if ran.code != Some(1) || !ran.err.contains("the disk is full") || ran.err.lines().count() != 1
    {
        tally.fail(round, format_args!("{:?} after {}: {}", ran.code, ran.lines.len(), ran.err));
        return false;
    }
    holds(round, store, ran, known, tally)
}

fn holds(
    round: &str,
    store: &Path,
    ran: &Ran,
    known: &mut Vec<Vec<u8>>,
    tally: &mut Tally,
) -> bool {
    let path = store.to_owned();
    let now = match watched(move || read(&path)) {
        Ok(Ok(now)) => now,
        Ok(Err(error)) => {
            tally.fail(round, format_args!("did not open: {error}"));
            return false;
        }
        Err(fate) => {
            fate.count(round, tally);
            return false;
        }
    };
    let gone = missing(&ran.lines, &now.sample);
    tally.lost += gone;
    let right = now.sample.starts_with(known) && now.sample.len() == known.len() + ran.lines.len();
    if gone > 0 || !right {
        let (there, expected) = (now.sample.len(), known.len() + ran.lines.len());
        tally.fail(round, format_args!("{there} there, {expected} acknowledged"));
    }
    if !now.damage.is_empty() {
        tally.false_alarms += 1;
        tally.fail(round, format_args!("alarm: {:?}", now.damage));
    }
    if now.drafts != stores::drafts() {
        tally.fail(round, "drafts are gone");
    }
    *known = now.sample;
    true
}

/// With room again it goes on as if nothing had been.
fn goes_on(round: &str, store: &Path, known: &mut Vec<Vec<u8>>, tally: &mut Tally) {
    let ran = start(exec(store), notes(3, 90), Kill::Never);
    ran.count(round, tally);
    tally.acknowledged += ran.lines.len() as u64;
    if ran.code != Some(0) || !ran.err.is_empty() {
        return tally.fail(round, format_args!("with room: {:?} {}", ran.code, ran.err));
    }
    holds(round, store, &ran, known, tally);
}

//! The record under faults, on real files: processes killed at random instants, every kind of file
//! damaged in every way, the disk full and empty again. Nothing acknowledged may be lost, nothing
//! may panic or hang, and no damage may pass in silence.
//!
//! The whole run prints its table and takes some minutes:
//!
//! ```text
//! cargo test --release -- --ignored faults
//! ```
//!
//! A short form of each part runs with the other tests. Every round is made from one number, which
//! a failure prints: `YISHI_FAULTS_SEED=N` begins with that round, `YISHI_FAULTS_ROUNDS=1` stops
//! after it.

mod calls;
mod child;
mod full;
mod kills;
mod mutations;
mod program;
mod scripts;
mod stores;
mod tally;
mod triple;

use program::Limit;
use tally::Tally;
pub(crate) use tally::say;

/// Rounds of a whole run.
const KILLS: u64 = 2_080;
const MUTATIONS: u64 = 2_100;
const TRIPLE: u64 = 600;
const CALLS: u64 = 1_200;
const FULL: u64 = 24;
const SCRIPTS: u64 = 60;

/// A small generator: one number makes a whole round.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995);
        dice.below(2);
        dice
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    pub(super) fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// The rounds of a part: `from` the environment or 0 on.
fn rounds(most: u64) -> std::ops::Range<u64> {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let from = number("YISHI_FAULTS_SEED").unwrap_or(0);
    from..from + number("YISHI_FAULTS_ROUNDS").unwrap_or(most)
}

#[test]
#[ignore = "takes minutes: cargo test --release -- --ignored faults"]
fn faults() {
    stores::quiet();
    let began = std::time::Instant::now();
    let mut tally = Tally::default();
    tally.part("kills", |tally| kills::run(rounds(KILLS), tally));
    tally.part("mutations", |tally| mutations::run(rounds(MUTATIONS), tally));
    tally.part("triple damage", |tally| triple::run(rounds(TRIPLE), tally));
    tally.part("failing calls", |tally| calls::run(rounds(CALLS), tally));
    tally.part("full disk", |tally| full::run(rounds(FULL), tally));
    tally.part("two scripts through a host", |tally| scripts::run(rounds(SCRIPTS), tally));
    tally::say(&format!("\n{tally}\nseconds: {}\n", began.elapsed().as_secs()));
    tally.hold();
}

#[test]
fn a_few_kills_lose_nothing() {
    stores::quiet();
    let mut tally = Tally::default();
    kills::run(rounds(40), &mut tally);
    tally.hold();
}

#[test]
fn a_few_mutations_are_all_told() {
    stores::quiet();
    let mut tally = Tally::default();
    mutations::run(rounds(36), &mut tally);
    tally.hold();
}

#[test]
fn a_few_times_all_three_are_hurt_and_it_is_told() {
    stores::quiet();
    let mut tally = Tally::default();
    triple::run(rounds(24), &mut tally);
    tally.hold();
}

#[test]
fn a_few_failing_calls_are_told_and_stay_refused() {
    stores::quiet();
    let mut tally = Tally::default();
    calls::run(rounds(60), &mut tally);
    tally.hold();
}

#[test]
fn a_full_disk_loses_nothing() {
    stores::quiet();
    let mut tally = Tally::default();
    full::run(rounds(2), &mut tally);
    tally.hold();
}

#[test]
fn two_scripts_through_a_host_are_both_told_what_was_recorded() {
    stores::quiet();
    let mut tally = Tally::default();
    scripts::run(rounds(6), &mut tally);
    tally.hold();
}

/// Short of memory, sled breaks in ways that look like damage, or waits for ever.
#[cfg(target_os = "linux")]
#[test]
fn a_small_address_space_is_no_damage() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    stores::furnished(&store, 4, 90);
    let mut tally = Tally::default();
    for kilobytes in (60_000..130_000).step_by(5_000) {
        let round = format!("{kilobytes} kB");
        let (_dir, store) = stores::copied(&store);
        let mut command = std::process::Command::new("sh");
        command.args(["-c", "ulimit -v \"$0\" || exit 99; exec \"$@\"", &kilobytes.to_string()]);
        command.arg(env!("CARGO_BIN_EXE_yishi")).arg("verify");
        command.env_clear().env("HOME", dir.path()).env("YISHI_STORE", &store);
        command.env("YISHI_LANG", "en");
        let ran = program::run(command, Vec::new(), program::Kill::Never);
        ran.count(&round, &mut tally);
        if ran.err.contains("damage")
            || std::fs::read_dir(store.join("quarantine")).unwrap().count() > 0
        {
            tally.false_alarms += 1;
            tally.fail(&round, ran.err);
        }
    }
    tally.hold();
}

/// How long anything may take before it counts as a hang; far longer than a loaded machine needs.
const LIMIT: Limit = Limit(std::time::Duration::from_secs(90));

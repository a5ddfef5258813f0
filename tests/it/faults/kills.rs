//! kill -9 at any instant: while a store is made, opened, appended to, mended, while typing is
//! kept. Nothing acknowledged is lost, and nobody is alarmed.
//!
//! A round is the life of one store with [`KILLS`] kills in it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use yishi::store::{Log as _, SledLog};

use super::child::{self, Heard};
use super::program::{Kill, run as start, watched, yishi};
use super::stores::{self, Contents, OTHER, copied, missing, notes};
use super::tally::Tally;
use super::{Dice, mutations};
use crate::cli::SAMPLE;
use crate::store::records;

/// Kills in the life of one store.
const KILLS: u64 = 4;
/// More lines than a process comes to before it is killed.
const NOTES: usize = 300;

/// How long things take here, so that kills fall into them.
struct Pace {
    open: Duration,
    long: Duration,
    new: Duration,
}

fn lives(lives: std::ops::Range<u64>, tally: &mut Tally) {
    let dir = tempfile::tempdir().unwrap();
    let base = dir.path().join("base");
    stores::furnished(&base, 12, 90);
    let pace = Pace::measure(&base);
    for seed in lives {
        let mut dice = Dice::new(seed);
        match seed % 5 {
            0 | 1 => live(seed, &base, &pace, false, &mut dice, tally),
            2 => live(seed, &base, &pace, true, &mut dice, tally),
            3 => born(seed, &pace, &mut dice, tally),
            _ => typed(seed, &pace, &mut dice, tally),
        }
    }
}

/// Runs as many lives as make up these kills.
pub(super) fn run(kills: std::ops::Range<u64>, tally: &mut Tally) {
    lives(kills.start..kills.start + (kills.end - kills.start).div_ceil(KILLS), tally);
}

impl Pace {
    fn measure(base: &Path) -> Self {
        let (_dir, store) = copied(base);
        let took = |work: &dyn Fn()| {
            let began = Instant::now();
            work();
            began.elapsed()
        };
        let exec = |count| {
            let ran = start(exec(&store), notes(count, 90), Kill::Never);
            assert_eq!(ran.code, Some(0), "{}", ran.err);
        };
        let open = took(&|| exec(1));
        let long = took(&|| exec(NOTES));
        let new = took(&|| stores::plan(&store, "another"));
        Self { open, long, new }
    }

    /// An instant, most of them where something begins.
    fn instant(&self, dice: &mut Dice) -> Kill {
        let mut within = |time: Duration| {
            let micros = usize::try_from(time.as_micros()).unwrap();
            Duration::from_micros(dice.below(micros) as u64)
        };
        let (open, long, line) =
            (within(self.open * 5 / 4), within(self.long), within(Duration::from_millis(3)));
        match dice.below(20) {
            0..9 => Kill::After(open),
            9..18 => Kill::Line(dice.below(NOTES), line),
            _ => Kill::After(long),
        }
    }
}

fn exec(store: &Path) -> std::process::Command {
    yishi(store, &["exec", SAMPLE, "-f", "-", "--json"])
}

/// Reads a store after a kill, or counts why that could not be done.
fn look(round: &str, store: &Path, tally: &mut Tally) -> Option<Contents> {
    let path = store.to_owned();
    match watched(move || stores::read(&path)) {
        Ok(Ok(contents)) => Some(contents),
        Ok(Err(error)) => {
            tally.fail(round, format_args!("did not open: {error}"));
            None
        }
        Err(fate) => {
            fate.count(round, tally);
            None
        }
    }
}

/// A store that is appended to by the program and killed, again and again; before each run one of
/// its copies is hurt where `hurt`, so that the kill falls into the mending.
fn live(
    seed: u64,
    base: &Path,
    pace: &Pace,
    undecided_loss: bool,
    dice: &mut Dice,
    tally: &mut Tally,
) {
    let (_dir, store) = copied(base);
    let round = format!("kills, {} {seed}", if undecided_loss { "mending" } else { "appending" });
    let Some(mut known) = look(&round, &store, tally) else { return };
    for _ in 0..KILLS {
        if undecided_loss {
            mutations::damage_one_copy(&store, dice);
        }
        let kill = pace.instant(dice);
        let ran = start(exec(&store), notes(NOTES, 90), kill);
        ran.count(&round, tally);
        tally.kills += 1;
        tally.killed += u64::from(ran.code.is_none());
        tally.acknowledged += ran.lines.len() as u64;
        let Some(now) = look(&round, &store, tally) else { return };
        let gone = missing(&ran.lines, &now.sample);
        let before = known.sample.len() + known.other.len();
        let kept = common(&known.sample, &now.sample) + common(&known.other, &now.other);
        tally.lost += gone + (before - kept) as u64;
        if gone > 0 || kept < before {
            tally.fail(&round, format_args!("{gone} and {} lost, {kill:?}", before - kept));
        }
        if now.drafts != stores::drafts() {
            tally.fail(&round, format_args!("drafts: {:?}", now.drafts));
        }
        if !undecided_loss && !now.damage.is_empty() {
            tally.false_alarms += 1;
            tally.fail(&round, format_args!("alarm after {kill:?}: {:?}", now.damage));
        }
        known = now;
    }
    // What the kills left is in order: told once, and not again.
    let verified = start(yishi(&store, &["verify"]), Vec::new(), Kill::Never);
    verified.count(&round, tally);
    if verified.code != Some(0) {
        tally.fail(&round, format_args!("not in order: {}", verified.err));
    }
}

/// How many of the records are there, in their places.
fn common(before: &[Vec<u8>], now: &[Vec<u8>]) -> usize {
    before.iter().zip(now).take_while(|(a, b)| a == b).count()
}

/// A store killed while it is made, and made again.
fn born(seed: u64, pace: &Pace, dice: &mut Dice, tally: &mut Tally) {
    let round = format!("kills, making {seed}");
    let plan = crate::cli::sample("plan.toml");
    let roster = crate::cli::sample("roster.csv");
    for id in [SAMPLE, OTHER, SAMPLE, OTHER] {
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("store");
        let args: [&std::ffi::OsStr; 6] = [
            "new".as_ref(),
            plan.as_os_str(),
            "--roster".as_ref(),
            roster.as_os_str(),
            "--id".as_ref(),
            id.as_ref(),
        ];
        let micros = usize::try_from((pace.new * 5 / 4).as_micros()).unwrap();
        let kill = Kill::After(Duration::from_micros(dice.below(micros) as u64));
        let ran = start(yishi(&store, &args), Vec::new(), kill);
        ran.count(&round, tally);
        tally.kills += 1;
        tally.killed += u64::from(ran.code.is_none());
        let said = ran.lines.len();
        tally.acknowledged += said as u64;
        let Some(now) = look(&round, &store, tally) else { return };
        let there = now.sample.len() + now.other.len();
        if there < said {
            tally.lost += 1;
            tally.fail(&round, format_args!("lost after {kill:?}"));
        }
        if !now.damage.is_empty() {
            tally.false_alarms += 1;
            tally.fail(&round, format_args!("alarm after {kill:?}: {:?}", now.damage));
        }
        let again = start(yishi(&store, &args), Vec::new(), Kill::Never);
        again.count(&round, tally);
        if again.code != Some(if there == 0 { 0 } else { 2 }) {
            tally.fail(&round, format_args!("made again: {:?} {}", again.code, again.err));
        }
    }
}

/// A store that keeps groups of records and drafts.
fn typed(seed: u64, pace: &Pace, dice: &mut Dice, tally: &mut Tally) {
    let round = format!("kills, typing {seed}");
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    let mut kept = (0, 0);
    for _ in 0..KILLS {
        let kill = pace.instant(dice);
        let ran = start(child::command(&store), Vec::new(), kill);
        ran.count(&round, tally);
        tally.kills += 1;
        tally.killed += u64::from(ran.code.is_none());
        let heard = Heard::of(&ran.lines);
        tally.acknowledged += heard.a.saturating_sub(kept.0) + heard.b.saturating_sub(kept.1);
        let path = store.clone();
        let found = watched(move || whole(&path));
        let (a, b, draft, told) = match found {
            Ok(Ok(found)) => found,
            Ok(Err(said)) => return tally.fail(&round, said),
            Err(fate) => return fate.count(&round, tally),
        };
        let lost = heard.a.max(kept.0).saturating_sub(a) + heard.b.max(kept.1).saturating_sub(b);
        if lost > 0 {
            tally.lost += lost;
            tally.fail(&round, format_args!("{lost} lost after {kill:?}"));
        }
        if draft < heard.draft {
            tally.fail(&round, format_args!("draft {draft:?}, {:?} was kept", heard.draft));
        }
        if told {
            tally.false_alarms += 1;
            tally.fail(&round, format_args!("alarm after {kill:?}"));
        }
        kept = (a, b);
    }
}

/// How far both sessions and the draft came, each record being what it was, and whether anything
/// was told.
fn whole(store: &Path) -> Result<(u64, u64, Option<u64>, bool), String> {
    let mut log = SledLog::open(store).map_err(|error| format!("did not open: {error}"))?;
    for session in ["a", "b"] {
        let there = log.len(session);
        if there > 0 && log.read(session).ok() != Some(records(session, 1..=there)) {
            return Err(format!("{session} is not what was appended"));
        }
    }
    let drafts = log.drafts("a").map_err(|error| error.to_string())?;
    let draft = drafts.first().and_then(|(_, text)| text.parse().ok());
    let told = !log.damage().is_empty();
    let found = (log.len("a"), log.len("b"), draft, told);
    drop(log);
    let quarantined = fs::read_dir(store.join("quarantine")).is_ok_and(|dir| dir.count() > 0);
    if quarantined { Err("something was set aside".to_owned()) } else { Ok(found) }
}

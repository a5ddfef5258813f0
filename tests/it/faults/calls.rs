//! Calls of the disk that fail: one at each place where the program asks it, and many at random.
//!
//! What was acknowledged is there afterwards, what was refused is not and does not come back, and
//! what nobody can know is told as that. The failing is done by `disk.c`, loaded before the program,
//! so that sled's own calls fail as well.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::Dice;
use super::program::{Kill, Ran, run as start, watched, yishi};
use super::stores::{self, Contents, copied, missing, notes, read};
use super::tally::{Tally, say};
use crate::cli::SAMPLE;
use yishi::store::DamageKind;

const IO: u32 = 5;
const FULL: u32 = 28;
/// What is said where nobody can know whether an act was kept.
const UNSURE: &str = "not known whether";
/// Acts that a run hands over.
const ACTS: usize = 5;

/// The shim, compiled once; None where there is no compiler for it.
fn shim() -> Option<&'static Path> {
    static SHIM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let made = SHIM.get_or_init(|| {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/faults/disk.c");
        let made =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{}.so", std::process::id()));
        let done = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .args([made.as_os_str(), source.as_ref()])
            .arg("-ldl")
            .status();
        done.is_ok_and(|status| status.success()).then_some(made)
    });
    made.as_deref()
}

/// Which calls fail in a run.
#[derive(Debug, Clone, Copy)]
enum Failing {
    /// None: they are only counted.
    None,
    /// So many from this one on; 0: all.
    From(u64, u64),
    /// So many of a thousand.
    Some(u64, u64),
}

/// What is done while calls fail.
#[derive(Debug, Clone, Copy)]
enum Doing {
    /// Short acts, one after another.
    Acts,
    /// Acts of several kilobytes.
    LongActs,
    /// A new session.
    New,
    /// All of another store taken in at once.
    Restore,
    /// Acts after the journal was hurt, so that opening mends.
    Mending,
}

const DOINGS: [Doing; 5] =
    [Doing::Acts, Doing::LongActs, Doing::New, Doing::Restore, Doing::Mending];

struct Bases {
    _dir: tempfile::TempDir,
    base: PathBuf,
    empty: PathBuf,
    backup: PathBuf,
    whole: Contents,
}

impl Bases {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let [base, empty, backup] =
            ["base", "empty", "all.yishi"].map(|name| dir.path().join(name));
        stores::furnished(&base, 8, 90);
        let ran = start(
            yishi(&base, &["backup".as_ref(), "-o".as_ref(), backup.as_os_str()]),
            Vec::new(),
            Kill::Never,
        );
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        stores::plan(&empty, "another");
        let whole = read(&base).unwrap();
        Self { _dir: dir, base, empty, backup, whole }
    }

    fn store(&self, doing: Doing) -> (tempfile::TempDir, PathBuf) {
        let (dir, store) = copied(match doing {
            Doing::Restore => &self.empty,
            _ => &self.base,
        });
        if let Doing::Mending = doing {
            let journal = store.join(format!("journal/{SAMPLE}.jsonl"));
            let mut bytes = fs::read(&journal).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&journal, bytes).unwrap();
        }
        (dir, store)
    }

    fn command(&self, doing: Doing, store: &Path) -> (Command, Vec<u8>) {
        match doing {
            Doing::Acts | Doing::Mending => (exec(store), notes(ACTS, 90)),
            Doing::LongActs => (exec(store), notes(ACTS, 30_000)),
            Doing::New => {
                let (plan, roster) =
                    (crate::cli::sample("plan.toml"), crate::cli::sample("roster.csv"));
                let args: [&std::ffi::OsStr; 6] = [
                    "new".as_ref(),
                    plan.as_os_str(),
                    "--roster".as_ref(),
                    roster.as_os_str(),
                    "--id".as_ref(),
                    "third".as_ref(),
                ];
                (yishi(store, &args), Vec::new())
            }
            Doing::Restore => {
                (yishi(store, &["restore".as_ref(), self.backup.as_os_str()]), Vec::new())
            }
        }
    }
}

fn exec(store: &Path) -> Command {
    yishi(store, &["exec", SAMPLE, "-f", "-", "--json"])
}

fn under(command: &mut Command, store: &Path, failing: Failing, errno: u32) {
    let Some(shim) = shim() else { return };
    let folder = format!("{}/", store.display());
    command.env("LD_PRELOAD", shim).env("YISHI_DISK_DIR", folder);
    command.env("YISHI_DISK_ERRNO", errno.to_string());
    match failing {
        Failing::None => {}
        Failing::From(at, times) => {
            command.env("YISHI_DISK_AT", at.to_string());
            command.env("YISHI_DISK_TIMES", times.to_string());
        }
        Failing::Some(rate, seed) => {
            command.env("YISHI_DISK_RATE", rate.to_string());
            command.env("YISHI_DISK_SEED", seed.to_string());
        }
    }
}

/// How often the program asks the disk while it does this.
fn asks(bases: &Bases, doing: Doing) -> u64 {
    let (dir, store) = bases.store(doing);
    let trace = dir.path().join("trace");
    let (mut command, input) = bases.command(doing, &store);
    under(&mut command, &store, Failing::None, IO);
    command.env("YISHI_DISK_TRACE", &trace);
    let ran = start(command, input, Kill::Never);
    assert_eq!(ran.code, Some(0), "{doing:?}: {}", ran.err);
    fs::read_to_string(trace).unwrap().lines().count() as u64
}

/// Runs whole rounds: one failing call at each place (`from`th of `step`), then as many at random.
pub(super) fn run(rounds: std::ops::Range<u64>, tally: &mut Tally) {
    if shim().is_none() {
        say("\nNO CALL FAILS: needs Linux and a C compiler\n");
        return;
    }
    let bases = Bases::new();
    let places: Vec<(Doing, u64)> = DOINGS
        .into_iter()
        .flat_map(|doing| (1..=asks(&bases, doing)).map(move |place| (doing, place)))
        .collect();
    tally.places = places.len() as u64;
    for seed in rounds {
        let mut dice = Dice::new(seed);
        let errno = *dice.of(&[IO, IO, FULL]);
        // Each place once before any comes again; places spread over a short run.
        let (doing, place) = places[(seed as usize * 7919) % places.len()];
        let failing = match seed % 4 {
            3 => Failing::Some(*dice.of(&[5, 20, 60]), seed),
            2 => Failing::From(place, *dice.of(&[2, 3, 8, 0])),
            _ => Failing::From(place, 1),
        };
        one(seed, &bases, doing, failing, errno, tally);
    }
}

fn one(seed: u64, bases: &Bases, doing: Doing, failing: Failing, errno: u32, tally: &mut Tally) {
    let (_dir, store) = bases.store(doing);
    let round = format!("call {seed} ({doing:?} {failing:?} errno {errno})");
    let (mut command, input) = bases.command(doing, &store);
    under(&mut command, &store, failing, errno);
    let ran = start(command, input, Kill::Never);
    tally.calls += 1;
    ran.count(&round, tally);
    // What `new` says of the list it read is no fault.
    let told = matches!(doing, Doing::New) && ran.code == Some(0);
    if !told && !ran.is_clear() {
        tally.fail(&round, format_args!("{:?} {}", ran.code, ran.err));
    }
    if ran.err.contains("are lost") || ran.err.contains("cannot tell") {
        tally.false_alarms += 1;
        tally.fail(&round, format_args!("alarm: {}", ran.err));
    }
    let path = store.clone();
    let now = match watched(move || read(&path)) {
        Ok(Ok(now)) => now,
        Ok(Err(error)) => return tally.fail(&round, format_args!("did not open: {error}")),
        Err(fate) => return fate.count(&round, tally),
    };
    // That a copy could not be written and was written now may be said; nothing else is wrong.
    let alarms: Vec<_> = now
        .damage
        .iter()
        .filter(|damage| match damage.damage_kind {
            DamageKind::DraftRepaired | DamageKind::WitnessRebuilt => false,
            DamageKind::JournalRepaired { .. } => !matches!(doing, Doing::Mending),
            _ => true,
        })
        .collect();
    if !alarms.is_empty() {
        tally.false_alarms += 1;
        tally.fail(&round, format_args!("alarm: {alarms:?}"));
    }
    match doing {
        Doing::Acts | Doing::LongActs | Doing::Mending => {
            acts(&round, bases, doing, &store, &ran, &now, tally);
        }
        Doing::New => {
            let there =
                store.join("journal/third.jsonl").metadata().is_ok_and(|meta| meta.len() > 0);
            all_or_none(&round, &ran, there, true, tally);
            stays(&round, bases, &now, tally);
        }
        Doing::Restore => {
            let whole = now.sample == bases.whole.sample && now.other == bases.whole.other;
            let none = now.sample.is_empty() && now.other.is_empty();
            all_or_none(&round, &ran, whole, whole || none, tally);
        }
    }
}

fn stays(round: &str, bases: &Bases, now: &Contents, tally: &mut Tally) {
    if now.sample != bases.whole.sample || now.other != bases.whole.other {
        tally.lost += 1;
        tally.fail(round, "what was there before is another");
    }
    if now.drafts != bases.whole.drafts {
        tally.fail(round, "drafts are gone");
    }
}

/// A command that makes something did, or left nothing of it.
fn all_or_none(round: &str, ran: &Ran, there: bool, clean: bool, tally: &mut Tally) {
    let done = ran.code == Some(0);
    tally.acknowledged += u64::from(done);
    if !clean {
        tally.fail(round, "half of it is there");
    }
    if done && !there {
        tally.lost += 1;
        tally.fail(round, "done, and not there");
    }
    if !done && there {
        if ran.err.contains(UNSURE) {
            tally.unsure += 1;
        } else {
            tally.came_back += 1;
            tally.fail(round, format_args!("refused, and there: {}", ran.err));
        }
    }
}

fn acts(
    round: &str,
    bases: &Bases,
    doing: Doing,
    store: &Path,
    ran: &Ran,
    now: &Contents,
    tally: &mut Tally,
) {
    let gone = missing(&ran.lines, &now.sample);
    tally.acknowledged += ran.lines.len() as u64;
    tally.lost += gone;
    let expected = bases.whole.sample.len() + ran.lines.len();
    if gone > 0 || !now.sample.starts_with(&bases.whole.sample) || now.sample.len() < expected {
        return tally
            .fail(round, format_args!("{} there, {expected} acknowledged", now.sample.len()));
    }
    if now.other != bases.whole.other || now.drafts != bases.whole.drafts {
        tally.fail(round, "another session or its drafts are not what they were");
    }
    if now.sample.len() > expected {
        if ran.err.contains(UNSURE) {
            tally.unsure += 1;
            return;
        }
        tally.came_back += 1;
        return tally.fail(round, format_args!("refused, and there: {}", ran.err));
    }
    tally.refused += u64::from(ran.code != Some(0));
    // What was refused is done again, and is there once.
    let size = if let Doing::LongActs = doing { 30_000 } else { 90 };
    let all = String::from_utf8(notes(ACTS, size)).unwrap();
    let rest: String = all.split_inclusive('\n').skip(ran.lines.len()).collect();
    let again = start(exec(store), rest.into_bytes(), Kill::Never);
    again.count(round, tally);
    if again.code != Some(0) {
        return tally.fail(round, format_args!("does not go on: {:?} {}", again.code, again.err));
    }
    tally.acknowledged += again.lines.len() as u64;
    match read(store) {
        Ok(end) if end.sample.len() == bases.whole.sample.len() + ACTS => {}
        Ok(end) => {
            tally.doubled += 1;
            tally.fail(
                round,
                format_args!("{} acts of {ACTS}", end.sample.len() - bases.whole.sample.len()),
            );
        }
        Err(error) => tally.fail(round, format_args!("does not open: {error}")),
    }
}

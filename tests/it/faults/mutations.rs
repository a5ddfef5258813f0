//! Every kind of file of a store damaged in every way, singly and in both copies at once.
//!
//! Whether damage could be seen at all is found out first, without the other copy: bytes that the
//! database keeps free may change and nobody reads them. Whatever can be seen must be told, and
//! what is left in one copy must come back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use yishi::store::DamageKind;

use super::Dice;
use super::program::{Kill, run as start, watched, yishi};
use super::stores::{self, Contents, copied, copy, read};
use super::tally::Tally;
use crate::cli::SAMPLE;

/// The stores that copies are hurt of.
pub(super) struct Bases {
    _dir: tempfile::TempDir,
    pub(super) small: PathBuf,
    /// The small one of an earlier day.
    pub(super) older: PathBuf,
    /// One of several segments of the database.
    pub(super) big: PathBuf,
}

impl Bases {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let [small, older, big] = ["small", "older", "big"].map(|name| dir.path().join(name));
        stores::furnished(&small, 20, 90);
        copy(&small, &older);
        stores::note(&small, stores::OTHER, 10, 90);
        stores::note(&small, SAMPLE, 20, 90);
        stores::furnished(&big, 220, 2_400);
        // Opened and closed again, so that the database has tidied up once.
        stores::note(&big, SAMPLE, 60, 2_400);
        Self { _dir: dir, small, older, big }
    }
}

pub(super) fn run(rounds: std::ops::Range<u64>, tally: &mut Tally) {
    let bases = Bases::new();
    let whole = [&bases.small, &bases.big].map(|base| {
        let (_dir, store) = copied(base);
        let contents = read(&store).unwrap();
        assert!(contents.damage.is_empty(), "{:?}", contents.damage);
        assert_eq!(contents.drafts, stores::drafts());
        contents
    });
    for seed in rounds {
        let mut dice = Dice::new(seed);
        let (base, whole) =
            if seed % 5 == 4 { (&bases.big, &whole[1]) } else { (&bases.small, &whole[0]) };
        one(seed, base, whole, &bases.older, &mut dice, tally);
    }
}

/// What is done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Truncate,
    Zero,
    Tear,
    Flip,
    Remove,
    Swap,
}

pub(super) const WAYS: [Way; 6] =
    [Way::Truncate, Way::Zero, Way::Tear, Way::Flip, Way::Remove, Way::Swap];

/// The files of a store by their paths in it.
pub(super) fn files(store: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, dir: &Path, all: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, all);
            } else {
                let name = path.strip_prefix(root).unwrap().to_owned();
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(store, store, &mut all);
    all
}

/// Does one thing to one file; false where it changed nothing.
pub(super) fn hurt(store: &Path, file: &Path, way: Way, older: &Path, dice: &mut Dice) -> bool {
    let path = store.join(file);
    let Ok(before) = fs::read(&path) else { return false };
    let mut bytes = before.clone();
    // The database's file is mostly room kept free.
    let used = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |at| at + 1);
    match way {
        Way::Truncate => bytes.truncate(dice.below(used)),
        Way::Zero => {
            let from = dice.below(used);
            let to = (from + 1 + dice.below(4_096)).min(bytes.len());
            bytes[from..to].fill(0);
        }
        // A write of which only the first sectors came to the disk.
        Way::Tear => {
            let from = dice.below(used) / 512 * 512;
            let to = (from + 4_096).min(bytes.len());
            for byte in &mut bytes[from..to] {
                *byte = u8::try_from(dice.below(256)).unwrap();
            }
        }
        Way::Flip if used > 0 => {
            let at = dice.below(used);
            bytes[at] ^= 1 << dice.below(8);
        }
        Way::Remove => {
            fs::remove_file(&path).unwrap();
            return true;
        }
        Way::Swap => {
            // With the same file of an earlier day, or with a neighbour.
            let mut others: Vec<PathBuf> = vec![older.join(file)];
            let beside = fs::read_dir(path.parent().unwrap()).unwrap();
            others.extend(beside.map(|entry| entry.unwrap().path()).filter(|p| p.is_file()));
            match fs::read(dice.of(&others)) {
                Ok(other) => bytes = other,
                Err(_) => return false,
            }
        }
        Way::Flip => {}
    }
    fs::write(&path, &bytes).unwrap();
    bytes != before
}

/// One copy of the sample session hurt, the other left whole: for kills that fall into mending.
pub(super) fn damage_one_copy(store: &Path, dice: &mut Dice) {
    let journal = PathBuf::from(format!("journal/{SAMPLE}.jsonl"));
    let way = *dice.of(&[Way::Truncate, Way::Zero, Way::Flip, Way::Remove]);
    let file = if dice.below(2) == 0 { journal } else { PathBuf::from("sled/db") };
    hurt(store, &file, way, store, dice);
}

/// Hurts a store; gives what was done, for messages.
fn damaged_somehow(store: &Path, older: &Path, dice: &mut Dice) -> String {
    let names: Vec<PathBuf> =
        files(store).into_keys().filter(|name| name != Path::new("HOLDER")).collect();
    let kind = |start: &str| -> Vec<PathBuf> {
        names.iter().filter(|name| name.starts_with(start)).cloned().collect()
    };
    let journal = PathBuf::from(format!("journal/{SAMPLE}.jsonl"));
    // Each kind of file as often as its damage matters.
    let chosen: Vec<PathBuf> = match dice.below(20) {
        0..4 => vec![dice.of(&kind("journal")).clone()],
        4..8 => vec!["sled/db".into()],
        8 => vec![dice.of(&kind("sled")).clone()],
        9 | 10 => vec!["HEADS".into()],
        11 => vec!["FORMAT".into()],
        12 => vec!["LOCK".into()],
        13 => vec![dice.of(&kind("drafts")).clone()],
        14 => {
            let folder = *dice.of(&["sled", "journal", "drafts"]);
            fs::remove_dir_all(store.join(folder)).unwrap();
            return format!("removed {folder}");
        }
        15 => kind("drafts"),
        _ => vec![journal, "sled/db".into()],
    };
    let mut done = Vec::new();
    for file in chosen {
        for _ in 0..20 {
            let way = *dice.of(&WAYS);
            if hurt(store, &file, way, older, dice) {
                done.push(format!("{way:?} {}", file.display()));
                break;
            }
        }
    }
    done.join(", ")
}

/// The database alone: without journals and witness, what does it hold?
pub(super) fn database_holds(store: &Path, whole: &Contents) -> bool {
    if !store.join("sled/db").exists() {
        return false;
    }
    let (_dir, alone) = copied(store);
    for gone in ["journal", "drafts"] {
        let _ = fs::remove_dir_all(alone.join(gone));
    }
    let _ = fs::remove_file(alone.join("HEADS"));
    fs::write(alone.join("FORMAT"), "yishi store 1\n").unwrap();
    fs::create_dir_all(alone.join("journal")).unwrap();
    let found = watched(move || read(&alone));
    found.ok().and_then(Result::ok).is_some_and(|found| {
        let set_aside = found
            .damage
            .iter()
            .any(|damage| matches!(damage.damage_kind, DamageKind::DatabaseRebuilt { .. }));
        !set_aside
            && found.sample == whole.sample
            && found.other == whole.other
            && found.drafts == whole.drafts
    })
}

/// What of a store was really hurt.
#[expect(clippy::struct_excessive_bools, reason = "each copy is hurt or not by itself")]
struct Hurt {
    /// The sample's journal.
    journal: bool,
    database: bool,
    drafts: bool,
    /// Anything that a reader of the store can see.
    seen: bool,
    /// The format's file, which may make the store another version's.
    format: bool,
}

impl Hurt {
    fn of(store: &Path, base: &Path, older: &Path, whole: &Contents) -> Self {
        let (before, after) = (files(base), files(store));
        let changed: Vec<&Path> = before
            .keys()
            .chain(after.keys())
            .filter(|name| before.get(*name) != after.get(*name))
            .map(PathBuf::as_path)
            .collect();
        let of = |start: &str| changed.iter().any(|name| name.starts_with(start));
        // A witness of an earlier day says less and accuses nobody: after a power cut it may lag.
        let lags = fs::read(older.join("HEADS")).ok() == after.get(Path::new("HEADS")).cloned();
        let database = of("sled") && !database_holds(store, whole);
        let format = of("FORMAT");
        let any_journal = of("journal");
        let drafts = of("drafts");
        let seen = any_journal || database || drafts || format || (of("HEADS") && !lags);
        Self { journal: of(&format!("journal/{SAMPLE}.jsonl")), database, drafts, seen, format }
    }
}

fn one(seed: u64, base: &Path, whole: &Contents, older: &Path, dice: &mut Dice, tally: &mut Tally) {
    let (_dir, store) = copied(base);
    let done = damaged_somehow(&store, older, dice);
    let round = format!("mutation {seed} ({done})");
    let hurt = Hurt::of(&store, base, older, whole);
    tally.mutations += 1;
    tally.acknowledged += (whole.sample.len() + whole.other.len()) as u64;
    // Once as a person meets it, by commands, on a copy.
    if seed.is_multiple_of(3) {
        by_commands(&round, &store, &hurt, tally);
    }

    let path = store.clone();
    let found = match watched(move || read(&path)) {
        Ok(found) => found,
        Err(fate) => return fate.count(&round, tally),
    };
    let now = match found {
        Ok(now) => now,
        // Another version's number in FORMAT: one clear error, and nothing was touched.
        Err(_) if hurt.format => {
            tally.damaged += 1;
            tally.told += 1;
            return;
        }
        Err(error) => return tally.fail(&round, format_args!("did not open: {error}")),
    };
    let told = !now.damage.is_empty();
    tally.damaged += u64::from(hurt.seen || told);
    tally.told += u64::from(told);
    tally.without_effect += u64::from(!hurt.seen && !told);
    if hurt.seen && !told {
        tally.silent += 1;
        tally.fail(&round, "was not told");
    }

    judge(&round, whole, &now, &hurt, tally);
    goes_on(&round, &store, &now, tally);
}

/// What is left of the record is what can be left.
fn judge(round: &str, whole: &Contents, now: &Contents, hurt: &Hurt, tally: &mut Tally) {
    let left = now.sample.len();
    if !whole.sample.starts_with(&now.sample) || !whole.other.starts_with(&now.other) {
        tally.fail(round, "the record is another one");
    }
    let lost_told = now.damage.iter().any(|damage| {
        damage.session.as_deref() == Some(SAMPLE)
            && matches!(damage.damage_kind, DamageKind::Lost { kept, expected, .. }
                if kept == left as u64 && expected > kept)
    });
    let gone = (whole.sample.len() - left + whole.other.len() - now.other.len()) as u64;
    if hurt.journal && hurt.database {
        tally.beyond_repair += u64::from(gone > 0);
        if gone > 0 && !lost_told {
            tally.lost += gone;
            tally.fail(round, format_args!("{gone} lost in silence: {:?}", now.damage));
        }
    } else if gone > 0 {
        tally.lost += gone;
        tally.fail(round, format_args!("{gone} lost although a copy was whole: {:?}", now.damage));
    }
    // With both copies hurt a loss may be feared where there is none.
    if gone == 0 && lost_told && !(hurt.journal && hurt.database) {
        tally.false_alarms += 1;
        tally.fail(round, format_args!("nothing is lost: {:?}", now.damage));
    }
    if now.drafts != whole.drafts && !(hurt.drafts && hurt.database) {
        let told = now
            .damage
            .iter()
            .any(|damage| matches!(damage.damage_kind, DamageKind::DraftLost { .. }));
        if !told || !hurt.drafts {
            tally.fail(round, format_args!("drafts: {:?} {:?}", now.drafts, now.damage));
        }
    }
}

/// After the mending the store is in order, but for a loss that nobody has confirmed yet.
pub(super) fn goes_on(round: &str, store: &Path, now: &Contents, tally: &mut Tally) {
    let wounded = |contents: &Contents| {
        contents
            .damage
            .iter()
            .any(|damage| damage.session.as_deref() == Some(SAMPLE) && damage.damage_kind.is_loss())
    };
    let again = |tally: &mut Tally| {
        let path = store.to_owned();
        match watched(move || read(&path)) {
            Ok(Ok(again)) => Some(again),
            Ok(Err(error)) => {
                tally.fail(round, format_args!("did not open again: {error}"));
                None
            }
            Err(fate) => {
                fate.count(round, tally);
                None
            }
        }
    };
    let Some(second) = again(tally) else { return };
    let mut expected = now.sample.clone();
    if second.sample != expected || second.other != now.other {
        tally.fail(round, "what was mended did not last");
    }
    let still: Vec<_> =
        second.damage.iter().filter(|damage| !damage.damage_kind.is_loss()).collect();
    if !still.is_empty() {
        tally.false_alarms += 1;
        tally.fail(round, format_args!("told again: {still:?}"));
    }
    if expected.is_empty() {
        return;
    }
    // The person goes on; after a loss only when that was confirmed.
    let note = |args: &[&str]| {
        let line = ["--json", "--", "note \"after\""];
        start(yishi(store, &[&["exec", SAMPLE], args, &line].concat()), Vec::new(), Kill::Never)
    };
    let mut ran = note(&[]);
    ran.count(round, tally);
    if wounded(&second) {
        if ran.code != Some(1) || !ran.is_clear() || !ran.lines.is_empty() {
            tally.fail(round, format_args!("wrote after a loss: {:?} {}", ran.code, ran.err));
        }
        ran = note(&["--accept-loss"]);
        ran.count(round, tally);
    }
    if ran.code != Some(0) {
        return tally.fail(round, format_args!("does not go on: {:?} {}", ran.code, ran.err));
    }
    tally.acknowledged += ran.lines.len() as u64;
    let Some(third) = again(tally) else { return };
    let gone = stores::missing(&ran.lines, &third.sample);
    expected.extend(third.sample.iter().skip(expected.len()).cloned());
    // Of the other session nobody has decided anything.
    let others = |damage: &yishi::store::Damage| {
        damage.session.as_deref() == Some(stores::OTHER) && damage.damage_kind.is_loss()
    };
    if gone > 0 || third.sample != expected || !third.damage.iter().all(others) {
        tally.lost += gone;
        tally.fail(round, format_args!("{gone} lost afterwards, {:?}", third.damage));
    }
}

/// The same store by the program's commands: each ends by itself and says clearly what is wrong.
fn by_commands(round: &str, store: &Path, hurt: &Hurt, tally: &mut Tally) {
    let (_dir, store) = copied(store);
    let mut all_well = true;
    for args in [&["list"][..], &["show", SAMPLE, "--json"], &["verify"]] {
        let ran = start(yishi(&store, args), Vec::new(), Kill::Never);
        ran.count(round, tally);
        all_well = all_well && ran.code == Some(0) && ran.err.is_empty();
        if !ran.is_clear() {
            tally.fail(round, format_args!("{args:?}: {:?} {}", ran.code, ran.err));
        }
    }
    if hurt.seen && !hurt.drafts && all_well {
        tally.silent += 1;
        tally.fail(round, "no command told it");
    }
}

//! Journal, database and witness hurt together. Nothing may be left that could tell how far the
//! record went: then that is said. What is gone is told as a loss, or as what nobody can know, by
//! every way of looking: opening, salvage, `verify` before and after a person has decided; never in
//! silence, never lines that were not recorded, and no fear where two of the three are whole.

use std::fs;
use std::path::{Path, PathBuf};

use yishi::store::{Damage, DamageKind, salvage};

use super::Dice;
use super::mutations::{Bases, WAYS, database_holds, files, goes_on, hurt};
use super::program::{Kill, run as start, watched, yishi};
use super::stores::{self, Contents, copied, read};
use super::tally::Tally;
use crate::cli::SAMPLE;

/// What one of them says after the hurt.
struct Hurt {
    done: String,
    /// The sample's journal, the other's.
    journals: [bool; 2],
    database: bool,
    witness: bool,
    /// How many of journal, database and witness are an earlier day's: two that agree are that day's
    /// store, and nobody can tell.
    older: usize,
}

impl Hurt {
    fn by(dice: &mut Dice, store: &Path, bases: &Bases, base: &Path, whole: &Contents) -> Self {
        let mut done = Vec::new();
        let mut damage = |dice: &mut Dice, file: &Path| {
            for _ in 0..20 {
                let way = *dice.of(&WAYS);
                if hurt(store, file, way, &bases.older, dice) {
                    return done.push(format!("{way:?} {}", file.display()));
                }
            }
        };
        let journal = |id: &str| PathBuf::from(format!("journal/{id}.jsonl"));
        match dice.below(10) {
            0 => drop(fs::remove_dir_all(store.join("journal"))),
            1..4 => {
                damage(dice, &journal(SAMPLE));
                damage(dice, &journal(stores::OTHER));
            }
            4 => damage(dice, &journal(stores::OTHER)),
            _ => damage(dice, &journal(SAMPLE)),
        }
        match dice.below(6) {
            0 => drop(fs::remove_dir_all(store.join("sled"))),
            1 => drop(fs::write(store.join("sled/db"), b"")),
            _ => damage(dice, Path::new("sled/db")),
        }
        match dice.below(6) {
            0 => drop(fs::write(store.join("HEADS"), b"")),
            1 => drop(fs::remove_file(store.join("HEADS"))),
            // As a file ends that lost its last block.
            2 => {
                let heads = fs::read(store.join("HEADS")).unwrap();
                fs::write(store.join("HEADS"), &heads[..heads.len() / 512 * 256]).unwrap();
            }
            _ => damage(dice, Path::new("HEADS")),
        }
        // The list of the sessions is nobody's witness, and must not be taken for one.
        if dice.below(4) == 0 {
            damage(dice, Path::new("LIST"));
        }
        let (before, after, old) = (files(base), files(store), files(&bases.older));
        let changed = |name: &Path| before.get(name) != after.get(name);
        let is_older = |name: &Path| after.contains_key(name) && after.get(name) == old.get(name);
        let [sample, other] = [SAMPLE, stores::OTHER].map(journal);
        let older = [is_older(&sample), is_older(Path::new("sled/db")), is_older("HEADS".as_ref())];
        Self {
            done: done.join(", "),
            journals: [changed(&sample), changed(&other)],
            database: !database_holds(store, whole),
            witness: changed("HEADS".as_ref()),
            older: older.iter().filter(|older| **older).count(),
        }
    }

    /// Whether two of the three still say how far the session went.
    fn is_known(&self, session: usize) -> bool {
        let hurt = [self.journals[session], self.database, self.witness];
        hurt.iter().filter(|hurt| **hurt).count() < 2
    }
}

pub(super) fn run(rounds: std::ops::Range<u64>, tally: &mut Tally) {
    let bases = Bases::new();
    let whole = [&bases.small, &bases.big].map(|base| {
        let (_dir, store) = copied(base);
        read(&store).unwrap()
    });
    for seed in rounds {
        // Other dice than the mutations of the same number.
        let mut dice = Dice::new(seed ^ (3 << 40));
        let (base, whole) =
            if seed % 5 == 4 { (&bases.big, &whole[1]) } else { (&bases.small, &whole[0]) };
        one(seed, base, whole, &bases, &mut dice, tally);
    }
}

fn one(
    seed: u64,
    base: &Path,
    whole: &Contents,
    bases: &Bases,
    dice: &mut Dice,
    tally: &mut Tally,
) {
    let (_dir, store) = copied(base);
    let hurt = Hurt::by(dice, &store, bases, base, whole);
    let round = format!("triple {seed} ({})", hurt.done);
    tally.triple += 1;
    tally.acknowledged += (whole.sample.len() + whole.other.len()) as u64;
    salvaged(&round, &store, whole, &hurt, tally);
    by_verify(&round, &store, whole, &hurt, tally);

    let path = store.clone();
    let now = match watched(move || read(&path)) {
        Ok(Ok(now)) => now,
        Ok(Err(error)) => return tally.fail(&round, format_args!("did not open: {error}")),
        Err(fate) => return fate.count(&round, tally),
    };
    tally.damaged += 1;
    tally.told += u64::from(!now.damage.is_empty());
    if now.damage.is_empty() {
        tally.silent += 1;
        tally.fail(&round, "was not told");
    }
    let gone = judge(&round, whole, [&now.sample, &now.other], &now.damage, &hurt, tally);
    tally.beyond_repair += u64::from(gone > 0);
    goes_on(&round, &store, &now, tally);
}

/// What is left is the beginning of what was, what is gone is told; how much that is.
fn judge(
    round: &str,
    whole: &Contents,
    left: [&Vec<Vec<u8>>; 2],
    damage: &[Damage],
    hurt: &Hurt,
    tally: &mut Tally,
) -> usize {
    let mut all_gone = 0;
    let unknown = damage.iter().any(|d| d.damage_kind == DamageKind::SessionsUnknown);
    let sessions = [(SAMPLE, &whole.sample), (stores::OTHER, &whole.other)];
    for (which, ((id, whole), left)) in sessions.into_iter().zip(left).enumerate() {
        let (kept, gone) = (left.len() as u64, whole.len().saturating_sub(left.len()));
        all_gone += gone;
        let feared = damage.iter().filter(|d| d.session.as_deref() == Some(id)).any(|d| {
            match d.damage_kind {
                DamageKind::Lost { kept: k, expected, .. } => k == kept && expected > k,
                DamageKind::EndUnknown { kept: k } => k == kept,
                _ => false,
            }
        });
        if hurt.older >= 2 {
            continue;
        }
        // A witness that is another store's accuses whatever is there.
        let altered = damage.iter().any(|d| {
            d.session.as_deref() == Some(id) && matches!(d.damage_kind, DamageKind::Altered { .. })
        });
        if !whole.starts_with(left) {
            // Another meeting's journal under this id, and nothing that could tell it: never unasked.
            if hurt.is_known(which) || !(feared || altered) {
                tally.fail(round, format_args!("{id} is another record: {damage:?}"));
            }
            continue;
        }
        let told = feared || altered || (kept == 0 && unknown);
        if gone > 0 && !told {
            tally.silent += 1;
            tally.fail(round, format_args!("{id}: {gone} gone in silence: {damage:?}"));
        }
        if gone > 0 && hurt.is_known(which) {
            tally.lost += gone as u64;
            tally.fail(round, format_args!("{id}: {gone} lost needlessly: {damage:?}"));
        }
        if gone == 0 && feared && hurt.is_known(which) {
            tally.false_alarms += 1;
            tally.fail(round, format_args!("{id}: nothing is lost: {damage:?}"));
        }
    }
    all_gone
}

/// What `salvage` saves of it, before anything was mended.
fn salvaged(round: &str, store: &Path, whole: &Contents, hurt: &Hurt, tally: &mut Tally) {
    let path = store.to_owned();
    let scratch = store.with_extension("scratch");
    let found = match watched(move || salvage(&path, &scratch, &mut |_, _| true)) {
        Ok(Ok(found)) => found.unwrap(),
        Ok(Err(error)) => return tally.fail(round, format_args!("was not salvaged: {error}")),
        Err(fate) => return fate.count(round, tally),
    };
    let of = |id: &str| {
        let saved = found.sessions.iter().find(|saved| saved.id == id);
        saved.map(|saved| saved.records.clone()).unwrap_or_default()
    };
    let (sample, other) = (of(SAMPLE), of(stores::OTHER));
    let round = format!("{round}, salvage");
    judge(&round, whole, [&sample, &other], &found.damage, hurt, tally);
}

/// The words of `verify` on a copy: as it is found, once it is mended, and after somebody has
/// decided to go on.
fn by_verify(round: &str, store: &Path, whole: &Contents, hurt: &Hurt, tally: &mut Tally) {
    let (_dir, store) = copied(store);
    let chinese = |args: &[&str]| {
        let mut command = yishi(&store, args);
        command.env("YISHI_LANG", "zh");
        start(command, Vec::new(), Kill::Never)
    };
    for time in ["at first", "mended", "decided"] {
        if time == "decided" {
            for id in [SAMPLE, stores::OTHER] {
                let ran = chinese(&["exec", id, "--accept-loss", "--", "note \"后\""]);
                ran.count(round, tally);
            }
        }
        let ran = chinese(&["verify"]);
        ran.count(round, tally);
        if !ran.is_clear() {
            tally.fail(round, format_args!("{time}: {:?} {}", ran.code, ran.err));
        }
        let said = format!("{}\n{}", ran.lines.join("\n"), ran.err);
        let intact = |id: &str, lines: usize| {
            let found = said.lines().find(|line| line.starts_with(id) && line.contains("完好"));
            let count = found.and_then(|line| line.split("共 ").nth(1)?.split(' ').next());
            count.is_some_and(|count| count.parse::<usize>().unwrap() < lines)
        };
        let sessions = [(SAMPLE, whole.sample.len()), (stores::OTHER, whole.other.len())];
        let is_there = |id: &str| said.lines().any(|line| line.starts_with(id));
        for (id, lines) in sessions {
            // Where something is wrong, what is not is not listed.
            let short = intact(id, lines) || (ran.code == Some(0) && !is_there(id));
            let told = said.contains("丢失") || said.contains("与当时确认的不同");
            if short && !told && hurt.older < 2 {
                tally.silent += 1;
                tally.fail(round, format_args!("{time}, verify of {id}: {said}"));
            }
        }
    }
}

//! Real stores to be hurt, made by the program itself, and how they are read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

use tempfile::TempDir;
use yishi::store::{Damage, Log as _, SledLog, StoreError};

use super::program::{Kill, run, yishi};
use crate::cli::{SAMPLE, sample};

/// A second session of the same store.
pub(super) const OTHER: &str = "另一场";

/// Sled's panics over damaged files are caught by the store and told as damage: not printed here.
pub(super) fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !yishi::store::quiet_panics() {
                report(panic);
            }
        }));
    });
}

/// Script lines that are never refused, of changing length.
pub(super) fn notes(count: usize, bytes: usize) -> Vec<u8> {
    let mut text = String::new();
    for n in 0..count {
        let length = 1 + (n * 7 + 3) % bytes.max(4) / 3;
        let _ = writeln!(text, "note \"{n} {}\"", "议".repeat(length));
    }
    text.into_bytes()
}

/// Plans a session by the program.
pub(super) fn plan(store: &Path, id: &str) {
    let plan = sample("plan.toml");
    let roster = sample("roster.csv");
    let args = [
        "new".as_ref(),
        plan.as_os_str(),
        "--roster".as_ref(),
        roster.as_os_str(),
        "--id".as_ref(),
        id.as_ref(),
    ];
    let ran = run(yishi(store, &args), Vec::new(), Kill::Never);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// Adds notes to a session by the program.
pub(super) fn note(store: &Path, id: &str, count: usize, bytes: usize) {
    let ran = run(yishi(store, &["exec", id, "-f", "-"]), notes(count, bytes), Kill::Never);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// A store with two sessions and two drafts.
pub(super) fn furnished(dir: &Path, count: usize, bytes: usize) {
    plan(dir, SAMPLE);
    plan(dir, OTHER);
    note(dir, OTHER, count / 2, bytes);
    note(dir, SAMPLE, count, bytes);
    let mut log = SledLog::open(dir).unwrap();
    for (name, text) in drafts() {
        // Twice, as typing does.
        log.put_draft(SAMPLE, &name, "…").unwrap();
        log.put_draft(SAMPLE, &name, &text).unwrap();
    }
}

pub(super) fn drafts() -> Vec<(String, String)> {
    [("note", "还没有存的一段话".to_owned()), ("say/P09", "长".repeat(3_000))]
        .map(|(name, text)| (name.to_owned(), text))
        .to_vec()
}

/// Everything that can be read of a store.
#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    pub(super) sample: Vec<Vec<u8>>,
    pub(super) other: Vec<Vec<u8>>,
    pub(super) drafts: Vec<(String, String)>,
    pub(super) damage: Vec<Damage>,
}

/// Opens a store and reads it whole; a session that is not there has no records.
pub(super) fn read(dir: &Path) -> Result<Contents, StoreError> {
    let mut log = SledLog::open(dir)?;
    let mut records = |id: &str| match log.read(id) {
        Err(StoreError::NoSession { .. }) => Ok(Vec::new()),
        other => other,
    };
    let (sample, other) = (records(SAMPLE)?, records(OTHER)?);
    let drafts = log.drafts(SAMPLE)?;
    let damage = log.damage().to_vec();
    Ok(Contents { sample, other, drafts, damage })
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of a store, gone with what is returned.
pub(super) fn copied(from: &Path) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    copy(from, &store);
    (dir, store)
}

/// The acknowledged lines that are not in the record, which must be none. A line of `exec --json`
/// begins with the record as it is stored.
pub(super) fn missing(lines: &[String], records: &[Vec<u8>]) -> u64 {
    let is_there = |line: &&String| {
        let seq = serde_json::from_str::<serde_json::Value>(line).unwrap()["seq"].as_u64().unwrap();
        let record = usize::try_from(seq - 1).ok().and_then(|at| records.get(at));
        record
            .and_then(|record| record.strip_suffix(b"}"))
            .is_some_and(|record| line.as_bytes().starts_with(record))
    };
    lines.iter().filter(|line| !is_there(line)).count() as u64
}

//! The store through its public door: what is appended comes back, whatever happens to the files.

// A test helper may fail the way a test does.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod damage;
pub(crate) mod full;
mod witnesses;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use yishi::store::{Addition, DamageKind, IdFault, Log, MemoryLog, SledLog, StoreError};

/// Record `n` of a session: JSON of changing length, the same in every run.
fn record(session: &str, n: u64) -> Vec<u8> {
    let text = "议事协商".repeat(usize::try_from(n * 7 % 40).unwrap());
    format!(r#"{{"session":"{session}","n":{n},"text":"{text}"}}"#).into_bytes()
}

pub(crate) fn records(session: &str, numbers: std::ops::RangeInclusive<u64>) -> Vec<Vec<u8>> {
    numbers.map(|n| record(session, n)).collect()
}

fn open(dir: &Path) -> SledLog {
    SledLog::open(dir).unwrap()
}

/// A store with the sessions `a` (40 records, one at a time) and `会议` (25, in one go), closed.
fn stored() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut log = open(dir.path());
    for n in 1..=40 {
        log.append("a", n, &[record("a", n)], Some(format!("summary {n}").as_bytes())).unwrap();
    }
    log.append("会议", 1, &records("会议", 1..=25), None).unwrap();
    dir
}

fn complete(log: &mut SledLog) -> bool {
    log.read("a").unwrap() == records("a", 1..=40)
        && log.read("会议").unwrap() == records("会议", 1..=25)
}

fn copy(from: &Path, to: &Path) {
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

/// What every log must do.
fn behaves(log: &mut dyn Log) {
    assert!(log.sessions().unwrap().is_empty());
    assert!(matches!(log.read("a"), Err(StoreError::NoSession { .. })));
    assert!(matches!(
        log.append("a", 2, &records("a", 2..=2), None),
        Err(StoreError::NoSession { .. })
    ));
    assert!(matches!(log.put_summary("a", b"x"), Err(StoreError::NoSession { .. })));
    assert!(!log.exists("a"));

    log.append("a", 1, &records("a", 1..=3), Some(b"three")).unwrap();
    for wrong in [0, 1, 3, 5] {
        match log.append("a", wrong, &records("a", 4..=4), Some(b"wrong")) {
            Err(StoreError::Conflict { session, expected, found }) => {
                assert_eq!((session.as_str(), expected, found), ("a", 4, wrong));
            }
            other => panic!("{other:?}"),
        }
    }
    log.append("a", 4, &records("a", 4..=4), None).unwrap();
    log.append("a", 5, &[], Some(b"four")).unwrap();
    log.append("b", 1, &[b"\x00\xff not json\n".to_vec(), Vec::new()], None).unwrap();
    assert_eq!(log.read("a").unwrap(), records("a", 1..=4));
    assert_eq!(log.read("b").unwrap(), vec![b"\x00\xff not json\n".to_vec(), Vec::new()]);
    assert_eq!((log.len("a"), log.len("b"), log.len("c")), (4, 2, 0));
    assert!(log.exists("a") && !log.exists("c"));

    let listed = log.sessions().unwrap();
    let seen: Vec<_> =
        listed.iter().map(|l| (l.id.as_str(), l.records, l.summary.as_deref())).collect();
    assert_eq!(seen, [("a", 4, Some(&b"four"[..])), ("b", 2, None)]);

    for bad in ["", "a/b", "..", "a\u{1b}"] {
        let refused = log.append(bad, 1, &records("a", 1..=1), None);
        assert!(matches!(refused, Err(StoreError::BadId { .. })), "{bad:?}");
        assert!(matches!(log.put_draft(bad, "x", "y"), Err(StoreError::BadId { .. })));
    }
    assert!(matches!(
        log.append("A", 1, &records("a", 1..=1), None),
        Err(StoreError::BadId { fault: IdFault::LooksLike(other), .. }) if other == "a"
    ));

    assert!(log.drafts("a").unwrap().is_empty());
    log.put_draft("a", "say/P05", "第一稿").unwrap();
    log.put_draft("a", "say/P05", "第二稿").unwrap();
    log.put_draft("a", "note", &"长".repeat(5_000)).unwrap();
    log.put_draft("a", "note", "短").unwrap();
    log.put_draft("b", "note", "other").unwrap();
    let drafts = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    assert_eq!(log.drafts("a").unwrap(), drafts(&[("note", "短"), ("say/P05", "第二稿")]));
    log.remove_draft("a", "note").unwrap();
    log.remove_draft("a", "never was").unwrap();
    assert_eq!(log.drafts("a").unwrap(), drafts(&[("say/P05", "第二稿")]));
    assert!(log.damage().is_empty());
}

#[test]
fn the_log_in_memory_behaves() {
    behaves(&mut MemoryLog::new());
}

#[test]
fn the_log_on_disk_behaves() {
    let dir = tempfile::tempdir().unwrap();
    let mut log: Box<dyn Log> = Box::new(open(dir.path()));
    behaves(&mut *log);
    log.close();

    let mut log = open(dir.path());
    assert_eq!(log.read("a").unwrap(), records("a", 1..=4));
    assert_eq!(log.sessions().unwrap()[0].summary.as_deref(), Some(&b"four"[..]));
    assert_eq!(log.drafts("a").unwrap(), [("say/P05".to_owned(), "第二稿".to_owned())]);
    assert!(log.damage().is_empty(), "{:?}", log.damage());
}

#[test]
fn the_log_in_memory_can_be_full() {
    let mut log = MemoryLog::new();
    log.set_full(true);
    assert!(matches!(log.append("a", 1, &records("a", 1..=1), None), Err(StoreError::Full { .. })));
    log.set_full(false);
    log.append("a", 1, &records("a", 1..=1), None).unwrap();
}

#[test]
fn what_was_appended_is_there_after_reopening() {
    let dir = stored();
    for _ in 0..3 {
        let mut log = open(dir.path());
        assert!(complete(&mut log));
        assert!(log.damage().is_empty(), "{:?}", log.damage());
    }
    let mut log = open(dir.path());
    log.append("a", 41, &records("a", 41..=41), None).unwrap();
    drop(log);
    assert_eq!(open(dir.path()).read("a").unwrap(), records("a", 1..=41));
}

#[test]
fn the_journal_can_be_read_by_anyone() {
    let dir = stored();
    let text = fs::read_to_string(dir.path().join("journal/a.jsonl")).unwrap();
    for (n, line) in (1..).zip(text.lines()) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["n"], n);
        assert_eq!(
            line["e"],
            serde_json::from_slice::<serde_json::Value>(&record("a", n)).unwrap()
        );
    }
    assert_eq!(text.lines().count(), 40);
}

#[test]
fn a_second_handle_is_told_who_holds_the_store() {
    let dir = tempfile::tempdir().unwrap();
    let log = open(dir.path());
    match SledLog::open(dir.path()) {
        Err(StoreError::InUse { dir: found, holder }) => {
            assert_eq!(found, dir.path());
            assert_eq!(holder, Some(std::process::id()));
        }
        other => panic!("{other:?}"),
    }
    Box::new(log).close();
    SledLog::open(dir.path()).unwrap();
}

#[test]
fn reading_works_beside_the_holder_and_writes_nothing() {
    let dir = stored();
    let mut log = open(dir.path());
    let mut reader = SledLog::open_read_only(dir.path()).unwrap();
    assert!(complete(&mut reader));
    assert_eq!(reader.len("a"), 40);
    log.append("a", 41, &records("a", 41..=41), None).unwrap();
    assert_eq!(reader.read("a").unwrap(), records("a", 1..=41));
    assert!(reader.damage().is_empty());
    let refused = reader.append("a", 41, &records("a", 41..=41), None);
    assert!(matches!(refused, Err(StoreError::ReadOnly { .. })));
    assert!(matches!(reader.put_draft("a", "x", "y"), Err(StoreError::ReadOnly { .. })));
    drop((log, reader));

    let nothing = tempfile::tempdir().unwrap();
    assert!(SledLog::open_read_only(nothing.path()).is_err());
    assert_eq!(fs::read_dir(nothing.path()).unwrap().count(), 0);
}

#[test]
fn a_big_record_survives_in_both_copies() {
    let dir = tempfile::tempdir().unwrap();
    let big = format!("\"{}\"", "名册".repeat(300_000)).into_bytes();
    let blob: Vec<u8> =
        (0..1_000_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let all = vec![record("big", 1), big, record("big", 3), blob];
    let mut log = open(dir.path());
    log.append("big", 1, &all, Some(&[7; 9_000])).unwrap();
    drop(log);
    let mut log = open(dir.path());
    assert_eq!(log.sessions().unwrap()[0].summary, Some(vec![7; 9_000]));
    assert_eq!(log.read("big").unwrap(), all);
    assert!(log.damage().is_empty());
    drop(log);
    assert_eq!(
        fs::read_dir(dir.path().join("sled/blobs")).unwrap().count(),
        0,
        "sled never syncs these"
    );

    fs::remove_file(dir.path().join("journal/big.jsonl")).unwrap();
    let mut log = open(dir.path());
    assert_eq!(log.read("big").unwrap(), all);
    assert_eq!(log.damage()[0].damage_kind, DamageKind::JournalRepaired { records: 4 });
}

#[test]
fn a_thousand_sessions_are_listed_without_reading_them() {
    let dir = tempfile::tempdir().unwrap();
    let mut log = open(dir.path());
    for n in 0..1_000 {
        log.append(&format!("s{n:04}"), 1, &records("s", 1..=2), Some(b"brief")).unwrap();
    }
    drop(log);
    // A record that is damaged in both copies is not seen by opening and listing, only by reading.
    let journal = dir.path().join("journal/s0500.jsonl");
    let mut bytes = fs::read(&journal).unwrap();
    let at = bytes.iter().position(|&b| b == b'e').unwrap();
    bytes[at + 4] ^= 1;
    fs::write(&journal, bytes).unwrap();

    let mut log = open(dir.path());
    let listed = log.sessions().unwrap();
    assert_eq!(listed.len(), 1_000);
    assert!(listed.iter().all(|l| l.records == 2 && l.summary.as_deref() == Some(b"brief")));
    assert!(log.damage().is_empty());
    assert_eq!(log.read("s0500").unwrap(), records("s", 1..=2));
    assert_eq!(log.damage().len(), 1);
}

#[test]
fn where_case_tells_nothing_a_refused_name_harms_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let mut log = SledLog::open(dir.path()).unwrap();
    log.append("a", 1, &records("a", 1..=3), None).unwrap();
    let journal = dir.path().join("journal/a.jsonl");
    let held = std::fs::read(&journal).unwrap();
    // As Windows has it: the other name leads to the same file.
    let other = dir.path().join("journal/A.jsonl");
    std::fs::hard_link(&journal, &other).unwrap();

    let looks_like = |refused| matches!(refused, Err(StoreError::BadId { fault: IdFault::LooksLike(other), .. }) if other == "a");
    assert!(looks_like(log.append("A", 1, &records("A", 1..=1), None)));
    assert_eq!(std::fs::read(&other).unwrap(), held);

    let addition = |session: &str| Addition {
        session: session.to_owned(),
        first: 1,
        count: 1,
        summary: None,
        origin: None,
        flaw: None,
    };
    let batch = [addition("b"), addition("A")];
    let mut one = |place: usize| batch.get(place).map(|of| records(&of.session, 1..=1));
    assert!(looks_like(log.append_all(&batch, &mut one)));
    assert_eq!(std::fs::read(&other).unwrap(), held);
    assert!(!log.exists("b") && log.damage().is_empty());
}

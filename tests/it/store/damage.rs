//! Damage to the files, one copy at a time and both: complete where one copy is left, told where
//! none is, never silent.

use std::fs::{self, OpenOptions};
use std::path::Path;

use yishi::store::{Damage, DamageKind, Log, NO_SESSION, SledLog, StoreError, salvage};

use super::{complete, copy, open, record, records, stored};

/// A small generator, so that every run damages the same places.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn flip(path: &Path, dice: &mut Dice) {
    let mut bytes = fs::read(path).unwrap();
    // sled's file is mostly room kept free; damage there would show nothing.
    let used = bytes.iter().rposition(|&byte| byte != 0).unwrap() + 1;
    let at = dice.below(used);
    bytes[at] ^= 1 << dice.below(8);
    fs::write(path, bytes).unwrap();
}

/// A block of zeroes, as a disk leaves it that lost a write.
fn wipe(path: &Path, dice: &mut Dice) {
    let mut bytes = fs::read(path).unwrap();
    let at = dice.below(bytes.len() / 4096) * 4096;
    bytes[at..at + 4096].fill(0);
    fs::write(path, bytes).unwrap();
}

fn truncate(path: &Path, length: u64) {
    OpenOptions::new().write(true).open(path).unwrap().set_len(length).unwrap();
}

fn cut_somewhere(path: &Path, dice: &mut Dice) {
    let length = usize::try_from(fs::metadata(path).unwrap().len()).unwrap();
    truncate(path, dice.below(length) as u64);
}

fn damage_kinds(log: &dyn Log) -> Vec<DamageKind> {
    log.damage().iter().map(|damage: &Damage| damage.damage_kind.clone()).collect()
}

fn log_lines(dir: &Path) -> usize {
    fs::read_to_string(dir.join("DAMAGE.log")).map_or(0, |text| text.lines().count())
}

/// After a repair everything is as before, and nothing is left to repair.
fn is_mended(dir: &Path) {
    let mut log = open(dir);
    assert!(complete(&mut log));
    assert!(log.damage().is_empty(), "{:?}", log.damage());
    log.append("a", 41, &records("a", 41..=41), None).unwrap();
    drop(log);
    assert_eq!(open(dir).read("a").unwrap(), records("a", 1..=41));
}

#[test]
fn a_deleted_database_is_built_anew_from_the_journals() {
    let dir = stored();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert!(
        matches!(damage_kinds(&log)[..], [DamageKind::DatabaseRebuilt { .. }]),
        "{:?}",
        log.damage()
    );
    drop(log);
    assert_eq!(log_lines(dir.path()), 1);
    is_mended(dir.path());
}

#[test]
fn an_emptied_database_is_noticed() {
    let dir = stored();
    truncate(&dir.path().join("sled/db"), 0);
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert!(
        matches!(damage_kinds(&log)[..], [DamageKind::DatabaseRebuilt { .. }]),
        "{:?}",
        log.damage()
    );
    let original = log.damage()[0].original.clone().unwrap();
    assert!(original.join("db").exists());
    drop(log);
    is_mended(dir.path());
}

#[test]
fn a_deleted_journal_is_written_anew_from_the_database() {
    let dir = stored();
    fs::remove_file(dir.path().join("journal/a.jsonl")).unwrap();
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert_eq!(damage_kinds(&log), [DamageKind::JournalRepaired { records: 40 }]);
    assert_eq!(log.damage()[0].session.as_deref(), Some("a"));
    drop(log);
    is_mended(dir.path());
}

#[test]
fn a_journal_removed_while_the_store_is_open_comes_back_before_the_next_line() {
    let dir = stored();
    let mut log = open(dir.path());
    fs::remove_file(dir.path().join("journal/a.jsonl")).unwrap();
    log.append("a", 41, &records("a", 41..=41), None).unwrap();
    assert_eq!(damage_kinds(&log), [DamageKind::JournalRepaired { records: 40 }]);
    drop(log);
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    assert_eq!(open(dir.path()).read("a").unwrap(), records("a", 1..=41));
}

#[test]
fn a_torn_tail_that_was_never_acknowledged_is_dropped_without_alarm() {
    let dir = stored();
    let journal = dir.path().join("journal/a.jsonl");
    let whole = fs::read(&journal).unwrap();
    let last_line = whole[..whole.len() - 1].iter().rposition(|&b| b == b'\n').unwrap() + 1;
    let mut torn = whole.clone();
    torn.extend_from_slice(&whole[last_line..whole.len() - 9]);
    fs::write(&journal, torn).unwrap();
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert!(log.damage().is_empty(), "{:?}", log.damage());
    assert_eq!(fs::read(&journal).unwrap(), whole);
    drop(log);
    is_mended(dir.path());
}

#[test]
fn a_session_whose_first_line_was_torn_does_not_exist() {
    let dir = stored();
    fs::write(dir.path().join("journal/new.jsonl"), b"{\"n\":1,\"p\":\"00").unwrap();
    let mut log = open(dir.path());
    assert!(!log.exists("new"));
    assert!(log.damage().is_empty(), "{:?}", log.damage());
    log.append("new", 1, &records("new", 1..=2), None).unwrap();
    drop(log);
    let mut log = open(dir.path());
    assert_eq!(log.read("new").unwrap(), records("new", 1..=2));
    assert!(log.damage().is_empty());
}

#[test]
fn a_torn_tail_that_was_acknowledged_comes_from_the_database() {
    let dir = stored();
    let journal = dir.path().join("journal/a.jsonl");
    truncate(&journal, fs::metadata(&journal).unwrap().len() - 30);
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert_eq!(damage_kinds(&log), [DamageKind::JournalRepaired { records: 1 }]);
    drop(log);
    is_mended(dir.path());
}

#[test]
fn a_flipped_bit_in_the_journal_is_mended_and_told() {
    let base = stored();
    let mut dice = Dice(1);
    for round in 0..60 {
        let dir = tempfile::tempdir().unwrap();
        copy(base.path(), dir.path());
        flip(&dir.path().join("journal/a.jsonl"), &mut dice);
        let mut log = open(dir.path());
        assert!(complete(&mut log), "round {round}");
        assert!(
            matches!(damage_kinds(&log)[..], [DamageKind::JournalRepaired { .. }]),
            "{round}: {:?}",
            log.damage()
        );
        assert!(log.damage()[0].original.as_ref().unwrap().exists());
        drop(log);
        assert_eq!(log_lines(dir.path()), 1);
    }
}

#[test]
fn a_damaged_database_is_mended_from_the_journals() {
    let base = stored();
    let mut dice = Dice(2);
    let mut told = 0;
    for round in 0..60 {
        let dir = tempfile::tempdir().unwrap();
        copy(base.path(), dir.path());
        let db = dir.path().join("sled/db");
        if round % 3 == 0 {
            cut_somewhere(&db, &mut dice);
        } else {
            flip(&db, &mut dice);
        }
        let mut log = open(dir.path());
        assert!(complete(&mut log), "round {round}");
        assert!(!damage_kinds(&log).iter().any(|damage_kind| matches!(
            damage_kind,
            DamageKind::Lost { .. } | DamageKind::Altered { .. }
        )));
        told += usize::from(!log.damage().is_empty());
        drop(log);
        let mut log = open(dir.path());
        assert!(complete(&mut log), "round {round}, reopened");
        assert!(log.damage().is_empty(), "round {round}: {:?}", log.damage());
    }
    assert!(told >= 30, "only {told} of 60 were told");
}

#[test]
fn a_database_of_many_segments_that_breaks_is_set_aside_and_built_anew() {
    // In a store of one segment sled takes damage for the end of the log; in a longer one it says
    // that it is corrupt, or panics, depending on what it had tidied up.
    let base = tempfile::tempdir().unwrap();
    let mut log = open(base.path());
    for first in (1..=6_000).step_by(50) {
        log.append("a", first, &records("a", first..=first + 49), None).unwrap();
        if first % 2_000 == 1 {
            drop(log);
            log = open(base.path());
        }
    }
    drop(log);
    let mut dice = Dice(4);
    let mut set_aside = 0;
    for round in 0..24 {
        let dir = tempfile::tempdir().unwrap();
        copy(base.path(), dir.path());
        let db = dir.path().join("sled/db");
        match round % 4 {
            0 => flip(&db, &mut dice),
            1 => cut_somewhere(&db, &mut dice),
            2 => wipe(&db, &mut dice),
            _ => flip(&dir.path().join("sled/conf"), &mut dice),
        }
        let mut log = open(dir.path());
        assert_eq!(log.read("a").unwrap(), records("a", 1..=6_000), "round {round}");
        for damage in log.damage() {
            match damage.damage_kind {
                DamageKind::DatabaseRebuilt { .. } => {
                    assert!(damage.original.as_ref().unwrap().join("db").exists());
                    set_aside += 1;
                }
                // Mended, and then set aside as well: it could be lost to sled again.
                DamageKind::DatabaseRenewed => {
                    assert!(damage.original.as_ref().unwrap().join("db").exists());
                }
                DamageKind::DatabaseRepaired { .. } => {}
                ref other => panic!("round {round}: {other:?}"),
            }
        }
        drop(log);
        let mut log = open(dir.path());
        assert_eq!(log.read("a").unwrap(), records("a", 1..=6_000), "round {round}, reopened");
        assert!(log.damage().is_empty(), "round {round}: {:?}", log.damage());
    }
    assert!(set_aside >= 8, "only {set_aside} of 24 were set aside");
}

/// What is left is a beginning of what was, and is whole or told to be short.
fn told_or_whole(log: &mut SledLog, session: &str, last: u64) -> bool {
    let all = records(session, 1..=last);
    let read = match log.read(session) {
        Ok(read) => read,
        Err(StoreError::NoSession { .. }) => Vec::new(),
        Err(other) => panic!("{other:?}"),
    };
    assert!(all.starts_with(&read));
    let whole = read.len() == all.len();
    let told = log.damage().iter().any(|damage| {
        damage.session.as_deref() == Some(session)
            && matches!(damage.damage_kind, DamageKind::Lost { kept, expected, .. }
                if kept == read.len() as u64 && expected > kept)
    });
    assert_eq!(whole, !told, "{} of {last}: {:?}", read.len(), log.damage());
    whole
}

#[test]
fn damage_to_both_copies_is_never_silent() {
    let base = stored();
    let mut dice = Dice(3);
    let mut partial = 0;
    for round in 0..90 {
        let dir = tempfile::tempdir().unwrap();
        copy(base.path(), dir.path());
        let (db, journal) = (dir.path().join("sled/db"), dir.path().join("journal/a.jsonl"));
        match round % 3 {
            0 => (cut_somewhere(&db, &mut dice), cut_somewhere(&journal, &mut dice)),
            1 => (flip(&db, &mut dice), flip(&journal, &mut dice)),
            _ => (truncate(&db, 0), flip(&journal, &mut dice)),
        };
        let mut log = open(dir.path());
        let whole = told_or_whole(&mut log, "a", 40);
        partial += usize::from(!whole);
        assert_eq!(log.read("会议").unwrap(), records("会议", 1..=25), "the other is untouched");
        let kept = log.len("a");
        let after = [record("after", 1)];
        if !whole && kept > 0 {
            // Until somebody decides to go on it is told at every opening, and nothing is written.
            drop(log);
            log = open(dir.path());
            assert!(!told_or_whole(&mut log, "a", 40));
            let refused = log.append("a", kept + 1, &after, None);
            assert!(matches!(refused, Err(StoreError::UndecidedLoss { .. })), "{refused:?}");
        }
        log.append_after_loss("a", kept + 1, &after, None).unwrap();
        drop(log);

        // What is left goes on.
        let mut log = open(dir.path());
        assert_eq!(log.read("a").unwrap().last().unwrap(), &record("after", 1));
        assert!(log.damage().is_empty(), "round {round}: {:?}", log.damage());
        if !whole {
            assert!(log_lines(dir.path()) > 0);
            assert!(fs::read_dir(dir.path().join("quarantine")).unwrap().count() > 0);
        }
    }
    assert!(partial > 20, "only {partial} of 90 were partial");
}

#[test]
fn a_tail_cut_off_cleanly_in_both_copies_is_known_by_the_witness() {
    let dir = tempfile::tempdir().unwrap();
    let short = tempfile::tempdir().unwrap();
    let mut log = open(dir.path());
    log.append("a", 1, &records("a", 1..=30), None).unwrap();
    drop(log);
    copy(dir.path(), short.path());
    let mut log = open(dir.path());
    log.append("a", 31, &records("a", 31..=40), None).unwrap();
    drop(log);
    // Both copies of an earlier day, which are whole in themselves.
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    copy(&short.path().join("sled"), &dir.path().join("sled"));
    fs::copy(short.path().join("journal/a.jsonl"), dir.path().join("journal/a.jsonl")).unwrap();

    let mut reader = SledLog::open_read_only(dir.path()).unwrap();
    assert_eq!(reader.read("a").unwrap(), records("a", 1..=30));
    let short = DamageKind::JournalShort { kept: 30, expected: 40 };
    assert_eq!(damage_kinds(&reader), [short]);
    let mut log = open(dir.path());
    assert_eq!(log.read("a").unwrap(), records("a", 1..=30));
    assert_eq!(damage_kinds(&log), [DamageKind::Lost { kept: 30, expected: 40, salvageable: 0 }]);
}

#[test]
fn another_record_in_both_copies_is_told_as_altered() {
    let dir = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    for (at, name) in [(dir.path(), "a"), (other.path(), "b")] {
        open(at).append("a", 1, &records(name, 1..=5), None).unwrap();
    }
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    copy(&other.path().join("sled"), &dir.path().join("sled"));
    fs::copy(other.path().join("journal/a.jsonl"), dir.path().join("journal/a.jsonl")).unwrap();
    let log = open(dir.path());
    assert_eq!(damage_kinds(&log), [DamageKind::Altered { at: 1 }]);
}

#[test]
fn a_journal_of_another_session_does_not_pass() {
    let dir = stored();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    fs::copy(dir.path().join("journal/会议.jsonl"), dir.path().join("journal/a.jsonl")).unwrap();
    let mut log = open(dir.path());
    assert!(matches!(log.read("a"), Err(StoreError::NoSession { .. })));
    assert!(
        damage_kinds(&log).iter().any(|damage_kind| matches!(
            damage_kind,
            DamageKind::Lost { kept: 0, expected: 40, .. }
        ))
    );
}

#[test]
fn a_journal_in_anothers_place_is_mended_and_no_loss_is_feared() {
    let dir = stored();
    fs::copy(dir.path().join("journal/a.jsonl"), dir.path().join("journal/会议.jsonl")).unwrap();
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    let repaired = DamageKind::JournalRepaired { records: 25 };
    assert_eq!(damage_kinds(&log), [repaired, DamageKind::Foreign { lines: 40 }]);
    drop(log);
    is_mended(dir.path());
}

/// A store with `count` records of another meeting under the same id.
fn of_another_office(count: u64) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    open(dir.path()).append("a", 1, &records("b", 1..=count), None).unwrap();
    dir
}

/// Its first record is not the one that this session began with, though its chain holds.
#[test]
fn another_record_of_the_same_id_never_stands_for_the_session() {
    for (count, database) in [(12, "lost"), (60, "lost"), (12, "whole"), (60, "whole")] {
        let dir = stored();
        let other = of_another_office(count);
        fs::copy(other.path().join("journal/a.jsonl"), dir.path().join("journal/a.jsonl")).unwrap();
        if database == "lost" {
            fs::remove_dir_all(dir.path().join("sled")).unwrap();
        }
        let mut reader = SledLog::open_read_only(dir.path()).unwrap();
        assert!(
            matches!(reader.read("a"), Err(StoreError::NoSession { .. })),
            "{count} {database}"
        );
        assert!(!reader.exists("a") && reader.first("a").unwrap().is_none());
        let told =
            |log: &SledLog| damage_kinds(log).contains(&DamageKind::Foreign { lines: count });
        assert!(told(&reader), "{count} {database}: {:?}", reader.damage());
        drop(reader);
        let scratch = dir.path().with_extension("scratch");
        let found = salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().unwrap();
        let saved = found.sessions.iter().find(|saved| saved.id == "a");
        let rest = saved.map_or(0, |saved| saved.records.len() + saved.loose.len());
        assert_eq!(rest, if database == "lost" { 0 } else { 40 }, "{count} {database}");
        assert!(found.damage.iter().any(|d| d.damage_kind == DamageKind::Foreign { lines: count }));

        let mut log = open(dir.path());
        if database == "whole" {
            assert!(complete(&mut log));
            assert!(log.loss("a").is_none());
        } else {
            let lost = DamageKind::Lost { kept: 0, expected: 40, salvageable: 0 };
            assert!(damage_kinds(&log).contains(&lost), "{:?}", log.damage());
            assert!(matches!(log.read("a"), Err(StoreError::NoSession { .. })));
        }
        assert!(told(&log), "{count} {database}: {:?}", log.damage());
        let original = log.damage().iter().find_map(|damage| damage.original.clone()).unwrap();
        assert!(original.exists());
        // The id is free, and what begins under it is another session for good.
        if database == "lost" {
            log.append("a", 1, &records("c", 1..=3), None).unwrap();
            drop(log);
            let mut log = open(dir.path());
            assert_eq!(log.read("a").unwrap(), records("c", 1..=3));
        }
    }
}

/// Of a neighbour's lines none counts as one of this session that could be saved.
#[test]
fn a_neighbours_lines_are_not_offered_as_this_sessions() {
    let dir = stored();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    fs::copy(dir.path().join("journal/会议.jsonl"), dir.path().join("journal/a.jsonl")).unwrap();
    let scratch = dir.path().with_extension("scratch");
    let found = salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().unwrap();
    assert!(found.sessions.iter().all(|saved| saved.id != "a"));
    let log = open(dir.path());
    let lost = DamageKind::Lost { kept: 0, expected: 40, salvageable: 0 };
    assert!(damage_kinds(&log).contains(&lost), "{:?}", log.damage());
    assert!(damage_kinds(&log).contains(&DamageKind::Foreign { lines: 25 }));
}

/// Witnesses of earlier versions do not know the first record: they learn it.
#[test]
fn a_witness_that_did_not_know_the_first_record_learns_it() {
    let dir = stored();
    let path = dir.path().join("HEADS");
    let mut heads = fs::read(&path).unwrap();
    for slot in heads.chunks_mut(256) {
        slot[193..225].fill(0);
        let crc = crc32fast::hash(&slot[4..]);
        slot[..4].copy_from_slice(&crc.to_be_bytes());
    }
    fs::write(&path, &heads).unwrap();
    drop(open(dir.path()));
    let learnt = fs::read(&path).unwrap();
    assert!(learnt.chunks(256).all(|slot| slot[193..225] != [0; 32]));
    assert_ne!(learnt, heads);
}

/// What is no file in place of one journal: that session is mended, and no other hears of it.
#[cfg(unix)]
#[test]
fn a_folder_or_a_pipe_in_place_of_a_journal_hurts_that_session_alone() {
    let replace = |path: &Path, what: &str| {
        fs::remove_file(path).unwrap();
        match what {
            "folder" => {
                fs::create_dir(path).unwrap();
                std::os::unix::fs::symlink("/", path.join("link")).unwrap();
            }
            _ => rustix::fs::mknodat(
                rustix::fs::CWD,
                path,
                rustix::fs::FileType::Fifo,
                rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
                0,
            )
            .unwrap(),
        }
    };
    for what in ["folder", "pipe"] {
        let dir = stored();
        let journal = dir.path().join("journal/a.jsonl");
        replace(&journal, what);
        let mut reader = SledLog::open_read_only(dir.path()).unwrap();
        assert!(damage_kinds(&reader).contains(&DamageKind::Replaced), "{:?}", reader.damage());
        assert!(!reader.exists("a"));
        assert_eq!(reader.read("会议").unwrap(), records("会议", 1..=25));
        drop(reader);
        let scratch = dir.path().with_extension("scratch");
        let found = salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().unwrap();
        assert_eq!(found.sessions.len(), 2, "{what}");

        let mut log = open(dir.path());
        assert!(complete(&mut log));
        let repaired = DamageKind::JournalRepaired { records: 40 };
        assert_eq!(damage_kinds(&log), [DamageKind::Replaced, repaired], "{what}");
        let original = log.damage()[0].original.clone().unwrap();
        assert!(original.symlink_metadata().is_ok_and(|meta| !meta.is_file()));
        drop(log);
        is_mended(dir.path());
        assert!(salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().is_some());

        // Put there while the store is open: that act is refused, and the next opening mends.
        let dir = stored();
        let journal = dir.path().join("journal/a.jsonl");
        let mut log = open(dir.path());
        replace(&journal, what);
        let refused = log.append("a", 41, &records("a", 41..=41), None);
        assert!(matches!(refused, Err(StoreError::Odd { .. })), "{what}: {refused:?}");
        log.append("会议", 26, &records("会议", 26..=26), None).unwrap();
        drop(log);
        assert_eq!(open(dir.path()).read("a").unwrap(), records("a", 1..=40));
    }
}

/// Elsewhere in the store it keeps the store from being opened, and nobody waits for it.
#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_another_file_is_told_at_once() {
    for name in ["FORMAT", "LOCK", "HEADS", "PENDING"] {
        let dir = stored();
        let path = dir.path().join(name);
        let _ = fs::remove_file(&path);
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert!(matches!(SledLog::open(dir.path()), Err(StoreError::Odd { .. })), "{name}");
        assert!(
            matches!(SledLog::open_read_only(dir.path()), Err(StoreError::Odd { .. })),
            "{name}"
        );
        assert!(!yishi::store::is_held(dir.path()));
    }
}

#[test]
fn a_draft_in_anothers_place_and_a_changed_digit_are_told_and_mended() {
    let dir = stored();
    let texts = [("note", "一"), ("say/P05", "二")];
    let mut log = open(dir.path());
    for (name, text) in texts {
        log.put_draft("a", name, text).unwrap();
    }
    drop(log);
    let folder = dir.path().join("drafts/a");
    let mut files: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    fs::copy(&files[0], &files[1]).unwrap();
    let upper = fs::read_to_string(&files[0]).unwrap();
    let (crc, rest) = upper.split_at(8);
    fs::write(&files[0], crc.to_uppercase() + rest).unwrap();

    let expected = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let mut log = open(dir.path());
    assert_eq!(log.drafts("a").unwrap(), expected);
    assert_eq!(damage_kinds(&log), [DamageKind::DraftRepaired]);
    drop(log);
    let mut log = open(dir.path());
    assert_eq!(log.drafts("a").unwrap(), expected);
    assert!(log.damage().is_empty(), "{:?}", log.damage());
}

#[test]
fn a_hole_leaves_what_follows_in_the_quarantine() {
    let dir = stored();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    let journal = dir.path().join("journal/a.jsonl");
    let text = fs::read_to_string(&journal).unwrap();
    let without: String = text
        .split_inclusive('\n')
        .enumerate()
        .filter(|(at, _)| *at != 20)
        .map(|(_, l)| l)
        .collect();
    fs::write(&journal, &without).unwrap();
    let mut log = open(dir.path());
    assert_eq!(log.read("a").unwrap(), records("a", 1..=20));
    let lost =
        log.damage().iter().find(|d| matches!(d.damage_kind, DamageKind::Lost { .. })).unwrap();
    assert_eq!(lost.damage_kind, DamageKind::Lost { kept: 20, expected: 40, salvageable: 19 });
    assert_eq!(fs::read_to_string(lost.original.as_ref().unwrap()).unwrap(), without);
}

#[test]
fn a_lost_witness_and_a_lost_format_are_written_anew() {
    let dir = stored();
    fs::remove_file(dir.path().join("HEADS")).unwrap();
    fs::write(dir.path().join("FORMAT"), b"yishi\0stor").unwrap();
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert_eq!(damage_kinds(&log), [DamageKind::FormatRewritten, DamageKind::WitnessRebuilt]);
    drop(log);
    is_mended(dir.path());
}

#[test]
fn a_half_made_snapshot_is_not_taken_for_one() {
    let dir = stored();
    let snapshot = dir.path().join("sled/snap.0000000000000042.generating");
    fs::write(&snapshot, b"half").unwrap();
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert!(log.damage().is_empty());
    assert!(!snapshot.exists());
}

#[test]
fn a_draft_comes_from_the_copy_that_is_left() {
    let dir = stored();
    open(dir.path()).put_draft("a", "note", "未保存").unwrap();
    let expected = [("note".to_owned(), "未保存".to_owned())];
    let folder = dir.path().join("drafts/a");
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();

    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    assert_eq!(open(dir.path()).drafts("a").unwrap(), expected);

    let mut log = open(dir.path());
    log.put_draft("a", "note", "未保存").unwrap();
    fs::write(&file, b"00000000\n{").unwrap();
    assert_eq!(log.drafts("a").unwrap(), expected);
    assert!(
        damage_kinds(&log)
            .iter()
            .all(|damage_kind| !matches!(damage_kind, DamageKind::DraftLost { .. }))
    );
    assert!(damage_kinds(&log).contains(&DamageKind::DraftRepaired));
    drop(log);
    let log = open(dir.path());
    assert!(log.damage().is_empty(), "{:?}", log.damage());
    drop(log);

    fs::write(&file, b"00000000\n{").unwrap();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    let mut log = open(dir.path());
    assert!(log.drafts("a").unwrap().is_empty());
    assert!(damage_kinds(&log).contains(&DamageKind::DraftLost { name: None }));
}

/// What is typed at the list of sessions has two copies as well, and is no session's.
#[test]
fn drafts_of_no_session_outlive_the_database_and_belong_to_nobody() {
    let dir = stored();
    let mut log = open(dir.path());
    log.put_draft(NO_SESSION, "form:x", "一").unwrap();
    log.put_draft(NO_SESSION, "form:x", "一二").unwrap();
    let expected = [("form:x".to_owned(), "一二".to_owned())];
    drop(log);
    for copy in ["sled", "drafts"] {
        fs::remove_dir_all(dir.path().join(copy)).unwrap();
        let mut log = open(dir.path());
        assert_eq!(log.drafts(NO_SESSION).unwrap(), expected, "{copy}");
        assert_eq!(log.draft_sessions().unwrap(), Vec::<String>::new());
        assert!(complete(&mut log));
        let lost = log.damage().iter().any(|damage| damage.session.is_some());
        assert!(!lost, "{:?}", log.damage());
    }
    open(dir.path()).remove_draft(NO_SESSION, "form:x").unwrap();
    assert!(open(dir.path()).drafts(NO_SESSION).unwrap().is_empty());
}

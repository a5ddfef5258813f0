//! Journal, database and witness hurt together: what nobody can tell is told as that and asked
//! about, and what is all there is not.

use std::fs;
use std::path::Path;

use yishi::store::{Damage, DamageKind, Log as _, SledLog, StoreError, past_losses, salvage};

use super::{complete, copy, open, records, stored};

fn keep_lines(path: &Path, count: usize) {
    let bytes = fs::read(path).unwrap();
    let kept: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').take(count).collect();
    fs::write(path, kept.concat()).unwrap();
}

fn lose_database(dir: &Path) {
    fs::write(dir.join("sled/db"), b"not a database").unwrap();
}

fn kinds(log: &SledLog, session: &str) -> Vec<DamageKind> {
    let of = log.damage().iter().filter(|damage| damage.session.as_deref() == Some(session));
    of.map(|damage| damage.damage_kind.clone()).filter(DamageKind::is_loss).collect()
}

/// It is asked about now and at the next opening, and nothing is written until then.
fn is_asked_about(dir: &Path, kept: u64) {
    for _ in 0..2 {
        let mut log = open(dir);
        assert_eq!(kinds(&log, "a"), [DamageKind::EndUnknown { kept }], "{:?}", log.damage());
        assert_eq!(log.read("a").unwrap(), records("a", 1..=kept));
        let next = records("a", kept + 1..=kept + 1);
        let refused = log.append("a", kept + 1, &next, None);
        assert!(matches!(refused, Err(StoreError::UndecidedLoss { .. })), "{refused:?}");
    }
    let next = records("a", kept + 1..=kept + 1);
    open(dir).append_after_loss("a", kept + 1, &next, None).unwrap();
    let log = open(dir);
    assert!(kinds(&log, "a").is_empty(), "decided: {:?}", log.damage());
}

#[test]
fn a_tail_database_and_witness_lost_together_are_a_loss() {
    for witness in ["removed", "emptied"] {
        let dir = stored();
        keep_lines(&dir.path().join("journal/a.jsonl"), 30);
        lose_database(dir.path());
        match witness {
            "removed" => fs::remove_file(dir.path().join("HEADS")).unwrap(),
            _ => fs::write(dir.path().join("HEADS"), b"").unwrap(),
        }
        let first = open(dir.path());
        let whole = first.damage().iter().any(|d| d.damage_kind == DamageKind::SessionsUnknown);
        assert!(whole, "{witness}: {:?}", first.damage());
        drop(first);
        is_asked_about(dir.path(), 30);
    }
}

#[test]
fn a_witness_of_an_earlier_day_vouches_for_nothing_later() {
    let dir = stored();
    let mut log = open(dir.path());
    let early = fs::read(dir.path().join("HEADS")).unwrap();
    log.append("a", 41, &records("a", 41..=60), None).unwrap();
    drop(log);
    keep_lines(&dir.path().join("journal/a.jsonl"), 50);
    lose_database(dir.path());
    fs::write(dir.path().join("HEADS"), early).unwrap();
    is_asked_about(dir.path(), 50);
}

/// The note of it is made before the new database can pass for a second copy.
#[test]
fn a_journal_alone_does_not_become_two_copies() {
    let dir = stored();
    keep_lines(&dir.path().join("journal/a.jsonl"), 30);
    lose_database(dir.path());
    fs::remove_file(dir.path().join("HEADS")).unwrap();
    drop(open(dir.path()));
    let noted = fs::read_to_string(dir.path().join("DAMAGE.log")).unwrap();
    let at = |text: &str| noted.find(text).unwrap_or_else(|| panic!("{text}: {noted}"));
    assert!(at("end_unknown") < at("database_rebuilt"), "{noted}");
}

#[test]
fn garbage_behind_the_end_is_no_loss_though_the_database_is_gone() {
    let dir = stored();
    let journal = dir.path().join("journal/a.jsonl");
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend_from_slice(b"\0\0\0 rubbish\n{\"n\":41,\"p\":\"x\"}\nmore");
    fs::write(&journal, bytes).unwrap();
    lose_database(dir.path());
    let mut log = open(dir.path());
    assert!(complete(&mut log));
    assert!(log.loss("a").is_none(), "{:?}", log.damage());
    log.append("a", 41, &records("a", 41..=41), None).unwrap();
    drop(log);
    let log = open(dir.path());
    assert!(log.damage().is_empty(), "{:?}", log.damage());
}

#[test]
fn one_copy_and_the_witness_are_enough() {
    let hurts: [&dyn Fn(&Path); 3] =
        [&|dir| lose_database(dir), &|dir| fs::remove_file(dir.join("HEADS")).unwrap(), &|dir| {
            keep_lines(&dir.join("journal/a.jsonl"), 12);
        }];
    for hurt in hurts {
        let dir = stored();
        hurt(dir.path());
        let mut log = open(dir.path());
        assert!(complete(&mut log));
        assert!(log.loss("a").is_none(), "{:?}", log.damage());
    }
}

#[test]
fn a_store_of_which_only_the_database_is_left_is_salvaged_and_opened() {
    let dir = stored();
    for entry in fs::read_dir(dir.path()).unwrap() {
        let path = entry.unwrap().path();
        match path.file_name().and_then(|name| name.to_str()) {
            Some("sled") => {}
            _ if path.is_dir() => fs::remove_dir_all(path).unwrap(),
            _ => fs::remove_file(path).unwrap(),
        }
    }
    let scratch = dir.path().with_extension("scratch");
    let found = salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().unwrap();
    let a = found.sessions.iter().find(|saved| saved.id == "a").unwrap();
    assert_eq!(a.records, records("a", 1..=40));
    let told = found.damage.iter().map(|damage| &damage.damage_kind);
    assert!(told.clone().any(|kind| *kind == DamageKind::EndUnknown { kept: 40 }), "{told:?}");
    is_asked_about(dir.path(), 40);
}

#[test]
fn salvage_says_that_sessions_may_be_missing() {
    let dir = stored();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    fs::write(dir.path().join("HEADS"), b"").unwrap();
    fs::remove_file(dir.path().join("journal/会议.jsonl")).unwrap();
    let scratch = dir.path().with_extension("scratch");
    let found = salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().unwrap();
    let kinds: Vec<&DamageKind> = found.damage.iter().map(|d| &d.damage_kind).collect();
    assert!(kinds.contains(&&DamageKind::SessionsUnknown), "{kinds:?}");
    assert!(kinds.contains(&&DamageKind::EndUnknown { kept: 40 }), "{kinds:?}");
}

/// A database of an earlier day is what sled makes of one that lost its end: it says nothing.
#[test]
fn without_a_witness_a_database_that_is_behind_vouches_for_nothing() {
    let dir = stored();
    let early = tempfile::tempdir().unwrap();
    copy(&dir.path().join("sled"), early.path());
    let mut log = open(dir.path());
    log.append("a", 41, &records("a", 41..=60), None).unwrap();
    drop(log);
    keep_lines(&dir.path().join("journal/a.jsonl"), 50);
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    copy(early.path(), &dir.path().join("sled"));
    fs::remove_file(dir.path().join("HEADS")).unwrap();
    is_asked_about(dir.path(), 50);
}

#[test]
fn without_a_witness_a_torn_end_may_have_been_acknowledged() {
    let dir = stored();
    let early = tempfile::tempdir().unwrap();
    copy(&dir.path().join("sled"), early.path());
    let mut log = open(dir.path());
    log.append("a", 41, &records("a", 41..=44), None).unwrap();
    drop(log);
    let journal = dir.path().join("journal/a.jsonl");
    keep_lines(&journal, 40);
    let zeros = [&*fs::read(&journal).unwrap(), &[0; 300]].concat();
    fs::write(&journal, zeros).unwrap();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    copy(early.path(), &dir.path().join("sled"));
    fs::write(dir.path().join("HEADS"), b"").unwrap();
    is_asked_about(dir.path(), 40);
}

/// With everything else gone the list of the sessions still knows that they were there.
#[test]
fn a_store_that_is_empty_and_was_not_is_no_new_one() {
    for list in ["left", "gone"] {
        let dir = stored();
        let mut log = open(dir.path());
        log.put_summary("a", b"{}").unwrap();
        log.put_draft("a", "note", "半句").unwrap();
        drop(log);
        for folder in ["journal", "sled"] {
            fs::remove_dir_all(dir.path().join(folder)).unwrap();
        }
        fs::remove_file(dir.path().join("HEADS")).unwrap();
        if list == "gone" {
            fs::remove_file(dir.path().join("LIST")).unwrap();
        }
        let lost = DamageKind::Lost { kept: 0, expected: 40, salvageable: 0 };
        let told = |damage: &[Damage]| {
            let told = |kind: &DamageKind| damage.iter().any(|d| d.damage_kind == *kind);
            assert!(told(&DamageKind::SessionsUnknown), "{list}: {damage:?}");
            assert_eq!(told(&lost), list == "left", "{damage:?}");
        };
        let scratch = dir.path().with_extension("scratch");
        told(&salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().unwrap().damage);
        told(open(dir.path()).damage());
        // Told once; whoever looks later finds it among what was noted.
        let again = open(dir.path());
        assert!(again.damage().iter().all(|d| d.damage_kind == lost), "{:?}", again.damage());
        told(&past_losses(dir.path()));
    }
}

#[test]
fn a_witness_that_lost_its_end_does_not_vouch_for_fewer_sessions() {
    let dir = stored();
    let heads = fs::read(dir.path().join("HEADS")).unwrap();
    fs::write(dir.path().join("HEADS"), &heads[..256]).unwrap();
    lose_database(dir.path());
    fs::remove_file(dir.path().join("journal/会议.jsonl")).unwrap();
    let scratch = dir.path().with_extension("scratch");
    let found = salvage(dir.path(), &scratch, &mut |_, _| true).unwrap().unwrap();
    let log = open(dir.path());
    for damage in [&found.damage[..], log.damage()] {
        let told = damage.iter().any(|d| d.damage_kind == DamageKind::SessionsUnknown);
        assert!(told, "{damage:?}");
    }
}

//! The journal reads back, and the recipe of docs/events.md finds every change.

use super::write;
use crate::domain::ledger::Ledger;
use crate::domain::recorded::Recorded;
use crate::domain::rule::Catalog;
use crate::domain::tests::huaishuwan;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

#[test]
fn the_journal_replays_to_the_same_meeting() {
    let given = huaishuwan::held();
    let text = write(&given.ledger).expect("lines");
    let records = text.lines().map(|line| Recorded::from_line(line).expect("a line"));
    let catalog = Arc::new(Catalog::default());
    let again = Ledger::replay(catalog, records).expect("a chain");
    assert_eq!(again.head(), given.ledger.head());
    assert_eq!(again.seq(), given.ledger.seq());
    let roll = |ledger: &Ledger| ledger.meeting().expect("planned").roll.clone();
    assert_eq!(roll(&again), roll(&given.ledger));
}

/// The shell text of the document, so that what is printed is what is tried.
fn recipe() -> String {
    let doc = include_str!("../../../docs/events.md");
    let (_, rest) = doc.split_once("```sh\n").expect("the recipe begins");
    rest.split_once("```").expect("the recipe ends").0.to_owned()
}

fn check(folder: &Path, journal: &str) -> Output {
    std::fs::write(folder.join("journal.jsonl"), journal).expect("written");
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(recipe()).current_dir(folder).output().expect("a shell")
}

#[test]
fn an_office_can_check_the_chain_with_a_shell() {
    if Command::new("sha256sum").arg("--version").output().is_err() {
        return;
    }
    let given = huaishuwan::held();
    let text = write(&given.ledger).expect("lines");
    let folder = tempfile::tempdir().expect("a folder");
    let out = check(folder.path(), &text);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{said}");
    assert_eq!(said, format!("{} lines, head {}\n", given.ledger.seq(), given.ledger.head()));

    let lines: Vec<&str> = text.lines().collect();
    let whole = |lines: &[&str]| lines.join("\n") + "\n";
    let changed = text.replacen("外地进货", "家里有事", 1);
    assert_ne!(changed, text);
    let mut removed = lines.clone();
    removed.remove(40);
    let mut swapped = lines.clone();
    swapped.swap(50, 51);
    let mut doubled = lines.clone();
    doubled.insert(60, lines[60]);
    for (what, journal, line) in [
        ("changed", changed, 23),
        ("removed", whole(&removed), 41),
        ("swapped", whole(&swapped), 51),
        ("doubled", whole(&doubled), 62),
    ] {
        let out = check(folder.path(), &journal);
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert_eq!(said, format!("line {line} does not continue the record\n"), "{what}");
        assert_eq!(out.status.code(), Some(1), "{what}");
    }
}

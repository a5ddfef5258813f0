//! No stored byte tells who voted what in a secret vote: not in the journal, not in the database,
//! not in a draft, not in the summary, not in any other file of the store.

use crate::build::{Given, plan, preset, six};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use yishi::domain::meeting::Event;
use yishi::domain::refusal::Refusal;
use yishi::domain::vote;
use yishi::store::{Log, SledLog};

/// What people put on their papers; only the box ever sees it.
type Papers = [(&'static str, &'static str); 4];

const ONE: Papers = [("P2", "for"), ("P3", "for"), ("P4", "for"), ("P5", "against")];
const OTHER: Papers = [("P2", "against"), ("P3", "for"), ("P4", "for"), ("P5", "for")];

/// Holds the vote: the papers are shuffled in the box and come out as totals.
fn hold(papers: &Papers) -> Given {
    let mut given = Given::opened_with(plan(six(), preset("simple-majority")));
    given.when(&["@14:40 vote 1 method=secret"]);
    let count = |choice| papers.iter().filter(|(_, on_it)| *on_it == choice).count();
    let (yes, no) = (count("for"), count("against"));
    // A first count that is put right: also a corrected one must not tell.
    given.when(&[&format!("tally for={no} against={yes} abstain=0 issued=4 returned=4")]);
    given.when(&[&format!("tally for={yes} against={no} abstain=0 issued=4 returned=4")]);
    given.when(&["close", "announce"]);
    given
}

fn lines(given: &Given) -> Vec<Vec<u8>> {
    given.ledger.records().iter().map(|r| r.encode().unwrap().into_bytes()).collect()
}

fn store(given: &Given) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut log = SledLog::open(dir.path()).unwrap();
    for (first, line) in (1..).zip(lines(given)) {
        log.append("T", first, &[line], None).unwrap();
    }
    assert_eq!(log.read("T").unwrap(), lines(given));
    Box::new(log).close();
    dir
}

/// Every byte of every file, with its path within the store.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The places of a text among bytes.
fn places(bytes: &[u8], text: &str) -> Vec<usize> {
    let found = bytes.windows(text.len()).enumerate();
    found.filter(|(_, window)| *window == text.as_bytes()).map(|(place, _)| place).collect()
}

#[test]
fn no_event_after_the_opening_names_a_voter() {
    let given = hold(&ONE);
    let opening = given.vote().seq;
    for record in given.ledger.records().iter().filter(|r| r.seq > opening) {
        let line = record.encode().unwrap();
        for person in given.m().roll.entries.iter().map(|e| &e.person) {
            let id = format!("\"{}\"", person.id);
            assert!(!line.contains(&id) && !line.contains(&person.name), "{line}");
        }
        let Some(Event::Vote(event)) = record.event() else { panic!("{line}") };
        assert!(matches!(
            event,
            vote::Event::Tallied { .. }
                | vote::Event::Closed { .. }
                | vote::Event::Announced { .. }
        ));
    }
    assert!(given.vote().ballots.is_empty());
}

#[test]
fn the_choices_stand_in_the_store_only_as_totals() {
    let given = hold(&ONE);
    let dir = store(&given);
    let mut totals = 0;
    let mut searched = 0;
    for (name, bytes) in files(dir.path()) {
        searched += bytes.len();
        for choice in ["for", "against", "abstain", "invalid"] {
            // As a key before a number, plain or escaped inside the journal's line, and never as a
            // value, which is what a ballot would hold.
            for quote in ["\"", "\\\""] {
                let word = format!("{quote}{choice}{quote}");
                for place in places(&bytes, &word) {
                    let after = bytes[place + word.len()..].first_chunk::<2>().unwrap();
                    let is_total = after[0] == b':' && after[1].is_ascii_digit();
                    assert!(is_total, "{name} at {place}: {word} is not a total");
                    totals += 1;
                }
            }
        }
        for word in ["\"cast\"", "\\\"cast\\\"", "\"choice\"", "\\\"choice\\\"", "\"was\""] {
            assert!(places(&bytes, word).is_empty(), "{name} holds {word}");
        }
    }
    // Three events with four totals each, in the journal and in the database.
    assert!(totals >= 2 * 3 * 4, "the search finds what is there: {totals} in {searched} bytes");
}

#[test]
fn a_recorded_vote_would_be_found_by_the_same_search() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=recorded", "ballot P2 for"]);
    let dir = store(&given);
    let found = files(dir.path()).iter().any(|(_, bytes)| {
        !places(bytes, "\"choice\"").is_empty() || !places(bytes, "\\\"choice\\\"").is_empty()
    });
    assert!(found);
}

#[test]
fn different_votes_with_the_same_totals_leave_the_same_bytes() {
    let (one, other) = (hold(&ONE), hold(&OTHER));
    assert_ne!(ONE, OTHER);
    assert_eq!(lines(&one), lines(&other));
    let (one, other) = (store(&one), store(&other));
    let journal = |dir: &TempDir| {
        let all = files(dir.path());
        all.into_iter().filter(|(name, _)| name.starts_with("journal")).collect::<Vec<_>>()
    };
    assert!(!journal(&one).is_empty());
    assert_eq!(journal(&one), journal(&other));
    let read = |dir: &TempDir| SledLog::open(dir.path()).unwrap().read("T").unwrap();
    assert_eq!(read(&one), read(&other));
}

#[test]
fn a_ballot_in_a_secret_vote_is_refused_before_it_is_anywhere() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=secret"]);
    let before = given.seq();
    for line in ["ballot P2 for", "ballot P3 against"] {
        let refusal = given.refused(line);
        assert!(matches!(refusal, yishi::domain::refusal::Refusal::NoBallots { .. }));
    }
    assert_eq!(given.seq(), before);
}

#[test]
fn a_box_that_was_opened_once_binds_who_voted_even_when_the_count_is_undone() {
    let mut given = Given::opened_with(plan(six(), preset("simple-majority")));
    given.when(&["depart P5", "@14:40 vote 1 method=secret", "return P5", "admit P5"]);
    let admitted = given.seq();
    given.when(&["tally for=3 against=1 abstain=0 issued=4 returned=4", "undo"]);
    // With one voter fewer, or one more, a second count would tell that voter's choice.
    assert_eq!(given.refused("recuse P5 from=1"), Refusal::BoxOpened);
    assert!(matches!(given.refused(&format!("undo {admitted}")), Refusal::Depends { .. }));
    given.when(&["tally for=3 against=1 abstain=0 issued=4 returned=4", "close", "announce"]);
}

//! Undo, redo, and the seal.

use crate::build::{Given, id};
use yishi::domain::follow_up::ActionStatus;
use yishi::domain::refusal::Refusal;
use yishi::domain::roll::Status;
use yishi::domain::session::Phase;

#[test]
fn undo_takes_back_the_last_act_of_this_terminal() {
    let mut given = Given::opened("simple-majority");
    given.when(&["note \"the desk's\""]);
    given.by("recorder").when(&["note \"the recorder's\""]);
    given.by("desk").when(&["undo"]);
    let texts: Vec<&str> = given.m().minutes.entries.iter().map(|e| &*e.text).collect();
    assert_eq!(texts, ["the recorder's"]);
    given.when(&["redo"]);
    let texts: Vec<&str> = given.m().minutes.entries.iter().map(|e| &*e.text).collect();
    assert_eq!(texts, ["the desk's", "the recorder's"], "at its old place");
    given.by("third");
    assert_eq!(given.refused("undo"), Refusal::NothingToUndo);
    assert_eq!(given.refused("redo"), Refusal::NothingToRedo);
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forward() {
    let mut given = Given::opened("simple-majority");
    given.when(&["note \"a\"", "note \"b\"", "undo", "undo"]);
    assert!(given.m().minutes.entries.is_empty());
    given.when(&["redo"]);
    assert_eq!(given.m().minutes.entries[0].text.as_ref(), "a");
    given.when(&["redo"]);
    assert_eq!(given.m().minutes.entries[1].text.as_ref(), "b");
    assert_eq!(given.refused("redo"), Refusal::NothingToRedo);
    assert_eq!(given.ledger.records().len() as u64, given.seq(), "nothing is ever deleted");
}

#[test]
fn an_earlier_act_is_taken_back_by_its_number() {
    let mut given = Given::opened("simple-majority");
    given.when(&["note \"wrong\""]);
    let wrong = given.seq();
    given.when(&["give P2", "finish", &format!("undo {wrong}")]);
    assert!(given.m().minutes.entries.is_empty());
    assert_eq!(given.m().floor.speeches.len(), 1);
    assert_eq!(given.refused(&format!("undo {wrong}")), Refusal::AlreadyUndone(wrong));
    let undo = given.seq();
    assert_eq!(given.refused(&format!("undo {undo}")), Refusal::CannotUndo(undo));
    assert_eq!(given.refused("undo 1"), Refusal::CannotUndo(1), "the plan");
    assert_eq!(given.refused("undo 99"), Refusal::NoSuchEvent(99));
}

#[test]
fn what_later_acts_depend_on_stays_and_the_act_is_named() {
    let mut given = Given::opened("simple-majority");
    given.when(&["give P2"]);
    let speech = given.seq();
    given.when(&["note \"x\"", "finish"]);
    let finish = given.seq();
    let Refusal::Depends { seq, later, why } = given.refused(&format!("undo {speech}")) else {
        panic!()
    };
    assert_eq!((seq, later), (speech, finish));
    assert_eq!(why.as_deref(), Some(&Refusal::NobodySpeaking));
}

#[test]
fn an_arrival_that_a_vote_counted_cannot_be_taken_back() {
    let mut given = Given::opened("residents-meeting");
    given.when(&["depart P5", "return P5"]);
    let returned = given.seq();
    given.when(&["vote 1 method=hands"]);
    let vote = given.seq();
    given.when(&["tally for=3 against=1 abstain=0", "close", "announce"]);
    let refusal = given.refused(&format!("undo {returned}"));
    assert!(matches!(refusal, Refusal::Depends { later, .. } if later == vote), "{refusal:?}");
}

#[test]
fn an_amendment_that_was_voted_on_cannot_be_taken_back() {
    let mut given = Given::opened("simple-majority");
    given.when(&["amend 1 \"the text voted on\" by=P2"]);
    let amendment = given.seq();
    given.when(&["vote 1 method=hands"]);
    let vote = given.seq();
    given.when(&["tally for=4 against=0 abstain=0", "close", "announce"]);
    let refusal = given.refused(&format!("undo {amendment}"));
    assert!(matches!(refusal, Refusal::Depends { later, .. } if later == vote), "{refusal:?}");
    assert_eq!(given.m().proposals.get(1).unwrap().text(), "the text voted on");
}

#[test]
fn a_ballot_that_was_announced_cannot_be_taken_back() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=recorded", "ballot P2 for"]);
    let ballot = given.seq();
    given.when(&["ballot P3 for", "close", "announce"]);
    let announced = given.seq();
    let refusal = given.refused(&format!("undo {ballot}"));
    assert!(matches!(refusal, Refusal::Depends { later, .. } if later == announced));
}

#[test]
fn phases_are_undone_only_while_nothing_stands_on_them() {
    let mut given = Given::opened("simple-majority");
    let opened = given.seq();
    given.when(&["undo"]);
    assert_eq!(given.m().session.phase, Phase::Roll);
    given.when(&["redo", "give P2", "finish"]);
    assert!(matches!(given.refused(&format!("undo {opened}")), Refusal::Depends { .. }));
    given.when(&["depart P6", "unmark P6", "adjourn"]);
    assert_eq!(given.m().roll.get(&id("P6")).unwrap().status, Status::Absent);
    given.when(&["undo"]);
    assert_eq!(given.m().roll.get(&id("P6")).unwrap().status, Status::NotArrived);
    assert_eq!(given.m().session.phase, Phase::Open);
}

#[test]
fn a_number_is_free_again_once_its_act_is_taken_back() {
    let mut given = Given::opened("simple-majority");
    let action = "action \"paint\" lead=\"office\" owner=P6 due=2026-12-31";
    given.when(&["propose \"c\" \"text c\"", "undo", "propose \"d\" \"text d\""]);
    assert_eq!(given.m().proposals.get(3).unwrap().title, "d");
    given.when(&["agenda add \"x\"", "undo", "agenda add \"y\""]);
    assert_eq!(given.m().agenda.get(4).unwrap().plan.title, "y");
    given.when(&[action, "undo", action]);
    assert_eq!(given.m().follow_up.actions[0].no, 1, "the only action is not the second");
    assert!(matches!(given.refused("redo"), Refusal::Depends { .. }), "no number stands twice");
    let seqs: Vec<u64> = given.ledger.records().iter().map(|r| r.seq).collect();
    assert_eq!(seqs, (1..=given.seq()).collect::<Vec<_>>());
}

#[test]
fn a_sealed_record_takes_nothing_but_follow_up() {
    let mut given = Given::opened("simple-majority");
    given.when(&["give P2", "finish"]);
    let speech = given.seq() - 1;
    given.when(&["action \"paint\" lead=\"office\" owner=P6 due=2026-12-31", "@15:00 adjourn"]);
    given.when(&["note \"one more thing\"", "seal"]);
    for line in [
        "open",
        "recess",
        "resume",
        "adjourn",
        "set title=\"x\"",
        "chair P2",
        "seal",
        "present P2",
        "leave P2",
        "absent P2",
        "depart P2",
        "return P2",
        "unmark P2",
        "proxy P2 to P3",
        "count",
        "invite P9 name=\"x\" group=\"议事会成员\"",
        "agenda add \"x\"",
        "agenda start 1",
        "agenda next",
        "agenda finish",
        "agenda defer 1",
        "agenda move 1 to 2",
        "agenda time 1 5m",
        "agenda title 1 \"x\"",
        "request P2",
        "withdraw P2",
        "give P2",
        "next",
        "pause",
        "continue",
        "extend 1m",
        "finish",
        "stop \"x\"",
        "bump P2 to 1",
        "list closed",
        "say P2 \"x\"",
        "note \"x\"",
        "written P2 \"x\"",
        "correct 3 \"x\"",
        "strike 3 \"x\"",
        "propose \"x\" \"y\"",
        "amend 1 \"x\" by=P2",
        "freeze 1",
        "drop 1",
        "vote 1 method=hands",
        "recuse P2 from=1",
        "ballot P2 for",
        "tally for=1 against=1",
        "object P2",
        "admit P2",
        "close",
        "announce",
        "casting for",
        "cancel \"x\"",
        "recount",
        "gauge 1 support=1",
        "reserve P2 1 \"x\"",
        "outcome 1 continue",
        "action \"x\" lead=\"y\" owner=P6 due=2026-12-31",
        "notice from=2026-12-01 to=2026-12-08",
        "readback",
        "sign P2",
        "dispute P2 \"x\"",
        "undo",
        "redo",
        "undo 3",
    ] {
        assert_eq!(given.refused(line), Refusal::Sealed, "{line}");
    }
    given.when(&["unmask \"for the district's archive\""]);
    assert_eq!(given.refused(&format!("speech {speech} end=15:00")), Refusal::Sealed);
    given.when(&["adopt 1", "progress 1 \"begun\"", "report 1 \"done\"", "complete 1"]);
    assert_eq!(given.m().follow_up.get(1).unwrap().status, ActionStatus::Completed);
}

#[test]
fn a_notice_with_full_names_is_on_record_for_good() {
    let mut given = Given::opened("simple-majority");
    given.when(&["note \"x\"", "unmask \"for the archive\""]);
    let unmasked = given.seq();
    assert_eq!(given.refused(&format!("undo {unmasked}")), Refusal::CannotUndo(unmasked));
    assert_eq!(given.refused(&format!("correct {unmasked} \"y\"")), Refusal::NoSuchLine(unmasked));
    assert_eq!(given.refused("unmask \" \""), Refusal::EmptyText);
    given.when(&["undo"]);
    assert!(given.m().minutes.entries.is_empty(), "undo takes back the act before it");
}

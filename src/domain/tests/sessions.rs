//! Given, when, then: phases, settings, the chair, undo across the session.

use super::*;
use crate::domain::history;
use crate::domain::refusal::Refusal;
use crate::domain::session::{Phase, Setting};

fn session(command: session::Command) -> Command {
    Command::Session(command)
}

fn undo_last() -> Command {
    Command::History(history::Command::Undo(None))
}

#[test]
fn nothing_happens_before_a_plan() {
    let given = Given {
        ledger: Ledger::new(Arc::new(Catalog::default())),
        by: By::new("desk", Role::Chair),
    };
    assert_eq!(given.refused("14:00", &open()), Refusal::NotPlanned);
}

#[test]
fn a_meeting_opens_only_with_its_quorum() {
    let mut given = Given::plan(small());
    given.when("14:00", present(&["P1", "P2", "P3"]));
    let Refusal::NoQuorum(stamp) = given.refused("14:30", &open()) else { panic!("no quorum") };
    assert_eq!((stamp.need(), stamp.have()), (4, 3), "two thirds of six");
    given.when("14:05", present(&["P4"]));
    let Refusal::NoQuorum(stamp) = given.refused("14:30", &open()) else { panic!("a group") };
    assert_eq!(stamp.missing_groups, [group::DEPARTMENT], "four are enough, but not of each group");
    given.when("14:10", present(&["P6"])).when("14:30", open());
    assert_eq!(given.m().session.phase, Phase::Open);
}

#[test]
fn phases_follow_each_other() {
    let mut given = opened();
    assert!(matches!(given.refused("14:31", &open()), Refusal::WrongPhase { now: Phase::Open }));
    given.when("14:40", session(session::Command::Recess(None)));
    assert!(matches!(given.refused("14:41", &give("P2")), Refusal::WrongPhase { .. }));
    given.when("14:50", session(session::Command::Resume)).when("15:00", adjourn());
    assert!(matches!(given.refused("15:01", &present(&["P2"])), Refusal::WrongPhase { .. }));
    given.when("15:10", session(session::Command::Seal));
    assert_eq!(given.refused("15:11", &undo_last()), Refusal::Sealed);
}

#[test]
fn nobody_is_cut_off_by_a_recess_or_the_end() {
    let mut given = opened();
    given.when("14:31", give("P2"));
    let speaking = Refusal::SomeoneSpeaking(id("P2"));
    assert_eq!(given.refused("14:32", &session(session::Command::Recess(None))), speaking);
    assert_eq!(given.refused("14:32", &adjourn()), speaking);
    given.when("14:33", finish()).when("14:34", vote_on(1, Method::Hands));
    assert_eq!(given.refused("14:35", &adjourn()), Refusal::VoteOpen { proposal: 1 });
}

#[test]
fn a_changed_rule_holds_from_then_on() {
    let mut given = opened();
    let half = Setting::Reached(Ratio::at_least(1, 2));
    given.when("14:31", session(session::Command::Set(vec![half])));
    // Half will do now, but as many against as for is a tie, and a tie fails.
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(2, 1, 1));
    given.when("14:42", close()).when("14:43", announce());
    assert!(given.m().votes.deciding(1).is_some_and(vote::Vote::passed));
    let over = Setting::Reached(Ratio::at_least(3, 2));
    let over = session(session::Command::Set(vec![over]));
    assert_eq!(given.refused("14:44", &over), Refusal::BadSetting);
    let unknown = Setting::RuleNamed("x".into());
    let unknown = session(session::Command::Set(vec![unknown]));
    assert!(matches!(given.refused("14:44", &unknown), Refusal::NoSuchRule { .. }));
}

#[test]
fn the_chair_must_be_there() {
    let mut given = opened();
    let chair = |person: &str| session(session::Command::Chair(id(person)));
    assert_eq!(given.refused("14:31", &chair("P1")), Refusal::AlreadyChair(id("P1")));
    given.when("14:31", depart("P2"));
    assert!(matches!(given.refused("14:32", &chair("P2")), Refusal::NotPresent { .. }));
    given.when("14:33", chair("P4"));
    assert_eq!(given.m().session.chair(), Some(&id("P4")));
}

#[test]
fn an_act_is_undone_while_nothing_depends_on_it() {
    let mut given = opened();
    let before = given.m().clone();
    given.when("14:31", give("P2"));
    given.when("14:32", undo_last());
    assert_eq!(given.m().floor, before.floor);
    given.when("14:33", Command::History(history::Command::Redo));
    assert!(given.m().floor.current().is_some());
    let arrival = 2;
    let why = given.refused("14:34", &Command::History(history::Command::Undo(Some(arrival))));
    assert!(matches!(why, Refusal::Depends { seq: 2, later: 3, .. }), "{why:?}");
    let plan = Command::History(history::Command::Undo(Some(1)));
    assert_eq!(given.refused("14:34", &plan), Refusal::CannotUndo(1));
}

#[test]
fn each_terminal_undoes_its_own_acts() {
    let mut given = opened();
    given.when("14:31", depart("P5")).by("notes", Role::Recorder);
    assert_eq!(given.refused("14:32", &undo_last()), Refusal::NothingToUndo);
    given.by("desk", Role::Chair).when("14:33", undo_last());
    assert!(given.m().roll.is_present(&id("P5")));
}

#[test]
fn the_record_replays_to_the_same_meeting() {
    let given = huaishuwan::held();
    let catalog = Arc::clone(&given.m().catalog);
    let records = given.ledger.records().iter().cloned();
    let again = Ledger::replay(catalog, records).expect("a chain");
    assert_eq!(again.meeting(), given.ledger.meeting());
    for seq in 1..=given.ledger.seq() {
        assert!(given.ledger.as_of(seq).is_some(), "line {seq}");
    }
}

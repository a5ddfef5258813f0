//! The agenda: drift, the projected end, deferring, moving, adding; a recess stops the clock.

use crate::build::{Given, moment};
use yishi::domain::agenda::ItemState;
use yishi::domain::person::PersonId;
use yishi::domain::refusal::Refusal;
use yishi::domain::schedule::{drift_s, projected_end};
use yishi::domain::session::Phase;

/// Three items of ten minutes.
fn begun() -> Given {
    let mut given = Given::opened("simple-majority");
    given.when(&["@14:30 agenda start 1"]);
    given
}

fn order(given: &Given) -> Vec<u32> {
    given.m().agenda.items.iter().map(|item| item.plan.no).collect()
}

#[test]
fn drift_is_what_was_spent_beyond_the_plan() {
    let mut given = begun();
    let drift = |given: &Given, at| drift_s(given.m(), moment(at)).unwrap();
    assert_eq!(drift(&given, "14:35"), 0, "an item that still runs is not ahead yet");
    assert_eq!(drift(&given, "14:42"), 120);
    given.when(&["@14:37 agenda next"]);
    assert_eq!(drift(&given, "14:40"), -180, "three minutes gained");
    assert_eq!(drift(&given, "14:52"), -180 + 300);
}

#[test]
fn the_end_is_projected_from_what_is_left() {
    let mut given = begun();
    let end = |given: &Given, at| projected_end(given.m(), moment(at));
    assert_eq!(end(&given, "14:30"), moment("15:00"));
    assert_eq!(end(&given, "14:45"), moment("15:05"), "late by five minutes");
    given.when(&["@14:45 agenda next", "agenda time 3 20m"]);
    assert_eq!(end(&given, "14:45"), moment("15:15"));
    given.when(&["agenda defer 3 \"no time\""]);
    assert_eq!(end(&given, "14:45"), moment("14:55"));
}

#[test]
fn a_recess_stops_the_items_clock() {
    let mut given = begun();
    given.when(&["@14:35 recess 10m"]);
    assert_eq!(given.m().session.phase, Phase::Recess);
    assert_eq!(given.m().agenda.active().unwrap().spent_s(moment("14:44")), 300);
    assert!(matches!(given.refused("agenda next"), Refusal::WrongPhase { .. }));
    assert!(matches!(given.refused("give P2"), Refusal::WrongPhase { .. }));
    given.when(&["@14:45 resume", "@14:50 agenda next"]);
    assert_eq!(given.m().agenda.get(1).unwrap().spent_s(moment("20:00")), 600);
}

#[test]
fn nobody_is_left_speaking_at_a_recess() {
    let mut given = begun();
    given.when(&["give P2"]);
    for line in ["recess", "agenda next", "agenda finish", "adjourn", "vote 1 method=hands"] {
        assert!(matches!(given.refused(line), Refusal::SomeoneSpeaking(_)), "{line}");
    }
}

#[test]
fn a_deferred_item_can_come_back() {
    let mut given = begun();
    given.when(&["@14:33 agenda defer 1 \"papers missing\"", "agenda next"]);
    assert_eq!(given.m().agenda.get(1).unwrap().state, ItemState::Deferred);
    assert_eq!(given.m().agenda.get(1).unwrap().reason, "papers missing");
    assert_eq!(given.m().agenda.active().unwrap().plan.no, 2);
    given.when(&["@14:40 agenda start 1", "@14:45 agenda finish"]);
    assert_eq!(given.m().agenda.get(1).unwrap().spent_s(moment("20:00")), 180 + 300);
    assert!(matches!(given.refused("agenda start 1"), Refusal::ItemState { .. }));
}

#[test]
fn a_moved_deferred_item_waits_again_for_its_turn() {
    let mut given = begun();
    given.when(&["agenda defer 2", "agenda move 2 to 3"]);
    assert_eq!(order(&given), [1, 3, 2]);
    assert_eq!(given.m().agenda.get(2).unwrap().state, ItemState::Pending);
    assert_eq!(given.refused("agenda move 2 to 2"), Refusal::SamePlace(2));
    assert!(matches!(given.refused("agenda move 1 to 2"), Refusal::ItemState { .. }));
    given.when(&["agenda move 2 to 3"]);
    assert_eq!(order(&given), [1, 2, 3]);
}

#[test]
fn an_item_is_added_before_another_and_keeps_its_own_number() {
    let mut given = begun();
    given.when(&["agenda add \"urgent\" 5m before=2", "agenda add \"last\""]);
    assert_eq!(order(&given), [1, 4, 2, 3, 5]);
    assert!(given.m().agenda.get(4).unwrap().added);
    given.when(&["agenda next"]);
    assert_eq!(given.m().agenda.active().unwrap().plan.no, 4);
    assert_eq!(given.refused("agenda add \"x\" before=9"), Refusal::NoSuchItem(9));
}

#[test]
fn somebody_is_named_to_lead_an_item_that_is_to_come() {
    let mut given = begun();
    let lead = |given: &Given| given.m().agenda.get(2).unwrap().plan.lead.clone();
    given.when(&["agenda lead 2 P2"]);
    assert_eq!(lead(&given), Some(PersonId::new("P2")));
    assert_eq!(given.refused("agenda lead 2 P2"), Refusal::NothingToChange);
    given.when(&["agenda lead 2"]);
    assert_eq!(lead(&given), None);
    assert!(matches!(given.refused("agenda lead 1 P2"), Refusal::ItemState { .. }));
    assert_eq!(given.refused("agenda lead 9 P2"), Refusal::NoSuchItem(9));
}

#[test]
fn nothing_starts_before_what_runs_began() {
    let mut given = begun();
    assert_eq!(given.refused("@14:20 agenda next"), Refusal::BeforeStart);
    given.when(&["@14:40 agenda next", "agenda next", "agenda finish"]);
    assert_eq!(given.refused("agenda next"), Refusal::NoNextItem);
    assert_eq!(given.refused("agenda finish"), Refusal::NoActiveItem);
}

#[test]
fn adjourning_ends_the_running_item() {
    let mut given = begun();
    given.when(&["@14:40 adjourn"]);
    assert_eq!(given.m().agenda.get(1).unwrap().state, ItemState::Done);
    assert_eq!(given.m().agenda.get(1).unwrap().spent_s(moment("20:00")), 600);
    assert!(matches!(given.refused("agenda add \"x\""), Refusal::WrongPhase { .. }));
}

//! Coming, leaving, being late, being absent.

use crate::build::{Given, id, moment, plan, preset, six};
use yishi::domain::refusal::Refusal;
use yishi::domain::roll::{Entry, Status};

fn entry<'a>(given: &'a Given, person: &str) -> &'a Entry {
    given.m().roll.get(&id(person)).unwrap()
}

fn planned() -> Given {
    Given::planned(plan(six(), preset("simple-majority")), vec![])
}

#[test]
fn whoever_comes_after_the_opening_is_late() {
    let mut given = planned();
    given.when(&["@14:00 present P1 P2 P3", "@14:30 open", "@14:40 present P4"]);
    assert!(entry(&given, "P4").late);
    assert!(!entry(&given, "P3").late);
    // Once late, always late; going out and coming back makes nobody late.
    given.when(&["@14:50 depart P3", "@15:00 return P3", "depart P4", "@15:10 return P4"]);
    assert!(!entry(&given, "P3").late);
    assert!(entry(&given, "P4").late);
    assert_eq!(entry(&given, "P3").arrived, Some(moment("14:00")));
    assert_eq!(entry(&given, "P3").left, Some(moment("14:50")));
}

#[test]
fn an_arrival_in_time_that_is_noted_down_late_is_in_time() {
    let mut given = planned();
    given.when(&["@14:00 present P1 P2", "@14:30 open", "@14:25 present P3"]);
    assert!(!entry(&given, "P3").late);
}

#[test]
fn adjourning_marks_absent_whoever_never_came_and_nobody_else() {
    let mut given = planned();
    given.when(&["@14:00 present P1 P2 P3", "leave P4 \"ill\"", "@14:30 open", "depart P3"]);
    given.when(&["@15:00 adjourn"]);
    let of = |person| entry(&given, person).status;
    assert_eq!(of("P1"), Status::Present);
    assert_eq!(of("P3"), Status::Departed);
    assert_eq!(of("P4"), Status::OnLeave);
    assert_eq!((of("P5"), of("P6")), (Status::Absent, Status::Absent));
    assert_eq!(entry(&given, "P4").reason, "ill");
}

#[test]
fn whoever_has_a_ballot_cannot_be_said_not_to_be_there() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=recorded", "ballot P2 for"]);
    assert_eq!(given.refused("unmark P2"), Refusal::HasBallot(id("P2")));
    assert_eq!(given.refused("absent P2"), Refusal::HasBallot(id("P2")));
    assert_eq!(given.refused("leave P2"), Refusal::HasBallot(id("P2")));
    given.when(&["close", "announce", "depart P2"]);
    assert_eq!(given.refused("absent P2"), Refusal::HasBallot(id("P2")), "not afterwards either");
}

#[test]
fn a_cancelled_votes_ballots_bind_nobody() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=recorded", "ballot P2 for", "cancel \"wrong text\"", "unmark P2"]);
}

#[test]
fn whoever_leaves_keeps_the_ballot_and_counts_until_the_next_vote() {
    let mut given = Given::opened("consultation");
    given.when(&["vote 1 method=recorded rule=residents-meeting", "ballot P2 for", "depart P2"]);
    given.when(&["ballot P3 for", "ballot P4 for", "ballot P5 against", "close", "announce"]);
    assert_eq!(given.vote().main_test().map(|t| (t.base, t.value)), Some((4, 3)));
    given.when(&["vote 2 method=recorded rule=residents-meeting"]);
    assert_eq!(given.vote().electorate.len(), 3);
}

#[test]
fn whoever_has_left_casts_no_ballot_but_stays_in_the_base() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=recorded rule=residents-meeting", "depart P5"]);
    let status = Status::Departed;
    assert_eq!(given.refused("ballot P5 for"), Refusal::NotPresent { person: id("P5"), status });
    given.when(&["ballot P2 for", "ballot P3 for", "close", "announce"]);
    assert_eq!(given.vote().main_test().map(|t| (t.base, t.value, t.met)), Some((4, 2, false)));
    assert_eq!(given.vote().counts_now().unwrap().not_cast, 2);
}

#[test]
fn a_speaker_does_not_leave_and_neither_does_one_who_waits_for_a_point_of_order() {
    let mut given = Given::opened("simple-majority");
    given.when(&["give P2", "give P3 kind=point-of-order"]);
    assert_eq!(given.refused("depart P3"), Refusal::IsSpeaking(id("P3")));
    assert_eq!(given.refused("depart P2"), Refusal::IsSpeaking(id("P2")));
    assert_eq!(given.refused("unmark P2"), Refusal::IsSpeaking(id("P2")));
    given.when(&["finish", "finish", "depart P2"]);
}

#[test]
fn the_count_states_who_is_here() {
    let mut given = planned();
    given.when(&["@14:00 present P1 P2 P6", "@14:30 open", "@14:35 count"]);
    let count = given.m().roll.counts[0];
    assert_eq!((count.expected, count.present, count.voters), (6, 3, 1));
}

#[test]
fn nobody_is_marked_twice_or_without_a_name() {
    let mut given = planned();
    assert_eq!(given.refused("present P1 P2 P1"), Refusal::NamedTwice(id("P1")));
    given.when(&["present P1"]);
    assert_eq!(given.refused("present P1"), Refusal::AlreadyPresent(id("P1")));
    let refusal = given.refused("depart P2");
    assert!(matches!(refusal, Refusal::NotPresent { status: Status::NotArrived, .. }));
}

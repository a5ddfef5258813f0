//! Given, when, then: items, their order and their times.

use super::*;
use crate::domain::agenda::{Command as Agenda, ItemState};

fn agenda(command: Agenda) -> Command {
    Command::Agenda(command)
}

fn numbers(given: &Given) -> Vec<u32> {
    given.m().agenda.items.iter().map(|item| item.plan.no).collect()
}

fn add(title: &str, before: Option<u32>) -> Command {
    agenda(Agenda::Add { title: title.into(), seconds: Some(300), before, kind: None })
}

#[test]
fn items_are_taken_one_after_another() {
    let mut given = opened();
    given.when("14:31", agenda(Agenda::Start(1))).when("14:41", agenda(Agenda::Next));
    assert_eq!(given.m().agenda.get(1).map(|i| i.state), Some(ItemState::Done));
    assert_eq!(given.m().agenda.active().map(|i| i.plan.no), Some(2));
    assert_eq!(given.refused("14:50", &agenda(Agenda::Next)), Refusal::NoNextItem);
    let again = given.refused("14:50", &agenda(Agenda::Start(1)));
    assert_eq!(again, Refusal::ItemState { no: 1, state: ItemState::Done });
    given.when("14:51", agenda(Agenda::Finish));
    assert_eq!(given.refused("14:52", &agenda(Agenda::Finish)), Refusal::NoActiveItem);
    let spent = given.m().agenda.items.iter().map(|item| item.spent_s(moment("15:00")));
    assert_eq!(spent.collect::<Vec<_>>(), [600, 600]);
}

#[test]
fn a_recess_stops_the_time_of_an_item() {
    let mut given = opened();
    given.when("14:31", agenda(Agenda::Start(1)));
    given.when("14:35", Command::Session(session::Command::Recess(None)));
    given.when("14:55", Command::Session(session::Command::Resume));
    let item = given.m().agenda.active().expect("it goes on");
    assert_eq!(item.spent_s(moment("14:56")), 300);
    assert_eq!(crate::domain::schedule::projected_end(given.m(), moment("14:56")), moment("15:11"));
}

#[test]
fn numbers_stay_with_their_items() {
    let mut given = opened();
    given.when("14:31", add("插入", Some(2)));
    assert_eq!(numbers(&given), [1, 3, 2]);
    given.when("14:32", agenda(Agenda::Move { no: 1, to: 2 }));
    assert_eq!(numbers(&given), [3, 2, 1]);
    let undo = |seq| Command::History(crate::domain::history::Command::Undo(seq));
    given.when("14:33", undo(None)).when("14:34", undo(Some(4)));
    assert_eq!(numbers(&given), [1, 2]);
    given.when("14:35", add("另一项", None));
    assert_eq!(numbers(&given), [1, 2, 3], "the number of what was taken back is free");
    let redo = Command::History(crate::domain::history::Command::Redo);
    assert!(matches!(given.refused("14:36", &redo), Refusal::Depends { .. }), "no number twice");
}

#[test]
fn a_deferred_item_comes_back_by_a_new_place() {
    let mut given = opened();
    given.when("14:31", agenda(Agenda::Defer { no: 1, reason: "缺人".into() }));
    assert_eq!(given.m().agenda.upcoming().map(|i| i.plan.no), Some(2));
    given.when("14:32", agenda(Agenda::Move { no: 1, to: 2 }));
    assert_eq!(given.m().agenda.get(1).map(|i| i.state), Some(ItemState::Pending));
    let place = given.refused("14:33", &agenda(Agenda::Move { no: 1, to: 1 }));
    assert_eq!(place, Refusal::SamePlace(1));
}

#[test]
fn no_item_starts_over_a_speaker_or_backwards_in_time() {
    let mut given = opened();
    given.when("14:31", agenda(Agenda::Start(1))).when("14:32", give("P2"));
    let speaking = given.refused("14:33", &agenda(Agenda::Next));
    assert_eq!(speaking, Refusal::SomeoneSpeaking(id("P2")));
    given.when("14:34", finish());
    assert_eq!(given.refused("14:30:30", &agenda(Agenda::Next)), Refusal::BeforeStart);
    assert_eq!(given.refused("14:35", &agenda(Agenda::Start(9))), Refusal::NoSuchItem(9));
}

//! Given, when, then: how far the end is off the plan. Two items of ten minutes, from 14:30.

use super::*;
use crate::domain::agenda::Command as Agenda;
use crate::domain::schedule::{drift_s, planned_end, projected_end};
use chrono::{NaiveTime, TimeDelta};

fn agenda(command: Agenda) -> Command {
    Command::Agenda(command)
}

fn at(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Opened at 14:30, with a plan that says so.
fn on_time() -> Given {
    planned_for(at(14, 30), None)
}

fn planned_for(start: Option<NaiveTime>, end: Option<NaiveTime>) -> Given {
    let mut plan = small();
    (plan.start, plan.end) = (start, end);
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given
}

/// Minutes behind the plan.
#[track_caller]
fn behind(given: &Given, time: &str) -> i64 {
    drift_s(given.m(), moment(time)).expect("the plan has times") / 60
}

#[test]
fn what_an_item_takes_beyond_its_time_counts_and_what_it_leaves_is_won_back() {
    let mut given = on_time();
    given.when("14:30", agenda(Agenda::Start(1)));
    assert_eq!(behind(&given, "14:35"), 0, "an item that still runs is not ahead yet");
    assert_eq!(behind(&given, "14:42"), 2);
    given.when("14:42", agenda(Agenda::Next)).when("14:47", agenda(Agenda::Finish));
    assert_eq!(behind(&given, "14:47"), -3);
    assert_eq!(projected_end(given.m(), moment("14:47")), moment("14:47"));
}

#[test]
fn a_late_start_counts() {
    for (start, end) in [(at(14, 20), None), (None, at(14, 40))] {
        let given = planned_for(start, end);
        assert_eq!(planned_end(given.m()), Some(moment("14:40")));
        assert_eq!(behind(&given, "14:30"), 10, "from {start:?} to {end:?}");
    }
}

#[test]
fn time_between_items_counts() {
    let mut given = on_time();
    given.when("14:34", agenda(Agenda::Start(1))).when("14:44", agenda(Agenda::Finish));
    assert_eq!(behind(&given, "14:44"), 4);
    assert_eq!(behind(&given, "14:50"), 10);
}

#[test]
fn time_spent_on_an_item_that_is_then_deferred_counts() {
    let mut given = on_time();
    given.when("14:30", agenda(Agenda::Start(1)));
    given.when("14:36", agenda(Agenda::Defer { no: 1, reason: "缺人".into() }));
    given.when("14:36", agenda(Agenda::Start(2)));
    // Ten minutes fell away, six of them had been spent.
    assert_eq!(behind(&given, "14:36"), -4);
}

#[test]
fn changes_of_the_agenda_move_the_end() {
    let mut given = on_time();
    let added =
        Agenda::Add { title: "插入".into(), seconds: Some(300), before: None, kind: None };
    given.when("14:30", agenda(added));
    assert_eq!(behind(&given, "14:30"), 5);
    given.when("14:30", agenda(Agenda::Time { no: 2, seconds: 1200 }));
    assert_eq!(behind(&given, "14:30"), 15);
}

#[test]
fn a_recess_counts_as_long_as_it_was_announced_and_longer_if_it_lasts() {
    let mut given = on_time();
    given.when("14:30", agenda(Agenda::Start(1)));
    given.when("14:35", Command::Session(session::Command::Recess(Some(600))));
    assert_eq!(behind(&given, "14:36"), 10);
    assert_eq!(behind(&given, "14:50"), 15);
}

#[test]
fn a_session_on_another_day_is_measured_from_its_opening() {
    let mut plan = small();
    plan.start = at(9, 0);
    plan.date -= TimeDelta::days(3);
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    assert_eq!(behind(&given, "14:33"), 3);
}

#[test]
fn without_times_in_the_plan_nothing_is_late() {
    let mut plan = small();
    plan.start = at(14, 0);
    plan.agenda.iter_mut().for_each(|item| item.seconds = 0);
    let mut given = Given::plan(plan);
    assert_eq!(drift_s(given.m(), moment("14:10")), None, "before the opening");
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    assert_eq!(drift_s(given.m(), moment("15:30")), None);
}

//! Given, when, then: dispositions, reservations, actions, notice and signatures.

use super::*;
use crate::domain::follow_up::{ActionStatus, Command as FollowUp, Task};
use crate::domain::outcome::{Command as Outcome, Disposition, Lean, groups_against, suggested};
use crate::domain::sign_off::{Command as SignOff, Notice, SignRole};

fn settle(disposition: Disposition) -> Command {
    Command::Outcome(Outcome::Outcome { no: 1, disposition, to: None, next: None, reason: None })
}

fn voted(votes: [u64; 3]) -> Given {
    let mut given = opened();
    let [yes, no, none] = votes;
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(yes, no, none));
    given.when("14:42", close()).when("14:43", announce());
    given
}

fn task(due: &str) -> Task {
    Task {
        title: "划线".into(),
        lead: "街道".into(),
        owner: id("P6"),
        together_with: None,
        due: day(due),
        from: Some(1),
    }
}

#[test]
fn the_numbers_suggest_a_disposition_and_the_chair_confirms() {
    for (votes, want) in [
        ([3, 1, 0], Disposition::Reached),
        ([2, 2, 0], Disposition::Continue),
        ([1, 3, 0], Disposition::Refer),
    ] {
        let mut given = voted(votes);
        assert_eq!(suggested(given.m(), 1), Some(want));
        assert!(given.m().outcomes.of(1).is_none(), "nothing is settled by the program");
        given.when("14:50", settle(want));
        assert_eq!(given.refused("14:51", &settle(want)), Refusal::SameOutcome(1));
    }
}

#[test]
fn a_consensus_needs_a_vote_that_reached_it() {
    let reached = settle(Disposition::Reached);
    assert_eq!(opened().refused("14:50", &reached), Refusal::OutcomeWithoutVote(1));
    let given = voted([2, 2, 0]);
    assert_eq!(given.refused("14:50", &reached), Refusal::OutcomeAgainstVote(1));
    let early = Command::Outcome(Outcome::Outcome {
        no: 1,
        disposition: Disposition::Continue,
        to: None,
        next: Some(day("2026-11-26")),
        reason: None,
    });
    assert_eq!(given.refused("14:50", &early), Refusal::DateBeforeSession);
}

#[test]
fn a_second_round_without_consensus_is_to_be_referred() {
    let mut plan = small();
    plan.round = 2;
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(2, 2, 0));
    given.when("14:42", close()).when("14:43", announce());
    assert_eq!(suggested(given.m(), 1), Some(Disposition::Refer));
}

#[test]
fn reservations_and_temperature_checks_change_no_result() {
    let mut given = voted([3, 1, 0]);
    let (person, text) = (id("P4"), "请求过渡期。".to_owned());
    given.when("14:50", Command::Outcome(Outcome::Reserve { person, no: 1, text }));
    let lean = Lean { block: 4, ..Lean::default() };
    given.when("14:51", Command::Outcome(Outcome::Gauge { no: 1, lean }));
    assert_eq!(suggested(given.m(), 1), Some(Disposition::Reached));
    let empty = Command::Outcome(Outcome::Gauge { no: 1, lean: Lean::default() });
    assert_eq!(given.refused("14:52", &empty), Refusal::GaugeEmpty);
}

#[test]
fn a_group_that_was_wholly_against_is_named() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Recorded));
    for (person, choice) in
        [("P2", Choice::For), ("P3", Choice::For), ("P4", Choice::Against), ("P5", Choice::Against)]
    {
        given.when("14:41", ballot(person, choice));
    }
    let vote = given.m().votes.list.last().expect("a vote");
    assert_eq!(groups_against(given.m(), vote), [group::STAKEHOLDER]);
}

#[test]
fn an_action_goes_its_way_step_by_step_also_after_the_record_is_sealed() {
    let mut given = voted([3, 1, 0]);
    let action = |command| Command::FollowUp(command);
    let early = given.refused("14:50", &action(FollowUp::Action(task("2026-11-26"))));
    assert_eq!(early, Refusal::DateBeforeSession);
    given.when("14:50", action(FollowUp::Action(task("2026-12-31"))));
    let pending = Refusal::ActionIs { no: 1, status: ActionStatus::Pending };
    assert_eq!(given.refused("14:51", &action(FollowUp::Complete(1))), pending);
    given.when("14:59", adjourn()).when("15:00", Command::Session(session::Command::Seal));
    let text = || "已划线。".to_owned();
    given.when("15:01", action(FollowUp::Adopt(1)));
    given.when("15:02", action(FollowUp::Progress { no: 1, text: text() }));
    given.when("15:03", action(FollowUp::Report { no: 1, text: text() }));
    given.when("15:04", action(FollowUp::Complete(1)));
    let done = given.m().follow_up.get(1).expect("an action");
    assert_eq!((done.status, done.history.len()), (ActionStatus::Completed, 4));
    assert!(!done.is_overdue(day("2027-01-01")));
    let sealed = given.refused("15:05", &action(FollowUp::Action(task("2026-12-31"))));
    assert_eq!(sealed, Refusal::Sealed);
}

#[test]
fn a_notice_does_not_end_before_it_begins() {
    let notice = |from: &str, to: &str| {
        let (from, to) = (day(from), day(to));
        Command::SignOff(SignOff::Notice(Notice { from, to, phone: None, mailbox: None }))
    };
    let mut given = opened();
    let backwards = given.refused("14:40", &notice("2026-12-04", "2026-11-30"));
    assert_eq!(backwards, Refusal::NoticeBackwards);
    let early = given.refused("14:40", &notice("2026-11-01", "2026-11-30"));
    assert_eq!(early, Refusal::DateBeforeSession);
    given.when("14:40", notice("2026-11-30", "2026-12-04"));
    assert_eq!(given.m().stage(), 5);
}

#[test]
fn only_whoever_was_there_signs_and_once() {
    let mut given = Given::plan(small());
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P6"])).when("14:30", open());
    let sign = |person: &str| Command::SignOff(SignOff::Sign { person: id(person), role: None });
    assert!(matches!(given.refused("14:40", &sign("P5")), Refusal::NotPresent { .. }));
    given.when("14:40", sign("P1")).when("14:41", depart("P2")).when("14:42", sign("P2"));
    assert_eq!(given.refused("14:43", &sign("P1")), Refusal::AlreadySigned(id("P1")));
    let roles: Vec<SignRole> = given.m().sign_off.signatures.iter().map(|s| s.role).collect();
    assert_eq!(roles, [SignRole::Chair, SignRole::Witness]);
}

//! Dispositions suggested from the numbers; what never changes a result.

use crate::build::{Given, id, plan, preset, six};
use yishi::domain::fraction::Ratio;
use yishi::domain::outcome::{Disposition, groups_against, suggested};
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::{Limit, Rule};
use yishi::domain::session::Plan;

fn after(round: u32, tally: &str) -> Option<Disposition> {
    let mut given = Given::opened_with(Plan { round, ..plan(six(), preset("consultation")) });
    given.when(&["vote 1 method=hands", tally, "close", "announce"]);
    suggested(given.m(), 1)
}

#[test]
fn the_numbers_suggest_what_becomes_of_it() {
    assert_eq!(after(1, "tally for=3 against=1 abstain=0"), Some(Disposition::Reached));
    assert_eq!(after(1, "tally for=2 against=2 abstain=0"), Some(Disposition::Continue));
    assert_eq!(after(1, "tally for=1 against=0 abstain=3"), Some(Disposition::Refer));
    assert_eq!(after(1, "tally for=0 against=0 abstain=4"), Some(Disposition::Refer));
    assert_eq!(after(2, "tally for=2 against=2 abstain=0"), Some(Disposition::Refer), "two rounds");
    assert_eq!(after(2, "tally for=3 against=1 abstain=0"), Some(Disposition::Reached));
}

#[test]
fn before_a_result_nothing_is_suggested() {
    let mut given = Given::opened("consultation");
    assert_eq!(suggested(given.m(), 1), None);
    given.when(&["vote 1 method=hands", "tally for=4 against=0 abstain=0", "close"]);
    assert_eq!(suggested(given.m(), 1), None);
    given.when(&["cancel \"x\""]);
    assert_eq!(suggested(given.m(), 1), None);
    assert_eq!(given.refused("outcome 1 reached"), Refusal::OutcomeWithoutVote(1));
}

#[test]
fn passing_with_less_than_a_consensus_is_none() {
    let mut rule = preset("consultation");
    rule.pass[0].limit = Limit::Ratio(Ratio::at_least(1, 2));
    let mut given = Given::opened_with(plan(six(), Rule { ..rule }));
    given.when(&["vote 1 method=hands", "tally for=2 against=1 abstain=1", "close", "announce"]);
    assert!(given.vote().passed());
    assert_eq!(suggested(given.m(), 1), Some(Disposition::Continue));
}

#[test]
fn the_chair_confirms_but_not_against_the_vote() {
    let mut given = Given::opened("consultation");
    given.when(&["vote 1 method=hands", "tally for=2 against=2 abstain=0", "close", "announce"]);
    assert_eq!(given.refused("outcome 1 reached"), Refusal::OutcomeAgainstVote(1));
    given.when(&["outcome 1 continue next=2026-12-11"]);
    assert!(matches!(given.refused("outcome 1 continue next=2026-12-11"), Refusal::SameOutcome(1)));
    given.when(&["outcome 1 refer to=\"街道办事处\""]);
    assert_eq!(given.m().outcomes.of(1).unwrap().disposition, Disposition::Refer);
    assert_eq!(given.refused("outcome 2 continue next=2026-11-01"), Refusal::DateBeforeSession);
}

#[test]
fn another_result_opens_the_outcome_again() {
    let mut given = Given::opened("consultation");
    given.when(&["vote 1 method=hands", "tally for=3 against=1 abstain=0", "close", "announce"]);
    given.when(&["outcome 1 reached", "recount", "tally for=2 against=2 abstain=0", "close"]);
    assert!(given.m().outcomes.of(1).is_some(), "until it is announced");
    given.when(&["announce"]);
    assert_eq!(given.m().outcomes.of(1), None);
    assert_eq!(suggested(given.m(), 1), Some(Disposition::Continue));
    given.when(&["outcome 1 continue", "undo", "undo"]);
    assert_eq!(given.m().outcomes.of(1).unwrap().disposition, Disposition::Reached);
}

#[test]
fn reservations_change_no_result() {
    let mut given = Given::opened("consultation");
    given.when(&["vote 1 method=hands", "tally for=3 against=1 abstain=0", "close", "announce"]);
    let before = given.vote().clone();
    for person in ["P2", "P3", "P4", "P5"] {
        given.when(&[&format!("reserve {person} 1 \"I had rather not\"")]);
    }
    assert_eq!(*given.vote(), before);
    assert_eq!(suggested(given.m(), 1), Some(Disposition::Reached));
    assert_eq!(given.m().outcomes.reservations_on(1).count(), 4);
    assert_eq!(given.m().outcomes.reservations_on(2).count(), 0);
}

#[test]
fn a_temperature_check_binds_nobody() {
    let mut given = Given::opened("consultation");
    given.when(&["gauge 1 block=4"]);
    assert_eq!(suggested(given.m(), 1), None);
    given.when(&["vote 1 method=hands", "gauge 1 support=4", "tally for=1 against=3 abstain=0"]);
    given.when(&["close", "announce", "gauge 1 support=4"]);
    assert!(!given.vote().passed());
    assert_eq!(suggested(given.m(), 1), Some(Disposition::Refer));
    assert_eq!(given.refused("outcome 1 reached"), Refusal::OutcomeAgainstVote(1));
    assert_eq!(given.refused("gauge 1 support=0"), Refusal::GaugeEmpty);
}

#[test]
fn a_group_is_against_when_each_of_its_recorded_ballots_is() {
    let mut given = Given::opened("consultation");
    given.when(&["vote 1 method=recorded", "ballot P2 for", "ballot P3 against"]);
    given.when(&["ballot P4 against", "ballot P5 against", "close", "announce"]);
    assert_eq!(groups_against(given.m(), given.vote()), ["利益相关方"]);
    given.when(&["vote 2 method=recorded", "ballot P4 against", "ballot P5 abstain"]);
    assert!(groups_against(given.m(), given.vote()).is_empty());
    given.when(&["cancel \"x\"", "vote 2 method=hands", "tally for=0 against=4 abstain=0"]);
    assert!(groups_against(given.m(), given.vote()).is_empty(), "hands do not tell groups apart");
    assert_eq!(given.m().roll.person(&id("P4")).unwrap().group, "利益相关方");
}

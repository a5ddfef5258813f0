//! Rules in force: named for one vote, or changed for the session by `set`.

use crate::build::{Given, plan, preset, six};
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::Tie;

#[test]
fn a_vote_may_name_its_rule_and_the_session_keeps_its_own() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands rule=three-quarters", "tally for=2 against=1 abstain=1"]);
    assert_eq!(given.vote().rule.id, "three-quarters");
    given.when(&["close", "announce", "vote 2 method=hands"]);
    assert_eq!(given.vote().rule.id, "simple-majority");
    given.when(&["cancel \"x\""]);
    let Refusal::NoSuchRule { id, known } = given.refused("set rule=nonsense") else { panic!() };
    assert_eq!((id.as_str(), known.len()), ("nonsense", 28));
}

#[test]
fn set_changes_the_rule_from_the_next_vote_on() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands"]);
    for line in ["set rule=unanimous", "set quorum=1/2", "set reached=3/4", "set hard=1/3"] {
        assert_eq!(given.refused(line), Refusal::VoteOpen { proposal: 1 }, "{line}");
    }
    given.when(&["set tie=chair-decides"]);
    assert_eq!(
        given.vote().rule.tie,
        Tie::Fails,
        "the open vote keeps the rule it was opened with"
    );
    given.when(&["tally for=2 against=2 abstain=0", "close", "announce"]);
    assert!(!given.vote().passed());
    given.when(&["vote 2 method=hands"]);
    assert_eq!(given.vote().rule.tie, Tie::ChairDecides);
}

#[test]
fn a_quorum_that_is_set_holds_also_after_a_rule_that_is_set() {
    let mut given = Given::planned(plan(six(), preset("simple-majority")), vec![]);
    given.when(&["@14:00 present P1 P2 P3 P4 P5", "@14:30 open", "set rule=party-members"]);
    given.when(&["depart P4", "depart P5"]);
    assert!(matches!(given.refused("vote 1 method=hands"), Refusal::NoQuorum(_)));
    given.when(&["set quorum=1/2", "vote 1 method=hands"]);
    assert_eq!(given.vote().rule.id, "party-members");
    assert_eq!(given.vote().quorum.need(), 2);
}

#[test]
fn a_changed_quorum_touches_no_vote_that_was_held() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands", "tally for=4 against=0 abstain=0", "close", "announce"]);
    given.when(&["depart P5", "set quorum=1/1"]);
    assert!(!given.m().quorum().met);
    assert!(given.vote().quorum.met && given.vote().passed());
    assert!(matches!(given.refused("vote 2 method=hands"), Refusal::NoQuorum(_)));
}

#[test]
fn thresholds_that_make_no_sense_are_refused() {
    let mut given = Given::opened("consultation");
    assert_eq!(given.refused("set hard=3/4"), Refusal::BadSetting, "above where it is reached");
    assert_eq!(given.refused("set reached=1/3"), Refusal::BadSetting, "below where it is hard");
    given.when(&["set reached=3/4 hard=2/3"]);
    given.when(&["vote 1 method=hands"]);
    assert_eq!(given.vote().main_test().unwrap().need, 3);
    assert!(!yishi::domain::fraction::Ratio::more_than(1, 1).is_valid());
}

#[test]
fn required_groups_can_be_set() {
    let mut given = Given::opened("simple-majority");
    given.when(&["set groups=\"职能部门\"", "depart P6"]);
    assert!(matches!(given.refused("vote 1 method=hands"), Refusal::NoQuorum(_)));
}

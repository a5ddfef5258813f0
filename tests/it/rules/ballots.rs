//! Ballots that change, ties that are decided, people who come during a vote.

use crate::build::{Given, id, plan, preset, six};
use yishi::domain::fraction::Ratio;
use yishi::domain::meeting::Event;
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::{Base, Measure, Rule, Threshold, Tie};
use yishi::domain::vote::{self, Choice};

fn chair_decides(rule: &str) -> Given {
    Given::opened_with(plan(six(), Rule { tie: Tie::ChairDecides, ..preset(rule) }))
}

#[test]
fn a_ballot_may_change_until_the_announcement_and_the_log_keeps_both() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=recorded", "ballot P2 for", "ballot P3 for", "ballot P4 for"]);
    assert_eq!(given.refused("ballot P2 for"), Refusal::SameBallot(id("P2")));
    given.when(&["ballot P2 against"]);
    let Some(Event::Vote(vote::Event::Cast { choice, was, .. })) =
        given.ledger.records().last().unwrap().event()
    else {
        panic!()
    };
    assert_eq!((*choice, *was), (Choice::Against, Some(Choice::For)));
    // Closed: a slip may be put right, but nobody votes any more.
    given.when(&["close", "ballot P2 abstain"]);
    assert!(matches!(given.refused("ballot P5 for"), Refusal::VoteIs { .. }));
    given.when(&["announce"]);
    assert_eq!(given.refused("ballot P2 for"), Refusal::NoOpenVote);
    assert_eq!(given.refused("tally for=1 against=1"), Refusal::NoOpenVote);
    let counts = given.vote().counts_now().unwrap();
    assert_eq!((counts.in_favour, counts.abstain, counts.not_cast), (2, 1, 1));
}

#[test]
fn nothing_is_announced_before_it_is_closed() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=recorded", "ballot P2 for"]);
    assert!(matches!(given.refused("announce"), Refusal::VoteIs { .. }));
    assert_eq!(given.refused("vote 2 method=hands"), Refusal::VoteOpen { proposal: 1 });
    assert_eq!(given.refused("adjourn"), Refusal::VoteOpen { proposal: 1 });
}

#[test]
fn a_tie_fails_unless_the_rule_asks_the_chair() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands", "tally for=2 against=2 abstain=0", "close"]);
    assert_eq!(given.refused("casting for"), Refusal::NoTie);
    given.when(&["announce"]);
    assert!(given.vote().is_tied() && !given.vote().passed());
}

#[test]
fn the_chair_is_asked_about_a_tie_before_it_is_announced() {
    for (casting, passed) in [("casting for", true), ("casting against", false)] {
        let mut given = chair_decides("simple-majority");
        given.when(&["vote 1 method=hands", "tally for=2 against=2 abstain=0"]);
        assert_eq!(given.refused(casting), Refusal::NoTie, "not while it is open");
        given.when(&["close"]);
        assert_eq!(given.refused("announce"), Refusal::TieUndecided);
        given.when(&[casting, "announce"]);
        assert_eq!(given.vote().passed(), passed);
    }
}

#[test]
fn abstentions_do_not_hide_a_tie_and_half_of_the_base_is_none() {
    let mut given = chair_decides("residents-meeting");
    given.when(&["vote 1 method=hands", "tally for=1 against=1 abstain=2", "close"]);
    assert_eq!(given.refused("announce"), Refusal::TieUndecided);
    given.when(&["tally for=2 against=1 abstain=1"]);
    assert_eq!(given.refused("casting for"), Refusal::NoTie, "2 of 4, but more for than against");
    given.when(&["announce"]);
    assert!(!given.vote().passed());
}

#[test]
fn no_casting_vote_makes_two_thirds_of_a_half() {
    let mut given = chair_decides("two-thirds");
    given.when(&["vote 1 method=hands", "tally for=2 against=2 abstain=0", "close"]);
    assert_eq!(given.refused("casting for"), Refusal::NoTie);
    given.when(&["announce"]);
    assert!(!given.vote().passed());
}

#[test]
fn half_of_them_is_no_tie_where_half_is_enough() {
    let pass = vec![Threshold::share(Measure::Heads, Base::Decisive, Ratio::at_least(1, 2))];
    let half = Rule { pass, ..preset("rules-of-order") };
    for tie in [Tie::Fails, Tie::ChairDecides] {
        let mut given = Given::opened_with(plan(six(), Rule { tie, ..half.clone() }));
        given.when(&["vote 1 method=hands", "tally for=2 against=2 abstain=0", "close"]);
        assert!(given.vote().passed(), "what is met is not unmet for being even");
        assert!(!given.vote().is_tied());
        assert!(!given.vote().chair_decides());
    }
}

#[test]
fn the_chair_is_not_asked_where_something_else_fails_anyway() {
    let mut given = chair_decides("owners-ordinary");
    given.when(&["vote 1 method=recorded", "ballot P2 for", "ballot P3 against", "close"]);
    assert!(given.vote().is_tied());
    assert_eq!(given.refused("casting for"), Refusal::NoTie, "two of four are not two thirds");
    given.when(&["announce"]);
    assert!(!given.vote().passed());
}

#[test]
fn a_casting_vote_is_given_anew_when_the_ballots_change() {
    let mut given = chair_decides("simple-majority");
    given.when(&[
        "vote 1 method=recorded",
        "ballot P2 for",
        "ballot P3 against",
        "ballot P4 abstain",
    ]);
    given.when(&["close", "casting for", "ballot P4 for", "ballot P4 abstain"]);
    assert_eq!(given.refused("announce"), Refusal::TieUndecided);
}

#[test]
fn whoever_comes_during_a_vote_takes_part_once_admitted() {
    let mut given = Given::planned(plan(six(), preset("residents-meeting")), vec![]);
    given.when(&["@14:00 present P1 P2 P3 P4", "@14:30 open", "vote 1 method=recorded"]);
    given.when(&["@14:35 present P5"]);
    assert_eq!(given.vote().main_test().unwrap().base, 3);
    assert_eq!(given.refused("ballot P5 for"), Refusal::NotAdmitted(id("P5")));
    assert_eq!(
        given.refused("admit P6"),
        Refusal::NotPresent { person: id("P6"), status: yishi::domain::roll::Status::NotArrived }
    );
    given.when(&["admit P5", "ballot P5 for"]);
    assert_eq!(given.vote().main_test().unwrap().base, 4);
    assert_eq!(given.refused("admit P5"), Refusal::AlreadyAdmitted(id("P5")));
    assert_eq!(given.refused("admit P1"), Refusal::NoVote(id("P1")));
}

#[test]
fn nobody_is_admitted_to_counted_hands() {
    let mut given = Given::planned(plan(six(), preset("residents-meeting")), vec![]);
    given.when(&["@14:00 present P1 P2 P3 P4", "@14:30 open", "vote 1 method=hands"]);
    given.when(&["tally for=2 against=1 abstain=0", "present P5"]);
    assert_eq!(given.refused("admit P5"), Refusal::TallyStands);
}

#[test]
fn somebody_invited_during_a_vote_cannot_push_its_rate_over_the_whole() {
    let mut given = Given::opened("party-members");
    given.when(&["vote 1 method=recorded", "invite P9 name=\"new\" group=\"议事会成员\" vote=yes"]);
    given.when(&["present P9", "admit P9"]);
    for person in ["P2", "P3", "P4", "P5", "P9"] {
        given.when(&[&format!("ballot {person} for")]);
    }
    given.when(&["close", "announce"]);
    assert_eq!(given.vote().main_test().map(|t| (t.base, t.value)), Some((5, 5)));
    assert_eq!(given.vote().rate().as_deref(), Some("100.0%"));
}

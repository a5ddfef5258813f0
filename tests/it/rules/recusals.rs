//! Recusal in its three modes, before and during a vote, of people here and not here.

use crate::build::{Given, id, plan, preset, six};
use yishi::domain::fraction::Ratio;
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::{Among, Attendance, Quorum, RecusalMode, Rule};
use yishi::domain::session::Plan;

fn quorum(num: u32, den: u32) -> Quorum {
    let ratio = Ratio::at_least(num, den);
    Quorum { any_of: vec![Attendance::share(Among::Entitled, ratio).into()], ..Quorum::default() }
}

fn under(recusal: RecusalMode, quorum: Quorum) -> Given {
    let rule = Rule { recusal, ..preset("residents-meeting") };
    Given::opened_with(Plan { quorum, ..plan(six(), rule) })
}

#[test]
fn the_recused_do_not_vote_but_may_speak() {
    let mut given = under(RecusalMode::LeavesBase, Quorum::default());
    given.when(&[
        "recuse P5 from=1 \"an interest\"",
        "give P5",
        "finish",
        "vote 1 method=recorded",
    ]);
    assert_eq!(
        given.refused("ballot P5 for"),
        Refusal::IsRecused { person: id("P5"), proposal: 1 }
    );
    given.when(&["cancel \"x\"", "vote 2 method=recorded", "ballot P5 for"]);
}

#[test]
fn the_recused_are_not_admitted() {
    let mut given = under(RecusalMode::LeavesBase, Quorum::default());
    given.when(&["depart P5", "recuse P5 from=1", "vote 1 method=recorded", "return P5"]);
    assert_eq!(given.refused("admit P5"), Refusal::IsRecused { person: id("P5"), proposal: 1 });
}

#[test]
fn the_base_loses_them_or_keeps_them_as_the_rule_says() {
    for (mode, base) in [
        (RecusalMode::LeavesBase, 3),
        (RecusalMode::StaysInBase, 4),
        (RecusalMode::LeavesQuorum, 3),
    ] {
        for lines in [
            ["recuse P5 from=1", "vote 1 method=recorded"],
            ["vote 1 method=recorded", "recuse P5 from=1"],
        ] {
            let mut given = under(mode, Quorum::default());
            given.when(&lines);
            assert_eq!(given.vote().main_test().unwrap().base, base, "{mode:?} {lines:?}");
            assert!(!given.vote().may_vote(&id("P5")));
            assert_eq!(given.vote().recused, [id("P5")]);
        }
    }
}

#[test]
fn an_absent_person_recused_during_the_vote_leaves_the_base_of_all_entitled() {
    for during in [false, true] {
        let mut given = Given::opened("party-members");
        given.when(&["depart P5"]);
        let (recuse, vote) = ("recuse P5 from=1", "vote 1 method=recorded");
        given.when(&if during { [vote, recuse] } else { [recuse, vote] });
        let test = given.vote().main_test().unwrap();
        assert_eq!((test.base, test.need), (3, 2), "during: {during}");
        assert_eq!(given.vote().recused, [id("P5")]);
    }
}

#[test]
fn a_recusal_that_leaves_the_quorum_counts_in_neither_of_its_numbers() {
    // Three of four voters here: 3/4. Without P5, who is here: two of three.
    let mut given = under(RecusalMode::LeavesQuorum, quorum(3, 4));
    given.when(&["depart P2", "recuse P5 from=1"]);
    let Refusal::NoQuorum(stamp) = given.refused("vote 1 method=hands") else { panic!() };
    assert_eq!((stamp.have(), stamp.need()), (2, 3));
    given.when(&["vote 2 method=hands"]);
    let mut given = under(RecusalMode::LeavesBase, quorum(3, 4));
    given.when(&["depart P2", "recuse P5 from=1", "vote 1 method=hands"]);
}

#[test]
fn a_recusal_does_not_take_the_quorum_away_under_an_open_vote() {
    let mut given = under(RecusalMode::LeavesQuorum, quorum(3, 4));
    given.when(&["depart P2", "vote 1 method=hands"]);
    assert!(matches!(given.refused("recuse P5 from=1"), Refusal::NoQuorum(_)));
    given.when(&["cancel \"P5 has an interest\"", "recuse P5 from=1"]);
    assert!(matches!(given.refused("vote 1 method=hands"), Refusal::NoQuorum(_)));
}

#[test]
fn a_cast_ballot_or_a_tally_comes_before_a_recusal() {
    let mut given = under(RecusalMode::LeavesBase, Quorum::default());
    given.when(&["vote 1 method=recorded", "ballot P5 for"]);
    assert_eq!(given.refused("recuse P5 from=1"), Refusal::HasBallot(id("P5")));
    given.when(&["cancel \"x\"", "vote 1 method=hands", "tally for=1 against=3 abstain=0"]);
    assert_eq!(given.refused("recuse P5 from=1"), Refusal::TallyStands);
    given.when(&["cancel \"x\"", "recuse P5 from=1"]);
    assert!(matches!(given.refused("recuse P5 from=1"), Refusal::AlreadyRecused { .. }));
}

#[test]
fn without_anybody_to_vote_there_is_no_vote() {
    let mut given = under(RecusalMode::LeavesBase, Quorum::default());
    for person in ["P2", "P3", "P4", "P5"] {
        given.when(&[&format!("recuse {person} from=1")]);
    }
    assert_eq!(given.refused("vote 1 method=hands"), Refusal::NobodyVotes);
}

#[test]
fn a_principal_who_is_recused_stays_in_the_base_of_a_rule_that_keeps_them() {
    for during in [false, true] {
        let recusal = RecusalMode::StaysInBase;
        let rule = Rule { recusal, proxy_cap: Some(1), ..preset("residents-meeting") };
        let mut given = Given::planned(plan(six(), rule), vec![]);
        given.when(&["@14:00 present P1 P2 P3", "@14:30 open", "proxy P4 to P2"]);
        let (recuse, vote) = ("recuse P4 from=1", "vote 1 method=recorded");
        given.when(&if during { [vote, recuse] } else { [recuse, vote] });
        assert_eq!(given.vote().main_test().unwrap().base, 3, "during: {during}");
    }
}

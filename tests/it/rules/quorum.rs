//! The quorum: its ways, tags and groups; what losing it means and what it does not touch.

use crate::build::{Given, id, plan, preset, six};
use yishi::domain::fraction::Ratio;
use yishi::domain::person::{Person, group};
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::{Among, Attendance, Quorum};
use yishi::domain::session::Plan;

fn with(any_of: Vec<(Among, Ratio)>, groups: &[&str], people: Vec<Person>) -> Plan {
    let any_of =
        any_of.into_iter().map(|(among, ratio)| Attendance::share(among, ratio).into()).collect();
    let require_groups = groups.iter().map(|g| (*g).to_owned()).collect();
    let quorum = Quorum { any_of, require_groups, ..Quorum::default() };
    Plan { quorum, ..plan(people, preset("simple-majority")) }
}

fn lost(why: &Refusal) -> (u64, u64) {
    match why {
        Refusal::NoQuorum(stamp) => (stamp.have(), stamp.need()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_thirds_of_the_invited_are_counted_up() {
    // Two thirds of six are four, those without a vote among them.
    let mut given =
        Given::planned(with(vec![(Among::Expected, Ratio::at_least(2, 3))], &[], six()), vec![]);
    given.when(&["@14:00 present P1 P2 P6"]);
    assert_eq!(lost(&given.refused("open")), (3, 4));
    given.when(&["present P3", "open"]);
}

#[test]
fn more_than_half_of_those_with_a_vote_is_not_half() {
    let mut given =
        Given::planned(with(vec![(Among::Entitled, Ratio::more_than(1, 2))], &[], six()), vec![]);
    given.when(&["@14:00 present P1 P6 P2 P3"]);
    assert_eq!(lost(&given.refused("open")), (2, 3));
    given.when(&["present P4", "open"]);
}

#[test]
fn any_way_will_do_and_the_nearest_is_shown() {
    let mut people = six();
    for n in [1, 2, 3] {
        people[n].tags = vec!["户代表".into()];
    }
    let ways = vec![
        (Among::Entitled, Ratio::more_than(1, 2)),
        (Among::Tagged("户代表".into()), Ratio::at_least(2, 3)),
    ];
    let mut given = Given::planned(with(ways, &[], people), vec![]);
    given.when(&["@14:00 present P2"]);
    let why = given.refused("open");
    assert_eq!(lost(&why), (1, 2), "one more household is nearer than two more villagers");
    given.when(&["present P3", "open"]);
    assert!(given.m().session.opening.as_ref().unwrap().quorum.met);
}

#[test]
fn a_tag_that_nobody_carries_opens_no_meeting() {
    let ways = vec![(Among::Tagged("户代表".into()), Ratio::at_least(0, 1))];
    let mut given = Given::planned(with(ways, &[], six()), vec![]);
    given.when(&["@14:00 present P1 P2 P3 P4 P5 P6"]);
    assert!(matches!(given.refused("open"), Refusal::NoQuorum(_)));
}

#[test]
fn every_required_group_must_have_somebody_there() {
    let groups = [group::STAKEHOLDER, group::DEPARTMENT];
    let mut given = Given::planned(
        with(vec![(Among::Expected, Ratio::at_least(2, 3))], &groups, six()),
        vec![],
    );
    given.when(&["@14:00 present P1 P2 P3 P4 P5"]);
    let Refusal::NoQuorum(stamp) = given.refused("open") else { panic!() };
    assert_eq!(stamp.missing_groups, [group::DEPARTMENT]);
    assert_eq!((stamp.have(), stamp.need()), (5, 4), "the number is there");
    given.when(&["present P6", "open"]);
}

#[test]
fn a_lost_quorum_refuses_new_votes_and_leaves_what_was_decided() {
    let ways = vec![(Among::Entitled, Ratio::at_least(3, 4))];
    let mut given = Given::opened_with(with(ways, &[], six()));
    given.when(&["vote 1 method=hands", "tally for=3 against=1 abstain=0", "close", "announce"]);
    given.when(&["depart P5", "depart P4"]);
    assert!(!given.m().quorum().met);
    assert_eq!(lost(&given.refused("vote 2 method=hands")), (2, 3));
    assert!(given.m().votes.deciding(1).unwrap().passed());
    assert!(given.vote().quorum.met, "the stamp is that of the vote's opening");
    given.when(&["return P4", "vote 2 method=hands"]);
    assert_eq!((given.vote().quorum.have(), given.vote().quorum.need()), (3, 3));
}

#[test]
fn a_quorum_lost_during_a_vote_does_not_undo_it() {
    let ways = vec![(Among::Entitled, Ratio::at_least(3, 4))];
    let mut given = Given::opened_with(with(ways, &[], six()));
    given.when(&["vote 1 method=recorded", "ballot P2 for", "ballot P3 for", "ballot P4 for"]);
    given.when(&["depart P4", "depart P5", "close", "announce"]);
    assert!(given.vote().passed());
}

#[test]
fn the_rules_own_quorum_goes_before_the_sessions() {
    let mut given = Given::planned(with(vec![], &[], six()), vec![]);
    given.when(&["@14:00 present P2 P3", "@14:30 open", "vote 1 method=hands"]);
    given.when(&["cancel \"another rule\""]);
    // Two of four with a vote are not two thirds.
    assert_eq!(lost(&given.refused("vote 1 method=hands rule=party-members")), (2, 3));
    given.when(&["present P4", "vote 1 method=hands rule=party-members"]);
    assert!(given.vote().may_vote(&id("P4")));
}

#[test]
fn written_opinions_and_proxies_make_nobody_present() {
    let rule = yishi::domain::rule::Rule { proxy_cap: Some(2), ..preset("simple-majority") };
    let ways = vec![(Among::Entitled, Ratio::at_least(3, 4))];
    let plan = Plan { rule, ..with(ways, &[], six()) };
    let mut given = Given::planned(plan, vec![]);
    given.when(&["@14:00 present P2 P3", "proxy P4 to P2", "written P5 \"an opinion\""]);
    assert_eq!(given.m().roll.voters_present(), 2);
    assert_eq!(lost(&given.refused("open")), (2, 3));
}

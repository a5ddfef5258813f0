//! Proxies: only where the rule allows them, up to their cap, and nobody's vote twice.

use crate::build::{Given, id, plan, preset, six};
use yishi::domain::refusal::Refusal;
use yishi::domain::roll::Status;
use yishi::domain::rule::{Rule, TakesPart};

/// P2 and P3 are here of P2 to P5.
fn with_cap(rule: &str, cap: u32) -> Given {
    let mut rule = Rule { proxy_cap: Some(cap), ..preset(rule) };
    if !rule.takes_part.is_empty() {
        rule.takes_part.push(TakesPart::Proxy);
    }
    let mut given = Given::planned(plan(six(), rule), vec![]);
    given.when(&["@14:00 present P1 P2 P3", "@14:30 open"]);
    given
}

#[test]
fn a_rule_without_proxies_allows_none() {
    let mut given = Given::opened("simple-majority");
    given.when(&["depart P5"]);
    assert!(matches!(given.refused("proxy P5 to P2"), Refusal::NoProxies { .. }));
}

#[test]
fn a_holder_takes_no_more_than_the_cap() {
    let mut given = with_cap("simple-majority", 1);
    given.when(&["proxy P4 to P2"]);
    assert_eq!(given.refused("proxy P5 to P2"), Refusal::ProxyCap { person: id("P2"), cap: 1 });
    given.when(&["proxy P5 to P3"]);
}

#[test]
fn only_the_absent_give_and_only_present_voters_hold() {
    let mut given = with_cap("simple-majority", 2);
    assert_eq!(given.refused("proxy P3 to P2"), Refusal::ProxyOfPresent(id("P3")));
    assert_eq!(given.refused("proxy P4 to P4"), Refusal::ProxyOfPresent(id("P4")));
    assert!(matches!(given.refused("proxy P4 to P5"), Refusal::NotPresent { .. }));
    assert_eq!(given.refused("proxy P4 to P1"), Refusal::NoVote(id("P1")));
    assert_eq!(given.refused("proxy P6 to P2"), Refusal::NoVote(id("P6")));
    given.when(&["proxy P4 to P2"]);
    assert_eq!(given.refused("proxy P4 to P3"), Refusal::ProxyTaken(id("P4")));
}

#[test]
fn a_proxy_does_not_make_anybody_present() {
    let mut given = with_cap("simple-majority", 2);
    given.when(&["proxy P4 to P2"]);
    assert_eq!(given.m().roll.get(&id("P4")).unwrap().status, Status::NotArrived);
    assert_eq!(given.m().roll.count(Status::Present), 3);
    assert_eq!(given.m().quorum().present, 3);
}

#[test]
fn nobody_votes_twice_when_the_principal_comes() {
    let mut given = with_cap("residents-meeting", 2);
    given.when(&["proxy P4 to P2", "vote 1 method=recorded", "ballot P4 for"]);
    given.when(&["@14:40 present P4"]);
    assert_eq!(given.refused("admit P4"), Refusal::AlreadyAdmitted(id("P4")));
    given.when(&["ballot P4 against", "ballot P2 for", "close", "announce"]);
    let counts = given.vote().counts_now().unwrap();
    assert_eq!((counts.in_favour, counts.against, counts.not_cast), (1, 1, 1));
    assert!(given.m().roll.proxies.is_empty(), "whoever comes votes in person");
    given.when(&["vote 2 method=recorded"]);
    let voters: Vec<&str> = given.vote().electorate.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(voters, ["P2", "P3", "P4"]);
}

#[test]
fn when_the_holder_leaves_the_proxy_ends_and_cast_ballots_stay() {
    let mut given = with_cap("residents-meeting", 2);
    given.when(&["proxy P4 to P2", "proxy P5 to P2", "vote 1 method=recorded", "ballot P4 for"]);
    given.when(&["@14:40 depart P2"]);
    assert!(matches!(given.refused("ballot P5 for"), Refusal::NotPresent { .. }));
    given.when(&["ballot P3 for", "close", "announce"]);
    let counts = given.vote().counts_now().unwrap();
    assert_eq!((counts.in_favour, counts.not_cast), (2, 2));
    given.when(&["vote 2 method=recorded"]);
    assert_eq!(given.vote().electorate.len(), 1, "P3 alone");
}

#[test]
fn no_proxy_is_given_while_a_vote_is_open() {
    let mut given = with_cap("simple-majority", 2);
    given.when(&["vote 1 method=hands"]);
    assert_eq!(given.refused("proxy P4 to P2"), Refusal::VoteOpen { proposal: 1 });
}

#[test]
fn no_base_is_smaller_than_those_who_vote_by_proxy() {
    for rule in ["residents-meeting", "party-members", "simple-majority", "rules-of-order"] {
        let mut given = with_cap(rule, 2);
        given.when(&["proxy P4 to P2", "proxy P5 to P2", "vote 1 method=recorded"]);
        given.when(&["ballot P2 for", "ballot P3 for", "ballot P4 for", "ballot P5 for"]);
        given.when(&["close", "announce"]);
        assert_eq!(given.vote().rate().as_deref(), Some("100.0%"), "{rule}");
    }
}

#[test]
fn a_vote_under_a_rule_without_proxies_leaves_them_out() {
    let mut given = with_cap("simple-majority", 2);
    given.when(&["proxy P4 to P2", "vote 1 method=recorded rule=two-thirds"]);
    assert!(!given.vote().may_vote(&id("P4")));
}

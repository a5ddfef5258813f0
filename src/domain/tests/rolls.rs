//! Given, when, then: presence, lateness, proxies.

use super::*;
use crate::domain::roll::Status;

fn roll(command: roll::Command) -> Command {
    Command::Roll(command)
}

fn status(given: &Given, person: &str) -> Status {
    given.m().roll.get(&id(person)).expect("a participant").status
}

#[test]
fn whoever_comes_after_the_opening_is_late_once() {
    let mut given = Given::plan(small());
    given.when("14:20", present(&["P1", "P2", "P4", "P6"])).when("14:30", open());
    given.when("14:40", present(&["P3"])).when("14:41", depart("P2"));
    given.when("14:42", roll(roll::Command::Return(id("P2"))));
    let late = |person| given.m().roll.get(&id(person)).expect("a participant").late;
    assert!(late("P3"));
    assert!(!late("P2"), "coming back is not coming late");
}

#[test]
fn at_the_end_whoever_never_came_is_absent() {
    let mut given = Given::plan(small());
    given.when("14:00", roll(roll::Command::Leave { person: id("P5"), reason: "病".into() }));
    given.when("14:20", present(&["P1", "P2", "P4", "P6"])).when("14:30", open());
    given.when("14:40", depart("P2")).when("15:00", adjourn());
    let got = ["P1", "P2", "P3", "P5"].map(|person| status(&given, person));
    assert_eq!(got, [Status::Present, Status::Departed, Status::Absent, Status::OnLeave]);
}

#[test]
fn a_refused_group_of_sign_ins_changes_nobody() {
    let mut given = Given::plan(small());
    given.when("14:00", present(&["P1"]));
    let again = given.refused("14:01", &present(&["P2", "P1"]));
    assert_eq!(again, Refusal::AlreadyPresent(id("P1")));
    assert_eq!(given.refused("14:01", &present(&["P2", "P2"])), Refusal::NamedTwice(id("P2")));
    assert_eq!(given.refused("14:01", &present(&[])), Refusal::NobodyNamed);
    assert_eq!(given.refused("14:01", &present(&["P9"])), Refusal::NoSuchPerson("P9".into()));
    assert_eq!(status(&given, "P2"), Status::NotArrived);
}

#[test]
fn whoever_has_a_ballot_cast_cannot_be_said_not_to_be_there() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Recorded)).when("14:41", ballot("P2", Choice::For));
    let has = Refusal::HasBallot(id("P2"));
    let absent = roll(roll::Command::Absent(ids(&["P2"])));
    assert_eq!(given.refused("14:42", &absent), has);
    assert_eq!(given.refused("14:42", &roll(roll::Command::Unmark(id("P2")))), has);
    given.when("14:42", depart("P2"));
    let vote = given.m().votes.unfinished().expect("open");
    assert!(vote.may_vote(&id("P2")), "whoever leaves keeps the ballot");
}

#[test]
fn a_speaker_cannot_leave_even_while_a_point_of_order_interrupts() {
    let mut given = opened();
    given.when("14:31", give("P4"));
    assert_eq!(given.refused("14:32", &depart("P4")), Refusal::IsSpeaking(id("P4")));
    given.when("14:32", request("P5", terms(SpeechKind::PointOfOrder, Stance::Neutral, None)));
    given.when("14:33", give("P5"));
    assert_eq!(given.refused("14:34", &depart("P4")), Refusal::IsSpeaking(id("P4")));
    given.when("14:35", finish()).when("14:36", finish()).when("14:37", depart("P4"));
}

#[test]
fn a_proxy_needs_a_rule_an_absent_principal_and_room_under_the_cap() {
    let proxy = |from: &str, to: &str| roll(roll::Command::Proxy { from: id(from), to: id(to) });
    let mut given = Given::plan(small());
    given.when("14:20", present(&["P1", "P2", "P4", "P6"]));
    assert!(matches!(given.refused("14:21", &proxy("P3", "P2")), Refusal::NoProxies { .. }));
    let mut plan = small();
    plan.rule.proxy_cap = Some(1);
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P4", "P6"])).when("14:30", open());
    assert_eq!(given.refused("14:31", &proxy("P4", "P2")), Refusal::ProxyOfPresent(id("P4")));
    given.when("14:31", proxy("P3", "P2"));
    let full = Refusal::ProxyCap { person: id("P2"), cap: 1 };
    assert_eq!(given.refused("14:32", &proxy("P5", "P2")), full);
    assert_eq!(given.m().quorum().present, 4, "a proxy makes nobody present");
    given.when("14:40", vote_on(1, Method::Recorded));
    let voters = given.m().votes.unfinished().expect("open").electorate.len();
    assert_eq!(voters, 3, "two here and one by proxy");
    given.when("14:41", present(&["P3"]));
    let admit = Command::Vote(vote::Command::Admit(id("P3")));
    let twice = given.refused("14:42", &admit);
    assert_eq!(twice, Refusal::AlreadyAdmitted(id("P3")), "nobody's vote counts twice");
}

#[test]
fn a_tag_that_nobody_carries_opens_no_meeting() {
    let mut plan = small();
    let way = plan.quorum.any_of[0].way().unwrap().clone();
    plan.quorum.any_of[0] = Attendance { among: Among::Tagged("户代表".into()), ..way }.into();
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"]));
    assert!(matches!(given.refused("14:30", &open()), Refusal::NoQuorum(_)));
}

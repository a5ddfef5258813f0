//! Given, when, then: methods, bases, counts that must add up, ties, recusals, recounts.

use super::*;
use crate::domain::person::Weight;
use crate::domain::rule::RuleRef;
use crate::domain::vote::{Command as Voting, Counts, Terms, Vote, VoteState};

fn voting(command: Voting) -> Command {
    Command::Vote(command)
}

fn by(rule: Rule, method: Method) -> Command {
    voting(Voting::Open {
        proposal: 1,
        method,
        rule: Some(RuleRef::Given(Box::new(rule))),
        terms: Terms::default(),
    })
}

fn latest(given: &Given) -> &Vote {
    given.m().votes.list.last().expect("a vote")
}

fn papers(issued: u64, returned: u64, votes: [u64; 4]) -> Command {
    let [in_favour, against, abstain, invalid] = votes.map(Some);
    let (issued, returned) = (Some(issued), Some(returned));
    let not_cast = None;
    voting(Voting::Tally(Tally {
        in_favour,
        against,
        abstain,
        invalid,
        not_cast,
        issued,
        returned,
        ..Tally::default()
    }))
}

/// A meeting of `n` voters beside its chair and a department, all there.
fn of(n: u32) -> Given {
    let mut plan = small();
    plan.people.retain(|person| !person.vote);
    for i in 0..n {
        let id = format!("V{i}");
        plan.people.push(Person::new(id.clone(), format!("居民{i}"), group::STAKEHOLDER));
    }
    let everyone: Vec<PersonId> = plan.people.iter().map(|person| person.id.clone()).collect();
    let mut given = Given::plan(plan);
    given.when("14:20", Command::Roll(roll::Command::Present(everyone))).when("14:30", open());
    given
}

fn carries(n: u32, rule: Rule, votes: [u64; 3]) -> bool {
    let mut given = of(n);
    let [yes, no, none] = votes;
    given.when("14:40", by(rule, Method::Hands)).when("14:41", hands(yes, no, none));
    given.when("14:42", close()).when("14:43", announce());
    latest(&given).passed()
}

fn half_of(base: Base) -> Rule {
    let mut rule = majority();
    rule.pass[0].base = base;
    rule
}

#[test]
fn the_numbers_of_real_systems_bugs_come_out_right() {
    assert!(!carries(20, half_of(Base::Present), [10, 10, 0]), "10 of 20 is no majority");
    assert!(carries(20, half_of(Base::Present), [11, 9, 0]));
    assert!(carries(5, half_of(Base::Present), [3, 2, 0]), "3 of 5 is more than half");
    assert!(!carries(3, half_of(Base::Decisive), [0, 0, 3]), "0:0 never passes");
    assert!(carries(3, half_of(Base::Decisive), [1, 0, 2]), "abstentions do not count here");
    assert!(!carries(3, half_of(Base::Valid), [1, 0, 2]), "and here they do");
    assert!(carries(16, consultation(), [11, 5, 0]) && !carries(16, consultation(), [10, 6, 0]));
    assert!(carries(13, consultation(), [9, 4, 0]) && !carries(13, consultation(), [8, 5, 0]));
}

#[test]
fn counts_must_add_up_to_those_who_vote() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands));
    let off = given.refused("14:41", &hands(3, 1, 1));
    assert_eq!(off, Refusal::SumOff { sum: 5, base: 4 });
    assert_eq!(given.refused("14:41", &hands(1, 1, 1)), Refusal::SumOff { sum: 3, base: 4 });
    assert_eq!(given.refused("14:41", &close()), Refusal::TallyMissing);
    let two = Tally { in_favour: Some(3), abstain: Some(0), ..Tally::default() };
    given.when("14:42", voting(Voting::Tally(two)));
    let counts = latest(&given).counts.expect("counted");
    assert_eq!((counts.against, latest(&given).derived), (1, Some(Choice::Against)));
    let one = Tally { in_favour: Some(3), ..Tally::default() };
    assert_eq!(given.refused("14:43", &voting(Voting::Tally(one))), Refusal::TallyMissing);
}

#[test]
fn the_papers_of_a_secret_vote_must_agree() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Secret));
    let no = |command: &Command| given.refused("14:41", command);
    assert_eq!(no(&hands(2, 1, 1)), Refusal::PapersMissing);
    assert_eq!(no(&papers(5, 4, [2, 1, 1, 0])), Refusal::IssuedOver { issued: 5, base: 4 });
    assert_eq!(no(&papers(4, 4, [2, 1, 0, 0])), Refusal::ReturnedOff { returned: 4, sum: 3 });
    assert_eq!(no(&ballot("P2", Choice::For)), Refusal::NoBallots { method: Method::Secret });
    given.when("14:42", papers(4, 3, [2, 0, 0, 1]));
    let want = Counts {
        in_favour: 2,
        invalid: 1,
        not_cast: 1,
        issued: Some(4),
        returned: Some(3),
        ..Counts::default()
    };
    assert_eq!(latest(&given).counts, Some(want));
}

#[test]
fn more_papers_back_than_out_make_a_vote_void() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Secret)).when("14:41", papers(3, 4, [4, 0, 0, 0]));
    given.when("14:42", close()).when("14:43", announce());
    assert!(latest(&given).is_void() && !latest(&given).passed());
    assert!(given.m().votes.deciding(1).is_none(), "a void vote decides nothing");
}

#[test]
fn no_line_of_a_secret_vote_names_a_voter_with_a_choice() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Secret)).when("14:41", papers(4, 4, [2, 1, 1, 0]));
    given.when("14:42", close()).when("14:43", announce());
    let from = latest(&given).seq;
    for record in given.ledger.records().iter().filter(|record| record.seq > from) {
        let line = record.encode().expect("a line");
        for person in ["P2", "P3", "P4", "P5"] {
            assert!(!line.contains(&format!("\"{person}\"")), "{line}");
        }
    }
    assert!(latest(&given).ballots.is_empty());
}

#[test]
fn a_ballot_may_change_until_the_result_is_announced() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Recorded)).when("14:41", ballot("P2", Choice::For));
    assert_eq!(given.refused("14:41", &ballot("P2", Choice::For)), Refusal::SameBallot(id("P2")));
    assert_eq!(given.refused("14:41", &ballot("P1", Choice::For)), Refusal::NoVote(id("P1")));
    given.when("14:42", close()).when("14:43", ballot("P2", Choice::Against));
    let late = given.refused("14:43", &ballot("P3", Choice::For));
    assert_eq!(late, Refusal::VoteIs { state: VoteState::Closed });
    given.when("14:44", announce());
    assert_eq!(given.refused("14:45", &ballot("P2", Choice::For)), Refusal::NoOpenVote);
}

#[test]
fn a_lost_quorum_refuses_new_votes_and_leaves_what_was_decided() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(4, 0, 0));
    given.when("14:42", close()).when("14:43", announce());
    given.when("14:44", depart("P2")).when("14:44", depart("P3")).when("14:44", depart("P4"));
    assert!(matches!(given.refused("14:45", &vote_on(2, Method::Hands)), Refusal::NoQuorum(_)));
    assert!(given.m().votes.deciding(1).is_some_and(Vote::passed));
}

#[test]
fn late_arrivals_take_part_once_admitted() {
    let mut given = Given::plan(small());
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P6"])).when("14:30", open());
    given.when("14:40", vote_on(1, Method::Recorded)).when("14:41", present(&["P5"]));
    let waits = given.refused("14:42", &ballot("P5", Choice::For));
    assert_eq!(waits, Refusal::NotAdmitted(id("P5")));
    given.when("14:42", voting(Voting::Admit(id("P5")))).when("14:43", ballot("P5", Choice::For));
    assert_eq!(latest(&given).main_test().expect("a test").base, 4);
    let mut given = opened();
    given.when("14:39", depart("P5")).when("14:40", vote_on(1, Method::Hands));
    given.when("14:41", hands(3, 0, 0));
    given.when("14:42", Command::Roll(roll::Command::Return(id("P5"))));
    let counted = given.refused("14:43", &voting(Voting::Admit(id("P5"))));
    assert_eq!(counted, Refusal::TallyStands);
}

#[test]
fn a_recusal_takes_out_of_base_or_quorum_as_the_rule_says() {
    for (mode, base) in [
        (RecusalMode::LeavesBase, 3),
        (RecusalMode::StaysInBase, 4),
        (RecusalMode::LeavesQuorum, 3),
    ] {
        let mut given = opened();
        let rule = Rule { recusal: mode, ..consultation() };
        given.when("14:39", recuse("P5", 1, "")).when("14:40", by(rule.clone(), Method::Recorded));
        assert_eq!(latest(&given).main_test().expect("a test").base, base, "{mode:?} before");
        let recused = Refusal::IsRecused { person: id("P5"), proposal: 1 };
        assert_eq!(given.refused("14:41", &ballot("P5", Choice::For)), recused);
        let mut given = opened();
        given.when("14:40", by(rule, Method::Recorded)).when("14:41", recuse("P5", 1, ""));
        assert_eq!(latest(&given).main_test().expect("a test").base, base, "{mode:?} while open");
    }
}

#[test]
fn a_recusal_of_somebody_who_is_not_there_leaves_the_entitled_at_any_time() {
    let start = || {
        let mut given = Given::plan(small());
        given.when("14:20", present(&["P1", "P2", "P3", "P4", "P6"])).when("14:30", open());
        given
    };
    let rule = half_of(Base::Entitled);
    let mut before = start();
    before.when("14:39", recuse("P5", 1, "")).when("14:40", by(rule.clone(), Method::Hands));
    let mut during = start();
    during.when("14:40", by(rule, Method::Hands)).when("14:41", recuse("P5", 1, ""));
    for given in [before, during] {
        assert_eq!(latest(&given).entitled.heads, 3);
        assert_eq!(latest(&given).recused, ids(&["P5"]));
    }
}

#[test]
fn one_objection_turns_silence_into_a_show_of_hands() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::NoObjection));
    let object = voting(Voting::Object { person: id("P4"), reason: String::new() });
    given.when("14:41", object.clone());
    assert_eq!(given.refused("14:42", &close()), Refusal::TallyMissing);
    let again = given.refused("14:42", &object);
    assert_eq!(again, Refusal::NotNoObjection { method: Method::Hands });
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::NoObjection)).when("14:41", close());
    given.when("14:42", announce());
    assert!(latest(&given).passed() && latest(&given).counts_now().is_none());
}

#[test]
fn a_voice_vote_needs_a_judgement_or_counts() {
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Voice));
    assert_eq!(given.refused("14:41", &close()), Refusal::JudgementMissing);
    given.when("14:41", voting(Voting::Close { judged: Some(true) })).when("14:42", announce());
    assert!(latest(&given).passed());
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(4, 0, 0));
    let asked = given.refused("14:42", &voting(Voting::Close { judged: Some(true) }));
    assert_eq!(asked, Refusal::JudgementNotAsked { method: Method::Hands });
}

#[test]
fn a_tie_is_never_silent_where_the_chair_decides() {
    let mut given = opened();
    let rule = Rule { tie: Tie::ChairDecides, ..majority() };
    given.when("14:40", by(rule, Method::Hands)).when("14:41", hands(2, 2, 0));
    given.when("14:42", close());
    assert_eq!(given.refused("14:43", &announce()), Refusal::TieUndecided);
    given.when("14:43", voting(Voting::Casting { pass: true })).when("14:44", announce());
    assert!(latest(&given).passed());
    assert!(!carries(4, majority(), [2, 2, 0]), "elsewhere a tie fails");
    let mut given = opened();
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(3, 1, 0));
    given.when("14:42", close());
    let none = given.refused("14:43", &voting(Voting::Casting { pass: true }));
    assert_eq!(none, Refusal::NoTie);
}

#[test]
fn owners_need_heads_and_weights_which_never_mix() {
    let mut plan = small();
    plan.rule = owners();
    for (person, weight) in plan.people.iter_mut().zip(["1", "200", "10", "10", "10", "1"]) {
        person.weight = Weight::parse(weight).expect("a weight");
    }
    let mut given = Given::plan(plan);
    given.when("14:20", present(&["P1", "P2", "P3", "P4", "P5", "P6"])).when("14:30", open());
    let hands = given.refused("14:40", &vote_on(1, Method::Hands));
    assert!(matches!(hands, Refusal::WeightNeedsRecorded { method: Method::Hands, .. }));
    given.when("14:40", vote_on(1, Method::Recorded)).when("14:41", ballot("P2", Choice::For));
    for person in ["P3", "P4", "P5"] {
        given.when("14:41", ballot(person, Choice::Against));
    }
    let met: Vec<bool> = latest(&given).tests().iter().map(|test| test.met).collect();
    assert_eq!(met, [true, true, true, false], "most of the area, but one head of four");
    assert!(!latest(&given).passed());
}

#[test]
fn the_heaviest_roster_still_adds_up() {
    let most = Weight::parse("1000000000").expect("the largest weight");
    assert_eq!(Weight::parse("1000000000.0001"), None);
    assert!(most.0.checked_mul(100_000).is_some(), "the largest roster of the largest weights");
}

#[test]
fn a_recount_repeats_the_vote_and_replaces_its_result() {
    let mut given = opened();
    let recount = voting(Voting::Recount);
    assert_eq!(given.refused("14:39", &recount), Refusal::NothingToRecount);
    given.when("14:40", vote_on(1, Method::Hands)).when("14:41", hands(3, 1, 0));
    given.when("14:42", close()).when("14:43", announce());
    let first = latest(&given).seq;
    given.when("14:44", recount).when("14:45", hands(2, 2, 0));
    given.when("14:46", close()).when("14:47", announce());
    assert_eq!(latest(&given).recount_of, Some(first));
    assert!(given.m().votes.deciding(1).is_some_and(|vote| !vote.passed()));
}

#[test]
fn a_vote_freezes_its_text_and_one_that_carried_keeps_it() {
    use crate::domain::proposal::Command as Proposing;
    let amend =
        |text: &str| Command::Proposal(Proposing::Amend { no: 1, text: text.into(), by: id("P4") });
    let mut given = opened();
    given.when("14:35", amend("改后的文字。")).when("14:40", vote_on(1, Method::Hands));
    assert!(given.m().proposals.get(1).is_some_and(|p| p.frozen));
    assert_eq!(given.refused("14:41", &amend("再改。")), Refusal::VoteOpen { proposal: 1 });
    given.when("14:42", hands(4, 0, 0)).when("14:43", close()).when("14:44", announce());
    assert_eq!(given.refused("14:45", &amend("再改。")), Refusal::ProposalCarried(1));
}

proptest::proptest! {
    #[test]
    fn rates_stay_below_the_whole_and_needs_meet_their_test(
        n in 1u32..12, yes in 0u64..12, no in 0u64..12,
    ) {
        // Folded into what adds up: rejecting the rest would now and then exhaust the tries.
        let n64 = u64::from(n);
        let yes = yes % (n64 + 1);
        let no = no % (n64 - yes + 1);
        let mut given = of(n);
        given.when("14:40", vote_on(1, Method::Hands));
        given.when("14:41", hands(yes, no, n64 - yes - no));
        let test = latest(&given).main_test().expect("a test");
        proptest::prop_assert!(test.value <= test.base);
        proptest::prop_assert_eq!(test.met, test.value >= test.need);
        proptest::prop_assert_eq!(latest(&given).passed(), yes * 3 >= n64 * 2 && yes > 0);
        proptest::prop_assert_eq!(latest(&given).missing(), test.need.saturating_sub(yes));
    }
}

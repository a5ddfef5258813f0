//! Votes that are cancelled, repeated, or taken on a new text.

use crate::build::Given;
use yishi::domain::refusal::Refusal;
use yishi::domain::rule::Measure;
use yishi::domain::vote::VoteState;

const FAILED: [&str; 4] =
    ["vote 1 method=hands", "tally for=1 against=3 abstain=0", "close", "announce"];

#[test]
fn a_recount_is_a_new_vote_linked_to_the_old() {
    let mut given = Given::opened("simple-majority");
    assert_eq!(given.refused("recount"), Refusal::NothingToRecount);
    given.when(&["vote 1 method=hands rule=two-thirds", "tally for=2 against=2 abstain=0"]);
    assert!(matches!(given.refused("recount"), Refusal::VoteOpen { .. }));
    given.when(&["close", "announce"]);
    let old = given.vote().seq;
    given.when(&["recount", "tally for=3 against=1 abstain=0", "close", "announce"]);
    let vote = given.vote();
    assert_eq!(vote.recount_of, Some(old));
    assert_eq!(vote.rule.id, "two-thirds");
    assert!(vote.passed());
    assert_eq!(given.m().votes.on(1).count(), 2, "the old vote stands in the record");
    assert_eq!(given.m().votes.deciding(1).unwrap().seq, vote.seq);
}

#[test]
fn a_recount_counts_the_same_people_even_after_one_has_left() {
    let mut given = Given::opened("residents-meeting");
    given.when(&FAILED);
    given.when(&["depart P5", "recount"]);
    assert_eq!(given.vote().electorate.len(), 4, "who has left has voted all the same");
    given.when(&["tally for=2 against=1"]);
    let counts = given.vote().counts_now().unwrap();
    assert_eq!((counts.abstain, counts.not_cast), (0, 1), "whoever has left does not abstain");
    given.when(&["close", "announce"]);
    assert_eq!(given.vote().rate().as_deref(), Some("50.0%"));
}

#[test]
fn the_papers_of_a_secret_vote_are_counted_again_and_tell_nobodys_choice() {
    let mut given = Given::opened("residents-meeting");
    let papers = "tally for=2 against=1 abstain=1 issued=4 returned=4";
    given.when(&["vote 1 method=secret", papers, "close", "announce"]);
    given.when(&["depart P5", "recount"]);
    given.when(&[papers]);
    assert_eq!(given.vote().base(yishi::domain::rule::Base::Present, Measure::Heads, None), 4);
    given.when(&["close", "announce"]);
    assert!(!given.vote().passed(), "2 of 4, as before: nobody leaves the base by leaving");
}

#[test]
fn ballots_of_a_recorded_vote_are_read_again_though_their_voter_has_left() {
    let mut given = Given::opened("residents-meeting");
    given.when(&["vote 1 method=recorded", "ballot P2 for", "ballot P5 against"]);
    given.when(&["close", "announce", "depart P5", "recount", "ballot P5 for", "ballot P2 for"]);
    given.when(&["close", "announce"]);
    assert_eq!(given.vote().counts_now().unwrap().in_favour, 2);
}

#[test]
fn a_secret_vote_that_was_counted_cannot_be_taken_back_and_held_with_one_less() {
    let mut given = Given::opened("residents-meeting");
    given.when(&["vote 1 method=secret"]);
    let opening = given.seq();
    given.when(&["tally for=2 against=1 abstain=1 issued=4 returned=4", "undo"]);
    assert_eq!(given.refused(&format!("undo {opening}")), Refusal::BoxOpened);
}

#[test]
fn a_changed_text_is_voted_on_anew_and_not_recounted() {
    let mut given = Given::opened("simple-majority");
    given.when(&FAILED);
    given.when(&["amend 1 \"a better text\" by=P4"]);
    assert_eq!(given.refused("recount"), Refusal::NothingToRecount);
    assert!(!given.m().proposals.get(1).unwrap().frozen, "the new text has not been read out");
    given.when(&["freeze 1", "vote 1 method=hands", "tally for=4 against=0 abstain=0"]);
    assert_eq!(given.refused("amend 1 \"x\" by=P4"), Refusal::VoteOpen { proposal: 1 });
    given.when(&["close", "announce"]);
    assert!(given.vote().passed());
    assert_eq!(given.vote().recount_of, None);
    assert_eq!(given.refused("amend 1 \"x\" by=P4"), Refusal::ProposalCarried(1));
    assert_eq!(given.refused("drop 1"), Refusal::ProposalCarried(1));
}

#[test]
fn an_objection_leads_to_an_amended_text_and_a_new_vote() {
    let mut given = Given::opened("consultation");
    given.when(&["vote 1 method=no-objection", "object P4 \"nights\"", "cancel \"to be amended\""]);
    assert_eq!(given.vote().state, VoteState::Cancelled);
    assert_eq!(given.m().votes.deciding(1), None);
    given.when(&["amend 1 \"not at night\" by=P4", "vote 1 method=no-objection", "close"]);
    given.when(&["announce"]);
    assert!(given.m().votes.deciding(1).unwrap().passed());
    assert_eq!(given.m().proposals.get(1).unwrap().text(), "not at night");
    assert_eq!(given.m().proposals.get(1).unwrap().versions.len(), 2);
}

#[test]
fn a_cancelled_vote_decides_nothing_and_needs_a_reason() {
    let mut given = Given::opened("simple-majority");
    given.when(&["vote 1 method=hands", "tally for=4 against=0 abstain=0"]);
    assert_eq!(given.refused("cancel \"\""), Refusal::EmptyText);
    given.when(&["cancel \"wrong text\""]);
    assert_eq!(given.refused("recount"), Refusal::NothingToRecount);
    assert_eq!(given.m().votes.deciding(1), None);
    given.when(&["amend 1 \"right text\" by=P2", "vote 1 method=hands"]);
}

#[test]
fn a_dropped_proposal_is_neither_voted_on_nor_recounted() {
    let mut given = Given::opened("simple-majority");
    given.when(&FAILED);
    given.when(&["drop 1 \"taken back\""]);
    assert_eq!(given.refused("vote 1 method=hands"), Refusal::ProposalDropped(1));
    assert_eq!(given.refused("recount"), Refusal::ProposalDropped(1));
}

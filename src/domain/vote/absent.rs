//! Votes of those who are not there: handed in on paper or online, and those who were asked so that
//! their silence may count.
//!
//! A sealed envelope has no choice here, and none of a secret vote ever has.

use super::electorate::{has_vote, join};
use super::{Choice, Event, Meeting, PersonId, Refusal, State, Vote, VoteState};
use crate::domain::proposal::Proposal;
use crate::domain::roll::Status;
use crate::domain::rule::{Abstain, Follow, Rule, Silent, TakesPart};
use std::collections::BTreeSet;

/// A vote that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    pub seq: u64,
    pub person: PersonId,
    pub proposal: u32,
    /// The line that gave the proposal the text it was about.
    pub text: u64,
    pub by: TakesPart,
    /// None: a sealed envelope.
    pub choice: Option<Choice>,
}

impl Rule {
    /// Whether a choice is one that this rule knows.
    pub fn allows(&self, choice: Choice) -> bool {
        match choice {
            Choice::For | Choice::Against | Choice::Invalid => true,
            Choice::Abstain => self.abstain != Abstain::Forbidden,
            Choice::Follow => self.follow == Follow::Majority,
        }
    }

    pub(super) fn need_allowed(&self, choice: Choice) -> Result<(), Refusal> {
        if self.allows(choice) {
            return Ok(());
        }
        Err(Refusal::ChoiceForbidden { rule: self.name.clone(), choice })
    }
}

impl State {
    /// What somebody handed in on the text that a proposal has now.
    pub fn handed_in_by(&self, m: &Meeting, person: &PersonId, no: u32) -> Option<&HandedIn> {
        let text = m.proposals.get(no)?.text_seq();
        let on = |h: &&HandedIn| h.person == *person && h.proposal == no && h.text == text;
        self.handed_in.iter().rev().find(on)
    }
}

/// The rule that decides whether it may be handed in: that of the vote at hand, else the session's.
fn rule_on(m: &Meeting, proposal: u32) -> &Rule {
    m.votes.unfinished_on(proposal).map_or(&m.session.rule, |vote| &vote.rule)
}

/// Refused where the papers were counted, or nobody may join any more.
fn need_open_box(m: &Meeting, vote: &Vote) -> Result<(), Refusal> {
    if vote.state != VoteState::Open {
        return Err(Refusal::VoteIs { state: vote.state });
    }
    super::decide::need_no_tally(m, vote)
}

pub(super) fn hand_in(
    m: &Meeting,
    person: &PersonId,
    proposal: u32,
    by: TakesPart,
    choice: Option<Choice>,
) -> Result<Event, Refusal> {
    m.need_before_adjourned()?;
    m.proposals.need_live(proposal)?;
    let rule = rule_on(m, proposal);
    let entry = m.roll.need_known(person)?;
    if !entry.person.vote {
        return Err(Refusal::NoVote(person.clone()));
    }
    if !rule.takes(by) {
        return Err(Refusal::WayNotTaken { rule: rule.name.clone(), way: by });
    }
    if entry.status == Status::Present && rule.takes(TakesPart::InPerson) {
        return Err(Refusal::VotesInPerson(person.clone()));
    }
    if m.votes.is_recused(person, proposal) {
        return Err(Refusal::IsRecused { person: person.clone(), proposal });
    }
    let terms = m.votes.unfinished_on(proposal).map(|vote| vote.terms.clone()).unwrap_or_default();
    if !has_vote(m, rule, &terms, &entry.person) {
        return Err(Refusal::NotOfPart(person.clone()));
    }
    if let Some(choice) = choice {
        rule.need_allowed(choice)?;
    }
    let known = m.votes.handed_in_by(m, person, proposal).is_some();
    if let Some(vote) = m.votes.unfinished_on(proposal) {
        need_open_box(m, vote)?;
        if choice.is_some() && vote.method.is_secret() {
            return Err(Refusal::NoBallots { method: vote.method });
        }
        if known || vote.ballots.contains_key(person) {
            return Err(Refusal::AlreadyHandedIn(person.clone()));
        }
    } else if known {
        return Err(Refusal::AlreadyHandedIn(person.clone()));
    }
    Ok(Event::HandedIn { person: person.clone(), proposal, by, choice })
}

pub(super) fn serve(m: &Meeting, people: &[PersonId], proposal: u32) -> Result<Event, Refusal> {
    m.need_before_adjourned()?;
    m.proposals.need_live(proposal)?;
    let rule = rule_on(m, proposal);
    if rule.silent == Silent::NotCast {
        return Err(Refusal::SilenceIsNone { rule: rule.name.clone() });
    }
    if people.is_empty() {
        return Err(Refusal::NobodyNamed);
    }
    let mut named = BTreeSet::new();
    for person in people {
        if !m.roll.need_known(person)?.person.vote {
            return Err(Refusal::NoVote(person.clone()));
        }
        if !named.insert(person) || m.votes.served.contains(&(proposal, person.clone())) {
            return Err(Refusal::NamedTwice(person.clone()));
        }
    }
    if let Some(vote) = m.votes.unfinished_on(proposal) {
        need_open_box(m, vote)?;
    }
    Ok(Event::Served { people: people.to_vec(), proposal })
}

pub(super) fn apply(m: &mut Meeting, seq: u64, event: &Event) {
    match event {
        Event::HandedIn { person, proposal, by, choice } => {
            let text = m.proposals.get(*proposal).map_or(0, Proposal::text_seq);
            let (person, proposal, by, choice) = (person.clone(), *proposal, *by, *choice);
            let submitted = HandedIn { seq, person: person.clone(), proposal, text, by, choice };
            m.votes.handed_in.push(submitted);
            if m.votes.open().is_some_and(|vote| vote.proposal == proposal) {
                join(m, &person, Some(by));
                let vote = m.votes.unfinished_mut();
                if let Some(vote) = vote.filter(|vote| vote.method.takes_ballots())
                    && let Some(choice) = choice
                {
                    vote.ballots.insert(person, choice);
                }
            }
        }
        Event::Served { people, proposal } => {
            for person in people {
                m.votes.served.insert((*proposal, person.clone()));
                if may_join(m, person, *proposal) {
                    join(m, person, Some(TakesPart::Written));
                }
            }
        }
        _ => {}
    }
}

/// Somebody who was asked while the vote is open joins it, unless they vote in it already.
fn may_join(m: &Meeting, person: &PersonId, proposal: u32) -> bool {
    let Some(vote) = m.votes.open().filter(|vote| vote.proposal == proposal) else { return false };
    let of = m.roll.person(person).is_some_and(|p| has_vote(m, &vote.rule, &vote.terms, p));
    of && !vote.may_vote(person) && !vote.recused.contains(person)
}

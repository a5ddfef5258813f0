//! Votes (表决): methods, electorate, counts, and what they come to.
//!
//! A secret vote keeps totals only: no state or event here can hold who voted what (docs/domain.md §2).
//! Must not know dispositions: those are `outcome`'s.

use crate::domain::meeting::Meeting;
use crate::domain::person::{PersonId, Weight};
use crate::domain::refusal::Refusal;
use crate::domain::roll::QuorumStamp;
use crate::domain::rule::{RecusalMode, Rule, RuleRef};
use crate::domain::stamp::{Moment, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod decide;
mod result;
mod tally;
pub(super) use decide::{command_of, decide};
pub use result::{About, Measured, TestResult, Totals};
pub use tally::{Counts, Tally};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    Hands,
    Recorded,
    Secret,
    Voice,
    Acclamation,
    NoObjection,
}

impl Method {
    pub const ALL: [Self; 6] = [
        Self::Hands,
        Self::Recorded,
        Self::Secret,
        Self::Voice,
        Self::Acclamation,
        Self::NoObjection,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Hands => "hands",
            Self::Recorded => "recorded",
            Self::Secret => "secret",
            Self::Voice => "voice",
            Self::Acclamation => "acclamation",
            Self::NoObjection => "no-objection",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    For,
    Against,
    Abstain,
    Invalid,
}

impl Choice {
    pub const ALL: [Self; 4] = [Self::For, Self::Against, Self::Abstain, Self::Invalid];

    pub const fn key(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
            Self::Invalid => "invalid",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteState {
    Open,
    Closed,
    Announced,
    Cancelled,
}

impl VoteState {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Announced => "announced",
            Self::Cancelled => "cancelled",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Open {
        proposal: u32,
        method: Method,
        rule: Option<RuleRef>,
    },
    Recuse {
        person: PersonId,
        from: u32,
        reason: String,
    },
    Ballot {
        person: PersonId,
        choice: Choice,
    },
    Tally(Tally),
    Object {
        person: PersonId,
        reason: String,
    },
    /// Lets somebody who came while the vote is open take part.
    Admit(PersonId),
    /// With the chair's judgement, for a voice vote.
    Close {
        judged: Option<bool>,
    },
    Announce,
    /// The chair decides an exact tie, where the rule asks for that.
    Casting {
        pass: bool,
    },
    Cancel(String),
    Recount,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Opened {
        proposal: u32,
        method: Method,
        /// In full, so that the record does not depend on a file that may change.
        rule: Box<Rule>,
        /// Named in the command, not the session's own.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        named: bool,
        /// The line that gave the proposal the text voted on; 0 for the plan's text. Taking back
        /// an amendment must not change what was voted on.
        #[serde(default)]
        text: u64,
        /// Who may vote.
        electorate: Vec<PersonId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        recused: Vec<PersonId>,
        quorum: Box<QuorumStamp>,
        /// The vote that this one repeats, by its line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recount_of: Option<u64>,
    },
    Recused {
        person: PersonId,
        from: u32,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Cast {
        person: PersonId,
        choice: Choice,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Choice>,
    },
    Tallied {
        said: Box<Tally>,
        counts: Box<Counts>,
        /// The count that was not called but follows from the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        derived: Option<Choice>,
    },
    Objected {
        person: PersonId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Admitted {
        person: PersonId,
    },
    Closed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judged: Option<bool>,
    },
    Announced {
        proposal: u32,
        passed: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        void: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counts: Option<Box<Counts>>,
    },
    CastingVote {
        pass: bool,
    },
    Cancelled {
        proposal: u32,
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The line that opened it; the name of the vote.
    pub seq: u64,
    pub at: Moment,
    pub proposal: u32,
    pub method: Method,
    pub rule: Rule,
    pub named: bool,
    pub state: VoteState,
    /// Who may vote, with their weights.
    pub electorate: Vec<(PersonId, Weight)>,
    /// Those recused from it who have a voting right.
    pub recused: Vec<PersonId>,
    /// Everyone with a voting right in the session, whether here or not, less recusals that leave
    /// the base.
    pub entitled: Totals,
    /// Those recused who are here and stay in the base.
    pub staying: Totals,
    pub quorum: QuorumStamp,
    /// The line that gave the proposal the text voted on; 0 for the plan's.
    pub text: u64,
    pub recount_of: Option<u64>,
    pub counts: Option<Counts>,
    pub derived: Option<Choice>,
    /// Only of a recorded vote.
    pub ballots: BTreeMap<PersonId, Choice>,
    pub objections: Vec<(PersonId, String)>,
    pub judged: Option<bool>,
    pub casting: Option<bool>,
    pub cancelled: Option<String>,
    pub closed_at: Option<Moment>,
    pub announced_at: Option<Moment>,
}

impl Vote {
    pub fn may_vote(&self, person: &PersonId) -> bool {
        self.electorate.iter().any(|(id, _)| id == person)
    }

    /// Open, or closed and not yet announced.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.state, VoteState::Open | VoteState::Closed)
    }
}

/// Somebody who may not vote on a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    pub seq: u64,
    pub person: PersonId,
    pub from: u32,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub list: Vec<Vote>,
    pub recusals: Vec<Recusal>,
    /// Secret votes whose papers were counted, by their lines; a count that is undone stays here.
    pub opened_boxes: BTreeSet<u64>,
}

impl State {
    /// The vote that is not finished yet; there is at most one.
    pub fn unfinished(&self) -> Option<&Vote> {
        self.list.last().filter(|vote| vote.is_unfinished())
    }

    /// Somebody with a voting right was invited: they are entitled in a vote that is open, so that
    /// they can be admitted without the base being too small for those who vote.
    pub(super) fn invited(&mut self, weight: Weight) {
        if let Some(vote) = self.unfinished_mut().filter(|vote| vote.state == VoteState::Open) {
            vote.entitled.add(weight);
        }
    }

    fn unfinished_mut(&mut self) -> Option<&mut Vote> {
        self.list.last_mut().filter(|vote| vote.is_unfinished())
    }

    /// All votes on a proposal, the latest last.
    pub fn on(&self, proposal: u32) -> impl DoubleEndedIterator<Item = &Vote> {
        self.list.iter().filter(move |vote| vote.proposal == proposal)
    }

    /// The vote that decides about a proposal: the latest announced one that was not void.
    pub fn deciding(&self, proposal: u32) -> Option<&Vote> {
        self.on(proposal).rev().find(|v| v.state == VoteState::Announced && !v.is_void())
    }

    pub fn is_recused(&self, person: &PersonId, proposal: u32) -> bool {
        self.recusals.iter().any(|r| r.person == *person && r.from == proposal)
    }

    pub(super) fn has_ballot(&self, person: &PersonId) -> bool {
        let counts = |vote: &&Vote| vote.state != VoteState::Cancelled;
        self.list.iter().filter(counts).any(|vote| vote.ballots.contains_key(person))
    }

    pub(super) fn need_no_open_vote(&self) -> Result<(), Refusal> {
        self.unfinished().map_or(Ok(()), |v| Err(Refusal::VoteOpen { proposal: v.proposal }))
    }

    pub(super) fn need_no_open_vote_on(&self, no: u32) -> Result<(), Refusal> {
        match self.unfinished() {
            Some(vote) if vote.proposal == no => Err(Refusal::VoteOpen { proposal: no }),
            _ => Ok(()),
        }
    }

    pub(super) fn need_not_carried(&self, no: u32) -> Result<(), Refusal> {
        let carried = self.deciding(no).is_some_and(Vote::passed);
        if carried { Err(Refusal::ProposalCarried(no)) } else { Ok(()) }
    }
}

/// An undone count has been seen all the same.
pub(super) fn skip(m: &mut Meeting, event: &Event) {
    if matches!(event, Event::Tallied { .. }) {
        open_box(m);
    }
}

fn open_box(m: &mut Meeting) {
    let secret = m.votes.unfinished().filter(|vote| vote.method == Method::Secret);
    if let Some(seq) = secret.map(|vote| vote.seq) {
        m.votes.opened_boxes.insert(seq);
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    if matches!(event, Event::Tallied { .. }) {
        open_box(m);
    }
    match event {
        Event::Opened { proposal, .. } => {
            m.proposals.freeze(*proposal);
            if let Some(vote) = opened(m, seq, at, event) {
                m.votes.list.push(vote);
            }
        }
        Event::Recused { person, from, reason } => {
            let (person, reason) = (person.clone(), reason.clone());
            let weight = weight_of(m, &person);
            if let Some(vote) = m.votes.unfinished_mut().filter(|v| v.proposal == *from) {
                recuse_now(vote, &person, weight);
            }
            m.votes.recusals.push(Recusal { seq, person, from: *from, reason });
        }
        Event::Admitted { person } => {
            let weight = weight_of(m, person);
            if let Some(vote) = m.votes.unfinished_mut() {
                vote.electorate.push((person.clone(), weight));
                vote.casting = None;
            }
        }
        _ => {
            if let Some(vote) = m.votes.unfinished_mut() {
                apply_to(vote, at, event);
            }
            // Another result opens the question again what becomes of the proposal.
            if let Event::Announced { proposal, void: false, .. } = event {
                m.outcomes.reopen(*proposal);
            }
        }
    }
}

fn apply_to(vote: &mut Vote, at: Moment, event: &Event) {
    match event {
        Event::Cast { person, choice, .. } => {
            vote.ballots.insert(person.clone(), *choice);
            // What the chair decided was another tie, if there still is one.
            vote.casting = None;
        }
        Event::Tallied { counts, derived, .. } => {
            vote.counts = Some(**counts);
            vote.derived = *derived;
            vote.casting = None;
        }
        Event::Objected { person, reason } => {
            vote.objections.push((person.clone(), reason.clone()));
            // One objection turns silence into a show of hands.
            vote.method = Method::Hands;
        }
        Event::Closed { judged } => {
            vote.state = VoteState::Closed;
            vote.judged = *judged;
            vote.closed_at = Some(at);
        }
        Event::Announced { .. } => {
            vote.state = VoteState::Announced;
            vote.announced_at = Some(at);
        }
        Event::CastingVote { pass } => vote.casting = Some(*pass),
        Event::Cancelled { reason, .. } => {
            vote.state = VoteState::Cancelled;
            vote.cancelled = Some(reason.clone());
        }
        Event::Opened { .. } | Event::Recused { .. } | Event::Admitted { .. } => {}
    }
}

fn opened(m: &Meeting, seq: u64, at: Moment, event: &Event) -> Option<Vote> {
    let Event::Opened {
        proposal,
        method,
        rule,
        named,
        text,
        electorate,
        recused,
        quorum,
        recount_of,
    } = event
    else {
        return None;
    };
    let weight = |id: &PersonId| weight_of(m, id);
    let stays = rule.recusal == RecusalMode::StaysInBase;
    let entitled = m.roll.entries.iter().filter(|e| e.person.vote);
    let entitled = entitled.filter(|e| stays || !recused.contains(&e.person.id));
    let votes = |id: &&PersonId| match rule.proxy_cap {
        Some(_) => m.roll.is_heard(id),
        None => m.roll.is_present(id),
    };
    let staying = recused.iter().filter(|id| stays && votes(id));
    Some(Vote {
        seq,
        at,
        proposal: *proposal,
        method: *method,
        rule: (**rule).clone(),
        named: *named,
        state: VoteState::Open,
        electorate: electorate.iter().map(|id| (id.clone(), weight(id))).collect(),
        recused: recused.clone(),
        entitled: Totals::of(entitled.map(|e| e.person.weight)),
        staying: Totals::of(staying.map(weight)),
        text: *text,
        quorum: (**quorum).clone(),
        recount_of: *recount_of,
        counts: None,
        derived: None,
        ballots: BTreeMap::new(),
        objections: Vec::new(),
        judged: None,
        casting: None,
        cancelled: None,
        closed_at: None,
        announced_at: None,
    })
}

fn weight_of(m: &Meeting, person: &PersonId) -> Weight {
    m.roll.person(person).map_or(Weight::ONE, |p| p.weight)
}

/// A recusal while the vote is open takes the person out of it at once; somebody who is not here
/// leaves the base of all entitled, as they would have before the opening.
fn recuse_now(vote: &mut Vote, person: &PersonId, weight: Weight) {
    let place = vote.electorate.iter().position(|(id, _)| id == person);
    vote.recused.push(person.clone());
    if let Some(place) = place {
        vote.electorate.remove(place);
    }
    match vote.rule.recusal {
        RecusalMode::StaysInBase if place.is_some() => vote.staying.add(weight),
        RecusalMode::StaysInBase => {}
        RecusalMode::LeavesBase | RecusalMode::LeavesQuorum => vote.entitled.take(weight),
    }
}

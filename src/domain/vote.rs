//! Votes (表决): methods, electorate, counts, and what they come to.
//!
//! A secret vote keeps totals only: no state or event here can hold who voted what (docs/domain.md §2).
//! Must not know dispositions: those are `outcome`'s.

use crate::domain::meeting::Meeting;
use crate::domain::person::{PersonId, Weight};
use crate::domain::refusal::Refusal;
use crate::domain::roll::QuorumStamp;
use crate::domain::rule::{Class, Rule, RuleRef, TakesPart};
use crate::domain::stamp::{Moment, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod absent;
mod decide;
mod electorate;
mod method;
mod result;
mod standing;
mod tally;
pub use absent::HandedIn;
pub(super) use decide::{command_of, decide};
pub use electorate::ClassPeople;
pub use method::{Choice, Closing, Method, Taking, VoteState};
pub use result::{About, TestResult};
pub use standing::{Measured, Totals};
pub use tally::{Counts, Tally, Weights};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Open {
        proposal: u32,
        method: Method,
        rule: Option<RuleRef>,
        /// Only these people, and on which paper.
        terms: Terms,
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
    /// A vote of somebody who is not there, handed in on paper or online; without a choice it is
    /// a sealed envelope.
    HandIn {
        person: PersonId,
        proposal: u32,
        by: TakesPart,
        choice: Option<Choice>,
    },
    /// Those who were given the question, so that their silence may count.
    Serve {
        people: Vec<PersonId>,
        proposal: u32,
    },
    /// To announce, decide or cancel the vote on this proposal, where several wait.
    On {
        proposal: u32,
        act: Box<Self>,
    },
}

/// What limits a vote beside its rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Terms {
    /// Only the people of this class have a vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<Class>,
    /// On the same paper as the vote on this proposal, which is not announced yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<u32>,
    /// A recount of the same papers: its bases are those of the first count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub same_papers: bool,
}

#[expect(clippy::borrowed_box, reason = "serde hands over the field as it is")]
fn is_none(terms: &Box<Terms>) -> bool {
    **terms == Terms::default()
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
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        recused: Box<[PersonId]>,
        quorum: Box<QuorumStamp>,
        /// The vote that this one repeats, by its line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recount_of: Option<u64>,
        #[serde(default, skip_serializing_if = "is_none")]
        terms: Box<Terms>,
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
        /// How it came in, of somebody who was not among those who vote yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TakesPart>,
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
        /// Named in the command, for others waited too.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        named: bool,
    },
    CastingVote {
        pass: bool,
        /// The vote that it decides, where several wait.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<u32>,
    },
    Cancelled {
        proposal: u32,
        reason: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        named: bool,
    },
    HandedIn {
        person: PersonId,
        proposal: u32,
        by: TakesPart,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        choice: Option<Choice>,
    },
    Served {
        people: Vec<PersonId>,
        proposal: u32,
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
    pub terms: Terms,
    /// How those take part who are not in the room.
    pub ways: BTreeMap<PersonId, TakesPart>,
    /// The classes that the rule's tests count each for itself.
    pub classes: Vec<ClassPeople>,
    /// The smallest unit of the weights on the roster, in ten-thousandths.
    pub step: u64,
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
        match self.state {
            VoteState::Open | VoteState::Closed => true,
            VoteState::Announced | VoteState::Cancelled => false,
        }
    }

    /// Whether a screen of the chair's or the recorder's may show its numbers now: those of a
    /// secret vote only once it is closed.
    pub fn may_show_totals(&self) -> bool {
        match self.state {
            VoteState::Open | VoteState::Cancelled => !self.method.is_secret(),
            VoteState::Closed | VoteState::Announced => true,
        }
    }

    /// A secret vote that was counted and cancelled: its numbers beside those of the next would tell
    /// what somebody voted who was in only one of them. They stand in no paper.
    pub fn is_withheld(&self) -> bool {
        self.state == VoteState::Cancelled && self.method.is_secret()
    }

    /// Whether the chair still has to say what was heard.
    pub fn awaits_judgement(&self) -> bool {
        self.method.is_judged() && self.counts.is_none() && self.judged.is_none()
    }

    /// Whether numbers still have to be called before it may be closed.
    pub fn awaits_tally(&self) -> bool {
        self.method.has_numbers() && self.method.takes_tally() && self.counts.is_none()
    }

    /// What its result is read from.
    pub fn reading(&self) -> Reading {
        if self.counts.is_some() || self.method.has_numbers() {
            return Reading::Numbers;
        }
        match self.method {
            Method::Voice => Reading::Judged(self.judged),
            Method::NoObjection => Reading::NoObjection,
            Method::Acclamation => Reading::Acclamation,
            Method::Hands | Method::Recorded | Method::Secret => Reading::Numbers,
        }
    }

    /// The classes to which it is limited; empty means that it is everybody's.
    pub fn part(&self) -> Vec<&Class> {
        electorate::part(&self.rule, &self.terms)
    }

    /// How somebody of those who vote takes part.
    pub fn way_of(&self, person: &PersonId) -> TakesPart {
        self.ways.get(person).copied().unwrap_or(TakesPart::InPerson)
    }

    /// Whether its ballots are known by name.
    pub fn has_names(&self) -> bool {
        self.method.takes_ballots()
    }
}

/// What the result of a vote is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Numbers,
    /// The chair's ear, once they have said what they heard.
    Judged(Option<bool>),
    NoObjection,
    Acclamation,
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
    /// Votes handed in by people who were not there, the latest last.
    pub handed_in: Vec<HandedIn>,
    /// Who was given the question of which proposal.
    pub served: BTreeSet<(u32, PersonId)>,
    /// Secret votes whose papers were counted, by their lines; a count that is undone stays here.
    pub opened_boxes: BTreeSet<u64>,
}

impl State {
    /// The vote at hand: the one opened last of those that are not finished. Several may wait to
    /// be announced, one at most is open.
    pub fn unfinished(&self) -> Option<&Vote> {
        self.list.iter().rev().find(|vote| vote.is_unfinished())
    }

    /// The votes that are closed and wait to be announced, in their order.
    pub fn waiting(&self) -> impl Iterator<Item = &Vote> {
        self.list.iter().filter(|vote| vote.state == VoteState::Closed)
    }

    pub fn open(&self) -> Option<&Vote> {
        self.unfinished().filter(|vote| vote.state == VoteState::Open)
    }

    fn unfinished_on(&self, proposal: u32) -> Option<&Vote> {
        self.list.iter().rev().find(|vote| vote.is_unfinished() && vote.proposal == proposal)
    }

    fn unfinished_mut(&mut self) -> Option<&mut Vote> {
        self.list.iter_mut().rev().find(|vote| vote.is_unfinished())
    }

    fn unfinished_on_mut(&mut self, proposal: u32) -> Option<&mut Vote> {
        self.list.iter_mut().rev().find(|vote| vote.is_unfinished() && vote.proposal == proposal)
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

    /// Whether somebody has voted in the room, so that they must have been there.
    pub(super) fn has_ballot(&self, person: &PersonId) -> bool {
        let counts = |vote: &&Vote| vote.state != VoteState::Cancelled;
        let in_room = |vote: &Vote| match vote.way_of(person) {
            TakesPart::InPerson | TakesPart::Proxy => vote.ballots.contains_key(person),
            TakesPart::Written | TakesPart::Online => false,
        };
        self.list.iter().filter(counts).any(in_room)
    }

    pub(super) fn need_no_open_vote(&self) -> Result<(), Refusal> {
        self.unfinished().map_or(Ok(()), |v| Err(Refusal::VoteOpen { proposal: v.proposal }))
    }

    pub(super) fn need_no_open_vote_on(&self, no: u32) -> Result<(), Refusal> {
        self.unfinished_on(no).map_or(Ok(()), |_| Err(Refusal::VoteOpen { proposal: no }))
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
    let secret = m.votes.unfinished().filter(|vote| vote.method.is_secret());
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
            if let Some(vote) = electorate::opened(m, seq, at, event) {
                m.votes.list.push(vote);
            }
        }
        Event::Recused { person, from, reason } => {
            electorate::recuse_now(m, person, *from);
            let (person, reason) = (person.clone(), reason.clone());
            m.votes.recusals.push(Recusal { seq, person, from: *from, reason });
        }
        Event::Admitted { person } => electorate::join(m, person, None),
        Event::Cast { person, by: Some(by), .. } => {
            electorate::join(m, person, Some(*by));
            apply_to(m.votes.unfinished_mut(), at, event);
        }
        Event::HandedIn { .. } | Event::Served { .. } => absent::apply(m, seq, event),
        Event::Announced { proposal, void, .. } => {
            apply_to(m.votes.unfinished_on_mut(*proposal), at, event);
            // Another result opens the question again what becomes of the proposal.
            if !void {
                m.outcomes.reopen(*proposal);
            }
        }
        Event::CastingVote { proposal: Some(no), .. } | Event::Cancelled { proposal: no, .. } => {
            apply_to(m.votes.unfinished_on_mut(*no), at, event);
        }
        Event::Cast { by: None, .. }
        | Event::Tallied { .. }
        | Event::Objected { .. }
        | Event::Closed { .. }
        | Event::CastingVote { proposal: None, .. } => {
            apply_to(m.votes.unfinished_mut(), at, event);
        }
    }
}

fn apply_to(vote: Option<&mut Vote>, at: Moment, event: &Event) {
    let Some(vote) = vote else { return };
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
        Event::CastingVote { pass, .. } => vote.casting = Some(*pass),
        Event::Cancelled { reason, .. } => {
            vote.state = VoteState::Cancelled;
            vote.cancelled = Some(reason.clone());
        }
        Event::Opened { .. }
        | Event::Recused { .. }
        | Event::Admitted { .. }
        | Event::HandedIn { .. }
        | Event::Served { .. } => {}
    }
}

//! Consensus and its outcomes: temperature checks, reservations, the three dispositions.
//!
//! The program suggests from the numbers, the chair confirms (docs/domain.md §1.8); reservations and
//! temperature checks never change a result.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Consensus;
use crate::domain::stamp::Moment;
use crate::domain::vote::Vote;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// What becomes of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Disposition {
    /// 达成共识 → 组织实施.
    Reached,
    /// 未达成共识 → 持续协商.
    Continue,
    /// 难以达成共识 → 提交作决策参考.
    Refer,
}

/// A temperature check (意向摸底): how many lean which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lean {
    pub support: u32,
    pub accept: u32,
    pub reserve: u32,
    pub neutral: u32,
    pub block: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Gauge {
        no: u32,
        lean: Lean,
    },
    Reserve {
        person: PersonId,
        no: u32,
        text: String,
    },
    Outcome {
        no: u32,
        disposition: Disposition,
        to: Option<String>,
        next: Option<NaiveDate>,
        /// Why, above all where nothing was voted on.
        reason: Option<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Gauged {
        no: u32,
        #[serde(flatten)]
        lean: Lean,
    },
    Reserved {
        person: PersonId,
        no: u32,
        text: String,
    },
    Settled {
        no: u32,
        disposition: Disposition,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    pub seq: u64,
    pub at: Moment,
    pub no: u32,
    pub lean: Lean,
}

/// 保留意见.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    pub seq: u64,
    pub at: Moment,
    pub person: PersonId,
    pub no: u32,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub seq: u64,
    pub no: u32,
    pub disposition: Disposition,
    pub to: Option<String>,
    pub next: Option<NaiveDate>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub gauges: Vec<Gauge>,
    pub reservations: Vec<Reservation>,
    /// The latest of a proposal last; those settled on a vote that another has replaced left out.
    pub settled: Vec<Settled>,
}

impl State {
    /// What a proposal's outcome is now.
    pub fn of(&self, no: u32) -> Option<&Settled> {
        self.settled.iter().rev().find(|s| s.no == no)
    }

    /// A new vote was announced: an outcome settled on the old one no longer stands.
    pub(super) fn reopen(&mut self, no: u32) {
        self.settled.retain(|settled| settled.no != no);
    }

    pub fn reservations_on(&self, no: u32) -> impl Iterator<Item = &Reservation> {
        self.reservations.iter().filter(move |r| r.no == no)
    }
}

/// The disposition that the thresholds suggest; None before a vote has decided.
pub fn suggested(m: &Meeting, no: u32) -> Option<Disposition> {
    m.votes.deciding(no).map(|vote| of_vote(m, vote))
}

/// Which round of its proposal a vote is of.
pub fn round(m: &Meeting, no: u32) -> u32 {
    m.proposals.get(no).map_or(1, |proposal| proposal.round)
}

/// What the numbers of a vote come to.
///
/// Without thresholds in the rule, a vote that carries is a consensus and any other goes on.
pub fn of_vote(m: &Meeting, vote: &Vote) -> Disposition {
    let counted = vote.counts_now().and_then(|_| vote.main_test());
    let enough = |consensus: Consensus| {
        counted.as_ref().is_none_or(|test| consensus.reached.met(test.value, test.base))
    };
    // A rule may let a vote pass with less than makes a consensus.
    if vote.passed() && vote.rule.consensus.is_none_or(enough) {
        return Disposition::Reached;
    }
    let Some(consensus) = vote.rule.consensus else { return Disposition::Continue };
    let far = counted.as_ref().is_some_and(|test| !consensus.hard.met(test.value, test.base));
    let tired = round(m, vote.proposal) >= consensus.rounds;
    if far || tired { Disposition::Refer } else { Disposition::Continue }
}

/// The groups whose every recorded ballot was against: a warning, never a rule. A show of hands or
/// a secret vote does not tell groups apart.
pub fn groups_against<'a>(m: &'a Meeting, vote: &Vote) -> Vec<&'a str> {
    use crate::domain::vote::Choice;
    let ballots = |group: &str, against: bool| {
        let of_group = |id: &PersonId| m.roll.person(id).is_some_and(|p| p.group == group);
        let cast = vote.ballots.iter().filter(|(id, _)| of_group(id));
        cast.filter(|(_, c)| (**c == Choice::Against) == against).count()
    };
    let groups = m.roll.groups().into_iter();
    groups.filter(|g| ballots(g, true) > 0 && ballots(g, false) == 0).collect()
}

pub(super) fn decide(m: &Meeting, command: &Command) -> Result<Event, Refusal> {
    m.need_unsealed()?;
    m.need_opened()?;
    match command {
        Command::Gauge { no, lean } => {
            m.proposals.need_live(*no)?;
            let Lean { support, accept, reserve, neutral, block } = *lean;
            if [support, accept, reserve, neutral, block].iter().all(|n| *n == 0) {
                return Err(Refusal::GaugeEmpty);
            }
            Ok(Event::Gauged { no: *no, lean: *lean })
        }
        Command::Reserve { person, no, text } => {
            m.proposals.need_live(*no)?;
            m.roll.need_known(person)?;
            if text.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            Ok(Event::Reserved { person: person.clone(), no: *no, text: text.clone() })
        }
        Command::Outcome { no, disposition, to, next, reason } => {
            m.proposals.need_live(*no)?;
            m.votes.need_no_open_vote_on(*no)?;
            if *disposition == Disposition::Reached {
                let vote = m.votes.deciding(*no).ok_or(Refusal::OutcomeWithoutVote(*no))?;
                if !vote.passed() {
                    return Err(Refusal::OutcomeAgainstVote(*no));
                }
            }
            if next.is_some_and(|date| date < m.session.first_day()) {
                return Err(Refusal::DateBeforeSession);
            }
            let (no, disposition, to, next) = (*no, *disposition, to.clone(), *next);
            let reason = reason.clone();
            let same = |s: &Settled| {
                (s.disposition, &s.to, s.next, &s.reason) == (disposition, &to, next, &reason)
            };
            if m.outcomes.of(no).is_some_and(same) {
                return Err(Refusal::SameOutcome(no));
            }
            Ok(Event::Settled { no, disposition, to, next, reason })
        }
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    let state = &mut m.outcomes;
    match event {
        Event::Gauged { no, lean } => state.gauges.push(Gauge { seq, at, no: *no, lean: *lean }),
        Event::Reserved { person, no, text } => {
            let (person, text) = (person.clone(), text.clone());
            state.reservations.push(Reservation { seq, at, person, no: *no, text });
        }
        Event::Settled { no, disposition, to, next, reason } => {
            let (no, disposition, to, next) = (*no, *disposition, to.clone(), *next);
            let reason = reason.clone();
            state.settled.push(Settled { seq, no, disposition, to, next, reason });
        }
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Gauged { no, lean } => Command::Gauge { no: *no, lean: *lean },
        Event::Reserved { person, no, text } => {
            Command::Reserve { person: person.clone(), no: *no, text: text.clone() }
        }
        Event::Settled { no, disposition, to, next, reason } => Command::Outcome {
            no: *no,
            disposition: *disposition,
            to: to.clone(),
            next: *next,
            reason: reason.clone(),
        },
    }
}

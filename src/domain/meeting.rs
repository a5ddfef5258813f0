//! The meeting: all topics together, one `decide`, one `apply`, and the rules across topics.
//!
//! Pure: no clock, no I/O, no language. `decide` never changes anything; `apply` cannot fail.

use crate::domain::person::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Catalog;
use crate::domain::series::Series;
use crate::domain::session::{Phase, Plan};
use crate::domain::stamp::{Moment, Stamp};
use crate::domain::{
    agenda, floor, follow_up, history, minutes, outcome, paper, prepare, proposal, roll, session,
    sign_off, vote,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What somebody wants to happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Session(session::Command),
    Prepare(prepare::Command),
    Roll(roll::Command),
    Agenda(agenda::Command),
    Floor(floor::Command),
    Minutes(minutes::Command),
    Proposal(proposal::Command),
    Vote(vote::Command),
    Outcome(outcome::Command),
    FollowUp(follow_up::Command),
    SignOff(sign_off::Command),
    Paper(paper::Command),
    History(history::Command),
}

/// What happened. One command makes exactly one event, so a line of the record is whole or absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Session(session::Event),
    Prepare(prepare::Event),
    Roll(roll::Event),
    Agenda(agenda::Event),
    Floor(floor::Event),
    Minutes(minutes::Event),
    Proposal(proposal::Event),
    Vote(vote::Event),
    Outcome(outcome::Event),
    FollowUp(follow_up::Event),
    SignOff(sign_off::Event),
    Paper(paper::Event),
    History(history::Event),
}

/// A meeting as its record says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The presets that commands may name; not part of the record.
    pub catalog: Arc<Catalog>,
    pub session: session::State,
    pub prepare: prepare::State,
    pub roll: roll::State,
    pub agenda: agenda::State,
    pub floor: floor::State,
    pub minutes: minutes::State,
    pub proposals: proposal::State,
    pub votes: vote::State,
    pub outcomes: outcome::State,
    pub follow_up: follow_up::State,
    pub sign_off: sign_off::State,
    pub paper: paper::State,
    /// The events that have a line of their own in the minutes, in the order of the record.
    lines: Series<u64>,
    /// Acts of several places that were in each other's way; the later one stands.
    pub conflicts: Vec<Conflict>,
}

/// Two acts that two places recorded without knowing of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The later one, which stands.
    pub seq: u64,
    /// The one that it came into the way of.
    pub with: Option<u64>,
    /// The action that both are about.
    pub action: Option<u32>,
}

impl Meeting {
    /// A meeting as its plan makes it, before anything has happened.
    pub fn begin(catalog: Arc<Catalog>, plan: &Plan) -> Self {
        let roll = roll::State::new(&plan.people);
        let agenda = agenda::State::new(&plan.agenda);
        let proposals = proposal::State::new(&plan.proposals, plan.round);
        let session = session::State {
            rule: plan.rule.clone(),
            quorum: plan.quorum.clone(),
            limits: plan.speech_rules,
            phase: Phase::Planned,
            opening: None,
            adjourned_at: None,
            recess: None,
            acting_chair: None,
            confirmed: std::collections::BTreeMap::new(),
            plan: plan.clone(),
        };
        Self {
            catalog,
            session,
            prepare: prepare::State::default(),
            roll,
            agenda,
            floor: floor::State::default(),
            minutes: minutes::State::default(),
            proposals,
            votes: vote::State::default(),
            outcomes: outcome::State::default(),
            follow_up: follow_up::State::default(),
            sign_off: sign_off::State::default(),
            paper: paper::State::default(),
            lines: Series::default(),
            conflicts: Vec::new(),
        }
    }

    /// Says what a command comes to, or why it may not be.
    ///
    /// Undo and redo need the whole record and are decided by the ledger.
    pub fn decide(&self, command: &Command, stamp: &Stamp) -> Result<Event, Refusal> {
        Ok(match command {
            Command::Session(c) => Event::Session(session::decide(self, c, stamp)?),
            Command::Prepare(c) => Event::Prepare(prepare::decide(self, c)?),
            Command::Roll(c) => Event::Roll(roll::decide(self, c, stamp)?),
            Command::Agenda(c) => Event::Agenda(agenda::decide(self, c, stamp)?),
            Command::Floor(c) => Event::Floor(floor::decide(self, c, stamp)?),
            Command::Minutes(c) => Event::Minutes(minutes::decide(self, c)?),
            Command::Proposal(c) => Event::Proposal(proposal::decide(self, c)?),
            Command::Vote(c) => Event::Vote(vote::decide(self, c, stamp)?),
            Command::Outcome(c) => Event::Outcome(outcome::decide(self, c)?),
            Command::FollowUp(c) => Event::FollowUp(follow_up::decide(self, c)?),
            Command::SignOff(c) => Event::SignOff(sign_off::decide(self, c)?),
            Command::Paper(c) => Event::Paper(paper::decide(self, c)?),
            Command::History(_) => return Err(Refusal::NothingToUndo),
        })
    }

    /// Takes an event into account. Cannot fail: what makes no sense changes nothing.
    pub fn apply(&mut self, seq: u64, at: Moment, event: &Event) {
        if has_line(event) {
            self.lines.push(seq);
        }
        match event {
            Event::Session(e) => session::apply(self, seq, at, e),
            Event::Prepare(e) => prepare::apply(self, e),
            Event::Roll(e) => roll::apply(self, seq, at, e),
            Event::Agenda(e) => agenda::apply(self, seq, at, e),
            Event::Floor(e) => floor::apply(self, seq, at, e),
            Event::Minutes(e) => {
                if let minutes::Event::Corrected { seq: line, .. }
                | minutes::Event::Struck { seq: line, .. } = e
                {
                    self.sign_off.lapse(*line, seq);
                }
                minutes::apply(self, seq, at, e);
            }
            Event::Proposal(e) => proposal::apply(self, seq, at, e),
            Event::Vote(e) => vote::apply(self, seq, at, e),
            Event::Outcome(e) => outcome::apply(self, seq, at, e),
            Event::FollowUp(e) => follow_up::apply(self, seq, at, e),
            Event::SignOff(e) => sign_off::apply(self, seq, at, e),
            Event::History(
                history::Event::Undone { seq: line, .. } | history::Event::Redone { seq: line },
            ) => {
                self.sign_off.lapse(*line, seq);
            }
            Event::Paper(e) => paper::apply(self, seq, at, e),
        }
    }

    /// An event that was undone changes nothing but what was seen of a secret vote.
    pub fn skip(&mut self, event: &Event) {
        match event {
            Event::Vote(e) => vote::skip(self, e),
            Event::Session(_)
            | Event::Prepare(_)
            | Event::Roll(_)
            | Event::Agenda(_)
            | Event::Floor(_)
            | Event::Minutes(_)
            | Event::Proposal(_)
            | Event::Outcome(_)
            | Event::FollowUp(_)
            | Event::SignOff(_)
            | Event::Paper(_)
            | Event::History(_) => {}
        }
    }

    /// Whether an event has a line of its own in the minutes.
    pub fn has_line(&self, seq: u64) -> bool {
        self.lines.place_of(&seq, |line| *line).is_some()
    }

    /// Whether two places were in each other's way with an action.
    pub fn is_contested(&self, action: u32) -> bool {
        self.conflicts.iter().any(|conflict| conflict.action == Some(action))
    }

    /// The quorum of the session for the people here now.
    pub fn quorum(&self) -> roll::QuorumStamp {
        roll::quorum(self, &self.session.quorum, &[], None)
    }

    /// Whether somebody takes part in writing: has handed in a vote, on this proposal where one is
    /// named, or an opinion.
    pub(super) fn has_written(&self, person: &PersonId, proposal: Option<u32>) -> bool {
        let on = |no: u32| proposal.is_none_or(|proposal| proposal == no);
        let vote = self.votes.handed_in.iter().any(|h| h.person == *person && on(h.proposal));
        vote || self.minutes.has_written(person)
    }

    /// The five-step line's place, 1 to 5.
    pub fn stage(&self) -> u8 {
        self.session.stage(!self.roll.entries.is_empty(), self.sign_off.notice.is_some())
    }

    /// Those present who have not spoken, in the order of the roster.
    pub fn not_spoken(&self) -> Vec<&PersonId> {
        let spoken: std::collections::HashSet<&PersonId> =
            self.floor.speeches.iter().map(|s| &s.person).collect();
        let here = self.roll.entries.iter().filter(|e| e.status.takes_part());
        here.map(|e| &e.person.id).filter(|id| !spoken.contains(id)).collect()
    }

    pub(super) fn need_phase(&self, phases: &[Phase]) -> Result<(), Refusal> {
        let now = self.session.phase;
        if now == Phase::Sealed {
            return Err(Refusal::Sealed);
        }
        if phases.contains(&now) { Ok(()) } else { Err(Refusal::WrongPhase { now }) }
    }

    pub(super) fn need_unsealed(&self) -> Result<(), Refusal> {
        if self.session.phase == Phase::Sealed { Err(Refusal::Sealed) } else { Ok(()) }
    }

    pub(super) fn need_before_adjourned(&self) -> Result<(), Refusal> {
        self.need_phase(&[Phase::Planned, Phase::Roll, Phase::Open, Phase::Recess])
    }

    /// The meeting was opened at some time.
    pub(super) fn need_opened(&self) -> Result<(), Refusal> {
        if self.session.opening.is_some() {
            Ok(())
        } else {
            Err(Refusal::WrongPhase { now: self.session.phase })
        }
    }
}

/// Whether an event has a line of its own in the minutes (which may be put right by hand).
/// A summary belongs to its speech's line, but can be corrected by itself.
fn has_line(event: &Event) -> bool {
    match event {
        Event::Session(e) => !matches!(e, session::Event::Planned(_)),
        Event::Minutes(e) => {
            !matches!(e, minutes::Event::Corrected { .. } | minutes::Event::Struck { .. })
        }
        Event::SignOff(e) => !matches!(e, sign_off::Event::Unmasked { .. }),
        Event::Prepare(_) | Event::Paper(_) | Event::History(_) => false,
        Event::Roll(_)
        | Event::Agenda(_)
        | Event::Floor(_)
        | Event::Proposal(_)
        | Event::Vote(_)
        | Event::Outcome(_)
        | Event::FollowUp(_) => true,
    }
}

/// The command that would make an event again: what the script prints, what undo decides anew.
pub fn command_of(event: &Event) -> Command {
    match event {
        Event::Session(e) => Command::Session(session::command_of(e)),
        Event::Prepare(e) => Command::Prepare(prepare::command_of(e)),
        Event::Roll(e) => Command::Roll(roll::command_of(e)),
        Event::Agenda(e) => Command::Agenda(agenda::command_of(e)),
        Event::Floor(e) => Command::Floor(floor::command_of(e)),
        Event::Minutes(e) => Command::Minutes(minutes::command_of(e)),
        Event::Proposal(e) => Command::Proposal(proposal::command_of(e)),
        Event::Vote(e) => Command::Vote(vote::command_of(e)),
        Event::Outcome(e) => Command::Outcome(outcome::command_of(e)),
        Event::FollowUp(e) => Command::FollowUp(follow_up::command_of(e)),
        Event::SignOff(e) => Command::SignOff(sign_off::command_of(e)),
        Event::Paper(e) => Command::Paper(paper::command_of(e)),
        Event::History(e) => Command::History(history::command_of(e)),
    }
}

//! The session itself: its plan, its phases, its rules in force and who chairs.
//!
//! Must not know presence, votes or the floor beyond asking them whether a phase may end.

use crate::domain::meeting::Meeting;
use crate::domain::person::{Person, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::roll::{self, QuorumStamp};
use crate::domain::rule::{Quorum, Rule, RuleRef};
use crate::domain::stamp::{Moment, Stamp};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::IntoStaticStr;

mod plan;
mod setting;
pub use plan::{
    Head, ItemKind, ItemPlan, OpenAction, Plan, Previous, ProposalPlan, Publicity, Research,
    Reserved, SpeechRules, WEIGHT_UNIT,
};
pub use setting::Setting;

/// Where a session stands. A recess belongs to an open session.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Planned,
    Roll,
    Open,
    Recess,
    Adjourned,
    Sealed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Makes the session; only ever the first line of a record.
    Plan(Box<Plan>),
    Open,
    /// With the length announced, in seconds.
    Recess(Option<u32>),
    Resume,
    Adjourn,
    Set(Vec<Setting>),
    /// Acting chair (代行主持).
    Chair(PersonId),
    Seal,
    /// This rule was compared with the text in force, which stands as it says.
    ConfirmRule(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Planned(Box<Plan>),
    Opened {
        quorum: Box<QuorumStamp>,
    },
    Recessed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds: Option<u32>,
    },
    Resumed,
    /// Whoever never came is absent from here on.
    Adjourned {
        absent: Vec<PersonId>,
    },
    Changed {
        settings: Vec<Setting>,
    },
    ChairTaken {
        person: PersonId,
    },
    Sealed,
    RuleConfirmed {
        rule: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub seq: u64,
    pub at: Moment,
    pub quorum: QuorumStamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub plan: Plan,
    pub phase: Phase,
    pub opening: Option<Opening>,
    pub adjourned_at: Option<Moment>,
    /// Since when and for how many seconds announced, while in recess.
    pub recess: Option<(Moment, Option<u32>)>,
    pub acting_chair: Option<PersonId>,
    /// The default rule of votes, and the quorum of the session.
    pub rule: Rule,
    pub quorum: Quorum,
    pub limits: SpeechRules,
    /// Rules that an office compared with the text in force, and when.
    pub confirmed: BTreeMap<String, NaiveDate>,
}

impl State {
    /// Who chairs now: the acting chair, else the plan's.
    pub fn chair(&self) -> Option<&PersonId> {
        self.acting_chair.as_ref().or(self.plan.chair.as_ref())
    }

    /// The recorder's name, without what the plan says behind it in brackets; empty where it names none.
    pub fn recorder_name(&self) -> &str {
        crate::domain::names::alone(&self.plan.recorder)
    }

    /// The day it is held: that of its opening, until then the plan's.
    pub fn day(&self) -> NaiveDate {
        let opened = self.opening.as_ref();
        opened.map_or(self.plan.date, |o| o.at.with_timezone(&self.plan.zone()).date_naive())
    }

    /// The first day that anything to come may be set for.
    pub fn first_day(&self) -> NaiveDate {
        self.day().min(self.plan.date)
    }

    /// The last of the five steps that has been reached (docs/domain.md §1.6), 1 to 5.
    pub fn stage(&self, has_people: bool, notice: bool) -> u8 {
        match self.phase {
            _ if notice => 5,
            Phase::Planned | Phase::Roll => {
                if self.plan.research.is_some() {
                    3
                } else {
                    1 + u8::from(has_people)
                }
            }
            Phase::Open | Phase::Recess | Phase::Adjourned | Phase::Sealed => 4,
        }
    }
}

pub(super) fn decide(m: &Meeting, command: &Command, _stamp: &Stamp) -> Result<Event, Refusal> {
    match command {
        Command::Plan(_) => Err(Refusal::AlreadyPlanned),
        Command::ConfirmRule(rule) => confirm(m, rule),
        Command::Open => {
            m.need_phase(&[Phase::Planned, Phase::Roll])?;
            let quorum = roll::quorum(m, &m.session.quorum, &[], None);
            if !quorum.met {
                return Err(Refusal::NoQuorum(Box::new(quorum)));
            }
            Ok(Event::Opened { quorum: Box::new(quorum) })
        }
        Command::Recess(seconds) => {
            m.need_phase(&[Phase::Open])?;
            m.floor.need_silence()?;
            Ok(Event::Recessed { seconds: *seconds })
        }
        Command::Resume => {
            m.need_phase(&[Phase::Recess])?;
            Ok(Event::Resumed)
        }
        Command::Adjourn => {
            m.need_phase(&[Phase::Open, Phase::Recess])?;
            m.floor.need_silence()?;
            m.votes.need_no_open_vote()?;
            Ok(Event::Adjourned { absent: m.roll.never_came() })
        }
        Command::Set(settings) => {
            m.need_unsealed()?;
            Ok(Event::Changed { settings: setting::check_all(m, settings)? })
        }
        Command::Chair(person) => {
            m.need_unsealed()?;
            m.roll.need_present(person)?;
            if m.session.chair() == Some(person) {
                return Err(Refusal::AlreadyChair(person.clone()));
            }
            Ok(Event::ChairTaken { person: person.clone() })
        }
        Command::Seal => {
            m.need_unsealed()?;
            if m.session.phase != Phase::Adjourned {
                return Err(Refusal::SealBeforeEnd);
            }
            Ok(Event::Sealed)
        }
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    match event {
        // The first line makes the meeting; `Meeting::begin` has done it.
        Event::Planned(_) => {}
        Event::Opened { quorum } => {
            m.session.phase = Phase::Open;
            m.session.opening = Some(Opening { seq, at, quorum: (**quorum).clone() });
        }
        Event::Recessed { seconds } => {
            m.session.phase = Phase::Recess;
            m.session.recess = Some((at, *seconds));
            m.agenda.hold(at);
        }
        Event::Resumed => {
            m.session.phase = Phase::Open;
            m.session.recess = None;
            m.agenda.go_on(at);
        }
        Event::Adjourned { absent } => {
            m.session.phase = Phase::Adjourned;
            m.session.recess = None;
            m.session.adjourned_at = Some(at);
            m.agenda.close(at);
            m.floor.close();
            m.roll.mark_absent(absent);
        }
        Event::Changed { settings } => {
            for one in settings {
                setting::apply(&mut m.session, one);
            }
        }
        Event::ChairTaken { person } => m.session.acting_chair = Some(person.clone()),
        Event::Sealed => m.session.phase = Phase::Sealed,
        Event::RuleConfirmed { rule } => {
            m.session.confirmed.insert(rule.clone(), at.date_naive());
        }
    }
}

/// Only of a rule that the session uses, and whose text is in question.
fn confirm(m: &Meeting, rule: &str) -> Result<Event, Refusal> {
    m.need_unsealed()?;
    let own = Some(&m.session.rule).into_iter();
    let mut used = own.chain(m.votes.list.iter().map(|vote| &vote.rule));
    let found = used.find(|of| of.id == rule && of.caveat.is_some() && of.confirmed.is_none());
    if found.is_none() || m.session.confirmed.contains_key(rule) {
        return Err(Refusal::NothingToConfirm { rule: rule.to_owned() });
    }
    Ok(Event::RuleConfirmed { rule: rule.to_owned() })
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Planned(plan) => Command::Plan(plan.clone()),
        Event::Opened { .. } => Command::Open,
        Event::Recessed { seconds } => Command::Recess(*seconds),
        Event::Resumed => Command::Resume,
        Event::Adjourned { .. } => Command::Adjourn,
        Event::Changed { settings } => Command::Set(settings.clone()),
        Event::ChairTaken { person } => Command::Chair(person.clone()),
        Event::RuleConfirmed { rule } => Command::ConfirmRule(rule.clone()),
        Event::Sealed => Command::Seal,
    }
}

//! The agenda: items with planned and real times, in an order that may change while it runs.
//!
//! An item keeps its number for good; its place in the list is what moves. Must not know speeches.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::session::{ItemKind, ItemPlan, Phase};
use crate::domain::stamp::{Moment, Stamp, seconds_between};
use crate::limits::LONGEST_TIME_S;
use serde::{Deserialize, Serialize};

mod moves;
use moves::Moves;
pub use moves::Place;
use strum::{IntoStaticStr, VariantArray};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Add {
        title: String,
        seconds: Option<u32>,
        before: Option<u32>,
        kind: Option<ItemKind>,
    },
    /// Takes an item out that has not been started; before the opening only.
    Remove(u32),
    Start(u32),
    Next,
    Finish,
    Defer {
        no: u32,
        reason: String,
    },
    /// Puts item `no` at the place of item `to`.
    Move {
        no: u32,
        to: u32,
    },
    Time {
        no: u32,
        seconds: u32,
    },
    Title {
        no: u32,
        title: String,
    },
    /// Who leads an item that has not begun, or that nobody does.
    Lead {
        no: u32,
        person: Option<PersonId>,
    },
    /// What an item is for, which leads the next step; none: whatever is open.
    Purpose {
        no: u32,
        kind: Option<ItemKind>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Added {
        no: u32,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<ItemKind>,
    },
    Removed {
        no: u32,
    },
    Started {
        no: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finished: Option<u32>,
    },
    /// By `agenda next`.
    Advanced {
        no: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finished: Option<u32>,
    },
    Finished {
        no: u32,
    },
    Deferred {
        no: u32,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Moved {
        no: u32,
        to: u32,
    },
    Retimed {
        no: u32,
        seconds: u32,
    },
    Retitled {
        no: u32,
        title: String,
    },
    LeadNamed {
        no: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
    },
    Purposed {
        no: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<ItemKind>,
    },
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr,
)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    Pending,
    Active,
    Done,
    Deferred,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub plan: ItemPlan,
    pub state: ItemState,
    /// When it ran; the last span is open while it runs. A recess closes a span.
    pub spans: Vec<(Moment, Option<Moment>)>,
    pub reason: String,
    /// Added or changed in the meeting, not by the plan.
    pub added: bool,
}

impl Item {
    /// Seconds spent on it up to `now`.
    pub fn spent_s(&self, now: Moment) -> u64 {
        self.spans.iter().map(|(from, to)| seconds_between(*from, to.unwrap_or(now))).sum()
    }

    /// When it was first started.
    pub fn started(&self) -> Option<Moment> {
        self.spans.first().map(|span| span.0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// In the order in which they will be taken.
    pub items: Vec<Item>,
    /// What the moves come to, each by its line.
    moves: Moves,
}

impl State {
    pub fn new(plan: &[ItemPlan]) -> Self {
        let items = plan.iter().map(|item| Item {
            plan: item.clone(),
            state: ItemState::Pending,
            spans: Vec::new(),
            reason: String::new(),
            added: false,
        });
        Self { items: items.collect(), moves: Moves::default() }
    }

    pub fn get(&self, no: u32) -> Option<&Item> {
        self.items.iter().find(|item| item.plan.no == no)
    }

    fn get_mut(&mut self, no: u32) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.plan.no == no)
    }

    pub fn active(&self) -> Option<&Item> {
        self.items.iter().find(|item| item.state == ItemState::Active)
    }

    /// The first item that still waits.
    pub fn upcoming(&self) -> Option<&Item> {
        self.items.iter().find(|item| item.state == ItemState::Pending)
    }

    /// Planned seconds that are still to come after `now`, the running item's rest included.
    pub fn remaining_s(&self, now: Moment) -> u64 {
        let rest = |item: &Item| match item.state {
            ItemState::Pending => u64::from(item.plan.seconds),
            ItemState::Active => u64::from(item.plan.seconds).saturating_sub(item.spent_s(now)),
            ItemState::Done | ItemState::Deferred => 0,
        };
        self.items.iter().map(rest).sum()
    }

    fn stop(&mut self, at: Moment) {
        if let Some(item) = self.items.iter_mut().find(|i| i.state == ItemState::Active) {
            item.state = ItemState::Done;
            end_span(item, at);
        }
    }

    fn start(&mut self, no: u32, at: Moment) {
        self.stop(at);
        if let Some(item) = self.get_mut(no) {
            item.state = ItemState::Active;
            item.spans.push((at, None));
        }
    }

    /// A recess: the running item's time stands still.
    pub(super) fn hold(&mut self, at: Moment) {
        if let Some(item) = self.items.iter_mut().find(|i| i.state == ItemState::Active) {
            end_span(item, at);
        }
    }

    pub(super) fn go_on(&mut self, at: Moment) {
        if let Some(item) = self.items.iter_mut().find(|i| i.state == ItemState::Active) {
            item.spans.push((at, None));
        }
    }

    /// The meeting is over: nothing runs any more.
    pub(super) fn close(&mut self, at: Moment) {
        self.stop(at);
    }

    /// A number is free again once the act that gave it out was taken back.
    fn next_no(&self) -> u32 {
        self.items.iter().map(|item| item.plan.no).max().unwrap_or(0).saturating_add(1)
    }

    /// What the move of a line came to, see `Moves`.
    pub fn moved(&self, seq: u64) -> Option<Place> {
        self.moves.of(seq)
    }

    fn order(&self) -> Vec<(u32, ItemState)> {
        self.items.iter().map(|item| (item.plan.no, item.state)).collect()
    }
}

fn end_span(item: &mut Item, at: Moment) {
    if let Some((_, end @ None)) = item.spans.last_mut() {
        *end = Some(at);
    }
}

pub(super) fn decide(m: &Meeting, command: &Command, stamp: &Stamp) -> Result<Event, Refusal> {
    m.need_unsealed()?;
    let agenda = &m.agenda;
    let known = |no: u32| agenda.get(no).ok_or(Refusal::NoSuchItem(no));
    let pending = |no: u32| {
        let item = known(no)?;
        match item.state {
            ItemState::Pending | ItemState::Deferred => Ok(item),
            state => Err(Refusal::ItemState { no, state }),
        }
    };
    let long = |seconds: u32| {
        if seconds > LONGEST_TIME_S { Err(Refusal::BadDuration) } else { Ok(()) }
    };
    match command {
        Command::Add { title, seconds, before, kind } => {
            need_before_end(m)?;
            if title.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            if let Some(before) = before {
                known(*before)?;
            }
            long(seconds.unwrap_or(0))?;
            let (title, seconds, before, kind) = (title.clone(), *seconds, *before, *kind);
            Ok(Event::Added { no: agenda.next_no(), title, seconds, before, kind })
        }
        Command::Remove(no) => {
            m.need_phase(&[Phase::Planned, Phase::Roll])?;
            pending(*no)?;
            Ok(Event::Removed { no: *no })
        }
        Command::Start(no) => {
            pending(*no)?;
            let finished = need_turn(m, stamp)?;
            Ok(Event::Started { no: *no, finished })
        }
        Command::Next => {
            let finished = need_turn(m, stamp)?;
            let item = agenda.upcoming().ok_or(Refusal::NoNextItem)?;
            Ok(Event::Advanced { no: item.plan.no, finished })
        }
        Command::Finish => {
            let no = need_turn(m, stamp)?.ok_or(Refusal::NoActiveItem)?;
            Ok(Event::Finished { no })
        }
        Command::Defer { no, reason } => {
            need_before_end(m)?;
            let item = known(*no)?;
            match item.state {
                ItemState::Pending => {}
                ItemState::Active => {
                    need_turn(m, stamp)?;
                }
                state => return Err(Refusal::ItemState { no: *no, state }),
            }
            Ok(Event::Deferred { no: *no, reason: reason.clone() })
        }
        Command::Move { no, to } => {
            need_before_end(m)?;
            pending(*no)?;
            known(*to)?;
            if no == to {
                return Err(Refusal::SamePlace(*no));
            }
            Ok(Event::Moved { no: *no, to: *to })
        }
        Command::Time { no, seconds } => {
            need_before_end(m)?;
            known(*no)?;
            long(*seconds)?;
            Ok(Event::Retimed { no: *no, seconds: *seconds })
        }
        Command::Title { no, title } => {
            known(*no)?;
            if title.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            Ok(Event::Retitled { no: *no, title: title.clone() })
        }
        Command::Lead { no, person } => {
            need_before_end(m)?;
            let item = pending(*no)?;
            if let Some(person) = person {
                m.roll.need_known(person)?;
            }
            if item.plan.lead == *person {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::LeadNamed { no: *no, person: person.clone() })
        }
        Command::Purpose { no, kind } => {
            need_before_end(m)?;
            if known(*no)?.plan.kind == *kind {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::Purposed { no: *no, kind: *kind })
        }
    }
}

fn need_before_end(m: &Meeting) -> Result<(), Refusal> {
    if m.session.phase >= Phase::Adjourned {
        return Err(Refusal::WrongPhase { now: m.session.phase });
    }
    Ok(())
}

/// An item may start or end only in an open session, with nobody speaking and no vote open; gives
/// the item that runs now.
fn need_turn(m: &Meeting, stamp: &Stamp) -> Result<Option<u32>, Refusal> {
    m.need_phase(&[Phase::Open])?;
    m.floor.need_silence()?;
    m.votes.need_no_open_vote()?;
    let active = m.agenda.active();
    if active.is_some_and(|item| item.spans.last().is_some_and(|span| span.0 > stamp.at)) {
        return Err(Refusal::BeforeStart);
    }
    Ok(active.map(|item| item.plan.no))
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    let agenda = &mut m.agenda;
    if !matches!(event, Event::Moved { .. }) {
        agenda.moves.end();
    }
    match event {
        Event::Added { no, title, seconds, before, kind } => {
            let plan = ItemPlan {
                no: *no,
                title: title.clone(),
                start: None,
                seconds: seconds.unwrap_or(0),
                lead: None,
                kind: *kind,
            };
            let item = Item {
                plan,
                state: ItemState::Pending,
                spans: Vec::new(),
                reason: String::new(),
                added: true,
            };
            let place = before.and_then(|b| agenda.items.iter().position(|i| i.plan.no == b));
            agenda.items.insert(place.unwrap_or(agenda.items.len()), item);
        }
        Event::Removed { no } => agenda.items.retain(|item| item.plan.no != *no),
        Event::Started { no, .. } | Event::Advanced { no, .. } => {
            agenda.start(*no, at);
            m.floor.new_item();
        }
        Event::Finished { .. } => {
            agenda.stop(at);
            m.floor.new_item();
        }
        Event::Deferred { no, reason } => {
            if let Some(item) = agenda.get_mut(*no) {
                end_span(item, at);
                item.state = ItemState::Deferred;
                item.reason.clone_from(reason);
            }
        }
        Event::Moved { no, to } => {
            let before = agenda.order();
            let place = |no: u32| agenda.items.iter().position(|i| i.plan.no == no);
            if let (Some(from), Some(to)) = (place(*no), place(*to)) {
                let mut item = agenda.items.remove(from);
                // A deferred item that is given a new place waits for its turn again.
                item.state = ItemState::Pending;
                agenda.items.insert(to.min(agenda.items.len()), item);
            }
            let after = agenda.order();
            agenda.moves.add(seq, *no, before, &after);
        }
        Event::Retimed { no, seconds } => {
            if let Some(item) = agenda.get_mut(*no) {
                item.plan.seconds = *seconds;
            }
        }
        Event::Retitled { no, title } => {
            if let Some(item) = agenda.get_mut(*no) {
                item.plan.title.clone_from(title);
            }
        }
        Event::LeadNamed { no, person } => {
            if let Some(item) = agenda.get_mut(*no) {
                item.plan.lead.clone_from(person);
            }
        }
        Event::Purposed { no, kind } => {
            if let Some(item) = agenda.get_mut(*no) {
                item.plan.kind = *kind;
            }
        }
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Added { title, seconds, before, kind, .. } => {
            Command::Add { title: title.clone(), seconds: *seconds, before: *before, kind: *kind }
        }
        Event::Removed { no } => Command::Remove(*no),
        Event::Started { no, .. } => Command::Start(*no),
        Event::Advanced { .. } => Command::Next,
        Event::Finished { .. } => Command::Finish,
        Event::Deferred { no, reason } => Command::Defer { no: *no, reason: reason.clone() },
        Event::Moved { no, to } => Command::Move { no: *no, to: *to },
        Event::Retimed { no, seconds } => Command::Time { no: *no, seconds: *seconds },
        Event::Retitled { no, title } => Command::Title { no: *no, title: title.clone() },
        Event::LeadNamed { no, person } => Command::Lead { no: *no, person: person.clone() },
        Event::Purposed { no, kind } => Command::Purpose { no: *no, kind: *kind },
    }
}

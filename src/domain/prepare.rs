//! Preparation before the opening (会前准备): the plan's facts, the roster, the six-tick checklist.
//!
//! Each change is an event like any other. What would change who was counted is refused once the
//! meeting is open; what only names a person better may be put right at any time. Must not know
//! how a roster is written in a file.

use crate::domain::meeting::Meeting;
use crate::domain::person::{Attends, Person, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::roll::Status;
use crate::domain::session::Phase;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

mod checklist;
mod coverage;
mod entry;
mod field;
mod steps;
pub use checklist::{Checklist, Have};
pub use coverage::{Interest, interests};
pub use entry::{FACTS, PlanEntry};
pub use field::{Field, difference, with};
pub use steps::{StepState, steps};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Facts of the plan.
    Plan(Vec<PlanEntry>),
    /// Ticks of the checklist, on or off.
    Check(Vec<(Have, bool)>),
    /// Some fields of one person.
    Change { person: PersonId, fields: Vec<Field> },
    /// Somebody is not invited after all.
    Remove(PersonId),
    /// The roster becomes this, in this order.
    Roster(Vec<Person>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Planned {
        facts: Vec<PlanEntry>,
    },
    Checked {
        ticks: Vec<(Have, bool)>,
    },
    PersonChanged {
        person: PersonId,
        fields: Vec<Field>,
    },
    PersonRemoved {
        person: PersonId,
    },
    /// With how many that added, changed and removed.
    RosterTaken {
        people: Vec<Person>,
        added: u32,
        changed: u32,
        removed: u32,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    pub checklist: Checklist,
}

/// What a new roster would change in the one there is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterDifference {
    /// In the order of the new roster.
    pub added: Vec<Person>,
    pub changed: Vec<(Person, Vec<Field>)>,
    pub removed: Vec<Person>,
    pub unchanged: usize,
}

/// Compares by id: who keeps an id is the same person.
pub fn roster_difference(m: &Meeting, people: &[Person]) -> RosterDifference {
    let mut found = RosterDifference::default();
    let mut kept: HashSet<&PersonId> = HashSet::with_capacity(people.len());
    for person in people {
        kept.insert(&person.id);
        match m.roll.person(&person.id) {
            None => found.added.push(person.clone()),
            Some(old) if old == person => found.unchanged += 1,
            Some(old) => found.changed.push((old.clone(), difference(old, person))),
        }
    }
    let gone = m.roll.entries.iter().map(|entry| &entry.person).filter(|p| !kept.contains(&p.id));
    found.removed = gone.cloned().collect();
    found
}

pub(super) fn decide(m: &Meeting, command: &Command) -> Result<Event, Refusal> {
    match command {
        Command::Plan(facts) => {
            need_unopened(m)?;
            Ok(Event::Planned { facts: entry::check_all(m, facts)? })
        }
        Command::Check(ticks) => {
            need_unopened(m)?;
            let list = m.prepare.checklist;
            if ticks.iter().all(|(have, on)| list.has(*have) == *on) {
                return Err(Refusal::NothingToChange);
            }
            Ok(Event::Checked { ticks: ticks.clone() })
        }
        Command::Change { person, fields } => {
            m.need_unsealed()?;
            let old = &m.roll.need_known(person)?.person;
            let unopened = need_unopened(m).is_ok();
            if !unopened && fields.iter().any(Field::counts) {
                return Err(Refusal::Counted(person.clone()));
            }
            let mut new = old.clone();
            for field in fields {
                field::check(m, field)?;
                field.apply(&mut new);
            }
            if new == *old {
                return Err(Refusal::NothingToChange);
            }
            need_told_apart(m, &new)?;
            Ok(Event::PersonChanged { person: person.clone(), fields: fields.clone() })
        }
        Command::Remove(person) => {
            need_unopened(m)?;
            need_unmarked(m, person)?;
            Ok(Event::PersonRemoved { person: person.clone() })
        }
        Command::Roster(people) => decide_roster(m, people),
    }
}

fn decide_roster(m: &Meeting, people: &[Person]) -> Result<Event, Refusal> {
    need_unopened(m)?;
    if people.is_empty() {
        return Err(Refusal::NobodyNamed);
    }
    let mut ids: HashSet<&PersonId> = HashSet::with_capacity(people.len());
    let mut names: HashSet<(&str, &str)> = HashSet::with_capacity(people.len());
    for person in people {
        if person.name.trim().is_empty() || person.id.as_str().trim().is_empty() {
            return Err(Refusal::EmptyText);
        }
        if !ids.insert(&person.id) {
            return Err(Refusal::DuplicateId(person.id.clone()));
        }
        if !names.insert((&person.name, &person.mark)) {
            return Err(Refusal::SameName(person.id.clone()));
        }
        if !m.roll.has_group(&person.group) {
            return Err(Refusal::NoSuchGroup(person.group.clone()));
        }
    }
    let found = roster_difference(m, people);
    for person in &found.removed {
        need_unmarked(m, &person.id)?;
    }
    let same_order = || m.roll.entries.iter().map(|e| &e.person).eq(people);
    if found.unchanged == people.len() && found.removed.is_empty() && same_order() {
        return Err(Refusal::NothingToChange);
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Event::RosterTaken {
        people: people.to_vec(),
        added: count(found.added.len()),
        changed: count(found.changed.len()),
        removed: count(found.removed.len()),
    })
}

fn need_unopened(m: &Meeting) -> Result<(), Refusal> {
    m.need_phase(&[Phase::Planned, Phase::Roll])
}

/// Whoever is marked in the roll is part of what happened.
fn need_unmarked(m: &Meeting, person: &PersonId) -> Result<(), Refusal> {
    let status = m.roll.need_known(person)?.status;
    let proxied = m.roll.proxies.contains_key(person);
    match status {
        Status::NotArrived if proxied => Err(Refusal::ProxyTaken(person.clone())),
        Status::NotArrived => Ok(()),
        Status::Present | Status::Online | Status::OnLeave | Status::Absent | Status::Departed => {
            Err(Refusal::HasStatus { person: person.clone(), status })
        }
    }
}

/// People of one name carry a mark (docs/domain.md §5).
fn need_told_apart(m: &Meeting, new: &Person) -> Result<(), Refusal> {
    let twin = |p: &Person| p.id != new.id && p.name == new.name && p.mark == new.mark;
    match m.roll.entries.iter().find(|entry| twin(&entry.person)) {
        Some(entry) => Err(Refusal::SameName(entry.person.id.clone())),
        None => Ok(()),
    }
}

pub(super) fn apply(m: &mut Meeting, event: &Event) {
    match event {
        Event::Planned { facts } => {
            for fact in facts {
                fact.apply(&mut m.session.plan);
            }
        }
        Event::Checked { ticks } => {
            for (have, on) in ticks {
                m.prepare.checklist.set(*have, *on);
            }
        }
        Event::PersonChanged { person, fields } => {
            m.roll.change(person, |person| {
                for field in fields {
                    field.apply(person);
                }
            });
            preside(m);
        }
        Event::PersonRemoved { person } => {
            m.roll.remove(person);
            forget(m);
            preside(m);
        }
        Event::RosterTaken { people, .. } => {
            m.roll.replace(people);
            forget(m);
            preside(m);
        }
    }
}

/// Where the plan names nobody, the one person whom the roster has as chair presides.
pub(super) fn preside(m: &mut Meeting) {
    if m.session.plan.chair.is_some() {
        return;
    }
    let mut chairs = m.roll.entries.iter().filter(|e| e.person.attends == Attends::Chair);
    if let (Some(chair), None) = (chairs.next(), chairs.next()) {
        m.session.plan.chair = Some(chair.person.id.clone());
    }
}

/// The plan no longer names those who are not invited any more.
fn forget(m: &mut Meeting) {
    let roll = &m.roll;
    let gone = |id: &PersonId| roll.get(id).is_none();
    let plan = &mut m.session.plan;
    plan.chair.take_if(|id| gone(id));
    plan.scrutineers.retain(|id| !gone(id));
    if let Some(research) = &mut plan.research {
        research.by.take_if(|id| gone(id));
    }
    for item in &mut m.agenda.items {
        item.plan.lead.take_if(|id| gone(id));
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Planned { facts } => Command::Plan(facts.clone()),
        Event::Checked { ticks } => Command::Check(ticks.clone()),
        Event::PersonChanged { person, fields } => {
            Command::Change { person: person.clone(), fields: fields.clone() }
        }
        Event::PersonRemoved { person } => Command::Remove(person.clone()),
        Event::RosterTaken { people, .. } => Command::Roster(people.clone()),
    }
}

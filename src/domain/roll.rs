//! Who is invited, who has come, who votes, who holds a proxy; and the quorum at any moment.
//!
//! Keeps apart not arrived, present, on leave, absent and departed (docs/domain.md §2). Must not know votes
//! beyond asking whether somebody's ballot already stands.

use crate::domain::meeting::Meeting;
use crate::domain::person::{Person, PersonId, group};
use crate::domain::prepare;
use crate::domain::refusal::Refusal;
use crate::domain::session::Phase;
use crate::domain::stamp::{Moment, Stamp};
use crate::domain::vote;
use crate::limits::LONGEST_NAME;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use strum::IntoStaticStr;

mod proxy;
mod quorum;
pub use quorum::{QuorumPart, QuorumStamp, QuorumWay, quorum};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Present(Vec<PersonId>),
    /// They take part online: not in the room, and counted as there only where a rule says so.
    Online(Vec<PersonId>),
    Leave {
        person: PersonId,
        reason: String,
    },
    Absent(Vec<PersonId>),
    Depart(PersonId),
    Return(PersonId),
    Unmark(PersonId),
    Proxy {
        from: PersonId,
        to: PersonId,
    },
    Count,
    Invite(Box<Person>),
    /// Somebody who was not invited has come: added and present in one act.
    WalkIn(Box<Person>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Arrived {
        people: Vec<PersonId>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        online: bool,
    },
    Excused {
        person: PersonId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    MarkedAbsent {
        people: Vec<PersonId>,
    },
    Departed {
        person: PersonId,
    },
    Returned {
        person: PersonId,
    },
    Unmarked {
        person: PersonId,
    },
    ProxyGiven {
        from: PersonId,
        to: PersonId,
    },
    /// The number present, stated aloud for the minutes.
    Counted {
        expected: u32,
        present: u32,
        voters: u32,
    },
    Invited(Box<Person>),
    WalkedIn(Box<Person>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Status {
    NotArrived,
    /// In the room.
    Present,
    /// Takes part without being in the room.
    Online,
    OnLeave,
    Absent,
    Departed,
}

impl Status {
    /// Whether somebody takes part now, in the room or online: may speak and be spoken to.
    pub const fn takes_part(self) -> bool {
        match self {
            Self::Present | Self::Online => true,
            Self::NotArrived | Self::OnLeave | Self::Absent | Self::Departed => false,
        }
    }
}

/// One line of the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub person: Person,
    pub status: Status,
    /// When they first came.
    pub arrived: Option<Moment>,
    /// When they last left.
    pub left: Option<Moment>,
    /// First came after the opening.
    pub late: bool,
    /// Has been in the room at some time.
    pub came: bool,
    pub reason: String,
    /// The lines that marked them since a mark was last taken back.
    marks: Vec<u64>,
}

/// A count that was stated for the minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub seq: u64,
    pub at: Moment,
    pub expected: u32,
    pub present: u32,
    pub voters: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// In the order of the roster.
    pub entries: Vec<Entry>,
    index: HashMap<PersonId, usize>,
    /// Absent principal → present holder.
    pub proxies: BTreeMap<PersonId, PersonId>,
    pub counts: Vec<Count>,
    /// Grows with every change of who is on the roster, for those who keep something worked out.
    pub revision: u64,
    /// Marks that were taken back: the line and whom it marked.
    void: HashSet<(u64, PersonId)>,
}

impl State {
    pub fn new(people: &[Person]) -> Self {
        let mut state = Self::default();
        for person in people {
            state.add(person.clone());
        }
        state
    }

    fn add(&mut self, person: Person) {
        self.revision += 1;
        self.index.insert(person.id.clone(), self.entries.len());
        self.entries.push(Entry {
            person,
            status: Status::NotArrived,
            arrived: None,
            left: None,
            late: false,
            came: false,
            reason: String::new(),
            marks: Vec::new(),
        });
    }

    pub fn get(&self, id: &PersonId) -> Option<&Entry> {
        self.index.get(id).and_then(|&i| self.entries.get(i))
    }

    /// The place of somebody in the roster.
    pub fn place(&self, id: &PersonId) -> Option<usize> {
        self.index.get(id).copied()
    }

    fn get_mut(&mut self, id: &PersonId) -> Option<&mut Entry> {
        self.index.get(id).and_then(|&i| self.entries.get_mut(i))
    }

    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.get(id).map(|entry| &entry.person)
    }

    /// The name with its mark, or the id where nobody has it.
    pub fn name(&self, id: &PersonId) -> String {
        self.person(id).map_or_else(|| id.to_string(), Person::display)
    }

    /// Whether somebody takes part now, in the room or online.
    pub fn is_present(&self, id: &PersonId) -> bool {
        self.get(id).is_some_and(|e| e.status.takes_part())
    }

    pub fn is_in_room(&self, id: &PersonId) -> bool {
        self.get(id).is_some_and(|e| e.status == Status::Present)
    }

    /// Whether somebody who holds a proxy of this person is in the room.
    pub fn has_proxy_here(&self, id: &PersonId) -> bool {
        self.proxies.get(id).is_some_and(|holder| self.is_in_room(holder))
    }

    /// Whether somebody can vote now: here, or by a proxy whose holder is here.
    pub fn is_heard(&self, id: &PersonId) -> bool {
        self.is_present(id) || self.has_proxy_here(id)
    }

    pub fn has_group(&self, name: &str) -> bool {
        group::STANDARD.contains(&name) || self.entries.iter().any(|e| e.person.group == name)
    }

    /// The groups that have anybody, the standard ones first in their order.
    pub fn groups(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let used = |name: &str| self.entries.iter().any(|e| e.person.group == name);
        names.extend(group::STANDARD.iter().copied().filter(|name| used(name)));
        for entry in &self.entries {
            if !names.contains(&entry.person.group.as_str()) {
                names.push(&entry.person.group);
            }
        }
        names
    }

    pub fn count(&self, status: Status) -> usize {
        self.entries.iter().filter(|e| e.status == status).count()
    }

    pub fn voters_entitled(&self) -> usize {
        self.entries.iter().filter(|e| e.person.vote).count()
    }

    pub fn voters_present(&self) -> usize {
        self.voters_here().count()
    }

    /// Those with a voting right who are in the room.
    pub fn voters_here(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| e.person.vote && e.status == Status::Present)
    }

    /// Whom `holder` votes for.
    pub fn principals(&self, holder: &PersonId) -> impl Iterator<Item = &PersonId> {
        self.proxies.iter().filter(move |(_, to)| *to == holder).map(|(from, _)| from)
    }

    /// The smallest unit of all weights, in ten-thousandths: 100 where they have two decimals.
    pub fn weight_step(&self) -> u64 {
        let divides =
            |step: u64| self.entries.iter().all(|e| e.person.weight.0.is_multiple_of(step));
        [10_000, 1_000, 100, 10].into_iter().find(|step| divides(*step)).unwrap_or(1)
    }

    /// Whether a line's mark of somebody was taken back afterwards.
    pub fn is_void(&self, seq: u64, person: &PersonId) -> bool {
        self.void.contains(&(seq, person.clone()))
    }

    fn mark(&mut self, seq: u64, person: &PersonId) {
        if let Some(entry) = self.get_mut(person) {
            entry.marks.push(seq);
        }
    }

    pub(super) fn never_came(&self) -> Vec<PersonId> {
        let never = self.entries.iter().filter(|e| e.status == Status::NotArrived);
        never.map(|e| e.person.id.clone()).collect()
    }

    pub(super) fn mark_absent(&mut self, people: &[PersonId]) {
        for id in people {
            if let Some(entry) = self.get_mut(id) {
                entry.status = Status::Absent;
            }
        }
    }

    pub(super) fn change(&mut self, id: &PersonId, change: impl FnOnce(&mut Person)) {
        self.revision += 1;
        if let Some(entry) = self.get_mut(id) {
            change(&mut entry.person);
        }
    }

    pub(super) fn remove(&mut self, id: &PersonId) {
        self.entries.retain(|entry| entry.person.id != *id);
        self.reindex();
    }

    /// The roster becomes this; whoever stays keeps what was marked.
    pub(super) fn replace(&mut self, people: &[Person]) {
        let mut old: HashMap<PersonId, Entry> = std::mem::take(&mut self.entries)
            .into_iter()
            .map(|entry| (entry.person.id.clone(), entry))
            .collect();
        self.index.clear();
        for person in people {
            self.add(person.clone());
            if let (Some(new), Some(old)) = (self.entries.last_mut(), old.remove(&person.id)) {
                *new = Entry { person: person.clone(), ..old };
            }
        }
        self.reindex();
    }

    fn reindex(&mut self) {
        self.revision += 1;
        let ids = self.entries.iter().map(|entry| entry.person.id.clone());
        self.index = ids.enumerate().map(|(place, id)| (id, place)).collect();
    }

    pub(super) fn need_known(&self, id: &PersonId) -> Result<&Entry, Refusal> {
        self.get(id).ok_or_else(|| Refusal::NoSuchPerson(id.to_string()))
    }

    /// Somebody who takes part, in the room or online.
    pub(super) fn need_present(&self, id: &PersonId) -> Result<&Entry, Refusal> {
        let entry = self.need_known(id)?;
        if entry.status.takes_part() {
            return Ok(entry);
        }
        Err(Refusal::NotPresent { person: id.clone(), status: entry.status })
    }
}

pub(super) fn decide(m: &Meeting, command: &Command, stamp: &Stamp) -> Result<Event, Refusal> {
    m.need_unsealed()?;
    if m.session.phase == Phase::Adjourned {
        return Err(Refusal::WrongPhase { now: Phase::Adjourned });
    }
    let roll = &m.roll;
    match command {
        Command::Present(people) => {
            need_some(people)?;
            for id in people {
                if roll.need_known(id)?.status == Status::Present {
                    return Err(Refusal::AlreadyPresent(id.clone()));
                }
            }
            Ok(Event::Arrived { people: people.clone(), online: false })
        }
        Command::Online(people) => {
            need_some(people)?;
            for id in people {
                let entry = roll.need_known(id)?;
                if entry.status.takes_part() {
                    let (person, status) = (id.clone(), entry.status);
                    return Err(Refusal::HasStatus { person, status });
                }
            }
            Ok(Event::Arrived { people: people.clone(), online: true })
        }
        Command::Leave { person, reason } => {
            let entry = roll.need_known(person)?;
            need_free(m, entry)?;
            match entry.status {
                Status::NotArrived | Status::Absent => {
                    Ok(Event::Excused { person: person.clone(), reason: reason.clone() })
                }
                status => Err(Refusal::HasStatus { person: person.clone(), status }),
            }
        }
        Command::Absent(people) => {
            need_some(people)?;
            for id in people {
                let entry = roll.need_known(id)?;
                need_free(m, entry)?;
                match entry.status {
                    Status::NotArrived | Status::OnLeave => {}
                    status => return Err(Refusal::HasStatus { person: id.clone(), status }),
                }
            }
            Ok(Event::MarkedAbsent { people: people.clone() })
        }
        Command::Depart(person) => {
            let entry = roll.need_present(person)?;
            if m.floor.is_speaking(person) {
                return Err(Refusal::IsSpeaking(person.clone()));
            }
            let came = entry.arrived.is_some_and(|at| at > stamp.at);
            if came {
                return Err(Refusal::BeforeStart);
            }
            Ok(Event::Departed { person: person.clone() })
        }
        Command::Return(person) => {
            let entry = roll.need_known(person)?;
            if entry.status != Status::Departed {
                return Err(Refusal::HasStatus { person: person.clone(), status: entry.status });
            }
            Ok(Event::Returned { person: person.clone() })
        }
        Command::Unmark(person) => {
            let entry = roll.need_known(person)?;
            need_free(m, entry)?;
            if entry.status == Status::NotArrived {
                return Err(Refusal::HasStatus { person: person.clone(), status: entry.status });
            }
            if m.floor.speeches.iter().any(|s| s.person == *person) {
                return Err(Refusal::HasSpoken(person.clone()));
            }
            Ok(Event::Unmarked { person: person.clone() })
        }
        Command::Proxy { from, to } => proxy::decide(m, from, to),
        Command::Count => Ok(Event::Counted {
            expected: small(roll.entries.len()),
            present: small(roll.count(Status::Present)),
            voters: small(roll.voters_present()),
        }),
        Command::Invite(person) | Command::WalkIn(person) => {
            if roll.get(&person.id).is_some() {
                return Err(Refusal::DuplicateId(person.id.clone()));
            }
            if person.name.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            if person.name.chars().nth(LONGEST_NAME).is_some() {
                return Err(Refusal::TooLong { most: LONGEST_NAME });
            }
            if !roll.has_group(&person.group) {
                return Err(Refusal::NoSuchGroup(person.group.clone()));
            }
            // A second person of a name carries what tells the two apart.
            let twin = |p: &Person| {
                p.name == person.name && (person.mark.is_empty() || p.mark == person.mark)
            };
            if let Some(entry) = roll.entries.iter().find(|entry| twin(&entry.person)) {
                return Err(Refusal::SameName(entry.person.id.clone()));
            }
            Ok(if matches!(command, Command::WalkIn(_)) {
                Event::WalkedIn(person.clone())
            } else {
                Event::Invited(person.clone())
            })
        }
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn need_some(people: &[PersonId]) -> Result<(), Refusal> {
    let mut named = HashSet::with_capacity(people.len());
    for id in people {
        if !named.insert(id) {
            return Err(Refusal::NamedTwice(id.clone()));
        }
    }
    if people.is_empty() { Err(Refusal::NobodyNamed) } else { Ok(()) }
}

/// Whoever has a ballot cast, or is speaking, cannot be said not to be there.
fn need_free(m: &Meeting, entry: &Entry) -> Result<(), Refusal> {
    let id = &entry.person.id;
    if m.votes.has_ballot(id) {
        return Err(Refusal::HasBallot(id.clone()));
    }
    if m.floor.is_speaking(id) {
        return Err(Refusal::IsSpeaking(id.clone()));
    }
    Ok(())
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    // Somebody noted down late, but here in time, was not late.
    let late = m.session.opening.as_ref().is_some_and(|opening| at >= opening.at);
    if m.session.phase == Phase::Planned && !matches!(event, Event::Invited(_)) {
        m.session.phase = Phase::Roll;
    }
    match event {
        Event::Arrived { people, online } => {
            let status = if *online { Status::Online } else { Status::Present };
            for id in people {
                m.roll.mark(seq, id);
                arrive(&mut m.roll, id, at, late, status);
            }
        }
        Event::Returned { person } => {
            let came = m.roll.get(person).is_none_or(|entry| entry.came);
            let status = if came { Status::Present } else { Status::Online };
            arrive(&mut m.roll, person, at, late, status);
        }
        Event::Excused { person, reason } => {
            m.roll.mark(seq, person);
            if let Some(entry) = m.roll.get_mut(person) {
                entry.status = Status::OnLeave;
                entry.reason.clone_from(reason);
            }
        }
        Event::MarkedAbsent { people } => {
            for id in people {
                m.roll.mark(seq, id);
            }
            m.roll.mark_absent(people);
        }
        Event::Departed { person } => {
            if let Some(entry) = m.roll.get_mut(person) {
                entry.status = Status::Departed;
                entry.left = Some(at);
            }
            m.roll.proxies.retain(|_, to| to != person);
            m.floor.forget(person);
        }
        Event::Unmarked { person } => {
            if let Some(entry) = m.roll.get_mut(person) {
                entry.status = Status::NotArrived;
                entry.arrived = None;
                entry.left = None;
                entry.late = false;
                entry.came = false;
                entry.reason.clear();
                let marks = std::mem::take(&mut entry.marks);
                m.roll.void.extend(marks.into_iter().map(|mark| (mark, person.clone())));
            }
            m.roll.proxies.retain(|_, to| to != person);
            m.floor.forget(person);
        }
        Event::ProxyGiven { from, to } => {
            m.roll.proxies.insert(from.clone(), to.clone());
        }
        Event::Counted { expected, present, voters } => {
            let (expected, present, voters) = (*expected, *present, *voters);
            m.roll.counts.push(Count { seq, at, expected, present, voters });
        }
        Event::Invited(person) | Event::WalkedIn(person) => {
            vote::State::invited(m, person);
            m.roll.add((**person).clone());
            if matches!(event, Event::WalkedIn(_)) {
                arrive(&mut m.roll, &person.id, at, late, Status::Present);
            }
            prepare::preside(m);
        }
    }
}

fn arrive(roll: &mut State, id: &PersonId, at: Moment, late: bool, status: Status) {
    // Whoever takes part themselves votes themselves.
    roll.proxies.remove(id);
    if let Some(entry) = roll.get_mut(id) {
        entry.status = status;
        entry.came |= status == Status::Present;
        if entry.arrived.is_none() {
            entry.arrived = Some(at);
            entry.late = late;
        }
    }
}

/// The command that would make this event again.
pub(super) fn command_of(event: &Event) -> Command {
    match event {
        Event::Arrived { people, online: false } => Command::Present(people.clone()),
        Event::Arrived { people, online: true } => Command::Online(people.clone()),
        Event::Excused { person, reason } => {
            Command::Leave { person: person.clone(), reason: reason.clone() }
        }
        Event::MarkedAbsent { people } => Command::Absent(people.clone()),
        Event::Departed { person } => Command::Depart(person.clone()),
        Event::Returned { person } => Command::Return(person.clone()),
        Event::Unmarked { person } => Command::Unmark(person.clone()),
        Event::ProxyGiven { from, to } => Command::Proxy { from: from.clone(), to: to.clone() },
        Event::Counted { .. } => Command::Count,
        Event::Invited(person) => Command::Invite(person.clone()),
        Event::WalkedIn(person) => Command::WalkIn(person.clone()),
    }
}

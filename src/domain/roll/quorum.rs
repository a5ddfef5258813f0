//! The quorum at any moment, with what it counted: stamped on the opening and on every vote.

use super::{Entry, Status};
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::rule::{Among, Attendance, Condition, Limit, Measure, Quorum, TakesPart};
use serde::{Deserialize, Serialize};

/// One way to a quorum, worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumWay {
    pub among: Among,
    /// In heads, or in ten-thousandths of weight.
    pub base: u64,
    pub need: u64,
    pub have: u64,
    #[serde(default = "heads", skip_serializing_if = "is_heads")]
    pub measure: Measure,
}

const fn heads() -> Measure {
    Measure::Heads
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_heads(measure: &Measure) -> bool {
    matches!(measure, Measure::Heads)
}

impl QuorumWay {
    /// A quorum of nobody is none: a tag that no one carries must not open a meeting.
    pub const fn is_met(&self) -> bool {
        self.base > 0 && self.have >= self.need
    }

    const fn distance(&self) -> (bool, u64) {
        (self.base == 0, self.need.saturating_sub(self.have))
    }
}

/// A condition worked out, with those it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuorumPart {
    Way(QuorumWay),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl QuorumPart {
    pub fn is_met(&self) -> bool {
        match self {
            Self::Way(way) => way.is_met(),
            Self::All(parts) => parts.iter().all(Self::is_met),
            Self::Any(parts) => parts.iter().any(Self::is_met),
        }
    }

    /// The attendance to be told of: the first that is short of those that all must hold, the
    /// nearest of those of which one is enough.
    pub fn telling(&self) -> Option<&QuorumWay> {
        match self {
            Self::Way(way) => Some(way),
            Self::All(parts) => {
                let short = parts.iter().find(|part| !part.is_met());
                short.or_else(|| parts.first()).and_then(Self::telling)
            }
            Self::Any(parts) => {
                let met = parts.iter().find(|part| part.is_met());
                let tell = parts.iter().filter_map(Self::telling);
                met.and_then(Self::telling).or_else(|| tell.min_by_key(|way| way.distance()))
            }
        }
    }
}

/// The quorum as of one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumStamp {
    pub met: bool,
    /// The ways of which one is enough, the nearest to being reached first; empty where no number
    /// is asked for, or where it is asked for in `parts`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<QuorumWay>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing_groups: Vec<String>,
    pub expected: u64,
    pub present: u64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// Conditions that must all hold, where there is more than one way to be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<QuorumPart>,
}

impl QuorumStamp {
    /// The attendance that tells how things stand: one that is short, if any is.
    pub fn telling(&self) -> Option<&QuorumWay> {
        let short = self.parts.iter().find(|part| !part.is_met());
        short.or_else(|| self.parts.first()).and_then(QuorumPart::telling).or(self.ways.first())
    }

    pub fn need(&self) -> u64 {
        self.telling().map_or(0, |way| way.need)
    }

    pub fn have(&self) -> u64 {
        self.telling().map_or(self.present, |way| way.have)
    }

    pub fn measure(&self) -> Measure {
        self.telling().map_or(Measure::Heads, |way| way.measure)
    }

    /// Whether it asks for a number of people at all.
    pub const fn asks(&self) -> bool {
        !self.ways.is_empty() || !self.parts.is_empty()
    }
}

/// Works out a quorum for the people here now, leaving out `without` (recusals that leave it).
/// `proposal` is the one to be voted on, for those who have handed in a vote on it.
pub fn quorum(
    m: &Meeting,
    quorum: &Quorum,
    without: &[PersonId],
    proposal: Option<u32>,
) -> QuorumStamp {
    let counted: Vec<&Entry> =
        m.roll.entries.iter().filter(|e| !without.contains(&e.person.id)).collect();
    let there: Vec<bool> = counted.iter().map(|e| is_there(m, quorum, e, proposal)).collect();
    let step = m.roll.weight_step();
    let way = |of: &Attendance| worked_out(of, &counted, &there, step);
    let simple = quorum.all_of.is_empty() && quorum.any_of.iter().all(|c| c.way().is_some());
    let (mut ways, mut parts) = (Vec::new(), Vec::new());
    if simple {
        ways.extend(quorum.any_of.iter().filter_map(Condition::way).map(way));
        ways.sort_by_key(QuorumWay::distance);
    } else {
        parts.extend(quorum.all_of.iter().map(|of| part(of, &way)));
        if !quorum.any_of.is_empty() {
            parts.push(QuorumPart::Any(quorum.any_of.iter().map(|of| part(of, &way)).collect()));
        }
    }
    let reached = if simple {
        ways.is_empty() || ways.iter().any(QuorumWay::is_met)
    } else {
        parts.iter().all(QuorumPart::is_met)
    };
    let in_room = |e: &&&Entry| e.status == Status::Present;
    let missing_groups: Vec<String> = quorum
        .require_groups
        .iter()
        .filter(|name| !counted.iter().filter(in_room).any(|e| e.person.group == **name))
        .cloned()
        .collect();
    QuorumStamp {
        met: reached && missing_groups.is_empty(),
        ways,
        missing_groups,
        expected: counted.len() as u64,
        present: counted.iter().filter(in_room).count() as u64,
        rule: quorum.text.clone(),
        parts,
    }
}

fn part(condition: &Condition, way: &impl Fn(&Attendance) -> QuorumWay) -> QuorumPart {
    let parts = |of: &[Condition]| of.iter().map(|of| part(of, way)).collect();
    match condition {
        Condition::Way(of) => QuorumPart::Way(way(of)),
        Condition::All { all_of } => QuorumPart::All(parts(all_of)),
        Condition::Any { any_of } => QuorumPart::Any(parts(any_of)),
    }
}

fn worked_out(of: &Attendance, counted: &[&Entry], there: &[bool], step: u64) -> QuorumWay {
    let amount = |e: &Entry| match of.measure {
        Measure::Heads => 1,
        Measure::Weight => e.person.weight.0,
    };
    let (mut base, mut have) = (0, 0);
    for (entry, there) in counted.iter().zip(there) {
        if of.among.has(&entry.person) {
            base += amount(entry);
            have += if *there { amount(entry) } else { 0 };
        }
    }
    let need = match of.limit {
        Limit::Ratio(ratio) | Limit::AgainstAtMost(ratio) | Limit::AgainstBelow(ratio) => {
            ratio.need(base)
        }
        Limit::Number(number) => number,
    };
    // A need in weight is one that the weights can add up to.
    let need = match of.measure {
        Measure::Heads => need,
        Measure::Weight => need.div_ceil(step).saturating_mul(step),
    };
    QuorumWay { among: of.among.clone(), base, need, have, measure: of.measure }
}

/// Whether somebody counts as there, by the quorum's own word.
fn is_there(m: &Meeting, quorum: &Quorum, entry: &Entry, proposal: Option<u32>) -> bool {
    let id = &entry.person.id;
    match entry.status {
        Status::Present => return quorum.takes(TakesPart::InPerson),
        Status::Online if quorum.takes(TakesPart::Online) => return true,
        Status::Online
        | Status::NotArrived
        | Status::OnLeave
        | Status::Absent
        | Status::Departed => {}
    }
    let proxy = quorum.takes(TakesPart::Proxy) && m.roll.has_proxy_here(id);
    let written = quorum.takes(TakesPart::Written) && m.has_written(id, proposal);
    proxy || written
}

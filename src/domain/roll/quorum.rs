//! The quorum at a moment: its ways, worked out for the people who are here.
//!
//! Must not decide what follows from a quorum that is not met.

use super::{Entry, Status};
use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::rule::{Among, Quorum};
use serde::{Deserialize, Serialize};

/// One way to a quorum, worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumWay {
    pub among: Among,
    pub base: u64,
    pub need: u64,
    pub have: u64,
}

/// The quorum as of one moment; stamped on the opening and on each vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumStamp {
    pub met: bool,
    /// The ways there are, the nearest to being reached first; empty where no number is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<QuorumWay>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing_groups: Vec<String>,
    pub expected: u64,
    pub present: u64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
}

impl QuorumStamp {
    pub fn need(&self) -> u64 {
        self.ways.first().map_or(0, |way| way.need)
    }

    pub fn have(&self) -> u64 {
        self.ways.first().map_or(self.present, |way| way.have)
    }
}

/// Works out a quorum for the people here now, leaving out `without` (recusals that leave it).
pub fn quorum(m: &Meeting, quorum: &Quorum, without: &[PersonId]) -> QuorumStamp {
    let counted = || m.roll.entries.iter().filter(|e| !without.contains(&e.person.id));
    let total = |keep: &dyn Fn(&Entry) -> bool| counted().filter(|e| keep(e)).count() as u64;
    let here = |e: &Entry| e.status == Status::Present;
    let mut ways: Vec<QuorumWay> = Vec::with_capacity(quorum.any_of.len());
    let mut reached = quorum.any_of.is_empty();
    for way in &quorum.any_of {
        let member = |e: &Entry| match &way.among {
            Among::Expected => true,
            Among::Entitled => e.person.vote,
            Among::Tagged(tag) => e.person.tags.contains(tag),
        };
        let base = total(&member);
        let have = total(&|e| member(e) && here(e));
        // A quorum of nobody is none: a tag that no one carries must not open a meeting.
        reached |= base > 0 && way.ratio.met(have, base);
        ways.push(QuorumWay { among: way.among.clone(), base, need: way.ratio.need(base), have });
    }
    ways.sort_by_key(|way| (way.base == 0, way.need.saturating_sub(way.have)));
    let missing_groups: Vec<String> = quorum
        .require_groups
        .iter()
        .filter(|name| total(&|e| here(e) && e.person.group == **name) == 0)
        .cloned()
        .collect();
    QuorumStamp {
        met: reached && missing_groups.is_empty(),
        ways,
        missing_groups,
        expected: total(&|_| true),
        present: total(&here),
        rule: quorum.text.clone(),
    }
}

//! When a meeting may sit: conditions of who must be there, alone, together or one of several.

use super::taking_part::TakesPart;
use super::threshold::{Limit, Measure};
use crate::domain::fraction::Ratio;
use crate::domain::person::Person;
use serde::{Deserialize, Serialize};

/// Whose presence a quorum counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Among {
    /// Everyone invited (应到会人员), voting or not.
    Expected,
    /// All with a voting right.
    Entitled,
    /// People who carry a tag, such as households' representatives.
    Tagged(String),
    /// People of a group.
    Grouped(String),
}

impl Among {
    pub fn has(&self, person: &Person) -> bool {
        match self {
            Self::Expected => true,
            Self::Entitled => person.vote,
            Self::Tagged(tag) => person.tags.contains(tag),
            Self::Grouped(group) => person.group == *group,
        }
    }
}

/// One way to reach a quorum: a share of some people, or a number of them, in heads or in weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Attendance {
    pub among: Among,
    /// A ratio or a number; objections do not count here.
    pub limit: Limit,
    pub measure: Measure,
}

impl Attendance {
    /// A share, in heads.
    pub const fn share(among: Among, ratio: Ratio) -> Self {
        Self { among, limit: Limit::Ratio(ratio), measure: Measure::Heads }
    }

    pub const fn ratio(&self) -> Option<Ratio> {
        match self.limit {
            Limit::Ratio(ratio) => Some(ratio),
            Limit::Number(_) | Limit::AgainstAtMost(_) | Limit::AgainstBelow(_) => None,
        }
    }
}

/// An attendance in the record: the keys of a rule file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    among: Among,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ratio: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<u64>,
    #[serde(default = "Measure::heads", skip_serializing_if = "Measure::is_heads")]
    measure: Measure,
}

impl TryFrom<Wire> for Attendance {
    type Error = &'static str;

    fn try_from(wire: Wire) -> Result<Self, Self::Error> {
        let Wire { among, ratio, at_least, measure } = wire;
        let limit = match (ratio, at_least) {
            (Some(ratio), None) => Limit::Ratio(ratio),
            (None, Some(number)) => Limit::Number(number),
            _ => return Err("a condition has a ratio or a number"),
        };
        Ok(Self { among, limit, measure })
    }
}

impl From<Attendance> for Wire {
    fn from(way: Attendance) -> Self {
        let Attendance { among, limit, measure } = way;
        let (ratio, at_least) = match limit {
            Limit::Ratio(ratio) | Limit::AgainstAtMost(ratio) | Limit::AgainstBelow(ratio) => {
                (Some(ratio), None)
            }
            Limit::Number(number) => (None, Some(number)),
        };
        Self { among, ratio, at_least, measure }
    }
}

/// A condition, or several of which all or one must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Condition {
    Way(Attendance),
    All { all_of: Vec<Self> },
    Any { any_of: Vec<Self> },
}

impl From<Attendance> for Condition {
    fn from(way: Attendance) -> Self {
        Self::Way(way)
    }
}

impl Condition {
    /// The single attendance that this is, if it is one.
    pub const fn way(&self) -> Option<&Attendance> {
        match self {
            Self::Way(way) => Some(way),
            Self::All { .. } | Self::Any { .. } => None,
        }
    }

    /// Every attendance in it, from left to right.
    pub fn ways(&self) -> Vec<&Attendance> {
        match self {
            Self::Way(way) => vec![way],
            Self::All { all_of: parts } | Self::Any { any_of: parts } => {
                parts.iter().flat_map(Self::ways).collect()
            }
        }
    }

    fn is_valid(&self) -> bool {
        match self {
            Self::Way(way) => match way.limit {
                Limit::Ratio(ratio) => ratio.is_valid(),
                Limit::Number(number) => number > 0,
                Limit::AgainstAtMost(_) | Limit::AgainstBelow(_) => false,
            },
            Self::All { all_of: parts } | Self::Any { any_of: parts } => {
                !parts.is_empty() && parts.iter().all(Self::is_valid)
            }
        }
    }
}

/// When a meeting may sit: one of `any_of`, every one of `all_of`, and every required group with
/// somebody there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// Empty means that it asks for nothing.
    #[serde(default)]
    pub any_of: Vec<Condition>,
    #[serde(default)]
    pub require_groups: Vec<String>,
    /// The rule as the local rules word it; shown with the result.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Empty means that it asks for nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Condition>,
    /// Who counts as there; empty means those in the room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub takes_part: Vec<TakesPart>,
}

impl Quorum {
    /// Every attendance it names.
    pub fn ways(&self) -> impl Iterator<Item = &Attendance> {
        self.all_of.iter().chain(&self.any_of).flat_map(Condition::ways)
    }

    /// Whether it asks for a number of people at all.
    pub const fn asks(&self) -> bool {
        !self.any_of.is_empty() || !self.all_of.is_empty()
    }

    /// Whether those who take part in this way count as there.
    pub fn takes(&self, way: TakesPart) -> bool {
        if self.takes_part.is_empty() {
            way == TakesPart::InPerson
        } else {
            self.takes_part.contains(&way)
        }
    }

    pub fn is_valid(&self) -> bool {
        self.any_of.iter().chain(&self.all_of).all(Condition::is_valid)
    }
}

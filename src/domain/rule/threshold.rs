//! One test of a vote: what is counted, of whom, against which limit.

use crate::domain::fraction::Ratio;
use crate::domain::person::Person;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// What is added up: people, or their weights (floor area for owners).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr,
)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Heads,
    Weight,
}

impl Measure {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn is_heads(&self) -> bool {
        *self == Self::Heads
    }

    pub(super) const fn heads() -> Self {
        Self::Heads
    }
}

/// Who counts (DOMAIN §2). `Expected` serves only quorums of everyone invited.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr,
)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Base {
    Entitled,
    Present,
    Cast,
    Valid,
    Decisive,
}

/// Some of the people, as a group or a tag of the roster names them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Group(String),
    Tag(String),
}

impl Class {
    pub fn has(&self, person: &Person) -> bool {
        match self {
            Self::Group(name) => person.group == *name,
            Self::Tag(tag) => person.tags.contains(tag),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Group(name) | Self::Tag(name) => name,
        }
    }
}

/// What a test asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// A share of the base for it.
    Ratio(Ratio),
    /// A number: of people, or a weight in ten-thousandths.
    Number(u64),
    /// Passes unless more than this share of the base is against.
    AgainstAtMost(Ratio),
    /// Passes unless this share of the base is against.
    AgainstBelow(Ratio),
}

impl Limit {
    pub const fn is_valid(self) -> bool {
        match self {
            Self::Ratio(ratio) | Self::AgainstAtMost(ratio) => ratio.is_valid(),
            Self::Number(number) => number > 0,
            // No share against could be below none.
            Self::AgainstBelow(ratio) => ratio.is_valid() && ratio.num > 0,
        }
    }

    /// Whether those against are counted, not those for.
    pub const fn is_objection(self) -> bool {
        matches!(self, Self::AgainstAtMost(_) | Self::AgainstBelow(_))
    }

    /// The least amount that would do, in whole units; of an objection the most that still does.
    pub fn need(self, base: u64, unit: u64) -> u64 {
        let up = |need: u64| need.max(1).div_ceil(unit).saturating_mul(unit);
        let below = |amount: u64| amount.saturating_sub(1) / unit * unit;
        match self {
            Self::Ratio(ratio) => up(ratio.need(base)),
            Self::Number(number) => up(number),
            Self::AgainstAtMost(ratio) => below(Ratio::more_than(ratio.num, ratio.den).need(base)),
            Self::AgainstBelow(ratio) => below(Ratio::at_least(ratio.num, ratio.den).need(base)),
        }
    }

    /// Whether an amount of a base does.
    pub fn met(self, value: u64, base: u64) -> bool {
        match self {
            // Nobody for it is never enough, whatever the arithmetic of an empty base says.
            Self::Ratio(ratio) => value > 0 && ratio.met(value, base),
            Self::Number(number) => value >= number,
            // Where nobody could object, nobody has agreed by not objecting.
            Self::AgainstAtMost(ratio) => {
                base > 0 && !Ratio::more_than(ratio.num, ratio.den).met(value, base)
            }
            Self::AgainstBelow(ratio) => {
                base > 0 && !Ratio::at_least(ratio.num, ratio.den).met(value, base)
            }
        }
    }

    /// Whether it asks for more than half, so that a tie is one.
    pub const fn is_above_half(self) -> bool {
        match self {
            Self::Ratio(ratio) => ratio.is_above_half(),
            Self::Number(_) | Self::AgainstAtMost(_) | Self::AgainstBelow(_) => false,
        }
    }

    /// Whether an even split falls short of it by nothing but the tie: more than half, exactly.
    pub const fn is_more_than_half(self) -> bool {
        match self {
            Self::Ratio(ratio) => ratio.is_more_than_half(),
            Self::Number(_) | Self::AgainstAtMost(_) | Self::AgainstBelow(_) => false,
        }
    }
}

/// One threshold: a limit on a base, in heads or in weight, of everyone or of one class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Threshold {
    pub measure: Measure,
    pub base: Base,
    pub limit: Limit,
    /// None: everyone.
    pub of: Option<Class>,
}

impl Threshold {
    /// A share of a base of everyone.
    pub const fn share(measure: Measure, base: Base, ratio: Ratio) -> Self {
        Self { measure, base, limit: Limit::Ratio(ratio), of: None }
    }

    /// The fraction it is about; None where it asks for a number.
    pub const fn ratio(&self) -> Option<Ratio> {
        match self.limit {
            Limit::Ratio(ratio) | Limit::AgainstAtMost(ratio) | Limit::AgainstBelow(ratio) => {
                Some(ratio)
            }
            Limit::Number(_) => None,
        }
    }
}

/// A threshold in the record: the keys of a rule file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    measure: Measure,
    base: Base,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ratio: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    against_at_most: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    against_below: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<Class>,
}

impl TryFrom<Wire> for Threshold {
    type Error = &'static str;

    fn try_from(wire: Wire) -> Result<Self, Self::Error> {
        let Wire { measure, base, ratio, at_least, against_at_most, against_below, of } = wire;
        let limit = match (ratio, at_least, against_at_most, against_below) {
            (Some(ratio), None, None, None) => Limit::Ratio(ratio),
            (None, Some(number), None, None) => Limit::Number(number),
            (None, None, Some(ratio), None) => Limit::AgainstAtMost(ratio),
            (None, None, None, Some(ratio)) => Limit::AgainstBelow(ratio),
            _ => return Err("a test has one limit"),
        };
        Ok(Self { measure, base, limit, of })
    }
}

impl From<Threshold> for Wire {
    fn from(test: Threshold) -> Self {
        let Threshold { measure, base, limit, of } = test;
        let none = (None, None, None, None);
        let (ratio, at_least, against_at_most, against_below) = match limit {
            Limit::Ratio(ratio) => (Some(ratio), none.1, none.2, none.3),
            Limit::Number(number) => (none.0, Some(number), none.2, none.3),
            Limit::AgainstAtMost(ratio) => (none.0, none.1, Some(ratio), none.3),
            Limit::AgainstBelow(ratio) => (none.0, none.1, none.2, Some(ratio)),
        };
        Self { measure, base, ratio, at_least, against_at_most, against_below, of }
    }
}

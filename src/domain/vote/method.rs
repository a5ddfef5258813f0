//! How a vote is taken, and every question whose answer hangs on it.
//!
//! The only place that matches on a method: who asks elsewhere asks one of these.

use crate::domain::rule::Rule;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "kebab-case")]
pub enum Method {
    #[default]
    Hands,
    Recorded,
    Secret,
    Voice,
    Acclamation,
    NoObjection,
}

impl Method {
    /// Whether the vote ends in numbers whatever happens.
    pub const fn has_numbers(self) -> bool {
        match self {
            Self::Hands | Self::Recorded | Self::Secret => true,
            Self::Voice | Self::Acclamation | Self::NoObjection => false,
        }
    }

    /// Whether everybody's choice is recorded.
    pub const fn takes_ballots(self) -> bool {
        match self {
            Self::Recorded => true,
            Self::Hands | Self::Secret | Self::Voice | Self::Acclamation | Self::NoObjection => {
                false
            }
        }
    }

    /// Whether numbers are called out; a voice vote that is in doubt may be counted.
    pub const fn takes_tally(self) -> bool {
        match self {
            Self::Hands | Self::Secret | Self::Voice => true,
            Self::Recorded | Self::Acclamation | Self::NoObjection => false,
        }
    }

    /// Whether nobody may know who voted what: papers are issued, returned and counted.
    pub const fn is_secret(self) -> bool {
        match self {
            Self::Secret => true,
            Self::Hands | Self::Recorded | Self::Voice | Self::Acclamation | Self::NoObjection => {
                false
            }
        }
    }

    /// Whether the chair says what was heard.
    pub const fn is_judged(self) -> bool {
        match self {
            Self::Voice => true,
            Self::Hands | Self::Recorded | Self::Secret | Self::Acclamation | Self::NoObjection => {
                false
            }
        }
    }

    /// Whether a single objection ends it.
    pub const fn takes_objections(self) -> bool {
        match self {
            Self::NoObjection => true,
            Self::Hands | Self::Recorded | Self::Secret | Self::Voice | Self::Acclamation => false,
        }
    }

    /// Whether weights can be added up: by name, or from the areas that papers bear.
    pub const fn can_weigh(self) -> bool {
        match self {
            Self::Recorded | Self::Secret => true,
            Self::Hands | Self::Voice | Self::Acclamation | Self::NoObjection => false,
        }
    }

    /// What brings it to its end.
    pub const fn closing(self) -> Closing {
        match self {
            Self::Hands | Self::Recorded | Self::Voice => Closing::Counted,
            Self::Secret => Closing::PapersIn,
            Self::Acclamation => Closing::Acclaimed,
            Self::NoObjection => Closing::NobodyObjects,
        }
    }

    /// What somebody does to take it.
    pub const fn taking(self) -> Taking {
        match self {
            Self::Recorded => Taking::Ballots,
            Self::Hands | Self::Secret => Taking::Tally,
            Self::Voice => Taking::Ear,
            Self::Acclamation | Self::NoObjection => Taking::Silence,
        }
    }

    /// The usual method under a rule.
    pub fn usual(rule: &Rule) -> Self {
        if rule.counts_weight() || rule.needs_names(&[]) { Self::Recorded } else { Self::Hands }
    }
}

/// What brings a vote to its end, and is said by the chair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    Counted,
    /// All papers are back; what is on them is read out later.
    PapersIn,
    Acclaimed,
    NobodyObjects,
}

/// What somebody does to take a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// Asks everybody and notes what they say.
    Ballots,
    /// Calls out numbers.
    Tally,
    /// Listens, and counts where that is in doubt.
    Ear,
    /// Waits whether anybody speaks against it.
    Silence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Choice {
    For,
    Against,
    Abstain,
    Invalid,
    /// As the others (从众), where the rule allows it.
    Follow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum VoteState {
    Open,
    Closed,
    Announced,
    Cancelled,
}

//! How people take part, and what it means when they abstain, follow the others or say nothing.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// How somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum TakesPart {
    InPerson,
    Proxy,
    /// A vote handed in on paper by somebody who is not there.
    Written,
    Online,
}

/// What an abstention counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Abstain {
    #[default]
    Neutral,
    For,
    Against,
    Forbidden,
}

/// What it counts as when somebody was asked and did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Silent {
    #[default]
    NotCast,
    /// With the more numerous of for and against; not cast where neither is.
    Majority,
    For,
    Against,
    Abstain,
}

/// Whether somebody may say: as the others (从众).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Follow {
    #[default]
    Forbidden,
    /// With the more numerous of for and against; an abstention where neither is.
    Majority,
}

/// When a chair with a voting right votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum ChairVotes {
    #[default]
    Always,
    /// Only to decide a tie, and is not counted before.
    Tie,
    Never,
}

//! When something happened, and who said so: what every act is stamped with.
//!
//! Must not read the clock; the app makes stamps.

use crate::domain::shared;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A point in time in the session's zone; the record keeps whole seconds.
pub type Moment = DateTime<FixedOffset>;

/// Whole seconds from `start` to `end`, 0 where the end is earlier.
pub fn seconds_between(start: Moment, end: Moment) -> u64 {
    u64::try_from((end - start).num_seconds()).unwrap_or(0)
}

/// Who a terminal acts for; the host enforces what each may submit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Chair,
    Recorder,
    Hall,
    Office,
}

/// The terminal that submitted an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    #[serde(deserialize_with = "shared::deserialize")]
    pub terminal: Arc<str>,
    pub role: Role,
}

impl By {
    pub fn new(terminal: impl Into<Arc<str>>, role: Role) -> Self {
        Self { terminal: terminal.into(), role }
    }
}

/// When something happened and who said so; made by the app, which alone reads the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When it happened.
    pub at: Moment,
    /// When it was recorded.
    pub noted: Moment,
    pub by: By,
}

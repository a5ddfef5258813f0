//! When to say how far something long is: not before half a second, and not more often than it can
//! be read. Must not know what is being done.

use std::time::{Duration, Instant};

/// Work that takes less is not told of.
const AFTER: Duration = Duration::from_millis(500);

/// The least time between two tellings.
const EVERY: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub struct Throttle {
    due: Instant,
}

impl Throttle {
    /// Begins to count the half second.
    pub fn begin() -> Self {
        Self { due: Instant::now() + AFTER }
    }

    /// Whether it is time to say it; the next time counts from then.
    pub fn is_due(&mut self) -> bool {
        let now = Instant::now();
        let due = now >= self.due;
        if due {
            self.due = now + EVERY;
        }
        due
    }
}

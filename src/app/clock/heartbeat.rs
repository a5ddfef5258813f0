//! How long the machine was awake, where its clock counts its sleep as well: by beats that are missed.
//!
//! Owns what is made of beats, as a pure function. It must not read the clock.

use std::time::Duration;

/// Between two beats.
pub(super) const EVERY: Duration = Duration::from_secs(1);

/// A beat that is later than this was slept through: a machine under load is not so late.
const LATEST: Duration = Duration::from_secs(10);

/// What was counted so far.
#[derive(Debug, Default)]
pub(super) struct Heartbeat {
    last: Duration,
    awake: Duration,
}

impl Heartbeat {
    /// A beat when `passed` had passed since the start, asleep or not; gives the time awake till now.
    pub(super) fn beat(&mut self, passed: Duration) -> Duration {
        let since = passed.saturating_sub(self.last);
        self.awake += if since > LATEST { EVERY } else { since };
        self.last = self.last.max(passed);
        self.awake
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::timepiece::{Jump, Reading, Timepiece};

    #[test]
    fn while_it_beats_all_time_is_awake() {
        let mut heart = Heartbeat::default();
        for millis in (0..60_000).step_by(700) {
            let passed = Duration::from_millis(millis);
            assert_eq!(heart.beat(passed), passed);
        }
        // Late under load, and asked twice at once: still awake.
        assert_eq!(heart.beat(Duration::from_secs(68)), Duration::from_secs(68));
        assert_eq!(heart.beat(Duration::from_secs(68)), Duration::from_secs(68));
    }

    #[test]
    fn sleep_is_told_where_every_clock_of_the_machine_went_on() {
        let mut heart = Heartbeat::default();
        let mut piece = Timepiece::default();
        let start: crate::domain::stamp::Moment = "2026-11-27T14:40:00+08:00".parse().unwrap();
        let mut tell = |seconds: u64| {
            let passed = Duration::from_secs(seconds);
            let wall = start + chrono::TimeDelta::from_std(passed).unwrap();
            piece.tell(Reading { wall, awake: heart.beat(passed), passed }).1
        };
        assert_eq!(tell(0), None);
        assert_eq!(tell(1), None);
        assert_eq!(tell(601), Some(Jump::Missed(start + chrono::TimeDelta::seconds(1))));
        assert_eq!(tell(602), None);
    }
}

//! The meeting's time: the machine's clock, but never back before what has been seen.
//!
//! Owns what is made of a clock that was set and of a laptop that slept, as a pure function of
//! readings. It must not read the clock.

use crate::domain::stamp::Moment;
use chrono::TimeDelta;
use std::time::Duration;

/// What the machine's clocks said at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The wall clock, which anybody may set.
    pub(super) wall: Moment,
    /// Time that passed while the machine was awake.
    pub(super) awake: Duration,
    /// Time that passed, asleep or not. Where the system does not tell, the same as `awake`.
    pub(super) passed: Duration,
}

/// Time did not simply go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jump {
    /// The machine slept, or its clock was set forward; nobody clocked anything since this moment.
    Missed(Moment),
    /// The machine's clock was set back by this much; the meeting's time goes on.
    Back(TimeDelta),
}

/// More than this beyond the steady clock is no drift.
const SLACK: TimeDelta = TimeDelta::seconds(2);

/// The meeting's clock.
#[derive(Debug, Clone, Default)]
pub(super) struct Timepiece {
    /// How far the wall clock lies behind the meeting's time.
    behind: TimeDelta,
    last: Option<(Reading, Moment)>,
}

impl Timepiece {
    /// Begins anew, with nothing before `latest`.
    pub(super) fn start(wall: Moment, latest: Option<Moment>) -> Self {
        let behind = latest.map_or(TimeDelta::zero(), |latest| latest - wall);
        Self { behind: behind.max(TimeDelta::zero()), last: None }
    }

    /// How far the wall clock lies behind the meeting's time; never negative.
    pub(super) fn behind(&self) -> TimeDelta {
        self.behind
    }

    /// The meeting's time at a reading, and what happened to the clock since the last one.
    pub(super) fn tell(&mut self, reading: Reading) -> (Moment, Option<Jump>) {
        let Some((last, before)) = self.last else {
            let at = reading.wall + self.behind;
            self.last = Some((reading, at));
            return (at, None);
        };
        let since = |now: Duration, then: Duration| {
            TimeDelta::from_std(now.saturating_sub(then)).unwrap_or_default()
        };
        let passed = since(reading.passed, last.passed);
        let slept = passed - since(reading.awake, last.awake) > SLACK;
        let expected = before + passed;
        let told = reading.wall + self.behind;
        let mut jump = slept.then_some(Jump::Missed(before));
        if told < expected - SLACK {
            jump = jump.or(Some(Jump::Back(expected - told)));
            self.behind = expected - reading.wall;
        } else if told > expected + SLACK {
            // A clock that was set back and is put right again is no news.
            self.behind = (expected - reading.wall).max(TimeDelta::zero());
            if reading.wall + self.behind > expected + SLACK {
                jump = Some(Jump::Missed(before));
            }
        }
        // Small corrections of the system must not take the meeting back either.
        let at = (reading.wall + self.behind).max(before);
        self.last = Some((reading, at));
        (at, jump)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        format!("2026-11-27T{text}+08:00").parse().unwrap()
    }

    fn reading(wall: &str, awake: u64, passed: u64) -> Reading {
        Reading {
            wall: at(wall),
            awake: Duration::from_secs(awake),
            passed: Duration::from_secs(passed),
        }
    }

    fn running() -> Timepiece {
        let mut piece = Timepiece::default();
        assert_eq!(piece.tell(reading("14:40:00", 0, 0)), (at("14:40:00"), None));
        piece
    }

    #[test]
    fn time_that_goes_on_is_the_wall_clock() {
        let mut piece = running();
        assert_eq!(piece.tell(reading("14:40:01", 1, 1)), (at("14:40:01"), None));
        // The system trims its clock by a second: no news, and never back.
        assert_eq!(piece.tell(reading("14:40:01", 2, 2)), (at("14:40:01"), None));
        assert_eq!(piece.tell(reading("14:40:00", 2, 2)), (at("14:40:01"), None));
    }

    #[test]
    fn a_laptop_that_slept_is_told_with_the_last_moment_before() {
        let mut piece = running();
        let told = piece.tell(reading("14:50:01", 1, 601));
        assert_eq!(told, (at("14:50:01"), Some(Jump::Missed(at("14:40:00")))));
        assert_eq!(piece.tell(reading("14:50:02", 2, 602)), (at("14:50:02"), None));
    }

    #[test]
    fn sleep_is_told_also_where_the_clock_woke_up_wrong() {
        let mut piece = running();
        let told = piece.tell(reading("08:00:00", 1, 601));
        assert_eq!(told, (at("14:50:01"), Some(Jump::Missed(at("14:40:00")))));
        assert_eq!(piece.tell(reading("08:00:01", 2, 602)), (at("14:50:02"), None));
    }

    #[test]
    fn a_clock_set_forward_is_followed_and_told() {
        let mut piece = running();
        let told = piece.tell(reading("15:00:01", 1, 1));
        assert_eq!(told, (at("15:00:01"), Some(Jump::Missed(at("14:40:00")))));
    }

    #[test]
    fn a_clock_set_back_does_not_take_the_meeting_back() {
        let mut piece = running();
        let told = piece.tell(reading("14:10:01", 1, 1));
        assert_eq!(told, (at("14:40:01"), Some(Jump::Back(TimeDelta::minutes(30)))));
        assert_eq!(piece.behind(), TimeDelta::minutes(30));
        assert_eq!(piece.tell(reading("14:10:02", 2, 2)), (at("14:40:02"), None));
        // Put right again: the meeting's time is the wall clock's once more.
        assert_eq!(piece.tell(reading("14:40:03", 3, 3)), (at("14:40:03"), None));
        assert_eq!(piece.behind(), TimeDelta::zero());
    }

    #[test]
    fn a_record_that_is_ahead_of_the_clock_is_gone_on_from() {
        let mut piece = Timepiece::start(at("14:00:00"), Some(at("14:30:00")));
        assert_eq!(piece.tell(reading("14:00:05", 0, 0)), (at("14:30:05"), None));
        let mut piece = Timepiece::start(at("14:40:00"), Some(at("14:30:00")));
        assert_eq!(piece.tell(reading("14:40:00", 0, 0)), (at("14:40:00"), None));
    }
}

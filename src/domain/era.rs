//! The times that a record may hold. What lies beyond them is a broken clock or somebody's mischief,
//! and arithmetic on it may have no result. Must not read a clock.

use crate::domain::stamp::Moment;
use chrono::{DateTime, Datelike};

/// The first and the last year, in UTC.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// Whether something may have happened, or have been noted, at this time.
pub(crate) fn holds(at: Moment) -> bool {
    YEARS.contains(&at.naive_utc().year())
}

/// The time itself, or the nearest that may be.
pub(crate) fn nearest(at: Moment) -> Moment {
    // The first second of the first year, and the last one of the last.
    let seconds = at.timestamp().clamp(0, 7_258_118_399);
    if holds(at) {
        return at;
    }
    DateTime::from_timestamp(seconds, 0).map_or(at, |near| near.with_timezone(at.offset()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_times_of_people_are_held() {
        let read = |text: &str| text.parse::<Moment>().unwrap();
        for (text, near) in [
            ("+262142-12-31T23:59:59+08:00", "2199-12-31T23:59:59Z"),
            ("-262143-01-02T00:00:00-08:00", "1970-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"),
            ("2200-01-01T00:00:00Z", "2199-12-31T23:59:59Z"),
        ] {
            assert!(!holds(read(text)), "{text}");
            assert_eq!(nearest(read(text)), read(near), "{text}");
        }
        for text in
            ["1970-01-01T08:00:00+08:00", "2026-11-27T14:40:00+08:00", "2199-12-31T23:59:59Z"]
        {
            assert!(holds(read(text)), "{text}");
            assert_eq!(nearest(read(text)), read(text));
        }
    }
}

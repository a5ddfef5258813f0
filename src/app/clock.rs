//! The only place that reads the clock.
#![expect(clippy::disallowed_methods, reason = "this is where the clock is read")]

#[cfg(any(not(target_os = "linux"), test))]
mod heartbeat;

use super::timepiece::Reading;
use crate::domain::session::Plan;
use crate::domain::stamp::{By, Moment, Stamp};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use std::time::Duration;

/// The machine's time where it lies before the epoch, which no record can hold and chrono does not
/// read: the day it claims to be.
pub fn before_all_records() -> Option<String> {
    let off = Duration::from_secs(crate::fault::clock().0.min(0).unsigned_abs());
    let now = std::time::SystemTime::now().checked_sub(off)?;
    let before = now.duration_since(std::time::UNIX_EPOCH).err()?;
    let seconds = i64::try_from(before.duration().as_secs()).ok()?;
    let at = chrono::DateTime::from_timestamp(-seconds, 0)?;
    Some(at.format("%Y-%m-%d").to_string())
}

/// Now in a zone, to the millisecond.
pub fn now(zone: FixedOffset) -> Moment {
    let off = TimeDelta::seconds(crate::fault::clock().0);
    let now = (Utc::now() + off).with_timezone(&zone);
    let millis = now.nanosecond() / 1_000_000 * 1_000_000;
    now.with_nanosecond(millis).unwrap_or(now)
}

/// The machine's own time and how far its zone lies east of UTC. A zone that the system does not
/// know is UTC here.
pub fn local() -> (NaiveDateTime, FixedOffset) {
    let now = chrono::Local::now();
    (now.naive_local(), *now.offset())
}

/// The day in the machine's zone: what is overdue is told by it.
pub fn today() -> NaiveDate {
    local().0.date()
}

/// Every clock of the machine at once.
pub(super) fn read(zone: FixedOffset) -> Reading {
    let (awake, passed) = counts();
    let slept = Duration::from_secs(crate::fault::clock().1);
    Reading { wall: now(zone), awake, passed: passed + slept }
}

/// Time since the machine started: without its sleep, and with it.
#[cfg(target_os = "linux")]
fn counts() -> (Duration, Duration) {
    use rustix::time::{ClockId, clock_gettime};
    let count = |clock| Duration::try_from(clock_gettime(clock)).unwrap_or_default();
    (count(ClockId::Monotonic), count(ClockId::Boottime))
}

/// Elsewhere the one count there is may stop in sleep (macOS), which the wall clock shows by running
/// ahead, or go on (Windows), which a heart that missed its beats shows.
#[cfg(not(target_os = "linux"))]
fn counts() -> (Duration, Duration) {
    use heartbeat::{EVERY, Heartbeat};
    use std::sync::{LazyLock, Mutex, PoisonError};
    static START: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
    static HEART: LazyLock<Mutex<Heartbeat>> = LazyLock::new(|| {
        // Without a thread the loop's own readings are the beats.
        let beating = std::thread::Builder::new().name("heartbeat".to_owned());
        let _ = beating.spawn(|| {
            loop {
                std::thread::sleep(EVERY);
                beat();
            }
        });
        Mutex::default()
    });
    fn beat() -> (Duration, Duration) {
        let mut heart = HEART.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = START.elapsed();
        (heart.beat(passed), passed)
    }
    beat()
}

/// Whole seconds: what the record keeps of when something happened.
pub fn whole(at: Moment) -> Moment {
    at.with_nanosecond(0).unwrap_or(at)
}

/// The stamp of an act at `at`, or now.
pub fn stamp(zone: FixedOffset, at: Option<Moment>, by: By) -> Stamp {
    let noted = now(zone);
    Stamp { at: whole(at.unwrap_or(noted)), noted, by }
}

/// The stamp of planning: the plan's line must not differ from run to run, so what the record says
/// is the session's own start; `noted` says when it was stored.
pub fn planned(plan: &Plan, by: By) -> Stamp {
    let stamp = stamp(plan.zone(), None, by);
    let start = plan.date.and_time(plan.start.unwrap_or_default());
    let at = start.and_local_timezone(plan.zone()).single();
    Stamp { at: at.unwrap_or(stamp.at), ..stamp }
}

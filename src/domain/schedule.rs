//! When the meeting will end, and how far that is off its plan.
//!
//! Against the plan as it was made: a late start, overrun, pauses between items, a recess, time on
//! an item that is deferred, items added, deferred and retimed all move the end, and so count.

use crate::domain::meeting::Meeting;
use crate::domain::stamp::Moment;
use chrono::Duration;

/// When the meeting would end if every item to come takes its planned time, and a recess as long
/// as was announced.
pub fn projected_end(m: &Meeting, now: Moment) -> Moment {
    let resumed = match m.session.recess {
        Some((since, Some(seconds))) => since + Duration::seconds(i64::from(seconds)),
        Some((_, None)) | None => now,
    };
    let left = i64::try_from(m.agenda.remaining_s(now)).unwrap_or(0);
    resumed.max(now) + Duration::seconds(left)
}

/// When the plan has it end: its start and all planned time. None before the opening, and of a plan
/// without times.
pub fn planned_end(m: &Meeting) -> Option<Moment> {
    let plan = &m.session.plan;
    let total: i64 = plan.agenda.iter().map(|item| i64::from(item.seconds)).sum();
    let opened = m.session.opening.as_ref()?.at;
    if total == 0 {
        return None;
    }
    let total = Duration::seconds(total);
    let first = plan.agenda.first().and_then(|item| item.start);
    let start = plan.start.or(first).map(|time| plan.date.and_time(time));
    let start = start.or_else(|| Some(plan.date.and_time(plan.end?) - total));
    // A session held on another day than planned keeps nothing of its plan's times of day.
    let start = start
        .filter(|start| start.date() == opened.date_naive())
        .and_then(|start| start.and_local_timezone(plan.zone()).single());
    Some(start.unwrap_or(opened) + total)
}

/// Seconds by which the meeting will end later than planned (negative: earlier).
pub fn drift_s(m: &Meeting, now: Moment) -> Option<i64> {
    Some((projected_end(m, now) - planned_end(m)?).num_seconds())
}

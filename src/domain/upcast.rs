//! Events of earlier versions as those of this one, a version at a time.
//!
//! Pure. Each step takes the event of a line of version v and gives that of v + 1; the line itself
//! keeps its bytes and its `v` (see `recorded`). Must not guess: what a step does not understand comes
//! to nothing, and the event is unknown.

use crate::domain::meeting::Event;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The newest version of a line's form that this program reads; docs/events.md has the table. A line
/// keeps the version that it was written with.
pub(crate) const VERSION: u32 = 2;

/// What makes an event of the version after of one; None where that cannot be.
type Step = for<'a> fn(Cow<'a, str>) -> Option<Cow<'a, str>>;

/// The steps in order: the first takes version 1 to 2.
const STEPS: [Step; (VERSION - 1) as usize] = [from_1];

/// Version 2 adds to the line where it was written; its events are those of version 1.
#[expect(clippy::unnecessary_wraps, reason = "a step that changes something may find it cannot")]
fn from_1(event: Cow<'_, str>) -> Option<Cow<'_, str>> {
    Some(event)
}

/// The event of a line of version `v`, read by this version. None where it is unknown: of a newer
/// version, or it would not be written back to the byte, so that something of it is not understood.
pub(crate) fn read(v: u32, event: &RawValue) -> Option<Event> {
    let text = in_this_version(v, event)?;
    let event: Event = serde_json::from_str(&text).ok()?;
    (serde_json::to_string(&event).ok()? == *text).then_some(event)
}

/// The same for whoever looks himself whether it is written back to the byte.
pub(super) fn parse(v: u32, event: &RawValue) -> Option<Event> {
    serde_json::from_str(&in_this_version(v, event)?).ok()
}

fn in_this_version(v: u32, event: &RawValue) -> Option<Cow<'_, str>> {
    let steps = STEPS.get(usize::try_from(v).ok()?.checked_sub(1)?..)?;
    steps.iter().try_fold(Cow::Borrowed(event.get()), |text, step| step(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Box<RawValue> {
        RawValue::from_string(text.to_owned()).expect("JSON")
    }

    #[test]
    fn what_comes_back_to_the_byte_is_known() {
        for v in 1..=VERSION {
            let note = raw(r#"{"minutes":{"noted":{"text":"甲"}}}"#);
            assert!(read(v, &note).is_some(), "version {v}");
        }
    }

    #[test]
    fn what_would_lose_something_is_unknown() {
        for text in [
            r#"{"minutes":{"noted":{"text":"甲","tone":"calm"}}}"#,
            r#"{"minutes":{"sung":{"text":"甲"}}}"#,
            r#"{"hologram":1}"#,
            r#"{"minutes":{"noted":{"text": "甲"}}}"#,
            r#"{"minutes":{"noted":{"text":"\u7532"}}}"#,
            "1",
        ] {
            assert!(read(1, &raw(text)).is_none(), "{text}");
        }
        let note = raw(r#"{"minutes":{"noted":{"text":"甲"}}}"#);
        assert!(read(0, &note).is_none() && read(VERSION + 1, &note).is_none());
    }
}

//! The border of the record: what may be written into it, and how a line that was written
//! otherwise is read.
//!
//! Texts are cleaned where they come in (`text::clean`); here, at the one door through which every
//! act of every terminal goes, nothing else is let into the record. So what this program wrote it
//! can always take back from a backup, and nothing drawn or exported has to be cleaned again. It
//! must not change what is written: it refuses.

use super::in_parts::in_parts;
use crate::domain::era;
use crate::domain::recorded::{Payload, RecordError, Recorded};
use crate::domain::refusal::Refusal;
use crate::limits::LONGEST_TEXT;
use crate::text::clean::{clean_text, is_clean, is_hostile};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;
use serde_json::value::to_raw_value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Refuses a line that holds a text which no border let through, or one that is too long.
pub(super) fn check(line: &str) -> Result<(), Refusal> {
    // Nearly every line is told by one look at it: short, and nothing in it that could be hostile.
    if line.len() <= LONGEST_TEXT && !is_suspect(line) && !holds_far(line) {
        return Ok(());
    }
    let Ok(value) = serde_json::from_str::<Value>(line) else { return Err(Refusal::NotClean) };
    let mut fault = None;
    each_text(&value, &mut |text| {
        if !is_clean(text) {
            fault = Some(Refusal::NotClean);
        } else if is_far(text) {
            fault.get_or_insert(Refusal::FarTime);
        } else if text.chars().nth(LONGEST_TEXT).is_some() {
            fault.get_or_insert(Refusal::TooLong { most: LONGEST_TEXT });
        }
    });
    fault.map_or(Ok(()), Err)
}

/// Reads a stored line. A text in it that this program would not have written (the file was made by
/// other means) is cleaned for everything that is drawn and exported; the line's hash stays that of
/// the original, so that the exported line is seen to be another.
pub(super) fn read(line: &[u8]) -> Result<Recorded, RecordError> {
    let text = str::from_utf8(line).map_err(|e| RecordError::Form(e.to_string()))?;
    let mut record = Recorded::from_line(text)?;
    if is_suspect(text) {
        clean(&mut record)?;
    }
    if holds_far(text) || !era::holds(record.at) || !era::holds(record.noted) {
        bring_near(&mut record, text)?;
    }
    Ok(record)
}

/// A line with a time that nothing of a meeting can have: whatever is reckoned with it may have no
/// result. It stands at the nearest time that may be; a day that is as far away cannot be told, so that
/// its event is not understood. Its bytes stay.
fn bring_near(record: &mut Recorded, text: &str) -> Result<(), RecordError> {
    record.at = era::nearest(record.at);
    record.noted = era::nearest(record.noted);
    if let Payload::Known(event) = &record.fact {
        let event = to_raw_value(event).map_err(|e| RecordError::Form(e.to_string()))?;
        if holds_far(event.get()) {
            record.fact = Payload::Unknown(event);
        }
    }
    record.rare.get_or_insert_default().kept.get_or_insert_with(|| text.into());
    Ok(())
}

/// Whether a line of JSON may hold a date or time whose year needs a sign.
fn holds_far(line: &str) -> bool {
    may_hold_far(line.as_bytes()) && holds_text_far(line)
}

/// Whether a text in it begins with a sign. A long record is read often: many bytes are looked at in
/// one step, which a search that ends at the first does not do.
fn may_hold_far(line: &[u8]) -> bool {
    let behind = line.get(1..).unwrap_or_default();
    let far = line.iter().zip(behind).filter(|signs| matches!(signs, (b'"', b'+' | b'-')));
    far.count() > 0
}

fn holds_text_far(line: &str) -> bool {
    line.match_indices(['+', '-']).any(|(at, _)| {
        let before = at.checked_sub(1).and_then(|before| line.as_bytes().get(before));
        before == Some(&b'"')
            && line.get(at..).and_then(|rest| rest.split('"').next()).is_some_and(is_far)
    })
}

/// Whether a text is a date or time whose year needs a sign, as chrono writes it.
fn is_far(text: &str) -> bool {
    text.starts_with(['+', '-'])
        && (text.parse::<NaiveDate>().is_ok() || text.parse::<DateTime<FixedOffset>>().is_ok())
}

/// Reads the stored lines of a record, each as [`read`] does, on all cores: nothing in a line needs
/// another one. The error is that of the first line that has one. `go_on` hears how many are read;
/// where it says no, that is the end, and nothing comes of it. A line is let go as soon as it is
/// read: a long record is never held twice.
pub(super) fn read_all(
    lines: Vec<Vec<u8>>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Option<Vec<Arc<Recorded>>>, RecordError> {
    let (done, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    let (done, stop) = (&done, &stop);
    let read_one = move |line: Vec<u8>| {
        done.fetch_add(1, Ordering::Relaxed);
        read(&line).map(Arc::new)
    };
    let wanted = move |_: &Vec<u8>| !stop.load(Ordering::Relaxed);
    let own = |part: Vec<Vec<u8>>| {
        let mut records = Vec::with_capacity(part.len());
        for line in part {
            records.push(read_one(line)?);
            if !go_on(done.load(Ordering::Relaxed)) {
                stop.store(true, Ordering::Relaxed);
                break;
            }
        }
        Ok(records)
    };
    let read_some =
        |part: Vec<Vec<u8>>| part.into_iter().take_while(wanted).map(read_one).collect();
    let mut parts = in_parts(lines, own, read_some).into_iter();
    let mut records = parts.next().transpose()?.unwrap_or_default();
    for part in parts {
        records.extend(part?);
    }
    Ok((!stop.load(Ordering::Relaxed)).then_some(records))
}

/// Whether a line of JSON may hold a text that is not clean: a hostile character as it is, or any
/// escape but those that stand for a line end, a quote or a backslash.
fn is_suspect(line: &str) -> bool {
    !is_plain(line) && holds_suspect(line)
}

/// How many bytes are looked at in one step.
const STEP: usize = 32;

/// Told by the bytes alone, for a long record is read often: letters, Han characters, and the usual
/// signs between them, without an escape. A line that is not plain need not be suspect.
fn is_plain(line: &str) -> bool {
    let bytes = line.as_bytes();
    (0..).step_by(STEP).zip(bytes.chunks(STEP)).all(|(start, step)| {
        step.iter().filter(|byte| !is_plain_alone(**byte)).count() == 0
            || (start..start + step.len()).all(|at| is_plain_at(bytes, at))
    })
}

/// Whatever stands behind it: ASCII but for the backslash; what follows the first byte of a
/// character, which is judged by that; U+3000 to U+9FFF.
const fn is_plain_alone(byte: u8) -> bool {
    matches!(byte, b' '..=b'[' | b']'..=b'~' | 0x80..=0xBF | 0xE3..=0xE9)
}

fn is_plain_at(bytes: &[u8], at: usize) -> bool {
    let behind = |count| bytes.get(at + 1..at + 1 + count);
    match bytes.get(at) {
        // U+FF00 to U+FF7F; dashes, quotation marks and the ellipsis; the dot in names.
        Some(0xEF) => matches!(behind(1), Some([0xBC | 0xBD])),
        Some(0xE2) => matches!(behind(2), Some([0x80, 0x94 | 0x98..=0x9F | 0xA6])),
        Some(0xC2) => matches!(behind(1), Some([0xB7])),
        byte => byte.is_some_and(|byte| is_plain_alone(*byte)),
    }
}

fn holds_suspect(line: &str) -> bool {
    let mut escaped = false;
    line.chars().any(|c| {
        if std::mem::take(&mut escaped) {
            return !matches!(c, 'n' | '"' | '\\' | '/');
        }
        escaped = c == '\\';
        is_hostile(c) || matches!(c, '\u{200C}' | '\u{200D}')
    })
}

fn clean(record: &mut Recorded) -> Result<(), RecordError> {
    let form = |e: serde_json::Error| RecordError::Form(e.to_string());
    record.by.terminal = clean_text(&record.by.terminal).into();
    let mut event: Value = match &record.fact {
        Payload::Known(event) => serde_json::to_value(event).map_err(form)?,
        Payload::Unknown(raw) => serde_json::from_str(raw.get()).map_err(form)?,
    };
    let mut dirty = false;
    clean_texts(&mut event, &mut dirty);
    if !dirty {
        return Ok(());
    }
    record.rare = None;
    let known = matches!(record.fact, Payload::Known(_));
    record.fact = match known.then(|| serde_json::from_value(event.clone())) {
        Some(Ok(event)) => Payload::Known(event),
        _ => Payload::Unknown(to_raw_value(&event).map_err(form)?),
    };
    Ok(())
}

fn each_text(value: &Value, see: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, see)),
        Value::Object(fields) => {
            for (key, value) in fields {
                see(key);
                each_text(value, see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn clean_texts(value: &mut Value, dirty: &mut bool) {
    match value {
        Value::String(text) if !is_clean(text) => {
            *text = clean_text(text);
            *dirty = true;
        }
        Value::Array(items) => items.iter_mut().for_each(|item| clean_texts(item, dirty)),
        Value::Object(fields) => {
            if fields.keys().any(|key| !is_clean(key)) {
                *dirty = true;
                let old = std::mem::take(fields);
                *fields = old.into_iter().map(|(key, value)| (clean_text(&key), value)).collect();
            }
            fields.values_mut().for_each(|value| clean_texts(value, dirty));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::in_parts::WORTH_A_THREAD;
    use super::*;
    use crate::domain::hash::LineHash;
    use crate::domain::meeting::Event;
    use crate::domain::stamp::{By, Moment, Role, Stamp};
    use proptest::prelude::*;

    fn line(text: &str) -> String {
        serde_json::json!({ "event": { "minutes": { "noted": { "text": text } } } }).to_string()
    }

    /// All lines, nobody stopping.
    fn whole(
        lines: &[Vec<u8>],
        tell: &mut dyn FnMut(u64),
    ) -> Result<Vec<Arc<Recorded>>, RecordError> {
        let read = read_all(lines.to_vec(), &mut |done| {
            tell(done);
            true
        });
        read.map(Option::unwrap)
    }

    #[test]
    fn a_long_record_is_read_in_its_order_and_its_first_fault_is_told() {
        let at = Moment::parse_from_rfc3339("2026-11-27T14:00:00+08:00").unwrap();
        let stamp = Stamp { at, noted: at, by: By::new("desk", Role::Chair) };
        let noted = Event::History(crate::domain::history::Event::Redone { seq: 1 });
        let line = |seq| {
            let record = Recorded::new(seq, &stamp, noted.clone(), LineHash::GENESIS).unwrap();
            record.encode().unwrap().into_bytes()
        };
        let most = WORTH_A_THREAD as u64 * 3 + 7;
        let mut lines: Vec<Vec<u8>> = (1..=most).map(line).collect();
        let mut told = 0;
        let order: Vec<u64> =
            whole(&lines, &mut |n| told = n).unwrap().iter().map(|record| record.seq).collect();
        assert_eq!(order, (1..=most).collect::<Vec<u64>>());
        assert!(told >= most.div_ceil(64) && told <= most, "{told}");
        assert!(
            read_all(lines.clone(), &mut |done| done < 20).unwrap().is_none(),
            "stopped on the way"
        );
        let last = lines.len() - 1;
        for fault in [last, 7] {
            lines[fault] = b"{}".to_vec();
            let alone = read(&lines[fault]).unwrap_err();
            assert_eq!(whole(&lines, &mut |_| {}).unwrap_err(), alone);
        }
        lines[7] = String::from_utf8(line(8)).unwrap().replace("redone", "undone").into_bytes();
        assert_eq!(whole(&lines, &mut |_| {}).unwrap_err(), RecordError::Hash(8));
        assert!(whole(&[], &mut |_| {}).unwrap().is_empty());
    }

    #[test]
    fn what_is_plain_by_its_bytes_is_never_suspect() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert!(!is_plain(&text) || !holds_suspect(&text), "{c:?}");
        }
        for plain in ["“王强”：同意——8月起……", "阿依努尔·买买提，（见附件）"]
        {
            assert!(is_plain(plain), "{plain}");
        }
        for other in ["\\n", "\t", "a\u{301}"] {
            assert!(!is_plain(other), "{other:?}");
        }
    }

    proptest! {
        /// Wherever a step of bytes ends.
        #[test]
        fn looking_at_many_bytes_at_once_says_what_each_of_them_says(
            text in "[a议，…·“\"+\\-\\\\2026\u{200b}]{0,80}",
        ) {
            let bytes = text.as_bytes();
            prop_assert_eq!(is_plain(&text), (0..bytes.len()).all(|at| is_plain_at(bytes, at)));
            prop_assert!(may_hold_far(bytes) || !holds_text_far(&text));
        }
    }

    #[test]
    fn only_clean_texts_of_bearable_length_are_let_in() {
        for good in ["散会。", "一\n“二” \\ /", "می\u{200c}خواهم", "王\u{E0100}"] {
            assert_eq!(check(&line(good)), Ok(()), "{good:?}");
        }
        for bad in ["\u{1b}[31m", "\u{9b}2J", "a\u{202e}b", "a\tb", "\u{200b}", "王\u{200d}"] {
            assert_eq!(check(&line(bad)), Err(Refusal::NotClean), "{bad:?}");
        }
        assert_eq!(check(&line(&"字".repeat(LONGEST_TEXT))), Ok(()));
        let long = line(&"字".repeat(LONGEST_TEXT + 1));
        assert_eq!(check(&long), Err(Refusal::TooLong { most: LONGEST_TEXT }));
        assert_eq!(check("{\"\u{85}\":1}"), Err(Refusal::NotClean));
    }

    #[test]
    fn a_far_time_is_let_in_nowhere_and_a_line_that_has_one_can_be_read() {
        for far in ["+262142-12-31", "-0044-03-15", "+262142-12-31T23:59:59+08:00"] {
            assert_eq!(check(&line(far)), Err(Refusal::FarTime), "{far}");
        }
        for good in ["+86138-1234-5678", "-5", "2026-11-27", "从 +262142-12-31 起"] {
            assert_eq!(check(&line(good)), Ok(()), "{good}");
        }
        let at = Moment::parse_from_rfc3339("2026-11-27T14:00:00+08:00").unwrap();
        let far = "+262142-12-31T23:59:59+08:00".parse::<Moment>().unwrap();
        let event = Event::History(crate::domain::undo::Event::Redone { seq: 1 });
        for (at, noted) in [(far, at), (at, far)] {
            let stamp = Stamp { at, noted, by: By::new("desk", Role::Chair) };
            let stored = Recorded::new(2, &stamp, event.clone(), LineHash::GENESIS).unwrap();
            let text = stored.encode().unwrap();
            let record = read(text.as_bytes()).unwrap();
            assert!(era::holds(record.at) && era::holds(record.noted));
            assert_eq!((record.hash, record.encode().unwrap()), (stored.hash, text));
            let _ = record.at.naive_local();
        }
    }
}

//! Single values of a TOML file: each reader gives the value, or leaves a fault and gives None.

use super::entry::{Entry, Found};
use super::fault::{FaultKind, Subject, Wanted, quote};
use crate::domain::fraction::{Op, Ratio};
use crate::domain::person::group;
use crate::limits::LONGEST_INPUT;
use crate::text::clean::{Form, clean_as, control};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use strum::VariantArray;
use toml::de::{DeInteger, DeValue};

/// The largest part of a fraction: far beyond any rule, small enough for every product.
const MOST_PART: u32 = 1_000_000;

pub(super) fn text(
    entry: &Entry<'_>,
    form: Form,
    most: usize,
    found: &mut Found,
) -> Option<String> {
    let DeValue::String(raw) = entry.value else {
        entry.wrong_type(Wanted::Text, found);
        return None;
    };
    checked(entry, raw, form, most, found)
}

/// Cleans a text that has no control characters and is not too long.
fn checked(
    entry: &Entry<'_>,
    raw: &str,
    form: Form,
    most: usize,
    found: &mut Found,
) -> Option<String> {
    let at = || Subject::Key(entry.key.clone());
    if let Some(c) = control(raw) {
        found.push(entry.at, FaultKind::ControlCharacter { at: at(), code: u32::from(c) });
        return None;
    }
    let text = clean_as(raw, form);
    if text.chars().nth(most).is_some() {
        found.push(entry.at, FaultKind::TooLong { at: at(), most });
        return None;
    }
    Some(text)
}

pub(super) fn whole(entry: &Entry<'_>, least: u32, most: u32, found: &mut Found) -> Option<u32> {
    let DeValue::Integer(number) = entry.value else {
        entry.wrong_type(Wanted::Number, found);
        return None;
    };
    match integer(number) {
        Some(n) if (least..=most).contains(&n) => Some(n),
        _ => {
            let key = entry.key.clone();
            found.push(entry.at, FaultKind::OutOfRange { key, least, most });
            None
        }
    }
}

fn integer(number: &DeInteger<'_>) -> Option<u32> {
    u32::from_str_radix(number.as_str(), number.radix()).ok()
}

pub(super) fn flag(entry: &Entry<'_>, found: &mut Found) -> Option<bool> {
    let DeValue::Boolean(flag) = entry.value else {
        entry.wrong_type(Wanted::Flag, found);
        return None;
    };
    Some(*flag)
}

pub(super) fn list<'t>(entry: &Entry<'t>, found: &mut Found) -> Option<Vec<Entry<'t>>> {
    let DeValue::Array(items) = entry.value else {
        entry.wrong_type(Wanted::List, found);
        return None;
    };
    let entry_of = |item: &'t toml::Spanned<DeValue<'t>>| Entry {
        value: item.get_ref(),
        key: entry.key.clone(),
        at: item.span().start,
    };
    Some(items.iter().map(entry_of).collect())
}

/// A list of texts; a single text is a list of one. Empty ones are left out.
pub(super) fn texts(entry: &Entry<'_>, form: Form, found: &mut Found) -> Vec<(String, usize)> {
    let items = match entry.value {
        DeValue::String(_) => vec![entry.clone()],
        _ => list(entry, found).unwrap_or_default(),
    };
    let mut texts = Vec::with_capacity(items.len());
    for item in &items {
        if let Some(text) = text(item, form, LONGEST_INPUT, found)
            && !text.is_empty()
        {
            texts.push((text, item.at));
        }
    }
    texts
}

/// Any plain value as text: truth values `true` and `false`, lists joined with 、.
pub(super) fn plain(entry: &Entry<'_>, found: &mut Found) -> Option<String> {
    let text = match entry.value {
        DeValue::String(raw) => raw.to_string(),
        DeValue::Integer(n) => whole_text(n),
        DeValue::Float(n) => n.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(_) => {
            let mut parts = Vec::new();
            for item in list(entry, found)? {
                if matches!(item.value, DeValue::Array(_)) {
                    item.wrong_type(Wanted::Plain, found);
                } else if let Some(part) = plain(&item, found) {
                    parts.push(part);
                }
            }
            parts.join("、")
        }
        DeValue::Table(_) => {
            entry.wrong_type(Wanted::Plain, found);
            return None;
        }
    };
    checked(entry, &text, Form::Text, LONGEST_INPUT, found)
}

fn whole_text(number: &DeInteger<'_>) -> String {
    i64::from_str_radix(number.as_str(), number.radix())
        .map_or_else(|_| number.to_string(), |n| n.to_string())
}

/// A date or time as the file has it, in quotes or not.
fn moment_text(entry: &Entry<'_>) -> Option<String> {
    match entry.value {
        DeValue::String(raw) => Some(raw.trim().to_owned()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}

fn plausible(date: NaiveDate) -> bool {
    (1900..=2999).contains(&date.year())
}

pub(super) fn date(entry: &Entry<'_>, found: &mut Found) -> Option<NaiveDate> {
    let raw = moment_text(entry);
    let date = raw.as_deref().and_then(crate::text::when::calendar).filter(|d| plausible(*d));
    if date.is_none() {
        let text = quote(&raw.unwrap_or_default());
        found.push(entry.at, FaultKind::BadDate { key: entry.key.clone(), text });
    }
    date
}

/// A time of day, to the second.
pub(super) fn time(entry: &Entry<'_>, found: &mut Found) -> Option<NaiveTime> {
    let raw = moment_text(entry);
    let parse = |t: &str| {
        let time = NaiveTime::parse_from_str(t, "%H:%M:%S%.f");
        time.or_else(|_| NaiveTime::parse_from_str(t, "%H:%M")).ok()
    };
    // 23:59:60 is a second that a session's clock does not have.
    let time = raw.as_deref().and_then(parse).filter(|t| t.nanosecond() < 1_000_000_000);
    if time.is_none() {
        let text = quote(&raw.unwrap_or_default());
        found.push(entry.at, FaultKind::BadTime { key: entry.key.clone(), text });
    }
    time.and_then(|t| t.with_nanosecond(0))
}

/// A date with a time, without a zone.
pub(super) fn date_time(entry: &Entry<'_>, found: &mut Found) -> Option<NaiveDateTime> {
    const FORMS: [&str; 4] =
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let raw = moment_text(entry);
    let parse = |t: &str| FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(t, form).ok());
    let moment = raw
        .as_deref()
        .and_then(parse)
        .filter(|m| plausible(m.date()) && m.nanosecond() < 1_000_000_000);
    if moment.is_none() {
        let text = quote(&raw.unwrap_or_default());
        found.push(entry.at, FaultKind::BadDate { key: entry.key.clone(), text });
    }
    moment.and_then(|m| m.with_nanosecond(0))
}

/// A fraction: `"2/3"` is at least, `">1/2"` is more than; `[2, 3]` is at least 2/3.
pub(super) fn ratio(entry: &Entry<'_>, found: &mut Found) -> Option<Ratio> {
    let (shown, ratio) = match entry.value {
        DeValue::String(raw) => (raw.to_string(), parse_ratio(raw)),
        DeValue::Array(parts) => {
            let part = |i: usize| match parts.get(i)?.get_ref() {
                DeValue::Integer(n) => integer(n),
                _ => None,
            };
            let shown = "[…]".to_owned();
            match (part(0), part(1), parts.len()) {
                (Some(num), Some(den), 2) => {
                    let shown = format!("[{num}, {den}]");
                    (shown, sound(Ratio::at_least(num, den)))
                }
                _ => (shown, None),
            }
        }
        _ => (String::new(), None),
    };
    if ratio.is_none() {
        let (key, text) = (entry.key.clone(), quote(&shown));
        found.push(entry.at, FaultKind::BadRatio { key, text });
    }
    ratio
}

fn parse_ratio(raw: &str) -> Option<Ratio> {
    let text = clean_as(raw, Form::Id);
    let (op, rest) = if let Some(rest) = text.strip_prefix(">=").or(text.strip_prefix('≥')) {
        (Op::AtLeast, rest)
    } else if let Some(rest) = text.strip_prefix('>') {
        (Op::MoreThan, rest)
    } else {
        (Op::AtLeast, text.as_str())
    };
    let (num, den) = rest.split_once('/')?;
    let part = |t: &str| {
        let t = t.trim();
        t.bytes().all(|b| b.is_ascii_digit()).then(|| t.parse().ok()).flatten()
    };
    sound(Ratio { op, num: part(num)?, den: part(den)? })
}

/// A fraction that somebody can reach and that asks for somebody.
pub(super) fn sound(ratio: Ratio) -> Option<Ratio> {
    let reachable = match ratio.op {
        Op::AtLeast => ratio.num <= ratio.den,
        Op::MoreThan => ratio.num < ratio.den,
    };
    (reachable && ratio.num > 0 && ratio.den <= MOST_PART).then_some(ratio)
}

/// The words of an enum of the domain, each with its value.
pub(super) fn variants<T>() -> impl Iterator<Item = (&'static str, T)>
where
    T: VariantArray + Copy + Into<&'static str>,
{
    T::VARIANTS.iter().map(|value| ((*value).into(), *value))
}

/// One of the words of an enum.
pub(super) fn variant<T>(entry: &Entry<'_>, found: &mut Found) -> Option<T>
where
    T: VariantArray + Copy + Into<&'static str>,
{
    choice(entry, &variants().collect::<Vec<_>>(), found)
}

/// One of a few words, as the value that it stands for.
pub(super) fn choice<T: Copy>(
    entry: &Entry<'_>,
    words: &[(&'static str, T)],
    found: &mut Found,
) -> Option<T> {
    let word = text(entry, Form::Id, LONGEST_INPUT, found)?;
    let hit = words.iter().find(|(known, _)| *known == word);
    if hit.is_none() {
        let allowed = words.iter().map(|(known, _)| *known).collect();
        let (key, value) = (entry.key.clone(), quote(&word));
        found.push(entry.at, FaultKind::NotOneOf { key, value, allowed });
    }
    hit.map(|(_, value)| *value)
}

/// A list of groups, as the record writes them.
pub(super) fn groups(entry: &Entry<'_>, found: &mut Found) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for (name, at) in texts(entry, Form::Line, found) {
        match standard_group(&name) {
            Some(group) if !groups.iter().any(|g| g == group) => groups.push(group.to_owned()),
            Some(_) => {}
            None => {
                let subject = Subject::Key(entry.key.clone());
                found.push(at, FaultKind::UnknownGroup { at: subject, name: quote(&name) });
            }
        }
    }
    groups
}

/// A group of the field by its Chinese or English name, as the record writes it.
pub(super) fn standard_group(name: &str) -> Option<&'static str> {
    const ENGLISH: [&str; 4] = ["council member", "stakeholder", "department", "invitee"];
    let lower = name.to_lowercase();
    let english = ENGLISH.iter().zip(group::STANDARD).find(|(en, _)| **en == lower);
    group::STANDARD.into_iter().find(|zh| *zh == name).or(english.map(|(_, zh)| zh))
}

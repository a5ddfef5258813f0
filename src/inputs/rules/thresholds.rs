//! One test of a rule file: what is counted, of whom, against one limit.

use crate::domain::fraction::Ratio;
use crate::domain::person::Weight;
use crate::domain::rule::{Base, Class, Limit, Measure, Threshold};
use crate::inputs::entry::{Entry, Found};
use crate::inputs::fault::{FaultKind, Subject, quote};
use crate::inputs::keys::Keys;
use crate::inputs::values;
use crate::limits::LONGEST_TITLE;
use crate::text::clean::Form;
use toml::de::DeValue;

pub(super) fn thresholds(
    keys: &mut Keys<'_>,
    key: &'static str,
    found: &mut Found,
) -> Vec<Threshold> {
    let tables = keys.tables(key, found);
    tables.into_iter().filter_map(|table| threshold(table, found)).collect()
}

fn threshold(mut keys: Keys<'_>, found: &mut Found) -> Option<Threshold> {
    let measure = measure(&mut keys, found);
    let number = keys.take("at_least");
    // A number of votes is of nothing, so it may leave out its base.
    let base = if number.is_some() { keys.take("base") } else { keys.need("base", found) };
    let base = base.map(|entry| values::variant(&entry, found));
    let limit = limit(&mut keys, measure, number, found);
    let of = class(&mut keys, found);
    keys.finish(found);
    Some(Threshold {
        measure: measure?,
        base: base.unwrap_or(Some(Base::Entitled))?,
        limit: limit?,
        of: of?,
    })
}

/// In heads, unless it says weight.
pub(super) fn measure(keys: &mut Keys<'_>, found: &mut Found) -> Option<Measure> {
    let measure = keys.take("measure");
    measure.map_or(Some(Measure::Heads), |entry| values::variant(&entry, found))
}

/// Exactly one of the ways to put a limit.
fn limit(
    keys: &mut Keys<'_>,
    measure: Option<Measure>,
    number: Option<Entry<'_>>,
    found: &mut Found,
) -> Option<Limit> {
    let (ratio, at_most, below) =
        (keys.take("ratio"), keys.take("against_at_most"), keys.take("against_below"));
    match (ratio, number, at_most, below) {
        (Some(entry), None, None, None) => values::ratio(&entry, found).map(Limit::Ratio),
        (None, Some(entry), None, None) => amount(&entry, measure?, found).map(Limit::Number),
        (None, None, Some(entry), None) => share(&entry, found).map(Limit::AgainstAtMost),
        (None, None, None, Some(entry)) => share(&entry, found).map(Limit::AgainstBelow),
        (None, None, None, None) => {
            let _ = keys.need("ratio", found);
            None
        }
        _ => {
            found.push(keys.at, FaultKind::OneLimit);
            None
        }
    }
}

/// A plain share, without a sign of its own: the key says how it compares.
fn share(entry: &Entry<'_>, found: &mut Found) -> Option<Ratio> {
    let ratio = values::ratio(entry, found)?;
    let signed =
        matches!(entry.value, DeValue::String(text) if text.trim().starts_with(['>', '≥']));
    if signed {
        let (key, text) = (entry.key.clone(), quote(&format!("{}/{}", ratio.num, ratio.den)));
        found.push(entry.at, FaultKind::BadRatio { key, text });
        return None;
    }
    Some(ratio)
}

/// A whole number of people, or a weight of at most four decimals.
pub(super) fn amount(entry: &Entry<'_>, measure: Measure, found: &mut Found) -> Option<u64> {
    const MOST: u32 = 1_000_000;
    if measure == Measure::Heads {
        return values::whole(entry, 1, MOST, found).map(u64::from);
    }
    let text = match entry.value {
        DeValue::Integer(n) => n.to_string(),
        DeValue::Float(n) => n.as_str().to_owned(),
        DeValue::String(text) => text.trim().to_owned(),
        _ => String::new(),
    };
    let weight = Weight::parse(&text);
    if weight.is_none() {
        found.push(entry.at, FaultKind::BadWeight { value: quote(&text) });
    }
    weight.map(|weight| weight.0)
}

/// A group or a tag, not both; `Some(None)` where neither is named.
#[expect(clippy::option_option, reason = "the outer one is a fault, the inner one is everyone")]
fn class(keys: &mut Keys<'_>, found: &mut Found) -> Option<Option<Class>> {
    match (keys.take("group"), keys.take("tag")) {
        (None, None) => Some(None),
        (Some(entry), None) => group(&entry, found).map(|name| Some(Class::Group(name))),
        (None, Some(entry)) => tag(&entry, found).map(|name| Some(Class::Tag(name))),
        (Some(_), Some(entry)) => {
            found.push(entry.at, FaultKind::GroupOrTag);
            None
        }
    }
}

/// A group of the field, as the roster writes it.
pub(super) fn group(entry: &Entry<'_>, found: &mut Found) -> Option<String> {
    let name = values::text(entry, Form::Line, LONGEST_TITLE, found)?;
    let known = values::standard_group(&name).map(str::to_owned);
    if known.is_none() {
        let at = Subject::Key(entry.key.clone());
        found.push(entry.at, FaultKind::UnknownGroup { at, name: quote(&name) });
    }
    known
}

pub(super) fn tag(entry: &Entry<'_>, found: &mut Found) -> Option<String> {
    let tag = values::text(entry, Form::Line, LONGEST_TITLE, found)?;
    if tag.is_empty() {
        found.push(entry.at, FaultKind::Empty { key: entry.key.clone() });
        return None;
    }
    Some(tag)
}

//! The quorum of a rule file: conditions, nested, and who counts as there.

use super::takes_part;
use super::thresholds::{amount, group, measure, tag};
use crate::domain::rule::{Among, Attendance, Condition, Limit, Quorum};
use crate::inputs::entry::Found;
use crate::inputs::fault::FaultKind;
use crate::inputs::keys::Keys;
use crate::inputs::values;
use crate::limits::LONGEST_TITLE;
use crate::text::clean::Form;

/// How deep conditions may stand in each other: no rule book needs as much.
const DEEPEST: u32 = 8;

pub(in crate::inputs) fn quorum(mut keys: Keys<'_>, found: &mut Found) -> Quorum {
    let any_of = conditions(&mut keys, "any_of", found);
    let all_of = conditions(&mut keys, "all_of", found);
    let groups = keys.take("require_groups");
    let require_groups = groups.map(|e| values::groups(&e, found)).unwrap_or_default();
    let takes_part = takes_part(&mut keys, found);
    let text = keys.text("text", Form::Line, LONGEST_TITLE, found).unwrap_or_default();
    keys.finish(found);
    Quorum { any_of, require_groups, text, all_of, takes_part }
}

/// Conditions in a list; none where the key is absent.
pub(in crate::inputs) fn conditions(
    keys: &mut Keys<'_>,
    key: &'static str,
    found: &mut Found,
) -> Vec<Condition> {
    list(keys, key, 0, found)
}

fn list(keys: &mut Keys<'_>, key: &'static str, depth: u32, found: &mut Found) -> Vec<Condition> {
    let tables = keys.tables(key, found);
    tables.into_iter().filter_map(|table| condition(table, depth, found)).collect()
}

fn condition(mut keys: Keys<'_>, depth: u32, found: &mut Found) -> Option<Condition> {
    let at = keys.at;
    let (all, any) = (keys.take("all_of").is_some(), keys.take("any_of").is_some());
    if !all && !any {
        return attendance(keys, found).map(Condition::Way);
    }
    if (all && any) || depth >= DEEPEST {
        found.push(at, FaultKind::AmongOrTag);
        return None;
    }
    let parts = list(&mut keys, if all { "all_of" } else { "any_of" }, depth + 1, found);
    keys.finish(found);
    if parts.is_empty() {
        if found.is_empty() {
            found.push(at, FaultKind::Empty { key: if all { "all_of" } else { "any_of" }.into() });
        }
        return None;
    }
    Some(if all { Condition::All { all_of: parts } } else { Condition::Any { any_of: parts } })
}

fn attendance(mut keys: Keys<'_>, found: &mut Found) -> Option<Attendance> {
    let at = keys.at;
    let among = match (keys.take("among"), keys.take("tag"), keys.take("group")) {
        (Some(entry), None, None) => {
            let everyone =
                values::choice(&entry, &[("expected", true), ("entitled", false)], found);
            everyone.map(|all| if all { Among::Expected } else { Among::Entitled })
        }
        (None, Some(entry), None) => tag(&entry, found).map(Among::Tagged),
        (None, None, Some(entry)) => group(&entry, found).map(Among::Grouped),
        _ => {
            found.push(at, FaultKind::AmongOrTag);
            None
        }
    };
    let measure = measure(&mut keys, found);
    let limit = match (keys.take("ratio"), keys.take("at_least")) {
        (None, Some(entry)) => measure.and_then(|m| amount(&entry, m, found)).map(Limit::Number),
        (Some(_), Some(_)) => {
            found.push(at, FaultKind::OneLimit);
            None
        }
        _ => keys.need("ratio", found).and_then(|e| values::ratio(&e, found)).map(Limit::Ratio),
    };
    keys.finish(found);
    Some(Attendance { among: among?, limit: limit?, measure: measure? })
}

//! How a quorum stands, in words: what is there of what is needed, and who is short.
//!
//! Must not count: `domain::roll` does.

use super::{Lang, messages, terms, ui};
use crate::domain::person::weight_text;
use crate::domain::roll::QuorumStamp;
use crate::domain::rule::{Among, Measure};

messages! {
    heads(n) { "{n}人", "{n}" }
    weight(n) { "权数{n}", "a weight of {n}" }
    free() { "到会人数无要求", "no number is asked for" }
    met(have, need) { "符合到会要求（需{need}，实{have}）", "quorum met (needs {need}, has {have})" }
    short(n) { "到会还差{n}", "{n} short of the quorum" }
    short_of(who, n) { "{who}到会还差{n}", "{n} of {who} short of the quorum" }
    groups_missing(groups) { "缺：{groups}", "missing: {groups}" }
    some(who, n) { "{who}{n}", "{n} of {who}" }
}

/// An attendance with its unit: weights are kept in ten-thousandths and never told as people.
fn amount(lang: Lang, stamp: &QuorumStamp, n: u64) -> String {
    match stamp.measure() {
        Measure::Heads => heads(lang, n),
        Measure::Weight => weight(lang, weight_text(n)),
    }
}

/// Whose attendance it is, where that is not plain: a part of the people counts for itself.
fn who(lang: Lang, stamp: &QuorumStamp) -> Option<String> {
    match stamp.telling().map(|way| &way.among) {
        Some(among @ (Among::Tagged(_) | Among::Grouped(_))) => Some(terms::among(lang, among)),
        Some(Among::Expected | Among::Entitled) | None => None,
    }
}

/// What is needed: `16人`, `妇女代表6人`.
pub(crate) fn need(lang: Lang, stamp: &QuorumStamp) -> String {
    let need = amount(lang, stamp, stamp.need());
    who(lang, stamp).map_or_else(|| need.clone(), |who| some(lang, who, &need))
}

/// What is there of it.
pub(crate) fn have(lang: Lang, stamp: &QuorumStamp) -> String {
    amount(lang, stamp, stamp.have())
}

/// What is missing; None where nobody in number is.
pub(crate) fn missing(lang: Lang, stamp: &QuorumStamp) -> Option<String> {
    let short = stamp.need().saturating_sub(stamp.have());
    (short > 0).then(|| amount(lang, stamp, short))
}

/// What is missing where it is not simply so many people: of whom, or what weight.
pub(crate) fn missing_of(lang: Lang, stamp: &QuorumStamp) -> Option<String> {
    let missing = missing(lang, stamp)?;
    match (who(lang, stamp), stamp.measure()) {
        (Some(who), _) => Some(some(lang, who, missing)),
        (None, Measure::Weight) => Some(missing),
        (None, Measure::Heads) => None,
    }
}

/// The sentence of the screens: whether it is enough, and what is missing.
pub(crate) fn standing(lang: Lang, stamp: &QuorumStamp) -> String {
    if stamp.met && !stamp.asks() {
        return free(lang);
    }
    if stamp.met {
        let plain = |n: u64| match stamp.measure() {
            Measure::Heads => n.to_string(),
            Measure::Weight => weight(lang, weight_text(n)),
        };
        return met(lang, plain(stamp.have()), plain(stamp.need()));
    }
    let mut parts = Vec::new();
    if let Some(missing) = missing(lang, stamp) {
        parts.push(match who(lang, stamp) {
            Some(who) => short_of(lang, who, missing),
            None => short(lang, missing),
        });
    }
    if !stamp.missing_groups.is_empty() {
        parts.push(groups_missing(lang, terms::group_names(lang, &stamp.missing_groups)));
    }
    parts.join(&ui::comma(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roll::QuorumWay;

    fn stamp(among: Among, measure: Measure, have: u64, need: u64) -> QuorumStamp {
        QuorumStamp {
            met: have >= need,
            ways: vec![QuorumWay { among, base: 100_000, need, have, measure }],
            missing_groups: Vec::new(),
            expected: 20,
            present: 14,
            rule: String::new(),
            parts: Vec::new(),
        }
    }

    #[test]
    fn a_part_of_the_people_is_named() {
        let women = stamp(Among::Tagged("妇女".to_owned()), Measure::Heads, 2, 6);
        assert_eq!(standing(Lang::Zh, &women), "妇女到会还差4人");
        assert_eq!(need(Lang::Zh, &women), "妇女6人");
        let all = stamp(Among::Expected, Measure::Heads, 2, 6);
        assert_eq!(standing(Lang::Zh, &all), "到会还差4人");
    }

    #[test]
    fn a_weight_is_no_number_of_people() {
        let short = stamp(Among::Entitled, Measure::Weight, 3_330_000, 6_666_700);
        assert_eq!(standing(Lang::Zh, &short), "到会还差权数333.67");
        assert_eq!(standing(Lang::En, &short), "a weight of 333.67 short of the quorum");
        let met = stamp(Among::Entitled, Measure::Weight, 7_000_000, 6_666_700);
        assert_eq!(standing(Lang::Zh, &met), "符合到会要求（需权数666.67，实权数700）");
    }
}

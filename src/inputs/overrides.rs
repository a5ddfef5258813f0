//! `[quorum]`, `[consensus]` and `[speech_rules]`: what a plan changes in its preset.

use super::entry::Found;
use super::fault::FaultKind;
use super::keys::Keys;
use super::rules::{conditions, ordered, takes_part};
use super::values;
use crate::domain::fraction::{Op, Ratio};
use crate::domain::rule::{Among, Attendance, Base, Consensus, Limit, Quorum, Rule};
use crate::domain::session::SpeechRules;
use crate::limits::{LONGEST_INPUT, LONGEST_TIME_S};
use crate::text::clean::Form;

/// The quorum of the session: `own` with the parts that the table names. `num`, `den` and `base`
/// make it a single way to a quorum; its words are then the table's `rule`, or none.
pub(super) fn quorum(mut keys: Keys<'_>, own: Quorum, found: &mut Found) -> Quorum {
    let text = keys.text("rule", Form::Line, LONGEST_INPUT, found);
    let base = keys.take("base").and_then(|entry| {
        values::choice(&entry, &[("expected", false), ("entitled", true)], found)
    });
    let among = base.map(|voters| if voters { Among::Entitled } else { Among::Expected });
    let first = own.any_of.first().and_then(|first| first.way().cloned());
    let own_ratio = first.as_ref().and_then(Attendance::ratio);
    let given = ratio(&mut keys, own_ratio, base.is_some(), found);
    let (ways, all) =
        (conditions(&mut keys, "any_of", found), conditions(&mut keys, "all_of", found));
    let there = takes_part(&mut keys, found);
    let groups = keys.take("require_groups").map(|entry| values::groups(&entry, found));
    keys.finish(found);
    let one = among.is_some() || given.is_some();
    let several = !ways.is_empty() || !all.is_empty();
    let (any_of, all_of) = match given.or(own_ratio) {
        // Conditions of the plan's own stand for all that the preset asks.
        _ if several => (ways, all),
        Some(ratio) if one => {
            let among = among.or(first.map(|way| way.among)).unwrap_or(Among::Expected);
            (vec![Attendance::share(among, ratio).into()], Vec::new())
        }
        _ => (own.any_of, own.all_of),
    };
    // The preset's words would no longer say what holds.
    let changed = one || several || groups.is_some() || !there.is_empty();
    let kept = if changed { String::new() } else { own.text };
    let require_groups = groups.unwrap_or(own.require_groups);
    let takes_part = if there.is_empty() { own.takes_part } else { there };
    Quorum { any_of, require_groups, text: text.unwrap_or(kept), all_of, takes_part }
}

/// `num`, `den` and `op`; None where the table changes none of them. `needed` says that the table
/// names a base, so that there must be a fraction, its own or the preset's.
fn ratio(
    keys: &mut Keys<'_>,
    own: Option<Ratio>,
    needed: bool,
    found: &mut Found,
) -> Option<Ratio> {
    const MOST: u32 = 1_000_000;
    let op: Option<Op> = keys.take("op").and_then(|entry| values::variant(&entry, found));
    let (num, den) = (keys.take("num"), keys.take("den"));
    if num.is_none() && den.is_none() {
        if own.is_none() && (needed || op.is_some()) {
            found.push(keys.at, FaultKind::Missing { key: "quorum.num".to_owned() });
        }
        return own.and_then(|own| op.map(|op| Ratio { op, ..own }));
    }
    let missing = if num.is_none() { "quorum.num" } else { "quorum.den" };
    let (Some(num), Some(den)) = (num, den) else {
        found.push(keys.at, FaultKind::Missing { key: missing.to_owned() });
        return None;
    };
    let whole = values::whole(&den, 1, MOST, found);
    // The part cannot be more than the whole: the range of the one is the other.
    let part = values::whole(&num, 1, whole.unwrap_or(MOST), found);
    let ratio = Ratio { op: op.unwrap_or(Op::AtLeast), num: part?, den: whole? };
    if values::sound(ratio).is_none() {
        let text = format!(">{}/{}", ratio.num, ratio.den);
        found.push(num.at, FaultKind::BadRatio { key: num.key, text });
        return None;
    }
    Some(ratio)
}

/// Changes the rule's consensus and with it the first pass test, as `set reached=…` does. A rule
/// without a consensus of its own needs `reached`, `hard` and `rounds`.
pub(super) fn consensus(mut keys: Keys<'_>, rule: Option<&mut Rule>, found: &mut Found) {
    let at = keys.at;
    let own = rule.as_ref().and_then(|rule| rule.consensus);
    let base = keys.take("base").and_then(|entry| {
        let mut words = vec![("voters_present", Base::Present)];
        words.extend(values::variants());
        values::choice(&entry, &words, found)
    });
    let says_reached = keys.take("reached").is_some();
    let mut part = |key: &'static str, own: Option<Ratio>, found: &mut Found| {
        let entry = if own.is_none() { keys.need(key, found) } else { keys.take(key) };
        match entry {
            Some(entry) => values::ratio(&entry, found),
            None => own,
        }
    };
    let reached = part("reached", own.map(|c| c.reached), found);
    let hard = part("hard", own.map(|c| c.hard), found);
    let rounds = if own.is_none() { keys.need("rounds", found) } else { keys.take("rounds") };
    let rounds = match rounds {
        Some(entry) => values::whole(&entry, 1, 1_000, found),
        None => own.map(|c| c.rounds),
    };
    keys.finish(found);
    let (Some(reached), Some(hard), Some(rounds), Some(rule)) = (reached, hard, rounds, rule)
    else {
        return;
    };
    let consensus = Consensus { reached, hard, rounds };
    ordered(&consensus, at, found);
    rule.consensus = Some(consensus);
    if let Some(first) = rule.pass.first_mut() {
        if says_reached {
            first.limit = Limit::Ratio(reached);
        }
        first.base = base.unwrap_or(first.base);
    }
}

/// The limits of speeches; `rules`, the ground rules, were read before.
pub(super) fn speech_rules(mut keys: Keys<'_>, found: &mut Found) -> SpeechRules {
    let own = SpeechRules::default();
    let mut limit =
        |key: &'static str, own: u32| keys.whole(key, 1, LONGEST_TIME_S, found).unwrap_or(own);
    let statement_s = limit("state_limit_s", own.statement_s);
    let response_s = limit("response_limit_s", own.response_s);
    let discussion_s = limit("debate_limit_s", own.discussion_s);
    let question_s = limit("question_limit_s", own.question_s);
    let point_of_order_s = limit("point_of_order_limit_s", own.point_of_order_s);
    let discussion_times = keys.whole("debate_times", 1, 1_000, found);
    let warn_s = keys.whole("warn_before_s", 0, LONGEST_TIME_S, found);
    let alternate = keys.flag("alternate", found);
    let first_time_first = keys.flag("first_time_first", found);
    keys.finish(found);
    SpeechRules {
        statement_s,
        response_s,
        discussion_s,
        question_s,
        point_of_order_s,
        discussion_times: discussion_times.unwrap_or(own.discussion_times),
        warn_s: warn_s.unwrap_or(own.warn_s),
        alternate: alternate.unwrap_or(own.alternate),
        first_time_first: first_time_first.unwrap_or(own.first_time_first),
    }
}

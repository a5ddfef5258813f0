//! A rule in words: what must be there, who takes part, what passes, and by which text.
//!
//! Decides nothing; the same words for the command line, the screens and the documents.

use crate::domain::meeting::Meeting;
use crate::domain::rule::{
    Abstain, ChairVotes, Follow, Measure, Rule, Silent, TakesPart, Threshold,
};
use crate::i18n::{Lang, cli as text, explain, terms};

/// A rule, a line each part.
pub(crate) fn words(rule: &Rule, lang: Lang) -> Vec<String> {
    let mut lines = vec![text::rule_title(lang, &rule.id, terms::words(lang, &rule.name))];
    if let Some(quorum) = &rule.quorum {
        lines.push(text::rule_quorum(lang, terms::quorum_rule(lang, quorum)));
        if !quorum.require_groups.is_empty() {
            let groups: Vec<&str> =
                quorum.require_groups.iter().map(|g| terms::group_name(lang, g)).collect();
            lines.push(text::rule_groups(lang, terms::list(lang, &groups)));
        }
        if !quorum.takes_part.is_empty() {
            lines.push(text::rule_there(lang, ways(&quorum.takes_part, lang)));
        }
    }
    lines.extend(rule.participation.iter().map(|t| text::rule_takes_part(lang, test(t, lang))));
    lines.extend(rule.pass.iter().map(|t| {
        if t.limit.is_objection() {
            text::rule_passes_unless(lang, test(t, lang))
        } else {
            text::rule_passes(lang, test(t, lang))
        }
    }));
    if let Some(consensus) = rule.consensus {
        let (reached, hard) = (consensus.reached, consensus.hard);
        let hard = format!("{}/{}", hard.num, hard.den);
        lines.push(text::rule_consensus(lang, terms::ratio(lang, reached), hard, consensus.rounds));
    }
    if !rule.takes_part.is_empty() {
        lines.push(text::rule_counts(lang, ways(&rule.takes_part, lang)));
    }
    if let Some(cap) = rule.proxy_cap {
        lines.push(text::rule_proxies(lang, cap));
    }
    lines.extend(kinds(rule, lang));
    lines.push(text::rule_citation(lang, terms::words(lang, &rule.citation)));
    lines.extend(standing(rule, lang));
    lines
}

/// The source as every paper cites it: with the warning, until an office has confirmed the rule.
pub(crate) fn citation(m: &Meeting, rule: &Rule, lang: Lang) -> String {
    let citation = terms::words(lang, &rule.citation);
    if citation.is_empty() {
        return String::new();
    }
    let confirmed = rule.confirmed.or_else(|| m.session.confirmed.get(&rule.id).copied());
    let told = match (confirmed, &rule.caveat) {
        (Some(day), Some(_)) => text::rule_confirmed(lang, terms::date(lang, day)),
        (None, Some(caveat)) => terms::words(lang, caveat).to_owned(),
        (_, None) => String::new(),
    };
    citation.to_owned() + &terms::aside(lang, &told)
}

/// Whether the text it cites is confirmed, where that is in question.
fn standing(rule: &Rule, lang: Lang) -> Option<String> {
    match (rule.confirmed, &rule.caveat) {
        (Some(day), _) => {
            Some(text::rule_standing(lang, text::rule_confirmed(lang, terms::date(lang, day))))
        }
        (None, Some(caveat)) => Some(text::rule_standing(lang, terms::words(lang, caveat))),
        (None, None) => None,
    }
}

fn ways(ways: &[TakesPart], lang: Lang) -> String {
    let names: Vec<&str> = ways.iter().map(|way| terms::takes_part(lang, *way)).collect();
    terms::list(lang, &names)
}

/// One test: the limit, of which base, in which measure, of whom.
pub(crate) fn test(t: &Threshold, lang: Lang) -> String {
    let base = terms::base(lang, t.base);
    let limit = terms::limit(lang, t.limit, |n| explain::people(lang, "", t.measure, n));
    let told = match (t.limit.is_objection(), t.ratio().is_some(), t.measure) {
        (false, true, Measure::Heads) => text::rule_heads(lang, base, limit),
        (false, true, Measure::Weight) => text::rule_weight(lang, base, limit),
        (true, _, Measure::Heads) => text::rule_object_heads(lang, base, limit),
        (true, _, Measure::Weight) => text::rule_object_weight(lang, base, limit),
        (false, false, _) => limit,
    };
    match &t.of {
        Some(class) => text::rule_of_class(lang, terms::class(lang, class), told),
        None => told,
    }
}

/// What abstaining, following, silence and the chair's vote come to, where that is not the usual.
fn kinds(rule: &Rule, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    match rule.abstain {
        Abstain::Neutral => {}
        Abstain::For => lines.push(text::rule_abstain_for(lang)),
        Abstain::Against => lines.push(text::rule_abstain_against(lang)),
        Abstain::Forbidden => lines.push(text::rule_abstain_forbidden(lang)),
    }
    match rule.follow {
        Follow::Forbidden => {}
        Follow::Majority => lines.push(text::rule_follow(lang)),
    }
    match rule.silent {
        Silent::NotCast => {}
        Silent::Majority => lines.push(text::rule_silent_majority(lang)),
        Silent::For => lines.push(text::rule_silent_for(lang)),
        Silent::Against => lines.push(text::rule_silent_against(lang)),
        Silent::Abstain => lines.push(text::rule_silent_abstain(lang)),
    }
    match rule.chair_votes {
        ChairVotes::Always => {}
        ChairVotes::Tie => lines.push(text::rule_chair_tie(lang)),
        ChairVotes::Never => lines.push(text::rule_chair_never(lang)),
    }
    if rule.tie_is_the_chairs() && rule.chair_votes == ChairVotes::Always {
        lines.push(text::rule_tie_chair(lang));
    }
    lines
}

/// What passes and what fails around every limit, for bases that people meet in.
pub(crate) fn tried(rule: &Rule, lang: Lang) -> Vec<String> {
    let mut lines = vec![text::tried(lang)];
    let quorum = rule.quorum.iter().flat_map(crate::domain::rule::Quorum::ways);
    for way in quorum {
        lines.push(text::rule_quorum(lang, terms::attendance(lang, way)));
        lines.extend(bases(way.measure).into_iter().map(|base| {
            let need = way.limit.need(base, unit(way.measure));
            let short = need.saturating_sub(unit(way.measure));
            let told = |n| explain::people(lang, "", way.measure, n);
            if need > base && way.ratio().is_none() {
                return text::tried_never(lang, told(base));
            }
            text::tried_quorum(lang, base_text(way.measure, base), told(short), told(need))
        }));
    }
    for of in rule.participation.iter().chain(&rule.pass) {
        lines.push(test(of, lang));
        lines.extend(bases(of.measure).into_iter().map(|base| around(of, base, lang)));
    }
    lines
}

fn base_text(measure: Measure, base: u64) -> String {
    match measure {
        Measure::Heads => base.to_string(),
        Measure::Weight => crate::domain::person::weight_text(base),
    }
}

/// Heads, or weights in ten-thousandths with two decimals.
fn bases(measure: Measure) -> Vec<u64> {
    match measure {
        Measure::Heads => vec![3, 9, 10, 20, 21, 100],
        Measure::Weight => vec![10_000_000, 12_707_500, 33_333_300],
    }
}

const fn unit(measure: Measure) -> u64 {
    match measure {
        Measure::Heads => 1,
        Measure::Weight => 100,
    }
}

fn around(t: &Threshold, base: u64, lang: Lang) -> String {
    let unit = unit(t.measure);
    let need = t.limit.need(base, unit);
    let told = |n| explain::amount(lang, "", t.measure, n);
    let of = base_text(t.measure, base);
    if t.limit.is_objection() {
        return if need >= base {
            text::tried_all(lang, of)
        } else {
            text::tried_against(lang, of, told(need), told(need + unit))
        };
    }
    if need > base {
        return text::tried_never(lang, of);
    }
    text::tried_line(lang, of, told(need - unit), told(need))
}

//! The result of a vote in words: every number, what was asked for, and what it comes to.

use crate::domain::meeting::Meeting;
use crate::domain::person::weight_text;
use crate::domain::rule::Measure;
use crate::domain::vote::{Choice, Counts, Method, Vote};
use crate::i18n::{Lang, explain, line, terms};

/// The counts one after another: those that every vote has, and the others where they are.
pub(in crate::document) fn counts(lang: Lang, vote: &Vote, c: &Counts) -> String {
    let votes = |choice, n: u64| line::votes_of(lang, terms::choice(lang, choice), n);
    let mut parts = Vec::new();
    parts.extend(c.issued.map(|n| line::papers_issued(lang, n)));
    parts.extend(c.returned.map(|n| line::papers_returned(lang, n)));
    parts.push(votes(Choice::For, c.in_favour));
    parts.push(votes(Choice::Against, c.against));
    parts.push(votes(Choice::Abstain, c.abstain));
    if c.invalid > 0 || vote.method == Method::Secret {
        parts.push(votes(Choice::Invalid, c.invalid));
    }
    if c.not_cast > 0 {
        parts.push(line::not_cast(lang, c.not_cast));
    }
    let derived = vote.derived.map(|d| line::derived(lang, terms::choice(lang, d)));
    terms::list(lang, &parts) + &terms::aside(lang, &derived.unwrap_or_default())
}

/// What the vote comes to, in the words of its rule: consensus, or an agreed opinion.
pub(in crate::document) fn verdict(lang: Lang, vote: &Vote) -> String {
    if vote.is_void() {
        return line::void(lang);
    }
    match (vote.rule.consensus.is_some(), vote.passed()) {
        (true, true) => line::consensus(lang),
        (true, false) => line::no_consensus(lang),
        (false, true) => line::carried(lang),
        (false, false) => line::not_carried(lang),
    }
}

/// The whole result of a vote, as it is announced.
pub(in crate::document) fn result(m: &Meeting, vote: &Vote, lang: Lang) -> String {
    let mut parts = Vec::new();
    if let Some(c) = vote.counts_now() {
        parts.push(counts(lang, vote, &c));
        if !vote.is_void() {
            parts.extend(measured(lang, vote));
        }
    } else {
        parts.push(match vote.method {
            Method::NoObjection => line::nobody_objected(lang),
            Method::Acclamation => line::acclaimed(lang),
            Method::Voice if vote.judged == Some(true) => line::judged_for(lang),
            Method::Voice => line::judged_against(lang),
            Method::Hands | Method::Recorded | Method::Secret => String::new(),
        });
    }
    parts.push(verdict(lang, vote));
    let told = terms::clauses(lang, &parts);
    terms::sentences(lang, &[told, by_name(m, vote, lang)])
}

/// The first pass test: rate, what was needed, what was short.
fn measured(lang: Lang, vote: &Vote) -> Vec<String> {
    let Some(test) = vote.main_test() else { return Vec::new() };
    let measure = test.threshold.measure;
    let amount = |n| explain::amount(lang, measure, n);
    let ratio = terms::ratio(lang, test.threshold.ratio);
    let mut parts = Vec::new();
    if measure == Measure::Weight {
        parts.push(line::weight_of(lang, weight_text(test.value)));
    }
    parts.extend(vote.rate().map(|rate| line::rate(lang, rate)));
    if test.met {
        parts.push(line::enough(lang, ratio, amount(test.need)));
        if !vote.passed() {
            parts.push(line::other_tests_fail(lang));
        }
    } else if vote.passed() {
        parts.push(line::casting_for(lang).trim_end_matches(terms::stop(lang)).to_owned());
    } else {
        let missing = test.need.saturating_sub(test.value);
        parts.push(line::short(lang, ratio, amount(test.need), amount(missing)));
    }
    parts
}

/// Who voted what; only of a recorded vote, which keeps ballots.
fn by_name(m: &Meeting, vote: &Vote, lang: Lang) -> String {
    if vote.method != Method::Recorded {
        return String::new();
    }
    let mut parts = Vec::new();
    for choice in Choice::ALL {
        // In the order of those who may vote, which is the roster's.
        let of = |id| vote.ballots.get(id) == Some(&choice);
        let voters = vote.electorate.iter().filter(|(id, _)| of(id));
        let names: Vec<String> = voters.map(|(id, _)| m.roll.name(id)).collect();
        if !names.is_empty() {
            let names = terms::list(lang, &names);
            parts.push(line::by_name(lang, terms::choice(lang, choice), names));
        }
    }
    terms::sentences(lang, &parts)
}

/// The vote that an event of a vote belongs to: the latest opened by then.
pub(super) fn vote_at(m: &Meeting, seq: u64) -> Option<&Vote> {
    let votes = &m.votes.list;
    let place = votes.partition_point(|vote| vote.seq <= seq).checked_sub(1)?;
    votes.get(place)
}

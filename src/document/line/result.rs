//! The result of a vote in words: every number, what was asked for, and what it comes to.

use crate::domain::meeting::Meeting;
use crate::domain::outcome::{self, Disposition};
use crate::domain::person::weight_text;
use crate::domain::rule::{Measure, TakesPart};
use crate::domain::session::WEIGHT_UNIT;
use crate::domain::vote::{Choice, Counts, Reading, Vote};
use crate::i18n::{Lang, explain, line, terms};
use strum::VariantArray as _;

/// The counts one after another: those that every vote has, and the others where they are.
pub(in crate::document) fn counts(lang: Lang, vote: &Vote, c: &Counts) -> String {
    let votes = |choice, n: u64| line::votes_of(lang, terms::choice(lang, choice), n);
    let mut parts = Vec::new();
    parts.extend(c.issued.map(|n| line::papers_issued(lang, n)));
    parts.extend(c.returned.map(|n| line::papers_returned(lang, n)));
    parts.push(votes(Choice::For, c.in_favour));
    parts.push(votes(Choice::Against, c.against));
    parts.push(votes(Choice::Abstain, c.abstain));
    if c.follow > 0 {
        parts.push(votes(Choice::Follow, c.follow));
    }
    if c.invalid > 0 || vote.method.is_secret() {
        parts.push(votes(Choice::Invalid, c.invalid));
    }
    if c.not_cast > 0 {
        parts.push(line::not_cast(lang, c.not_cast));
    }
    let derived = vote.derived.map(|d| line::derived(lang, terms::choice(lang, d)));
    terms::list(lang, &parts) + &terms::aside(lang, &derived.unwrap_or_default())
}

/// What the vote comes to, in the words of its rule: one of the three dispositions, or an agreed
/// opinion. The same word as the explanation's, for it is the same question.
pub(in crate::document) fn verdict(lang: Lang, m: &Meeting, vote: &Vote) -> String {
    if vote.is_void() {
        return line::void(lang);
    }
    match (vote.rule.consensus.is_some(), vote.passed()) {
        (true, passed) => match outcome::of_vote(m, vote) {
            Disposition::Reached => line::consensus(lang),
            // It carries by its rule, and is still no consensus.
            Disposition::Continue | Disposition::Refer if passed => line::carried(lang),
            Disposition::Continue => line::no_consensus(lang),
            Disposition::Refer => line::consensus_unlikely(lang),
        },
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
            parts.extend(measured(lang, m, vote));
        }
    } else {
        parts.push(match vote.reading() {
            Reading::NoObjection => line::nobody_objected(lang),
            Reading::Acclamation => line::acclaimed(lang),
            Reading::Judged(Some(true)) => line::judged_for(lang),
            Reading::Judged(Some(false) | None) => line::judged_against(lang),
            Reading::Numbers => String::new(),
        });
    }
    parts.push(verdict(lang, m, vote));
    let told = terms::clauses(lang, &parts);
    terms::sentences(lang, &[told, by_name(m, vote, lang)])
}

/// The first pass test: rate, what was needed, what was short.
fn measured(lang: Lang, m: &Meeting, vote: &Vote) -> Vec<String> {
    let Some(test) = vote.main_test() else { return Vec::new() };
    let unit = m.session.plan.fact(WEIGHT_UNIT);
    let measure = test.threshold.measure;
    let amount = |n| explain::amount(lang, unit, measure, n);
    let limit = terms::limit(lang, test.threshold.limit, amount);
    let mut parts = Vec::new();
    if test.is_objection() {
        parts.push(if test.met {
            line::few_against(lang, limit)
        } else {
            line::too_many_against(lang, limit, amount(test.missing()))
        });
        if test.met && !vote.passed() {
            parts.push(line::other_tests_fail(lang));
        }
        return parts;
    }
    if measure == Measure::Weight {
        let value = if unit.is_empty() { weight_text(test.value) } else { amount(test.value) };
        parts.push(line::weight_of(lang, value));
    }
    parts.extend(vote.rate().map(|rate| line::rate(lang, rate)));
    if test.met {
        parts.push(line::enough(lang, limit, amount(test.need)));
        if !vote.passed() {
            parts.push(line::other_tests_fail(lang));
        }
    } else if vote.passed() {
        parts.push(line::casting_for(lang).trim_end_matches(terms::stop(lang)).to_owned());
    } else {
        parts.push(line::short(lang, limit, amount(test.need), amount(test.missing())));
    }
    parts
}

/// Who voted what; only of a recorded vote, which keeps ballots.
fn by_name(m: &Meeting, vote: &Vote, lang: Lang) -> String {
    let mut parts = Vec::new();
    for (way, on_paper) in [(TakesPart::Written, true), (TakesPart::Online, false)] {
        let of = vote.electorate.iter().filter(|(id, _)| vote.way_of(id) == way);
        let names: Vec<String> = of.map(|(id, _)| m.roll.name(id)).collect();
        if !names.is_empty() {
            let names = terms::list(lang, &names);
            let told =
                if on_paper { line::written_by(lang, names) } else { line::online_by(lang, names) };
            parts.push(told);
        }
    }
    if !vote.has_names() {
        return terms::sentences(lang, &parts);
    }
    for &choice in Choice::VARIANTS {
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

/// The vote that was announced by this event.
pub(super) fn announced_at(m: &Meeting, proposal: u32, seq: u64) -> Option<&Vote> {
    m.votes.on(proposal).rev().find(|vote| vote.seq < seq)
}

/// The vote that an event of a vote belongs to: the latest opened by then.
pub(super) fn vote_at(m: &Meeting, seq: u64) -> Option<&Vote> {
    let votes = &m.votes.list;
    let place = votes.partition_point(|vote| vote.seq <= seq).checked_sub(1)?;
    votes.get(place)
}

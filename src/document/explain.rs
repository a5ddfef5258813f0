//! A vote's explanation: who counts and why, the arithmetic in the rule's words, what is short.
//!
//! Works for a running vote as well, where it says what one more arrival would change. Decides
//! nothing: every number is the vote's own. A secret vote is explained by its totals alone.

use crate::domain::fraction::rate_text;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::{self, Disposition, suggested};
use crate::domain::rule::{Base, Measure, RecusalMode, Tie};
use crate::domain::vote::{About, Choice, Method, TestResult, Vote, VoteState};
use crate::i18n::{Lang, explain as words, terms};

/// The explanation in sentences, in the order in which they follow from each other.
pub fn explain(m: &Meeting, vote: &Vote, lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(reason) = &vote.cancelled {
        told.push(words::cancelled(lang, reason));
    }
    if let Some(seq) = vote.recount_of {
        // A paper has no numbers of lines: the vote is named by its time.
        let first = m.votes.list.iter().find(|first| first.seq == seq);
        let at = first.map_or_else(String::new, |first| terms::time(first.at));
        told.push(words::recount_of(lang, at));
    }
    let (expected, present) = (vote.quorum.expected, vote.quorum.present);
    told.push(if vote.quorum.ways.is_empty() {
        words::quorum_not_asked(lang, expected, present)
    } else {
        words::quorum_at(lang, expected, present)
    });
    told.push(electorate(m, vote, lang));
    told.extend(recused(m, vote, lang));
    told.extend(method(m, vote, lang));
    if vote.state != VoteState::Cancelled {
        told.extend(arithmetic(vote, lang));
        told.extend(suggestion(m, vote, lang));
        told.extend(whole_groups_against(m, vote, lang));
    }
    if vote.state == VoteState::Open {
        told.extend(one_more(vote, lang));
    }
    let citation = terms::words(lang, &vote.rule.citation);
    if !citation.is_empty() {
        told.push(words::citation(lang, citation));
    }
    told
}

/// A consensus against everybody of a group is none that will hold: said, never a rule. Only of a
/// vote by name, and not while it runs.
fn whole_groups_against(m: &Meeting, vote: &Vote, lang: Lang) -> Option<String> {
    let groups: Vec<&str> = outcome::groups_against(m, vote)
        .into_iter()
        .map(|name| terms::group_name(lang, name))
        .collect();
    let told = vote.state != VoteState::Open && !groups.is_empty();
    told.then(|| words::groups_against(lang, terms::list(lang, &groups)))
}

/// Who may vote, those by proxy with their holder.
fn electorate(m: &Meeting, vote: &Vote, lang: Lang) -> String {
    let ids = || vote.electorate.iter().map(|(id, _)| id);
    let names: Vec<String> = ids().map(|id| m.roll.name(id)).collect();
    let proxies: Vec<String> = ids()
        .filter_map(|id| {
            let holder = m.roll.proxies.get(id)?;
            Some(words::by_proxy(lang, m.roll.name(id), m.roll.name(holder)))
        })
        .collect();
    let proxies = terms::aside(lang, &terms::clauses(lang, &proxies));
    words::voters(lang, names.len(), terms::list(lang, &names) + &proxies)
}

fn recused(m: &Meeting, vote: &Vote, lang: Lang) -> Option<String> {
    let names: Vec<String> = vote
        .recused
        .iter()
        .map(|id| {
            let mut why = m.votes.recusals.iter();
            let why = why.find(|r| r.person == *id && r.from == vote.proposal);
            m.roll.name(id) + &terms::aside(lang, why.map_or("", |r| r.reason.as_str()))
        })
        .collect();
    if names.is_empty() {
        return None;
    }
    let names = terms::list(lang, &names);
    Some(match vote.rule.recusal {
        RecusalMode::LeavesBase => words::recused_leaves(lang, names),
        RecusalMode::StaysInBase => words::recused_stays(lang, names),
        RecusalMode::LeavesQuorum => words::recused_leaves_quorum(lang, names),
    })
}

/// What the method itself decides or turns into.
fn method(m: &Meeting, vote: &Vote, lang: Lang) -> Option<String> {
    if !vote.objections.is_empty() {
        let names: Vec<String> = vote.objections.iter().map(|(id, _)| m.roll.name(id)).collect();
        return Some(words::objected(lang, terms::list(lang, &names)));
    }
    match vote.method {
        Method::NoObjection => Some(words::no_objection_asked(lang)),
        Method::Acclamation => Some(words::acclamation_asked(lang)),
        Method::Voice if vote.counts.is_none() => Some(match vote.judged {
            Some(true) => words::voice_for(lang),
            Some(false) => words::voice_against(lang),
            None => words::voice_asked(lang),
        }),
        Method::Voice | Method::Hands | Method::Recorded | Method::Secret => None,
    }
}

fn arithmetic(vote: &Vote, lang: Lang) -> Vec<String> {
    let Some(counts) = vote.counts_now() else {
        let counted = matches!(vote.method, Method::Hands | Method::Secret | Method::Recorded);
        let tests = vote.tests();
        return tests.iter().filter(|_| counted).map(|t| ahead(vote, t, lang)).collect();
    };
    let mut told = Vec::new();
    if let (Some(issued), Some(returned)) = (counts.issued, counts.returned) {
        if counts.is_void() {
            // Nothing follows from the numbers of a void vote.
            return vec![words::void(lang, issued, returned)];
        }
        let (valid, invalid) = (counts.valid(), counts.invalid);
        told.push(words::papers(lang, issued, returned, valid, invalid));
    }
    if let Some(choice) = vote.derived {
        told.push(words::derived(lang, terms::choice(lang, choice)));
    }
    told.extend(vote.tests().iter().map(|t| tested(vote, t, lang)));
    if counts.in_favour == 0 && vote.state != VoteState::Open {
        told.push(words::nobody_for(lang));
    }
    told.extend(tie(vote, lang));
    told
}

/// A base with its size, and that the recused are not in it.
fn based(vote: &Vote, t: &TestResult, lang: Lang) -> String {
    let base = words::base(lang, t.threshold.base, t.threshold.measure, t.base);
    let of_people = matches!(t.threshold.base, Base::Entitled | Base::Present);
    let less = !vote.recused.is_empty() && vote.rule.recusal != RecusalMode::StaysInBase;
    if of_people && less { base + &terms::aside(lang, &words::less_recused(lang)) } else { base }
}

/// What will be needed, before anything is counted.
fn ahead(vote: &Vote, t: &TestResult, lang: Lang) -> String {
    let (base, measure) = (t.threshold.base, t.threshold.measure);
    let ratio = terms::ratio(lang, t.threshold.ratio);
    match base {
        Base::Entitled | Base::Present => {
            words::for_open(lang, based(vote, t, lang), ratio, words::amount(lang, measure, t.need))
        }
        Base::Cast | Base::Valid | Base::Decisive => {
            words::base_open(lang, words::base_name(lang, base, measure), ratio)
        }
    }
}

fn tested(vote: &Vote, t: &TestResult, lang: Lang) -> String {
    let measure = t.threshold.measure;
    let base = based(vote, t, lang);
    let ratio = terms::ratio(lang, t.threshold.ratio);
    let rate = rate_text(t.value, t.base).map_or_else(String::new, |r| words::share(lang, r));
    let missing = t.need.saturating_sub(t.value);
    let amount = |n| match t.about {
        About::Participation => words::people(lang, measure, n),
        About::Pass => words::amount(lang, measure, n),
    };
    let (need, value, missing) = (amount(t.need), amount(t.value), amount(missing));
    match (t.about, t.met) {
        (About::Participation, true) => words::took_part_met(lang, base, ratio, need, value, rate),
        (About::Participation, false) => {
            words::took_part_short(lang, base, ratio, need, value, rate, missing)
        }
        (About::Pass, true) => words::for_met(lang, base, ratio, need, value, rate),
        (About::Pass, false) => words::for_short(lang, base, ratio, need, value, rate, missing),
    }
}

fn tie(vote: &Vote, lang: Lang) -> Option<String> {
    if vote.chair_decides() {
        return Some(match vote.casting {
            None => words::half_for_chair(lang),
            Some(true) => words::chair_for(lang),
            Some(false) => words::chair_against(lang),
        });
    }
    if !vote.is_tied() {
        return None;
    }
    // The same number for and against may still be enough, where few are asked for.
    let fails = vote.rule.tie == Tie::Fails && !vote.passed();
    Some(if fails { words::tie_fails(lang) } else { words::tie_no_matter(lang) })
}

/// The disposition that follows, with the reason; only of the vote that decides.
fn suggestion(m: &Meeting, vote: &Vote, lang: Lang) -> Option<String> {
    let consensus = vote.rule.consensus?;
    if m.votes.deciding(vote.proposal).is_none_or(|deciding| deciding.seq != vote.seq) {
        return None;
    }
    let hard = terms::ratio(lang, consensus.hard);
    let counted = vote.counts_now().and_then(|_| vote.main_test());
    let far = counted.is_some_and(|test| !consensus.hard.met(test.value, test.base));
    Some(match suggested(m, vote.proposal)? {
        Disposition::Reached => words::suggest_reached(lang),
        Disposition::Continue if counted.is_some() => words::suggest_continue(lang, hard),
        Disposition::Continue => words::suggest_continue_plain(lang),
        Disposition::Refer if far => words::suggest_refer_far(lang, hard),
        Disposition::Refer => words::suggest_refer_rounds(lang, m.session.plan.round),
    })
}

/// What another arrival would change; nothing where no number is asked for, or counts are in.
fn one_more(vote: &Vote, lang: Lang) -> Option<String> {
    let counts = matches!(vote.method, Method::Hands | Method::Secret | Method::Recorded);
    if !counts || vote.counts.is_some() {
        return None;
    }
    let test = vote.main_test()?;
    let (base, ratio) = (test.threshold.base, test.threshold.ratio);
    match (base, test.threshold.measure) {
        (Base::Entitled, _) => Some(words::one_more_same(lang)),
        (Base::Present, Measure::Heads) => {
            let more = test.base + 1;
            let base = words::base(lang, base, Measure::Heads, more);
            Some(words::one_more(lang, base, words::votes(lang, ratio.need(more).max(1))))
        }
        (Base::Present, Measure::Weight) => Some(words::one_more_weight(lang)),
        (Base::Cast | Base::Valid | Base::Decisive, _) => None,
    }
}

/// The counts of a choice, for tables; None where the method has none.
pub fn count_of(vote: &Vote, choice: Choice) -> Option<u64> {
    let counts = vote.counts_now()?;
    Some(match choice {
        Choice::For => counts.in_favour,
        Choice::Against => counts.against,
        Choice::Abstain => counts.abstain,
        Choice::Invalid => counts.invalid,
    })
}

#[cfg(test)]
mod tests;

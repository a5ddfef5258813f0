//! A vote's explanation: who counts and why, the arithmetic in the rule's words, what is short.
//!
//! Works for a running vote as well, where it says what one more arrival would change. Decides
//! nothing: every number is the vote's own. A secret vote is explained by its totals alone.

use crate::document::rule_words;
use crate::domain::fraction::rate_text;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::{self, Disposition, suggested};
use crate::domain::person::PersonId;
use crate::domain::rule::{
    Abstain, Base, ChairVotes, Limit, Measure, RecusalMode, Silent, TakesPart,
};
use crate::domain::session::WEIGHT_UNIT;
use crate::domain::vote::{About, Choice, Reading, TestResult, Vote, VoteState};
use crate::i18n::{Lang, explain as words, terms};

/// The explanation in sentences, in the order in which they follow from each other.
pub(crate) fn explain(m: &Meeting, vote: &Vote, lang: Lang) -> Vec<String> {
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
    told.push(if vote.quorum.asks() {
        words::quorum_at(lang, expected, present)
    } else {
        words::quorum_not_asked(lang, expected, present)
    });
    told.push(electorate(m, vote, lang));
    told.extend(apart(m, vote, lang));
    told.extend(recused(m, vote, lang));
    told.extend(method(m, vote, lang));
    if vote.state != VoteState::Cancelled {
        told.extend(arithmetic(m, vote, lang));
        told.extend(suggestion(m, vote, lang));
        told.extend(whole_groups_against(m, vote, lang));
    }
    if vote.state == VoteState::Open {
        told.extend(one_more(m, vote, lang));
    }
    let citation = rule_words::citation(m, &vote.rule, lang);
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

/// Who may vote, and how those take part who are not in the room: nobody is called present who is
/// not.
fn electorate(m: &Meeting, vote: &Vote, lang: Lang) -> String {
    let ids = || vote.electorate.iter().map(|(id, _)| id);
    let by = |way: TakesPart| -> Vec<String> {
        ids().filter(|id| vote.way_of(id) == way).map(|id| m.roll.name(id)).collect()
    };
    let mut names = by(TakesPart::InPerson);
    names.extend(by(TakesPart::Proxy));
    let (written, online) = (by(TakesPart::Written), by(TakesPart::Online));
    let away = !written.is_empty() || !online.is_empty();
    let mut asides: Vec<String> = ids()
        .filter_map(|id| {
            let holder = m.roll.proxies.get(id)?;
            Some(words::by_proxy(lang, m.roll.name(id), m.roll.name(holder)))
        })
        .collect();
    if !online.is_empty() {
        asides.push(words::online(lang, terms::list(lang, &online)));
    }
    if !written.is_empty() {
        asides.push(words::in_writing(lang, terms::list(lang, &written)));
    }
    let (count, parts) = (vote.electorate.len(), vote.part());
    let asides = terms::clauses(lang, &asides);
    let names = if names.is_empty() {
        asides
    } else {
        terms::list(lang, &names) + &terms::aside(lang, &asides)
    };
    if parts.is_empty() {
        return if away {
            words::voters_ways(lang, count, names)
        } else {
            words::voters(lang, count, names)
        };
    }
    let parts: Vec<String> = parts.into_iter().map(|class| terms::class(lang, class)).collect();
    words::voters_part(lang, count, terms::list(lang, &parts), names)
}

/// Whom the rule sets apart: the chair, and proposals on one paper.
fn apart(m: &Meeting, vote: &Vote, lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    let votes = |id: &&PersonId| m.roll.person(id).is_some_and(|p| p.vote);
    if let Some(chair) = m.session.chair().filter(votes) {
        match vote.rule.chair_votes {
            ChairVotes::Always => {}
            ChairVotes::Tie => told.push(words::chair_at_tie(lang, m.roll.name(chair))),
            ChairVotes::Never => told.push(words::chair_silent(lang, m.roll.name(chair))),
        }
    }
    told.extend(vote.terms.paper.map(|no| words::on_paper(lang, terms::ordinal(lang, no))));
    if vote.rule.abstain == Abstain::Forbidden {
        told.push(words::abstain_forbidden(lang));
    }
    told
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
    match vote.reading() {
        Reading::NoObjection => Some(words::no_objection_asked(lang)),
        Reading::Acclamation => Some(words::acclamation_asked(lang)),
        Reading::Judged(Some(true)) => Some(words::voice_for(lang)),
        Reading::Judged(Some(false)) => Some(words::voice_against(lang)),
        Reading::Judged(None) => Some(words::voice_asked(lang)),
        Reading::Numbers => None,
    }
}

fn arithmetic(m: &Meeting, vote: &Vote, lang: Lang) -> Vec<String> {
    let unit = m.session.plan.fact(WEIGHT_UNIT);
    let Some(counts) = vote.counts_now().filter(|_| !vote.is_withheld()) else {
        let counted = vote.method.has_numbers();
        let tests = vote.tests();
        return tests.iter().filter(|_| counted).map(|t| ahead(vote, t, unit, lang)).collect();
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
    told.extend(counted_as(vote, lang));
    told.extend(vote.tests().iter().map(|t| tested(vote, t, unit, lang)));
    let objections = vote.rule.pass.iter().all(|test| test.limit.is_objection());
    let nobody = vote.judged_as(Measure::Heads, None).in_favour == 0;
    if nobody && !objections && vote.state != VoteState::Open {
        told.push(words::nobody_for(lang));
    }
    told.extend(tie(vote, lang));
    told
}

/// Where those went who follow, are silent or abstain.
fn counted_as(vote: &Vote, lang: Lang) -> Vec<String> {
    let (marked, stands) = (vote.marked(Measure::Heads, None), vote.standing(Measure::Heads, None));
    let mut told = Vec::new();
    if marked.follow > 0 {
        told.push(match vote.majority() {
            Some(choice) => words::followed(lang, marked.follow, terms::choice(lang, choice)),
            None => words::followed_none(lang, marked.follow),
        });
    }
    if marked.not_cast > 0 {
        let n = marked.not_cast;
        told.extend(match (vote.rule.silent, vote.silent_as()) {
            (Silent::NotCast, _) => None,
            (_, Some(choice)) => Some(words::silent_as(lang, n, terms::choice(lang, choice))),
            (_, None) => Some(words::silent_none(lang, n)),
        });
    }
    if stands != marked {
        told.push(words::comes_to(lang, stands.in_favour, stands.against, stands.abstain));
    }
    match vote.rule.abstain {
        Abstain::For if stands.abstain > 0 => told.push(words::abstain_for(lang, stands.abstain)),
        Abstain::Against if stands.abstain > 0 => {
            told.push(words::abstain_against(lang, stands.abstain));
        }
        Abstain::For | Abstain::Against | Abstain::Neutral | Abstain::Forbidden => {}
    }
    told
}

/// A base with its size, and that the recused are not in it.
fn based(vote: &Vote, t: &TestResult, unit: &str, lang: Lang) -> String {
    let base = words::base(lang, unit, t.threshold.base, t.threshold.measure, t.base);
    let of_people = matches!(t.threshold.base, Base::Entitled | Base::Present);
    let less = !vote.recused.is_empty() && vote.rule.recusal != RecusalMode::StaysInBase;
    if of_people && less { base + &terms::aside(lang, &words::less_recused(lang)) } else { base }
}

/// A sentence about a class is about that class alone.
fn alone(t: &TestResult, told: String, lang: Lang) -> String {
    match &t.threshold.of {
        Some(class) => words::alone(lang, terms::class(lang, class), told),
        None => told,
    }
}

/// What a test asks for, in words.
fn limit(t: &TestResult, unit: &str, lang: Lang) -> String {
    let measure = t.threshold.measure;
    terms::limit(lang, t.threshold.limit, |n| match t.about {
        About::Participation => words::people(lang, unit, measure, n),
        About::Pass => words::amount(lang, unit, measure, n),
    })
}

/// What will be needed, before anything is counted.
fn ahead(vote: &Vote, t: &TestResult, unit: &str, lang: Lang) -> String {
    let (base, measure) = (t.threshold.base, t.threshold.measure);
    let limit = limit(t, unit, lang);
    let amount = words::amount(lang, unit, measure, t.need);
    if let Limit::Number(_) = t.threshold.limit {
        return alone(t, words::number_open(lang, limit), lang);
    }
    let known = match base {
        Base::Entitled | Base::Present => true,
        Base::Cast | Base::Valid | Base::Decisive => false,
    };
    let name = words::base_name(lang, base, measure);
    let told = match (known, t.is_objection()) {
        (true, false) => words::for_open(lang, based(vote, t, unit, lang), limit, amount),
        (true, true) => words::object_open(lang, based(vote, t, unit, lang), limit, amount),
        (false, false) => words::base_open(lang, name, limit),
        (false, true) => words::object_base_open(lang, name, limit),
    };
    alone(t, told, lang)
}

fn tested(vote: &Vote, t: &TestResult, unit: &str, lang: Lang) -> String {
    let measure = t.threshold.measure;
    let base = based(vote, t, unit, lang);
    let asked = limit(t, unit, lang);
    let rate = rate_text(t.value, t.base).map_or_else(String::new, |r| words::share(lang, r));
    let amount = |n| match t.about {
        About::Participation => words::people(lang, unit, measure, n),
        About::Pass => words::amount(lang, unit, measure, n),
    };
    let (need, value, missing) = (amount(t.need), amount(t.value), amount(t.missing()));
    if let Limit::Number(_) = t.threshold.limit {
        let told = if t.met {
            words::number_met(lang, asked, value)
        } else {
            words::number_short(lang, asked, value, missing)
        };
        return alone(t, told, lang);
    }
    let told = match (t.about, t.is_objection(), t.met) {
        (About::Participation, _, true) => {
            words::took_part_met(lang, base, asked, need, value, rate)
        }
        (About::Participation, _, false) => {
            words::took_part_short(lang, base, asked, need, value, rate, missing)
        }
        (About::Pass, true, true) => words::object_met(lang, base, asked, need, value, rate),
        (About::Pass, true, false) => {
            words::object_over(lang, base, asked, need, value, rate, missing)
        }
        (About::Pass, false, true) => words::for_met(lang, base, asked, need, value, rate),
        (About::Pass, false, false) => {
            words::for_short(lang, base, asked, need, value, rate, missing)
        }
    };
    alone(t, told, lang)
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
    // The same number for and against may still be enough, where other tests decide.
    let fails = !vote.rule.tie_is_the_chairs() && !vote.passed();
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
    let far = counted.as_ref().is_some_and(|test| !consensus.hard.met(test.value, test.base));
    Some(match suggested(m, vote.proposal)? {
        Disposition::Reached => words::suggest_reached(lang),
        Disposition::Continue if counted.is_some() => words::suggest_continue(lang, hard),
        Disposition::Continue => words::suggest_continue_plain(lang),
        Disposition::Refer if far => words::suggest_refer_far(lang, hard),
        Disposition::Refer => words::suggest_refer_rounds(lang, outcome::round(m, vote.proposal)),
    })
}

/// What one more paper, or another arrival, would change; nothing where no number is asked for.
fn one_more(m: &Meeting, vote: &Vote, lang: Lang) -> Vec<String> {
    if !vote.method.has_numbers() || vote.counts.is_some() {
        return Vec::new();
    }
    let mut told = one_more_ballot(vote, lang);
    told.extend(one_more_arrival(m, vote, lang));
    told
}

/// Of a vote by name: whether the next ballot can turn it.
fn one_more_ballot(vote: &Vote, lang: Lang) -> Vec<String> {
    let with = |choice| vote.with_one_more(choice).map(|vote| vote.passed());
    match (vote.passed(), with(Choice::For), with(Choice::Against)) {
        _ if vote.ballots.is_empty() => Vec::new(),
        (false, Some(true), _) => vec![words::one_more_for_passes(lang)],
        (false, Some(false), _) => vec![words::one_more_for_not(lang)],
        (true, _, Some(false)) => {
            vec![words::all_met_now(lang), words::one_more_against_fails(lang)]
        }
        (true, _, Some(true) | None) => vec![words::all_met_now(lang)],
        (false, None, _) => Vec::new(),
    }
}

fn one_more_arrival(m: &Meeting, vote: &Vote, lang: Lang) -> Option<String> {
    let unit = m.session.plan.fact(WEIGHT_UNIT);
    let test = vote.main_test()?;
    let Limit::Ratio(ratio) = test.threshold.limit else { return None };
    if test.threshold.of.is_some() {
        return None;
    }
    let base = test.threshold.base;
    match (base, test.threshold.measure) {
        (Base::Entitled, _) => Some(words::one_more_same(lang)),
        (Base::Present, Measure::Heads) => {
            let more = test.base + 1;
            let base = words::base(lang, unit, base, Measure::Heads, more);
            Some(words::one_more(lang, base, words::votes(lang, ratio.need(more).max(1))))
        }
        (Base::Present, Measure::Weight) => Some(words::one_more_weight(lang)),
        (Base::Cast | Base::Valid | Base::Decisive, _) => None,
    }
}

/// The papers and ballots with a choice, for tables; None where the method has none.
pub(crate) fn count_of(vote: &Vote, choice: Choice) -> Option<u64> {
    vote.counts_now().filter(|_| !vote.is_withheld())?;
    let counts = vote.marked(Measure::Heads, None);
    Some(match choice {
        Choice::For => counts.in_favour,
        Choice::Against => counts.against,
        Choice::Abstain => counts.abstain,
        Choice::Invalid => counts.invalid,
        Choice::Follow => counts.follow,
    })
}

#[cfg(test)]
mod tests;

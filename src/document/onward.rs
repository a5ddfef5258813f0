//! New plans: from nothing but a title, from an earlier session, or as the next round of one.
//!
//! Pure: the record of the earlier session is read, never changed; where it went on is found by
//! looking for its id. Must not know files or the day it is.

use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::domain::rule::{Catalog, DEFAULT_RULE};
use crate::domain::session::{
    Head, ItemKind, ItemPlan, OpenAction, Plan, Previous, ProposalPlan, Reserved, SpeechRules,
};
use crate::i18n::{Lang, onward as words, terms};
use chrono::{NaiveDate, TimeDelta};
use strum::VariantArray as _;

/// A session that begins with its title; with the agenda of a usual meeting, or with none. None
/// where the catalog has no default rule.
pub(crate) fn fresh(
    catalog: &Catalog,
    head: &Head,
    utc_offset_s: i32,
    usual: bool,
    lang: Lang,
) -> Option<Plan> {
    let rule = catalog.find(head.rule.as_deref().unwrap_or(DEFAULT_RULE))?;
    let mut rule = rule.clone();
    let quorum = rule.quorum.take().unwrap_or_default();
    let item = |(no, kind): (u32, ItemKind)| {
        let (title, minutes) = terms::usual_item(lang, kind);
        let (title, seconds, kind) = (title.to_owned(), minutes * 60, Some(kind));
        ItemPlan { no, title, start: None, seconds, lead: None, kind }
    };
    let mut plan = Plan {
        id: head.id.clone(),
        title: head.title.clone(),
        date: head.date,
        start: head.start,
        end: None,
        utc_offset_s,
        round: 1,
        previous: None,
        chair: None,
        recorder: String::new(),
        tellers: Vec::new(),
        scrutineers: Vec::new(),
        next_meeting: None,
        facts: Vec::new(),
        research: None,
        publicity: None,
        rule,
        quorum,
        speech_rules: SpeechRules::default(),
        ground_rules: Vec::new(),
        agenda: if usual {
            (1..).zip(ItemKind::VARIANTS.iter().copied()).map(item).collect()
        } else {
            Vec::new()
        },
        proposals: Vec::new(),
        people: Vec::new(),
    };
    plan.set_venue(&head.venue);
    Some(plan)
}

/// The plan as the session has it now, with everything that was changed since.
pub(crate) fn plan_now(m: &Meeting) -> Plan {
    let live = m.proposals.list.iter().filter(|p| p.dropped.is_none());
    Plan {
        rule: m.session.rule.clone(),
        quorum: m.session.quorum.clone(),
        speech_rules: m.session.limits,
        people: m.roll.entries.iter().map(|entry| entry.person.clone()).collect(),
        agenda: m.agenda.items.iter().map(|item| item.plan.clone()).collect(),
        proposals: live
            .map(|p| ProposalPlan {
                no: p.no,
                title: p.title.clone(),
                text: p.text().to_owned(),
                legal_vote: p.legal_vote,
                round: Some(p.round),
            })
            .collect(),
        ..m.session.plan.clone()
    }
}

/// Facts that belong to one topic and do not go over to another.
const OF_TOPIC: [&str; 5] =
    ["topic_area", "topic_source", "topic_proposers", "topic_screening", "topic_scope"];

/// Another topic with the people, the agenda and the rules of an earlier session.
pub(crate) fn copy(m: &Meeting, head: &Head, catalog: &Catalog) -> Plan {
    let mut plan = plan_now(m);
    renumber(&mut plan.agenda);
    plan.facts.retain(|(key, _)| !OF_TOPIC.contains(&key.as_str()));
    plan.choose(head, catalog);
    let publicity = plan.publicity.take();
    Plan {
        id: head.id.clone(),
        title: head.title.clone(),
        date: head.date,
        start: head.start.or(plan.start),
        end: None,
        round: 1,
        previous: None,
        next_meeting: None,
        research: None,
        publicity: publicity.map(|p| crate::domain::session::Publicity {
            from: None,
            to: None,
            ..p
        }),
        proposals: Vec::new(),
        ..plan
    }
}

/// From 1 in the order that the items came to have; their hours are those of another day.
fn renumber(agenda: &mut [ItemPlan]) {
    for (no, item) in (1..).zip(agenda) {
        (item.no, item.start) = (no, None);
    }
}

/// Without a date of its own the next round is this much later.
const LATER: TimeDelta = TimeDelta::days(14);

/// Whether something of the session is to be consulted on again.
pub(crate) fn goes_on(m: &Meeting) -> bool {
    continued(m).next().is_some()
}

fn continued(m: &Meeting) -> impl Iterator<Item = &crate::domain::proposal::Proposal> {
    m.proposals.list.iter().filter(|p| {
        let settled = m.outcomes.of(p.no);
        settled.is_some_and(|settled| settled.disposition == Disposition::Continue)
    })
}

/// The next round: the same people, what is to go on as proposals, and what was left open as
/// items of the agenda. None where nothing goes on.
pub(crate) fn next_round(m: &Meeting, lang: Lang) -> Option<Plan> {
    // Asked with every frame whether there is one: nothing is copied where there is not.
    if !goes_on(m) {
        return None;
    }
    let now = plan_now(m);
    let going: Vec<_> = continued(m).collect();
    let dates = going.iter().filter_map(|p| m.outcomes.of(p.no)?.next);
    let date = dates.min().or_else(|| now.next_meeting.map(|at| at.date()));
    let start = now.next_meeting.filter(|at| Some(at.date()) == date).map(|at| at.time());
    let proposals: Vec<ProposalPlan> = (1..)
        .zip(&going)
        .map(|(no, p)| ProposalPlan {
            no,
            title: p.title.clone(),
            text: p.text().to_owned(),
            legal_vote: p.legal_vote,
            round: Some(p.round + 1),
        })
        .collect();
    if proposals.is_empty() {
        return None;
    }
    let previous = previous(m, &going);
    let round = now.round + 1;
    let mut agenda = now.agenda.clone();
    let place = agenda.iter().position(|i| i.kind == Some(ItemKind::Rules)).map_or(0, |at| at + 1);
    let place = place.min(agenda.len());
    agenda.splice(place..place, unfinished(&previous, lang));
    renumber(&mut agenda);
    Some(Plan {
        id: round_id(&now.id, round),
        title: words::round_title(lang, words::bare_title(&now.title), terms::ordinal(lang, round)),
        date: date.unwrap_or_else(|| now.date.checked_add_signed(LATER).unwrap_or(now.date)),
        start: start.or(now.start),
        end: None,
        round,
        previous: Some(Box::new(previous)),
        next_meeting: None,
        publicity: now.publicity.clone().map(|p| crate::domain::session::Publicity {
            from: None,
            to: None,
            ..p
        }),
        agenda,
        proposals,
        ..now
    })
}

fn previous(m: &Meeting, going: &[&crate::domain::proposal::Proposal]) -> Previous {
    let plan = &m.session.plan;
    let open = m.follow_up.actions.iter().filter(|action| !action.status.is_finished());
    let reserved = going.iter().flat_map(|p| {
        m.outcomes.reservations_on(p.no).map(|r| Reserved {
            on: p.title.clone(),
            name: m.roll.name(&r.person),
            text: r.text.clone(),
        })
    });
    Previous {
        id: plan.id.clone(),
        title: plan.title.clone(),
        date: Some(m.session.day()),
        actions: open
            .map(|action| OpenAction {
                no: action.no,
                title: action.task.title.clone(),
                lead: action.task.lead.clone(),
                due: action.task.due,
                status: action.status,
            })
            .collect(),
        reservations: reserved.collect(),
    }
}

/// How long each item about what was left open is planned.
const ITEM_S: u32 = 600;

fn unfinished(previous: &Previous, lang: Lang) -> Vec<ItemPlan> {
    let item = |title: String| ItemPlan {
        no: 0,
        title,
        start: None,
        seconds: ITEM_S,
        lead: None,
        kind: Some(ItemKind::Briefing),
    };
    let mut items = Vec::new();
    if !previous.actions.is_empty() {
        items.push(item(words::open_actions(lang, previous.actions.len())));
    }
    if !previous.reservations.is_empty() {
        items.push(item(words::reservations(lang, previous.reservations.len())));
    }
    items
}

/// `X` → `X-R2` → `X-R3`.
fn round_id(id: &str, round: u32) -> String {
    let base = match id.rsplit_once("-R") {
        Some((base, n)) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => base,
        _ => id,
    };
    format!("{base}-R{round}")
}

/// An id that no session has: the last session's with the number behind it counted on, else one of
/// the day.
pub(crate) fn free_id<'a>(taken: &[&'a str], latest: Option<&'a str>, date: NaiveDate) -> String {
    let free = |id: &String| !taken.iter().any(|known| known.eq_ignore_ascii_case(id));
    if let Some(latest) = latest {
        let stem = latest.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = latest.get(stem.len()..).unwrap_or_default();
        if let Ok(n) = digits.parse::<u64>()
            && digits.len() < 10
            && !stem.ends_with("-R")
        {
            let width = digits.len();
            let next = n.saturating_add(1);
            let most = next.saturating_add(taken.len() as u64);
            let mut numbers = (next..=most).map(|n| format!("{stem}{n:0width$}"));
            return numbers.find(free).unwrap_or_default();
        }
    }
    let day = date.format("%Y%m%d");
    // There is always one among as many as are taken and one more.
    let mut numbers = (1..=taken.len() + 1).map(|n| format!("{day}-{n}"));
    numbers.find(free).unwrap_or_default()
}

#[cfg(test)]
mod tests;

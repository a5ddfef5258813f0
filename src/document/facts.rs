//! What several documents say in the same way: when and where, who chaired, the numbers, who issues.

use crate::document::line::result;
use crate::document::model::Field;
use crate::domain::follow_up::{Action, ActionStatus};
use crate::domain::meeting::Meeting;
use crate::domain::proposal::Proposal;
use crate::domain::roll::{Entry, Status};
use crate::domain::vote::{Vote, VoteState};
use crate::i18n::{Lang, line, paper, shelf, terms};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A field, unless its value is empty.
pub(super) fn field(fields: &mut Vec<Field>, label: String, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        fields.push(Field::new(label, value));
    }
}

/// `2026年11月27日 14:30至16:50`, as far as it is known.
pub(super) fn when(m: &Meeting, lang: Lang) -> String {
    let date = terms::date(lang, m.session.day());
    let opened = m.session.opening.as_ref().map(|opening| terms::time(opening.at));
    match (opened, m.session.adjourned_at) {
        (Some(start), Some(end)) => paper::from_to(lang, date, start, terms::time(end)),
        (Some(start), None) => paper::from_open(lang, date, start),
        (None, _) => date,
    }
}

/// Whoever chaired, the acting chair last.
pub(super) fn chairs(m: &Meeting, lang: Lang) -> String {
    let plan = m.session.plan.chair.iter();
    let names: Vec<String> =
        plan.chain(&m.session.acting_chair).map(|id| m.roll.name(id)).collect();
    terms::list(lang, &names)
}

/// How many were expected, came, were on leave, absent and not there yet.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Numbers {
    pub(super) expected: usize,
    pub(super) came: usize,
    pub(super) leave: usize,
    pub(super) absent: usize,
    pub(super) pending: usize,
    /// From elsewhere, and never in the room: nobody calls them present.
    pub(super) online: usize,
}

impl Numbers {
    pub(super) fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut numbers = Self::default();
        for entry in entries {
            numbers.expected += 1;
            match entry.status {
                Status::Present | Status::Departed if entry.came => numbers.came += 1,
                Status::Present | Status::Departed | Status::Online => numbers.online += 1,
                Status::OnLeave => numbers.leave += 1,
                Status::Absent => numbers.absent += 1,
                Status::NotArrived => numbers.pending += 1,
            }
        }
        numbers
    }

    /// `应到24人，实到22人，请假1人，缺席1人`.
    pub(super) fn told(self, lang: Lang) -> String {
        let Self { expected, came, leave, absent, pending, online } = self;
        let told = if pending == 0 {
            paper::numbers_are(lang, expected, came, leave, absent)
        } else {
            paper::numbers_pending(lang, expected, came, leave, absent, pending)
        };
        if online == 0 { told } else { told + &paper::and_online(lang, online) }
    }
}

pub(super) fn numbers(m: &Meeting, lang: Lang) -> String {
    Numbers::of(m.roll.entries.iter()).told(lang)
}

/// The groups that have anybody, with their people.
pub(super) fn by_group(m: &Meeting) -> impl Iterator<Item = (&str, Numbers)> {
    m.roll.groups().into_iter().map(|name| {
        let of = m.roll.entries.iter().filter(move |e| e.person.group == name);
        (name, Numbers::of(of))
    })
}

/// `议事会成员应到8人，实到7人；利益相关方…`: by group, where there are several.
pub(super) fn group_numbers(m: &Meeting, lang: Lang) -> Option<String> {
    let told: Vec<String> = by_group(m)
        .map(|(name, numbers)| {
            let came = paper::came_of(lang, numbers.expected, numbers.came);
            paper::group_came(lang, terms::capital(lang, terms::group_name(lang, name)), came)
        })
        .collect();
    (told.len() > 1).then(|| paper::of_them(lang, terms::sentences(lang, &told)))
}

/// `1. 现场照片（正门.jpg，SHA-256 …）`: what is attached to the session.
pub(super) fn attached(m: &Meeting, lang: Lang) -> Vec<String> {
    let files = m.paper.attachments.iter();
    files
        .map(|a| {
            let print = a.file.sha256.get(..16).unwrap_or_default();
            paper::attached_file(
                lang,
                &a.file.what,
                &a.file.name,
                a.file.size.div_ceil(1024),
                print,
            )
        })
        .collect()
}

/// `2026年11月27日 14:30至16:50` as it is planned.
pub(super) fn planned_when(m: &Meeting, lang: Lang) -> String {
    let plan = &m.session.plan;
    let date = terms::date(lang, plan.date);
    match (plan.start.map(terms::plan_time), plan.end.map(terms::plan_time)) {
        (Some(start), Some(end)) => paper::from_to(lang, date, start, end),
        (Some(start), None) => paper::from_open(lang, date, start),
        (None, _) => date,
    }
}

/// A day to be filled in by hand.
pub(super) fn blank_day(lang: Lang) -> String {
    shelf::blank_day(lang)
}

/// `联系电话：…。`, empty where the plan has none.
pub(super) fn contact(m: &Meeting, lang: Lang) -> String {
    let phone = m.session.plan.publicity.as_ref().map(|p| p.phone.as_str()).unwrap_or_default();
    if phone.is_empty() { String::new() } else { shelf::contact_phone(lang, phone) }
}

/// To whom an order goes: its lead unit, else the unit of whoever answers for it, else that person.
pub(super) fn addressee(m: &Meeting, action: &Action) -> String {
    let task = &action.task;
    if !task.lead.trim().is_empty() {
        return task.lead.clone();
    }
    let owner = m.roll.person(&task.owner);
    let unit = owner.map(|owner| owner.unit.clone()).filter(|unit| !unit.is_empty());
    unit.unwrap_or_else(|| m.roll.name(&task.owner))
}

/// Sentences one after another; only English has spaces between them.
pub(super) fn run_on(lang: Lang, told: &[String]) -> String {
    let between = match lang {
        Lang::Zh => "",
        Lang::En => " ",
    };
    let told = told.iter().filter(|s| !s.is_empty());
    told.map(|s| terms::capital(lang, s)).collect::<Vec<_>>().join(between)
}

/// Who issues papers: what the office has set, else who hosts, else who organizes.
pub(super) fn unit(m: &Meeting, set: &str) -> String {
    let plan = &m.session.plan;
    let known = [set, plan.fact("host_unit"), plan.fact("organizer")];
    known.into_iter().find(|unit| !unit.is_empty()).unwrap_or_default().to_owned()
}

/// The day papers of the meeting bear: that of its end, so that they are the same whenever they are
/// made.
pub(super) fn day(m: &Meeting) -> NaiveDate {
    m.session.adjourned_at.map_or(m.session.day(), |at| at.date_naive())
}

/// `方案一“划设泊位”`.
pub(super) fn proposal(lang: Lang, p: &Proposal) -> String {
    paper::proposal(lang, terms::ordinal(lang, p.no), &p.title)
}

/// Votes whose result stands: announced, and not repeated by a recount.
pub(super) fn announced(m: &Meeting, no: u32) -> impl Iterator<Item = &Vote> {
    m.votes.on(no).filter(|vote| vote.state == VoteState::Announced)
}

/// The numbers of a vote, without a name, and what they come to where that is not said by other words.
pub(super) fn vote_told(m: &Meeting, vote: &Vote, with_verdict: bool, lang: Lang) -> String {
    let mut parts = vec![terms::method(lang, vote.method).to_owned()];
    let counts = vote.counts_now();
    if let Some(counts) = &counts {
        parts.push(paper::voters_are(lang, vote.electorate.len()));
        if !vote.recused.is_empty() {
            parts.push(paper::recused_are(lang, vote.recused.len()));
        }
        parts.push(result::counts(lang, vote, counts));
        if !vote.is_void() {
            parts.extend(vote.rate().map(|rate| line::rate(lang, rate)));
        }
    }
    if with_verdict || counts.is_none() || vote.is_void() {
        parts.push(result::verdict(lang, m, vote));
    }
    terms::clauses(lang, &parts)
}

/// What was said of an action in one of its states, the latest last.
pub(super) fn said_of(action: &Action, status: ActionStatus, lang: Lang) -> Vec<String> {
    let of = action.history.iter().filter(|(_, at_status, _)| *at_status == status);
    of.map(|(at, _, text)| terms::date(lang, at.date_naive()) + &terms::colon(lang, text)).collect()
}

/// Whether an action was taken on: adopted with the day, rejected with the reason, or neither yet.
pub(super) fn adoption(action: &Action, lang: Lang) -> String {
    let decided = action
        .history
        .iter()
        .find(|(_, status, _)| matches!(status, ActionStatus::Adopted | ActionStatus::Rejected));
    decided.map_or_else(
        || terms::action_status(lang, ActionStatus::Pending).to_owned(),
        |(at, status, reason)| {
            let mut parts = vec![terms::action_status(lang, *status).to_owned()];
            parts.push(reason.clone());
            parts.push(terms::date(lang, at.date_naive()));
            terms::clauses(lang, &parts)
        },
    )
}

/// What was said in every speech that was summed up, as it stands now.
pub(super) fn said(m: &Meeting) -> HashMap<u64, String> {
    let mut said: HashMap<u64, String> = HashMap::new();
    for entry in m.minutes.entries.iter() {
        if let (Some(speech), Some(text)) = (entry.speech, m.minutes.text(entry)) {
            said.entry(speech).or_default().push_str(text);
        }
    }
    said
}

//! The state of a session as `show --json` gives it, now or as of an event.
//!
//! Field names and enum words are a promise to scripts: add, never rename. Deterministic: nothing
//! here knows the time but what stands in the record, and the day that the caller gives.
//!
//! Forms: moments are RFC 3339 in the session's zone, dates `2026-11-27`, durations whole seconds
//! (`…_s`), counts of people integers, weights decimals in strings. A number that the method does
//! not have, or that is not there yet, is null.

use crate::document::line::{self, MinutesLine};
use crate::domain::agenda::Item;
use crate::domain::floor::{self, SpeechKind, Stance};
use crate::domain::follow_up::Action;
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Conflict, Meeting};
use crate::domain::person::PersonId;
use crate::domain::stamp::Moment;
use crate::i18n::Lang;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

mod attendance;
mod votes;
pub use attendance::Attendance;
pub use votes::{Proposal, ShownVote};

/// What the caller chooses about a view of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    pub lang: Lang,
    /// As of this line; None for now.
    pub at: Option<u64>,
    /// The day by which actions are overdue; None for the day of the last line shown.
    pub today: Option<NaiveDate>,
}

impl View {
    pub const fn now(lang: Lang) -> Self {
        Self { lang, at: None, today: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Show {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    pub round: u32,
    pub phase: &'static str,
    /// 1 to 5: the five steps.
    pub stage: u8,
    pub chair: Option<PersonId>,
    pub recorder: String,
    pub opened: Option<Moment>,
    pub adjourned: Option<Moment>,
    pub attendance: Attendance,
    pub agenda: Vec<AgendaItem>,
    pub floor: Floor,
    pub proposals: Vec<Proposal>,
    /// The running record, in the language asked for.
    pub minutes: Vec<MinutesLine>,
    pub actions: Vec<ActionShown>,
    pub notice: Option<NoticeShown>,
    pub read_back: Option<Moment>,
    pub signatures: Vec<SignatureShown>,
    pub disputes: Vec<DisputeShown>,
    /// The last line that is shown.
    pub seq: u64,
    /// The moment of that line, by which running clocks are read.
    pub as_of: Moment,
    /// The hash of that line.
    pub head: LineHash,
    /// The same, shortened for people.
    pub fingerprint: String,
    /// Lines of a kind that this version does not know and has not taken into account.
    pub unknown: Vec<u64>,
    /// The hash of the first line, which names the session for ever.
    pub genesis: LineHash,
    /// The fingerprint of all lines that are here, of however many places.
    pub joined: LineHash,
    /// Acts of several places that were in each other's way; the later one stands.
    pub conflicts: Vec<Conflict>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaItem {
    pub no: u32,
    pub title: String,
    pub state: &'static str,
    pub planned_s: u32,
    pub spent_s: u64,
    pub started: Option<Moment>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Floor {
    /// Whether requests are taken.
    pub open: bool,
    pub speaking: Option<Speaking>,
    /// In the order in which they will be called.
    pub queue: Vec<Queued>,
    pub stats: Vec<Stats>,
    pub not_spoken: Vec<PersonId>,
    /// Speeches and time of every group and of every stance.
    pub groups: Vec<Portion>,
    pub stances: Vec<Portion>,
    pub speeches: usize,
    pub total_s: u64,
    /// Seconds of overtime, of those who had any.
    pub overtime: BTreeMap<PersonId, u64>,
    /// Whoever was called to order and stopped.
    pub stopped: Vec<PersonId>,
    pub history: Vec<SpeechShown>,
}

/// A group's or a stance's part of the speeches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Portion {
    pub name: String,
    pub speeches: u32,
    pub total_s: u64,
}

impl Portion {
    fn new(name: &str, portion: floor::Portion) -> Self {
        let floor::Portion { speeches, total_s } = portion;
        Self { name: name.to_owned(), speeches, total_s }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaking {
    pub person: PersonId,
    pub since: Moment,
    pub limit_s: u32,
    pub used_s: u64,
    pub paused: bool,
    pub kind: SpeechKind,
    pub stance: Stance,
    pub seq: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Queued {
    pub person: PersonId,
    pub kind: SpeechKind,
    pub stance: Stance,
    pub on: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    pub person: PersonId,
    pub speeches: u32,
    pub total_s: u64,
    pub overtime_s: u64,
    pub stopped: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpeechShown {
    pub seq: u64,
    pub person: PersonId,
    pub kind: SpeechKind,
    pub stance: Stance,
    pub on: Option<u32>,
    pub item: Option<u32>,
    pub start: Moment,
    pub end: Option<Moment>,
    pub used_s: u64,
    pub overtime_s: u64,
    pub limit_s: u32,
    pub stopped: Option<String>,
    pub corrected: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionShown {
    pub no: u32,
    pub title: String,
    pub lead: String,
    pub owner: PersonId,
    #[serde(rename = "with")]
    pub together_with: Option<String>,
    pub due: NaiveDate,
    pub from: Option<u32>,
    pub status: &'static str,
    pub overdue: bool,
    /// Several places recorded acts on it that were in each other's way.
    pub contested: bool,
    pub history: Vec<ActionStep>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionStep {
    pub at: Moment,
    pub status: &'static str,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeShown {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub phone: Option<String>,
    #[serde(rename = "box")]
    pub mailbox: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureShown {
    pub seq: u64,
    pub at: Moment,
    pub person: PersonId,
    pub role: &'static str,
    /// The event that changed what was signed, where the signature was not given again.
    pub lapsed: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeShown {
    pub seq: u64,
    pub at: Moment,
    pub person: PersonId,
    pub what: String,
}

/// The state as a view asks for it; None where nothing was planned by then, or where the record
/// has no such line.
pub fn show(ledger: &Ledger, view: View) -> Option<Show> {
    let seq = view.at.unwrap_or_else(|| ledger.seq());
    let last = ledger.record(seq)?;
    let past = match view.at {
        Some(at) if at < ledger.seq() => Some(ledger.as_of(at)?),
        _ => None,
    };
    let m = past.as_ref().or_else(|| ledger.meeting())?;
    let now = last.at;
    let today = view.today.unwrap_or_else(|| now.date_naive());
    let plan = &m.session.plan;
    Some(Show {
        id: plan.id.clone(),
        title: plan.title.clone(),
        date: m.session.day(),
        round: plan.round,
        phase: m.session.phase.into_str(),
        stage: m.stage(),
        chair: m.session.chair().cloned(),
        recorder: plan.recorder.clone(),
        opened: m.session.opening.as_ref().map(|opening| opening.at),
        adjourned: m.session.adjourned_at,
        attendance: attendance::attendance(m, view.lang),
        agenda: m.agenda.items.iter().map(|item| agenda_item(item, now)).collect(),
        floor: floor_shown(m, now),
        proposals: m.proposals.list.iter().map(|p| votes::proposal(m, p, view.lang)).collect(),
        minutes: line::minutes_of(m, ledger.up_to(seq), line::drifted(ledger, m), view.lang),
        actions: m.follow_up.actions.iter().map(|a| action(m, a, today)).collect(),
        notice: m.sign_off.notice.as_ref().map(|n| NoticeShown {
            from: n.from,
            to: n.to,
            phone: n.phone.clone(),
            mailbox: n.mailbox.clone(),
        }),
        read_back: m.sign_off.read_back,
        signatures: signatures(m),
        disputes: disputes(m),
        seq,
        as_of: now,
        head: last.hash,
        fingerprint: last.hash.fingerprint(),
        genesis: ledger.genesis(),
        joined: ledger.joined(),
        conflicts: m.conflicts.clone(),
        unknown: ledger.unknown().iter().map(|line| line.seq).filter(|s| *s <= seq).collect(),
    })
}

fn agenda_item(item: &Item, now: Moment) -> AgendaItem {
    AgendaItem {
        no: item.plan.no,
        title: item.plan.title.clone(),
        state: item.state.into_str(),
        planned_s: item.plan.seconds,
        spent_s: item.spent_s(now),
        started: item.started(),
        reason: item.reason.clone(),
    }
}

fn floor_shown(m: &Meeting, now: Moment) -> Floor {
    let floor = &m.floor;
    let shares = floor.shares(now);
    let history: Vec<SpeechShown> = floor.speeches.iter().map(|s| speech(s, now)).collect();
    let mut stopped: Vec<PersonId> = Vec::new();
    for share in shares.iter().filter(|share| share.stopped > 0) {
        stopped.push(share.person.clone());
    }
    Floor {
        open: floor.list_open,
        speaking: floor.current().map(|s| Speaking {
            person: s.person.clone(),
            since: s.start,
            limit_s: s.limit_s,
            used_s: s.used_s(now),
            paused: s.is_paused(),
            kind: s.kind,
            stance: s.stance,
            seq: s.seq,
        }),
        queue: floor::upcoming(m)
            .iter()
            .filter_map(|turn| floor.queue.iter().find(|r| r.seq == turn.request))
            .map(|r| Queued {
                person: r.person.clone(),
                kind: r.kind,
                stance: r.stance,
                on: r.terms.on,
            })
            .collect(),
        not_spoken: m.not_spoken().into_iter().cloned().collect(),
        groups: floor::by_group(m, now).into_iter().map(|(g, p)| Portion::new(g, p)).collect(),
        stances: floor::by_stance(floor, now)
            .into_iter()
            .map(|(stance, portion)| Portion::new(stance.into_str(), portion))
            .collect(),
        speeches: history.len(),
        total_s: history.iter().map(|s| s.used_s).sum(),
        overtime: shares
            .iter()
            .filter(|share| share.overtime_s > 0)
            .map(|share| (share.person.clone(), share.overtime_s))
            .collect(),
        stopped,
        stats: shares
            .into_iter()
            .map(|s| Stats {
                person: s.person,
                speeches: s.speeches,
                total_s: s.total_s,
                overtime_s: s.overtime_s,
                stopped: s.stopped,
            })
            .collect(),
        history,
    }
}

fn speech(speech: &floor::Speech, now: Moment) -> SpeechShown {
    SpeechShown {
        seq: speech.seq,
        person: speech.person.clone(),
        kind: speech.kind,
        stance: speech.stance,
        on: speech.on,
        item: speech.item,
        start: speech.start,
        end: speech.end,
        used_s: speech.used_s(now),
        overtime_s: speech.overtime_s(now),
        limit_s: speech.limit_s,
        stopped: speech.stopped.clone(),
        corrected: speech.corrected,
    }
}

fn action(m: &Meeting, action: &Action, today: NaiveDate) -> ActionShown {
    let task = &action.task;
    ActionShown {
        no: action.no,
        title: task.title.clone(),
        lead: task.lead.clone(),
        owner: task.owner.clone(),
        together_with: task.together_with.clone(),
        due: task.due,
        from: task.from,
        status: action.status.into_str(),
        overdue: action.is_overdue(today),
        contested: m.is_contested(action.no),
        history: action
            .history
            .iter()
            .map(|(at, status, text)| ActionStep {
                at: *at,
                status: status.into_str(),
                text: text.clone(),
            })
            .collect(),
    }
}

fn signatures(m: &Meeting) -> Vec<SignatureShown> {
    let all = m.sign_off.signatures.iter();
    all.map(|s| SignatureShown {
        seq: s.seq,
        at: s.at,
        person: s.person.clone(),
        role: s.role.into_str(),
        lapsed: s.lapsed,
    })
    .collect()
}

fn disputes(m: &Meeting) -> Vec<DisputeShown> {
    let all = m.sign_off.disputes.iter();
    all.map(|d| DisputeShown {
        seq: d.seq,
        at: d.at,
        person: d.person.clone(),
        what: d.what.clone(),
    })
    .collect()
}

#[cfg(test)]
mod tests;

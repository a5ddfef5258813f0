//! What the plan says of the session and can be changed before it opens.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::{Refusal, need_text};
use crate::domain::session::{Plan, Research};
use crate::limits::MOST_ROUNDS;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// The free facts that the program shows, by the keys of the plan file. A plan file may hold others.
pub const FACTS: [&str; 14] = [
    "venue",
    "form",
    "linkage",
    "topic_area",
    "topic_source",
    "topic_proposers",
    "topic_screening",
    "topic_scope",
    "level",
    "brand",
    "organizer",
    "host_unit",
    "guide_unit",
    "rules_version",
];

/// One `KEY=VALUE` of `plan`. An empty text or None takes the fact away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanEntry {
    Title(String),
    Date(NaiveDate),
    Start(Option<NaiveTime>),
    End(Option<NaiveTime>),
    Round(u32),
    Chair(Option<PersonId>),
    Recorder(String),
    NextMeeting(Option<NaiveDateTime>),
    ResearchDate(String),
    ResearchBy(Option<PersonId>),
    Research(String),
    /// One of [`FACTS`].
    Free {
        key: String,
        value: String,
    },
}

/// Checks the facts of one command, each and together.
pub(super) fn check_all(m: &Meeting, facts: &[PlanEntry]) -> Result<Vec<PlanEntry>, Refusal> {
    let mut after = m.session.plan.clone();
    for fact in facts {
        match fact {
            PlanEntry::Title(text) => {
                need_text(text)?;
            }
            PlanEntry::Round(round) if !(1..=MOST_ROUNDS).contains(round) => {
                return Err(Refusal::BadSetting);
            }
            PlanEntry::Chair(Some(person)) | PlanEntry::ResearchBy(Some(person)) => {
                m.roll.need_known(person)?;
            }
            PlanEntry::Free { key, .. } if !FACTS.contains(&key.as_str()) => {
                return Err(Refusal::BadSetting);
            }
            PlanEntry::Date(_)
            | PlanEntry::Start(_)
            | PlanEntry::End(_)
            | PlanEntry::Round(_)
            | PlanEntry::Chair(None)
            | PlanEntry::Recorder(_)
            | PlanEntry::NextMeeting(_)
            | PlanEntry::ResearchDate(_)
            | PlanEntry::ResearchBy(None)
            | PlanEntry::Research(_)
            | PlanEntry::Free { .. } => {}
        }
        fact.apply(&mut after);
    }
    if after == m.session.plan {
        return Err(Refusal::NothingToChange);
    }
    if matches!((after.start, after.end), (Some(start), Some(end)) if end <= start) {
        return Err(Refusal::EndBeforeStart);
    }
    if after.next_meeting.is_some_and(|next| next.date() < after.date) {
        return Err(Refusal::DateBeforeSession);
    }
    Ok(facts.to_vec())
}

impl PlanEntry {
    pub(super) fn apply(&self, plan: &mut Plan) {
        match self {
            Self::Title(text) => plan.title.clone_from(text),
            Self::Date(date) => plan.date = *date,
            Self::Start(time) => plan.start = *time,
            Self::End(time) => plan.end = *time,
            Self::Round(round) => plan.round = *round,
            Self::Chair(person) => plan.chair.clone_from(person),
            Self::Recorder(name) => plan.recorder.clone_from(name),
            Self::NextMeeting(at) => plan.next_meeting = *at,
            Self::ResearchDate(date) => research(plan, |r| r.date.clone_from(date)),
            Self::ResearchBy(person) => research(plan, |r| r.by.clone_from(person)),
            Self::Research(text) => research(plan, |r| r.summary.clone_from(text)),
            Self::Free { key, value } => {
                let place = plan.facts.iter().position(|(known, _)| known == key);
                match place {
                    Some(place) if value.is_empty() => {
                        plan.facts.remove(place);
                    }
                    Some(place) => {
                        if let Some((_, old)) = plan.facts.get_mut(place) {
                            old.clone_from(value);
                        }
                    }
                    None if value.is_empty() => {}
                    None => plan.facts.push((key.clone(), value.clone())),
                }
            }
        }
    }
}

/// A field study of which nothing is said is none.
fn research(plan: &mut Plan, change: impl FnOnce(&mut Research)) {
    let mut research = plan.research.take().unwrap_or_default();
    change(&mut research);
    plan.research = Some(research).filter(|research| *research != Research::default());
}

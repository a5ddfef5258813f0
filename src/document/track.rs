//! What of a session is followed up after it: its actions, its outcomes, who came. Small enough to
//! stand in the list of sessions, so that lists over all sessions read no record.
//!
//! Pure. Must not know how lists are drawn, nor what day it is: callers say that.

use crate::document::model::{Cell, Document, Table};
use crate::document::session_summary::{ActionDigest, Row};
use crate::i18n::{Lang, figures as text, terms};
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// An action with the session it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tracked {
    pub session: Arc<str>,
    pub session_title: Arc<str>,
    pub session_date: NaiveDate,
    #[serde(flatten)]
    pub action: ActionDigest,
    pub overdue: bool,
}

/// The actions of all sessions: overdue ones first, then those under way, then what is finished;
/// within each by due date, session and number.
pub(crate) fn tracked(sessions: impl IntoIterator<Item = Row>, today: NaiveDate) -> Vec<Tracked> {
    let mut list = Vec::new();
    for session in sessions {
        let (id, title) = (Arc::from(session.id), Arc::from(session.title));
        list.extend(session.actions.into_iter().map(|action| Tracked {
            session: Arc::clone(&id),
            session_title: Arc::clone(&title),
            session_date: session.date,
            overdue: action.is_overdue(today),
            action,
        }));
    }
    list.sort_by(|a, b| key(a).cmp(&key(b)));
    list
}

/// The actions as a document, which every format can write.
pub(crate) fn document(list: &[Tracked], lang: Lang) -> Document {
    let mut document = Document::new(lang, text::actions(lang));
    let row = |tracked: &Tracked| cells(tracked, lang).into_iter().map(Cell::text).collect();
    document.table(Table::new(header(lang), list.iter().map(row).collect()));
    document
}

pub(crate) fn header(lang: Lang) -> [String; 7] {
    [
        text::col_session(lang),
        text::col_no(lang),
        text::col_title(lang),
        text::col_lead(lang),
        text::col_owner(lang),
        text::col_due(lang),
        text::col_status(lang),
    ]
}

/// What the list shows of an action: session, number, what, who, by when, how it stands.
pub(crate) fn cells(tracked: &Tracked, lang: Lang) -> [Cow<'_, str>; 7] {
    let action = &tracked.action;
    let mut status = Cow::from(terms::action_status(lang, action.status));
    if tracked.overdue {
        status = text::is_overdue(lang, status).into();
    }
    if action.contested {
        status = text::is_contested(lang, status).into();
    }
    [
        tracked.session.as_ref().into(),
        action.no.to_string().into(),
        action.title.as_str().into(),
        action.lead.as_str().into(),
        action.owner.as_str().into(),
        action.due.to_string().into(),
        status,
    ]
}

fn key(tracked: &Tracked) -> (bool, bool, NaiveDate, &str, u32) {
    let action = &tracked.action;
    let finished = action.status.is_finished();
    (!tracked.overdue, finished, action.due, &tracked.session, action.no)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::session_summary::Summary;
    use crate::domain::follow_up::ActionStatus;
    use crate::domain::session::Phase;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn action(no: u32, due: &str, status: ActionStatus, completed: Option<&str>) -> ActionDigest {
        ActionDigest {
            no,
            title: format!("action {no}"),
            lead: "lead".into(),
            owner: "owner".into(),
            due: day(due),
            status,
            completed: completed.map(day),
            contested: false,
        }
    }

    fn session(id: &str, actions: Vec<ActionDigest>) -> Summary {
        Summary {
            id: id.into(),
            title: id.into(),
            date: day("2026-11-27"),
            phase: Phase::Sealed,
            stage: 5,
            round: 1,
            previous: None,
            people: 0,
            present: 0,
            next: Vec::new(),
            held: true,
            groups: Vec::new(),
            outcomes: Vec::new(),
            actions,
            end: None,
            numbers: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn what_is_overdue_stands_first_and_what_is_finished_last() {
        let a = session(
            "A",
            vec![
                action(1, "2026-12-20", ActionStatus::InProgress, None),
                action(2, "2026-12-01", ActionStatus::Completed, Some("2026-12-03")),
                action(3, "2026-12-05", ActionStatus::Adopted, None),
            ],
        );
        let b = session(
            "B",
            vec![
                action(1, "2026-12-02", ActionStatus::Pending, None),
                action(2, "2026-11-30", ActionStatus::Rejected, None),
            ],
        );
        let list = tracked([&a, &b].map(Row::from), day("2026-12-10"));
        let order: Vec<(&str, u32, bool)> =
            list.iter().map(|t| (&*t.session, t.action.no, t.overdue)).collect();
        assert_eq!(
            order,
            [("B", 1, true), ("A", 3, true), ("A", 1, false), ("B", 2, false), ("A", 2, false)]
        );
    }

    #[test]
    fn the_day_it_is_due_is_in_time_and_not_overdue() {
        let due = action(1, "2026-12-05", ActionStatus::Adopted, None);
        assert!(!due.is_overdue(day("2026-12-05")) && due.is_overdue(day("2026-12-06")));
        let done = |on| action(1, "2026-12-05", ActionStatus::Completed, Some(on));
        assert!(done("2026-12-05").is_in_time() && !done("2026-12-06").is_in_time());
        assert!(!due.is_in_time());
    }
}

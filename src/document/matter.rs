//! Whether a document has anything to say of a meeting.
//!
//! Pure: a meeting and a day. Must not make a document.

use crate::document::after::reminders;
use crate::document::request::Paper;
use crate::domain::meeting::Meeting;
use crate::domain::outcome::Disposition;
use crate::domain::proposal::Proposal;
use chrono::NaiveDate;

/// Whether there is anything to say in it of this meeting on a day; else it is left out of the
/// whole set.
pub(crate) fn has_matter(paper: Paper, m: &Meeting, today: NaiveDate) -> bool {
    let refers = |p: &Proposal| {
        let settled = m.outcomes.of(p.no);
        p.dropped.is_none() && settled.is_some_and(|s| s.disposition == Disposition::Refer)
    };
    let held = m.session.opening.is_some();
    let people = !m.roll.entries.is_empty();
    match paper {
        Paper::Minutes | Paper::Signin | Paper::Invitation | Paper::Survey | Paper::Dossier => true,
        Paper::Summary | Paper::Notice | Paper::News | Paper::Report => held,
        Paper::Tally => m.votes.list.iter().any(|vote| !vote.is_unfinished()),
        Paper::Opinion => m.proposals.list.iter().any(refers),
        Paper::Orders | Paper::Tracking | Paper::ResultNotice => !m.follow_up.actions.is_empty(),
        Paper::Cues => !m.agenda.items.is_empty(),
        Paper::Ballots => {
            let live = m.proposals.list.iter().any(|p| p.dropped.is_none());
            live && m.roll.entries.iter().any(|e| e.person.vote)
        }
        Paper::Cards | Paper::Contacts => people,
        Paper::Reminders => {
            let mut actions = m.follow_up.actions.iter();
            actions.any(|action| reminders::is_overdue(action, today))
        }
        Paper::Reply => {
            let asked = !m.session.plan.fact("topic_proposers").is_empty();
            held && (asked || !m.outcomes.reservations.is_empty())
        }
    }
}

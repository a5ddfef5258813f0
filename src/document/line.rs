//! Every event in words: the running record (会议记录) and the log.
//!
//! The minutes have a line for what belongs into them, in the order of the record; an edit by hand
//! goes before the words drafted here. Must not hold a sentence: those are `i18n`'s.

use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Event, Meeting};
use crate::domain::minutes::{Edit, Entry, Event as Written};
use crate::domain::person::PersonId;
use crate::domain::recorded::Recorded;
use crate::domain::stamp::Moment;
use crate::domain::{
    agenda, floor, follow_up, history, outcome, proposal, roll, session, sign_off, vote,
};
use crate::i18n::{Lang, line, paper, terms};
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

mod drift;
mod papers;
mod reach;
pub(super) mod result;
mod setting;
mod speech;
mod words;
pub use drift::drifted;
pub use reach::reach;
pub(super) use speech::joined;
pub(super) use words::settled as settled_text;
pub use words::{event_text, field_text, field_value, log_line};

/// What a line of the minutes is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesKind {
    Opening,
    Recess,
    Adjournment,
    Setting,
    Chair,
    Arrival,
    Leave,
    Absence,
    Departure,
    Return,
    Proxy,
    Count,
    Invitation,
    Agenda,
    Speech,
    Interruption,
    CallToOrder,
    Note,
    Written,
    Proposal,
    Amendment,
    VotingText,
    Recusal,
    Vote,
    Result,
    Gauge,
    Reservation,
    Outcome,
    Action,
    Notice,
    Readback,
    Signature,
    Dispute,
}

/// One line of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MinutesLine {
    /// The event that it stands for, which `correct` and `strike` name.
    pub seq: u64,
    /// When it happened; of a speech, when it began.
    pub at: Moment,
    pub kind: MinutesKind,
    pub person: Option<PersonId>,
    pub text: String,
    /// Some of the text was put right by hand.
    pub corrected: bool,
    /// The event says something else now than when the text was put right.
    pub drifted: bool,
}

/// The line of one event as the meeting stands; None where the event has no line in the minutes,
/// was undone, or its line was struck.
///
/// The meeting is the state shown, not the state right after the event, so that a speech has its
/// length and its summary once they are there.
pub fn minutes_line(m: &Meeting, record: &Recorded, lang: Lang) -> Option<MinutesLine> {
    drafted(m, record, lang, &BTreeSet::new())
}

/// The whole running record, now or as of a line; None where nothing was planned by then.
pub fn minutes(ledger: &Ledger, at: Option<u64>, lang: Lang) -> Option<Vec<MinutesLine>> {
    let seq = at.unwrap_or_else(|| ledger.seq());
    let past = match at {
        Some(at) if at < ledger.seq() => Some(ledger.as_of(at)?),
        _ => None,
    };
    let m = past.as_ref().or_else(|| ledger.meeting())?;
    Some(minutes_of(m, ledger.up_to(seq), drifted(ledger, m), lang))
}

/// The running record of a meeting from the records that it was folded from, and those of them whose
/// edited lines have drifted.
pub fn minutes_of(
    m: &Meeting,
    records: &[Arc<Recorded>],
    drifted: BTreeSet<u64>,
    lang: Lang,
) -> Vec<MinutesLine> {
    let wording = Wording::new(m, records, drifted, lang);
    records.iter().filter_map(|record| wording.line(m, record)).collect()
}

/// What the lines of one record have in common, so that each can be worded when it is wanted.
#[derive(Debug)]
pub struct Wording {
    lang: Lang,
    drifted: BTreeSet<u64>,
    /// Everybody who signed in before the opening stands in one line, at the last of them; a sign-in
    /// whose line was edited stands alone.
    signed_in: Option<MinutesLine>,
}

impl Wording {
    /// Of a ledger as it stands; None where nothing was planned.
    pub fn of(ledger: &Ledger, lang: Lang) -> Option<Self> {
        let m = ledger.meeting()?;
        Some(Self::new(m, ledger.records(), drifted(ledger, m), lang))
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    fn new(m: &Meeting, records: &[Arc<Recorded>], drifted: BTreeSet<u64>, lang: Lang) -> Self {
        let mut arrivals = Vec::new();
        for record in records {
            if let Some(people) = groupable(m, record) {
                arrivals.push((record.seq, record.at, people));
            }
        }
        Self { lang, drifted, signed_in: signed_in(m, &arrivals, lang) }
    }

    /// Takes in what acts have changed, which reached these lines (see [`reach`]).
    pub fn renew(&mut self, ledger: &Ledger, reached: &BTreeSet<u64>) {
        let Some(m) = ledger.meeting() else { return };
        let one_of_many = |seq: &u64| ledger.record(*seq).is_some_and(groups_with_others);
        if reached.iter().any(one_of_many) {
            self.signed_in = Self::new(m, ledger.records(), BTreeSet::new(), self.lang).signed_in;
        }
        self.drifted.retain(|line| !reached.contains(line));
        self.drifted.extend(drift::among(ledger, m, |line| reached.contains(&line)));
    }

    /// The line of one event in the meeting that this was made of or brought up to; None where it has
    /// none of its own.
    pub fn line(&self, m: &Meeting, record: &Recorded) -> Option<MinutesLine> {
        if groupable(m, record).is_some() {
            return self.signed_in.as_ref().filter(|line| line.seq == record.seq).cloned();
        }
        drafted(m, record, self.lang, &self.drifted)
    }
}

/// The words of a line that is nothing but what somebody wrote, and was not edited; None of any other.
pub fn only_words<'a>(m: &Meeting, record: &'a Recorded) -> Option<&'a str> {
    noted(record).filter(|_| m.has_line(record.seq) && m.minutes.edit(record.seq).is_none())
}

/// What somebody wrote that has a line of its own; None of any other event.
fn noted(record: &Recorded) -> Option<&str> {
    let Some(Event::Minutes(Written::Noted { text })) = record.event() else { return None };
    Some(text)
}

/// Who signed in by this event, if it was before the opening and nobody has edited its line.
fn groupable<'a>(m: &Meeting, record: &'a Recorded) -> Option<&'a [PersonId]> {
    let Some(Event::Roll(roll::Event::Arrived { people, online: false })) = record.event() else {
        return None;
    };
    let early = m.session.opening.as_ref().is_none_or(|opening| record.seq < opening.seq);
    let stands = m.has_line(record.seq) && m.minutes.edit(record.seq).is_none();
    (early && stands).then_some(people)
}

/// Whether the line of an event may be one with those of others.
fn groups_with_others(record: &Recorded) -> bool {
    matches!(record.event(), Some(Event::Roll(roll::Event::Arrived { online: false, .. })))
}

fn signed_in(
    m: &Meeting,
    arrivals: &[(u64, Moment, &[PersonId])],
    lang: Lang,
) -> Option<MinutesLine> {
    let (seq, at, _) = *arrivals.last()?;
    let first = arrivals.iter().map(|(_, at, _)| *at).min().unwrap_or(at);
    let last = arrivals.iter().map(|(_, at, _)| *at).max().unwrap_or(at);
    let mut seen: HashSet<&PersonId> = HashSet::new();
    let people = arrivals.iter().flat_map(|(_, _, people)| *people);
    // A sign-in that was taken back is not in the minutes, one that was repeated is there once.
    let came = |id: &&PersonId| m.roll.get(id).is_some_and(|entry| entry.arrived.is_some());
    let names: Vec<String> =
        people.filter(came).filter(|id| seen.insert(id)).map(|id| m.roll.name(id)).collect();
    if names.is_empty() {
        return None;
    }
    let (count, listed) = (names.len(), terms::list(lang, &names));
    let text = if first == last {
        line::arrived(lang, listed)
    } else {
        line::arrived_between(lang, terms::time(first), count, listed)
    };
    let kind = MinutesKind::Arrival;
    Some(MinutesLine { seq, at, kind, person: None, text, corrected: false, drifted: false })
}

fn drafted(
    m: &Meeting,
    record: &Recorded,
    lang: Lang,
    drifted: &BTreeSet<u64>,
) -> Option<MinutesLine> {
    let event = record.event()?;
    let kind = kind(event)?;
    if !m.has_line(record.seq) || is_preparation(m, record, kind) {
        return None;
    }
    let (mut at, mut person) = (record.at, person(m, event));
    let speech = (kind == MinutesKind::Speech).then(|| speech::find(m, record.seq)).flatten();
    if let Some(speech) = speech {
        at = speech.start;
        person = Some(speech.person.clone());
    }
    let summaries: Vec<&Entry> = m.minutes.of_speech(record.seq).collect();
    let (text, corrected) = match m.minutes.edit(record.seq) {
        Some((_, Edit::Struck(_))) => return None,
        // What the program wrote is what happened: people may remark on it.
        Some((_, Edit::Text(remark))) if speech.is_none() && !is_by_hand(event) => {
            (paper::line_remark(lang, event_text(m, record, lang), remark), false)
        }
        Some((edit, Edit::Text(text))) => {
            // What was summed up after the edit is not in it yet.
            let later: Vec<&Entry> = summaries.iter().copied().filter(|e| e.seq > *edit).collect();
            let (more, _) = speech::summary(m, lang, &later);
            (speech::joined(lang, text, &more), true)
        }
        None => match speech {
            Some(speech) => speech::text(m, speech, lang, &summaries),
            None => (words::minutes_text(m, record, lang)?, false),
        },
    };
    let drifted = corrected && drifted.contains(&record.seq);
    Some(MinutesLine { seq: record.seq, at, kind, person, text, corrected, drifted })
}

/// Whether people wrote the words of a line.
fn is_by_hand(event: &Event) -> bool {
    matches!(event, Event::Minutes(_))
}

/// Agenda, invitations and proposals from before the opening are part of the plan that the minutes
/// begin with.
fn is_preparation(m: &Meeting, record: &Recorded, kind: MinutesKind) -> bool {
    let early = m.session.opening.as_ref().is_none_or(|opening| record.seq < opening.seq);
    early && matches!(kind, MinutesKind::Agenda | MinutesKind::Invitation | MinutesKind::Proposal)
}

/// What a line is about; None for events that have no line of their own in the minutes.
fn kind(event: &Event) -> Option<MinutesKind> {
    Some(match event {
        Event::Session(e) => match e {
            session::Event::Planned(_) | session::Event::Sealed => return None,
            session::Event::Opened { .. } => MinutesKind::Opening,
            session::Event::Recessed { .. } | session::Event::Resumed => MinutesKind::Recess,
            session::Event::Adjourned { .. } => MinutesKind::Adjournment,
            session::Event::Changed { .. } | session::Event::RuleConfirmed { .. } => {
                MinutesKind::Setting
            }
            session::Event::ChairTaken { .. } => MinutesKind::Chair,
        },
        Event::Roll(e) => match e {
            roll::Event::Arrived { .. } => MinutesKind::Arrival,
            roll::Event::Excused { .. } => MinutesKind::Leave,
            roll::Event::MarkedAbsent { .. } => MinutesKind::Absence,
            roll::Event::Departed { .. } => MinutesKind::Departure,
            roll::Event::Returned { .. } => MinutesKind::Return,
            roll::Event::Unmarked { .. } => return None,
            roll::Event::ProxyGiven { .. } => MinutesKind::Proxy,
            roll::Event::Counted { .. } => MinutesKind::Count,
            roll::Event::Invited(_) | roll::Event::WalkedIn(_) => MinutesKind::Invitation,
        },
        Event::Agenda(e) => match e {
            agenda::Event::Removed { .. }
            | agenda::Event::Retimed { .. }
            | agenda::Event::Retitled { .. }
            | agenda::Event::LeadNamed { .. }
            | agenda::Event::Purposed { .. } => return None,
            agenda::Event::Added { .. }
            | agenda::Event::Started { .. }
            | agenda::Event::Advanced { .. }
            | agenda::Event::Finished { .. }
            | agenda::Event::Deferred { .. }
            | agenda::Event::Moved { .. } => MinutesKind::Agenda,
        },
        Event::Floor(e) => match e {
            floor::Event::Given(_) | floor::Event::Passed { .. } => MinutesKind::Speech,
            floor::Event::Paused | floor::Event::Continued | floor::Event::Extended { .. } => {
                MinutesKind::Interruption
            }
            floor::Event::Stopped { .. } => MinutesKind::CallToOrder,
            floor::Event::NobodyAsked => MinutesKind::Note,
            floor::Event::Requested { .. }
            | floor::Event::Withdrawn { .. }
            | floor::Event::Finished { .. }
            | floor::Event::Bumped { .. }
            | floor::Event::ListOpened
            | floor::Event::ListClosed
            | floor::Event::Corrected { .. } => return None,
        },
        Event::Minutes(e) => match e {
            Written::Noted { .. } => MinutesKind::Note,
            Written::Written { .. } => MinutesKind::Written,
            // A summary belongs to its speech's line; corrections to the line they correct.
            Written::Said { .. } | Written::Corrected { .. } | Written::Struck { .. } => {
                return None;
            }
        },
        Event::Proposal(e) => match e {
            proposal::Event::Proposed { .. } | proposal::Event::Dropped { .. } => {
                MinutesKind::Proposal
            }
            proposal::Event::Amended { .. } => MinutesKind::Amendment,
            proposal::Event::Frozen { .. } => MinutesKind::VotingText,
        },
        Event::Vote(e) => match e {
            vote::Event::Recused { .. } => MinutesKind::Recusal,
            vote::Event::Opened { .. }
            | vote::Event::Objected { .. }
            | vote::Event::Admitted { .. }
            | vote::Event::CastingVote { .. }
            | vote::Event::HandedIn { .. }
            | vote::Event::Served { .. }
            | vote::Event::Cancelled { .. } => MinutesKind::Vote,
            vote::Event::Announced { .. } => MinutesKind::Result,
            // They come together in the result.
            vote::Event::Cast { .. } | vote::Event::Tallied { .. } | vote::Event::Closed { .. } => {
                return None;
            }
        },
        Event::Outcome(e) => match e {
            outcome::Event::Gauged { .. } => MinutesKind::Gauge,
            outcome::Event::Reserved { .. } => MinutesKind::Reservation,
            outcome::Event::Settled { .. } => MinutesKind::Outcome,
        },
        Event::FollowUp(e) => match e {
            follow_up::Event::Assigned { .. }
            | follow_up::Event::Adopted { .. }
            | follow_up::Event::Rejected { .. }
            | follow_up::Event::Progressed { .. }
            | follow_up::Event::Reported { .. }
            | follow_up::Event::Completed { .. } => MinutesKind::Action,
        },
        Event::SignOff(e) => match e {
            sign_off::Event::Noticed(_) => MinutesKind::Notice,
            sign_off::Event::ReadBack => MinutesKind::Readback,
            sign_off::Event::Signed { .. } => MinutesKind::Signature,
            sign_off::Event::Disputed { .. } => MinutesKind::Dispute,
            // What was done with the record afterwards; the log has it.
            sign_off::Event::Unmasked { .. } => return None,
        },
        // What was prepared stands in the heading of the minutes, not in the running record.
        Event::Prepare(_)
        | Event::Paper(_)
        | Event::History(history::Event::Undone { .. } | history::Event::Redone { .. }) => {
            return None;
        }
    })
}

/// Whom a line is about, where it is about one person.
fn person(m: &Meeting, event: &Event) -> Option<PersonId> {
    let one = |people: &[PersonId]| match people {
        [person] => Some(person.clone()),
        _ => None,
    };
    match event {
        Event::Session(session::Event::ChairTaken { person })
        | Event::Roll(
            roll::Event::Excused { person, .. }
            | roll::Event::Departed { person }
            | roll::Event::Returned { person }
            | roll::Event::ProxyGiven { from: person, .. },
        )
        | Event::Minutes(Written::Written { person, .. })
        | Event::Proposal(proposal::Event::Amended { by: person, .. })
        | Event::Vote(
            vote::Event::Recused { person, .. }
            | vote::Event::HandedIn { person, .. }
            | vote::Event::Objected { person, .. }
            | vote::Event::Admitted { person },
        )
        | Event::Outcome(outcome::Event::Reserved { person, .. })
        | Event::SignOff(
            sign_off::Event::Signed { person, .. } | sign_off::Event::Disputed { person, .. },
        ) => Some(person.clone()),
        Event::Roll(roll::Event::Arrived { people, .. } | roll::Event::MarkedAbsent { people }) => {
            one(people)
        }
        Event::Roll(roll::Event::Invited(person) | roll::Event::WalkedIn(person)) => {
            Some(person.id.clone())
        }
        Event::Floor(floor::Event::Stopped { speech, .. }) => {
            speech::find(m, *speech).map(|speech| speech.person.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;

//! Which events the log lists: all, those of a topic, those with a text.
//!
//! What was found is kept until the record or the question changes, and a longer text is looked
//! for only among what the shorter one found.

use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Event;
use crate::domain::recorded::Recorded;
use crate::i18n::Lang;
use crate::i18n::ui as words;
use crate::i18n::ui::acts;
use crate::tui::field::Field;
use crate::tui::tail;
use std::cell::RefCell;
use std::sync::Arc;

/// What an event is about, by the screens' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Topic {
    #[default]
    All,
    Session,
    Agenda,
    Roll,
    Floor,
    Votes,
    Minutes,
    Outcomes,
    History,
}

impl Topic {
    const ORDER: [Self; 9] = [
        Self::All,
        Self::Session,
        Self::Agenda,
        Self::Roll,
        Self::Floor,
        Self::Votes,
        Self::Minutes,
        Self::Outcomes,
        Self::History,
    ];

    pub(super) fn next(self) -> Self {
        let at = Self::ORDER.iter().position(|topic| *topic == self).unwrap_or(0);
        Self::ORDER.get(at + 1).copied().unwrap_or_default()
    }

    pub(super) fn name(self, lang: Lang) -> String {
        match self {
            Self::All => words::topic_all(lang),
            Self::Session => words::topic_session(lang),
            Self::Agenda => acts::view_agenda(lang),
            Self::Roll => acts::view_roll(lang),
            Self::Floor => acts::view_floor(lang),
            Self::Votes => acts::view_vote(lang),
            Self::Minutes => acts::view_minutes(lang),
            Self::Outcomes => acts::view_outcomes(lang),
            Self::History => words::topic_history(lang),
        }
    }

    /// An event of a newer version is of no topic.
    fn of(record: &Recorded) -> Self {
        match record.event() {
            None => Self::All,
            Some(Event::Session(_) | Event::Prepare(_)) => Self::Session,
            Some(Event::Agenda(_)) => Self::Agenda,
            Some(Event::Roll(_)) => Self::Roll,
            Some(Event::Floor(_)) => Self::Floor,
            Some(Event::Proposal(_) | Event::Vote(_)) => Self::Votes,
            Some(Event::Minutes(_)) => Self::Minutes,
            Some(Event::Outcome(_) | Event::FollowUp(_) | Event::SignOff(_) | Event::Paper(_)) => {
                Self::Outcomes
            }
            Some(Event::History(_)) => Self::History,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Filter {
    pub(super) field: Field,
    pub(super) topic: Topic,
    found: RefCell<Found>,
}

#[derive(Debug, Default)]
struct Found {
    query: String,
    topic: Topic,
    lang: Lang,
    /// The record that was looked through: its head says whether it is the same.
    head: LineHash,
    seq: u64,
    undone: usize,
    places: Arc<Vec<usize>>,
}

/// The listed events by their places in the record.
pub(super) enum Listed {
    All(usize),
    Some(Arc<Vec<usize>>),
}

impl Listed {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::All(len) => *len,
            Self::Some(places) => places.len(),
        }
    }

    /// The place in the record of a listed event.
    pub(super) fn get(&self, at: usize) -> Option<usize> {
        match self {
            Self::All(len) => (at < *len).then_some(at),
            Self::Some(places) => places.get(at).copied(),
        }
    }

    /// Where the event at a place in the record is listed, or the nearest before it.
    pub(super) fn find(&self, place: usize) -> usize {
        match self {
            Self::All(len) => place.min(len.saturating_sub(1)),
            Self::Some(places) => places.partition_point(|other| *other <= place).saturating_sub(1),
        }
    }
}

impl Filter {
    pub(super) fn is_open(&self) -> bool {
        self.topic != Topic::All || !self.query().is_empty()
    }

    fn query(&self) -> String {
        self.field.text().trim().to_lowercase()
    }

    pub(super) fn listed(&self, ledger: &Ledger, lang: Lang) -> Listed {
        if !self.is_open() {
            return Listed::All(ledger.records().len());
        }
        let mut found = self.found.borrow_mut();
        found.look(ledger, lang, self.query(), self.topic);
        Listed::Some(Arc::clone(&found.places))
    }
}

impl Found {
    fn look(&mut self, ledger: &Ledger, lang: Lang, query: String, topic: Topic) {
        let (records, head) = (ledger.records(), ledger.head());
        let asked_alike = self.lang == lang && self.topic == topic;
        let undone = ledger.undone().len();
        let record_alike = self.head == head && self.undone == undone;
        if asked_alike && record_alike && self.query == query {
            return;
        }
        let wanted = |place: &usize| {
            records.get(*place).is_some_and(|record| {
                (topic == Topic::All || Topic::of(record) == topic)
                    && (query.is_empty()
                        || tail::log_line(lang, ledger, record).to_lowercase().contains(&query))
            })
        };
        // Where an undo came between, lines may be worded anew.
        let grown = ledger.record(self.seq).is_some_and(|record| record.hash == self.head);
        if asked_alike && record_alike && query.starts_with(&self.query) {
            Arc::make_mut(&mut self.places).retain(wanted);
        } else if asked_alike && grown && self.undone == undone && query == self.query {
            let from = usize::try_from(self.seq).unwrap_or(usize::MAX);
            Arc::make_mut(&mut self.places)
                .extend((from..records.len()).filter(|place| wanted(place)));
        } else {
            self.places = Arc::new((0..records.len()).filter(wanted).collect());
        }
        (self.lang, self.topic, self.query) = (lang, topic, query);
        (self.seq, self.head, self.undone) = (ledger.seq(), head, undone);
    }
}

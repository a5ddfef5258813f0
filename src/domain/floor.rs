//! The floor: who asked to speak, who speaks, for how long, and how fairly time was shared.
//!
//! Nobody is ever cut off by the program: clocks count on into overtime (docs/domain.md §3). Must not read
//! a clock: every duration comes from the stamps of events and a moment given by the caller.

use crate::domain::meeting::Meeting;
use crate::domain::person::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::series::Series;
use crate::domain::session::{Phase, SpeechRules};
use crate::domain::stamp::{Moment, Stamp, seconds_between};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use strum::{IntoStaticStr, VariantArray};

mod decide;
mod fairness;
mod order;
pub(super) use decide::{command_of, decide};
pub use fairness::{Portion, by_group, by_stance};
pub use order::{Reason, Turn};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "kebab-case")]
pub enum SpeechKind {
    Statement,
    Response,
    Discussion,
    Question,
    PointOfOrder,
}

impl SpeechKind {
    /// The limit that the speech rules set, in seconds.
    pub const fn limit_s(self, rules: &SpeechRules) -> u32 {
        match self {
            Self::Statement => rules.statement_s,
            Self::Response => rules.response_s,
            Self::Discussion => rules.discussion_s,
            Self::Question => rules.question_s,
            Self::PointOfOrder => rules.point_of_order_s,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr, strum::VariantNames)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Stance {
    For,
    Against,
    Amend,
    Neutral,
}

/// What a request or a `give` may say; what it leaves out comes from the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SpeechTerms {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SpeechKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// The proposal spoken to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_s: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Request {
        person: PersonId,
        terms: SpeechTerms,
    },
    Withdraw(PersonId),
    Give {
        person: PersonId,
        terms: SpeechTerms,
    },
    /// Ends the running speech and gives the floor to whom the order suggests.
    Next,
    Pause,
    Continue,
    Extend(u32),
    Finish,
    Stop(String),
    /// Puts a request at a place of the queue, from 1.
    Bump {
        person: PersonId,
        to: u32,
    },
    List {
        open: bool,
    },
    /// Who else would like to speak was asked, and nobody did.
    Nobody,
    /// Puts right when a speech began or ended.
    Correct {
        speech: u64,
        start: Option<Moment>,
        end: Option<Moment>,
    },
}

/// A speech as it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub person: PersonId,
    pub kind: SpeechKind,
    pub stance: Stance,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<u32>,
    pub limit_s: u32,
    /// The request that this answers, by its line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u64>,
    /// What the command said beyond the request.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub said: SpeechTerms,
}

fn is_empty(terms: &SpeechTerms) -> bool {
    *terms == SpeechTerms::default()
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Requested {
        person: PersonId,
        #[serde(flatten)]
        terms: SpeechTerms,
    },
    Withdrawn {
        person: PersonId,
        request: u64,
    },
    Given(Grant),
    Passed {
        grant: Grant,
        /// The speech that this ended, by its line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finished: Option<u64>,
    },
    Paused,
    Continued,
    Extended {
        seconds: u32,
    },
    Finished {
        speech: u64,
    },
    Stopped {
        speech: u64,
        reason: String,
    },
    Bumped {
        person: PersonId,
        request: u64,
        to: u32,
    },
    ListOpened,
    ListClosed,
    /// The chair asked who would like to speak, and nobody did.
    NobodyAsked,
    Corrected {
        speech: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<Moment>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<Moment>,
    },
}

/// Somebody in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub seq: u64,
    pub at: Moment,
    pub person: PersonId,
    pub terms: SpeechTerms,
    pub kind: SpeechKind,
    pub stance: Stance,
    /// Placed by the chair, or on deck: later requests no longer go before it.
    pub pinned: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// The line that gave the floor; the name of the speech.
    pub seq: u64,
    pub person: PersonId,
    pub kind: SpeechKind,
    pub stance: Stance,
    pub on: Option<u32>,
    /// The agenda item during which it was given.
    pub item: Option<u32>,
    pub limit_s: u32,
    pub start: Moment,
    pub end: Option<Moment>,
    /// The line that ended it.
    pub ended_by: Option<u64>,
    pub pauses: Vec<(Moment, Option<Moment>)>,
    /// The reason, where the chair called to order and stopped it.
    pub stopped: Option<String>,
    /// Start or end were put right afterwards.
    pub corrected: bool,
}

impl Speech {
    /// Seconds spoken up to `now`, pauses left out.
    pub fn used_s(&self, now: Moment) -> u64 {
        let end = self.end.unwrap_or(now);
        let paused: u64 = self
            .pauses
            .iter()
            .map(|(from, to)| seconds_between((*from).max(self.start), to.unwrap_or(end).min(end)))
            .sum();
        seconds_between(self.start, end).saturating_sub(paused)
    }

    /// Seconds beyond the limit.
    pub fn overtime_s(&self, now: Moment) -> u64 {
        self.used_s(now).saturating_sub(u64::from(self.limit_s))
    }

    /// Seconds left of the limit; 0 in overtime.
    pub fn left_s(&self, now: Moment) -> u64 {
        u64::from(self.limit_s).saturating_sub(self.used_s(now))
    }

    pub fn is_paused(&self) -> bool {
        self.end.is_none() && matches!(self.pauses.last(), Some((_, None)))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Whether requests are taken.
    pub list_open: bool,
    /// In the order of asking, but for what the chair has moved.
    pub queue: Vec<Request>,
    pub speeches: Series<Speech>,
    /// The running speech last, speeches interrupted by a point of order before it.
    stack: Vec<Level>,
    /// The latest speech of each speaker; indices.
    latest: HashMap<PersonId, usize>,
    /// What was heard on each agenda item, points of order left out: the order of the queue asks it
    /// at every turn, and a long meeting has thousands of speeches.
    heard: HashMap<Option<u32>, Arc<Heard>>,
    /// The agenda items on which nobody else wished to speak, with the number of speeches there were
    /// by then: a later speech opens the question again.
    quiet: HashMap<Option<u32>, usize>,
}

/// The voices on one agenda item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Heard {
    spoken: HashSet<PersonId>,
    last: Option<Stance>,
}

/// A speech that is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Level {
    speech: usize,
    /// Its beginning stopped the clock of the speech before it, so its end lets that go on. A speech
    /// that the chair had paused by hand stays paused.
    paused_another: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            list_open: true,
            queue: Vec::new(),
            speeches: Series::default(),
            stack: Vec::new(),
            latest: HashMap::new(),
            heard: HashMap::new(),
            quiet: HashMap::new(),
        }
    }
}

/// One person's share of the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub person: PersonId,
    pub speeches: u32,
    pub total_s: u64,
    pub overtime_s: u64,
    pub stopped: u32,
}

impl State {
    /// The speech whose clock runs (or is paused) now.
    pub fn current(&self) -> Option<&Speech> {
        self.stack.last().and_then(|level| self.speeches.get(level.speech))
    }

    /// Whether somebody has the floor, or waits for a point of order to end.
    pub(super) fn is_speaking(&self, person: &PersonId) -> bool {
        let speeches = self.stack.iter().filter_map(|level| self.speeches.get(level.speech));
        speeches.into_iter().any(|speech| speech.person == *person)
    }

    /// A speech that waits for a point of order to end.
    pub fn interrupted(&self) -> Option<&Speech> {
        let below = self.stack.len().checked_sub(2)?;
        self.stack.get(below).and_then(|level| self.speeches.get(level.speech))
    }

    fn current_mut(&mut self) -> Option<&mut Speech> {
        self.stack.last().and_then(|level| self.speeches.get_mut(level.speech))
    }

    pub fn speech(&self, seq: u64) -> Option<&Speech> {
        self.speeches.get(self.speeches.place_of(&seq, |speech| speech.seq)?)
    }

    pub fn request_of(&self, person: &PersonId) -> Option<&Request> {
        self.queue.iter().find(|request| request.person == *person)
    }

    /// The latest speech of a person, the running one included.
    pub fn latest_of(&self, person: &PersonId) -> Option<&Speech> {
        self.latest.get(person).and_then(|&i| self.speeches.get(i))
    }

    pub fn has_spoken(&self, person: &PersonId) -> bool {
        self.latest.contains_key(person)
    }

    /// Whether it was asked, since the last speech, who else would speak on an item, and nobody did.
    pub fn is_quiet(&self, item: Option<u32>) -> bool {
        self.quiet.get(&item) == Some(&self.speeches.len())
    }

    /// Whether anybody spoke or was asked to speak on any item.
    pub fn was_opened(&self) -> bool {
        !self.speeches.is_empty() || !self.quiet.is_empty()
    }

    /// Each speaker's share, in the order of first speaking.
    pub fn shares(&self, now: Moment) -> Vec<Share> {
        let mut shares: Vec<Share> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for speech in self.speeches.iter() {
            let place = *places.entry(&speech.person).or_insert_with(|| {
                let person = speech.person.clone();
                shares.push(Share { person, speeches: 0, total_s: 0, overtime_s: 0, stopped: 0 });
                shares.len() - 1
            });
            if let Some(share) = shares.get_mut(place) {
                share.speeches += 1;
                share.total_s += speech.used_s(now);
                share.overtime_s += speech.overtime_s(now);
                share.stopped += u32::from(speech.stopped.is_some());
            }
        }
        shares
    }

    pub(super) fn need_silence(&self) -> Result<(), Refusal> {
        self.current().map_or(Ok(()), |s| Err(Refusal::SomeoneSpeaking(s.person.clone())))
    }

    /// Somebody left: nothing of theirs stays in the queue.
    pub(super) fn forget(&mut self, person: &PersonId) {
        self.queue.retain(|request| request.person != *person);
    }

    /// The meeting is over.
    pub(super) fn close(&mut self) {
        self.queue.clear();
        self.list_open = false;
    }

    /// A new agenda item begins: on-deck places of the last one no longer bind.
    pub(super) fn new_item(&mut self) {
        for request in &mut self.queue {
            request.pinned = false;
        }
    }

    fn begin(&mut self, seq: u64, at: Moment, item: Option<u32>, grant: &Grant) {
        let mut paused_another = false;
        if let Some(speech) = self.current_mut()
            && !speech.is_paused()
        {
            speech.pauses.push((at, None));
            paused_another = true;
        }
        self.queue.retain(|request| grant.request != Some(request.seq));
        self.stack.push(Level { speech: self.speeches.len(), paused_another });
        self.latest.insert(grant.person.clone(), self.speeches.len());
        if grant.kind != SpeechKind::PointOfOrder {
            let heard = Arc::make_mut(self.heard.entry(item).or_default());
            heard.spoken.insert(grant.person.clone());
            heard.last = Some(grant.stance);
        }
        self.speeches.push(Speech {
            seq,
            person: grant.person.clone(),
            kind: grant.kind,
            stance: grant.stance,
            on: grant.on,
            item,
            limit_s: grant.limit_s,
            start: at,
            end: None,
            ended_by: None,
            pauses: Vec::new(),
            stopped: None,
            corrected: false,
        });
    }

    fn end(&mut self, seq: u64, at: Moment, reason: Option<&str>) {
        if let Some(speech) = self.current_mut() {
            if let Some((_, end @ None)) = speech.pauses.last_mut() {
                *end = Some(at);
            }
            speech.end = Some(at);
            speech.ended_by = Some(seq);
            speech.stopped = reason.map(str::to_owned);
        }
        let ended = self.stack.pop();
        // Whoever was interrupted by a point of order goes on.
        if ended.is_some_and(|level| level.paused_another)
            && let Some(speech) = self.current_mut()
            && let Some((_, end @ None)) = speech.pauses.last_mut()
        {
            *end = Some(at);
        }
    }
}

pub(super) fn apply(m: &mut Meeting, seq: u64, at: Moment, event: &Event) {
    let item = m.agenda.active().map(|item| item.plan.no);
    let floor = &mut m.floor;
    match event {
        Event::Requested { person, terms } => {
            let kind = terms.kind.unwrap_or(SpeechKind::Discussion);
            let stance = terms.stance.unwrap_or(Stance::Neutral);
            let (person, terms) = (person.clone(), *terms);
            floor.queue.push(Request { seq, at, person, terms, kind, stance, pinned: false });
        }
        Event::Withdrawn { request, .. } => floor.queue.retain(|r| r.seq != *request),
        Event::Given(grant) => {
            floor.begin(seq, at, item, grant);
            pin_on_deck(m);
        }
        Event::Passed { grant, finished } => {
            if finished.is_some() {
                floor.end(seq, at, None);
            }
            floor.begin(seq, at, item, grant);
            pin_on_deck(m);
        }
        Event::Paused => {
            if let Some(speech) = floor.current_mut() {
                speech.pauses.push((at, None));
            }
        }
        Event::Continued => {
            if let Some(speech) = floor.current_mut()
                && let Some((_, end @ None)) = speech.pauses.last_mut()
            {
                *end = Some(at);
            }
        }
        Event::Extended { seconds } => {
            if let Some(speech) = floor.current_mut() {
                speech.limit_s = speech.limit_s.saturating_add(*seconds);
            }
        }
        Event::Finished { .. } => floor.end(seq, at, None),
        Event::Stopped { reason, .. } => floor.end(seq, at, Some(reason)),
        Event::Bumped { request, to, .. } => bump(m, *request, *to),
        Event::ListOpened => floor.list_open = true,
        Event::ListClosed => floor.list_open = false,
        Event::NobodyAsked => {
            floor.quiet.insert(item, floor.speeches.len());
        }
        Event::Corrected { speech, start, end } => {
            let place = floor.speeches.place_of(speech, |s| s.seq);
            if let Some(speech) = place.and_then(|i| floor.speeches.get_mut(i)) {
                speech.start = start.unwrap_or(speech.start);
                speech.end = end.or(speech.end);
                speech.corrected = true;
            }
        }
    }
}

/// The next two are on deck once somebody speaks: they can get ready, and nobody goes before them
/// but a point of order.
fn pin_on_deck(m: &mut Meeting) {
    let next: Vec<u64> = order::order(m).iter().take(2).map(|turn| turn.request).collect();
    for request in &mut m.floor.queue {
        // Whom the chair has placed further back stays there.
        request.pinned |= next.contains(&request.seq);
    }
    settle(m, &next);
}

fn bump(m: &mut Meeting, request: u64, to: u32) {
    let mut seqs: Vec<u64> = order::order(m).iter().map(|turn| turn.request).collect();
    seqs.retain(|seq| *seq != request);
    let place = (to.max(1) as usize - 1).min(seqs.len());
    seqs.insert(place, request);
    // Everyone down to the new place now stands where the chair wants them.
    let fixed: Vec<u64> = seqs.iter().copied().take(place + 1).collect();
    for one in &mut m.floor.queue {
        one.pinned |= fixed.contains(&one.seq);
    }
    settle(m, &seqs);
}

/// Puts the queue into the order of `seqs`; requests not named keep their order behind them.
fn settle(m: &mut Meeting, seqs: &[u64]) {
    let places: HashMap<u64, usize> = seqs.iter().copied().zip(0..).collect();
    m.floor.queue.sort_by_key(|request| *places.get(&request.seq).unwrap_or(&seqs.len()));
}

/// The people whose turn comes next, with the reason, in order (docs/domain.md §3).
pub fn upcoming(m: &Meeting) -> Vec<Turn> {
    order::order(m)
}

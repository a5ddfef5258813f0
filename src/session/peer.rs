//! A terminal's side of the wire as a pure state machine: what it has of the record, what it has
//! handed over and not seen recorded.
//!
//! One submission is on its way at a time, and goes again until the record holds it or the host
//! says no; so an order is kept and nothing is lost or doubled, whatever the wire does. Time comes
//! in as a duration since any start. Must not do I/O or decide anything.

use super::sanitize;
use super::wire::{self, Attached, Denial, Goodbye, Hello, Submission, ToClient, ToHost, WIRE};
use crate::domain::hash::LineHash;
use crate::domain::meeting::{Command, Event};
use crate::domain::recorded::{Recorded, SubmissionId};
use crate::domain::refusal::Refusal;
use crate::domain::session;
use crate::domain::stamp::Moment;
use std::collections::{HashSet, VecDeque};
use std::time::Duration;

/// What has no answer for this long is said again.
pub const AGAIN: Duration = Duration::from_secs(3);
/// A host that has not let us in by then will not.
pub const GREET: Duration = Duration::from_secs(10);
/// A host that was silent for this long is taken for gone.
pub const SILENCE: Duration = Duration::from_secs(40);

/// What became known, for whoever holds this machine.
#[derive(Debug)]
pub enum Told {
    /// The host lets us in.
    Welcome {
        session: String,
        seq: u64,
    },
    /// The record is another one: what was folded is void, all lines follow.
    Reset,
    /// The next line of the record, in order, each once.
    Record(Box<Recorded>),
    /// A submission is in the record: it was in the line told just before.
    Done(SubmissionId),
    Refused(SubmissionId, Refusal),
    Failed(SubmissionId, String),
    Terminals(Vec<Attached>),
    Goodbye(Goodbye),
    Denied {
        yishi: u32,
        program: String,
        why: Denial,
    },
    /// The wire is of no use any more; connect anew.
    Broken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Down,
    /// The hello was said.
    Greeting,
    /// What the host had when it let us in is still coming, up to this line.
    CatchingUp(u64),
    Live,
}

#[derive(Debug)]
pub struct Peer {
    hello: Hello,
    pending: VecDeque<Submission>,
    next_id: u64,
    stage: Stage,
    heard: Duration,
    /// When the connection was made.
    since: Duration,
    /// When the first of the pending was sent on this connection.
    sent: Option<Duration>,
    /// When it was last asked to say lines again, and after which.
    asked: Option<(u64, Duration)>,
    /// The lines from the adjournment on: what several places wrote may continue any of them.
    closing: HashSet<LineHash>,
    outbox: VecDeque<ToHost>,
}

impl Peer {
    /// A terminal that has nothing of the record yet. `pending` is what an earlier run of it left.
    pub fn new(hello: Hello, pending: Vec<Submission>) -> Self {
        let hello = Hello { yishi: WIRE, seq: 0, head: LineHash::GENESIS, ..hello };
        Self {
            hello,
            pending: pending.into(),
            next_id: 1,
            stage: Stage::Down,
            heard: Duration::ZERO,
            since: Duration::ZERO,
            sent: None,
            asked: None,
            closing: HashSet::new(),
            outbox: VecDeque::new(),
        }
    }

    /// The number of the last line it has.
    pub fn seq(&self) -> u64 {
        self.hello.seq
    }

    /// What has no answer yet, the oldest first.
    pub fn pending(&self) -> impl Iterator<Item = &Submission> {
        self.pending.iter()
    }

    /// Whether all that the host had when it let us in is here.
    pub fn is_live(&self) -> bool {
        self.stage == Stage::Live
    }

    pub fn is_down(&self) -> bool {
        self.stage == Stage::Down
    }

    /// The session, from the welcome on, or as it was asked for.
    pub fn session(&self) -> Option<&str> {
        self.hello.session.as_deref()
    }

    /// A connection is there: what is to be said first.
    pub fn connected(&mut self, now: Duration) -> Hello {
        self.stage = Stage::Greeting;
        (self.heard, self.since) = (now, now);
        self.sent = None;
        self.asked = None;
        self.outbox.clear();
        self.hello.clone()
    }

    /// The connection has ended.
    pub fn lost(&mut self) {
        self.stage = Stage::Down;
        self.outbox.clear();
    }

    /// Takes a submission; its number says which answer is meant. None where it is longer than
    /// what a host reads: sent all the same, it would end the connection, again and again.
    pub fn submit(
        &mut self,
        command: Command,
        at: Moment,
        noted: Moment,
        now: Duration,
    ) -> Option<SubmissionId> {
        let from = SubmissionId { client: self.hello.client.clone(), id: self.next_id };
        let submission = Submission { from: from.clone(), at, noted, command };
        if !wire::fits(&submission) {
            return None;
        }
        self.next_id += 1;
        self.pending.push_back(submission);
        self.hand_over(now);
        Some(from)
    }

    /// Asks the host to send a terminal away. Not kept: it is said now or not at all.
    pub fn dismiss(&mut self, terminal: String) {
        if self.stage == Stage::Live {
            self.outbox.push_back(ToHost::Dismiss { terminal });
        }
    }

    pub fn bye(&mut self) {
        if self.stage != Stage::Down {
            self.outbox.push_back(ToHost::Bye);
        }
    }

    /// The next message to be sent.
    pub fn to_say(&mut self) -> Option<ToHost> {
        self.outbox.pop_front()
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Duration) -> Option<Told> {
        if self.stage == Stage::Down {
            return None;
        }
        let unwelcome = self.stage == Stage::Greeting && now.saturating_sub(self.since) >= GREET;
        if unwelcome || now.saturating_sub(self.heard) >= SILENCE {
            self.lost();
            return Some(Told::Broken);
        }
        if self.sent.is_some_and(|sent| now.saturating_sub(sent) >= AGAIN) {
            self.sent = None;
            self.hand_over(now);
        }
        // Lines that were announced with the welcome may have been lost, too.
        if matches!(self.stage, Stage::CatchingUp(_)) && now.saturating_sub(self.heard) >= AGAIN {
            self.ask_again(now);
        }
        None
    }

    /// A message has come.
    pub fn received(&mut self, message: ToClient, now: Duration) -> Vec<Told> {
        self.heard = now;
        match message {
            ToClient::Welcome { session, seq } => {
                if self.stage != Stage::Greeting {
                    return Vec::new();
                }
                self.hello.session = Some(session.clone());
                self.stage = Stage::CatchingUp(seq);
                self.settle(now);
                vec![Told::Welcome { session, seq }]
            }
            ToClient::Denied { yishi, program, why } => {
                self.lost();
                vec![Told::Denied { yishi, program, why }]
            }
            ToClient::Reset => {
                if self.hello.seq == 0 || self.stage == Stage::Greeting {
                    return Vec::new();
                }
                (self.hello.seq, self.hello.head) = (0, LineHash::GENESIS);
                self.closing.clear();
                vec![Told::Reset]
            }
            ToClient::Records(lines) => {
                let mut told = Vec::new();
                for line in lines {
                    if !self.line(line.get(), now, &mut told) {
                        break;
                    }
                }
                self.settle(now);
                told
            }
            ToClient::Refused { from, why } => {
                self.answered(&from, now).then_some(Told::Refused(from, why)).into_iter().collect()
            }
            ToClient::Failed { from, why } => {
                self.answered(&from, now).then_some(Told::Failed(from, why)).into_iter().collect()
            }
            ToClient::Terminals(list) => vec![Told::Terminals(list)],
            ToClient::Ping { seq } => {
                self.outbox.push_back(ToHost::Pong);
                if self.hello.seq < seq && self.stage != Stage::Greeting {
                    self.ask_again(now);
                }
                Vec::new()
            }
            ToClient::Goodbye(why) => {
                self.lost();
                vec![Told::Goodbye(why)]
            }
        }
    }

    /// Takes one line in, if it is the next; false where the rest of its frame is of no use.
    fn line(&mut self, text: &str, now: Duration, told: &mut Vec<Told>) -> bool {
        if self.stage == Stage::Greeting {
            return false;
        }
        let Ok(record) = sanitize::read(text.as_bytes()) else {
            told.push(Told::Broken);
            return false;
        };
        if self.closing.contains(&record.hash) {
            return true;
        }
        let is_next = record.seq == self.hello.seq + 1 && record.prev == self.hello.head;
        if !is_next && !self.closing.contains(&record.prev) {
            if record.seq <= self.hello.seq {
                return true;
            }
            self.ask_again(now);
            return false;
        }
        // How many lines are here: their own numbers are those of their tails.
        (self.hello.seq, self.hello.head) = (self.hello.seq + 1, record.hash);
        let closes = matches!(
            record.event(),
            Some(Event::Session(session::Event::Adjourned { .. } | session::Event::Sealed))
        );
        if closes || !self.closing.is_empty() {
            self.closing.insert(record.hash);
        }
        let from = record.from.as_deref().cloned();
        told.push(Told::Record(Box::new(record)));
        if let Some(from) = from
            && self.answered(&from, now)
        {
            told.push(Told::Done(from));
        }
        true
    }

    /// Takes the submission off the pending; false where it is not one of them.
    fn answered(&mut self, from: &SubmissionId, now: Duration) -> bool {
        if self.pending.front().is_none_or(|first| first.from != *from) {
            return false;
        }
        self.pending.pop_front();
        self.sent = None;
        self.hand_over(now);
        true
    }

    fn settle(&mut self, now: Duration) {
        if let Stage::CatchingUp(to) = self.stage
            && self.hello.seq >= to
        {
            self.stage = Stage::Live;
            self.hand_over(now);
        }
    }

    /// Sends the first of what is pending, once all that the host knows is known here: it may be in
    /// the record already.
    fn hand_over(&mut self, now: Duration) {
        if self.stage == Stage::Live
            && self.sent.is_none()
            && let Some(first) = self.pending.front()
        {
            self.outbox.push_back(ToHost::Submit(Box::new(first.clone())));
            self.sent = Some(now);
        }
    }

    fn ask_again(&mut self, now: Duration) {
        let just = self
            .asked
            .is_some_and(|(seq, at)| seq == self.hello.seq && now.saturating_sub(at) < AGAIN);
        if !just {
            self.asked = Some((self.hello.seq, now));
            let (seq, head) = (self.hello.seq, self.hello.head);
            self.outbox.push_back(ToHost::Resume { seq, head });
        }
    }
}

//! A terminal of a host elsewhere: I/O around the peer, with the same news as a store of one's own.
//!
//! Owns the connection, its renewal, and the file in which typing and what has no answer are kept.
//! Must not draw, and never waits for the host with the screen waiting for it.

use super::connection::{Wire, connect, framed, next_frame, run_number, send};
use super::error::SessionError;
use super::news::{Link, News, Opened, Token};
use super::peer::{Peer, Told};
use super::wire::{self, ClientKind, Goodbye, Hello, Submission, WIRE};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Command;
use crate::domain::minutes;
use crate::domain::recorded::{Recorded, SubmissionId};
use crate::domain::rule::Catalog;
use crate::domain::stamp::{Role, Stamp};
use crate::i18n::Lang;
use crate::store::{Seat, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

/// How soon a host that is gone is looked for again.
const RETRY: Duration = Duration::from_millis(250);
const TICK: Duration = Duration::from_secs(1);

/// What an attached terminal starts with.
#[derive(Debug)]
pub struct Attach {
    /// The store's folder, where the host's address is.
    pub dir: PathBuf,
    pub session: String,
    pub role: Role,
    pub seat: Seat,
    pub lang: Lang,
    pub catalog: Arc<Catalog>,
}

enum Order {
    Submit(Token, Box<(Command, Stamp)>),
    Draft(String, Option<String>),
    Dismiss(String),
    Leave(oneshot::Sender<()>),
}

/// The handle of an attached terminal.
#[derive(Debug)]
pub struct Remote {
    orders: UnboundedSender<Order>,
}

impl Remote {
    /// Starts the task on the runtime it is called in.
    pub(super) fn start(attach: Attach, news: UnboundedSender<News>) -> Result<Self, StoreError> {
        let (orders, inbox) = unbounded_channel();
        let task = Task::new(attach, news)?;
        tokio::spawn(task.run(inbox));
        Ok(Self { orders })
    }

    pub(super) fn submit(&self, token: Token, command: Command, stamp: Stamp) {
        let _ = self.orders.send(Order::Submit(token, Box::new((command, stamp))));
    }

    pub(super) fn draft(&self, name: &str, text: Option<String>) {
        let _ = self.orders.send(Order::Draft(name.to_owned(), text));
    }

    pub(super) fn dismiss(&self, terminal: &str) {
        let _ = self.orders.send(Order::Dismiss(terminal.to_owned()));
    }

    /// Keeps what is to be kept and says goodbye.
    pub(super) async fn leave(&self) {
        let (done, left) = oneshot::channel();
        if self.orders.send(Order::Leave(done)).is_ok() {
            let _ = left.await;
        }
    }
}

/// What is kept in the seat's file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// Handed over, or to be handed over, without an answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pending: Vec<Submission>,
    /// Typed and not submitted, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    drafts: BTreeMap<String, String>,
}

struct Task {
    dir: PathBuf,
    seat: Arc<Seat>,
    session: String,
    catalog: Arc<Catalog>,
    news: UnboundedSender<News>,
    started: Instant,
    peer: Peer,
    wire: Option<Wire>,
    /// The screen's numbers of what has no answer.
    tokens: HashMap<SubmissionId, Token>,
    /// What an earlier run left without an answer: settled before the screen is shown.
    orphans: BTreeSet<SubmissionId>,
    drafts: BTreeMap<String, String>,
    /// The record, until the screen has it.
    records: Option<Vec<Recorded>>,
    /// Whether what is kept has changed since it was written.
    unkept: bool,
    link: Option<Link>,
}

impl Task {
    fn new(attach: Attach, news: UnboundedSender<News>) -> Result<Self, StoreError> {
        let Attach { dir, session, role, seat, lang, catalog } = attach;
        let kept = seat.read()?;
        // What cannot be read is not worth more than a new beginning.
        let kept = kept.and_then(|kept| serde_json::from_slice::<Kept>(&kept).ok());
        let Kept { pending, drafts } = kept.unwrap_or_default();
        let orphans = pending.iter().map(|submission| submission.from.clone()).collect();
        let hello = Hello {
            yishi: WIRE,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            session: Some(session.clone()),
            client: run_number(),
            terminal: seat.name().to_owned(),
            role,
            kind: ClientKind::Seat,
            lang,
            seq: 0,
            head: LineHash::GENESIS,
        };
        Ok(Self {
            dir,
            seat: Arc::new(seat),
            session,
            catalog,
            news,
            started: Instant::now(),
            peer: Peer::new(hello, pending),
            wire: None,
            tokens: HashMap::new(),
            orphans,
            drafts,
            records: Some(Vec::new()),
            unkept: false,
            link: None,
        })
    }

    fn tell(&self, news: News) {
        let _ = self.news.send(news);
    }

    /// The state of the wire, told when it changes.
    fn link(&mut self, link: Link) {
        if self.link.as_ref() != Some(&link) {
            self.link = Some(link.clone());
            self.tell(News::Link(link));
        }
    }

    fn is_ended(&self) -> bool {
        matches!(self.link, Some(Link::Ended(_) | Link::Denied { .. }))
    }

    async fn run(mut self, mut orders: UnboundedReceiver<Order>) {
        let mut next_try = tokio::time::Instant::now();
        loop {
            self.keep().await;
            self.say().await;
            let away = self.wire.is_none() && !self.is_ended();
            tokio::select! {
                biased;
                order = orders.recv() => match order {
                    Some(Order::Leave(done)) => {
                        self.peer.bye();
                        self.keep().await;
                        self.say().await;
                        // The place is free before the program ends.
                        drop(self);
                        let _ = done.send(());
                        return;
                    }
                    Some(order) => self.take(order),
                    None => return,
                },
                frame = read(&mut self.wire) => self.heard(frame),
                () = tokio::time::sleep_until(next_try), if away => {
                    next_try = tokio::time::Instant::now() + RETRY;
                    self.connect().await;
                }
                () = tokio::time::sleep(TICK), if !away => {
                    let told = self.peer.tick(self.started.elapsed());
                    self.told(told.into_iter().collect());
                }
            }
        }
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Submit(token, act) => {
                let (command, stamp) = *act;
                let now = self.started.elapsed();
                match self.peer.submit(command, stamp.at, stamp.noted, now) {
                    Some(from) => drop(self.tokens.insert(from, token)),
                    None => self.tell(News::Failed(token, SessionError::TooLong)),
                }
                self.unkept = true;
            }
            Order::Draft(name, text) => {
                match text {
                    Some(text) => self.drafts.insert(name, text),
                    None => self.drafts.remove(&name),
                };
                self.unkept = true;
            }
            Order::Dismiss(terminal) => self.peer.dismiss(terminal),
            Order::Leave(_) => {}
        }
    }

    /// Writes what is to survive this program, before anything of it is said to the host.
    async fn keep(&mut self) {
        if !std::mem::take(&mut self.unkept) {
            return;
        }
        let kept =
            Kept { pending: self.peer.pending().cloned().collect(), drafts: self.drafts.clone() };
        let bytes = (kept != Kept::default()).then(|| serde_json::to_vec(&kept).ok()).flatten();
        let seat = Arc::clone(&self.seat);
        let written = tokio::task::spawn_blocking(move || seat.keep(bytes.as_deref())).await;
        if let Ok(Err(error)) = written {
            self.tell(News::DraftFailed(error.into()));
        }
    }

    /// Sends what is to be said.
    async fn say(&mut self) {
        while let Some(message) = self.peer.to_say() {
            let Some(wire) = &mut self.wire else { return };
            if !send(wire, &message).await {
                self.lost(Link::Lost);
            }
        }
    }

    async fn connect(&mut self) {
        let Some(stream) = connect(&self.dir).await else {
            return self.link(self.link.clone().filter(is_away).unwrap_or(Link::Lost));
        };
        let mut wire = framed(stream);
        let hello = self.peer.connected(self.started.elapsed());
        if send(&mut wire, &hello).await {
            self.wire = Some(wire);
        } else {
            self.peer.lost();
        }
    }

    fn lost(&mut self, link: Link) {
        self.wire = None;
        self.peer.lost();
        if !self.is_ended() {
            // Why it went is not forgotten over the fact that it is gone.
            let before = self.link.clone().filter(|before| *before == Link::HostQuit);
            self.link(before.unwrap_or(link));
        }
    }

    fn heard(&mut self, frame: Option<Vec<u8>>) {
        let message = frame.and_then(|frame| wire::read_to_client(&frame).ok());
        let Some(message) = message else { return self.lost(Link::Lost) };
        let told = self.peer.received(message, self.started.elapsed());
        self.told(told);
    }

    fn told(&mut self, told: Vec<Told>) {
        for told in told {
            self.take_in(told);
        }
        self.show();
    }

    fn take_in(&mut self, told: Told) {
        match told {
            Told::Welcome { .. } => self.link(Link::Up),
            Told::Reset => self.records = Some(Vec::new()),
            Told::Record(record) => {
                if let Some(records) = &mut self.records {
                    records.push(*record);
                } else {
                    let from = record.from.as_ref();
                    let token = from.and_then(|from| self.tokens.get(from)).copied();
                    self.tell(News::Recorded(token, record.into()));
                }
            }
            Told::Done(from) => {
                self.unkept = true;
                self.tokens.remove(&from);
                if self.orphans.remove(&from) {
                    self.forget_draft(&from);
                }
            }
            Told::Refused(from, why) => self.refused(&from, SessionError::Refused(why)),
            Told::Failed(from, why) => self.refused(&from, SessionError::Told(why)),
            Told::Terminals(list) => self.tell(News::Terminals(list)),
            Told::Goodbye(Goodbye::Quit) => {
                self.link(Link::HostQuit);
                self.lost(Link::HostQuit);
            }
            Told::Goodbye(why @ (Goodbye::Dismissed | Goodbye::Garbled | Goodbye::TooLong)) => {
                self.link(Link::Ended(why));
                self.lost(Link::Lost);
            }
            Told::Goodbye(Goodbye::Silent) | Told::Broken => self.lost(Link::Lost),
            Told::Denied { yishi, program, why } => {
                self.link(Link::Denied { yishi, program, why });
                self.lost(Link::Lost);
            }
        }
    }

    fn refused(&mut self, from: &SubmissionId, error: SessionError) {
        self.unkept = true;
        self.orphans.remove(from);
        if let Some(token) = self.tokens.remove(from) {
            self.tell(News::Failed(token, error));
        }
    }

    /// What an earlier run typed, submitted, and now is in the record, is no draft any more.
    fn forget_draft(&mut self, from: &SubmissionId) {
        let records = self.records.as_deref().unwrap_or_default();
        let Some(record) = records.iter().rev().find(|record| record.from.as_deref() == Some(from))
        else {
            return;
        };
        let Some(crate::domain::meeting::Event::Minutes(event)) = record.event() else { return };
        let (minutes::Event::Said { text, .. }
        | minutes::Event::Noted { text }
        | minutes::Event::Written { text, .. }
        | minutes::Event::Corrected { text, .. }
        | minutes::Event::Struck { reason: text, .. }) = event;
        self.drafts.retain(|_, draft| draft.trim() != text.trim());
    }

    /// Gives the session to the screen, once the record is whole and earlier runs are settled.
    fn show(&mut self) {
        if !self.peer.is_live() || !self.orphans.is_empty() {
            return;
        }
        let Some(records) = self.records.take() else { return };
        let ledger = Ledger::replay(Arc::clone(&self.catalog), records);
        let drafts = self.drafts.clone().into_iter().collect();
        let id = self.session.clone();
        let opened = ledger.map(|ledger| Box::new(Opened { id, ledger, loss: None, drafts }));
        self.tell(News::Opened(opened.map_err(SessionError::from)));
    }
}

fn is_away(link: &Link) -> bool {
    matches!(link, Link::Lost | Link::HostQuit)
}

/// The next frame; None where the wire has ended, and nothing at all while there is none.
async fn read(wire: &mut Option<Wire>) -> Option<Vec<u8>> {
    match wire {
        Some(wire) => next_frame(wire).await,
        None => std::future::pending().await,
    }
}

//! The host's side of the wire as a pure state machine: who is attached, what each has been sent,
//! what each asked for.
//!
//! A terminal has no queue of records but a place in the record, so however slow it is it costs the
//! host nothing and is never waited for; answers are at most one a terminal, and the rest is said
//! latest-wins. Time comes in as a duration since any start. Must not do I/O or decide anything.

use super::error::SessionError;
use super::news::Post;
use super::wire::{
    self, Attached, ClientKind, Denial, Goodbye, Hello, Submission, ToClient, ToHost, WIRE,
    WireError,
};
use crate::domain::recorded::SubmissionId;
use crate::domain::stamp::{By, Role};
use crate::i18n::Lang;
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

mod feed;
mod limits;
mod submissions;
use feed::{Feed, frame};
use limits::Allowance;
pub use limits::{COMMANDS, GREET, MOST, PING, RATE, SILENCE, SLICE};
use submissions::Latest;

/// A connection, by a number of the server's.
pub type Conn = u64;

/// Words an error of the store in a terminal's language.
pub type Wording = fn(Lang, &SessionError) -> String;

/// What the hub asks of the store's thread.
#[derive(Debug, PartialEq)]
pub enum Ask {
    Serve(String),
    Release(String),
    Submit { session: String, by: By, submission: Box<Submission> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Welcome,
    Reset,
}

#[derive(Debug)]
struct Client {
    hello: Hello,
    session: String,
    /// How many lines of the record it has been sent.
    sent: u64,
    /// What goes before the next line.
    first: VecDeque<First>,
    terminals: bool,
    ping: bool,
    answer: Option<Bytes>,
    /// What it submitted and the store's thread has not answered yet: one at a time.
    asked: Option<SubmissionId>,
}

#[derive(Debug)]
enum Stage {
    /// Nothing said yet.
    Silent,
    /// The session it asked for is being read.
    Waiting(Box<Hello>),
    Joined(Box<Client>),
    /// Nothing more is read; what is left to say is the last.
    Ending,
}

#[derive(Debug)]
struct Connection {
    stage: Stage,
    /// The last frame of all.
    last: Option<Bytes>,
    since: Duration,
    heard: Duration,
    allowance: Allowance,
}

#[derive(Debug)]
pub struct Hub {
    wording: Wording,
    /// The session that the host's own screen shows.
    open: Option<String>,
    feeds: BTreeMap<String, Feed>,
    lines: BTreeMap<Conn, Connection>,
    /// The latest submission of each terminal's run, and what became of it.
    answers: BTreeMap<String, Latest>,
    /// Connections that have something to be written since they were last asked.
    woken: BTreeSet<Conn>,
    asks: Vec<Ask>,
    /// The frame made last, for the next terminal that needs the same lines.
    made: feed::Made,
    attached_changed: bool,
}

impl Hub {
    pub fn new(wording: Wording) -> Self {
        Self {
            wording,
            open: None,
            feeds: BTreeMap::new(),
            lines: BTreeMap::new(),
            answers: BTreeMap::new(),
            woken: BTreeSet::new(),
            asks: Vec::new(),
            made: None,
            attached_changed: false,
        }
    }

    /// What is to be asked of the store's thread, in this order.
    pub fn asks(&mut self) -> Vec<Ask> {
        std::mem::take(&mut self.asks)
    }

    /// The connections that have something to be written.
    pub fn woken(&mut self) -> BTreeSet<Conn> {
        std::mem::take(&mut self.woken)
    }

    /// The terminals of the session that the host's own screen shows, where they have changed.
    pub fn attached_news(&mut self) -> Option<Vec<Attached>> {
        let changed = std::mem::take(&mut self.attached_changed);
        changed.then(|| self.open.as_deref().map(|id| self.attached(id)).unwrap_or_default())
    }

    /// Somebody has connected.
    pub fn connected(&mut self, conn: Conn, now: Duration) {
        let open = self.lines.values().filter(|line| !matches!(line.stage, Stage::Ending));
        let full = open.count() >= MOST + COMMANDS && !self.make_room();
        let allowance = Allowance::new(now);
        let line =
            Connection { stage: Stage::Silent, last: None, since: now, heard: now, allowance };
        self.lines.insert(conn, line);
        if full {
            self.deny(conn, Denial::Full { most: MOST });
        }
    }

    /// Whoever has said nothing yet makes room for somebody who may; false where nobody does.
    fn make_room(&mut self) -> bool {
        let silent = self.lines.iter().filter(|(_, line)| matches!(line.stage, Stage::Silent));
        let oldest = silent.min_by_key(|(_, line)| line.since).map(|(conn, _)| *conn);
        if let Some(oldest) = oldest {
            self.end(oldest, Goodbye::Silent);
        }
        oldest.is_some()
    }

    /// Room for one more of a kind. Terminals stay, so that there are only so many; commands are
    /// done soon, so that the one that has been idle for longest gives way.
    fn has_room(&mut self, kind: ClientKind) -> bool {
        let of_kind = |line: &Connection| match &line.stage {
            Stage::Joined(client) => client.hello.kind == kind,
            Stage::Waiting(hello) => hello.kind == kind,
            Stage::Silent | Stage::Ending => false,
        };
        let count = self.lines.values().filter(|line| of_kind(line)).count();
        if kind == ClientKind::Seat || count < COMMANDS {
            return kind == ClientKind::Errand || count < MOST;
        }
        let idle = self.lines.iter().filter(|(_, line)| match &line.stage {
            Stage::Joined(client) => client.hello.kind == kind && client.asked.is_none(),
            Stage::Silent | Stage::Waiting(_) | Stage::Ending => false,
        });
        let oldest = idle.min_by_key(|(_, line)| line.heard).map(|(conn, _)| *conn);
        if let Some(oldest) = oldest {
            self.end(oldest, Goodbye::Silent);
        }
        oldest.is_some()
    }

    /// The connection has ended, whoever ended it.
    pub fn lost(&mut self, conn: Conn) {
        let Some(line) = self.lines.remove(&conn) else { return };
        if let Stage::Joined(client) = line.stage {
            if client.hello.kind == ClientKind::Errand {
                self.answers.remove(&client.hello.client);
            }
            self.left(&client.session, client.hello.kind);
        }
    }

    /// How long this connection is not to be read after a frame of so many bytes, so that it sends
    /// no more than it may.
    pub fn pause(&mut self, conn: Conn, bytes: usize, now: Duration) -> Option<Duration> {
        self.lines.get_mut(&conn)?.allowance.take(bytes, now)
    }

    /// A frame has come that is longer than any may be; none of it was read.
    pub fn too_long(&mut self, conn: Conn) {
        self.end(conn, Goodbye::TooLong);
    }

    /// A frame has come.
    pub fn received(&mut self, conn: Conn, frame: &[u8], now: Duration) {
        let Some(line) = self.lines.get_mut(&conn) else { return };
        line.heard = now;
        match &line.stage {
            Stage::Silent => self.greeted(conn, frame),
            Stage::Waiting(_) | Stage::Ending => {}
            Stage::Joined(_) => match wire::read_to_host(frame) {
                Ok(message) => self.message(conn, message),
                Err(_) => self.end(conn, Goodbye::Garbled),
            },
        }
    }

    /// The store's thread has something to tell.
    pub fn posted(&mut self, post: Post) {
        match post {
            Post::Opened { session } => {
                self.open = Some(session);
                self.attached_changed = true;
            }
            Post::Served { session, lines } => self.served(&session, lines),
            Post::Line { session, line, from } => {
                self.answered(from.as_ref());
                let Some(feed) = self.feeds.get_mut(&session).filter(|feed| feed.read) else {
                    return;
                };
                feed.lines.push(line);
                self.wake_all(&session);
            }
            Post::Known { from } => self.known(&from),
            Post::Failed { from, error } => self.failed(from, &error),
        }
    }

    /// Time has passed: the silent are asked, those who stay silent are let go.
    pub fn tick(&mut self, now: Duration) {
        let mut silent = Vec::new();
        for (conn, line) in &mut self.lines {
            let quiet = now.saturating_sub(line.heard);
            match &mut line.stage {
                Stage::Silent if now.saturating_sub(line.since) >= GREET => silent.push(*conn),
                Stage::Joined(_) | Stage::Ending if quiet >= SILENCE => silent.push(*conn),
                Stage::Joined(client) if quiet >= PING => {
                    client.ping = true;
                    self.woken.insert(*conn);
                }
                Stage::Silent | Stage::Waiting(_) | Stage::Joined(_) | Stage::Ending => {}
            }
        }
        for conn in silent {
            self.end(conn, Goodbye::Silent);
        }
    }

    /// The host is left: everybody is told, and nobody new comes in.
    pub fn quit(&mut self) {
        let all: Vec<Conn> = self.lines.keys().copied().collect();
        for conn in all {
            self.end(conn, Goodbye::Quit);
        }
    }

    /// The host's own screen sends a terminal away.
    pub fn dismiss(&mut self, session: &str, terminal: &str) {
        let named = |client: &Client| {
            client.session == session
                && client.hello.kind == ClientKind::Seat
                && client.hello.terminal == terminal
        };
        let found: Vec<Conn> = self.clients().filter(|(_, c)| named(c)).map(|(n, _)| n).collect();
        for conn in found {
            self.end(conn, Goodbye::Dismissed);
        }
    }

    /// As [`Self::dismiss`], of the session that the host's own screen shows.
    pub fn dismiss_here(&mut self, terminal: &str) {
        if let Some(session) = self.open.clone() {
            self.dismiss(&session, terminal);
        }
    }

    /// The next frame for a connection; None until something happens.
    pub fn next(&mut self, conn: Conn) -> Option<Bytes> {
        let attached = match &self.lines.get(&conn)?.stage {
            Stage::Joined(client) if client.terminals => Some(self.attached(&client.session)),
            _ => None,
        };
        let line = self.lines.get_mut(&conn)?;
        let Stage::Joined(client) = &mut line.stage else { return line.last.take() };
        let feed = self.feeds.get(&client.session)?;
        match client.first.pop_front() {
            Some(First::Welcome) => {
                let (session, seq) = (client.session.clone(), feed.lines.len() as u64);
                return wire::encode(&ToClient::Welcome { session, seq }).ok();
            }
            Some(First::Reset) => return wire::encode(&ToClient::Reset).ok(),
            None => {}
        }
        let lines = feed.after(client.sent);
        if !lines.is_empty() {
            let from = client.sent;
            client.sent += lines.len() as u64;
            return Some(frame(&mut self.made, &client.session, from, lines));
        }
        if let Some(answer) = client.answer.take() {
            return Some(answer);
        }
        if let Some(attached) = attached {
            client.terminals = false;
            return wire::encode(&ToClient::Terminals(attached)).ok();
        }
        if std::mem::take(&mut client.ping) {
            return wire::encode(&ToClient::Ping { seq: client.sent }).ok();
        }
        None
    }

    /// Whether the connection is to be closed, all being said.
    pub fn is_done(&self, conn: Conn) -> bool {
        self.lines
            .get(&conn)
            .is_none_or(|line| matches!(line.stage, Stage::Ending) && line.last.is_none())
    }

    /// Whether nothing more is read of it.
    pub fn is_ending(&self, conn: Conn) -> bool {
        self.lines.get(&conn).is_some_and(|line| matches!(line.stage, Stage::Ending))
    }

    fn clients(&self) -> impl Iterator<Item = (Conn, &Client)> {
        self.lines.iter().filter_map(|(conn, line)| match &line.stage {
            Stage::Joined(client) => Some((*conn, &**client)),
            Stage::Silent | Stage::Waiting(_) | Stage::Ending => None,
        })
    }

    fn client(&mut self, conn: Conn) -> Option<&mut Client> {
        match &mut self.lines.get_mut(&conn)?.stage {
            Stage::Joined(client) => Some(client),
            Stage::Silent | Stage::Waiting(_) | Stage::Ending => None,
        }
    }

    fn attached(&self, session: &str) -> Vec<Attached> {
        let seats = self.clients().filter(|(_, client)| {
            client.session == session && client.hello.kind == ClientKind::Seat
        });
        let mut list: Vec<Attached> = seats
            .map(|(_, client)| Attached {
                terminal: client.hello.terminal.clone(),
                role: client.hello.role,
            })
            .collect();
        list.sort_by(|a, b| a.terminal.cmp(&b.terminal));
        list
    }

    fn wake_all(&mut self, session: &str) {
        let theirs = self.clients().filter(|(_, client)| client.session == session);
        let theirs: Vec<Conn> = theirs.map(|(conn, _)| conn).collect();
        self.woken.extend(theirs);
    }

    /// Who is attached has changed.
    fn tell_terminals(&mut self, session: &str) {
        let mut woken = Vec::new();
        for (conn, line) in &mut self.lines {
            if let Stage::Joined(client) = &mut line.stage
                && client.session == session
                && client.hello.kind == ClientKind::Seat
            {
                client.terminals = true;
                woken.push(*conn);
            }
        }
        self.woken.extend(woken);
        self.attached_changed = true;
    }

    /// Somebody has left the session; with the last one its lines are let go.
    fn left(&mut self, session: &str, kind: ClientKind) {
        let wanted = self.lines.values().any(|line| match &line.stage {
            Stage::Joined(client) => client.session == session,
            Stage::Waiting(hello) => hello.session.as_deref() == Some(session),
            Stage::Silent | Stage::Ending => false,
        });
        if wanted {
            // Commands come and go unseen: nobody is woken for one.
            if kind == ClientKind::Seat {
                self.tell_terminals(session);
            }
        } else {
            self.feeds.remove(session);
            self.attached_changed = true;
            self.asks.push(Ask::Release(session.to_owned()));
        }
    }

    fn last_words(&mut self, conn: Conn, message: &ToClient) {
        let Some(line) = self.lines.get_mut(&conn) else { return };
        let before = std::mem::replace(&mut line.stage, Stage::Ending);
        if line.last.is_none() {
            line.last = wire::encode(message).ok();
        }
        self.woken.insert(conn);
        if let Stage::Joined(client) = before {
            self.left(&client.session, client.hello.kind);
        }
    }

    fn deny(&mut self, conn: Conn, why: Denial) {
        let program = env!("CARGO_PKG_VERSION").to_owned();
        self.last_words(conn, &ToClient::Denied { yishi: WIRE, program, why });
    }

    fn end(&mut self, conn: Conn, why: Goodbye) {
        self.last_words(conn, &ToClient::Goodbye(why));
    }

    fn greeted(&mut self, conn: Conn, frame: &[u8]) {
        let mut hello = match wire::read_hello(frame) {
            Ok(hello) => hello,
            Err(WireError::Version(_)) => return self.deny(conn, Denial::Version),
            Err(WireError::Form(_)) => return self.deny(conn, Denial::Garbled),
        };
        let Some(session) = hello.session.clone().or_else(|| self.open.clone()) else {
            return self.deny(conn, Denial::NothingOpen);
        };
        hello.session = Some(session.clone());
        // A terminal that comes again takes the place of its old connection, which may not have
        // been seen to end yet; that there is one of a name is held where names are given.
        let same = |client: &Client| {
            let seats = client.hello.kind == ClientKind::Seat && hello.kind == ClientKind::Seat;
            let seat = seats && client.hello.terminal == hello.terminal;
            client.session == session && (seat || client.hello.client == hello.client)
        };
        let old: Vec<Conn> = self.clients().filter(|(_, c)| same(c)).map(|(n, _)| n).collect();
        for old in old {
            self.end(old, Goodbye::Silent);
        }
        if !self.has_room(hello.kind) {
            return self.deny(conn, Denial::Full { most: MOST });
        }
        if self.feeds.get(&session).is_some_and(|feed| feed.read) {
            return self.join(conn, hello, &session);
        }
        if let Some(line) = self.lines.get_mut(&conn) {
            line.stage = Stage::Waiting(Box::new(hello));
        }
        if !self.feeds.contains_key(&session) {
            self.feeds.insert(session.clone(), Feed::default());
            self.asks.push(Ask::Serve(session));
        }
    }

    fn served(&mut self, session: &str, lines: Result<Vec<Arc<str>>, SessionError>) {
        let waiting: Vec<(Conn, Hello)> = self
            .lines
            .iter()
            .filter_map(|(conn, line)| match &line.stage {
                Stage::Waiting(hello) if hello.session.as_deref() == Some(session) => {
                    Some((*conn, (**hello).clone()))
                }
                _ => None,
            })
            .collect();
        match lines {
            Ok(lines) => {
                self.feeds.insert(session.to_owned(), Feed { lines, read: true });
                for (conn, hello) in waiting {
                    self.join(conn, hello, session);
                }
                // Whoever waited for it may have gone meanwhile.
                self.left(session, ClientKind::Errand);
            }
            Err(error) => {
                self.feeds.remove(session);
                for (conn, hello) in waiting {
                    let none = matches!(&error, SessionError::Store(store)
                        if matches!(**store, crate::store::StoreError::NoSession { .. }));
                    let why = (self.wording)(hello.lang, &error);
                    let session = session.to_owned();
                    let why =
                        if none { Denial::NoSession { session } } else { Denial::Broken { why } };
                    self.deny(conn, why);
                }
            }
        }
    }

    fn join(&mut self, conn: Conn, hello: Hello, session: &str) {
        let Some(feed) = self.feeds.get(session) else { return };
        let known = feed.continues(hello.seq, hello.head);
        let sent = if known { hello.seq } else { 0 };
        let seat = hello.kind == ClientKind::Seat;
        let mut first = VecDeque::from([First::Welcome]);
        if !known {
            first.push_back(First::Reset);
        }
        if let Some(line) = self.lines.get_mut(&conn) {
            line.stage = Stage::Joined(Box::new(Client {
                hello,
                session: session.to_owned(),
                sent,
                first,
                terminals: false,
                ping: false,
                answer: None,
                asked: None,
            }));
        }
        self.woken.insert(conn);
        if seat {
            self.tell_terminals(session);
        }
    }

    fn message(&mut self, conn: Conn, message: ToHost) {
        match message {
            ToHost::Submit(submission) => self.submitted(conn, submission),
            ToHost::Resume { seq, head } => {
                let Some(session) = self.client(conn).map(|client| client.session.clone()) else {
                    return;
                };
                let known = self.feeds.get(&session).is_some_and(|f| f.continues(seq, head));
                if let Some(client) = self.client(conn) {
                    client.sent = if known { seq } else { 0 };
                    if !known && !client.first.contains(&First::Reset) {
                        client.first.push_back(First::Reset);
                    }
                }
                self.woken.insert(conn);
            }
            ToHost::Dismiss { terminal } => {
                let Some(client) = self.client(conn) else { return };
                if client.hello.role == Role::Chair {
                    let session = client.session.clone();
                    self.dismiss(&session, &terminal);
                }
            }
            ToHost::Pong => {}
            ToHost::Bye => self.last_words(conn, &ToClient::Goodbye(Goodbye::Quit)),
        }
    }
}

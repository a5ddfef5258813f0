//! The thread that owns the store: a queue of requests in, news out to every client.
//!
//! All acts that wait are stored with one flush. Must never wait for a client.

use super::error::SessionError;
use super::host::{ActRequest, Host};
use super::load_progress::LoadProgress;
use super::news::{News, Opened, Post, Token};
use super::transfer::{Outcome, TransferError, look_in, take_in};
use crate::document::session_summary::Summary;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::recorded::{Recorded, SubmissionId};
use crate::domain::refusal::Refusal;
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::domain::stamp::Stamp;
use crate::fault;
use crate::store::{Listed, Log, NO_SESSION, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;

/// How long leaving waits for a store that is still being opened.
const LEAVE_OPENING: Duration = Duration::from_secs(3);

/// Who asked for an act, and where the answer goes.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// The program's own screen.
    Own(Token),
    /// A terminal, through the server.
    Wire(SubmissionId),
}

#[derive(Debug)]
pub(super) struct Submitted {
    /// The session meant; that of the program's own screen where none is named.
    pub(super) session: Option<String>,
    pub(super) origin: Origin,
    pub(super) command: Command,
    pub(super) stamp: Stamp,
}

/// Makes a plan and its stamp of an earlier session.
pub type Make = Box<dyn FnOnce(&Meeting) -> (Plan, Stamp) + Send>;

pub(super) enum Request {
    List,
    Open(String),
    Create(Option<Token>, Box<(Plan, Stamp)>),
    Derive(Token, String, Make),
    Follow(Token, String, Box<(Command, Stamp)>),
    Submit(Box<Submitted>),
    GoOn(Token, Box<(Command, Stamp)>),
    LookIn(Arc<[u8]>),
    TakeIn(Token, Arc<[u8]>),
    TryWriting,
    Draft {
        session: String,
        name: String,
        text: Option<String>,
    },
    /// Gives the server all lines of a session, and from then on every new one.
    Serve(String),
    /// Nobody is attached to the session any more.
    Release(String),
    Stop,
}

/// Opens a store that is held, on the thread that will own it, and reads the vote rules.
pub type Opener = Box<dyn FnOnce() -> Result<(Box<dyn Log>, Arc<Catalog>), StoreError> + Send>;

/// What the thread begins with.
pub(super) enum Store {
    Open(Box<dyn Log>, Arc<Catalog>),
    /// Its opening is told by [`News::Store`] or [`News::NoStore`]; requests wait for it.
    Held(Opener),
}

impl Store {
    /// Opens it where it is not open; None where that fails, which is told.
    fn open(self, news: &UnboundedSender<News>) -> Option<(Box<dyn Log>, Arc<Catalog>)> {
        let open = match self {
            Self::Open(log, catalog) => return Some((log, catalog)),
            Self::Held(open) => open,
        };
        fault::slow("slow-opening");
        let opened = open().map(|(mut log, catalog)| {
            let (read_only, typed) = (log.is_read_only(), log.drafts(NO_SESSION));
            let (typed, catalog_told) = (typed.unwrap_or_default(), Arc::clone(&catalog));
            let _ = news.send(News::Store { read_only, typed, catalog: catalog_told });
            (log, catalog)
        });
        opened.map_err(|error| news.send(News::NoStore(error))).ok()
    }
}

/// The handle of the store's thread. Dropping it flushes and closes the store.
pub struct StoreWorker {
    requests: Sender<Request>,
    thread: Option<JoinHandle<()>>,
    /// The session that is being read for the screen is not wanted any more.
    unwanted: Arc<AtomicBool>,
    /// The store is open, or will not be.
    settled: Arc<AtomicBool>,
}

impl std::fmt::Debug for StoreWorker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keeper")
    }
}

impl StoreWorker {
    /// Starts the thread; what happens is told to `news`, and to `posts` for the terminals that are
    /// attached. An error where the system gives no thread.
    pub(super) fn start(
        store: Store,
        news: UnboundedSender<News>,
        posts: Option<UnboundedSender<Post>>,
    ) -> std::io::Result<Self> {
        let (requests, inbox) = channel();
        let (hosts, served) = (BTreeMap::new(), BTreeSet::new());
        let unwanted = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&unwanted);
        let settled = Arc::new(AtomicBool::new(false));
        let tells = Arc::clone(&settled);
        let work = move || {
            let opened = store.open(&news);
            tells.store(true, Ordering::SeqCst);
            let Some((log, catalog)) = opened else { return };
            let own = None;
            Thread { log, catalog, hosts, own, served, stop, news, posts, told: 0 }.run(&inbox);
        };
        let thread = std::thread::Builder::new().name("store".into()).spawn(work)?;
        Ok(Self { requests, thread: Some(thread), unwanted, settled })
    }

    pub(super) fn requests(&self) -> Sender<Request> {
        self.requests.clone()
    }

    // A send fails only when the thread is gone; its end is seen by the client as the end of news.

    pub fn list(&self) {
        let _ = self.requests.send(Request::List);
    }

    pub fn open(&self, id: &str) {
        self.unwanted.store(false, Ordering::SeqCst);
        let _ = self.requests.send(Request::Open(id.to_owned()));
    }

    /// The session asked for is not wanted any more: if it is still being read, that ends with
    /// [`SessionError::Stopped`].
    pub fn stop_reading(&self) {
        self.unwanted.store(true, Ordering::SeqCst);
    }

    pub fn create(&self, plan: Plan, stamp: Stamp) {
        let _ = self.requests.send(Request::Create(None, Box::new((plan, stamp))));
    }

    /// The same for a form, which is told by its token where it cannot be.
    pub fn create_for(&self, token: Token, plan: Plan, stamp: Stamp) {
        let _ = self.requests.send(Request::Create(Some(token), Box::new((plan, stamp))));
    }

    /// A session made of an earlier one, which is read and not changed.
    pub fn derive(&self, token: Token, from: String, make: Make) {
        let _ = self.requests.send(Request::Derive(token, from, make));
    }

    /// An act in a session that need not be the one that is open.
    pub fn follow(&self, token: Token, session: String, command: Command, stamp: Stamp) {
        let act = Box::new((command, stamp));
        let _ = self.requests.send(Request::Follow(token, session, act));
    }

    /// Checks a file of sessions against the store; nothing is stored.
    pub fn look_in(&self, bytes: Arc<[u8]>) {
        let _ = self.requests.send(Request::LookIn(bytes));
    }

    /// Takes it into the store, whole or not at all.
    pub fn take_in(&self, token: Token, bytes: Arc<[u8]>) {
        let _ = self.requests.send(Request::TakeIn(token, bytes));
    }

    /// An act of the session that was opened last.
    pub fn submit(&self, token: Token, command: Command, stamp: Stamp) {
        let origin = Origin::Own(token);
        let act = Submitted { session: None, origin, command, stamp };
        let _ = self.requests.send(Request::Submit(Box::new(act)));
    }

    /// Goes on after the loss that was told with the session; this act says so in the record.
    pub fn go_on(&self, token: Token, command: Command, stamp: Stamp) {
        let _ = self.requests.send(Request::GoOn(token, Box::new((command, stamp))));
    }

    /// Finds out whether the store can be written to again; [`News::Writable`] if so.
    pub fn try_writing(&self) {
        let _ = self.requests.send(Request::TryWriting);
    }

    /// Keeps (or with no text forgets) what is being typed.
    pub fn draft(&self, session: &str, name: &str, text: Option<String>) {
        let (session, name) = (session.to_owned(), name.to_owned());
        let _ = self.requests.send(Request::Draft { session, name, text });
    }
}

impl Drop for StoreWorker {
    fn drop(&mut self) {
        self.stop_reading();
        let _ = self.requests.send(Request::Stop);
        let Some(thread) = self.thread.take() else { return };
        // Nobody waits without end for a store in which they have done nothing: to end while it is
        // being opened is what a kill does, and the next opening mends that.
        let until = Instant::now() + LEAVE_OPENING;
        while !self.settled.load(Ordering::SeqCst) && !thread.is_finished() {
            if Instant::now() > until {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = thread.join();
    }
}

struct Thread {
    log: Box<dyn Log>,
    catalog: Arc<Catalog>,
    /// The sessions in use, by id.
    hosts: BTreeMap<String, Host>,
    /// The one that the program's own screen shows.
    own: Option<String>,
    /// Those that terminals are attached to.
    served: BTreeSet<String>,
    /// What is being read for the screen is not wanted any more.
    stop: Arc<AtomicBool>,
    news: UnboundedSender<News>,
    posts: Option<UnboundedSender<Post>>,
    /// How much of the log's damage was told.
    told: usize,
}

impl Thread {
    fn run(mut self, inbox: &Receiver<Request>) {
        let mut held: Option<Request> = None;
        self.tell_damage();
        while let Some(request) = held.take().or_else(|| inbox.recv().ok()) {
            match request {
                Request::Stop => break,
                Request::Submit(act) => {
                    let mut acts = vec![self.placed(*act)];
                    while let Ok(next) = inbox.try_recv() {
                        match next {
                            Request::Submit(act) => acts.push(self.placed(*act)),
                            other => {
                                held = Some(other);
                                break;
                            }
                        }
                    }
                    self.submit(acts);
                }
                other => self.serve(other),
            }
            self.tell_damage();
        }
        self.log.close();
    }

    /// Damage is found while the store is opened, read and appended to; it is never silent.
    fn tell_damage(&mut self) {
        let new = self.log.damage().get(self.told..).unwrap_or_default().to_vec();
        self.told += new.len();
        if !new.is_empty() {
            self.tell(News::Damage(new));
        }
    }

    fn tell(&self, news: News) {
        let _ = self.news.send(news);
    }

    fn post(&self, post: Post) {
        if let Some(posts) = &self.posts {
            // A server that is gone has nobody to tell.
            let _ = posts.send(post);
        }
    }

    fn placed(&self, act: Submitted) -> Submitted {
        let session = act.session.or_else(|| self.own.clone());
        Submitted { session, ..act }
    }

    /// One flush for all acts that waited, a session at a time and in their order.
    fn submit(&mut self, mut acts: Vec<Submitted>) {
        while let Some(session) = acts.first().map(|act| act.session.clone()) {
            let (these, others) = acts.into_iter().partition(|act| act.session == session);
            acts = others;
            if let Some(session) = session {
                self.submit_to(&session, these);
            }
        }
    }

    fn submit_to(&mut self, session: &str, acts: Vec<Submitted>) {
        let Some(host) = self.hosts.get_mut(session) else { return };
        // What the record has already is not done again: its sender gets it with the record.
        let (known, new): (Vec<Submitted>, Vec<Submitted>) = acts
            .into_iter()
            .partition(|act| matches!(&act.origin, Origin::Wire(from) if host.has(from)));
        let submitted = new.iter().map(|act| ActRequest {
            command: &act.command,
            stamp: &act.stamp,
            from: match &act.origin {
                Origin::Own(_) => None,
                Origin::Wire(from) => Some(from),
            },
        });
        fault::at("store");
        let results = host.submit_all(&mut *self.log, submitted);
        for act in known {
            if let Origin::Wire(from) = act.origin {
                self.post(Post::Known { from });
            }
        }
        for (act, result) in new.into_iter().zip(results) {
            match (act.origin, result) {
                (Origin::Own(token), Ok(record)) => self.recorded(session, Some(token), record),
                (Origin::Wire(_), Ok(record)) => self.recorded(session, None, record),
                (Origin::Own(token), Err(error)) => self.tell(News::Failed(token, error)),
                (Origin::Wire(from), Err(error)) => {
                    self.post(Post::Failed { from, error });
                }
            }
        }
    }

    /// A line is on disk: everybody hears of it.
    fn recorded(&self, session: &str, token: Option<Token>, record: Arc<Recorded>) {
        if self.posts.is_some()
            && let Ok(line) = record.encode()
        {
            let (session, from) = (session.to_owned(), record.from.as_deref().cloned());
            self.post(Post::Line { session, line: line.into(), from });
        }
        if self.own.as_deref() == Some(session) {
            self.tell(News::Recorded(token, record));
        }
    }

    fn serve(&mut self, request: Request) {
        match request {
            Request::List => {
                let list = self.list();
                self.tell(News::Sessions(list));
            }
            Request::Open(id) => {
                let opened = self.read_for_screen(&id).map(|()| id);
                self.opened(opened);
            }
            Request::Create(token, made) => self.create(token, *made),
            Request::Derive(token, from, make) => {
                let earlier = Host::open(&mut *self.log, &from, Arc::clone(&self.catalog));
                match earlier.map(|host| host.ledger().meeting().map(make)) {
                    Ok(Some(made)) => self.create(Some(token), made),
                    Ok(None) => {
                        let refusal = Refusal::NotPlanned;
                        self.tell(News::Failed(token, SessionError::Refused(refusal)));
                    }
                    Err(error) => self.tell(News::Failed(token, error)),
                }
            }
            Request::Follow(token, session, act) => {
                let done = self.follow(&session, *act);
                self.tell(match done {
                    Ok(()) => News::Followed(token),
                    Err(error) => News::Failed(token, error),
                });
            }
            Request::LookIn(bytes) => {
                let looked = look_in(&mut *self.log, &*bytes, &self.catalog, &mut |_| true);
                self.tell(News::LookedIn(looked));
            }
            Request::TakeIn(token, bytes) => {
                let taken = self.take_in(&bytes);
                self.tell(News::TakenIn(token, taken));
            }
            Request::Draft { session, name, text } => {
                let kept = match text {
                    Some(text) => self.log.put_draft(&session, &name, &text),
                    None => self.log.remove_draft(&session, &name),
                };
                if let Err(error) = kept {
                    self.tell(News::DraftFailed(error.into()));
                }
            }
            Request::Serve(id) => {
                let lines = self.lines(&id);
                if lines.is_ok() {
                    self.served.insert(id.clone());
                }
                self.post(Post::Served { session: id, lines });
            }
            Request::Release(id) => {
                self.served.remove(&id);
                self.let_go(&id);
            }
            Request::GoOn(token, act) => {
                let Some(id) = self.own.clone() else { return };
                let Some(host) = self.hosts.get_mut(&id) else { return };
                let (command, stamp) = *act;
                match host.go_on(&mut *self.log, &command, &stamp) {
                    Ok(record) => self.recorded(&id, Some(token), record),
                    Err(error) => self.tell(News::Failed(token, error)),
                }
            }
            Request::TryWriting => {
                if self.log.try_writing().is_ok() {
                    self.tell(News::Writable);
                }
            }
            Request::Submit(..) | Request::Stop => {}
        }
    }

    fn create(&mut self, token: Option<Token>, (plan, stamp): (Plan, Stamp)) {
        let host = Host::create(&mut *self.log, plan, &stamp, Arc::clone(&self.catalog));
        let created = host.map(|host| {
            let id = host.id().to_owned();
            self.hosts.insert(id.clone(), host);
            id
        });
        match (created, token) {
            (Err(error), Some(token)) => self.tell(News::Failed(token, error)),
            (created, _) => self.opened(created),
        }
    }

    /// Acts in a session's record without opening it for anybody. Time goes on from the record,
    /// as everywhere.
    fn follow(
        &mut self,
        session: &str,
        (command, stamp): (Command, Stamp),
    ) -> Result<(), SessionError> {
        let host = self.host(session)?;
        let zone = host.ledger().meeting().map(|m| m.session.plan.zone());
        let at = zone.map_or(stamp.at, |zone| stamp.at.with_timezone(&zone));
        let at = host.ledger().not_before(at);
        let stamp = Stamp { at, ..stamp };
        if let Some(host) = self.hosts.get_mut(session) {
            let record = host.submit(&mut *self.log, &command, &stamp)?;
            self.recorded(session, None, record);
        }
        self.let_go(session);
        Ok(())
    }

    /// What is in memory of a session that is added to is forgotten: its record has moved on. Where
    /// a terminal is attached to it, it would be cut off from its own record.
    fn take_in(&mut self, bytes: &[u8]) -> Result<Outcome, TransferError> {
        if !self.served.is_empty() {
            let seen = look_in(&mut *self.log, bytes, &self.catalog, &mut |_| true)?;
            if let Some(one) = seen.sessions.iter().find(|one| self.served.contains(&one.session)) {
                return Err(TransferError::InUse(one.session.clone()));
            }
        }
        let taken = take_in(&mut *self.log, bytes, &self.catalog, &mut |_| true)?;
        for one in &taken.sessions {
            self.hosts.remove(&one.session);
            self.own = self.own.take().filter(|own| *own != one.session);
        }
        Ok(taken)
    }

    /// The host of a session, read from the store where nobody has used it yet.
    fn host(&mut self, id: &str) -> Result<&Host, SessionError> {
        self.read(id, &|| true)?;
        let missing = || crate::store::StoreError::NoSession { session: id.to_owned() };
        self.hosts.get(id).ok_or_else(|| missing().into())
    }

    /// The same while the screen waits for it, which may want it no more.
    fn read_for_screen(&mut self, id: &str) -> Result<(), SessionError> {
        let stop = Arc::clone(&self.stop);
        self.read(id, &|| !stop.load(Ordering::SeqCst))
    }

    /// Reads a session where nobody has used it yet, as long as it is wanted. Of a long record it is
    /// told how far that is.
    fn read(&mut self, id: &str, is_wanted: &dyn Fn() -> bool) -> Result<(), SessionError> {
        if !self.hosts.contains_key(id) {
            let mut far = LoadProgress::new(&self.news);
            let mut watch = |done, total| {
                far.at(done, total);
                is_wanted()
            };
            let catalog = Arc::clone(&self.catalog);
            let host = Host::open_watched(&mut *self.log, id, catalog, &mut watch)?;
            self.hosts.insert(id.to_owned(), host);
        }
        Ok(())
    }

    /// Forgets a session that nobody has open any more; the store has it.
    fn let_go(&mut self, id: &str) {
        if self.own.as_deref() != Some(id) && !self.served.contains(id) {
            self.hosts.remove(id);
        }
    }

    fn lines(&mut self, id: &str) -> Result<Vec<Arc<str>>, SessionError> {
        let records = self.host(id)?.ledger().records();
        records.iter().map(|record| Ok(Arc::from(record.encode()?))).collect()
    }

    /// The sessions with their summaries. A summary is only a cache: where it was lost, in a rebuilt
    /// store, or was written by a version that kept less in it, the record is read once and the
    /// summary kept again.
    fn list(&mut self) -> Result<Vec<Summary>, SessionError> {
        let mut list = Vec::new();
        for Listed { id, summary: kept, .. } in self.log.sessions()? {
            if let Some(kept) = kept.as_deref().and_then(Summary::read) {
                list.push(Summary { id, ..kept });
                continue;
            }
            let catalog = Arc::clone(&self.catalog);
            // A session that cannot be read is told when somebody opens it.
            let Ok(host) = Host::open(&mut *self.log, &id, catalog) else { continue };
            let summary = Summary::of(host.ledger());
            if let Some(bytes) = summary.as_ref().and_then(Summary::write) {
                let _ = self.log.put_summary(&id, &bytes);
            }
            list.extend(summary.map(|kept| Summary { id, ..kept }));
        }
        Ok(list)
    }

    fn opened(&mut self, opened: Result<String, SessionError>) {
        let told = opened.and_then(|id| {
            let drafts = self.log.drafts(&id).unwrap_or_default();
            let ledger = self.host(&id)?.ledger().clone();
            let before = self.own.replace(id.clone());
            if let Some(before) = before {
                self.let_go(&before);
            }
            self.post(Post::Opened { session: id.clone() });
            let loss = self.log.loss(&id).cloned();
            Ok(Box::new(Opened { id, ledger, loss, drafts }))
        });
        self.tell(News::Opened(told));
    }
}

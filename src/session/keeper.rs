//! The thread that owns the store: a queue of requests in, news out to every client.
//!
//! All acts that wait are stored with one flush. Must never wait for a client.

use super::host::{Host, SessionError, is_summary, summary};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::recorded::{Recorded, Stamp};
use crate::domain::refusal::Refusal;
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::fault;
use crate::store::{Damage, Listed, Log};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use tokio::sync::mpsc::UnboundedSender;

/// Ties an answer to its request; chosen by the client.
pub type Token = u64;

/// What the keeper tells its client, in the order in which it happened.
#[derive(Debug)]
pub enum News {
    Sessions(Result<Vec<Listed>, SessionError>),
    /// The session asked for, whole, with its drafts.
    Opened(Result<Box<Opened>, SessionError>),
    /// An act is on disk. The token is that of the client who submitted it.
    Recorded(Token, Box<Recorded>),
    Failed(Token, SessionError),
    /// An act of the follow-up is in the record of its session.
    Followed(Token),
    /// Found damaged since the last such news.
    Damage(Vec<Damage>),
    /// The store can be written to again.
    Writable,
    /// A draft could not be kept; the text is still on the screen.
    DraftFailed(SessionError),
}

/// A session as it was found in the store.
#[derive(Debug)]
pub struct Opened {
    pub id: String,
    pub ledger: Ledger,
    /// What is lost of it, where nobody has decided to go on yet: until then it may only be read.
    pub loss: Option<Damage>,
    /// Name and text of what was typed and not submitted.
    pub drafts: Vec<(String, String)>,
}

/// Makes a plan and its stamp of an earlier session.
pub type Make = Box<dyn FnOnce(&Meeting) -> (Plan, Stamp) + Send>;

enum Request {
    List,
    Open(String),
    Create(Option<Token>, Box<(Plan, Stamp)>),
    Derive(Token, String, Make),
    Follow(Token, String, Box<(Command, Stamp)>),
    Submit(Token, Box<(Command, Stamp)>),
    GoOn(Token, Box<(Command, Stamp)>),
    TryWriting,
    Draft { session: String, name: String, text: Option<String> },
    Stop,
}

/// The handle of the store's thread. Dropping it flushes and closes the store.
pub struct Keeper {
    requests: Sender<Request>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Keeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keeper")
    }
}

impl Keeper {
    /// Starts the thread. `None` where the system gives no thread.
    pub fn start(
        log: Box<dyn Log>,
        catalog: Arc<Catalog>,
        news: UnboundedSender<News>,
    ) -> std::io::Result<Self> {
        let (requests, inbox) = channel();
        let work = move || Thread { log, catalog, host: None, news, told: 0 }.run(&inbox);
        let thread = std::thread::Builder::new().name("store".into()).spawn(work)?;
        Ok(Self { requests, thread: Some(thread) })
    }

    // A send fails only when the thread is gone; its end is seen by the client as the end of news.

    pub fn list(&self) {
        let _ = self.requests.send(Request::List);
    }

    pub fn open(&self, id: &str) {
        let _ = self.requests.send(Request::Open(id.to_owned()));
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

    pub fn submit(&self, token: Token, command: Command, stamp: Stamp) {
        let _ = self.requests.send(Request::Submit(token, Box::new((command, stamp))));
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

impl Drop for Keeper {
    fn drop(&mut self) {
        let _ = self.requests.send(Request::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Thread {
    log: Box<dyn Log>,
    catalog: Arc<Catalog>,
    host: Option<Host>,
    news: UnboundedSender<News>,
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
                Request::Submit(token, act) => {
                    let mut acts = vec![(token, act)];
                    while let Ok(next) = inbox.try_recv() {
                        match next {
                            Request::Submit(token, act) => acts.push((token, act)),
                            other => {
                                held = Some(other);
                                break;
                            }
                        }
                    }
                    self.submit(&acts);
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

    fn submit(&mut self, acts: &[(Token, Box<(Command, Stamp)>)]) {
        let Some(host) = &mut self.host else { return };
        fault::at("store");
        let pairs = acts.iter().map(|(_, act)| (&act.0, &act.1));
        let results = host.submit_all(&mut *self.log, pairs);
        for ((token, _), result) in acts.iter().zip(results) {
            self.tell(match result {
                Ok(record) => News::Recorded(*token, Box::new(record)),
                Err(error) => News::Failed(*token, error),
            });
        }
    }

    fn serve(&mut self, request: Request) {
        match request {
            Request::List => {
                let list = self.list();
                self.tell(News::Sessions(list));
            }
            Request::Open(id) => {
                let host = Host::open(&mut *self.log, &id, Arc::clone(&self.catalog));
                self.opened(host);
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
            Request::Draft { session, name, text } => {
                let kept = match text {
                    Some(text) => self.log.put_draft(&session, &name, &text),
                    None => self.log.remove_draft(&session, &name),
                };
                if let Err(error) = kept {
                    self.tell(News::DraftFailed(error.into()));
                }
            }
            Request::GoOn(token, act) => {
                let Some(host) = &mut self.host else { return };
                let (command, stamp) = *act;
                let went = host.go_on(&mut *self.log, &command, &stamp);
                self.tell(match went {
                    Ok(record) => News::Recorded(token, Box::new(record)),
                    Err(error) => News::Failed(token, error),
                });
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
        match (host, token) {
            (Err(error), Some(token)) => self.tell(News::Failed(token, error)),
            (host, _) => self.opened(host),
        }
    }

    /// Acts in a session's record without opening it for anybody. Time goes on from the record,
    /// as everywhere.
    fn follow(
        &mut self,
        session: &str,
        (command, stamp): (Command, Stamp),
    ) -> Result<(), SessionError> {
        let mut other = None;
        let host = match &mut self.host {
            Some(host) if host.id() == session => host,
            _ => {
                let catalog = Arc::clone(&self.catalog);
                other.insert(Host::open(&mut *self.log, session, catalog)?)
            }
        };
        let zone = host.ledger().meeting().map(|m| m.session.plan.zone());
        let at = zone.map_or(stamp.at, |zone| stamp.at.with_timezone(&zone));
        let at = host.ledger().latest().map_or(at, |latest| at.max(latest));
        host.submit(&mut *self.log, &command, &Stamp { at, ..stamp }).map(|_| ())
    }

    /// The sessions with their summaries. A summary is only a cache: where it was lost, in a rebuilt
    /// store, or was written by a version that kept less in it, the record is read once and the
    /// summary kept again.
    fn list(&mut self) -> Result<Vec<Listed>, SessionError> {
        let mut list = self.log.sessions()?;
        let lost = |listed: &&mut Listed| !listed.summary.as_deref().is_some_and(is_summary);
        for listed in list.iter_mut().filter(lost) {
            let catalog = Arc::clone(&self.catalog);
            // A session that cannot be read is told when somebody opens it.
            let Ok(host) = Host::open(&mut *self.log, &listed.id, catalog) else { continue };
            listed.summary = summary(host.ledger());
            if let Some(summary) = &listed.summary {
                let _ = self.log.put_summary(&listed.id, summary);
            }
        }
        Ok(list)
    }

    fn opened(&mut self, host: Result<Host, SessionError>) {
        let opened = host.map(|host| {
            let drafts = self.log.drafts(host.id()).unwrap_or_default();
            let (id, ledger) = (host.id().to_owned(), host.ledger().clone());
            let loss = self.log.loss(&id).cloned();
            let told = Box::new(Opened { id, ledger, loss, drafts });
            self.host = Some(host);
            told
        });
        self.tell(News::Opened(opened));
    }
}

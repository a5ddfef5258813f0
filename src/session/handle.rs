//! What a screen holds of a session: one handle, whether the store is its own or a host's.

use super::news::{News, Post, Token};
use super::remote::{Attach, Remote};
use super::server::Server;
use super::store_worker::{Make, Opener, Store, StoreWorker};
use crate::domain::meeting::Command;
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::domain::stamp::Stamp;
use crate::store::{Log, NO_SESSION, StoreError};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Where the session of a screen is.
pub enum Source {
    /// In a store of its own, which it hosts for others. Without a folder nobody can join.
    Own { log: Box<dyn Log>, catalog: Arc<Catalog>, dir: Option<PathBuf> },
    /// The same, held and not open yet.
    Held { open: Opener, dir: PathBuf },
    /// At a host.
    Attached(Attach),
}

impl Source {
    /// Whether it can only be read, and what an earlier run typed outside of sessions and did not
    /// submit: it must be there before the first key.
    pub fn state(&mut self) -> (bool, Vec<(String, String)>) {
        match self {
            Self::Own { log, .. } => {
                (log.is_read_only(), log.drafts(NO_SESSION).unwrap_or_default())
            }
            // Told when it is open: until then keys wait.
            Self::Held { .. } | Self::Attached(_) => (false, Vec::new()),
        }
    }

    /// The store's folder, where it is this machine's.
    pub fn dir(&self) -> Option<PathBuf> {
        match self {
            Self::Own { dir, .. } => dir.clone(),
            Self::Held { dir, .. } => Some(dir.clone()),
            Self::Attached(_) => None,
        }
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Own { dir, .. } => {
                f.debug_struct("Own").field("dir", dir).finish_non_exhaustive()
            }
            Self::Held { dir, .. } => {
                f.debug_struct("Held").field("dir", dir).finish_non_exhaustive()
            }
            Self::Attached(attach) => attach.fmt(f),
        }
    }
}

/// What a server will need, where it is begun once the store is open.
#[derive(Debug)]
pub struct ToServe {
    dir: PathBuf,
    posts: UnboundedReceiver<Post>,
    news: UnboundedSender<News>,
}

/// Why a session could not be begun.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The handle. Its answers are the [`News`] given at the start, whichever it is.
#[derive(Debug)]
pub enum Session {
    // The server goes first: it says goodbye while the store's thread still runs.
    Own { server: Option<Server>, to_serve: Option<ToServe>, store_worker: StoreWorker },
    Attached(Remote),
}

impl Session {
    /// Begins, on the runtime it is called in.
    pub fn start(source: Source, news: UnboundedSender<News>) -> Result<Self, StartError> {
        match source {
            Source::Own { log, catalog, dir } => {
                let mut session = Self::own(Store::Open(log, catalog), dir, news)?;
                session.serve()?;
                Ok(session)
            }
            Source::Held { open, dir } => Self::own(Store::Held(open), Some(dir), news),
            Source::Attached(attach) => Ok(Self::Attached(Remote::start(attach, news)?)),
        }
    }

    fn own(
        store: Store,
        dir: Option<PathBuf>,
        news: UnboundedSender<News>,
    ) -> Result<Self, StartError> {
        let (posts, inbox) = unbounded_channel();
        let told = dir.is_some().then_some(posts);
        let store_worker = StoreWorker::start(store, news.clone(), told)?;
        let to_serve = dir.map(|dir| ToServe { dir, posts: inbox, news });
        Ok(Self::Own { server: None, to_serve, store_worker })
    }

    /// Lets others join, from the moment on when the store is open: nobody may be told of a host that
    /// has no store.
    pub fn serve(&mut self) -> std::io::Result<()> {
        if let Self::Own { server, to_serve, store_worker } = self
            && let Some(ToServe { dir, posts, news }) = to_serve.take()
        {
            *server = Some(Server::start(&dir, store_worker.requests(), posts, news)?);
        }
        Ok(())
    }

    /// The list of sessions; an attached terminal has its one session.
    pub fn list(&self) {
        if let Self::Own { store_worker, .. } = self {
            store_worker.list();
        }
    }

    pub fn open(&self, id: &str) {
        if let Self::Own { store_worker, .. } = self {
            store_worker.open(id);
        }
    }

    /// The session asked for is not wanted any more; what is read in an instant may come all the same.
    pub fn stop_reading(&self) {
        if let Self::Own { store_worker, .. } = self {
            store_worker.stop_reading();
        }
    }

    pub fn create(&self, plan: Plan, stamp: Stamp) {
        if let Self::Own { store_worker, .. } = self {
            store_worker.create(plan, stamp);
        }
    }

    /// The same for a form, which is told by its token where it cannot be. False where the store is
    /// not here: a host keeps its sessions itself.
    pub fn create_for(&self, token: Token, plan: Plan, stamp: Stamp) -> bool {
        self.at_store(|store_worker| store_worker.create_for(token, plan, stamp))
    }

    /// A session made of an earlier one, which is read and not changed; false as before.
    pub fn derive(&self, token: Token, from: String, make: Make) -> bool {
        self.at_store(|store_worker| store_worker.derive(token, from, make))
    }

    /// An act in a session that need not be the one that is open; false as before.
    pub fn follow(&self, token: Token, session: String, command: Command, stamp: Stamp) -> bool {
        self.at_store(|store_worker| store_worker.follow(token, session, command, stamp))
    }

    /// Checks a file of sessions against the store; false as before.
    pub fn look_in(&self, bytes: Arc<[u8]>) -> bool {
        self.at_store(|store_worker| store_worker.look_in(bytes))
    }

    /// Takes it into the store, whole or not at all; false as before.
    pub fn take_in(&self, token: Token, bytes: Arc<[u8]>) -> bool {
        self.at_store(|store_worker| store_worker.take_in(token, bytes))
    }

    fn at_store(&self, ask: impl FnOnce(&StoreWorker)) -> bool {
        match self {
            Self::Own { store_worker, .. } => ask(store_worker),
            Self::Attached(_) => return false,
        }
        true
    }

    pub fn submit(&self, token: Token, command: Command, stamp: Stamp) {
        match self {
            Self::Own { store_worker, .. } => store_worker.submit(token, command, stamp),
            Self::Attached(remote) => remote.submit(token, command, stamp),
        }
    }

    /// Goes on after the loss that was told with the session; this act says so in the record. At a
    /// host it is its chair's to decide.
    pub fn go_on(&self, token: Token, command: Command, stamp: Stamp) {
        match self {
            Self::Own { store_worker, .. } => store_worker.go_on(token, command, stamp),
            Self::Attached(remote) => remote.submit(token, command, stamp),
        }
    }

    /// Finds out whether the store can be written to again; [`News::Writable`] if so.
    pub fn try_writing(&self) {
        if let Self::Own { store_worker, .. } = self {
            store_worker.try_writing();
        }
    }

    /// Keeps (or with no text forgets) what is being typed.
    pub fn draft(&self, session: &str, name: &str, text: Option<String>) {
        match self {
            Self::Own { store_worker, .. } => store_worker.draft(session, name, text),
            Self::Attached(remote) => remote.draft(name, text),
        }
    }

    /// Sends a terminal away.
    pub fn dismiss(&self, terminal: &str) {
        match self {
            Self::Own { server, .. } => {
                if let Some(server) = server {
                    server.dismiss(terminal);
                }
            }
            Self::Attached(remote) => remote.dismiss(terminal),
        }
    }

    /// Keeps all that is to be kept, says goodbye, and ends.
    pub async fn leave(self) {
        match self {
            Self::Own { server, store_worker, to_serve: _ } => {
                drop(server);
                drop(store_worker);
            }
            Self::Attached(remote) => remote.leave().await,
        }
    }
}

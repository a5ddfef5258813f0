//! A command's way to a running host: in, the record, perhaps some acts, and out again.
//!
//! Waits for every answer, as a command without a screen does. Must not keep anything.

use super::connection::{Wire, connect, framed, next_frame, run_number, send};
use super::error::{AttachError, SessionError, SubmitError};
use super::peer::{Peer, Told};
use super::wire::{self, ClientKind, Denial, Hello, WIRE};
use crate::domain::hash::LineHash;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Command;
use crate::domain::recorded::{Recorded, SubmissionId};
use crate::domain::rule::Catalog;
use crate::domain::stamp::{By, Stamp};
use crate::i18n::Lang;
use crate::store::is_held;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a host may take for an answer; its disk may be slow.
const PATIENCE: Duration = Duration::from_secs(30);
/// A host that has the lock and has not said yet where it is, is about to: its screen may be up
/// already.
const STARTING: Duration = Duration::from_secs(10);
/// A host listens before it has read the session that it was started with; one at the list of
/// sessions has none.
const READING: Duration = Duration::from_secs(3);

/// A connection for one command.
pub struct HostClient {
    runtime: tokio::runtime::Runtime,
    wire: Wire,
    peer: Peer,
    started: Instant,
    ledger: Ledger,
}

impl std::fmt::Debug for HostClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Errand").field("session", &self.peer.session()).finish_non_exhaustive()
    }
}

impl HostClient {
    /// Joins the host for a session, or for the one that is open, and takes its record in.
    pub fn open(
        dir: &Path,
        session: Option<&str>,
        by: &By,
        lang: Lang,
        catalog: Arc<Catalog>,
    ) -> Result<Self, AttachError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let hello = Hello {
            yishi: WIRE,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            session: session.map(str::to_owned),
            client: run_number(),
            terminal: by.terminal.to_string(),
            role: by.role,
            kind: ClientKind::Errand,
            lang,
            seq: 0,
            head: LineHash::GENESIS,
        };
        let mut peer = Peer::new(hello, Vec::new());
        let started = Instant::now();
        let wire = runtime.block_on(async {
            let mut wire = framed(connect(dir).await.ok_or(AttachError::NotHosted)?);
            let hello = peer.connected(Duration::ZERO);
            if send(&mut wire, &hello).await { Ok(wire) } else { Err(AttachError::NoAnswer) }
        })?;
        let ledger = Ledger::new(Arc::clone(&catalog));
        let mut host_client = Self { runtime, wire, peer, started, ledger };
        let mut records = Vec::new();
        while !host_client.peer.is_live() {
            for told in host_client.hear()? {
                match told {
                    Told::Record(record) => records.push(*record),
                    other => Self::ended(other)?,
                }
            }
        }
        host_client.ledger = Ledger::replay(catalog, records)?;
        Ok(host_client)
    }

    /// As [`Self::open`]; while somebody has the store's lock, its host may just be starting, and is
    /// waited for a little.
    pub fn open_starting(
        dir: &Path,
        session: Option<&str>,
        by: &By,
        lang: Lang,
        catalog: &Arc<Catalog>,
    ) -> Result<Self, AttachError> {
        let started = Instant::now();
        loop {
            // Asked before the attempt: a host may have begun to listen in between.
            let held = is_held(dir);
            let opened = Self::open(dir, session, by, lang, Arc::clone(catalog));
            let patience = match &opened {
                Err(AttachError::NotHosted) if held => STARTING,
                Err(AttachError::Denied { why: Denial::NothingOpen, .. }) => READING,
                _ => return opened,
            };
            if started.elapsed() >= patience {
                return opened;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The session that was joined.
    pub fn session(&self) -> &str {
        self.peer.session().unwrap_or_default()
    }

    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Hands one act over and waits until the record has it.
    pub fn submit(
        &mut self,
        command: &Command,
        stamp: &Stamp,
    ) -> Result<Arc<Recorded>, SubmitError> {
        let now = self.started.elapsed();
        let mine = self.peer.submit(command.clone(), stamp.at, stamp.noted, now);
        let mine = mine.ok_or(SubmitError::Session(SessionError::TooLong))?;
        loop {
            let heard = self.hear()?;
            if let Some(answer) = self.take_in(heard, &mine)? {
                return answer;
            }
        }
    }

    /// Takes in all that was heard, the lines of others after one's own as well; what became of
    /// `mine`, where it was among it.
    fn take_in(
        &mut self,
        heard: Vec<Told>,
        mine: &SubmissionId,
    ) -> Result<Option<Result<Arc<Recorded>, SubmitError>>, AttachError> {
        let mut answer = None;
        for told in heard {
            match told {
                Told::Record(record) => {
                    let record: Arc<Recorded> = record.into();
                    let is_mine = record.from.as_deref() == Some(mine);
                    self.ledger.push(Arc::clone(&record))?;
                    if is_mine {
                        answer = Some(Ok(record));
                    }
                }
                Told::Refused(from, why) if from == *mine => {
                    answer = Some(Err(SubmitError::Session(SessionError::Refused(why))));
                }
                Told::Failed(from, why) if from == *mine => {
                    answer = Some(Err(SubmitError::Session(SessionError::Told(why))));
                }
                // What is known of one's own is told, however the rest ended.
                other => match Self::ended(other) {
                    Err(error) if answer.is_none() => return Err(error),
                    _ => {}
                },
            }
        }
        Ok(answer)
    }

    fn ended(told: Told) -> Result<(), AttachError> {
        match told {
            Told::Denied { yishi, program, why } => {
                Err(AttachError::Denied { yishi, program, why })
            }
            Told::Goodbye(why) => Err(AttachError::Ended(why)),
            Told::Broken | Told::Reset => Err(AttachError::NoAnswer),
            Told::Welcome { .. }
            | Told::Record(_)
            | Told::Done(_)
            | Told::Refused(..)
            | Told::Failed(..)
            | Told::Terminals(_) => Ok(()),
        }
    }

    /// Says what is to be said and takes in the next message.
    fn hear(&mut self) -> Result<Vec<Told>, AttachError> {
        let Self { runtime, wire, peer, started, .. } = self;
        runtime.block_on(async {
            while let Some(message) = peer.to_say() {
                if !send(wire, &message).await {
                    return Err(AttachError::NoAnswer);
                }
            }
            let frame = tokio::time::timeout(PATIENCE, next_frame(wire)).await;
            let frame = frame.ok().flatten().ok_or(AttachError::NoAnswer)?;
            let message = wire::read_to_client(&frame).map_err(|_| AttachError::NoAnswer)?;
            Ok(peer.received(message, started.elapsed()))
        })
    }
}

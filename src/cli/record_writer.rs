//! The hand of a command that writes: into a store of its own, or through the host that has it.

use super::environment::Environment;
use super::fail::Fail;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Command;
use crate::domain::recorded::Recorded;
use crate::domain::stamp::{By, Stamp};
use crate::session::{AttachError, Host, HostClient, SubmitError};
use crate::store::{Damage, Log};
use std::sync::Arc;

/// How a command writes: in a store of one's own, or through its host.
pub(super) enum RecordWriter {
    Own { log: Box<dyn Log>, host: Box<Host> },
    Through(Box<HostClient>),
}

impl RecordWriter {
    /// `by` is who writes, for a host; each act names it again.
    pub(super) fn reach(place: &Environment, id: &str, by: &By) -> Result<Self, Fail> {
        if !place.has_store()? {
            return Err(place.no_store());
        }
        let held = match place.try_write()? {
            Ok(mut log) => {
                let host = Box::new(place.session(&mut *log, id)?);
                return Ok(Self::Own { log, host });
            }
            Err(held) => held,
        };
        let catalog = place.catalog()?;
        match HostClient::open_starting(&place.store, Some(id), by, place.lang, &catalog) {
            Ok(host_client) => Ok(Self::Through(Box::new(host_client))),
            // Whoever holds the store hosts nothing.
            Err(AttachError::NotHosted) => Err(held.into()),
            Err(error) => Err(Fail::attach(place.lang, &place.store, &error)),
        }
    }

    pub(super) fn ledger(&self) -> &Ledger {
        match self {
            Self::Own { host, .. } => host.ledger(),
            Self::Through(host_client) => host_client.ledger(),
        }
    }

    pub(super) fn submit(
        &mut self,
        command: &Command,
        stamp: &Stamp,
    ) -> Result<Arc<Recorded>, SubmitError> {
        match self {
            Self::Own { log, host } => {
                host.submit(&mut **log, command, stamp).map_err(SubmitError::Session)
            }
            Self::Through(host_client) => host_client.submit(command, stamp),
        }
    }

    /// What is lost of the session, where nobody has decided to go on. Of a session that is being
    /// hosted it is the chair's to decide, at the host.
    pub(super) fn loss(&self) -> Option<&Damage> {
        match self {
            Self::Own { log, host } => log.loss(host.id()),
            Self::Through(_) => None,
        }
    }

    /// Goes on after a loss: this act says so in the record.
    pub(super) fn go_on(
        &mut self,
        command: &Command,
        stamp: &Stamp,
    ) -> Result<Arc<Recorded>, SubmitError> {
        match self {
            Self::Own { log, host } => {
                host.go_on(&mut **log, command, stamp).map_err(SubmitError::Session)
            }
            Self::Through(_) => self.submit(command, stamp),
        }
    }

    pub(super) fn close(self) {
        if let Self::Own { log, .. } = self {
            log.close();
        }
    }
}

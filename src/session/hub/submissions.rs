//! What terminals submit, each once, and the answers that are no line of the record.
//!
//! A terminal has one submission with the store's thread at a time.

use super::{Ask, Conn, Hub};
use crate::domain::recorded::SubmissionId;
use crate::domain::stamp::By;
use crate::session::error::SessionError;
use crate::session::wire::{self, Goodbye, Submission, ToClient};
use bytes::Bytes;

/// Terminals that are gone and whose last answer is still known.
const REMEMBERED: usize = 512;

/// The latest submission of a terminal's run.
#[derive(Debug)]
pub(super) struct Latest {
    id: u64,
    /// Why it was not recorded, as a frame; None while it is with the store's thread or recorded.
    no: Option<Bytes>,
    /// Who asked for it last.
    conn: Conn,
}

impl Hub {
    pub(super) fn submitted(&mut self, conn: Conn, submission: Box<Submission>) {
        let SubmissionId { client: run, id } = submission.from.clone();
        if let Some(latest) = self.answers.get_mut(&run).filter(|latest| latest.id >= id) {
            // It came twice: the answer to the first is on its way, or was lost.
            if latest.id == id {
                latest.conn = conn;
                match latest.no.clone() {
                    Some(no) => self.say_no(conn, Some(no)),
                    None => self.say_how_far(conn),
                }
            }
            return;
        }
        let Some(client) = self.client(conn) else { return };
        if client.asked.is_some() {
            // No terminal of ours does that; so what waits for the disk is never a long queue.
            return self.end(conn, Goodbye::Garbled);
        }
        client.asked = Some(submission.from.clone());
        let session = client.session.clone();
        let by = By::new(client.hello.terminal.clone(), client.hello.role);
        self.answers.insert(run, Latest { id, no: None, conn });
        self.forget();
        self.asks.push(Ask::Submit { session, by, submission });
    }

    /// Terminals that are gone do not fill the memory.
    fn forget(&mut self) {
        if self.answers.len() > REMEMBERED {
            let gone = self.answers.iter().find(|(_, of)| !self.lines.contains_key(&of.conn));
            if let Some(run) = gone.map(|(run, _)| run.clone()) {
                self.answers.remove(&run);
            }
        }
    }

    /// The store's thread is done with a submission: its terminal may send the next.
    pub(super) fn answered(&mut self, from: Option<&SubmissionId>) {
        let Some(from) = from else { return };
        let Some(conn) = self.answers.get(&from.client).map(|latest| latest.conn) else { return };
        if let Some(client) = self.client(conn).filter(|client| client.asked.as_ref() == Some(from))
        {
            client.asked = None;
        }
    }

    /// A submission was in the record before: its terminal has missed the line.
    pub(super) fn known(&mut self, from: &SubmissionId) {
        self.answered(Some(from));
        if let Some(conn) = self.answers.get(&from.client).map(|latest| latest.conn) {
            self.say_how_far(conn);
        }
    }

    /// An act of a terminal did not become part of the record.
    pub(super) fn failed(&mut self, from: SubmissionId, error: &SessionError) {
        self.answered(Some(&from));
        let Some(latest) = self.answers.get(&from.client).filter(|of| of.id == from.id) else {
            return;
        };
        let conn = latest.conn;
        let lang = self.client(conn).map(|client| client.hello.lang).unwrap_or_default();
        let run = from.client.clone();
        let message = match error {
            SessionError::Refused(why) => ToClient::Refused { from, why: why.clone() },
            error => ToClient::Failed { from, why: (self.wording)(lang, error) },
        };
        let no = wire::encode(&message).ok();
        if let Some(latest) = self.answers.get_mut(&run) {
            latest.no.clone_from(&no);
        }
        self.say_no(conn, no);
    }

    /// A terminal that lost the line it waits for sees that it is behind.
    fn say_how_far(&mut self, conn: Conn) {
        if let Some(client) = self.client(conn) {
            client.ping = true;
            self.woken.insert(conn);
        }
    }

    fn say_no(&mut self, conn: Conn, no: Option<Bytes>) {
        if let Some(client) = self.client(conn)
            && no.is_some()
        {
            client.answer = no;
            self.woken.insert(conn);
        }
    }
}

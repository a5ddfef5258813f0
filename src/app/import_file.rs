//! A file of sessions, chosen on the home screen: read beside the loop, checked by the store's
//! thread, looked at, and taken in.
//!
//! What is taken in are the very bytes that were looked at, whatever becomes of the file meanwhile.

use super::{App, ordinary, requests};
use crate::domain::hash::LineHash;
use crate::i18n::transfer as text;
use crate::session::{Outcome, Standing, Token, TransferError, messages};
use crate::store::MOST_PART;
use crate::tui::overlays::ImportPreview;
use std::path::PathBuf;
use std::sync::Arc;

/// The file that is being looked at.
#[derive(Debug)]
pub(super) struct ImportFile {
    /// Its name, for what is said of it.
    file: String,
    bytes: Arc<[u8]>,
}

impl App {
    /// Reads a file of sessions beside the loop.
    pub(super) fn read_container(&mut self, path: PathBuf) {
        let lang = self.lang;
        self.beside_overlay(move |_| {
            let file = requests::name_of(&path);
            let read = ordinary::read(&path, MOST_PART, lang);
            crate::app::done::Done::Container { file, read }
        });
    }

    /// It was read; the store's thread checks it.
    pub(super) fn container_came(&mut self, file: String, read: Result<Vec<u8>, String>) {
        match read {
            Ok(bytes) => {
                let bytes: Arc<[u8]> = bytes.into();
                self.container = Some(ImportFile { file, bytes: Arc::clone(&bytes) });
                self.session.look_in(bytes);
            }
            Err(why) => self.ui.container_read(&file, Err(vec![why])),
        }
    }

    /// It was checked: what it would bring in, or why it brings in nothing.
    pub(super) fn looked_in(&mut self, looked: Result<Outcome, TransferError>) {
        let Some(container) = &self.container else { return };
        let file = container.file.clone();
        let seen = looked.map_err(|error| self.transfer_words(&error)).map(|outcome| {
            let each = outcome.sessions.iter().map(|taken| ImportPreview {
                id: taken.session.clone(),
                title: taken.title.clone(),
                date: taken.date,
                phase: taken.phase,
                checked: text::file_has(self.lang, taken.records, enough(taken.head)),
                fate: messages::fate_text(self.lang, taken),
                changes: matches!(
                    taken.standing,
                    Standing::New | Standing::Longer(_) | Standing::Joined(_)
                ),
            });
            each.collect()
        });
        if seen.is_err() {
            self.container = None;
        }
        self.ui.container_read(&file, seen);
    }

    /// Takes in what was looked at.
    pub(super) fn take_container(&mut self, token: Token) {
        let bytes = self.container.as_ref().map(|container| Arc::clone(&container.bytes));
        if let Some(bytes) = bytes {
            let asked = self.session.take_in(token, bytes);
            self.at_store(asked, token);
        }
    }

    pub(super) fn taken_in(&mut self, token: Token, taken: Result<Outcome, TransferError>) {
        match taken {
            Ok(outcome) => {
                self.container = None;
                let each =
                    outcome.sessions.iter().map(|taken| messages::taken_text(self.lang, taken));
                let mut said: Vec<String> = each.collect();
                let kept = outcome.drafts_kept.iter();
                said.extend(kept.map(|(id, name)| text::draft_kept(self.lang, id, name)));
                self.ui.granted(token, said.join("\n"));
                self.session.list();
            }
            Err(error) => {
                let why = self.transfer_words(&error).join("\n");
                self.ui.denied(token, why);
            }
        }
    }

    fn transfer_words(&self, error: &TransferError) -> Vec<String> {
        let file =
            self.container.as_ref().map(|container| container.file.as_str()).unwrap_or_default();
        messages::transfer_text(self.lang, file, file, error)
    }
}

/// Enough of a hash to compare it with the one on a paper.
fn enough(head: LineHash) -> String {
    format!("{head:.16}")
}

//! What the screen asks for, done: acts to the keeper, drafts within a second, sessions opened.

use super::timepiece::Timepiece;
use super::{App, End, clock};
use crate::document::session_summary::{Row, Summary};
use crate::domain::meeting::Command;
use crate::domain::minutes;
use crate::domain::stamp::{By, Role};
use crate::i18n::store as store_text;
use crate::session::Session;
use crate::store::{NO_SESSION, receipts};
use crate::tui::effect::Effect;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A draft is on disk at the latest this long after the first key that changed it.
const DRAFT: Duration = Duration::from_millis(500);

/// Texts that were typed and are not on disk yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    since: Option<Instant>,
    /// Session and name → the text, None to forget it.
    waiting: BTreeMap<(String, String), Option<Arc<str>>>,
}

impl Drafts {
    fn put(&mut self, session: Option<&str>, name: String, text: Option<Arc<str>>) {
        self.waiting.insert((session.unwrap_or(NO_SESSION).to_owned(), name), text);
        self.since.get_or_insert_with(Instant::now);
    }

    pub(super) fn due_in(&self) -> Option<Duration> {
        self.since.map(|since| DRAFT.saturating_sub(since.elapsed()))
    }

    pub(super) fn flush_due(&mut self, to: &Session) {
        if self.due_in().is_some_and(|left| left.is_zero()) {
            self.flush_all(to);
        }
    }

    pub(super) fn flush_all(&mut self, to: &Session) {
        for ((session, name), text) in std::mem::take(&mut self.waiting) {
            to.draft(&session, &name, text.map(|text| text.to_string()));
        }
        self.since = None;
    }
}

impl App {
    /// How many sessions the office has not taken; None where this store hands nothing in.
    fn not_handed_in(&self, sessions: &[Summary]) -> Option<usize> {
        let taken = receipts::read(self.setup.store.as_deref()?).ok()??;
        let is_taken = |session: &&Summary| {
            session.end.is_some_and(|end| taken.contains(&(end.head.to_string(), end.lines)))
        };
        Some(sessions.len() - sessions.iter().filter(is_taken).count())
    }

    /// The sessions of the store.
    pub(super) fn listed(&mut self, list: Vec<Summary>) {
        let rows = list.iter().map(Row::from).collect();
        self.ui.home.unsent = self.not_handed_in(&list);
        self.ui.summaries(list);
        self.ui.rows(rows);
    }

    pub(super) fn carry_out_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.carry_out(effect);
        }
    }

    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Submit { command, at, token } => {
                let at = at.unwrap_or_else(|| self.now().at);
                let stamp = clock::stamp(self.time.zone, Some(at), self.setup.by.clone());
                self.session.submit(token, command, stamp);
            }
            Effect::SaveDraft { name, text } => {
                self.open.drafts.put(self.open.id.as_deref(), name, Some(text));
            }
            Effect::DropDraft { name } => {
                self.open.drafts.put(self.open.id.as_deref(), name, None);
            }
            Effect::Request { request, token } => self.request(request, token),
            Effect::Browse { folder, wanted } => self.browse(folder, wanted),
            Effect::ReadFile { path, wanted } => self.read_file(path, wanted),
            Effect::ReadRoster(request) => self.read_roster(request),
            Effect::KeepRoster(request) => self.keep_roster(request),
            Effect::OpenSession(id) => self.read(&id),
            Effect::Demo => match (self.setup.demo)(&self.setup.catalog) {
                // Planned for the moment it begins, as `new` does it.
                Ok(plan) => {
                    let stamp = clock::planned(&plan, By::new("office", Role::Office));
                    self.session.create(plan, stamp);
                }
                Err(why) => self.ui.warn(why.join("\n")),
            },
            Effect::Dismiss { terminal } => self.session.dismiss(&terminal),
            // A terminal of a host has this one session.
            Effect::LeaveSession if self.ui.host.attached => self.end = Some(End::Quit),
            Effect::LeaveSession => {
                self.open.drafts.flush_all(&self.session);
                self.open.id = None;
                self.time.piece = Timepiece::default();
                self.ui.left();
                self.session.list();
            }
            Effect::Export(wanted) => self.export(wanted),
            Effect::OpenFolder(folder) => self.open_folder(&folder),
            Effect::Ring => crate::tui::terminal::ring(),
            Effect::GoOn { token } => {
                let said = self.open.loss.as_ref().map(|l| store_text::going_on_text(self.lang, l));
                let note = minutes::Command::Note(said.flatten().unwrap_or_default());
                let at = self.now().at;
                let stamp = clock::stamp(self.time.zone, Some(at), self.setup.by.clone());
                self.session.go_on(token, Command::Minutes(note), stamp);
            }
            Effect::Rescue(folder) => self.rescue(folder),
            Effect::Suspend => self.stop(),
            Effect::Quit => self.end = Some(End::Quit),
        }
    }
}

//! What the app answers, taken into the state of the screen. Must not ask it anything but by what
//! it gives back.

use crate::document::session_summary::{Row, Summary};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::Event;
use crate::domain::recorded::Recorded;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::{Moment, Role};
use crate::i18n::{terms, ui as words};
use crate::tui::effect::{Effect, RosterSeen, Wanted};
use crate::tui::lead::Lead;
use crate::tui::overlays::{ImportPreview, Interrupted, Listing, Loss, Notice, Overlay, Preview};
use crate::tui::people::Roster;
use crate::tui::screens::{self, States};
use crate::tui::stale::Stale;
use crate::tui::tail;
use crate::tui::ui::{HomeItem, Terminal, Ui};
use crate::tui::view::View;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Ui {
    /// The list of the home screen.
    pub fn sessions(&mut self, sessions: Vec<HomeItem>) {
        screens::home::arrange(self, sessions);
        self.frame.stale = Stale::Everything;
        self.tell_notice();
    }

    /// It takes long to open the store, or it is open.
    pub fn opening_store(&mut self, long: bool) {
        if self.store.opening != long {
            self.store.opening = long;
            self.frame.stale = Stale::Everything;
        }
    }

    /// The list and which session goes on with which, as far as they are known: whatever else is shown
    /// of all sessions waits for the store.
    pub fn rows(&mut self, rows: Vec<Row>) {
        let previous = |row: &Row| Some((row.previous.clone()?, row.id.clone()));
        self.home.next_rounds = rows.iter().rev().filter_map(previous).collect();
        let item = |Row { id, title, date, phase, next, actions, .. }: Row| HomeItem {
            id,
            title,
            date,
            phase,
            next,
            actions,
        };
        self.sessions(rows.into_iter().map(item).collect());
    }

    /// What is followed up and counted over all sessions.
    pub fn summaries(&mut self, list: Vec<Summary>) {
        self.home.summaries = list;
        self.home.tracked.clear();
        if self.view == View::Track {
            screens::enter(self);
        }
        self.frame.stale = Stale::Everything;
    }

    /// A session was opened, with the drafts that were kept for it.
    pub fn opened(&mut self, ledger: Ledger, drafts: BTreeMap<String, String>) {
        // What was said while it was shown unchecked was said of this session.
        let said = self.flash.take().filter(|_| self.store.unchecked);
        self.store.unchecked = false;
        self.show(ledger, drafts);
        self.flash = said;
        self.tell_notice();
        let last = self.open.ledger.as_ref().and_then(|ledger| ledger.records().last());
        if let Some(until) = last.map(|record| record.at) {
            self.interrupted(until);
        }
    }

    /// A session as its journal has it, while the store is opened: it will be given once more, checked
    /// and with its drafts, and until then every key waits.
    pub fn seen(&mut self, ledger: Ledger) {
        self.show(ledger, BTreeMap::new());
        self.store.unchecked = true;
    }

    fn show(&mut self, ledger: Ledger, drafts: BTreeMap<String, String>) {
        self.close();
        self.open.ledger = Some(ledger);
        self.drafts = drafts.into_iter().map(|(name, text)| (name, text.into())).collect();
        self.view = match self.by.role {
            Role::Chair | Role::Office => View::Desk,
            Role::Recorder => View::Minutes,
            Role::Hall => View::Hall,
        };
        if let Some(no) = self.home.landing.take() {
            screens::outcomes::land_on(self, no);
        }
        self.refresh();
        if self.view == View::Minutes {
            screens::enter(self);
        }
    }

    /// What was wrong with the user's settings, on the first screen that is seen.
    fn tell_notice(&mut self) {
        self.tell_found();
        if let Some(text) = self.settings.notice.take() {
            self.warn(text);
        }
    }

    /// Nothing was clocked between `until` and now: the program was not running, or the laptop
    /// slept. If somebody was speaking, it is asked what became of the speech; says whether it is.
    pub fn interrupted(&mut self, until: Moment) -> bool {
        // Asked already and not answered: the first moment is the one to ask about.
        if self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Interrupted(_))) {
            return true;
        }
        // What runs at a host is asked about there.
        let here = self.open.past.is_none() && !self.host.attached;
        let asked = if here { Interrupted::of(self, until) } else { None };
        let is_asked = asked.is_some();
        if let Some(asked) = asked {
            self.overlays.push(asked.into());
            self.frame.stale = Stale::Everything;
        }
        is_asked
    }

    /// The same where the program was running: without anybody speaking it is said.
    pub fn missed(&mut self, until: Moment) {
        if !self.interrupted(until) && self.open.ledger.is_some() {
            let (until, now) = (terms::time_s(until), terms::time_s(self.now.at));
            self.say(words::not_timed(self.lang(), until, now));
        }
    }

    /// The wire to the host was lost, or is there again; the sentence says which.
    pub fn host_away(&mut self, away: bool, said: String) {
        self.host.away = away;
        if away {
            self.warn(said);
        } else {
            self.say(said);
        }
    }

    /// Who is attached.
    pub fn terminals(&mut self, terminals: Vec<Terminal>) {
        if self.host.terminals != terminals {
            self.host.terminals = terminals;
            self.frame.stale = Stale::Everything;
        }
    }

    /// Records of the session are lost: it can be read, and the chair is asked whether to go on.
    pub fn damaged_by(&mut self, loss: String) {
        self.overlays.push(Loss::new(loss.clone()).into());
        self.store.undecided_loss = Some(loss);
        self.frame.stale = Stale::Everything;
    }

    /// The store found damage and mended it, or tells what it could not mend.
    pub fn mended(&mut self, said: Vec<String>) {
        self.store.found.extend(said);
        // Without a session the screen is only just being filled, and one that is not checked comes again.
        if self.open.ledger.is_some() && !self.store.unchecked {
            self.tell_found();
        }
    }

    fn tell_found(&mut self) {
        let said = std::mem::take(&mut self.store.found);
        if !said.is_empty() {
            let (title, text) = (words::mended_title(self.lang()), said.join("\n"));
            // Beneath what is being answered or typed just now.
            self.overlays.insert(0, Notice { title, text }.into());
            self.frame.stale = Stale::Everything;
        }
    }

    /// The store can be written to again.
    pub fn writable(&mut self) {
        if self.store.write_error.take().is_some() {
            self.say(words::writable(self.lang()));
        }
    }

    /// The session was left.
    pub fn left(&mut self) {
        self.close();
        self.view = View::Home;
    }

    fn close(&mut self) {
        self.open.ledger = None;
        self.open.past = None;
        self.open.digest = None;
        self.open.roster = Roster::default();
        self.overlays.clear();
        self.asked.waiting.clear();
        self.drafts.clear();
        self.flash = None;
        self.store.write_error = None;
        self.store.undecided_loss = None;
        self.states = States::of(&self.settings);
        self.frame.lead = Lead::default();
        self.frame.stale = Stale::Everything;
    }

    /// A line of the record, ours or another terminal's, after it is safe on disk.
    pub fn recorded(&mut self, record: impl Into<Arc<Recorded>>) {
        // Whoever's it is, it is on the disk, so that has room again.
        self.store.write_error = None;
        let Some(ledger) = &mut self.open.ledger else { return };
        if let Err(error) = ledger.push(record) {
            let text = words::broken_record(self.lang(), error);
            self.warn(text);
            return;
        }
        self.refresh();
    }

    /// The command of a token is in the record: its draft is no longer needed.
    pub fn accepted(&mut self, token: u64) -> Vec<Effect> {
        screens::answered(self, token, Ok(()));
        self.store.write_error = None;
        // Nothing is recorded after a loss before somebody has decided to go on.
        self.store.undecided_loss = None;
        self.frame.stale = Stale::Everything;
        self.tell_undone();
        let overlay = self.asked.waiting.remove(&token).and_then(|waiting| waiting.overlay);
        if let Some(Overlay::Preview(preview)) = &overlay {
            return preview.was_decided().map(Effect::KeepRoster).into_iter().collect();
        }
        let name = overlay.and_then(|o| o.draft().map(|(name, _)| name.to_owned()));
        let Some(name) = name else { return Vec::new() };
        self.kept_mut().remove(&name);
        vec![Effect::DropDraft { name }]
    }

    /// What was taken back, or done again, is told: it may be of another screen.
    fn tell_undone(&mut self) {
        let Some(ledger) = &self.open.ledger else { return };
        let last = ledger.records().last();
        let undo = last.filter(|record| matches!(record.event(), Some(Event::History(_))));
        if let Some(record) = undo {
            let said = tail::log_line(self.lang(), ledger, record);
            self.say(said);
        }
    }

    /// The rules said no (the record had moved on since the key was pressed).
    pub fn refused(&mut self, token: u64, refusal: &Refusal) {
        let text = self.refusal(refusal);
        self.came_back(token, text);
    }

    /// The command could not be stored; what was typed comes back.
    pub fn failed(&mut self, token: u64, text: impl Into<String>) {
        let text = text.into();
        let shown = words::read_only(self.lang(), &text);
        self.store.write_error = Some(text);
        self.came_back(token, shown);
    }

    /// What a form asked for was done.
    pub fn granted(&mut self, token: u64, text: impl Into<String>) {
        let overlay = self.asked.waiting.remove(&token).and_then(|waiting| waiting.overlay);
        let dropped = overlay.map(|overlay| self.drop_form(&overlay)).unwrap_or_default();
        self.asked.outbox.extend(dropped);
        self.say(text);
    }

    /// A session is about to be opened: what a form asked for was that, and its draft is no longer
    /// needed where it was typed.
    pub fn made(&mut self) -> Vec<Effect> {
        let waiting = self.asked.waiting.values_mut();
        let asking = |overlay: &Overlay| matches!(overlay, Overlay::Form(form) if form.is_asking());
        let forms: Vec<Overlay> = waiting
            .filter_map(|waiting| waiting.overlay.take_if(|overlay| asking(overlay)))
            .collect();
        forms.iter().flat_map(|form| self.drop_form(form)).collect()
    }

    /// What an earlier run left unsubmitted at the list of sessions.
    pub fn typed(&mut self, drafts: Vec<(String, String)>) {
        self.home.drafts = drafts.into_iter().map(|(name, text)| (name, text.into())).collect();
    }

    /// What a form asked for could not be done; the form comes back with the reason.
    pub fn denied(&mut self, token: u64, text: impl Into<String>) {
        self.came_back(token, text.into());
    }

    /// A folder was listed, for whoever is still choosing a file.
    pub fn listed(&mut self, listing: Listing) {
        if let Some(Overlay::Files(files)) = self.overlays.last_mut() {
            files.show(listing);
            self.frame.stale = Stale::Everything;
        }
    }

    /// A list was looked at, and read or every fault of it told; nothing is taken before it was seen.
    pub fn roster_seen(&mut self, seen: RosterSeen) {
        let again = matches!(self.overlays.last(), Some(Overlay::Preview(p)) if p.awaits_roster());
        let awaited = again || self.awaits(Wanted::Roster);
        let Some(m) = self.meeting().filter(|_| awaited) else { return };
        let preview = Preview::of(m, self.lang(), seen);
        self.overlays.pop();
        self.overlays.push(preview.into());
        self.frame.stale = Stale::Everything;
    }

    /// A file of sessions was read and checked, or every reason why it cannot be taken in.
    pub fn container_read(&mut self, file: &str, read: Result<Vec<ImportPreview>, Vec<String>>) {
        if !self.awaits(Wanted::Sessions) {
            return;
        }
        let preview = match read {
            Ok(sessions) => Preview::carried(self.lang(), file, sessions),
            Err(faults) => Preview::faulty(self.lang(), file, faults),
        };
        self.overlays.pop();
        self.overlays.push(preview.into());
        self.frame.stale = Stale::Everything;
    }

    fn awaits(&self, wanted: Wanted) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Files(files)) if files.awaits(wanted))
    }

    /// The session that goes on with this one, looked up: a record is never changed for it.
    pub fn went_on(&self, id: &str) -> Option<&str> {
        self.home.next_rounds.get(id).map(String::as_str)
    }

    fn came_back(&mut self, token: u64, text: String) {
        let overlay = self.asked.waiting.remove(&token).and_then(|waiting| waiting.overlay);
        if let Some(mut overlay) = overlay {
            overlay.set_error(text);
            self.overlays.push(overlay);
        } else {
            screens::answered(self, token, Err(&text));
            self.warn(text);
        }
        self.frame.stale = Stale::Everything;
    }

    /// What the screen asks of the app since an answer; to be carried out after each.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.asked.outbox)
    }
}

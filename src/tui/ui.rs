//! The whole state of the screen. Changed only by `update` and by the answers that come in.
//!
//! Knows one session as its own fold of the record. Must not read a clock, a store or a session.

use crate::document::prompts::Templates;
use crate::document::session_summary::ActionDigest;
use crate::document::session_summary::Summary;
use crate::document::snippets::Snippets;
use crate::document::track::{Tracked, tracked};
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::PersonId;
use crate::domain::recorded::Recorded;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Bilingual;
use crate::domain::session::Phase;
use crate::domain::stamp::{By, Moment, Role, Stamp};
use crate::i18n::{Lang, ui as words};
use crate::inputs::config::ThemeName;
use crate::tui::act::Act;
use crate::tui::bell::Heard;
use crate::tui::config::Settings;
use crate::tui::digest::Digest;
use crate::tui::effect::{Effect, RosterSeen, Wanted};
use crate::tui::key::Chord;
use crate::tui::line::ReadLine;
use crate::tui::overlays::{ImportPreview, Interrupted, Listing, Loss, Notice, Overlay, Preview};
use crate::tui::past::Past;
use crate::tui::people::Roster;
use crate::tui::reading::Reading;
use crate::tui::reason::refusal_text;
use crate::tui::screens::{self, States};
use crate::tui::stale::Stale;
use crate::tui::theme::Look;
use crate::tui::view::View;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// The time as the app tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// In the zone of the session.
    pub at: Moment,
    /// Monotonic, from any start.
    pub tick: Duration,
}

/// One session of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeItem {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    pub phase: Phase,
    /// When it goes on, where it does.
    pub next: Vec<NaiveDate>,
    pub actions: Vec<ActionDigest>,
}

/// How the terminal was started.
#[derive(Debug, Clone)]
pub struct Options {
    pub lang: Lang,
    pub palette: ThemeName,
    pub ascii: bool,
    /// What the probe at the start found out.
    pub wide_ambiguous: bool,
    pub by: By,
    /// Whether the session is at a host elsewhere.
    pub attached: bool,
    /// Reads a line of the session script; without it the palette finds acts only.
    pub read_line: Option<ReadLine>,
    /// What the user would have otherwise.
    pub settings: Settings,
}

/// A terminal that is attached to the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terminal {
    pub name: String,
    pub role: Role,
}

/// Something was said by the program, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    pub warns: bool,
    pub text: String,
}

/// A command that the app has and has not answered.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    /// What was typed, to come back if the answer is no.
    pub(super) overlay: Option<Overlay>,
}

/// What new sessions can be made from, as the app found it.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    /// Presets by id.
    pub rules: Vec<(String, Bilingual)>,
    /// Templates of the user's folder, by name.
    pub templates: Vec<String>,
}

#[derive(Debug)]
pub struct Ui {
    pub look: Look,
    /// Columns and rows.
    pub size: (u16, u16),
    pub now: Now,
    pub by: By,
    pub read_line: Option<ReadLine>,
    pub settings: Settings,
    pub view: View,
    pub overlays: Vec<Overlay>,
    pub states: States,
    pub sessions: Vec<HomeItem>,
    /// The same sessions with what is followed up and counted over all of them.
    pub summaries: Vec<Summary>,
    /// Their actions, overdue ones first.
    pub tracked: Vec<Tracked>,
    pub offers: Offers,
    /// Texts not yet submitted, by name, as the app stores them. Shared with it: a long text is
    /// copied once a key and not three times.
    pub drafts: BTreeMap<String, Arc<str>>,
    pub flash: Option<Flash>,
    /// What answers of the app ask of the app; taken after each.
    pub(super) outbox: Vec<Effect>,
    /// Why the last write did not reach the disk; cleared by the next that does.
    pub write_error: Option<String>,
    /// Whether the session is at a host elsewhere.
    pub attached: bool,
    /// That host is gone, and is looked for: what is submitted waits.
    pub away: bool,
    pub terminals: Vec<Terminal>,
    /// What is lost of the session, while nobody has decided to go on: it can only be read.
    pub undecided_loss: Option<String>,
    /// What the store found damaged, to be read once.
    found: Vec<String>,
    ledger: Option<Ledger>,
    /// What is looked at instead, where it is not the present.
    past: Option<Past>,
    digest: Option<Digest>,
    roster: Roster,
    pub(super) waiting: BTreeMap<u64, Waiting>,
    next_token: u64,
    pub(super) stale: Stale,
    /// The second that was drawn last: what a clock shows is everywhere.
    pub(super) drawn_at: Option<Moment>,
    pub(super) heard: Heard,
    pub reading: Reading,
    /// The action to be shown once the session that was asked for is open.
    pub(super) landing: Option<u32>,
}

impl Ui {
    pub fn new(options: Options, size: (u16, u16), now: Now) -> Self {
        let Options { lang, palette, ascii, wide_ambiguous, by, attached, read_line, settings } =
            options;
        let states = States::of(&settings);
        Self {
            look: Look::new(lang, palette, ascii, wide_ambiguous),
            size,
            now,
            by,
            read_line,
            settings,
            view: View::Home,
            overlays: Vec::new(),
            states,
            sessions: Vec::new(),
            summaries: Vec::new(),
            tracked: Vec::new(),
            offers: Offers::default(),
            drafts: BTreeMap::new(),
            flash: None,
            outbox: Vec::new(),
            write_error: None,
            attached,
            away: false,
            terminals: Vec::new(),
            undecided_loss: None,
            found: Vec::new(),
            ledger: None,
            past: None,
            digest: None,
            roster: Roster::default(),
            waiting: BTreeMap::new(),
            next_token: 1,
            stale: Stale::Everything,
            drawn_at: None,
            heard: None,
            reading: Reading::default(),
            landing: None,
        }
    }

    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    /// The keys of an act as they are bound.
    pub fn keys<'k>(&'k self, act: &'k Act) -> &'k [Chord] {
        self.settings.keymap.keys(act)
    }

    /// The templates of the chair's words.
    pub fn templates(&self) -> &Templates {
        let own = self.settings.words.as_ref();
        own.unwrap_or_else(|| Templates::standard(self.lang()))
    }

    /// The set phrases for the minutes.
    pub fn snippets(&self) -> &Snippets {
        let own = self.settings.snippets.as_ref();
        own.unwrap_or_else(|| Snippets::standard(self.lang()))
    }

    /// The record as it is shown: all of it, or up to what is looked back at.
    pub fn ledger(&self) -> Option<&Ledger> {
        self.past.as_ref().map(|past| &past.ledger).or(self.ledger.as_ref())
    }

    pub fn meeting(&self) -> Option<&Meeting> {
        self.ledger().and_then(Ledger::meeting)
    }

    /// The whole record, whatever is shown.
    pub(super) fn present(&self) -> Option<&Ledger> {
        self.ledger.as_ref()
    }

    /// What is looked back at; None in the present.
    pub fn past(&self) -> Option<&Past> {
        self.past.as_ref()
    }

    pub(super) fn set_past(&mut self, past: Option<Past>) {
        self.past = past;
        self.refresh();
    }

    /// What is shown at every moment of the open session.
    pub fn digest(&self) -> Option<&Digest> {
        self.digest.as_ref()
    }

    /// The search keys of the people of the open session.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The stamp of an act made now at this terminal.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.now.at, noted: self.now.at, by: self.by.clone() }
    }

    /// Whether the rules allow a command now; the error is their sentence.
    pub fn decide(&self, command: &Command) -> Result<(), String> {
        let Some(ledger) = &self.ledger else { return Err(words::no_session(self.lang())) };
        if self.undecided_loss.is_some() {
            return Err(words::damaged_first(self.lang()));
        }
        if self.past.is_some() {
            return Err(words::in_the_past(self.lang()));
        }
        let decided = ledger.decide(command, &self.stamp());
        decided.map(|_| ()).map_err(|refusal| self.refusal(&refusal))
    }

    pub fn refusal(&self, refusal: &Refusal) -> String {
        refusal_text(self.lang(), refusal, self.meeting())
    }

    pub fn name(&self, person: &PersonId) -> String {
        self.meeting().map_or_else(|| person.to_string(), |m| m.roll.name(person))
    }

    /// Which agenda item it is: by its number alone, which minutes and script have as well, and out of
    /// how many only while the numbers still count the items.
    pub fn item_of(&self, no: u32) -> String {
        let items = self.meeting().map(|m| m.agenda.items.as_slice()).unwrap_or_default();
        let counts = (1..).zip(items).all(|(place, item): (u32, _)| item.plan.no == place);
        if counts {
            crate::i18n::ui::item_place(self.lang(), no, items.len())
        } else {
            crate::i18n::ui::item_number(self.lang(), no)
        }
    }

    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub(super) fn token(&mut self) -> u64 {
        let token = self.next_token;
        self.next_token += 1;
        token
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.flash = Some(Flash { warns: false, text: text.into() });
        self.stale = Stale::Everything;
    }

    pub fn warn(&mut self, text: impl Into<String>) {
        self.flash = Some(Flash { warns: true, text: text.into() });
        self.stale = Stale::Everything;
    }

    /// When the app should send the next `Tick`: each second while a speech or a recess is
    /// clocked, at the next full minute while an agenda item runs, else never.
    pub fn wants_tick(&self) -> Option<Duration> {
        let m = self.meeting().filter(|_| self.past.is_none())?;
        let speaking = m.floor.current().is_some_and(|speech| !speech.is_paused());
        if speaking || m.session.recess.is_some() {
            return Some(Duration::from_secs(1));
        }
        let running = m.session.phase == Phase::Open && m.agenda.active().is_some();
        let into_minute = chrono::Timelike::second(&self.now.at).min(59);
        running.then(|| Duration::from_secs(u64::from(60 - into_minute)))
    }

    // Answers of the app.

    /// The list of the home screen.
    pub fn sessions(&mut self, sessions: Vec<HomeItem>) {
        screens::home::arrange(self, sessions);
        self.stale = Stale::Everything;
        self.tell_notice();
    }

    /// What is followed up and counted over all sessions.
    pub fn summaries(&mut self, list: Vec<Summary>) {
        self.tracked = tracked(&list, self.now.at.date_naive());
        self.summaries = list;
        self.stale = Stale::Everything;
    }

    /// A session was opened, with the drafts that were kept for it.
    pub fn opened(&mut self, ledger: Ledger, drafts: BTreeMap<String, String>) {
        self.close();
        self.ledger = Some(ledger);
        self.drafts = drafts.into_iter().map(|(name, text)| (name, text.into())).collect();
        self.view = match self.by.role {
            Role::Chair | Role::Office => View::Desk,
            Role::Recorder => View::Minutes,
            Role::Hall => View::Hall,
        };
        if let Some(no) = self.landing.take() {
            screens::outcomes::land_on(self, no);
        }
        self.refresh();
        if self.view == View::Minutes {
            screens::enter(self);
        }
        self.tell_notice();
        let last = self.ledger.as_ref().and_then(|ledger| ledger.records().last());
        if let Some(until) = last.map(|record| record.at) {
            self.interrupted(until);
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
    /// slept. If somebody was speaking, it is asked what became of the speech.
    pub fn interrupted(&mut self, until: Moment) {
        // Asked already and not answered: the first moment is the one to ask about.
        if self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Interrupted(_))) {
            return;
        }
        // What runs at a host is asked about there.
        let here = self.past.is_none() && !self.attached;
        let asked = if here { Interrupted::of(self, until) } else { None };
        if let Some(asked) = asked {
            self.overlays.push(asked.into());
            self.stale = Stale::Everything;
        }
    }

    /// The wire to the host was lost, or is there again; the sentence says which.
    pub fn host_away(&mut self, away: bool, said: String) {
        self.away = away;
        if away {
            self.warn(said);
        } else {
            self.say(said);
        }
    }

    /// Who is attached.
    pub fn terminals(&mut self, terminals: Vec<Terminal>) {
        if self.terminals != terminals {
            self.terminals = terminals;
            self.stale = Stale::Everything;
        }
    }

    /// Records of the session are lost: it can be read, and the chair is asked whether to go on.
    pub fn damaged_by(&mut self, loss: String) {
        self.overlays.push(Loss::new(loss.clone()).into());
        self.undecided_loss = Some(loss);
        self.stale = Stale::Everything;
    }

    /// The store found damage and mended it, or tells what it could not mend.
    pub fn mended(&mut self, said: Vec<String>) {
        self.found.extend(said);
        // Without a session the screen is only just being filled.
        if self.ledger.is_some() {
            self.tell_found();
        }
    }

    fn tell_found(&mut self) {
        let said = std::mem::take(&mut self.found);
        if !said.is_empty() {
            let (title, text) = (words::mended_title(self.lang()), said.join("\n"));
            // Beneath what is being answered or typed just now.
            self.overlays.insert(0, Notice { title, text }.into());
            self.stale = Stale::Everything;
        }
    }

    /// The store can be written to again.
    pub fn writable(&mut self) {
        if self.write_error.take().is_some() {
            self.say(words::writable(self.lang()));
        }
    }

    /// The session was left.
    pub fn left(&mut self) {
        self.close();
        self.view = View::Home;
    }

    fn close(&mut self) {
        self.ledger = None;
        self.past = None;
        self.digest = None;
        self.roster = Roster::default();
        self.overlays.clear();
        self.waiting.clear();
        self.drafts.clear();
        self.flash = None;
        self.write_error = None;
        self.undecided_loss = None;
        self.states = States::of(&self.settings);
        self.stale = Stale::Everything;
    }

    /// A line of the record, ours or another terminal's, after it is safe on disk.
    pub fn recorded(&mut self, record: impl Into<Arc<Recorded>>) {
        // Whoever's it is, it is on the disk, so that has room again.
        self.write_error = None;
        let Some(ledger) = &mut self.ledger else { return };
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
        self.write_error = None;
        // Nothing is recorded after a loss before somebody has decided to go on.
        self.undecided_loss = None;
        self.stale = Stale::Everything;
        let overlay = self.waiting.remove(&token).and_then(|waiting| waiting.overlay);
        let name = overlay.and_then(|o| o.draft().map(|(name, _)| name.to_owned()));
        let Some(name) = name else { return Vec::new() };
        self.drafts.remove(&name);
        vec![Effect::DropDraft { name }]
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
        self.write_error = Some(text);
        self.came_back(token, shown);
    }

    /// What a form asked for was done.
    pub fn granted(&mut self, token: u64, text: impl Into<String>) {
        self.waiting.remove(&token);
        self.say(text);
    }

    /// What a form asked for could not be done; the form comes back with the reason.
    pub fn denied(&mut self, token: u64, text: impl Into<String>) {
        self.came_back(token, text.into());
    }

    /// A folder was listed, for whoever is still choosing a file.
    pub fn listed(&mut self, listing: Listing) {
        if let Some(Overlay::Files(files)) = self.overlays.last_mut() {
            files.show(listing);
            self.stale = Stale::Everything;
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
        self.stale = Stale::Everything;
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
        self.stale = Stale::Everything;
    }

    fn awaits(&self, wanted: Wanted) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Files(files)) if files.awaits(wanted))
    }

    /// The session that goes on with this one, looked up: a record is never changed for it.
    pub fn went_on(&self, id: &str) -> Option<&str> {
        let next = self.summaries.iter().find(|s| s.previous.as_deref() == Some(id));
        next.map(|summary| summary.id.as_str())
    }

    fn came_back(&mut self, token: u64, text: String) {
        let overlay = self.waiting.remove(&token).and_then(|waiting| waiting.overlay);
        if let Some(mut overlay) = overlay {
            overlay.set_error(text);
            self.overlays.push(overlay);
        } else {
            screens::answered(self, token, Err(&text));
            self.warn(text);
        }
        self.stale = Stale::Everything;
    }

    /// What the screen asks of the app since an answer; to be carried out after each.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.outbox)
    }

    fn refresh(&mut self) {
        self.hold_clock();
        self.digest = self.meeting().map(Digest::of);
        // Not by `meeting`, which would borrow the roster too.
        let shown = self.past.as_ref().map(|past| &past.ledger).or(self.ledger.as_ref());
        if let Some(m) = shown.and_then(Ledger::meeting) {
            self.roster.follow(m, self.settings.order);
            if let Some(digest) = &mut self.digest {
                digest.not_spoken = self.roster.in_order(m, &digest.not_spoken);
            }
        }
        screens::settle(self);
        self.stale = Stale::Everything;
    }

    /// In what is looked back at, no time passes.
    pub(super) fn hold_clock(&mut self) {
        if let Some(past) = &self.past {
            self.now.at = past.at;
        }
    }
}

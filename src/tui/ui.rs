//! The whole state of the screen. Changed only by `update` and by the answers that come in.
//!
//! Knows one session as its own fold of the record. Must not read a clock, a store or a session.

use crate::document::prompts::Templates;
use crate::document::session_summary::ActionDigest;
use crate::document::session_summary::Summary;
use crate::document::snippets::Snippets;
use crate::document::track::Tracked;
use crate::domain::ledger::Ledger;
use crate::domain::meeting::{Command, Meeting};
use crate::domain::person::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Rule;
use crate::domain::session::Phase;
use crate::domain::stamp::{By, Moment, Role, Stamp};
use crate::i18n::{Lang, ui as words};
use crate::inputs::config::ThemeName;
use crate::tui::act::Act;
use crate::tui::bell::Heard;
use crate::tui::config::Settings;
use crate::tui::digest::Digest;
use crate::tui::effect::Effect;
use crate::tui::key::Chord;
use crate::tui::lead::Lead;
use crate::tui::line::{Complete, ReadLine, Said};
use crate::tui::overlays::Overlay;
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
    /// The presets in the order in which lists have them.
    pub rules: Vec<Rule>,
    /// Templates of the user's folder, by name.
    pub templates: Vec<String>,
}

/// What is known of all sessions.
#[derive(Debug, Default)]
pub struct HomeLists {
    pub sessions: Vec<HomeItem>,
    /// How many of them the office has not taken; None where nothing is handed in.
    pub unsent: Option<usize>,
    /// The same sessions with what is followed up and counted over all of them.
    pub summaries: Vec<Summary>,
    /// The session that goes on with one, by that one's id.
    pub(super) next_rounds: BTreeMap<String, String>,
    /// Their actions, overdue ones first; worked out where they are shown.
    pub tracked: Vec<Tracked>,
    pub offers: Offers,
    /// What is typed into its forms and not submitted; a session's stands in [`Ui::drafts`].
    pub drafts: BTreeMap<String, Arc<str>>,
    /// The action to be shown once the session that was asked for is open.
    pub(super) landing: Option<u32>,
}

/// The host, and who else is there.
#[derive(Debug, Default)]
pub struct HostLink {
    /// Whether the session is at a host elsewhere.
    pub attached: bool,
    /// That host is gone, and is looked for: what is submitted waits.
    pub away: bool,
    pub terminals: Vec<Terminal>,
}

/// What is wrong with the store, while it is.
#[derive(Debug, Default)]
pub struct StoreTrouble {
    /// Why the last write did not reach the disk; cleared by the next that does.
    pub write_error: Option<String>,
    /// The store was opened for reading only.
    pub read_only: bool,
    /// It is still being opened, and that takes long: what needs it waits.
    pub opening: bool,
    /// What is shown of the session was not compared with the other copy yet.
    pub(super) unchecked: bool,
    /// What is lost of the session, while nobody has decided to go on: it can only be read.
    pub undecided_loss: Option<String>,
    /// What the store found damaged, to be read once.
    pub(super) found: Vec<String>,
}

/// The record of the open session, and what is worked out from it.
#[derive(Debug, Default)]
pub(super) struct OpenRecord {
    pub(super) ledger: Option<Ledger>,
    /// What is looked at instead, where it is not the present.
    pub(super) past: Option<Past>,
    pub(super) digest: Option<Digest>,
    pub(super) roster: Roster,
}

/// What the app was asked and has not answered, and what its answers ask of it in turn.
#[derive(Debug, Default)]
pub(super) struct Requests {
    pub(super) waiting: BTreeMap<u64, Waiting>,
    last_token: u64,
    /// Taken after each answer.
    pub(super) outbox: Vec<Effect>,
}

/// What was seen and heard last.
#[derive(Debug)]
pub(super) struct LastFrame {
    pub(super) stale: Stale,
    /// The second that was drawn last: what a clock shows is everywhere.
    pub(super) drawn_at: Option<Moment>,
    pub(super) heard: Heard,
    pub(super) lead: Lead,
}

#[derive(Debug)]
pub struct Ui {
    pub look: Look,
    /// Columns and rows.
    pub size: (u16, u16),
    pub now: Now,
    pub by: By,
    pub read_line: Option<ReadLine>,
    /// How a line of the script may go on; without it the palette completes nothing.
    pub complete: Option<Complete>,
    pub settings: Settings,
    pub view: View,
    pub overlays: Vec<Overlay>,
    pub states: States,
    /// Texts not yet submitted, by name, as the app stores them. Shared with it: a long text is
    /// copied once a key and not three times.
    pub drafts: BTreeMap<String, Arc<str>>,
    pub flash: Option<Flash>,
    pub reading: Reading,
    pub home: HomeLists,
    pub host: HostLink,
    pub store: StoreTrouble,
    pub(super) open: OpenRecord,
    pub(super) asked: Requests,
    pub(super) frame: LastFrame,
}

impl Ui {
    pub fn new(options: Options, size: (u16, u16), now: Now) -> Self {
        let Options { lang, palette, ascii, wide_ambiguous, by, attached, read_line, settings } =
            options;
        let states = States::of(&settings);
        let frame = LastFrame {
            stale: Stale::Everything,
            drawn_at: None,
            heard: None,
            lead: Lead::default(),
        };
        Self {
            look: Look::new(lang, palette, ascii, wide_ambiguous),
            size,
            now,
            by,
            read_line,
            complete: None,
            settings,
            view: View::Home,
            overlays: Vec::new(),
            states,
            drafts: BTreeMap::new(),
            flash: None,
            reading: Reading::default(),
            home: HomeLists::default(),
            host: HostLink { attached, ..HostLink::default() },
            store: StoreTrouble::default(),
            open: OpenRecord::default(),
            asked: Requests::default(),
            frame,
        }
    }

    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    /// What is typed and not submitted where one is: in the open session, or at the list of sessions.
    pub(super) fn kept(&self) -> &BTreeMap<String, Arc<str>> {
        if self.open.ledger.is_some() { &self.drafts } else { &self.home.drafts }
    }

    pub(super) fn kept_mut(&mut self) -> &mut BTreeMap<String, Arc<str>> {
        if self.open.ledger.is_some() { &mut self.drafts } else { &mut self.home.drafts }
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
        self.open.past.as_ref().map(|past| &past.ledger).or(self.open.ledger.as_ref())
    }

    pub fn meeting(&self) -> Option<&Meeting> {
        self.ledger().and_then(Ledger::meeting)
    }

    /// The whole record, whatever is shown.
    pub(super) fn present(&self) -> Option<&Ledger> {
        self.open.ledger.as_ref()
    }

    /// What is looked back at; None in the present.
    pub fn past(&self) -> Option<&Past> {
        self.open.past.as_ref()
    }

    pub(super) fn set_past(&mut self, past: Option<Past>) {
        self.open.past = past;
        self.refresh();
    }

    /// What is shown at every moment of the open session.
    pub fn digest(&self) -> Option<&Digest> {
        self.open.digest.as_ref()
    }

    /// The search keys of the people of the open session.
    pub fn roster(&self) -> &Roster {
        &self.open.roster
    }

    /// The stamp of an act made now at this terminal.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.now.at, noted: self.now.at, by: self.by.clone() }
    }

    /// The time that a line gives, where it is to be asked about before it is recorded.
    pub fn far_time(&self, said: &Said) -> Option<String> {
        let day = self.meeting().map_or_else(|| self.now.at.date_naive(), |m| m.session.day());
        let opening = self.meeting().and_then(|m| m.session.opening.as_ref());
        said.far_time(self.lang(), self.now.at, (day, opening.map(|opening| opening.at)))
    }

    /// Whether the rules allow a command now; the error is their sentence.
    pub fn decide(&self, command: &Command) -> Result<(), String> {
        let Some(ledger) = &self.open.ledger else { return Err(words::no_session(self.lang())) };
        if self.store.undecided_loss.is_some() {
            return Err(words::damaged_first(self.lang()));
        }
        if self.open.past.is_some() {
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
        !self.asked.waiting.is_empty()
    }

    pub(super) fn token(&mut self) -> u64 {
        self.asked.last_token += 1;
        self.asked.last_token
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.flash = Some(Flash { warns: false, text: text.into() });
        self.frame.stale = Stale::Everything;
    }

    pub fn warn(&mut self, text: impl Into<String>) {
        self.flash = Some(Flash { warns: true, text: text.into() });
        self.frame.stale = Stale::Everything;
    }

    /// Warns of what matters to a session as well that is being opened: once more when it is there.
    pub fn warn_ahead(&mut self, text: String) {
        if self.open.ledger.is_none() {
            let notices = self.settings.notice.take().into_iter().chain([text.clone()]);
            self.settings.notice = Some(notices.collect::<Vec<_>>().join("\n"));
        }
        self.warn(text);
    }

    /// When the app should send the next `Tick`: as the clock goes on, and when the next step can
    /// have been read.
    pub fn wants_tick(&self) -> Option<Duration> {
        let readable = self.frame.lead.readable_in(self.now.tick);
        [self.clock_in(), readable].into_iter().flatten().min()
    }

    /// Notes a press of the step's key, and whether it was meant for the step that is shown.
    pub fn press_step(&mut self) -> bool {
        self.frame.lead.press(self.now.tick)
    }

    /// Whether the next step has been there to be read, so that its key takes it.
    pub(super) fn is_readable(&self) -> bool {
        self.frame.lead.readable_in(self.now.tick).is_none()
    }

    /// When a clock on the screen goes on: each second while a speech or a recess is clocked, at
    /// the next full minute while an agenda item runs, else never.
    pub fn clock_in(&self) -> Option<Duration> {
        let m = self.meeting().filter(|_| self.open.past.is_none())?;
        let speaking = m.floor.current().is_some_and(|speech| !speech.is_paused());
        if speaking || m.session.recess.is_some() {
            return Some(Duration::from_secs(1));
        }
        let running = m.session.phase == Phase::Open && m.agenda.active().is_some();
        let into_minute = chrono::Timelike::second(&self.now.at).min(59);
        running.then(|| Duration::from_secs(u64::from(60 - into_minute)))
    }

    /// Works out anew what is made from the record.
    pub(super) fn refresh(&mut self) {
        self.hold_clock();
        self.open.digest = self.meeting().map(Digest::of);
        if self.open.past.is_none() {
            let step = self.open.digest.as_ref().map(|digest| &digest.step);
            self.frame.lead.follow(step, self.now.tick);
        }
        // Not by `meeting`, which would borrow the roster too.
        let shown = self.open.past.as_ref().map(|past| &past.ledger).or(self.open.ledger.as_ref());
        if let Some(m) = shown.and_then(Ledger::meeting) {
            self.open.roster.follow(m, self.settings.order);
            if let Some(digest) = &mut self.open.digest {
                digest.not_spoken = self.open.roster.in_order(m, &digest.not_spoken);
            }
        }
        screens::settle(self);
        self.frame.stale = Stale::Everything;
    }

    /// In what is looked back at, no time passes.
    pub(super) fn hold_clock(&mut self) {
        if let Some(past) = &self.open.past {
            self.now.at = past.at;
        }
    }
}

//! The one loop: signals, news of the store, keys, the clock, in this order; then one frame.
//!
//! Runs the effects that the screen asks for. Must not hold a rule or a text, and never waits for
//! the disk: the store has a thread of its own, and every other file is work `beside` the loop.

mod beside;
pub mod clock;
mod crash;
mod done;
mod effects;
mod exports;
mod import_file;
mod keyboard;
mod opening;
pub(crate) mod ordinary;
mod plain;
mod probe;
mod reader;
mod reading;
mod requests;
mod rescue;
mod rosters;
mod signals;
mod start;
mod templates;
mod timepiece;

use crate::domain::ledger::Ledger;
use crate::domain::rule::Catalog;
use crate::domain::stamp::By;
use crate::fault;
use crate::i18n::io::io_reason;
use crate::i18n::{Lang, attach as attach_text, cli as text, store as store_text, terms};
use crate::inputs::config::ThemeName;
use crate::session::{Link, News, Opened, Session, SessionError, Source, messages};
use crate::store::Damage;
use crate::tui::input::{self, Input};
use crate::tui::reading::Reading;
use crate::tui::terminal::{self, Screen};
use crate::tui::ui::{Now, Options, Terminal, Ui};
use beside::Beside;
use chrono::{FixedOffset, TimeDelta};
use crossterm::event::{Event, KeyCode};
pub use exports::{Made, Maker};
use opening::Opening;
pub use probe::survey::{Survey, survey};
use signals::{SignalRequest, Signals};
pub use start::{Demo, End, Start};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use timepiece::{Jump, Timepiece};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Draws at most this often, so that a flood of input costs one frame.
const FRAME: Duration = Duration::from_millis(16);

/// A store that cannot be written to is tried this often.
const RETRY: Duration = Duration::from_secs(2);

/// Runs the screen until it is left. The terminal is restored on every way out.
pub fn run(start: Start) -> std::io::Result<End> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(async { Box::pin(App::start(start)?.run()).await });
    // The reader of keys may be waiting for one more; it must not hold the program.
    runtime.shutdown_background();
    ended
}

struct App {
    ui: Ui,
    /// None where lines are written.
    screen: Option<Screen<std::io::Stdout>>,
    session: Session,
    news: UnboundedReceiver<News>,
    lang: Lang,
    setup: Setup,
    time: Time,
    /// The store is being opened.
    opening: Option<Opening>,
    open: OpenSession,
    input: Keys,
    beside: Beside,
    /// A thread writes documents.
    exporting: bool,
    /// The file of sessions that is being looked at.
    container: Option<import_file::ImportFile>,
    end: Option<End>,
}

/// What the run was started with and keeps.
struct Setup {
    by: By,
    demo: Demo,
    catalog: Arc<Catalog>,
    templates: Option<PathBuf>,
    maker: Maker,
    /// The store's folder, where it is this machine's.
    store: Option<PathBuf>,
}

/// The meeting's time; `noted` keeps the machine's own.
struct Time {
    zone: FixedOffset,
    started: Instant,
    piece: Timepiece,
}

/// The session that is open, or asked for.
struct OpenSession {
    id: Option<String>,
    /// Asked for at the start: the run ends where it cannot be opened.
    wanted: Option<String>,
    /// A session is being read since then.
    reading: Option<Instant>,
    drafts: effects::Drafts,
    /// What of it is lost, as it was opened.
    loss: Option<Damage>,
    /// When it was last tried whether the store can be written to.
    tried: Instant,
}

/// What comes from the terminal.
#[derive(Default)]
struct Keys {
    /// What was typed before the keyboard's thread began to read.
    early: Vec<Event>,
    /// Keys that came while an act was being saved.
    held: VecDeque<Input>,
    /// The terminal was given back to the shell until the program is told to go on.
    stopped: bool,
}

/// What somebody waits for at the screen is drawn at once: the frame that the key itself made must
/// not hold the answer up. The acts of other terminals come as they come.
fn is_awaited(news: &News) -> bool {
    match news {
        News::Recorded(token, _) => token.is_some(),
        News::Sessions(_) | News::Opened(_) | News::Failed(..) | News::Followed(_) => true,
        _ => false,
    }
}

impl App {
    fn start(mut start: Start) -> std::io::Result<Self> {
        let zone = start.zone;
        let (sender, news) = unbounded_channel();
        let attached = matches!(start.source, Source::Attached(_));
        let store = start.source.dir();
        let opening = matches!(start.source, Source::Held { .. }).then(Opening::begin);
        let (read_only, typed) = start.source.state();
        let started = Instant::now();
        let mut clock = Timepiece::default();
        let (at, _) = clock.tell(clock::read(zone));
        let now = Now { at: clock::whole(at), tick: Duration::ZERO };
        let screen = if start.plain { None } else { Some(Screen::enter()?) };
        if start.mouse && !start.plain {
            terminal::take_mouse()?;
        }
        let asked = if start.plain { None } else { Some(probe::Probe::ask()?) };
        crash::watch();
        // From here on a panic of the thread that opens the store is no matter of the terminal.
        let session = Session::start(start.source, sender).map_err(std::io::Error::other)?;
        // The store reads while the terminal answers.
        match &start.open {
            Some(id) => session.open(id),
            None => session.list(),
        }
        let (wide_ambiguous, light_ground, early) = match asked {
            Some(asked) => {
                let probe::Answer { wide_ambiguous, light_ground, early } = asked.answer()?;
                (wide_ambiguous, light_ground, early)
            }
            None => (false, None, Vec::new()),
        };
        let options = Options {
            lang: start.lang,
            palette: start.palette.unwrap_or_else(|| ThemeName::for_ground(light_ground)),
            ascii: start.ascii,
            wide_ambiguous,
            by: start.by.clone(),
            attached,
            read_line: Some(reader::read_line),
            settings: start.settings,
        };
        // Lines have no size; what is worked out for a screen is worked out for a usual one.
        let size = if start.plain { (80, 24) } else { crossterm::terminal::size()? };
        tracing::info!(columns = size.0, rows = size.1, wide_ambiguous, "screen");
        let mut ui = Ui::new(options, size, now);
        ui.store.read_only = read_only;
        ui.typed(typed);
        ui.complete = Some(reader::complete);
        if start.open.is_some() {
            ui.reading = Reading::Begun;
        }
        let open = OpenSession {
            id: None,
            reading: start.open.as_ref().map(|_| started),
            wanted: start.open,
            drafts: effects::Drafts::default(),
            loss: None,
            tried: started,
        };
        let setup = Setup {
            by: start.by,
            demo: start.demo,
            catalog: start.catalog,
            templates: start.templates,
            maker: start.maker,
            store,
        };
        let mut app = Self {
            ui,
            screen,
            session,
            news,
            lang: start.lang,
            setup,
            time: Time { zone, started, piece: clock },
            opening,
            open,
            input: Keys { early, ..Keys::default() },
            beside: Beside::new(),
            exporting: false,
            container: None,
            end: None,
        };
        if let Some(rows) = start.listed {
            app.ui.rows(rows);
        }
        if let Some(ledger) = start.seen {
            app.goes_on_from(&ledger);
            app.ui.seen(ledger);
        }
        if app.opening.is_none() {
            app.look_for_templates();
        }
        Ok(app)
    }

    /// The time as it is. What happened to the clock since it was last looked at is told: a speech
    /// may have been running meanwhile.
    fn now(&mut self) -> Now {
        let (at, jump) = self.time.piece.tell(clock::read(self.time.zone));
        let now = Now { at: clock::whole(at), tick: self.time.started.elapsed() };
        self.ui.now = now;
        match jump {
            None => {}
            Some(Jump::Missed(since)) => self.ui.missed(clock::whole(since)),
            Some(Jump::Back(by)) => {
                let time = terms::time_s(now.at);
                self.ui.warn(text::clock_set_back(self.lang, by.num_minutes().max(1), time));
            }
        }
        now
    }

    async fn run(mut self) -> std::io::Result<End> {
        let ended =
            if self.screen.is_some() { self.turns().await } else { Box::pin(self.lines()).await };
        // Also when the terminal is gone: what was typed is kept.
        Box::pin(self.leave()).await;
        ended
    }

    async fn turns(&mut self) -> std::io::Result<End> {
        let mut signals = Signals::new()?;
        let mut events = keyboard::listen(std::mem::take(&mut self.input.early))?;
        let mut ticked = Instant::now();
        let mut drawn: Option<Instant> = None;
        loop {
            if let Some(end) = self.end.take() {
                return Ok(end);
            }
            if self.input.stopped {
                self.obey(signals.wait().await)?;
                continue;
            }
            let frame_in = drawn.map_or(Duration::ZERO, |at| FRAME.saturating_sub(at.elapsed()));
            if self.ui.dirty() && frame_in.is_zero() {
                if self.open.id.is_some() {
                    fault::at("draw");
                    if fault::is("screen") {
                        return Err(std::io::Error::other("a fault on purpose"));
                    }
                }
                if let Some(screen) = &mut self.screen {
                    screen.draw(&mut self.ui)?;
                }
                drawn = Some(Instant::now());
                continue;
            }
            let tick_in = self.ui.wants_tick().map(|every| every.saturating_sub(ticked.elapsed()));
            let draft_in = self.open.drafts.due_in();
            let retry_in = self.retry_in();
            let opening_in = self.opening_in();
            let wake =
                [self.ui.dirty().then_some(frame_in), tick_in, draft_in, retry_in, opening_in];
            let wake = wake.into_iter().flatten().min();
            tokio::select! {
                biased;
                asked = signals.wait() => self.obey(asked)?,
                () = crash::happened() => return Ok(End::Crashed(crash::said())),
                news = self.news.recv() => match news {
                    Some(news) => {
                        if is_awaited(&news) {
                            drawn = None;
                        }
                        self.hear(news);
                        self.release();
                    }
                    // The store's thread is gone: nothing can be saved any more.
                    None => return Ok(End::Crashed(crash::said())),
                },
                (job, sent) = self.beside.recv() => {
                    self.hear_beside(job, sent);
                    self.release();
                }
                batch = events.recv() => {
                    let Some(batch) = batch else { return Ok(End::Crashed(crash::said())) };
                    let mut batch = batch?;
                    // What waits already is one input with it: the rest of a phrase or a paste.
                    while let Ok(next) = events.try_recv() {
                        batch.extend(next?);
                    }
                    for input in input::gather(batch) {
                        self.take(input);
                    }
                }
                () = sleep(wake) => {
                    if self.ui.wants_tick().is_some_and(|every| ticked.elapsed() >= every) {
                        ticked = Instant::now();
                        self.feed(Input::Tick);
                    }
                    self.open.drafts.flush_due(&self.session);
                    self.tell_opening();
                    if self.retry_in().is_some_and(|left| left.is_zero()) {
                        self.open.tried = Instant::now();
                        self.session.try_writing();
                    }
                }
            }
        }
    }

    /// When it is to be tried again whether the store can be written to; None where it can.
    fn retry_in(&self) -> Option<Duration> {
        self.ui.store.write_error.is_some().then(|| RETRY.saturating_sub(self.open.tried.elapsed()))
    }

    /// Takes an input, or holds it while an act is on its way to the disk, or the store or the session
    /// is being opened: what a key means may depend on that. Text that is being typed goes in at once, and
    /// nothing overtakes.
    fn take(&mut self, input: Input) {
        let typed = match &input {
            Input::Resize(..) | Input::Tick => return self.feed(input),
            Input::Mouse(_) => false,
            Input::Key(key) => matches!(key.code, KeyCode::Char(_)) && key.modifiers.is_empty(),
            Input::Burst(_) | Input::Paste(_) => true,
        };
        if self.leaves_reading(&input) || self.gives_up(&input) {
            return self.release();
        }
        let at_once = (self.input.held.is_empty() && typed && self.ui.takes_text())
            || self.passes_opening(&input);
        if self.is_busy() && !at_once {
            self.input.held.push_back(input);
        } else {
            self.feed(input);
        }
    }

    fn is_busy(&self) -> bool {
        // A host that is gone may be so for long: what can be done without it goes on.
        (self.ui.is_waiting() && !self.ui.host.away)
            || self.open.reading.is_some()
            || self.opening.is_some()
    }

    /// Goes on with what was held, until the next act is on its way.
    fn release(&mut self) {
        while !self.is_busy()
            && let Some(input) = self.input.held.pop_front()
        {
            self.feed(input);
        }
    }

    fn feed(&mut self, input: Input) {
        let now = self.now();
        let effects = self.ui.update(input, now);
        self.carry_out_all(effects);
    }

    fn hear(&mut self, news: News) {
        self.take_in(news);
        let effects = self.ui.take_effects();
        self.carry_out_all(effects);
    }

    fn take_in(&mut self, news: News) {
        self.now();
        match news {
            News::Store { read_only, typed, catalog } => self.store_open(read_only, typed, catalog),
            News::NoStore(error) => self.end = Some(End::NotOpened(error.into())),
            News::Sessions(Ok(list)) => self.listed(list),
            News::Sessions(Err(error)) => {
                let why = self.words(&error);
                self.ui.warn(text::lost_session_list(self.lang, why));
            }
            News::Opening { done, total } => self.tell_reading(done, total),
            News::Opened(Ok(opened)) => {
                self.read_on();
                let Opened { id, ledger, loss, drafts } = *opened;
                self.goes_on_from(&ledger);
                let effects = self.ui.made();
                self.carry_out_all(effects);
                self.open.id = Some(id);
                self.open.wanted = None;
                self.ui.opened(ledger, drafts.into_iter().collect());
                // Which other sessions go on with this one stands in their summaries.
                self.session.list();
                if let Some(loss) = &loss {
                    self.ui.damaged_by(store_text::damage_text(self.lang, loss));
                }
                self.open.loss = loss;
                if self.time.piece.behind() > TimeDelta::minutes(1) {
                    self.ui.warn(text::clock_behind(self.lang));
                }
            }
            News::Opened(Err(SessionError::Exists(id))) => self.read(&id),
            News::Opened(Err(SessionError::Stopped(_))) => {
                self.read_on();
                self.open.wanted = None;
                self.ui.left();
                self.session.list();
            }
            News::Opened(Err(error)) if self.open.wanted.is_some() => {
                self.end = Some(End::NotOpened(error));
            }
            News::Opened(Err(error)) => {
                self.read_on();
                let why = self.words(&error);
                self.ui.warn(why);
            }
            News::DraftFailed(error) => {
                let why = self.words(&error);
                self.ui.warn(why);
            }
            News::Damage(found) => {
                let said = |damage: &Damage| store_text::damage_text(self.lang, damage);
                self.ui.mended(found.iter().map(said).collect());
            }
            News::Writable => self.ui.writable(),
            News::Recorded(token, record) => {
                self.ui.recorded(record);
                let effects = token.map(|token| self.ui.accepted(token)).unwrap_or_default();
                self.carry_out_all(effects);
            }
            News::Terminals(list) => {
                let terminal = |one: crate::session::wire::Attached| Terminal {
                    name: one.terminal,
                    role: one.role,
                };
                self.ui.terminals(list.into_iter().map(terminal).collect());
            }
            News::Link(link) => self.linked(link),
            News::NotServed(error) => {
                self.ui
                    .warn_ahead(attach_text::not_served(self.lang, io_reason(self.lang, &error)));
            }
            News::Failed(token, SessionError::Refused(refusal)) => {
                self.ui.refused(token, &refusal);
            }
            News::Followed(token) => {
                let text = crate::i18n::ui::prepare::followed(self.lang);
                self.ui.granted(token, text);
                self.session.list();
            }
            News::LookedIn(looked) => self.looked_in(looked),
            News::TakenIn(token, taken) => self.taken_in(token, taken),
            News::Failed(token, error @ (SessionError::Exists(_) | SessionError::TooLong)) => {
                let why = self.words(&error);
                self.ui.denied(token, why);
            }
            News::Failed(token, error) => {
                let why = self.words(&error);
                self.ui.failed(token, why);
            }
        }
    }

    /// The time is that of the session from here on.
    fn goes_on_from(&mut self, ledger: &Ledger) {
        if let Some(meeting) = ledger.meeting() {
            self.time.zone = meeting.session.plan.zone();
        }
        self.time.piece = Timepiece::start(clock::now(self.time.zone), ledger.latest());
        self.now();
    }

    /// The wire to the host has changed.
    fn linked(&mut self, link: Link) {
        let lang = self.lang;
        match link {
            Link::Up if self.ui.host.away => self.ui.host_away(false, attach_text::host_back(lang)),
            Link::Up => {}
            Link::Lost => self.ui.host_away(true, attach_text::host_lost(lang)),
            Link::HostQuit => self.ui.host_away(true, attach_text::host_quit(lang)),
            Link::Ended(why) => self.end = Some(End::Ended(messages::goodbye_text(lang, why))),
            Link::Denied { yishi, program, why } => {
                self.end = Some(End::Ended(messages::denial_text(lang, &why, yishi, &program)));
            }
        }
    }

    /// An error of the session in a sentence.
    fn words(&self, error: &SessionError) -> String {
        match error {
            SessionError::Refused(refusal) => self.ui.refusal(refusal),
            error => messages::error_text(self.lang, error),
        }
    }

    /// Keeps what was being typed, waits until the store has taken it, and gives the terminal back.
    async fn leave(mut self) {
        tracing::info!("leaving the screen");
        self.open.drafts.flush_all(&self.session);
        if self.opening.is_some() {
            terminal::restore();
        }
        self.session.leave().await;
        terminal::restore();
    }

    /// Gives the terminal back to the shell and stops, as job control asks.
    fn stop(&mut self) {
        if !signals::can_be_stopped() {
            self.ui.warn(text::nobody_to_stop_for(self.lang));
            return;
        }
        self.open.drafts.flush_all(&self.session);
        terminal::restore();
        self.input.stopped = true;
        signals::stop();
    }

    /// Does what a signal asks for.
    fn obey(&mut self, asked: SignalRequest) -> std::io::Result<()> {
        match asked {
            SignalRequest::End => self.end = Some(End::Signal),
            #[cfg(unix)]
            SignalRequest::Stop if self.input.stopped => {}
            #[cfg(unix)]
            SignalRequest::Stop => self.stop(),
            #[cfg(unix)]
            SignalRequest::GoOn => self.go_on()?,
        }
        Ok(())
    }

    /// Takes the terminal again after a stop and draws everything anew.
    #[cfg(unix)]
    fn go_on(&mut self) -> std::io::Result<()> {
        self.input.stopped = false;
        if let Some(screen) = &mut self.screen {
            let (columns, rows) = screen.retake()?;
            self.feed(Input::Resize(columns, rows));
        }
        Ok(())
    }
}

async fn sleep(wake: Option<Duration>) {
    match wake {
        Some(wake) => tokio::time::sleep(wake).await,
        None => std::future::pending().await,
    }
}

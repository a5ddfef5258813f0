//! `open` and the home screen: the program full-screen, at the chair's terminal.

use super::environment::{AtStart, Environment};
use super::fail::{FAILED, Fail};
use super::maker;
use super::out;
use super::sample;
use super::sessions;
use crate::app::{self, End, Start};
use crate::document::session_summary::Row;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Catalog;
use crate::domain::stamp::{By, Role};
use crate::i18n::cli as text;
use crate::i18n::io::io_reason;
use crate::session::{Source, Stored};
use crate::store::{Held, Log, StoreError};
use chrono::{FixedOffset, Offset as _};
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::mpsc::channel;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// Lines instead of a screen: for a screen reader or a braille display
    #[arg(long)]
    plain: bool,
}

/// The list of sessions: shown from what the store's own list says, where that is whole, and the store
/// is opened beside it.
pub(super) fn home(place: &Environment) -> Result<(), Fail> {
    need_terminal(place)?;
    let known = |held: &Held| sessions::rows_of(held.glance()?);
    match place.held_for(known)? {
        AtStart::Open(log) => {
            let catalog = place.catalog()?;
            let source = own(place, log, &catalog);
            screen(place, catalog, source, Begin::default(), false)
        }
        AtStart::Held(held, rows) => {
            // The user's own rules are read at once: what is wrong with them is told before the screen.
            let rules = if place.has_rules() { Some(place.catalog()?) } else { None };
            let begin = Begin { listed: Some(rows), ..Begin::default() };
            beside(place, held, rules, begin)
        }
    }
}

/// What there is to be shown first, while the store is opened beside it.
fn beside(
    place: &Environment,
    held: Held,
    rules: Option<Arc<Catalog>>,
    begin: Begin,
) -> Result<(), Fail> {
    let (told, lines) = channel();
    let source =
        Source::Held { open: place.opener(held, rules.clone(), told), dir: place.store.clone() };
    let ended = screen(place, rules.unwrap_or_default(), source, begin, false);
    out::errors(&lines.try_iter().flatten().collect::<Vec<_>>());
    ended
}

pub(super) fn run_open(place: &Environment, args: &Args) -> Result<(), Fail> {
    run(place, &place.named(&args.id)?, args.plain)
}

/// One session.
pub(super) fn session(place: &Environment, id: &str) -> Result<(), Fail> {
    run(place, id, false)
}

/// A screen is of no use without a terminal.
pub(super) fn need_terminal(place: &Environment) -> Result<(), Fail> {
    if !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        return Err(Fail::bad_input(text::no_terminal(place.lang)));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Fail::bad_input(text::dumb_terminal(place.lang)));
    }
    Ok(())
}

fn run(place: &Environment, id: &str, plain: bool) -> Result<(), Fail> {
    if !plain {
        need_terminal(place)?;
    }
    if !place.has_store()? {
        return Err(place.no_store());
    }
    let known = |held: &Held| if plain { None } else { held.look(id) };
    let (log, catalog) = match place.held_for(known)? {
        AtStart::Open(log) if log.exists(id) => (log, place.catalog()?),
        AtStart::Open(_) => return Err(StoreError::NoSession { session: id.to_owned() }.into()),
        AtStart::Held(held, seen) => {
            let catalog = place.catalog()?;
            let host = Stored::seen(id, seen).host(Arc::clone(&catalog), &mut |_, _| true);
            match host {
                Ok(host) => {
                    let seen = Some(host.ledger().clone());
                    let begin = Begin { open: Some(id.to_owned()), seen, ..Begin::default() };
                    return beside(place, held, Some(catalog), begin);
                }
                // What cannot be read is told by the reading of the whole store.
                Err(_) => (place.shown(held.open())?, catalog),
            }
        }
    };
    let source = own(place, log, &catalog);
    let begin = Begin { open: Some(id.to_owned()), ..Begin::default() };
    screen(place, catalog, source, begin, plain)
}

fn own(place: &Environment, log: Box<dyn Log>, catalog: &Arc<Catalog>) -> Source {
    // Whoever would join could write nothing either, and the socket has no place.
    let dir = (!log.is_read_only()).then(|| place.store.clone());
    Source::Own { log, catalog: Arc::clone(catalog), dir }
}

/// What a screen begins with.
pub(super) struct Begin {
    pub(super) by: By,
    /// The session to open.
    pub(super) open: Option<String>,
    /// That session, where it is known before the store is open.
    pub(super) seen: Option<Ledger>,
    /// The list of sessions, where it is.
    pub(super) listed: Option<Vec<Row>>,
}

impl Default for Begin {
    fn default() -> Self {
        Self { by: By::new("chair", Role::Chair), open: None, seen: None, listed: None }
    }
}

/// The program full-screen or by lines, on a store of its own or at a host.
pub(super) fn screen(
    place: &Environment,
    catalog: Arc<Catalog>,
    source: Source,
    begin: Begin,
    plain: bool,
) -> Result<(), Fail> {
    let Begin { by, open, seen, listed } = begin;
    let start = Start {
        demo: sample::demo(place.lang),
        zone: FixedOffset::east_opt(sample::ZONE_S).unwrap_or_else(|| chrono::Utc.fix()),
        templates: place.templates(),
        source,
        listed,
        seen,
        catalog,
        lang: place.lang,
        ascii: place.ascii,
        palette: place.palette(),
        settings: place.settings(),
        maker: maker::for_screen(place),
        mouse: place.own.config.mouse.unwrap_or_default(),
        by,
        open,
        plain,
    };
    match app::run(start) {
        Ok(End::Quit) => Ok(()),
        Ok(End::Signal) => Err(Fail::said(FAILED, vec![text::stopped_by_signal(place.lang)])),
        Ok(End::Ended(why)) => Err(Fail::failed(why)),
        Ok(End::Crashed(said)) => {
            let what = said.unwrap_or_else(|| "thread".to_owned());
            Err(Fail::failed(text::crashed(place.lang, what)))
        }
        Ok(End::NotOpened(error)) => Err(place.fail(error)),
        Err(error) => {
            Err(Fail::failed(text::screen_failed(place.lang, io_reason(place.lang, &error))))
        }
    }
}

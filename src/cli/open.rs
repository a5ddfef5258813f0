//! `open` and the home screen: the program full-screen, at the chair's terminal.

use super::environment::Environment;
use super::fail::{FAILED, Fail};
use super::maker;
use super::sample;
use crate::app::{self, End, Start};
use crate::domain::rule::Catalog;
use crate::domain::stamp::{By, Role};
use crate::i18n::cli as text;
use crate::i18n::io::io_reason;
use crate::session::Source;
use crate::store::StoreError;
use std::io::IsTerminal as _;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session
    id: String,
    /// Lines instead of a screen: for a screen reader or a braille display
    #[arg(long)]
    plain: bool,
}

/// The list of sessions.
pub(super) fn home(place: &Environment) -> Result<(), Fail> {
    run(place, None, false)
}

pub(super) fn run_open(place: &Environment, args: &Args) -> Result<(), Fail> {
    run(place, Some(&place.named(&args.id)?), args.plain)
}

/// One session.
pub(super) fn session(place: &Environment, id: &str) -> Result<(), Fail> {
    run(place, Some(id), false)
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

fn run(place: &Environment, open: Option<&str>, plain: bool) -> Result<(), Fail> {
    if !plain {
        need_terminal(place)?;
    }
    if open.is_some() && !place.has_store()? {
        return Err(place.no_store());
    }
    let log = place.for_screen()?;
    if let Some(id) = open
        && !log.exists(id)
    {
        return Err(StoreError::NoSession { session: id.to_owned() }.into());
    }
    let catalog = place.catalog()?;
    // Whoever would join could write nothing either, and the socket has no place.
    let dir = (!log.is_read_only()).then(|| place.store.clone());
    let source = Source::Own { log, catalog: catalog.clone(), dir };
    let by = By::new("chair", Role::Chair);
    screen(place, &catalog, source, by, open.map(str::to_owned), plain)
}

/// The program full-screen or by lines, on a store of its own or at a host.
pub(super) fn screen(
    place: &Environment,
    catalog: &Arc<Catalog>,
    source: Source,
    by: By,
    open: Option<String>,
    plain: bool,
) -> Result<(), Fail> {
    let start = Start {
        demo: sample::plan(place, catalog)?,
        templates: place.templates(),
        source,
        catalog: Arc::clone(catalog),
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

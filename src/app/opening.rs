//! While the store is opened beside the screen: what passes, and what is said where it takes long.
//!
//! What is shown until then came from the list that the last to close the store left. Whatever needs
//! the store waits for it, in its order, and is done when it is open. Must not open anything.

use super::App;
use crate::domain::rule::Catalog;
use crate::i18n::attach as attach_text;
use crate::i18n::io::io_reason;
use crate::tui::input::Input;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Who waits longer than this is told why.
const LONG: Duration = Duration::from_millis(200);

/// A store that is being opened.
#[derive(Debug)]
pub(super) struct Opening {
    since: Instant,
    told: bool,
}

impl Opening {
    pub(super) fn begin() -> Self {
        Self { since: Instant::now(), told: false }
    }
}

impl App {
    /// Whether an input passes, though everything else waits for the store: leaving always, and what
    /// only looks as long as nothing waits before it. A session is asked for by its id, so that it is
    /// the one that was chosen whatever the list is when the store is open.
    pub(super) fn passes_opening(&self, input: &Input) -> bool {
        let act = self.opening.as_ref().and_then(|_| self.ui.act_of(input));
        let waits = !self.input.held.is_empty() || self.open.reading.is_some();
        act.is_some_and(|act| act.leaves() || (!waits && act.needs_no_store()))
    }

    /// When it is to be said that the store is still being opened.
    pub(super) fn opening_in(&self) -> Option<Duration> {
        let opening = self.opening.as_ref().filter(|opening| !opening.told)?;
        Some(LONG.saturating_sub(opening.since.elapsed()))
    }

    pub(super) fn tell_opening(&mut self) {
        if self.opening_in().is_some_and(|left| left.is_zero()) {
            self.opening.iter_mut().for_each(|opening| opening.told = true);
            self.ui.opening_store(true);
        }
    }

    /// The store is open: it is as if it had been from the beginning.
    pub(super) fn store_open(
        &mut self,
        read_only: bool,
        typed: Vec<(String, String)>,
        catalog: Arc<Catalog>,
    ) {
        self.setup.catalog = catalog;
        // A form for a new session begins with what there is to make it of: until that is there too,
        // keys wait.
        let awaited = self.look_for_templates();
        self.opening = self.opening.take().filter(|_| awaited);
        self.opening.iter_mut().for_each(|opening| opening.told = true);
        self.ui.opening_store(false);
        self.ui.store.read_only = read_only;
        self.ui.typed(typed);
        if read_only {
            // Whoever would join could write nothing either, and the socket has no place.
            self.setup.store = None;
        } else if let Err(error) = self.session.serve() {
            self.ui.warn_ahead(attach_text::not_served(self.lang, io_reason(self.lang, &error)));
        }
    }
}

//! What a run of the screen starts with, and how it ended. Data only.

use super::Maker;
use crate::document::session_summary::Row;
use crate::domain::ledger::Ledger;
use crate::domain::rule::Catalog;
use crate::domain::session::Plan;
use crate::domain::stamp::By;
use crate::i18n::Lang;
use crate::inputs::config::ThemeName;
use crate::session::{SessionError, Source};
use crate::tui::config::Settings;
use chrono::FixedOffset;
use std::path::PathBuf;
use std::sync::Arc;

/// Reads the sample with the rules at hand; the sentences say why it cannot be.
pub type Demo = Box<dyn Fn(&Catalog) -> Result<Plan, Vec<String>>>;

/// What a run of the screen starts with.
pub struct Start {
    pub source: Source,
    /// The sessions, where they are known before the store is open.
    pub listed: Option<Vec<Row>>,
    /// The session to open, where it can be shown before the store is open.
    pub seen: Option<Ledger>,
    /// The vote rules, for new sessions; of a store that is only held they come when it is open.
    pub catalog: Arc<Catalog>,
    pub lang: Lang,
    pub ascii: bool,
    /// None: the one that suits the terminal's ground.
    pub palette: Option<ThemeName>,
    /// What the user's folder says.
    pub settings: Settings,
    /// Makes a document of a record.
    pub maker: Maker,
    /// Whether the meeting is written as lines and nothing is drawn.
    pub plain: bool,
    /// Whether clicks and the wheel are wanted; the terminal's own selection is lost with them.
    pub mouse: bool,
    pub by: By,
    /// The session to open at once; the list of sessions where none is named.
    pub open: Option<String>,
    /// The sample, for the home screen.
    pub demo: Demo,
    /// The zone of times before a session is open.
    pub zone: FixedOffset,
    /// Where the user's templates are kept; None where there is no such place.
    pub templates: Option<PathBuf>,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start").field("open", &self.open).finish_non_exhaustive()
    }
}

/// How a run of the screen ended.
#[derive(Debug)]
pub enum End {
    Quit,
    /// A signal asked for the end; all is saved.
    Signal,
    /// Something beside the screen failed, and this is what it said: nothing more could be saved.
    Crashed(Option<String>),
    /// The host does not have this terminal any more; the sentence says why.
    Ended(String),
    /// The store, or the session that was asked for at the start, could not be opened.
    NotOpened(SessionError),
}

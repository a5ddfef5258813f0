//! `attach`: another terminal on the session that is being hosted, as chair, recorder or hall.

use super::environment::Environment;
use super::fail::Fail;
use super::open::{self, Begin};
use crate::domain::stamp::{By, Role};
use crate::session::{Attach, HostClient, Source};
use crate::store::Seat;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The session [else the one that is open]
    id: Option<String>,
    /// What this terminal is for: chair, recorder (as without this), or hall
    #[arg(long = "as", value_name = "ROLE", value_enum, default_value_t = As::Recorder, hide_default_value = true, hide_possible_values = true)]
    role: As,
    /// Lines instead of a screen: for a screen reader or a braille display
    #[arg(long)]
    plain: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum As {
    Chair,
    Recorder,
    Hall,
}

impl As {
    /// The role, its name in the record, and the number of its first place: the host's own screen
    /// is the first chair.
    const fn place(self) -> (Role, &'static str, u32) {
        match self {
            Self::Chair => (Role::Chair, "chair", 2),
            Self::Recorder => (Role::Recorder, "recorder", 1),
            Self::Hall => (Role::Hall, "hall", 1),
        }
    }
}

/// The name of the question which session is open; it appears nowhere.
const ASKING: &str = "attach";

pub(super) fn run(place: &Environment, args: &Args) -> Result<(), Fail> {
    if !args.plain {
        open::need_terminal(place)?;
    }
    let (dir, lang) = (place.store.clone(), place.lang);
    let catalog = place.catalog()?;
    // First the answers that need no screen: is there a host, which session, may we.
    let by = By::new(ASKING, Role::Hall);
    let id = args.id.as_deref().map(|id| place.named(id)).transpose()?;
    let host = HostClient::open_starting(&dir, id.as_deref(), &by, lang, &catalog);
    let session = host.map_err(|error| Fail::attach(lang, &dir, &error))?.session().to_owned();
    let (role, kind, first) = args.role.place();
    let seat = Seat::take(&dir, &session, kind, first)?;
    let by = By::new(seat.name(), role);
    let attach =
        Attach { dir, session: session.clone(), role, seat, lang, catalog: catalog.clone() };
    let begin = Begin { by, open: Some(session), ..Begin::default() };
    open::screen(place, catalog, Source::Attached(attach), begin, args.plain)
}

//! What work beside the loop comes back with; the loop takes it in.

use crate::domain::session::Plan;
use crate::tui::effect::{Export, Exported, RosterSeen};
use crate::tui::overlays::Listing;
use crate::tui::ui::Offers;

/// What was done beside the loop.
#[derive(Debug)]
pub(super) enum Done {
    Listed(Listing),
    Roster(Box<RosterSeen>),
    /// How a list was read.
    Kept,
    Container {
        file: String,
        read: Result<Vec<u8>, String>,
    },
    Offers(Offers),
    TemplateRead {
        token: u64,
        plan: Result<Box<Plan>, String>,
    },
    TemplateSaved {
        token: u64,
        name: String,
        said: Result<String, String>,
    },
    Rescued(Result<String, String>),
    Exported(Export, Exported),
    /// The file manager was asked to show a folder; what it said where it did not.
    FolderShown(Option<String>),
}

//! Plan, roster and rule files in; every fault with its place.
//!
//! Owns the form of these files and nothing else: what comes out is domain data, and words for the
//! faults are in `i18n::inputs`. Must not open files or read the clock; callers bring the contents.

mod column;
pub mod config;
mod entry;
mod fault;
pub(crate) mod guess;
mod keys;
mod overrides;
pub(crate) mod papers;
mod people;
mod places;
mod read;
mod receipts;
mod roster;
pub mod rules;
mod session;
pub(crate) mod template;
mod toml;
mod values;

pub use column::Column;
pub use fault::{Fault, FaultKind, Faults, Subject, Wanted};
pub(crate) use keys::nearest as nearest_word;
pub use places::{PlaceFault, PlaceLevel, PlaceRow, read_places};
pub use read::read_plan;
pub use receipts::{Receipt, ReceiptFault, read as read_receipts};
pub use roster::{
    Asked, Choice, ColumnSeen, Hidden, Looked, Other, Reading, Remark, SheetSeen, WORDS, Why, look,
    read_roster,
};
pub use rules::{load_catalog, read_rule};

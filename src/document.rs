//! The record read out: the state as JSON, the running record, explanations, documents as data.
//!
//! Pure: takes a ledger or a meeting and a language, gives data. Must not write a file, know a
//! file format, or hold words of its own: those are `i18n`'s.

mod after;
mod before;
pub mod draft;
pub(crate) mod explain;
mod facts;
pub(crate) mod figures;
pub mod fingerprint;
mod issued;
pub mod line;
pub mod mask;
pub(crate) mod matter;
pub(crate) mod minutes;
pub mod model;
mod notice;
pub(crate) mod onward;
mod opinion;
mod orders;
pub(crate) mod overview;
pub mod papers;
pub(crate) mod people;
pub mod prompts;
pub(crate) mod register;
pub mod request;
pub(crate) mod rule_words;
pub mod session_summary;
pub mod show;
mod signin;
pub mod snippets;
mod summary;
mod tally;
pub(crate) mod track;
mod tracking;

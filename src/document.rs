//! The record read out: the state as JSON, the running record, explanations, documents as data.
//!
//! Pure: takes a ledger or a meeting and a language, gives data. Must not write a file, know a
//! file format, or hold words of its own: those are `i18n`'s.

mod after;
mod before;
pub mod draft;
pub mod explain;
mod facts;
pub mod figures;
pub mod fingerprint;
mod issued;
pub mod line;
pub mod mask;
pub mod matter;
pub mod minutes;
pub mod model;
mod notice;
pub mod onward;
mod opinion;
mod orders;
pub mod overview;
pub mod papers;
pub mod people;
pub mod prompts;
pub mod register;
pub mod request;
pub mod rule_words;
pub mod session_summary;
pub mod show;
mod signin;
pub mod snippets;
mod summary;
mod tally;
pub mod track;
mod tracking;

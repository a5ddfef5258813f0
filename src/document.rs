//! The record read out: the state as JSON, the running record, explanations, documents as data.
//!
//! Pure: takes a ledger or a meeting and a language, gives data. Must not write a file, know a
//! file format, or hold words of its own: those are `i18n`'s.
pub mod explain;
pub mod figures;
pub mod fingerprint;
pub mod line;
pub mod minutes;
pub mod model;
pub mod overview;
pub mod show;
pub mod snippets;
pub mod track;
pub mod words;

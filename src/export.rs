//! Document model → files, one file a format. Also the record itself, line by line.
//!
//! The only place that writes documents to disk. Must not decide what a document says.

pub mod file;
pub mod journal;
pub mod json;
pub mod md;
pub mod settings;
pub mod txt;
pub mod workbook;

//! The meeting as data and rules: pure, with no clock, I/O, terminal or language.

pub mod names;

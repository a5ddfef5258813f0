//! The one integration-test binary: it sees the program from outside, as files and keys.
//!
//! Harness: `keys`, `pty` (a program in a real terminal), `screen` (a drawn buffer as text),
//! `picture` (a screen as SVG), `look` (pictures for people). Rules of the house: `tidy`. Under
//! test: `store` (the log on disk).
// Clippy grants these only to `#[test]` functions; a harness is all helpers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// The pictures' colours and sizes are small whole numbers by nature.
#![allow(clippy::cast_possible_truncation)]
#[cfg(unix)]
// Clippy grants these only to `#[test]` functions; helpers need them as much.
mod keys;
mod look;
mod picture;
mod properties;
mod pty;
mod screen;
mod script;
mod store;
mod tidy;
mod tui;
mod typing;

//! The one integration-test binary: it sees the program from outside, as files and keys.
//!
//! Harness: `keys`, `pty` (a program in a real terminal), `screen` (a drawn buffer as text),
//! `picture` (a screen as SVG), `look` (pictures for people), `build` (meetings for rules), `cases`
//! (how many a property has). Rules of
//! the house: `tidy`. Under test: `rules`, `votes` and `language` (the meeting's rules), `properties` (what
//! holds for every meeting), `papers` (documents), `script`, `store` (the log on disk), `tui`
//! (screens), `cli` (the commands), `e2e` (the whole program by keys), `faults` (kills, damage, full
//! disks), `archive` (a city's archive on a real PostgreSQL), `attach` (a host and its terminals).

// Clippy grants these only to `#[test]` functions; a harness is all helpers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// The pictures' colours and sizes are small whole numbers by nature.
#![allow(clippy::cast_possible_truncation)]

#[cfg(all(unix, feature = "archive"))]
mod archive;
mod attach;
mod build;
mod cases;
mod cli;
#[cfg(unix)]
mod docs;
#[cfg(unix)]
mod e2e;
mod faults;
mod foreign;
mod fuzz;
mod hostile;
mod joined;
mod keys;
mod language;
mod lists;
#[cfg(unix)]
mod look;
mod newer;
mod pages;
mod papers;
mod picture;
mod properties;
#[cfg(unix)]
mod pty;
mod rules;
mod screen;
mod script;
mod standing;
mod store;
mod tidy;
mod tui;
#[cfg(unix)]
mod typing;
mod votes;

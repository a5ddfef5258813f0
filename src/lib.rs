//! yishi (议事) carries a grassroots consultation meeting from plan to signed minutes.
//!
//! The code map, in reading order; arrows of import point only upwards in this list
//! (`tests/it/tidy.rs` holds them):
//!
//! - `domain` — the meeting as data and rules: pure, no clock, I/O, terminal or language.
//! - `text` — pure text handling: cell widths, line breaking, the edit buffer.
//! - `script` — the session script: text ↔ command.
//! - `inputs` — plans, rosters, rules and settings in, every fault with its place.
//! - `document` — ledger → document model.
//! - `store` — the log on disk, flushed before it is acknowledged.
//! - `export` — document model → files.
//! - `session` — the one writer and the handle its clients hold.
//! - `tui` — all that knows the terminal; never names the store or the session.
//! - `archive` — the sessions of many places in PostgreSQL (feature `archive`).
//! - `app`, `cli` — the loop, the clock, the commands.
//!
//! `limits` is how long and how many, for all of them; `durable` is renames and folders that last, on every system; `tool` is what Windows is asked by its own programs; `fault` is for tests: places that fail on purpose in debug builds.
pub mod app;
#[cfg(feature = "archive")]
pub mod archive;
pub mod cli;
pub mod document;
pub mod domain;
mod durable;
pub mod export;
mod fault;
pub mod i18n;
pub mod inputs;
mod leftover;
pub mod limits;
pub mod script;
pub mod session;
pub mod store;
pub mod text;
#[cfg(windows)]
mod tool;
pub mod tui;

//! All that knows the terminal: state, input, drawing. Reading order:
//!
//! - `ui` the state, `update` one input into it, `answers` what the app says, `effect` what it asks of the app;
//! - `act` the table of acts, `key` and `view` its words, `forms` what acts ask for; `keymap` and
//!   `config` what the user would have otherwise;
//! - `draw` one frame: header, `screens`, `overlays`, words, footer; with `pen`, `columns`,
//!   `theme`, `widgets`;
//! - `input` and `terminal` the way in and out, `mouse` what a click comes to;
//! - `field` and `edit_keys` text that is typed;
//! - `bell` when a speech's clock is heard, `lead` when the next step may be taken;
//! - `reason`, `line`, `tail`, `measure`, `people`, `votes` the places where other topics are asked.
//!
//! Never names the store or the session, never reads a clock: the app tells the time.

pub mod act;
mod answers;
pub(crate) mod bell;
mod columns;
pub mod config;
pub(crate) mod digest;
pub mod draw;
pub(crate) mod edit_keys;
pub mod effect;
mod exported;
pub(crate) mod field;
pub(crate) mod forms;
pub mod input;
pub(crate) mod key;
pub(crate) mod keymap;
mod lead;
pub(crate) mod line;
pub(crate) mod measure;
mod mouse;
pub mod overlays;
pub mod past;
pub mod pen;
pub mod people;
pub(crate) mod reading;
pub(crate) mod reason;
pub(crate) mod screens;
mod stale;
pub(crate) mod tail;
pub mod terminal;
pub mod theme;
pub mod ui;
pub(crate) mod update;
pub(crate) mod view;
mod votes;
pub(crate) mod widgets;

pub use effect::Effect;
pub use input::Input;
pub use ui::{HomeItem, Now, Options, Ui};
pub use view::View;

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
pub mod bell;
mod columns;
pub mod config;
pub mod digest;
pub mod draw;
pub mod edit_keys;
pub mod effect;
mod exported;
pub mod field;
pub mod forms;
pub mod input;
pub mod key;
pub mod keymap;
mod lead;
pub mod line;
pub mod measure;
mod mouse;
pub mod overlays;
pub mod past;
pub mod pen;
pub mod people;
pub mod reading;
pub mod reason;
pub mod screens;
mod stale;
pub mod tail;
pub mod terminal;
pub mod theme;
pub mod ui;
pub mod update;
pub mod view;
mod votes;
pub mod widgets;

pub use effect::Effect;
pub use input::Input;
pub use ui::{HomeItem, Now, Options, Ui};
pub use view::View;

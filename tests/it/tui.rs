//! The full-screen program driven by keys and looked at as text, without a terminal or a store.

mod awkward;
mod config;
mod coverage;
mod export;
mod forms;
pub(crate) mod given;
mod hall;
mod home;
mod import;
mod keys;
mod keys_doc;
mod lead;
mod log;
mod minutes;
mod mouse;
mod newcomer;
mod pictures;
mod prepare;
mod roll;
pub(crate) mod sample;
mod screens;
mod shot;
mod sizes;
mod terminal;
mod views;
mod vote;
mod words;

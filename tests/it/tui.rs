//! The full-screen program driven by keys and looked at as text, without a terminal or a store.

mod config;
mod given;
mod keys;
mod keys_doc;
mod minutes;
mod roll;
mod screens;
mod terminal;
mod vote;
mod words;

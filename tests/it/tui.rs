//! The full-screen program driven by keys and looked at as text, without a terminal or a store.

mod given;
mod keys;
mod minutes;
mod mouse;
mod roll;
mod screens;
mod terminal;
mod vote;
mod words;

//! The full-screen program driven by keys and looked at as text, without a terminal or a store.

mod given;
mod keys;
mod minutes;
mod screens;
mod terminal;
mod words;

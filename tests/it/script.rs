//! The session script against the sample and against itself.

mod commands;
mod complete;
mod fixture;
mod lines;
mod property;
mod sample;

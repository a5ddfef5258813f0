//! The session script against the sample and against itself.

mod complete;
mod fixture;
mod lines;
mod property;
mod sample;

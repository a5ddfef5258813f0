//! The session script against the sample and against itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod commands;
mod complete;
mod fixture;
mod lines;
mod property;
mod sample;

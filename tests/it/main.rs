//! The one integration-test binary: it sees the program from outside, as files and keys.

// Clippy grants these only to `#[test]` functions; helpers need them as much.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod tui;

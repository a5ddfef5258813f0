//! Text as it comes in, is measured, broken into lines and edited.
//!
//! Pure: no terminal, no I/O, no drawing. One way of measuring and one line breaker serve the
//! screen, the cursor and the exports alike.

pub mod clean;
pub mod edit;
pub(crate) mod when;
pub mod width;
pub mod wrap;

pub use width::Width;

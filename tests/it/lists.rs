//! Lists of people as communities really have them: each goes in right, or not at all.
//!
//! `sheet` writes one sheet in every format; `generated` makes lists of real-life parts with the
//! roster that must come out; `cases` are whole files with what must be said of them; `again` is what
//! yishi itself made and what is typed into it.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::assigning_clones,
    reason = "short generators over fast ones; their numbers are small and whole"
)]

mod again;
mod cases;
mod generated;
mod kinds;
mod sheet;

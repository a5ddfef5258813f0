//! Lists of people as communities really have them: each goes in right, or not at all.
//!
//! `sheet` writes one sheet in every format; `generated` makes lists of real-life parts with the
//! roster that must come out; `cases` are whole files with what must be said of them.

mod cases;
mod generated;
mod sheet;

//! The meeting as data and rules: pure, without clock, I/O, async, terminal or language.
//!
//! `Meeting::decide` holds every rule, `Meeting::apply` folds events; each topic stands whole in
//! its own file: state, command, event, decide, apply.

pub mod agenda;
mod decide;
pub(crate) mod era;
pub mod floor;
pub mod follow_up;
pub mod fraction;
pub mod hash;
pub mod history;
pub(crate) mod join;
pub mod ledger;
pub mod meeting;
pub mod minutes;
pub mod names;
pub mod outcome;
pub mod paper;
pub mod person;
pub mod prepare;
pub mod proposal;
pub mod recorded;
pub mod refusal;
pub mod roles;
pub mod roll;
pub mod rule;
pub mod schedule;
pub mod series;
pub mod session;
mod shared;
pub mod sign_off;
pub mod stamp;
pub mod suggest;
pub(crate) mod undo;
pub(crate) mod unknown;
pub(crate) mod upcast;
pub mod vote;

#[cfg(test)]
pub(crate) mod tests;

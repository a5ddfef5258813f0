//! The forms of acts: which fields a command needs, and how they make it. One file a topic.
//!
//! Must not hold a rule: what a form comes to is decided like every other command.

pub mod agenda;
pub mod floor;
pub mod home;
pub mod minutes;
pub mod outcome;
pub mod prepare;
pub mod roll;
pub mod session;
pub mod vote;

//! Papers that an office makes before a meeting: invitation, chair's words, ballots, seat cards,
//! contact list, survey. All from the plan, so that nothing is typed twice.

pub(super) mod ballots;
pub(super) mod cards;
pub(super) mod contacts;
pub(super) mod cues;
pub(super) mod invitation;
pub(super) mod survey;

//! The rules of the meeting, given, when, then: one file a topic.

mod agenda;
mod ballots;
mod clock;
mod fairness;
mod history;
mod methods;
mod minutes;
mod order;
mod outcomes;
mod proxies;
mod quorum;
mod recounts;
mod recusals;
mod roll;
mod secrets;
mod settings;
mod size;
